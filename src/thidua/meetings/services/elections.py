"""Record who was chosen to lead the bloc in a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.services.words import check_lengths
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.meetings.enums import POSTS, ElectionMethod, MotionState
from thidua.meetings.errors import ElectionRuleError
from thidua.meetings.facts.voters import voter_words
from thidua.meetings.models import ElectionCandidate, ElectionRecord, Meeting, Motion
from thidua.meetings.policies.meetings import may_record_election
from thidua.meetings.queries.ballots import latest_election
from thidua.meetings.queries.choices import electable_units
from thidua.meetings.queries.records import roll_of
from thidua.meetings.queries.seats import seats_of
from thidua.meetings.services.shared import clean_line, lock
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import Person, Unit

BY_VOTE = (MotionState.VOTING, MotionState.BETWEEN, MotionState.UNDECIDED, MotionState.SETTLED)
"""A post that is being voted, or was, is not written by hand."""
UNDER_WAY = (MotionState.VOTING, MotionState.BETWEEN, MotionState.UNDECIDED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that stood; its votes, None if nobody counted or the record does not tell."""

    unit: Unit
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class ElectionFacts:
    """What is known of the choice. A method or a count of None is unknown, not zero."""

    year: int
    role: LeadRole
    unit: Unit
    representative: Person | None = None
    method: ElectionMethod | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    votes_blank: int | None = None
    candidates: Sequence[Candidate] = ()
    note: str = ""


@transaction.atomic
def record_election(
    *, actor: Actor, meeting: Meeting, facts: ElectionFacts, version: int | None = None
) -> ElectionRecord:
    """Record the choice for one post and year, or change what was recorded (`version`: as read; None: new).

    Raises `ElectionRuleError`: a deputy that is also head, a unit that is no member or did not stand, more votes than
    members, the other post being voted on. Raises `StaleVersionError` when somebody recorded first.
    """
    meeting = lock(meeting)
    require(may_record_election(actor, meeting))
    if _votes_on(meeting, facts.role, facts.year):
        raise ElectionRuleError(
            _("Chức này do cuộc bỏ phiếu trong hồ sơ quyết định, không ghi bằng tay."),
            remedy=_("Xem mục Biểu quyết, bỏ phiếu của hội nghị."),
        )
    lock(meeting.bloc)
    _require_no_post_voted_on(meeting, facts)
    _check_membership(meeting, facts)
    _check_counts(meeting, facts)
    return write_election(actor, meeting, facts, version)


def _require_no_post_voted_on(meeting: Meeting, facts: ElectionFacts) -> None:
    """While a post of the year is voted on, at whichever meeting of the bloc, nobody is written down for either: if
    that unit won, the count would be refused, and who is ahead would be told while the round is still open.
    """
    if (voted := posts_under_way(meeting.bloc_id, facts.year).first()) is not None:
        raise ElectionRuleError(
            _("“%(title)s” đang bỏ phiếu. Ghi chức này sau, vì hai chức phải là hai đơn vị.") % {"title": voted.title},
            remedy=_("Kiểm phiếu hoặc hủy nội dung đó trước: %(meeting)s.") % {"meeting": voted.meeting.title},
        )


def posts_under_way(bloc_id: int, year: int) -> QuerySet[Motion]:
    """Votes on the posts of a year that have begun and not ended, at all meetings of the bloc."""
    under_way = Motion.objects.filter(meeting__bloc=bloc_id, purpose__in=POSTS, year=year, state__in=UNDER_WAY)
    return under_way.select_related("meeting").order_by("pk")


def is_by_vote(election: ElectionRecord) -> bool:
    """Whether a vote on record decided, so that nobody writes or removes it by hand."""
    return _votes_on(election.meeting, LeadRole(election.role), election.year)


def _votes_on(meeting: Meeting, role: LeadRole, year: int) -> bool:
    return Motion.objects.filter(meeting=meeting, purpose=str(role), year=year, state__in=BY_VOTE).exists()


def write_election(actor: Actor, meeting: Meeting, facts: ElectionFacts, version: int | None = None) -> ElectionRecord:
    """Write the choice down at a locked meeting: as a person recorded it, or as a vote settled it.

    Who may stand and how many may vote was settled when the round of a vote opened, and is not asked again: a count
    refused because of who won would tell who is ahead.
    """
    election = ElectionRecord.objects.filter(meeting=meeting, year=facts.year, role=facts.role).first()
    before = None
    if election is None:
        election = ElectionRecord(agency_id=meeting.agency_id, meeting=meeting, bloc_id=meeting.bloc_id)
    elif version is None and _told(election) == _as_told(facts):
        return election
    else:
        before = _told(election)
        require_version(election, version or 0)
    _check(meeting, facts)
    election.year, election.role = facts.year, facts.role
    election.position = 1 if facts.role == LeadRole.LEAD else 2
    election.unit = facts.unit
    election.representative = facts.representative
    election.method = facts.method
    election.votes_for, election.votes_against, election.votes_blank = _votes(facts)
    election.note = clean_line(facts.note)
    check_lengths(election)
    election.save()
    election.candidates.all().delete()
    ElectionCandidate.objects.bulk_create(
        ElectionCandidate(
            agency_id=election.agency_id,
            election=election,
            unit=candidate.unit,
            votes=candidate.votes,
            position=position,
        )
        for position, candidate in enumerate(facts.candidates, start=1)
    )
    record(actor, "election.recorded", election, agency=election.agency_id, before=before, after=_told(election))
    return election


