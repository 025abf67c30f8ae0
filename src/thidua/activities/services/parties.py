"""Who held an activity together, and who spoke at it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.enums import PartyRole, PartyState
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, ActivityParty, ActivitySpeaker
from thidua.activities.policies import may_keep_activity, may_remove_party
from thidua.activities.policies.parties import is_home
from thidua.activities.queries import is_name_on_record
from thidua.activities.services.activities import lock
from thidua.activities.services.answers import put_answer
from thidua.activities.services.figures import record_has_changed
from thidua.activities.services.passes import end_passes_of
from thidua.activities.services.plan_rows import keep_name_of
from thidua.activities.services.rows import next_position
from thidua.audit import services as audit
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.organisations.models import Agency, Bloc, Person, Unit


@transaction.atomic
def add_party(
    *,
    actor: Actor,
    activity: Activity,
    role: PartyRole,
    now: datetime,
    party: Bloc | Unit | Agency | None = None,
    name: str = "",
    note: str = "",
) -> ActivityParty:
    """Name one more party: something on record (`party`), or words (`name`). The same one twice is one.

    It waits for its own answer, or, where nobody could give one here, for a paper; who keeps the record need not be
    asked. Raises `ActivityError` for no name, and for words that are the name of something on record: that answers for
    itself.
    """
    activity = lock(activity)
    require(may_keep_activity(actor, activity))
    name = normalise(name)[:300] or (party.name if party is not None else "")
    if not name:
        raise ActivityError(_("Chọn một đơn vị, hoặc nhập tên bên tham gia."), code="no_name", field="name")
    present = activity.parties.filter(name=name).first()
    if present is not None:
        return present
    if party is None and is_name_on_record(activity.agency_id, name):
        raise ActivityError(
            _("“%(name)s” có trong hệ thống nên tự trả lời cho mình.") % {"name": name},
            code="on_record",
            field="name",
            remedy=_("Xóa ô này và chọn ở ô “Khối, đơn vị, cơ quan trong hệ thống”."),
        )
    added = ActivityParty(
        agency_id=activity.agency_id,
        activity=activity,
        position=next_position(activity.parties.all()),
        role=role,
        bloc=party if isinstance(party, Bloc) else None,
        unit=party if isinstance(party, Unit) else None,
        partner_agency=party if isinstance(party, Agency) else None,
        name=name,
        note=normalise(note)[:250],
    )
    if is_home(added):
        put_answer(added, actor, PartyState.CONFIRMED, now)
    added.save()
    audit.record(
        actor,
        "activity.party_added",
        activity,
        agency=activity.agency_id,
        after={"name": name, "role": role, "note": added.note, "state": added.state},
    )
    record_has_changed(actor, activity)
    return added


@transaction.atomic
def remove_party(*, actor: Actor, party: ActivityParty) -> None:
    """Take a party out of the record; in the plan its name stays, as words, where it had something to do."""
    activity = lock(party.activity)
    stored = activity.parties.filter(pk=party.pk).first()
    if stored is None:
        return
    stored.activity = activity
    require(may_remove_party(actor, stored))
    keep_name_of(stored)
    end_passes_of(actor, stored, clock.now())
    if stored.delete()[0]:
        audit.record(
            actor,
            "activity.party_removed",
            activity,
            agency=activity.agency_id,
            before={"name": stored.name, "role": stored.role, "state": stored.state},
        )
        record_has_changed(actor, activity)


@transaction.atomic
def name_speaker(
    *, actor: Actor, activity: Activity, name: str, post: str = "", said: str = "", person: Person | None = None
) -> ActivitySpeaker:
    """Record who spoke, with the post as printed, and what was said. The same one with the same words is one."""
    activity = lock(activity)
    require(may_keep_activity(actor, activity))
    name = normalise(name)[:120] or (person.full_name if person is not None else "")
    if not name:
        raise ActivityError(_("Anh/chị chưa nhập họ tên."), code="no_name", field="name")
    said = normalise(said, keep_lines=True)
    present = activity.speakers.filter(name=name, said=said).first()
    if present is not None:
        return present
    speaker = ActivitySpeaker.objects.create(
        agency_id=activity.agency_id,
        activity=activity,
        position=next_position(activity.speakers.all()),
        person=person,
        name=name,
        post=normalise(post)[:250],
        said=said,
    )
    audit.record(
        actor,
        "activity.speaker_named",
        activity,
        agency=activity.agency_id,
        after={"name": name, "post": speaker.post, "said": said},
    )
    return speaker


@transaction.atomic
def remove_speaker(*, actor: Actor, speaker: ActivitySpeaker) -> None:
    """Take a speaker out of the record."""
    activity = lock(speaker.activity)
    require(may_keep_activity(actor, activity))
    if ActivitySpeaker.objects.filter(pk=speaker.pk).delete()[0]:
        audit.record(
            actor,
            "activity.speaker_removed",
            activity,
            agency=activity.agency_id,
            before={"name": speaker.name, "post": speaker.post, "said": speaker.said},
        )
