"""Phones without a network for a day, a week, a month: killed tabs, two tabs, wrong clocks, a full disk, a new version,
somebody who logs out, answers that are lost. Nothing is lost, nothing is there twice.
"""

import json
import os
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from tests.journeys.phones import FieldPhone, make_phone
from tools.browser import launch

from benchmarks.drills.conftest import DATABASES, MakeInstallation
from benchmarks.drills.installations import NOW, ROOT, Installation, Server

pytestmark = pytest.mark.drill

RECORDS = int(os.environ.get("DRILL_FIELD_RECORDS", "500"))
PHOTOS = int(os.environ.get("DRILL_FIELD_PHOTOS", "200"))
RESENT = int(os.environ.get("DRILL_FIELD_RESENT", "200"))
TIMES = 10
LOST = 0.3
SEED = 20261205
ROOM_IS_REMEMBERED = 35_000
"""Milliseconds for which Chromium goes by the room that it found last."""
PATIENCE = 900
"""Seconds until what waits must have been sent."""

NOTE = """async ([records, photos]) => {
  const { keep } = await import("/static/activities/field/records.js");
  const { shrink, keepPhotos } = await import("/static/activities/field/photos.js");
  const codes = [];
  for (let at = 0; at < records; at += 1) {
    const [kept] = await keep([{ kind: "bag", body: { litres: "60", fill: "1", condition: "DRY" } }]);
    codes.push(kept.code);
    if (at >= photos) continue;
    const canvas = new OffscreenCanvas(2000, 1500);
    const paper = canvas.getContext("2d");
    for (let line = 0; line < 40; line += 1) {
      paper.fillStyle = `hsl(${Math.random() * 360} 60% 50%)`;
      paper.fillRect(Math.random() * 2000, Math.random() * 1500, 400, 300);
    }
    const file = new File([await canvas.convertToBlob({ type: "image/jpeg" })], "anh.jpg", { type: "image/jpeg" });
    await keepPhotos([await shrink(file)], kept, "no");
  }
  return codes;
}"""
TELL = """() => {
  (async () => {
    const { keep } = await import("/static/activities/field/records.js");
    const told = [];
    for (let at = 0; at < 12; at += 1) {
      const [kept] = await keep([{ kind: "bag", body: { litres: "30", fill: "0.5" } }]);
      told.push(kept.code);
      localStorage.setItem("told", JSON.stringify(told));
    }
  })();
}"""
"""Notes on and on, and writes down each of which it said that it is noted."""
SEND = """async () => {
  const { send } = await import("/static/activities/field/sender.js");
  await send({ asked: true });
}"""
LEFT = """async () => {
  const { counts, allRecords } = await import("/static/activities/field/records.js");
  return { ...(await counts()), codes: (await allRecords()).map((each) => each.code) };
}"""
TAKEN = """async () => {
  const { allPhotos } = await import("/static/activities/field/records.js");
  return Object.fromEntries((await allPhotos()).map((each) => [each.code, [each.sha256, each.fact]]));
}"""
"""Code of each photo → what its bytes were, and the record it shows."""
AGAIN = """async () => {
  const { write } = await import("/static/activities/field/database.js");
  await write(["records"], async ({ records }) => {
    for (const each of await records.getAll()) await records.put({ ...each, state: "kept" });
  });
}"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = launch(playwright)
        yield running
        running.close()


@dataclass
class Beach:
    """An installation with an activity, its running server, and what was noted of it."""

    installation: Installation
    server: Server
    seed: dict[str, Any]
    noted: list[str] = field(default_factory=list)

    def deed(self, *words: str) -> Any:
        """Run `benchmarks.drills.field`."""
        return json.loads(self.installation.run("-m", "benchmarks.drills.field", *words).stdout.splitlines()[-1])

    def require_each_once(self) -> None:
        """The server has all that was noted, and nothing twice."""
        codes = self.deed("codes", str(self.seed["activity"]))
        assert len(codes) == len(set(codes)), "something is there twice"
        assert set(self.noted) <= set(codes), f"{len(set(self.noted) - set(codes))} lost"
        assert len(codes) == len(self.noted)
        self.installation.require_history_holds()


@pytest.fixture(params=DATABASES)
def beach(request: pytest.FixtureRequest, make_installation: MakeInstallation) -> Iterator[Beach]:
    installation = make_installation(request.param)
    assets = installation.folder / "assets"
    shutil.copytree(ROOT / "var" / "assets", assets)
    installation.migrate()
    seed = json.loads(installation.run("-m", "benchmarks.drills.field", "seed").stdout.splitlines()[-1])
    with installation.server() as server:
        yield Beach(installation, server, seed)


def move_clock(phone: FieldPhone, by: timedelta) -> None:
    """Set the clock of the phone; the server keeps its own."""
    now = phone.page.evaluate("Date.now()")
    moment = datetime.fromtimestamp(now / 1000).astimezone() + by
    for page in phone.context.pages:
        page.clock.set_system_time(moment)


def note(phone: FieldPhone, beach: Beach, records: int, photos: int = 0, page: Page | None = None) -> None:
    """Note bags, the first of them with a photo each."""
    beach.noted += (page or phone.page).evaluate(NOTE, [records, photos])


def require_kept(phone: FieldPhone, beach: Beach, photos: int) -> None:
    """All that was noted lies on the phone, sent or not."""
    left = phone.page.evaluate(LEFT)
    assert set(left["codes"]) == set(beach.noted)
    assert left["kept"] + left["received"] + left["refused"] == len(beach.noted) + photos


def send_all(phone: FieldPhone) -> None:
    """Press “Gửi ngay” until nothing waits."""
    for _time in range(PATIENCE):
        phone.page.evaluate(SEND)
        left = phone.page.evaluate(LEFT)
        if left["kept"] == 0:
            return
    raise AssertionError(left)


def test_nothing_is_lost_in_a_month(beach: Beach, browser: Browser) -> None:
    phone = make_phone(browser, beach.server.url)
    phone.context.clock.install(time=datetime.fromisoformat(NOW))
    part, photos = RECORDS // 5, PHOTOS // 2
    phone.open(beach.seed["secret"])
    phone.take_along()

    phone.context.set_offline(True)
    note(phone, beach, part, photos)
    move_clock(phone, timedelta(days=1))
    phone.page.reload()
    phone.settle()
    require_kept(phone, beach, photos)

    kill_a_tab(phone, beach, part)
    require_kept(phone, beach, photos)

    move_clock(phone, timedelta(hours=-26))
    note(phone, beach, part, photos)
    fill_the_phone(phone, beach)
    require_kept(phone, beach, 2 * photos)

    phone.context.route("**/hien-truong/phieu/**", lambda route: route.abort())
    phone.context.route("**/hien-truong/anh/**", lambda route: route.abort())
    phone.context.set_offline(False)
    log_out(phone, beach)
    require_kept(phone, beach, 2 * photos)

    move_clock(phone, timedelta(days=7))
    note(phone, beach, part)
    take_a_new_version(phone, beach)
    require_kept(phone, beach, 2 * photos)

    move_clock(phone, timedelta(days=30))
    later = datetime.fromisoformat(NOW) + timedelta(days=30)
    (beach.installation.folder / "clock").write_text(later.isoformat(), encoding="ascii")
    note(phone, beach, max(0, RECORDS - len(beach.noted)))
    phone.context.unroute("**/hien-truong/phieu/**")
    phone.context.unroute("**/hien-truong/anh/**")
    phone.page.evaluate(SEND)
    expect(phone.page.get_by_text(re.compile("^Mã của tổ “.*” đã hết hạn"))).to_be_visible()
    require_kept(phone, beach, 2 * photos)
    phone.open(beach.deed("issue", str(beach.seed["activity"]), str(beach.seed["user"])))
    send_all(phone)

    assert len(beach.noted) >= RECORDS
    taken = phone.page.evaluate(TAKEN)
    assert len(taken) == 2 * photos
    assert beach.deed("photos", str(beach.seed["activity"])) == taken
    assert phone.counts() == (0, len(beach.noted) + 2 * photos, 0)
    beach.require_each_once()
    phone.context.close()


def kill_a_tab(phone: FieldPhone, beach: Beach, records: int) -> None:
    """Two tabs note in turn; the second is killed in the middle of noting, the first goes on."""
    second = phone.context.new_page()
    second.goto(f"{phone.base}/hien-truong/")
    second.wait_for_selector("#field:not([aria-busy]) h1")
    before = set(phone.page.evaluate(LEFT)["codes"])
    third = records // 3
    note(phone, beach, third)
    note(phone, beach, third, page=second)
    second.evaluate(TELL)
    second.wait_for_function("() => Number(localStorage.getItem('told')?.length) > 100")
    second.close()
    told = set(json.loads(phone.page.evaluate("localStorage.getItem('told')")))
    there = set(phone.page.evaluate(LEFT)["codes"])
    assert told <= there, "the card said that it was noted"
    beach.noted += sorted(there - before - set(beach.noted))
    note(phone, beach, max(0, records - len(there - before)))


def fill_the_phone(phone: FieldPhone, beach: Beach) -> None:
    """No room is left: the card says so and keeps what was entered; with room again the same press keeps it."""
    before = set(phone.page.evaluate(LEFT)["codes"])
    session = phone.context.new_cdp_session(phone.page)
    phone.open(screen="bag")
    for each in ("Chưa phân loại", "60", "Đầy"):
        phone.choose(each)
    if phone.page.locator(".f-drawn").count():
        phone.page.get_by_label("Số cân túi này").fill("5")
    session.send("Storage.overrideQuotaForOrigin", {"origin": phone.base, "quotaSize": 1})
    phone.page.wait_for_timeout(ROOM_IS_REMEMBERED)
    phone.tap("Ghi")
    expect(phone.page.get_by_text("CHƯA ghi được: máy hết chỗ.")).to_be_visible()
    assert set(phone.page.evaluate(LEFT)["codes"]) == before
    session.send("Storage.overrideQuotaForOrigin", {"origin": phone.base})
    phone.page.wait_for_timeout(ROOM_IS_REMEMBERED)
    phone.tap("Ghi")
    expect(phone.page.locator(".f-message--good")).to_be_visible()
    (code,) = set(phone.page.evaluate(LEFT)["codes"]) - before
    beach.noted.append(code)


def log_out(phone: FieldPhone, beach: Beach) -> None:
    """Somebody signs in on the same phone, and out again."""
    phone.context.add_cookies([{"name": "sessionid", "value": beach.seed["session"], "url": phone.base}])
    office = phone.context.new_page()
    office.goto(f"{phone.base}/tai-khoan/dang-xuat/")
    office.locator("main form button").first.click()
    office.wait_for_load_state()
    assert "sessionid" not in {each["name"] for each in phone.context.cookies() if each["value"]}
    office.close()
    phone.page.reload()
    phone.settle()


def take_a_new_version(phone: FieldPhone, beach: Beach) -> None:
    """The installation is updated; the phone is asked, and loads the new version."""
    library = beach.installation.folder / "assets" / "vendor" / "idb.js"
    library.write_text(library.read_text() + "\n// another version\n")
    beach.server.kill()
    beach.server.start()
    before = phone.page.evaluate("caches.keys()")
    phone.page.evaluate("navigator.serviceWorker.getRegistration('/hien-truong/').then((each) => each.update())")
    expect(phone.page.get_by_text("Có bản mới của ứng dụng.")).to_be_visible(timeout=30_000)
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="Tải bản mới").click()
    phone.settle()
    after = phone.page.evaluate("caches.keys()")
    assert len(after) == 1
    assert after != before


def test_nothing_is_there_twice(beach: Beach, browser: Browser) -> None:
    chance = random.Random(SEED)
    phone = make_phone(browser, beach.server.url)
    lost = sent = 0

    def lose(route: Route) -> None:
        nonlocal lost, sent
        sent += 1
        answer = route.fetch()
        assert answer.status in (200, 201)
        if chance.random() < LOST:
            lost += 1
            route.abort()
        else:
            route.fulfill(response=answer)

    phone.open(beach.seed["secret"])
    phone.take_along()
    phone.context.set_offline(True)
    note(phone, beach, RESENT)
    phone.context.route("**/hien-truong/phieu/**", lose)
    phone.context.set_offline(False)
    send_all(phone)
    for _time in range(TIMES - 1):
        phone.page.evaluate(AGAIN)
        send_all(phone)

    assert sent >= TIMES * RESENT
    assert lost > sent * LOST * 0.8
    assert phone.counts() == (0, RESENT, 0)
    beach.require_each_once()
    phone.context.close()
