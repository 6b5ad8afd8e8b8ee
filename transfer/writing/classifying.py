"""Tags and topics of an article, by the tags and categories of its file."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from articles.models import ArticlePage, TopicPage
from core.lines import plain_line
from transfer.reading.post import Post
from transfer.writing.topics import Topics

MAX_TAG = 100
Thing = TypeVar("Thing")


def classify(page: ArticlePage, post: Post, topics: Topics, old: Post | None) -> None:
    """Tags to tags, categories to topics, or to tags where there is no topic.

    What the file said before, as `old`, and says no longer goes; what was chosen on
    the site stays.
    """
    had_tags, had_topics = list(page.tags.names()), list(page.offered_topics.all())
    old_tags, old_topics = list[str](), list[TopicPage]()
    if old is not None:
        # looked up first: what is made for the new categories was not there before
        old_tags, old_topics = sorted_before(old, topics, had_tags, had_topics)
    tags, chosen = _sorted(post, topics)
    page.tags.set(merged(had_tags, old_tags, tags, str.lower))
    page.offered_topics.set(merged(had_topics, old_topics, chosen, _pk))


def _sorted(post: Post, topics: Topics) -> tuple[list[str], list[TopicPage]]:
    tags, chosen = list(post.tags), []
    for path in post.categories:
        topic = topics.match(path)
        if topic is not None:
            chosen.append(topic)
        else:
            tags += path
            post.note("category_as_tag", " / ".join(path))
    return _unique(tags), chosen


def sorted_before(
    old: Post, topics: Topics, had_tags: list[str], had_topics: list[TopicPage]
) -> tuple[list[str], list[TopicPage]]:
    """What the import before made of `old`: a topic may be younger than that."""
    tags, chosen = list(old.tags), []
    names, taken = set(map(str.lower, had_tags)), set(map(_pk, had_topics))
    for path in old.categories:
        topic = topics.known(path)
        was_tag = all(name.lower() in names for name in path)
        if topic is None or (was_tag and topic.pk not in taken):
            tags += path
        else:
            chosen.append(topic)
    return _unique(tags), chosen


def _pk(topic: TopicPage) -> int:
    return int(topic.pk)


def merged(
    have: Iterable[Thing],
    before: Iterable[Thing],
    after: Iterable[Thing],
    key: Callable[[Thing], object],
) -> list[Thing]:
    """`have` without what left `before`, with what is new in `after`, no doubles."""
    old, new = set(map(key, before)), {key(thing): thing for thing in after}
    kept = {key(thing): thing for thing in have if key(thing) not in old - new.keys()}
    return list(({k: v for k, v in new.items() if k not in old} | kept).values())


def _unique(tags: list[str]) -> list[str]:
    """Tags that differ by more than the case of their letters."""
    found: dict[str, str] = {}
    for tag in filter(None, map(plain_line, tags)):
        found.setdefault(tag[:MAX_TAG].lower(), tag[:MAX_TAG])
    return list(found.values())
