"""On what ground a photograph of people is shown."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PhotoConsent(models.TextChoices):
    """What is known of the consent of the people in a photograph. WITHDRAWN is no longer shown to anyone, and stays."""

    UNKNOWN = "UNKNOWN", _("Chưa biết")
    NOBODY_SHOWN = "NOBODY_SHOWN", _("Không có người trong ảnh")
    PUBLIC_EVENT = "PUBLIC_EVENT", _("Sự kiện công khai, đã báo có chụp ảnh")
    WRITTEN = "WRITTEN", _("Đồng ý bằng văn bản")
    WITHDRAWN = "WITHDRAWN", _("Đã rút đồng ý")


GROUNDS = tuple(each for each in PhotoConsent if each != PhotoConsent.WITHDRAWN)
"""What is said of a photograph when it is described. To withdraw is a deed of its own."""
