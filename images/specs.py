"""The sizes pictures are cut to, named once: what templates ask for, lists prefetch.

Each tuple holds full filter strings as `Rendition.filter_spec` stores them.
"""

FORMATS = ("webp", "jpeg")


def _in_formats(*sizes: str) -> tuple[str, ...]:
    return tuple(f"format-{name}|{size}" for name in FORMATS for size in sizes)


# Cards in lists, 8:5.
COVER_FILTERS = _in_formats("fill-480x300", "fill-960x600")
# The head of an article or topic, the carousel, and social cards, 16:9.
HERO_FILTERS = _in_formats("fill-960x540", "fill-1600x900")
# Books and topic strips, 3:4.
SPINE_FILTERS = _in_formats("fill-300x400", "fill-600x800")
# Faces, square.
AVATAR_FILTERS = _in_formats("fill-96x96", "fill-320x320")
# The site's own mark, uncut and in its own format.
MARK_FILTERS = ("max-120x120",)
# Pictures in the text, by width in pixels; the height follows.
TEXT_FILTERS = (
    "format-webp|width-480",
    "format-webp|width-960",
    "format-webp|width-1600",
)
GALLERY_FILTERS = TEXT_FILTERS[:2]
# What social networks are shown: the widest JPEG of the head.
SHARING_FILTER = "format-jpeg|fill-1600x900"

SHAPES: dict[str, tuple[str, ...]] = {
    "cover": COVER_FILTERS,
    "hero": HERO_FILTERS,
    "spine": SPINE_FILTERS,
    "avatar": AVATAR_FILTERS,
    "mark": MARK_FILTERS,
    "text": TEXT_FILTERS,
}
# What may stand behind `filter=` in Markdown: the shapes, in WebP, by width.
MARKDOWN_FILTERS = {
    name: tuple(spec for spec in specs if spec.startswith("format-webp|"))
    for name, specs in SHAPES.items()
}
