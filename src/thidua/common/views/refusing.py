"""The pages for what Django refuses before or beside a view: readers stay on the public site, whoever works here
where he works.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import defaults
from django.views.csrf import csrf_failure
from django.views.decorators.csrf import requires_csrf_token

from thidua.common.errors import DomainError, RefusedError
from thidua.common.http.front import stop_readers
from thidua.common.http.languages import speaking_as_asked


@requires_csrf_token
def show_unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler of a request that it cannot or will not read. No page asks it for its host, which may be what is
    wrong with it.
    """
    with speaking_as_asked(request) as language:  # what is asked in the address is read before anything else
        words = DomainError(
            _("Đường dẫn hoặc nội dung gửi lên không đọc được, hoặc quá lớn. Chưa có gì được lưu."),
            remedy=_("Quay lại trang trước, rút ngắn nội dung rồi gửi lại."),
        )
        answer = stop_readers(request, _("Chưa nhận được nội dung này"), words)
        context = {"canonical": f"{settings.SITE_URL}{request.path}"}
        answer = answer or render(request, "400.html", context, status=words.status)
        answer.headers.setdefault("Content-Language", language)
        return answer


@requires_csrf_token
def show_refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler of what is not allowed."""
    words = RefusedError(
        _("Việc này không mở cho người đọc trang công khai."),
        remedy=_("Quay lại trang trước, hoặc bắt đầu lại từ trang đầu."),
    )
    return stop_readers(request, _("Chưa làm được việc này"), words) or defaults.permission_denied(request, exception)


@requires_csrf_token
def show_without_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's answer to a form that does not show that it was ours."""
    words = RefusedError(_("Chưa có gì được gửi. Quay lại trang trước, tải lại rồi gửi một lần nữa."))
    title = _("Trang đã mở quá lâu, chưa gửi được")
    return stop_readers(request, title, words) or csrf_failure(request, reason)
