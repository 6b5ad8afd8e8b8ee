"""The demo library as a visitor finds it: nothing it shows is closed."""

from dataclasses import replace

import pytest

from articles.models import ArticlePage
from demo import people, texts
from demo.read import Library, read_library
from images.models import CustomImage
from images.openness import open_to

pytestmark = pytest.mark.django_db


def one_author(library: Library) -> Library:
    """A published article with pictures in its text, its anthology, author and topic."""
    article = next(
        row
        for row in library.articles
        if row.state == "published"
        and row.topics
        and not row.co_authors
        and {"image", "gallery"} & {name for name, _value in row.parts}
    )
    return replace(
        library,
        authors=[row for row in library.authors if row.username == article.author],
        topics=[row for row in library.topics if not row.parent],
        anthologies=[
            row for row in library.anthologies if row.slug == article.anthology
        ],
        articles=[replace(article, topics=[])],
    )


def test_every_picture_of_what_is_published_opens():
    library = one_author(read_library())
    people.load_accounts()
    author = people.load_author(library.authors[0])
    texts.load_topic(library.topics[0], {})
    anthology = texts.load_anthology(library.anthologies[0], author)
    texts.load_article(
        library.articles[0],
        anthology=anthology,
        topics={},
        authors={library.authors[0].username: author},
    )

    pictures = CustomImage.objects.all()

    assert ArticlePage.objects.filter(live=True).count() == 1
    assert pictures.count() >= 5
    assert set(open_to(None, pictures)) == set(pictures)
