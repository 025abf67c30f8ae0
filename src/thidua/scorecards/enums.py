"""States of a table in use, stages of a scorecard, layers of scores, kinds of change, effects of a hold, what of a
ranking is public.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SchemeState(models.TextChoices):
    """A table is drafted, commented on, frozen when scoring opens, and closed by publication."""

    DRAFT = "DRAFT", _("Đang soạn")
    COMMENTING = "COMMENTING", _("Đang lấy ý kiến")
    SCORING = "SCORING", _("Đang chấm")
    PUBLISHED = "PUBLISHED", _("Đã công bố")


EDITABLE = frozenset({SchemeState.DRAFT, SchemeState.COMMENTING})
"""States in which the table itself may change."""


class Stage(models.TextChoices):
    """Where a scorecard is, in order. PEERS only where the bloc scores crosswise."""

    SELF = "SELF", _("Đang tự chấm")
    PEERS = "PEERS", _("Đang chấm chéo")
    VERIFICATION = "VERIFICATION", _("Chờ thẩm định")
    EXPLANATION = "EXPLANATION", _("Chờ giải trình")
    SECOND_LOOK = "SECOND_LOOK", _("Xem xét lại")
    SUPERIOR = "SUPERIOR", _("Chờ cấp trên chốt")
    SETTLED = "SETTLED", _("Đã chốt")


ORDER = tuple(Stage)
"""The stages, first to last."""


class Layer(models.TextChoices):
    """Whose figures are counted: each layer holds what the one before holds, with its own changes on top."""

    SELF = "SELF", _("Tự chấm")
    VERIFIED = "VERIFIED", _("Thẩm định")
    FINAL = "FINAL", _("Chốt")


STAGES_OF: dict[Layer, frozenset[Stage]] = {
    Layer.SELF: frozenset({Stage.SELF}),
    Layer.VERIFIED: frozenset({Stage.SELF, Stage.VERIFICATION, Stage.SECOND_LOOK}),
    Layer.FINAL: frozenset({Stage.SELF, Stage.VERIFICATION, Stage.SECOND_LOOK, Stage.SUPERIOR}),
}
"""The changes that count in a layer."""


class ChangeKind(models.TextChoices):
    """What was written on a card."""

    ANSWER = "ANSWER", _("Số liệu")
    NOT_APPLICABLE = "NOT_APPLICABLE", _("Không áp dụng")


class Capacity(models.TextChoices):
    """As what somebody pressed: his unit's post in the bloc, his own role, or the unit that a branch was given to."""

    UNIT_HEAD = "UNIT_HEAD", _("Thủ trưởng đơn vị")
    LEAD = "LEAD", _("Khối trưởng")
    DEPUTY_LEAD = "DEPUTY_LEAD", _("Khối phó")
    SECRETARY = "SECRETARY", _("Thư ký khối")
    ASSESSOR = "ASSESSOR", _("Đơn vị được giao thẩm định")
    OFFICE = "OFFICE", _("Cơ quan thường trực")


class HoldEffect(models.TextChoices):
    """What a paper against a unit does to its card."""

    STOPS = "STOPS", _("Dừng xét")
    MARKS = "MARKS", _("Ghi chú, vẫn xét")


class Shown(models.TextChoices):
    """What of a published ranking everybody may read; the least first."""

    ORDER = "ORDER", _("Thứ hạng và xếp loại, không có điểm")
    POINTS = "POINTS", _("Thứ hạng, xếp loại và tổng điểm")
