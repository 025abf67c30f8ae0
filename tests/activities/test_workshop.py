"""A workshop: who writes programme and proposals, what becomes of each, who is reminded, what the lists tell."""

import json
from datetime import date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.cycles import make_cycle
from tests.factories.follow_up import make_programme_line, make_proposal, make_workshop
from tests.pages import words_of
from thidua.activities.doors.follow_up import due_proposals
from thidua.activities.enums import ActivityState, PartyRole, ProposalState
from thidua.activities.errors import ActivityError
from thidua.activities.facts.proposals import Half
from thidua.activities.models import Activity, ActivityParty, ProgrammeLine, Proposal
from thidua.activities.services import (
    ProgrammeWords,
    ProposalReport,
    ProposalWords,
    add_party,
    add_proposal,
    add_to_plan,
    change_proposal,
    confirm_party,
    decline_party,
    remove_party,
    remove_proposal,
    report_proposal,
)
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import CycleState
from thidua.campaigns.models import Cycle
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.common.tables.workbooks import open_workbook
from thidua.core.vietnam.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def workshop(cast: Cast, now: datetime) -> Activity:
    """Held by bloc I in May; it counts for the bloc's year."""
    return make_workshop(cast, held_on=PartialDate(2026, 5, 20), cycles=[make_cycle(cast)])


@pytest.fixture
def unit_party(cast: Cast, workshop: Activity, now: datetime) -> ActivityParty:
    """Vụ Kế hoạch, for which Cúc and Hùng speak."""
    named = add_party(
        actor=cast.secretary.actor(), activity=workshop, role=PartyRole.CO_ORGANISER, party=cast.unit, now=now
    )
    return confirm_party(actor=cast.officer.actor(), party=named, now=now)


def entries(action: str) -> int:
    return AuditEntry.objects.filter(action=f"activity.{action}").count()


def url(name: str, thing: object) -> str:
    return reverse(name, args=[thing.pk])


# --- the programme ---------------------------------------------------------------------------------------------------


def test_the_programme_stands_by_its_hours_and_an_end_needs_a_start_before_it(cast: Cast, workshop: Activity) -> None:
    actor = cast.secretary.actor()
    for topic, start in (("Chưa rõ giờ", None), ("Thảo luận", time(10)), ("Đề dẫn", time(8))):
        add_to_plan(actor=actor, activity=workshop, words=ProgrammeWords(topic, start))

    assert [line.topic for line in ProgrammeLine.objects.all()] == ["Đề dẫn", "Thảo luận", "Chưa rõ giờ"]
    assert entries("programme_added") == 3
    for start, end in ((time(9), time(9)), (None, time(9))):
        with pytest.raises(ActivityError, match="sau giờ bắt đầu"):
            add_to_plan(actor=actor, activity=workshop, words=ProgrammeWords("Bế mạc", start, end))


def test_the_keeper_writes_the_programme_by_forms(cast: Cast, workshop: Activity, sign_in) -> None:
    browser: Client = sign_in(cast.secretary.user)
    told = {"topic": "Báo cáo đề dẫn", "starts_at": "8:00", "ends_at": "8:30", "speaker": "Bà Nói"}
    browser.post(url("add_programme_line", workshop), told)
    line = ProgrammeLine.objects.get()
    assert "Báo cáo đề dẫn" in words_of(browser.get(url("workshop", workshop)))

    browser.post(url("change_programme_line", line), told | {"topic": "Khai mạc", "version": 1})
    stale = browser.post(url("change_programme_line", line), told | {"version": 1})
    assert (stale.status_code, ProgrammeLine.objects.get().topic) == (409, "Khai mạc")
    assert sign_in(cast.reader.user).get(url("change_programme_line", line)).status_code == 403

    sign_in(cast.secretary.user).post(url("remove_programme_line", line))
    assert (ProgrammeLine.objects.count(), entries("programme_removed")) == (0, 1)


