"""Renditions: a picture in one of its shapes, never larger than it was."""

from dataclasses import dataclass
from math import sqrt
from typing import IO, Any

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from wagtail.images.models import Filter

from core.pictures import for_screens, frames_of, opened_picture
from images.intake.labels import label_in

# All frames of a moving rendition are in memory at once, four bytes a pixel.
MOST_MOVING_PIXELS = 32_000_000
QUALITY = {"avif": 61, "jpeg": 76, "webp": 80}
Box = tuple[int, int, int, int]
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A rendition's file, as Wagtail wants it described."""

    f: IO[bytes]
    format_name: str


class PictureFilter(Filter):
    """Wagtail's filter, drawn by us: any kind of original, and moving where it was.

    Raises PictureError where the original cannot be drawn.
    """

    def run(self, image: Any, output: IO[bytes], source: Any = None) -> Drawn:
        if source is not None:
            return self._draw(image, source, output)
        with image.open_file() as file:
            return self._draw(image, file, output)

    def _draw(self, image: Any, file: IO[bytes], output: IO[bytes]) -> Drawn:
        env: dict[str, Any] = {}
        for operation in self.filter_operations:
            operation.run(None, image, env)
        with opened_picture(file) as picture:
            kind = env.get("output-format") or _usual_format(picture)
            options = _options(kind, env, label_in(picture, file))
            still = for_screens(picture)
            box, size = self._cut(image, still.size)
            moves = kind == "webp" and getattr(picture, "is_animated", False)
            if moves and not self._crops:
                first, moving = _moving(picture, size)
                options |= moving
            else:
                first = _on_paper(_resized(still, box, size), kind)
            if profile := still.info.get("icc_profile"):
                options["icc_profile"] = profile
            first.save(output, kind.upper(), **options)
        return Drawn(output, kind)

    @property
    def _crops(self) -> bool:
        """Whether it is a card's picture: those stand still."""
        return any(step.method == "fill" for step in self.transform_operations)

    def _cut(self, image: Any, whole: Size) -> tuple[Box, Size]:
        """The part of the picture that is shown, and its size: never enlarged."""
        transform = self.get_transform(image, whole)
        left, top, right, bottom = transform.get_rect().round()
        box = (max(left, 0), max(top, 0), min(right, whole[0]), min(bottom, whole[1]))
        part = (box[2] - box[0], box[3] - box[1])
        size = (round(transform.size[0]), round(transform.size[1]))
        return box, part if size[0] > part[0] or size[1] > part[1] else size


def _usual_format(picture: Image.Image) -> str:
    """That of the original; of a GIF shown still, PNG."""
    kind = {"GIF": "png", "MPO": "jpeg"}.get(str(picture.format))
    return kind or str(picture.format).lower()


def _options(kind: str, env: dict[str, Any], label: bytes) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if kind in QUALITY:
        options["quality"] = env.get(f"{kind}-quality", QUALITY[kind])
    if kind in ("jpeg", "png"):
        options["optimize"] = True
    if kind == "jpeg":
        options["progressive"] = True
    # The label of machine-made pictures goes with every copy.
    if label and kind == "png":
        options["pnginfo"] = PngInfo()
        options["pnginfo"].add_itxt("XML:com.adobe.xmp", label.decode())
    elif label:
        options["xmp"] = label
    return options


def _resized(picture: Image.Image, box: Box, size: Size) -> Image.Image:
    """Palettes give way to colours, which can be mixed."""
    if picture.mode in ("1", "P", "PA", "LA"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture.resize(size, Image.Resampling.LANCZOS, box=box)


def _on_paper(picture: Image.Image, kind: str) -> Image.Image:
    """JPEG knows no transparency: white shows through."""
    picture.info.pop("exif", None)
    if kind != "jpeg" or not picture.has_transparency_data:
        return picture
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture.convert("RGBA"))
    return paper.convert("RGB")


def _moving(picture: Image.Image, size: Size) -> tuple[Image.Image, dict[str, Any]]:
    """All frames at `size`, or as much smaller as memory asks, and how they move."""
    count = getattr(picture, "n_frames", 1)
    shrink = min(1.0, sqrt(MOST_MOVING_PIXELS / (size[0] * size[1] * count)))
    small = (max(1, int(size[0] * shrink)), max(1, int(size[1] * shrink)))
    frames, times = [], []
    for frame in frames_of(picture):
        upright = for_screens(frame)
        frames.append(_resized(upright, (0, 0, *upright.size), small))
        times.append(int(frame.info.get("duration") or 100))
    moving = {"save_all": True, "append_images": frames[1:], "duration": times}
    return frames[0], moving | {"loop": picture.info.get("loop", 0)}
