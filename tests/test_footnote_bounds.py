"""Footnotes are bounded as links and pictures are: a use of a note is not free."""

from articles.markdown import render


def test_many_uses_of_one_note_make_no_huge_page():
    source = "[^a]" * 15_000 + "\n\n[^a]: x"

    assert len(render(source).html) < 11 * len(source) + 10_000
