"""The tag of templates: a `<picture>` for readers, or the words that stand for it."""

import re
from types import SimpleNamespace

import pytest

from django.template import Context, Template

from images.models import CustomImage, Rendition
from images.renditions import image_html, picture_html
from images.templatetags.pictures import picture_in_shape, sharing_image


def rendition(width: int, suffix: str, name: str = "a") -> Rendition:
    return Rendition(
        image=CustomImage(title="图", collection_id=1),
        file=f"images/{name}.{width}.{suffix}",
        width=width,
        height=width // 2,
    )


def picture(**found: dict[str, Rendition]) -> SimpleNamespace:
    """An image whose renditions of each shape are known already."""
    return SimpleNamespace(_renditions_by_shape=found)


COVER = {
    "format-webp|fill-480x300": rendition(480, "webp"),
    "format-webp|fill-960x600": rendition(960, "webp"),
    "format-jpeg|fill-480x300": rendition(480, "jpeg"),
    "format-jpeg|fill-960x600": rendition(960, "jpeg"),
}


def attributes(html: str) -> dict[str, str]:
    [image] = re.findall(r"<img ([^>]*)>", html)
    return dict(re.findall(r'([\w-]+)="([^"]*)"', image))


def test_without_a_picture_there_is_nothing():
    assert picture_in_shape(None, "cover", alt="雨") == ""
    assert sharing_image(None) is None


def test_a_browser_has_its_choice_of_formats_and_widths():
    html = picture_in_shape(picture(cover=COVER), "cover", alt="雨", sizes="50vw")

    shown = attributes(html)
    assert html.startswith("<picture>")
    assert re.findall(r'<source [^>]*?srcset="([^"]*)"', html) == [
        "/media/images/a.480.webp 480w, /media/images/a.960.webp 960w"
    ]
    assert shown["srcset"] == (
        "/media/images/a.480.jpeg 480w, /media/images/a.960.jpeg 960w"
    )
    assert (shown["alt"], shown["sizes"]) == ("雨", "50vw")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({}, {"alt": "", "loading": "lazy", "decoding": "async"}),
        ({"loading": "eager"}, {"loading": "eager", "fetchpriority": "high"}),
        ({"decoding": "sync"}, {"decoding": "sync", "loading": "lazy"}),
        ({"data_full_width": "1"}, {"data-full-width": "1"}),
    ],
)
def test_a_picture_is_lazy_unless_it_is_asked_for_at_once(given, shown):
    found = attributes(picture_in_shape(picture(cover=COVER), "cover", **given))

    assert {name: found.get(name) for name in shown} == shown
    assert ("fetchpriority" in found) == (given.get("loading") == "eager")


@pytest.mark.parametrize("alt", ['"><script>alert(1)</script>', "<雨> & “雪”"])
def test_words_of_people_stay_words(alt):
    page = Template("{% load pictures %}{% picture_in_shape p 'cover' alt=alt %}")

    for found in (COVER, {}):
        html = page.render(Context({"p": picture(cover=found), "alt": alt}))
        assert "<script" not in html
        assert "&lt;" in html


def test_before_it_is_drawn_its_words_stand_there():
    missing = picture(cover={})

    assert picture_in_shape(missing, "cover") == ""
    assert picture_in_shape(missing, "cover", alt="雨后的山") == (
        '<span class="picture-missing">雨后的山</span>'
    )


def test_a_width_that_two_filters_give_is_offered_once():
    small = {
        "format-webp|width-480": rendition(60, "webp", "a"),
        "format-webp|width-960": rendition(60, "webp", "b"),
    }

    assert picture_html(small, {"alt": ""}).count("a.60.webp") == 1
    assert "b.60.webp" not in picture_html(small, {"alt": ""})
    assert "srcset" not in image_html(small, {"alt": ""})


@pytest.mark.parametrize(
    ("spec", "is_shared"),
    [
        ("format-jpeg|fill-1600x900", True),
        ("format-webp|fill-1600x900", False),
        ("format-jpeg|fill-960x540", False),
    ],
)
def test_social_networks_are_given_the_wide_jpeg_or_none(spec, is_shared):
    wide = rendition(1600, "jpeg")

    shared = sharing_image(picture(hero={spec: wide}))

    assert shared is (wide if is_shared else None)
