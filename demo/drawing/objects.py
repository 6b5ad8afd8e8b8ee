"""Still lives: bowls and jars on a table, and spines on a shelf."""

import math

from demo.drawing.canvas import Canvas, Point
from demo.drawing.palette import Colour, mix
from demo.drawing.shapes import leaf

# Half-widths from lip to foot of vessels one unit high.
PROFILES: dict[str, tuple[float, tuple[float, ...]]] = {
    "bowl": (0.55, (0.62, 0.6, 0.56, 0.49, 0.38, 0.26, 0.24)),
    "cup": (0.5, (0.3, 0.3, 0.295, 0.28, 0.24, 0.17, 0.17)),
    "jar": (1.0, (0.2, 0.19, 0.34, 0.43, 0.42, 0.36, 0.27)),
    "vase": (1.35, (0.13, 0.08, 0.08, 0.2, 0.33, 0.3, 0.17)),
    "pot": (0.78, (0.22, 0.4, 0.47, 0.48, 0.44, 0.36, 0.28)),
    "plate": (0.16, (0.62, 0.58, 0.5, 0.42, 0.34, 0.26, 0.26)),
}


def vessels(canvas: Canvas) -> None:
    """Three to five vessels in a row, a quiet wall and a round light behind."""
    rng, colours = canvas.rng, canvas.palette
    table = canvas.h * rng.uniform(0.72, 0.78)
    level = table / canvas.h
    canvas.sky(
        (0, colours.tones[0]),
        (level, colours.paper),
        (level + 0.001, colours.tones[1]),
        (1, mix(colours.tones[1], colours.tones[2], 0.6)),
    )
    sun = (canvas.w * rng.uniform(0.3, 0.7), canvas.h * 0.42)
    canvas.disc(
        sun, rng.uniform(190, 250) * canvas.u, mix(colours.glow, colours.tones[1], 0.35)
    )
    names = rng.sample(sorted(PROFILES), k=rng.randrange(3, 5))
    glazes = rng.sample([*colours.tones[1:], colours.accent], k=len(names))
    unit = 300 * canvas.u
    widths = [2 * max(PROFILES[name][1]) * unit for name in names]
    space = 36 * canvas.u
    x = (canvas.w - sum(widths) - space * (len(names) - 1)) / 2
    for name, glaze, width in zip(names, glazes, widths, strict=True):
        foot = table + rng.uniform(30, 95) * canvas.u
        _vessel(canvas, name, (x + width / 2, foot), unit, glaze)
        x += width + space


def _vessel(canvas: Canvas, name: str, foot: Point, unit: float, glaze: Colour) -> None:
    height, profile = PROFILES[name]
    outline = _turned(profile, foot, height * unit, unit)
    mask = canvas.shape(outline)
    canvas.shadow(mask, (30 * canvas.u, 12 * canvas.u), 22 * canvas.u, 0.42)
    if name == "vase":
        _twig(canvas, (foot[0], foot[1] - height * unit))
    canvas.fill(glaze, mask)
    canvas.light(mask, canvas.palette.paper, ((0, 20), (0.3, 70), (0.55, 0), (1, 0)))
    canvas.light(mask, canvas.palette.deep, ((0, 25), (0.25, 0), (0.5, 8), (1, 120)))
    _lip(canvas, (foot[0], foot[1] - height * unit), profile[0] * unit, glaze)


def _turned(
    profile: tuple[float, ...], foot: Point, tall: float, unit: float
) -> list[Point]:
    """The outline of a pot turned on a wheel, smooth between the given half-widths."""
    right: list[Point] = []
    last = len(profile) - 1
    knots = (2 * profile[0] - profile[1], *profile, profile[-1])
    for i in range(61):
        low = min(int(i / 60 * last), last - 1)
        half = _curve(knots[low : low + 4], i / 60 * last - low)
        right.append((foot[0] + half * unit, foot[1] - tall * (1 - i / 60)))
    return right + [(2 * foot[0] - x, y) for x, y in reversed(right)]


def _curve(knots: tuple[float, ...], t: float) -> float:
    """Catmull-Rom between the second and the third of four knots."""
    a, b, c, d = knots
    bend = 2 * a - 5 * b + 4 * c - d
    return 0.5 * (2 * b + (c - a) * t + bend * t**2 + (3 * b - a - 3 * c + d) * t**3)


