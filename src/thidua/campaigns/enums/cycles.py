"""Kinds and states of a bloc's year."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CycleState(models.TextChoices):
    """A year is prepared, lived and closed."""

    PREPARING = "PREPARING", _("Đang chuẩn bị")
    OPEN = "OPEN", _("Đang thực hiện")
    CLOSED = "CLOSED", _("Đã khép lại")


class StepKind(models.TextChoices):
    """The steps of a year, in their usual order."""

    PLAN = "PLAN", _("Kế hoạch")
    RULES = "RULES", _("Góp ý quy chế")
    PLEDGE = "PLEDGE", _("Giao ước")
    MID_YEAR_REVIEW = "MID_YEAR_REVIEW", _("Sơ kết")
    SELF_SCORE = "SELF_SCORE", _("Tự chấm")
    VERIFICATION = "VERIFICATION", _("Thẩm định")
    CONFERENCE = "CONFERENCE", _("Hội nghị")
    PROPOSALS = "PROPOSALS", _("Đề nghị")
    RECOGNITION = "RECOGNITION", _("Công nhận")
    HANDOVER = "HANDOVER", _("Bàn giao")


class StepState(models.TextChoices):
    """Where a step stands. SKIPPED always says why."""

    LATER = "LATER", _("Chưa đến")
    NOW = "NOW", _("Đang làm")
    DONE = "DONE", _("Đã xong")
    SKIPPED = "SKIPPED", _("Không tổ chức riêng")
