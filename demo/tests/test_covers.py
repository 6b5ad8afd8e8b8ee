import hashlib

import pytest
from PIL import Image, ImageStat

from demo.covers import STYLES, draw, draw_avatar, style_of

SMALL = (320, 180)


def digest(image: Image.Image) -> str:
    return hashlib.sha256(image.tobytes()).hexdigest()


def test_there_are_many_styles():
    assert len(STYLES) == 18


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_key_gives_the_same_bytes_and_another_key_other_ones(style):
    first = draw(f"{style}-dawn", SMALL)

    assert (first.size, first.mode) == (SMALL, "RGB")
    assert digest(draw(f"{style}-dawn", SMALL)) == digest(first)
    assert digest(draw(f"{style}-dusk", SMALL)) != digest(first)


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_picture_is_neither_blank_nor_flat(style):
    shades = ImageStat.Stat(draw(f"{style}-noon", SMALL).convert("L"))

    assert shades.stddev[0] > 5
    assert 25 < shades.mean[0] < 245


@pytest.mark.parametrize("size", [(64, 64), (501, 283), (300, 600)])
def test_any_size(size):
    assert all(draw(f"{style}-x", size).size == size for style in STYLES)


def test_the_full_size_is_the_default():
    assert draw("ink-x").size == (1600, 900)


def test_a_key_without_a_style_still_has_one():
    assert style_of("春江") is style_of("春江")
    assert len({style_of(f"key{i}") for i in range(60)}) > 9


def test_avatars():
    first = draw_avatar("ink-noon", 120)

    assert (first.size, first.mode) == (((120, 120)), "RGB")
    assert digest(draw_avatar("ink-noon", 120)) == digest(first)
    assert digest(draw_avatar("ink-dawn", 120)) != digest(first)
    assert draw_avatar("waves-x").size == (400, 400)
