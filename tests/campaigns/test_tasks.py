"""Tasks: owners, states that say why, progress that stays, carrying into the next year."""

from datetime import date

import pytest

from tests.cast import YEAR, Cast
from tests.factories.pledges import make_task, make_year, moment
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import TaskState
from thidua.campaigns.errors.pledges import (
    ImpossibleDateError,
    MissingWordsError,
    NotAMemberError,
    TwiceError,
    WrongStateError,
)
from thidua.campaigns.models import Task, TaskNote
from thidua.campaigns.queries.tasks import open_tasks
from thidua.campaigns.services.tasks import TaskContent, carry_tasks, edit_task, report_progress
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.organisations.models import BlocMembership, MassOrganisation

NOW = moment("2026-05-05 09:00")
SEED = [
    "Thực hiện giao ước thi đua và chủ đề của năm",
    "Hoàn thành nhiệm vụ, kế hoạch công tác",
    "Phối hợp giữa lãnh đạo các đơn vị và giữa lãnh đạo với đoàn thể",
    "Vận động quần chúng tham gia phong trào thi đua",
    "Theo dõi, kiểm tra việc tổ chức phong trào ở các đơn vị",
    "Học tập và làm theo tấm gương đạo đức Hồ Chí Minh",
    "Cải cách hành chính, phòng chống tham nhũng, lãng phí, giữ kỷ luật, kỷ cương",
    "Phát huy sáng kiến, cải tiến kỹ thuật và tiết kiệm trong tiêu dùng",
    "Ứng dụng công nghệ tin học trong quản lý và chuyên môn",
    "Đưa kết quả nghiên cứu, tiến bộ kỹ thuật vào sử dụng",
    "Chăm lo, bồi dưỡng các gương điển hình tiên tiến",
    "Thực hiện quy chế dân chủ ở cơ sở",
    "Xây dựng cơ quan văn minh, văn hoá, nội bộ đoàn kết",
    "Nâng cao đời sống tinh thần, vật chất",
    "Phối hợp với các đơn vị trong Bộ",
]


def test_fifteen_tasks_without_day_or_measure_can_be_recorded(cast: Cast) -> None:
    cycle = make_year(cast.bloc)

    for title in SEED:
        make_task(cast, cycle, title, is_qualitative=True)

    tasks = list(Task.objects.all())
    assert [task.code for task in tasks] == [f"T{number}" for number in range(1, 16)]
    assert {(task.owner, task.due_on, task.state) for task in tasks} == {(None, None, "NOT_STARTED")}


def test_owner_and_co_owners(cast: Cast) -> None:
    cycle = make_year(cast.bloc)
    union = MassOrganisation.objects.create(
        agency=cast.agency, unit=cast.units[1], kind="TRADE_UNION", name="Công đoàn cơ quan Bộ"
    )
    task = make_task(
        cast,
        cycle,
        owner=cast.unit,
        co_units=[cast.units[3]],
        co_organisations=[union],
        due_on=date(2026, 9, 30),
        measure="Mỗi đơn vị được kiểm tra ít nhất một lần",
    )

    assert list(task.co_units.all()) == [cast.units[3]]
    assert list(task.co_organisations.all()) == [union]


@pytest.mark.parametrize(
    ("who", "own", "whole_bloc"),
    [
        ("secretary", True, True),
        ("standing", True, True),
        ("officer", True, False),
        ("head", True, False),
        ("other_officer", False, False),
        ("observer", False, False),
        ("reader", False, False),
        ("stranger", False, False),
    ],
)
def test_who_writes_tasks(cast: Cast, who: str, own: bool, whole_bloc: bool) -> None:
    cycle = make_year(cast.bloc)
    actor = cast.everyone()[who].actor(NOW)

    for owner, allowed in ((cast.unit, own), (None, whole_bloc)):
        if allowed:
            make_task(cast, cycle, owner=owner, actor=actor)
        else:
            with pytest.raises(RefusedError):
                make_task(cast, cycle, owner=owner, actor=actor)

    assert Task.objects.count() == own + whole_bloc


def test_a_code_is_used_once_in_a_year(cast: Cast) -> None:
    cycle = make_year(cast.bloc)
    make_task(cast, cycle, code="T1")

    with pytest.raises(TwiceError, match="ký hiệu T1") as raised:
        make_task(cast, cycle, code="T1")

    assert raised.value.field == "code"


@pytest.mark.parametrize("due_on", [date(2025, 12, 31), date(2028, 1, 1)])
def test_a_due_day_outside_the_year_is_refused(cast: Cast, due_on: date) -> None:
    with pytest.raises(ImpossibleDateError):
        make_task(cast, make_year(cast.bloc), due_on=due_on)


def test_a_unit_outside_the_bloc_owns_nothing_in_it(cast: Cast) -> None:
    with pytest.raises(NotAMemberError):
        make_task(cast, make_year(cast.bloc), owner=cast.other_unit)


def progress(
    cast: Cast, task: Task, who: str, state: TaskState, text: str = "Đã họp triển khai", **more: object
) -> Task:
    return report_progress(
        actor=cast.everyone()[who].actor(NOW),
        task=task,
        version=Task.objects.get(pk=task.pk).version,
        state=state,
        text=text,
        now=NOW,
        **more,  # type: ignore[arg-type]
    )


