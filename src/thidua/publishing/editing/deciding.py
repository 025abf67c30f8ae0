"""Approving and sending back, as whoever decides is answered: what was done, and where to see it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import TaskState
from wagtail.snippets.views.snippets import WorkflowActionView

from thidua.common import clock
from thidua.common.components.texts import moment
from thidua.publishing.models import Article


class Decide(WorkflowActionView):  # type: ignore[misc]  # the bases of Wagtail carry no types
    """The answer to a draft that waits for approval."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Says what came of it, if anything did: a draft without a reason stays where it was."""
        answer = super().post(request, *args, **kwargs)
        self.task_state.refresh_from_db(fields=["status"])
        article = Article.objects.get(pk=self.object.pk)
        if self.task_state.status == TaskState.STATUS_APPROVED:
            _tell_approved(request, article)
        elif self.task_state.status == TaskState.STATUS_REJECTED:
            title = article.get_latest_revision_as_object().title
            words = _("Đã trả lại “%(title)s” kèm lý do. Người viết thấy bài và lý do ở “Bản nháp của bạn”.")
            messages.success(request, words % {"title": title}, buttons=[_to_edit(article)])
        return answer


def _tell_approved(request: HttpRequest, article: Article) -> None:
    later = article.scheduled_revision
    if later is not None:
        told = {"title": later.as_object().title, "at": moment(later.approved_go_live_at)}
        words = _("Đã duyệt “%(title)s”. Bài tự lên trang lúc %(at)s.")
        messages.success(request, words % told, buttons=[_to_edit(article)])
        return
    words = _("Đã đăng “%(title)s” lúc %(at)s: ai cũng đọc được trên trang công khai.")
    told = {"title": article.title, "at": moment(clock.now())}
    seen = messages.button(article.get_absolute_url(), _("Xem bài trên trang công khai"))
    messages.success(request, words % told, buttons=[seen])


def _to_edit(article: Article) -> Any:
    url = reverse("wagtailsnippets_publishing_article:edit", args=[article.pk])
    return messages.button(url, _("Mở bài"))
