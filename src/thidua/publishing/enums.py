"""What kinds of things are published."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SnapshotKind(models.TextChoices):
    """The thing of which a snapshot tells."""

    IMPACT = "IMPACT", _("Kết quả hoạt động")
    CYCLE = "CYCLE", _("Kết quả năm thi đua của khối")
    MOVEMENT = "MOVEMENT", _("Kết quả phong trào")
    YEAR = "YEAR", _("Kết quả năm của cơ quan")


SUMS = (SnapshotKind.CYCLE, SnapshotKind.MOVEMENT, SnapshotKind.YEAR)
"""Things of which a snapshot adds up what came of several activities."""


class TextRole(models.TextChoices):
    """What a text on a public page tells, in the order in which pages show them."""

    FAILED = "FAILED", _("Việc chưa được")
    WORKED = "WORKED", _("Việc làm tốt")
    NEXT_TIME = "NEXT_TIME", _("Lần sau làm khác")


class PictureRole(models.TextChoices):
    """What a picture on a public page tells, in the order in which pages show them."""

    BEFORE = "BEFORE", _("Trước")
    AFTER = "AFTER", _("Sau")
    DURING = "DURING", _("Trong buổi")
    MAP = "MAP", _("Ảnh nền bản đồ")


PHOTOGRAPHS = (PictureRole.BEFORE, PictureRole.AFTER, PictureRole.DURING)
"""Roles of photographs; the other one is that of a picture below a map."""
