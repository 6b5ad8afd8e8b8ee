"""Moon over water, the overlapping wave pattern, rain on a pond."""

import math

from PIL import ImageDraw

from demo.drawing.canvas import Canvas
from demo.drawing.palette import mix
from demo.drawing.shapes import land, rolling


def moon(canvas: Canvas) -> None:
    """A full moon above a still lake and its broken path of light."""
    rng, colours = canvas.rng, canvas.palette
    shore = canvas.h * rng.uniform(0.56, 0.64)
    level = shore / canvas.h
    canvas.sky(
        (0, colours.deep),
        (level * 0.75, colours.tones[4]),
        (level, mix(colours.tones[3], colours.tones[2], 0.5)),
        (level + 0.001, colours.tones[4]),
        (1, colours.deep),
    )
    centre = (canvas.w * rng.uniform(0.28, 0.72), shore * rng.uniform(0.36, 0.5))
    radius = rng.uniform(62, 96) * canvas.u
    canvas.glow(centre, radius * 6, colours.glow, 0.5)
    canvas.disc(centre, radius, mix(colours.glow, (255, 255, 255), 0.25))
    for share in (0.35, 0.75):
        heights = [
            max(0.0, value) for value in rolling(rng, 161, rng.uniform(0.9, 1.8))
        ]
        outline = land(
            heights, (canvas.w, round(shore)), shore, 95 * canvas.u * (1.2 - share)
        )
        canvas.pen().polygon(outline, fill=mix(colours.tones[3], colours.deep, share))
    _glints(canvas, centre[0], shore, radius)


def _glints(canvas: Canvas, x: float, shore: float, radius: float) -> None:
    rng = canvas.rng
    mask = canvas.mask()
    pen = ImageDraw.Draw(mask)
    for _ in range(420):
        depth = rng.random() ** 1.4
        y = shore + 6 * canvas.u + depth * (canvas.h - shore)
        spread = radius * (0.35 + 1.9 * depth)
        far = rng.gauss(0, 1)
        half = rng.uniform(8, 34) * canvas.u * (0.35 + depth)
        value = round(225 * math.exp(-(far**2) / 1.6) * (1 - 0.55 * depth))
        left = x + far * spread - half
        tall = (1 + 3.2 * depth) * canvas.u
        pen.ellipse((left, y, left + 2 * half, y + tall), fill=value)
    canvas.fill(canvas.palette.glow, mask)


def waves(canvas: Canvas) -> None:
    """Rows of overlapping arcs, the 海水纹 of robes and porcelain, under a sun."""
    rng, colours = canvas.rng, canvas.palette
    canvas.sky((0, colours.glow), (0.5, colours.paper), (1, colours.tones[0]))
    top = rng.uniform(0.36, 0.52)
    sun = (canvas.w * rng.uniform(0.2, 0.8), canvas.h * (top - 0.05))
    canvas.glow(sun, 420 * canvas.u, colours.accent, 0.3)
    canvas.disc(sun, rng.uniform(105, 165) * canvas.u, colours.accent)
    radius = rng.choice((88, 108, 132)) * canvas.u
    rows = math.ceil(canvas.h * (1 - top) / (radius * 0.5)) + 2
    phase = rng.uniform(0, math.tau)
    for row in range(rows):
        share = row / rows
        for column in range(-1, math.ceil(canvas.w / radius / 2) + 2):
            x = column * 2 * radius + (row % 2) * radius
            swell = 26 * canvas.u * math.sin(x / canvas.w * math.tau + phase)
            y = canvas.h * top + radius + row * radius * 0.5 + swell * (1 - share)
            _scale(canvas, x, y, radius, share)


def _scale(canvas: Canvas, x: float, y: float, radius: float, share: float) -> None:
    colours, pen = canvas.palette, canvas.pen()
    dark = mix(colours.tones[2], colours.tones[4], share**0.8)
    light = mix(colours.paper, colours.tones[1], share * 0.8)
    for ring in range(5):
        reach = radius * (1 - ring * 0.2)
        box = (x - reach, y - reach, x + reach, y + reach)
        pen.ellipse(box, fill=light)
        inner = reach - radius * 0.045
        pen.ellipse((x - inner, y - inner, x + inner, y + inner), fill=dark)
        dark = mix(dark, light, 0.16)


def rain(canvas: Canvas) -> None:
    """Fine slanting rain above a pond full of rings."""
    rng, colours = canvas.rng, canvas.palette
    canvas.sky(
        (0, colours.tones[3]),
        (0.45, colours.tones[1]),
        (0.56, colours.tones[0]),
        (0.6, colours.tones[2]),
        (1, colours.tones[4]),
    )
    heights = rolling(rng, 161, 1.3)
    outline = land(
        heights, (canvas.w, round(canvas.h * 0.585)), canvas.h * 0.51, 30 * canvas.u
    )
    canvas.fill(colours.tones[3], canvas.shape(outline, 120))
    _rings(canvas)
    mask = canvas.mask()
    pen = ImageDraw.Draw(mask)
    slant = rng.choice((-1, 1)) * rng.uniform(0.1, 0.2)
    for _ in range(330):
        x, y = rng.uniform(-0.1, 1.1) * canvas.w, rng.uniform(-0.1, 0.8) * canvas.h
        length = rng.uniform(40, 170) * canvas.u
        end = (x + slant * length, y + length)
        pen.line(
            ((x, y), end), fill=rng.randrange(30, 120), width=round(1.6 * canvas.u)
        )
    canvas.fill(colours.paper, mask)


def _rings(canvas: Canvas) -> None:
    rng = canvas.rng
    mask = canvas.mask()
    pen = ImageDraw.Draw(mask)
    for _ in range(26):
        depth = rng.random()
        x, y = rng.uniform(0, canvas.w), canvas.h * (0.63 + 0.36 * depth)
        reach = rng.uniform(24, 120) * canvas.u * (0.3 + depth)
        for ring in range(rng.randrange(1, 4)):
            half = reach * (1 - ring * 0.3)
            box = (x - half, y - half * 0.3, x + half, y + half * 0.3)
            pen.ellipse(
                box, outline=105 - ring * 28, width=round((1 + 1.6 * depth) * canvas.u)
            )
    canvas.fill(canvas.palette.paper, mask)
