"""Footnotes: `text[^1]` and `[^1]: note`, with ids that do not clash on a page."""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin

from texts.bounds import can_pay

_REFERENCE = re.compile(r"\[\^([^\s\]]{1,200})\]")

# HTML of one use of a note and of the way back to it, without the names in it.
_A_USE = 180


def notes_plugin(md: MarkdownIt) -> None:
    """Footnotes by label; the definitions move to the end of the text."""
    md.use(footnote_plugin, inline=False)
    # The plugin's own rule looks for "]" up to the end of the text each time.
    md.inline.ruler.at("footnote_ref", _reference_rule)
    for rule in (
        footnote_ref,
        footnote_anchor,
        footnote_open,
        footnote_block_open,
        footnote_block_close,
    ):
        md.add_render_rule(rule.__name__, rule)


def _reference_rule(state: StateInline, silent: bool) -> bool:
    notes = state.env.get("footnotes")
    if not notes or not notes.get("refs") or state.src[state.pos] != "[":
        return False
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    if match is None or f":{match[1]}" not in notes["refs"]:
        return False
    if not silent:
        if not can_pay(state.env, _A_USE + 4 * len(state.env["scope"])):
            return False
        number, use = _count_use(notes, match[1])
        token = state.push("footnote_ref", "", 0)
        token.meta = {"id": number, "subId": use, "label": match[1]}
    state.pos = match.end()
    return True


def _count_use(notes: dict[str, Any], label: str) -> tuple[int, int]:
    """The number of the note `label` and how often it was used before."""
    listed = notes.setdefault("list", {})
    if notes["refs"][f":{label}"] < 0:
        notes["refs"][f":{label}"] = len(listed)
        listed[len(listed)] = {"label": label, "count": 0}
    number = notes["refs"][f":{label}"]
    listed[number]["count"] += 1
    return number, listed[number]["count"] - 1


def _names(meta: dict[str, Any], env: Any) -> tuple[int, str, str]:
    """Number of a note, its id without prefix, and that of this use of it."""
    number = meta["id"] + 1
    name = f"{env['scope']}-{number}" if env["scope"] else str(number)
    use = meta.get("subId", 0)
    return number, name, f"{name}-{use + 1}" if use else name


def footnote_ref(
    self: RendererProtocol, tokens: Any, idx: int, options: Any, env: Any
) -> str:
    """The number in the text."""
    number, name, use = _names(tokens[idx].meta, env)
    link = f'<a href="#fn-{name}" id="fnref-{use}">{number}</a>'
    return f'<sup class="footnote-ref">{link}</sup>'


def footnote_anchor(
    self: RendererProtocol, tokens: Any, idx: int, options: Any, env: Any
) -> str:
    """The way back from a note to one of its uses."""
    _, _, use = _names(tokens[idx].meta, env)
    return f' <a href="#fnref-{use}" class="footnote-backref">\u21a9\ufe0e</a>'


def footnote_open(
    self: RendererProtocol, tokens: Any, idx: int, options: Any, env: Any
) -> str:
    """The beginning of one note."""
    return f'<li id="fn-{_names(tokens[idx].meta, env)[1]}">'


def footnote_block_open(
    self: RendererProtocol, tokens: Any, idx: int, options: Any, env: Any
) -> str:
    """The beginning of all notes."""
    return '<div class="footnotes">\n<ol>\n'


def footnote_block_close(
    self: RendererProtocol, tokens: Any, idx: int, options: Any, env: Any
) -> str:
    """Their end."""
    return "</ol>\n</div>\n"
