"""Scoring opens with a frozen table, and ends with publication."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.queries.members import member_units
from thidua.common import clock
from thidua.common.components.pages import Confirmation, Effect
from thidua.common.http.routes import ActorRequest
from thidua.common.views.asking import show_confirmation
from thidua.common.views.pressing import posted_version, press
from thidua.common.views.saving import save
from thidua.scorecards.facts.bases import bases_of
from thidua.scorecards.facts.remarks import open_questions
from thidua.scorecards.forms.members import (
    OpenForm,
)
from thidua.scorecards.models import Scheme, Scorecard
from thidua.scorecards.queries.tables import read_draft
from thidua.scorecards.services import schemes as services


def open_scoring(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """Freeze the table and open self-scoring; texts no longer in force are named first."""
    form = OpenForm(request.POST or None, initial={"version": scheme.version})

    def deed() -> Scheme:
        data = form.cleaned_data
        return services.open_scoring(
            actor=request.actor, scheme=scheme, version=data["version"], has_peers=data["has_peers"], now=clock.now()
        )

    page = reverse("scheme", args=[scheme.pk])
    answer = save(
        request,
        form,
        deed,
        next_url=reverse("matrix", args=[scheme.pk]),
        done=_("Đã chốt bảng tiêu chí và mở chấm điểm. Mỗi đơn vị có một phiếu."),
        stored=lambda row: {"version": row.version},
        back_url=page,
    )
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "form": form,
        "back_url": page,
        "units": member_units(scheme.cycle),
        "bases": [each for each in bases_of(scheme.document, scheme.agency_id, clock.today()) if each.is_warning],
        "remarks": open_questions(read_draft(scheme.document)[0]),
        "open_comments": scheme.comments.filter(answered_at=None).count(),
    }
    return answer or render(request, "scorecards/open.html", context)


def publish(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """Ask once more, then publish."""
    page = reverse("matrix", args=[scheme.pk])
    if request.method == "POST":
        return press(
            request,
            lambda: services.publish_scores(
                actor=request.actor, scheme=scheme, version=posted_version(request), now=clock.now()
            ),
            back_url=page,
            done=_("Đã công bố điểm."),
        )
    count = Scorecard.objects.filter(scheme=scheme).count()
    effects = [
        Effect(_("Mọi đơn vị thành viên thấy bảng điểm và xếp hạng của cả khối."), "users"),
        Effect(_("Từ đây không ai sửa được điểm, số liệu, việc dừng xét của năm này."), "lock"),
    ]
    confirmation = Confirmation(
        title=_("Công bố điểm"),
        verb=_("Công bố điểm"),
        effects=effects,
        back_url=page,
        chosen=_("%(bloc)s, năm %(year)s: %(count)s phiếu")
        % {"bloc": scheme.cycle.bloc.name, "year": scheme.cycle.year, "count": count},
        chosen_label=_("Bảng điểm"),
        fields={"version": str(scheme.version)},
    )
    return show_confirmation(request, confirmation)
