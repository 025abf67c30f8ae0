"""Parties, speakers and outputs of an activity: added by a form, taken out by a button."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities.enums import PartyRole
from thidua.activities.forms.parts import OutputForm, PartyForm, SpeakerForm
from thidua.activities.models import Activity, ActivityOutput, ActivityParty, ActivitySpeaker
from thidua.activities.services import (
    add_output,
    add_party,
    change_output,
    name_speaker,
    remove_output,
    remove_party,
    remove_speaker,
)
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.organisations.models import Agency, Bloc, Person, Unit


def add_a_party(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Name one more party. Every bloc, unit and agency of the installation may be one: names are no secret."""
    groups = [
        (_("Khối, cụm thi đua"), Bloc.objects.filter(agency=activity.agency_id).order_by("code")),
        (_("Đơn vị"), Unit.objects.filter(agency=activity.agency_id, ended_on=None)),
        (_("Cơ quan"), Agency.objects.exclude(pk=activity.agency_id).order_by("sort_key")),
    ]
    form = PartyForm(request.POST or None, groups=groups)

    def deed() -> ActivityParty:
        data = form.cleaned_data
        return add_party(
            actor=request.actor,
            activity=activity,
            role=PartyRole(data["role"]),
            party=form.party_chosen(),
            name=data["name"],
            note=data["note"],
        )

    answer = save(
        request, form, deed, next_url=reverse("add_party", args=[activity.pk]), done=_("Đã thêm bên tham gia.")
    )
    context = _page(activity, form, _("Các bên tham gia"), _("Thêm bên tham gia"))
    return answer or render(request, "activities/parties.html", context)


def remove_a_party(request: ActorRequest, party: ActivityParty) -> HttpResponse:
    """Take a party out."""
    remove_party(actor=request.actor, party=party)
    messages.success(request, _("Đã bỏ “%(name)s” khỏi hoạt động.") % {"name": party.name})
    return redirect("add_party", party.activity_id)


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
    context = _page(output.activity, form, _("Sửa kết quả"), _("Lưu kết quả"))
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
    return answer or render(request, "activities/form.html", _page(activity, form, title, title))


def _page(activity: Activity, form: BaseForm, title: str, verb: str) -> dict[str, object]:
    page = reverse("activity", args=[activity.pk])
    return {"activity": activity, "form": form, "title": title, "verb": verb, "back_url": page}
