import pytest

from texts import ARTICLE, COMMENT, render, sanitize
from texts.tests.checks import faults
from texts.tests.vectors import VECTORS

PROFILES = pytest.mark.parametrize("profile", [ARTICLE, COMMENT], ids=lambda p: p.name)


def test_there_are_enough_vectors():
    assert len(set(VECTORS)) == len(VECTORS) >= 150


@PROFILES
@pytest.mark.parametrize("vector", VECTORS)
def test_no_vector_gets_through(vector, profile):
    assert faults(render(vector, profile=profile).html, profile) == []


@PROFILES
@pytest.mark.parametrize("vector", VECTORS)
def test_no_vector_gets_through_in_a_sentence_a_list_or_a_quote(vector, profile):
    for source in (f"甲 {vector} 乙", f"- {vector}", f"> {vector}\n\n{vector}"):
        assert faults(render(source, profile=profile).html, profile) == []


@PROFILES
@pytest.mark.parametrize("vector", VECTORS)
def test_no_vector_gets_through_the_sanitiser(vector, profile):
    once = sanitize(vector, profile)

    assert faults(once, profile) == []
    assert sanitize(once, profile) == once


@PROFILES
def test_all_vectors_at_once(profile):
    together = "\n\n".join(VECTORS)

    assert faults(render(together, profile=profile).html, profile) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<script>", "script"),
        ("<p onclick=a>", "p onclick=a"),
        ("<p style=a>", "p style=a"),
        ("<p id=a>", "p id=a"),
        ("<a href=javascript:a>", "a href=javascript:a"),
        ("<img src=data:a>", "img src=data:a"),
        ("<input type=text>", "input"),
    ],
)
def test_the_check_itself_sees_what_is_wrong(html, fault):
    assert fault in faults(html, ARTICLE)
