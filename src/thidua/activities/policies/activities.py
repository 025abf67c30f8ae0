"""Who sees an activity and who keeps its record: the bloc's secretary, or the officers of the unit that held it."""

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState
from thidua.activities.models import Activity, ActivityCredit, ActivityOutput, ActivityParty, ActivitySpeaker
from thidua.campaigns.enums import CycleState
from thidua.campaigns.policies.cycles import blocs_run_by, closed_words, cycles_visible_to, may_run_bloc
from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Bloc, Unit
from thidua.organisations.policies import IN_BLOC, IN_UNIT, WHOLE_AGENCY


def activities_visible_to(actor: Actor) -> QuerySet[Activity]:
    """Activities of the actor's agencies, blocs and units, those they are a party of, and those of years he sees."""
    blocs = actor.blocs_as(*IN_BLOC)
    units = actor.units_as(*IN_UNIT)
    credited = ActivityCredit.objects.filter(cycle__in=cycles_visible_to(actor)).values("activity")
    agencies = actor.agencies_as(*WHOLE_AGENCY)
    joined = ActivityParty.objects.filter(Q(bloc__in=blocs) | Q(unit__in=units) | Q(partner_agency__in=agencies))
    return Activity.objects.filter(
        Q(agency__in=agencies)
        | Q(bloc__in=blocs)
        | Q(unit__in=units)
        | Q(pk__in=credited)
        | Q(pk__in=joined.values("activity"))
    )


def activities_kept_by(actor: Actor) -> QuerySet[Activity]:
    """Activities whose record is the actor's to complete. The standing office may, but is not asked to."""
    return Activity.objects.filter(
        Q(bloc__in=actor.blocs_as(Role.BLOC_SECRETARY)) | Q(unit__in=actor.units_as(Role.UNIT_OFFICER))
    )


def homes_of(actor: Actor) -> tuple[QuerySet[Bloc], QuerySet[Unit]]:
    """The blocs and units for which the actor may record an activity."""
    return blocs_run_by(actor), Unit.objects.filter(pk__in=actor.units_as(*IN_UNIT), ended_on=None)


def may_record_for(actor: Actor, home: Bloc | Unit) -> Answer:
    """Whether the actor may record an activity of that bloc or unit."""
    if isinstance(home, Bloc):
        return may_run_bloc(actor, home)
    if home.pk in actor.units_as(*IN_UNIT) or home.agency_id in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(
        _("Chỉ cán bộ thi đua và thủ trưởng đơn vị tổ chức sửa được hoạt động này."),
        who=_("Cán bộ thi đua của %(unit)s") % {"unit": home.name},
    )


def may_record_somewhere(actor: Actor) -> Answer:
    """Whether the actor may record activities at all."""
    if actor.units_as(*IN_UNIT) or actor.holds(Role.BLOC_SECRETARY) or actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Chỉ thư ký khối và cán bộ thi đua của đơn vị ghi được hoạt động."))


def may_keep_activity(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may change what is recorded: not once every year it counts for is closed."""
    answer = may_record_for(actor, activity.home)
    return is_open(activity) if answer else answer


def is_open(activity: Activity) -> Answer:
    """Whether its record may still change, whoever asks: not once every year it counts for is closed."""
    prefetch_related_objects([activity], "credits__cycle__bloc")  # once for all parts of a page
    cycles = [link.cycle for link in activity.credits.all()]
    if cycles and all(cycle.state == CycleState.CLOSED for cycle in cycles):
        return closed_words(cycles[0])
    return YES


def may_hold_activity(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may say that it was held."""
    answer = may_keep_activity(actor, activity)
    if answer and activity.state != ActivityState.PLANNED:
        return refused(_("Hoạt động này: %(state)s.") % {"state": str(activity.get_state_display()).lower()})
    return answer


def may_cancel_activity(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may say that it will not be held."""
    return may_hold_activity(actor, activity)


def speakers_visible_to(actor: Actor) -> QuerySet[ActivitySpeaker]:
    """Speakers at the activities the actor sees."""
    return ActivitySpeaker.objects.filter(activity__in=activities_visible_to(actor)).select_related(
        "activity__bloc", "activity__unit"
    )


def may_keep_speaker(actor: Actor, speaker: ActivitySpeaker) -> Answer:
    """Whether the actor may change the speaker's activity."""
    return may_keep_activity(actor, speaker.activity)


def outputs_visible_to(actor: Actor) -> QuerySet[ActivityOutput]:
    """Outputs of the activities the actor sees."""
    return ActivityOutput.objects.filter(activity__in=activities_visible_to(actor)).select_related(
        "activity__bloc", "activity__unit"
    )


def may_keep_output(actor: Actor, output: ActivityOutput) -> Answer:
    """Whether the actor may change the output's activity."""
    return may_keep_activity(actor, output.activity)
