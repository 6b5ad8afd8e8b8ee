"""Pictures cut from one field of noise: contours, and raked sand."""

import math

from PIL import Image, ImageChops, ImageDraw

from demo.drawing.canvas import Canvas
from demo.drawing.palette import mix
from demo.drawing.shapes import above, noise

Stone = tuple[float, float, float]
SHARP = 26000.0  # field units to grey levels: an edge about two pixels wide


def contour(canvas: Canvas) -> None:
    """A map in coloured paper: each height lies on the one below, with thin lines."""
    rng, colours = canvas.rng, canvas.palette
    half = (canvas.w // 2, canvas.h // 2)
    field = noise(rng, half, (rng.choice((5, 6)), 9))
    ramp = [colours.tones[4], *colours.tones[4:0:-1], colours.tones[0], colours.paper]
    if rng.random() < 0.5:
        ramp.reverse()
    canvas.image = canvas.image.resize(half)
    canvas.image.paste(ramp[0], (0, 0, *half))
    count = 8
    for i in range(1, count):
        level = -1.0 + 2.0 * i / count
        mask = above(field, level, SHARP)
        colour = ramp[min(i * len(ramp) // count, len(ramp) - 1)]
        shade = above(field, level - 0.02, SHARP / 9)
        canvas.image.paste(colours.deep, (0, 0), shade.point(lambda value: value // 7))
        canvas.image.paste(
            mix(colour, colours.accent, 0.9 if i == count - 1 else 0), (0, 0), mask
        )
    for i in range(count * 2):
        _isoline(canvas, field, -1.0 + 2.0 * i / count / 2)
    canvas.image = canvas.image.resize(canvas.size)


def _isoline(canvas: Canvas, field: Image.Image, level: float) -> None:
    lower = above(field, level + 0.011, SHARP)
    line = ImageChops.subtract(above(field, level, SHARP), lower)
    canvas.image.paste(canvas.palette.paper, (0, 0), line.point(lambda v: v // 5))


def sand(canvas: Canvas) -> None:
    """A dry garden: raked lines flowing round a few stones."""
    rng, colours = canvas.rng, canvas.palette
    canvas.sky((0, colours.tones[0]), (1, mix(colours.tones[0], colours.tones[1], 0.7)))
    stones = _scattered(canvas, rng.randrange(2, 5))
    light, dark = canvas.mask(), canvas.mask()
    phase, step = rng.uniform(0, math.tau), 16 * canvas.u
    width = round(4 * canvas.u)
    for row in range(-14, math.ceil(canvas.h / step) + 14):
        line = _raked(canvas, row * step, stones, phase)
        ImageDraw.Draw(light).line(line, fill=230, width=width, joint="curve")
        under = [(x, y + 4 * canvas.u) for x, y in line]
        ImageDraw.Draw(dark).line(under, fill=120, width=width, joint="curve")
    canvas.fill(colours.tones[2], dark)
    canvas.fill(colours.paper, light)
    for stone in stones:
        _stone(canvas, stone)


def _scattered(canvas: Canvas, count: int) -> list[Stone]:
    rng = canvas.rng
    stones: list[Stone] = []
    while len(stones) < count:
        x, y = canvas.w * rng.uniform(0.15, 0.85), canvas.h * rng.uniform(0.22, 0.78)
        reach = rng.uniform(46, 112) * canvas.u
        if all(math.dist((x, y), (a, b)) > 2.6 * (reach + r) for a, b, r in stones):
            stones.append((x, y, reach))
    return stones


def _raked(
    canvas: Canvas, base: float, stones: list[Stone], phase: float
) -> list[tuple[float, float]]:
    def swell(x: float) -> float:
        return 26 * canvas.u * math.sin(x / canvas.w * 5 + phase)

    line = []
    for i in range(141):
        x = i / 140 * canvas.w
        y = base + swell(x)
        for sx, sy, reach in stones:
            # One side for the whole line, or it would jump across the stone.
            side = base + swell(sx) - sy
            push = reach * 1.5 * math.exp(-abs(side) / (reach * 1.9))
            push *= math.exp(-(((x - sx) / (reach * 1.7)) ** 2))
            y += math.copysign(push, side)
        line.append((x, y))
    return line


def _stone(canvas: Canvas, stone: Stone) -> None:
    rng, colours = canvas.rng, canvas.palette
    x, y, reach = stone
    turn = rng.uniform(0, math.tau)
    wobble = [rng.uniform(0.86, 1.04) for _ in range(7)]
    outline = []
    for i in range(84):
        angle = i / 84 * math.tau
        place = (angle + turn) / math.tau * 7
        low, share = int(place) % 7, place % 1
        share = share * share * (3 - 2 * share)
        bulge = wobble[low] * (1 - share) + wobble[(low + 1) % 7] * share
        outline.append(
            (
                x + math.cos(angle) * reach * bulge,
                y + math.sin(angle) * reach * 0.8 * bulge,
            )
        )
    mask = canvas.shape(outline)
    canvas.shadow(mask, (reach * 0.16, reach * 0.24), reach * 0.16, 0.55)
    canvas.fill(mix(colours.tones[3], colours.tones[4], 0.6), mask)
    shine = canvas.shape([(px - reach * 0.16, py - reach * 0.2) for px, py in outline])
    canvas.fill(
        colours.tones[2],
        ImageChops.multiply(mask, shine).point(lambda value: value // 3),
    )
