"""Journeys: a real Chromium against the running application, as named people, with an eye on accessibility."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.cast import Cast, Member, make_cast

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
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
    program = shutil.which("chromium")
    assert program, "Chromium is missing; tools/bootstrap installs it."
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop in this thread; Django is not in it
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()


@dataclass
class Walker:
    """One person at one browser. `go` opens a page and looks at it: no error, no finding of axe, no sideways scroll."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open `path` and check what came."""
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        self.look()
        return self.page

    def press(self, name: str) -> None:
        """Press the button or follow the link called `name`, then look."""
        pressed = self.page.get_by_role("button", name=name, exact=True)
        (pressed if pressed.count() else self.page.get_by_role("link", name=name, exact=True)).first.click()
        self.page.wait_for_load_state()
        self.look()

    def look(self) -> None:
        """The page must be accessible, fit its window and keep to the content policy."""
        found = Axe().run(self.page).response["violations"]
        assert not found, [(each["id"], each["nodes"][0]["html"][:200]) for each in found]
        overflow = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{self.page.url} scrolls sideways by {overflow} px"
        assert not self.complaints, self.complaints


@pytest.fixture
def stage(transactional_db: None) -> Cast:
    """The cast, in a database that the server sees."""
    return make_cast()


@pytest.fixture
def walk_as(browser: Browser, live_server) -> Iterator[Callable[..., Walker]]:
    """`walk_as(cast.secretary)` gives that person a browser in which he has signed in."""
    contexts: list[BrowserContext] = []

    def walker(member: Member | None, *, phone: bool = False) -> Walker:
        context = browser.new_context(viewport=PHONE if phone else DESK, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
        contexts.append(context)
        if member is not None:
            client = Client()
            client.force_login(member.user)
            cookie = client.cookies["sessionid"]
            context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
        found = Walker(context.new_page(), live_server.url)

        def listen(message: ConsoleMessage) -> None:
            if message.type in {"error", "warning"} and "status of 4" not in message.text:
                found.complaints.append(message.text)

        found.page.on("console", listen)
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        return found

    yield walker
    for context in contexts:
        context.close()
