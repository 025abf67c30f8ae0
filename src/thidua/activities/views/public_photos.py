"""Which photographs of the album go to the public page, in which order, with which words."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.facts.public_photos import shown_in, standing_among, why_not
from thidua.activities.forms.publishing import PublicPhotoForm
from thidua.activities.models import Activity, PublicPhoto
from thidua.activities.policies import AlbumPhoto
from thidua.activities.queries import KIND
from thidua.activities.services import (
    change_public_photo,
    choose_public_photo,
    drop_public_photo,
    move_public_photo,
)
from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.references import Reference
from thidua.common.views.saving import save
from thidua.documents.queries import photos_of

STEPS = {"truoc": -1, "sau": 1}


def list_chosen(request: ActorRequest, activity: Activity) -> HttpResponse:
    """What was chosen, with the reason where it would not be published today; the rest of the album below."""
    album = photos_of([Reference(KIND, activity.pk)])[Reference(KIND, activity.pk)]
    rows = PublicPhoto.objects.filter(activity=activity).select_related("photo__file")
    chosen = standing_among(rows.prefetch_related("photo__subjects"))
    taken = {row.photo_id for row, _why in chosen}
    free = [photo for photo in album if photo.pk not in taken and photo.is_shown]
    known = shown_in(free)
    context = {
        "activity": activity,
        "chosen": chosen,
        "free": [(photo, why_not(known[photo.pk])) for photo in free],
        "may_keep": policies.may_keep_activity(request.actor, activity),
        "may_drop": policies.may_record_for(request.actor, activity.home),
        "album_url": reverse("album", args=[KIND, activity.pk]),
    }
    return render(request, "activities/public_photos.html", context)


def choose(request: ActorRequest, found: AlbumPhoto) -> HttpResponse:
    """One more photograph for the public page."""
    photo, activity = found.photo, found.activity
    form = PublicPhotoForm(request.POST or None, initial=PublicPhotoForm.values_of_album(photo))
    page = reverse("public_photos", args=[activity.pk])

    def deed() -> PublicPhoto:
        return choose_public_photo(actor=request.actor, photo=photo, activity=activity, words=form.words())

    done = _("Đã chọn. Ảnh ra trang công khai khi cơ quan thường trực công bố bản tới.")
    answer = save(request, form, deed, next_url=page, done=done)
    context = {"activity": activity, "photo": photo, "form": form, "back_url": page, "title": _("Chọn ảnh để công bố")}
    return answer or render(request, "activities/public_photo.html", context)


def change(request: ActorRequest, row: PublicPhoto) -> HttpResponse:
    """The words of one of them; a second writer chooses between two versions."""
    form = PublicPhotoForm(request.POST or None, initial=PublicPhotoForm.values_of(row))
    page = reverse("public_photos", args=[row.activity_id])

    def deed() -> PublicPhoto:
        read = form.cleaned_data["version"] or 0
        return change_public_photo(actor=request.actor, row=row, version=read, words=form.words())

    answer = save(
        request,
        form,
        deed,
        next_url=page,
        done=_("Đã lưu. Trang công khai đổi theo khi công bố bản tới."),
        stored=PublicPhotoForm.values_of,
        back_url=page,
    )
    context = {
        "activity": row.activity,
        "photo": row.photo,
        "form": form,
        "back_url": page,
        "title": _("Sửa lời của ảnh công bố"),
    }
    return answer or render(request, "activities/public_photo.html", context)


def shift(request: ActorRequest, row: PublicPhoto) -> HttpResponse:
    """One place towards the front or the end."""
    move_public_photo(actor=request.actor, row=row, by=STEPS.get(request.POST.get("ve", ""), 0))
    return redirect(f"{reverse('public_photos', args=[row.activity_id])}#anh-{row.pk}")


def drop(request: ActorRequest, row: PublicPhoto) -> HttpResponse:
    """Off the list, and off the page that is published."""
    activity = row.activity_id
    drop_public_photo(actor=request.actor, row=row, now=clock.now())
    messages.success(request, _("Đã gỡ ảnh khỏi danh sách công bố, và khỏi trang công khai nếu ảnh đang ở đó."))
    return redirect("public_photos", activity)
