"""Speakers and outputs of an activity: added by a form, taken out by a button."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities.forms.parts import OutputForm, SpeakerForm
from thidua.activities.models import Activity, ActivityOutput, ActivitySpeaker
from thidua.activities.services import (
    add_output,
    change_output,
    name_speaker,
    remove_output,
    remove_speaker,
)
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.organisations.models import Person


def name_a_speaker(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Record who spoke."""
    form = SpeakerForm(request.POST or None, people=Person.objects.filter(agency=activity.agency_id))

    def deed() -> ActivitySpeaker:
        return name_speaker(actor=request.actor, activity=activity, **form.cleaned_data)

    return _answer(request, activity, form, deed, _("Thêm người phát biểu"), _("Đã thêm người phát biểu."))


def remove_a_speaker(request: ActorRequest, speaker: ActivitySpeaker) -> HttpResponse:
    """Take a speaker out."""
    remove_speaker(actor=request.actor, speaker=speaker)
    messages.success(request, _("Đã bỏ phần phát biểu của %(name)s.") % {"name": speaker.name})
    return redirect("activity", speaker.activity_id)


def add_an_output(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Record one more result."""
    form = OutputForm(request.POST or None)

    def deed() -> ActivityOutput:
        return add_output(actor=request.actor, activity=activity, words=form.words())

    return _answer(request, activity, form, deed, _("Thêm kết quả"), _("Đã thêm kết quả."))


def change_an_output(request: ActorRequest, output: ActivityOutput) -> HttpResponse:
    """Correct a result; a second writer chooses between two versions."""
    form = OutputForm(request.POST or None, initial=OutputForm.values_of(output))
    page = reverse("activity", args=[output.activity_id])

    def deed() -> ActivityOutput:
        version = form.cleaned_data["version"] or 0
        return change_output(actor=request.actor, output=output, version=version, words=form.words())

    answer = save(
        request, form, deed, next_url=page, done=_("Đã lưu kết quả."), stored=OutputForm.values_of, back_url=page
    )
    context = page_of(output.activity, form, _("Sửa kết quả"), _("Lưu kết quả"))
    return answer or render(request, "activities/form.html", context)


def remove_an_output(request: ActorRequest, output: ActivityOutput) -> HttpResponse:
    """Take a result out."""
    remove_output(actor=request.actor, output=output)
    messages.success(request, _("Đã bỏ kết quả “%(name)s”.") % {"name": output.indicator})
    return redirect("activity", output.activity_id)


def _answer(
    request: ActorRequest,
    activity: Activity,
    form: BaseForm,
    deed: Callable[[], object],
    title: str,
    done: str,
) -> HttpResponse:
    answer = save(request, form, deed, next_url=reverse("activity", args=[activity.pk]), done=done)
    return answer or render(request, "activities/form.html", page_of(activity, form, title, title))


def page_of(activity: Activity, form: BaseForm, title: str, verb: str) -> dict[str, object]:
    """What `activities/form.html` shows."""
    page = reverse("activity", args=[activity.pk])
    return {"activity": activity, "form": form, "title": title, "verb": verb, "back_url": page}
