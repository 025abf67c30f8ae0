"""Units, people and members of blocs as workbooks: preview with reasons, questions, all or nothing, undo."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from tests.cast import YEAR, Cast
from tests.common.tables.books import book
from tests.factories.organisations import make_person, make_unit
from thidua.audit.queries import history_of
from thidua.common.errors import DomainError, RefusedError
from thidua.common.models import ImportRun, ImportState
from thidua.common.tables import services
from thidua.common.tables.errors import ImportStateError
from thidua.common.tables.kinds import ImportTarget, import_kind
from thidua.common.tables.queries import shown_rows
from thidua.common.tables.writing import write_table
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import (
    Agency,
    Alias,
    Bloc,
    BlocLeadership,
    BlocMembership,
    Person,
    Post,
    Unit,
    UnitMembership,
    UnitName,
)
from thidua.organisations.queries import members_of
from thidua.organisations.services import people as people_services
from thidua.organisations.services import units as unit_services

NOW = datetime.fromisoformat("2026-06-15T09:00:00+07:00")
PEOPLE_HEAD = [
    "STT",
    "Họ và tên",
    "Giới tính",
    "Ngày sinh",
    "Chức vụ",
    "Tên phòng ban/khối tổ công tác",
    "Tên đơn vị/tập thể công tác",
    "Địa chỉ/Nơi ở",
    "Mã phân loại cán bộ",
]
LINH = [1, "Đặng Thùy Linh", "Nữ", "05/11/1984", "Chuyên viên", "Phòng Tổng hợp", "thanh tra bo", "Hà Nội", "01"]


def target(kind: str, subject: Agency | Bloc, actor: Any) -> ImportTarget:
    found = import_kind(kind)
    assert found is not None
    return ImportTarget(found, found.find(actor, subject.pk))


def preview(cast: Cast, rows: list[list[Any]], kind: str = "nguoi", actor: Any = None) -> ImportRun:
    subject = cast.bloc if kind == "thanh-vien-khoi" else cast.agency
    actor = actor or cast.standing.actor()
    return services.preview_import(
        actor=actor,
        target=target(kind, subject, actor),
        file_name="tệp.xlsx",
        data=book(rows),
        now=NOW,
    )


def apply(cast: Cast, run: ImportRun, manifest: str | None = None) -> ImportRun:
    return services.apply_import(
        actor=cast.standing.actor(), run=run, manifest=run.manifest_hash if manifest is None else manifest, now=NOW
    )


def undo(cast: Cast, run: ImportRun) -> ImportRun:
    return services.undo_import(actor=cast.standing.actor(), run=run, because="Nhầm tệp", now=NOW)


def answer(cast: Cast, run: ImportRun, row: int, key: str, value: object) -> ImportRun:
    return services.answer_import(actor=cast.standing.actor(), run=run, answers={str(row): {key: str(value)}}, now=NOW)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row that imports may touch, without the versions."""
    models = (Unit, UnitName, Alias, Person, UnitMembership, Post, BlocMembership, BlocLeadership)
    return {
        model.__name__: [
            {key: value for key, value in row.items() if key != "version"}
            for row in model.objects.order_by("pk").values()
        ]
        for model in models
    }


def many_people(first: int, count: int) -> list[list[Any]]:
    """A list of so many people in two units, numbered from `first`."""
    return [
        [number, f"Lê Văn {number}", "Nam", "1990", "Chuyên viên", None, ("Thanh tra Bộ", "Văn phòng Bộ")[number % 2]]
        for number in range(first, first + count)
    ]


# --- people ----------------------------------------------------------------------------------------------------------


def test_a_list_as_agencies_send_it_comes_in_with_one_entry_of_history(cast: Cast) -> None:
    run = preview(cast, [["Phụ lục"], [], PEOPLE_HEAD, LINH])
    assert run.counts == {"NEW": 1}
    assert not Person.objects.filter(full_name="Đặng Thùy Linh").exists()

    apply(cast, run)

    person = Person.objects.get(full_name="Đặng Thùy Linh")
    assert (person.gender, person.born_on, person.born_year) == ("FEMALE", date(1984, 11, 5), 1984)
    membership = person.memberships.get()
    assert (membership.unit, membership.department, membership.since) == (cast.units[3], "Phòng Tổng hợp", None)
    assert [post.title for post in person.posts.all()] == ["Chuyên viên"]
    entries = history_of("common.importrun", run.pk)
    assert [entry.action for entry in entries] == ["import.read", "import.applied"]
    told = json.loads(entries[1].payload)["after"]
    assert told["manifest_sha256"] == ImportRun.objects.get().manifest_hash
    assert (told["file_sha256"], told["counts"]) == (run.file_hash, {"NEW": 1})


