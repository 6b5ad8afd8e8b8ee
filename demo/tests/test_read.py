from pathlib import Path

import pytest

from demo.read import LibraryError, read_article

ARTICLE = """---
title: 试
author: a
anthology: b
topics: [c]
tags: [d, e]
cover: ink-x
age_days: 3
{extra}
---

{body}
"""


def written(folder: Path, extra: str = "", body: str = "正文。") -> Path:
    path = folder / "shi.md"
    path.write_text(ARTICLE.format(extra=extra, body=body), encoding="utf-8")
    return path


def test_defaults(tmp_path):
    article = read_article(written(tmp_path))

    assert article.slug == "shi"
    assert article.body == "正文。\n"
    assert article.parts == [("markdown", "正文。\n")]
    assert (article.state, article.kind, article.language) == (
        "published",
        "original",
        "zh-hans",
    )
    assert (article.price, article.comments_open, article.featured) == (0, True, False)


@pytest.mark.parametrize(
    ("extra", "body", "message"),
    [
        ("sate: draft", "文", "unknown field sate"),
        ("state: hidden", "文", "hidden is none of"),
        ("price: free", "文", "price has the wrong type"),
        ("price: true", "文", "price has the wrong type"),
        ("price: 100", "文", "exactly one paywall"),
        ("", "文\n\n<!--paywall-->\n\n文", "exactly one paywall"),
        ("kind: reprint", "文", "a source belongs"),
        ("source: 某处", "文", "a source belongs"),
        ("state: scheduled", "文", "lies ahead"),
        ("", "<!--quote: 只有一句-->", "needs text, attribution"),
        ("a: [", "文", "not YAML"),
    ],
)
def test_faults_are_named_with_the_file(tmp_path, extra, body, message):
    with pytest.raises(LibraryError, match=rf"^shi\.md: .*{message}"):
        read_article(written(tmp_path, extra, body))


def test_a_missing_field_is_refused(tmp_path):
    path = tmp_path / "wu.md"
    path.write_text("---\ntitle: 无\n---\n文\n", encoding="utf-8")

    with pytest.raises(LibraryError, match="a field is missing"):
        read_article(path)
