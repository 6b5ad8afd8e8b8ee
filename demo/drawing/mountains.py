"""Ink mountains in mist, and hills cut from coloured paper."""

from demo.drawing.canvas import Canvas
from demo.drawing.palette import mix
from demo.drawing.shapes import jagged, land, rolling


def ink(canvas: Canvas) -> None:
    """Ranges of ink, each dissolving into the mist below it, and a small red sun."""
    rng, colours = canvas.rng, canvas.palette
    canvas.sky((0, colours.tones[0]), (0.55, colours.paper), (1, colours.paper))
    side = rng.choice((0.2, 0.27, 0.73, 0.8))
    sun = (canvas.w * side, canvas.h * rng.uniform(0.2, 0.3))
    canvas.glow(sun, 200 * canvas.u, colours.accent, 0.28)
    canvas.disc(sun, rng.uniform(30, 44) * canvas.u, colours.accent)
    layers = 5
    for layer in range(layers):
        share = layer / (layers - 1)
        base = canvas.h * (0.5 + 0.4 * share) + rng.uniform(-12, 12) * canvas.u
        lift = canvas.h * rng.uniform(0.2, 0.3) * (1 - 0.35 * share)
        outline = land(jagged(rng, 9, 0.56), canvas.size, base, lift)
        _wash(canvas, outline, base, share)
    _birds(canvas, sun[0])


def _wash(
    canvas: Canvas, outline: list[tuple[float, float]], base: float, share: float
) -> None:
    colours = canvas.palette
    crest = min(y for _, y in outline) / canvas.h
    foot = min(1.0, base / canvas.h + 0.2)
    strength = round(110 + 140 * share)
    thin = [(0, strength), (crest, strength), (foot, round(strength * share * 0.35))]
    colour = mix(colours.tones[2], colours.deep, 0.12 + 0.78 * share)
    canvas.fill(colour, canvas.fade(canvas.shape(outline), [*thin, (1, thin[-1][1])]))


def _birds(canvas: Canvas, sun_x: float) -> None:
    rng, pen = canvas.rng, canvas.pen()
    x = canvas.w * 0.5 + (canvas.w * 0.5 - sun_x) * 0.5
    y = canvas.h * rng.uniform(0.16, 0.24)
    for _ in range(rng.randrange(3, 7)):
        bx, by = x + rng.gauss(0, 110) * canvas.u, y + rng.gauss(0, 26) * canvas.u
        wing = rng.uniform(7, 13) * canvas.u
        stroke = [(bx - wing, by - wing * 0.55), (bx, by), (bx + wing, by - wing * 0.6)]
        pen.line(stroke, fill=canvas.palette.tones[4], width=round(2.4 * canvas.u))


def hills(canvas: Canvas) -> None:
    """Layers of cut paper with soft shadows and one large sun."""
    rng, colours = canvas.rng, canvas.palette
    canvas.sky((0, colours.tones[0]), (0.7, colours.glow), (1, colours.glow))
    sun = (canvas.w * rng.uniform(0.25, 0.75), canvas.h * rng.uniform(0.32, 0.42))
    radius = rng.uniform(120, 175) * canvas.u
    canvas.glow(sun, radius * 2.2, colours.paper, 0.8)
    canvas.disc(sun, radius, mix(colours.accent, colours.glow, 0.12))
    count = rng.randrange(5, 7)
    for layer in range(count):
        share = layer / (count - 1)
        base = canvas.h * (0.5 + 0.42 * share)
        lift = canvas.h * rng.uniform(0.07, 0.13)
        heights = rolling(rng, 161, rng.uniform(0.8, 1.7))
        mask = canvas.shape(land(heights, canvas.size, base, lift))
        canvas.shadow(mask, (0, -16 * canvas.u), 22 * canvas.u, 0.34)
        colour = mix(colours.tones[1], colours.tones[4], share**0.9)
        canvas.fill(colour, mask)
        canvas.gleam(mask, colours.glow, 300 * canvas.u)
