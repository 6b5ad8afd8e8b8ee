"""Bare addresses become links (GFM autolinks), Chinese sentences around them do not.

The rules are those of the GFM specification 0.29, section 6.9. An address also
ends before Chinese punctuation, and may directly follow Chinese text.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from texts.syntax.cjk import is_cjk_punctuation

_START = re.compile(r"(?:https?|ftp)://|www\.", re.IGNORECASE)
_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,20}")
_STOP = re.compile(r"[\s<>\"`\[\]\x00-\x1f\u2014\u2018-\u201d\u2026]")
_LATIN_THEN_OTHER = re.compile(r"[a-z]+(?=[^\x00-\x7f])", re.IGNORECASE)
# Marks that close something opened before the address, in front of Chinese text.
_CLOSING = re.compile(r"(?:(?<!\*)\*++|(?<!~)~~++|(?<!_)__++|[)'}])(?=[^\x00-\x7f])")
_ENTITY_END = re.compile(r"&[A-Za-z0-9]+;$")
_AFTER_HOST = frozenset("/?#:@")
_TRAILING = frozenset("?!.,:*_~'\"")
_BEFORE_WWW = frozenset("*_~(")
_EMAIL_LOCAL = re.compile(r"[A-Za-z0-9.+_-]+$")
_EMAIL_DOMAIN = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9][A-Za-z0-9_-]*)+")
_XMPP_RESOURCE = re.compile(r"/[A-Za-z0-9.@]+")
_LOCAL_LIMIT = 80
_URL_LIMIT = 4096


def autolink_plugin(md: MarkdownIt) -> None:
    """Recognise `http://`, `https://`, `ftp://`, `www.` and e-mail addresses."""
    known = md.inline.terminator_re.pattern
    # Text stops only where an address may begin, not at every "h", "f" and "w".
    md.inline.terminator_re = re.compile(f"{known}|(?i:(?:https?|ftp)://|www\\.)")
    md.inline.ruler.push("bare_url", _url_rule)
    md.inline.ruler.push("bare_email", _email_rule)


def _url_rule(state: StateInline, silent: bool) -> bool:
    if silent or state.linkLevel > 0 or state.src[state.pos] not in "hHfFwW":
        return False
    start = _START.match(state.src, state.pos, state.posMax)
    if start is None or not _may_follow(state, start.group()[-1] == "."):
        return False
    prefix = "" if start.group()[-1] == "." else start.group()
    found = find_url(state.src[state.pos : state.posMax][:_URL_LIMIT], len(prefix))
    if not found:
        return False
    return _push(state, found, found if prefix else f"http://{found}")


def _may_follow(state: StateInline, is_www: bool) -> bool:
    if state.pos == 0:
        return True
    before = state.src[state.pos - 1]
    if not before.isascii() or before.isspace():
        return True
    return before in _BEFORE_WWW if is_www else not before.isalnum()


def find_url(text: str, prefix: int) -> str:
    """The address at the start of `text`, "" if there is none.

    `prefix` is the length of the scheme with its slashes.
    """
    end = _host_end(text, prefix)
    if not end:
        return ""
    if text[end : end + 1] in _AFTER_HOST:
        end = _path_end(text, end)
    return text[: _trim(text, end)]


def _host_end(text: str, start: int) -> int:
    """Where the host that begins at `start` ends; 0 if it is no valid host."""
    match = _HOST.match(text, start)
    if match is None:
        return 0
    labels = match.group().split(".")
    if any("_" in label for label in labels[-2:]):
        return 0
    if not start and len(labels) < 3:
        return 0
    glued = _LATIN_THEN_OTHER.match(labels[-1])
    if glued and len(labels) > 1:
        return match.end() - len(labels[-1]) + glued.end()
    return match.end()


def _path_end(text: str, start: int) -> int:
    stop = _STOP.search(text, start)
    end = stop.start() if stop else len(text)
    if not text[start:end].isascii():
        end = next((i for i in range(start, end) if is_cjk_punctuation(text[i])), end)
    for closing in _CLOSING.finditer(text, start, end + 1):
        if closing.group() not in ")}" or _unbalanced(text[: closing.end()]):
            return closing.start()
    return end


def _unbalanced(text: str) -> bool:
    return text.count(")") > text.count("(") or text.count("}") > text.count("{")


def _trim(text: str, end: int) -> int:
    """`end` moved before trailing marks, as GFM's extended path validation says."""
    surplus = text.count(")", 0, end) - text.count("(", 0, end)
    while end > 0:
        last = text[end - 1]
        if last == ")" and surplus > 0:
            surplus -= 1
        elif last == ";":
            entity = _ENTITY_END.search(text, max(0, end - 40), end)
            end = entity.start() + 1 if entity else end
        elif last not in _TRAILING:
            break
        end -= 1
    return end


def _email_rule(state: StateInline, silent: bool) -> bool:
    if silent or state.linkLevel > 0 or state.src[state.pos] != "@":
        return False
    written = state.src[max(0, state.pos - _LOCAL_LIMIT) : state.pos]
    local = _EMAIL_LOCAL.search(written)
    domain = _EMAIL_DOMAIN.match(state.src, state.pos + 1, state.posMax)
    if local is None or domain is None or domain.group()[-1] in "-_":
        return False
    before = written[: local.start()]
    scheme = next((s for s in ("mailto:", "xmpp:") if before.endswith(s)), "")
    taken = len(scheme) + len(local.group())
    if before.endswith("/") or not _take_back(state, taken):
        return False
    end = _resource_end(state, domain.end()) if scheme == "xmpp:" else domain.end()
    label = f"{scheme}{local.group()}{state.src[state.pos : end]}"
    state.pos -= taken
    return _push(state, label, label if scheme else f"mailto:{label}")


def _take_back(state: StateInline, count: int) -> bool:
    """Take the last `count` characters, if they are still text, off the output.

    "a_b@c.d" has become three texts by now: "_" might have opened emphasis.
    """
    available, first = len(state.pending), len(state.tokens)
    while available < count:
        first -= 1
        if first < 0 or state.tokens[first].type != "text":
            return False
        available += len(state.tokens[first].content)
    text = "".join(token.content for token in state.tokens[first:]) + state.pending
    del state.tokens[first:]
    state.delimiters[:] = [d for d in state.delimiters if d.token < first]
    state.pending = text[: len(text) - count]
    return True


def _resource_end(state: StateInline, end: int) -> int:
    resource = _XMPP_RESOURCE.match(state.src, end, state.posMax)
    return _trim(state.src, resource.end()) if resource else end


def _push(state: StateInline, label: str, url: str) -> bool:
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(url)}
    opening.markup, opening.info = "autolink", "auto"
    text = state.push("text", "", 0)
    text.content = label
    closing = state.push("link_close", "a", -1)
    closing.markup, closing.info = "autolink", "auto"
    state.pos += len(label)
    return True
