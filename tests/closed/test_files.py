"""A file is as open as the most open published text that shows it, no more."""

from datetime import timedelta
from io import StringIO

import pytest

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction, ReferenceIndex, Site
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles import access
from articles.models import AnthologyPage, ArticlePage
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from home.models import CarouselSlide, HomePage, SiteSettings
from home.tests.factories import StandardPageFactory
from images import openness
from images.models import CustomImage, FileUse
from images.services import draw
from images.specs import SHAPES
from images.tests.factories import CustomImageFactory
from tests.indexes import make_index

pytestmark = pytest.mark.django_db
PAYWALL = ("paywall", None)


@pytest.fixture
def author():
    return AuthorPageFactory(title="沈砚秋")


@pytest.fixture
def book(author):
    return AnthologyPageFactory(parent=author)


@pytest.fixture
def image(author) -> CustomImage:
    return CustomImageFactory(uploaded_by_user=author.user)


@pytest.fixture
def document(author):
    return get_document_model().objects.create(
        title="文件", file=ContentFile(b"%PDF-", "a.pdf"), uploaded_by_user=author.user
    )


def addresses(file) -> list[str]:
    """The original, a rendition, and the endpoints that tell of them."""
    if not isinstance(file, CustomImage):
        return [file.url, f"/api/v2/documents/{file.pk}/"]
    drawn = draw(file, SHAPES["text"])["format-webp|width-480"]
    return [file.file.url, drawn.url, f"/api/v2/images/{file.pk}/"]


def answers(file, user=None) -> set[int]:
    client = Client()
    if user is not None:
        client.force_login(user)
    return {client.get(address).status_code for address in addresses(file)}


def listed(file, user=None) -> bool:
    client = Client()
    if user is not None:
        client.force_login(user)
    kind = "images" if isinstance(file, CustomImage) else "documents"
    rows = client.get(f"/api/v2/{kind}/").json()["items"]
    return file.pk in [row["id"] for row in rows]


def is_open(file) -> bool:
    found = answers(file)
    assert found in ({200}, {404}), found
    assert listed(file) == (found == {200})
    return found == {200}


def showing(file) -> str:
    if isinstance(file, CustomImage):
        return f"![图](image:{file.pk})"
    return f"[文件](doc:{file.pk})"


@pytest.fixture(params=["image", "document"])
def file(request):
    return request.getfixturevalue(request.param)


# --- Who ---------------------------------------------------------------------------


def test_from_the_moment_of_upload_a_file_is_its_owners(file, author):
    people = {
        "visitor": None,
        "reader": UserFactory(),
        "author": AuthorPageFactory().user,
        "owner": author.user,
        "editor": UserFactory(groups=[roles.EDITORS]),
    }

    fetched = {
        name: Client().get(addresses(file)[0]).status_code
        if user is None
        else _get(user, addresses(file)[0]).status_code
        for name, user in people.items()
    }

    assert fetched == {
        "visitor": 404,
        "reader": 404,
        "author": 404,
        "owner": 200,
        "editor": 200,
    }
    assert [listed(file, user) for user in people.values()] == [
        False,
        False,
        False,
        True,
        False,
    ]


def _get(user, address: str):
    client = Client()
    client.force_login(user)
    return client.get(address)


def test_a_text_opens_it_while_it_is_published(file, book):
    article = ArticlePageFactory(parent=book, markdown=showing(file), live=False)
    seen = [is_open(file)]

    article.save_revision().publish()
    seen.append(is_open(file))
    ArticlePage.objects.get(pk=article.pk).unpublish()
    seen.append(is_open(file))
    ArticlePage.objects.get(pk=article.pk).save_revision().publish()
    seen.append(is_open(file))
    page = ArticlePage.objects.get(pk=article.pk)
    page.body = [("markdown", "没有图了")]
    revision = page.save_revision()
    seen.append(is_open(file))
    revision.publish()
    seen.append(is_open(file))

    assert seen == [False, True, False, True, True, False]


def test_a_new_draft_of_a_published_text_opens_nothing(file, book):
    article = ArticlePageFactory(parent=book, markdown="一")
    article.body = [("markdown", showing(file))]

    article.save_revision()

    assert not is_open(file)


