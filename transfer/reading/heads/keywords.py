"""Which keys of a head say who may see the post, by the words they are made of.

`hideInList`, `hidden_from_home` and `is-hidden` are "hide" with little words around it;
`hideComments` is about a part of the page. Keys come as stems: small letters and
simplified signs, without blanks and dashes. What stands deep inside a head, not near the
post (see `said.py`), counts by words alone that mean nothing else.
"""

import re

from transfer.reading.heads.vocabulary import (
    AFTER,
    AND,
    AUDIENCE,
    BEFORE,
    CLOSED,
    EVERYBODY,
    GONE,
    HIDDEN,
    KINDS,
    LISTED,
    LITTLE,
    MAY_UNLOCK,
    NOT,
    ONLY,
    OPEN,
    OTHERWISE,
    PART,
    PLACES,
    RESTRICTS,
    ROBOTS,
    SHOWN,
    STATE,
    TEXTS,
    UNLOCKS,
    WHEN,
)

# Longer keys are looked through for words, but not taken apart
MAX_KEY = 60


def _made_of(*words: str) -> re.Pattern[str]:
    return re.compile("".join(f"(?:{part})" for part in words))


_SECRET = _made_of(LITTLE, f"{UNLOCKS}|{MAY_UNLOCK}", LITTLE)
_HAS_PASSWORD = re.compile(UNLOCKS)
_CLOSED = _made_of(LITTLE, f"{CLOSED}|{HIDDEN}", LITTLE)
_HAS_CLOSED = re.compile(rf"(?!unpublish(?:ed)?(?:date|at|on|time))(?:{CLOSED})")
_HAS_HIDDEN = re.compile(
    r"hide|hidden|隐藏|隐身|私密|私有|加密|保密|机密|锁定|上锁|加锁|[密隐私锁]\Z"
)
_FOR_SOME = re.compile(rf"(?!{EVERYBODY}\Z)(?:{ONLY})")
_NOT_OPEN = _made_of(
    BEFORE, NOT, "(?:be|to|yet|in|on|for)*", f"{OPEN}|{LISTED}", LITTLE
)
_PART = re.compile(
    rf"(?:(?:is|should|dg)*(?:{HIDDEN})(?:the|posts?|pages?|articles?)*(?:(?:{PART}){AND})+"
    rf"|(?:(?:{PART}){AND})+(?:{HIDDEN}))"
)
_ONLY_PART = _made_of(PART)
_ASKS = _made_of(
    LITTLE,
    r"login|signin|auth|authentication|members?|subscribers?|subscription|vip|paid|premium"
    r"|登录|登陆|会员|付费|收费|验证",
    LITTLE,
)
_OPEN = _made_of(BEFORE, OPEN, AFTER)
_SHOWN = _made_of(BEFORE, f"{SHOWN}|{EVERYBODY}", PLACES)
_STATE = _made_of(BEFORE, r"publish|发布|访问|阅读|查看|浏览|公开|可见|审核|", STATE)
_OTHERWISE = _made_of(BEFORE, OTHERWISE, "")
_ROBOTS = _made_of(ROBOTS)
_AUDIENCE, _RESTRICTS, _GONE, _KINDS = map(_made_of, (AUDIENCE, RESTRICTS, GONE, KINDS))
_READY = _made_of(
    r"ready(?:to|for)?|checkbox|front|(?:前台|首页|列表|网站)(?:上|里|中)?|(?:在|显示在).{1,4}",
    rf"{OPEN}|publication|显示|展示|",
)
_START = _made_of(
    BEFORE,
    rf"(?:publish(?:ed|ing)?|publication|pub|golive|scheduled?|posted|embargo|发布|发表|公开|上线|定时(?:发布)?)"
    rf"{WHEN}?(?:date|time)?|(?:post|article)(?:date|time)|release(?:d?(?:date|time|at|on))?|notbefore|date(?:published|posted)"
    rf"|(?:visible|available)(?:from|after)|embargo(?:ed)?until",
    "",
)
_END = _made_of(
    BEFORE,
    rf"(?:expir(?:e|es|ed|y|ing|ation)|unpublish(?:ed)?|过期|到期|失效|下线){WHEN}?(?:date|time)?"
    r"|(?:valid|visible|available|public|published)(?:until|till|to)|until",
    "",
)


