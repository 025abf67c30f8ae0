"""Clearances: what was said of many at once, saying it, taking it back."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.actor import person_of
from thidua.common.components.pages import Effect
from thidua.common.components.texts import short_date
from thidua.common.errors import DomainError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.core.vietnam.numbers import format_number
from thidua.records.facts.clearing import Clearing, clearing_of, load_excepted, named
from thidua.records.forms.books import ReasonForm
from thidua.records.forms.clearances import ClearingForm, SayClearForm, Scope
from thidua.records.models import Clearance
from thidua.records.policies import clearances as policies
from thidua.records.services.clearances import say_clear, withdraw_clearance
from thidua.records.services.spoken import require_day
from thidua.records.views.spoken import excepted_lines

SHOWN: Final = 30
EXCEPTED_SHOWN: Final = 200


def list_clearances(request: ActorRequest) -> HttpResponse:
    """What was said, the latest day first, and the choice of whom to speak for next."""
    found = policies.clearances_visible_to(request.actor)
    total = found.count()
    context = {
        "clearances": list(found[: how_many(request, SHOWN)]),
        "total": total,
        "form": _choice(request, None),
        "say_url": reverse("say_clear"),
    }
    return render(request, "records/clearances/clearances.html", context)


def say(request: ActorRequest) -> HttpResponse:
    """For how many it would speak and who is excepted; then the word itself."""
    choice = _choice(request, request.GET or None)
    clearing, form, answer = None, None, None
    if choice.is_valid():
        clearing = _clearing(request, choice)
    if clearing is not None:
        posted = request.POST.copy()
        form = SayClearForm(posted or None, initial={"seen": clearing.mark})
        scope, as_of = choice.scope_chosen(), choice.cleaned_data["as_of"]

        def deed() -> Clearance:
            assert form is not None
            data = form.cleaned_data
            return say_clear(
                actor=request.actor,
                scope=scope,
                as_of=as_of,
                source=data["source"],
                seen=data["seen"],
                now=clock.now(),
            )

        answer = save(request, form, deed, next_url=_page_of, done=_("Đã ghi lời xác nhận chung."))
        posted["seen"] = clearing.mark  # what the page shows now, should it be shown again
    context: dict[str, Any] = {"choice": choice, "form": form, "clearing": clearing, "back_url": reverse("clearances")}
    if clearing is not None:
        excepted = named(clearing.excepted)
        context |= {
            "scope": choice.scope_chosen(),
            "as_of": choice.cleaned_data["as_of"],
            "excepted": excepted_lines(excepted[:EXCEPTED_SHOWN]),
            "more": max(len(excepted) - EXCEPTED_SHOWN, 0),
            "effects": _effects(clearing, short_date(choice.cleaned_data["as_of"])),
            "speaks": bool(clearing.people or clearing.units),
        }
    return answer or render(request, "records/clearances/say.html", context)


def show(request: ActorRequest, clearance: Clearance) -> HttpResponse:
    """What was said, by whom, on what, and who was excepted."""
    context = {
        "clearance": clearance,
        "excepted": excepted_lines(named(load_excepted(clearance.excepted))),
        "may_withdraw": policies.may_withdraw_clearance(request.actor, clearance),
    }
    return render(request, "records/clearances/clearance.html", context)


def withdraw(request: ActorRequest, clearance: Clearance) -> HttpResponse:
    """Take it back, with the reason."""
    form = ReasonForm(request.POST or None)

    def deed() -> Clearance:
        return withdraw_clearance(
            actor=request.actor, clearance=clearance, reason=form.cleaned_data["reason"], now=clock.now()
        )

    answer = save(request, form, deed, next_url=_page_of, done=_("Đã rút lời xác nhận chung."))
    context = {"form": form, "clearance": clearance, "back_url": _page_of(clearance)}
    return answer or render(request, "records/clearances/withdraw.html", context)


def _choice(request: ActorRequest, asked: Any) -> ClearingForm:
    scopes: list[Scope] = [*policies.agencies_to_clear(request.actor), *policies.units_to_clear(request.actor)]
    return ClearingForm(asked, scopes=scopes, initial={"as_of": clock.today()})


def _clearing(request: ActorRequest, choice: ClearingForm) -> Clearing | None:
    """For whom it would speak; None for a day of which nobody can speak, with the reason on the form."""
    as_of = choice.cleaned_data["as_of"]
    try:
        require_day(as_of, clock.now())
    except DomainError as error:
        put_on_form(choice, error)
        return None
    speaker = person_of(request.actor)
    return clearing_of(choice.scope_chosen(), as_of, speaker)


def _effects(clearing: Clearing, day: str) -> list[Effect]:
    told = {
        "people": format_number(len(clearing.people)),
        "units": format_number(len(clearing.units)),
        "day": day,
        "excepted": format_number(len(clearing.excepted)),
    }
    effects = [
        Effect(
            _("Anh/chị nói bằng tên của mình, thay cho %(people)s người và %(units)s đơn vị: từ trước đến hết ngày "
              "%(day)s không có kỷ luật nào, không có việc nào phải tạm dừng xét.") % told
        ),
        Effect(
            _("Trang điều kiện và rà soát tính đến ngày ấy hoặc trước đó hiểu là không có; sau ngày %(day)s lại là "
              "chưa biết.") % told
        ),
    ]  # fmt: skip
    if clearing.excepted:
        effects.append(
            Effect(
                _("%(excepted)s người, đơn vị nêu tên ở trang này không nằm trong lời xác nhận: xác nhận từng sổ.")
                % told
            )
        )
    effects.append(
        Effect(_("Người vào sau không nằm trong lời này. Sổ có dòng từ ngày ấy trở về trước thì lời này không tính."))
    )
    effects.append(
        Effect(_("Tên anh/chị, căn cứ và ngày giờ được giữ lại. Nói nhầm thì rút được, có lý do."), "history")
    )
    return effects


def _page_of(clearance: Clearance) -> str:
    return reverse("clearance", args=[clearance.pk])
