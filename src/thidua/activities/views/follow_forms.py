"""Forms of what follows an activity: filled in, saved, back to the page they belong to."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities.models import Activity
from thidua.activities.queries import PARTIES
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import Stored, save


@dataclass(frozen=True, slots=True)
class Place:
    """The page to which a form belongs."""

    url: str
    name: str


def workshop_of(activity: Activity) -> Place:
    """The page of a workshop."""
    return Place(reverse("workshop", args=[activity.pk]), _("Chương trình, kiến nghị"))


def follow_up_of(activity: Activity) -> Place:
    """The page of what follows."""
    return Place(reverse("follow_up", args=[activity.pk]), _("Sau hoạt động"))


def show_and_save(
    request: ActorRequest,
    activity: Activity,
    form: BaseForm,
    deed: Callable[[], object],
    *,
    place: Place,
    title: str,
    done: str,
    about: str = "",
    again: bool = False,
    stored: Stored | None = None,
    remove_url: str = "",
    note: str = "",
) -> HttpResponse:
    """The page of a form. `again`: it offers to save and write the next one; `remove_url` takes the row out."""
    next_url = request.path if again and "again" in request.POST else place.url
    answer = save(request, form, deed, next_url=next_url, done=done, stored=stored, back_url=place.url)
    context = {
        "activity": activity,
        "form": form,
        "place": place,
        "title": title,
        "about": about,
        "again": again,
        "remove_url": remove_url,
        "note": note,
    }
    return answer or render(request, "activities/follow_form.html", context)


def read_parties(activity: Activity) -> None:
    """Read the parties once, each knowing its activity."""
    prefetch_related_objects([activity], PARTIES)
    for party in activity.parties.all():
        party.activity = activity
