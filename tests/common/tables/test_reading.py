"""From sheets as agencies send them to rows: headings, dates, numbers, old encodings, what is no row, what is wrong."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest

from tests.common.tables.books import book, raw_book, text_cell
from thidua.common.tables.errors import WorkbookError
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.parsers import Choice, Day, Email, Number, PartialDay, Text, Whole, Year, YesNo
from thidua.common.tables.reading import Finding, ReadTable, dump_rows, load_rows, read_table
from thidua.common.tables.workbooks import open_workbook
from thidua.common.tables.writing import write_table, write_template
from thidua.core.vietnam.partial_dates import PartialDate

TODAY = date(2026, 11, 23)
PEOPLE = Layout(
    "nguoi",
    "DANH SÁCH NGƯỜI",
    (
        Column("name", "Họ và tên", Text(120), required=True, spellings=("Họ tên",), example="Nguyễn Văn An"),
        Column("gender", "Giới tính", Choice({"MALE": "Nam", "FEMALE": "Nữ"})),
        Column("born", "Ngày sinh", PartialDay(), spellings=("Năm sinh",), example=PartialDate(1980, 1, 2)),
        Column("title", "Chức vụ", Text(160)),
        Column(
            "unit",
            "Đơn vị",
            Text(250),
            required=True,
            spellings=("Tên đơn vị/tập thể công tác",),
            example="Vụ Minh họa",
        ),
        Column("email", "Thư điện tử", Email()),
    ),
    unique=(("name", "born"),),
)
FIGURES = Layout(
    "so",
    "SỐ LIỆU",
    (
        Column("name", "Chỉ tiêu", Text(), required=True),
        Column("plan", "Kế hoạch", Number()),
        Column("money", "Kinh phí", Number("money")),
        Column("count", "Số lượng", Whole()),
        Column("year", "Năm", Year()),
        Column("done", "Đã xong", YesNo()),
        Column("due", "Hạn", Day()),
    ),
)
HEAD = ["STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Đơn vị"]
LINH = [1, "Đặng Thùy Linh", "Nữ", date(1984, 11, 5), "Chuyên viên", "Văn phòng Bộ"]
READ_LINH = {
    "name": "Đặng Thùy Linh",
    "gender": "FEMALE",
    "born": PartialDate(1984, 11, 5),
    "title": "Chuyên viên",
    "unit": "Văn phòng Bộ",
}


def read(data: bytes, layout: Layout = PEOPLE) -> ReadTable:
    """The table of a workbook."""
    return read_table(open_workbook(data), layout, today=TODAY)


def read_one(data: bytes, layout: Layout = PEOPLE) -> Any:
    """Its only row."""
    (row,) = read(data, layout).rows
    return row


# --- headings --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        ["stt", "HO VA TEN", "Gioi tinh", "Ngay sinh", "Chuc vu", "Don vi"],
        ["TT", "Họ  tên\n(viết hoa)", "GIỚI TÍNH *", "Năm sinh (nếu có)", "Chức vụ", "Tên đơn vị / tập thể công tác"],
        ["STT", "Hä vµ tªn", "Giíi tÝnh", "Ngµy sinh", "Chøc vô", "§¬n vÞ"],
        ["STT", "Hoï vaø teân", "Giôùi tính", "Ngaøy sinh", "Chöùc vuï", "Ñôn vò"],
        ["STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ", "Đơn vị"],
    ],
    ids=["as written", "without accents", "with remarks", "TCVN3", "VNI", "decomposed"],
)
@pytest.mark.parametrize("above", [0, 2, 7])
def test_headings_are_recognised_on_any_of_the_first_rows(head: list[str], above: int) -> None:
    row = read_one(book([*[[f"Dòng {n}"] for n in range(above)], head, LINH]))

    assert row.values == READ_LINH
    assert row.number == above + 2
    assert row.findings == ()


def test_headings_in_two_lines_with_merged_cells() -> None:
    def merges(workbook: Any, sheet: Any) -> None:
        sheet.merge_range("A1:F1", "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2026")
        for place, text in [
            ("A3:A4", "STT"),
            ("B3:B4", "Họ và tên"),
            ("C3:E3", "Thông tin cá nhân"),
            ("F3:F4", "Đơn vị"),
        ]:
            sheet.merge_range(place, text)

    second = [None, None, "Giới tính", "Ngày sinh", "Chức vụ", None]
    table = read(book([[], [], [], second, LINH], also=merges))

    assert [row.values for row in table.rows] == [READ_LINH]
    assert table.notes == ()


def test_family_and_given_name_under_one_heading_become_one_name() -> None:
    def merges(workbook: Any, sheet: Any) -> None:
        sheet.merge_range("A1:B1", "Họ và tên")

    row = read_one(book([[None, None, "Đơn vị"], ["Đặng Thùy", "Linh", "Văn phòng Bộ"]], also=merges))

    assert row.values == {"name": "Đặng Thùy Linh", "unit": "Văn phòng Bộ"}


def test_a_unit_merged_over_several_rows_belongs_to_each() -> None:
    def merges(workbook: Any, sheet: Any) -> None:
        sheet.merge_range("B2:B3", "Văn phòng Bộ")

    rows = read(book([["Họ và tên", "Đơn vị"], ["Lê An"], ["Lê Bình"]], also=merges)).rows

    assert [row.values["unit"] for row in rows] == ["Văn phòng Bộ", "Văn phòng Bộ"]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(WorkbookError) as refusal:
        read(book([[], ["STT", "Họ và tên", "Chức vụ"], [1, "Lê An", "Vụ trưởng"]]))

    assert refusal.value.code == "no_header"
    assert refusal.value.message.startswith("Dòng tiêu đề (dòng 2, trang tính “Danh sách”) còn thiếu cột “Đơn vị”.")


def test_without_any_heading_all_required_columns_are_named() -> None:
    with pytest.raises(WorkbookError) as refusal:
        read(book([["a", "b"], [1, 2]]))

    assert refusal.value.message.startswith("Không thấy dòng tiêu đề. Bảng cần có cột “Họ và tên”, “Đơn vị”.")


def test_one_column_given_twice_is_refused_by_place() -> None:
    with pytest.raises(WorkbookError) as refusal:
        read(book([["Họ tên", "Đơn vị", "Họ và tên"], ["Lê An", "Văn phòng Bộ", "Lê Bình"]]))

    assert refusal.value.code == "column_twice"
    assert "cột A và cột C cùng là “Họ và tên”" in refusal.value.message


def test_headings_without_rows_are_refused() -> None:
    with pytest.raises(WorkbookError) as refusal:
        read(book([HEAD]))

    assert refusal.value.code == "no_rows"


def test_the_first_sheet_with_the_headings_is_read_and_the_others_are_named() -> None:
    def more(workbook: Any, sheet: Any) -> None:
        workbook.add_worksheet("DANHMUC").write("A1", "Mã")

    table = read(book([["Họ và tên", "Đơn vị", "Ghi chú"], ["Lê An", "Văn phòng Bộ"]], also=more))

    assert table.sheet == "Danh sách"
    assert table.columns == (("Họ và tên", "name"), ("Đơn vị", "unit"), ("Ghi chú", None))
    assert table.notes == (
        "Cột không dùng tới: “Ghi chú”.",
        "Chỉ đọc trang tính “Danh sách”. Trang không đọc: “DANHMUC”.",
    )


# --- what is no row --------------------------------------------------------------------------------------------------


def test_groups_sums_column_numbers_and_signatures_are_left_out_and_told() -> None:
    table = read(
        book(
            [
                ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
                ["(1)", "(2)", "(3)", "(4)"],
                ["I", "Khối văn phòng"],
                [1, "Lê An", "Chuyên viên", "Văn phòng Bộ"],
                [],
                [2, "Lê Bình", "Chuyên viên", "Văn phòng Bộ"],
                [None, "Tổng cộng: 2 người", None, "Văn phòng Bộ"],
                [],
                [None, "Người lập bảng", None, None],
                [None, "Nguyễn Thị Cúc", "Chuyên viên", None],
            ]
        )
    )

    assert [(row.number, row.values["name"]) for row in table.rows] == [(4, "Lê An"), (6, "Lê Bình")]
    assert table.notes == (
        "Dòng 3 chỉ có “Khối văn phòng”, không đọc.",
        "Dòng 7 là dòng cộng “Tổng cộng: 2 người”, không đọc.",
        "Dòng 9 chỉ có “Người lập bảng”, không đọc.",
        "Từ dòng 10 trở đi không thuộc bảng, không đọc.",
    )


@pytest.mark.parametrize("words", ["Tổng số cây xanh", "Công ty Cấp nước", "Tổng cục Thống kê", "Cộng đồng dân cư"])
def test_what_only_begins_like_a_sum_is_read(words: str) -> None:
    table = read(book([["Họ và tên", "Đơn vị"], [words, "Văn phòng Bộ"], ["Cộng", "Văn phòng Bộ"]]))

    assert [row.values["name"] for row in table.rows] == [words]
    assert table.notes == ("Dòng 3 là dòng cộng “Cộng”, không đọc.",)


def test_what_is_missing_is_missing() -> None:
    """Hidden look-up columns give #N/A until somebody fills them in."""

    def lookups(workbook: Any, sheet: Any) -> None:
        sheet.write_formula("C2", '=VLOOKUP("x",Z:Z,1,0)', None, "#N/A")

    row = read_one(
        book(
            [
                ["Họ và tên", "Đơn vị", "Giới tính", "Chức vụ", "Ngày sinh"],
                ["Lê An", "Văn phòng Bộ", None, "#N/A", "-"],
            ],
            also=lookups,
        )
    )

    assert row.values == {"name": "Lê An", "unit": "Văn phòng Bộ", "gender": None, "title": None, "born": None}
    assert row.findings == ()


