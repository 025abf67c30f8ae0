"""The step between a draft and the page: somebody else approves."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from thidua.accounts.models import User
    from thidua.publishing.models.articles import Article


class Approval(Task):  # type: ignore[misc]  # the base of Wagtail carries no types
    """Approved by the standing office of the agency, by nobody who wrote on what is to be published.

    Wagtail asks the task itself; the answers are those of `policies/articles.py`.
    """

    class Meta:
        verbose_name = _("duyệt đăng")
        verbose_name_plural = _("duyệt đăng")

    def locked_for_user(self, obj: "Article", user: "User") -> bool:
        """What waits for approval is not written on: it is sent back, or called back, first."""
        return True

    def get_actions(self, obj: "Article", user: "User") -> list[tuple[str, Any, bool]]:
        """Whether the user approves or sends back."""
        from thidua.publishing.editing.bridge import actor_of
        from thidua.publishing.policies import may_approve

        if not may_approve(actor_of(user), obj).allowed:
            return []
        return [("reject", _("Trả lại kèm lý do"), True), ("approve", _("Duyệt đăng"), False)]

    def get_task_states_user_can_moderate(self, user: "User", **kwargs: object) -> "QuerySet[TaskState]":
        """What waits for this user."""
        from thidua.publishing.editing.bridge import actor_of
        from thidua.publishing.policies import articles_written_by, may_approve

        actor = actor_of(user)
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        named = {int(each) for each in waiting.values_list("workflow_state__object_id", flat=True)}
        articles = articles_written_by(actor).filter(pk__in=named).select_related("agency")
        his = [str(each.pk) for each in articles if may_approve(actor, each).allowed]
        return waiting.filter(workflow_state__object_id__in=his)

    @classmethod
    def get_description(cls) -> Any:
        """What the step is, for its list."""
        return _("Cơ quan thường trực duyệt; người viết không tự duyệt bài mình viết.")
