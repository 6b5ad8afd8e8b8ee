"""What must be bought leaves the server only to those entitled to it."""

import pytest

from django.test import Client

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles import access
from articles.models import CoAuthor, Submission
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)

pytestmark = pytest.mark.django_db

OPEN, SECRET = "山前的话", "山后的秘密"
BLOCKS = [
    ("markdown", f"# 开头\n\n{OPEN}"),
    ("paywall", None),
    ("markdown", f"## {SECRET}标题\n\n{SECRET}"),
    ("code", {"language": "text", "caption": "", "code": SECRET}),
]


@pytest.fixture
def article():
    author = AuthorPageFactory()
    anthology = AnthologyPageFactory(parent=author)
    return ArticlePageFactory(parent=anthology, blocks=BLOCKS, price=300, title="登山")


def client_of(user=None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def ways_out(article) -> list[str]:
    author, anthology = article.author_page, article.anthology
    return [
        article.url,
        anthology.url,
        author.url,
        "/",
        "/authors/",
        "/archive/",
        f"/search/?q={SECRET}",
        f"/search/?q={OPEN}",
        f"/api/v1/search/?q={SECRET}",
        f"/api/v1/search/?q={OPEN}",
        "/feed.xml",
        "/atom.xml",
        "/feed.json",
        f"{author.url}feed.xml",
        f"{author.url}atom.xml",
        f"{anthology.url}feed.json",
        "/sitemap.xml",
        f"/api/v1/me/state/?page={article.pk}",
        f"/api/v1/articles/{article.pk}/paid/",
        f"/p/{article.code}/full/",
        "/api/v2/pages/?type=articles.ArticlePage&fields=*",
        f"/api/v2/pages/{article.pk}/",
        f"/api/v2/pages/{article.pk}/?fields=*",
        f"/api/v2/pages/?search={SECRET}",
        f"/api/v2/pages/?type=articles.ArticlePage&fields=body,plain_text,contents&search={OPEN}",
    ]


@pytest.mark.parametrize("signed_in", [False, True])
def test_no_address_gives_the_paid_part_to_someone_else(article, signed_in):
    client = client_of(UserFactory() if signed_in else None)

    for address in ways_out(article):
        answer = client.get(address, follow=True)
        shown = answer.content.decode()
        # The words of the question itself may be repeated, in the search box.
        asked = SECRET in address
        assert asked or SECRET not in shown, address
        assert "\\u79d8" not in shown or asked, address


def test_the_open_part_is_public(article):
    assert OPEN in client_of().get(article.url).content.decode()


def test_whoever_is_refused_hears_that_buying_is_not_possible_yet(article):
    told = "本站还没有开通购买，目前只有作者和编辑能读这部分。"

    refused = client_of(UserFactory()).get(f"/p/{article.code}/full/")

    assert refused.status_code == 403
    assert told in refused.content.decode()
    assert told in client_of().get(article.url).content.decode()


@pytest.mark.parametrize("who", ["author", "co_author", "editor", "admin", "buyer"])
def test_those_entitled_read_everything(article, who, monkeypatch):
    user = {
        "author": lambda: article.author_page.user,
        "co_author": lambda: co_author_of(article),
        "editor": lambda: UserFactory(groups=[roles.EDITORS]),
        "admin": lambda: UserFactory(is_superuser=True),
        "buyer": UserFactory,
    }[who]()
    if who == "buyer":
        Submission.objects.create(
            article=article, topic=TopicPageFactory(), submitted_by=user
        )
        monkeypatch.setattr(access.GRANTS, "_parts", {"handed in": handed_in_by})
    client = client_of(user)

    state = client.get("/api/v1/me/state/", {"page": article.pk}).json()["page"]
    paid = client.get(state["paid_url"]).json()

    assert state["can_read_all"] is True
    assert f"<p>{SECRET}</p>" in paid["html"]
    assert OPEN not in paid["html"]
    assert [h["text"] for h in paid["headings"]] == [f"{SECRET}标题"]
    full = client.get(state["full_url"])
    assert OPEN in full.content.decode()
    assert SECRET in full.content.decode()
    assert "no-store" in full["Cache-Control"]


def handed_in_by(user, articles) -> set[int]:
    """A grant over a real table: whoever handed an article in may read it."""
    rows = Submission.objects.filter(submitted_by=user, article__in=articles)
    return set(rows.values_list("article_id", flat=True))


def co_author_of(article):
    other = AuthorPageFactory()
    CoAuthor.objects.create(article=article, author=other)
    return other.user


def test_a_priced_article_without_a_mark_is_closed_as_a_whole(client):
    article = ArticlePageFactory(markdown=SECRET, price=300)

    assert SECRET not in client.get(article.url).content.decode()
    assert SECRET not in client.get("/feed.json").content.decode()
    assert article.lead == ""


def test_an_article_in_a_sold_book_is_closed(client):
    book = AnthologyPageFactory(price=900)
    article = ArticlePageFactory(parent=book, markdown=SECRET)

    assert SECRET not in client.get(article.url).content.decode()


def test_what_is_free_is_open_even_behind_a_mark(client):
    article = ArticlePageFactory(blocks=BLOCKS, price=0)

    page = client.get(article.url).content.decode()

    assert SECRET in page
    state = client.get("/api/v1/me/state/", {"page": article.pk}).json()["page"]
    assert state == {
        "edit_url": None,
        "can_read_all": True,
        "paid_url": None,
        "full_url": None,
    }


def test_a_refusal_says_why(client, article):
    address = f"/api/v1/articles/{article.pk}/paid/"

    answer = client.get(address)
    assert answer.status_code == 401
    assert answer.json()["code"] == "not_authenticated"

    client.force_login(UserFactory())
    answer = client.get(address)
    assert (answer.status_code, answer.json()["code"]) == (403, "permission_denied")
