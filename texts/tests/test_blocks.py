import pytest
from bs4 import BeautifulSoup

from texts import render


def html(source: str, **options) -> str:
    return render(source, **options).html


def test_a_table_scrolls_and_keeps_its_alignment():
    assert html("| 甲 | 乙 |\n|:-:|--:|\n| 1 | **2** |") == (
        '<div class="table-scroll" tabindex="0" role="region">\n<table>\n<thead>\n<tr>\n'
        '<th class="align-center">甲</th>\n<th class="align-right">乙</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td class="align-center">1</td>\n'
        '<td class="align-right"><strong>2</strong></td>\n</tr>\n</tbody>\n</table>\n</div>\n'
    )


def test_a_table_of_a_hundred_columns_is_one_and_of_more_is_text():
    def wide(columns: int) -> str:
        return "|a" * columns + "|\n" + "|-" * columns + "|"

    assert html(wide(100)).count("<th>") == 100
    assert html(wide(101)).count("<th>") == 0


def test_task_list():
    assert html("- [x] 做完\n- [ ] 没做\n- 其他") == (
        '<ul class="contains-task-list">\n'
        '<li class="task-list-item"><input checked="" disabled="" type="checkbox"> 做完</li>\n'
        '<li class="task-list-item"><input disabled="" type="checkbox"> 没做</li>\n'
        "<li>其他</li>\n</ul>\n"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("~~删~~", "<del>删</del>"),
        ("10~20元，运费30~40元", "10~20元，运费30~40元"),
        ("~好~", "~好~"),
        ("~~~", "~~~"),
        ("a ~~~b~~~", "a ~~~b~~~"),
        ("好~~", "好~~"),
    ],
)
def test_only_two_tildes_strike_through(source, expected):
    assert html(f"甲 {source}") == f"<p>甲 {expected}</p>\n"


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("NOTE", "注意"),
        ("TIP", "提示"),
        ("IMPORTANT", "重要"),
        ("WARNING", "警告"),
        ("caution", "当心"),
    ],
)
def test_alerts(kind, title):
    assert html(f"> [!{kind}]\n> 正文") == (
        f'<div class="callout callout-{kind.lower()}">\n'
        f'<p class="callout-title">{title}</p>\n<p>正文</p>\n</div>\n'
    )


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("NOTE", "Note"),
        ("TIP", "Tip"),
        ("IMPORTANT", "Important"),
        ("WARNING", "Warning"),
        ("CAUTION", "Caution"),
    ],
)
def test_alerts_in_an_english_text(kind, title):
    assert html(f"> [!{kind}]\n> text", language="en") == (
        f'<div class="callout callout-{kind.lower()}">\n'
        f'<p class="callout-title">{title}</p>\n<p>text</p>\n</div>\n'
    )


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh-hant", "注意"), ("zh", "注意"), ("en-GB", "Note"), ("fr", "Note")],
)
def test_the_first_part_of_the_language_decides(language, title):
    rendered = html("> [!NOTE]\n> a", language=language)
    assert f'<p class="callout-title">{title}</p>' in rendered


def test_an_unknown_alert_is_a_quote():
    assert html("> [!FOO]\n> a") == "<blockquote>\n<p>[!FOO]\na</p>\n</blockquote>\n"


def test_footnotes_name_their_scope():
    assert html("甲[^1]乙[^注]丙[^1]\n\n[^1]: 一\n[^注]: 二", scope="b2") == (
        '<p>甲<sup class="footnote-ref"><a href="#fn-b2-1" id="fnref-b2-1">1</a></sup>'
        '乙<sup class="footnote-ref"><a href="#fn-b2-2" id="fnref-b2-2">2</a></sup>'
        '丙<sup class="footnote-ref"><a href="#fn-b2-1" id="fnref-b2-1-2">1</a></sup></p>\n'
        '<div class="footnotes">\n<ol>\n'
        '<li id="fn-b2-1"><p>一 <a href="#fnref-b2-1" class="footnote-backref">↩︎</a>'
        ' <a href="#fnref-b2-1-2" class="footnote-backref">↩︎</a></p>\n</li>\n'
        '<li id="fn-b2-2"><p>二 <a href="#fnref-b2-2" class="footnote-backref">↩︎</a></p>\n'
        "</li>\n</ol>\n</div>\n"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("甲[^1]", "<p>甲[^1]</p>\n"),
        ("甲[^2]\n\n[^1]: 一", "<p>甲[^2]</p>\n"),
        ("甲[^ 1]\n\n[^1]: 一", "<p>甲[^ 1]</p>\n"),
        ("`[^1]`\n\n[^1]: 一", "<p><code>[^1]</code></p>\n"),
    ],
)
def test_what_is_no_footnote(source, expected):
    assert html(source) == expected


def test_a_footnote_in_a_link_is_found_once():
    assert html("[甲[^1]](/a)\n\n[^1]: 一").count("fnref-1") == 2


def test_definition_list():
    assert html("术语\n: 解释一\n: 解释二") == (
        "<dl>\n<dt>术语</dt>\n<dd>解释一</dd>\n<dd>解释二</dd>\n</dl>\n"
    )


def test_mermaid_keeps_its_source():
    rendered = render('```mermaid\ngraph TD; A-->B["<b>"]\n```')

    assert rendered.html == (
        '<pre class="mermaid">graph TD; A--&gt;B["&lt;b&gt;"]\n</pre>\n'
    )
    assert rendered.features == {"mermaid"}


def test_indented_code():
    assert html("    a < b\n") == '<pre class="code"><code>a &lt; b\n</code></pre>\n'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("甲<script>乙", "<p>甲&lt;script&gt;乙</p>\n"),
        (
            "<iframe src=/a></iframe>",
            "<p>&lt;iframe src=/a&gt;&lt;/iframe&gt;</p>\n",
        ),
        ("<textarea>\n\n甲", "<p>&lt;textarea&gt;</p>\n<p>甲</p>\n"),
        ("<kbd>Ctrl</kbd>", "<p><kbd>Ctrl</kbd></p>\n"),
    ],
)
def test_disallowed_html_becomes_text(source, expected):
    assert html(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "<script>let a = '甲'\n\nb()</script>\n",
        "<style>\n*甲* {}\n</style>\n",
        "<?php\n\necho '甲' ?>\n",
    ],
)
def test_a_whole_script_is_shown_as_code(source):
    soup = BeautifulSoup(html(f"{source}\n**乙**"), "html.parser")

    assert soup.pre.get_text() == source
    assert soup.strong.get_text() == "乙"
    assert source.strip() in render(source).text.replace("b()", "\nb()").replace(
        "echo", "\necho"
    )