def test_sixty_people_take_as_many_queries_as_thirty(cast: Cast, count_queries: Callable[..., int]) -> None:
    runs: list[ImportRun] = []

    def bring_in(first: int, count: int) -> None:
        run = preview(cast, [PEOPLE_HEAD[:7], *many_people(first, count)])
        runs.append(apply(cast, run))

    bring_in(1, 1)
    thirty = count_queries(lambda: bring_in(100, 30))
    sixty = count_queries(lambda: bring_in(200, 60))
    undo_sixty = count_queries(lambda: undo(cast, runs[2]))
    undo_thirty = count_queries(lambda: undo(cast, runs[1]))

    assert [run.counts for run in runs] == [{"NEW": 1}, {"NEW": 30}, {"NEW": 60}]
    assert (sixty, undo_sixty) == (thirty, undo_thirty)


def test_one_wrong_row_keeps_all_out_and_says_why(cast: Cast) -> None:
    wrong = [2, "Lê An", "Nam", "31/02/1990", "Chuyên viên", None, "Thanh tra Bộ"]
    nowhere = [3, "Lê Bình", "Nam", None, None, None, "Văn phòng Bội"]
    before = everything()
    run = preview(cast, [PEOPLE_HEAD, LINH, wrong, nowhere])

    with pytest.raises(ImportStateError) as refusal:
        apply(cast, run)

    assert "2 dòng sai" in refusal.value.message
    assert everything() == before
    rows = {row.number: row for row in shown_rows(run)}
    assert rows[3].findings[0][0] == "Ngày sinh"
    assert rows[4].findings == [
        [
            "Đơn vị",
            "Không thấy đơn vị “Văn phòng Bội”.",
            "Có phải là “Văn phòng Bộ”? Sửa tên trong tệp, hoặc thêm đơn vị hay tên gọi khác trên hệ thống.",
        ]
    ]
    assert ImportRun.objects.get().state == ImportState.PREVIEW


@pytest.mark.twice
@pytest.mark.parametrize("name", ["thanh tra bo", "THANH TRA BỘ", "TTB", "Ban Thanh tra"])
def test_a_unit_is_found_by_any_of_its_names(cast: Cast, at: Any, name: str) -> None:
    at("2026-06-15 09:00")
    actor = cast.standing.actor()
    unit_services.add_unit_alias(actor=actor, unit=cast.units[3], text="TTB")
    unit_services.add_past_unit_name(
        actor=actor,
        unit=cast.units[3],
        name="Ban Thanh tra",
        since=None,
        until=date(2000, 1, 1),
        version=1,
    )

    run = preview(cast, [PEOPLE_HEAD, [*LINH[:6], name]])

    assert run.counts == {"NEW": 1}


def test_a_name_of_two_units_is_a_question(cast: Cast) -> None:
    namesakes = [make_unit(cast.agency, f"phong-{n}", "Phòng Tổng hợp", parent=cast.units[n]) for n in (0, 1)]
    run = preview(cast, [PEOPLE_HEAD, [*LINH[:6], "Phòng Tổng hợp"]])
    (row,) = shown_rows(run)
    assert row.question == "Có 2 đơn vị gọi là “Phòng Tổng hợp”. Là đơn vị nào?"
    assert [option.label for option in row.options] == [
        "Phòng Tổng hợp, thuộc Văn phòng Bộ",
        "Phòng Tổng hợp, thuộc Văn phòng Đảng – Đoàn thể",
    ]
    with pytest.raises(ImportStateError):
        apply(cast, run)

    run = answer(cast, run, row.number, row.question_key, namesakes[1].pk)
    apply(cast, run)

    assert Person.objects.get(full_name="Đặng Thùy Linh").memberships.get().unit == namesakes[1]


def test_a_question_may_be_answered_by_leaving_the_row_out(cast: Cast) -> None:
    for n in (0, 1):
        make_unit(cast.agency, f"phong-{n}", "Phòng Tổng hợp", parent=cast.units[n])
    run = preview(cast, [PEOPLE_HEAD, LINH, [2, "Lê An", None, None, None, None, "Phòng Tổng hợp"]])

    run = answer(cast, run, 3, "unit", "bo-dong-nay")
    apply(cast, run)

    assert run.counts == {"NEW": 1, "SKIP": 1}
    assert not Person.objects.filter(full_name="Lê An").exists()


