import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo.parts import PartError, split_parts


def test_every_directive():
    body = """前文

<!--quote: 一句话 | 某人-->
<!--callout: tip | 题 | 文-->

中间
<!--gallery: ink-a 山 ; ink-b 水 与 云-->
<!--image: ink-c | 说明 | 替代-->
<!--divider-->
<!--formula: a_1 | b-->
<!--code: python-->
x = 1

y = 2
<!--/code-->
<!--paywall-->
后文"""

    assert split_parts(body) == [
        ("markdown", "前文\n"),
        ("quote", {"text": "一句话", "attribution": "某人"}),
        ("callout", {"kind": "tip", "title": "题", "text": "文"}),
        ("markdown", "中间\n"),
        (
            "gallery",
            [
                {"key": "ink-a", "caption": "山"},
                {"key": "ink-b", "caption": "水 与 云"},
            ],
        ),
        ("image", {"key": "ink-c", "caption": "说明", "alt": "替代"}),
        ("divider", {}),
        ("formula", "a_1 | b"),
        ("code", {"language": "python", "source": "x = 1\n\ny = 2\n"}),
        ("paywall", {}),
        ("markdown", "后文\n"),
    ]


@pytest.mark.parametrize("fence", ["```", "~~~~", "````"])
def test_fenced_directives_stay_text(fence):
    body = f"{fence}md\n<!--paywall-->\n```\n{fence}\n<!--divider-->"

    names = [name for name, _ in split_parts(body)]

    if fence == "```":  # the inner fence closes it and the last one opens another
        assert names == ["markdown"]
    else:
        assert names == ["markdown", "divider"]


def test_other_comments_stay_text():
    body = "<!-- more -->\n文 <!--divider-->\n"

    assert split_parts(body) == [("markdown", body)]


@pytest.mark.parametrize(
    "body",
    [
        "<!--quote: 一句-->",
        "<!--callout: tip | | 文-->",
        "<!--image: ink-a | 说明-->",
        "<!--gallery: ink-a-->",
        "<!--code: python-->\nx = 1",
        "<!--/code-->",
        "<!--paywall: 三元-->",
    ],
)
def test_broken_directives_are_refused(body):
    with pytest.raises(PartError):
        split_parts(body)


@given(st.text(alphabet=st.sampled_from("ab `~<!-\n#|:文"), max_size=80))
def test_text_without_directives_comes_back_whole(body):
    parts = split_parts(body)

    assert all(name == "markdown" for name, _ in parts)
    text = "".join(str(value) for _, value in parts)
    assert (
        text.strip("\n") == "\n".join(body.splitlines()).strip("\n") or not body.strip()
    )
