"""Shared tellings: what was said of many books at once, saying it, taking it back."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.components.pages import Effect
from thidua.common.components.texts import short_date
from thidua.common.errors import DomainError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.views.pressing import press
from thidua.common.views.saving import save
from thidua.core.vietnam.numbers import format_number
from thidua.organisations.models import Person, Unit
from thidua.records.enums import EntryKind
from thidua.records.facts.clearing import PERSON, Clearing, load_excepted, named
from thidua.records.forms.books import ReasonForm
from thidua.records.forms.clearances import Scope
from thidua.records.forms.tellings import SayTellingForm, TellingForm
from thidua.records.models import ReopenedTelling, SharedTelling
from thidua.records.policies import tellings as policies
from thidua.records.services.reopening import confirm_telling
from thidua.records.services.tellings import WhatIsTold, require_told, tell_many, withdraw_telling, would_tell
from thidua.records.views.sections import whose_of, years_words
from thidua.records.views.spoken import excepted_lines

SHOWN: Final = 30
EXCEPTED_SHOWN: Final = 200


def list_tellings(request: ActorRequest) -> HttpResponse:
    """What was said, the latest day first, and the choice of whom to speak for next."""
    found = policies.tellings_visible_to(request.actor)
    context = {
        "tellings": list(found[: how_many(request, SHOWN)]),
        "total": found.count(),
        "form": _choice(request, None),
        "say_url": reverse("tell_many"),
    }
    return render(request, "records/tellings/tellings.html", context)


def say(request: ActorRequest) -> HttpResponse:
    """Of how many books it would speak and who is excepted; then the word itself."""
    choice = _choice(request, request.GET or None)
    context: dict[str, Any] = {"choice": choice, "back_url": reverse("tellings")}
    answer = None
    if choice.is_valid() and _can_be_told(choice):
        scope, told = choice.scope_chosen(), choice.told()
        speaks = would_tell(request.actor, scope, told)
        posted = request.POST.copy()
        form = SayTellingForm(posted or None, initial={"seen": speaks.mark}, names_people=told.whose == PERSON)

        def deed() -> SharedTelling:
            return tell_many(
                actor=request.actor,
                scope=scope,
                told=told,
                source=form.cleaned_data["source"],
                left_out=form.names_left_out(),
                seen=form.cleaned_data["seen"],
                now=clock.now(),
            )

        answer = save(request, form, deed, next_url=_page_of, done=_("Đã ghi lời xác nhận đã ghi đủ."))
        posted["seen"] = speaks.mark  # what the page shows now, should it be shown again
        context |= _shown(scope, told, speaks) | {"form": form}
    return answer or render(request, "records/tellings/say.html", context)


def list_reopened(request: ActorRequest) -> HttpResponse:
    """Years that were told in full and among which a line came since, the oldest first."""
    found = policies.reopened_visible_to(request.actor).filter(confirmed_at=None)
    rows = [(each, *_words_of(each, request)) for each in found[: how_many(request, SHOWN)]]
    return render(request, "records/tellings/reopened.html", {"rows": rows, "total": found.count()})


def confirm(request: ActorRequest, reopened: ReopenedTelling) -> HttpResponse:
    """The years lack nothing all the same."""
    return press(
        request,
        lambda: confirm_telling(actor=request.actor, reopened=reopened, now=clock.now()),
        back_url=reverse("reopened_tellings"),
        done=_("Đã xác nhận lại: danh sách của những năm ấy không thiếu dòng nào."),
    )


def _words_of(reopened: ReopenedTelling, request: ActorRequest) -> tuple[Person | Unit, str, str, str, bool]:
    """Whose book, its address, the years that were told, whose word it was; whether the actor may confirm it."""
    subject, told = reopened.person or reopened.unit, reopened.told
    assert subject is not None
    url = reverse("record_book", args=[whose_of(subject), subject.pk])
    return subject, url, years_words(told), told.said_by, bool(policies.may_confirm_telling(request.actor, reopened))


def show(request: ActorRequest, telling: SharedTelling) -> HttpResponse:
    """What was said, by whom, on what, and who was excepted."""
    context = {
        "telling": telling,
        "excepted": excepted_lines(named(load_excepted(telling.excepted))),
        "may_withdraw": policies.may_withdraw_telling(request.actor, telling),
    }
    return render(request, "records/tellings/telling.html", context)


def withdraw(request: ActorRequest, telling: SharedTelling) -> HttpResponse:
    """Take it back, with the reason."""
    form = ReasonForm(request.POST or None)

    def deed() -> SharedTelling:
        return withdraw_telling(
            actor=request.actor, telling=telling, reason=form.cleaned_data["reason"], now=clock.now()
        )

    answer = save(request, form, deed, next_url=_page_of, done=_("Đã rút lời xác nhận đã ghi đủ."))
    context = {"form": form, "telling": telling, "back_url": _page_of(telling)}
    return answer or render(request, "records/tellings/withdraw.html", context)


def _choice(request: ActorRequest, asked: Any) -> TellingForm:
    scopes: list[Scope] = [*policies.agencies_to_tell(request.actor), *policies.units_to_tell(request.actor)]
    return TellingForm(asked, scopes=scopes, initial={"as_of": clock.today(), "whose": PERSON})


def _can_be_told(choice: TellingForm) -> bool:
    """Whether it can be said at all; if not, the reason is on the form."""
    try:
        require_told(choice.told(), clock.now())
    except DomainError as error:
        put_on_form(choice, error)
        return False
    return True


def _shown(scope: Scope, told: WhatIsTold, speaks: Clearing) -> dict[str, Any]:
    excepted = named(speaks.excepted)
    return {
        "scope": scope,
        "told": told,
        "kinds": ", ".join(str(kind.label) for kind in EntryKind if kind in told.kinds),
        "speaks": speaks,
        "excepted": excepted_lines(excepted[:EXCEPTED_SHOWN]),
        "more": max(len(excepted) - EXCEPTED_SHOWN, 0),
        "effects": _effects(told, speaks),
    }


def _effects(told: WhatIsTold, speaks: Clearing) -> list[Effect]:
    said = {
        "people": format_number(len(speaks.people)),
        "units": format_number(len(speaks.units)),
        "day": short_date(told.as_of),
        "first": told.from_year,
        "year": told.as_of.year,
    }
    if told.whose == PERSON:
        whose = _("Anh/chị nói bằng tên của mình về sổ của %(people)s người, trừ ai được nêu tên ở dưới: các danh sách "
                  "trên đã ghi đủ đến hết ngày %(day)s.") % said  # fmt: skip
    else:
        whose = _("Anh/chị nói bằng tên của mình về sổ của %(units)s đơn vị: các danh sách trên đã ghi đủ đến hết ngày "
                  "%(day)s.") % said  # fmt: skip
    return [
        Effect(whose),
        Effect(
            _("Trang điều kiện và rà soát hiểu là không có những gì các danh sách ấy không ghi; riêng năm %(year)s chỉ "
              "đến ngày %(day)s.") % said
        ),
        Effect(
            _("Người vào sau không nằm trong lời này. Sổ có thêm dòng của thời gian ấy thì danh sách đó của sổ ấy lại "
              "là chưa đủ, cho tới khi có người xác nhận lại.")
        ),
        Effect(_("Tên anh/chị, căn cứ và ngày giờ được giữ lại. Nói nhầm thì rút được, có lý do."), "history"),
    ]  # fmt: skip


def _page_of(telling: SharedTelling) -> str:
    return reverse("telling", args=[telling.pk])