def test_known_people_are_not_made_again_and_missing_cells_erase_nothing(cast: Cast) -> None:
    person = people_services.create_person(
        actor=cast.standing.actor(),
        agency=cast.agency,
        full_name="Đặng Thùy Linh",
        born_on=date(1984, 11, 5),
        email="linh@vi-du.vn",
        unit=cast.units[3],
        title="Chuyên viên",
    )
    run = preview(
        cast, [["Họ và tên", "Giới tính", "Thư điện tử", "Đơn vị"], ["dang thuy linh", "Nữ", None, "Thanh tra Bộ"]]
    )

    assert shown_rows(run)[0].differences == [["Giới tính", "", "Nữ"]]
    apply(cast, run)

    person.refresh_from_db()
    assert (person.gender, person.born_on, person.email, person.version) == (
        "FEMALE",
        date(1984, 11, 5),
        "linh@vi-du.vn",
        2,
    )
    again = preview(cast, [PEOPLE_HEAD, [*LINH[:5], None, *LINH[6:]]])
    assert again.counts == {"SAME": 1}
    with pytest.raises(ImportStateError) as refusal:
        apply(cast, again)
    assert "không có gì mới" in refusal.value.message


def test_a_namesake_elsewhere_is_a_question(cast: Cast) -> None:
    known = make_person(cast.unit, "Đặng Thùy Linh")
    run = preview(cast, [PEOPLE_HEAD, LINH])
    (row,) = shown_rows(run)
    assert row.question == "Đã có người tên Đặng Thùy Linh. Dòng này là ai?"

    another = answer(cast, run, row.number, "person", "nguoi-khac")
    assert another.counts == {"NEW": 1}
    same = answer(cast, run, row.number, "person", known.pk)
    assert shown_rows(same)[0].findings[0][1:] == [
        "Đặng Thùy Linh đang thuộc Vụ Kế hoạch – Tài chính và Hợp tác quốc tế.",
        "Ghi ngày chuyển vào cột Từ ngày, hoặc sửa đơn vị trong tệp.",
    ]


def test_the_same_person_with_two_birth_dates_is_a_question(cast: Cast) -> None:
    people_services.create_person(
        actor=cast.standing.actor(),
        agency=cast.agency,
        full_name="Đặng Thùy Linh",
        born_on=date(1984, 11, 15),
        unit=cast.units[3],
    )
    run = preview(cast, [PEOPLE_HEAD, LINH])

    assert run.counts == {"ASK": 1}
    run = answer(cast, run, 2, "person", Person.objects.get(full_name="Đặng Thùy Linh").pk)
    assert ["Ngày sinh", "15/11/1984", "05/11/1984"] in shown_rows(run)[0].differences


def test_two_rows_of_one_name_in_one_unit_are_a_question(cast: Cast) -> None:
    other = [2, "Đặng Thùy Linh", "Nữ", "06/11/1984", None, None, "Thanh tra Bộ"]
    run = preview(cast, [PEOPLE_HEAD, LINH, other])
    assert run.counts == {"NEW": 1, "ASK": 1}

    run = answer(cast, run, 3, "double", "nguoi-khac")
    apply(cast, run)

    assert Person.objects.filter(full_name="Đặng Thùy Linh").count() == 2


def test_a_transfer_in_october_comes_in_with_its_day(cast: Cast) -> None:
    person = make_person(cast.unit, "Đặng Thùy Linh", title="Chuyên viên")
    head = ["Họ và tên", "Đơn vị", "Chức vụ", "Từ ngày"]
    run = preview(cast, [head, ["Đặng Thùy Linh", "Thanh tra Bộ", "Thanh tra viên", date(2026, 10, 1)]])
    run = answer(cast, run, 2, "person", person.pk)
    before = everything()
    apply(cast, run)

    assert [(row.unit, row.since, row.until) for row in person.memberships.order_by("pk")] == [
        (cast.unit, date(2020, 1, 1), date(2026, 9, 30)),
        (cast.units[3], date(2026, 10, 1), None),
    ]
    assert [(post.title, post.since, post.until) for post in person.posts.order_by("pk")] == [
        ("Chuyên viên", date(2020, 1, 1), date(2026, 9, 30)),
        ("Thanh tra viên", date(2026, 10, 1), None),
    ]
    undo(cast, run)
    assert everything() == before