def _fits(pattern: re.Pattern[str], key: str) -> bool:
    return len(key) <= MAX_KEY and pattern.fullmatch(key) is not None


def is_secret(key: str, is_near: bool) -> bool:
    """A password: nobody reads the post without it."""
    return _HAS_PASSWORD.search(key) is not None or (is_near and _fits(_SECRET, key))


def is_private(key: str, is_near: bool) -> bool:
    """Not for everybody when it says yes."""
    if _HAS_CLOSED.search(key):
        return True
    return is_near and (_is_named_private(key) or _is_hidden(key))


def _is_named_private(key: str) -> bool:
    if _fits(_PART, key):
        return False
    return any(_fits(kind, key) for kind in (_CLOSED, _NOT_OPEN, _FOR_SOME))


def _is_hidden(key: str) -> bool:
    return _HAS_HIDDEN.search(key) is not None and not _fits(_PART, key)


def asks_who(key: str, is_near: bool) -> bool:
    """For those who have signed in when it says so; `login` may be a name as well."""
    return is_near and _fits(_ASKS, key)


def is_public(key: str, is_near: bool) -> bool:
    """Not for everybody unless it says yes, or when."""
    return is_near and _fits(_OPEN, key)


def is_shown(key: str, is_near: bool) -> bool:
    """Not for everybody when it says no."""
    return is_near and _fits(_SHOWN, key)


def is_moment(key: str, is_near: bool) -> bool:
    """The moment it was published; without one it was not."""
    return is_near and key == "publishedat"


def is_state(key: str, is_near: bool) -> bool:
    return is_near and _fits(_STATE, key)


def is_otherwise_state(key: str, is_near: bool) -> bool:
    """A state where it says what nothing else is called."""
    return is_near and _fits(_OTHERWISE, key)


def is_audience(key: str, is_near: bool) -> bool:
    """For whom it is; for some unless it says all."""
    return is_near and _fits(_AUDIENCE, key)


def is_restriction(key: str, is_near: bool) -> bool:
    return is_near and _fits(_RESTRICTS, key) and not _fits(_PART, key)


def is_gone(key: str, is_near: bool) -> bool:
    """When it was taken away, or what unlocks it: whatever it says."""
    return is_near and _fits(_GONE, key)


def is_ready(key: str, is_near: bool) -> bool:
    return is_near and _fits(_READY, key)


def is_kind(key: str, is_near: bool) -> bool:
    return is_near and _fits(_KINDS, key)


def is_pin(key: str, is_near: bool) -> bool:
    """What keeps a post on top, or a number that unlocks it."""
    return is_near and key in ("pin", "pincode")


def is_notice(key: str, is_near: bool) -> bool:
    """What Hexo's hexo-blog-encrypt shows in place of the text."""
    return is_near and key in ("abstract", "message", "theme")


def is_tags(key: str, is_near: bool) -> bool:
    return is_near and key in ("tag", "tags", "标签")


def is_build(key: str, is_near: bool) -> bool:
    return is_near and key == "build"


def is_robots(key: str, is_near: bool) -> bool:
    return is_near and _fits(_ROBOTS, key)


def is_sitemap(key: str, is_near: bool) -> bool:
    return is_near and key == "sitemap"


def is_no_text(key: str, is_near: bool) -> bool:
    """Not one of those whose words are the author's own, or about a part of the page."""
    if not is_near or key in TEXTS:
        return False
    return key in ("category", "categories", "分类", "share") or not _fits(
        _ONLY_PART, key
    )


def is_start(key: str) -> bool:
    """When the post goes public, which may be said by yes and no as well."""
    return _fits(_START, key) or _fits(_OPEN, key)


def is_end(key: str) -> bool:
    return _fits(_END, key)


def names_secret(key: str) -> bool:
    """Whether a line of text that begins with `key` may give a password away."""
    return _fits(_SECRET, key)


def names_visibility(key: str) -> bool:
    """Whether a line of text that begins with `key` may be of a head that hides."""
    return (
        _fits(_SECRET, key)
        or _is_named_private(key)
        or _fits(_OPEN, key)
        or _fits(_STATE, key)
    )
