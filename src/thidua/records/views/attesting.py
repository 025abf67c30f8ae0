"""Confirming a criterion of a unit's people at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.common import clock
from thidua.common.errors import DomainError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.asked import page_asked
from thidua.common.http.routes import ActorRequest
from thidua.organisations.models import Unit
from thidua.records.forms.attesting import CriterionForm, GroundsForm, posted_people, read_rows, shown_rows
from thidua.records.services.attesting import A_PAGE, AttestError, attest_many, attested_people, people_in_year


def attest(request: ActorRequest, unit: Unit) -> HttpResponse:
    """Choose criterion and year, untick whoever does not meet it; what was ticked stays until it is saved."""
    today = clock.today()
    choice = CriterionForm(request.GET or None, initial={"year": today.year - 1})
    context: dict[str, Any] = {"unit": unit, "choice": choice}
    if not (choice.is_valid() and _has_come(choice, today.year)):
        return render(request, "records/attest_many.html", context)
    criterion = choice.chosen()
    everybody = people_in_year(unit, criterion, today)
    page = page_asked(request, everybody, A_PAGE)
    shown = everybody.filter(pk__in=posted_people(request.POST)) if request.method == "POST" else page
    people = attested_people(request.actor, shown, criterion)
    form, sent, errors = GroundsForm(request.POST or None), {}, {}
    if request.method == "POST":
        rows = read_rows(request.POST, people)
        sent = {each.person: each for each in rows}
        if form.is_valid():
            try:
                number = attest_many(
                    actor=request.actor, unit=unit, criterion=criterion, rows=rows, now=clock.now(), **form.cleaned_data
                )
            except AttestError as error:
                errors = error.rows
                put_on_form(form, error)
            except DomainError as error:
                put_on_form(form, error)
            else:
                said = ngettext("Đã lưu %(number)s dòng.", "Đã lưu %(number)s dòng.", number) % {"number": number}
                messages.success(request, said if number else _("Không có gì thay đổi."))
                return redirect(request.get_full_path())
    context |= {
        "criterion": criterion,
        "words": choice.words(),
        "form": form,
        "rows": shown_rows(criterion, people, sent, errors),
        "errors": errors,
        "page": page,
        "before_url": _turned(request, page.number - 1),
        "after_url": _turned(request, page.number + 1),
        "may_save": any(each.may for each in people),
    }
    return render(request, "records/attest_many.html", context)


def _turned(request: ActorRequest, number: int) -> str:
    asked = request.GET.copy()
    asked["trang"] = str(number)
    return f"?{asked.urlencode()}"


def _has_come(choice: CriterionForm, this_year: int) -> bool:
    """Whether the year has come; if not, the form says so."""
    if choice.cleaned_data["year"] <= this_year:
        return True
    choice.add_error("year", _("Năm này chưa đến."))
    return False