def test_a_second_head_of_a_unit_is_a_finding(cast: Cast) -> None:
    head = ["Họ và tên", "Đơn vị", "Chức vụ", "Là thủ trưởng"]
    run = preview(
        cast,
        [
            head,
            ["Lê An", cast.unit.name, "Vụ trưởng", "Có"],
            ["Lê Bình", "Thanh tra Bộ", "Chánh Thanh tra", "x"],
            ["Lê Chi", "Thanh tra Bộ", "Chánh Thanh tra", "x"],
        ],
    )

    assert {row.number: row.action for row in shown_rows(run)} == {2: "WRONG", 3: "NEW", 4: "WRONG"}


# --- units -----------------------------------------------------------------------------------------------------------


def test_units_come_in_with_what_is_above_them_in_the_same_file(cast: Cast) -> None:
    rows = [
        ["STT", "Tên đơn vị", "Loại đơn vị", "Đơn vị cấp trên", "Tên gọi khác"],
        [1, "Phòng Tổng hợp", None, "Cục Minh họa", None],
        [2, "Cục Minh họa", "Đơn vị sự nghiệp công lập", None, "CMH; Cục MH"],
        [3, "VĂN PHÒNG BỘ", None, None, "VPB"],
        [4, "Công ty TNHH Minh họa", "doanh nghiep", None, None],
    ]
    before = everything()
    run = preview(cast, rows, "don-vi")
    assert run.counts == {"NEW": 3, "CHANGE": 1}

    apply(cast, run)

    office = Unit.objects.get(name="Cục Minh họa")
    assert Unit.objects.get(name="Phòng Tổng hợp").parent == office
    assert (office.kind, [alias.text for alias in office.aliases.all()]) == ("PUBLIC_SERVICE", ["CMH", "Cục MH"])
    assert [name.name for name in office.names.all()] == ["Cục Minh họa"]
    assert Unit.objects.get(name="Văn phòng Bộ").aliases.get().text == "VPB"
    assert Unit.objects.get(name="Công ty TNHH Minh họa").kind == "ENTERPRISE"
    undo(cast, run)
    assert everything() == before


def test_a_unit_is_not_above_itself_and_the_finding_names_the_column(cast: Cast) -> None:
    run = preview(cast, [["Tên đơn vị", "Đơn vị cấp trên"], ["Vụ Mới", "Vu moi"]], "don-vi")

    assert shown_rows(run)[0].findings[0][:2] == ["Đơn vị cấp trên", "Đơn vị không thể ở trên chính mình."]


def test_two_new_units_one_above_the_other_and_back_are_refused(cast: Cast) -> None:
    rows = [["Tên đơn vị", "Đơn vị cấp trên"], ["Vụ Một", "Vụ Hai"], ["Vụ Hai", "Vụ Một"]]

    run = preview(cast, rows, "don-vi")

    assert run.counts == {"WRONG": 2}


def test_a_unit_of_the_name_of_one_that_has_ended_is_a_question(cast: Cast) -> None:
    make_unit(cast.agency, "cu", "Vụ Pháp chế", ended_on=date(2020, 1, 1))
    run = preview(cast, [["Tên đơn vị"], ["Vụ Pháp chế"]], "don-vi")
    assert shown_rows(run)[0].options[0].label == "Vụ Pháp chế (đã kết thúc 01/01/2020)"

    run = answer(cast, run, 2, "unit", "moi")
    apply(cast, run)

    assert Unit.objects.filter(name="Vụ Pháp chế", ended_on=None).count() == 1


# --- members of blocs ------------------------------------------------------------------------------------------------


def test_members_of_a_year_come_in_with_head_and_representative(cast: Cast) -> None:
    make_person(cast.units[1], "Lưu Thị Minh Hoài")
    rows = [
        ["STT", "Năm", "Đơn vị", "Vai trò", "Người đại diện"],
        [1, YEAR + 1, "Văn phòng Bộ", "Trưởng khối", None],
        [2, YEAR + 1, "Văn phòng Đảng - Đoàn thể", "Khối phó", "Lưu Thị Minh Hoài"],
        [3, YEAR + 1, "Thanh tra Bộ", None, None],
    ]
    before = everything()
    run = preview(cast, rows, "thanh-vien-khoi")
    apply(cast, run)

    assert members_of(cast.bloc.pk, YEAR + 1) == [cast.units[0], cast.units[1], cast.units[3]]
    deputy = BlocLeadership.objects.get(year=YEAR + 1, role=LeadRole.DEPUTY_LEAD)
    assert (deputy.unit, deputy.representative.full_name) == (cast.units[1], "Lưu Thị Minh Hoài")
    undo(cast, run)
    assert everything() == before


