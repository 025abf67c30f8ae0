"""The presses by which records become public, for the pages of the apps that keep them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.errors import DomainError
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.forms.withdrawal import WithdrawForm
from thidua.publishing.models import Article, Snapshot
from thidua.publishing.policies.records import address_of_draft
from thidua.publishing.services import withdraw_of


def press_draft(request: ActorRequest, deed: Callable[[], Article], back_url: str) -> HttpResponse:
    """Make the draft, then open it; back to the record where that is refused."""
    try:
        article = deed()
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(back_url)
    messages.success(request, _("Bản nháp lấy từ hồ sơ. Viết nốt những chỗ được nhắc rồi gửi duyệt."))
    return redirect(address_of_draft(article))


def press_publish(request: ActorRequest, deed: Callable[[], Snapshot], back_url: str) -> HttpResponse:
    """Publish, then show the page; back to where the button stood where that is refused."""
    try:
        snapshot = deed()
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(back_url)
    messages.success(
        request, _("Đã công bố bản số %(number)s. Ai cũng đọc được trang này.") % {"number": snapshot.number}
    )
    return redirect("snapshot", snapshot.slug)


def ask_and_withdraw(
    request: ActorRequest, deed: Callable[[str], Snapshot], back_url: str, back_name: str
) -> HttpResponse:
    """Ask for the reason; with one, withdraw."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        done = _("Đã thôi công bố. Trang công khai nói rõ từ ngày nào.")
        answer = save(request, form, lambda: deed(form.cleaned_data["because"]), next_url=back_url, done=done)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "title": _("Thôi công bố"),
        "verb": _("Thôi công bố"),
        "back_url": back_url,
        "back_name": back_name,
    }
    return render(request, "publishing/withdraw.html", context)


def ask_and_withdraw_page(
    request: ActorRequest, kind: SnapshotKind, subject: int, back_url: str, back_name: str
) -> HttpResponse:
    """The same for a thing that is told in words alone."""

    def deed(because: str) -> Snapshot:
        return withdraw_of(actor=request.actor, kind=kind, subject=subject, because=because, now=clock.now())

    return ask_and_withdraw(request, deed, back_url, back_name)
