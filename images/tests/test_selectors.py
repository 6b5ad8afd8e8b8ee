"""Pictures of a screen come in two queries; drawing happens where nobody waits."""

from types import SimpleNamespace

import pytest

from wagtail.images.models import SourceImageIOError

from images import renditions
from images.models import CustomImage, Rendition
from images.renditions import in_shape, picture_html, words_instead
from images.selectors import attach_pictures
from images.services import draw
from images.specs import SHAPES
from images.tasks import prepare_picture_task
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


def thing(image_id: int | None) -> SimpleNamespace:
    """Whatever has a cover."""
    return SimpleNamespace(cover=None, cover_id=image_id)


@pytest.mark.parametrize("count", [1, 5])
def test_two_queries_however_many_pictures(count, django_assert_num_queries):
    images = [CustomImageFactory() for _n in range(count)]
    for image in images:
        draw(image, SHAPES["cover"])
    wanted = [thing(image.pk) for image in images] + [thing(None)]

    with django_assert_num_queries(2):
        attach_pictures([(a, "cover") for a in (*wanted, None)], "cover")
        shown = [in_shape(a.cover, "cover") for a in wanted[:count]]

    assert [list(found) for found in shown] == [list(SHAPES["cover"])] * count
    assert wanted[-1].cover is None


def test_without_pictures_nothing_is_asked(django_assert_num_queries):
    bare = thing(None)

    with django_assert_num_queries(0):
        attach_pictures([(bare, "cover"), (None, "cover")], "cover")


def test_what_is_missing_is_ordered_once_and_not_drawn(monkeypatch):
    image = CustomImageFactory()
    ordered = []
    monkeypatch.setattr(
        renditions, "ask_for", lambda task, args, kwargs: ordered.append((task, args))
    )

    first = in_shape(CustomImage.objects.get(pk=image.pk), "avatar")
    again = in_shape(CustomImage.objects.get(pk=image.pk), "avatar")

    assert (first, again) == ({}, {})
    assert ordered == [(prepare_picture_task, (image.pk, ["avatar"]))]
    assert (
        Rendition.objects.filter(image=image, filter_spec=SHAPES["avatar"][0]).count()
        == 0
    )


def test_the_task_draws_every_size_of_a_shape_and_leaves_what_is_gone_alone():
    image = CustomImageFactory()
    Rendition.objects.all().delete()

    prepare_picture_task(image.pk, ["avatar", "mark"])
    prepare_picture_task(image.pk + 1000, ["avatar"])

    drawn = Rendition.objects.values_list("image_id", "filter_spec")
    assert set(drawn) == {
        (image.pk, spec) for shape in ("avatar", "mark") for spec in SHAPES[shape]
    }


def test_what_cannot_be_drawn_is_words(monkeypatch):
    image = CustomImageFactory()

    def broken(*specs):
        raise SourceImageIOError("gone")

    monkeypatch.setattr(image, "get_renditions", broken)

    assert draw(image, SHAPES["cover"]) == {}
    assert picture_html({}, {"alt": "<雨>"}) == (
        '<span class="picture-missing">&lt;雨&gt;</span>'
    )
    assert words_instead("") == ""


def test_a_small_picture_is_offered_once_in_each_format():
    image = CustomImageFactory(file__width=60, file__height=60)

    html = picture_html(draw(image, SHAPES["text"]), {"alt": "小"})

    assert html.count("<img") == 1
    assert 'alt="小"' in html
