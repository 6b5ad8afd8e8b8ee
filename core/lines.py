"""What people type into a line of text, without what nobody sees."""

import unicodedata

JOINER = "\u200d"  # emoji are made with it
# Default_Ignorable_Code_Point of Unicode 17.0 (DerivedCoreProperties.txt): the standard
# promises that what is yet to come of it lies within these ranges too.
_IGNORABLE = (
    (0x00AD, 0x00AD),
    (0x034F, 0x034F),
    (0x061C, 0x061C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A),
    (0xE0000, 0xE0FFF),
)
# Signs that are drawn, as nothing: the blank of Braille, the filler of Khitan, the
# blanks of hieroglyphs and the null notehead.
_BLANK_SIGNS = frozenset("\u2800\U00016fe4\U00013441\U00013442\U0001d159")


def is_unseen(letter: str) -> bool:
    """Whether `letter` is a control, format or direction mark, a blank, or drawn as
    nothing."""
    return (
        letter.isspace()
        or letter in _BLANK_SIGNS
        or unicodedata.category(letter) in ("Cc", "Cf", "Cn", "Co", "Cs")
        or any(first <= ord(letter) <= last for first, last in _IGNORABLE)
    )


def without_unseen(text: str) -> str:
    """`text` without anything unseen, wherever it stands."""
    return "".join(letter for letter in text if not is_unseen(letter))


def strip_unseen(text: str) -> str:
    """`text` without anything unseen at its ends, as it comes with copying."""
    start, end = 0, len(text)
    while start < end and is_unseen(text[start]):
        start += 1
    while end > start and is_unseen(text[end - 1]):
        end -= 1
    return text[start:end]


def plain_line(text: str) -> str:
    """`text` on one line, without control and direction marks (Unicode category C).

    The joiner that emoji are made with stays. Empty where nothing could be seen.
    """
    blank = "".join(" " if letter.isspace() else letter for letter in text)
    kept = "".join(
        letter
        for letter in blank
        if letter == JOINER or unicodedata.category(letter)[0] != "C"
    )
    line = " ".join(kept.split())
    return "" if all(is_unseen(letter) for letter in line) else line
