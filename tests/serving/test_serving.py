"""Pages are found by their address exactly where Wagtail's own walk finds them."""

from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from django.core.handlers.wsgi import get_path_info
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve
from django.utils import translation

from wagtail.models import Page

from articles.models import AnthologyPage, ArticlePage
from articles.tests.factories import AnthologyPageFactory
from core.pages.addresses import is_reserved
from home.models import HomePage, StandardPage
from serving.lookup import find_page
from serving.lookup import serve as serve_page

pytestmark = pytest.mark.django_db
MAX_DEPTH, HOME_DEPTH = 4, 2
SLUGS = ["a", "b", "shan", "shan-he", "chong-qing", "lv_xing2", "A", "about", "en"]
LANGUAGES = ["zh-hans", "en"]
PREFIXES = {"zh-hans": "/", "en": "/en/"}

slugs = st.sampled_from(SLUGS)
# A page stands below one made before it, counted from the last.
backwards = st.integers(-10, -1)
trees = st.lists(
    st.tuples(backwards, slugs, st.sampled_from([True, True, False])),
    min_size=3,
    max_size=9,
)
ODD = ["", "/", "//", "A", "%", "%2e", "..", ".", "-", "_", "山", "é", "?", "\ufeff"]
parts = slugs | st.sampled_from(ODD) | st.text(max_size=5)
CHANGES = ["as it is", "prefix", "longer", "upper", "doubled", "bare", "free", "long"]
changes = st.just("as it is") | st.sampled_from(CHANGES)
asked = st.tuples(backwards, changes, st.lists(parts, max_size=4))
careful = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    # Explaining a failure would plant some thousand trees.
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def book(db: None) -> AnthologyPage:
    return AnthologyPageFactory()


def plant(tree: list[tuple[int, str, bool]], book: AnthologyPage) -> list[Page]:
    """The home pages, an anthology, and what `tree` says stands below them."""
    pages: list[Page] = [
        HomePage.objects.get(locale__language_code=code) for code in LANGUAGES
    ]
    pages.append(book)
    for number, slug, is_live in tree:
        parent = Page.objects.get(pk=pages[number % -len(pages)].pk)
        is_taken = parent.get_children().filter(slug=slug).exists()
        is_deep = parent.depth - HOME_DEPTH >= MAX_DEPTH
        if is_taken or is_deep or is_reserved(slug, parent):
            continue
        model = ArticlePage if parent.pk == book.pk else StandardPage
        page = model(title=slug, slug=slug, live=is_live, locale=parent.locale)
        pages.append(parent.add_child(instance=page))
    return pages


def path_to(page: Page, change: str, more: list[str]) -> str:
    """A path below the home page in the tree of `page`, as asked for."""
    known = [part for part in page.url_path.split("/") if part][1:]
    changed = {
        "as it is": lambda: known,
        "prefix": lambda: known[:-1],
        "longer": lambda: [*known, *more],
        "upper": lambda: [part.upper() for part in known],
        "free": lambda: more,
        "long": lambda: [*known, *(more or ["a"]) * 300],
    }
    if change == "doubled":
        return "//" + "//".join(known) + "//"
    path = "/".join(changed.get(change, lambda: known)())
    return path if change == "bare" else f"{path}/"


def look_up(path: str, language: str) -> Any | None:
    with translation.override(language):
        return find_page(RequestFactory().get("/"), path)


def walk(path: str, language: str) -> Any | None:
    """What Wagtail finds by its own way."""
    with translation.override(language):
        result = Page.route_for_request(RequestFactory().get("/"), path)
    if result is not None:
        assert (list(result.args), result.kwargs) == ([], {})
    return result and result.page


@careful
@given(
    tree=trees,
    questions=st.lists(asked, min_size=4, max_size=9),
    has_english=st.booleans(),
)
def test_the_look_up_finds_what_the_walk_finds(book, tree, questions, has_english):
    with transaction.atomic():
        pages = plant(tree, book)
        Page.objects.filter(pk=pages[1].pk).update(live=has_english)
        for number, change, more in questions:
            path = path_to(pages[number % -len(pages)], change, more).replace("\0", "")
            for language in LANGUAGES:
                found, walked = look_up(path, language), walk(path, language)
                if language == "en" and not has_english:
                    assert found is None
                else:
                    assert (found, type(found)) == (walked, type(walked)), path
        transaction.set_rollback(True)


# --- Through the whole site -----------------------------------------------------

ENCODED = ["%41", "%61bout", "a%2fb", "%00", "%ff", "%E5%B1%B1", "%", "%zz", "a%20b"]
raw_paths = st.one_of(
    asked,
    st.binary(max_size=12),
    st.lists(st.sampled_from([*SLUGS, *ENCODED, ""]), max_size=5).map("/".join),
)


def raw_path(question: Any, pages: list[Page]) -> bytes:
    """What a server hands on after it has read the percent signs."""
    if isinstance(question, bytes):
        return b"/" + question
    if isinstance(question, str):
        return b"/" + unquote_to_bytes(question)
    number, change, more = question
    page = pages[number % -len(pages)]
    prefix = PREFIXES[page.locale.language_code]
    return (prefix + path_to(page, change, more)).encode("utf-8", "surrogatepass")


def expected(path_info: str) -> tuple[int, Any | None]:
    """Status and page as Wagtail's walk finds them; status 0 where others answer."""
    language = "en" if path_info.startswith("/en/") else "zh-hans"
    with translation.override(language):
        try:
            match = resolve(path_info)
        except Resolver404:
            match = None
        if match is None:
            return (0 if _resolves(f"{path_info}/") else 404), None
        if match.func is not serve_page:
            return 0, None
    page = walk(match.args[0] if match.args else match.kwargs["path"], language)
    return (200, page) if page else (404, None)


def _resolves(path_info: str) -> bool:
    try:
        resolve(path_info)
    except Resolver404:
        return False
    return True


@pytest.mark.sqlite  # PostgreSQL has the look-up itself, above
@careful
@given(tree=trees, questions=st.lists(raw_paths, min_size=3, max_size=8))
def test_any_address_is_answered_as_the_walk_would(book, tree, questions):
    client = Client()
    with transaction.atomic():
        pages = plant(tree, book)
        for question in questions:
            raw = raw_path(question, pages)
            answer = client.get("/", PATH_INFO=raw.decode("latin-1"))
            status, page = expected(get_path_info({"PATH_INFO": raw.decode("latin-1")}))
            assert answer.status_code < 500, raw
            if status:
                assert answer.status_code == status, raw
            if page:
                assert answer.context_data["page"] == page, raw
        transaction.set_rollback(True)
