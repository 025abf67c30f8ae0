"""Who sees and who adds the scans of a decision and of a handover."""

from django.urls import reverse

from thidua.common.actor import Actor
from thidua.common.parents import ParentFacts, ParentKind, register_parent_kind
from thidua.common.policy import Answer, refused
from thidua.decisions.models import Handover, RecognitionDecision
from thidua.decisions.policies.handovers import handovers_visible_to, may_run_handover
from thidua.decisions.policies.recognitions import decisions_visible_to, may_edit_decision


def open_doors() -> None:
    """Register both kinds."""
    register_parent_kind(
        ParentKind("decision", visible_decisions, may_attach_to_decision, decision_url, describe_decisions)
    )
    register_parent_kind(
        ParentKind("handover", visible_handovers, may_attach_to_handover, handover_url, describe_handovers)
    )


def visible_decisions(actor: Actor, ids: set[int]) -> set[int]:
    """Those the actor sees."""
    return set(decisions_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def may_attach_to_decision(actor: Actor, pk: int) -> Answer:
    """Who records decisions."""
    decision = RecognitionDecision.objects.select_related("bloc").filter(pk=pk).first()
    return may_edit_decision(actor, decision) if decision is not None else refused("")


def decision_url(pk: int) -> str:
    """The page of the decision."""
    return reverse("decision", args=[pk])


def describe_decisions(ids: set[int]) -> dict[int, ParentFacts]:
    """Names and agencies."""
    rows = RecognitionDecision.objects.filter(pk__in=ids).select_related("bloc")
    return {decision.pk: ParentFacts(str(decision), decision.agency_id) for decision in rows}


def visible_handovers(actor: Actor, ids: set[int]) -> set[int]:
    """Those the actor sees."""
    return set(handovers_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def may_attach_to_handover(actor: Actor, pk: int) -> Answer:
    """Who runs the year, also after both have signed: the signed paper is scanned later."""
    handover = Handover.objects.select_related("cycle__bloc").filter(pk=pk).first()
    return may_run_handover(actor, handover) if handover is not None else refused("")


def handover_url(pk: int) -> str:
    """The page of the handover."""
    return reverse("handover", args=[pk])


def describe_handovers(ids: set[int]) -> dict[int, ParentFacts]:
    """Names and agencies."""
    rows = Handover.objects.filter(pk__in=ids).select_related("bloc", "cycle")
    return {handover.pk: ParentFacts(str(handover), handover.agency_id) for handover in rows}