def test_a_list_that_the_year_does_not_allow(cast: Cast) -> None:
    rows = [
        ["Năm", "Đơn vị", "Vai trò", "Người đại diện", "Rời ngày"],
        [YEAR, "Viện Nghiên cứu Minh họa", None, None, None],
        [YEAR, "Thanh tra Bộ", "Khối trưởng", None, None],
        [YEAR, "Vụ Kế hoạch – Tài chính và Hợp tác quốc tế", None, "Không Có Ai", None],
        [YEAR, "Văn phòng Bộ", None, None, "01/01/2020"],
    ]

    run = preview(cast, rows, "thanh-vien-khoi")

    assert {row.number: row.findings[0][0] for row in shown_rows(run)} == {
        2: "Đơn vị",
        3: "Vai trò",
        4: "Người đại diện",
        5: "Rời ngày",
    }


# --- decisions behind posts and memberships --------------------------------------------------------------------------

PAPERS_HEAD = [
    "Họ và tên",
    "Đơn vị",
    "Chức vụ",
    "So quyet dinh dieu dong",
    "NGAY QUYET DINH VE DON VI",
    "Nơi ban hành quyết định về đơn vị",
    "Số quyết định bổ nhiệm",
    "Ngày quyết định chức vụ",
    "Cap bo nhiem",
]
PAPERS = ["5/QĐ-BMH", "20/01/2024", "Bộ Minh họa", "6/QĐ-BMH", "2025", "Bộ trưởng"]


def papers_of(person: Person) -> list[str]:
    return [person.memberships.get().paper_words, person.posts.get().paper_words]


def out_and_in(cast: Cast, kind: str, subject: Agency | Bloc) -> ImportRun:
    found = target(kind, subject, cast.standing.actor())
    data = write_table(found.kind.layout, found.kind.export(found.subject))
    return services.preview_import(actor=cast.standing.actor(), target=found, file_name="x.xlsx", data=data, now=NOW)


def test_people_come_in_with_the_decisions_behind_unit_and_post(cast: Cast, at: Any) -> None:
    at("2026-06-15 09:00")
    run = preview(cast, [PAPERS_HEAD, ["Đặng Thùy Linh", "Thanh tra Bộ", "Chuyên viên", *PAPERS]])
    assert (run.counts, run.notes) == ({"NEW": 1}, [])
    apply(cast, run)

    person = Person.objects.get(full_name="Đặng Thùy Linh")
    assert papers_of(person) == ["5/QĐ-BMH, 20/01/2024, Bộ Minh họa", "6/QĐ-BMH, năm 2025, Bộ trưởng"]
    assert out_and_in(cast, "nguoi", cast.agency).counts.keys() == {"SAME"}
    old_file = preview(cast, [PEOPLE_HEAD, ["", "Đặng Thùy Linh", None, None, "Chuyên viên", None, "Thanh tra Bộ"]])
    assert old_file.counts == {"SAME": 1}


def test_a_file_tells_the_decisions_of_known_people_and_undoing_takes_them_back(cast: Cast) -> None:
    person = make_person(cast.units[3], "Đặng Thùy Linh", title="Chuyên viên")
    person.memberships.update(decision_number="4/QĐ-BMH", decided_on="2020-02")
    before = everything()
    run = preview(
        cast, [PAPERS_HEAD, ["Đặng Thùy Linh", "Thanh tra Bộ", "Chuyên viên", *PAPERS[:1], None, *PAPERS[2:]]]
    )

    assert shown_rows(run)[0].differences == [
        ["Số quyết định về đơn vị", "4/QĐ-BMH", "5/QĐ-BMH"],
        ["Nơi ban hành quyết định về đơn vị", "", "Bộ Minh họa"],
        ["Số quyết định chức vụ", "", "6/QĐ-BMH"],
        ["Ngày quyết định chức vụ", "", "năm 2025"],
        ["Nơi ban hành quyết định chức vụ", "", "Bộ trưởng"],
    ]
    apply(cast, run)
    assert papers_of(person) == ["5/QĐ-BMH, tháng 2/2020, Bộ Minh họa", "6/QĐ-BMH, năm 2025, Bộ trưởng"]
    undo(cast, run)
    assert everything() == before


