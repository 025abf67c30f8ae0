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
from thidua.common.views.saving import save
from thidua.documents.forms.photos import AddPhotoForm, ChangePhotoForm, WithdrawPhotoForm
from thidua.documents.models import Photo
from thidua.documents.policies import may_withdraw_photo
from thidua.documents.queries import naming_the_same, photos_of, serves_as_evidence
from thidua.documents.services import add_photo, describe_photo, move_photo, remove_photo, withdraw_photos

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
        remove_photo(actor=request.actor, photo=photo, now=clock.now())
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


def withdraw(request: ActorRequest, photo: Photo) -> HttpResponse:
    """Take a photograph out of sight for good because somebody in it asks, with others that name the same people."""
    others = [each for each in naming_the_same(photo) if may_withdraw_photo(request.actor, each)]
    titles = describe_parents({each.parent for each in others})
    where = [(each, titles[each.parent].title if each.parent in titles else "") for each in others]
    form = WithdrawPhotoForm(request.POST or None, others=where)
    back = parent_url(photo.parent)

    def deed() -> int:
        chosen = [photo, *form.chosen()]
        because = form.cleaned_data["because"]
        return withdraw_photos(actor=request.actor, photos=chosen, because=because, now=clock.now())

    answer = save(request, form, deed, next_url=back, done=_("Đã rút ảnh. Ảnh không hiện với ai nữa."))
    context = {
        "form": form,
        "photo": photo,
        "back_url": back,
        "is_evidence": serves_as_evidence(photo.file),
        "effects": [
            Effect(_("Ảnh rời mọi album và mọi trang công khai ngay lúc này; địa chỉ cũ báo là đã rút."), "eye-off"),
            Effect(
                _("Tệp gốc và các bản sao bị xóa khỏi kho tệp; chú thích, tên người trong ảnh bị xóa theo."), "trash"
            ),
            Effect(_("Không lấy lại được, và cùng tệp ấy gửi lại thì không nhận."), "lock"),
            Effect(_("Nhật ký giữ: ai rút, lúc nào, lý do."), "history"),
        ],
    }
    return answer or render(request, "documents/photo_withdraw.html", context)


def album_url(parent: Reference) -> str:
    """The page on which an album is kept."""
    return reverse("album", args=[parent.kind, parent.id])
