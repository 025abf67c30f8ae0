"""Kinds of cited texts and how well they are known."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalTextKind(models.TextChoices):
    """What a cited text is."""

    LAW = "LAW", _("Luật")
    DECREE = "DECREE", _("Nghị định")
    CIRCULAR = "CIRCULAR", _("Thông tư")
    DECISION = "DECISION", _("Quyết định")
    RESOLUTION = "RESOLUTION", _("Nghị quyết")
    DIRECTIVE = "DIRECTIVE", _("Chỉ thị")
    PLAN = "PLAN", _("Kế hoạch")
    GUIDANCE = "GUIDANCE", _("Hướng dẫn")
    REGULATION = "REGULATION", _("Quy chế")
    OTHER = "OTHER", _("Văn bản khác")


class Certainty(models.TextChoices):
    """How well the facts about a text are known."""

    TEXT = "TEXT", _("Đã đọc văn bản")
    REPORT = "REPORT", _("Theo nguồn khác thuật lại")
    UNVERIFIED = "UNVERIFIED", _("Chưa kiểm chứng")


class Force(models.TextChoices):
    """Whether a text holds on a day."""

    IN_FORCE = "IN_FORCE", _("Còn hiệu lực")
    NOT_YET = "NOT_YET", _("Chưa có hiệu lực")
    ENDED = "ENDED", _("Hết hiệu lực")
    UNKNOWN = "UNKNOWN", _("Chưa biết ngày hiệu lực")
