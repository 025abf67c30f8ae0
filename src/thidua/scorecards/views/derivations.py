"""How a number of the matrix arose: an item, a total, its bonus or penalty, a rank, a mean of the peers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.errors import NotVisibleError
from thidua.common.http.routes import ActorRequest
from thidua.common.policy import require
from thidua.core.scoring.scheme import ROOT
from thidua.core.scoring.story import Side
from thidua.scorecards.facts.peers import PEERS
from thidua.scorecards.facts.why import Why, why
from thidua.scorecards.facts.why_peers import PeerStory, why_peers
from thidua.scorecards.facts.why_rank import RankStory, why_rank
from thidua.scorecards.facts.why_side import SideStory, why_side
from thidua.scorecards.models import Scorecard
from thidua.scorecards.policies.cards import may_see_matrix
from thidua.scorecards.views.cards import asked_layer, drawer, nameable_units

SIDES = {"thuong": Side.BONUS, "tru": Side.PENALTY}
"""What the address calls the two sides of a total (`?phan=`)."""

RANK = "hang"


def show_derivation(request: ActorRequest, card: Scorecard) -> HttpResponse:
    """Why a number is what it is, as a page of its own; the matrix takes its region out of it.

    `?muc=` names the item, `?lop=` whose figures; `?phan=` asks for the bonus, the penalty or the rank of the total.
    """
    shown = _story(request, card)
    if shown is None:
        raise NotVisibleError(_("Bảng tiêu chí không có mục này."))
    came_from = "ranking" if request.GET.get("tu") == "xep-hang" else "matrix"
    sees_matrix = may_see_matrix(request.actor, card.scheme)
    context: dict[str, Any] = {
        "why": shown,
        "card": card,
        "cycle": card.scheme.cycle,
        "close_url": reverse(came_from, args=[card.scheme_id]) if sees_matrix else reverse("scorecard", args=[card.pk]),
    }
    if isinstance(shown, Why):
        context |= drawer(request, shown)
    return render(request, "scorecards/derivation.html", context)


def _story(request: ActorRequest, card: Scorecard) -> Why | PeerStory | RankStory | SideStory | None:
    part, layer, item = request.GET.get("phan", ""), request.GET.get("lop", ""), request.GET.get("muc", ROOT)
    if layer == PEERS and card.scheme.has_peers:
        return why_peers(card, item)
    if part == RANK:
        require(may_see_matrix(request.actor, card.scheme))
        return why_rank(card, asked_layer(request))
    if part in SIDES:
        return why_side(card, asked_layer(request), SIDES[part])
    return why(card, item, asked_layer(request), nameable_units(request.actor, card))
