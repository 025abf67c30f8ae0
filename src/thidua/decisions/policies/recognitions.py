"""Who sees and records decisions that recognise head and deputy."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.policies import cycles_visible_to
from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.decisions.models import RecognitionDecision
from thidua.organisations.models import Bloc
from thidua.organisations.policies import blocs_visible_to
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.policies import may_publish_for, may_withdraw_of, may_write_of

BlocYear = tuple[Bloc, int]


def decisions_visible_to(actor: Actor) -> QuerySet[RecognitionDecision]:
    """Decisions about the blocs the actor sees, and about the years that he sees."""
    return RecognitionDecision.objects.filter(
        Q(bloc__in=blocs_visible_to(actor).values("pk")) | Q(meeting__cycle__in=cycles_visible_to(actor).values("pk"))
    ).select_related("bloc__agency")


def find_bloc_year(actor: Actor, pk: int, year: int) -> BlocYear | None:
    """A bloc the actor sees, with a year that can be."""
    bloc = blocs_visible_to(actor).filter(pk=pk).first()
    return (bloc, year) if bloc is not None and 2000 <= year <= 2100 else None


def may_record_decision(actor: Actor, bloc_year: BlocYear) -> Answer:
    """Whether the actor may record who was recognised in the bloc: the standing office."""
    return may_record_for(actor, bloc_year[0])


def may_edit_decision(actor: Actor, decision: RecognitionDecision) -> Answer:
    """Whether the actor may correct what was recorded of the paper."""
    return may_record_for(actor, decision.bloc)


def may_draft_news(actor: Actor, decision: RecognitionDecision) -> Answer:
    """Whether the actor may begin an article of it: who writes of its bloc."""
    return may_write_of(actor, decision.agency, decision.bloc)


def may_publish_decision(actor: Actor, decision: RecognitionDecision) -> Answer:
    """Whether the actor may let everybody read it: the standing office, once number and day are known."""
    answer = may_publish_for(actor, decision.agency)
    if answer and not (decision.number and decision.signed_on.day is not None):
        return refused(_("Chưa rõ số hoặc ngày của quyết định."), remedy=_("Ghi số và ngày rồi công bố."))
    return answer


def may_withdraw_decision(actor: Actor, decision: RecognitionDecision) -> Answer:
    """Whether the actor may take it back."""
    return may_withdraw_of(actor, decision.agency, SnapshotKind.DECISION, decision.pk)


def may_record_for(actor: Actor, bloc: Bloc) -> Answer:
    """The same question for a bloc: the superior's office records what the superior decided, not the bloc itself."""
    if bloc.agency_id in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(
        _("Chỉ cơ quan thường trực ghi được quyết định công nhận."),
        who=_("Cơ quan thường trực của %(agency)s") % {"agency": bloc.agency},
    )
