"""Writes the demo library into the database, piece by piece, each piece once."""

from collections.abc import Callable

from wagtail.models import Locale

from articles.models import AnthologyPage, ArticlePage, AuthorPage, TopicPage
from demo import front, people, texts
from demo.read import Library
from home.models import HomePage

Say = Callable[[str], None]


def load(library: Library, say: Say) -> dict[str, ArticlePage]:
    """Load everything; a second call finds everything there and changes nothing."""
    people.load_accounts()
    authors = {row.username: people.load_author(row) for row in library.authors}
    say(f"作者 {len(authors)} 位")
    topics: dict[str, TopicPage] = {}
    for topic in sorted(library.topics, key=lambda row: bool(row.parent)):
        topics[topic.slug] = texts.load_topic(topic, topics)
    say(f"专题 {len(topics)} 个")
    anthologies = load_anthologies(library, authors)
    articles = {}
    for number, row in enumerate(library.articles, start=1):
        articles[row.slug] = texts.load_article(
            row, anthology=anthologies[row.anthology], topics=topics, authors=authors
        )
        if number % 10 == 0:
            say(f"文章 {number} 篇")
    home = HomePage.objects.get(locale=Locale.get_default())
    pages = [front.load_page(text, home) for text in library.site.pages]
    front.load_front(library, articles)
    front.load_settings(library, pages)
    return articles


def load_anthologies(
    library: Library, authors: dict[str, AuthorPage]
) -> dict[str, AnthologyPage]:
    return {
        row.slug: texts.load_anthology(row, authors[row.author])
        for row in library.anthologies
    }
