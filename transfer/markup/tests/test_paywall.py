"""Paid text stays paid on its way out and in again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import ArticlePage
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from transfer.exporting.exporting import export_posts
from transfer.markup.paywall import MARK, blocks_of
from transfer.reading.sources import open_source
from transfer.writing.importing import import_posts
from transfer.writing.options import Options


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"前\n\n{MARK}\n\n后\n", ["markdown", "paywall", "markdown"]),
        (f"前\n\n{MARK}\n", ["markdown"]),
        (f"```\n{MARK}\n```\n后\n", ["markdown"]),
        (f"前 {MARK}\n后\n", ["markdown"]),
        ("没有", ["markdown"]),
    ],
)
def test_a_mark_cuts_only_on_a_line_of_its_own_with_text_behind(text, kinds):
    assert [kind for kind, _value in blocks_of(text)] == kinds


@given(st.lists(st.sampled_from(["文字", MARK, "```", "", "> 引"]), max_size=12))
def test_no_character_is_lost_in_the_cut(lines):
    text = "\n".join(lines) + "\n"

    parts = [
        f"{MARK}\n" if kind == "paywall" else value for kind, value in blocks_of(text)
    ]

    assert "".join(parts) == text


@pytest.mark.django_db
def test_an_article_for_sale_comes_back_for_sale(tmp_path):
    article = ArticlePageFactory(
        title="登山",
        blocks=[("markdown", "山前"), ("paywall", None), ("markdown", "山后")],
        price=300,
    )
    (exported,) = export_posts(author=article.author_page)
    target = tmp_path / "out.md"
    target.write_bytes(exported.content)
    elsewhere = AnthologyPageFactory()

    import_posts(
        open_source(tmp_path),
        author=elsewhere.author,
        anthology=elsewhere,
        options=Options(user=elsewhere.author.user, may_publish=True),
    )

    again = ArticlePage.objects.child_of(elsewhere).get()
    assert (again.title, again.price, again.is_for_sale) == ("登山", 300, True)
    assert [block.block_type for block in again.body] == [
        "markdown",
        "paywall",
        "markdown",
    ]
    assert "山后" not in again.rendered.open_text(for_sale=True)
    assert "山后" in again.rendered.gated_text
