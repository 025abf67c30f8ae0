"""The list of people of an activity: asked, signed up, with a place, withdrawn; ticked off as present."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.enums import FactKind, ParticipantState
from thidua.activities.errors import ActivityError
from thidua.activities.facts.namesakes import Answers, Namesake, NamesOnList, key_of_name, words_of_row
from thidua.activities.facts.records import standing_presences
from thidua.activities.models import Activity, ActivityParty, Participant, ParticipantParty
from thidua.activities.policies import may_change_participant, may_list_people, parties_listed_by
from thidua.activities.services.activities import lock
from thidua.activities.services.figures import record_has_changed
from thidua.activities.services.noting import Kept, Note, note_fact
from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.names import normalise
from thidua.organisations.models import Person


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody without a record here."""

    name: str
    post: str = ""
    is_child: bool = False
    guardian: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """How many are new on the list, and how many were on it for another party and now come for this one too."""

    new: int
    joined: int


@transaction.atomic
def list_people(
    *,
    actor: Actor,
    activity: Activity,
    party: ActivityParty,
    people: Sequence[Person] = (),
    guests: Sequence[Guest] = (),
    state: ParticipantState = ParticipantState.SIGNED_UP,
    same: Answers | None = None,
    now: datetime,
) -> Listed:
    """Put people of one party on the list. Who is on it already, for this party or another, stays one person.

    Where only the name is on it, `same` says by `key_of_name` whether that is he. Raises `ActivityError` where it does
    not, for a guest without a name, a child without a guardian, a party that is not the actor's.
    """
    activity = lock(activity)
    require(may_list_people(actor, activity))
    if party.pk not in {each.pk for each in parties_listed_by(actor, activity)}:
        raise ActivityError(_("Anh/chị không ghi được người của bên này."), code="other_party", field="party")
    listed, same = NamesOnList(activity), same or {}
    counts = {True: 0, False: 0}
    for person in people:
        row = listed.people.get(person.pk) or _known(listed.about_person(person), same)
        if row is not None and row.person_id is None:
            row.person = person
            row.save()
        row = row or Participant(person=person, name=person.full_name)
        _put_on_list(row, activity, party, state, now, counts)
    written = {key_of_name(row.name, row.post): row for row in map(_guest_row, guests)}
    for row in written.values():
        if not listed.is_listed(row.name, row.post, party.pk):
            known = _known(listed.about_guest(row.name, row.post, party.pk), same)
            _put_on_list(known or row, activity, party, state, now, counts)
    told = Listed(counts[True], counts[False])
    if told != Listed(0, 0):
        after = {"party": party.name, "new": told.new, "joined": told.joined}
        audit.record(actor, "activity.people_listed", activity, agency=activity.agency_id, after=after)
        record_has_changed(actor, activity)
    return told


def _known(asked: Namesake | None, same: Answers) -> Participant | None:
    """Who on the list it is, as somebody said; None for one who is new. Raises where nobody said."""
    if asked is None:
        return None
    said, rows = same.get(asked.key, 0), {row.pk: row for row in asked.rows}
    if said is not None and said not in rows:
        raise ActivityError(
            _("Trong danh sách đã có %(people)s. Cho biết có phải cùng một người không.")
            % {"people": "; ".join(map(words_of_row, asked.rows))},
            code="name_on_list",
            field="names",
        )
    return None if said is None else rows[said]


def _put_on_list(
    row: Participant,
    activity: Activity,
    party: ActivityParty,
    state: ParticipantState,
    now: datetime,
    counts: dict[bool, int],
) -> None:
    """He comes for the party; `counts` tells whether he is new on the list."""
    is_new = row.pk is None
    if is_new:
        row.agency_id, row.activity, row.state, row.added_at = activity.agency_id, activity, state, now
        row.save()
    link = ParticipantParty.objects.get_or_create(agency_id=row.agency_id, participant=row, party=party)
    counts[is_new] += link[1]


def _guest_row(guest: Guest) -> Participant:
    name, guardian = normalise(guest.name)[:120], normalise(guest.guardian)[:160]
    if not name:
        raise ActivityError(_("Anh/chị chưa ghi họ tên."), code="no_name", field="name")
    if guest.is_child and not guardian:
        raise ActivityError(
            _("Trẻ em đi cùng người lớn: ghi họ tên người đi kèm."), code="no_guardian", field="guardian"
        )
    post = normalise(guest.post)[:160]
    return Participant(name=name, post=post, is_child=guest.is_child, guardian=guardian if guest.is_child else "")


@transaction.atomic
def set_participant_state(
    *, actor: Actor, participant: Participant, state: ParticipantState, version: int
) -> Participant:
    """Asked, signed up, with a place, or withdrawn. A second press of the same button changes nothing; over what
    somebody else has said since `version` was shown nothing is said unseen.
    """
    activity = lock(participant.activity)
    participant = _stored(activity, participant)
    require(may_change_participant(actor, participant))
    if participant.state == state:
        return participant
    require_version(participant, version)
    before = {"state": participant.state}
    participant.state = state
    participant.save()
    audit.record(
        actor, "activity.participant_set", participant, agency=activity.agency_id, before=before, after={"state": state}
    )
    return participant


@transaction.atomic
def take_off_list(*, actor: Actor, participant: Participant) -> None:
    """Take somebody off the list; not once somebody saw him there."""
    activity = lock(participant.activity)
    participant = _stored(activity, participant)
    require(may_change_participant(actor, participant))
    if standing_presences(activity, [participant.code]):
        raise ActivityError(
            _("%(name)s đã được ghi có mặt nên không bỏ khỏi danh sách được.") % {"name": participant.name},
            code="was_there",
            remedy=_("Rút lại lần ghi có mặt trước, nếu ghi nhầm."),
        )
    audit.record(
        actor, "activity.participant_removed", participant, agency=activity.agency_id, before=_told(participant)
    )
    participant.delete()
    record_has_changed(actor, activity)


def tick_off(*, actor: Actor, participant: Participant, now: datetime) -> Kept:
    """Somebody was there. Ticked off twice, at a desk and on phones, he is one person."""
    require(may_change_participant(actor, participant))
    there = standing_presences(participant.activity, [participant.code])
    if there:
        return Kept(there[0], is_repeat=True, is_other=False)
    note = Note(FactKind.PRESENCE, {"person": str(participant.code)}, noted_at=now)
    return note_fact(actor=actor, activity=participant.activity, note=note, now=now)


@transaction.atomic
def untick(*, actor: Actor, participant: Participant, now: datetime) -> None:
    """He was not there after all: every time that somebody noted it is taken back."""
    require(may_change_participant(actor, participant))
    for fact in standing_presences(participant.activity, [participant.code]):
        note = Note(FactKind.PRESENCE, fact.body, code=_counter(fact.code), supersedes=fact.code, is_void=True)
        note_fact(actor=actor, activity=participant.activity, note=note, now=now)


def _counter(code: UUID) -> UUID:
    """The code of what takes this one back: pressed twice it is one fact."""
    return uuid5(code, "void")


def _stored(activity: Activity, participant: Participant) -> Participant:
    stored = activity.participants.select_for_update(of=("self",), no_key=True).filter(pk=participant.pk).first()
    if stored is None:
        raise ActivityError(_("Người này vừa được bỏ khỏi danh sách."), code="participant_gone")
    stored.activity = activity
    return stored


def _told(participant: Participant) -> dict[str, Any]:
    parties = [link.party.name for link in participant.parties.select_related("party")]
    return {"name": participant.name, "state": participant.state, "parties": parties}
