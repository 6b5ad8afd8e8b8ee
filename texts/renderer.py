"""Tokens to HTML: as the specifications want it, and as our pages want it."""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml, unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from texts.syntax.highlight import highlight_code, language_of
from texts.syntax.math import render_math

# Elements GFM does not let through, section 6.11 of its specification.
_DISALLOWED = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext)"
    r"(?=[\s/>]|$))",
    re.IGNORECASE,
)
# Characters of code per text that get colours; what comes after is shown plain.
COLOUR_LIMIT = 60_000

Tokens = Sequence[Token]


class CommonMarkRenderer(RendererHTML):
    """HTML exactly as in the examples of the CommonMark specification.

    Methods are called for the tokens of their name.
    """

    def blockquote_open(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        opening = self.renderToken(tokens, idx, options, env)
        return opening if opening.endswith("\n") else f"{opening}\n"


class GfmRenderer(CommonMarkRenderer):
    """HTML exactly as in the examples of the GFM specification."""

    def s_open(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        return "<del>"

    def s_close(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        return "</del>"

    def th_open(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        token = tokens[idx]
        style = str(token.attrs.pop("style", ""))
        if style:
            token.attrs["align"] = style.removeprefix("text-align:")
        return self.renderToken(tokens, idx, options, env)

    td_open = th_open

    def list_item_open(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        item = self.renderToken(tokens, idx, options, env)
        checked = tokens[idx].meta.get("checked")
        if checked is None:
            return item
        box = "<input checked=''" if checked else "<input"
        return f'{item}{box} disabled="" type="checkbox"> '.replace("''", '""')

    def html_block(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        return _DISALLOWED.sub("&lt;", tokens[idx].content)

    html_inline = html_block


class ArticleRenderer(GfmRenderer):
    """HTML for our pages; still to be sanitised."""

    def fence(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        token = tokens[idx]
        language = language_of(unescapeAll(token.info))
        if language == "mermaid" and env["diagrams"]:
            env["features"].add("mermaid")
            return f'<pre class="mermaid">{escapeHtml(token.content)}</pre>\n'
        env["code"] += len(token.content)
        colours = env["code"] <= COLOUR_LIMIT
        return highlight_code(token.content, language, colours=colours) + "\n"

    def code_block(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        return highlight_code(tokens[idx].content, "") + "\n"

    def image(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        token = tokens[idx]
        if not token.meta.get("broken"):
            return super().image(tokens, idx, options, env)
        alt = self.renderInlineAsText(token.children, options, env)
        return f'<span class="broken-reference">{escapeHtml(alt)}</span>'

    def math_inline(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        env["features"].add("math")
        return render_math(tokens[idx].content, display=False)

    def math_display(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        # Inside a paragraph there can be no <div>.
        inline = self.math_inline(tokens, idx, options, env)
        return inline.replace("math inline", "math display", 1)

    def math_block(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        env["features"].add("math")
        return render_math(tokens[idx].content, display=True) + "\n"

    def table_open(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        table = self.renderToken(tokens, idx, options, env)
        return f'<div class="table-scroll" tabindex="0" role="region">\n{table}'

    def th_open(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        """GFM writes `align`, which HTML calls obsolete: the style sheet knows a class."""
        token = tokens[idx]
        style = str(token.attrs.pop("style", ""))
        if style:
            token.attrs["class"] = style.replace("text-align:", "align-")
        return self.renderToken(tokens, idx, options, env)

    td_open = th_open

    def table_close(self, tokens: Tokens, idx: int, options: Any, env: Any) -> str:
        return self.renderToken(tokens, idx, options, env) + "</div>\n"
