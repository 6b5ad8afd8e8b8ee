"""Template tags of Hexo, its usual themes and Jekyll, as Markdown."""

import re
from collections.abc import Callable
from typing import Protocol

from transfer.markup.markup import alert, fence, image, link, quoted
from transfer.markup.tags import Tag


class Places(Protocol):
    """Knows where the other posts of the import will be."""

    def post(self, name: str) -> tuple[str, str] | None:
        """Address and title of the post called `name`, None when there is none."""
        ...


Single = Callable[[Tag, Places], str | None]
Paired = Callable[[Tag, str], str]

URL = re.compile(r"(?:https?:)?//\S+|/\S*")
NUMBER = re.compile(r"\d+(?:px|%)?")
VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "gist": "https://gist.github.com/{}",
    "jsfiddle": "https://jsfiddle.net/{}",
    "codepen": "https://codepen.io/pen/{}",
    "tweet": "https://twitter.com/i/status/{}",
}
ALIGNMENTS = frozenset("left right center".split())


def _media(tag: Tag, places: Places) -> str | None:
    words = tag.words
    if not words or not re.fullmatch(r"[\w/.@-]+", words[0]):
        return None
    url = VIDEOS[tag.name].format(words[0])
    return link(url, url)


def _address(tag: Tag, places: Places) -> str | None:
    words = tag.words
    return link(words[0], words[0]) if words else None


def _asset_img(tag: Tag, places: Places) -> str | None:
    """`{% asset_img [class names] slug [width] [height] [title text [alt text]] %}`"""
    return _picture(tag, lambda word: "." in word)


def _img(tag: Tag, places: Places) -> str | None:
    """`{% img [class names] /path/to/image [width] [height] ["title" ["alt"]] %}`"""
    return _picture(tag, lambda word: URL.fullmatch(word) is not None or "." in word)


def _picture(tag: Tag, is_source: Callable[[str], bool]) -> str | None:
    words = tag.words
    place = next((n for n, word in enumerate(words) if is_source(word)), None)
    if place is None:
        return None
    rest = words[place + 1 :]
    while rest and NUMBER.fullmatch(rest[0]):
        rest = rest[1:]
    # `'"the title" "the alt"'` puts both in one argument
    if len(rest) == 1 and '"' in rest[0]:
        rest = re.findall(r'"([^"]*)"', rest[0]) or rest
    title = rest[0] if rest else ""
    return image(rest[1] if len(rest) > 1 else title, words[place], title)


def _asset_link(tag: Tag, places: Places) -> str | None:
    words = tag.words
    return link(words[1] if len(words) > 1 else words[0], words[0]) if words else None


def _asset_path(tag: Tag, places: Places) -> str | None:
    return tag.words[0] if tag.words else None


def _post_link(tag: Tag, places: Places) -> str | None:
    """`{% post_link filename [title] [escape] %}`"""
    words = tag.words
    found = places.post(words[0]) if words else None
    if found is None:
        return None
    title = " ".join(word for word in words[1:] if word not in ("true", "false"))
    return link(title or found[1], found[0])


def _post_url(tag: Tag, places: Places) -> str | None:
    found = places.post(tag.body.strip("\"' "))
    return found[0] if found else None


def _link(tag: Tag, places: Places) -> str | None:
    """Hexo's `text url [external] [title]`, Jekyll's path of a file."""
    words = tag.words
    if len(words) == 1:
        return _post_url(tag, places)
    place = next((n for n, word in enumerate(words) if n and URL.match(word)), None)
    if place is None:
        return None
    title = " ".join(
        word for word in words[place + 1 :] if word not in ("true", "false")
    )
    return link(" ".join(words[:place]), words[place], title)


def _button(tag: Tag, places: Places) -> str | None:
    """NexT and Butterfly: `{% btn url, text, icon [class], [title] %}`"""
    parts = [part.strip() for part in tag.body.split(",")]
    if len(parts) < 2 or not parts[0] or " " in parts[0]:
        return None
    return link(parts[1] or parts[0], parts[0])


