"""Pages of the pledge: as a whole, one unit's part, its writing."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.facts.boards import board_of, chart_of
from thidua.campaigns.forms.pledges import DraftPledgeForm, PledgeForm
from thidua.campaigns.models import Cycle, Pledge
from thidua.campaigns.policies import may_run_cycle
from thidua.campaigns.policies import pledges as policies
from thidua.campaigns.policies import targets as target_policies
from thidua.campaigns.queries.choices import movements_in
from thidua.campaigns.queries.content import content_of, is_intact
from thidua.campaigns.queries.members import memberships_of
from thidua.campaigns.queries.pledges import pledge_before
from thidua.campaigns.services.pledges import draft_pledge, edit_pledge
from thidua.common import clock
from thidua.common.actor import Role
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.organisations.models import Unit
from thidua.organisations.policies import IN_UNIT


def show_pledge_of_year(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """The pledge of a year; where there is none yet, what comes next."""
    pledge = Pledge.objects.filter(cycle=cycle).first()
    if pledge is not None:
        return redirect("pledge", pledge.pk)
    context = {
        "cycle": cycle,
        "may_draft": policies.may_draft_pledge(request.actor, cycle),
        "before": pledge_before(cycle),
    }
    return render(request, "campaigns/pledge_missing.html", context)


def show_pledge(request: ActorRequest, pledge: Pledge) -> HttpResponse:
    """The whole pledge: text, common targets, units with their signatures and lights, chart, hash."""
    today = clock.today()
    board = board_of(pledge, today)
    actor = request.actor
    own = actor.units_as(*IN_UNIT)
    signing = board.signing
    mine = [unit for unit in signing.units if unit.pk in actor.units_as(Role.UNIT_HEAD)]
    to_sign = [
        (unit, policies.may_sign(actor, pledge, unit, day=today, signing=signing))
        for unit in mine
        if unit.pk not in signing.signatures
    ]
    context = {
        "pledge": pledge,
        "cycle": pledge.cycle,
        "content": content_of(pledge) if pledge.content else None,
        "board": board,
        "units": board.units,
        "common": board.common,
        "movements": pledge.movements.all(),
        "chart": chart_of(board),
        "signing": signing,
        "to_sign": to_sign,
        "own_units": own,
        "is_late": pledge.cycle.signing_until is not None and today > pledge.cycle.signing_until,
        "is_intact": is_intact(pledge) if pledge.content else None,
        "may_edit": policies.may_edit_pledge(actor, pledge),
        "may_open": policies.may_open_signing(actor, pledge),
        "may_close": policies.may_close_signing(actor, pledge),
        "may_return": policies.may_return_to_draft(actor, pledge),
        "may_state": target_policies.may_report(actor, pledge, None),
        "runs": bool(may_run_cycle(actor, pledge.cycle)),
    }
    return render(request, "campaigns/pledge.html", context)


def show_unit_part(request: ActorRequest, part: tuple[Pledge, Unit]) -> HttpResponse:
    """One unit's targets with their lights, its signature, its next acts."""
    pledge, unit = part
    today = clock.today()
    board = board_of(pledge, today)
    actor = request.actor
    row = board.row_of(unit)
    context = {
        "pledge": pledge,
        "cycle": pledge.cycle,
        "unit": unit,
        "row": row,
        "may_sign": policies.may_sign(actor, pledge, unit, day=today, signing=board.signing),
        "is_head": unit.pk in actor.units_as(Role.UNIT_HEAD),
        "may_write": target_policies.may_write_targets_of(actor, pledge, unit, board.signing.signatures.keys()),
        "may_report": target_policies.may_report(actor, pledge, unit),
        "membership": next(each for each in memberships_of(pledge.cycle) if each.unit_id == unit.pk),
        "is_own": unit.pk in actor.units_as(*IN_UNIT),
    }
    return render(request, "campaigns/pledge_unit.html", context)


def draft(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Begin the pledge of a year, perhaps from last year's."""
    before = pledge_before(cycle)
    initial = {
        "title": _("Giao ước thi đua năm {year} của {bloc}").format(year=cycle.year, bloc=cycle.bloc.name),
        "text": before.text if before else "",
        "movements": list(movements_in(cycle)),
    }
    form = DraftPledgeForm(
        request.POST or None, initial=initial, movements=movements_in(cycle), can_copy=before is not None
    )
    back = reverse("pledge_of_year", args=[cycle.pk])

    def deed() -> None:
        given = form.cleaned_data
        draft_pledge(
            actor=request.actor,
            cycle=cycle,
            title=given["title"],
            text=given["text"],
            movements=list(given.get("movements", [])),
            copy_from=before if given.get("copies") else None,
        )

    if answer := save(request, form, deed, back_url=back, done=_("Đã tạo bản soạn giao ước.")):
        return answer
    context = {"cycle": cycle, "form": form, "before": before, "back_url": back}
    return render(request, "campaigns/pledge_draft.html", context)


def edit(request: ActorRequest, pledge: Pledge) -> HttpResponse:
    """Change the text of a draft."""
    cycle = pledge.cycle
    form = PledgeForm(request.POST or None, initial=PledgeForm.values_of(pledge), movements=movements_in(cycle))
    back = reverse("pledge", args=[pledge.pk])

    def deed() -> None:
        given = form.cleaned_data
        edit_pledge(
            actor=request.actor,
            pledge=pledge,
            version=given["version"] or 0,
            title=given["title"],
            text=given["text"],
            movements=list(given.get("movements", [])),
        )

    if answer := save(request, form, deed, back_url=back, done=_("Đã lưu lời giao ước."), stored=PledgeForm.values_of):
        return answer
    return render(
        request, "campaigns/pledge_edit.html", {"pledge": pledge, "cycle": cycle, "form": form, "back_url": back}
    )
