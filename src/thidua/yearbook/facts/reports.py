"""The mid-year and the year-end report: each sentence written from records, each record named.

A record that says nothing gives no sentence; a figure nobody knows is said to be unknown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.urls import reverse

from thidua.campaigns.enums import FollowUpState, StepKind, StepState, TaskState, VisitState
from thidua.campaigns.models import (
    Adoption,
    CheckVisit,
    Cycle,
    CycleMovement,
    CycleTheme,
    FollowUp,
    Pledge,
    PledgeSignature,
    Practice,
    Step,
    Task,
)
from thidua.common.references import Reference, describe
from thidua.core.vietnam.dates import format_date
from thidua.meetings.enums import StatementKind
from thidua.meetings.models import Statement
from thidua.organisations.queries import leadership_of, member_rows, members_of
from thidua.yearbook.facts.conference import conference_of
from thidua.yearbook.facts.deeds import activity_sentences, award_sentences
from thidua.yearbook.facts.promises import asked_to_sign, told_targets
from thidua.yearbook.facts.proofs import proofs_of
from thidua.yearbook.facts.sentences import Section, Sentence, Source, numbered, sentence
from thidua.yearbook.facts.year import last_day

TASKS, PLEDGE, BLOC, YEAR = "Nhiệm vụ", "Giao ước", "Khối", "Năm thi đua"


def year_report(cycle: Cycle) -> list[Section]:
    """The sections of the year-end report."""
    said = _said(cycle)
    return numbered(
        Section("ĐẶC ĐIỂM TÌNH HÌNH", tuple(_situation(cycle, None))),
        Section("TỔ CHỨC PHONG TRÀO VÀ GIAO ƯỚC THI ĐUA", (*_movements(cycle), *_pledge(cycle, None))),
        Section("KẾT QUẢ THỰC HIỆN NHIỆM VỤ", (*said[StatementKind.REPORT], *_tasks(cycle))),
        Section("HOẠT ĐỘNG CHUNG", (*activity_sentences(cycle, None), *_mid_year_step(cycle))),
        Section("KIỂM TRA VÀ TRAO ĐỔI KINH NGHIỆM", (*_visits(cycle, None), *_practices(cycle))),
        Section("KHEN THƯỞNG ĐÃ NHẬN", tuple(award_sentences(cycle))),
        Section("ĐÁNH GIÁ TẠI HỘI NGHỊ", (*said[StatementKind.PRAISE], *said[StatementKind.DIRECTION])),
        Section("VIỆC CHƯA XONG", tuple(_unfinished(cycle))),
    )


def mid_year_report(cycle: Cycle) -> list[Section]:
    """The sections of the mid-year report: what the records tell up to 30 June."""
    until = date(cycle.year, 6, 30)
    return numbered(
        Section(
            "TỔ CHỨC PHONG TRÀO VÀ GIAO ƯỚC THI ĐUA",
            (*_situation(cycle, until), *_movements(cycle), *_pledge(cycle, until)),
        ),
        Section("HOẠT ĐỘNG CHUNG", (*activity_sentences(cycle, until), *_mid_year_step(cycle))),
        Section("KIỂM TRA", tuple(_visits(cycle, until))),
        Section("NHIỆM VỤ 6 THÁNG CUỐI NĂM", tuple(_tasks_due_after(cycle, until))),
    )


def _of_year(cycle: Cycle) -> Source:
    return Source(YEAR, f"{cycle.bloc.name}, năm {cycle.year}", reverse("cycle", args=[cycle.pk]))


def _of_bloc(cycle: Cycle) -> Source:
    return Source(BLOC, f"Thành viên và người đứng đầu năm {cycle.year}", reverse("bloc", args=[cycle.bloc_id]))


def _situation(cycle: Cycle, until: date | None) -> Iterable[Sentence]:
    """Who belongs to the bloc at the end of the time, who left it since the year began, who leads, under what theme."""
    day = last_day(cycle, until)
    members = members_of(cycle.bloc_id, cycle.year, day)
    if members:
        names = ", ".join(unit.name for unit in members)
        text = f"Năm {cycle.year}, {cycle.bloc.name} có {len(members)} đơn vị thành viên: {names}."
        yield sentence(text, [_of_bloc(cycle)])
    for row in member_rows(cycle.bloc_id, cycle.year):
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


def _pledge(cycle: Cycle, until: date | None) -> Iterable[Sentence]:
    """Who signed it, how many targets it has, and what became of each as far as somebody said it by `until`."""
    pledge = Pledge.objects.filter(cycle=cycle).first()
    if pledge is None:
        return
    signed = PledgeSignature.objects.filter(pledge=pledge, withdrawn_at=None).count()
    members = len(asked_to_sign(pledge, until))
    source = Source(PLEDGE, pledge.title, reverse("pledge", args=[pledge.pk]))
    yield sentence(f"Có {signed} trên {members} đơn vị đã ký giao ước thi đua năm {cycle.year}.", [source])
    targets = pledge.targets.count()
    if targets:
        yield sentence(f"Bản giao ước có {targets} chỉ tiêu.", [source])
    yield from _results(pledge, source, until)


def _task_source(task: Task) -> Source:
    return Source(TASKS, str(task), reverse("task", args=[task.pk]))


def _tasks(cycle: Cycle) -> Iterable[Sentence]:
    tasks = list(Task.objects.filter(cycle=cycle))
    if not tasks:
        return
    done = [task for task in tasks if task.state == TaskState.DONE]
    text = f"Khối đề ra {len(tasks)} nhiệm vụ, đã xong {len(done)}."
    proofs = proofs_of("task", [task.pk for task in done])
    yield sentence(text, [each for task in (done or tasks) for each in (_task_source(task), *proofs.get(task.pk, []))])


def _unfinished(cycle: Cycle) -> Iterable[Sentence]:
    for task in Task.objects.filter(cycle=cycle).exclude(state=TaskState.DONE):
        why = f": {task.dropped_because}" if task.dropped_because else ""
        yield sentence(f"{task.title} ({task.get_state_display().lower()}{why}).", [_task_source(task)])
    promises = FollowUp.objects.filter(visit__cycle=cycle).exclude(state=FollowUpState.CLOSED)
    for promise in promises.select_related("unit", "visit"):
        source = Source("Kiểm tra", promise.visit.title, reverse("visit", args=[promise.visit_id]))
        yield sentence(f"{promise.unit.name} còn việc phải làm sau kiểm tra: {promise.promise}.", [source])


def _tasks_due_after(cycle: Cycle, until: date) -> Iterable[Sentence]:
    open_states = [TaskState.NOT_STARTED, TaskState.DOING]
    for task in Task.objects.filter(cycle=cycle, state__in=open_states).select_related("owner"):
        if task.due_on is None or task.due_on > until:
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


def _visits(cycle: Cycle, until: date | None) -> Iterable[Sentence]:
    visits = CheckVisit.objects.filter(cycle=cycle, state=VisitState.RECORDED).prefetch_related("units")
    proofs = proofs_of("visit", [visit.pk for visit in visits], until)
    for visit in visits:
        if until is not None and (visit.held_on is None or visit.held_on > until):
            continue
        names = ", ".join(unit.name for unit in visit.units.all())
        found = f" Kết quả: {visit.findings}" if visit.findings else ""
        source = Source("Kiểm tra", visit.title, reverse("visit", args=[visit.pk]))
        yield sentence(f"{visit.title} tại {names}.{found}", [source, *proofs[visit.pk]])


def _practices(cycle: Cycle) -> Iterable[Sentence]:
    adopted: dict[int, list[str]] = {}
    for adoption in Adoption.objects.filter(practice__cycle=cycle).select_related("unit"):
        adopted.setdefault(adoption.practice_id, []).append(adoption.unit.name)
    practices = Practice.objects.filter(cycle=cycle).select_related("unit")
    proofs = proofs_of("practice", [practice.pk for practice in practices])
    for practice in practices:
        others = adopted.get(practice.pk)
        followed = f"; {', '.join(others)} đã làm theo" if others else ""
        source = Source("Cách làm hay", practice.title, reverse("practice", args=[practice.pk]))
        text = f"{practice.unit.name} chia sẻ cách làm “{practice.title}”{followed}."
        yield sentence(text, [source, *proofs[practice.pk]])


def _results(pledge: Pledge, source: Source, until: date | None) -> Iterable[Sentence]:
    targets = told_targets(pledge, until)
    proofs = proofs_of("target", [target.pk for target, _told in targets], until)
    for target, told in targets:
        plan = f", kế hoạch {told['plan']}" if told["plan"] else ""
        result = f"kết quả {told['result']} (tính đến {told['as_of']})" if told["result"] else "kết quả chưa có số liệu"
        yield sentence(f"Chỉ tiêu “{told['content']}” ({told['owner']}){plan}: {result}.", [source, *proofs[target.pk]])


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
