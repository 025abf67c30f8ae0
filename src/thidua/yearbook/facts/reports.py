"""The mid-year and the year-end report: each sentence written from records, each record named.

A record that says nothing gives no sentence; a figure nobody knows is said to be unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from thidua.campaigns.enums import FollowUpState, StepKind, StepState, TaskState, VisitState
from thidua.campaigns.models import (
    CheckVisit,
    Cycle,
    CycleMovement,
    CycleTheme,
    FollowUp,
    Pledge,
    Practice,
    Step,
    Task,
)
from thidua.campaigns.queries.members import keep_memberships, member_units, memberships_of
from thidua.campaigns.queries.pledges import Signing
from thidua.common.http.addresses import address_of
from thidua.common.references import Reference, describe
from thidua.core.vietnam.dates import format_date
from thidua.meetings.enums import StatementKind
from thidua.meetings.models import Statement
from thidua.organisations.queries import leadership_of
from thidua.records.models import UnitAward
from thidua.records.queries import awards_of_bloc
from thidua.yearbook.facts.conference import conference_of
from thidua.yearbook.facts.deeds import Deed, activities_of, activity_sentences, award_sentences
from thidua.yearbook.facts.promises import ToldTarget, signing_asked_for, told_targets
from thidua.yearbook.facts.proofs import HasKey, Proofs, proofs_of
from thidua.yearbook.facts.sentences import Section, Sentence, Source, numbered, sentence
from thidua.yearbook.facts.year import last_day

TASKS, PLEDGE, BLOC, YEAR = "Nhiệm vụ", "Giao ước", "Khối", "Năm thi đua"


@dataclass(frozen=True, slots=True)
class _Practice:
    """What a unit shared, by name, and who took it up."""

    pk: int
    title: str
    unit: str
    taken_up_by: list[str]


@dataclass(frozen=True, slots=True)
class _Visit:
    """A check visit that was recorded, and whom it went to, by name."""

    pk: int
    title: str
    findings: str
    held_on: date | None
    units: list[str]


@dataclass(frozen=True, slots=True)
class _Records:
    """What a report is written from, each kind read once. `until`: the last day it tells of."""

    cycle: Cycle
    until: date | None
    pledge: Pledge | None
    signing: Signing
    targets: list[ToldTarget]
    tasks: list[Task]
    activities: list[Deed]
    visits: list[_Visit]
    practices: list[_Practice]
    awards: Iterable[UnitAward]
    proofs: Proofs

    def proofs_for(self, kind: str, thing: HasKey) -> list[Source]:
        """The evidence of one thing."""
        return self.proofs[Reference(kind, thing.pk)]


def _records_of(cycle: Cycle, until: date | None) -> _Records:
    pledge = Pledge.objects.filter(cycle=cycle).first()
    signing = Signing([], {})
    if pledge is not None:
        pledge.cycle = cycle
        signing = signing_asked_for(pledge, until)
    keep_memberships(cycle, memberships_of(cycle))
    targets = told_targets(pledge, until) if pledge is not None else []
    tasks = list(Task.objects.filter(cycle=cycle).select_related("owner"))
    activities = activities_of(cycle, until)
    visits = [each for each in _recorded_visits(cycle) if until is None or _is_by(each.held_on, until)]
    practices = _practices_of(cycle) if until is None else []
    awards = awards_of_bloc(cycle.bloc_id, cycle.year) if until is None else []
    things: dict[str, Iterable[HasKey]] = {
        "target": targets,
        "task": [task for task in tasks if task.state == TaskState.DONE],
        "activity": activities,
        "visit": visits,
        "practice": practices,
        "award": awards,
    }
    proofs = proofs_of(things, until)
    return _Records(cycle, until, pledge, signing, targets, tasks, activities, visits, practices, awards, proofs)


def _recorded_visits(cycle: Cycle) -> Iterable[_Visit]:
    """In their order; one query."""
    found: dict[int, _Visit] = {}
    rows = CheckVisit.objects.filter(cycle=cycle, state=VisitState.RECORDED)
    rows = rows.order_by("pk", "units__sort_key", "units__pk")
    for pk, title, findings, held_on, unit in rows.values_list("pk", "title", "findings", "held_on", "units__name"):
        visit = found.setdefault(pk, _Visit(pk, title, findings, held_on, []))
        if unit is not None:
            visit.units.append(unit)
    return found.values()


def _practices_of(cycle: Cycle) -> list[_Practice]:
    """The newest first; one query."""
    found: dict[int, _Practice] = {}
    rows = Practice.objects.filter(cycle=cycle).order_by("-told_at", "-pk", "adoptions__pk")
    for pk, title, unit, adopter in rows.values_list("pk", "title", "unit__name", "adoptions__unit__name"):
        practice = found.setdefault(pk, _Practice(pk, title, unit, []))
        if adopter is not None:
            practice.taken_up_by.append(adopter)
    return list(found.values())


def _is_by(day: date | None, until: date) -> bool:
    return day is not None and day <= until


def year_report(cycle: Cycle) -> list[Section]:
    """The sections of the year-end report."""
    said, records = _said(cycle), _records_of(cycle, None)
    return numbered(
        Section("ĐẶC ĐIỂM TÌNH HÌNH", tuple(_situation(records))),
        Section("TỔ CHỨC PHONG TRÀO VÀ GIAO ƯỚC THI ĐUA", (*_movements(cycle), *_pledge(records))),
        Section("KẾT QUẢ THỰC HIỆN NHIỆM VỤ", (*said[StatementKind.REPORT], *_tasks(records))),
        Section("HOẠT ĐỘNG CHUNG", (*activity_sentences(records.activities, records.proofs), *_mid_year_step(cycle))),
        Section("KIỂM TRA VÀ TRAO ĐỔI KINH NGHIỆM", (*_visits(records), *_practices(records))),
        Section("KHEN THƯỞNG ĐÃ NHẬN", tuple(award_sentences(records.awards, records.proofs))),
        Section("ĐÁNH GIÁ TẠI HỘI NGHỊ", (*said[StatementKind.PRAISE], *said[StatementKind.DIRECTION])),
        Section("VIỆC CHƯA XONG", tuple(_unfinished(records))),
    )


def mid_year_report(cycle: Cycle) -> list[Section]:
    """The sections of the mid-year report: what the records tell up to 30 June."""
    records = _records_of(cycle, date(cycle.year, 6, 30))
    return numbered(
        Section(
            "TỔ CHỨC PHONG TRÀO VÀ GIAO ƯỚC THI ĐUA",
            (*_situation(records), *_movements(cycle), *_pledge(records)),
        ),
        Section("HOẠT ĐỘNG CHUNG", (*activity_sentences(records.activities, records.proofs), *_mid_year_step(cycle))),
        Section("KIỂM TRA", tuple(_visits(records))),
        Section("NHIỆM VỤ 6 THÁNG CUỐI NĂM", tuple(_tasks_still_due(records))),
    )


def _of_year(cycle: Cycle) -> Source:
    return Source(YEAR, f"{cycle.bloc.name}, năm {cycle.year}", reverse("cycle", args=[cycle.pk]))


def _of_bloc(cycle: Cycle) -> Source:
    return Source(BLOC, f"Thành viên và người đứng đầu năm {cycle.year}", reverse("bloc", args=[cycle.bloc_id]))


def _situation(records: _Records) -> Iterable[Sentence]:
    """Who belongs to the bloc at the end of the time, who left it since the year began, who leads, under what theme."""
    cycle, day = records.cycle, last_day(records.cycle, records.until)
    members = member_units(cycle, day)
    if members:
        names = ", ".join(unit.name for unit in members)
        text = f"Năm {cycle.year}, {cycle.bloc.name} có {len(members)} đơn vị thành viên: {names}."
        yield sentence(text, [_of_bloc(cycle)])
    for row in memberships_of(cycle):
        if row.left_on is not None and row.left_on < day:
            why = f" ({row.left_because})" if row.left_because else ""
            text = f"{row.unit.name} là thành viên đến hết ngày {format_date(row.left_on)}{why}."
            yield sentence(text, [_of_bloc(cycle)])
    leading = leadership_of(cycle.bloc_id, cycle.year)
    if leading.lead:
        deputy = f"; {leading.deputy.unit.name} làm Khối phó" if leading.deputy else ""
        yield sentence(f"{leading.lead.unit.name} làm Khối trưởng{deputy}.", [_of_bloc(cycle)])
    for link in CycleTheme.objects.filter(cycle=cycle).select_related("theme"):
        yield sentence(f"Khối thi đua theo chủ đề “{link.theme.text}”.", [_of_year(cycle)])


def _movements(cycle: Cycle) -> Iterable[Sentence]:
    links = list(CycleMovement.objects.filter(cycle=cycle).select_related("movement"))
    if links:
        names = "; ".join(link.movement.name for link in links)
        sources = [
            Source("Phong trào", link.movement.name, reverse("movement", args=[link.movement_id])) for link in links
        ]
        yield sentence(f"Khối hưởng ứng, tổ chức {len(links)} phong trào thi đua: {names}.", sources)


def _pledge(records: _Records) -> Iterable[Sentence]:
    """Who signed it, how many targets it has, and what became of each as far as somebody said it by then."""
    pledge, signing = records.pledge, records.signing
    if pledge is None:
        return
    signed, asked = len(signing.signatures), len(signing.units)
    source = Source(PLEDGE, pledge.title, reverse("pledge", args=[pledge.pk]))
    yield sentence(f"Có {signed} trên {asked} đơn vị đã ký giao ước thi đua năm {records.cycle.year}.", [source])
    if records.targets:
        yield sentence(f"Bản giao ước có {len(records.targets)} chỉ tiêu.", [source])
    yield from _results(records, source)


def _task_source(task: Task) -> Source:
    return Source(TASKS, str(task), address_of("task", task.pk))


def _tasks(records: _Records) -> Iterable[Sentence]:
    tasks = records.tasks
    if not tasks:
        return
    done = [task for task in tasks if task.state == TaskState.DONE]
    text = f"Khối đề ra {len(tasks)} nhiệm vụ, đã xong {len(done)}."
    proven = [each for task in done for each in (_task_source(task), *records.proofs_for("task", task))]
    yield sentence(text, proven or map(_task_source, tasks))


def _unfinished(records: _Records) -> Iterable[Sentence]:
    for task in records.tasks:
        if task.state == TaskState.DONE:
            continue
        why = f": {task.dropped_because}" if task.dropped_because else ""
        yield sentence(f"{task.title} ({task.get_state_display().lower()}{why}).", [_task_source(task)])
    promises = FollowUp.objects.filter(visit__cycle=records.cycle).exclude(state=FollowUpState.CLOSED)
    for promise, unit, visit, title in promises.values_list("promise", "unit__name", "visit", "visit__title"):
        source = Source("Kiểm tra", title, address_of("visit", visit))
        yield sentence(f"{unit} còn việc phải làm sau kiểm tra: {promise}.", [source])


def _tasks_still_due(records: _Records) -> Iterable[Sentence]:
    for task in records.tasks:
        is_open = task.state in (TaskState.NOT_STARTED, TaskState.DOING)
        if is_open and (task.due_on is None or records.until is None or task.due_on > records.until):
            owner = f" ({task.owner.name})" if task.owner else ""
            yield sentence(f"{task.title}{owner}.", [_task_source(task)])


def _mid_year_step(cycle: Cycle) -> Iterable[Sentence]:
    """Says that another thing stood for the mid-year review, where one did."""
    step = Step.objects.filter(cycle=cycle, kind=StepKind.MID_YEAR_REVIEW, state=StepState.DONE).first()
    if step is None or step.satisfied_by_id is None:
        return
    reference = Reference(step.satisfied_by_kind, step.satisfied_by_id)
    card = describe([reference]).get(reference)
    if card is not None and card.reference.kind != "meeting":
        text = f"Bước sơ kết 6 tháng đầu năm được lồng ghép vào hoạt động “{card.title}”, {card.when}."
        yield sentence(text, [Source(card.kind_label, card.title, card.url), _of_year(cycle)])


def _visits(records: _Records) -> Iterable[Sentence]:
    for visit in records.visits:
        names = ", ".join(visit.units)
        found = f" Kết quả: {visit.findings}" if visit.findings else ""
        source = Source("Kiểm tra", visit.title, address_of("visit", visit.pk))
        yield sentence(f"{visit.title} tại {names}.{found}", [source, *records.proofs_for("visit", visit)])


def _practices(records: _Records) -> Iterable[Sentence]:
    for practice in records.practices:
        followed = f"; {', '.join(practice.taken_up_by)} đã làm theo" if practice.taken_up_by else ""
        source = Source("Cách làm hay", practice.title, address_of("practice", practice.pk))
        text = f"{practice.unit} chia sẻ cách làm “{practice.title}”{followed}."
        yield sentence(text, [source, *records.proofs_for("practice", practice)])


def _results(records: _Records, source: Source) -> Iterable[Sentence]:
    for target in records.targets:
        told = target.words
        plan = f", kế hoạch {told['plan']}" if told["plan"] else ""
        result = f"kết quả {told['result']} (tính đến {told['as_of']})" if told["result"] else "kết quả chưa có số liệu"
        yield sentence(
            f"Chỉ tiêu “{told['content']}” ({told['owner']}){plan}: {result}.",
            [source, *records.proofs_for("target", target)],
        )


def _said(cycle: Cycle) -> Mapping[str, list[Sentence]]:
    """What was said at the conference, by kind; two queries."""
    found: dict[str, list[Sentence]] = defaultdict(list)
    meeting = conference_of(cycle)
    if meeting is None:
        return found
    for statement in Statement.objects.filter(meeting=meeting):
        source = Source(
            "Hội nghị", f"{statement.get_kind_display()}: {statement.words}", reverse("meeting", args=[meeting.pk])
        )
        found[statement.kind] += [
            sentence(_ended(f"{_speaker(statement)}{line.strip()}"), [source])
            for line in (statement.content or statement.title).splitlines()
            if line.strip()
        ]
    return found


def _speaker(statement: Statement) -> str:
    spoken = {
        StatementKind.PRAISE: f"{statement.words} đánh giá cao: ",
        StatementKind.DIRECTION: f"{statement.words}: ",
    }
    return spoken.get(StatementKind(statement.kind), "") if statement.words else ""


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", ".”")) else f"{text}."