def test_what_is_no_workshop_has_neither_programme_nor_proposals(cast: Cast, sign_in) -> None:
    other = make_activity(cast)

    with pytest.raises(RefusedError, match="Chỉ hội thảo"):
        make_proposal(cast, other)
    browser = sign_in(cast.secretary.user)
    assert browser.get(url("add_programme_line", other)).status_code == 403
    assert "Chương trình, kiến nghị" not in browser.get(url("activity", other)).text


# --- who proposes, who changes, who reports --------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["secretary", "standing", "officer", "head"])
def test_the_keeper_and_the_parties_propose(
    cast: Cast, workshop: Activity, unit_party: ActivityParty, who: str
) -> None:
    member = cast.everyone()[who]

    proposal = add_proposal(actor=member.actor(), activity=workshop, words=ProposalWords("Dùng chung dữ liệu"))

    is_party = who in ("officer", "head")
    assert (proposal.proposer, proposal.made_by) == ((unit_party, cast.unit.name) if is_party else (None, ""))
    assert (proposal.state, entries("proposal_added")) == ("NEW", 1)


@pytest.mark.parametrize("who", ["other_officer", "reader", "observer", "council_member", "stranger", "administrator"])
def test_nobody_else_proposes(cast: Cast, workshop: Activity, unit_party: ActivityParty, who: str) -> None:
    with pytest.raises(RefusedError, match="các bên của hội thảo"):
        add_proposal(actor=cast.everyone()[who].actor(), activity=workshop, words=ProposalWords("Dùng chung dữ liệu"))
    assert Proposal.objects.count() == 0


def test_a_party_changes_its_own_proposal_until_it_is_sent(
    cast: Cast, workshop: Activity, unit_party: ActivityParty, now: datetime
) -> None:
    words = ProposalWords("Dùng chung dữ liệu")
    own = add_proposal(actor=cast.officer.actor(), activity=workshop, words=words)
    of_keeper = make_proposal(cast, workshop, "Giảm giấy tờ")

    with pytest.raises(RefusedError):
        change_proposal(actor=cast.officer.actor(), proposal=of_keeper, version=1, words=words)
    own = change_proposal(actor=cast.officer.actor(), proposal=own, version=1, words=ProposalWords("Một bộ dữ liệu"))
    with pytest.raises(StaleVersionError):
        change_proposal(actor=cast.secretary.actor(), proposal=own, version=1, words=words)
    sent = ProposalReport(ProposalState.SENT)
    own = report_proposal(actor=cast.secretary.actor(), proposal=own, version=2, report=sent, now=now)
    with pytest.raises(RefusedError, match="đã gửi"):
        change_proposal(actor=cast.officer.actor(), proposal=own, version=3, words=words)
    with pytest.raises(RefusedError, match="đã gửi"):
        remove_proposal(actor=cast.officer.actor(), proposal=own)
    remove_proposal(actor=cast.secretary.actor(), proposal=own)

    assert [each.text for each in Proposal.objects.all()] == ["Giảm giấy tờ"]
    assert (entries("proposal_changed"), entries("proposal_removed")) == (1, 1)


@pytest.mark.parametrize(
    ("who", "may"), [("officer", True), ("secretary", True), ("other_officer", False), ("reader", False)]
)
def test_the_owner_and_the_keeper_say_what_became_of_it_even_after_the_year(
    cast: Cast, workshop: Activity, unit_party: ActivityParty, now: datetime, who: str, may: bool
) -> None:
    proposal = make_proposal(cast, workshop, party=unit_party)
    Cycle.objects.update(state=CycleState.CLOSED)
    report = ProposalReport(
        ProposalState.PARTLY,
        PartialDate(2026, 5, 25),
        "Làm thử ở hai đơn vị",
        "125/BMH-VP",
        PartialDate(2026, 6),
        "Bộ Minh họa",
    )
    actor = cast.everyone()[who].actor()

    if not may:
        with pytest.raises(RefusedError, match="Bên theo dõi"):
            report_proposal(actor=actor, proposal=proposal, version=1, report=report, now=now)
        return
    done = report_proposal(actor=actor, proposal=proposal, version=1, report=report, now=now)
    assert (done.state, done.answer_number, done.answer_on, done.is_open) == (
        "PARTLY",
        "125/BMH-VP",
        PartialDate(2026, 6),
        False,
    )
    entry = AuditEntry.objects.get(action="activity.proposal_reported")
    told = json.loads(entry.payload)
    assert (told["before"]["state"], told["after"]["state"]) == ("NEW", "PARTLY")
    with pytest.raises(RefusedError):
        make_proposal(cast, workshop, "Thêm sau khi khép năm")


