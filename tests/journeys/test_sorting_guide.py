"""The sorting guide on a phone that has left the network behind."""

from collections.abc import Callable
from datetime import datetime

from playwright.sync_api import Browser, expect

from tests.cast import Cast
from tests.journeys.phones import make_beach, make_phone
from thidua.activities.services import issue_pass


def test_the_guide_opens_without_a_network_in_both_languages(
    stage: Cast, browser: Browser, live_server, at: Callable[[str], datetime]
) -> None:
    now = at("2026-12-05 08:30")
    team = issue_pass(actor=stage.secretary.actor(), activity=make_beach(stage), team="Tổ 1", now=now)
    phone = make_phone(browser, live_server.url)
    phone.open(team.secret)
    phone.take_along()
    phone.page.reload()
    phone.settle()
    phone.context.set_offline(True)
    phone.tap("Hướng dẫn phân loại rác")
    expect(phone.page.locator(".f-sort")).to_have_count(20)
    overflow = phone.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    phone.page.get_by_role("link", name="English").click()
    expect(phone.page.locator("h1")).to_have_text("Guide to sorting waste")
    expect(phone.page.locator(".f-sort")).to_have_count(20)
    phone.page.get_by_role("link", name="Back to the field card").click()
    phone.settle()
    expect(phone.page.locator("h1")).to_have_text("Hiện trường")
    assert not phone.complaints, phone.complaints
    phone.context.close()
