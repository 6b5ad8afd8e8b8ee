"""A canvas at twice the asked size, brought down with paper grain at the end."""

from collections.abc import Sequence
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from demo.drawing.palette import Colour, Palette, palette_for

Point = tuple[float, float]
OVERSAMPLE = 2


def generator(key: str) -> Random:
    """Random numbers that depend on `key` only, on every machine."""
    return Random(key)  # noqa: S311 - drawings, not secrets


def ramp(size: tuple[int, int], stops: Sequence[tuple[float, int]]) -> Image.Image:
    """A mask whose value follows `stops` (position 0–1, value 0–255) downwards."""
    column = Image.new("L", (1, 256))
    column.putdata([_between(stops, row / 255) for row in range(256)])
    return column.resize(size, Image.Resampling.BILINEAR)


def _between(stops: Sequence[tuple[float, int]], at: float) -> int:
    before = stops[0]
    for stop in stops:
        if stop[0] >= at:
            span = stop[0] - before[0] or 1
            share = min(max((at - before[0]) / span, 0), 1)
            return round(before[1] + (stop[1] - before[1]) * share)
        before = stop
    return before[1]


class Canvas:
    """What every style draws on: pixels doubled, `u` is one unit of 900 per height."""

    def __init__(self, key: str, size: tuple[int, int]) -> None:
        self.rng = generator(key)
        self.palette: Palette = palette_for(self.rng)
        self.final = size
        self.w, self.h = size[0] * OVERSAMPLE, size[1] * OVERSAMPLE
        self.u = self.h / 900
        self.image = Image.new("RGB", (self.w, self.h), self.palette.paper)

    @property
    def size(self) -> tuple[int, int]:
        return self.w, self.h

    def pen(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self.image)

    def mask(self) -> Image.Image:
        return Image.new("L", self.size, 0)

    def shape(self, points: Sequence[Point], value: int = 255) -> Image.Image:
        """A mask with one filled polygon."""
        mask = self.mask()
        ImageDraw.Draw(mask).polygon(points, fill=value)
        return mask

    def fill(self, colour: Colour, mask: Image.Image) -> None:
        box = mask.getbbox()
        if box:
            self.image.paste(colour, box[:2], mask.crop(box))

    def sky(self, *stops: tuple[float, Colour]) -> None:
        """Fill everything with a gradient running downwards."""
        bands = [
            ramp(self.size, [(at, colour[channel]) for at, colour in stops])
            for channel in range(3)
        ]
        self.image = Image.merge("RGB", bands)

    def glow(self, centre: Point, radius: float, colour: Colour, power: float) -> None:
        """Soft round light, strongest in the centre; `power` is its opacity there."""
        side = max(2, round(radius * 2))
        light = Image.radial_gradient("L").point(
            lambda far: round(255 * power * max(0.0, 1 - far / 181) ** 2.2)
        )
        light = light.resize((side, side), Image.Resampling.BILINEAR)
        corner = (round(centre[0] - radius), round(centre[1] - radius))
        self.image.paste(colour, corner, light)

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        x, y = centre
        box = (x - radius, y - radius, x + radius, y + radius)
        self.pen().ellipse(box, fill=colour)

    def shadow(
        self, mask: Image.Image, offset: Point, blur: float, power: float
    ) -> None:
        """Darken where `mask` falls when moved by `offset` and blurred."""
        box = self._around(mask, blur * 2.5 + max(abs(offset[0]), abs(offset[1])))
        eighth = mask.crop(box).reduce(8)
        moved = Image.new("L", eighth.size, 0)
        moved.paste(eighth, (round(offset[0] / 8), round(offset[1] / 8)))
        soft = moved.filter(ImageFilter.GaussianBlur(blur / 8))
        soft = soft.point(lambda value: round(value * power))
        area = (box[2] - box[0], box[3] - box[1])
        soft = soft.resize(area, Image.Resampling.BILINEAR)
        self.image.paste(self.palette.deep, box[:2], soft)

    def _around(self, mask: Image.Image, margin: float) -> tuple[int, int, int, int]:
        left, top, right, bottom = mask.getbbox() or (0, 0, *self.size)
        reach = round(margin)
        return (
            max(0, left - reach),
            max(0, top - reach),
            min(self.w, right + reach),
            min(self.h, bottom + reach),
        )

    def light(
        self, mask: Image.Image, colour: Colour, stops: Sequence[tuple[float, int]]
    ) -> None:
        """Tint what `mask` covers, the ramp of `stops` running left to right in it."""
        box = mask.getbbox() or (0, 0, *self.size)
        tall, wide = box[3] - box[1], box[2] - box[0]
        slope = ramp((tall, wide), stops).transpose(Image.Transpose.ROTATE_90)
        covered = ImageChops.multiply(mask.crop(box), slope)
        self.image.paste(colour, box[:2], covered)

    def fade(
        self, mask: Image.Image, stops: Sequence[tuple[float, int]]
    ) -> Image.Image:
        """`mask` thinned by a vertical ramp."""
        return ImageChops.multiply(mask, ramp(self.size, stops))

    def gleam(self, mask: Image.Image, colour: Colour, depth: float) -> None:
        """A breath of `colour` along the upper edge of what `mask` covers."""
        left, top, right, bottom = mask.getbbox() or (0, 0, *self.size)
        box = (left, top, right, min(bottom, top + round(depth)))
        thin = ramp((right - left, box[3] - top), [(0, 80), (1, 0)])
        self.image.paste(colour, (left, top), ImageChops.multiply(mask.crop(box), thin))

    def finish(self) -> Image.Image:
        """The picture in the asked size, with a faint vignette and paper grain."""
        small = self.image.resize(self.final, Image.Resampling.BOX, reducing_gap=None)
        edge = Image.radial_gradient("L").point(lambda far: max(0, far - 150) // 5)
        small.paste(
            self.palette.deep, (0, 0), edge.resize(self.final, Image.Resampling.BICUBIC)
        )
        return _grained(small, self.rng)


def _grained(image: Image.Image, rng: Random, strength: int = 9) -> Image.Image:
    width, height = image.size
    fine = Image.frombytes("L", image.size, rng.randbytes(width * height))
    coarse_size = (max(2, width // 3), max(2, height))
    coarse = Image.frombytes(
        "L", coarse_size, rng.randbytes(coarse_size[0] * coarse_size[1])
    ).resize(image.size, Image.Resampling.BILINEAR)
    grain = Image.blend(fine, coarse, 0.5).point(lambda value: value * strength // 127)
    layers = Image.merge("RGB", (grain, grain, grain))
    return ImageChops.add(image, layers, 1, -strength)
