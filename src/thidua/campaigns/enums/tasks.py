"""States of tasks, check visits and promises."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskState(models.TextChoices):
    """Where a task stands. DROPPED always says why."""

    NOT_STARTED = "NOT_STARTED", _("Chưa bắt đầu")
    DOING = "DOING", _("Đang làm")
    DONE = "DONE", _("Đã xong")
    DROPPED = "DROPPED", _("Không làm nữa")

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in {TaskState.NOT_STARTED, TaskState.DOING}


class VisitState(models.TextChoices):
    """A check visit is planned, then recorded or called off (with the reason)."""

    PLANNED = "PLANNED", _("Dự kiến")
    RECORDED = "RECORDED", _("Đã kiểm tra")
    CALLED_OFF = "CALLED_OFF", _("Không tổ chức")


class FollowUpState(models.TextChoices):
    """A promise made at a visit: the visited unit reports, the visiting side closes."""

    OPEN = "OPEN", _("Đang thực hiện")
    REPORTED = "REPORTED", _("Chờ xác nhận")
    CLOSED = "CLOSED", _("Đã xong")
