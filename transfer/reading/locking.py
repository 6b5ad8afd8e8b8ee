"""Texts of which a part is locked: by a tag, a shortcode, a container or a mark."""

import re

from transfer.markup.segments import text_lines

WORDS = (
    r"(?:hugo-)?encrypt\w*|passwords?|gpassword|protected|secret|private|lock(?:ed)?|login"
    r"|members?(?:-?only)?|vip|paid|hidden|draft"
)
LOCKED_PART = re.compile(rf"\{{(?:\{{[<%]?-?|%-?)\s*+({WORDS})\b", re.IGNORECASE)
# In code these are examples
MARKED = re.compile(
    rf"^[ \t>]*+:{{3,}}+[ \t]*+({WORDS}|hide)\b"
    rf"|<!--+[ \t]*+(?:begin[ \t]++)?({WORDS}|hide)(?:[ \t]*+(?:-->|[:=])|[ \t]++(?:pw|pass))"
    r"|<(encrypt|secret|hidden|private|locked)\b"
    rf"|\[({WORDS}|hide|reply)(?:[ =][^\]\n]{{0,80}})?\](?!\()"
    rf"|\[!({WORDS}|hide)\]",
    re.IGNORECASE,
)


def locked_part(body: str) -> str:
    """The word that locks a part of `body`, or nothing."""
    if match := LOCKED_PART.search(body):
        return match[1]
    lowered = body.lower()
    for line, _start, _end in text_lines(body):
        for match in MARKED.finditer(line):
            word = next(filter(None, match.groups()))
            is_pair = f"[/{word.lower()}]" in lowered or not match[4]
            if is_pair:
                return word
    return ""
