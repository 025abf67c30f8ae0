"""How far self-scoring and verification have come, and the actor's own next act in them."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.enums.cycles import StepKind
from thidua.campaigns.facts.reports import Deed, StepReport, register_step_reporter
from thidua.campaigns.models import Cycle
from thidua.common.actor import Actor
from thidua.common.policy import YES, refused
from thidua.organisations.policies import IN_UNIT
from thidua.scorecards.enums import Stage
from thidua.scorecards.models import Scorecard
from thidua.scorecards.queries.schemes import keep_scores

Counts = Callable[[Scorecard], bool]


def open_doors() -> None:
    """Register a reporter for each of the two steps."""
    register_step_reporter(StepKind.SELF_SCORE, report_self_score)
    register_step_reporter(StepKind.VERIFICATION, report_verification)


def report_self_score(actor: Actor, cycles: list[Cycle], day: date) -> dict[int, StepReport]:
    """“4/6 đơn vị đã nộp”, and the unit's own card to fill."""
    return _report(
        actor, cycles, lambda card: card.submitted_at is not None and card.stage != Stage.SELF, _("đã nộp bản tự chấm")
    )


def report_verification(actor: Actor, cycles: list[Cycle], day: date) -> dict[int, StepReport]:
    """“4/6 phiếu đã chốt”."""
    return _report(actor, cycles, lambda card: card.stage == Stage.SETTLED, _("đã chốt phiếu"))


def _report(actor: Actor, cycles: list[Cycle], is_done: Counts, words: str) -> dict[int, StepReport]:
    cards: dict[int, list[Scorecard]] = {}
    rows = Scorecard.objects.filter(scheme__cycle__in=cycles).select_related("unit", "scheme").defer("scheme__document")
    for card in rows:
        cards.setdefault(card.scheme.cycle_id, []).append(card)
    own = actor.units_as(*IN_UNIT)
    reports: dict[int, StepReport] = {}
    for cycle in cycles:
        mine = cards.get(cycle.pk, [])
        if mine:
            keep_scores(cycle, mine[0].scheme, mine)
        if not mine:
            reports[cycle.pk] = StepReport()
            continue
        left = [card for card in mine if not is_done(card)]
        note = _("%(done)s/%(all)s đơn vị %(words)s") % {
            "done": len(mine) - len(left),
            "all": len(mine),
            "words": words,
        }
        missing = ""
        if left:
            names = ", ".join(card.unit.name for card in left[:3])
            more = ngettext("và %(count)s đơn vị khác", "và %(count)s đơn vị khác", len(left) - 3) % {
                "count": len(left) - 3
            }
            missing = _("Còn thiếu %(names)s.") % {"names": f"{names} {more}" if len(left) > 3 else names}
        to_fill = [card.pk for card in left if card.unit_id in own and card.stage == Stage.SELF]
        deed = Deed(_("Tự chấm điểm"), reverse("scorecard", args=[to_fill[0]])) if to_fill else None
        reports[cycle.pk] = StepReport(note, missing, refused(missing) if left else YES, deed)
    return reports
