"""One face: what an account says of its person is seen wherever the author is."""

import json

import pytest

from django.conf import settings
from django.test import Client
from django.urls import reverse

from wagtail.models import Locale
from wagtail.search.backends import get_search_backend

from accounts.identity.faces import Face, FacePicture
from accounts.models import User
from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import AuthorPage
from articles.services.faces import follow_account
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)
from images.tasks import prepare_picture_task
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db
AVATAR = "avatar_images/2026/11/a.webp"
SMALL = "/media/avatar_images/2026/11/a-96.webp"
LARGE = "/media/avatar_images/2026/11/a.webp"
AUTHORS_QUERIES = 12
PICTURES = (FacePicture(SMALL, 96), FacePicture(LARGE, 400))


@pytest.fixture
def author() -> AuthorPage:
    page = AuthorPageFactory(title="林闻", user=UserFactory(username="linwen"))
    User.objects.filter(pk=page.user_id).update(avatar=AVATAR, bio="走路的人。")
    page.save_revision().publish()
    return fresh(page)


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=AnthologyPageFactory(parent=author), title="路")


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def change(user: User, **fields: str) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            for name, value in fields.items():
                setattr(user, name, value)
            user.save(update_fields=list(fields))

    return change


def found(word: str) -> list[int]:
    backend = get_search_backend()
    # Elasticsearch shows what it was given a moment later, or when asked to.
    backend.get_index_for_model(AuthorPage).refresh()
    return [page.pk for page in backend.search(word, AuthorPage.objects.live())]


def fresh(page: AuthorPage) -> AuthorPage:
    return AuthorPage.objects.get(pk=page.pk)


def english(page: AuthorPage, **fields: str) -> AuthorPage:
    locale = Locale.objects.get(language_code="en")
    copy = page.copy_for_translation(locale, copy_parents=True)
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return fresh(copy)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


# --- What a face is made of ---------------------------------------------------------


def test_a_page_of_an_account_shows_the_account(author):
    assert author.face == Face("林闻", PICTURES, "走路的人。")
    assert author.face == author.user.face


def test_what_the_page_adds_goes_first(author):
    author.tagline, author.bio = "慢慢走", "写了十年。"

    assert author.face == Face("林闻", PICTURES, "写了十年。", "慢慢走")


def test_a_page_without_an_account_keeps_its_own():
    image = CustomImageFactory(file__width=500, file__height=500)
    prepare_picture_task(image.pk, ["avatar"])
    page = AuthorPageFactory(user=None, title="客座", portrait=image, bio="客人。")
    small, large = (
        image.get_rendition(f"format-webp|fill-{n}x{n}").url for n in (96, 320)
    )

    assert fresh(page).face == Face(
        "客座", (FacePicture(small, 96), FacePicture(large, 320)), "客人。"
    )


def test_a_page_of_an_account_has_no_portrait(author):
    author.portrait = CustomImageFactory()
    author.save_revision().publish()

    assert fresh(author).portrait is None


def test_a_translation_may_have_a_name_and_words_of_its_own(author, rename):
    page = english(author, title="Wen Lin", bio="Walks.")

    rename(author.user, nickname="林闻之")

    assert fresh(page).face == Face("Wen Lin", PICTURES, "Walks.")
    assert fresh(author).face.name == "林闻之"


# --- A new name is everywhere -------------------------------------------------------


def test_a_new_name_is_seen_wherever_the_author_is(
    fresh_index, author, article, client, rename
):
    address = author.url

    rename(author.user, nickname="林闻之")

    page = fresh(author)
    assert (page.title, page.draft_title, page.url) == ("林闻之", "林闻之", address)
    assert page.latest_revision.content["title"] == "林闻之"
    assert page.latest_revision.object_str == "林闻之"
    shown = [
        client.get(path).text for path in (article.url, author.url, "/", "/authors/")
    ]
    assert [text.count("林闻之") > 0 for text in shown] == [True] * 4
    assert not [text for text in shown if text.replace("林闻之", "").count("林闻")]
    feed = json.loads(client.get(f"{author.url}feed.json").text)
    assert (feed["title"], feed["items"][0]["authors"]) == (
        "林闻之",
        [{"name": "林闻之"}],
    )
    assert '"author": {"@type": "Person", "name": "林闻之"' in shown[0]
    assert '"@type": "ProfilePage", "name": "林闻之"' in shown[1]
    state = client_of(author.user).get("/api/v1/me/state/").json()["user"]
    assert (state["name"], state["avatar_url"]) == ("林闻之", SMALL)
    assert found("林闻之") == [author.pk]


@pytest.mark.parametrize("way", ["me", "api", "admin"])
def test_every_way_to_a_new_name_renames(
    author, way, django_capture_on_commit_callbacks
):
    own, user = client_of(author.user), author.user
    with django_capture_on_commit_callbacks(execute=True):
        if way == "me":
            answer = own.post("/me/profile/", {"nickname": "林闻之", "bio": "新的"})
        elif way == "api":
            answer = own.patch(
                "/api/v1/me/", {"nickname": "林闻之"}, content_type="application/json"
            )
        else:
            admin = client_of(UserFactory(is_superuser=True, is_staff=True))
            answer = admin.post(
                reverse("wagtailusers_users:edit", args=[user.pk]),
                {
                    "username": user.username,
                    "nickname": "林闻之",
                    "email": user.email,
                    "mobile": "",
                    "is_active": "on",
                },
            )

    assert answer.status_code in (200, 302)
    assert fresh(author).title == "林闻之"


