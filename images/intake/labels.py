"""The mark the law wants in pictures made by machines, which nobody may remove.

China's GB 45438-2025 writes it as `TC260:AIGC` in XMP, the IPTC standard as
`DigitalSourceType`. Nothing else of a picture's XMP is kept.
"""

import re
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from defusedxml import ElementTree
from PIL import Image

from images.intake.containers import packet_in_gif

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TC260 = "http://www.tc260.org.cn/ns/AIGC/1.0/"
IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
KEPT = {
    f"{{{TC260}}}AIGC": "TC260:AIGC",
    f"{{{IPTC}}}DigitalSourceType": "Iptc4xmpExt:DigitalSourceType",
}
LONGEST = 8_000
NOTHING = b""
# What no XML can hold (https://www.w3.org/TR/xml/#charsets), and what it rewrites.
UNFIT = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def label_in(picture: Image.Image, file: IO[bytes]) -> bytes:
    """The label of the picture opened from `file`, as `label_of` writes it."""
    xmp = picture.info.get("xmp")
    if picture.format == "GIF":
        file.seek(0)
        xmp = packet_in_gif(file.read())
    return label_of(xmp, str(picture.info.get("AIGC") or ""))


def label_of(xmp: bytes | str | None, plain: str = "") -> bytes:
    """An XMP packet with the legal label in `xmp` and nothing else; empty without.

    `plain` is a label that stood outside XMP. A packet made here stays as it is.
    """
    found = dict(_marks(xmp))
    if plain:
        found.setdefault("TC260:AIGC", plain)
    marks = [
        f"<{name}>{escape(value)}</{name}>"
        for name, said in sorted(found.items())
        if 0 < len(value := UNFIT.sub("", said).strip()) <= LONGEST
    ]
    if not marks:
        return NOTHING
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        f'<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about=""'
        f' xmlns:TC260="{TC260}" xmlns:Iptc4xmpExt="{IPTC}">'
        f"{''.join(marks)}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def _marks(xmp: bytes | str | None) -> Iterator[tuple[str, str]]:
    if not xmp:
        return
    raw = xmp.encode() if isinstance(xmp, str) else xmp
    start, end = raw.find(b"<"), raw.rfind(b">")
    try:
        root = ElementTree.fromstring(raw[start : end + 1])
    except Exception:  # noqa: BLE001 an unreadable packet says nothing
        return
    for element in root.iter():
        yield from _marks_of(element)


def _marks_of(element: Element) -> Iterator[tuple[str, str]]:
    """XMP may write a value as text, as an attribute or as a resource."""
    for tag, name in KEPT.items():
        if element.tag == tag:
            text = "".join(element.itertext()).strip()
            yield name, text or element.get(f"{{{RDF}}}resource", "")
        elif tag in element.attrib:
            yield name, element.attrib[tag]
