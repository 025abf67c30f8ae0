"""Parts of a bloc's year, walked in the browser by the people who do them."""

from tests.cast import YEAR, Cast
from tests.factories.pledges import heads_of, make_open_pledge, moment, sign
from thidua.campaigns.enums import CycleState, PledgeState
from thidua.campaigns.models import Pledge
from thidua.campaigns.queries.cycles import cycle_of
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.meetings.enums import MeetingKind
from thidua.meetings.services.elections import ElectionFacts, record_election
from thidua.meetings.services.meetings import MeetingFacts, plan_meeting, record_held
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership


def test_the_head_of_a_unit_signs_on_a_phone_and_the_last_signature_freezes_the_pledge(
    stage: Cast, walk_as, at
) -> None:
    at(f"{YEAR}-03-10 09:00")
    pledge = make_open_pledge(stage)
    for member in heads_of(stage):
        if member[0] != stage.unit:
            sign(member, pledge)
    walker = walk_as(stage.head, phone=True)

    walker.go("/")
    walker.press("Ký giao ước")  # from “Việc cần làm” to the page that says what follows
    walker.press("Ký giao ước")  # the deed

    frozen = Pledge.objects.get(pk=pledge.pk)
    assert frozen.state == PledgeState.FROZEN
    assert walker.page.get_by_text(frozen.content_hash).first.is_visible()


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