def test_nobody_brings_in_the_decisions_on_himself(cast: Cast) -> None:
    standing, person = cast.standing.actor(), make_person(cast.units[3], "Đặng Thùy Linh", title="Chuyên viên")
    herself = replace(standing, person=person.pk)
    row = ["Đặng Thùy Linh", "Thanh tra Bộ", "Chuyên viên", *PAPERS]
    other = ["Lê An", "Thanh tra Bộ", "Chuyên viên", *PAPERS]
    before = everything()

    for own, column in (
        (row, "Số quyết định về đơn vị"),
        ([*row[:3], *[None] * 3, *PAPERS[3:]], "Số quyết định chức vụ"),
        ([*row[:2], "Thanh tra viên", *[None] * 3, *PAPERS[3:]], "Số quyết định chức vụ"),
    ):
        head, since = [*PAPERS_HEAD, "Từ ngày"], [*own, "01/06/2026"]
        refused = preview(cast, [head, since, other], actor=herself)
        assert refused.counts == {"WRONG": 1, "NEW": 1}
        ((found, text, _remedy),) = shown_rows(refused)[0].findings
        assert (found, text) == (column, "Không ai tự ghi quyết định về đơn vị, chức vụ của mình.")
        with pytest.raises(ImportStateError, match="Còn 1 dòng sai"):
            services.apply_import(actor=herself, run=refused, manifest=refused.manifest_hash, now=NOW)
    plain = preview(cast, [[*PEOPLE_HEAD], ["", *LINH[1:4], "Chuyên viên", None, "Thanh tra Bộ"]], actor=herself)
    assert plain.counts == {"CHANGE": 1}
    assert everything() == before

    run = preview(cast, [PAPERS_HEAD, row, other])
    with pytest.raises(DomainError, match="đã đổi từ lúc xem trước"):
        services.apply_import(actor=herself, run=run, manifest=run.manifest_hash, now=NOW)
    run = apply(cast, preview(cast, [PAPERS_HEAD, row, other]))
    with pytest.raises(ImportStateError, match="chính anh/chị"):
        services.undo_import(actor=herself, run=run, because="Nhầm tệp", now=NOW)
    again = preview(cast, [PAPERS_HEAD, row, other], actor=herself)
    assert again.counts == {"SAME": 2}
    undo(cast, run)
    assert everything() == before


@pytest.mark.parametrize("cell", ["chưa rõ", "?", "2020", "2/2020", None])
def test_a_day_that_says_no_more_than_the_stored_one_changes_nothing(cast: Cast, cell: str | None) -> None:
    person = make_person(cast.units[3], "Đặng Thùy Linh", title="Chuyên viên")
    person.posts.update(decision_number="6/QĐ-BMH", decided_on="2020-02-03")
    run = preview(
        cast,
        [
            ["Họ và tên", "Đơn vị", "Chức vụ", "Ngày QĐ bổ nhiệm"],
            ["Đặng Thùy Linh", "Thanh tra Bộ", "Chuyên viên", cell],
        ],
    )
    assert shown_rows(run)[0].differences == []
    with pytest.raises(ImportStateError, match="không có gì mới"):
        apply(cast, run)


def test_the_day_of_a_decision_that_changed_is_taken_back_too(cast: Cast) -> None:
    person = make_person(cast.units[3], "Đặng Thùy Linh", title="Chuyên viên")
    person.posts.update(decided_on="2020-02")
    before = everything()
    run = preview(
        cast,
        [
            ["Họ và tên", "Đơn vị", "Chức vụ", "Ngày QĐ bổ nhiệm"],
            ["Đặng Thùy Linh", "Thanh tra Bộ", "Chuyên viên", "02/03/2020"],
        ],
    )
    apply(cast, run)
    assert person.posts.get().paper_words == "02/03/2020"
    undo(cast, run)
    assert everything() == before


@pytest.mark.parametrize(
    ("heading", "title", "cell", "column", "says"),
    [
        ("Ngày quyết định chức vụ", "Chuyên viên", "16/06/2026", "Ngày quyết định chức vụ", "còn ở phía trước"),
        ("Ngày quyết định về đơn vị", "Chuyên viên", "2027", "Ngày quyết định về đơn vị", "còn ở phía trước"),
        ("Số quyết định chức vụ", None, "6/QĐ-BMH", "Chức vụ", "về chức vụ nào"),
    ],
)
def test_a_decision_that_cannot_be_is_a_finding(
    cast: Cast, heading: str, title: str | None, cell: str, column: str, says: str
) -> None:
    def told(post: str | None, value: str) -> ImportRun:
        head = ["Họ và tên", "Đơn vị", "Chức vụ", heading]
        return preview(cast, [head, ["Đặng Thùy Linh", "Thanh tra Bộ", post, value]])

    run = told(title, cell)
    ((found, text, _remedy),) = shown_rows(run)[0].findings

    assert found == column
    assert says in text
    assert told("Chuyên viên", "15/06/2026").counts == {"NEW": 1}


