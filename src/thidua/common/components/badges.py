"""Badges: icon, word and tint together, from a fixed vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.common.components.icons import icon

DEFAULT_ICONS = {
    "ok": "circle-check",
    "warn": "clock",
    "bad": "circle-x",
    "unknown": "help-circle",
    "info": "info-circle",
    "gold": "star",
    "plain": "minus",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One word of the fixed vocabulary: its tint, its words, its sign."""

    kind: str
    label: str | Promise
    icon: str


VOCABULARY: dict[str, Mark] = {
    "met": Mark("ok", gettext_lazy("Đủ"), "circle-check"),
    "not_met": Mark("bad", gettext_lazy("Chưa đủ"), "circle-x"),
    "undecided": Mark("unknown", gettext_lazy("Chưa kết luận được"), "help-circle"),
    "standing_office": Mark("plain", gettext_lazy("Do cơ quan thường trực xem"), "lock"),
    "drafting": Mark("warn", gettext_lazy("Đang soạn"), "pencil"),
    "submitted": Mark("ok", gettext_lazy("Đã nộp"), "circle-check"),
    "asked_back": Mark("warn", gettext_lazy("Đang hỏi lại"), "message"),
    "verified": Mark("ok", gettext_lazy("Đã thẩm định"), "clipboard-check"),
    "closed": Mark("plain", gettext_lazy("Đã chốt"), "lock"),
    "to_present": Mark("warn", gettext_lazy("Chờ trao"), "clock"),
    "presented": Mark("ok", gettext_lazy("Đã trao"), "circle-check"),
    "withdrawn": Mark("bad", gettext_lazy("Đã thu hồi"), "ban"),
    "reissued": Mark("unknown", gettext_lazy("Đã cấp đổi"), "refresh"),
    "lead": Mark("gold", gettext_lazy("Khối trưởng"), "star"),
    "deputy_lead": Mark("gold", gettext_lazy("Khối phó"), "star"),
    "not_started": Mark("unknown", gettext_lazy("Chưa bắt đầu"), "circle-dashed"),
    "in_progress": Mark("warn", gettext_lazy("Đang làm"), "clock"),
    "done": Mark("ok", gettext_lazy("Đã xong"), "circle-check"),
    "overdue": Mark("bad", gettext_lazy("Quá hạn"), "alarm"),
    "waiting": Mark("warn", gettext_lazy("Đang chờ"), "hourglass"),
}


def badge(kind: str, label: str = "", icon_name: str = "") -> SafeString:
    """A badge by word of the vocabulary (`badge("submitted")`) or by tint and own words (`badge("ok", "Đã ký")`)."""
    known = VOCABULARY.get(kind)
    if known is None and kind not in DEFAULT_ICONS:
        raise ValueError(f"{kind!r} is neither a tint nor a word of the badge vocabulary.")
    tint = known.kind if known else kind
    words = label or (str(known.label) if known else "")
    if not words:
        raise ValueError(f"A badge of tint {kind!r} needs its words: a colour never stands alone.")
    sign = icon_name or (known.icon if known else DEFAULT_ICONS[kind])
    return format_html('<span class="tds-badge tds-badge--{}">{}<span>{}</span></span>', tint, icon(sign), words)


def days_badge(days: int | None) -> SafeString:
    """How long until a deadline, in working days; None when no deadline is set, negative when it is past."""
    if days is None:
        return badge("plain", _("Chưa đặt hạn"))
    if days < 0:
        words = ngettext("Quá hạn %(days)s ngày làm việc", "Quá hạn %(days)s ngày làm việc", -days) % {"days": -days}
        return badge("bad", words, "alarm")
    if days == 0:
        return badge("bad", _("Hạn hôm nay"), "alarm")
    words = ngettext("Còn %(days)s ngày làm việc", "Còn %(days)s ngày làm việc", days) % {"days": days}
    if days == 1:
        return badge("bad", words, "alarm")
    if days <= 5:
        return badge("warn", words, "clock")
    return badge("plain", words, "minus")
