"""Tickets at the entrance: scanned by the camera, pasted or typed, known without a network, each person once."""

import io
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, expect
from tools.browser import launch

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.journeys.phones import FieldPhone, make_beach, make_phone
from thidua.activities.enums import PartyRole
from thidua.activities.facts.tickets import public_keys, ticket_of
from thidua.activities.models import Activity, FieldFact, Participant
from thidua.activities.services import Guest, add_party, issue_pass, list_people
from thidua.core.vietnam.partial_dates import PartialDate

TAKE = """async ([text, assignment]) => {
  const { takeTicket } = await import("/static/activities/field/tickets.js");
  const { outcome, title } = await takeTicket(text, assignment);
  return [outcome, title ?? ""];
}"""


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 08:30")


@pytest.fixture
def beach(stage: Cast, now: datetime) -> Activity:
    return make_beach(stage)


@pytest.fixture
def lan(stage: Cast, beach: Activity, now: datetime) -> Participant:
    actor = stage.secretary.actor()
    home = add_party(actor=actor, activity=beach, role=PartyRole.ORGANISER, party=stage.bloc, now=now)
    list_people(actor=actor, activity=beach, party=home, guests=[Guest("Trần Thị Lan"), Guest("Lê Văn Ba")], now=now)
    return Participant.objects.get(name="Trần Thị Lan")


@pytest.fixture
def phone(browser: Browser, live_server) -> Iterator[FieldPhone]:
    made = make_phone(browser, live_server.url)
    yield made
    made.context.close()


def presences() -> list[str]:
    return [fact.body["person"] for fact in FieldFact.objects.filter(kind="presence").order_by("pk")]


def picture_of(text: str, file: Path) -> Path:
    """A film of one picture, 480 × 480, in which a ticket is held before the camera."""
    drawn = io.BytesIO()
    segno.make(text, error="m").save(drawn, kind="png", scale=6, border=4)
    code = Image.open(drawn).convert("RGB")
    scene = Image.new("RGB", (480, 480), "#b9b2a5")
    code.thumbnail((420, 420), Image.Resampling.LANCZOS)
    scene.paste(code, (30, 30))
    luma, blue, red = scene.convert("YCbCr").split()
    half = (240, 240)
    frame = luma.tobytes() + blue.resize(half).tobytes() + red.resize(half).tobytes()
    file.write_bytes(b"YUV4MPEG2 W480 H480 F10:1 Ip A1:1 C420jpeg\n" + (b"FRAME\n" + frame) * 3)
    return file


@pytest.mark.drill
def test_a_phone_without_a_network_knows_real_tickets_from_others(
    stage: Cast, beach: Activity, lan: Participant, phone: FieldPhone, now: datetime
) -> None:
    team = issue_pass(actor=stage.secretary.actor(), activity=beach, team="Tổ đón tiếp", now=now)
    other = make_activity(stage, "Trồng cây", held_on=PartialDate(2026, 12, 5), now=now)
    other_team = issue_pass(actor=stage.secretary.actor(), activity=other, team="Tổ trồng cây", now=now)
    phone.open(other_team.secret)
    phone.open(team.secret)
    phone.context.set_offline(True)
    assignment = {"activity": {"id": beach.pk, "title": beach.title}, "ticket_keys": public_keys(beach.pk)}
    real = ticket_of(beach.pk, lan.code)
    mark, code, signature = real.split(".")
    of_somebody_else = ticket_of(beach.pk, uuid4()).split(".")[1]
    cases = [
        (real, ["new", ""]),
        (f" {real}\n", ["again", ""]),
        (str(lan.code).upper(), ["again", ""]),
        (f"{mark}.{of_somebody_else}.{signature}", ["strange", ""]),
        (f"{mark}.{code}.{'A' * 86}", ["strange", ""]),
        (ticket_of(other.pk, lan.code), ["other", "Trồng cây"]),
        (ticket_of(10**6, lan.code), ["strange", ""]),
        (f"TDS2.{code}.{signature}", ["unreadable", ""]),
        (f"{mark}.{code}", ["unreadable", ""]),
        ("https://thidua.example/", ["unreadable", ""]),
        ("", ["unreadable", ""]),
    ]
    assert [phone.page.evaluate(TAKE, [text, assignment]) for text, _expected in cases] == [each for _, each in cases]


@pytest.mark.drill
def test_tickets_are_typed_and_pasted_and_each_counts_once(
    stage: Cast, beach: Activity, lan: Participant, phone: FieldPhone, now: datetime
) -> None:
    team = issue_pass(actor=stage.secretary.actor(), activity=beach, team="Tổ đón tiếp", now=now)
    ba = Participant.objects.get(name="Lê Văn Ba")
    phone.open(team.secret)
    phone.tap("Quét vé")
    expect(phone.page.locator("h1")).to_have_text("Quét vé")
    phone.look()
    said = phone.page.locator(".f-message")
    for text, words in (  # each says something else than the one before, so that it is waited for
        (ticket_of(beach.pk, lan.code), "Vé đúng. Đã ghi có mặt trên máy."),
        (ba.code.hex, "Mã gõ tay không có chữ ký"),
        (ticket_of(beach.pk, lan.code), "Không ghi thêm."),
        (uuid4().hex, "Mã gõ tay không có chữ ký"),
        ("TDS1.abc", "Không phải vé của hệ thống. Chưa ghi."),
    ):
        phone.page.get_by_label("Mã trên vé").fill(text)
        phone.tap("Ghi có mặt")
        expect(said).to_contain_text(words)
    phone.wait_for_counts(0, 2, 1)
    expect(phone.page.locator(".f-total")).to_have_text("2")
    assert sorted(map(UUID, presences())) == sorted((lan.code, ba.code))
    phone.go("records")
    refused = phone.page.locator(".f-record", has_text="Mã này không có trong danh sách của hoạt động.")
    expect(refused).to_have_count(1)
    phone.look()


def test_the_camera_reads_a_ticket(
    stage: Cast, beach: Activity, lan: Participant, live_server, tmp_path: Path, now: datetime, browser: Browser
) -> None:
    """With a film for a camera; this Chromium has no reader of its own, so the worker that is taken along reads."""
    team = issue_pass(actor=stage.secretary.actor(), activity=beach, team="Tổ đón tiếp", now=now)
    film = picture_of(ticket_of(beach.pk, lan.code), tmp_path / "ticket.y4m")
    flags = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    seeing = launch(browser.browser_type, *flags, f"--use-file-for-fake-video-capture={film}")
    try:
        phone = make_phone(seeing, live_server.url)
        phone.open(team.secret)
        phone.take_along()
        phone.page.reload()
        phone.settle()
        phone.context.set_offline(True)
        phone.go("scan")
        phone.tap("Mở máy ảnh")
        expect(phone.page.locator(".f-message--good")).to_contain_text("Vé đúng.", timeout=20_000)
        expect(phone.page.locator(".f-total")).to_have_text("1")
        phone.tap("Tắt máy ảnh")
        expect(phone.page.locator("video")).to_be_hidden()
        phone.context.set_offline(False)
        phone.wait_for_counts(0, 1)
        assert presences() == [str(lan.code)]
        assert not phone.complaints, phone.complaints
    finally:
        seeing.close()
