"""Photographs of the articles: which there are, and taking one off every page."""

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.publishing import policies
from thidua.publishing.forms.withdrawal import TakePhotoBackForm
from thidua.publishing.models import Photo, Rendition, ShownPhoto
from thidua.publishing.models.photos import CARD
from thidua.publishing.services.photographs import take_photo_back

A_PAGE = 30


def list_photos(request: ActorRequest) -> HttpResponse:
    """Photographs that may be taken back, the latest first, with the articles on which each stands."""
    shown = Prefetch("shown", ShownPhoto.objects.select_related("article").order_by("pk"))
    cards = Prefetch("renditions", Rendition.objects.filter(filter_spec=CARD), to_attr="cards")
    rows = policies.photos_taken_back_by(request.actor).prefetch_related(shown, cards).order_by("-pk")
    found = Paginator(rows, A_PAGE).get_page(request.GET.get("trang"))
    context = {"found": found, "newer_url": f"?trang={found.number - 1}", "older_url": f"?trang={found.number + 1}"}
    return render(request, "publishing/photos.html", context)


def take_back(request: ActorRequest, photo: Photo) -> HttpResponse:
    """Ask for the reason; with one, take it off every page."""
    form = TakePhotoBackForm(request.POST or None)
    back = reverse("published_photos")

    def deed() -> Photo:
        because = form.cleaned_data["because"]
        return take_photo_back(actor=request.actor, photo=photo, because=because, now=clock.now())

    answer = save(request, form, deed, done=_("Ảnh đã rời mọi bài viết, các tệp đã xóa."), back_url=back)
    context = {
        "form": form,
        "photo": photo,
        "card": photo.renditions.filter(filter_spec=CARD).first(),
        "articles": [each.article for each in photo.shown.select_related("article").order_by("pk")],
        "back_url": back,
    }
    return answer or render(request, "publishing/photo.html", context)