def _label(tag: Tag, places: Places) -> str | None:
    """NexT: `{% label [class]@text %}`"""
    _kind, at, text = tag.body.partition("@")
    return f"**{text.strip()}**" if at and text.strip() else None


SINGLE: dict[str, Single] = {
    **dict.fromkeys(VIDEOS, _media),
    **dict.fromkeys(("iframe", "pdf", "video", "audio", "mp3"), _address),
    "asset_img": _asset_img,
    "asset_link": _asset_link,
    "asset_path": _asset_path,
    "img": _img,
    "image": _img,
    "post_link": _post_link,
    "post_path": _post_url,
    "post_url": _post_url,
    "link": _link,
    "btn": _button,
    "button": _button,
    "label": _label,
}


def _blockquote(tag: Tag, inner: str) -> str:
    """`{% blockquote [author[, source]] [link] [source_link_title] %}`"""
    match = re.search(r"(?:^|\s)(https?://\S+)", tag.body)
    if match is None:
        return quoted(inner, by=tag.body.strip())
    author, title = tag.body[: match.start()].strip(), tag.body[match.end() :].strip()
    source = link(title or match[1], match[1])
    return quoted(inner, by=f"{author} {source}".strip())


def _pullquote(tag: Tag, inner: str) -> str:
    return quoted(inner)


def _note(tag: Tag, inner: str) -> str:
    """NexT: `{% note [class] [no-icon] [summary] %}`"""
    words = [
        word
        for word in tag.words
        if word not in ("no-icon", "simple", "modern", "flat")
    ]
    kind = words.pop(0) if words else "note"
    return alert(kind, inner, " ".join(words))


def _details(tag: Tag, inner: str) -> str:
    title = tag.body.split(",")[0].strip().strip("\"'")
    words = title.replace("&", "&amp;").replace("<", "&lt;")
    return f"\n<details><summary>{words}</summary>\n\n{inner.strip(chr(10))}\n\n</details>\n\n"


PAIRED: dict[str, Paired] = {
    **dict.fromkeys(("blockquote", "quote"), _blockquote),
    **dict.fromkeys(("pullquote", "centerquote", "cq"), _pullquote),
    "note": _note,
    **dict.fromkeys(("hideToggle", "fold", "details", "folding", "spoiler"), _details),
}


def _codeblock(tag: Tag) -> str:
    """`{% codeblock [title] [lang:language] [url] [link text] [options] %}`"""
    language, words, url = "", [], ""
    for word in _code_words(tag):
        name, colon, value = word.partition(":")
        if URL.fullmatch(word) and not url:
            url = word
        elif colon and name == "lang":
            language = value
        elif not colon or name not in CODE_OPTIONS:
            words.append(word)
    title = " ".join(words)
    caption = link(title or url, url) if url else title
    before = f"\n{caption}\n" if caption else ""
    return before + fence(tag.content or "", language)


CODE_OPTIONS = frozenset(
    "line_number highlight first_line mark wrap line_threshold".split()
)


def _code_words(tag: Tag) -> list[str]:
    return [word for word in re.findall(r"\"[^\"]*\"|\S+", tag.body) if word]


def _highlight(tag: Tag) -> str:
    words = tag.words
    return fence(tag.content or "", words[0] if words else "")


def _raw(tag: Tag) -> str:
    return tag.content or ""


def _formula(tag: Tag) -> str:
    return f"\n$$\n{(tag.content or '').strip()}\n$$\n"


def _diagram(tag: Tag) -> str:
    return fence(tag.content or "", "mermaid")


VERBATIM: dict[str, Callable[[Tag], str]] = {
    **dict.fromkeys(("codeblock", "code"), _codeblock),
    "highlight": _highlight,
    **dict.fromkeys(("raw", "verbatim", "rawhtml"), _raw),
    **dict.fromkeys(("math", "katex"), _formula),
    "mermaid": _diagram,
}