@pytest.mark.parametrize(
    ("report", "field"),
    [
        (ProposalReport(ProposalState.SENT, PartialDate(2026, 6, 16)), "sent_on"),
        (ProposalReport(ProposalState.ANSWERED, answer_on=PartialDate(2026, 7)), "answer_on"),
        (
            ProposalReport(ProposalState.ANSWERED, PartialDate(2026, 6, 2), answer_on=PartialDate(2026, 6, 1)),
            "answer_on",
        ),
        (ProposalReport(ProposalState.NEW, PartialDate(2026, 6, 1)), "state"),
        (ProposalReport(ProposalState.NEW, answer="Đồng ý"), "state"),
    ],
)
def test_what_cannot_be_is_asked_about(
    cast: Cast, workshop: Activity, now: datetime, report: ProposalReport, field: str
) -> None:
    proposal = make_proposal(cast, workshop)

    with pytest.raises(ActivityError) as caught:
        report_proposal(actor=cast.secretary.actor(), proposal=proposal, version=1, report=report, now=now)

    assert caught.value.field == field
    assert Proposal.objects.get().version == 1


def test_unknown_days_and_a_month_that_may_be_after_the_sending_are_taken(
    cast: Cast, workshop: Activity, now: datetime
) -> None:
    proposal = make_proposal(cast, workshop)
    report = ProposalReport(ProposalState.ANSWERED, PartialDate(2026, 6, 10), answer_on=PartialDate(2026, 6))

    done = report_proposal(actor=cast.secretary.actor(), proposal=proposal, version=1, report=report, now=now)

    assert (done.answer_on, done.answer_number) == (PartialDate(2026, 6), "")


def test_a_party_that_is_taken_out_leaves_its_name(cast: Cast, workshop: Activity, now: datetime) -> None:
    actor = cast.secretary.actor()
    party = add_party(actor=actor, activity=workshop, role=PartyRole.PARTNER, name="Sở Minh họa", now=now)
    make_proposal(cast, workshop, party=party)

    remove_party(actor=actor, party=party)

    assert (Proposal.objects.get().party, Proposal.objects.get().who) == (None, "Sở Minh họa")


# --- pages -----------------------------------------------------------------------------------------------------------


def test_a_party_proposes_and_its_owner_reports_by_forms(
    cast: Cast, workshop: Activity, unit_party: ActivityParty, sign_in
) -> None:
    browser: Client = sign_in(cast.officer.user)
    form = browser.get(url("propose", workshop)).text
    assert f'value="{cast.unit.name}"' in form
    told = {"text": "Dùng chung dữ liệu", "made_by": "Bà Nói", "target_words": "Cục Minh họa", "party": unit_party.pk}
    browser.post(url("propose", workshop), told | {"due_on": "30/6/2026"})
    proposal = Proposal.objects.get()
    assert (proposal.target_body, proposal.due_on, proposal.party) == ("Cục Minh họa", date(2026, 6, 30), unit_party)
    page = words_of(browser.get(url("workshop", workshop)))
    assert "1 kiến nghị: 0 đã có kết quả" in page
    assert "chưa có trả lời" in page

    answer = {"state": "TAKEN_UP", "sent_on": "25/5/2026", "answer": "Đồng ý", "answer_on": "6/2026", "version": 1}
    browser.post(url("report_proposal", proposal), answer)
    page = words_of(browser.get(url("workshop", workshop)))
    assert "Đã tiếp thu" in page
    assert "chưa rõ số văn bản" in page
    stale = browser.post(url("report_proposal", proposal), answer)
    assert stale.status_code == 409
    assert "1 kiến nghị: 1 đã có kết quả" in words_of(browser.get(url("activity", workshop)))
    assert sign_in(cast.stranger.user).get(url("workshop", workshop)).status_code == 404


