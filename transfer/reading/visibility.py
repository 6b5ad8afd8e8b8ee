"""What a head says on who may see the post, in the words of many generators.

Hugo's `draft`, `headless` and `build`, Jekyll's and Hexo's `published`, Ghost's and
WordPress's `status` and `visibility`, the flags of themes, and their Chinese names.
What is only kept out of lists or search engines there would stand in them here.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from core.lines import is_unseen
from transfer.reading.yaml_values import Value

FALSE = frozenset(
    "false no off 0 n f none null nil never 否 不 假 关 不公开 未发布".split()
)
TRUE = frozenset(
    "true yes on 1 y t always 是 真 对 开 public published publish visible listed all "
    "everyone open live 公开 已公开 发布 已发布 可见".split()
)
# key → nobody reads the post without what it holds
SECRETS = frozenset(
    "password passwd passphrase passcode pwd secretkey 密码 口令 访问密码".split()
)
# key → the post is not for everybody when the key says yes
PRIVATE_FLAGS = frozenset(
    "draft hidden hide private encrypt encrypted protected secret unlisted isdraft "
    "headless ishidden isprivate isprotected unpublished deleted trashed restricted "
    "membersonly memberonly subscribersonly paidonly loginrequired requirelogin "
    "hiddenfromhomepage hiddenfromhome hiddeninhomelist hiddeninhomepage hidefromhome "
    "hidefromhomepage hiddenfromsearch hiddeninsearch searchhidden hidefromsearch "
    "hiddenfromrss hiddeninrss hiddenfromfeed hidefromfeed hidefromlist hiddenfromlist "
    "hidepost noindex robotsnoindex sitemapexclude "
    "wip archived trash ignore exclude excludefromcollections "
    "eleventyexcludefromcollections "
    "草稿 隐藏 私密 私有 加密 不公开 是否草稿 是否隐藏 是否私密 是否加密".split()
)
# key → the post is not for everybody unless the key says yes, or when
PUBLIC_FLAGS = frozenset(
    "published publish public ispublished ispublic visible isvisible listed dgpublish "
    "公开 可见 发布 是否公开 是否可见 是否发布".split()
)
# key → the post is not for everybody when the key says no
SHOWN_FLAGS = frozenset("show display enabled".split())
# key → the moment it was published; without one it was not
MOMENTS = frozenset("publishedat".split())
STATES = frozenset(
    "status state visibility access audience poststatus publishstatus privacy "
    "accesslevel 状态 可见性 可见范围 发布状态 权限 访问权限 阅读权限".split()
)
OPEN_STATES = TRUE | frozenset(
    "post active anyone world normal default final finished done complete completed "
    "发表 已发表 正式 正常 完成 已完成 完结 已完结 连载 连载中 更新中 所有人".split()
)
# WordPress's and Ghost's names for a post whose date is still to come
WAITING_STATES = frozenset("future scheduled 定时 定时发布".split())
PRIVATE_KINDS = frozenset("draft drafts private hidden".split())
PRIVACY_KEYS = SECRETS | PRIVATE_FLAGS | PUBLIC_FLAGS | STATES
_WAYS = (
    *(SECRETS, PRIVATE_FLAGS, PUBLIC_FLAGS, SHOWN_FLAGS, MOMENTS, STATES),
    {"build", "_build"},
)
DATED = re.compile(r"\d{4}\D|\d{8}")
# Shortcodes and tags that lock a part of the text, password and all
LOCKED_PART = re.compile(
    r"\{\{[<%]\s*(hugo-encryptor|encrypt\w*|password|protected)\b"
    r"|\{%\s*(encrypt|password|protected)\b",
    re.IGNORECASE,
)


def word(text: str) -> str:
    """`text` as it is compared: small, narrow, without blanks and what nobody sees."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKC", text).lower()
        if not is_unseen(letter)
    )


def folded_key(key: str) -> str:
    """A key as it is looked up: `Publish-Date` is `publishdate`."""
    folded = word(key)
    return folded if folded.startswith("_") else re.sub(r"[-_]", "", folded)


def private_because(said: Iterable[tuple[str, Value]], *, is_to_come: bool) -> str:
    """The key that keeps the post from the public, or nothing.

    `said` are all keys, folded, also one that is there twice: when in doubt the
    strictest counts. `is_to_come` tells whether the post waits for a date.
    """
    pairs = list(said)
    for keys in _WAYS:
        for key, value in pairs:
            if key in keys and _hides(key, value, is_to_come=is_to_come):
                return key.removeprefix("_")
    for key, value in pairs:
        if _is_out_of_lists(key, value):
            return key
    return ""


def _hides(key: str, value: Value, *, is_to_come: bool) -> bool:
    if key in SECRETS:
        return value not in (None, "", "false", "False", "FALSE", [], {})
    if key in PRIVATE_FLAGS:
        return _is_yes(value)
    if key in PUBLIC_FLAGS:
        return not _is_open(value)
    if key in SHOWN_FLAGS:
        return isinstance(value, str) and word(value) in FALSE
    if key in MOMENTS:
        return value in (None, "")
    if key in STATES:
        return any(not _is_open_state(each, is_to_come) for each in _words(value))
    return isinstance(value, dict) and _is_built_apart(value)


def _is_yes(value: Value) -> bool:
    if isinstance(value, str):
        return word(value) not in FALSE | {""}
    return value is not None


def _is_open(value: Value) -> bool:
    if isinstance(value, str):
        said = word(value)
        return said in TRUE or not said or DATED.match(said) is not None
    return value is None


def _words(value: Value) -> Iterator[str]:
    items = value if isinstance(value, list) else [value]
    for item in items:
        if isinstance(item, dict):
            item = item.get("name")
        if isinstance(item, str) and (said := word(item)):
            yield said


def _is_open_state(said: str, is_to_come: bool) -> bool:
    return said in OPEN_STATES or (is_to_come and said in WAITING_STATES)


def _is_built_apart(options: dict[str, Value]) -> bool:
    """Hugo's `build`: not rendered, or not in the lists of pages."""
    return any(
        folded_key(key) in ("render", "list")
        and isinstance(value, str)
        and word(value) not in ("always", "true", "")
        for key, value in options.items()
    )


def _is_out_of_lists(key: str, value: Value) -> bool:
    if key == "robots":
        return any(re.search("noindex|none", said) for said in _words(value))
    if key == "sitemap":
        if isinstance(value, dict):
            return any(folded_key(k) in ("disable", "exclude") and _is_yes(v)
                       for k, v in value.items())  # fmt: skip
        return isinstance(value, str) and word(value) in FALSE
    kinds = ("layout", "type", "posttype")
    return key in kinds and any(said in PRIVATE_KINDS for said in _words(value))
