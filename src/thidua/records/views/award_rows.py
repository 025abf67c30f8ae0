"""Many awards at once, by hand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.common import clock
from thidua.common.actor import person_of
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.organisations.models import Person, Unit
from thidua.organisations.queries import people_of_unit
from thidua.records.forms.award_rows import ROWS, AwardRowForm, Holders, SharedPaperForm
from thidua.records.services.award_rows import AwardRowsError, add_awards
from thidua.records.views.sections import book_url


def award_table(request: ActorRequest, subject: Person | Unit) -> HttpResponse:
    """Titles and honours of any year in a table: of a person, or of a unit and its people of today."""
    data = request.POST or None
    holders = _holders(request, subject)
    shared = SharedPaperForm(data)
    rows = [AwardRowForm(data, row=number, holders=holders) for number in range(1, ROWS + 1)]
    written = [each for each in rows if data is not None and not each.is_blank]
    valid = [each.is_valid() for each in written]
    if written and shared.is_valid() and all(valid):
        try:
            lines = {each.row: each.line(shared.cleaned_data) for each in written}
            number = add_awards(actor=request.actor, lines=lines, now=clock.now())
        except AwardRowsError as error:
            put_on_form(shared, error)
            for each in written:
                if each.row in error.rows:
                    each.add_error(None, error.rows[each.row])
        else:
            said = ngettext("Đã ghi %(number)s khen thưởng.", "Đã ghi %(number)s khen thưởng.", number)
            messages.success(request, said % {"number": number})
            return redirect(book_url(subject, "danh-hieu"))
    elif data is not None and not written:
        shared.add_error(None, _("Anh/chị chưa ghi dòng nào."))
    context = {
        "subject": subject,
        "shared": shared,
        "rows": [(each, each.problems if each in written else []) for each in rows],
        "has_wrong": any(each.problems for each in written),
        "columns": [str(field.label) for field in rows[0].fields.values()],
        "back_url": book_url(subject, "danh-hieu"),
    }
    return render(request, "records/award_table.html", context)


def _holders(request: ActorRequest, subject: Person | Unit) -> Holders:
    if isinstance(subject, Person):
        return {"": subject}
    people = people_of_unit(subject.pk, clock.today()).exclude(pk=person_of(request.actor) or 0)
    return {"don-vi": subject} | {str(each.pk): each for each in people.select_related("agency")}