def test_a_future_day_comes_back_to_its_field(cast: Cast, workshop: Activity, sign_in) -> None:
    proposal = make_proposal(cast, workshop)

    page = sign_in(cast.secretary.user).post(
        url("report_proposal", proposal), {"state": "SENT", "sent_on": "16/6/2026", "version": 1}
    )

    assert "Ngày này chưa đến" in page.text
    assert Proposal.objects.get().state == "NEW"


# --- the lists -------------------------------------------------------------------------------------------------------


@pytest.fixture
def told(cast: Cast, workshop: Activity, now: datetime) -> list[Proposal]:
    """Four proposals: taken up, late, near, of a workshop whose month nobody knows."""
    done = make_proposal(cast, workshop, "Đã xong", due_on=date(2026, 5, 30))
    late = make_proposal(cast, workshop, "Quá hạn rồi", due_on=date(2026, 6, 12))
    near = make_proposal(cast, workshop, "Sắp đến hạn", due_on=date(2026, 6, 19))
    somewhen = make_workshop(
        cast, "Hội thảo chưa rõ tháng", held_on=PartialDate(2026), cycles=list(Cycle.objects.all())
    )
    unknown = make_proposal(cast, somewhen, "Chưa rõ tháng")
    report = ProposalReport(ProposalState.TAKEN_UP)
    done = report_proposal(actor=cast.secretary.actor(), proposal=done, version=1, report=report, now=now)
    return [done, late, near, unknown]


def order(page: str) -> list[str]:
    texts = ("Đã xong", "Quá hạn rồi", "Sắp đến hạn", "Chưa rõ tháng")
    return sorted((text for text in texts if f">{text}</p>" in page), key=lambda text: page.index(f">{text}</p>"))


def test_the_list_of_a_year_has_the_open_ones_first_and_by_halves(cast: Cast, told: list[Proposal], sign_in) -> None:
    cycle = Cycle.objects.get()
    browser: Client = sign_in(cast.reader.user)

    page = browser.get(url("cycle_proposals", cycle)).text
    assert order(page) == ["Quá hạn rồi", "Sắp đến hạn", "Chưa rõ tháng", "Đã xong"]
    assert "4 kiến nghị: 1 đã có kết quả, 1 quá hạn" in words_of(browser.get(url("cycle_proposals", cycle)))
    first = browser.get(url("cycle_proposals", cycle), {"ky": 1})
    assert order(first.text) == ["Quá hạn rồi", "Sắp đến hạn", "Đã xong"]
    assert "1 kiến nghị của hội thảo chưa rõ tháng" in words_of(first)
    assert order(browser.get(url("cycle_proposals", cycle), {"ky": 2}).text) == []
    assert "4 kiến nghị: 1 đã có kết quả, 1 quá hạn" in words_of(browser.get(url("cycle_sums", cycle)))


def test_the_list_of_an_agency_counts_each_once_and_is_for_those_who_see_all_of_it(
    cast: Cast, told: list[Proposal], sign_in
) -> None:
    address = reverse("year_proposals", args=[cast.agency.pk, 2026])

    page = sign_in(cast.standing.user).get(address).text
    assert order(page) == ["Quá hạn rồi", "Sắp đến hạn", "Chưa rõ tháng", "Đã xong"]
    assert page.count(">Quá hạn rồi</p>") == 1
    assert sign_in(cast.secretary.user).get(address).status_code == 404
    other = reverse("year_proposals", args=[cast.agency.pk, 2024])
    assert "Chưa có kiến nghị nào" in sign_in(cast.standing.user).get(other).text


