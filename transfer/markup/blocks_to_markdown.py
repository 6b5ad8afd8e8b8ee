"""Blocks that are not Markdown, as Markdown: for export."""

from collections.abc import Callable
from typing import Any

from transfer.markup.markup import address, alert, fence, image, quoted
from transfer.markup.paywall import MARK


def _picture(value: Any) -> str:
    shown = value["image"]
    if shown is None:
        return ""
    written = image(value["alt"] or shown.default_alt_text, f"image:{shown.pk}")
    return "\n\n".join(filter(None, (written, value["caption"])))


def _gallery(value: Any) -> str:
    return "\n\n".join(
        [*map(_picture, value["images"]), value["caption"] or ""]
    ).strip()


def _quote(value: Any) -> str:
    return quoted(value["text"], by=value["attribution"] or "")


def _callout(value: Any) -> str:
    return alert(value["kind"], value["text"], value["title"] or "")


def _code(value: Any) -> str:
    written = fence(value["code"], value["language"])
    return "\n\n".join(filter(None, (value["caption"], written.strip("\n"))))


def _formula(value: Any) -> str:
    written = f"$$\n{value['tex'].strip()}\n$$"
    return "\n\n".join(filter(None, (written, value["caption"])))


def _table(value: Any) -> str:
    heads = [_cell(column["heading"]) for column in value.columns]
    rows = [[_cell(cell.value) for cell in row] for row in value.rows]
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split()).replace("|", "\\|")


def _embed(value: Any) -> str:
    return f"<{address(value.url)}>" if value else ""


WRITERS: dict[str, Callable[[Any], str]] = {
    "markdown": lambda value: value or "",
    "image": _picture,
    "gallery": _gallery,
    "quote": _quote,
    "callout": _callout,
    "code": _code,
    "formula": _formula,
    "table": _table,
    "embed": _embed,
    "divider": lambda value: "---",
    "paywall": lambda value: MARK,
}


def body_to_markdown(body: Any) -> str:
    """The whole body as one Markdown text; one Markdown block stays as it is."""
    blocks = list(body)
    if len(blocks) == 1 and blocks[0].block_type == "markdown":
        return blocks[0].value or ""
    parts = (WRITERS[block.block_type](block.value).strip("\n") for block in blocks)
    return "\n\n".join(part for part in parts if part) + "\n"