def _lip(canvas: Canvas, centre: Point, half: float, glaze: Colour) -> None:
    pen, (x, y) = canvas.pen(), centre
    rise = half * 0.11
    box = (x - half, y - rise, x + half, y + rise)
    pen.ellipse(box, fill=mix(glaze, canvas.palette.paper, 0.3))
    inner = half * 0.94
    box = (x - inner, y - rise * 0.76, x + inner, y + rise * 0.9)
    pen.ellipse(box, fill=mix(glaze, canvas.palette.deep, 0.5))


def _twig(canvas: Canvas, root: Point) -> None:
    rng, colours, pen = canvas.rng, canvas.palette, canvas.pen()
    at, angle = root, -math.pi / 2 + rng.uniform(-0.25, 0.25)
    for _ in range(7):
        angle += rng.gauss(0, 0.18)
        tip = (
            at[0] + math.cos(angle) * 38 * canvas.u,
            at[1] + math.sin(angle) * 38 * canvas.u,
        )
        pen.line((at, tip), fill=colours.deep, width=round(4 * canvas.u))
        side = angle + rng.choice((-1, 1)) * rng.uniform(0.5, 1)
        size = rng.uniform(44, 72) * canvas.u
        pen.polygon(
            leaf(tip, side, size, size * 0.17),
            fill=mix(colours.tones[4], colours.tones[2], rng.random() * 0.5),
        )
        at = tip


def books(canvas: Canvas) -> None:
    """Two shelves of cloth spines, a few leaning, one in the accent colour."""
    colours = canvas.palette
    canvas.sky((0, mix(colours.tones[0], colours.paper, 0.3)), (1, colours.tones[0]))
    for shelf in range(2):
        board = canvas.h * (0.49 + 0.48 * shelf)
        _row(canvas, board)
        thick = 26 * canvas.u
        mask = canvas.shape(
            [
                (0, board),
                (canvas.w, board),
                (canvas.w, board + thick),
                (0, board + thick),
            ]
        )
        canvas.shadow(mask, (0, 22 * canvas.u), 16 * canvas.u, 0.35)
        canvas.fill(mix(colours.tones[4], colours.deep, 0.4), mask)


def _row(canvas: Canvas, board: float) -> None:
    rng, colours = canvas.rng, canvas.palette
    x = rng.uniform(40, 150) * canvas.u
    tallest = canvas.h * 0.4
    while x < canvas.w - 60 * canvas.u:
        thick, tall = rng.uniform(26, 74) * canvas.u, tallest * rng.uniform(0.62, 0.98)
        lean = tall * 0.16 if rng.random() < 0.07 else 0.0
        shade = colours.accent if rng.random() < 0.09 else rng.choice(colours.tones[1:])
        _spine(canvas, (x, board), (thick, tall, lean), shade)
        x += thick + 2.5 * canvas.u + lean
        if rng.random() < 0.06:
            x += rng.uniform(70, 170) * canvas.u


def _spine(
    canvas: Canvas, foot: Point, shape: tuple[float, float, float], shade: Colour
) -> None:
    rng, colours, pen = canvas.rng, canvas.palette, canvas.pen()
    (x, y), (thick, tall, lean) = foot, shape

    def across(low: float, high: float, left: float, right: float) -> list[Point]:
        return [
            (x + lean * low + thick * left, y - tall * low),
            (x + lean * low + thick * right, y - tall * low),
            (x + lean * high + thick * right, y - tall * high),
            (x + lean * high + thick * left, y - tall * high),
        ]

    pen.polygon(across(0, 1, 0, 1), fill=shade)
    pen.polygon(across(0, 1, 0, 0.16), fill=mix(shade, colours.paper, 0.22))
    pen.polygon(across(0, 1, 0.86, 1), fill=mix(shade, colours.deep, 0.3))
    trim = mix(shade, colours.glow, 0.65)
    kind = rng.randrange(4)
    if kind < 2:
        pen.polygon(across(0.1, 0.115, 0.05, 0.95), fill=trim)
        pen.polygon(across(0.86, 0.875, 0.05, 0.95), fill=trim)
    if kind in (1, 2):
        pen.polygon(across(0.5, 0.78, 0.3, 0.7), fill=trim)
