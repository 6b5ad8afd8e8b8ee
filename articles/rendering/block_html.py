"""One block of an article's body: its HTML, plain text, headings and features."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from articles.rendering.references import WagtailReferences
from images.renditions import image_html
from images.services import draw
from images.specs import GALLERY_FILTERS, TEXT_FILTERS
from texts import (
    Heading,
    HeadingIds,
    highlight_code,
    render,
    render_math,
    without_controls,
)


@dataclass(frozen=True, slots=True)
class BlockContext:
    """What the blocks of one article share: heading ids must not repeat."""

    heading_ids: HeadingIds
    references: WagtailReferences = field(default_factory=WagtailReferences)


@dataclass(frozen=True, slots=True)
class BlockHtml:
    """`prose` is what of the text a summary is made of: all, where it is None."""

    html: str
    text: str = ""
    headings: tuple[Heading, ...] = ()
    features: frozenset[str] = frozenset()
    prose: str | None = None


def _template(name: str, values: dict[str, Any]) -> str:
    # Rendered Markdown comes clean; from here on nothing changes the HTML.
    values = {key: _storable(value) for key, value in values.items()}
    return render_to_string(f"components/blocks/{name}.html", values).strip()


def _storable(value: Any) -> Any:
    """`value` with its texts, however deep, free of what no feed may carry.

    What is HTML already was made of such texts.
    """
    if isinstance(value, SafeString):
        return value
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {key: _storable(item) for key, item in value.items()}
    return value


def _markdown(value: str, scope: str, context: BlockContext) -> BlockHtml:
    rendered = render(
        value or "",
        references=context.references,
        heading_ids=context.heading_ids,
        scope=scope,
        language=get_language() or "zh-hans",
    )
    return BlockHtml(
        rendered.html,
        rendered.text,
        rendered.headings,
        rendered.features,
        rendered.prose,
    )


def _image(value: Any, scope: str, context: BlockContext) -> BlockHtml:
    image = value["image"]
    if image is None or not context.references.may_show(image):
        return BlockHtml("")
    alt = value["alt"] or image.default_alt_text
    picture = _picture(image, TEXT_FILTERS, "(min-width: 48rem) 43rem, 92vw", alt)
    html = _template("image", {"picture": picture, "caption": value["caption"]})
    return BlockHtml(html, "\n".join(filter(None, (alt, value["caption"]))), prose="")


def _gallery(value: Any, scope: str, context: BlockContext) -> BlockHtml:
    items = [
        _gallery_item(item)
        for item in value["images"]
        if item["image"] is not None and context.references.may_show(item["image"])
    ]
    html = _template("gallery", {"items": items, "caption": value["caption"]})
    captions = [item["caption"] or item["alt"] for item in items]
    return BlockHtml(
        html, "\n".join(filter(None, [*captions, value["caption"]])), prose=""
    )


def _gallery_item(item: Any) -> dict[str, Any]:
    alt = item["alt"] or item["image"].default_alt_text
    sizes = "(min-width: 48rem) 21rem, 92vw"
    picture = _picture(item["image"], GALLERY_FILTERS, sizes, alt)
    return {"picture": picture, "alt": alt, "caption": item["caption"]}


def _picture(image: Any, specs: tuple[str, ...], sizes: str, alt: str) -> SafeString:
    alt = without_controls(alt)
    attributes = {"sizes": sizes, "alt": alt, "loading": "lazy", "decoding": "async"}
    return image_html(draw(image, specs), attributes)


def _quote(value: Any, scope: str, context: BlockContext) -> BlockHtml:
    text = "\n".join(filter(None, (value["text"], value["attribution"])))
    return BlockHtml(_template("quote", dict(value)), text)


def _callout(value: Any, scope: str, context: BlockContext) -> BlockHtml:
    inner = _markdown(value["text"], scope, context)
    label = dict(value.block.child_blocks["kind"].field.choices)[value["kind"]]
    title = value["title"] or str(label)
    html = _template(
        "callout", {"kind": value["kind"], "title": title, "html": inner.html}
    )
    text = f"{title}\n{inner.text}"
    return BlockHtml(html, text, inner.headings, inner.features, inner.prose)


def _code(value: Any, scope: str, context: BlockContext) -> BlockHtml:
    html = _template(
        "code",
        {
            "html": highlight_code(value["code"], value["language"]),
            "caption": value["caption"],
        },
    )
    text = "\n".join(filter(None, (value["caption"], value["code"])))
    return BlockHtml(html, text, prose="")


def _table(value: Any, scope: str, context: BlockContext) -> BlockHtml:
    rows = [[_cell(cell.value) for cell in row] for row in value.rows]
    heads = [column["heading"] for column in value.columns]
    html = _template("table", {"caption": value.caption, "heads": heads, "rows": rows})
    lines = [value.caption or "", " ".join(heads), *(" ".join(row) for row in rows)]
    text = "\n".join(line for line in lines if line.strip())
    return BlockHtml(html, text, prose="")


def _cell(value: Any) -> str:
    """A number as people write it: 3 and not 3.0."""
    if isinstance(value, float):
        return f"{value:g}" if value.is_integer() and abs(value) < 1e6 else repr(value)
    return "" if value is None else str(value)


def _embed(value: Any, scope: str, context: BlockContext) -> BlockHtml:
    return BlockHtml(_template("embed", {"url": value.url if value else ""}))


def _formula(value: Any, scope: str, context: BlockContext) -> BlockHtml:
    html = _template(
        "formula",
        {
            "html": render_math(value["tex"], display=True),
            "caption": value["caption"],
        },
    )
    text = "\n".join(filter(None, (value["tex"], value["caption"])))
    return BlockHtml(html, text, features=frozenset({"math"}), prose="")


def _divider(value: Any, scope: str, context: BlockContext) -> BlockHtml:
    return BlockHtml('<hr class="divider">')


RENDERERS: dict[str, Callable[[Any, str, BlockContext], BlockHtml]] = {
    "markdown": _markdown,
    "image": _image,
    "gallery": _gallery,
    "quote": _quote,
    "callout": _callout,
    "code": _code,
    "table": _table,
    "embed": _embed,
    "formula": _formula,
    "divider": _divider,
}


def render_block(child: Any, *, scope: str, context: BlockContext) -> BlockHtml:
    """HTML, text, headings and features of the stream child `child`.

    `scope` keeps ids inside the block (footnotes) apart from other blocks'.
    """
    rendered = RENDERERS[child.block_type](child.value, scope, context)
    text = without_controls(rendered.text)
    prose = text if rendered.prose is None else without_controls(rendered.prose)
    return replace(rendered, text=text, prose=prose)
