"""Kinds of movements."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MovementKind(models.TextChoices):
    """The two forms of emulation (Law 06/2022/QH15, article 16)."""

    REGULAR = "REGULAR", _("Thường xuyên")
    THEMATIC = "THEMATIC", _("Theo chuyên đề")


class MovementLevel(models.TextChoices):
    """Who launched it and how far it reaches (the same article)."""

    NATION = "NATION", _("Toàn quốc")
    SECTOR = "SECTOR", _("Bộ, ngành, tỉnh")
    BLOC = "BLOC", _("Khối, cụm")
    UNIT = "UNIT", _("Đơn vị")
