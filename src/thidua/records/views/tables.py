"""A year in a table."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.common import clock
from thidua.common.actor import person_of
from thidua.common.errors import DomainError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.organisations.models import Unit
from thidua.records.forms.tables import PaperForm, read_rows, shown_rows
from thidua.records.services.tables import TITLES, TableError, save_table, table_of


def year_table(request: ActorRequest, unit_year: tuple[Unit, int]) -> HttpResponse:
    """Grade and titles of everybody in the unit; whatever was typed stays on the page until it is saved."""
    unit, year = unit_year
    today = clock.today()
    table = table_of(unit, year, today)
    form = PaperForm(request.POST or None)
    sent, errors = {}, {}
    if request.method == "POST":
        rows = read_rows(request.POST, [person for person, _cells in table])
        sent = {each.person: each for each in rows}
        if form.is_valid():
            try:
                number = save_table(
                    actor=request.actor, unit=unit, year=year, rows=rows, paper=form.paper(), now=clock.now()
                )
            except TableError as error:
                errors = error.rows
                put_on_form(form, error)
            except DomainError as error:
                put_on_form(form, error)
            else:
                said = ngettext("Đã lưu %(number)s dòng.", "Đã lưu %(number)s dòng.", number) % {"number": number}
                messages.success(request, said if number else _("Không có gì thay đổi."))
                return redirect(reverse("year_table", args=[unit.pk, year]))
    own = person_of(request.actor)
    context = {
        "unit": unit,
        "year": year,
        "years": list(range(today.year, today.year - 10, -1)),
        "form": form,
        "rows": shown_rows(table, sent, errors, own),
        "titles": [str(code.label) for code in TITLES],
        "errors": errors,
    }
    return render(request, "records/year_table.html", context)
