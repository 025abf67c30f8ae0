"""States of a reminder."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    """Where the e-mail of a reminder stands. SENDING is written before the attempt, so that none is sent twice."""

    NO_ADDRESS = "NO_ADDRESS", _("Chưa có địa chỉ thư")
    WAITING = "WAITING", _("Chờ gửi")
    SENDING = "SENDING", _("Đang gửi")
    SENT = "SENT", _("Đã gửi thư")
    FAILED = "FAILED", _("Chưa gửi được thư")
