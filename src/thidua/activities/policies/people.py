"""Who keeps the list of people: who keeps the record, and each party for its own people."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState
from thidua.activities.models import Activity, ActivityParty, Participant
from thidua.activities.policies.activities import is_open, may_keep_activity, may_record_for
from thidua.activities.policies.field import activities_noted_by
from thidua.activities.policies.parties import speaks_for
from thidua.common.actor import Actor, FieldActor
from thidua.common.policy import Answer, refused


def listed_activities(actor: Actor) -> QuerySet[Activity]:
    """Activities whose list of people the actor sees: where he may note facts. Names are nobody else's business."""
    if isinstance(actor, FieldActor):
        return Activity.objects.none()  # a phone knows codes, not names
    return activities_noted_by(actor).select_related("bloc", "unit")


def sees_list(actor: Actor, activity: Activity) -> bool:
    """Whether he is one of those, of an activity whose parties are read."""
    spoken_for = (party for party in activity.parties.all() if party.counts and speaks_for(actor, party))
    return bool(may_record_for(actor, activity.home)) or any(spoken_for)


def participants_visible_to(actor: Actor) -> QuerySet[Participant]:
    """People on the lists the actor sees."""
    return Participant.objects.filter(activity__in=listed_activities(actor)).select_related(
        "activity__bloc", "activity__unit", "person"
    )


def parties_listed_by(actor: Actor, activity: Activity) -> list[ActivityParty]:
    """The parties whose people the actor may put on the list."""
    counted = [party for party in activity.parties.all() if party.counts]
    if may_keep_activity(actor, activity):
        return counted
    return [party for party in counted if speaks_for(actor, party)]


def may_list_people(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may put anybody on the list."""
    if activity.state == ActivityState.CANCELLED:
        return refused(_("Hoạt động đã hủy nên không ghi thêm người."))
    if not parties_listed_by(actor, activity):
        return refused(_("Chưa có bên nào xác nhận tham gia, hoặc anh/chị không trả lời thay cho bên nào."))
    return is_open(activity)


def may_change_participant(actor: Actor, participant: Participant) -> Answer:
    """Whether the actor may change, take off or tick off this person."""
    answer = may_list_people(actor, participant.activity)
    if not answer or may_keep_activity(actor, participant.activity):
        return answer
    own = {party.pk for party in parties_listed_by(actor, participant.activity)}
    if any(link.party_id in own for link in participant.parties.all()):
        return answer
    return refused(_("Người này đi với bên khác."))
