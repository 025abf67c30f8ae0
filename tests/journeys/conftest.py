"""Journeys: a real Chromium against the running application, as named people, with an eye on accessibility."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, sync_playwright
from tools.browser import launch

from tests.cast import Cast, Member, make_cast
from thidua.accounts.models import User

AXE = Axe().axe_script
RUN_AXE = """options => axe.run(options).then(({violations}) =>
    violations.map(each => `${each.id} ${each.nodes[0].html.slice(0, 200)}`))"""
"""Only what is wrong comes back: to send all that is right takes as long again."""
GLANCE = """() => ({
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    errors: [...document.querySelectorAll(".tds-errors")].map(each => each.innerText).join(" "),
})"""

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey."""
    for item in items:
        if "journeys" in item.nodeid:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread; Django is not in it
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


def _optional(label: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(label)}(\s*\(không bắt buộc\))?\s*$")


@dataclass
class Walker:
    """One person at one browser. `go` opens a page and looks at it: no error, no finding of axe, no sideways scroll."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    looked_at: set[tuple[str, bool, int]] = field(default_factory=set)
    """Where axe has looked: addresses without their numbers, whether the page complained of a form, widths. All
    journeys of a run share it."""
    has_script: bool = True
    """Whether the browser runs scripts. Axe is one: where none runs, it does not look."""

    def go(self, path: str) -> Page:
        """Open `path` and check what came."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        self.look()
        return self.page

    def press(self, name: str, *, refused: str = "") -> None:
        """Press the button or follow the link called `name`, then look. A form that comes back with errors fails the
        journey unless one of them says `refused`.
        """
        pressed = self.page.get_by_role("button", name=name, exact=True)
        found = (pressed if pressed.count() else self.page.get_by_role("link", name=name, exact=True)).locator(
            "visible=true"
        )
        assert found.count(), f"{self.page.url} offers no “{name}”: {self.offers()}"
        with self.page.expect_navigation():
            found.first.click()
        errors = self.look()
        assert refused in errors if refused else not errors, f"“{name}” at {self.page.url}: {errors}"

    def offers(self) -> list[str]:
        """What can be pressed on this page, and what it complains of."""
        parts = self.page.locator("main").locator("a:visible, button:visible, summary:visible, .tds-errors")
        return [" ".join(words.split()) for words in parts.all_inner_texts()]

    def fill(self, label: str, value: str, *, within: str = "") -> None:
        """Write `value` into the field called `label`; the marker of optional fields is not named. `within` is what
        the card, group or row of the field says, where several have such a field.
        """
        self._place(within).get_by_label(_optional(label)).first.fill(value)

    def choose(self, label: str, option: str) -> None:
        """Choose the option that begins with `option` from the list called `label`."""
        field = self._place("").get_by_label(_optional(label)).first
        words = [each.strip() for each in field.locator("option").all_inner_texts()]
        (chosen,) = [each for each in words if each == option or each.startswith(f"{option},")]
        field.select_option(label=chosen)

    def tick(self, label: str, *, within: str = "") -> None:
        """Tick the box or button whose label begins with `label`; `within` as in `fill`."""
        self._place(within).get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first.check()

    def upload(self, label: str, file: Path) -> None:
        """Hand over a file."""
        self.page.get_by_label(_optional(label)).first.set_input_files(str(file))

    def sees(self, words: str) -> bool:
        """Whether the page shows `words` to the eye, whatever breaks its lines."""
        return words in " ".join(self.page.locator("main").inner_text().split())

    def _place(self, within: str) -> Locator:
        main = self.page.locator("main")
        if not within:
            return main
        group = main.get_by_role("group", name=_optional(within))
        return (
            group.first
            if group.count()
            else main.locator(":is(section, fieldset, .tds-card, tr, li)").filter(has_text=within).last
        )

    def look(self) -> str:
        """The page must be accessible, fit its window and keep to the content policy. What it says is wrong in a
        form."""
        found = self.findings()
        assert not found, found
        told = self.page.evaluate(GLANCE)
        assert told["overflow"] <= 0, f"{self.page.url} scrolls sideways by {told['overflow']} px"
        assert not self.complaints, self.complaints
        return str(told["errors"])

    def findings(self, *, in_full: bool = False, with_targets: bool = False) -> list[str]:
        """What axe finds on this page. A page seen before is the same page with other words; its colours, which take
        two thirds of the time, are the same at another width. `in_full` looks at everything whatever was seen;
        `with_targets` measures what can be pressed too, as WCAG 2.2 asks and axe by itself does not.
        """
        if not self.has_script:
            return []
        kind = re.sub(r"\d+", "‹n›", self.page.url.removeprefix(self.base).partition("#")[0])
        seen = (kind, self.page.locator(".tds-errors").count() > 0, self.page.viewport_size["width"])
        if seen in self.looked_at and not in_full:
            return []
        with_colours = in_full or not any(seen[:2] == each[:2] for each in self.looked_at)
        self.looked_at.add(seen)
        rules = {"color-contrast": {"enabled": with_colours}, "target-size": {"enabled": with_targets}}
        options = {"resultTypes": ["violations"], "rules": rules}
        self.page.evaluate(AXE)
        found: list[str] = self.page.evaluate(RUN_AXE, options)
        return found


@pytest.fixture
def stage(transactional_db: None) -> Cast:
    """The cast, in a database that the server sees."""
    return make_cast()


@pytest.fixture(scope="session")
def looked_at() -> set[tuple[str, bool, int]]:
    """What axe has seen in this run."""
    return set()


@pytest.fixture
def walk_as(browser: Browser, looked_at: set[tuple[str, bool, int]], live_server) -> Iterator[Callable[..., Walker]]:
    """`walk_as(cast.secretary)` gives that person a browser in which he has signed in."""
    contexts: list[BrowserContext] = []

    def walker(member: Member | User | None, *, phone: bool = False, has_script: bool = True) -> Walker:
        size = PHONE if phone else DESK
        context = browser.new_context(
            viewport=size,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
            java_script_enabled=has_script,
        )
        contexts.append(context)
        if member is not None:
            client = Client()
            client.force_login(member.user if isinstance(member, Member) else member)
            cookie = client.cookies["sessionid"]
            context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        context.set_default_timeout(15_000)
        found = Walker(context.new_page(), live_server.url, looked_at=looked_at, has_script=has_script)

        def listen(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"} and "status of 4" not in message.text:
                found.complaints.append(message.text)

        found.page.on("console", listen)
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        return found

    yield walker
    for context in contexts:
        context.close()
