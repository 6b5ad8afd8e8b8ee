"""City windows after dark, and the sky over open country."""

import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from demo.drawing.canvas import Canvas, ramp
from demo.drawing.palette import mix
from demo.drawing.shapes import above, jagged, land, noise


def city(canvas: Canvas) -> None:
    """Three rows of towers, some windows still lit, a moon or none."""
    rng, colours = canvas.rng, canvas.palette
    canvas.sky((0, colours.deep), (0.6, colours.tones[3]), (1, colours.tones[2]))
    moon = (canvas.w * rng.uniform(0.15, 0.85), canvas.h * rng.uniform(0.16, 0.26))
    canvas.glow(moon, 420 * canvas.u, colours.glow, 0.35)
    canvas.disc(moon, rng.uniform(34, 54) * canvas.u, colours.glow)
    for row in range(3):
        share = row / 2
        body = mix(colours.tones[3], colours.deep, 0.25 + 0.6 * share)
        x = -rng.uniform(0, 80) * canvas.u
        while x < canvas.w:
            width = rng.uniform(80, 190) * canvas.u * (0.75 + 0.4 * share)
            low, high = 0.34 + 0.16 * share, 0.62 + 0.16 * share
            roof = canvas.h * rng.uniform(low, high)
            _tower(canvas, (x, roof, x + width, canvas.h), body, share)
            x += width + rng.choice((0, 0, 12, 34)) * canvas.u
        haze = ramp(canvas.size, [(0, 0), (0.6, 0), (1, round(70 * (1 - share)))])
        canvas.fill(colours.tones[2], haze)


def _tower(
    canvas: Canvas,
    box: tuple[float, float, float, float],
    body: tuple[int, int, int],
    share: float,
) -> None:
    rng, colours, pen = canvas.rng, canvas.palette, canvas.pen()
    left, roof, right, foot = box
    pen.rectangle(box, fill=body)
    if rng.random() < 0.3:
        middle = (left + right) / 2
        pen.rectangle(
            (middle - 2 * canvas.u, roof - 46 * canvas.u, middle + 2 * canvas.u, roof),
            fill=body,
        )
    columns = rng.randrange(3, 6)
    pitch = (right - left) / (columns + 0.6)
    wide, tall = pitch * 0.5, pitch * rng.choice((0.5, 0.8, 1.05))
    lit = rng.uniform(0.12, 0.4)
    y = roof + pitch * 0.5
    while y < foot:
        for column in range(columns):
            if rng.random() < lit:
                x = left + pitch * (0.55 + column)
                warm = mix(colours.glow, colours.accent, rng.random() ** 2 * 0.7)
                shade = mix(body, warm, (0.4 + 0.5 * share) * rng.uniform(0.65, 1))
                pen.rectangle((x, y, x + wide, y + tall), fill=shade)
        y += tall + pitch * 0.45


def stars(canvas: Canvas) -> None:
    """The Milky Way, or circling star trails, above a dark ridge."""
    rng, colours = canvas.rng, canvas.palette
    dusk = mix(colours.tones[3], colours.accent, 0.3)
    canvas.sky(
        (0, mix(colours.deep, (0, 0, 0), 0.25)),
        (0.6, colours.deep),
        (0.82, colours.tones[4]),
        (1, dusk),
    )
    if rng.random() < 0.5:
        _trails(canvas)
    else:
        _river(canvas)
    for share in (0.5, 1.0):
        base = canvas.h * (0.8 + 0.12 * share)
        outline = land(jagged(rng, 8, 0.5), canvas.size, base, 90 * canvas.u)
        canvas.pen().polygon(
            outline,
            fill=mix(colours.tones[4], mix(colours.deep, (0, 0, 0), 0.4), share),
        )


def _river(canvas: Canvas) -> None:
    rng, colours = canvas.rng, canvas.palette
    tilt = rng.choice((-1, 1)) * rng.uniform(0.35, 0.6)
    quarter = (canvas.w // 4, canvas.h // 4)
    cloud = above(noise(rng, quarter, (7, 15, 31, 61)), 0.35, 70)
    band = Image.new("L", quarter, 0)
    pen = ImageDraw.Draw(band)
    for i in range(36):
        x, y = i / 36 * quarter[0], quarter[1] * (0.4 + tilt * (0.5 - i / 36))
        reach = quarter[1] * 0.34 * (1 - 0.4 * abs(i / 36 - 0.5))
        pen.ellipse((x - reach, y - reach, x + reach, y + reach), fill=115)
    band = band.filter(ImageFilter.GaussianBlur(quarter[1] * 0.1))
    glow = ImageChops.multiply(cloud, band).resize(canvas.size)
    canvas.fill(mix(colours.glow, colours.tones[1], 0.5), glow)
    for _ in range(900):
        _star(canvas, tilt)


def _star(canvas: Canvas, tilt: float) -> None:
    rng, colours = canvas.rng, canvas.palette
    t = rng.random()
    y = rng.uniform(0, canvas.h * 0.85)
    if rng.random() < 0.55:
        y = rng.gauss(canvas.h * (0.4 + tilt * (0.5 - t)), canvas.h * 0.12)
    size = canvas.u * (0.7 + 2.2 * rng.random() ** 7)
    canvas.disc(
        (t * canvas.w, y), size, mix(colours.tones[2], colours.glow, rng.random())
    )


def _trails(canvas: Canvas) -> None:
    rng, colours, pen = canvas.rng, canvas.palette, canvas.pen()
    pole = (canvas.w * rng.uniform(0.3, 0.7), canvas.h * rng.uniform(0.35, 0.62))
    reach = math.hypot(canvas.w, canvas.h) * 0.75
    for _ in range(260):
        radius = rng.random() ** 0.75 * reach
        start, sweep = rng.uniform(0, 360), rng.uniform(18, 46)
        box = (pole[0] - radius, pole[1] - radius, pole[0] + radius, pole[1] + radius)
        shade = mix(colours.deep, colours.glow, rng.uniform(0.15, 0.85))
        pen.arc(
            box,
            start,
            start + sweep,
            fill=shade,
            width=round(rng.uniform(1.2, 2.8) * canvas.u),
        )
