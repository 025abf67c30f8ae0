"""A decision and a handover as something that a step of the year can point at."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.references import Card, Reference, ReferenceKind, register_reference_kind
from thidua.core.vietnam.partial_dates import PartialDate, Precision
from thidua.decisions.facts.words import decision_words
from thidua.decisions.models import Handover, ProposalList, RecognitionDecision
from thidua.decisions.policies.handovers import handovers_visible_to
from thidua.decisions.policies.proposals import proposals_visible_to
from thidua.decisions.policies.recognitions import decisions_visible_to
from thidua.meetings.facts.words import day_words


def open_doors() -> None:
    """Register both kinds."""
    register_reference_kind(
        ReferenceKind("decision", lambda: _("Quyết định công nhận"), describe_decisions, candidate_decisions)
    )
    register_reference_kind(
        ReferenceKind("proposals", lambda: _("Đề nghị khen thưởng"), describe_proposals, candidate_proposals)
    )
    register_reference_kind(ReferenceKind("handover", lambda: _("Bàn giao"), describe_handovers, candidate_handovers))


def describe_decisions(ids: Iterable[int]) -> dict[int, Card]:
    """Cards of these decisions."""
    rows = RecognitionDecision.objects.filter(pk__in=set(ids)).select_related("bloc")
    return {decision.pk: decision_card(decision) for decision in rows}


def candidate_decisions(actor: Actor, bloc: int, year: int) -> list[Card]:
    """Decisions about the leaders of the next year, who are recognised at the end of this one; and of this one."""
    rows = decisions_visible_to(actor).filter(bloc=bloc, year__in=(year, year + 1)).order_by("-year", "-pk")
    return [decision_card(decision) for decision in rows]


def decision_card(decision: RecognitionDecision) -> Card:
    """The decision in words."""
    return Card(
        reference=Reference("decision", decision.pk),
        kind_label=_("Quyết định công nhận"),
        title=decision_words(decision),
        when=day_words(decision.signed_on),
        day=_exact(decision.signed_on),
        url=reverse("decision", args=[decision.pk]),
    )


def describe_proposals(ids: Iterable[int]) -> dict[int, Card]:
    """Cards of these lists."""
    rows = ProposalList.objects.filter(pk__in=set(ids)).select_related("cycle__bloc")
    return {proposals.pk: proposals_card(proposals) for proposals in rows}


def candidate_proposals(actor: Actor, bloc: int, year: int) -> list[Card]:
    """The list of the year."""
    rows = proposals_visible_to(actor).filter(cycle__bloc=bloc, cycle__year=year)
    return [proposals_card(proposals) for proposals in rows]


def proposals_card(proposals: ProposalList) -> Card:
    """The list in words."""
    return Card(
        reference=Reference("proposals", proposals.pk),
        kind_label=_("Đề nghị khen thưởng"),
        title=_("Đề nghị khen thưởng năm %(year)s") % {"year": proposals.cycle.year},
        when=f"{proposals.letter_on:%d/%m/%Y}" if proposals.letter_on else "",
        day=proposals.letter_on,
        url=reverse("proposals", args=[proposals.pk]),
    )


def describe_handovers(ids: Iterable[int]) -> dict[int, Card]:
    """Cards of these handovers."""
    rows = Handover.objects.filter(pk__in=set(ids)).select_related("giver", "receiver", "cycle")
    return {handover.pk: handover_card(handover) for handover in rows}


def candidate_handovers(actor: Actor, bloc: int, year: int) -> list[Card]:
    """The handover of the year."""
    return [handover_card(row) for row in handovers_visible_to(actor).filter(bloc=bloc, cycle__year=year)]


def handover_card(handover: Handover) -> Card:
    """The handover in words."""
    return Card(
        reference=Reference("handover", handover.pk),
        kind_label=_("Bàn giao"),
        title=_("Bàn giao năm %(year)s: %(giver)s → %(receiver)s")
        % {"year": handover.cycle.year, "giver": handover.giver, "receiver": handover.receiver},
        when=day_words(handover.held_on),
        day=_exact(handover.held_on),
        url=reverse("handover", args=[handover.pk]),
    )


def _exact(day: PartialDate) -> date | None:
    return day.earliest if day.precision == Precision.DAY else None
