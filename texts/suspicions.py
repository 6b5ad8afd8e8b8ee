"""What a writer may not have meant; told in the preview and in the import's report."""

import re

from markdown_it.token import Token

# "##标题" is no heading in CommonMark. One "#" begins tags and directives too.
GLUED = re.compile(
    r"^ {0,3}(?:#{2,6}(?=[^\s#])|#(?=[\u3400-\u9fff])(?=[^#\n]*$)).*$", re.MULTILINE
)


def suspicions(tokens: list[Token]) -> set[str]:
    """Codes of what `tokens` hold that reads otherwise than it may be meant."""
    found = set()
    for token in tokens:
        if token.type == "inline" and GLUED.search(token.content):
            found.add("glued_heading")
        if any(part.meta.get("is_data") for part in (token, *(token.children or ()))):
            found.add("data_picture")
    return found
