"""Outlines and fields of smooth noise the styles share."""

import math
from array import array
from collections.abc import Sequence
from random import Random

from PIL import Image

from demo.drawing.canvas import Point


def jagged(rng: Random, steps: int, rough: float) -> list[float]:
    """Heights between about -1 and 1 by midpoint displacement, 2**steps + 1 of them."""
    heights = [rng.uniform(-0.4, 0.4), rng.uniform(-0.4, 0.4)]
    reach = 1.0
    for _ in range(steps):
        grown: list[float] = []
        for left, right in zip(heights, heights[1:], strict=False):
            grown += [left, (left + right) / 2 + rng.uniform(-reach, reach) * 0.5]
        heights = [*grown, heights[-1]]
        reach *= rough
    return heights


def rolling(rng: Random, count: int, waves: float) -> list[float]:
    """`count` heights between -1 and 1 from three sines of growing frequency."""
    parts = [
        (0.62, waves, rng.uniform(0, math.tau)),
        (0.28, waves * rng.uniform(1.9, 2.4), rng.uniform(0, math.tau)),
        (0.10, waves * rng.uniform(4.1, 5.2), rng.uniform(0, math.tau)),
    ]
    return [
        sum(a * math.sin(math.tau * f * i / (count - 1) + p) for a, f, p in parts)
        for i in range(count)
    ]


def land(
    heights: Sequence[float], size: tuple[int, int], base: float, amplitude: float
) -> list[Point]:
    """A closed outline: the heights above, the lower edge of the picture below."""
    width, height = size
    step = width / (len(heights) - 1)
    top = [(i * step, base - value * amplitude) for i, value in enumerate(heights)]
    return [(0, height), *top, (width, height)]


def leaf(root: Point, angle: float, length: float, breadth: float) -> list[Point]:
    """A lance-shaped leaf growing from `root`, widest at a third of its length."""
    along = (math.cos(angle), math.sin(angle))
    edge: list[tuple[float, float]] = []
    for i in range(13):
        t = i / 12
        edge.append((t, breadth * math.sin(math.pi * t**0.62) ** 1.25))
    outline = [(t, half) for t, half in edge] + [(t, -half) for t, half in edge[::-1]]
    return [
        (
            root[0] + along[0] * t * length - along[1] * side,
            root[1] + along[1] * t * length + along[0] * side,
        )
        for t, side in outline
    ]


def noise(rng: Random, size: tuple[int, int], detail: Sequence[int]) -> Image.Image:
    """A smooth field of floats around 0; `detail` is the columns of each octave."""
    grid = (128, max(8, round(128 * size[1] / size[0])))
    total = [0.0] * (grid[0] * grid[1])
    for octave, columns in enumerate(detail):
        rows = max(3, round(columns * size[1] / size[0]))
        seedling = Image.new("F", (columns, rows))
        seedling.putdata([rng.uniform(-1, 1) for _ in range(columns * rows)])
        layer = seedling.resize(grid, Image.Resampling.BICUBIC)
        floats = array("f", layer.tobytes())
        weight = 0.5**octave
        total = [
            value + weight * extra for value, extra in zip(total, floats, strict=True)
        ]
    field = Image.new("F", grid)
    field.putdata(total)
    return field.resize(size, Image.Resampling.BICUBIC)


def above(field: Image.Image, level: float, sharpness: float) -> Image.Image:
    """Mask of where the field is over `level`, its edge smooth."""
    shift = 128 - level * sharpness
    return field.point(lambda value: value * sharpness + shift).convert("L")
