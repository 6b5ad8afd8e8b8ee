"""An import holds one batch, not the folder."""

import gc
import tracemalloc

import pytest

from articles.models import ArticlePage
from transfer.reading.sources import Source
from transfer.writing import batches
from transfer.writing.importing import import_posts
from transfer.writing.options import Options
from transfer.writing.owners import anthology_of
from transfer.writing.tests.test_importing import author

__all__ = ["author"]
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def written(number, paragraphs):
    """Posts of which each links to the next; made when they are read."""

    def read(place):
        text = f"---\ntitle: 第 {place} 篇\ndate: 2019-01-01\n---\n[后]({place + 1}.md)\n\n"
        return (
            text + f"{place} 荏苒是一个写作与阅读的地方。\n\n" * paragraphs
        ).encode()

    return Source({f"{n}.md": lambda n=n: read(n) for n in range(number)})


def peak(author, source):
    """The most that was held at once by a rehearsal, in bytes."""
    anthology = anthology_of(author)
    tracemalloc.start(1)
    try:
        import_posts(
            source, author=author, anthology=anthology, options=Options(dry_run=True)
        )
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_reading_holds_no_texts(author):
    size = len(written(1, 500).read("0.md"))
    few = peak(author, written(20, 500))

    many = peak(author, written(220, 500))

    # 200 texts more, of which not even a fifth of the bytes is held
    assert many - few < 200 * size / 5


def pages_held():
    gc.collect()
    return sum(type(thing) is ArticlePage for thing in gc.get_objects())


def test_writing_holds_no_pages_of_other_batches(author, monkeypatch):
    """Each post waits for the next, so that all of them are written twice."""
    monkeypatch.setattr(batches, "BATCH", 4)
    held = []

    def progress(done, total):
        if done in (4, 12):
            held.append(pages_held())

    anthology = anthology_of(author)
    import_posts(written(12, 1), author=author, anthology=anthology, progress=progress)

    assert ArticlePage.objects.live().count() == 12
    # one batch, and what it leads to; all of them would be twelve
    assert max(held) <= 8
