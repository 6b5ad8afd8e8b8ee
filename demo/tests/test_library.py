import re
from collections import Counter

import pytest

from accounts.models import Consent
from demo.covers import STYLES
from demo.read import Library, read_library

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library()


def drawings(library: Library) -> list[str]:
    keys = [article.cover for article in library.articles]
    keys += [topic.cover for topic in library.topics]
    keys += [anthology.cover for anthology in library.anthologies]
    for article in library.articles:
        for name, value in article.parts:
            if name == "image" and isinstance(value, dict):
                keys.append(value["key"])
            if name == "gallery":
                keys += [item["key"] for item in value if isinstance(item, dict)]
    return keys


def test_counts(library):
    assert len(library.authors) == 4
    assert len(library.topics) == 8
    assert len(library.anthologies) == 6
    assert len(library.articles) == 40
    assert [page.slug for page in library.site.pages] == [
        "about",
        "terms",
        "privacy",
        "help",
    ]


def test_what_people_agree_to_has_the_name_it_has_at_the_door(library):
    titles = {page.slug: page.title for page in library.site.pages}

    for document in Consent.Document:
        assert titles[document.value] == document.label


def test_the_plain_pages_promise_only_what_is_there(library):
    texts = {page.slug: page.body for page in library.site.pages}

    assert "本站还没有开通购买" in texts["terms"]
    assert "本站还没有开通购买" in texts["help"]
    for word in ("赞赏", "打赏", "提现", "购买之后", "可以申请退款", "评论和"):
        assert not [slug for slug, text in texts.items() if word in text], word


def test_states_languages_and_the_one_paid_article(library):
    articles = library.articles

    assert Counter(article.state for article in articles) == {
        "published": 36,
        "draft": 2,
        "review": 1,
        "scheduled": 1,
    }
    assert Counter(article.language for article in articles) == {"zh-hans": 34, "en": 6}
    paid = [article for article in articles if article.price]
    assert [(article.slug, article.price) for article in paid] == [
        ("yi-tiao-man-chaxun", 300)
    ]
    assert paid[0].state == "published"
    assert {article.kind for article in articles} == {
        "original",
        "reprint",
        "translation",
    }


def test_topics_have_two_levels(library):
    parents = {topic.slug: topic.parent for topic in library.topics}
    top = {slug for slug, parent in parents.items() if not parent}

    assert len(top) == 3
    assert {parent for parent in parents.values() if parent} == top


def test_every_reference_resolves(library):
    people = {author.username for author in library.authors}
    topics = {topic.slug for topic in library.topics}
    owners = {anthology.slug: anthology.author for anthology in library.anthologies}

    assert set(owners.values()) == people
    for topic in library.topics:
        assert set(topic.editors) <= people
    for article in library.articles:
        assert article.author == owners[article.anthology], article.slug
        assert article.topics, article.slug
        assert set(article.topics) <= topics, article.slug
        assert set(article.co_authors) <= people - {article.author}, article.slug


def test_everything_has_articles(library):
    published = [item for item in library.articles if item.state == "published"]

    assert {item.anthology for item in published} == {
        anthology.slug for anthology in library.anthologies
    }
    assert {slug for item in published for slug in item.topics} == {
        topic.slug for topic in library.topics
    }


def test_the_front_page_shows_published_articles(library):
    published = {item.slug for item in library.articles if item.state == "published"}
    featured = {item.slug for item in library.articles if item.featured}
    slides = [slide.article for slide in library.site.carousel]

    assert set(library.site.picks) == featured
    assert featured <= published
    assert len(slides) == len(set(slides)) == 4
    assert set(slides) <= published


def test_slugs_are_unique_ascii(library):
    for group in (
        library.articles,
        library.topics,
        library.anthologies,
        library.authors,
    ):
        slugs = [item.slug for item in group]
        assert len(slugs) == len(set(slugs))
        assert all(SLUG.fullmatch(slug) for slug in slugs)


def test_every_drawing_names_a_style_and_is_used_once(library):
    keys = drawings(library)

    assert len(keys) == len(set(keys))
    for key in [*keys, *(author.avatar for author in library.authors)]:
        assert key.partition("-")[0] in STYLES, key


def test_ages_spread_and_the_newest_is_from_today(library):
    ages = [item.age_days for item in library.articles if item.state == "published"]

    assert min(ages) == 0
    assert max(ages) == 198
    assert len(ages) == len(set(ages))


def test_titles_are_unique_and_texts_have_substance(library):
    titles = [item.title for item in library.articles]

    assert len(titles) == len(set(titles))
    for item in library.articles:
        if item.state != "draft":
            assert len(item.body) >= 600, item.slug
        assert 2 <= len(item.tags) <= 4, item.slug


def test_every_kind_of_part_is_used(library):
    names = {name for item in library.articles for name, _ in item.parts}

    assert names == {
        "markdown",
        "quote",
        "callout",
        "gallery",
        "image",
        "divider",
        "formula",
        "code",
        "paywall",
    }


@pytest.mark.parametrize(
    "wanted",
    ["```python", "```sql", "```mermaid", "\n$$\n", "- [x] ", "\n[^", "> [!", "| --- "],
)
def test_markdown_of_every_sort_appears(library, wanted):
    assert any(wanted in item.body for item in library.articles)


def test_chinese_texts_use_chinese_punctuation(library):
    latin = re.compile(r"[\u4e00-\u9fff][,;!?]|[\u4e00-\u9fff]\"|\"[\u4e00-\u9fff]")
    fences = re.compile(r"(?ms)^```.*?^```|`[^`]*`|<!--.*?-->")
    for item in library.articles:
        assert not latin.search(fences.sub("", item.body)), item.slug
