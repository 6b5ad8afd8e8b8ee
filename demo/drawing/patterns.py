"""Surfaces: terrazzo chips and woven bands."""

import math

from PIL import Image, ImageDraw

from demo.drawing.canvas import Canvas
from demo.drawing.palette import mix


def terrazzo(canvas: Canvas) -> None:
    """Stone chips of many sizes in a pale ground, none touching its neighbour."""
    rng, colours = canvas.rng, canvas.palette
    canvas.sky((0, colours.paper), (1, mix(colours.paper, colours.tones[0], 0.5)))
    stones = [*colours.tones[1:], colours.accent, colours.glow]
    placed: list[tuple[float, float, float]] = []
    chips = canvas.mask()
    outlines: list[tuple[list[tuple[float, float]], tuple[int, int, int]]] = []
    for attempt in range(1500):
        reach = canvas.u * (92 if attempt < 80 else 46 if attempt < 500 else 15)
        reach *= rng.uniform(0.55, 1)
        x, y = rng.uniform(0, canvas.w), rng.uniform(0, canvas.h)
        if any(math.dist((x, y), (px, py)) < reach + r for px, py, r in placed):
            continue
        placed.append((x, y, reach * 0.97))
        count = rng.randrange(5, 8)
        turn = rng.uniform(0, math.tau)
        chip = [
            (
                x
                + math.cos(turn + i * math.tau / count)
                * reach
                * rng.uniform(0.62, 0.98),
                y
                + math.sin(turn + i * math.tau / count)
                * reach
                * rng.uniform(0.62, 0.98),
            )
            for i in range(count)
        ]
        outlines.append((chip, rng.choice(stones)))
        ImageDraw.Draw(chips).polygon(chip, fill=255)
    canvas.shadow(chips, (3 * canvas.u, 6 * canvas.u), 9 * canvas.u, 0.22)
    pen = canvas.pen()
    for chip, colour in outlines:
        pen.polygon(chip, fill=colour)


def weave(canvas: Canvas) -> None:
    """Broad bands over and under each other, each rounded by a soft light."""
    rng, colours = canvas.rng, canvas.palette
    pitch = rng.choice((84, 104, 128)) * canvas.u
    gap = pitch * 0.08
    twill = rng.choice((1, 2))
    warp = [rng.choice(colours.tones[:3]) for _ in range(5)]
    weft = [rng.choice(colours.tones[2:5]) for _ in range(4)]
    weft[rng.randrange(4)] = colours.accent
    canvas.image.paste(colours.deep, (0, 0, canvas.w, canvas.h))
    side = round(pitch - gap)
    across, down = _bands(side)
    for row in range(math.ceil(canvas.h / pitch) + 1):
        for column in range(math.ceil(canvas.w / pitch) + 1):
            over = (column + row) // twill % 2 == 0
            x, y = round(column * pitch), round(row * pitch)
            colour = warp[column % len(warp)] if over else weft[row % len(weft)]
            long = round(pitch + 1)
            tile = (side, long) if over else (long, side)
            patch = Image.new("RGB", tile, mix(colour, colours.deep, 0.45))
            light = (down if over else across).resize(tile)
            patch.paste(colour, (0, 0), light)
            canvas.image.paste(patch, (x, y))


def _bands(side: int) -> tuple[Image.Image, Image.Image]:
    """Light for a band lying across and for one hanging down: full in its middle."""
    values = bytes(
        min(255, round(300 * math.sin(math.pi * (0.12 + 0.76 * i / 63)) ** 0.8))
        for i in range(64)
    )
    ends = bytes(
        min(255, round(330 * math.sin(math.pi * (0.1 + 0.8 * i / 63)) ** 0.7))
        for i in range(64)
    )
    across = _product(ends, values).resize((side, side))
    down = _product(values, ends).resize((side, side))
    return across, down


def _product(horizontal: bytes, vertical: bytes) -> Image.Image:
    data = bytes(a * b // 255 for b in vertical for a in horizontal)
    return Image.frombytes("L", (len(horizontal), len(vertical)), data)
