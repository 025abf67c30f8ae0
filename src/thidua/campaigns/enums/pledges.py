"""Kinds and states of what a bloc promises and of how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndicatorKind(models.TextChoices):
    """What a figure is. QUALITATIVE has no figure: its result is told in words."""

    NUMBER = "NUMBER", _("Số lượng")
    PERCENT = "PERCENT", _("Tỷ lệ phần trăm")
    MONEY = "MONEY", _("Số tiền")
    QUALITATIVE = "QUALITATIVE", _("Định tính")
    YES_NO = "YES_NO", _("Có hoặc chưa")

    @property
    def has_figure(self) -> bool:
        """Whether plan and result are numbers."""
        return self in {IndicatorKind.NUMBER, IndicatorKind.PERCENT, IndicatorKind.MONEY}


class PledgeState(models.TextChoices):
    """A pledge is written, signed, then never changed again."""

    DRAFT = "DRAFT", _("Đang soạn")
    OPEN = "OPEN", _("Đang lấy chữ ký")
    FROZEN = "FROZEN", _("Đã chốt")


class FrozenBecause(models.TextChoices):
    """What ended the signing."""

    ALL_SIGNED = "ALL_SIGNED", _("Mọi đơn vị đã ký")
    CLOSED = "CLOSED", _("Thư ký khép lại việc ký")


class SignatureKind(models.TextChoices):
    """How a unit signed."""

    IN_SYSTEM = "IN_SYSTEM", _("Ký trên hệ thống")
    ON_PAPER = "ON_PAPER", _("Ký trên giấy, thư ký ghi lại")


class TargetScope(models.TextChoices):
    """Who has to reach a target. A sum over units is never made up: the secretary states a WHOLE_BLOC result."""

    OF_UNIT = "OF_UNIT", _("Của một đơn vị")
    EACH_UNIT = "EACH_UNIT", _("Mỗi đơn vị trong khối")
    WHOLE_BLOC = "WHOLE_BLOC", _("Cả khối tính chung")


class Judgement(models.TextChoices):
    """What the reporting unit says of a target that has no figure."""

    REACHED = "REACHED", _("Đã đạt")
    GOING_WELL = "GOING_WELL", _("Đang làm, đúng tiến độ")
    DIFFICULT = "DIFFICULT", _("Đang làm, có khó khăn")
    NOT_REACHED = "NOT_REACHED", _("Không đạt")


class Light(models.TextChoices):
    """How a target stands. NO_DATA and NO_PLAN are answers of their own, never a bad mark."""

    ACHIEVED = "ACHIEVED", _("Đã đạt")
    ON_TRACK = "ON_TRACK", _("Đúng tiến độ")
    BEHIND = "BEHIND", _("Chậm tiến độ")
    NOT_ACHIEVED = "NOT_ACHIEVED", _("Không đạt")
    NO_DATA = "NO_DATA", _("Chưa có số liệu")
    NO_PLAN = "NO_PLAN", _("Chưa ghi kế hoạch")
