"""The records of a year between its plan and its conference."""

from datetime import UTC, date, datetime
from typing import Any

from benchmarks.ministry.activities import add_activities


def fill_year(bloc: Any, year: int, units: list[Any], *, is_over: bool) -> Any:
    """The year's steps, movement, rules, pledge with results, tasks, visits, practices, activities and awards."""
    from thidua.campaigns.enums import StepKind, StepState
    from thidua.campaigns.models import Cycle, Step

    cycle = Cycle.objects.create(agency=bloc.agency, bloc=bloc, year=year, state="OPEN")
    Step.objects.bulk_create(
        Step(
            agency=bloc.agency,
            cycle=cycle,
            kind=kind,
            position=n,
            state=StepState.DONE if is_over else StepState.NOW if n == 3 else StepState.LATER,
        )
        for n, kind in enumerate(StepKind)
    )
    _add_rules(cycle, units)
    _add_pledge(cycle, units)
    _add_tasks(cycle, units)
    _add_visits(cycle, units)
    _add_practices(cycle, units)
    add_activities(cycle, units, is_over=is_over)
    _add_awards(cycle, units)
    return cycle


def _moment(cycle: Any, month: int) -> datetime:
    return datetime(cycle.year, month, 1, 3, tzinfo=UTC)


def _add_rules(cycle: Any, units: list[Any]) -> None:
    from thidua.campaigns.models import RuleComment, RuleVersion

    rule = RuleVersion.objects.create(
        agency=cycle.agency,
        bloc=cycle.bloc,
        cycle=cycle,
        kind="WORKING_REGULATION",
        number=cycle.year,
        title=f"Quy chế hoạt động của Khối, sửa năm {cycle.year}",
        text="Điều 1. Mỗi đơn vị cử một cán bộ đầu mối.",
        state="COMMENTING",
        comments_since=date(cycle.year, 1, 10),
        comments_until=date(cycle.year, 12, 31),
    )
    RuleComment.objects.bulk_create(
        RuleComment(agency=cycle.agency, rule=rule, unit=unit, text="Nhất trí.", made_at=_moment(cycle, 1))
        for unit in units
    )


def _add_pledge(cycle: Any, units: list[Any]) -> None:
    from thidua.campaigns.models import CycleMovement, Movement, Pledge, Target, TargetResult

    agency = cycle.agency
    movement = Movement.objects.create(
        agency=agency,
        bloc=cycle.bloc,
        kind="THEMATIC",
        level="BLOC",
        name=f"Vì một đại dương xanh, năm {cycle.year}",
    )
    CycleMovement.objects.create(agency=agency, cycle=cycle, movement=movement)
    pledge = Pledge.objects.create(agency=agency, cycle=cycle, title=f"Giao ước năm {cycle.year}", state="OPEN")
    pledge.movements.add(movement)
    targets = Target.objects.bulk_create(
        Target(
            agency=agency,
            pledge=pledge,
            scope="OF_UNIT",
            unit=unit,
            position=n,
            content=f"Tỷ lệ hồ sơ giải quyết đúng hạn, nhóm {n}",
            unit_of_measure="%",
            kind="PERCENT",
            plan_exact="95",
        )
        for unit in units
        for n in range(3)
    )
    TargetResult.objects.bulk_create(
        TargetResult(
            agency=agency,
            target=target,
            unit_id=target.unit_id,
            as_of=date(cycle.year, 6, 30),
            value_exact="96",
            reported_at=_moment(cycle, 7),
        )
        for target in targets
    )
    _add_evidence(cycle, targets)


def _add_evidence(cycle: Any, targets: list[Any]) -> None:
    from thidua.documents.models import Evidence, EvidenceLink

    pieces = Evidence.objects.bulk_create(
        Evidence(
            agency=cycle.agency,
            unit_id=target.unit_id,
            title=f"Báo cáo kết quả giải quyết hồ sơ {n}",
            number=f"{n}/BC-VP",
            url="https://example.org/bao-cao",
            added_at=_moment(cycle, 7),
        )
        for n, target in enumerate(targets)
    )
    EvidenceLink.objects.bulk_create(
        EvidenceLink(
            agency=cycle.agency,
            evidence=piece,
            parent_kind="target",
            parent_id=target.pk,
            linked_at=_moment(cycle, 7),
        )
        for piece, target in zip(pieces, targets, strict=True)
    )


def _add_tasks(cycle: Any, units: list[Any]) -> None:
    from thidua.campaigns.models import Task, TaskNote

    tasks = Task.objects.bulk_create(
        Task(
            agency=cycle.agency,
            cycle=cycle,
            code=f"T{n}",
            position=n,
            title=f"Nhiệm vụ đo thử thứ {n} của khối trong năm",
            owner=unit,
            due_on=date(cycle.year, 11, 30),
        )
        for n, unit in enumerate(units, start=1)
    )
    TaskNote.objects.bulk_create(
        TaskNote(agency=cycle.agency, task=task, state="DOING", text="Đang làm.", said_at=_moment(cycle, 5))
        for task in tasks
    )


def _add_visits(cycle: Any, units: list[Any]) -> None:
    from thidua.campaigns.models import CheckVisit, FollowUp

    for unit in units:
        visit = CheckVisit.objects.create(
            agency=cycle.agency,
            cycle=cycle,
            title=f"Kiểm tra {unit.name}",
            planned_on=date(cycle.year, 4, 10),
            held_on=date(cycle.year, 4, 12),
            state="RECORDED",
            findings="Có sổ theo dõi.",
        )
        visit.units.add(unit)
        FollowUp.objects.create(agency=cycle.agency, visit=visit, unit=unit, promise="Bổ sung minh chứng.")


def _add_practices(cycle: Any, units: list[Any]) -> None:
    from thidua.campaigns.models import Adoption, Practice

    practices = Practice.objects.bulk_create(
        Practice(
            agency=cycle.agency,
            cycle=cycle,
            unit=unit,
            title="Họp giao ban mười lăm phút",
            what_worked="Việc trễ hạn giảm hẳn.",
            told_at=_moment(cycle, 6),
        )
        for unit in units
    )
    followers = [*units[1:], units[0]]
    Adoption.objects.bulk_create(
        Adoption(agency=cycle.agency, practice=practice, unit=unit, how="Làm theo.", told_at=_moment(cycle, 8))
        for practice, unit in zip(practices, followers, strict=True)
    )


def _add_awards(cycle: Any, units: list[Any]) -> None:
    from thidua.records.models import UnitAward

    UnitAward.objects.bulk_create(
        UnitAward(
            agency=cycle.agency,
            unit=unit,
            year=cycle.year,
            recipient=unit.name,
            name="Bằng khen",
            recorded_at=_moment(cycle, 12),
        )
        for unit in units
    )
