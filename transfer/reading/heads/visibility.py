"""What a head says on who may see the post, in the words of many generators.

Hugo's `draft`, `headless` and `build`, Jekyll's and Hexo's `published`, Ghost's and
WordPress's `status` and `visibility`, the flags of themes, and their Chinese names.
What is only kept out of lists or search engines there would stand in them here.

Keys are known by the words they are made of (`keywords.py`), not by a list of them:
every theme has its own spelling of "hidden".
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from transfer.reading.heads import keywords
from transfer.reading.heads.said import Said
from transfer.reading.heads.words import answer
from transfer.reading.heads.yaml_values import Value

FALSE = frozenset(
    "false no off 0 n f none null nil never 否 不 假 关 无 不公开 未发布 不发布 不显示".split()
)
TRUE = frozenset(
    "true yes on 1 y t always 是 真 对 开 public published publish visible listed all "
    "everyone open live 公开 已公开 发布 已发布 发表 已发表 上线 已上线 可见 ✓ ✔ ☑".split()
)
NEEDED = TRUE | {"required", "needed", "需要", "必须", "必需"}
OPEN_STATES = TRUE | frozenset(
    "post active anyone world normal default final finished done complete completed "
    "正式 正常 完成 已完成 完结 已完结 连载 连载中 更新中 已更新 updated 所有人 "
    "所有人可见 公开可见 全部可见 公开访问 通过 已通过 审核通过 已审核".split()
)
# WordPress's and Ghost's names for a post whose date is still to come
WAITING_STATES = frozenset("future scheduled 定时 定时发布".split())
# What a post may be called by any key, `layout` or `categories` or one of a theme's own
PRIVATE_KINDS = frozenset(
    "draft drafts private hidden unpublished secret confidential 草稿 私密 隐藏 机密 "
    "仅自己 仅自己可见 私密日记".split()
)
# Tags in English are of a text on drafts, or on C++
PRIVATE_TAGS = frozenset(
    "草稿 草稿箱 私密 私人 私密日记 仅自己可见 不公开 未发布".split()
)
# Said of readers, or of how far a text has come, and of nothing else
FOR_SOME = PRIVATE_KINDS | frozenset(
    "me myself self owner internal admin admins administrator staff team family "
    "review inreview reviewing pending waiting rejected failed refused "
    "自己 本人 内部 管理员 家人 审核中 待审 待审核 待审阅 未审核 未通过 不通过 审核未通过".split()
)
PIN = re.compile(r"\d{4,12}")
LOCKED = re.compile(
    r"被加密|已加密|(?:输入|需要)(?:访问)?密码|(?:enter|input)\w{0,40}password"
    r"|(?:is|been)encrypted|passwordrequired"
)
# `5.1.2019`, `mon,05jan201910:00:00+0800`, `january5,2019`
SPOKEN = re.compile(
    r"(?:mon|tue|wed|thu|fri|sat|sun)?[a-z]{0,6},?(?:[a-z]{3,9})?\d{1,2}(?:st|nd|rd|th)?[,./-]?"
    r"(?:[a-z]{3,9}|\d{1,2})?[,./-]?(?:19|20)\d\d[\dt:+.z-]*(?:am|pm|gmt|utc)?"
)
DATED = re.compile(r"\d{4}\D|\d{8}")
Judge: TypeAlias = Callable[[Value], bool]


def private_because(said: Iterable[Said], *, is_to_come: bool) -> str:
    """The key that keeps the post from the public, or nothing.

    `said` is all that the head says, also what another spelling or a second line of
    the same key replaced: the strictest counts. `is_to_come` tells whether the post
    waits for a date.
    """
    pairs = list(said)
    for is_meant, hides in _rules(is_to_come):
        for each in pairs:
            if is_meant(each.key, each.is_near) and hides(each.value):
                return each.key
    return ""


def answers_who(key: str) -> bool:
    """Whether who may see the post hangs on what `key`, a stem, says."""
    *of_keys, _of_kinds, _of_answers = _rules(False)
    return any(is_meant(key, True) for is_meant, _hides in of_keys)


def _rules(is_to_come: bool) -> tuple[tuple[Callable[[str, bool], bool], Judge], ...]:
    def tells_a_state(value: Value) -> bool:
        return not all(_is_open_state(said, is_to_come) for said in _words(value))

    return (
        (keywords.is_secret, _is_set),
        (keywords.is_private, _is_yes),
        (keywords.asks_who, _is_needed),
        (keywords.is_public, _is_not_open),
        (keywords.is_build, _is_built_apart),
        (keywords.is_shown, _is_no),
        (keywords.is_moment, _is_empty),
        (keywords.is_state, tells_a_state),
        (keywords.is_otherwise_state, _is_for_some),
        (keywords.is_audience, tells_a_state),
        (keywords.is_restriction, _is_needed_or_for_some),
        (keywords.is_gone, _is_yes),
        (keywords.is_ready, _is_no),
        (keywords.is_pin, _is_pin),
        (keywords.is_notice, _is_locked),
        (keywords.is_tags, _is_private_tag),
        (keywords.is_robots, _is_no_index),
        (keywords.is_sitemap, _is_out_of_sitemap),
        (keywords.is_kind, _is_hidden_kind),
        (keywords.is_no_text, _is_private_kind),
    )


def _is_set(value: Value) -> bool:
    """Whether there is a password: `0` is one."""
    return any(word not in ("", "false") for word in _words(value))


def _is_yes(value: Value) -> bool:
    return any(word not in FALSE for word in _words(value))


def _is_needed(value: Value) -> bool:
    return any(word in NEEDED for word in _words(value))


def _is_no(value: Value) -> bool:
    return any(answer(said) in FALSE for said in _listed(value))


def _is_empty(value: Value) -> bool:
    return value is None or value == ""


def _is_not_open(value: Value) -> bool:
    return not all(
        said in TRUE or DATED.match(said) or SPOKEN.fullmatch(said)
        for said in _words(value)
    )


def _is_open_state(said: str, is_to_come: bool) -> bool:
    return said in OPEN_STATES or (is_to_come and said in WAITING_STATES)


def _is_for_some(value: Value) -> bool:
    return any(said in FOR_SOME for said in _words(value))


def _is_needed_or_for_some(value: Value) -> bool:
    return _is_needed(value) or _is_for_some(value)


def _is_hidden_kind(value: Value) -> bool:
    """`post_draft`, or a version of a post that has another."""
    parts = (part for said in _listed(value) for part in re.split(r"[-_/]", said))
    return any(answer(part) in PRIVATE_KINDS | {"revision"} for part in parts)


def _is_pin(value: Value) -> bool:
    return any(PIN.fullmatch(said) for said in _words(value))


def _is_locked(value: Value) -> bool:
    return any(said == "xray" or LOCKED.search(said) for said in _words(value))


def _is_private_tag(value: Value) -> bool:
    steps = (step for said in _listed(value) for step in said.split("/"))
    return any(answer(step).lstrip("#") in PRIVATE_TAGS for step in steps)


def _is_built_apart(value: Value) -> bool:
    """Hugo's `build`: not rendered, or not in the lists of pages."""
    if not isinstance(value, dict):
        return False
    return any(
        answer(key) in ("render", "list")
        and any(word not in ("always", "true") for word in _words(option))
        for key, option in value.items()
    )


def _is_no_index(value: Value) -> bool:
    return any(re.search("noindex|none", word) for word in _words(value))


def _is_out_of_sitemap(value: Value) -> bool:
    options = value.items() if isinstance(value, dict) else ()
    return any(answer(key) in ("disable", "exclude") and _is_yes(option)
               for key, option in options)  # fmt: skip


def _is_private_kind(value: Value) -> bool:
    """Also one of the steps of `私密/日记`."""
    steps = (step for said in _listed(value) for step in said.split("/"))
    return any(answer(step) in PRIVATE_KINDS for step in steps)


def _listed(value: Value) -> Iterator[str]:
    """The words of `value`, in lists however deep: what stands inside a mapping has
    keys of its own."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, str):
            yield item


def _words(value: Value) -> Iterator[str]:
    """The answers in `value`, as they are compared; empty ones say nothing."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            waiting += item.values()
        elif isinstance(item, str) and (said := answer(item)):
            yield said