def test_a_missing_required_cell_is_a_finding() -> None:
    row = read(book([HEAD, [1, "Lê An", None, None, "Chuyên viên", None], LINH])).rows[0]

    assert row.findings == (Finding("Đơn vị", "Chưa có Đơn vị.", "Điền ô này."),)


def test_a_formula_in_a_column_that_is_read_is_refused_by_place_and_ignored_elsewhere() -> None:
    def formulas(workbook: Any, sheet: Any) -> None:
        sheet.write_formula("A2", "=ROW()-1", None, 1)
        sheet.write_formula("B2", '="Lê"&" An"', None, "Lê An")

    row = read_one(book([HEAD, [None, None, None, None, None, "Văn phòng Bộ"]], also=formulas))

    assert row.findings == (
        Finding("Họ và tên", "Ô B2 là công thức.", "Chép cột này rồi dán lại dạng giá trị (Paste Values)."),
    )


def test_doubles_within_the_file_are_told_with_the_first_row() -> None:
    again = [2, "ĐẶNG THUỲ LINH", None, "5/11/1984", None, "Thanh tra Bộ"]
    other = [3, "Đặng Thùy Linh", None, "6/11/1984", None, "Thanh tra Bộ"]
    unknown = [4, "Đặng Thùy Linh", None, None, None, "Thanh tra Bộ"]

    rows = read(book([HEAD, LINH, again, other, unknown])).rows

    assert [row.findings for row in rows] == [
        (),
        (Finding("Họ và tên", "Trùng với dòng 2 (Họ và tên, Ngày sinh).", "Giữ lại một dòng."),),
        (),
        (),
    ]


