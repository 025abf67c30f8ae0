"""The step between a draft and the page: somebody else approves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from thidua.common.policy import Answer, require

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from thidua.accounts.models import User
    from thidua.publishing.models.articles import Article


@dataclass(frozen=True, slots=True)
class Answers:
    """What the step asks of those above it: who may approve, what may be published, what waits for whom, the form that
    asks for a reason.
    """

    may_approve: "Callable[[User, Article], Answer]"
    is_ready: "Callable[[Article], Answer]"
    waiting_for: "Callable[[User], QuerySet[Article]]"
    reason_form: type[Any]


_given: list[Answers] = []


def answer_with(answers: Answers) -> None:
    """Called once when the program starts."""
    _given[:] = [answers]


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
        if not _given[0].may_approve(user, obj).allowed:
            return []
        back = ("reject", _("Trả lại kèm lý do"), True)
        is_ready = _given[0].is_ready(obj.get_latest_revision_as_object()).allowed
        return [back, ("approve", _("Duyệt đăng"), False)] if is_ready else [back]

    def start(self, workflow_state: Any, user: "User | None" = None) -> TaskState:
        """Begins with the draft that was saved last: the article that Wagtail holds here may have been read before."""
        workflow_state.content_object.refresh_from_db(fields=["latest_revision"])
        return super().start(workflow_state, user)

    def get_form_for_action(self, action: str) -> Any:
        """Sent back with a reason, always; approved with one if there is something to say."""
        return _given[0].reason_form if action == "reject" else super().get_form_for_action(action)

    def on_action(self, task_state: TaskState, user: "User", action_name: str, **kwargs: Any) -> Any:
        """Asked again, of the article to which this step belongs: the address names article and step apart."""
        require(_given[0].may_approve(user, task_state.workflow_state.content_object))
        if action_name == "approve":
            require(_given[0].is_ready(task_state.revision.as_object()))
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: "User", **kwargs: object) -> "QuerySet[TaskState]":
        """What waits for this user."""
        his = [str(pk) for pk in _given[0].waiting_for(user).values_list("pk", flat=True)]
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        found: QuerySet[TaskState] = waiting.filter(workflow_state__object_id__in=his)
        return found

    @classmethod
    def get_description(cls) -> Any:
        """What the step is, for its list."""
        return _("Cơ quan thường trực duyệt; người viết không tự duyệt bài mình viết.")
