"""The parsers: the two specifications by the letter, and our own dialect."""

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, image, link, strikethrough
from mdit_py_plugins.deflist import deflist_plugin

from texts.bounds import allowance, bounded
from texts.renderer import (
    ArticleRenderer,
    CommonMarkRenderer,
    GfmRenderer,
)
from texts.safe.raw import raw_html_plugin
from texts.safe.sanitize import Profile
from texts.syntax.autolink import autolink_plugin
from texts.syntax.cjk import CjkInline
from texts.syntax.footnotes import notes_plugin
from texts.syntax.math import math_plugin
from texts.syntax.tables import bound_tables, cells_for

MAX_NESTING = 20  # a list inside a list counts as two


class PatientBlock(ParserBlock):
    """Block parser that keeps as text what is nested too deeply, not drops it."""

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        if state.level < state.md.options.maxNesting:
            super().tokenize(state, startLine, endLine)
            return
        line = state.skipEmptyLines(startLine)
        if line < endLine:
            state.push("paragraph_open", "p", 1).map = [line, endLine]
            run = state.push("inline", "", 0)
            run.content = state.getLines(line, endLine, state.blkIndent, False).strip()
            run.map, run.children = [line, endLine], []
            state.push("paragraph_close", "p", -1)
        state.line = endLine


def to_html(source: str, *, gfm: bool = False) -> str:
    """`source` as CommonMark 0.31 or GFM 0.29 by the letter, NOT sanitised.

    Only emphasis and bare addresses next to Chinese text are read our way, which
    no example of the specifications shows. For tests of conformance.
    """
    return str((_gfm() if gfm else _commonmark()).render(source))


@cache
def _commonmark() -> MarkdownIt:
    md = MarkdownIt("commonmark", renderer_cls=CommonMarkRenderer)
    md.inline = CjkInline()
    return md.configure("commonmark")


@cache
def _gfm() -> MarkdownIt:
    md = MarkdownIt("commonmark", renderer_cls=GfmRenderer)
    md.inline = CjkInline()
    md.configure("commonmark")
    md.enable(["table", "strikethrough"]).use(autolink_plugin)
    md.options.update(tasklists=True, strikethrough_single_tilde=True)
    return md


@cache
def dialect(profile: Profile, hard_breaks: bool) -> MarkdownIt:
    """The parser of everything on the site: GFM, formulas, notes, definitions.

    One parser is made per combination and shared by all threads.
    """
    md = MarkdownIt("commonmark", renderer_cls=ArticleRenderer)
    md.inline, md.block = CjkInline(), PatientBlock()
    md.configure("commonmark")
    md.options.update(
        maxNesting=MAX_NESTING,
        html=profile.rich,
        xhtmlOut=False,
        breaks=hard_breaks,
    )
    md.enable("strikethrough")
    md.inline.ruler.at("strikethrough", _strikethrough)
    md.inline.ruler.at("link", _link)
    md.inline.ruler.at("image", _image)
    md.use(math_plugin).use(autolink_plugin).use(raw_html_plugin, profile.tags)
    if profile.rich:
        _enable_blocks(md)
    else:
        md.disable("reference")
    return md


def _enable_blocks(md: MarkdownIt) -> None:
    md.options.update(tasklists=True, alerts=True)
    md.use(bound_tables).use(notes_plugin).use(deflist_plugin)


def _strikethrough(state: StateInline, silent: bool) -> bool:
    """Exactly two tildes: one means "about" in Chinese, three are decoration."""
    if silent or state.src[state.pos] != "~":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == "~":
        end += 1
    if end - state.pos == 2:
        return strikethrough.tokenize(state, silent)
    state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def _link(state: StateInline, silent: bool) -> bool:
    # Without a "]" ahead nothing can close: do not search for it every time.
    if state.html_terminator_last("]") < state.pos:
        return False
    return bounded(link, state, silent)


def _image(state: StateInline, silent: bool) -> bool:
    if state.html_terminator_last("]") < state.pos:
        return False
    return bounded(image, state, silent)


def new_env(profile: Profile, scope: str, length: int) -> dict[str, Any]:
    """What one rendering of `length` characters shares between all its rules."""
    return {
        "scope": scope,
        "features": set(),
        "warnings": set(),
        "diagrams": profile.rich,
        "code": 0,
        "allowance": allowance(length),
        "cells": cells_for(length),
    }
