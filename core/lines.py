"""What people type into a line of text, without what nobody sees."""

import unicodedata

JOINER = "\u200d"  # emoji are made with it
# Letters that are drawn as nothing (Unicode: Default_Ignorable_Code_Point beyond Cf).
_BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")


def is_unseen(letter: str) -> bool:
    """Whether `letter` is a control, format or direction mark, a blank, or drawn as
    nothing."""
    return (
        letter.isspace()
        or letter in _BLANK_LETTERS
        or "\ufe00" <= letter <= "\ufe0f"
        or unicodedata.category(letter) in ("Cc", "Cf", "Cn", "Co", "Cs")
    )


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
