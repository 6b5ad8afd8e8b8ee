"""English pages are English: nothing of ours is left in Chinese.

Allowed are the site's name, which its owner chose, and what says by `lang` that
it is Chinese: the link to the other language, a Chinese article in a list.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import get_resolver, resolve, reverse
from django.urls.resolvers import LocalePrefixPattern
from django.utils import timezone, translation

from wagtail.models import Page, PageViewRestriction, Workflow
from wagtail.users.models import UserProfile

from accounts.codes.links import fingerprint, make_ticket
from accounts.door.activation import ACTIVATION_AGE
from accounts.door.sign_up import verified_ticket
from accounts.human.picture import new_key
from accounts.models import PendingSignUp
from accounts.social.tests.gateway.oauth import SETTINGS as PROVIDERS
from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.models import ArticlePage
from articles.services import open_notebook
from articles.services.notebooks import DEFAULT_ANTHOLOGY
from articles.tests.factories import ArticlePageFactory
from tests.english import chinese_in, chinese_words, english_library, language_of

pytestmark = pytest.mark.django_db

FEEDS = ("feed.xml", "atom.xml", "feed.json")
# Signing out and passwords have tests of their own below; one door is Wagtail's.
# Shown to nobody, or only after a button was pressed.
UNWALKED = {
    "logout",
    "wagtailcore_authenticate_with_password",
    "wagtailcore_login",
    "human_picture_image",
    "remove_factor",
    "remove_avatar",
    "revoke_device",
    "revoke_others",
    "export",
    "take_back",
    "unblock",
    "unbind",
    "social_start",
    "social_complete",
    "social_first",
    "social_bind",
    "social_bind_by_code",
}
ALWAYS_THERE = [
    "/en/",
    "/en/topics/",
    "/en/authors/",
    "/en/tags/",
    "/en/archive/",
    "/en/search/",
    "/en/search/?q=x",
    "/en/accounts/login/",
    "/en/accounts/login/code/",
    "/en/accounts/register/",
    "/en/accounts/register/mail/",
    "/en/accounts/reset/",
    "/en/accounts/reset/mobile/",
    "/en/feed.xml",
    "/en/atom.xml",
    "/en/feed.json",
]
# Languages are called by their own names where one is chosen.
OWN_NAMES = {"简体中文"}
BY_TICKET = [
    "/en/accounts/register/complete/{complete}/",
    "/en/accounts/activate/{activate}/",
    "/en/accounts/reset/{reset}/",
    "/en/accounts/email/{email}/",
    "/en/accounts/human/picture/{picture}/",
]
SIGNED_IN = [
    "/en/accounts/activated/",
    "/en/accounts/consent/",
    "/en/accounts/second-factor/",
    "/en/accounts/second-factor/setup/",
    "/en/accounts/second-factor/recovery/",
    "/en/me/",
    "/en/me/profile/",
    "/en/me/avatar/",
    "/en/me/security/",
    "/en/me/security/email/",
    "/en/me/security/mobile/",
    "/en/me/security/password/",
    "/en/me/devices/",
    "/en/me/notifications/",
    "/en/me/privacy/",
    "/en/me/appearance/",
    "/en/me/data/",
    "/en/me/leave/",
    "/en/me/blocked/",
    "/en/me/bindings/",
]
WITH_CONTENT = [
    "/en/tags/night/",
    "/en/search/?q=lines",
    "/en/search/?q=night&kind=topics",
    "/en/search/?q=hours&kind=anthologies",
    "/en/search/?q=ada&kind=authors",
    # Factories publish now.
    f"/en/archive/{timezone.localdate():%Y}/",
    f"/en/archive/{timezone.localdate():%Y}/{timezone.localdate().month}/",
]

WALKED = [
    *ALWAYS_THERE,
    *BY_TICKET,
    *SIGNED_IN,
    *WITH_CONTENT,
    "/en/topics/a/feed.xml",
]


def assert_english(address: str, *, client: Client | None = None) -> str:
    """The page at `address`, which must be there and in English."""
    answer = (client or Client()).get(address)
    markup = answer.content.decode()
    is_page = "text/html" in answer["Content-Type"]
    found = chinese_in(markup) if is_page else chinese_words(markup)
    assert (address, answer.status_code, found) == (address, 200, [])
    if is_page:
        assert language_of(markup) == "en", address
    return markup


@pytest.fixture
def library() -> list[Page]:
    return english_library()


def names_in(patterns: Iterable[Any]) -> Iterator[str]:
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names_in(pattern.url_patterns)
        else:
            yield pattern.name


def test_the_walk_sees_chinese():
    assert chinese_in('<p title="目录">a，b</p>') == ["目录", "，"]
    assert chinese_in('<a lang="zh-Hans">简体中文</a><b>荏苒</b>') == []


def test_every_address_with_a_language_is_walked():
    translated = [
        found
        for found in get_resolver().url_patterns
        if isinstance(found.pattern, LocalePrefixPattern)
    ]
    with translation.override("en"):
        walked = {resolve(address.partition("?")[0]).url_name for address in WALKED}

    assert set(names_in(translated)) - walked == UNWALKED


def test_an_empty_site_is_english():
    for address in ALWAYS_THERE:
        assert_english(address)


def waiting_ticket() -> str:
    """What the letter of a sign-up that waits carries."""
    pending = PendingSignUp.objects.create(
        username="ada",
        username_key="ada",
        email="ada@example.com",
        email_key="ada@example.com",
        password=make_password("renran-test"),
        consents={},
        expires_at=timezone.now() + ACTIVATION_AGE,
    )
    return make_ticket("activation", {"id": pending.pk, "email": pending.email})


def test_links_of_mails_lead_to_english_pages():
    user = UserFactory()
    mark = {"id": user.pk, "mark": fingerprint(user)}
    tickets = {
        "complete": verified_ticket("+8613812345678"),
        "activate": waiting_ticket(),
        "reset": make_ticket("reset", mark),
        "email": make_ticket("email", {**mark, "email": "ada@example.org"}),
        "picture": new_key(),
    }

    for address in BY_TICKET:
        assert_english(address.format(**tickets))


@pytest.mark.parametrize("has_factor", [False, True])
def test_the_pages_of_a_person_are_english(settings, has_factor):
    for name, value in PROVIDERS.items():
        setattr(settings, name, value)
    user = UserFactory(nickname="Ada", mobile="+8613812345678")
    client = Client()
    client.force_login(user)
    if has_factor:
        TOTPDevice.objects.create(user=user, confirmed=True)

    for address in SIGNED_IN:
        answer = client.get(address, follow=True)
        found = set(chinese_in(answer.content.decode())) - OWN_NAMES
        assert (address, answer.status_code, found) == (address, 200, set())


def test_a_site_with_english_texts_is_english(library):
    pages = [page.get_url() for page in library]
    feeds = [page.get_url() + name for page in library[:6] for name in FEEDS]

    shown = {
        address: assert_english(address)
        for address in [*ALWAYS_THERE, *WITH_CONTENT, *pages, *feeds]
    }

    article = shown[library[7].get_url()]
    assert all(f">{title}</p>" in article for title in ("Note", "Warning", "Tip"))
    assert ">Note</p>" in shown[library[6].get_url()]


def test_chinese_texts_beside_it_change_nothing(library):
    ArticlePageFactory(price=100).tags.add("night")

    for address in ALWAYS_THERE + WITH_CONTENT:
        assert_english(address)


def test_the_page_of_a_buyer_speaks_the_language_of_the_article(library):
    paid = library[8]
    admin, reader = Client(), Client()
    admin.force_login(UserFactory(is_superuser=True))
    reader.force_login(UserFactory())
    address = f"/p/{paid.code}/full/"

    assert "What only buyers read." in assert_english(address, client=admin)
    refused = reader.get(address)
    assert (refused.status_code, chinese_in(refused.content.decode())) == (403, [])
    assert Client().get(address)["Location"] == f"/en/accounts/login/?next={address}"


def test_a_locked_page_asks_in_english(library):
    PageViewRestriction.objects.create(
        page=library[7], restriction_type="password", password="open-sesame"
    )

    assert "Password required" in assert_english(library[7].get_url())


def test_a_refused_sign_in_says_so_in_english():
    answer = Client().post("/en/accounts/login/", {"username": "a", "password": "b"})

    assert chinese_in(answer.content.decode()) == []


def test_a_missing_page_is_missed_in_english():
    answer = Client().get("/en/nothing-here/")

    assert (answer.status_code, chinese_in(answer.content.decode())) == (404, [])
    assert "Page not found" in answer.content.decode()


@pytest.mark.parametrize("status", [403, 500])
def test_errors_are_told_in_english(status):
    handler = get_resolver().resolve_error_handler(status)
    refusal = {"exception": PermissionDenied()} if status == 403 else {}
    with translation.override("en"):
        answer = handler(RequestFactory().get("/en/"), **refusal)

    markup = answer.content.decode()
    assert (answer.status_code, chinese_in(markup)) == (status, [])
    assert language_of(markup) == "en"


def test_signing_out_is_asked_in_english():
    client = Client()
    client.force_login(UserFactory())

    assert "Ready to sign out?" in assert_english("/en/accounts/logout/", client=client)


@pytest.fixture
def desk() -> Client:
    """The admin of an author who chose English, with one article."""
    user = UserFactory(username="ada", nickname="Ada", groups=[roles.AUTHORS])
    UserProfile.objects.create(user=user, preferred_language="en")
    ArticlePageFactory(
        parent=open_notebook(user=user), title="Free lines", markdown="Text."
    )
    client = Client()
    client.force_login(user)
    return client


def ours_in(markup: str) -> str:
    r"""`markup` with JSON's `\u4e00` as characters, without names kept as data."""
    shown = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), markup)
    names = [dict(settings.LANGUAGES)["zh-hans"], DEFAULT_ANTHOLOGY]
    names += Workflow.objects.values_list("name", flat=True)
    for name in names:
        shown = shown.replace(name, "")
    return shown


def test_the_dashboard_of_an_english_author_is_english(desk):
    markup = desk.get("/admin/").content.decode()

    assert language_of(markup) == "en"
    assert ("My articles" in markup, chinese_in(ours_in(markup))) == (True, [])


def test_the_article_form_of_an_english_author_is_english(desk):
    article = ArticlePage.objects.get(title="Free lines")
    form = reverse("wagtailadmin_pages:edit", args=[article.pk])

    markup = ours_in(desk.get(form).content.decode())

    assert "Once there is a price, what follows this line is not public" in markup
    assert chinese_in(markup) == []