# --- cells -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(1984, 11, 5), PartialDate(1984, 11, 5)),
        (datetime(1984, 11, 5, 8, 30), PartialDate(1984, 11, 5)),  # noqa: DTZ001  (a sheet knows no zones)
        (30991, PartialDate(1984, 11, 5)),
        ("30991", PartialDate(1984, 11, 5)),
        ("5/11/1984", PartialDate(1984, 11, 5)),
        ("05.11.1984", PartialDate(1984, 11, 5)),
        ("05-11-84", PartialDate(1984, 11, 5)),
        ("ngày 5 tháng 11 năm 1984", PartialDate(1984, 11, 5)),
        ("11/1984", PartialDate(1984, 11)),
        (1984, PartialDate(1984)),
        ("1984", PartialDate(1984)),
    ],
)
def test_dates_as_cells_serials_and_text(cell: Any, expected: PartialDate) -> None:
    assert (
        read_one(book([["Họ và tên", "Đơn vị", "Ngày sinh"], ["Lê An", "Văn phòng Bộ", cell]])).values["born"]
        == expected
    )


def test_serials_of_a_workbook_that_counts_from_1904() -> None:
    rows = (
        f'<row r="1">{text_cell("A1", "Chỉ tiêu")}{text_cell("B1", "Hạn")}</row>'
        f'<row r="2">{text_cell("A2", "Trồng cây")}<c r="B2"><v>29529</v></c></row>'
    )

    row = read_one(raw_book(rows, workbook='<workbookPr date1904="1"/>'), FIGURES)

    assert row.values["due"] == date(1984, 11, 5)


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("Kế hoạch", "1.234,5", Fraction(2469, 2)),
        ("Kế hoạch", 1234.5, Fraction(2469, 2)),
        ("Kế hoạch", 0, Fraction(0)),
        ("Kế hoạch", 0.1, Fraction(1, 10)),
        ("Kế hoạch", "−3", Fraction(-3)),
        ("Kinh phí", "2.000.000", Fraction(2_000_000)),
        ("Kinh phí", "1.500", Fraction(1500)),
        ("Số lượng", 12, 12),
        ("Số lượng", "1.200", 1200),
        ("Năm", 2024, 2024),
        ("Năm", "Năm 2024", 2024),
        ("Đã xong", "x", True),
        ("Đã xong", "Không", False),
        ("Hạn", 45601, date(2024, 11, 5)),
    ],
)
def test_numbers_years_and_marks(column: str, cell: Any, expected: Any) -> None:
    row = read_one(book([["Chỉ tiêu", column], ["Trồng cây", cell]]), FIGURES)
    key = next(each.key for each in FIGURES.columns if each.header == column)

    assert row.values[key] == expected
    assert row.findings == ()


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("Kế hoạch", "1.500", "“1.500” có thể là 1500 hoặc 1,500"),
        ("Kế hoạch", "mười", "“mười” không phải là số"),
        ("Kế hoạch", date(2024, 11, 5), "Ô này cần một số."),
        ("Kinh phí", 1.5, "Số tiền là số nguyên đồng."),
        ("Số lượng", 1.5, "Cần số nguyên, không có phần lẻ."),
        ("Số lượng", -1, "Số phải từ 0 trở lên."),
        ("Năm", "2024-2025", "“2024-2025” không phải là một năm."),
        ("Đã xong", "có lẽ", "Chưa hiểu “có lẽ”."),
        ("Hạn", "31/02/2024", "Tháng 2"),
        ("Hạn", 2024, "Chỉ có năm 2024, còn thiếu ngày và tháng."),
        ("Hạn", "tháng 5/2024", "Còn thiếu ngày."),
        ("Hạn", "60", "Chưa hiểu “60” là ngày nào."),
    ],
)
def test_a_cell_that_cannot_be_is_a_finding_with_its_column(column: str, cell: Any, says: str) -> None:
    (finding,) = read_one(book([["Chỉ tiêu", column], ["Trồng cây", cell]]), FIGURES).findings

    assert finding.column == column
    assert says in finding.message


