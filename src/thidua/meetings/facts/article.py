"""What a conference gives to an article, in sentences of our own made of the record. A Vietnamese text, whoever reads.

Who came, read, spoke and was chosen is told; what they said stays a remark, which the writer says anew or leaves out:
the words of a meeting are its minutes'. No votes, no numbers of votes, no roll of those who were absent.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from thidua.activities.enums import ActivityState
from thidua.activities.facts.article import opening_of, titled
from thidua.activities.models import Activity
from thidua.activities.queries import known_first
from thidua.campaigns.models import Cycle, Task
from thidua.campaigns.queries.cycles import cycle_of, movements_of, theme_of
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import Precision
from thidua.documents.queries import photos_of
from thidua.meetings.enums import AttendanceRole, AttendanceState, MeetingKind, StatementKind
from thidua.meetings.facts.minutes_text import PARTS_OF_DAY
from thidua.meetings.facts.words import day_words
from thidua.meetings.models import Meeting, Statement
from thidua.meetings.queries.records import MeetingRecords
from thidua.organisations.enums import LeadRole
from thidua.organisations.queries import leadership_of, members_of
from thidua.publishing.enums import SourceKind
from thidua.publishing.facts.drafts import DraftWords, Paragraph, Part, Remark, listed, shots_of, spread

SAID = {
    StatementKind.REPORT: "trình bày {title} tại hội nghị",
    StatementKind.OPINION: "phát biểu tại hội nghị",
    StatementKind.DIRECTION: "phát biểu chỉ đạo hội nghị",
    StatementKind.PRAISE: "biểu dương {about}",
}
WENT_ON = (StatementKind.PRAISE, StatementKind.DIRECTION)
"""Told after what is to be done next year, as such articles do."""


def told_of_meeting(records: MeetingRecords, today: date) -> DraftWords:
    """All that goes into the draft."""
    meeting = records.meeting
    here = Reference("meeting", meeting.pk)
    return DraftWords(
        kind=SourceKind.CONFERENCE,
        source=meeting.pk,
        agency=meeting.agency,
        bloc=meeting.bloc,
        title=meeting.title,
        summary=_summary(records),
        told_on=meeting.exact_day or today,
        place=meeting.place,
        parts=spread(shots_of(photos_of([here])[here]), _parts(records)),
    )


def _parts(records: MeetingRecords) -> list[Part]:
    meeting = records.meeting
    found: list[Part] = [Paragraph(" ".join([_opening(meeting), *_present(records)])), *_lacks(meeting)]
    year = meeting.cycle.year if meeting.cycle is not None else None
    if meeting.kind == MeetingKind.CONFERENCE and year is not None:
        found += _bloc(meeting, year)
    found += _statements(records.reports)
    found += _year(meeting.cycle) if meeting.cycle is not None else []
    found += _statements(records.opinions)
    found += _next_year(meeting, meeting.cycle.year + 1) if meeting.cycle is not None else []
    if records.conclusions:
        found.append(_remark("Hồ sơ ghi kết luận của cuộc họp", [each.content for each in records.conclusions]))
    for kind in WENT_ON:
        found += _statements(records.statements_of(kind))
    return [*found, *_chosen(records)]


def _summary(records: MeetingRecords) -> str:
    """What came of it, where somebody was chosen; else how the text would begin, which then does not say it again."""
    if not records.elections:
        return _opening(records.meeting)
    year = max(each.year for each in records.elections)
    meeting = records.meeting
    return f"Tại {_first_small(meeting.title)}, {meeting.bloc.name} bầu {_posts(records, year)} năm {year}."


def _opening(meeting: Meeting) -> str:
    """“Sáng 10/01/2024, tại Hà Nội, Khối Thi đua số II tổ chức Hội nghị tổng kết…”, as far as each is known."""
    when = ""
    if meeting.held_on.precision != Precision.UNKNOWN:
        part = PARTS_OF_DAY.get(meeting.part_of_day, "Ngày" if meeting.exact_day else "")  # type: ignore[call-overload]
        when = f"{part} {day_words(meeting.held_on)}, ".lstrip()
    where = f"tại {meeting.place}, " if meeting.place else ""
    opening = f"{when}{where}{meeting.bloc.name} tổ chức {_first_small(meeting.title)}."
    return opening[:1].upper() + opening[1:]


def _present(records: MeetingRecords) -> list[str]:
    came = [each for each in records.roll if each.state == AttendanceState.PRESENT and each.words]
    above = [each.words for each in came if each.role == AttendanceRole.SUPERIOR]
    guests = [each.words for each in came if each.role == AttendanceRole.GUEST]
    unnamed = [each.words for each in came if each.person_id is None and each.unit_id is None]
    others = [_first_small(each) for each in unnamed if each not in (*above, *guests)]
    return [
        *([f"{listed(above)} dự và chỉ đạo hội nghị."] if above else []),
        *([f"Dự hội nghị còn có {listed([*others, *guests])}."] if [*others, *guests] else []),
    ]


def _lacks(meeting: Meeting) -> list[Part]:
    asked = []
    if meeting.exact_day is None:
        asked.append("Hồ sơ chưa rõ ngày họp: hỏi rồi ghi. Xem lại cả ngày của bài.")
    if not meeting.place:
        asked.append("Hồ sơ chưa ghi nơi họp.")
    return [Remark(each) for each in asked]


def _bloc(meeting: Meeting, year: int) -> list[Part]:
    """Who belongs to the bloc in the year of which the conference is, and who led it."""
    members = [each.name for each in members_of(meeting.bloc_id, year)]
    led = leadership_of(meeting.bloc_id, year)
    told = f"Năm {year}, {meeting.bloc.name} có {len(members)} đơn vị: {listed(members)}." if members else ""
    heads = [f"{row.unit.name} là {LeadRole(row.role).label}" for row in (led.lead, led.deputy) if row is not None]
    text = " ".join([told, *([f"{listed(heads)}."] if heads else [])]).strip()
    return [Paragraph(text)] if text else []


def _statements(statements: Iterable[Statement]) -> list[Part]:
    found: list[Part] = []
    for each in statements:
        kind = StatementKind(each.kind)
        about = _first_small(each.about_words or (each.about_unit.name if each.about_unit else ""))
        deed = SAID[kind].format(title=_first_small(each.title) or "báo cáo", about=about or "việc đã làm được")
        found.append(Paragraph(f"{each.words} {deed}."))
        words = [each.title] if kind == StatementKind.PRAISE and each.title else each.content.splitlines()
        if any(words):
            found.append(_remark("Hồ sơ ghi ý chính", words))
    return found


def _year(cycle: Cycle) -> list[Part]:
    """What the bloc did in the year, the day first; and under which theme."""
    theme = theme_of(cycle)
    rows = Activity.objects.filter(credits__cycle=cycle, state=ActivityState.HELD, merged_into=None)
    rows = rows.select_related("bloc", "unit", "movement").prefetch_related("parties")
    return [
        *([Paragraph(f"Chủ đề thi đua của năm là “{theme.text}”.")] if theme is not None else []),
        *(Paragraph(" ".join([opening_of(each), *_answering(each)])) for each in known_first(rows)),
    ]


def _answering(activity: Activity) -> list[str]:
    if activity.movement is None:
        return []
    return [f"Việc này hưởng ứng {titled(activity.movement.name)}."]


def _next_year(meeting: Meeting, year: int) -> list[Part]:
    """The theme, the movements and, as a remark, the tasks of the year that follows, where it is prepared."""
    cycle = cycle_of(meeting.bloc_id, year)
    if cycle is None:
        return []
    theme = theme_of(cycle)
    movements = [titled(link.movement.name) for link in movements_of(cycle)]
    tasks = list(Task.objects.filter(cycle=cycle).order_by("pk").values_list("title", flat=True))
    found: list[Part] = []
    if theme is not None:
        found.append(Paragraph(f"Năm {year}, Khối thi đua theo chủ đề “{theme.text}”."))
    if movements:
        found.append(Paragraph(f"Các đơn vị trong Khối tham gia {listed(movements)}."))
    if tasks:
        found.append(_remark(f"Hồ sơ ghi nhiệm vụ năm {year}", tasks))
    return found


def _chosen(records: MeetingRecords) -> list[Part]:
    """Who was chosen for which year: not by how many votes."""
    found: list[Part] = []
    for year in dict.fromkeys(each.year for each in records.elections):
        found.append(Paragraph(f"Hội nghị bầu {_posts(records, year)} năm {year}."))
    return found


def _posts(records: MeetingRecords, year: int) -> str:
    chosen = [each for each in records.elections if each.year == year]
    return listed([f"{each.unit.name} làm {LeadRole(each.role).label}" for each in chosen])


def _remark(what: str, lines: Sequence[str]) -> Remark:
    told = "\n".join(f"– {each}" for each in lines if each)
    return Remark(f"{what}. Kể bằng lời của bài phần ai cũng được biết, rồi xoá ô này:\n{told}")


def _first_small(text: str) -> str:
    """Within a sentence: a kind of meeting or paper begins small."""
    small = ("Hội nghị", "Cuộc họp", "Phiên họp", "Báo cáo", "Lãnh đạo", "Các ", "Đại diện", "Lễ ", "Buổi ")
    return text[:1].lower() + text[1:] if text.startswith(small) else text
