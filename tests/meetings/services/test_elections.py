"""Elections: a fact about next year, whatever is known of how; the deputy is never the head."""

from dataclasses import replace

import pytest

from tests.cast import YEAR, Cast
from tests.factories.meetings import make_held_meeting, make_meeting
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.meetings.enums import ElectionMethod
from thidua.meetings.errors import ElectionRuleError
from thidua.meetings.models import ElectionRecord, Meeting
from thidua.meetings.queries.records import elections_for
from thidua.meetings.services.elections import Candidate, ElectionFacts, record_election
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership


def lead(cast: Cast, **known: object) -> ElectionFacts:
    return replace(ElectionFacts(YEAR, LeadRole.LEAD, cast.units[0]), **known)  # type: ignore[arg-type]


def deputy(cast: Cast, **known: object) -> ElectionFacts:
    return replace(lead(cast, role=LeadRole.DEPUTY_LEAD, unit=cast.units[1]), **known)  # type: ignore[arg-type]


def elect(cast: Cast, meeting: Meeting, facts: ElectionFacts, version: int | None = None) -> ElectionRecord:
    return record_election(actor=cast.secretary.actor(), meeting=meeting, facts=facts, version=version)


def test_method_and_counts_may_be_unknown(cast: Cast) -> None:
    meeting = make_held_meeting(cast)
    elect(cast, meeting, lead(cast))
    elect(cast, meeting, deputy(cast))

    chosen = {record.role: record for record in elections_for(cast.bloc.pk, YEAR)}
    assert {role: record.unit for role, record in chosen.items()} == {
        LeadRole.LEAD: cast.units[0],
        LeadRole.DEPUTY_LEAD: cast.units[1],
    }
    assert {(record.method, record.votes_for, record.votes_blank) for record in chosen.values()} == {(None, None, None)}


def test_all_that_can_be_known(cast: Cast) -> None:
    facts = lead(
        cast,
        unit=cast.unit,
        representative=cast.officer.person,
        method=ElectionMethod.SHOW_OF_HANDS,
        votes_for=4,
        votes_against=1,
        votes_blank=1,
        candidates=[Candidate(cast.unit, 4), Candidate(cast.units[0], 0)],
    )
    record = elect(cast, make_held_meeting(cast), facts)

    assert record.representative == cast.officer.person
    assert [(each.unit, each.votes) for each in record.candidates.all()] == [(cast.unit, 4), (cast.units[0], 0)]


def test_the_deputy_is_another_unit_than_the_head(cast: Cast) -> None:
    meeting = make_held_meeting(cast)
    elect(cast, meeting, lead(cast))

    with pytest.raises(ElectionRuleError, match="hai đơn vị"):
        elect(cast, meeting, deputy(cast, unit=cast.units[0]))
    assert elect(cast, meeting, deputy(cast)).unit == cast.units[1]


def test_nobody_succeeds_by_himself(cast: Cast) -> None:
    before = BlocLeadership.objects.count()
    elect(cast, make_held_meeting(cast), lead(cast, year=YEAR + 1))

    assert BlocLeadership.objects.count() == before
    assert [record.role for record in elections_for(cast.bloc.pk, YEAR + 1)] == [LeadRole.LEAD]


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({"votes_for": 6, "votes_blank": 1}, "nhiều hơn 6 đơn vị"),
        ({"votes_for": 7}, "nhiều hơn 6 đơn vị"),
    ],
)
def test_no_more_votes_than_members(cast: Cast, known: dict[str, int], says: str) -> None:
    with pytest.raises(ElectionRuleError, match=says):
        elect(cast, make_held_meeting(cast), lead(cast, **known))


def test_as_many_votes_as_members(cast: Cast) -> None:
    assert elect(cast, make_held_meeting(cast), lead(cast, votes_for=5, votes_blank=1)).votes_for == 5


def test_only_members_and_candidates_are_chosen(cast: Cast) -> None:
    meeting = make_held_meeting(cast)
    with pytest.raises(ElectionRuleError, match="không phải đơn vị thành viên"):
        elect(cast, meeting, lead(cast, unit=cast.other_unit))
    with pytest.raises(ElectionRuleError, match="không có trong danh sách"):
        elect(cast, meeting, lead(cast, candidates=[Candidate(cast.units[1])]))
    with pytest.raises(ElectionRuleError, match="hai lần"):
        elect(cast, meeting, lead(cast, candidates=[Candidate(cast.units[0]), Candidate(cast.units[0])]))

    assert not ElectionRecord.objects.exists()


def test_the_representative_belongs_to_the_unit(cast: Cast) -> None:
    with pytest.raises(ElectionRuleError, match="không thuộc"):
        elect(cast, make_held_meeting(cast), lead(cast, representative=cast.officer.person))


def test_nothing_is_chosen_before_the_meeting(cast: Cast) -> None:
    with pytest.raises(RefusedError, match="chưa diễn ra"):
        elect(cast, make_meeting(cast), lead(cast))


@pytest.mark.parametrize("name", ["officer", "head", "observer", "reader", "council_member"])
def test_only_who_runs_the_meeting_records(cast: Cast, name: str) -> None:
    with pytest.raises(RefusedError):
        record_election(actor=cast.everyone()[name].actor(), meeting=make_held_meeting(cast), facts=lead(cast))


def test_sent_twice_it_is_recorded_once_and_changed_only_by_who_read_it(cast: Cast) -> None:
    meeting = make_held_meeting(cast)
    record = elect(cast, meeting, lead(cast))
    elect(cast, meeting, lead(cast))
    assert AuditEntry.objects.filter(action="election.recorded").count() == 1

    with pytest.raises(StaleVersionError):
        elect(cast, meeting, lead(cast, unit=cast.units[2]))
    changed = elect(cast, meeting, lead(cast, unit=cast.units[2]), version=record.version)

    assert changed.unit == cast.units[2]
