"""Copies, translations, aliases and moves: what is the article's own stays its own."""

import pytest

from wagtail.models import Locale, Page

from articles.models import (
    AnthologyPage,
    ArticlePage,
    Submission,
)
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = ArticlePageFactory(title="造纸", slug="zao-zhi", markdown="旧文")
    Submission.objects.create(
        article=article, topic=TopicPageFactory(), state=Submission.State.ACCEPTED
    )
    return article


def fresh(page) -> ArticlePage:
    return ArticlePage.objects.get(pk=page.pk)


def test_a_copy_has_a_code_a_rendering_and_no_submissions_of_its_own(article):
    copy = fresh(article.copy(update_attrs={"slug": "fu-ben", "title": "副本"}))

    assert copy.code != article.code
    assert len(copy.code) == 7
    assert copy.rendering.pk == copy.pk
    assert copy.rendering.text == "旧文"
    assert copy.submissions.count() == 0
    assert (fresh(article).code, article.submissions.count()) == (article.code, 1)


def test_changing_a_copy_leaves_the_original_as_it_was(article):
    copy = fresh(article.copy(update_attrs={"slug": "fu-ben"}))
    copy.body = [("markdown", "新文")]

    copy.save_revision().publish()

    assert fresh(copy).rendering.text == "新文"
    assert fresh(article).rendering.text == "旧文"


def test_a_draft_of_the_original_gives_its_copy_no_code(article):
    revision = article.save_revision()
    copy = fresh(article.copy(update_attrs={"slug": "fu-ben"}))

    revision.publish()
    copy.get_latest_revision().publish()

    codes = {fresh(article).code, fresh(copy).code}
    assert codes == {article.code, copy.code}
    assert len(codes) == 2


def test_a_translation_has_a_code_and_a_place_of_its_own(article):
    english = Locale.objects.get(language_code="en")

    translation = article.copy_for_translation(english, copy_parents=True)
    translation.save_revision().publish()

    translation = fresh(translation)
    assert translation.code != article.code
    assert translation.locale == english
    assert translation.anthology.get_translations().get() == article.anthology
    assert translation.author_page.get_translations().get() == article.author_page
    assert translation.submissions.count() == 0
    assert translation.rendering.digest != article.rendering.digest


def test_an_alias_follows_its_original_under_a_code_of_its_own(article):
    alias = article.create_alias(parent=AnthologyPageFactory())
    article.body = [("markdown", "新文")]

    article.save_revision().publish()

    alias = fresh(alias)
    assert alias.code != article.code
    assert alias.rendering.text == "新文"
    assert alias.anthology_id == alias.get_parent().pk
    assert alias.author_page_id == alias.get_parent().get_parent().pk


# --- Moves ---------------------------------------------------------------------------


def places(articles) -> list[tuple]:
    return [(a.anthology_id, a.author_page_id, a.url) for a in map(fresh, articles)]


def test_an_article_that_moves_belongs_to_its_new_anthology(article):
    target = AnthologyPageFactory(slug="xin")

    article.move(target, pos="last-child")

    author = target.get_parent()
    assert places([article]) == [(target.pk, author.pk, f"{target.url}zao-zhi/")]
    assert fresh(article).code == article.code


def test_an_anthology_that_moves_takes_its_articles_to_the_new_author():
    anthology = AnthologyPageFactory(slug="shu")
    articles = [ArticlePageFactory(parent=anthology, slug=f"a-{n}") for n in range(3)]
    stays = ArticlePageFactory()
    before = places([stays])
    author = AuthorPageFactory(title="新主人")

    AnthologyPage.objects.get(pk=anthology.pk).move(author, pos="last-child")

    assert places(articles) == [
        (anthology.pk, author.pk, f"/authors/xin-zhu-ren/shu/a-{n}/") for n in range(3)
    ]
    assert places([stays]) == before


def test_an_old_revision_does_not_bring_the_old_place_back():
    article = ArticlePageFactory()
    revision = article.save_revision()
    target = AnthologyPageFactory()
    article.move(target, pos="last-child")

    revision.publish()

    assert fresh(article).anthology_id == target.pk
    assert fresh(article).author_page_id == target.get_parent().pk


def test_the_tree_is_sound_after_all_of_it(article):
    article.copy(update_attrs={"slug": "fu-ben"})
    article.move(AnthologyPageFactory(), pos="last-child")

    assert [list(problem) for problem in Page.find_problems()] == [[]] * 5
