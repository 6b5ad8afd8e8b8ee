"""Ten times the text takes ten times as long, whatever it is made of.

A pattern whose quantifiers can take the same signs takes a hundred times as long: a
zip of a few hundred bytes would keep a worker busy for an hour.
"""

import time
from itertools import product

import pytest

from transfer.errors import ReadError
from transfer.markup.headings import glued_heading
from transfer.markup.paywall import blocks_of
from transfer.markup.prepare import prepare_body
from transfer.reading.library import Library
from transfer.reading.read import read_post
from transfer.reading.sources import Source

SMALL, TIMES = 1200, 10
# A ratio of times a machine shares with others; quadratic is 100.
LINEAR, BRIEF = 45, 0.1
BEFORE = (
    *("", "x\n", "---", "--- ", "---\n", "---\ntitle: ", "---\nmessage: ", "---\n'"),
    *("title: x\n---", "+++\n", "+++\na = ", ";;;\n", "{", "# ", "# a", "](", "![a](b"),
    *(
        "{%",
        "{{<",
        "{{%",
        "{{",
        "<img ",
        "<img a=",
        "> ",
        "1. ",
        "[a]: ",
        ".. ",
        "::: ",
    ),
)
FILLING = (
    *(" ", "\u00a0", "\u200b", "\t", "\n", "-", "+", "a", "enter", "a.", "a-", "a: "),
    *("[", "](", "![", "![](", "[a](", "{% ", "{{< ", "{{ ", "`", "\\", '\\"', '"."'),
    *("<!--", "*a ", "_a ", "#", '"', "'", "|", ":", ">", "- ", "<img src=a>", "a b "),
    *(
        "{",
        "}",
        "[[",
        "%%",
        "~",
        "1",
        "/",
        "a.b\n",
        "[a]\n",
        "- a\n",
        "```\n",
        "::: a\n",
    ),
)
AFTER = ("\x01", "=1\n+++\nx", "\n---\nx\x01")


class Nowhere:
    def page(self, post):
        return None

    image = data_image = page


def read(text):
    try:
        post = read_post("source/_posts/a.md", text.encode())
    except ReadError:
        return
    prepare_body(post, Library(Source()), Nowhere())
    glued_heading(post.body)
    blocks_of(post.body)


def cost(before, filling, after, size):
    text = before + filling * (size // len(filling)) + after
    begun = time.process_time()
    read(text)
    return time.process_time() - begun


@pytest.mark.parametrize("before", BEFORE)
def test_what_a_post_repeats_is_read_in_linear_time(before):
    slow = []
    for filling, after in product(FILLING, AFTER):
        big = cost(before, filling, after, SMALL * TIMES)
        if big < BRIEF:
            continue
        small = min(cost(before, filling, after, SMALL) for _time in range(3))
        if big > LINEAR * small:
            slow.append((filling, after, round(small, 4), round(big, 3)))

    assert slow == []
