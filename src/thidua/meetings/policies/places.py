"""Things that a URL names by more than one number: a kind of statement, a post to elect, a part or a version."""

from dataclasses import dataclass
from typing import Final

from thidua.common.actor import Actor
from thidua.common.policy import Answer
from thidua.meetings.enums import MinutesSection, StatementKind
from thidua.meetings.models import Meeting, Minutes, MinutesVersion
from thidua.meetings.policies.meetings import may_add_statement, may_record_election, meetings_visible_to
from thidua.meetings.policies.minutes import may_edit_minutes, may_propose_amendment, minutes_visible_to
from thidua.organisations.enums import LeadRole

KINDS: Final = {
    "bao-cao": StatementKind.REPORT,
    "y-kien": StatementKind.OPINION,
    "chi-dao": StatementKind.DIRECTION,
    "bieu-duong": StatementKind.PRAISE,
}
ROLES: Final = {"khoi-truong": LeadRole.LEAD, "khoi-pho": LeadRole.DEPUTY_LEAD}
SECTIONS: Final = {
    "mo-dau": MinutesSection.OPENING,
    "thanh-phan": MinutesSection.ATTENDANCE,
    "chuong-trinh": MinutesSection.AGENDA,
    "bao-cao": MinutesSection.REPORTS,
    "y-kien": MinutesSection.OPINIONS,
    "chi-dao": MinutesSection.DIRECTION,
    "bieu-duong": MinutesSection.PRAISE,
    "bau": MinutesSection.ELECTION,
    "bieu-quyet": MinutesSection.VOTES,
    "ket-luan": MinutesSection.CONCLUSIONS,
    "ket-thuc": MinutesSection.CLOSING,
}
SLUG_OF_KIND: Final = {kind: slug for slug, kind in KINDS.items()}
SLUG_OF_ROLE: Final = {role: slug for slug, role in ROLES.items()}
SLUG_OF_SECTION: Final = {section: slug for slug, section in SECTIONS.items()}


@dataclass(frozen=True, slots=True)
class StatementPlace:
    """Where a statement of one kind is added."""

    meeting: Meeting
    kind: StatementKind


@dataclass(frozen=True, slots=True)
class ElectionPlace:
    """Where the choice for one post is recorded."""

    meeting: Meeting
    role: LeadRole


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """One part of minutes."""

    minutes: Minutes
    section: MinutesSection


def find_statement_place(actor: Actor, pk: int, kind: str) -> StatementPlace | None:
    """The place for statements of a kind at a meeting the actor sees."""
    meeting = _meeting(actor, pk)
    return StatementPlace(meeting, KINDS[kind]) if meeting is not None and kind in KINDS else None


def may_add_at(actor: Actor, place: StatementPlace) -> Answer:
    """Whether the actor may record a statement there."""
    return may_add_statement(actor, place.meeting, place.kind)


def find_election_place(actor: Actor, pk: int, role: str) -> ElectionPlace | None:
    """The place for the choice of a post at a meeting the actor sees."""
    meeting = _meeting(actor, pk)
    return ElectionPlace(meeting, ROLES[role]) if meeting is not None and role in ROLES else None


def may_record_election_at(actor: Actor, place: ElectionPlace) -> Answer:
    """Whether the actor may record the choice there."""
    return may_record_election(actor, place.meeting)


def find_section(actor: Actor, pk: int, section: str) -> SectionPlace | None:
    """A part of minutes the actor sees."""
    minutes = minutes_visible_to(actor).filter(pk=pk).first()
    return SectionPlace(minutes, SECTIONS[section]) if minutes is not None and section in SECTIONS else None


def may_edit_section(actor: Actor, place: SectionPlace) -> Answer:
    """Whether the actor may write in it."""
    return may_edit_minutes(actor, place.minutes)


def may_propose_in_section(actor: Actor, place: SectionPlace) -> Answer:
    """Whether the actor may propose an addition to it."""
    return may_propose_amendment(actor, place.minutes)


def find_version(actor: Actor, pk: int, number: int) -> MinutesVersion | None:
    """One version of minutes the actor sees."""
    return (
        MinutesVersion.objects.filter(minutes__in=minutes_visible_to(actor).filter(pk=pk), number=number)
        .select_related("minutes__meeting__bloc")
        .first()
    )


def _meeting(actor: Actor, pk: int) -> Meeting | None:
    return meetings_visible_to(actor).select_related("bloc", "cycle").filter(pk=pk).first()
