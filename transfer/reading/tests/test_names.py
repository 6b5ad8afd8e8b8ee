"""What the path of a file says: its name, its bundle and its language."""

import pytest

from transfer.reading.names import bundle_folder, file_stem, tongue
from transfer.reading.read import read_post


@pytest.mark.parametrize(
    ("path", "stem", "folder"),
    [
        ("a.md", "a", ""),
        ("x/你好 世界.markdown", "你好 世界", ""),
        ("x/a.b.md", "a.b", ""),
        ("x/a.zh.md", "a", ""),
        ("x/a.zh-Hans-CN.md", "a", ""),
        ("x/a.EN-us.md", "a", ""),
        ("x/a.pt.md", "a.pt", ""),
        ("x/index.md", "x", "x"),
        ("y/x/_index.en.md", "x", "x"),
        ("x/INDEX.MD", "x", "x"),
        ("x/index2.md", "index2", ""),
        ("index.md", "index", ""),
    ],
)
def test_a_bundle_has_the_name_of_its_folder(path, stem, folder):
    assert (file_stem(path), bundle_folder(path)) == (stem, folder)


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("a.zh.md", "zh"),
        ("zh-CN/a.md", "zh-CN"),
        ("content/en/blog/a.md", "en"),
        ("JA/a.en-us.md", "en-us"),
        ("a.zh_TW.md", "zh_TW"),
        ("a.pt-br.md", "pt-br"),
        ("english/a.md", ""),
        ("en.md", ""),
        ("中文/a.md", ""),
    ],
)
def test_a_name_or_a_folder_says_the_language(path, language):
    assert read_post(path, "文".encode()).language == language


@pytest.mark.parametrize(
    ("code", "found"),
    [("zh", "zh-hans"), ("zh-CN", "zh-hans"), ("zh_TW", "zh-hant"), ("zh-Hant-HK", "zh-hant"),
     ("en-US", "en"), ("EN", "en"), ("ja", "ja"), ("go", ""), ("python", ""), ("中文", ""), ("", "")],
)  # fmt: skip
def test_a_code_stands_for_a_language_or_for_none(code, found):
    assert tongue(code) == found
