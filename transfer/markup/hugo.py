"""Shortcodes of Hugo and its usual themes, as Markdown."""

from transfer.markup.hexo import VIDEOS, Paired, Places, Single
from transfer.markup.markup import address, alert, image, link, quoted, shown
from transfer.markup.tags import Tag


def _ref(tag: Tag, places: Places) -> str | None:
    options = tag.options
    name = options.get("path") or (tag.words[0] if tag.words else "")
    target, hash_mark, fragment = name.partition("#")
    found = places.post(target) if target else None
    if found is None:
        return None
    return f"{found[0]}{hash_mark}{fragment}"


def _figure(tag: Tag, places: Places) -> str | None:
    options = tag.options
    source = options.get("src") or (tag.words[0] if tag.words else "")
    if not source:
        return None
    caption = options.get("caption") or options.get("title", "")
    picture = image(options.get("alt") or caption, source, caption)
    if options.get("link"):
        return f"[{picture}]({address(options['link'])})"
    return picture


def _media(tag: Tag, places: Places) -> str | None:
    options = tag.options
    name = options.get("id") or "/".join(
        tag.words[:2] if tag.name == "gist" else tag.words[:1]
    )
    if not name:
        return None
    url = VIDEOS.get(tag.name, VIDEOS["tweet"]).format(name)
    return link(url, url)


SINGLE: dict[str, Single] = {
    "ref": _ref,
    "relref": _ref,
    **dict.fromkeys(("figure", "image", "img"), _figure),
    **dict.fromkeys(
        ("youtube", "vimeo", "bilibili", "gist", "tweet", "x", "codepen"), _media
    ),
}


def _notice(tag: Tag, inner: str) -> str:
    words, options = tag.words, tag.options
    kind = options.get("type") or (words[0] if words else "note")
    title = options.get("title") or " ".join(words[1:2])
    return alert(kind, inner, "" if title in ("true", "false") else title)


def _named(tag: Tag, inner: str) -> str:
    """`{{% tip %}}`: the shortcode itself says the kind."""
    return alert(tag.name, inner, tag.options.get("title") or " ".join(tag.words[:1]))


def _quote(tag: Tag, inner: str) -> str:
    return quoted(inner, by=tag.options.get("author", ""))


def _details(tag: Tag, inner: str) -> str:
    title = (
        tag.options.get("title")
        or tag.options.get("summary")
        or " ".join(tag.words[:1])
    )
    words = title.replace("&", "&amp;").replace("<", "&lt;")
    return f"\n<details><summary>{words}</summary>\n\n{inner.strip(chr(10))}\n\n</details>\n\n"


PAIRED: dict[str, Paired] = {
    **dict.fromkeys(("notice", "admonition", "alert", "callout", "hint"), _notice),
    **dict.fromkeys(("tip", "note", "info", "warning", "danger", "important"), _named),
    **dict.fromkeys(("quote", "blockquote"), _quote),
    **dict.fromkeys(("details", "expand", "collapse"), _details),
}


def commented(tag: Tag) -> str | None:
    """`{{</* name */>}}` shows `{{< name >}}` to the reader."""
    raw = tag.raw
    inner = raw[3:-3].strip()
    if not (inner.startswith("/*") and inner.endswith("*/") and len(inner) >= 4):
        return None
    return shown(f"{raw[:3]}{inner[2:-2]}{raw[-3:]}")
