import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transfer.markup.body import convert_tags, excerpt_of
from transfer.markup.tags import Plain, nodes
from transfer.markup.tests.places import KnownPosts

PLACES = KnownPosts(hello=("page:7", "你好"), **{"blog/x.md": ("page:8", "X")})


def convert(text):
    return convert_tags(text, PLACES)


@pytest.mark.parametrize(
    ("tag", "markdown"),
    [
        ("{% asset_img a.jpg %}", "![](a.jpg)"),
        ('{% asset_img left small a.jpg 100 20 "题 目" "替代" %}', '![替代](a.jpg "题 目")'),
        ("{% img [css] /img/a.png 10 10 '\"t\" \"a\"' %}", '![a](/img/a.png "t")'),
        ("{% asset_link a.zip 下载 %}", "[下载](a.zip)"),
        ("{% post_link hello %}", "[你好](page:7)"),
        ("{% post_link hello '看 这里' %}", "[看 这里](page:7)"),
        ("{% link 谷歌 https://g.cn true 说明 %}", '[谷歌](https://g.cn "说明")'),
        ("{% youtube I07XMi7MHd4 %}", "[https://www.youtube.com/watch?v=I07XMi7MHd4](https://www.youtube.com/watch?v=I07XMi7MHd4)"),
        ("{% btn https://a.cn, 去, home %}", "[去](https://a.cn)"),
        ("{% label primary@重点 %}", "**重点**"),
        ("[x]({% post_url hello %})", "[x](page:7)"),
        ("[x]({{ site.baseurl }}{% post_url hello %})", "[x](page:7)"),
        ("![x]({{ site.url }}/img/a.png)", "![x](/img/a.png)"),
        ('<a href="{{ "/about" | relative_url }}">x</a>', '<a href="/about">x</a>'),
        ('[x]({{< ref "blog/x.md#z" >}})', "[x](page:8#z)"),
        ("[x]({{% relref blog/x.md %}})", "[x](page:8)"),
        ('{{< figure src="a.png" title="题" alt="替" >}}', '![替](a.png "题")'),
        ('{{<figure src="a.png" link="https://b.cn">}}', "[![](a.png)](https://b.cn)"),
        ("{{< bilibili BV1x >}}", "[https://www.bilibili.com/video/BV1x](https://www.bilibili.com/video/BV1x)"),
        ("{% raw %}{{ 原样 }}{% endraw %}", "{{ 原样 }}"),
        ("{% comment %}藏{% endcomment %}", "<!--藏-->"),
        ("{{</* youtube x */>}}", "`{{< youtube x >}}`"),
    ],
)  # fmt: skip
def test_known_tags_become_markdown(tag, markdown):
    assert convert(f"前 {tag} 后") == f"前 {markdown} 后"


@pytest.mark.parametrize(
    ("tags", "markdown"),
    [
        ("{% blockquote 鲁迅, 呐喊 %}\n一\n\n二\n{% endblockquote %}",
         "\n> 一\n>\n> 二\n>\n> — 鲁迅, 呐喊\n\n"),
        ("{% quote 甲 https://a.cn 题 %}\n一\n{% endquote %}",
         "\n> 一\n>\n> — 甲 [题](https://a.cn)\n\n"),
        ("{% note warning 小心 %}\n一\n{% endnote %}", "\n> [!WARNING]\n> **小心**\n>\n> 一\n\n"),
        ("{% codeblock 例 lang:js https://a.cn %}\nlet a = '{{ b }}'\n{% endcodeblock %}",
         "\n[例](https://a.cn)\n\n```js\nlet a = '{{ b }}'\n```\n"),
        ("{% highlight ruby linenos %}\nputs 1\n{% endhighlight %}", "\n```ruby\nputs 1\n```\n"),
        ("{% codeblock %}\n```\n{% endcodeblock %}", "\n````\n```\n````\n"),
        ('{{< highlight go "linenos=table" >}}\nx := 1\n{{< /highlight >}}', "\n```go\nx := 1\n```\n"),
        ("{{% notice tip 题 %}}\n一\n{{% /notice %}}", "\n> [!TIP]\n> **题**\n>\n> 一\n\n"),
        ("{{< mermaid >}}\na-->b\n{{< /mermaid >}}", "\n```mermaid\na-->b\n```\n"),
        ("{% note %}\n{% quote %}\n一\n{% endquote %}\n{% endnote %}",
         "\n> [!NOTE]\n> > 一\n\n"),
        ("- 项\n  {% note %}\n  一\n  {% endnote %}\n- 项",
         "- 项\n  \n  > [!NOTE]\n  > 一\n  \n  \n- 项"),
    ],
)  # fmt: skip
def test_known_pairs_become_markdown(tags, markdown):
    assert convert(tags) == markdown


@pytest.mark.parametrize(
    "tag",
    ["{% include_code a lang:cpp cpp/math_function.h %}", "{% post_link nowhere %}", "{{ page.title }}",
     "{% if a %}", "{% endif %}", "{% note %}", "{% endnote %}", "{% raw %}", "{{ .Site }}",
     "{{ site.url }}", "{{< unknown >"],
)  # fmt: skip
def test_all_others_stay_as_text(tag):
    assert convert(f"前 {tag} 后") == f"前 {tag} 后"


@pytest.mark.parametrize(
    "tag", ["{{<tabs a>}}", "{% x *a* %}", '{% post_link no "<b>" %}']
)
def test_marks_in_an_unknown_tag_cannot_act(tag):
    converted = convert(f"前 {tag} 后")

    assert tag in converted
    assert converted.strip("前后 ").startswith("`")


@pytest.mark.parametrize(
    "code",
    ["`{% post_link hello %}`", "```\n{% note %}\n```\n", "~~~\n{{< youtube x >}}\n~~~\n",
     "文\n\n    {% raw %}x{% endraw %}\n", "- 项\n\n  ```\n  {% img /a.png %}\n  ```\n",
     "> ```\n> {% label a@b %}\n> ```\n", "``a ` {% label a@b %}``", "<pre>\n{% label a@b %}\n</pre>\n",
     "`{% raw %}` 和 `{% endraw %}`"],
)  # fmt: skip
def test_code_is_never_touched(code):
    assert (
        convert(f"前\n\n{code}\n\n后 {{% label a@b %}}") == f"前\n\n{code}\n\n后 **b**"
    )


@pytest.mark.parametrize(
    "mark", ["<!--more-->", "<!-- more -->", "<!---more-->", "<!-- More --->"]
)
def test_excerpt_ends_at_the_mark(mark):
    assert excerpt_of(f"摘要 `<!--more-->`\n\n{mark}\n\n正文") == "摘要 `<!--more-->`"


def test_no_mark_no_excerpt():
    assert excerpt_of("文\n\n```\n<!--more-->\n```\n<!-- more beans here -->") == ""


@pytest.mark.parametrize(
    "opening", ["{%", "{{<", "{% note %}", "{% raw %}", "{{", "`", "`{% a %}``", "> "]
)
def test_hostile_repetition_stays_fast(opening):
    started = time.perf_counter()
    convert(opening * 20_000)

    assert time.perf_counter() - started < 2


@given(st.text(alphabet="{}%<>/ `~\n\tabrw*[]()\\\"'", max_size=200))
def test_nodes_lose_nothing(text):
    raw = "".join(
        node.text if isinstance(node, Plain) else node.raw for node in nodes(text)
    )

    assert raw == text
    assert isinstance(convert(text), str)
