"""Small pieces of Markdown, written so that they come out as meant."""

import re
from urllib.parse import quote

ACTIVE = re.compile(r"[*<>\[\]\\~$&`|#]|(?<!\w)_|_(?!\w)|\n")
# Lines that would end a paragraph, and with it any code that runs through it
BREAK = re.compile(r"\n[ \t]*(?:\n|[-+*>#=~|<`:]|\d+[.)])")
ALERTS = {
    "note": "NOTE", "info": "NOTE", "primary": "NOTE", "default": "NOTE", "abstract": "NOTE",
    "question": "NOTE", "quote": "NOTE", "example": "NOTE", "todo": "NOTE", "summary": "NOTE",
    "success": "TIP", "tip": "TIP", "hint": "TIP", "check": "TIP",
    "important": "IMPORTANT",
    "warning": "WARNING", "warn": "WARNING", "bug": "WARNING", "attention": "WARNING",
    "danger": "CAUTION", "error": "CAUTION", "failure": "CAUTION", "caution": "CAUTION",
}  # fmt: skip


def shown(raw: str) -> str:
    """`raw` so that a reader sees exactly it: as code where marks would act."""
    if not ACTIVE.search(raw):
        return raw
    if BREAK.search(raw):
        return fence(raw, "")
    longest = max((len(run) for run in re.findall(r"`+", raw)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if raw.startswith("`") or raw.endswith("`") else ""
    return f"{ticks}{pad}{raw}{pad}{ticks}"


def fence(code: str, language: str) -> str:
    """A fenced block around `code`, longer than any fence in it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    mark = "`" * max(3, longest + 1)
    body = code.strip("\n")
    # a tick in the first line makes it none of a fence
    language = language.replace("`", "")
    return f"\n{mark}{language}\n{body}\n{mark}\n"


def address(url: str) -> str:
    """`url` as a link destination: blanks and brackets cannot end it early."""
    return (
        quote(url.strip(), safe="/:?#@!$&'*+,;=%~-._{}|^")
        if _unsafe(url)
        else url.strip()
    )


def _unsafe(url: str) -> bool:
    return bool(re.search(r"[\s()<>\\]", url.strip()))


def link(text: str, url: str, title: str = "") -> str:
    words = re.sub(r"([\[\]\\])", r"\\\1", text or url)
    return f"[{words}]({address(url)}{_title(title)})"


def image(alt: str, url: str, title: str = "") -> str:
    words = re.sub(r"([\[\]\\])", r"\\\1", alt)
    return f"![{words}]({address(url)}{_title(title)})"


def _title(title: str) -> str:
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    return f' "{escaped}"' if title else ""


def quoted(text: str, *, by: str = "") -> str:
    """A block quote, its source on a line of its own."""
    lines = text.strip("\n").split("\n")
    if by:
        lines += ["", f"— {by}"]
    return "\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def alert(kind: str, text: str, title: str = "") -> str:
    """A GFM alert; kinds that GFM lacks become the nearest one."""
    heading = f"**{title}**\n\n" if title else ""
    mark = ALERTS.get(kind.lower(), "NOTE")
    return quoted(f"[!{mark}]\n{heading}{text.strip(chr(10))}")