def test_the_most_open_text_counts(file, book):
    one, other = (
        ArticlePageFactory(parent=book, markdown=showing(file)) for _ in range(2)
    )

    one.delete()
    assert is_open(file)
    other.delete()
    assert not is_open(file)


@pytest.mark.parametrize("kind", ["login", "groups", "password"])
def test_who_may_open_the_page_may_open_the_file(file, book, author, kind):
    """Also where a page above is the restricted one."""
    ArticlePageFactory(parent=book, markdown=showing(file))
    rule = PageViewRestriction.objects.create(
        page=author, restriction_type=kind, password="芝麻"
    )
    reader = UserFactory()
    if kind == "groups":
        rule.groups.add(reader.groups.create(name="会员"))
    address = addresses(file)[0]
    client = Client()
    if kind == "password":
        session = client.session
        session["passed_page_view_restrictions"] = [rule.pk]
        session.save()
    else:
        client.force_login(reader)

    answer = client.get(address)

    assert not is_open(file)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    rule.delete()
    assert is_open(file)


def test_one_page_that_lets_in_is_found_among_many_that_do_not(
    file, author, monkeypatch
):
    """A sign of the site in hundreds of texts for members, and in one for readers."""
    books = [AnthologyPageFactory(parent=author) for _ in range(2)]
    for book in (books[1], books[1], books[0]):
        ArticlePageFactory(parent=book, markdown=showing(file))
    for page, kind in ((books[1], "groups"), (books[0], "login")):
        PageViewRestriction.objects.create(page=page, restriction_type=kind)
    monkeypatch.setattr(openness, "MOST_PAGES", 1)
    client = Client()
    client.force_login(UserFactory())

    assert client.get(addresses(file)[0]).status_code == 200


def test_what_has_ended_opens_nothing_before_it_is_taken_down(file, book):
    ArticlePageFactory(parent=book, markdown=showing(file))
    assert is_open(file)

    Page.objects.update(expire_at=timezone.now() - timedelta(minutes=1))

    assert not is_open(file)


def test_a_copy_opens_nothing_while_its_source_is_not_out(file, book):
    article = ArticlePageFactory(parent=book, markdown=showing(file))
    other = AnthologyPageFactory(parent=book.get_parent())
    copy = article.create_alias(parent=other, update_slug="copy")
    assert is_open(file)

    ArticlePage.objects.get(pk=article.pk).unpublish()
    Page.objects.filter(pk=copy.pk).update(live=True)

    assert not is_open(file)


# --- Which texts -------------------------------------------------------------------


def in_a_cover(image, book):
    ArticlePageFactory(parent=book, cover=image)


def in_a_block(image, book):
    captioned = {"image": image, "caption": "", "alt": ""}
    ArticlePageFactory(parent=book, blocks=[("image", captioned)])


def in_a_gallery(image, book):
    captioned = {"image": image, "caption": "", "alt": ""}
    blocks = [("gallery", {"images": [captioned], "caption": ""})]
    ArticlePageFactory(parent=book, blocks=blocks)


def in_a_callout(image, book):
    callout = {"kind": "note", "title": "", "text": showing(image)}
    ArticlePageFactory(parent=book, blocks=[("callout", callout)])


def as_a_face(image, book):
    guest = AuthorPageFactory(user=None, owner=image.uploaded_by_user, portrait=image)
    guest.save_revision().publish()


def as_a_sharing_picture(image, book):
    ArticlePageFactory(parent=book, social_image=image)


def on_a_book(image, book):
    book.cover = image
    book.save_revision().publish()


def on_a_topic(image, book):
    TopicPageFactory(cover=image)


def in_a_plain_page(image, book):
    StandardPageFactory(body=showing(image))


def in_the_carousel(image, book):
    home = HomePage.objects.get(locale=book.locale)
    CarouselSlide.objects.create(
        page=home, title="去", link="https://a.cn", image=image
    )


def as_the_mark(image, book):
    found = SiteSettings.for_site(Site.objects.get())
    found.mark = image
    found.save()


