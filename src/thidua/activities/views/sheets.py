"""A card on paper is typed in: found by its number, each row once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext

from thidua.activities.forms.sheets import FindSheetForm, SheetForm
from thidua.activities.models import Activity
from thidua.activities.queries import full_activity
from thidua.activities.services.sheets import note_sheet
from thidua.common import clock
from thidua.common.errors import DomainError
from thidua.common.http.routes import ActorRequest


def enter(request: ActorRequest, activity: Activity) -> HttpResponse:
    """`?so=` is the number of the sheet, as its picture to scan tells it; without one it is asked."""
    activity = full_activity(activity.pk)
    find = FindSheetForm(request.GET if "so" in request.GET else None, activity=activity)
    context: dict[str, object] = {"activity": activity, "back_url": reverse("activity_facts", args=[activity.pk])}
    if not find.is_valid():
        return render(request, "activities/sheet_find.html", context | {"form": find})
    form = SheetForm(
        request.POST if request.method == "POST" else None, activity=activity, number=find.cleaned_data["so"]
    )
    if request.method == "POST" and form.is_valid() and _save(request, activity, form):
        return redirect("activity_facts", activity.pk)
    return render(request, "activities/sheet.html", context | {"form": form})


def _save(request: ActorRequest, activity: Activity, form: SheetForm) -> bool:
    try:
        kept = note_sheet(actor=request.actor, activity=activity, notes=form.notes(), now=clock.now())
    except DomainError as error:
        form.refuse(error)
        return False
    many = sum(not (each.is_repeat or each.is_other) for each in kept)
    words = ngettext("Đã ghi %(many)s dòng của tờ %(number)s.", "Đã ghi %(many)s dòng của tờ %(number)s.", many)
    messages.success(request, words % {"many": many, "number": form.number})
    others = sum(each.is_other for each in kept)
    if others:
        words = ngettext(
            "%(many)s dòng đã có người nhập khác đi trước đó: tính bản nhập trước, giữ bản này bên cạnh để hỏi lại.",
            "%(many)s dòng đã có người nhập khác đi trước đó: tính bản nhập trước, giữ bản này bên cạnh để hỏi lại.",
            others,
        )
        messages.warning(request, words % {"many": others})
    return True
