"""Shortcodes of Hugo and its themes: by name and by place, alone and in pairs."""

import pytest

from transfer.markup.body import convert_tags
from transfer.markup.tests.places import KnownPosts

PLACES = KnownPosts(hello=("page:7", "你好"), **{"博客/文.md": ("page:8", "文")})


def convert(text):
    return convert_tags(text, PLACES)


@pytest.mark.parametrize(
    ("code", "markdown"),
    [
        ('[x]({{< ref path="hello" >}})', "[x](page:7)"),
        ('[x]({{< relref "博客/文.md#第一节" >}} "题")', '[x](page:8#第一节 "题")'),
        ("{{< figure src=a.png >}}", "![](a.png)"),
        ("{{< img a.png >}}", "![](a.png)"),
        ('{{< figure src="a.png" caption="注" title="题" >}}', '![注](a.png "注")'),
        ('{{< figure src="/图 一.png" alt="[图]" >}}',
         "![\\[图\\]](/%E5%9B%BE%20%E4%B8%80.png)"),
        (r'{{< figure src="a.png" caption="他说\"好\"" >}}',
         r'![他说"好"](a.png "他说\"好\"")'),
        ('{{< figure src="a.png" link="/x (1)" >}}', "[![](a.png)](/x%20%281%29)"),
        ('{{< youtube id="x" >}}',
         "[https://www.youtube.com/watch?v=x](https://www.youtube.com/watch?v=x)"),
        ("{{< gist u 12 >}}", "[https://gist.github.com/u/12](https://gist.github.com/u/12)"),
        ('{{< x user="a" id="1" >}}',
         "[https://twitter.com/i/status/1](https://twitter.com/i/status/1)"),
        ("{{%/* a */%}}", "{{% a %}}"),
        ("{{</* */>}}", "`{{< >}}`"),
    ],
)  # fmt: skip
def test_a_shortcode_alone_becomes_markdown(code, markdown):
    assert convert(f"前 {code} 后") == f"前 {markdown} 后"


@pytest.mark.parametrize(
    "code",
    ["{{< ref >}}", '{{< ref "#节" >}}', "{{< relref nowhere >}}", "{{< figure >}}",
     '{{< figure alt="x" >}}', "{{< youtube >}}", "{{< gist >}}", "{{< / >}}", "{{< >}}"],
)  # fmt: skip
def test_a_shortcode_without_what_it_needs_is_shown_as_code(code):
    assert convert(f"前 {code} 后") == f"前 `{code}` 后"


def test_in_an_address_what_leads_nowhere_stays_as_typed():
    text = '[x]({{< ref "nowhere" >}}) <a href="{{< ref nowhere >}}">y</a>'

    assert convert(text) == text


@pytest.mark.parametrize(
    ("opening", "mark", "title"),
    [
        ("notice", "NOTE", ""),
        ("admonition warning", "WARNING", ""),
        ('admonition type=tip title="小 心" open=false', "TIP", "小 心"),
        ("admonition tip 题 false", "TIP", "题"),
        ("admonition tip false", "TIP", ""),
        ("callout 未知", "NOTE", ""),
        ("warning", "WARNING", ""),
        ('danger "别 动"', "CAUTION", "别 动"),
        ("info title=题", "NOTE", "题"),
    ],
)
def test_what_warns_becomes_an_alert(opening, mark, title):
    head = f"\n> [!{mark}]\n" + (f"> **{title}**\n>\n" if title else "")
    name = opening.split()[0]

    for left, right in (("<", ">"), ("%", "%")):
        written = convert(f"{{{{{left} {opening} {right}}}}}\n文\n{{{{{left} /{name} {right}}}}}")  # fmt: skip
        assert written == f"{head}> 文\n\n"


@pytest.mark.parametrize(
    ("opening", "summary"),
    [
        ('details "点 我"', "点 我"),
        ('details title="a<b&c"', "a&lt;b&amp;c"),
        ("expand summary=看", "看"),
        ("collapse", ""),
    ],
)
def test_what_folds_keeps_its_text(opening, summary):
    name = opening.split()[0]

    assert convert(f"{{{{< {opening} >}}}}\n\n文\n\n{{{{< /{name} >}}}}") == (
        f"\n<details><summary>{summary}</summary>\n\n文\n\n</details>\n\n"
    )


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("{{< quote author=甲 >}}文{{< /quote >}}", "\n> 文\n>\n> — 甲\n\n"),
        ("{{< note >}}一{{% /note %}}", "\n> [!NOTE]\n> 一\n\n"),
        ("{% note %}一{{< /note >}}", "{% note %}一`{{< /note >}}`"),
        ("{{< note >}}一", "`{{< note >}}`一"),
        ("{{< tip >}}{{< quote >}}一{{< /tip >}}", "\n> [!TIP]\n> `{{< quote >}}`一\n\n"),
        ("{{< alert >}}{{< alert >}}一{{< /alert >}}{{< /alert >}}",
         "\n> [!NOTE]\n> > [!NOTE]\n> > 一\n\n"),
        ("{{< rawhtml >}}<b>{{ x }}</b>{{< /rawhtml >}}", "<b>{{ x }}</b>"),
        ("{{< math >}}a_b{{< /math >}}", "\n$$\na_b\n$$\n"),
    ],
)  # fmt: skip
def test_an_end_belongs_to_the_nearest_opening_of_its_kind(text, markdown):
    assert convert(text) == markdown


@pytest.mark.parametrize("depth", [49, 50, 200])
def test_what_is_nested_too_deeply_is_text_and_nothing_is_lost(depth):
    text = "{{< note >}}" * depth + "最里" + "{{< /note >}}" * depth

    written = convert(text)

    assert written.count("[!NOTE]") == min(depth, 49)
    assert written.count("最里") == 1
