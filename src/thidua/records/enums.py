"""What was received and by whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecipientKind(models.TextChoices):
    """Who of the unit received it."""

    UNIT = "UNIT", _("Đơn vị")
    COLLECTIVE = "COLLECTIVE", _("Tập thể thuộc đơn vị")
    PERSON = "PERSON", _("Cá nhân")


class AwardCode(models.TextChoices):
    """The usual titles and honours of a year (Law 06/2022/QH15, articles 19 to 76), to count by; the name is free."""

    ADVANCED_WORKER = "ADVANCED_WORKER", _("Lao động tiên tiến")
    GRASSROOTS_EMULATION_FIGHTER = "GRASSROOTS_EMULATION_FIGHTER", _("Chiến sĩ thi đua cơ sở")
    MINISTERIAL_EMULATION_FIGHTER = "MINISTERIAL_EMULATION_FIGHTER", _("Chiến sĩ thi đua bộ, ban, ngành, tỉnh")
    NATIONAL_EMULATION_FIGHTER = "NATIONAL_EMULATION_FIGHTER", _("Chiến sĩ thi đua toàn quốc")
    ADVANCED_LABOUR_COLLECTIVE = "ADVANCED_LABOUR_COLLECTIVE", _("Tập thể lao động tiên tiến")
    EXCELLENT_LABOUR_COLLECTIVE = "EXCELLENT_LABOUR_COLLECTIVE", _("Tập thể lao động xuất sắc")
    MINISTRY_EMULATION_FLAG = "MINISTRY_EMULATION_FLAG", _("Cờ thi đua của bộ, ban, ngành, tỉnh")
    GOVERNMENT_EMULATION_FLAG = "GOVERNMENT_EMULATION_FLAG", _("Cờ thi đua của Chính phủ")
    COMMENDATION_LETTER = "COMMENDATION_LETTER", _("Giấy khen")
    CERTIFICATE_OF_MERIT = "CERTIFICATE_OF_MERIT", _("Bằng khen của bộ, ban, ngành, tỉnh")
    PRIME_MINISTER_CERTIFICATE = "PRIME_MINISTER_CERTIFICATE", _("Bằng khen của Thủ tướng Chính phủ")
    ORDER = "ORDER", _("Huân chương")
