"""What nobody sees, after Unicode."""

import pytest

from core.lines import is_unseen, plain_line, without_unseen

# Drawn as something, or the space between words in no script of ours.
# Of each range of Default_Ignorable_Code_Point the first and the last.
IGNORABLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180f\u200b\u200f\u202a\u202e\u2060\u206f"
    "\u3164\ufe00\ufe0f\ufeff\uffa0\ufff0\ufff8\U0001bca0\U0001bca3\U0001d173\U0001d17a"
    "\U000e0000\U000e0100\U000e0fff"
)
SEEN = "a字ぁ1_·。😀й"


@pytest.mark.parametrize("letter", IGNORABLE)
def test_what_unicode_lets_a_font_ignore_is_unseen(letter):
    assert is_unseen(letter)
    assert plain_line(letter) == ""


@pytest.mark.parametrize("letter", SEEN)
def test_what_is_drawn_is_seen(letter):
    assert not is_unseen(letter)
    assert without_unseen(f"\u3164{letter}\u200b \u180b") == letter


@pytest.mark.parametrize("letter", ["\u2800", "\U0001d159", "\U00016fe4", "\u00a0"])
def test_blanks_make_no_line(letter):
    assert plain_line(letter) == ""
