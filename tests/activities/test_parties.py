"""Parties answer for themselves: one that was only named does not count, nobody answers for another."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast, Member
from tests.factories.activities import make_activity
from tests.factories.cycles import make_cycle
from tests.factories.organisations import make_agency, make_unit
from tests.pages import words_of
from thidua.access.models import RoleGrant
from thidua.accounts.models import User
from thidua.activities.doors.due import due_activities
from thidua.activities.enums import ActivityState, PartyRole, PartyState
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, ActivityParty
from thidua.activities.policies import (
    activities_visible_to,
    can_answer,
    may_confirm_party,
    offered_cycles,
    speaks_for,
)
from thidua.activities.services import (
    add_party,
    cancel_activity,
    confirm_party,
    credit_activity,
    decline_party,
    put_party_on_paper,
    remove_party,
)
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import CycleState
from thidua.campaigns.models import Cycle
from thidua.common.actor import PersonActor, Role, Scope
from thidua.common.errors import RefusedError
from thidua.core.vietnam.names import fold
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Agency, Bloc, Unit
from thidua.yearbook.facts.reports import year_report

DAY = PartialDate(2026, 5, 28)
Name = Callable[..., ActivityParty]


@pytest.fixture
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def clean_up(cast: Cast, now: datetime) -> Activity:
    """Held by bloc I, counted for its year; bloc II and others are named by it."""
    return make_activity(cast, "Ra quân làm sạch bãi biển", held_on=DAY, cycles=[make_cycle(cast)])


@pytest.fixture
def name(cast: Cast, clean_up: Activity, now: datetime) -> Name:
    def named(party: Bloc | Unit | Agency | None = None, words: str = "") -> ActivityParty:
        return add_party(
            actor=cast.secretary.actor(),
            activity=clean_up,
            role=PartyRole.CO_ORGANISER,
            party=party,
            name=words,
            now=now,
        )

    return named


def told(activity: Activity) -> str:
    (link,) = activity.credits.all()
    return "\n".join(
        sentence.text
        for section in year_report(link.cycle)
        if "HOẠT ĐỘNG" in section.title
        for sentence in section.sentences
    )


def test_whoever_keeps_the_record_need_not_be_asked(cast: Cast, name: Name) -> None:
    home = name(cast.bloc)

    assert home.state == PartyState.CONFIRMED
    assert not may_confirm_party(cast.secretary.actor(), home)


def test_a_party_that_was_only_named_does_not_count_until_it_says_so_itself(
    cast: Cast, clean_up: Activity, name: Name, now: datetime
) -> None:
    name(cast.bloc)
    named = name(cast.unit)
    assert cast.unit.name not in told(clean_up)

    confirmed = confirm_party(actor=cast.officer.actor(), party=named, now=now)

    assert confirmed.counts
    assert (confirmed.answered_by_id, confirmed.answered_at) == (cast.officer.user.pk, now)
    assert cast.unit.name in told(clean_up)
    entry = AuditEntry.objects.filter(action="activity.party_confirmed").get()
    assert "CONFIRMED" in entry.payload


@pytest.mark.parametrize("who", ["secretary", "standing", "administrator", "reader", "observer"])
def test_nobody_answers_for_another(cast: Cast, name: Name, now: datetime, who: str) -> None:
    named = name(cast.unit)
    actor = cast.everyone()[who].actor()

    with pytest.raises(RefusedError, match="Mỗi bên tự trả lời"):
        confirm_party(actor=actor, party=named, now=now)
    with pytest.raises(RefusedError, match="Mỗi bên tự trả lời"):
        decline_party(actor=actor, party=named, reason="Không", now=now)
    named.refresh_from_db()
    assert named.state == PartyState.NAMED


def test_a_second_press_confirms_once(cast: Cast, name: Name, now: datetime) -> None:
    named = name(cast.unit)
    confirm_party(actor=cast.officer.actor(), party=named, now=now)

    with pytest.raises(RefusedError, match="đã xác nhận"):
        confirm_party(actor=cast.officer.actor(), party=named, now=now)
    assert AuditEntry.objects.filter(action="activity.party_confirmed").count() == 1


def test_a_party_declines_with_a_reason_and_may_change_its_mind(
    cast: Cast, clean_up: Activity, name: Name, now: datetime
) -> None:
    named = name(cast.unit)
    with pytest.raises(ActivityError) as refusal:
        decline_party(actor=cast.officer.actor(), party=named, reason="  ", now=now)
    assert refusal.value.code == "no_reason"

    confirm_party(actor=cast.officer.actor(), party=named, now=now)
    declined = decline_party(actor=cast.officer.actor(), party=named, reason="Trùng lịch thanh tra", now=now)

    assert (declined.state, declined.reason, declined.counts) == (PartyState.DECLINED, "Trùng lịch thanh tra", False)
    assert cast.unit.name not in told(clean_up)
    assert confirm_party(actor=cast.officer.actor(), party=declined, now=now).reason == ""


def test_the_home_cannot_decline_its_own_activity(cast: Cast, name: Name, now: datetime) -> None:
    with pytest.raises(RefusedError, match="Bên giữ hồ sơ"):
        decline_party(actor=cast.secretary.actor(), party=name(cast.bloc), reason="Không", now=now)


def test_for_one_without_an_account_a_paper_stands(cast: Cast, clean_up: Activity, name: Name, now: datetime) -> None:
    ward = name(words="Ủy ban nhân dân phường Trường Sơn")
    with pytest.raises(RefusedError, match="không có tài khoản"):
        confirm_party(actor=cast.secretary.actor(), party=ward, now=now)
    with pytest.raises(ActivityError) as refusal:
        put_party_on_paper(actor=cast.secretary.actor(), party=ward, paper="", now=now)
    assert refusal.value.code == "no_paper"
    with pytest.raises(RefusedError):
        put_party_on_paper(actor=cast.officer.actor(), party=ward, paper="Công văn số 12/UBND", now=now)

    put = put_party_on_paper(actor=cast.secretary.actor(), party=ward, paper="Công văn số 12/UBND", now=now)

    assert (put.state, put.paper) == (PartyState.ON_PAPER, "Công văn số 12/UBND")
    assert put.counts


def test_no_paper_makes_one_count_that_could_answer_itself(cast: Cast, name: Name, now: datetime) -> None:
    named = name(cast.unit)
    paper = {"actor": cast.secretary.actor(), "party": named, "paper": "Giấy mời số 3", "now": now}

    with pytest.raises(RefusedError, match="không thay được lời xác nhận") as refusal:
        put_party_on_paper(**paper)
    named.refresh_from_db()
    assert named.state == PartyState.NAMED
    assert refusal.value.data["who"] == f"Cán bộ thi đua của {cast.unit.name}"

    User.objects.filter(pk=cast.officer.user.pk).update(is_active=False)
    with pytest.raises(RefusedError):
        put_party_on_paper(**paper)  # the head of the unit answers as well
    RoleGrant.objects.filter(user=cast.head.user.pk).update(until=date(2026, 6, 14))
    assert put_party_on_paper(**paper).counts


@pytest.mark.parametrize("over", ["bloc", "agency", "parent", "sister"])
def test_blocs_and_agencies_answer_by_their_own_roles(
    cast: Cast, clean_up: Activity, name: Name, now: datetime, over: str
) -> None:
    department, sister = (
        Agency(code=code, name=called, search_key=fold(called), sort_key=called).put_under(cast.agency)
        for code, called in (("so-minh-hoa", "Sở Minh họa"), ("so-thu-hai", "Sở thứ hai"))
    )
    RoleGrant.objects.filter(user=cast.standing.user.pk).update(agency=sister)
    party = name(cast.other_bloc if over == "bloc" else department)
    secretary = {"role": Role.BLOC_SECRETARY, "agency": cast.agency, "bloc": cast.other_bloc}
    office = {"bloc": secretary, "agency": {"agency": department}, "parent": {"agency": cast.agency}, "sister": {}}
    assert can_answer([party]) == set()
    RoleGrant.objects.filter(user=cast.standing.user.pk).update(**office[over])

    assert can_answer([party]) == (set() if over == "sister" else {party.pk})
    assert bool(speaks_for(cast.standing.actor(now), party)) == (over != "sister")


def test_the_name_of_a_unit_in_words_is_that_unit(cast: Cast, clean_up: Activity, name: Name) -> None:
    for written in (cast.unit.name, cast.other_bloc.name.upper(), "bo  minh hoa"):
        with pytest.raises(ActivityError) as refusal:
            name(words=written)
        assert (refusal.value.code, refusal.value.field) == ("on_record", "name")
    assert not clean_up.parties.exists()
    assert name(words=f"Bạn đọc của {cast.unit.name}").on_record is None


def test_no_paper_overrides_what_a_party_said_itself(cast: Cast, name: Name, now: datetime) -> None:
    declined = decline_party(actor=cast.officer.actor(), party=name(cast.unit), reason="Bận", now=now)

    with pytest.raises(RefusedError, match="không tham gia"):
        put_party_on_paper(actor=cast.secretary.actor(), party=declined, paper="Giấy mời số 3", now=now)


def test_a_party_that_confirmed_is_not_taken_out_by_another(
    cast: Cast, clean_up: Activity, name: Name, now: datetime
) -> None:
    named = name(cast.unit)
    confirm_party(actor=cast.officer.actor(), party=named, now=now)

    with pytest.raises(RefusedError, match="không bỏ được"):
        remove_party(actor=cast.secretary.actor(), party=named)  # as it was read before it confirmed
    decline_party(actor=cast.officer.actor(), party=named, reason="Rút", now=now)
    remove_party(actor=cast.secretary.actor(), party=named)
    remove_party(actor=cast.secretary.actor(), party=named)

    assert not clean_up.parties.exists()


def test_an_answer_to_a_party_that_was_taken_out_says_so(cast: Cast, name: Name, now: datetime) -> None:
    named = name(cast.unit)
    remove_party(actor=cast.secretary.actor(), party=named)

    with pytest.raises(ActivityError) as refusal:
        confirm_party(actor=cast.officer.actor(), party=named, now=now)
    assert refusal.value.code == "party_gone"


def test_another_bloc_counts_it_once_it_has_confirmed(
    cast: Cast, clean_up: Activity, name: Name, now: datetime
) -> None:
    theirs = make_cycle(cast, bloc=cast.other_bloc)
    actor = cast.standing.actor()

    with pytest.raises(RefusedError, match="không phải một bên"):
        credit_activity(actor=actor, activity=clean_up, cycle=theirs, now=now)
    named = name(cast.other_bloc)
    with pytest.raises(RefusedError, match="chưa xác nhận"):
        credit_activity(actor=actor, activity=clean_up, cycle=theirs, now=now)
    assert theirs not in offered_cycles(actor, clean_up)
    put_party_on_paper(actor=actor, party=named, paper="Kế hoạch phối hợp số 3/KH", now=now)  # it has no secretary
    assert theirs in offered_cycles(actor, clean_up)

    credit_activity(actor=actor, activity=clean_up, cycle=theirs, now=now)


def test_a_bloc_counts_what_one_of_its_members_took_part_in(
    cast: Cast, clean_up: Activity, name: Name, now: datetime
) -> None:
    theirs = make_cycle(cast, bloc=cast.other_bloc)
    named = name(cast.other_unit)
    confirm_party(actor=cast.stranger.actor(), party=named, now=now)

    credit_activity(actor=cast.standing.actor(), activity=clean_up, cycle=theirs, now=now)


def test_nothing_is_answered_once_it_is_over(cast: Cast, clean_up: Activity, name: Name, now: datetime) -> None:
    named = name(cast.unit)
    Cycle.objects.update(state=CycleState.CLOSED)
    with pytest.raises(RefusedError, match="khép lại"):
        confirm_party(actor=cast.officer.actor(), party=named, now=now)

    planned = make_activity(cast, "Trồng cây", state=ActivityState.PLANNED, held_on=PartialDate(2026, 7, 1))
    waiting = add_party(
        actor=cast.secretary.actor(), activity=planned, role=PartyRole.PARTNER, party=cast.unit, now=now
    )
    cancel_activity(actor=cast.secretary.actor(), activity=planned, version=planned.version, reason="Bão")
    with pytest.raises(RefusedError, match="đã hủy"):
        confirm_party(actor=cast.officer.actor(), party=waiting, now=now)


def waits_for(member: Member) -> list[str]:
    return [item.title for item in due_activities(member.actor(), date(2026, 6, 15)) if "cùng tổ chức" in item.title]


def test_who_answers_is_asked_among_his_tasks_until_he_does(cast: Cast, name: Name, now: datetime) -> None:
    named = name(cast.unit)

    assert waits_for(cast.officer) == ["Trả lời việc cùng tổ chức “Ra quân làm sạch bãi biển”"]
    assert waits_for(cast.secretary) == waits_for(cast.stranger) == []

    confirm_party(actor=cast.officer.actor(), party=named, now=now)
    assert waits_for(cast.officer) == []


def test_a_partner_agency_sees_what_it_is_asked_about(cast: Cast, clean_up: Activity, now: datetime) -> None:
    partner = make_agency("so-minh-hoa", "Sở Minh họa")
    add_party(actor=cast.secretary.actor(), activity=clean_up, role=PartyRole.SPONSOR, party=partner, now=now)
    office = PersonActor(
        user=1,
        person=None,
        name="Cán bộ",
        staff_session=None,
        scopes=frozenset({Scope(Role.STANDING_OFFICE, frozenset({partner.pk}))}),
    )

    assert clean_up in activities_visible_to(office)


def test_the_page_shows_who_confirmed_and_who_is_awaited(
    cast: Cast, clean_up: Activity, name: Name, now: datetime, sign_in
) -> None:
    name(cast.bloc)
    confirm_party(actor=cast.officer.actor(), party=name(cast.unit), now=now)
    waiting = name(cast.units[3])
    unheard = name(cast.units[4])  # nobody has a role there
    put_party_on_paper(
        actor=cast.secretary.actor(), party=name(words="Đoàn Thanh niên phường"), paper="Giấy mời số 3", now=now
    )
    company = name(words="Công ty Môi trường đô thị")

    answer = sign_in(cast.secretary.user).get(reverse("activity", args=[clean_up.pk]))
    page = words_of(answer)

    assert f"{cast.bloc.name} Phối hợp tổ chức Giữ hồ sơ" in page
    assert "Theo giấy tờ Giấy mời số 3" in page
    assert f"Chờ xác nhận Cán bộ thi đua của {waiting.name}" in page
    offered = {}
    for party in (unheard, company, waiting):
        offered[party.pk] = reverse("put_party_on_paper", args=[party.pk]) in answer.content.decode()
        says = f"{party.name} Phối hợp tổ chức Chờ xác nhận không có tài khoản: ghi giấy tờ" in page
        assert says == offered[party.pk]
    assert offered == {unheard.pk: True, company.pk: True, waiting.pk: False}
    assert "Xác nhận tham gia" not in page.replace("Xác nhận tham gia hoạt động", "")


def test_a_party_answers_on_the_page(cast: Cast, clean_up: Activity, name: Name, sign_in) -> None:
    named = name(cast.unit)
    browser = sign_in(cast.officer.user)
    assert "Xác nhận tham gia" in words_of(browser.get(reverse("activity", args=[clean_up.pk])))

    empty = browser.post(reverse("decline_party", args=[named.pk]), {"reason": ""})
    assert empty.status_code == 422 or "Lý do" in words_of(empty)
    browser.post(reverse("confirm_party", args=[named.pk]))

    named.refresh_from_db()
    assert named.state == PartyState.CONFIRMED
    stranger = sign_in(cast.stranger.user)
    assert stranger.post(reverse("confirm_party", args=[named.pk])).status_code == 404


def test_more_parties_are_no_more_queries(cast: Cast, clean_up: Activity, name: Name, sign_in) -> None:
    browser = sign_in(cast.secretary.user)
    address = reverse("activity", args=[clean_up.pk])
    counts = []
    for number in range(2):
        for each in range(1 + 5 * number):
            name(make_unit(cast.agency, f"phoi-hop-{number}-{each}", f"Đơn vị phối hợp {number}-{each}"))
        browser.get(address)
        with CaptureQueriesContext(connection) as captured:
            browser.get(address)
        counts.append(len(captured))

    assert counts[0] == counts[1]
