"""Texts of which a part is locked: by a tag, a shortcode, a container or a mark."""

import re

from transfer.markup.segments import split_code_spans, text_lines

WORDS = (
    r"(?:hugo-|stati)?(?:en)?crypt\w*|password\w*|gpassword|pwd|pp(?:block|switch)|protect\w*"
    r"|secret|private|lock(?:ed)?|login|members?(?:[-_]?only)?|subscribers?(?:[-_]?only)?"
    r"|vip|paid|pay(?:wall)?|gated?|restrict(?:ed)?|hidden|draft"
    r"|加密|隐藏|私密|密码|会员|付费|登录|回复"
)
# Of a pair only: alone they are words, or hide a part until it is clicked
PAIRS = rf"{WORDS}|hide(?:content)?|reply|(?:ht|sc)_\w{{1,40}}"
LOCKED_PART = re.compile(rf"\{{(?:\{{[<%]?-?|%-?)\s*+({WORDS})\b", re.IGNORECASE)
# In code these are examples
MARKED = re.compile(
    rf"^[ \t>]*+:{{3,}}+[ \t]*+({WORDS}|hide)\b"
    rf"|<!--+[ \t]*+(?:(?:begin|start)[ \t]++|[\w.]{{1,30}}+-(?=encrypt))?({WORDS}|hide)"
    r"(?:[-_ \t]*+(?:start|begin))?(?:[ \t]*+(?:-->|[:=])|[ \t]++(?:pw|pass))"
    rf"|<({WORDS})\b"
    rf"|[\[{{]({PAIRS})(?:[ =:][^\]\n}}]{{0,200}})?[\]}}](?!\()"
    rf"|\[!({WORDS}|hide)\]",
    re.IGNORECASE,
)
CLOSES = re.compile(rf"[\[{{<]/({PAIRS})[\]}}>]", re.IGNORECASE)
# Those of the alternatives above that mean nothing without their end: a placeholder
IN_PAIRS = (3, 4)
# With words behind it that browsers show to nobody
TAG = re.compile(r"<[a-z][^<>]{0,500}+>(?=[ \t]*+[^<\s])", re.IGNORECASE)
UNSEEN = re.compile(r"\s(hidden)(?:[\s>=]|/>)|\b(display)\s*:\s*none", re.IGNORECASE)


def locked_part(body: str) -> str:
    """The word that locks a part of `body`, or nothing."""
    if match := LOCKED_PART.search(body):
        return match[1]
    closed = {match[1].lower() for match in CLOSES.finditer(body)}
    for written, _start, _end in text_lines(body):
        line = "".join(
            part for is_code, part in split_code_spans(written) if not is_code
        )
        for match in MARKED.finditer(line):
            word = match[match.lastindex or 0]
            if match.lastindex not in IN_PAIRS or word.lower() in closed:
                return word
        for tag in TAG.finditer(line) if "<" in line else ():
            if unseen := UNSEEN.search(tag[0]):
                return unseen[unseen.lastindex or 0]
    return ""
