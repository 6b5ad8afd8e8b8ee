"""Figures of the compass: arcs on a grid, and circles on circles."""

import math

from PIL import Image, ImageDraw

from demo.drawing.canvas import Canvas
from demo.drawing.palette import Colour, mix


def arcs(canvas: Canvas) -> None:
    """Quarter rings on square tiles, joining into wandering ribbons."""
    rng, colours = canvas.rng, canvas.palette
    side = math.ceil(canvas.h / rng.choice((3, 4, 5)))
    ribbon, core = rng.sample(
        [
            colours.tones[4],
            colours.tones[3],
            mix(colours.accent, colours.tones[0], 0.2),
        ],
        k=2,
    )
    ground = colours.paper
    for row in range(math.ceil(canvas.h / side)):
        for column in range(math.ceil(canvas.w / side)):
            tile = Image.new("RGB", (side, side), ground)
            corners = [(0, 0), (side, side)]
            if rng.random() < 0.5:
                corners = [(side, 0), (0, side)]
            rng.shuffle(corners)
            for corner in corners:
                _ribbon(tile, corner, (ribbon, colours.tones[1], core), ground)
            canvas.image.paste(tile, (column * side, row * side))


def _ribbon(
    tile: Image.Image,
    centre: tuple[int, int],
    shades: tuple[Colour, Colour, Colour],
    ground: Colour,
) -> None:
    """Bands lie the same way on both sides of the tile's middle, so that they join."""
    pen, side = ImageDraw.Draw(tile), tile.width
    outer, middle, core = shades
    bands = (0.86, outer), (0.68, middle), (0.56, core), (0.44, middle), (0.32, outer)
    for share, shade in (*bands, (0.14, ground)):
        reach = side * share
        x, y = centre
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=shade)


def orbits(canvas: Canvas) -> None:
    """Fine circles round one centre with bodies on them, half day and half night."""
    rng, colours = canvas.rng, canvas.palette
    night = rng.random() < 0.5
    low, high = (
        (colours.deep, colours.tones[4]) if night else (colours.paper, colours.tones[0])
    )
    line = mix(colours.glow, low, 0.45) if night else colours.tones[2]
    canvas.sky((0, low), (1, high))
    centre = (canvas.w * rng.uniform(0.24, 0.76), canvas.h * rng.uniform(0.42, 0.62))
    canvas.glow(centre, 420 * canvas.u, colours.glow, 0.55)
    radius = 92 * canvas.u
    core = radius * rng.uniform(0.55, 0.8)
    while radius < canvas.w * 0.9:
        radius *= rng.uniform(1.12, 1.34)
        box = (
            centre[0] - radius,
            centre[1] - radius,
            centre[0] + radius,
            centre[1] + radius,
        )
        canvas.pen().ellipse(
            box, outline=line, width=round(rng.choice((1.4, 1.4, 2.6)) * canvas.u)
        )
        for _ in range(rng.randrange(1, 3)):
            angle = rng.uniform(0, math.tau)
            at = (
                centre[0] + math.cos(angle) * radius,
                centre[1] + math.sin(angle) * radius,
            )
            _body(canvas, at, rng.uniform(7, 36) * canvas.u, low)
    canvas.disc(centre, core, colours.accent)


def _body(
    canvas: Canvas, at: tuple[float, float], radius: float, ground: Colour
) -> None:
    rng, colours = canvas.rng, canvas.palette
    canvas.disc(at, radius + 5 * canvas.u, ground)
    shade = rng.choice((*colours.tones[1:4], colours.glow))
    canvas.disc(at, radius, shade)
    x, y = at
    turn = rng.choice((90, 120, 60))
    box = (x - radius, y - radius, x + radius, y + radius)
    canvas.pen().chord(box, turn - 90, turn + 90, fill=mix(shade, colours.deep, 0.35))
