"""An English library to walk through, and what counts as Chinese left on a page."""

import re
from typing import Any

from bs4 import BeautifulSoup

from django.core.management import call_command

from wagtail.models import Page

from accounts.tests.factories import UserFactory
from articles.models import (
    AnthologyPage,
    ArticlePage,
    AuthorIndexPage,
    AuthorPage,
    CoAuthor,
    Submission,
    TopicIndexPage,
    TopicPage,
)
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    TopicPageFactory,
)
from home.models import CarouselSlide, EditorsPick, HomePage, SiteSettings
from home.tests.factories import StandardPageFactory
from images.tests.factories import CustomImageFactory

SITE_NAME = SiteSettings._meta.get_field("name").default
# Han, and the punctuation and full-width signs that only stand beside it.
CHINESE = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uffe6]+")
MARKDOWN = """\
# First

> [!NOTE]
> Read this.

## Second

| a | b |
|---|---|
| 1 | 2 |

A note[^1] and `code`.

[^1]: Below.
"""
TABLE = {"columns": [{"type": "text", "heading": "a"}], "rows": [{"values": ["b"]}]}


def blocks() -> list[tuple[str, Any]]:
    table = ArticlePage.body.field.stream_block.child_blocks["table"]
    return [
        ("markdown", MARKDOWN),
        ("callout", {"kind": "warning", "title": "", "text": "> [!TIP]\n> Inside."}),
        ("quote", {"text": "To be.", "attribution": "Hamlet"}),
        ("code", {"language": "python", "caption": "One", "code": "print(1)"}),
        ("table", table.to_python(TABLE | {"caption": ""})),
        ("paywall", None),
        ("markdown", "What only buyers read."),
    ]


def chinese_in(markup: str) -> list[str]:
    """Runs of Chinese in text and attributes that no `lang` explains."""
    soup = BeautifulSoup(markup, "html.parser")
    for element in soup.find_all(lang=re.compile("^zh")):
        element.decompose()
    return chinese_words(str(soup))


def chinese_words(text: str) -> list[str]:
    return CHINESE.findall(text.replace(SITE_NAME, ""))


def language_of(markup: str) -> str:
    return str(BeautifulSoup(markup, "html.parser").html["lang"])


def english(model: type[Page]) -> Any:
    """The page of this kind that the migrations made below `/en/`."""
    return model.objects.get(locale__language_code="en")


def written(anthology: AnthologyPage, topic: TopicPage, **fields: Any) -> ArticlePage:
    """An article with everything around it that the site puts words to."""
    article = ArticlePageFactory(
        parent=anthology,
        blocks=blocks(),
        subtitle="A subtitle",
        kind="reprint",
        source_name="The Paper",
        cover=CustomImageFactory(title="Moon", credit="Joe"),
        **fields,
    )
    article.tags.add("night")
    article.save()
    Submission.objects.create(
        article=article, topic=topic, state=Submission.State.ACCEPTED
    )
    return article


def english_library() -> list[Page]:
    """English pages of every kind; one article is paid, one anthology too."""
    ada, tom = (
        english(AuthorIndexPage).add_child(
            instance=AuthorPage(title=name, tagline="Writes.", bio="At length.")
        )
        for name in ("Ada Field", "Tom Reed")
    )
    topic = TopicPageFactory(parent=english(TopicIndexPage), title="Night")
    topic.editors.add(UserFactory(nickname="Eve"), UserFactory(nickname="Max"))
    topic.save()
    below = TopicPageFactory(parent=topic, title="Stars")
    free = AnthologyPageFactory(parent=ada, title="Small Hours")
    sold = AnthologyPageFactory(
        parent=ada, title="Late Hours", price=900, is_finished=True
    )
    articles = [
        written(free, topic, title="Free lines"),
        written(free, topic, title="Paid lines", price=300),
        written(free, topic, title="More lines"),
        written(sold, topic, title="Sold lines"),
    ]
    articles[0].co_author_links.add(CoAuthor(author=tom))
    articles[0].save()
    about = StandardPageFactory(
        parent=english(HomePage), title="About", body="> [!NOTE]\n> Us."
    )
    put_on_front_page(articles)
    call_command("update_index", verbosity=0)
    return [topic, below, ada, tom, free, sold, about, *articles]


def put_on_front_page(articles: list[ArticlePage]) -> None:
    home = english(HomePage)
    home.slides.add(*(CarouselSlide(article=article) for article in articles[:2]))
    home.picks.add(*(EditorsPick(article=article) for article in articles[2:]))
    home.save()
