"""The import's pages in a browser."""

import pytest

from articles.tests.factories import AuthorPageFactory
from tests.browser import NARROW
from transfer.models import MarkdownImport
from transfer.writing.owners import anthology_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_on_a_phone_each_result_is_one_line(room):
    author = AuthorPageFactory(title="甲")
    notes = [["kept_private", "draft"], ["missing_image", "img/" + "x" * 60 + ".png"]]
    line = {"path": "source/_posts/" + "很长的名字" * 8 + ".md", "status": "imported"}
    row = MarkdownImport.objects.create(
        user=author.user,
        anthology=anthology_of(author),
        file_name="blog.zip",
        state="done",
        report=[line | {"notes": notes, "page_id": None}],
    )
    page = room.open(author.user)
    page.set_viewport_size(NARROW)
    page.goto(f"/admin/import-markdown/{row.pk}/")
    cell = page.get_by_role("cell", name="已导入", exact=True)
    lines = "e => { const r = document.createRange(); r.selectNodeContents(e);"
    lines += " return new Set([...r.getClientRects()].map(b => b.top)).size }"

    assert cell.evaluate(lines) == 1
