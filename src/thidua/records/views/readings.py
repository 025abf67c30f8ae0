"""Choosing how an agency reads a text."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.language import page_language
from thidua.common.views.saving import save
from thidua.core.law.wording import say_words
from thidua.records.facts import law_library as facts
from thidua.records.facts.law_words import GRADES
from thidua.records.forms.readings import ReadingForm
from thidua.records.models import ChosenReading
from thidua.records.policies.readings import AgencySetting
from thidua.records.services.readings import choose_reading


def choose(request: ActorRequest, agency_setting: AgencySetting) -> HttpResponse:
    """One question, its readings, and which of them the agency takes."""
    agency, setting = agency_setting
    row = ChosenReading.objects.filter(agency=agency, code=setting.code).first()
    form = ReadingForm(request.POST or None, setting=setting, initial=ReadingForm.values_of(row))
    back_url = f"{reverse('law_rules')}#{setting.code}"

    def deed() -> ChosenReading:
        data = form.cleaned_data
        return choose_reading(
            actor=request.actor,
            agency=agency,
            setting=setting,
            answer=form.answer_chosen(),
            basis=data["basis"],
            reason=data["reason"],
            version=data["version"],
            now=clock.now(),
        )

    answer = save(
        request, form, deed, next_url=back_url, done=_("Đã ghi cách đọc. Các lần xét từ nay theo cách đọc này."),
        stored=ReadingForm.values_of, back_url=back_url,
    )  # fmt: skip
    context = {
        "form": form,
        "agency": agency,
        "question": say_words(setting.question, page_language()),
        "cites": facts.sources_of(setting.cites),
        "sign": GRADES[setting.grade],
        "back_url": back_url,
    }
    return answer or render(request, "records/law/reading_form.html", context)
