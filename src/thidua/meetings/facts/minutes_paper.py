"""The whole text of minutes, as it is kept, hashed and frozen. A Vietnamese paper, whatever language is on screen."""

import hashlib
from datetime import datetime

from django.utils import timezone
from django.utils.translation import override

from thidua.audit.queries import Head
from thidua.meetings.models import Minutes, MinutesLine
from thidua.meetings.queries.minutes import sections_of

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI")


def paper_text(minutes: Minutes, lines: list[MinutesLine], head: Head | None = None) -> str:
    """Heading, sections with their sentences, who signed and who adopted; with `head`, where the history stood."""
    parts = [f"BIÊN BẢN\n{minutes.meeting.title}"]
    for numeral, part in zip(ROMAN, sections_of(lines), strict=False):
        with override("vi"):
            title = str(part.section.label)
        parts.append("\n".join([f"{numeral}. {title}", *(line.text for line in part.lines)]))
    if minutes.is_read_back:
        parts.append("Biên bản được đọc lại tại cuộc họp, những người dự họp nhất trí.")
    if minutes.signed_at is not None:
        parts.append(f"Thư ký: {minutes.signed_by}, ký lúc {_moment(minutes.signed_at)}.")
    if minutes.adopted_at is not None:
        parts.append(f"Chủ trì: {minutes.adopted_by}, thông qua lúc {_moment(minutes.adopted_at)}.")
    if head is not None:
        parts.append(
            f"Nhật ký của hệ thống khi thông qua: mục số {head.number} của chuỗi {head.agency}, mã SHA-256 {head.hash}."
        )
    return "\n\n".join(parts) + "\n"


def digest_of(text: str) -> str:
    """SHA-256 of the text as UTF-8: what anyone can recompute from the text alone."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_intact(minutes: Minutes) -> bool:
    """Whether the frozen text still has the hash it was frozen with."""
    return bool(minutes.digest) and digest_of(minutes.text) == minutes.digest


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.hour} giờ {local.minute:02d}, {local:%d/%m/%Y}"