def test_a_refused_name_changes_nothing(author, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        answer = client_of(author.user).post("/me/profile/", {"nickname": "管理员"})

    assert answer.status_code == 200
    # The settings of a site are made when they are first read.
    assert [str(call) for call in callbacks if "site" not in str(call)] == []
    page = fresh(author)
    assert (page.title, page.user.nickname) == ("林闻", "林闻")


def test_without_a_nickname_the_username_is_the_name(author, rename):
    rename(author.user, nickname="")

    assert fresh(author).title == "linwen"


def test_new_words_are_found(fresh_index, author, rename):
    rename(author.user, bio="研究围棋。")

    assert found("围棋") == [author.pk]


def test_what_is_not_repeated_asks_for_nothing(
    author, django_capture_on_commit_callbacks, django_assert_num_queries
):
    user = author.user
    with (
        django_capture_on_commit_callbacks() as callbacks,
        django_assert_num_queries(1),
    ):
        user.save(update_fields=["city"])

    assert callbacks == []


# --- Versions and drafts ------------------------------------------------------------


def test_an_open_draft_stays_a_draft(author, rename):
    author.bio = "还没写完"
    author.save_revision()

    rename(author.user, nickname="林闻之")

    page = fresh(author)
    assert (page.title, page.bio, page.has_unpublished_changes) == ("林闻之", "", True)
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.bio) == ("林闻之", "还没写完")


def test_an_old_version_brings_no_old_name_back(author, rename):
    old = author.revisions.first()
    rename(author.user, nickname="林闻之")

    old.publish()

    page = fresh(author)
    assert (page.title, page.draft_title) == ("林闻之", "林闻之")


def test_a_window_opened_before_the_change_loses_neither(author, rename):
    stale = fresh(author)
    rename(author.user, nickname="林闻之")

    stale.tagline = "慢慢走"
    stale.save_revision().publish()

    page = fresh(author)
    assert (page.title, page.draft_title, page.tagline) == (
        "林闻之",
        "林闻之",
        "慢慢走",
    )
    assert page.latest_revision.content["title"] == "林闻之"


def test_following_twice_changes_nothing(author):
    User.objects.filter(pk=author.user_id).update(nickname="林闻之")

    assert follow_account(author.user_id) == [author.pk]
    assert follow_account(author.user_id) == []
    assert author.revisions.count() == fresh(author).revisions.count()


# --- The desk -----------------------------------------------------------------------


def test_the_editor_shows_the_face_and_asks_for_neither(author):
    page = client_of(author.user).get(
        reverse("wagtailadmin_pages:edit", args=[author.pk])
    )

    assert not {"title", "portrait"} & set(page.context["form"].fields)
    assert "/me/profile/" in page.text
    assert "/me/avatar/" in page.text
    assert LARGE in page.text


def test_the_editor_saves_what_the_page_adds(author):
    client_of(author.user).post(
        reverse("wagtailadmin_pages:edit", args=[author.pk]),
        {"title": "别的名字", "slug": "", "tagline": "慢慢走", "bio": ""},
    )

    draft = fresh(author).get_latest_revision_as_object()
    assert (draft.title, draft.tagline) == ("林闻", "慢慢走")


def test_others_at_the_desk_are_told_who_changes_it(author):
    editor = client_of(UserFactory(groups=[roles.EDITORS]))

    page = editor.get(reverse("wagtailadmin_pages:edit", args=[author.pk]))

    assert "由本人在自己的账号里修改。" in page.text


def test_a_page_without_an_account_has_the_fields():
    guest = AuthorPageFactory(user=None, title="客座")
    editor = client_of(UserFactory(groups=[roles.EDITORS]))

    page = editor.get(reverse("wagtailadmin_pages:edit", args=[guest.pk]))

    assert {"title", "portrait"} <= set(page.context["form"].fields)
    assert "renran-face" not in page.text


# --- Pages and programs -------------------------------------------------------------


def test_the_author_page_shows_picture_and_words(author, article, client):
    page = client.get(author.url).text

    assert f'src="{LARGE}"' in page
    assert f'srcset="{SMALL} 96w, {LARGE} 400w"' in page
    assert "走路的人。" in page
    address = f"{settings.SITE_URL}{LARGE}"
    assert f'<meta property="og:image" content="{address}">' in page
    assert '<meta property="og:image:width" content="400">' in page


def test_the_content_api_has_the_face(author, client):
    guest = AuthorPageFactory(user=None, title="客座", portrait=CustomImageFactory())
    own, other = (
        client.get(f"/api/v2/pages/{page.pk}/").json() for page in (author, guest)
    )

    assert own["face"] == {"name": "林闻", "picture": LARGE, "words": "走路的人。"}
    assert own["portrait"] is None
    assert other["face"] == {"name": "客座", "picture": None, "words": ""}
    assert other["portrait"]["id"] == guest.portrait_id


@pytest.mark.parametrize("count", [1, 4])
def test_faces_in_the_content_api_cost_the_same(
    count, client, django_assert_num_queries
):
    for _ in range(count):
        AuthorPageFactory()
        guest = AuthorPageFactory(user=None, portrait=CustomImageFactory())
        prepare_picture_task(guest.portrait_id, ["avatar"])
    client.get("/api/v2/pages/")

    with django_assert_num_queries(7):
        answer = client.get("/api/v2/pages/?type=articles.AuthorPage&fields=face")

    assert len(answer.json()["items"]) == 2 * count


@pytest.mark.parametrize("count", [1, 5])
def test_a_list_of_authors_costs_the_same(count, client, django_assert_num_queries):
    for _ in range(count):
        page = AuthorPageFactory()
        User.objects.filter(pk=page.user_id).update(avatar=AVATAR)
        ArticlePageFactory(parent=AnthologyPageFactory(parent=page))
    client.get("/authors/")

    with django_assert_num_queries(AUTHORS_QUERIES):
        page = client.get("/authors/").text

    assert page.count(SMALL) == count
