"""Old lists of units, of initiatives, of discipline: in and out, nothing twice, wrong rows named with their place."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.books import make_book, put_work
from tests.records.test_old_lists import asked, officer, said, workbook
from thidua.audit.models import AuditEntry
from thidua.common.models import ImportRun, ImportState
from thidua.common.tables import asking, services
from thidua.common.tables.errors import ImportStateError
from thidua.common.tables.kinds import ImportKind, ImportTarget
from thidua.core.law.codes import CommendationBasis, HoldReason, Measure
from thidua.core.law.facts import DisciplineRecord, HoldRecord
from thidua.records.enums import AwardCode, Grade, RecipientKind, WorkScope
from thidua.records.facts import facts_of
from thidua.records.models import AwardHold, DisciplinaryMeasure, RecordBook, UnitAward, Work, YearGrade
from thidua.records.services.imports.discipline import DISCIPLINE, ONE_OR_TWO, UNIT_DISCIPLINE
from thidua.records.services.imports.holds import HOLDS, UNIT_HOLDS, WHICH_CONCLUSION
from thidua.records.services.imports.lists import AS_IN_FILE, BOTH, THE_SAME, find_lists
from thidua.records.services.imports.unit_lists import UNIT_LISTS
from thidua.records.services.imports.works import WORKS

CUC = "Nguyễn Thị Cúc"
BOARD = "Văn phòng Hội đồng Đánh giá trữ lượng khoáng sản quốc gia"
UNITS = ("Đơn vị", "Năm", "Xếp loại", "Danh hiệu", "Hình thức", "Loại hình khen thưởng", "Số QĐ", "Ngày QĐ")
OF_WORKS = ("Họ và tên", "Loại", "Tên sáng kiến", "Năm công nhận", "Phạm vi", "Số QĐ", "Ngày QĐ")
MEASURES = ("Họ và tên", "Hình thức kỷ luật", "Từ ngày", "Đến ngày", "Số QĐ", "Ngày QĐ")
OF_HOLDS = ("Họ và tên", "Lý do", "Từ ngày", "Kết luận", "Ngày kết luận", "Số QĐ")
Rows = Sequence[Sequence[Any]]


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


class Desk:
    """The standing office with one kind of list."""

    def __init__(self, cast: Cast, kind: ImportKind, head: Sequence[str], now: datetime) -> None:
        self.actor = cast.standing.actor()
        self.target = ImportTarget(kind, find_lists(self.actor, cast.agency.pk))
        self.head, self.now = head, now

    def preview(self, *rows: Sequence[Any]) -> ImportRun:
        data = workbook(rows, self.head)
        return services.preview_import(
            actor=self.actor, target=self.target, file_name="cu.xlsx", data=data, now=self.now
        )

    def apply(self, run: ImportRun) -> ImportRun:
        return services.apply_import(actor=self.actor, run=run, manifest=run.manifest_hash, now=self.now)

    def answer(self, run: ImportRun, number: int, key: str, value: str) -> ImportRun:
        return services.answer_import(actor=self.actor, run=run, answers={str(number): {key: value}}, now=self.now)

    def undo(self, run: ImportRun) -> ImportRun:
        return services.undo_import(actor=self.actor, run=run, because="Nhầm tệp", now=self.now)

    def table(self) -> list[dict[str, Any]]:
        return [dict(each) for each in self.target.kind.export(self.target.subject)]


def test_a_unit_s_years_go_into_its_book_once_and_out_again(cast: Cast, now: datetime) -> None:
    desk = Desk(cast, UNIT_LISTS, UNITS, now)
    put = UnitAward.objects.create(
        agency=cast.agency, unit=cast.units[0], year=2020, code=AwardCode.ORDER, name="Huân chương Lao động",
        recorded_at=now,
    )  # fmt: skip
    rows = [
        [BOARD, 2021, "HTXSNV", "TTLĐXS", "", "", "12/QĐ-BMH", "20/01/2022"],
        [BOARD.lower(), 2022, "", "Cờ thi đua cấp Bộ", "Bằng khen Thủ tướng", "Công trạng", "90/QĐ-TTg", "15/03/2023"],
        ["Văn phòng Bộ", 2020, "", "", "HCLĐ hạng Ba", "Công trạng", "5/QĐ-CTN", "02/09/2020"],
    ]  # fmt: skip
    run = desk.preview(*rows)
    assert run.counts == {"NEW": 2, "SAME": 1}
    applied = desk.apply(run)

    board = cast.units[5]
    facts = facts_of(board, year=2022, as_of=date(2026, 6, 15))
    assert {year: grade.value for year, grade in (facts.grades or {}).items()} == {2021: "EXCELLENT"}
    assert facts.titles == {2021: ("EXCELLENT_LABOUR_COLLECTIVE",), 2022: ("MINISTRY_EMULATION_FLAG",)}
    (honour,) = facts.honours or ()
    assert (honour.code, honour.decided_on) == ("PRIME_MINISTER_CERTIFICATE_OF_MERIT", date(2023, 3, 15))
    flag = UnitAward.objects.get(law_code="MINISTRY_EMULATION_FLAG")
    assert (flag.code, flag.recipient_kind, flag.recipient, flag.is_told_to_bloc) == (
        AwardCode.MINISTRY_EMULATION_FLAG, RecipientKind.UNIT, "", True,
    )  # fmt: skip
    assert desk.preview(*rows).counts == {"SAME": 3}
    assert [[each.get(key) for key in ("unit", "year", "grade", "title", "honour")] for each in desk.table()] == [
        [BOARD, 2021, "EXCELLENT", None, None],
        [BOARD, 2021, None, "EXCELLENT_LABOUR_COLLECTIVE", None],
        [BOARD, 2022, None, "MINISTRY_EMULATION_FLAG", None],
        [BOARD, 2022, None, None, "PRIME_MINISTER_CERTIFICATE_OF_MERIT"],
    ]
    assert desk.undo(applied).state == ImportState.UNDONE
    assert (list(UnitAward.objects.all()), YearGrade.objects.count(), RecordBook.objects.count()) == ([put], 0, 0)


def test_a_flag_is_brought_in_with_its_basis_and_out_again(cast: Cast, now: datetime) -> None:
    """Of a row with an honour too the basis is that of the honour."""
    desk = Desk(cast, UNIT_LISTS, UNITS, now)
    rows = [
        [BOARD, 2021, "", "Cờ thi đua cấp Bộ", "", "Theo chuyên đề", "12/QĐ-BMH", "20/01/2022"],
        [BOARD, 2022, "", "Cờ thi đua cấp Bộ", "Bằng khen Thủ tướng", "Công trạng", "90/QĐ-TTg", "15/03/2023"],
    ]
    desk.apply(desk.preview(*rows))
    facts = facts_of(cast.units[5], year=2022, as_of=date(2026, 6, 15))

    assert facts.titles == {2021: ("MINISTRY_EMULATION_FLAG",), 2022: ("MINISTRY_EMULATION_FLAG",)}
    assert facts.title_bases == {2021: {"MINISTRY_EMULATION_FLAG": CommendationBasis.THEMATIC}}
    assert [each.basis for each in facts.honours or ()] == [CommendationBasis.MERIT]
    assert [tuple(each.get(key) for key in ("title", "honour", "basis")) for each in desk.table()] == [
        ("MINISTRY_EMULATION_FLAG", None, "THEMATIC"),
        ("MINISTRY_EMULATION_FLAG", None, None),
        (None, "PRIME_MINISTER_CERTIFICATE_OF_MERIT", "MERIT"),
    ]


def test_what_cannot_be_of_a_unit_is_named_with_its_place(cast: Cast, now: datetime) -> None:
    desk = Desk(cast, UNIT_LISTS, UNITS, now)
    make_book(cast.unit, established_on=date(2010, 7, 1))
    ended, kept = cast.units[4], cast.units[3]
    ended.ended_on = date(2019, 12, 31)
    for each in (ended, kept):
        each.search_key = f"{each.search_key}\nvu cu"
    ended.save()
    kept.save()
    run = desk.preview(
        [cast.unit.name, 2009, "Tốt", "", "", "", "", ""],
        [ended.name, 2021, "Tốt", "", "", "", "", ""],
        ["Vụ Kế hoach Tài chính", 2021, "Tốt", "", "", "", "", ""],
        [BOARD, 2021, "", "Chiến sĩ thi đua cơ sở", "", "", "", ""],
        [BOARD, 2021, "Tốt", "", "", "", "", ""],
        [BOARD, 2021, "Xuất sắc", "", "", "", "", ""],
        ["Vụ cũ", 2018, "Tốt", "", "", "", "", ""],
        ["Vụ cũ", 2022, "Tốt", "", "", "", "", ""],
    )
    assert {plan["n"]: plan["f"][0][0] for plan in run.plans if plan["f"]} == {
        2: "Năm", 3: "Năm", 4: "Đơn vị", 5: "Danh hiệu thi đua", 7: "Mức xếp loại",
    }  # fmt: skip
    assert said(run)[0] == f"Năm 2009 trước ngày thành lập 01/07/2010 của “{cast.unit.name}”."
    assert said(run)[-1] == "Dòng 6 đã ghi mức “Hoàn thành tốt nhiệm vụ” cho năm này."
    assert all(finding[2] for plan in run.plans for finding in plan["f"])
    assert asked(run) == ["Có 2 đơn vị gọi là “Vụ cũ” trong năm 2018. Là đơn vị nào?"]
    answered = desk.answer(run, 8, "unit", str(ended.pk))
    assert (asked(answered), answered.counts["NEW"]) == ([], 3)


def test_works_go_in_with_the_widest_scope_and_none_twice(cast: Cast, now: datetime) -> None:
    desk = Desk(cast, WORKS, OF_WORKS, now)
    stored = put_work(make_book(officer(cast)), 2023)
    title = stored.title
    rows = [
        [CUC, "Sáng kiến", title.upper(), 2023, "Cấp Bộ", "", ""],
        [CUC, "Đề tài", "Bản đồ số", 2022, "Toàn quốc", "7/QĐ-BMH", "05/2022"],
    ]
    run = desk.preview(*rows)
    assert (run.counts, run.plans[0]["d"]) == (
        {"CHANGE": 1, "NEW": 1},
        [["Phạm vi được công nhận", "Cơ sở", "Bộ, ban, ngành, tỉnh"]],
    )
    applied = desk.apply(run)
    facts = facts_of(officer(cast), year=2025, as_of=date(2026, 6, 15))
    assert [(each.year, each.scope) for each in facts.initiatives or ()] == [(2023, "MINISTRY")]
    assert [(each.year, each.scope) for each in facts.scientific_works or ()] == [(2022, "NATIONAL")]
    assert [(each["work"], each["scope"]) for each in desk.table()] == [
        ("Bản đồ số", "NATIONAL"), (title, "MINISTRY"),
    ]  # fmt: skip
    assert desk.preview(*rows).counts == {"SAME": 2}

    narrower = [CUC, "Sáng kiến", title, 2023, "Cơ sở", "", ""]
    later = [CUC, "Sáng kiến", title, 2024, "Toàn quốc", "", ""]
    run = desk.preview(narrower, later)
    assert asked(run) == [
        "Sổ ghi phạm vi Bộ, ban, ngành, tỉnh, rộng hơn phạm vi Cơ sở của dòng này. Giữ phạm vi nào?",
        f"Dòng 2 đã có “{title}” của người này, năm 2023, phạm vi Bộ, ban, ngành, tỉnh. Là cùng một công trình?",
    ]
    run = desk.answer(run, 2, "scope", THE_SAME)
    assert desk.answer(run, 3, "work", THE_SAME).counts == {"SAME": 2}
    run = desk.answer(run, 2, "scope", AS_IN_FILE)
    assert desk.answer(run, 3, "work", BOTH).counts == {"CHANGE": 1, "NEW": 1}

    desk.undo(applied)
    assert [(each.title, each.scope) for each in Work.objects.all()] == [(title, WorkScope.GRASSROOTS)]


@pytest.mark.parametrize(
    ("row", "column", "says"),
    [
        ([CUC, "Sáng kiến", "A", 2027, "Cơ sở", "", ""], "Năm", "Năm 2027 chưa đến, hoặc trước năm 1948."),
        ([CUC, "Sáng kiến", "A", 2009, "Cơ sở", "", ""], "Năm",
         "Năm 2009 trước ngày vào làm 01/03/2012 của người này."),
        ([CUC, "Sáng kiến", "A", 2021, "Cấp phòng", "", ""], "Phạm vi", "Chưa hiểu “Cấp phòng”."),
        ([CUC, "Thơ", "A", 2021, "Cơ sở", "", ""], "Loại", "Chưa hiểu “Thơ”."),
        ([CUC, "Sáng kiến", "A", 2021, "", "", ""], "Phạm vi", None),
        ([CUC, "Sáng kiến", "A", 2021, "Cơ sở", "1", "20/01/2020"], "Ngày quyết định",
         "Quyết định ngày 20/01/2020 có trước năm 2021."),
        (["Phạm Văn Thường", "Sáng kiến", "A", 2021, "Cơ sở", "", ""], "Họ và tên",
         "Không ai tự ghi sổ thành tích của mình."),
        (["Không Có Ai", "Sáng kiến", "A", 2021, "Cơ sở", "", ""], "Họ và tên",
         "Không thấy người tên “Không Có Ai” trong danh mục."),
    ],
)  # fmt: skip
def test_a_wrong_work_is_named_with_its_place(
    cast: Cast, now: datetime, row: list[Any], column: str, says: str | None
) -> None:
    make_book(officer(cast))
    good = [CUC, "Sáng kiến", "B", 2021, "Cơ sở", "", ""]
    run = Desk(cast, WORKS, OF_WORKS, now).preview(good, row, good)

    assert run.counts == {"NEW": 1, "WRONG": 2}
    first, twice = (plan for plan in run.plans if plan["a"] == "WRONG")
    assert (first["n"], first["f"][0][0].startswith(column)) == (3, True)
    assert says in (None, first["f"][0][1])
    assert (twice["n"], twice["f"][0][1]) == (4, "“B” năm 2021 của người này đã có ở dòng 2.")


def test_discipline_goes_in_and_stops_what_it_stops(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(cast, DISCIPLINE, MEASURES, now)
    rows = [[CUC, "Khiển trách", "01/05/2022", "30/04/2023", "3/QĐ-BMH", "28/04/2022"]]
    applied = desk.apply(desk.preview(*rows))
    facts = facts_of(officer(cast), year=2025, as_of=date(2026, 6, 15))
    assert facts.discipline == (DisciplineRecord(Measure.REPRIMAND, date(2022, 5, 1), date(2023, 4, 30)),)
    assert "discipline" in facts.incomplete
    assert desk.preview(*rows).counts == {"SAME": 1}
    longer = [CUC, "Khiển trách", "01/05/2022", "31/10/2023", "", ""]
    assert desk.preview(longer).plans[0]["d"] == [["Hết thời hạn", "30/04/2023", "31/10/2023"]]
    assert desk.preview([CUC, "Khiển trách", "01/05/2022", "", "", ""]).counts == {"SAME": 1}
    other = [CUC, "Cảnh cáo", "09/05/2022", "", "3/qđ-bmh", ""]
    run = desk.preview(other)
    assert asked(run) == [f"Sổ đã có “Khiển trách” từ ngày 01/05/2022 của “{CUC}”. Là cùng một lần kỷ luật?"]
    assert desk.answer(run, 2, ONE_OR_TWO, THE_SAME).counts == {"SAME": 1}
    assert desk.answer(run, 2, ONE_OR_TWO, BOTH).counts == {"NEW": 1}
    ends_later = desk.preview([CUC, "Khiển trách", "20/04/2022", "31/10/2023", "3/qđ-bmh", ""])
    run = desk.answer(ends_later, 2, ONE_OR_TWO, THE_SAME)
    assert run.plans[0]["d"] == [["Hết thời hạn", "30/04/2023", "31/10/2023"]]  # one measure, and it ends later
    run = desk.answer(
        desk.preview([CUC, "Khiển trách", "20/04/2022", "25/04/2022", "3/qđ-bmh", ""]), 2, ONE_OR_TWO, THE_SAME
    )
    assert run.plans[0]["f"][0][1] == "Ngày hết hạn trước ngày bắt đầu mà sổ ghi: 01/05/2022."
    run = desk.preview(
        longer,
        longer,
        [CUC, "Khiển trách", 2021, "", "", ""],
        [CUC, "Khiển trách", "01/05/2027", "", "", ""],
        [CUC, "Khiển trách", "01/05/2021", "01/05/2020", "", ""],
        [CUC, "Nhắc nhở", "01/05/2021", "", "", ""],
        ["Phạm Văn Thường", "Khiển trách", "01/05/2021", "", "", ""],
    )
    assert {plan["n"]: plan["f"][0][1] for plan in run.plans if plan["f"]} == {
        3: f"“Khiển trách” từ ngày 01/05/2022 của “{CUC}” đã có ở dòng 2.",
        4: "Chỉ có năm 2021, còn thiếu ngày và tháng.",
        5: "Ngày bắt đầu còn ở phía trước.",
        6: "Ngày hết hạn phải sau ngày bắt đầu.",
        7: "Chưa hiểu “Nhắc nhở”.",
        8: "Không ai tự ghi sổ thành tích của mình.",
    }
    own = replace(desk.actor, person=officer(cast).pk)
    with pytest.raises(ImportStateError, match="không ai tự sửa sổ của mình"):
        services.undo_import(actor=own, run=applied, because="Nhầm tệp", now=desk.now)
    monkeypatch.setattr(asking, "LARGE_RUN", 0)
    with pytest.raises(ImportStateError, match="không ai tự sửa sổ của mình"):
        asking.undo(actor=own, run=applied, because="Nhầm tệp", now=desk.now)
    assert DisciplinaryMeasure.objects.count() == 1
    desk.undo(applied)
    assert not DisciplinaryMeasure.objects.exists()


def test_nobody_but_the_standing_office_comes_near_the_lists_of_discipline_and_holds(
    cast: Cast, now: datetime, client: Client
) -> None:
    measures = Desk(cast, DISCIPLINE, MEASURES, now)
    holds = Desk(cast, UNIT_HOLDS, ("Đơn vị", *OF_HOLDS[1:]), now)
    runs = [
        measures.apply(measures.preview([CUC, "Khiển trách", "01/05/2022", "30/04/2023", "", ""])),
        holds.apply(holds.preview([BOARD, "Khiếu nại", "01/05/2022", "", "", ""])),
    ]
    kinds = ("ky-luat", "ky-luat-don-vi", "tam-dung", "tam-dung-don-vi")
    pages = [reverse(name, args=[kind, cast.agency.pk]) for kind in kinds for name in ("import_upload", "export_table")]
    pages += [reverse("import_run", args=[run.pk]) for run in runs]
    for who in ("officer", "head", "secretary", "council_member", "observer", "stranger", "administrator"):
        client.force_login(getattr(cast, who).user)
        assert {client.get(page).status_code for page in pages} == {404}
    client.force_login(cast.standing.user)
    assert {client.get(page).status_code for page in pages} == {200}
    for kept in AuditEntry.objects.filter(action="import.applied"):
        assert not any(word in kept.payload for word in (CUC, BOARD, "REPRIMAND", "COMPLAINT"))
    for kind in ("so-thanh-tich-don-vi", "sang-kien", *kinds):
        assert client.get(reverse("import_template", args=[kind, cast.agency.pk])).content.startswith(b"PK")


def test_holds_go_in_with_what_they_ended_with_and_let_nothing_go_on_in_silence(cast: Cast, now: datetime) -> None:
    make_book(officer(cast))
    desk = Desk(cast, HOLDS, OF_HOLDS, now)
    rows = [
        [CUC, "Khiếu nại", "01/10/2025", "", "", "8/TB-BMH"],
        [CUC, "Thanh tra", "02/03/2020", "Không vi phạm", "15/06/2020", ""],
    ]
    applied = desk.apply(desk.preview(*rows))
    facts = facts_of(officer(cast), year=2025, as_of=date(2026, 6, 15))
    assert facts.holds == (
        HoldRecord(HoldReason.INSPECTION, date(2020, 3, 2), date(2020, 6, 14)),
        HoldRecord(HoldReason.COMPLAINT, date(2025, 10, 1), None),
    )
    assert "holds" in facts.incomplete
    assert desk.preview(*rows).counts == {"SAME": 2}
    assert [(each["reason"], each["since"], each["conclusion"]) for each in desk.table()] == [
        ("INSPECTION", date(2020, 3, 2), "NO_VIOLATION"), ("COMPLAINT", date(2025, 10, 1), None),
    ]  # fmt: skip
    run = desk.preview(
        [CUC, "Khiếu nại", "01/10/2025", "Không vi phạm", "20/05/2026", ""],
        [CUC, "Thanh tra", "02/03/2020", "Vi phạm", "15/06/2020", ""],
    )
    assert run.plans[0]["d"] == [["Kết luận", "", "Không có vi phạm, 20/05/2026"]]
    assert asked(run) == [
        "Sổ ghi kết luận “Không có vi phạm, 15/06/2020”, dòng này ghi “Có vi phạm, 15/06/2020”. Giữ kết luận nào?"
    ]
    assert desk.answer(run, 3, WHICH_CONCLUSION, THE_SAME).counts == {"CHANGE": 1, "SAME": 1}
    assert desk.answer(run, 3, WHICH_CONCLUSION, AS_IN_FILE).counts == {"CHANGE": 2}
    for other in (
        [CUC, "Khiếu nại", "05/01/2026", "", "", ""],  # the other has not ended
        [CUC, "Tố cáo", "01/10/2025", "", "", ""],
        [CUC, "Kiểm toán", "05/01/2026", "", "", "8/tb-bmh"],
    ):
        run = desk.preview(other)
        assert asked(run) == [
            f"Sổ đã có “Khiếu nại đang xác minh” từ ngày 01/10/2025 của “{CUC}”. Là cùng một vụ việc?"
        ]
        assert desk.answer(run, 2, "hold", THE_SAME).counts == {"SAME": 1}
        assert desk.answer(run, 2, "hold", BOTH).counts == {"NEW": 1}
    run = desk.answer(desk.preview([CUC, "Khiếu nại", "02/10/2025", "Vi phạm", "20/05/2026", ""]), 2, "hold", THE_SAME)
    assert run.plans[0]["d"] == [["Kết luận", "", "Có vi phạm, 20/05/2026"]]  # one case, and it has ended
    run = desk.answer(desk.preview([CUC, "Thanh tra", "03/03/2020", "Vi phạm", "15/06/2020", ""]), 2, "hold", THE_SAME)
    assert asked(run)[0].startswith("Sổ ghi kết luận “Không có vi phạm, 15/06/2020”, dòng này ghi “Có vi phạm")
    run = desk.preview([CUC, "Khiếu nại", "15/09/2025", "Vi phạm", "20/09/2025", "8/TB-BMH"])
    run = desk.answer(run, 2, "hold", THE_SAME)
    assert run.plans[0]["f"][0][1] == "Ngày kết luận trước ngày bắt đầu mà sổ ghi: 01/10/2025."
    run = desk.preview([CUC, "Thanh tra", "05/03/2020", "", "", "8/TB-BMH"])
    assert "từ ngày 01/10/2025" in asked(run)[0]  # one paper is nearer than the same months
    assert desk.preview([CUC, "Thanh tra", "16/06/2020", "", "", ""]).counts == {"NEW": 1}
    run = desk.preview(
        rows[0],
        rows[0],
        [CUC, "Khiếu nại", 2021, "", "", ""],
        [CUC, "Khiếu nại", "01/05/2027", "", "", ""],
        [CUC, "Khiếu nại", "01/05/2021", "Vi phạm", "", ""],
        [CUC, "Khiếu nại", "01/05/2021", "", "02/05/2021", ""],
        [CUC, "Khiếu nại", "01/05/2021", "Vi phạm", "30/04/2021", ""],
        [CUC, "Khiếu nại", "01/05/2021", "Vi phạm", "30/04/2027", ""],
        [CUC, "Nghỉ phép", "01/05/2021", "", "", ""],
        [CUC, "Khiếu nại", "01/05/2009", "", "", ""],
        ["Phạm Văn Thường", "Khiếu nại", "01/05/2021", "", "", ""],
    )
    both = "Kết luận và ngày kết luận phải có cả hai, hoặc để trống cả hai."
    assert {plan["n"]: plan["f"][0][1] for plan in run.plans if plan["f"]} == {
        3: f"“Khiếu nại đang xác minh” từ ngày 01/10/2025 của “{CUC}” đã có ở dòng 2.",
        4: "Chỉ có năm 2021, còn thiếu ngày và tháng.",
        5: "Ngày bắt đầu còn ở phía trước.",
        6: both,
        7: both,
        8: "Ngày kết luận phải sau ngày bắt đầu.",
        9: "Ngày kết luận còn ở phía trước.",
        10: "Chưa hiểu “Nghỉ phép”.",
        11: "Ngày 01/05/2009 trước ngày vào làm 01/03/2012 của người này.",
        12: "Không ai tự ghi sổ thành tích của mình.",
    }
    own = replace(desk.actor, person=officer(cast).pk)
    with pytest.raises(ImportStateError, match="không ai tự sửa sổ của mình"):
        services.undo_import(actor=own, run=applied, because="Nhầm tệp", now=desk.now)
    desk.undo(applied)
    assert not AwardHold.objects.exists()


def test_discipline_and_holds_of_units_go_into_their_books_while_they_stood(cast: Cast, now: datetime) -> None:
    make_book(cast.unit, established_on=date(2010, 7, 1))
    ended, kept = cast.units[4], cast.units[3]
    ended.ended_on = date(2019, 5, 31)
    for each in (ended, kept):
        each.search_key = f"{each.search_key}\nvu cu"
        each.save()
    measures = Desk(cast, UNIT_DISCIPLINE, ("Đơn vị", *MEASURES[1:]), now)
    holds = Desk(cast, UNIT_HOLDS, ("Đơn vị", *OF_HOLDS[1:]), now)
    row = [BOARD, "Cảnh cáo", "01/05/2022", "30/04/2023", "3/QĐ-BMH", "28/04/2022"]
    applied = [
        measures.apply(measures.preview(row)),
        holds.apply(holds.preview([BOARD.lower(), "Đang thanh tra", "01/06/2025", "", "", ""])),
    ]
    facts = facts_of(cast.units[5], year=2025, as_of=date(2026, 6, 15))
    assert facts.discipline == (DisciplineRecord(Measure.WARNING, date(2022, 5, 1), date(2023, 4, 30)),)
    assert facts.holds == (HoldRecord(HoldReason.INSPECTION, date(2025, 6, 1), None),)
    assert measures.preview(row).counts == {"SAME": 1}
    assert [each["unit"] for each in (*measures.table(), *holds.table())] == [BOARD, BOARD]

    run = holds.preview(
        [cast.unit.name, "Kiểm toán", "30/06/2010", "", "", ""],
        [ended.name, "Kiểm toán", "01/06/2019", "", "", ""],
        ["Không Có Vụ Này", "Kiểm toán", "01/06/2019", "", "", ""],
        ["Vụ cũ", "Kiểm toán", "31/05/2019", "", "", ""],
        ["Vụ cũ", "Kiểm toán", "01/06/2019", "", "", ""],
    )
    assert {plan["n"]: plan["f"][0][:2] for plan in run.plans if plan["f"]} == {
        2: ["Từ ngày", f"Ngày 30/06/2010 trước ngày thành lập 01/07/2010 của “{cast.unit.name}”."],
        3: ["Từ ngày", f"“{ended.name}” đã kết thúc ngày 31/05/2019, trước ngày 01/06/2019."],
        4: ["Đơn vị", "Không thấy đơn vị “Không Có Vụ Này”."],
    }
    assert asked(run) == ["Có 2 đơn vị gọi là “Vụ cũ” ngày 31/05/2019. Là đơn vị nào?"]
    assert holds.answer(run, 5, "unit", str(ended.pk)).counts == {"NEW": 2, "WRONG": 3}
    for desk, run in zip((holds, measures), reversed(applied), strict=True):
        desk.undo(run)
    assert (DisciplinaryMeasure.objects.count(), AwardHold.objects.count()) == (0, 0)


def test_a_grade_of_a_unit_is_changed_only_after_it_was_shown(cast: Cast, now: datetime) -> None:
    desk = Desk(cast, UNIT_LISTS, UNITS, now)
    book = make_book(cast.unit)
    YearGrade.objects.create(agency=cast.agency, book=book, year=2021, grade=Grade.SATISFACTORY, recorded_at=now)
    run = desk.preview([cast.unit.name, 2021, "Tốt", "", "", "", "", ""])
    assert run.plans[0]["d"] == [["Xếp loại năm 2021", "Hoàn thành nhiệm vụ", "Hoàn thành tốt nhiệm vụ"]]
    desk.apply(run)
    assert YearGrade.objects.get().grade == Grade.GOOD
