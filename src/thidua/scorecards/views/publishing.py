"""The public page of a year's ranking: chosen, published, withdrawn."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.facts.seen import seen_of
from thidua.publishing.models import Snapshot
from thidua.publishing.queries import latest_of
from thidua.publishing.views.pressing import ask_and_withdraw_page
from thidua.scorecards.enums import Shown
from thidua.scorecards.facts.public import groups_of, is_different, ranking_body, ranking_title
from thidua.scorecards.forms.publishing import PublishRankingForm
from thidua.scorecards.models import Scheme
from thidua.scorecards.services.publishing import publish_ranking


def publish(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """What everybody would read, the choice, then the page itself."""
    last = latest_of(SnapshotKind.RANKING, scheme.cycle_id)
    chosen = Shown.POINTS if last is not None and last.stands and last.body["vi"]["shows_points"] else Shown.ORDER
    form = PublishRankingForm(request.POST or None, initial={"shown": chosen, "seen": seen_of(last)})

    def deed() -> Snapshot:
        data = form.cleaned_data
        shown = Shown(data["shown"])
        return publish_ranking(actor=request.actor, scheme=scheme, shown=shown, seen=data["seen"], now=clock.now())

    back_url = reverse("ranking", args=[scheme.pk])
    answer = save(
        request,
        form,
        deed,
        next_url=lambda page: reverse("snapshot", args=[page.slug]),
        done=_("Đã công bố. Ai cũng đọc được trang này."),
    )
    told = ranking_body(scheme, groups_of(scheme), Shown.POINTS)["vi"]
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "form": form,
        "back_url": back_url,
        "page_title": ranking_title(scheme),
        "told": told,
        "is_whole": len(told["groups"]) == 1,
        "published": last,
        "differs": last is not None and is_different(last),
    }
    return answer or render(request, "scorecards/publish_ranking.html", context)


def withdraw(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """Take it back, with the reason."""
    back_url = reverse("ranking", args=[scheme.pk])
    return ask_and_withdraw_page(request, SnapshotKind.RANKING, scheme.cycle_id, back_url, ranking_title(scheme))