@pytest.mark.parametrize("name", ["cycle", "year"])
def test_the_workbook_holds_the_same_rows(cast: Cast, told: list[Proposal], sign_in, name: str) -> None:
    args = [Cycle.objects.get().pk] if name == "cycle" else [cast.agency.pk, 2026]
    answer = sign_in(cast.standing.user).get(reverse(f"{name}_proposals_file", args=args), {"ky": 1})

    (sheet,) = open_workbook(answer.content).sheets
    assert [row[1] for row in sheet.rows[4:]] == ["Quá hạn rồi", "Sắp đến hạn", "Đã xong"]
    assert sheet.rows[4][7] == "Mới ghi, quá hạn"
    assert "số liệu minh hoạ" in str(sheet.rows[1][0])


@pytest.mark.parametrize(
    ("held_on", "halves"),
    [
        (PartialDate(2026, 6, 30), (1,)),
        (PartialDate(2026, 7, 1), (2,)),
        (PartialDate(2026, 6), (1,)),
        (PartialDate(2026), ()),
        (PartialDate(), ()),
    ],
)
def test_a_half_holds_what_is_known_to_lie_in_it(held_on: PartialDate, halves: tuple[int, ...]) -> None:
    proposal = Proposal(activity=Activity(held_on=held_on))

    assert tuple(number for number in (1, 2) if Half(number).holds(proposal)) == halves
    assert Half(0).holds(proposal)


def test_lists_take_as_many_queries_for_three_as_for_one(
    cast: Cast, workshop: Activity, sign_in, count_queries
) -> None:
    browser: Client = sign_in(cast.standing.user)
    pages = [
        url("workshop", workshop),
        url("cycle_proposals", Cycle.objects.get()),
        reverse("year_proposals", args=[cast.agency.pk, 2026]),
        url("activity", workshop),
    ]
    make_proposal(cast, workshop, "Một", due_on=date(2026, 6, 12))
    make_programme_line(cast, workshop, "Một")
    for page in pages:
        browser.get(page)
    one = [count_queries(lambda page=page: browser.get(page)) for page in pages]
    for text in ("Hai", "Ba"):
        make_proposal(cast, workshop, text, target_agency=cast.agency, due_on=date(2026, 6, 20))
        make_programme_line(cast, workshop, text)

    assert [count_queries(lambda page=page: browser.get(page)) for page in pages] == one
    assert max(one) <= 30


# --- tasks -----------------------------------------------------------------------------------------------------------


def test_late_and_near_ones_are_among_the_tasks_of_their_owner(
    cast: Cast, told: list[Proposal], workshop: Activity, unit_party: ActivityParty, count_queries
) -> None:
    make_proposal(cast, workshop, "Của Vụ Kế hoạch", party=unit_party, due_on=date(2026, 6, 1))
    make_proposal(cast, workshop, "Còn xa", party=unit_party, due_on=date(2026, 9, 1))
    today = date(2026, 6, 15)

    def titles(who: str) -> list[str]:
        return [item.title for item in due_proposals(cast.everyone()[who].actor(), today)]

    assert titles("officer") == ["Ghi kết quả kiến nghị “Của Vụ Kế hoạch”"]
    assert titles("secretary") == ["Ghi kết quả kiến nghị “Quá hạn rồi”", "Ghi kết quả kiến nghị “Sắp đến hạn”"]
    assert [titles(who) for who in ("standing", "reader", "other_officer", "stranger")] == [[], [], [], []]
    actor = cast.secretary.actor()
    assert count_queries(lambda: due_proposals(actor, today)) <= 3


def test_what_its_party_will_not_see_to_comes_to_the_keeper_and_a_cancelled_workshop_asks_nobody(
    cast: Cast, workshop: Activity, unit_party: ActivityParty, now: datetime
) -> None:
    make_proposal(cast, workshop, party=unit_party, due_on=date(2026, 6, 1))
    officer, keeper, today = cast.officer.actor(), cast.secretary.actor(), date(2026, 6, 15)
    asked = [len(due_proposals(actor, today)) for actor in (officer, keeper)]

    decline_party(actor=officer, party=unit_party, reason="Trùng lịch", now=now)
    after = [len(due_proposals(actor, today)) for actor in (officer, keeper)]
    Activity.objects.update(state=ActivityState.CANCELLED)

    assert (asked, after) == ([1, 0], [0, 1])
    assert due_proposals(keeper, today) == []
