"""Kinds of organisations and of what happens to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    """What a unit is. A private company may be a member of a bloc, even its head."""

    STATE_BODY = "STATE_BODY", _("Cơ quan, đơn vị nhà nước")
    PUBLIC_SERVICE = "PUBLIC_SERVICE", _("Đơn vị sự nghiệp công lập")
    ENTERPRISE = "ENTERPRISE", _("Doanh nghiệp")
    OTHER = "OTHER", _("Tổ chức khác")


class MassOrganisationKind(models.TextChoices):
    """Bodies within a unit that share its tasks."""

    TRADE_UNION = "TRADE_UNION", _("Công đoàn")
    YOUTH_UNION = "YOUTH_UNION", _("Đoàn Thanh niên")
    PARTY_BODY = "PARTY_BODY", _("Tổ chức Đảng")
    WOMEN = "WOMEN", _("Hội Phụ nữ")
    VETERANS = "VETERANS", _("Hội Cựu chiến binh")


class SuccessionKind(models.TextChoices):
    """What became of an organisation."""

    MERGED = "MERGED", _("Sáp nhập, hợp nhất")
    SPLIT = "SPLIT", _("Chia, tách")
    DISSOLVED = "DISSOLVED", _("Giải thể")


class BlocKind(models.TextChoices):
    """Khối groups units alike in function; cụm groups them by area."""

    BLOC = "BLOC", _("Khối thi đua")
    CLUSTER = "CLUSTER", _("Cụm thi đua")


class LeadRole(models.TextChoices):
    """The two posts that a unit holds in a bloc for one year."""

    LEAD = "LEAD", _("Khối trưởng")
    DEPUTY_LEAD = "DEPUTY_LEAD", _("Khối phó")


class Gender(models.TextChoices):
    """As registered; unknown is null, not a third value."""

    FEMALE = "FEMALE", _("Nữ")
    MALE = "MALE", _("Nam")
