"""Where exported files lie, and how one names another."""

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texts import render
from transfer.exporting.attachments import _folder, free_path, relative
from transfer.markup.links import path_of

NAMES = st.text(alphabet="abAB文 ()[]<>#?%&:;,'\"*_~.-", min_size=1, max_size=8).filter(
    lambda name: name.strip(".")
)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


@pytest.mark.parametrize(
    ("target", "path", "address"),
    [
        ("a/b.png", "a/c.md", "b.png"),
        ("b.png", "c.md", "b.png"),
        ("a/b.png", "c.md", "a/b.png"),
        ("图 1.png", "x/y/z.md", "../../%E5%9B%BE%201.png"),
        ("a/x#y?.png", "a/c.md", "x%23y%3F.png"),
        ("a/x(1).png", "a/c.md", "x%281%29.png"),
        ("a/x:y.png", "a/c.md", "x%3Ay.png"),
        ("a/[x]<y>.png", "a/c.md", "%5Bx%5D%3Cy%3E.png"),
        ("a/x%20y.png", "a/c.md", "x%2520y.png"),
        ("b/index.md", "a/index.md", "../b/index.md"),
        ("a/index.md", "a/index.md", "index.md"),
    ],
)
def test_an_address_leads_from_one_file_to_another(target, path, address):
    assert relative(target, path) == address


@given(PATHS, PATHS)
def test_whatever_files_are_called_they_find_each_other(target, path):
    read, fragment = path_of(relative(target, path))

    found = posixpath.normpath(posixpath.join(posixpath.dirname(path), read))
    assert (found, fragment) == (target, "")


@given(PATHS, PATHS)
def test_an_address_stands_in_markdown_as_it_is(target, path):
    html = render(f"前[文]({relative(target, path)})后").html

    assert html.count("<a ") == 1
    assert html.count(">文</a>后") == 1


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("a/index.md", "a"),
        ("A/INDEX.md", "A"),
        ("a/_index.md", "a"),
        ("index.md", ""),
        ("a/b.md", "a/b"),
        ("文/一.markdown", "文/一"),
        ("a.b/c.d.md", "a.b/c.d"),
    ],
)
def test_pictures_of_a_bundle_lie_in_its_folder(path, folder):
    assert _folder(path) == folder


def test_a_path_that_is_taken_gets_a_number():
    taken = {"a/b.png"}

    found = [free_path(path, taken) for path in ("a/b.png", "A/B.PNG", "a/b.png", "a/b")]  # fmt: skip

    assert found == ["a/b-2.png", "A/B-3.PNG", "a/b-4.png", "a/b"]
    assert taken == {"a/b.png", "a/b-2.png", "a/b-3.png", "a/b-4.png", "a/b"}


@given(st.lists(st.sampled_from(["a", "A", "a-2", "a-2.md", "a.md", "A.MD"]), max_size=20))  # fmt: skip
def test_no_two_files_have_one_path_on_any_disk(paths):
    taken = set()

    found = [free_path(path, taken) for path in paths]

    assert len({path.lower() for path in found}) == len(paths)
    assert {path.lower() for path in found} == taken
