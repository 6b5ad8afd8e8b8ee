"""Bamboo against the moon, and a branch of ginkgo-like round leaves."""

import math

from PIL import ImageDraw

from demo.drawing.canvas import Canvas, Point
from demo.drawing.palette import Colour, mix
from demo.drawing.shapes import leaf


def bamboo(canvas: Canvas) -> None:
    """Stalks and leaves in three depths before a pale moon."""
    rng, colours = canvas.rng, canvas.palette
    canvas.sky((0, colours.tones[0]), (0.6, colours.paper), (1, colours.tones[0]))
    right = rng.random() < 0.5
    moon_x = canvas.w * (rng.uniform(0.24, 0.36) if right else rng.uniform(0.64, 0.76))
    moon = (moon_x, canvas.h * rng.uniform(0.34, 0.46))
    canvas.glow(moon, 420 * canvas.u, colours.glow, 0.9)
    canvas.disc(
        moon, rng.uniform(130, 170) * canvas.u, mix(colours.glow, colours.accent, 0.18)
    )
    for depth in (0.0, 0.5, 1.0):
        shade = mix(colours.tones[1], colours.tones[4], depth**0.8)
        for _ in range(2 if depth == 1 else 3):
            away = rng.uniform(0.04, 0.42)
            x = canvas.w * (1 - away if right else away)
            _stalk(canvas, x, (9 + 13 * depth) * canvas.u, shade)


def _stalk(canvas: Canvas, x: float, width: float, shade: Colour) -> None:
    rng, pen = canvas.rng, canvas.pen()
    lean = rng.uniform(-0.06, 0.06)
    y, gap = canvas.h * 1.02, rng.uniform(130, 190) * canvas.u
    while y > -gap:
        top = y - gap
        left, right = x - width / 2, x + width / 2
        shift = lean * gap
        joint = width * 0.09
        pen.polygon(
            (
                (left - joint, y),
                (left, y - 2 * joint),
                (left + shift, top + 7 * canvas.u),
                (right + shift, top + 7 * canvas.u),
                (right, y - 2 * joint),
                (right + joint, y),
            ),
            fill=shade,
        )
        if rng.random() < 0.75 and y < canvas.h * 0.9:
            _spray(canvas, (x, y), width, shade)
        x, y = x + shift, top
        gap *= 0.97


def _spray(canvas: Canvas, root: Point, width: float, shade: Colour) -> None:
    rng, pen = canvas.rng, canvas.pen()
    way = rng.choice((-1, 1))
    angle = -math.pi / 2 + way * rng.uniform(0.7, 1.15)
    length = rng.uniform(110, 200) * canvas.u
    tip = (root[0] + math.cos(angle) * length, root[1] + math.sin(angle) * length)
    pen.line((root, tip), fill=shade, width=max(2, round(width * 0.16)))
    for _ in range(rng.randrange(4, 8)):
        along = rng.uniform(0.45, 1)
        start = (
            root[0] + (tip[0] - root[0]) * along,
            root[1] + (tip[1] - root[1]) * along,
        )
        droop = math.pi / 2 - way * rng.uniform(0.15, 1.35)
        size = rng.uniform(80, 150) * canvas.u
        pen.polygon(
            leaf(start, droop, size, size * rng.uniform(0.055, 0.085)), fill=shade
        )


def branch(canvas: Canvas) -> None:
    """A crooked branch with blossoms or leaves across a plain paper sky."""
    rng, colours = canvas.rng, canvas.palette
    canvas.sky((0, colours.paper), (1, colours.tones[0]))
    sun = (canvas.w * rng.uniform(0.55, 0.75), canvas.h * rng.uniform(0.4, 0.55))
    canvas.disc(
        sun,
        rng.uniform(190, 250) * canvas.u,
        mix(colours.tones[0], colours.tones[1], 0.55),
    )
    buds: list[Point] = []
    start = (-20 * canvas.u, canvas.h * rng.uniform(0.62, 0.86))
    _grow(canvas, start, rng.uniform(-0.5, -0.25), 15, buds)
    mask = canvas.mask()
    pen = ImageDraw.Draw(mask)
    for x, y in buds:
        pen.ellipse(
            (
                x - 12 * canvas.u,
                y - 12 * canvas.u,
                x + 12 * canvas.u,
                y + 12 * canvas.u,
            ),
            fill=255,
        )
    canvas.shadow(mask, (8 * canvas.u, 14 * canvas.u), 14 * canvas.u, 0.25)
    for bud in buds:
        _blossom(canvas, bud)


def _grow(
    canvas: Canvas, at: Point, angle: float, width: float, buds: list[Point]
) -> None:
    rng, pen = canvas.rng, canvas.pen()
    steps = round(7 + width * 0.45)
    for _ in range(steps):
        angle += rng.gauss(0, 0.2) - angle * 0.06
        length = rng.uniform(62, 112) * canvas.u * (0.5 + width / 30)
        tip = (at[0] + math.cos(angle) * length, at[1] + math.sin(angle) * length)
        thick = max(2, round(width * canvas.u))
        pen.line((at, tip), fill=canvas.palette.deep, width=thick)
        half = thick / 2
        pen.ellipse(
            (tip[0] - half, tip[1] - half, tip[0] + half, tip[1] + half),
            fill=canvas.palette.deep,
        )
        if width > 4 and rng.random() < 0.6:
            _grow(
                canvas,
                tip,
                angle + rng.choice((-1, 1)) * rng.uniform(0.5, 0.95),
                width * 0.42,
                buds,
            )
        if width < 9 and rng.random() < 0.62:
            buds.append(
                (
                    tip[0] + rng.gauss(0, 9) * canvas.u,
                    tip[1] + rng.gauss(0, 9) * canvas.u,
                )
            )
        at, width = tip, width * 0.93


def _blossom(canvas: Canvas, centre: Point) -> None:
    rng, colours, pen = canvas.rng, canvas.palette, canvas.pen()
    size = rng.uniform(9, 19) * canvas.u
    turn = rng.uniform(0, math.tau)
    shade = mix(colours.accent, colours.paper, rng.uniform(0, 0.45))
    for petal in range(5):
        angle = turn + petal * math.tau / 5
        x = centre[0] + math.cos(angle) * size * 0.72
        y = centre[1] + math.sin(angle) * size * 0.72
        pen.ellipse(
            (x - size * 0.6, y - size * 0.6, x + size * 0.6, y + size * 0.6), fill=shade
        )
    core = size * 0.24
    x, y = centre
    pen.ellipse((x - core, y - core, x + core, y + core), fill=colours.glow)
