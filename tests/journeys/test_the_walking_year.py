"""Parts of a bloc's year, walked in the browser by the people who do them."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from playwright.sync_api import Locator

from tests.cast import PASSWORD, YEAR, Cast, Member
from tests.factories.meetings import make_open_minutes
from tests.factories.pledges import heads_of, make_open_pledge, moment, sign
from tests.journeys.conftest import Walker
from tests.journeys.keyboard import Keyboard
from tests.journeys.paper import read_paper, squeezed
from thidua.campaigns.enums import CycleState, PledgeState, TargetScope
from thidua.campaigns.models import Pledge
from thidua.campaigns.queries.cycles import cycle_of
from thidua.campaigns.services.results import Report, report_results
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.meetings.enums import MeetingKind
from thidua.meetings.models import Minutes
from thidua.meetings.services.elections import ElectionFacts, record_election
from thidua.meetings.services.meetings import MeetingFacts, plan_meeting, record_held
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership, Unit


def test_heads_sign_by_keyboard_and_on_a_phone_and_what_was_signed_is_read_and_printed(
    stage: Cast, walk_as, at
) -> None:
    at(f"{YEAR}-03-10 09:00")
    pledge = make_open_pledge(stage)
    minutes = make_open_minutes(stage)
    inspectorate = stage.units[3]
    heads = dict(heads_of(stage))
    for unit, member in heads.items():
        if unit not in (stage.unit, inspectorate):
            sign((unit, member), pledge)

    reader = walk_as(None)
    sign_by_keyboard_alone(reader, heads[inspectorate], inspectorate)
    assert pledge.signatures.count() == 5
    walker = walk_as(stage.head, phone=True)
    walker.go("/")
    walker.press("Ký giao ước")  # from “Việc cần làm” to the page that says what follows
    walker.press("Ký giao ước")  # the deed

    frozen = Pledge.objects.get(pk=pledge.pk)
    assert frozen.state == PledgeState.FROZEN
    assert walker.page.get_by_text(frozen.content_hash).first.is_visible()
    read_a_bar_of_the_chart(reader, stage, frozen)
    print_what_was_signed(reader, frozen, minutes)


def sign_by_keyboard_alone(walker: Walker, head: Member, unit: Unit) -> None:
    """From the front page to the signature of the pledge without a mouse."""
    keys, page = Keyboard(walker), walker.page
    page.goto(walker.base + "/")
    keys.press("Enter", "Vào làm việc")
    keys.type("Tên đăng nhập", head.user.username)
    keys.type("Mật khẩu", PASSWORD)
    keys.press("Enter", "Đăng nhập")
    keys.reach("Đến nội dung chính")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "tds-main"
    page.reload()
    keys.press("Enter", "Năm thi đua")
    keys.press("Enter", f"Năm {YEAR}")
    keys.press("Enter", "Xem giao ước")
    keys.press("Enter", f"Ký cho {unit.name}")
    keys.press("Space", "Ký giao ước")
    assert walker.sees("5 trong 6 đơn vị đã ký")


def read_a_bar_of_the_chart(walker: Walker, stage: Cast, pledge: Pledge) -> None:
    """The mouse over a bar shows whose it is and how long; the content policy has nothing to forbid."""
    now = moment(f"{YEAR}-07-05 09:00")
    common = pledge.targets.get(scope=TargetScope.EACH_UNIT)
    report_results(
        actor=stage.officer.actor(now),
        pledge=pledge,
        unit=stage.unit,
        as_of=date(YEAR, 6, 30),
        reports=[Report(common, value=Fraction(5))],
        now=now,
    )
    page = walker.go(f"/giao-uoc/{pledge.pk}/")
    chart = page.locator("[data-tds-chart].is-drawn")
    chart.scroll_into_view_if_needed()
    before = drawn(chart)

    row = stage.units.index(stage.unit)
    x, y = chart.evaluate("(box, row) => echarts.getInstanceByDom(box).convertToPixel('grid', [0.5, row])", row)
    chart.hover(position={"x": x, "y": y})
    page.wait_for_timeout(500)

    shown = drawn(chart) - before
    assert set(shown) >= {"Đã đạt", "1"}
    assert squeezed(stage.unit.name) in squeezed("".join(shown))
    walker.look()
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<i style=\"color: red\"></i>')")
    assert any("style-src" in each for each in walker.complaints), "what the policy forbids is heard of"
    walker.complaints.clear()


DRAWN = """(box) => echarts.getInstanceByDom(box).getZr().storage.getDisplayList(true)
  .filter((each) => each.style?.text).map((each) => each.style.text)"""


def drawn(chart: Locator) -> Counter[str]:
    """The words on the canvas of a chart, piece by piece."""
    return Counter(chart.evaluate(DRAWN))


def print_what_was_signed(walker: Walker, pledge: Pledge, minutes: Minutes) -> None:
    """The year, the pledge and the minutes on paper."""
    page = walker.go(f"/nam/{pledge.cycle_id}/")
    assert squeezed(f"Năm thi đua {YEAR}") in read_paper(page)
    walker.go(f"/giao-uoc/{pledge.pk}/")
    assert pledge.content_hash in read_paper(page)
    walker.go(f"/hoi-nghi/bien-ban/{minutes.pk}/")
    paper = read_paper(page)
    assert [line.text for line in minutes.lines.all() if squeezed(line.text) not in paper] == []


@pytest.mark.drill
def test_the_secretary_looks_at_what_goes_over_and_opens_the_next_year(stage: Cast, walk_as, at) -> None:
    at(f"{YEAR}-12-20 09:00")
    cycle = make_open_pledge(stage).cycle
    actor, now = stage.secretary.actor(), moment(f"{YEAR}-12-20 09:00")
    facts = MeetingFacts(
        kind=MeetingKind.CONFERENCE, title="Hội nghị tổng kết", held_on=PartialDate(YEAR, 12, 18), cycle=cycle
    )
    meeting = record_held(
        actor=actor, meeting=plan_meeting(actor=actor, bloc=cycle.bloc, facts=facts, now=now), now=now
    )
    for role, unit in ((LeadRole.LEAD, stage.units[3]), (LeadRole.DEPUTY_LEAD, stage.units[1])):
        record_election(actor=actor, meeting=meeting, facts=ElectionFacts(YEAR + 1, role, unit))
    walker = walk_as(stage.secretary)

    page = walker.go(f"/nam/{cycle.pk}/")
    walker.press(f"Mở năm {YEAR + 1}")
    assert page.get_by_text("theo kết quả bầu").first.is_visible()
    assert cycle_of(stage.bloc.pk, YEAR + 1) is None, "the preview changes nothing"
    walker.press(f"Mở năm {YEAR + 1}")

    following = cycle_of(stage.bloc.pk, YEAR + 1)
    assert following is not None
    assert following.state == CycleState.PREPARING
    assert page.url.endswith(f"/nam/{following.pk}/")
    led = {row.role: row.unit for row in BlocLeadership.objects.filter(bloc=stage.bloc, year=YEAR + 1)}
    assert led == {LeadRole.LEAD: stage.units[3], LeadRole.DEPUTY_LEAD: stage.units[1]}


def test_the_reader_of_a_report_opens_the_records_behind_a_sentence(stage: Cast, walk_as, at) -> None:
    at(f"{YEAR}-06-15 09:00")
    cycle = make_open_pledge(stage).cycle
    walker = walk_as(stage.reader)

    page = walker.go(f"/nam/{cycle.pk}/bao-cao/year_report/")
    page.get_by_text("Căn cứ: 1 hồ sơ").first.click()
    walker.look()
    page.get_by_role("link", name="Khối: Thành viên và người đứng đầu").first.click()
    page.wait_for_load_state()

    assert page.url.endswith(f"/khoi/{stage.bloc.pk}/")
