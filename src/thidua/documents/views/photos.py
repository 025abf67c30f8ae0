"""The album of an activity or a meeting: adding, describing, moving and taking away photographs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.components.pages import Confirmation, Effect, build_conflict
from thidua.common.errors import DomainError, StaleVersionError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.common.parents import describe_parents, parent_url
from thidua.common.references import Reference
from thidua.common.views.asking import show_confirmation, show_conflict
from thidua.documents.forms.photos import AddPhotoForm, ChangePhotoForm
from thidua.documents.models import Photo
from thidua.documents.queries import photos_of
from thidua.documents.services import add_photo, describe_photo, move_photo, remove_photo

STEPS = {"truoc": -1, "sau": 1}


def arrange_album(request: ActorRequest, parent: Reference) -> HttpResponse:
    """Every photograph in its order with what can be done to it, and the form for one more."""
    form = AddPhotoForm(request.POST or None, request.FILES or None)
    facts = describe_parents({parent})[parent]
    if request.method == "POST" and form.is_valid():
        try:
            add_photo(actor=request.actor, parent=parent, agency=facts.agency, now=clock.now(), **form.cleaned_data)
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Đã thêm ảnh vào cuối album."))
            return redirect(album_url(parent))
    context = {
        "form": form,
        "parent_title": facts.title,
        "back_url": parent_url(parent),
        "photos": photos_of([parent])[parent],
    }
    return render(request, "documents/album.html", context)


def change_photo(request: ActorRequest, photo: Photo) -> HttpResponse:
    """Change what is said of a photograph; a second writer chooses between two versions."""
    back = album_url(photo.parent)
    form = ChangePhotoForm(request.POST or None, initial=ChangePhotoForm.values_of(photo))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            describe_photo(actor=request.actor, photo=photo, read=given.pop("version"), now=clock.now(), **given)
        except StaleVersionError as error:
            row = error.data["row"]
            stored = ChangePhotoForm.values_of(row)
            return show_conflict(request, build_conflict(form, stored, row.version, action=request.path, back_url=back))
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Đã lưu ảnh."))
            return redirect(back)
    return render(request, "documents/photo.html", {"form": form, "photo": photo, "back_url": back})


def shift_photo(request: ActorRequest, photo: Photo) -> HttpResponse:
    """One place towards the front or the end."""
    move_photo(actor=request.actor, photo=photo, by=STEPS.get(request.POST.get("ve", ""), 0))
    return redirect(f"{album_url(photo.parent)}#anh-{photo.pk}")


def drop_photo(request: ActorRequest, photo: Photo) -> HttpResponse:
    """Take a photograph out of the album, after saying what stays."""
    back = album_url(photo.parent)
    if request.method == "POST":
        remove_photo(actor=request.actor, photo=photo)
        messages.success(request, _("Đã bỏ ảnh khỏi album. Tệp gốc vẫn giữ trong kho."))
        return redirect(back)
    confirmation = Confirmation(
        title=_("Bỏ ảnh khỏi album"),
        verb=_("Bỏ ảnh"),
        effects=[
            Effect(_("Ảnh và chú thích không còn trong album.")),
            Effect(_("Tệp gốc vẫn giữ trong kho."), "archive"),
        ],
        back_url=back,
        chosen=str(photo),
        chosen_label=_("Ảnh"),
        destructive=True,
    )
    return show_confirmation(request, confirmation)


def album_url(parent: Reference) -> str:
    """The page on which an album is kept."""
    return reverse("album", args=[parent.kind, parent.id])
