"""Pictures below the maps of an agency: brought, looked at, reviewed, taken off."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.activities import policies
from thidua.activities.forms.map_pictures import BringMapPictureForm, RetireMapPictureForm, ReviewMapPictureForm
from thidua.activities.models import MapPicture
from thidua.activities.services import bring_map_picture, retire_map_picture, review_map_picture
from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.documents.views.files import show_picture
from thidua.organisations.models import Agency


def list_pictures(request: ActorRequest, agency: Agency) -> HttpResponse:
    """Those of an agency with who has read their names, and the form for one more."""
    form = BringMapPictureForm(request.POST or None, request.FILES or None)
    page = reverse("map_pictures", args=[agency.pk])

    def deed() -> MapPicture:
        return bring_map_picture(actor=request.actor, agency=agency, now=clock.now(), **form.cleaned_data)

    done = _("Đã nhận ảnh nền. Một người khác rà tên biển, đảo rồi ảnh mới nằm dưới bản đồ.")
    answer = save(request, form, deed, next_url=page, done=done)
    rows = MapPicture.objects.filter(agency=agency).select_related("agency", "file")
    pictures = [
        (
            row,
            policies.may_review_map_picture(request.actor, row),
            policies.may_retire_map_picture(request.actor, row),
        )
        for row in rows
    ]
    context = {"agency": agency, "pictures": pictures, "form": form}
    return answer or render(request, "activities/map_pictures.html", context)


def show(request: ActorRequest, picture: MapPicture) -> FileResponse:
    """The picture itself."""
    return show_picture(request, picture.file)


def review(request: ActorRequest, picture: MapPicture) -> HttpResponse:
    """Say that its names are right."""
    form = ReviewMapPictureForm(request.POST or None)
    page = reverse("map_pictures", args=[picture.agency_id])

    def deed() -> MapPicture:
        note = form.cleaned_data["note"]
        return review_map_picture(actor=request.actor, picture=picture, note=note, now=clock.now())

    answer = save(
        request, form, deed, next_url=page, done=_("Đã ghi là đã rà. Ảnh nằm dưới bản đồ từ lần công bố tới.")
    )
    context = {"picture": picture, "form": form, "title": _("Rà ảnh nền"), "verb": _("Ghi là đã rà"), "back_url": page}
    return answer or render(request, "activities/map_picture.html", context)


def retire(request: ActorRequest, picture: MapPicture) -> HttpResponse:
    """Take it off every map, those that are published among them."""
    form = RetireMapPictureForm(request.POST or None)
    page = reverse("map_pictures", args=[picture.agency_id])

    def deed() -> MapPicture:
        because = form.cleaned_data["because"]
        return retire_map_picture(actor=request.actor, picture=picture, because=because, now=clock.now())

    answer = save(request, form, deed, next_url=page, done=_("Đã thôi dùng. Ảnh rời mọi bản đồ, cả trang đã công bố."))
    context = {
        "picture": picture,
        "form": form,
        "title": _("Thôi dùng ảnh nền"),
        "verb": _("Thôi dùng ảnh này"),
        "back_url": page,
    }
    return answer or render(request, "activities/map_picture.html", context)
