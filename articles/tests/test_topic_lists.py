"""Lists of topics count what a topic's own page shows: once, with those below."""

import pytest

from articles.models.topic import FEW, articles_by_topic
from articles.tests.content import accept
from articles.tests.factories import ArticlePageFactory, TopicPageFactory
from core.caching.ledger import Entered
from core.caching.making import watching
from core.caching.pieces import Pieces

pytestmark = pytest.mark.django_db


def numbers(counts) -> dict[int, int]:
    return {pk: counted.articles for pk, counted in counts.items()}


@pytest.fixture
def tree():
    """手艺 above 造纸 and 木工; 手艺 took one article, both below took another."""
    above = TopicPageFactory(title="手艺")
    below = [TopicPageFactory(parent=above, title=title) for title in ("造纸", "木工")]
    own, shared, hidden = (ArticlePageFactory(live=n < 2) for n in range(3))
    for topic, article in (
        (above, own),
        (below[0], shared),
        (below[1], shared),
        (below[1], hidden),
    ):
        accept(article, topic)
    return [above, *below]


def counted(tree) -> list[int]:
    found = numbers(articles_by_topic(tree[0].locale_id))
    return [found[topic.pk] for topic in tree]


def test_an_article_counts_once_in_all_topics_above(tree, client):
    assert counted(tree) == [2, 1, 1]
    page = client.get(tree[0].url)
    assert page.context["page_of_articles"].paginator.count == 2
    assert numbers(articles_by_topic(tree[0].locale_id)).keys() == {
        topic.pk for topic in tree
    }


@pytest.mark.parametrize("others", [0, FEW])
def test_after_a_change_only_what_changed_is_counted_and_is_right(tree, others):
    for _number in range(others):
        TopicPageFactory()
    store = Pieces()
    with watching(store):
        assert counted(tree) == [2, 1, 1]
        accept(ArticlePageFactory(), tree[2])
        assert counted(tree) == [2, 1, 1]

        changed = {f"topic:{tree[0].pk}", f"topic:{tree[2].pk}"}
        store.hear([Entered(1, frozenset(changed), False)])

        assert counted(tree) == [3, 1, 2]


def test_a_topic_that_closed_is_counted_no_more(tree):
    tree[1].unpublish()

    found = numbers(articles_by_topic(tree[0].locale_id))

    assert found == {tree[0].pk: 2, tree[2].pk: 1}