def test_members_come_in_and_go_out_with_the_decision_that_names_them(cast: Cast, at: Any) -> None:
    at("2026-06-15 09:00")
    before = everything()
    head = ["Năm", "Đơn vị", "So QD", "Ngày quyết định", "Cơ quan ban hành"]
    rows = [
        [YEAR, "Văn phòng Bộ", "12/QĐ-BMH", "20/01/2026", "Bộ Minh họa"],
        [YEAR + 1, "Thanh tra Bộ", "13/QĐ-BMH", "05/2026", None],
    ]
    run = preview(cast, [head, *rows], "thanh-vien-khoi")
    assert shown_rows(run)[0].differences == [
        ["Số quyết định", "", "12/QĐ-BMH"],
        ["Ngày quyết định", "", "20/01/2026"],
        ["Nơi ban hành", "", "Bộ Minh họa"],
    ]
    apply(cast, run)

    told = {
        row.year: row.paper_words for row in BlocMembership.objects.filter(bloc=cast.bloc).exclude(decision_number="")
    }
    assert told == {YEAR: "12/QĐ-BMH, 20/01/2026, Bộ Minh họa", YEAR + 1: "13/QĐ-BMH, tháng 5/2026"}
    assert out_and_in(cast, "thanh-vien-khoi", cast.bloc).counts.keys() == {"SAME"}
    wrong = preview(cast, [head, [YEAR, "Thanh tra Bộ", None, "16/06/2026", None]], "thanh-vien-khoi")
    assert shown_rows(wrong)[0].findings[0][0] == "Ngày quyết định"
    run.refresh_from_db()
    undo(cast, run)
    assert everything() == before
    # each is a change of the bloc: a form that somebody opened before would write over it
    assert Bloc.objects.get(pk=cast.bloc.pk).version == cast.bloc.version + 2


def test_a_member_of_whom_a_file_tells_the_role_alone_becomes_head(cast: Cast) -> None:
    last_year = BlocMembership.objects.filter(bloc=cast.bloc, year=YEAR - 1, unit=cast.units[1])
    last_year.update(decision_number="1/QĐ-BMH", decided_on="2025-01-20")
    BlocLeadership.objects.filter(bloc=cast.bloc, year=YEAR - 1).delete()
    head = ["Năm", "Đơn vị", "Vai trò", "Ngày quyết định"]
    rows = [
        [YEAR - 1, "Văn phòng Bộ", "Khối trưởng", None],
        [YEAR - 1, "Văn phòng Đảng – Đoàn thể", "Khối phó", "2025"],
    ]
    run = preview(cast, [head, *rows], "thanh-vien-khoi")
    assert [len(each.differences) for each in shown_rows(run)] == [1, 1]

    apply(cast, run)

    heads = BlocLeadership.objects.filter(bloc=cast.bloc, year=YEAR - 1)
    assert {each.unit for each in heads} == set(cast.units[:2])
    assert last_year.get().paper_words == "1/QĐ-BMH, 20/01/2025"


# --- around ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["secretary", "officer", "head", "observer", "reader", "administrator"])
def test_only_who_keeps_the_list_may_import(cast: Cast, name: str) -> None:
    run = preview(cast, [PEOPLE_HEAD, LINH])
    actor = cast.everyone()[name].actor()

    with pytest.raises(RefusedError):
        preview(cast, [PEOPLE_HEAD, LINH], actor=actor)
    with pytest.raises(RefusedError):
        services.apply_import(actor=actor, run=run, manifest=run.manifest_hash, now=NOW)

    assert ImportRun.objects.get().state == ImportState.PREVIEW


def test_what_changed_since_the_preview_is_shown_again_instead_of_applied(cast: Cast) -> None:
    run = preview(cast, [PEOPLE_HEAD, LINH])
    make_person(cast.units[3], "Đặng Thùy Linh")

    with pytest.raises(ImportStateError) as refusal:
        apply(cast, run)

    assert refusal.value.data["run"] == run.pk
    assert Person.objects.filter(full_name="Đặng Thùy Linh").count() == 1
    assert services.refresh_preview(actor=cast.standing.actor(), run=run, now=NOW).counts == {"CHANGE": 1}


