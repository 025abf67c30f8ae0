"""Everything about scores that concerns whoever looks: tables of years, his units' cards, his cross-scores."""

from django.http import HttpResponse
from django.shortcuts import render

from thidua.campaigns.enums import CycleState
from thidua.campaigns.policies.cycles import cycles_visible_to, may_plan_cycle
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.organisations.policies import IN_UNIT
from thidua.scorecards.enums import SchemeState, Stage
from thidua.scorecards.policies import cards as card_policies
from thidua.scorecards.policies import schemes as policies
from thidua.scorecards.queries.cards import stage_counts
from thidua.scorecards.views.cards import BADGES
from thidua.scorecards.views.schemes import STATE_BADGES

SHOWN = 30


def show_scoring(request: ActorRequest) -> HttpResponse:
    """Everything about scores that concerns the actor: years with their tables, his units' cards, his cross-scores."""
    actor = request.actor
    found = policies.schemes_visible_to(actor).order_by("-cycle__year", "cycle__bloc__name")
    schemes = list(found[: how_many(request, SHOWN)])
    seen_whole = card_policies.schemes_seen_whole(actor, schemes)
    counts = stage_counts([scheme.pk for scheme in schemes])
    own = list(
        card_policies.cards_visible_to(actor)
        .filter(unit__in=actor.units_as(*IN_UNIT))
        .order_by("-scheme__cycle__year", "pk")
    )
    pairs = card_policies.pairs_visible_to(actor).filter(
        scorer__in=actor.units_as(*IN_UNIT), scorecard__stage=Stage.PEERS
    )
    bare = cycles_visible_to(actor).filter(scheme=None).exclude(state=CycleState.CLOSED).order_by("-year", "bloc")
    waiting = [cycle for cycle in bare[: how_many(request, SHOWN)] if may_plan_cycle(actor, cycle)]
    context = {
        "rows": [
            (
                scheme,
                STATE_BADGES[SchemeState(scheme.state)],
                [(str(Stage(stage).label), count) for stage, count in _in_order(counts.get(scheme.pk, {}))],
                scheme.pk in seen_whole,
            )
            for scheme in schemes
        ],
        "total": found.count(),
        "own": [(card, BADGES[Stage(card.stage)]) for card in own],
        "pairs": list(pairs),
        "waiting": waiting,
    }
    return render(request, "scorecards/scoring.html", context)


def _in_order(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(stage, counts[stage]) for stage in Stage if stage in counts]