def test_progress_is_kept_line_by_line(cast: Cast) -> None:
    task = make_task(cast, make_year(cast.bloc), owner=cast.unit)
    progress(cast, task, "officer", TaskState.DOING, blocked_by="Chưa có kinh phí", who_unblocks="Văn phòng Bộ")
    task.refresh_from_db()
    assert (task.state, task.blocked_by, task.who_unblocks) == ("DOING", "Chưa có kinh phí", "Văn phòng Bộ")

    task = progress(cast, task, "officer", TaskState.DONE, "Xong cả sáu đơn vị", done_on=date(2026, 5, 4))

    assert (task.done_on, task.blocked_by) == (date(2026, 5, 4), "")
    assert [(note.state, note.said_by_name) for note in TaskNote.objects.all()] == [
        ("DONE", "Nguyễn Thị Cúc"),
        ("DOING", "Nguyễn Thị Cúc"),
    ]


def test_a_task_may_be_done_on_a_day_nobody_wrote_down_but_not_tomorrow(cast: Cast) -> None:
    task = make_task(cast, make_year(cast.bloc), owner=cast.unit)

    with pytest.raises(ImpossibleDateError):
        progress(cast, task, "officer", TaskState.DONE, done_on=date(2026, 5, 6))
    assert progress(cast, task, "officer", TaskState.DONE).done_on is None


def test_dropping_is_the_secretarys_and_says_why(cast: Cast) -> None:
    task = make_task(cast, make_year(cast.bloc), owner=cast.unit)

    with pytest.raises(RefusedError):
        progress(cast, task, "officer", TaskState.DROPPED, "Không làm nữa")
    with pytest.raises(MissingWordsError):
        progress(cast, task, "secretary", TaskState.DROPPED, " ")
    task = progress(cast, task, "secretary", TaskState.DROPPED, "Bộ đã giao đơn vị khác")

    assert task.dropped_because == "Bộ đã giao đơn vị khác"


def test_a_sharing_unit_notes_but_does_not_move(cast: Cast) -> None:
    task = make_task(cast, make_year(cast.bloc), owner=cast.unit, co_units=[cast.units[3]])
    progress(cast, task, "other_officer", TaskState.NOT_STARTED, "Đã cử người")

    with pytest.raises(RefusedError):
        progress(cast, task, "other_officer", TaskState.DONE)
    with pytest.raises(RefusedError):
        progress(cast, task, "reader", TaskState.NOT_STARTED)

    assert TaskNote.objects.get().text == "Đã cử người"


def test_nothing_said_is_no_progress(cast: Cast) -> None:
    task = make_task(cast, make_year(cast.bloc), owner=cast.unit)

    with pytest.raises(MissingWordsError):
        progress(cast, task, "officer", TaskState.NOT_STARTED, "")

    assert not TaskNote.objects.exists()


def test_the_second_of_two_editors_is_asked(cast: Cast) -> None:
    task = make_task(cast, make_year(cast.bloc), owner=cast.unit)
    edit_task(actor=cast.officer.actor(NOW), task=task, version=1, says=TaskContent(title="Bản một", owner=cast.unit))

    with pytest.raises(StaleVersionError):
        edit_task(actor=cast.head.actor(NOW), task=task, version=1, says=TaskContent(title="Bản hai", owner=cast.unit))
    with pytest.raises(StaleVersionError):
        report_progress(actor=cast.head.actor(NOW), task=task, version=1, state=TaskState.DOING, text="Làm", now=NOW)

    assert Task.objects.get().title == "Bản một"


def test_an_officer_does_not_hand_his_task_to_another_unit(cast: Cast) -> None:
    task = make_task(cast, make_year(cast.bloc), owner=cast.unit)

    with pytest.raises(RefusedError):
        edit_task(
            actor=cast.officer.actor(NOW), task=task, version=1, says=TaskContent(title="Việc", owner=cast.units[3])
        )


def test_open_tasks_go_into_the_next_year_once(cast: Cast) -> None:
    cycle = make_year(cast.bloc)
    kept = make_task(cast, cycle, "Việc dở", owner=cast.unit, co_units=[cast.units[3]], due_on=date(2026, 9, 30))
    leaving = make_task(cast, cycle, "Việc của đơn vị sắp rời khối", owner=cast.units[3])
    finished = make_task(cast, cycle, "Việc xong", owner=cast.unit)
    progress(cast, finished, "officer", TaskState.DONE)
    next_year = make_year(cast.bloc, YEAR + 1, signing_until=None)
    for unit in cast.units:
        if unit != cast.units[3]:
            BlocMembership.objects.create(agency=cast.agency, bloc=cast.bloc, year=YEAR + 1, unit=unit)
    secretary = cast.secretary.actor(NOW)

    assert open_tasks(cycle) == [kept, leaving]
    carried = carry_tasks(actor=secretary, tasks=open_tasks(cycle), cycle=next_year)
    again = carry_tasks(actor=secretary, tasks=open_tasks(cycle), cycle=next_year)

    assert again == []
    assert [(each.code, each.title, each.owner, each.due_on, each.carried_from) for each in carried] == [
        ("T1", "Việc dở", cast.unit, None, kept),
        ("T2", "Việc của đơn vị sắp rời khối", None, None, leaving),
    ]
    assert list(carried[0].co_units.all()) == []
    with pytest.raises(WrongStateError):
        carry_tasks(actor=secretary, tasks=[Task.objects.get(pk=finished.pk)], cycle=next_year)
    with pytest.raises(RefusedError):
        carry_tasks(actor=cast.officer.actor(NOW), tasks=[kept], cycle=next_year)
    assert AuditEntry.objects.filter(action="tasks.carried").count() == 2