def test_words_are_stored_composed_and_clean() -> None:
    row = read_one(book([["Họ và tên", "Đơn vị"], ["Nguyễn  Văn An", " Văn\xa0phòng\u200b Bộ "]]))

    assert row.values == {"name": "Nguyễn Văn An", "unit": "Văn phòng Bộ"}


def test_a_word_of_the_list_is_understood_and_another_is_a_finding() -> None:
    rows = read(
        book([[*HEAD[1:3], "Đơn vị"], ["Lê An", "nu", "X"], ["Lê Bình", "MALE", "X"], ["Lê Chi", "khác", "X"]])
    ).rows

    assert [row.values["gender"] for row in rows] == ["FEMALE", "MALE", None]
    assert rows[2].findings == (Finding("Giới tính", "Chưa hiểu “khác”.", "Ghi một trong: Nam, Nữ."),)


def test_a_bad_address_and_a_long_text_are_findings() -> None:
    head = ["Họ và tên", "Đơn vị", "Thư điện tử"]
    rows = read(book([head, ["Lê An", "X", "an@vi-du"], ["Lê " + "An " * 60, "X", "AN@vi-du.vn"]])).rows

    assert [finding.column for row in rows for finding in row.findings] == ["Thư điện tử", "Họ và tên"]
    assert rows[1].values["email"] == "an@vi-du.vn"


# --- old encodings ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "unit", "encoding"),
    [
        (["NguyÔn V¨n An", "TrÇn ThÞ H\u00adêng"], "V¨n phßng Bé", "TCVN3 (ABC)"),
        (["Nguyeãn Vaên An", "Traàn Thò Höôøng"], "Vaên phoøng Boä", "VNI"),
    ],
)
def test_columns_in_an_old_encoding_are_converted_and_told(names: list[str], unit: str, encoding: str) -> None:
    table = read(book([["Họ và tên", "Đơn vị"], [names[0], unit], [names[1], unit]]))

    assert [row.values for row in table.rows] == [
        {"name": "Nguyễn Văn An", "unit": "Văn phòng Bộ"},
        {"name": "Trần Thị Hường", "unit": "Văn phòng Bộ"},
    ]
    assert table.notes == tuple(
        f"Cột “{column}” viết theo bảng mã {encoding}; đã chuyển sang Unicode." for column in ("Họ và tên", "Đơn vị")
    )


