"""The press that begins an article, for the pages of records."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from thidua.common.errors import DomainError
from thidua.common.http.routes import ActorRequest
from thidua.publishing.models import Article
from thidua.publishing.policies.records import address_of_draft


def press_draft(request: ActorRequest, deed: Callable[[], Article], back_url: str) -> HttpResponse:
    """Make the draft, then open it; back to the record where that is refused."""
    try:
        article = deed()
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(back_url)
    messages.success(request, _("Bản nháp lấy từ hồ sơ. Viết nốt những chỗ được nhắc rồi gửi duyệt."))
    return redirect(address_of_draft(article))
