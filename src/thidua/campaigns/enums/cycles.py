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


class StepDeed(models.TextChoices):
    """What may be done with a step."""

    START = "START", _("Bắt đầu")
    SATISFY = "SATISFY", _("Ghi kết quả")
    SKIP = "SKIP", _("Không tổ chức riêng")
    REOPEN = "REOPEN", _("Mở lại")


class CycleDeed(models.TextChoices):
    """What may be done with a year."""

    OPEN = "OPEN", _("Bắt đầu")
    CLOSE = "CLOSE", _("Khép lại")
    REOPEN = "REOPEN", _("Mở lại")


STEP_ARROWS: dict[StepDeed, dict[StepState, StepState]] = {
    StepDeed.START: {StepState.LATER: StepState.NOW},
    StepDeed.SATISFY: {StepState.LATER: StepState.DONE, StepState.NOW: StepState.DONE},
    StepDeed.SKIP: {StepState.LATER: StepState.SKIPPED, StepState.NOW: StepState.SKIPPED},
    StepDeed.REOPEN: {StepState.DONE: StepState.NOW, StepState.SKIPPED: StepState.NOW},
}
"""Every allowed arrow of a step: deed, from, to. What is not here is refused."""

CYCLE_ARROWS: dict[CycleDeed, dict[CycleState, CycleState]] = {
    CycleDeed.OPEN: {CycleState.PREPARING: CycleState.OPEN},
    CycleDeed.CLOSE: {CycleState.OPEN: CycleState.CLOSED},
    CycleDeed.REOPEN: {CycleState.CLOSED: CycleState.OPEN},
}
"""Every allowed arrow of a year."""
