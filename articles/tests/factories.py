"""Pages of every kind, each at its real place in the tree.

`ArticlePageFactory(body="**文**")` takes Markdown; `blocks=[(type, value), …]`
takes any blocks. Pages are live unless `live=False`.
"""

import json
import uuid
from typing import Any

import factory
from wagtail_factories import PageFactory

from django.utils import timezone

from wagtail.models import Locale

from accounts.tests.factories import UserFactory
from articles.models import (
    AnthologyPage,
    ArticlePage,
    AuthorIndexPage,
    AuthorPage,
    TopicIndexPage,
    TopicPage,
)
from articles.services import open_notebook


def author_index() -> AuthorIndexPage:
    return AuthorIndexPage.objects.get(locale=Locale.get_default())


def topic_index() -> TopicIndexPage:
    return TopicIndexPage.objects.get(locale=Locale.get_default())


def make_author(title: str, **fields: Any) -> AuthorPage:
    index = author_index()
    author = AuthorPage(title=title, locale=index.locale, **fields)
    return index.add_child(instance=author)


class AuthorIndexPageFactory(PageFactory):
    class Meta:
        model = AuthorIndexPage

    title = "作者"


class TopicIndexPageFactory(PageFactory):
    class Meta:
        model = TopicIndexPage

    title = "专题"


class AuthorPageFactory(PageFactory):
    """An author with rights in the admin, as `open_notebook` makes them.

    With `user=None` one without an account, who keeps name and picture on the page.
    """

    class Meta:
        model = AuthorPage

    title = factory.Sequence(lambda n: f"作者{n}")
    user = factory.SubFactory(UserFactory)

    @classmethod
    def _create_instance(
        cls, model_class: type, parent: Any, kwargs: dict[str, Any]
    ) -> AuthorPage:
        user = kwargs.pop("user")
        title = kwargs.pop("title")
        kwargs.pop("slug", None)
        if user is None:
            return make_author(title, **kwargs)
        user.nickname = title
        user.save()
        author = open_notebook(user=user).author
        for name, value in kwargs.items():
            setattr(author, name, value)
        author.save()
        return AuthorPage.objects.get(pk=author.pk)


class AnthologyPageFactory(PageFactory):
    class Meta:
        model = AnthologyPage

    title = factory.Sequence(lambda n: f"文集{n}")
    slug = factory.Sequence(lambda n: f"anthology-{n}")
    parent = factory.SubFactory(AuthorPageFactory)


class TopicPageFactory(PageFactory):
    class Meta:
        model = TopicPage

    title = factory.Sequence(lambda n: f"专题{n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")
    parent = factory.LazyFunction(topic_index)


class ArticlePageFactory(PageFactory):
    class Meta:
        model = ArticlePage

    class Params:
        markdown = "第一段。\n\n第二段。"
        blocks = None

    title = factory.Sequence(lambda n: f"文章{n}")
    slug = factory.Sequence(lambda n: f"article-{n}")
    parent = factory.SubFactory(AnthologyPageFactory)
    first_published_at = factory.LazyFunction(timezone.now)

    @factory.lazy_attribute
    def body(self) -> Any:
        stream = self.blocks or [("markdown", self.markdown)]
        field = ArticlePage.body.field
        raw = [
            {
                "type": kind,
                "id": str(uuid.uuid4()),
                "value": field.stream_block.child_blocks[kind].get_prep_value(
                    field.stream_block.child_blocks[kind].normalize(value)
                ),
            }
            for kind, value in stream
        ]
        return field.to_python(json.dumps(raw))
