"""No script of a writer's runs: every field, every public page, Chromium itself."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from django.urls import reverse

from articles.models import Submission
from tests.browser import Room, markdown_editor
from tests.hostile_library import PAYLOADS, HostileLibrary, packed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,  # what Chromium makes of pages
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

# What a script would need: a handler, a script address, an element that runs.
ARMED = """() => {
  const links = ["href", "src", "action", "formaction", "xlink:href", "data", "srcdoc"];
  const isScript = (value) => /^[\\s\\x00-\\x1f]*(javascript|vbscript|data:text)/i.test(value);
  const isArmed = (element) => [...element.attributes].some(({ name, value }) =>
    /^on/i.test(name) || name === "srcdoc" || (links.includes(name) && isScript(value)));
  return [...document.querySelectorAll("*")].filter(isArmed).map((e) => e.outerHTML.slice(0, 200));
}"""


# Files that are nowhere, and what the frame of diagrams stopped: mermaid measures
# labels as they are written, tests/site/test_diagrams.py looks at what comes out.
EXPECTED = re.compile(r"Failed to load resource|/mermaid\.min\.js\)$|/_diagram/\)$")


class Walk:
    """Opens page after page and collects what ran or stands ready to run."""

    def __init__(self, room: Room, page: Page) -> None:
        self.room, self.page = room, page
        self.faults: list[str] = []

    def visit(self, address: str, *, status: int = 200) -> None:
        answer = self.page.goto(address, wait_until="load")
        assert answer is not None
        assert answer.status == status, address
        self.look(address)

    def look(self, where: str) -> None:
        ran = self.page.evaluate("typeof window.__xss")
        if ran != "undefined" or self.room.dialogs:
            self.faults.append(f"{where}: ran {ran} {self.room.dialogs}")
        self.faults += [f"{where}: {part}" for part in self.page.evaluate(ARMED)]

    def check(self) -> None:
        loud = [error for error in self.room.errors if not EXPECTED.search(error)]
        assert (self.faults, loud, self.room.dialogs) == ([], [], [])
        self.room.errors.clear()
        self.room.foreign.clear()


def test_no_script_of_a_writer_runs(room):
    assert len(PAYLOADS) >= 60
    library = HostileLibrary()
    walk_public_pages(room, library)
    walk_admin(room, library)


def walk_public_pages(room: Room, library: HostileLibrary) -> None:
    walk = Walk(room, room.open(library.reader()))
    for address in public_addresses(library):
        walk.visit(address)
    for query in searches():
        walk.visit(f"/search/?q={quote(query)}")
    walk.visit(f"/accounts/login/?next={quote(' '.join(PAYLOADS[:30]))}")
    walk.visit(f"/accounts/login/?next={quote('javascript:alert(__xss=1)')}")
    walk.visit(f"/{quote('<img src=x onerror=alert(__xss=1)>')}/", status=404)
    walk.check()


def searches() -> list[str]:
    texts: list[str] = []
    for text in packed(100):
        if text in texts:
            return texts[:30]
        texts.append(text)
    return texts


def public_addresses(library: HostileLibrary) -> list[str]:
    pages = [
        *library.articles,
        *library.anthologies,
        *library.topics[:4],
        *library.authors[:6],
        library.standard,
    ]
    tags = [tag["slug"] for tag in library.articles[0].rendered.tags]
    lists = ["/", "/en/", "/topics/", "/tags/", "/archive/", "/search/"]
    authors = [f"/authors/?page={number}" for number in (1, 2, 3)]
    return [
        *(page.url for page in pages),
        *lists,
        *authors,
        *(reverse("articles:tag", args=[slug]) for slug in tags),
    ]


def walk_admin(room: Room, library: HostileLibrary) -> None:
    sent_back = library.send_back()
    desk = Walk(room, room.open(library.author.user))
    desk.visit("/admin/")
    desk.visit(f"/admin/pages/{sent_back[0].pk}/edit/")
    preview(desk)
    office = Walk(room, room.open(library.editor))
    for address in admin_addresses(library, sent_back):
        office.visit(address)
    desk.check()
    office.check()


def preview(desk: Walk) -> None:
    """The Markdown editor's own preview, and Wagtail's of the whole page."""
    editor = markdown_editor(desk.page)
    editor.get_by_role("button", name="预览", exact=True).click()
    desk.page.locator(".editor-preview-active > *").first.wait_for()
    desk.look("preview of the editor")


def admin_addresses(library: HostileLibrary, sent_back: list) -> list[str]:
    article = sent_back[0].pk
    submission = Submission.objects.filter(state="pending").first()
    assert submission is not None
    revisions = f"/admin/pages/{article}/revisions"
    settings = reverse("wagtailsettings:edit", args=["home", "sitesettings"])
    return [
        "/admin/",
        f"/admin/pages/{library.author.pk}/",
        f"/admin/pages/{library.anthologies[0].pk}/",
        f"/admin/pages/{library.author.pk}/edit/",
        f"/admin/pages/{library.anthologies[0].pk}/edit/",
        f"/admin/pages/{library.topics[0].pk}/edit/",
        f"/admin/pages/{library.standard.pk}/edit/",
        *(f"/admin/pages/{page.pk}/edit/" for page in library.articles[4:7]),
        f"/admin/pages/{article}/view_draft/",
        f"/admin/pages/{article}/history/",
        f"/admin/pages/{article}/workflow_history/",
        f"{revisions}/compare/earliest...latest/",
        f"/admin/pages/search/?q={quote(PAYLOADS[0])}",
        "/admin/snippets/articles/submission/",
        f"/admin/snippets/articles/submission/edit/{submission.pk}/",
        "/admin/reports/workflow/",
        "/admin/reports/site-history/",
        "/admin/images/",
        f"/admin/images/{library.picture.pk}/",
        settings,
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x onerror=alert(__xss=1)>",
        "<script>alert(__xss=1)</script>",
        "<a href=' javascript:alert(1)'>x</a>",
        "<p onclick=alert(1)>x</p>",
        "<iframe srcdoc=x></iframe>",
    ],
)
def test_the_walk_itself_notices_a_script(room, html):
    walk = Walk(room, room.open())

    # In an empty page: on ours the policy would stop it before the walk sees it.
    walk.page.set_content(f"<body>{html}</body>", wait_until="load")
    walk.look("here")

    assert walk.faults != []
    for found in (room.errors, room.dialogs):
        found.clear()