PLACES = [
    in_a_cover,
    in_a_block,
    in_a_gallery,
    in_a_callout,
    as_a_face,
    as_a_sharing_picture,
    on_a_book,
    on_a_topic,
    in_a_plain_page,
    in_the_carousel,
    as_the_mark,
]


@pytest.mark.parametrize("place", PLACES)
def test_every_place_that_shows_a_picture_opens_it(image, book, place):
    place(image, book)

    assert is_open(image)


def test_what_leaves_the_frame_is_closed_again(image, book):
    in_the_carousel(image, book)
    as_the_mark(image, book)
    CarouselSlide.objects.all().delete()
    assert is_open(image)

    SiteSettings.objects.all().delete()

    assert not is_open(image)


# --- Before and behind the mark ----------------------------------------------------


def paid(book, *blocks, **fields) -> ArticlePage:
    return ArticlePageFactory(parent=book, blocks=list(blocks), **fields)


def bought_by(buyer):
    return lambda user, articles: (
        {article.pk for article in articles} if user == buyer else set()
    )


def test_what_stands_behind_the_mark_is_for_buyers(file, book, author, monkeypatch):
    buyer, other = UserFactory(), UserFactory()
    monkeypatch.setattr(access.GRANTS, "_parts", {"bought": bought_by(buyer)})
    paid(book, ("markdown", "前"), PAYWALL, ("markdown", showing(file)), price=500)
    address = addresses(file)[0]

    found = [_get(user, address).status_code for user in (buyer, other, author.user)]

    assert found == [200, 404, 200]
    assert not is_open(file)
    assert _get(buyer, address)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("before", "has_mark", "price", "expected"),
    [
        (True, True, 500, True),
        (False, True, 0, True),
        (True, False, 500, False),
        (True, False, 0, True),
    ],
)
def test_before_the_mark_and_for_nothing_it_is_open(
    file, book, before, has_mark, price, expected
):
    blocks = [("markdown", showing(file) if before else "前")]
    if has_mark:
        blocks += [PAYWALL, ("markdown", "后" if before else showing(file))]
    paid(book, *blocks, price=price)

    assert is_open(file) == expected


def test_the_cover_of_what_is_for_sale_is_open(image, book):
    paid(book, ("markdown", "全文要买"), price=500, cover=image)

    assert is_open(image)


def test_prices_close_and_open_at_once(file, book):
    paid(book, ("markdown", "前"), PAYWALL, ("markdown", showing(file)))
    seen = [is_open(file)]
    for model in (AnthologyPage, ArticlePage):
        for price in (900, 0):
            model.objects.update(price=price)
            seen.append(is_open(file))

    assert seen == [True, False, True, False, True]


def test_sql_and_python_agree_on_what_is_for_sale(book):
    """Every field that holds a price, of the article or its book, counts in both."""
    article = ArticlePageFactory(parent=book)
    priced = [
        (type(page).objects.filter(pk=page.pk), field.name)
        for page in (article, book)
        for field in page._meta.get_fields()
        if field.name.endswith("price")
    ]
    for row, name in priced:
        before = row.values_list(name, flat=True).get()
        for price in (100, before):
            row.update(**{name: price})
            told = ArticlePage.objects.get(pk=article.pk).is_for_sale
            assert told == bool(price)
            assert ArticlePage.objects.for_sale().exists() == told


# --- What others write -------------------------------------------------------------


def test_another_author_opens_nothing_by_naming_its_number(file):
    """Neither in the text, nor as cover, nor by way of an export."""
    thief = AuthorPageFactory()
    captioned = {"image": file, "caption": "", "alt": ""}
    is_image = isinstance(file, CustomImage)
    article = ArticlePageFactory(
        parent=AnthologyPageFactory(parent=thief),
        cover=file if is_image else None,
        blocks=[("markdown", showing(file)), *([("image", captioned)] * is_image)],
        owner=thief.user,
    )

    article.save_revision(user=thief.user).publish()

    assert not is_open(file)
    html = "".join(b["html"] for b in ArticlePage.objects.get().rendering.blocks)
    assert "/media/" not in html
    assert "/documents/" not in html


