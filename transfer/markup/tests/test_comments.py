"""What a generator shows to nobody is read by nobody here; code and the rest stay."""

import pytest

from texts.render import render
from transfer.markup.body import convert_tags
from transfer.markup.tests.places import KnownPosts

PLACES = KnownPosts()

HIDDEN = "藏"


def converted(text):
    return convert_tags(text, PLACES)


@pytest.mark.parametrize(
    "written",
    [
        "%%藏%%", "%% 藏 %%", "%%\n藏\n\n藏\n%%", "{# 藏 #}", "{#\n藏\n\n藏\n#}",
        "{::comment}藏{:/comment}", "{::comment}\n藏\n\n藏\n{:/}", "{/* 藏 */}", "{/*\n藏\n\n藏\n*/}",
        "{% comment %}藏{% endcomment %}", "{%- comment -%}\n藏\n\n藏\n{%- endcomment -%}",
        "{% # 藏 %}", "{{< comment >}}藏{{< /comment >}}", "{{% comment %}}\n藏\n\n`藏`\n{{% /comment %}}",
        "%%藏 `藏` --> 藏%%", "%%\n```\n藏\n```\n%%", "{# <b>藏</b> <!-- 藏 --> 藏 #}",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "around", ["{}", "前 {} **后**", "{} **后**", "前\n{}\n**后**", "- 前\n\n{}\n\n后"]
)
def test_a_comment_is_shown_to_nobody(written, around):
    html = render(converted(around.format(written))).html

    assert HIDDEN not in html
    for word in ("前", "后"):
        assert html.count(word) == around.count(word)
    assert html.count("<strong>后</strong>") == around.count("**后**")


@pytest.mark.parametrize(
    "written",
    [
        "`%%x%%`", "```\n{# x #}\n```", "## 题 {#id}", "涨了 5%% 和 6%%", "用 %%i 和 %%j", "%%time",
        "{/* 没有结尾", "{# 没有结尾", "{::comment} 没有结尾", "`{/* x */}`", "%%", "%%%% %%%%",
        "{% raw %}{# x #}{% endraw %}".replace("{% raw %}", "`").replace("{% endraw %}", "`"),
    ],
)  # fmt: skip
def test_what_only_looks_alike_stays(written):
    assert converted(written) == written


def test_code_of_a_tag_stays():
    text = "{% codeblock %}\n{# x #} %%y%%\n{% endcodeblock %}\n"

    assert converted(text) == "\n```\n{# x #} %%y%%\n```\n\n"


@pytest.mark.parametrize("sign", ["%%", "{#", "{/*", "{::comment}", "#}{#", "%% %%x"])
def test_thousands_of_marks_are_read_in_no_time(sign):
    assert converted(sign * 50_000)
