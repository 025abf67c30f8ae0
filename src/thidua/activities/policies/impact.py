"""Who corrects facts at a desk, who joins records of one activity, and who sees the figures of what counts together."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.activities.enums import FactKind
from thidua.activities.models import Activity, FieldFact, FrozenFigures, MergeRequest
from thidua.activities.policies.activities import activities_visible_to, is_open, may_keep_activity, may_record_for
from thidua.activities.policies.field import may_take_back
from thidua.activities.queries import standing_facts
from thidua.campaigns.models import Movement
from thidua.campaigns.policies.library import movements_visible_to
from thidua.common.actor import Actor, Role
from thidua.common.policy import Answer, refused
from thidua.organisations.models import Agency, Unit
from thidua.organisations.policies import IN_UNIT, WHOLE_AGENCY


@dataclass(frozen=True, slots=True)
class AgencyYear:
    """A year of an agency."""

    agency: Agency
    year: int


def may_correct_fact(actor: Actor, fact: FieldFact) -> Answer:
    """Whether the actor may put another fact in the place of this one at a desk."""
    answer = may_withdraw_fact(actor, fact)
    if answer and fact.kind == FactKind.PRESENCE:
        return refused(_("Người có mặt được quét mã hoặc ký danh sách: rút bản ghi này rồi ghi lại ở danh sách."))
    return answer


def may_withdraw_fact(actor: Actor, fact: FieldFact) -> Answer:
    """Whether the actor may take the fact back: once, while it stands."""
    answer = may_take_back(actor, fact)
    if answer and not standing_facts(fact.activity_id).filter(pk=fact.pk).exists():
        return refused(_("Bản ghi này không còn dùng: đã sửa, đã rút, hoặc là bản thứ hai của một mã."))
    return answer


def may_choose_claim(actor: Actor, fact: FieldFact) -> Answer:
    """Whether the actor may choose this number among those printed elsewhere: who keeps the record."""
    answer = may_keep_activity(actor, fact.activity)
    if not answer:
        return answer
    if fact.kind != FactKind.CLAIM:
        return refused(_("Chỉ số nơi khác công bố mới cần chọn một trong nhiều số."))
    return may_withdraw_fact(actor, fact)


def may_place_activity(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may say of which larger activity this one is a part."""
    return may_keep_activity(actor, activity)


# --- Two records of one activity -------------------------------------------------------------------------------------


def may_ask_merge(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may say that this record and another tell of one activity: who keeps the record."""
    answer = may_keep_activity(actor, activity)
    if answer and activity.merged_into_id is not None:
        return refused(_("Hồ sơ này đã gộp vào một hồ sơ khác."), remedy=_("Tách ra trước, rồi gộp lại."))
    return answer


def keeps_both(actor: Actor, activity: Activity, into: Activity) -> bool:
    """Whether nobody else need be asked: both records are the actor's, as they are of the standing office of both."""
    return bool(may_record_for(actor, activity.home)) and bool(may_record_for(actor, into.home))


@dataclass(frozen=True, slots=True)
class TwoRecords:
    """Two records that may tell of one activity."""

    activity: Activity
    other: Activity


def find_two_records(actor: Actor, pk: int, other: int) -> TwoRecords | None:
    """The two, if the actor sees both."""
    seen = {
        each.pk: each for each in activities_visible_to(actor).filter(pk__in=[pk, other]).select_related("bloc", "unit")
    }
    return TwoRecords(seen[pk], seen[other]) if len(seen) == 2 else None


def may_tell_apart(actor: Actor, two: TwoRecords) -> Answer:
    """Whether the actor may say that they are two activities without asking anybody: who keeps both."""
    if not keeps_both(actor, two.activity, two.other):
        return refused(
            _("Anh/chị chỉ giữ một trong hai hồ sơ."),
            remedy=_("Đề nghị gộp để bên kia trả lời, hoặc nhờ cơ quan thường trực trả lời."),
        )
    return is_open(two.activity)


def merge_requests_visible_to(actor: Actor) -> QuerySet[MergeRequest]:
    """What was asked about records of which the actor sees one."""
    seen = activities_visible_to(actor)
    rows = MergeRequest.objects.filter(Q(activity__in=seen) | Q(into__in=seen))
    return rows.select_related("activity__bloc", "activity__unit", "into__bloc", "into__unit")


def may_answer_merge(actor: Actor, request: MergeRequest) -> Answer:
    """Whether the actor may say yes or no: who keeps the record into which the other would go."""
    if request.answered_at is not None:
        return refused(_("Đề nghị này đã được trả lời."))
    answer = may_record_for(actor, request.into.home)
    if not answer:
        return refused(
            _("Bên giữ hồ sơ kia trả lời đề nghị này."),
            who=_("Người giữ hồ sơ của %(home)s") % {"home": request.into.home.name},
        )
    return is_open(request.into)


def merges_waiting_for(actor: Actor) -> QuerySet[MergeRequest]:
    """What the actor is asked: not the standing office, which may answer but is not asked to."""
    mine = Q(into__bloc__in=actor.blocs_as(Role.BLOC_SECRETARY)) | Q(into__unit__in=actor.units_as(Role.UNIT_OFFICER))
    return MergeRequest.objects.filter(mine, answered_at__isnull=True).select_related("activity", "into")


def may_split(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may take a merged record out again: who keeps it, or who keeps the one it is in."""
    into = activity.merged_into
    if into is None:
        return refused(_("Hồ sơ này không gộp vào hồ sơ nào."))
    if may_record_for(actor, into.home):
        return is_open(activity)
    return may_keep_activity(actor, activity)


# --- Figures of what counts together ---------------------------------------------------------------------------------


def movements_summed_for(actor: Actor) -> QuerySet[Movement]:
    """Movements whose sums the actor sees: they count activities of every bloc of the agency."""
    return movements_visible_to(actor).filter(agency__in=actor.agencies_as(*WHOLE_AGENCY))


def agencies_summed_for(actor: Actor) -> QuerySet[Agency]:
    """Agencies whose sums the actor sees."""
    return Agency.objects.filter(pk__in=actor.agencies_as(*WHOLE_AGENCY))


def find_agency_year(actor: Actor, pk: int, year: int) -> AgencyYear | None:
    """A year of an agency, for those who see all of it."""
    agency = agencies_summed_for(actor).filter(pk=pk).first()
    return AgencyYear(agency, year) if agency is not None and 1900 <= year <= 9999 else None


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A year of a unit."""

    unit: Unit
    year: int


def units_summed_for(actor: Actor) -> QuerySet[Unit]:
    """Units whose sums the actor sees: his own, and those of agencies of which he sees all."""
    return Unit.objects.filter(Q(pk__in=actor.units_as(*IN_UNIT)) | Q(agency__in=actor.agencies_as(*WHOLE_AGENCY)))


def find_unit_year(actor: Actor, pk: int, year: int) -> UnitYear | None:
    """A year of a unit, for its officers and heads and for those who see all of its agency."""
    unit = units_summed_for(actor).filter(pk=pk).first()
    return UnitYear(unit, year) if unit is not None and 1900 <= year <= 9999 else None


def frozen_visible_to(actor: Actor) -> QuerySet[FrozenFigures]:
    """Figures that were taken as evidence, of the activities the actor sees."""
    rows = FrozenFigures.objects.filter(activity__in=activities_visible_to(actor))
    return rows.select_related("activity__bloc", "activity__unit")


def may_freeze(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may take the figures as evidence: who keeps the record."""
    return may_keep_activity(actor, activity)
