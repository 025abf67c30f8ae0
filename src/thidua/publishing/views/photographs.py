"""Photographs of the articles: which there are, what is known of one, and taking one off every page."""

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
from thidua.publishing.models import Article, Photo, Rendition, ShownPhoto
from thidua.publishing.models.photos import CARD, RENDITIONS
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


def show_photo(request: ActorRequest, photo: Photo) -> HttpResponse:
    """What is known of one: also while it stands on a published page and nobody changes it."""
    context = {
        "photo": photo,
        "seen": drawn_widest(photo),
        "articles": articles_with(photo),
        "may_change": policies.photos_changed_by(request.actor).filter(pk=photo.pk).exists(),
        "may_read_papers": policies.may_read_papers(request.actor, photo),
        "may_take_back": policies.may_take_photo_back(request.actor, photo).allowed and not photo.is_withdrawn,
    }
    return render(request, "publishing/library_photo.html", context)


def drawn_widest(photo: Photo) -> Rendition | None:
    """The largest of what is drawn already: reading draws nothing."""
    specs = [each for each in RENDITIONS if each.startswith("width-")]
    drawn = photo.renditions.filter(filter_spec__in=specs, width__lte=960)
    found: Rendition | None = drawn.order_by("-width").first()
    return found


def articles_with(photo: Photo) -> list[Article]:
    """The published articles in which it stands."""
    return [each.article for each in photo.shown.select_related("article").order_by("pk")]


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
        "articles": articles_with(photo),
        "may_read_papers": policies.may_read_papers(request.actor, photo),
        "back_url": back,
    }
    return answer or render(request, "publishing/photo.html", context)
