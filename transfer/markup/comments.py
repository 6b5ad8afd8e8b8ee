"""What a generator shows to nobody stays with the text, as a comment of HTML."""

import re
from collections.abc import Iterator
from itertools import chain

from transfer.markup.tags import Plain, Tag, nodes

# Each stops at the next opening mark, so that a thousand unclosed ones stay cheap
COMMENT = re.compile(
    # Obsidian; `100%%` and the variables of batch files are none
    r"(?<![%A-Za-z0-9_])%%(?![%=])(?P<obsidian>(?:[^%]|%(?!%))*+)%%(?![%A-Za-z0-9_])"
    # Hexo, which is Nunjucks; `## Title {#id}` is none
    r"|\{#(?P<nunjucks>[^{}#]*+)#\}"
    r"|\{::comment\}(?P<kramdown>(?:(?!\{::comment\}|\{:/).)*+)\{:/(?:comment)?\}"
    r"|\{/\*(?P<mdx>(?:(?!\{/\*|\*/\}).)*+)\*/\}",
    re.DOTALL,
)
MARKS = ("%%", "{#", "{::comment}", "{/*", "comment", "{%")
CODE = "\0"


def hide_comments(text: str) -> str:
    """`text` with all comments of generators as such of HTML; code stays as it is."""
    if not any(mark in text for mark in MARKS):
        return text
    parts, position = list[str](), 0
    for start, end, words in _comments(text):
        if start < position:
            continue
        before = text[position:start]
        is_first = _begins_line(before, position)
        is_block = "\n" in words and not is_first
        parts += [before, _comment(words, is_block=is_block)]
        # the rest of its line would be HTML as well
        parts += ["\n"] if is_first and _goes_on(text, end) else []
        position = end
    return "".join([*parts, text[position:]])


def _comments(text: str) -> list[tuple[int, int, str]]:
    """Where comments begin and end, and what they say, in the order of the text."""
    tags, shown = list[tuple[int, int, str]](), list[str]()
    position = 0
    for node in nodes(text):
        raw = node.text if isinstance(node, Plain) else node.raw
        end = position + len(raw)
        is_code = node.is_code if isinstance(node, Plain) else node.content is not None
        if isinstance(node, Tag) and (words := _said_to_nobody(node)) is not None:
            tags.append((position, end, words))
            is_code = True
        shown.append(CODE * len(raw) if is_code else raw)
        position = end
    return sorted(chain(tags, _marked(text, "".join(shown))))


def _said_to_nobody(tag: Tag) -> str | None:
    if tag.name == "comment":
        return tag.content
    is_line = tag.syntax == "liquid" and tag.name.startswith("#")
    return f"{tag.name[1:]} {tag.body}" if is_line else None


def _marked(text: str, shown: str) -> Iterator[tuple[int, int, str]]:
    for match in COMMENT.finditer(shown):
        start, end = match.span(match.lastgroup or 0)
        yield match.start(), match.end(), text[start:end]


def _begins_line(before: str, position: int) -> bool:
    line = before.rpartition("\n")[2]
    return not line.strip() and ("\n" in before or position == 0)


def _goes_on(text: str, end: int) -> bool:
    line = text[end : text.find("\n", end) + 1 or None]
    return bool(line.strip())


def _comment(words: str, *, is_block: bool) -> str:
    """One of several lines is a paragraph of its own: a blank line would end it."""
    hidden = words.replace("--", "- -").replace(">", "&gt;")
    return f"\n\n<!--{hidden}-->\n\n" if is_block else f"<!--{hidden}-->"
