"""Kinds and states of a bloc's rules."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RuleKind(models.TextChoices):
    """What the members of a bloc agree on among themselves."""

    WORKING_REGULATION = "WORKING_REGULATION", _("Quy chế hoạt động")
    CRITERIA = "CRITERIA", _("Tiêu chí, cách chấm điểm")
    OTHER = "OTHER", _("Quy định khác")


class RuleState(models.TextChoices):
    """From draft through the members' comments to what holds, until the next version holds."""

    DRAFT = "DRAFT", _("Đang soạn")
    COMMENTING = "COMMENTING", _("Đang lấy ý kiến")
    ADOPTED = "ADOPTED", _("Đang áp dụng")
    SUPERSEDED = "SUPERSEDED", _("Đã thay thế")


class RuleDeed(models.TextChoices):
    """What may be done with a version."""

    OPEN_FOR_COMMENTS = "OPEN_FOR_COMMENTS", _("Lấy ý kiến")
    TAKE_BACK = "TAKE_BACK", _("Rút về soạn tiếp")
    ADOPT = "ADOPT", _("Thông qua")


class CommentOutcome(models.TextChoices):
    """What became of a member's comment."""

    ACCEPTED = "ACCEPTED", _("Tiếp thu")
    PARTLY_ACCEPTED = "PARTLY_ACCEPTED", _("Tiếp thu một phần")
    EXPLAINED = "EXPLAINED", _("Giải trình, giữ nguyên")


RULE_ARROWS: dict[RuleDeed, dict[RuleState, RuleState]] = {
    RuleDeed.OPEN_FOR_COMMENTS: {RuleState.DRAFT: RuleState.COMMENTING, RuleState.COMMENTING: RuleState.COMMENTING},
    RuleDeed.TAKE_BACK: {RuleState.COMMENTING: RuleState.DRAFT},
    RuleDeed.ADOPT: {RuleState.DRAFT: RuleState.ADOPTED, RuleState.COMMENTING: RuleState.ADOPTED},
}
"""Every allowed arrow of a version; adoption also turns the version that held until then into SUPERSEDED."""
