"""What kinds of things are published."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SnapshotKind(models.TextChoices):
    """The thing of which a snapshot tells."""

    IMPACT = "IMPACT", _("Kết quả hoạt động")


class PictureRole(models.TextChoices):
    """What a picture on a public page tells, in the order in which pages show them."""

    BEFORE = "BEFORE", _("Trước")
    AFTER = "AFTER", _("Sau")
    DURING = "DURING", _("Trong buổi")
    MAP = "MAP", _("Ảnh nền bản đồ")


PHOTOGRAPHS = (PictureRole.BEFORE, PictureRole.AFTER, PictureRole.DURING)
"""Roles of photographs; the other one is that of a picture below a map."""
