"""Words on screen for what the law inside knows: how sure we are, kinds of texts and of awards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.law.certainty import Certainty, Verdict
from thidua.core.law.codes import AwardKind, CommendationBasis, Subject
from thidua.core.law.texts import Held, TextKind

Label = str | Promise


@dataclass(frozen=True, slots=True)
class Sign:
    """A tint of the badges and the words beside it."""

    tint: str
    label: Label
    says: Label = ""
    """The whole sentence."""


GRADES: Mapping[Certainty, Sign] = {
    Certainty.VERIFIED: Sign(
        "ok",
        gettext_lazy("Đã đọc điều khoản"),
        gettext_lazy("Đã đọc lời văn trong bản sao thứ cấp; chưa mở được bản gốc."),
    ),
    Certainty.SECONDARY: Sign(
        "info", gettext_lazy("Đọc lược thuật"), gettext_lazy("Mới đọc bản tóm tắt hoặc bản dịch.")
    ),
    Certainty.DERIVED: Sign(
        "warn", gettext_lazy("Dẫn lại"), gettext_lazy("Chỉ thấy trong văn bản khác chép lại; dùng được, có ghi rõ.")
    ),
    Certainty.MEMORY: Sign(
        "bad", gettext_lazy("Theo trí nhớ"), gettext_lazy("Chưa ai đọc văn bản: không dùng để kết luận.")
    ),
    Certainty.UNKNOWN: Sign(
        "unknown", gettext_lazy("Chưa có văn bản"), gettext_lazy("Không có lời văn: không dùng để kết luận.")
    ),
}
VERDICTS: Mapping[Verdict, str] = {Verdict.MET: "met", Verdict.NOT_MET: "not_met", Verdict.UNKNOWN: "undecided"}
"""Verdict → word of the badge vocabulary."""
HELD: Mapping[Held, Sign] = {
    Held.QUOTED: Sign("ok", gettext_lazy("Có lời văn")),
    Held.PARTLY: Sign("warn", gettext_lazy("Có một phần")),
    Held.NO: Sign("unknown", gettext_lazy("Chưa có lời văn")),
}
TEXT_KINDS: Mapping[TextKind, Label] = {
    TextKind.LAW: gettext_lazy("Luật"),
    TextKind.DECREE: gettext_lazy("Nghị định"),
    TextKind.CIRCULAR: gettext_lazy("Thông tư"),
    TextKind.DECISION: gettext_lazy("Quyết định"),
    TextKind.LETTER: gettext_lazy("Công văn"),
    TextKind.CONSOLIDATION: gettext_lazy("Văn bản hợp nhất"),
    TextKind.TABLE: gettext_lazy("Bảng số liệu"),
}
AWARD_KINDS: Mapping[AwardKind, Label] = {
    AwardKind.TITLE: gettext_lazy("Danh hiệu thi đua"),
    AwardKind.HONOUR: gettext_lazy("Hình thức khen thưởng"),
}
SUBJECTS: Mapping[Subject, Label] = {
    Subject.INDIVIDUAL: gettext_lazy("Cá nhân"),
    Subject.COLLECTIVE: gettext_lazy("Tập thể"),
    Subject.HOUSEHOLD: gettext_lazy("Hộ gia đình"),
}
BASES: Mapping[CommendationBasis, Label] = {
    CommendationBasis.MERIT: gettext_lazy("Công trạng"),
    CommendationBasis.AD_HOC: gettext_lazy("Đột xuất"),
    CommendationBasis.THEMATIC: gettext_lazy("Chuyên đề"),
    CommendationBasis.CONTRIBUTION: gettext_lazy("Quá trình cống hiến"),
    CommendationBasis.SERVICE_TIME: gettext_lazy("Niên hạn"),
    CommendationBasis.FOREIGN: gettext_lazy("Đối ngoại"),
}


def say_span(since: object, until: object) -> str:
    """From when to when, both days inclusive, in words; days as the pages write them."""
    if since and until:
        return _("%(since)s – %(until)s") % {"since": since, "until": until}
    if since:
        return _("từ %(since)s") % {"since": since}
    if until:
        return _("đến %(until)s") % {"until": until}
    return ""
