"""Colour families named after traditional Chinese colours."""

from dataclasses import dataclass
from random import Random

from PIL import ImageColor

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Palette:
    """One family: paper, five tones from light to dark, night, accent and glow."""

    name: str
    paper: Colour
    tones: tuple[Colour, ...]
    deep: Colour
    accent: Colour
    glow: Colour


def rgb(text: str) -> Colour:
    """The three channels of `#rrggbb`; ValueError for anything else."""
    red, green, blue, *_ = ImageColor.getrgb(text)
    return red, green, blue


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`first` at share 0, `second` at share 1, in between a straight blend."""
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(first, second, strict=True)
    )
    return red, green, blue


def _family(name: str, colours: str) -> Palette:
    paper, *tones, deep, accent, glow = (rgb(code) for code in colours.split())
    return Palette(name, paper, tuple(tones), deep, accent, glow)


PALETTES = tuple(
    _family(name, colours)
    for name, colours in (
        (
            "天青",
            "#eef3ee #d3e4df #a6c5c0 #7ba3a1 #517a7e #2f525b #1a3440 #c8553d #f6e7c6",
        ),
        (
            "胭脂",
            "#f8ece1 #f0d2c1 #dfa590 #c2736a #96464f #612d3d #33182a #e9b25a #ffe6c2",
        ),
        (
            "竹青",
            "#f3f4e6 #dce3c3 #b3c397 #86a072 #5a7a55 #35543f #1c3329 #c65a35 #f7ecc4",
        ),
        (
            "黛蓝",
            "#eef0f2 #d2dae3 #a3b3c5 #71889f #475f79 #2b3d54 #152138 #d9a441 #f8ecc9",
        ),
        (
            "赭石",
            "#f6efe2 #ead7b8 #d3b184 #b0834f #845a33 #573a24 #2c1e18 #47757a #fbe8c6",
        ),
        (
            "藕荷",
            "#f7f0ee #ead6da #cfb1bc #a8879b #79607d #4d4060 #29233f #d98e4a #fde5cf",
        ),
        (
            "秋香",
            "#f8f2dd #eedda3 #dbba62 #b8903f #846930 #504426 #2a2618 #a83c32 #fdf0c4",
        ),
        (
            "墨",
            "#f4f1ea #dcdad3 #b3b5b2 #83898a #555d61 #32383d #191c21 #b5352c #f6ead2",
        ),
        (
            "石青",
            "#f1f3ea #cfe0e0 #93bcc4 #4f91a5 #2a6785 #1b4561 #0f2740 #d96f4a #f9ebc8",
        ),
    )
)


def palette_for(rng: Random) -> Palette:
    """One of the families; the same generator state always gives the same one."""
    return PALETTES[rng.randrange(len(PALETTES))]
