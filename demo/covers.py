"""Cover pictures and avatars of the demo library, drawn by code from a key."""

from collections.abc import Callable

from PIL import Image, ImageDraw

from demo.drawing.canvas import Canvas, generator
from demo.drawing.fields import contour, sand
from demo.drawing.geometry import arcs, orbits
from demo.drawing.lattice import window
from demo.drawing.mountains import hills, ink
from demo.drawing.night import city, stars
from demo.drawing.objects import books, vessels
from demo.drawing.palette import mix
from demo.drawing.patterns import terrazzo, weave
from demo.drawing.plants import bamboo, branch
from demo.drawing.water import moon, rain, waves

Style = Callable[[Canvas], None]

STYLES: dict[str, Style] = {
    style.__name__: style
    for style in (
        arcs,
        bamboo,
        books,
        branch,
        city,
        contour,
        hills,
        ink,
        moon,
        orbits,
        rain,
        sand,
        stars,
        terrazzo,
        vessels,
        waves,
        weave,
        window,
    )
}


def style_of(key: str) -> Style:
    """The style named before the first hyphen, or one drawn from the whole key."""
    name = key.partition("-")[0]
    if name in STYLES:
        return STYLES[name]
    return STYLES[generator(f"style:{key}").choice(sorted(STYLES))]


def draw(key: str, size: tuple[int, int] = (1600, 900)) -> Image.Image:
    """The picture for `key`, the same bytes on every call, in pixels of `size`.

    A key such as `waves-tide` asks for a style by name; the rest varies it.
    """
    canvas = Canvas(key, size)
    style_of(key)(canvas)
    return canvas.finish()


def draw_avatar(key: str, size: int = 400) -> Image.Image:
    """A square portrait without a face: the key's picture seen through a moon gate."""
    canvas = Canvas(key, (size, size))
    style_of(key)(canvas)
    view, colours = canvas.image, canvas.palette
    canvas.image = Image.new(
        "RGB", canvas.size, mix(colours.paper, colours.tones[0], 0.4)
    )
    gate = canvas.mask()
    inset = canvas.w * 0.07
    box = (inset, inset, canvas.w - inset, canvas.h - inset)
    ImageDraw.Draw(gate).ellipse(box, fill=255)
    canvas.image.paste(view, (0, 0), gate)
    canvas.pen().ellipse(box, outline=colours.tones[4], width=round(canvas.w * 0.014))
    return canvas.finish()
