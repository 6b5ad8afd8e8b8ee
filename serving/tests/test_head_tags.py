"""What the head of a page says to machines, where there is no page behind it."""

import json
import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.template import Context
from django.test import RequestFactory

from serving.languages import LanguageLink
from serving.templatetags.addresses import domain, safe_address, without_scheme
from serving.templatetags.seo import (
    absolute_static,
    alternates,
    canonical_url,
    ld_json,
    sharing_picture,
    structured_data,
)


def context(path: str = "/tags/", **of: object) -> Context:
    request = RequestFactory(SERVER_NAME="renran.example").get(path, secure=True)
    return Context({"request": request, **of})


def page_number(number: int) -> SimpleNamespace:
    return SimpleNamespace(number=number)


@pytest.mark.parametrize(
    ("of", "end"),
    [
        ({}, ""),
        ({"page_of_articles": page_number(1)}, ""),
        ({"page_of_articles": page_number(2)}, "?page=2"),
        ({"page_of_authors": page_number(13)}, "?page=13"),
    ],
)
def test_a_list_has_one_address_for_each_of_its_pages(of, end):
    told = canonical_url(context("/tags/?page=7&utm_source=weibo", **of))

    assert told == f"https://renran.example/tags/{end}"


def test_a_page_that_is_not_saved_has_the_address_that_was_asked_for():
    draft = SimpleNamespace(pk=None)

    assert canonical_url(context("/山/", page=draft)) == (
        "https://renran.example/%E5%B1%B1/"
    )


def test_without_a_request_there_is_no_address():
    assert canonical_url(Context()) == ""
    assert canonical_url(Context({"page_of_articles": page_number(2)})) == ""


HERE = LanguageLink("zh-hans", "中文", "", is_current=True)
ENGLISH = LanguageLink("en", "English", "/en/tags/", is_current=False)
CANONICAL = "https://renran.example/tags/"


def test_an_address_beside_the_tree_is_there_in_every_language():
    assert alternates(context(), [HERE, ENGLISH], CANONICAL) == [
        ("zh-Hans", CANONICAL),
        ("en", "https://renran.example/en/tags/"),
        ("x-default", CANONICAL),
    ]


def test_a_page_is_there_only_where_it_is_translated():
    page = SimpleNamespace(pk=3)
    twin = SimpleNamespace(full_url="https://renran.example/en/a/")
    translated = LanguageLink("en", "English", "/en/a/", False, twin)

    assert alternates(context(page=page), [HERE, ENGLISH], CANONICAL) == [
        ("zh-Hans", CANONICAL),
        ("x-default", CANONICAL),
    ]
    assert alternates(context(page=page), [HERE, translated], CANONICAL)[1] == (
        "en",
        "https://renran.example/en/a/",
    )


def test_what_is_there_in_english_only_is_the_default():
    current = LanguageLink("en", "English", "", is_current=True)
    page = SimpleNamespace(pk=3)
    chinese = LanguageLink("zh-hans", "中文", "/", is_current=False)

    told = alternates(context(page=page), [chinese, current], CANONICAL)

    assert told == [("en", CANONICAL), ("x-default", CANONICAL)]


@pytest.mark.parametrize(("links", "canonical"), [([HERE], ""), ([], CANONICAL)])
def test_what_has_no_address_has_no_versions(links, canonical):
    assert alternates(context(), links, canonical) == []


def test_where_there_is_no_page_nothing_is_said_of_one():
    assert structured_data(context(), []) == ""
    assert structured_data(context(page=SimpleNamespace(pk=None)), []) == ""
    assert structured_data(Context({"page": SimpleNamespace(pk=3)}), []) == ""
    assert sharing_picture(None) is None
    assert sharing_picture(SimpleNamespace()) is None


def test_our_own_files_are_named_whole():
    assert absolute_static(context(), "img/favicon.svg") == (
        "https://renran.example/static/img/favicon.svg"
    )
    assert absolute_static(Context(), "img/favicon.svg") == "/static/img/favicon.svg"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(data=st.dictionaries(st.text(max_size=8), values, max_size=4))
def test_machines_read_what_was_meant_and_nothing_ends_the_element(data):
    element = ld_json(data)

    text = re.fullmatch(
        r'<script type="application/ld\+json">(.*)</script>', element, re.DOTALL
    )[1]
    assert json.loads(text) == data
    assert not {"<", ">", "&"} & {*text}


@given(url=st.text(max_size=40) | st.from_regex(r"[a-zA-Z\t\n ]{0,9}:[^ ]{0,9}"))
def test_no_address_leads_anywhere_by_another_way_than_the_web(url):
    kept = safe_address(url)

    assert kept in ("", url.strip())
    # Browsers drop these before they look for the scheme.
    seen = re.sub(r"[\t\r\n]", "", kept).lstrip("".join(map(chr, range(33)))).lower()
    scheme = re.match(r"[a-z][a-z0-9+.-]*:", seen)
    assert not seen.startswith(("//", "/\\", "\\"))
    assert scheme is None or scheme[0] in ("http:", "https:", "mailto:")


@pytest.mark.parametrize(
    ("url", "shown", "host"),
    [
        ("https://www.例子.中国/路/", "www.例子.中国/路", "例子.中国"),
        ("http://a.example:8080", "a.example:8080", "a.example"),
        ("https://林文@a.example/", "林文@a.example", "a.example"),
        ("HTTPS://A.example/", "A.example", "a.example"),
        ("a.example/", "a.example", ""),
        ("mailto:a@b.cn", "mailto:a@b.cn", ""),
        ("", "", ""),
    ],
)
def test_an_address_is_shown_as_people_read_it(url, shown, host):
    assert (without_scheme(url), domain(url)) == (shown, host)
