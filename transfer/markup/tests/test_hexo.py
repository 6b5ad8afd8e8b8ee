"""Tags of Hexo and its themes: what they may leave out, and what they may not."""

import pytest

from transfer.markup.body import convert_tags
from transfer.markup.tests.places import KnownPosts

PLACES = KnownPosts(hello=("page:7", "你好"), **{"我的 文章": ("page:9", "文章")})


def convert(text):
    return convert_tags(text, PLACES)


@pytest.mark.parametrize(
    ("tag", "markdown"),
    [
        ("{% asset_img a.jpg 标题 %}", '![标题](a.jpg "标题")'),
        ("{%- asset_img a.png -%}", "![](a.png)"),
        ("{% asset_img\na.png %}", "![](a.png)"),
        ("{% image /a.png 100px 50% 题 %}", '![题](/a.png "题")'),
        ("{% img a.png '' 替代 %}", "![替代](a.png)"),
        ("{% asset_link a.zip %}", "[a.zip](a.zip)"),
        ('{% asset_link "我的 文件.zip" 下载 %}',
         "[下载](%E6%88%91%E7%9A%84%20%E6%96%87%E4%BB%B6.zip)"),
        ("{% post_link hello true %}", "[你好](page:7)"),
        ("{% post_link hello 看 这里 false %}", "[看 这里](page:7)"),
        ("{% post_link '我的 文章' %}", "[文章](page:9)"),
        ("[x]({% post_path hello %})", "[x](page:7)"),
        ("[x]({% post_url '我的 文章' %})", "[x](page:9)"),
        ("[x]({% link hello %})", "[x](page:7)"),
        ("[x]({% asset_path a.zip %})", "[x](a.zip)"),
        ("{% link 两 个词 /about/ %}", "[两 个词](/about/)"),
        ("{% link 首页 //a.cn false 题 目 %}", '[首页](//a.cn "题 目")'),
        ("{% button /x, , home %}", "[/x](/x)"),
        ("{% label @重点 %}", "**重点**"),
        ("{% pdf /a.pdf %}", "[/a.pdf](/a.pdf)"),
        ("{% iframe https://a.cn/x 100% 300 %}", "[https://a.cn/x](https://a.cn/x)"),
        ("{% vimeo 1 %}", "[https://vimeo.com/1](https://vimeo.com/1)"),
        ("{% gist a/b %}", "[https://gist.github.com/a/b](https://gist.github.com/a/b)"),
        ("{% codepen a/b %}", "[https://codepen.io/pen/a/b](https://codepen.io/pen/a/b)"),
    ],
)  # fmt: skip
def test_a_tag_may_leave_out_what_the_manual_says_it_may(tag, markdown):
    assert convert(f"前 {tag} 后") == f"前 {markdown} 后"


@pytest.mark.parametrize(
    "tag",
    ["{% youtube %}", "{% pdf %}", "{% asset_img %}", "{% asset_img noext %}", "{% img %}",
     "{% asset_link %}", "{% asset_path %}", "{% post_link %}", "{% post_path nowhere %}",
     "{% link %}", "{% link nowhere %}", "{% link 谷歌 g.cn %}", "{% btn /x %}",
     "{% btn a b, 去 %}", "{% btn , 去 %}", "{% label %}", "{% label red@ %}", "{% label 红 %}"],
)  # fmt: skip
def test_a_tag_without_what_it_needs_stays_to_be_seen(tag):
    assert convert(f"前 {tag} 后") == f"前 {tag} 后"


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("", ""),
        ("鲁迅", ">\n> — 鲁迅\n"),
        ("鲁迅, 呐喊", ">\n> — 鲁迅, 呐喊\n"),
        ("https://a.cn", ">\n> — [https://a.cn](https://a.cn)\n"),
        ("鲁迅 https://a.cn 呐喊 自序", ">\n> — 鲁迅 [呐喊 自序](https://a.cn)\n"),
        ("@张三 http://a.cn/x(1)", ">\n> — @张三 [http://a.cn/x(1)](http://a.cn/x%281%29)\n"),
    ],
)  # fmt: skip
def test_a_quote_names_its_source(words, by):
    written = convert(f"{{% blockquote {words} %}}\n文\n{{% endblockquote %}}")

    assert written == f"\n> 文\n{by}\n"


@pytest.mark.parametrize("name", ["pullquote", "centerquote", "cq"])
def test_a_pulled_quote_has_no_source(name):
    assert convert(f"{{% {name} left %}}文{{% end{name} %}}") == "\n> 文\n\n"


@pytest.mark.parametrize(
    ("words", "mark", "title"),
    [
        ("", "NOTE", ""),
        ("no-icon", "NOTE", ""),
        ("danger no-icon 题 目", "CAUTION", "**题 目**"),
        ("success flat", "TIP", ""),
        ("'info' modern \"小 心\"", "NOTE", "**小 心**"),
    ],
)
def test_a_note_has_a_kind_a_title_and_no_look(words, mark, title):
    head = f"\n> [!{mark}]\n" + (f"> {title}\n>\n" if title else "")

    assert convert(f"{{% note {words} %}}\n文\n{{% endnote %}}") == f"{head}> 文\n\n"


@pytest.mark.parametrize(
    ("name", "words", "summary"),
    [
        ("hideToggle", "点我, #fff", "点我"),
        ("fold", "'点 我'", "点 我"),
        ("details", "<b>&lt;", "&lt;b>&amp;lt;"),
        ("spoiler", "", ""),
    ],
)
def test_what_folds_has_a_summary_that_cannot_act(name, words, summary):
    written = convert(f"{{% {name} {words} %}}\n一\n\n二\n{{% end{name} %}}")

    assert written == (
        f"\n<details><summary>{summary}</summary>\n\n一\n\n二\n\n</details>\n\n"
    )


@pytest.mark.parametrize(
    ("words", "caption", "language"),
    [
        ("", "", ""),
        ("lang:go", "", "go"),
        ("两 个词 lang:c++", "\n两 个词\n", "c++"),
        ("line_number:false first_line:3 mark:1,2 lang:js", "", "js"),
        ("time:12", "\ntime:12\n", ""),
        ("https://a.cn", "\n[https://a.cn](https://a.cn)\n", ""),
        ("例 https://a.cn 源码 lang:py", "\n[例 源码](https://a.cn)\n", "py"),
    ],
)
def test_a_code_block_has_a_caption_and_a_language(words, caption, language):
    written = convert(f"{{% codeblock {words} %}}\n  x\n{{% endcodeblock %}}")

    assert written == f"{caption}\n```{language}\n  x\n```\n"


@pytest.mark.parametrize(
    ("tags", "markdown"),
    [
        ("{% math %}\na_b\n{% endmath %}", "\n$$\na_b\n$$\n"),
        ("{% mermaid %}A-->B{% endmermaid %}", "\n```mermaid\nA-->B\n```\n"),
        ("{% highlight %}x{% endhighlight %}", "\n```\nx\n```\n"),
        ("{% highlight `` %}x{% endhighlight %}", "\n```\nx\n```\n"),
        ("{% verbatim %}{{ x }}{% endverbatim %}", "{{ x }}"),
        ("{% comment %}a --> b <!-- {% endcomment %}", "<!--a - -&gt; b <!- - -->"),
        ("- 项\n  {% codeblock %}\n  x\n    y\n  {% endcodeblock %}",
         "- 项\n  \n  ```\n  x\n    y\n  ```\n  "),
    ],
)  # fmt: skip
def test_what_stands_in_verbatim_pairs_is_not_read(tags, markdown):
    assert convert(tags) == markdown