def test_a_cell_whose_encoding_cannot_be_told_is_a_finding() -> None:
    rows = read(book([["Họ và tên", "Đơn vị"], ["Nguyễn V¨n An", "X"], ["Trần Thị Hường", "X"]])).rows

    assert [finding.column for finding in rows[0].findings] == ["Họ và tên"]
    assert "bảng mã cũ" in rows[0].findings[0].message
    assert rows[1].findings == ()


# --- out and back ----------------------------------------------------------------------------------------------------


def test_a_table_that_goes_out_comes_back_the_same() -> None:
    rows: list[dict[str, Any]] = [
        {"name": "Trồng cây", "plan": Fraction(2469, 2), "money": Fraction(2_000_000), "count": 0, "year": 2024},
        {"name": "=1+1", "plan": Fraction(1, 3), "done": True, "due": date(2024, 11, 5)},
        {"name": "@SUM(A1)", "plan": Fraction(0), "done": False},
    ]
    rows[1]["plan"] = Fraction(-1, 8)

    table = read(write_table(FIGURES, rows), FIGURES)

    empty = dict.fromkeys(column.key for column in FIGURES.columns)
    assert [row.values for row in table.rows] == [{**empty, **row} for row in rows]
    assert [row.findings for row in table.rows] == [(), (), ()]
    assert load_rows(dump_rows(table.rows, FIGURES), FIGURES) == list(table.rows)


def test_rows_as_they_were_kept_at_first_are_still_read() -> None:
    stored = [
        {"n": 4, "v": {"name": "Trồng cây", "plan": "3/2"}, "f": []},
        {"n": 5, "v": {"name": "Tưới cây", "plan": None}, "f": [["Kế hoạch", "Nhập một số.", ""]]},
    ]

    rows = load_rows(stored, FIGURES)

    assert [(row.number, row.values) for row in rows] == [
        (4, {"name": "Trồng cây", "plan": Fraction(3, 2)}),
        (5, {"name": "Tưới cây", "plan": None}),
    ]
    assert [row.findings for row in rows] == [(), (Finding("Kế hoạch", "Nhập một số."),)]


def test_cells_that_are_equal_but_not_of_one_kind_are_read_each_for_itself() -> None:
    table = read(book([["Chỉ tiêu", "Kế hoạch"], ["Cây", True], ["Rác", 1], ["Giờ", "1"], ["Người", 1]]), FIGURES)

    assert [row.values["plan"] for row in table.rows] == [None, 1, 1, 1]
    assert [finding.message for row in table.rows for finding in row.findings] == ["Ô này cần một số."]


def test_the_template_has_one_example_row_which_is_not_read() -> None:
    template = write_template(PEOPLE)

    with pytest.raises(WorkbookError) as refusal:
        read(template)

    assert refusal.value.code == "no_rows"
    (sheet,) = open_workbook(template).sheets
    assert sheet.rows[2] == [column.header for column in PEOPLE.columns]
    assert sheet.rows[3][:1] == ["Nguyễn Văn An"]


def test_a_table_can_go_out_in_the_layout_that_came_in() -> None:
    came_in = read(book([["STT", "Tên đơn vị/tập thể công tác", "Họ tên"], [1, "Văn phòng Bộ", "Lê An"]]))

    data = write_table(PEOPLE, [dict(row.values) for row in came_in.rows], headings=came_in.columns)

    assert read(data).columns == came_in.columns
    assert [row.values for row in read(data).rows] == [row.values for row in came_in.rows]


def test_remarks_stand_beside_their_rows() -> None:
    data = write_table(PEOPLE, [{"name": "Lê An"}, {"name": "Lê Bình"}], remarks=["", "Chưa có Đơn vị."])

    (sheet,) = open_workbook(data).sheets
    assert [row[-1] for row in sheet.rows[2:]] == ["Cần sửa", None, "Chưa có Đơn vị."]
