"""A unit's self-score as a workbook: out in the layout of the bloc's own table, filled in Excel, and back in."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.common.tables.books import book
from tests.factories.scorecards import answer, card_of, open_scheme, put_apart, submitted
from thidua.common import clock
from thidua.common.errors import RefusedError
from thidua.common.models import ImportRun
from thidua.common.tables import services
from thidua.common.tables.errors import ImportStateError, WorkbookError
from thidua.common.tables.kinds import ImportTarget, import_kind
from thidua.common.tables.plans import Action
from thidua.common.tables.queries import shown_rows
from thidua.common.tables.workbooks import open_workbook
from thidua.scorecards.enums import ChangeKind, Layer
from thidua.scorecards.models import Scorecard, ScoreChange, ScoreLine
from thidua.scorecards.queries.cards import results_of

pytestmark = pytest.mark.django_db
HEAD = ["Mục", "Nội dung", "Điểm tối đa", "Câu hỏi", "Tự chấm", "Giải trình"]


@pytest.fixture
def card(cast: Cast) -> Scorecard:
    return card_of(open_scheme(cast), cast.unit)


def _preview(
    cast: Cast,
    card: Scorecard,
    rows: list[list[Any]],
    now: datetime | None = None,
    *,
    heads: list[list[Any]] | None = None,
    also: Callable[[Any, Any], None] | None = None,
) -> ImportRun:
    kind = import_kind("self-score")
    assert kind is not None
    actor = cast.officer.actor()
    subject = kind.find(actor, card.pk)
    assert subject is not None
    return services.preview_import(
        actor=actor,
        target=ImportTarget(kind, subject),
        file_name="phiếu.xlsx",
        data=book([*([HEAD] if heads is None else heads), *rows], also=also),
        now=now or clock.now(),
    )


def _apply(cast: Cast, run: ImportRun) -> ImportRun:
    return services.apply_import(actor=cast.officer.actor(), run=run, manifest=run.manifest_hash, now=clock.now())


ROWS: list[list[Any]] = [
    ["1.2", "Giải quyết hồ sơ", "30", "Số hồ sơ đã nhận", "1.234", ""],
    ["1.2", "Giải quyết hồ sơ", "30", "Số hồ sơ đúng hạn", 1200, ""],
    ["2.1", "Đăng ký", "20", "Đăng ký giao ước và tham gia phong trào do Khối phát động", "19,5", "Quyết định 12"],
    ["2.2", "Báo cáo", "20", "báo cáo chậm", None, ""],
]


def test_what_comes_back_is_scored_with_its_author(cast: Cast, card: Scorecard) -> None:
    run = _apply(cast, _preview(cast, card, ROWS))

    assert run.counts == {Action.CHANGE: 3, Action.SAME: 1}
    changes = dict(ScoreChange.objects.values_list("name", "value"))
    assert changes == {"dossiers": "1234", "on_time": "1200", "2.1": "39/2"}
    assert set(ScoreChange.objects.values_list("by_name", flat=True)) == {"Nguyễn Thị Cúc"}
    assert results_of(card.scheme_id, Layer.SELF)[card.pk].items["2.1"] == "39/2"
    assert ScoreLine.objects.get(scorecard=card, item="2.1").claim == "Quyết định 12"


@pytest.mark.parametrize("words", ["Tổng cộng", "Tổng số", "Tổng điểm", "Cộng", "CỘNG (1 + 2)"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_row_of_sums_under_the_layout_is_no_question(cast: Cast, card: Scorecard, words: str, place: int) -> None:
    sums: list[Any] = [None, None, 100, None, 93, None]
    sums[place] = words

    run = _preview(cast, card, [*ROWS, sums])

    assert run.counts == {Action.CHANGE: 3, Action.SAME: 1}
    assert f"Dòng 6 là dòng cộng “{words}”, không đọc." in run.notes


def test_a_blank_cell_and_an_excel_error_erase_nothing_and_are_no_zero(cast: Cast, card: Scorecard) -> None:
    answer(cast.officer, card, "2.1", **{"2_1": 18})

    run = _preview(cast, card, [["2.1", "", "", ROWS[2][3], None, ""], ["1.2", "", "", ROWS[0][3], "#N/A", ""]])

    assert run.counts == {Action.SAME: 2}


@pytest.mark.parametrize(
    ("question", "given", "says"),
    [
        ("Số hồ sơ đã nhận", "nhiều", "không phải là số"),
        ("Số hồ sơ đã nhận", "12,5", "không phải là số nguyên"),
        ("Số hồ sơ đã nhận", -3, "nhỏ hơn 0"),
        ("Số hồ sơ của ai đó", "3", "không có câu này"),
    ],
)
def test_what_cannot_be_used_is_told_in_its_row(
    cast: Cast, card: Scorecard, question: str, given: Any, says: str
) -> None:
    run = _preview(cast, card, [["1.2", "", "", question, given, ""]])

    assert run.counts == {Action.WRONG: 1}
    assert says in " ".join(message for row in shown_rows(run) for _column, message, _remedy in row.findings)
    with pytest.raises(ImportStateError):
        _apply(cast, run)
    assert not ScoreChange.objects.exists()


def test_a_figure_that_can_be_read_in_two_ways_is_asked_about(cast: Cast, card: Scorecard) -> None:
    rows = [["1.1", "", "30", "Hoàn thành chương trình công tác năm: kết quả đạt được", "1.234", ""]]

    run = _preview(cast, card, rows)

    assert set(run.counts) == {Action.WRONG}


def test_undone_it_counts_as_it_did_and_history_keeps_both(cast: Cast, card: Scorecard) -> None:
    answer(cast.officer, card, "2.1", **{"2_1": 7})
    run = _apply(cast, _preview(cast, card, ROWS))
    imported = {change.name: change.value for change in ScoreChange.objects.filter(reason="Nhập từ Excel")}
    assert set(imported) > {"2.1"}

    services.undo_import(actor=cast.officer.actor(), run=run, because="Nhầm tệp", now=clock.now())

    reversals = ScoreChange.objects.filter(reason="Hoàn tác lần nhập từ Excel: Nhầm tệp")
    assert {change.name: change.value for change in reversals} == {**dict.fromkeys(imported), "2.1": "7"}
    assert {change.by_name for change in reversals} == {cast.officer.person.full_name}
    assert [change.value for change in ScoreChange.objects.filter(name="2.1")] == ["7", imported["2.1"], "7"]
    stands = results_of(card.scheme_id, Layer.SELF)[card.pk].items
    assert (stands["2.1"], stands["1.2"]) == ("7", None)


def test_an_import_is_not_undone_over_what_was_changed_since(cast: Cast, card: Scorecard) -> None:
    run = _apply(cast, _preview(cast, card, ROWS[:2]))
    answer(cast.head, card, "1.2", on_time=1100)
    before = ScoreChange.objects.count()

    with pytest.raises(ImportStateError, match="đã sửa sau lần nhập: Số hồ sơ đúng hạn"):
        services.undo_import(actor=cast.officer.actor(), run=run, because="Nhầm tệp", now=clock.now())

    assert ScoreChange.objects.count() == before
    assert ScoreChange.objects.filter(name="on_time").last().value == "1100"  # type: ignore[union-attr]


def test_a_sent_card_takes_nothing_in_and_gives_nothing_back(cast: Cast, card: Scorecard) -> None:
    run = _apply(cast, _preview(cast, card, ROWS))
    submitted(cast.head, card)

    with pytest.raises(RefusedError):
        _preview(cast, card, ROWS)
    with pytest.raises((RefusedError, ImportStateError)):
        services.undo_import(actor=cast.officer.actor(), run=run, because="Nhầm", now=clock.now())
    assert ScoreChange.objects.filter(name="2.1").exists()


@pytest.mark.parametrize("figure", [1234, Fraction(1, 3), Fraction(12345, 10), 10**7])
def test_what_goes_out_comes_back_without_a_difference(
    cast: Cast, card: Scorecard, sign_in, figure: int | Fraction
) -> None:
    """1.234 written with its mark could come back as one and a bit, a third as 0,33."""
    _apply(cast, _preview(cast, card, ROWS))
    answer(cast.officer, card, "1.1", **{"1_1_achieved": figure, "1_1_target": 1234})
    client = sign_in(cast.officer.user)
    data = client.get(reverse("export_table", args=["self-score", card.pk])).content
    kind = import_kind("self-score")
    assert kind is not None
    actor = cast.officer.actor()

    run = services.preview_import(
        actor=actor,
        target=ImportTarget(kind, kind.find(actor, card.pk)),
        file_name="lại.xlsx",
        data=data,
        now=clock.now(),
    )

    assert set(run.counts) == {Action.SAME}


def test_it_goes_out_as_the_tree_of_the_scheme(cast: Cast, card: Scorecard, sign_in) -> None:
    """Branches and items with their codes and maxima, the questions of an item below it, points as they stand."""
    _apply(cast, _preview(cast, card, ROWS))
    put_apart(card, "1.1", "Không được giao")

    data = sign_in(cast.officer.user).get(reverse("export_table", args=["self-score", card.pk])).content
    rows = [[cell or "" for cell in row] for row in open_workbook(data).sheets[0].rows]
    start = next(at for at, row in enumerate(rows) if row[0] == "Mục")

    assert rows[start][:8] == ["Mục", "Nội dung", "Điểm tối đa", "Câu hỏi", "Tự chấm", "Điểm hiện có",
                               "Lý do không áp dụng", "Giải trình, minh chứng"]  # fmt: skip
    shown = [[str(cell).strip() for cell in row[:7]] for row in rows[start + 1 :]]
    assert shown[0] == ["1", "Thực hiện nhiệm vụ chuyên môn", "60", "(cộng các mục dưới)", "", "≈\xa029,17", ""]
    told = {(row[0], row[3]): row for row in shown}
    assert [row[0] for row in shown] == ["1", "1.1", "1.1", "1.1", "1.2", "1.2", "1.2", "2", "2.1", "2.2"]
    assert told["1.1", "(trả lời từng câu dưới đây)"][6] == "Không được giao"
    assert told["1.2", "Số hồ sơ đã nhận"][1:5] == ["↳", "", "Số hồ sơ đã nhận", "1.234"]
    assert told["2.1", ROWS[2][3]][4:6] == ["19,5", "19,5"]
    assert [row[1] for row in rows[start + 1 : start + 4]] == [
        "Thực hiện nhiệm vụ chuyên môn", "    Hoàn thành chương trình công tác năm", "        ↳"
    ]  # fmt: skip


APART = [*HEAD[:5], "Lý do không áp dụng", "Giải trình"]


def test_why_an_item_does_not_apply_comes_back_and_is_taken_back(cast: Cast, card: Scorecard) -> None:
    rows = [
        ["1.1", "", "", "(trả lời từng câu dưới đây)", None, "Không được giao", ""],
        ["2.1", "", "", ROWS[2][3], "", "Không có phong trào", "Quyết định 12"],
        ["2", "", "", "(cộng các mục dưới)", None, None, None],
    ]
    run = _apply(cast, _preview(cast, card, rows, heads=[APART]))

    assert run.counts == {Action.CHANGE: 2, Action.SAME: 1}
    stands = ScoreChange.objects.filter(kind=ChangeKind.NOT_APPLICABLE)
    assert dict(stands.values_list("name", "value")) == {"1.1": "Không được giao", "2.1": "Không có phong trào"}
    result = results_of(card.scheme_id, Layer.SELF)[card.pk]
    assert (result.standard_exact, "1.1" in result.items) == ("50", False)

    services.undo_import(actor=cast.officer.actor(), run=run, because="Nhầm tệp", now=clock.now())

    assert results_of(card.scheme_id, Layer.SELF)[card.pk].standard_exact == "100"
    assert ScoreLine.objects.get(scorecard=card, item="2.1").claim == ""


def test_a_blank_reason_takes_nothing_back_and_a_branch_takes_none(cast: Cast, card: Scorecard) -> None:
    put_apart(card, "2.1", "Không có phong trào")
    run = _preview(cast, card, [["2.1", "", "", ROWS[2][3], None, None, None]], heads=[APART])
    assert run.counts == {Action.SAME: 1}

    run = _preview(cast, card, [["2", "", "", "(cộng các mục dưới)", None, "Không có", None]], heads=[APART])

    assert run.counts == {Action.WRONG: 1}
    assert "là nhóm tiêu chí" in " ".join(says for row in shown_rows(run) for _column, says, _remedy in row.findings)


class TestOwnSheet:
    """The bloc's own sheet: no column of ours but codes and a column of points or figures."""

    TITLE = [["ỦY BAN NHÂN DÂN TỈNH"], ["PHIẾU TỰ CHẤM ĐIỂM NĂM 2026"], []]
    OWN: list[list[Any]] = [["TT", "Nội dung tiêu chí", "Điểm tối đa", "ĐIỂM ĐƠN VỊ TỰ CHẤM", "Minh chứng", "Ký nhận"]]
    NUMBERS: list[list[Any]] = [["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]]
    POINTS: list[list[Any]] = [
        ["1", "Thực hiện nhiệm vụ chuyên môn", 60, 50, None, "x"],
        ["2", "Phong trào thi đua", 40, None, None, None],
        ["2.1", "Đăng ký giao ước", 20, "19,5", "Quyết định 12", None],
        ["2.2.1", "Báo cáo chậm", None, 0, None, None],
        [None, "Tổng điểm", 100, 93, None, None],
        [None, None, None, None, None, None],
        [None, "Người lập phiếu", None, None, None, "Thủ trưởng"],
    ]

    WHOLE: list[list[Any]] = [
        ["1", "Nhiệm vụ", 60, 41, None, None],
        ["1.1", "Chương trình công tác", 30, 13.5, None, None],
        ["1.2", "Hồ sơ đúng hạn", 30, 27.5, None, None],
        ["2", "Phong trào", 40, 28.5, None, None],
        ["2.1", "Đăng ký giao ước", 20, "19,5", None, None],
        ["2.2", "Báo cáo", 20, 9, None, None],
        [None, None, None, None, None, None],
    ]

    def found(self, run: ImportRun) -> list[str]:
        """What was found wrong, in words."""
        return [message for row in shown_rows(run) for _column, message, _remedy in row.findings]

    def test_it_is_read_by_its_codes(self, cast: Cast, card: Scorecard) -> None:
        run = _preview(cast, card, self.POINTS, heads=[*self.TITLE, *self.OWN, *self.NUMBERS])

        assert run.counts == {Action.CHANGE: 2}, self.found(run)
        assert run.notes[:3] == [
            "Cột A “TT” được hiểu là mã tiêu chí.",
            "Cột D “ĐIỂM ĐƠN VỊ TỰ CHẤM” được hiểu là điểm, số liệu tự chấm.",
            "Cột E “Minh chứng” được hiểu là giải trình, minh chứng.",
        ]
        assert "Cột không dùng tới: “Nội dung tiêu chí”, “Điểm tối đa”, “Ký nhận”." in run.notes
        _apply(cast, run)
        assert dict(ScoreChange.objects.values_list("name", "value")) == {"2.1": "39/2", "2.2.1": "0"}
        assert ScoreLine.objects.get(scorecard=card, item="2.1").claim == "Quyết định 12"

    @pytest.mark.parametrize(
        ("cells", "says"),
        [
            ([None, "Tổng điểm", 100, 69.5, None, None], "không đọc"),
            (["Tổng cộng", None, 100, 69.5, None, None], "không đọc"),
            (["Tổng số", None, 100, 69.5, None, None], "không đọc"),
            ([None, "Cộng", 100, 69.5, None, None], "không đọc"),
            (["III", "TỔNG CỘNG (1 + 2)", 100, 69.5, None, None], ""),
        ],
    )
    def test_a_row_of_sums_is_no_item_however_it_is_called(
        self, cast: Cast, card: Scorecard, cells: list[Any], says: str
    ) -> None:
        run = _preview(cast, card, [*self.WHOLE, cells], heads=self.OWN)

        assert Action.WRONG not in run.counts, self.found(run)
        assert says in " ".join(run.notes)
        assert not [note for note in run.notes if "ghi 69,5" in note], "it adds up, nothing is to be told"

    def test_a_sum_that_does_not_add_up_is_told_with_both_figures(self, cast: Cast, card: Scorecard) -> None:
        run = _preview(cast, card, [*self.WHOLE, ["Tổng cộng", None, 100, "70,5", None, None]], heads=self.OWN)

        assert "Dòng 9 “Tổng cộng” ghi 70,5; cộng các mục trong phiếu được 69,5. Xem lại phiếu." in run.notes
        assert Action.WRONG not in run.counts, self.found(run)
        assert {row.title.split()[0] for row in shown_rows(run)} <= {"1.1", "1.2", "2.1", "2.2"}

    def test_a_branch_whose_sum_is_not_that_of_its_items_is_told(self, cast: Cast, card: Scorecard) -> None:
        rows = [["1", "Nhiệm vụ", 60, 42, None, None], *self.WHOLE[1:]]

        run = _preview(cast, card, rows, heads=self.OWN)

        assert "Dòng 2, mục 1 ghi 42; cộng các mục con trong phiếu được 41." in run.notes

    def test_a_sum_after_a_branch_is_held_against_that_branch(self, cast: Cast, card: Scorecard) -> None:
        first, second = self.WHOLE[:3], self.WHOLE[3:]
        for words, given, told in (
            ("Cộng", 41, ""),
            ("Cộng mục 1", 40, "ghi 40; cộng mục 1 được 41"),
            ("Cộng", 40, ""),
        ):
            rows = [*first, [None, words, None, given, None, None], *second, [None, "Tổng", None, 69.5, None, None]]

            run = _preview(cast, card, rows, heads=self.OWN)

            notes = [note for note in run.notes if "ghi" in note and "cộng mục 1 được 41" in note]
            assert bool(notes) == (given == 40), (words, run.notes)
            assert told in " ".join(notes)

    def test_a_sum_that_cannot_be_held_against_anything_says_why(self, cast: Cast, card: Scorecard) -> None:
        run = _preview(cast, card, self.POINTS, heads=self.OWN)

        assert "Dòng 6 “Tổng điểm” ghi 93; chưa đối chiếu được vì phiếu chưa có điểm mục 2.2." in run.notes, run.notes

    def test_figures_that_are_no_points_are_not_added_up(self, cast: Cast, card: Scorecard) -> None:
        heads = [["Mã", "Nội dung", "Số liệu"]]

        run = _preview(cast, card, [["2.1", "", 19], ["2.2.1", "", 3], ["Tổng cộng", None, 99]], heads=heads)

        assert run.counts == {Action.CHANGE: 2}, self.found(run)
        assert not [note for note in run.notes if "99" in note]

    @pytest.mark.parametrize(
        "name", ["Tổng số phong trào tham gia", "Công tác đăng ký", "Tổng kết, đăng ký", "Tổng điểm"]
    )
    def test_an_item_whose_name_begins_like_a_sum_is_read(self, cast: Cast, card: Scorecard, name: str) -> None:
        run = _preview(cast, card, [["2.1", name, 20, 19, None, None], *self.POINTS[3:4]], heads=self.OWN)

        assert run.counts == {Action.CHANGE: 2}, (self.found(run), run.notes)

    def test_a_row_without_a_code_is_told_and_not_passed_over(self, cast: Cast, card: Scorecard) -> None:
        rows = [[None, "Công tác xã hội", 5, 4, "Quyết định 5", None], *self.POINTS[2:4]]

        run = _preview(cast, card, rows, heads=self.OWN)

        assert "Chưa có Mục." in self.found(run)

    @pytest.mark.parametrize("heading", ["Diem tu cham", "TỰ ĐÁNH GIÁ", "Kết quả", "Điểm"])
    def test_headings_go_with_and_without_accents(self, cast: Cast, card: Scorecard, heading: str) -> None:
        run = _preview(cast, card, [["2.1", 19], ["2.2.1", 0]], heads=[["Mã", heading]])

        assert run.counts == {Action.CHANGE: 2}, self.found(run)

    def test_the_page_says_that_the_sheet_of_the_bloc_will_do(self, cast: Cast, card: Scorecard, sign_in) -> None:
        page = sign_in(cast.officer.user).get(reverse("import_upload", args=["self-score", card.pk]))

        assert "Dùng luôn được phiếu Excel của khối" in page.text

    def test_headings_in_two_lines_merged(self, cast: Cast, card: Scorecard) -> None:
        heads = [["TT", "Nội dung", "Điểm", None, None], [None, None, "Tối đa", "Tự chấm", "Thẩm định"]]

        run = _preview(
            cast,
            card,
            [["2.1", "Đăng ký", 20, 18, 17], ["2.2.1", "Chậm", None, 0, 1]],
            heads=heads,
            also=lambda _book, sheet: sheet.merge_range(0, 2, 0, 4, "Điểm"),
        )

        assert run.counts == {Action.CHANGE: 2}, self.found(run)
        assert run.notes[1] == "Cột D “Điểm – Tự chấm” được hiểu là điểm, số liệu tự chấm."

    def test_a_figure_that_may_be_points_is_asked_about(self, cast: Cast, card: Scorecard) -> None:
        run = _preview(cast, card, [["1.2", "Hồ sơ", 30, "190", None], *self.POINTS], heads=self.OWN)

        assert run.counts == {Action.ASK: 1, Action.CHANGE: 2}
        asked = next(row for row in shown_rows(run) if row.question)
        assert asked.question.startswith("Mục 1.2 tính điểm từ số liệu. “190” ở cột “ĐIỂM ĐƠN VỊ TỰ CHẤM” là gì?")
        assert [option.value for option in asked.options] == ["on_time", "dossiers"]
        actor, now = cast.officer.actor(), clock.now()
        services.answer_import(actor=actor, run=run, answers={str(asked.number): {"meaning": "on_time"}}, now=now)
        run.refresh_from_db()
        _apply(cast, run)
        assert ScoreChange.objects.get(name="on_time").value == "190"

    def test_a_figure_under_a_heading_of_figures_is_not_asked_about(self, cast: Cast, card: Scorecard) -> None:
        run = _preview(cast, card, [["2.1", 19], ["2.2.1", 3]], heads=[["Mã", "Số liệu"]])

        assert run.counts == {Action.CHANGE: 2}

    @pytest.mark.parametrize("missing", ["#N/A", "-", None])
    def test_an_error_of_excel_in_the_figures_erases_nothing(
        self, cast: Cast, card: Scorecard, missing: str | None
    ) -> None:
        answer(cast.officer, card, "2.1", **{"2_1": 18})

        run = _preview(cast, card, [["2.1", "", 20, missing, None], ["2.2.1", "", None, 0, None]], heads=self.OWN)

        assert run.counts == {Action.SAME: 1, Action.CHANGE: 1}

    def test_a_hidden_column_with_errors_of_excel_changes_nothing_of_what_is_read(
        self, cast: Cast, card: Scorecard
    ) -> None:
        """Sheets that look last year's points up carry a hidden column of #N/A between the others."""
        heads = [["TT", "Nội dung", "Tra cứu", "Tự chấm"]]
        rows = [["2.1", "Đăng ký", "#N/A", 19], ["2.2.1", "Báo cáo chậm", "#N/A", 0]]

        def hide(_book: Any, sheet: Any) -> None:
            sheet.write_formula("C2", '=VLOOKUP("x",Z:Z,1,0)', None, "#N/A")
            sheet.set_column("C:C", None, None, {"hidden": True})

        run = _preview(cast, card, rows, heads=heads, also=hide)

        assert run.counts == {Action.CHANGE: 2}, self.found(run)
        assert "Cột không dùng tới: “Nội dung”, “Tra cứu”." in run.notes
        _apply(cast, run)
        assert dict(ScoreChange.objects.values_list("name", "value")) == {"2.1": "19", "2.2.1": "0"}

    @pytest.mark.parametrize(
        ("row", "says"),
        [
            (["9.9", "Lạ", 5, 4, None], "Bảng tiêu chí không có mục “9.9”."),
            (["#N/A", "Lạ", 5, 4, "Quyết định 3"], "Chưa có Mục."),
            (["2.1", "Trùng", 20, 17, None], "Trùng mã với dòng 4."),
            (["2.1", "Chữ", 20, "khá tốt", None], "không phải là số"),
        ],
    )
    def test_a_row_that_cannot_be_used_is_told(self, cast: Cast, card: Scorecard, row: list[Any], says: str) -> None:
        rows = [row, *self.POINTS[:2], ["2.2.1", "", None, 0, None]]
        if says.startswith("Trùng"):
            rows = [*self.POINTS[:4], row]

        run = _preview(cast, card, rows, heads=self.OWN)

        assert says in " ".join(self.found(run))
        with pytest.raises(ImportStateError):
            _apply(cast, run)
        assert not ScoreChange.objects.exists()

    @pytest.mark.parametrize(
        ("heads", "says"),
        [
            (
                ["TT", "Tự chấm lần 1", "Tự chấm lần 2"],
                "Chưa rõ cột nào là điểm tự chấm: B “Tự chấm lần 1”, C “Tự chấm lần 2”.",
            ),
            (["TT", "Điểm", "Kết quả"], "Chưa rõ cột nào là điểm tự chấm: B “Điểm”, C “Kết quả”."),
            (["TT", "Điểm tối đa", "Điểm thẩm định"], "chưa rõ cột nào là điểm tự chấm. Các cột: “TT”, “Điểm tối đa”"),
        ],
    )
    def test_two_columns_that_could_be_it_are_refused_by_name(
        self, cast: Cast, card: Scorecard, heads: list[str], says: str
    ) -> None:
        with pytest.raises(WorkbookError) as refused:
            _preview(cast, card, [["2.1", 19, 18], ["2.2.1", 0, 0]], heads=[heads])

        assert says in refused.value.message

    def test_two_columns_of_codes_are_refused_by_name(self, cast: Cast, card: Scorecard) -> None:
        with pytest.raises(WorkbookError) as refused:
            _preview(cast, card, [["2.1", "2.1", 19], ["2.2.1", "2.2.1", 0]], heads=[["Mã", "Mã cũ", "Tự chấm"]])

        assert "Trang tính “Danh sách”: các cột A, B đều giống cột mã tiêu chí." in refused.value.message

    def test_a_title_that_speaks_of_self_scoring_is_no_heading(self, cast: Cast, card: Scorecard) -> None:
        heads = [[None, "PHIẾU TỰ CHẤM ĐIỂM"], ["TT", "Tiêu chí", "Tự chấm lần 1", "Tự chấm lần 2"]]

        with pytest.raises(WorkbookError) as refused:
            _preview(cast, card, [["2.1", "a", 19, 18], ["2.2.1", "b", 0, 0]], heads=heads)

        assert "C “Tự chấm lần 1”, D “Tự chấm lần 2”" in refused.value.message

    def test_codes_without_headings_are_refused(self, cast: Cast, card: Scorecard) -> None:
        with pytest.raises(WorkbookError) as refused:
            _preview(cast, card, [["2.1", 19], ["2.2.1", 0]], heads=[])

        assert "không có dòng tiêu đề phía trên" in refused.value.message

    def test_a_sheet_of_something_else_is_told_what_ours_needs(self, cast: Cast, card: Scorecard) -> None:
        with pytest.raises(WorkbookError) as refused:
            _preview(cast, card, [["Nguyễn Văn A", 45]], heads=[["Họ và tên", "Tuổi"]])

        assert "“Câu hỏi”" in refused.value.message
