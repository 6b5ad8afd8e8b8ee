"""Windows onto the running site, and what a page of ours must never do in one."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    expect,
)

from django.conf import settings
from django.db import connection
from django.test import Client

# Seconds enough for a machine that runs two suites; what is there is not waited for.
expect.set_options(timeout=15_000)
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# Every window counts how often Wagtail's editor connected and how often it took the
# form's content as the one to compare with: once for each connection, 2 s later.
WATCHING = """
  window.watches = { connected: 0, begun: 0 };
  document.addEventListener("w-unsaved:ready", () => { window.watches.connected += 1; });
  document.addEventListener("w-unsaved:watch-edits", () => { window.watches.begun += 1; });
"""


@dataclass
class Room:
    """All windows of one test, each a browser of its own with its own cookies.

    `check()` asserts that no window asked another host for anything, logged an
    error, or opened a dialog.
    """

    browser: Browser
    address: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)
    # Other hosts a test sends its windows to on purpose.
    hosts: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        for context in self.contexts:
            context.close()

    def open(self, user: Any = None, **options: Any) -> Page:
        """A new window; signed in without the form where a `user` is given."""
        options = {"viewport": WIDE, "locale": "zh-CN", **options}
        context = self.browser.new_context(base_url=self.address, **options)
        context.set_default_timeout(15_000)
        context.add_init_script(WATCHING)
        context.on("request", self._requested)
        context.on("console", self._logged)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("dialog", self._asked)
        self.contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, self.address)])
        return context.new_page()

    def check(self) -> None:
        found = (self.foreign, self.errors, self.dialogs)
        assert not any(found), f"foreign, errors, dialogs: {found}"

    def expect_refusal(self) -> None:
        """Takes back one dialog and the answer 400 it told of."""
        assert len(self.dialogs) == 1
        assert ["400" in error for error in self.errors] == [True]
        self.dialogs.clear()
        self.errors.clear()

    def _requested(self, request: Request) -> None:
        ours = (f"{self.address}/", "data:", "blob:", *self.hosts)
        is_ours = request.url.startswith(ours)
        if not is_ours:
            self.foreign.append(request.url)

    def _logged(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            where = message.location.get("url", "")
            self.errors.append(f"{message.text} ({where})")

    def _asked(self, dialog: Any) -> None:
        self.dialogs.append(f"{dialog.type}: {dialog.message}")
        dialog.accept()


def session_cookie(user: Any, address: str) -> dict[str, Any]:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": address}


def sign_in(page: Page, user: Any, password: str = "renran-test") -> None:
    """Through the form, as people do; `page` must show it."""
    page.get_by_label("用户名").fill(user.username)
    page.get_by_label("密码").fill(password)
    page.locator("main").get_by_role("button", name="登录").click()


def agree(page: Page) -> None:
    """To the terms, which everybody is asked about at first."""
    page.get_by_label("我已阅读并同意").check()
    page.get_by_role("button", name="同意并继续").click()


def shoot(page: Page, name: str, *, full_page: bool = False) -> list[Path]:
    """Pictures of `page`, wide and narrow, light and dark, in `var/screenshots/`."""
    folder = Path(settings.VAR_DIR) / "screenshots" / connection.vendor
    taken = []
    for width, size in (("1440", WIDE), ("390", NARROW)):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            taken.append(folder / f"{name}-{width}-{scheme}.png")
            page.screenshot(path=taken[-1], full_page=full_page, animations="disabled")
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    return taken


# --- The editor ---------------------------------------------------------------


def markdown_editor(page: Page, number: int = 0) -> Any:
    """The box of the Markdown editor with this number, counted from the top."""
    return page.locator(".EasyMDEContainer").nth(number)


def write(page: Page, text: str, number: int = 0) -> None:
    """Put `text` at the end of an editor, as a keyboard or an input method does."""
    editor = markdown_editor(page, number)
    editor.locator(".CodeMirror-lines").click()
    editor.locator(".CodeMirror-focused").wait_for()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)
    assert source_of(page, number).endswith(text), source_of(page, number)


def source_of(page: Page, number: int = 0) -> str:
    """The Markdown in an editor."""
    box = markdown_editor(page, number).locator(".CodeMirror")
    return str(box.evaluate("box => box.CodeMirror.getValue()"))


UNTIL = """new Promise((done, fail) => {
  const end = Date.now() + 15000;
  const look = () => {
    if (%s) done();
    else if (Date.now() > end) fail(new Error("never came true"));
    else setTimeout(look, 30);
  };
  look();
})"""


def until(page: Page, condition: str) -> None:
    """Wait until this JavaScript is true. Playwright's own way evaluates a string
    in the page, which ours forbid."""
    page.evaluate(UNTIL % condition)


def wait_until_watched(page: Page) -> None:
    """Until a change to the form counts as one: Wagtail waits before it looks.

    The form connects twice where its fields come after it; a change between the
    two beginnings would count as the form's own content.
    """
    until(page, "watches.connected > 0 && watches.begun >= watches.connected")


@contextmanager
def saving(page: Page) -> Iterator[None]:
    """Around a change: leaves when it has saved itself."""
    is_saving = re.compile(r"/admin/pages/\d+/edit/$")
    with page.expect_response(is_saving) as answer:
        yield
    assert answer.value.json()["success"] is True


def add_block(page: Page, label: str) -> None:
    """Append a block of this kind to the article's body."""
    body = page.locator("[data-contentpath=body]").first
    blocks = int(body.locator("input[name=body-count]").input_value())
    # One before each block and one at the end; a new one slides in.
    places = body.locator("button.c-sf-add-button:visible")
    expect(places).to_have_count(blocks + 1)
    places.nth(blocks).click()
    page.get_by_role("option", name=label, exact=True).click()
    expect(places).to_have_count(blocks + 2)


def normalised(page: Page, html: str) -> str:
    """`html` as the browser would write it back."""
    parse = "html => { const t = document.createElement('template'); t.innerHTML = html; return t.innerHTML; }"
    return str(page.evaluate(parse, html))


def choose_action(page: Page, name: str) -> None:
    """Press a button of the menu beside "save", and wait for where it leads.

    What saves itself has to be done first: a save that comes after a submission
    is refused, and the browser says so.
    """
    page.locator("form[data-w-unsaved-has-edits-value=false]").wait_for()
    page.locator("[data-w-autosave-state-value=saved]").first.wait_for()
    page.locator("footer .w-dropdown__toggle").first.click()
    with page.expect_response(_is_submission):
        page.get_by_role("button", name=name).click()


def _is_submission(answer: Response) -> bool:
    request = answer.request
    return request.method == "POST" and request.is_navigation_request()
