"""What kinds of things are published."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SnapshotKind(models.TextChoices):
    """The thing of which a snapshot tells."""

    IMPACT = "IMPACT", _("Kết quả hoạt động")