def _check(meeting: Meeting, facts: ElectionFacts) -> None:
    if (other := _holds_the_other_post(meeting, facts)) is not None:
        raise ElectionRuleError(
            _("%(unit)s đã được ghi là %(role)s năm %(year)s. Khối trưởng và Khối phó phải là hai đơn vị.")
            % {"unit": facts.unit, "role": other.get_role_display(), "year": facts.year},
            field="unit",
            remedy=_("Xem %(meeting)s. Đơn vị ấy thôi chức cũ thì ghi người thay ở chức cũ trước.")
            % {"meeting": other.meeting.title},
        )
    stood = [candidate.unit.pk for candidate in facts.candidates]
    if stood and facts.unit.pk not in stood:
        raise ElectionRuleError(
            _("%(unit)s không có trong danh sách được giới thiệu.") % {"unit": facts.unit}, field="candidates"
        )
    if len(stood) != len(set(stood)):
        raise ElectionRuleError(_("Một đơn vị được giới thiệu hai lần."), field="candidates")
    _check_representative(facts)


def _holds_the_other_post(meeting: Meeting, facts: ElectionFacts) -> ElectionRecord | None:
    """The record by which the unit holds the other post: of this meeting, or the latest of the bloc's meetings.

    What a later meeting has replaced already is history: there the units of one meeting are compared.
    """
    other_role = LeadRole.DEPUTY_LEAD if facts.role == LeadRole.LEAD else LeadRole.LEAD
    here = ElectionRecord.objects.filter(meeting=meeting, year=facts.year, role=other_role, unit=facts.unit)
    if (record := here.select_related("meeting").first()) is not None:
        return record
    mine = latest_election(meeting.bloc_id, facts.year, facts.role)
    if mine is not None and mine.meeting_id != meeting.pk and mine.meeting.held_on.code > meeting.held_on.code:
        return None
    latest = latest_election(meeting.bloc_id, facts.year, other_role)
    return latest if latest is not None and latest.unit_id == facts.unit.pk else None


def _check_membership(meeting: Meeting, facts: ElectionFacts) -> None:
    """A unit of that year's members if they are known, else of the members of the meeting's own year."""
    known = electable_units(meeting, facts.year)
    for unit in [facts.unit, *(candidate.unit for candidate in facts.candidates)]:
        if known and unit.pk not in known:
            raise ElectionRuleError(_("%(unit)s không phải đơn vị thành viên của khối.") % {"unit": unit}, field="unit")


def _check_counts(meeting: Meeting, facts: ElectionFacts) -> None:
    voters, who = len(seats_of(meeting, roll_of(meeting.pk))), voter_words(meeting).short
    cast = sum(count for count in _votes(facts) if count is not None)
    if voters and cast > voters:
        raise ElectionRuleError(
            _("Tổng số phiếu là %(cast)s, nhiều hơn %(voters)s %(who)s có quyền bầu.")
            % {"cast": cast, "voters": voters, "who": who},
            field="votes_for",
        )
    for candidate in facts.candidates:
        if voters and candidate.votes is not None and candidate.votes > voters:
            raise ElectionRuleError(
                _("%(unit)s có %(votes)s phiếu, nhiều hơn %(voters)s %(who)s có quyền bầu.")
                % {"unit": candidate.unit, "votes": candidate.votes, "voters": voters, "who": who},
                field="candidates",
            )


def _check_representative(facts: ElectionFacts) -> None:
    person = facts.representative
    if person is None:
        return
    belongs = Q(memberships__unit=facts.unit) | Q(posts__unit=facts.unit)
    if not Person.objects.filter(belongs, pk=person.pk).exists():
        raise ElectionRuleError(
            _("%(person)s không thuộc %(unit)s.") % {"person": person, "unit": facts.unit}, field="representative"
        )


def _votes(facts: ElectionFacts) -> tuple[int | None, int | None, int | None]:
    return facts.votes_for, facts.votes_against, facts.votes_blank


def _told(election: ElectionRecord) -> dict[str, Any]:
    return {
        "year": election.year,
        "role": str(election.role),
        "unit": election.unit_id,
        "representative": election.representative_id,
        "method": election.method and str(election.method),
        "votes": [election.votes_for, election.votes_against, election.votes_blank],
        "candidates": [[candidate.unit_id, candidate.votes] for candidate in election.candidates.all()],
        "note": election.note,
    }


def _as_told(facts: ElectionFacts) -> dict[str, Any]:
    return {
        "year": facts.year,
        "role": str(facts.role),
        "unit": facts.unit.pk,
        "representative": facts.representative.pk if facts.representative else None,
        "method": facts.method and str(facts.method),
        "votes": list(_votes(facts)),
        "candidates": [[candidate.unit.pk, candidate.votes] for candidate in facts.candidates],
        "note": clean_line(facts.note),
    }
