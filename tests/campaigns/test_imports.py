"""Targets and tasks as workbooks: preview with reasons, all or nothing, undo, and the way out and back again."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast, Member
from tests.common.tables.books import book
from tests.factories.cycles import make_cycle
from tests.factories.pledges import make_open_pledge, make_pledge, make_target, make_year, moment
from thidua.audit.queries import history_of
from thidua.campaigns.enums import IndicatorKind, TargetScope, TaskState
from thidua.campaigns.models import Cycle, Pledge, Target, Task
from thidua.campaigns.services.imports.targets import UnitPart
from thidua.campaigns.services.pledges import open_signing
from thidua.campaigns.services.tasks import TaskContent, add_task, report_progress
from thidua.common.errors import RefusedError
from thidua.common.models import ImportRun
from thidua.common.tables import services
from thidua.common.tables.errors import ImportStateError
from thidua.common.tables.kinds import ImportTarget, import_kind
from thidua.common.tables.queries import shown_rows
from thidua.common.tables.writing import write_table
from thidua.organisations.models import BlocMembership

NOW = moment(f"{YEAR}-03-02 09:00")
FORM_1A = ["TT", "Noi dung dang ky", "DVT", "Ke hoach nam", "Ghi chu"]
TASKS = ["Ký hiệu", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Thước đo"]


@pytest.fixture
def pledge(cast: Cast) -> Pledge:
    """A draft of the year."""
    return make_pledge(cast, make_year(cast.bloc))


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    """The open year."""
    return make_cycle(cast)


def part_of(cast: Cast, pledge: Pledge) -> UnitPart:
    membership = BlocMembership.objects.get(bloc=cast.bloc, year=YEAR, unit=cast.unit)
    return UnitPart(membership.pk, pledge, cast.unit)


def preview(member: Member, kind: str, subject: Any, rows: list[list[Any]], now: datetime = NOW) -> ImportRun:
    found = import_kind(kind)
    assert found is not None
    target = ImportTarget(found, subject)
    return services.preview_import(
        actor=member.actor(now), target=target, file_name="bảng.xlsx", data=book(rows), now=now
    )


def apply(member: Member, run: ImportRun, now: datetime = NOW) -> ImportRun:
    return services.apply_import(actor=member.actor(now), run=run, manifest=run.manifest_hash, now=now)


def findings(run: ImportRun) -> list[str]:
    return [f"{column}: {message}" for row in shown_rows(run) for column, message, _remedy in row.findings]


# --- targets ---------------------------------------------------------------------------------------------------------


def test_form_1a_of_a_unit_comes_in_with_one_entry_of_history(cast: Cast, pledge: Pledge) -> None:
    rows = [
        ["BẢNG ĐĂNG KÝ GIAO ƯỚC"],
        [],
        [],
        FORM_1A,
        [1, "Số sáng kiến được công nhận", "sáng kiến", 3, "cấp cơ sở"],
        [2, "Tỷ lệ hồ sơ đúng hạn", "%", "98,5", None],
        [3, "Nội bộ đoàn kết", None, "Không có đơn thư vượt cấp", None],
    ]
    run = apply(cast.officer, preview(cast.officer, "chi-tieu-don-vi", part_of(cast, pledge), rows))

    made = [
        (row.content, row.kind, str(row.plan), row.plan_text, row.unit, row.scope)
        for row in Target.objects.order_by("position")
    ]
    of_unit = (cast.unit, TargetScope.OF_UNIT)
    assert made == [
        ("Số sáng kiến được công nhận", IndicatorKind.NUMBER, "3", "", *of_unit),
        ("Tỷ lệ hồ sơ đúng hạn", IndicatorKind.PERCENT, "197/2", "", *of_unit),
        ("Nội bộ đoàn kết", IndicatorKind.QUALITATIVE, "None", "Không có đơn thư vượt cấp", *of_unit),
    ]
    assert Target.objects.get(content="Tỷ lệ hồ sơ đúng hạn").is_cumulative is False
    assert [entry.action for entry in history_of("common.importrun", run.pk)] == ["import.read", "import.applied"]


def test_the_secretary_brings_common_targets_and_those_of_units_by_name(cast: Cast, pledge: Pledge) -> None:
    rows = [
        ["Đơn vị", "Ai thực hiện", "Nội dung", "Đơn vị tính", "Kế hoạch", "Hạn"],
        [None, "Cả khối", "Số hoạt động chung", "hoạt động", 2, "30/11/2026"],
        [None, None, "Tỷ lệ hồ sơ đúng hạn", "%", 98, None],
        ["thanh tra bo", None, "Số cuộc thanh tra", "cuộc", 12, date(YEAR, 12, 15)],
    ]
    apply(cast.secretary, preview(cast.secretary, "chi-tieu", pledge, rows))

    assert {(row.content, row.scope, row.unit, row.due_on) for row in Target.objects.all()} == {
        ("Số hoạt động chung", TargetScope.WHOLE_BLOC, None, date(YEAR, 11, 30)),
        ("Tỷ lệ hồ sơ đúng hạn", TargetScope.EACH_UNIT, None, None),
        ("Số cuộc thanh tra", TargetScope.OF_UNIT, cast.units[3], date(YEAR, 12, 15)),
    }


def test_one_wrong_row_keeps_all_out_and_says_why(cast: Cast, pledge: Pledge) -> None:
    head = ["Đơn vị", "Nội dung", "Đơn vị tính", "Loại", "Kế hoạch", "Hạn"]
    rows = [
        head,
        [None, "Số hoạt động chung", "hoạt động", None, 2, None],
        [None, "Số buổi học", "buổi", None, "nhiều", None],
        [None, "Số tin bài", "tin", None, 5, "30/11/2027"],
        [None, "Kinh phí", "đồng", "Số tiền", "1,5", None],
        ["Vụ Không Có", "Số cây", "cây", None, 5, None],
    ]
    run = preview(cast.secretary, "chi-tieu", pledge, rows)

    with pytest.raises(ImportStateError, match="4 dòng sai"):
        apply(cast.secretary, run)
    assert Target.objects.count() == 0
    assert findings(run) == [
        "Kế hoạch: “nhiều” không phải là số. Định tính thì ghi ở cột Loại.",
        f"Hạn: Hạn của chỉ tiêu phải trong năm {YEAR}.",
        "Kế hoạch: Số tiền là số nguyên đồng.",
        "Đơn vị: Không thấy đơn vị “Vụ Không Có”.",
    ]


def test_what_goes_out_comes_back_without_a_change(cast: Cast, pledge: Pledge) -> None:
    make_target(cast, pledge)
    make_target(cast, pledge, "Nội bộ đoàn kết", kind=IndicatorKind.QUALITATIVE, plan=None, plan_text="Giữ vững")
    make_target(cast, pledge, "Số cuộc thanh tra", unit=cast.units[3])
    kind = import_kind("chi-tieu")
    assert kind is not None

    run = services.preview_import(
        actor=cast.secretary.actor(NOW),
        target=ImportTarget(kind, pledge),
        file_name="chi-tieu.xlsx",
        data=write_table(kind.layout, kind.export(pledge)),
        now=NOW,
    )

    assert run.counts == {"SAME": 3}


def test_a_changed_plan_is_shown_applied_and_undone(cast: Cast, pledge: Pledge) -> None:
    target = make_target(cast, pledge)
    was = target.plan
    run = preview(cast.secretary, "chi-tieu", pledge, [["Nội dung", "Kế hoạch"], [target.content, 7]])
    assert [difference[0] for row in shown_rows(run) for difference in row.differences] == ["Kế hoạch"]

    run = apply(cast.secretary, run)
    target.refresh_from_db()
    assert target.plan == 7

    services.undo_import(actor=cast.secretary.actor(NOW), run=run, because="Nhầm tệp", now=NOW)
    target.refresh_from_db()
    assert target.plan == was


def test_once_signing_is_open_the_common_table_stays_out(cast: Cast, pledge: Pledge) -> None:
    rows = [["Nội dung", "Kế hoạch"], ["Số hoạt động chung", 2]]
    run = apply(cast.secretary, preview(cast.secretary, "chi-tieu", pledge, rows))
    open_signing(actor=cast.secretary.actor(NOW), pledge=pledge, version=pledge.version, now=NOW)

    with pytest.raises(RefusedError, match="đang lấy chữ ký"):
        services.undo_import(actor=cast.secretary.actor(NOW), run=run, because="Nhầm", now=NOW)
    pledge.refresh_from_db()
    with pytest.raises(RefusedError, match="đang lấy chữ ký"):
        preview(cast.secretary, "chi-tieu", pledge, rows)
    assert Target.objects.count() == 1


def test_a_pledge_opened_between_preview_and_import_stays_as_it_is(cast: Cast, pledge: Pledge) -> None:
    kind = import_kind("chi-tieu")
    assert kind is not None
    stale = Pledge.objects.get(pk=pledge.pk)
    make_target(cast, pledge)
    open_signing(actor=cast.secretary.actor(NOW), pledge=pledge, version=pledge.version, now=NOW)

    with pytest.raises(ImportStateError, match="vừa được mở ký"):
        kind.apply(stale, [], None, NOW)  # type: ignore[arg-type]


def test_the_officer_of_another_unit_is_refused(cast: Cast, pledge: Pledge) -> None:
    with pytest.raises(RefusedError):
        preview(cast.other_officer, "chi-tieu-don-vi", part_of(cast, pledge), [FORM_1A, [1, "Số cây", "cây", 5, ""]])


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 200), ("secretary", 200), ("other_officer", 403), ("stranger", 404)]
)
def test_the_page_of_the_table_of_one_unit(cast: Cast, pledge: Pledge, sign_in: Any, who: str, status: int) -> None:
    browser: Client = sign_in(getattr(cast, who).user)
    url = reverse("import_upload", args=["chi-tieu-don-vi", part_of(cast, pledge).pk])

    assert browser.get(url).status_code == status


def test_who_sees_a_signed_pledge_takes_its_table_out(cast: Cast, sign_in: Any) -> None:
    pledge = make_open_pledge(cast)
    browser: Client = sign_in(cast.reader.user)

    assert f"/nhap-excel/chi-tieu/{pledge.pk}/bang.xlsx" in browser.get(reverse("pledge", args=[pledge.pk])).text
    answer = browser.get(reverse("export_table", args=["chi-tieu", pledge.pk]))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].endswith("sheet")


# --- tasks -----------------------------------------------------------------------------------------------------------


def test_tasks_come_in_with_owner_and_sharing_units_by_name(cast: Cast, cycle: Cycle) -> None:
    rows = [
        TASKS,
        [
            "T7",
            "Tổ chức hội thao",
            "Văn phòng Bộ",
            "Thanh tra Bộ; vu ke hoach - tai chinh va hop tac quoc te",
            "30/09/2026",
            None,
        ],
        [None, "Giữ nội bộ đoàn kết", None, None, None, "định tính"],
    ]
    apply(cast.secretary, preview(cast.secretary, "nhiem-vu", cycle, rows))

    first, second = Task.objects.order_by("position")
    assert (first.code, first.owner, first.due_on) == ("T7", cast.units[0], date(YEAR, 9, 30))
    assert set(first.co_units.all()) == {cast.units[2], cast.units[3]}
    assert (second.code, second.owner, second.is_qualitative, second.measure) == ("T8", None, True, "")


def test_a_table_of_tasks_cannot_say_how_a_task_goes(cast: Cast, cycle: Cycle) -> None:
    rows = [[*TASKS, "Tình trạng"], ["T1", "Tổ chức hội thao", None, None, None, None, "Đã xong"]]
    run = preview(cast.secretary, "nhiem-vu", cycle, rows)

    assert findings(run) == ["Tình trạng: Tình trạng ghi ở trang của nhiệm vụ, không nhập từ bảng."]


def test_tasks_go_out_with_their_state_and_come_back_unchanged(cast: Cast, cycle: Cycle) -> None:
    actor = cast.secretary.actor(NOW)
    says = TaskContent("Tổ chức hội thao", owner=cast.units[0], co_units=[cast.units[3]], due_on=date(YEAR, 9, 30))
    task = add_task(actor=actor, cycle=cycle, says=says)
    report_progress(actor=actor, task=task, version=task.version, state=TaskState.DOING, text="Đã họp", now=NOW)
    kind = import_kind("nhiem-vu")
    assert kind is not None
    data = write_table(kind.layout, kind.export(cycle))

    run = services.preview_import(
        actor=actor, target=ImportTarget(kind, cycle), file_name="nhiem-vu.xlsx", data=data, now=NOW
    )

    assert run.counts == {"SAME": 1}


def test_a_changed_task_keeps_its_other_facts_and_is_put_back(cast: Cast, cycle: Cycle) -> None:
    actor = cast.secretary.actor(NOW)
    task = add_task(actor=actor, cycle=cycle, says=TaskContent("Tổ chức hội thao", measure="Một lần"))
    rows = [[*TASKS[:3], "Đơn vị phối hợp"], [task.code, "Tổ chức hội thao mùa thu", "Thanh tra Bộ", "Văn phòng Bộ"]]

    run = apply(cast.secretary, preview(cast.secretary, "nhiem-vu", cycle, rows))
    task.refresh_from_db()
    assert (task.title, task.owner, task.measure) == ("Tổ chức hội thao mùa thu", cast.units[3], "Một lần")
    assert list(task.co_units.all()) == [cast.units[0]]

    services.undo_import(actor=actor, run=run, because="Nhầm tệp", now=NOW)
    task.refresh_from_db()
    assert (task.title, task.owner, task.co_units.count()) == ("Tổ chức hội thao", None, 0)


def test_the_preview_tells_what_a_new_row_will_hold(cast: Cast, cycle: Cycle, sign_in: Any, at: Any) -> None:
    at(f"{YEAR}-03-02 09:00")
    run = preview(
        cast.secretary, "nhiem-vu", cycle, [TASKS, ["T1", "Tổ chức hội thao", "Thanh tra Bộ", None, "30/09/2026", None]]
    )

    page = sign_in(cast.secretary.user).get(reverse("import_run", args=[run.pk])).text

    assert "Đơn vị chủ trì:</span> Thanh tra Bộ" in page.replace("\u00a0", " ")
    assert "30/09/2026" in page
