"""Picture files as people upload them: every format, whole, odd and broken."""

import io
from typing import Any

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from images.intake.labels import IPTC, RDF, TC260

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
MOVING = ("AVIF", "GIF", "PNG", "WEBP")
SIZE = (40, 24)
SECRET = b"Canon EOS of Lin"
AIGC = '{"Label":"1","ContentProducer":"荏苒","ProduceID":"7"}'
SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
    f'<rdf:Description rdf:about="" xmlns:TC260="{TC260}"'
    f' xmlns:Iptc4xmpExt="{IPTC}" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
    f' exif:GPSLatitude="39,54.2N" Iptc4xmpExt:DigitalSourceType="{SOURCE}">'
    f"<TC260:AIGC>{AIGC}</TC260:AIGC></rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="w"?>'
).encode()
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def drawing(size: tuple[int, int] = SIZE, mode: str = "RGB") -> Image.Image:
    """Left half red, right half blue: any turn shows."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    return picture.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x010F] = SECRET.decode()
    found[0x0112] = orientation
    found.get_ifd(0x8825)[2] = (39.0, 54.0, 12.0)
    return found


def encoded(kind: str, picture: Image.Image | None = None, **options: Any) -> bytes:
    result = io.BytesIO()
    (picture or drawing()).save(result, kind, **options)
    return result.getvalue()


def talkative(kind: str, orientation: int = 1) -> bytes:
    """A picture that tells camera, place and owner, and has label and profile."""
    if kind == "GIF":
        raw = encoded("GIF", comment=SECRET)
        start = 13 + 3 * 2 ** ((raw[10] & 7) + 1)
        note = b"\x21\xff\x0bXMP DataXMP" + XMP + _magic()
        return raw[:start] + note + raw[start:]
    if kind == "PNG":
        notes = PngInfo()
        notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
        notes.add_text("Author", SECRET.decode())
        more: dict[str, Any] = {"pnginfo": notes}
    else:
        more = {"xmp": XMP}
    return encoded(kind, exif=exif(orientation), icc_profile=PROFILE, **more)


def _magic() -> bytes:
    return b"\x01" + bytes(range(255, -1, -1)) + b"\x00"


def moving(kind: str, size: tuple[int, int] = SIZE) -> bytes:
    """Three frames, the second of them half as long."""
    first, *others = [Image.new("RGB", size, name) for name in ("red", "lime", "blue")]
    return encoded(
        kind,
        first,
        save_all=True,
        append_images=others,
        duration=[200, 100, 200],
        loop=0,
    )


def sixteen_bits() -> bytes:
    grey = Image.new("I;16", SIZE, 0)
    grey.paste(Image.new("I;16", (20, 24), 40_000), (0, 0))
    return encoded("PNG", grey)


def bomb(side: int = 20_000) -> bytes:
    """Small as a file, and hundreds of millions of pixels when opened."""
    return encoded("PNG", Image.new("1", (side, side)))
