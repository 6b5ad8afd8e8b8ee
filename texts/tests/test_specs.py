import re

from texts import to_html
from texts.tests.specs import examples

_TASK_CLASSES = re.compile(r' class="(?:task-list-item|contains-task-list)"')


def test_every_commonmark_example_renders_by_the_letter():
    spec = examples("commonmark.txt")

    failed = [e.number for e in spec if to_html(e.markdown) != e.html]

    assert (len(spec), failed) == (652, [])


def test_every_gfm_extension_example_renders_by_the_letter():
    spec = [e for e in examples("gfm.txt") if e.extension]

    failed = [e.number for e in spec if gfm(e.markdown) != e.html]

    kinds = {e.extension for e in spec}
    assert kinds == {"table", "disabled", "strikethrough", "autolink", "tagfilter"}
    assert (len(spec), failed) == (24, [])


def gfm(source: str) -> str:
    # The specification names no classes, and writes no slash in void elements.
    return _TASK_CLASSES.sub("", to_html(source, gfm=True)).replace(" />", ">")
