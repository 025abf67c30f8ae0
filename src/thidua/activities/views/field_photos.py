"""Photographs from the field: whoever notes facts there looks through them, whoever keeps the record chooses some."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.forms.field import ChoosePhotoForm
from thidua.activities.models import Activity, FieldPhoto
from thidua.activities.queries import KIND, album_files
from thidua.activities.services import choose_photo
from thidua.common import clock
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.documents.models import Photo

SHOWN = 24


def list_photos(request: ActorRequest, activity: Activity) -> HttpResponse:
    """The photographs that phones sent, the newest first, and which of them are in the album."""
    rows = policies.field_photos_visible_to(request.actor).filter(activity=activity).order_by("-pk")
    shown = list(rows[: how_many(request, SHOWN)])
    states = album_files(KIND, activity.pk)
    context = {
        "activity": activity,
        "photos": [(each, states.get(each.photo.file_id) if each.photo is not None else None) for each in shown],
        "total": rows.count(),
        "may_keep": policies.may_keep_activity(request.actor, activity),
        "may_withdraw": policies.may_record_for(request.actor, activity.home),
    }
    return render(request, "activities/field_photos.html", context)


def choose(request: ActorRequest, field_photo: FieldPhoto) -> HttpResponse:
    """Put one of them into the album, with what is known of the consent of those in it."""
    form = ChoosePhotoForm(request.POST or None, has_faces=field_photo.has_faces)
    page = reverse("field_photos", args=[field_photo.activity_id])

    def deed() -> Photo:
        return choose_photo(actor=request.actor, field_photo=field_photo, now=clock.now(), **form.cleaned_data)

    answer = save(request, form, deed, next_url=page, done=_("Đã đưa vào album của hoạt động."))
    context = {"activity": field_photo.activity, "photo": field_photo, "form": form, "back_url": page}
    return answer or render(request, "activities/choose_photo.html", context)
