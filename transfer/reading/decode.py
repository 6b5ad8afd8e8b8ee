"""Bytes of unknown encoding to text, and back to the very same bytes."""

import codecs
import re
from dataclasses import dataclass, field

from charset_normalizer import from_bytes

from transfer.errors import Note, ReadError

MAX_BYTES = 8 * 1024 * 1024
BOMS = (
    # UTF-32 LE starts with the mark of UTF-16 LE, so it is tried first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 4000
NEWLINES = re.compile(r"\r\n|\r|\n")
# Controls that XML 1.0 forbids and PostgreSQL (NUL) refuses; tab and LF stay
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with LF line ends, and what it takes to write it as it came."""

    text: str
    encoding: str = "utf-8"
    bom: bytes = b""
    newline: str = "\n"
    notes: list[Note] = field(default_factory=list)

    def encode(self, text: str) -> bytes:
        """`text` in the encoding, mark and line ends of the original.

        Characters that the encoding lacks make the result UTF-8.
        """
        lines = text.replace("\n", self.newline)
        try:
            return self.bom + lines.encode(self.encoding)
        except UnicodeEncodeError:
            return lines.encode("utf-8", "replace")


def decode(raw: bytes) -> Decoded:
    """Text of `raw`; raises ReadError `too_large`, `binary` or `unknown_encoding`."""
    if len(raw) > MAX_BYTES:
        raise ReadError("too_large", f"{len(raw) // 1024} KB")
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            text, notes = _with_known(raw[len(bom) :], encoding)
            return _finish(text, encoding, bom, notes)
    text, encoding, notes = _without_bom(raw)
    return _finish(text, encoding, b"", notes)


def _finish(text: str, encoding: str, bom: bytes, notes: list[Note]) -> Decoded:
    found = NEWLINES.findall(text)
    newline = max(("\n", "\r\n", "\r"), key=found.count) if found else "\n"
    if newline != "\n" or len(set(found)) > 1:
        text = NEWLINES.sub("\n", text)
    if CONTROLS.search(text):
        if text.count("\0") > len(text) // 10:
            raise ReadError("binary")
        # stray backspaces of input methods: invisible, and feeds may not hold them
        text = CONTROLS.sub("", text)
        notes = [*notes, Note("control_characters")]
    return Decoded(text, encoding, bom, newline, notes)


def _with_known(raw: bytes, encoding: str) -> tuple[str, list[Note]]:
    try:
        return raw.decode(encoding), []
    except UnicodeDecodeError as error:
        if _is_cut(error, raw):
            return raw[: error.start].decode(encoding), [Note("cut", encoding)]
        if encoding == "utf-8" and (text := _damaged_utf8(raw)) is not None:
            return text, [Note("damaged", encoding)]
        raise ReadError("unknown_encoding", encoding) from error


def _without_bom(raw: bytes) -> tuple[str, str, list[Note]]:
    try:
        text, cut_at = raw.decode("utf-8"), 0
        # UTF-16 of plain English is valid UTF-8 full of zeros
        if raw.count(0) * 5 <= len(raw):
            return text, "utf-8", []
    except UnicodeDecodeError as error:
        text, cut_at = "", error.start if _is_cut(error, raw) else 0
    if wide := _wide_encoding(raw):
        decoded, notes = _with_known(raw, wide)
        return decoded, wide, notes
    if text:
        return text, "utf-8", []
    if cut_at:
        return raw[:cut_at].decode("utf-8"), "utf-8", [Note("cut", "utf-8")]
    if (damaged := _damaged_utf8(raw)) is not None:
        return damaged, "utf-8", [Note("damaged", "utf-8")]
    return _legacy(raw)


def _is_cut(error: UnicodeDecodeError, raw: bytes) -> bool:
    """The only fault is a last character that is not whole."""
    tail = len(raw) - error.start
    return tail <= 3 and error.end == len(raw) and error.reason in CUT_REASONS


CUT_REASONS = (
    "unexpected end of data",
    "truncated data",
    "incomplete multibyte sequence",
)


def _wide_encoding(raw: bytes) -> str:
    """UTF-16 without its mark shows by zero bytes on one side of ASCII."""
    head = raw[:SAMPLE]
    if b"\0" not in head or len(head) < 4:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 4 * even and odd * 20 > len(head):
        return "utf-16-le"
    if even > 4 * odd and even * 20 > len(head):
        return "utf-16-be"
    return ""


def _damaged_utf8(raw: bytes) -> str | None:
    """UTF-8 with a few broken spots, as cutting by bytes leaves them."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    # two-byte pairs turn up in GBK by chance, three-byte characters hardly do
    whole = sum(character > "\u07ff" for character in text) - broken
    return text if whole > 4 * broken else None


def _legacy(raw: bytes) -> tuple[str, str, list[Note]]:
    text, notes = "", []
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError as error:
        if _is_cut(error, raw):
            text = raw[: error.start].decode("gb18030")
            notes = [Note("cut", "gb18030")]
    if text and _reads_as_chinese(text):
        return text, "gb18030", [Note("encoding", "gb18030"), *notes]
    return _guessed(raw)


def _reads_as_chinese(text: str) -> bool:
    """Most Han characters are among the 3,755 of GB 2312 level 1.

    Big5, Shift JIS and Latin-1 also decode as GB18030, into rare characters.
    """
    strange = [c for c in text[: SAMPLE * 10] if c > "\x7f"][:SAMPLE]
    return sum(map(_is_common, strange)) * 4 > len(strange) * 3


def _is_common(character: str) -> bool:
    try:
        lead = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7


def _guessed(raw: bytes) -> tuple[str, str, list[Note]]:
    if b"\0" in raw:
        raise ReadError("binary")
    best = from_bytes(raw).best()
    if best is None:
        raise ReadError("unknown_encoding")
    try:
        return (
            raw.decode(best.encoding),
            best.encoding,
            [Note("encoding", best.encoding)],
        )
    except UnicodeDecodeError as error:
        raise ReadError("unknown_encoding", best.encoding) from error
