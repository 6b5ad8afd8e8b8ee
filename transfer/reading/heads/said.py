"""Everything a head says, at every level, for those who look for one kind of thing."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from transfer.reading.heads.words import stem
from transfer.reading.heads.yaml_values import Value

# Where a head keeps what is about the post itself. What stands in anything else is
# about a part of the page: a cover that is hidden, comments that are not enabled.
GROUPS = frozenset(
    "extra extras params param page post article meta metadata frontmatter attributes "
    "options option config settings custom data taxonomies build status state access "
    "head wordpress wp typecho ghost quartz eleventy nikola "
    "visibility privacy publish publishing search feed rss seo cascade "
    "properties fields blog site hexo hugo jekyll astro gatsby notion obsidian header "
    "参数 设置 选项 状态 权限".split()
)


class Said(NamedTuple):
    """One key, by its stem, with its value; `is_near` when it is about the post."""

    key: str
    value: Value
    is_near: bool


def all_said(pairs: Iterable[tuple[str, Value]]) -> Iterator[Said]:
    """Each of `pairs` and all that stands inside of it."""
    waiting = [(key, value, True) for key, value in pairs][::-1]
    while waiting:
        written, value, is_near = waiting.pop()
        *around, key = map(stem, written.split("."))
        is_near = is_near and GROUPS.issuperset(around)
        yield Said(key, value, is_near)
        inside = is_near and key in GROUPS
        waiting += [(name, item, inside) for name, item in _inside(value)][::-1]


def _inside(value: Value) -> list[tuple[str, Value]]:
    """The pairs of a mapping, and of mappings in lists however deep.

    `{name: robots, content: noindex}`, a `<meta>` of HTML, is such a pair as well.
    """
    found: list[tuple[str, Value]] = []
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            found += item.items()
            name = item.get("name")
            if isinstance(name, str) and "content" in item:
                found.append((name, item["content"]))
        elif isinstance(item, list):
            waiting += item[::-1]
    return found
