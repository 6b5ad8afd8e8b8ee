"""Window lattices of the Song manner, lit from behind."""

import math
from collections.abc import Callable

from PIL import ImageDraw

from demo.drawing.canvas import Canvas
from demo.drawing.palette import mix
from demo.drawing.shapes import leaf

Pen = ImageDraw.ImageDraw


def window(canvas: Canvas) -> None:
    """Wooden bars before evening light, a moon and the shadow of leaves."""
    rng, colours = canvas.rng, canvas.palette
    canvas.sky(
        (0, colours.tones[1]),
        (0.55, colours.glow),
        (1, mix(colours.glow, colours.accent, 0.25)),
    )
    moon = (canvas.w * rng.uniform(0.3, 0.7), canvas.h * rng.uniform(0.35, 0.6))
    canvas.glow(moon, 560 * canvas.u, colours.paper, 0.9)
    canvas.disc(
        moon, rng.uniform(120, 170) * canvas.u, mix(colours.accent, colours.glow, 0.3)
    )
    _leaves(canvas)
    bars = canvas.mask()
    pattern = rng.choice(PATTERNS)
    pattern(canvas, ImageDraw.Draw(bars))
    _frame(canvas, ImageDraw.Draw(bars))
    canvas.shadow(bars, (10 * canvas.u, 16 * canvas.u), 16 * canvas.u, 0.4)
    canvas.fill(mix(colours.tones[4], colours.deep, 0.55), bars)


def _leaves(canvas: Canvas) -> None:
    rng, colours, pen = canvas.rng, canvas.palette, canvas.pen()
    x = canvas.w * rng.choice((0.12, 0.88))
    for _ in range(34):
        root = (x + rng.gauss(0, 250) * canvas.u, canvas.h * rng.uniform(0.25, 1.05))
        size = rng.uniform(90, 190) * canvas.u
        angle = math.pi / 2 + rng.gauss(0, 0.6)
        shade = mix(colours.glow, colours.tones[2], rng.uniform(0.25, 0.75))
        pen.polygon(leaf(root, angle, size, size * 0.09), fill=shade)


def _frame(canvas: Canvas, pen: Pen) -> None:
    edge = round(34 * canvas.u)
    pen.rectangle((0, 0, canvas.w, canvas.h), outline=255, width=edge)
    inset = edge + 18 * canvas.u
    pen.rectangle(
        (inset, inset, canvas.w - inset, canvas.h - inset),
        outline=255,
        width=round(9 * canvas.u),
    )
    for third in (1, 2):
        x = canvas.w * third / 3
        pen.rectangle((x - edge * 0.45, 0, x + edge * 0.45, canvas.h), fill=255)


def _hexagons(canvas: Canvas, pen: Pen) -> None:
    side = canvas.rng.uniform(70, 96) * canvas.u
    width = round(9 * canvas.u)
    for row in range(-1, math.ceil(canvas.h / side / 1.732 * 2) + 2):
        for column in range(-1, math.ceil(canvas.w / side / 3) + 2):
            x = column * side * 3 + (row % 2) * side * 1.5
            y = row * side * 0.866
            corners = [
                (
                    x + side * math.cos(i * math.pi / 3),
                    y + side * math.sin(i * math.pi / 3),
                )
                for i in range(7)
            ]
            pen.line(corners, fill=255, width=width, joint="curve")


def _stepped(canvas: Canvas, pen: Pen) -> None:
    unit = canvas.rng.uniform(105, 135) * canvas.u
    width = round(9 * canvas.u)
    for row in range(-1, math.ceil(canvas.h / unit) + 2):
        for column in range(-1, math.ceil(canvas.w / unit) + 2):
            x, y = column * unit, row * unit
            if (row + column) % 2:
                pen.rectangle((x, y, x + unit, y + unit), outline=255, width=width)
                inner = unit * 0.3
                pen.rectangle(
                    (x + inner, y + inner, x + unit - inner, y + unit - inner),
                    outline=255,
                    width=width,
                )
                continue
            middle = unit / 2
            pen.line(
                ((x + middle, y - unit * 0.7), (x + middle, y + unit * 1.7)),
                fill=255,
                width=width,
            )
            pen.line(
                ((x - unit * 0.7, y + middle), (x + unit * 1.7, y + middle)),
                fill=255,
                width=width,
            )


def _diamonds(canvas: Canvas, pen: Pen) -> None:
    unit = canvas.rng.uniform(120, 160) * canvas.u
    width = round(8 * canvas.u)
    reach = math.ceil((canvas.w + canvas.h) / unit) + 1
    for i in range(-reach, reach):
        x = i * unit
        pen.line(((x, 0), (x + canvas.h, canvas.h)), fill=255, width=width)
        pen.line(((x, canvas.h), (x + canvas.h, 0)), fill=255, width=width)
    ring = unit * 0.2
    for row in range(math.ceil(canvas.h / unit * 2) + 1):
        for column in range(-1, math.ceil(canvas.w / unit) + 1):
            x = column * unit + (canvas.h / 2 % unit) + (row % 2) * unit / 2
            y = canvas.h / 2 + (row - math.ceil(canvas.h / unit)) * unit / 2
            pen.ellipse(
                (x - ring, y - ring, x + ring, y + ring), outline=255, width=width
            )


def _cracked(canvas: Canvas, pen: Pen) -> None:
    """Cut the pane again and again, as 冰裂纹 does."""
    rng = canvas.rng
    full = [(0.0, 0.0), (canvas.w, 0.0), (canvas.w, canvas.h), (0.0, canvas.h)]
    panes = [full]
    while len(panes) < 96:
        panes.sort(key=_area)
        panes += _cut(panes.pop(), rng.uniform(0.36, 0.64), rng.uniform(0.36, 0.64))
    for pane in panes:
        pen.line([*pane, pane[0]], fill=255, width=round(9 * canvas.u), joint="curve")


def _area(pane: list[tuple[float, float]]) -> float:
    turned = [*pane[1:], pane[0]]
    return (
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(pane, turned, strict=True)))
        / 2
    )


def _cut(
    pane: list[tuple[float, float]], first: float, second: float
) -> list[list[tuple[float, float]]]:
    count = len(pane)
    lengths = [math.dist(pane[i], pane[(i + 1) % count]) for i in range(count)]
    i = lengths.index(max(lengths))
    j = (i + count // 2) % count
    start, end = _on(pane, i, first), _on(pane, j, second)
    low, high, a, b = (i, j, start, end) if i < j else (j, i, end, start)
    return [
        [a, *pane[low + 1 : high + 1], b],
        [b, *pane[high + 1 :], *pane[: low + 1], a],
    ]


def _on(
    pane: list[tuple[float, float]], side: int, share: float
) -> tuple[float, float]:
    a, b = pane[side], pane[(side + 1) % len(pane)]
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


PATTERNS: tuple[Callable[[Canvas, Pen], None], ...] = (
    _hexagons,
    _stepped,
    _diamonds,
    _cracked,
)
