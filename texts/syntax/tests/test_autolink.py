import pytest

from texts import render


def linked(source: str) -> list[str]:
    """Each link of the rendered source as "address text"."""
    html = render(source).html
    parts = html.split('<a href="')[1:]
    return [p.split('"')[0] + " " + p.split(">")[1].split("<")[0] for p in parts]


def link(url: str) -> str:
    return f'<a href="{url}" rel="noopener">{url}</a>'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("详见https://a.com/b。然后", f"详见{link('https://a.com/b')}。然后"),
        ("（https://a.com/b）然后", f"（{link('https://a.com/b')}）然后"),
        ("(https://a.com/b)然后", f"({link('https://a.com/b')})然后"),
        ("《https://a.com》", f"《{link('https://a.com')}》"),
        ("“https://a.com/b”说", f"“{link('https://a.com/b')}”说"),
        ("https://a.com/b，c", f"{link('https://a.com/b')}，c"),
        ("https://a.com/b…完", f"{link('https://a.com/b')}…完"),
        ("https://a.com/b——完", f"{link('https://a.com/b')}——完"),
        ("https://a.com/b\u3000完", f"{link('https://a.com/b')}\u3000完"),
        ("https://a.com然后", f"{link('https://a.com')}然后"),
        ("地址:https://a.com", f"地址:{link('https://a.com')}"),
        ("**https://a.com/b**后", f"<strong>{link('https://a.com/b')}</strong>后"),
        ("~~https://a.com/b~~后", f"<del>{link('https://a.com/b')}</del>后"),
        ("http://localhost:8000/x 好", f"{link('http://localhost:8000/x')} 好"),
        ("https://a.com/x_y_z", link("https://a.com/x_y_z")),
        ("https://a.com/b(c)", link("https://a.com/b(c)")),
        ("https://a.com/b).", f"{link('https://a.com/b')})."),
        ("https://a.com|b", f"{link('https://a.com')}|b"),
        ('"https://a.com/b"', f'"{link("https://a.com/b")}"'),
        ("[https://a.com/b]", f"[{link('https://a.com/b')}]"),
    ],
)
def test_an_address_ends_where_its_sentence_goes_on(source, html):
    assert render(source).html == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    ("source", "links"),
    [
        ("www.a.com、www.b.com", ["http://www.a.com www.a.com", "http://www.b.com www.b.com"]),
        ("邮箱a@b.com。", ["mailto:a@b.com a@b.com"]),
        ("邮箱：a_b.c-d+e@b.com", ["mailto:a_b.c-d+e@b.com a_b.c-d+e@b.com"]),
        ("mailto:a@b.co", ["mailto:a@b.co mailto:a@b.co"]),
        ("https://a.com/中文", ["https://a.com/%E4%B8%AD%E6%96%87 https://a.com/中文"]),
        ("https://例子.中国/", ["https://xn--fsqu00a.xn--fiqs8s/ https://例子.中国/"]),
        ("HTTPS://A.com/x", ["HTTPS://A.com/x HTTPS://A.com/x"]),
        ("https://a.com/?a=1&amp;", ["https://a.com/?a=1 https://a.com/?a=1"]),
        ("https://u:p@a.com/x", ["https://u:p@a.com/x https://u:p@a.com/x"]),
    ],
)  # fmt: skip
def test_other_addresses(source, links):
    assert linked(source) == links


@pytest.mark.parametrize(
    "source",
    [
        "https://",
        "http://。",
        "www.",
        "www.a",
        "www.a_b.c",
        "http://a_b.c_d",
        "xhttps://a.com",
        "1www.a.com",
        "a@b",
        "a@b.c-",
        "/a@b.com",
        "@b.com",
        "a@",
        "`https://a.com`",
        "\\https",
    ],
)
def test_no_addresses(source):
    assert linked(source) == []


def test_addresses_in_links_and_code_stay_as_they_are():
    assert linked("[见 https://a.com](/b)") == ["/b 见 https://a.com"]
    assert linked("<a href='/b'>https://a.com</a>") == ["/b https://a.com"]


def test_an_escaped_character_is_no_part_of_a_mail_address():
    assert render("a\\_b@c.com").html == "<p>a_b@c.com</p>\n"


def test_ftp_is_recognised_but_not_linked():
    assert render("ftp://a.b/c").html == "<p>ftp://a.b/c</p>\n"
