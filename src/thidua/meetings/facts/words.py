"""How people, days and votes are put in words."""

from django.utils.translation import gettext as _

from thidua.common.components.texts import clock_time
from thidua.core.vietnam.partial_dates import PartialDate, Precision
from thidua.meetings.enums import AttendanceState, PartOfDay
from thidua.meetings.models import Conclusion, ElectionRecord, Meeting
from thidua.organisations.enums import Gender
from thidua.organisations.models import Person, Post, Unit


def join_post(title: str, unit: str) -> str:
    """A post with its unit, shared words said once.

    >>> join_post("Phó Chánh Văn phòng", "Văn phòng Đảng – Đoàn thể")
    'Phó Chánh Văn phòng Đảng – Đoàn thể'
    """
    of_title, of_unit = title.split(), unit.split()
    for shared in range(min(len(of_title), len(of_unit)), 0, -1):
        if [word.lower() for word in of_title[-shared:]] == [word.lower() for word in of_unit[:shared]]:
            return " ".join([*of_title, *of_unit[shared:]])
    return f"{title} {unit}".strip()


def person_words(person: Person, post: Post | None) -> str:
    """Bà Nguyễn Thị Huyền, Phó Vụ trưởng Vụ Tổ chức cán bộ: what papers print, in Vietnamese whoever reads."""
    honorific = {Gender.FEMALE: "Bà ", Gender.MALE: "Ông "}.get(Gender(person.gender), "") if person.gender else ""
    held = f", {join_post(post.title, post.unit.name)}" if post else ""
    return f"{honorific}{person.full_name}{held}"


def voice_words(person: Person | None, unit: Unit | None, post: Post | None) -> str:
    """The words of somebody who speaks or attends, when none were given."""
    if person is not None:
        return person_words(person, post)
    return unit.name if unit is not None else ""


def day_words(day: PartialDate) -> str:
    """10/01/2024, “tháng 1/2024”, “năm 2024” or “chưa biết ngày”."""
    if day.precision == Precision.UNKNOWN:
        return _("chưa biết ngày")
    if day.precision == Precision.YEAR:
        return _("năm %(year)s") % {"year": day.year}
    if day.precision == Precision.MONTH:
        return _("tháng %(month)s/%(year)s") % {"month": day.month, "year": day.year}
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def when_words(meeting: Meeting) -> str:
    """Sáng 10/01/2024; 8 giờ 30, 10/01/2024; tháng 1/2024; “chưa biết ngày”."""
    day = day_words(meeting.held_on)
    if meeting.starts_at is not None:
        return f"{clock_time(meeting.starts_at)}, {day}"
    if meeting.part_of_day:
        return f"{PartOfDay(meeting.part_of_day).label} {day}"
    return day


def count_words(count: int | None) -> str:
    """A count, or that nobody knows it."""
    return _("chưa có số liệu") if count is None else str(count)


def votes_words(election: ElectionRecord) -> str:
    """5 đồng ý, 0 không đồng ý, 1 phiếu trắng; or that the counts are unknown."""
    counts = (election.votes_for, election.votes_against, election.votes_blank)
    if counts == (None, None, None):
        return _("chưa có số liệu")
    return _("%(for)s đồng ý, %(against)s không đồng ý, %(blank)s phiếu trắng") % {
        "for": count_words(counts[0]),
        "against": count_words(counts[1]),
        "blank": count_words(counts[2]),
    }


def seen_words(state: str, reason: str, head_count: int | None) -> str:
    """Có mặt, 3 người; Vắng (đi công tác)."""
    words = str(AttendanceState(state).label)
    if reason:
        words += f" ({reason})"
    if head_count is not None:
        words += _(", %(count)s người") % {"count": head_count}
    return words


def owners_words(conclusion: Conclusion) -> str:
    """Who does what was concluded: the leading unit, those that help, or words; empty if nobody was named."""
    named = [conclusion.lead.name] if conclusion.lead else []
    named += [unit.name for unit in conclusion.co_units.all()]
    if conclusion.owner_words:
        named.append(conclusion.owner_words)
    return "; ".join(named)
