"""Picture files without what people did not mean to publish, their pixels untouched.

Each function copies the parts of a file that show the picture, its colours and its
movement, and drops the rest: place, camera, owner, comments, thumbnails, and what
was appended behind the end. `label` is the one XMP packet that is written.
Broken files raise whatever they raise; callers stand inside `opened_picture`.
"""

import struct
import zlib
from collections.abc import Callable, Iterator

XMP_IN_JPEG = b"http://ns.adobe.com/xap/1.0/\x00"
PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_PARTS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT cICP pHYs bKGD"
    b" acTL fcTL fdAT".split()
)
GIF_EXTENSIONS = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
WEBP_PARTS = frozenset((b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))


def strip_jpeg(raw: bytes, label: bytes) -> bytes:
    parts = [b"\xff\xd8"]
    if label:
        parts.append(_segment(0xE1, XMP_IN_JPEG + label))
    parts += [part for part in _jpeg_parts(raw) if _shows(part)]
    return b"".join(parts) + b"\xff\xd9"


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _jpeg_parts(raw: bytes) -> Iterator[bytes]:
    """Segments, and after each start of a scan its data, up to the end of image."""
    place = 2
    while True:
        while raw[place + 1] == 0xFF:  # fill
            place += 1
        if raw[place] != 0xFF:
            raise ValueError("no marker")
        marker = raw[place + 1]
        if marker == 0xD9:
            return
        (length,) = struct.unpack_from(">H", raw, place + 2)
        end = place + 2 + length
        yield raw[place:end]
        if marker == 0xDA:
            start, end = end, _end_of_scan(raw, end)
            yield raw[start:end]
            if end == len(raw):
                return
        place = end


def _end_of_scan(raw: bytes, place: int) -> int:
    while (place := raw.find(b"\xff", place)) >= 0 and place + 1 < len(raw):
        following = raw[place + 1]
        if following == 0 or 0xD0 <= following <= 0xD7:
            place += 2
        elif following == 0xFF:
            place += 1
        else:
            return place
    return len(raw)


def _shows(part: bytes) -> bool:
    """Whether a segment is more than a note: kept are JFIF, ICC and Adobe's."""
    if len(part) < 2 or part[0] != 0xFF:
        return True
    marker, body = part[1], part[4:]
    if marker == 0xFE:
        return False
    if not 0xE0 <= marker <= 0xEF:
        return True
    kept = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
    return marker in kept and body.startswith(kept[marker])


def strip_png(raw: bytes, label: bytes) -> bytes:
    parts = [PNG_START]
    place = len(PNG_START)
    kind = b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", raw, place)
        end = place + 12 + length
        if kind in PNG_PARTS:
            parts.append(raw[place:end])
        if kind == b"IHDR" and label:
            parts.append(_png_note(label))
        place = end
    return b"".join(parts)


def _png_note(label: bytes) -> bytes:
    body = b"iTXtXML:com.adobe.xmp\x00\x00\x00\x00\x00" + label
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def strip_gif(raw: bytes, label: bytes) -> bytes:
    place = 13 + _colours(raw[10])
    parts = [raw[:place], _gif_note(label) if label else b""]
    while raw[place] != 0x3B:
        if raw[place] == 0x2C:
            start = place + 10 + _colours(raw[place + 9]) + 1
            is_kept = True
        elif raw[place] == 0x21:
            start = place + 2
            name = raw[start + 1 : start + 12]
            is_kept = raw[place + 1] == 0xF9 or name in GIF_EXTENSIONS
        else:
            raise ValueError("no block")
        end = _end_of_blocks(raw, start)
        if is_kept:
            parts.append(raw[place:end])
        place = end
    return b"".join(parts) + b"\x3b"


def packet_in_gif(raw: bytes) -> bytes:
    """The XMP of a GIF, which Pillow does not read; empty without."""
    _before, _name, rest = raw.partition(b"XMP DataXMP")
    return rest.partition(b"\x01\xff\xfe")[0]


def _gif_note(label: bytes) -> bytes:
    # Readers that skip it by its blocks land on the zero at the end.
    skip = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
    return b"\x21\xff\x0bXMP DataXMP" + label + skip


def _colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(raw: bytes, place: int) -> int:
    while length := raw[place]:
        place += length + 1
    return place + 1


def strip_webp(raw: bytes, label: bytes) -> bytes:
    found = list(_riff_parts(raw))
    parts = [(kind, body) for kind, body in found if kind in WEBP_PARTS]
    header = next((body for kind, body in found if kind == b"VP8X"), None)
    if header is not None:
        # 0x08 and 0x04 announce what was dropped.
        flags = (header[0] & ~0x0C) | (0x04 if label else 0)
        parts.insert(0, (b"VP8X", bytes([flags]) + header[1:]))
        if label:
            parts.append((b"XMP ", label))
    body = b"".join(
        kind + struct.pack("<I", len(part)) + part + b"\x00" * (len(part) % 2)
        for kind, part in parts
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _riff_parts(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    (length,) = struct.unpack_from("<I", raw, 4)
    place = 12
    while place + 8 <= min(len(raw), length + 8):
        kind, size = struct.unpack_from("<4sI", raw, place)
        yield kind, raw[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


# AVIF keeps its parts by their place in the file: it is written anew instead.
STRIP: dict[str, Callable[[bytes, bytes], bytes]] = {
    "JPEG": strip_jpeg,
    "PNG": strip_png,
    "GIF": strip_gif,
    "WEBP": strip_webp,
}
