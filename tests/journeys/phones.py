"""A phone in the field: the card opened with the secret of a team, the network cut and joined again by the test."""

import re
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityKind, ActivityState, PartyRole
from thidua.activities.models import Activity
from thidua.activities.services import add_party, confirm_party
from thidua.common import clock
from thidua.core.vietnam.partial_dates import PartialDate

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}
CARD = "/hien-truong/"
CONTROLLED = "() => navigator.serviceWorker.ready.then(() => caches.keys()).then((names) => names.length > 0)"
NEXT_BAG = """() => document.querySelector("fieldset")?.querySelector("input:checked") === null"""
"""The card is open for the next bag: no class is chosen yet."""
NOT_OURS = re.compile(r"status of 4|ERR_INTERNET_DISCONNECTED|ERR_FAILED|net::ERR", re.I)
"""What the browser itself remarks on a network that is not there."""


def make_beach(cast: Cast, *, sample_one_in: int | None = None, state: ActivityState = ActivityState.HELD) -> Activity:
    """Today's clean-up of bloc I, with a unit of bloc II that takes part."""
    now = clock.now()
    activity = make_activity(
        cast,
        "Thu gom rác thải tại bãi biển",
        kind=ActivityKind.CLEAN_UP,
        state=state,
        held_on=PartialDate(now.year, now.month, now.day),
        place="Bãi biển Sầm Sơn",
        message="Vì một đại dương xanh",
        now=now,
    )
    party = add_party(
        actor=cast.standing.actor(), activity=activity, role=PartyRole.CO_ORGANISER, party=cast.other_unit, now=now
    )
    confirm_party(actor=cast.stranger.actor(), party=party, now=now)
    if sample_one_in:
        activity.sample_one_in = sample_one_in
        activity.save()
    return activity


@dataclass
class FieldPhone:
    """One phone with one tab in hand. `taps` counts the touches made through `tap` and `choose`."""

    context: BrowserContext
    page: Page
    base: str
    taps: int = 0
    complaints: list[str] = field(default_factory=list)

    def open(self, secret: str = "", *, screen: str = "") -> Page:
        """Open the card: by the QR code of a team, or as it was left."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.base}{CARD}#{secret or '/' + screen}")
        self.settle()
        return self.page

    def take_along(self) -> None:
        """Wait until the phone has all it needs without a network."""
        assert self.page.evaluate(CONTROLLED)
        self.page.wait_for_function("async () => (await caches.keys()).length > 0")

    def settle(self) -> None:
        """Wait until a screen is there."""
        self.page.wait_for_selector("#field:not([aria-busy]) h1")

    def go(self, screen: str) -> None:
        """Open another screen of the card, without a touch that counts."""
        self.page.evaluate("screen => { location.hash = `#/${screen}`; }", screen)
        self.page.wait_for_function("screen => location.hash.startsWith(`#/${screen}`)", arg=screen)
        self.page.wait_for_timeout(150)

    def tap(self, name: str) -> None:
        """Touch the button or link of this name."""
        self.taps += 1
        main = self.page.locator("#field")
        link = main.get_by_role("link", name=name, exact=True)
        main.get_by_role("button", name=name, exact=True).or_(link).first.click()

    def choose(self, name: str) -> None:
        """Touch one of several choices."""
        self.taps += 1
        self.page.locator("label.f-choice", has_text=re.compile(rf"^{re.escape(name)}$")).first.click()

    def note_bag(
        self, kind: str = "Chất thải sinh hoạt khác", size: str = "60", fill: str = "Đầy", *, weight: str = ""
    ) -> None:
        """From the first screen, or from a bag card that is open."""
        if self.page.locator("h1").inner_text() != "Túi":
            self.tap("Túi")
            expect(self.page.locator("h1")).to_have_text("Túi")
        for each in (kind, size, fill):
            self.choose(each)
        if weight:
            self.page.get_by_label("Số cân").fill(weight)
        self.tap("Ghi")
        expect(self.page.locator(".f-message--good")).to_contain_text("Đã ghi trên máy")
        self.page.wait_for_function(NEXT_BAG)

    def counts(self) -> tuple[int, int, int]:
        """What the card says at one moment: on the phone (with what is on its way), received, refused."""
        kept, sending, received, refused = self.page.evaluate(
            """() => ["kept", "sending", "received", "refused"].map(
              (each) => Number(document.querySelector(`.f-state--${each} b`)?.innerText ?? 0))"""
        )
        return kept + sending, received, refused

    def wait_for_counts(self, kept: int, received: int, refused: int = 0, *, seconds: float = 20) -> None:
        """Wait until the card says so."""
        for _time in range(int(seconds * 10)):
            if self.counts() == (kept, received, refused):
                return
            self.page.wait_for_timeout(100)
        assert self.counts() == (kept, received, refused)

    def look(self) -> None:
        """The screen is accessible, fits, keeps to the content policy and has targets that a glove hits."""
        found = Axe().run(self.page).response["violations"]
        assert not found, [(each["id"], each["nodes"][0]["html"][:300]) for each in found]
        overflow = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{self.page.url} scrolls sideways by {overflow} px"
        small: list[Any] = self.page.evaluate(
            """() => [...document.querySelectorAll("#field :is(a, button, summary, .f-choice, .f-input)")]
            .filter((each) => each.checkVisibility() && !each.closest("p") && !each.matches(".f-skip"))
            .map((each) => [each.textContent, each.getBoundingClientRect()])
            .filter(([, box]) => box.height < 47.5 || box.width < 47.5)
            .map(([words, box]) => [words, box.width, box.height])"""
        )
        assert not small, small
        assert not self.complaints, self.complaints


def make_phone(browser: Browser, base: str, viewport: Any = None) -> FieldPhone:
    """A fresh phone that nobody has used."""
    context = browser.new_context(
        viewport=viewport or PHONE, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", accept_downloads=True
    )
    context.set_default_timeout(15_000)
    phone = FieldPhone(context, context.new_page(), base)
    watch(phone, phone.page)
    return phone


def watch(phone: FieldPhone, page: Page) -> None:
    """Remember what the console complains of."""

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not NOT_OURS.search(message.text):
            phone.complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: phone.complaints.append(str(error)))
