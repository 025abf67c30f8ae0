"""Evidence hangs on a line of a card, papers on a hold: who sees and who adds them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.parents import ParentFacts, ParentKind, register_parent_kind
from thidua.common.policy import Answer, refused
from thidua.scorecards.facts.sheet import LINE
from thidua.scorecards.models import Hold, ScoreLine
from thidua.scorecards.policies import cards as policies

HOLD = "hold"


def open_doors() -> None:
    """Register the kinds."""
    register_parent_kind(ParentKind(LINE, lines_seen, may_attach_to_line, line_url, describe_lines))
    register_parent_kind(ParentKind(HOLD, holds_seen, may_attach_to_hold, hold_url, describe_holds))


def lines_seen(actor: Actor, ids: set[int]) -> set[int]:
    """Those of these lines that the actor sees."""
    return set(policies.lines_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def may_attach_to_line(actor: Actor, pk: int) -> Answer:
    """The unit adds its evidence while it scores itself or explains."""
    line = ScoreLine.objects.select_related("scorecard__unit", "scorecard__scheme__cycle__bloc").filter(pk=pk).first()
    return policies.may_attach_to_item(actor, line) if line is not None else refused("")


def line_url(pk: int) -> str:
    """The card's page with the item in its drawer."""
    line = ScoreLine.objects.filter(pk=pk).values_list("scorecard", "item").first()
    if line is None:
        return ""
    card, item = line
    return f"{reverse('scorecard', args=[card])}?muc={item}"


def describe_lines(ids: set[int]) -> dict[int, ParentFacts]:
    """“Mục 2.1, Thanh tra Bộ”."""
    rows = ScoreLine.objects.filter(pk__in=ids).values_list("pk", "item", "scorecard__unit__name", "agency")
    return {
        pk: ParentFacts(_("Mục %(item)s, %(unit)s") % {"item": item, "unit": unit}, agency)
        for pk, item, unit, agency in rows
    }


def holds_seen(actor: Actor, ids: set[int]) -> set[int]:
    """Those of these holds that the actor sees."""
    return set(policies.holds_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def may_attach_to_hold(actor: Actor, pk: int) -> Answer:
    """Who may lift it adds its paper."""
    hold = Hold.objects.select_related("agency").filter(pk=pk).first()
    return policies.may_lift(actor, hold) if hold is not None else refused("")


def hold_url(pk: int) -> str:
    """Its page."""
    return reverse("hold", args=[pk])


def describe_holds(ids: set[int]) -> dict[int, ParentFacts]:
    """What it says."""
    rows = Hold.objects.filter(pk__in=ids).values_list("pk", "text", "agency")
    return {pk: ParentFacts(text, agency) for pk, text, agency in rows}
