"""What the first page of the editing system lists: what waits for this person, and what he is writing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Revision, TaskState, WorkflowState

from thidua.accounts.models import User
from thidua.publishing import policies
from thidua.publishing.editing.bridge import actor_of
from thidua.publishing.editing.states import state_of, with_states
from thidua.publishing.models import Article

MOST = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a list."""

    url: str
    title: str
    state: str
    at: datetime | None
    reason: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """Address and words of what to read before deciding."""
    deeds: tuple[tuple[str, str, bool], ...] = ()
    """Address, words, and whether it asks for something first."""


class _Articles(Component):  # type: ignore[misc]  # the base of Wagtail carries no types
    template_name = "publishing/editing/_articles.html"

    def __init__(self, user: User, order: int) -> None:
        self.user, self.order = user, order


class Waiting(_Articles):
    """What this person may approve or send back."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The drafts, those that wait longest first."""
        steps = TaskState.objects.reviewable_by(self.user).order_by("started_at")[:MOST]
        return {
            "id": "waiting",
            "title": _("Chờ bạn duyệt"),
            "none": _("Không có bài nào chờ bạn duyệt."),
            "rows": [self.row_of(step) for step in steps.select_related("revision", "workflow_state")],
        }

    def row_of(self, step: TaskState) -> Row:
        """One draft, with how it will look, what changed, and the two answers."""
        article = step.revision.as_object()
        links = [(_address("revisions_view", article.pk, step.revision.pk), _("Xem bản gửi duyệt"))]
        if article.live_revision_id is not None:
            compared = _address("revisions_compare", article.pk, "live", step.revision.pk)
            links.append((compared, _("So với bản đang đăng")))
        deeds = tuple(
            (_address("workflow_action", article.pk, name, step.pk), str(words), asks)
            for name, words, asks in step.task.specific.get_actions(article, self.user)
        )
        why_not = policies.ready_to_publish(article).reason
        return Row(
            _page_of(article),
            article.title,
            _("Chờ duyệt"),
            step.started_at,
            why_not,
            links=tuple(links),
            deeds=deeds,
        )


class Drafts(_Articles):
    """What this person wrote on and is not on the site yet."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The drafts, the last written first."""
        articles = (
            with_states(policies.articles_written_by(actor_of(self.user)))
            .filter(has_unpublished_changes=True, pk__in=_written_on_by(self.user))
            .select_related("latest_revision")
            .order_by("-latest_revision__created_at")[:MOST]
        )
        return {
            "id": "drafts",
            "title": _("Bản nháp của bạn"),
            "none": _("Bạn không có bản nháp nào."),
            "rows": [_draft(article) for article in articles],
        }


def _written_on_by(user: User) -> set[int]:
    revisions = Revision.objects.filter(base_content_type=ContentType.objects.get_for_model(Article), user=user)
    return {int(each) for each in revisions.values_list("object_id", flat=True)}


def _draft(article: Article) -> Row:
    state, reason = article.current_workflow_state, ""
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        reason = state.current_task_state.comment
    at = article.latest_revision.created_at if article.latest_revision is not None else None
    return Row(_page_of(article), str(article.get_latest_revision_as_object()), state_of(article), at, reason)


def _page_of(article: Article) -> str:
    return _address("edit", article.pk)


def _address(name: str, *numbers: object) -> str:
    return reverse(f"wagtailsnippets_publishing_article:{name}", args=numbers)
