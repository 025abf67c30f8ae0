"""Kinds and states of what is proposed to the superior, decided about a bloc's leadership and handed over."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HandoverState(models.TextChoices):
    """From the list to the closed record. Signatures of both sides freeze it."""

    DRAFT = "DRAFT", _("Đang lập")
    SIGNED = "SIGNED", _("Hai bên đã ký")
    CLOSED = "CLOSED", _("Đã bàn giao xong")


class Side(models.TextChoices):
    """Who hands over and who receives."""

    GIVER = "GIVER", _("Bên giao")
    RECEIVER = "RECEIVER", _("Bên nhận")


class ItemKind(models.TextChoices):
    """What is handed over."""

    PAPERS = "PAPERS", _("Hồ sơ, giấy tờ")
    SEAL = "SEAL", _("Con dấu")
    TASKS = "TASKS", _("Việc còn dở")
    MONEY = "MONEY", _("Kinh phí")
    ACCOUNTS = "ACCOUNTS", _("Tài khoản")
    OTHER = "OTHER", _("Khác")


class ItemState(models.TextChoices):
    """Where an item stands. NONE says that there is no such thing, MISSING that there should be."""

    PENDING = "PENDING", _("Chưa giao")
    HANDED_OVER = "HANDED_OVER", _("Đã giao")
    NONE = "NONE", _("Không có")
    MISSING = "MISSING", _("Thiếu")


class ProposalState(models.TextChoices):
    """A list of proposals: kept by the bloc, sent to the superior (then frozen), answered line by line."""

    DRAFT = "DRAFT", _("Đang lập")
    SENT = "SENT", _("Đã gửi cấp trên")
    ANSWERED = "ANSWERED", _("Cấp trên đã trả lời")


class ProposalSource(models.TextChoices):
    """Why a unit stands on the list."""

    VOTE = "VOTE", _("Hội nghị bỏ phiếu")
    RANKING = "RANKING", _("Theo xếp hạng")
    PERSON = "PERSON", _("Thêm theo ý kiến hội nghị")


class ProposalAnswer(models.TextChoices):
    """What the superior decided. Not every bloc gets one."""

    APPROVED = "APPROVED", _("Được tặng")
    NOT_APPROVED = "NOT_APPROVED", _("Không được tặng")