def test_an_editor_may_put_a_picture_into_an_authors_text(book):
    editor = UserFactory(groups=[roles.EDITORS])
    image = CustomImageFactory(uploaded_by_user=editor)
    article = ArticlePageFactory(parent=book, markdown="一")

    article.body = [("markdown", showing(image))]
    article.save_revision(user=editor).publish()
    assert is_open(image)
    page = ArticlePage.objects.get(pk=article.pk)
    page.title = "作者再改"
    page.save_revision(user=book.get_parent().specific.user).publish()

    assert is_open(image)
    assert "<img" in ArticlePage.objects.get(pk=article.pk).rendering.blocks[0]["html"]


def test_a_search_finds_what_is_open_and_nothing_else(client, file, book, author):
    kind = "images" if isinstance(file, CustomImage) else "documents"
    other = type(file).objects.get(pk=file.pk)
    make_index(type(file))
    other.pk, other.title = None, "茶山之二"
    other.save()
    file.title = "茶山"
    file.save()
    for row in (file, other):
        index.insert_or_update_object(row)
    get_search_backend().get_index_for_model(type(file)).refresh()
    ArticlePageFactory(parent=book, markdown=showing(file))
    address = f"/api/v2/{kind}/?search=茶山"

    def found() -> list[int]:
        return [row["id"] for row in client.get(address).json()["items"]]

    assert found() == [file.pk]
    assert client.get(f"/api/v2/{kind}/{other.pk}/?search=茶山").status_code == 404
    client.force_login(author.user)
    assert sorted(found()) == sorted([file.pk, other.pk])


# --- How ---------------------------------------------------------------------------


def test_an_open_picture_costs_one_query_and_may_be_kept(
    client, image, book, django_assert_num_queries
):
    in_a_cover(image, book)
    for address in addresses(image)[:2]:
        with django_assert_num_queries(1):
            answer = client.get(address)
        assert answer["Cache-Control"] == "public, max-age=3600"
        assert "Cookie" not in answer.get("Vary", "")
        assert answer["Content-Type"] in ("image/jpeg", "image/webp")
        again = client.get(
            address,
            headers={"if-none-match": "", "If-Modified-Since": answer["Last-Modified"]},
        )
        assert again.status_code in (200, 304)


@pytest.mark.parametrize(
    "path",
    [
        "images/none.webp",
        "original_images/none.png",
        "original_images/../documents/a.pdf",
        "documents/a.pdf",
        "private/a.zip",
        "images/" + "x" * 3_000,
        "images/%00.png",
    ],
)
def test_what_is_no_picture_is_not_there(client, path):
    assert client.get(f"/media/{path}").status_code == 404


def test_nginx_sends_what_it_is_told_to(client, image, document, book, settings):
    settings.MEDIA_ACCEL_PREFIX = "/protected/"
    closed = CustomImageFactory(uploaded_by_user=UserFactory())
    ArticlePageFactory(parent=book, cover=image, markdown=showing(document))

    sent = client.get(image.file.url)
    paper = client.get(document.url)

    assert sent["X-Accel-Redirect"] == f"/protected/{image.file.name}"
    assert (sent.content, sent["Cache-Control"]) == (b"", "public, max-age=3600")
    assert sent["Content-Type"] == "image/jpeg"
    assert paper["X-Accel-Redirect"] == f"/protected/{document.file.name}"
    assert "X-Accel-Redirect" not in client.get(closed.file.url)


# --- Rebuilding --------------------------------------------------------------------


def uses() -> set[tuple[int | None, int | None, int | None, bool]]:
    rows = FileUse.objects.values_list("page_id", "image_id", "document_id", "is_gated")
    return set(rows)


def test_what_is_written_down_can_be_written_down_anew(image, document, book):
    hidden = CustomImageFactory(uploaded_by_user=book.get_parent().specific.user)
    as_the_mark(image, book)
    paid(
        book,
        ("markdown", showing(document)),
        PAYWALL,
        ("markdown", showing(hidden)),
        price=500,
        cover=image,
    )
    before = uses()
    assert len(before) == 4
    for page in (*ArticlePage.objects.all(), *SiteSettings.objects.all()):
        ReferenceIndex.create_or_update_for_object(page)

    FileUse.objects.all().delete()
    call_command("record_file_uses", stdout=StringIO())
    assert uses() == before
