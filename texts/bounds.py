"""Repetition within reason: a definition used often must not become megabytes."""

from collections.abc import Callable
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline

# HTML that references may add, in characters: for any text, and for each of its own.
_ANY, _EACH = 4_000, 10
# What a use costs beside its address and title: a picture has attributes of its own.
_TAG, _PICTURE = 40, 300

Rule = Callable[[StateInline, bool], bool]


def allowance(length: int) -> int:
    """How many characters of HTML the references of a text of `length` may add."""
    return _ANY + _EACH * length


def bounded(rule: Rule, state: StateInline, silent: bool) -> bool:
    """`rule` for a link or picture; one by reference is paid from the allowance.

    When that is used up, what would refer to a definition stays text as typed.
    """
    before = len(state.tokens)
    if not rule(state, silent):
        return False
    if silent or state.src[state.pos - 1] == ")":
        return True  # written out, it is as long as its source
    kinds = ("link_open", "image")
    token = next(found for found in state.tokens[before:] if found.type in kinds)
    written = sum(len(escapeHtml(str(value))) for value in token.attrs.values())
    extra = _PICTURE if token.type == "image" else _TAG
    if not can_pay(state.env, written + extra):
        state.env["references"] = {}
    return True


def can_pay(env: Any, characters: int) -> bool:
    """Take what a reference adds from the allowance; false once that is used up."""
    env["allowance"] -= characters
    if env["allowance"] < 0:
        env["warnings"].add("references_cut")
        return False
    return True
