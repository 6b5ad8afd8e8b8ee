"""Diagrams are drawn in a frame without rights; what comes out of it runs nothing."""

import pytest
from playwright.sync_api import expect

from accounts.staff import roles
from accounts.tests.factories import UserFactory
from articles.tests.factories import ArticlePageFactory

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,  # what Chromium makes of pages
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LABELS = [
    "<img src=x onerror=alert(__xss=1)>",
    "<a href='javascript:alert(__xss=1)'>x</a>",
    "<svg onload=alert(__xss=1)>",
    "<iframe srcdoc='<script>alert(__xss=1)</script>'></iframe>",
    "&lt;img src=x onerror=alert(__xss=1)&gt;",
    "#lt;img src=x onerror=alert(__xss=1)#gt;",
]
# In the roots of all drawings: handlers, script addresses, elements that run.
ARMED = """() => [...document.querySelectorAll("pre.mermaid > span")]
  .flatMap(({ shadowRoot }) => [...shadowRoot.querySelectorAll("*")])
  .filter((element) => /^(script|iframe|object|embed)$/i.test(element.localName) ||
    [...element.attributes].some(({ name, value }) => /^on/i.test(name) || /^javascript:/i.test(value)))
  .map((element) => element.outerHTML)"""


def diagrams(*labels: str) -> str:
    return "\n\n".join(
        f'```mermaid\ngraph TD\n  A["{label}"] --> B[结束]\n```' for label in labels
    )


def test_a_diagram_is_drawn_at_each_visit(room):
    article = ArticlePageFactory(markdown=diagrams("开始"))
    page = room.open()

    # The second time the browser asks whether the frame it keeps is still the same.
    for _ in range(2):
        page.goto(article.url)
        expect(page.locator("pre.mermaid svg")).to_contain_text("开始")
    room.check()


def test_a_diagram_runs_nothing_even_at_the_desk(room):
    """Where the policy lets Wagtail's markup run scripts, a draft's drawing has none."""
    article = ArticlePageFactory(markdown=diagrams(*LABELS))
    page = room.open(UserFactory(groups=[roles.EDITORS]))

    page.goto(f"/admin/pages/{article.pk}/view_draft/")
    expect(page.locator("pre.mermaid.is-drawn")).to_have_count(len(LABELS))

    assert page.evaluate(ARMED) == []
    scripts = [frame.evaluate("typeof window.__xss") for frame in page.frames]
    assert (scripts, room.dialogs) == (["undefined", "undefined"], [])
    # Mermaid measures labels as they are written: its frame says what it stopped.
    room.errors.clear()
