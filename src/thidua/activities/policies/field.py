"""Who notes facts of an activity: who keeps its record, the parties that count, phones with the pass of a team."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.activities.enums import COUNTED, ActivityState
from thidua.activities.models import Activity, ActivityParty, FieldFact, FieldPass, FieldPhone, FieldPhoto
from thidua.activities.policies.activities import activities_visible_to, is_open, may_keep_activity
from thidua.activities.policies.parties import speaks_for, spoken_for_by
from thidua.common.actor import Actor, FieldActor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.policies import IN_UNIT


@dataclass(frozen=True, slots=True)
class Sending:
    """Something that a phone sends under the code it made."""

    activity: Activity
    code: UUID


def find_sending(actor: Actor, code: UUID) -> Sending | None:
    """What a phone in the field sends for its one activity."""
    activity = find_field_activity(actor)
    return Sending(activity, code) if activity is not None else None


def find_field_activity(actor: Actor) -> Activity | None:
    """The one activity that a phone in the field may note facts of."""
    if not isinstance(actor, FieldActor):
        return None
    return Activity.objects.select_related("bloc", "unit").filter(pk=actor.activity).first()


def may_note_facts(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may note what happened there."""
    if activity.state == ActivityState.CANCELLED:
        return refused(_("Hoạt động đã hủy nên không ghi số liệu được."))
    if isinstance(actor, FieldActor):
        if actor.activity != activity.pk:
            return refused(_("Mã của tổ này không dùng cho hoạt động khác."))
        return is_open(activity)
    answer = may_keep_activity(actor, activity)
    if not answer and any(party.counts and speaks_for(actor, party) for party in activity.parties.all()):
        return is_open(activity)
    return answer


def activities_noted_by(actor: Actor) -> QuerySet[Activity]:
    """Activities whose facts the actor may note, be they open or closed: his own, and those his party takes part in."""
    if isinstance(actor, FieldActor):
        return Activity.objects.filter(pk=actor.activity)
    joined = ActivityParty.objects.filter(spoken_for_by(actor), state__in=COUNTED).values("activity")
    return Activity.objects.filter(
        Q(bloc__in=actor.blocs_as(Role.BLOC_SECRETARY))
        | Q(unit__in=actor.units_as(*IN_UNIT))
        | Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE))
        | Q(pk__in=joined)
    )


def may_take_back(actor: Actor, fact: FieldFact) -> Answer:
    """Whether the actor may correct or take back what was noted: who keeps the record, and who noted it; of a team only
    the phone that did.
    """
    answer = may_note_facts(actor, fact.activity)
    if not answer or may_keep_activity(actor, fact.activity):
        return answer
    if isinstance(actor, FieldActor):
        phone = fact.phone
        is_own = phone is not None and (phone.field_pass_id, str(phone.device)) == (actor.field_pass, actor.device)
    else:
        is_own = fact.noted_by_id is not None and fact.noted_by_id == getattr(actor, "user", None)
    return YES if is_own else refused(_("Chỉ người đã ghi và bên giữ hồ sơ sửa được số liệu này."))


def facts_visible_to(actor: Actor) -> QuerySet[FieldFact]:
    """What was noted at the activities the actor sees."""
    return FieldFact.objects.filter(activity__in=activities_visible_to(actor)).select_related(
        "activity__bloc", "activity__unit", "phone__field_pass"
    )


def passes_visible_to(actor: Actor) -> QuerySet[FieldPass]:
    """Passes of the activities the actor sees."""
    return FieldPass.objects.filter(activity__in=activities_visible_to(actor)).select_related(
        "activity__bloc", "activity__unit", "party"
    )


def may_issue_pass(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may let the phones of a team in."""
    answer = may_keep_activity(actor, activity)
    if answer and activity.state == ActivityState.CANCELLED:
        return refused(_("Hoạt động đã hủy nên không cần mã cho tổ ghi phiếu."))
    return answer


def may_revoke_pass(actor: Actor, field_pass: FieldPass) -> Answer:
    """Whether the actor may shut the phones of a team out."""
    answer = may_keep_activity(actor, field_pass.activity)
    return refused(_("Mã của tổ này đã thu hồi.")) if answer and field_pass.revoked_at is not None else answer


def phones_visible_to(actor: Actor) -> QuerySet[FieldPhone]:
    """Phones of the passes the actor sees."""
    return FieldPhone.objects.filter(field_pass__in=passes_visible_to(actor)).select_related(
        "field_pass__activity__bloc", "field_pass__activity__unit"
    )


def may_block_phone(actor: Actor, phone: FieldPhone) -> Answer:
    """Whether the actor may shut one phone out."""
    answer = may_keep_activity(actor, phone.field_pass.activity)
    return refused(_("Máy này đã bị khóa.")) if answer and phone.blocked_at is not None else answer


def may_send_photos(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may add to the photographs from the field, describe them or take them away: a phone there adds,
    a person who keeps the record does the rest.
    """
    return may_note_facts(actor, activity) if isinstance(actor, FieldActor) else may_keep_activity(actor, activity)


def field_photos_visible_to(actor: Actor) -> QuerySet[FieldPhoto]:
    """Photographs from the field of the activities whose facts the actor may note."""
    if isinstance(actor, FieldActor):
        return FieldPhoto.objects.none()
    return FieldPhoto.objects.filter(activity__in=activities_noted_by(actor)).select_related(
        "activity__bloc", "activity__unit", "photo__file", "phone__field_pass"
    )


def photographed_activities(actor: Actor) -> QuerySet[Activity]:
    """Activities whose photographs from the field the actor looks through: where he may note facts, at a desk."""
    if isinstance(actor, FieldActor):
        return Activity.objects.none()
    return activities_noted_by(actor).select_related("bloc", "unit")


def may_choose_photo(actor: Actor, field_photo: FieldPhoto) -> Answer:
    """Whether the actor may put it into the album: who keeps the record, while it is still there."""
    answer = may_keep_activity(actor, field_photo.activity)
    return refused(_("Ảnh này đã được bỏ.")) if answer and field_photo.photo is None else answer
