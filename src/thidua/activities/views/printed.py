"""What is printed for the field: the notice of photographs, and the field card on paper. Nothing of it is kept."""

from pathlib import Path
from typing import Any

import segno
from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.activities.facts.assignments import SHORT_LIST, SIZES
from thidua.activities.facts.field_words import words_of_card
from thidua.activities.facts.sheets import new_number
from thidua.activities.facts.stretches import stretches_of
from thidua.activities.facts.words import when_of
from thidua.activities.forms.printed import NoticeForm, PosterForm
from thidua.activities.forms.sheets import BAGS, ZONES
from thidua.activities.models import Activity
from thidua.activities.queries import activity_with_parties
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.core.impact.classes import shipped_schemes
from thidua.core.impact.facts import Condition
from thidua.core.impact.items import shipped_item_lists
from thidua.documents.papers.marking import WORDS
from thidua.documents.papers.sheets import draw_sheet

SHEETS = Path(__file__).resolve().parents[1] / "sheets"
MOST_STRETCHES = 4
"""So many have room above the pieces of a sheet."""
MOST_SHEETS = 40
"""So many are printed at once."""
SAID = ("class", "size", "fill", "full", "condition", "items", "people", "zone", "weighing", "handover")
"""Words that the paper takes from the card on phones, so that both say the same."""


def print_notice(request: ActorRequest, activity: Activity) -> HttpResponse:
    """The notice of photographs and film as PDF, once somebody has said who takes them and whom to tell."""
    activity = activity_with_parties(activity.pk)
    form = NoticeForm(request.POST or None, initial={"taken_by": activity.home.name, "contact": activity.home.name})
    if request.method == "POST" and form.is_valid():
        told = _head(activity) | form.cleaned_data | {"issuer": activity.home.name}
        return _pdf("notice", told, activity)
    return _ask(request, activity, form, _("Bảng thông báo chụp ảnh"))


def print_poster(request: ActorRequest, activity: Activity) -> HttpResponse:
    """What invites people, as PDF: what, when, where, with whom; a picture to scan opens the page of the activity,
    where organisations answer and put their people on the list.
    """
    activity = activity_with_parties(activity.pk)
    form = PosterForm(request.POST or None, initial={"contact": activity.home.name})
    if request.method == "POST" and form.is_valid():
        parties = [party.name for party in activity.parties.all() if party.counts]
        told = {
            **_head(activity),
            **form.cleaned_data,
            "message": activity.message,
            "parties": parties or [activity.home.name],
            "qr": _picture_of(request.build_absolute_uri(reverse("activity", args=[activity.pk]))),
        }
        return _pdf("poster", told, activity)
    return _ask(request, activity, form, _("Áp phích mời tham gia"))


def _ask(request: ActorRequest, activity: Activity, form: forms.Form, title: str) -> HttpResponse:
    context = {
        "activity": activity,
        "form": form,
        "title": title,
        "verb": _("Tạo trang in"),
        "back_url": reverse("activity", args=[activity.pk]),
    }
    return render(request, "activities/form.html", context)


def print_card(request: ActorRequest, activity: Activity) -> HttpResponse:
    """The field card on paper as PDF, `?to=` sheets of it. Each has its own number, and a picture to scan that leads to
    where it is typed in.
    """
    activity = activity_with_parties(activity.pk)
    words = words_of_card()["vi"]
    numbers = [new_number(activity.pk) for _sheet in range(min(how_many(request, 1, parameter="to"), MOST_SHEETS))]
    typed = request.build_absolute_uri(reverse("enter_sheet", args=[activity.pk]))
    told = _head(activity) | {
        "words": {key: words[key] for key in SAID},
        "hazard": words["hazard"],
        "hazard_do": words["hazard_do"],
        "classes": [*shipped_schemes()[activity.waste_scheme].classes.values(), words["unsorted"]],
        "sizes": list(SIZES),
        "conditions": [words[f"condition_{each}"] for each in Condition],
        "items": list(shipped_item_lists()[SHORT_LIST].items.values()),
        "parties": [party.name for party in activity.parties.all() if party.counts],
        "bags": BAGS,
        "zones": ZONES,
        "stretches": _stretches(activity),
        "sheets": [{"number": number, "qr": _picture_of(f"{typed}?so={number}")} for number in numbers],
    }
    return _pdf("paper_card", told, activity)


def _stretches(activity: Activity) -> list[str]:
    """Stretches on which pieces can be counted: those of the sheet, and the first of those on record."""
    with override("vi"):
        own = [_("%(n)s (ghi ở mục đoạn)") % {"n": n} for n in range(1, ZONES + 1)]
        known = [name for _code, name in stretches_of(activity.pk).choices[:MOST_STRETCHES]]
        return [*own, *known, _("không theo đoạn nào")]


def _head(activity: Activity) -> dict[str, Any]:
    with override("vi"):
        when = when_of(activity)
    mark = WORDS if activity.agency.is_illustrative else ""
    return {"title": activity.title, "when": when, "place": activity.place, "mark": mark}


def _picture_of(address: str) -> str:
    return segno.make(address, error="m").svg_inline(border=1)


def _pdf(sheet: str, told: dict[str, Any], activity: Activity) -> HttpResponse:
    answer = HttpResponse(draw_sheet(SHEETS / f"{sheet}.typ", told), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{sheet.replace("_", "-")}-{activity.pk}.pdf"'
    return answer
