"""How far an article has come, in words: what readers see of it, and what stands beside that and waits."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, DateTimeField, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.models import Revision, WorkflowState

from thidua.common import clock
from thidua.publishing.models import Article


def with_states(articles: QuerySet[Article]) -> QuerySet[Article]:
    """The same with what `state_of` asks for, in the query that reads them."""
    kind = ContentType.objects.get_for_model(Article)
    number = Cast(OuterRef("pk"), CharField(max_length=255))
    asked = WorkflowState.objects.active().filter(base_content_type=kind, object_id=number).order_by("-pk")
    timed = Revision.objects.filter(base_content_type=kind, object_id=number, approved_go_live_at__isnull=False)
    soonest = timed.order_by().values("object_id").annotate(at=Min("approved_go_live_at")).values("at")
    return articles.annotate(
        asked_status=Subquery(asked.values("status")[:1]),
        goes_live_at=Subquery(soonest, output_field=DateTimeField()),
    )


def state_of(article: Any) -> str:
    """Of an article `with_states`: what of it is on the site, and how far its next version has come.

    What was taken down or has expired has a draft of the same text: only one that was asked for is told beside.
    """
    public, following = _public(article), _following(article)
    if public and following and (article.live or article.asked_status or article.goes_live_at):
        return _("%(public)s; bản mới: %(following)s") % {"public": public, "following": following.lower()}
    return public or following or _("Nháp")


def _public(article: Any) -> str:
    if article.is_read_at(clock.now()):
        return _("Đã đăng")
    if article.expired or article.live:
        return _("Hết hạn")
    return _("Đã gỡ bài") if article.first_published_at is not None else ""


def _following(article: Any) -> str:
    if article.asked_status == WorkflowState.STATUS_IN_PROGRESS:
        return _("Chờ duyệt")
    if article.asked_status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("Được trả lại")
    if article.goes_live_at is not None:
        return _("Hẹn giờ đăng")
    return _("Nháp") if article.has_unpublished_changes else ""