def test_a_double_click_imports_once(cast: Cast) -> None:
    run = preview(cast, [PEOPLE_HEAD, LINH])
    apply(cast, run)

    with pytest.raises(ImportStateError) as refusal:
        apply(cast, run)

    assert refusal.value.message == "Tệp này đã nhập rồi; không nhập lần nữa."
    assert Person.objects.filter(full_name="Đặng Thùy Linh").count() == 1


def test_a_file_sent_again_replaces_its_preview(cast: Cast) -> None:
    first = preview(cast, [PEOPLE_HEAD, LINH])
    second = preview(cast, [PEOPLE_HEAD, LINH])

    assert [run.pk for run in ImportRun.objects.all()] == [second.pk]
    assert first.pk != second.pk


def test_undo_takes_everything_back_and_is_told(cast: Cast) -> None:
    before = everything()
    run = preview(cast, [PEOPLE_HEAD, LINH, [2, "Lê An", "Nam", 1990, "Nhân viên", None, "Văn phòng Bộ"]])
    apply(cast, run)
    undo(cast, run)

    assert everything() == before
    assert ImportRun.objects.get().state == ImportState.UNDONE
    assert [entry.action for entry in history_of("common.importrun", run.pk)][-1] == "import.undone"
    with pytest.raises(ImportStateError):
        undo(cast, run)


def test_undo_is_refused_when_a_row_was_changed_since(cast: Cast) -> None:
    run = preview(cast, [PEOPLE_HEAD, LINH])
    apply(cast, run)
    person = Person.objects.get(full_name="Đặng Thùy Linh")
    people_services.edit_person(
        actor=cast.standing.actor(),
        person=person,
        full_name="Đặng Thùy Lan",
        gender=None,
        born_on=None,
        born_year=None,
        staff_code="",
        email="",
        version=1,
    )

    with pytest.raises(ImportStateError) as refusal:
        undo(cast, run)

    assert refusal.value.message == "Không hoàn tác được vì có dòng đã thay đổi sau lần nhập: “Đặng Thùy Lan”."
    assert Person.objects.filter(pk=person.pk).exists()


def test_undo_is_refused_when_a_row_is_in_use(cast: Cast) -> None:
    run = preview(cast, [["Tên đơn vị"], ["Vụ Mới"]], "don-vi")
    apply(cast, run)
    unit = Unit.objects.get(name="Vụ Mới")
    make_person(unit, "Lê An")

    with pytest.raises(ImportStateError) as refusal:
        undo(cast, run)

    assert "đang được dùng ở: “Lê An – Vụ Mới”" in refusal.value.message
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_undo_is_refused_when_something_new_hangs_on_a_row(cast: Cast) -> None:
    run = preview(cast, [PEOPLE_HEAD, LINH])
    apply(cast, run)
    person = Person.objects.get(full_name="Đặng Thùy Linh")
    people_services.join_unit(actor=cast.standing.actor(), person=person, unit=cast.units[0])

    with pytest.raises(ImportStateError) as refusal:
        undo(cast, run)

    assert "đang được dùng" in refusal.value.message
    assert person.memberships.count() == 2


@pytest.mark.parametrize("kind", ["don-vi", "nguoi", "thanh-vien-khoi"])
def test_what_goes_out_comes_back_as_the_same(cast: Cast, kind: str) -> None:
    subject = cast.bloc if kind == "thanh-vien-khoi" else cast.agency
    found = target(kind, subject, cast.standing.actor())
    data = write_table(found.kind.layout, found.kind.export(found.subject))

    run = services.preview_import(actor=cast.standing.actor(), target=found, file_name="xuat.xlsx", data=data, now=NOW)

    assert set(run.counts) == {"SAME"}
    assert run.notes == []


@pytest.mark.parametrize("kind", ["don-vi", "nguoi", "thanh-vien-khoi"])
def test_planning_takes_as_many_queries_for_many_rows_as_for_few(cast: Cast, count_queries: Any, kind: str) -> None:
    def rows(count: int) -> list[list[Any]]:
        if kind == "don-vi":
            return [["Tên đơn vị"], *[[f"Vụ thứ {n}"] for n in range(count)]]
        if kind == "nguoi":
            return [["Họ và tên", "Đơn vị"], *[[f"Lê Văn {n}", "Thanh tra Bộ"] for n in range(count)]]
        return [["Năm", "Đơn vị"], *[[YEAR + n, "Thanh tra Bộ"] for n in range(count)]]

    preview(cast, rows(1), kind)
    few, many = (count_queries(lambda count=count: preview(cast, rows(count), kind)) for count in (1, 30))
    assert few == many
