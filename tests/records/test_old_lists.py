"""Years of old lists into record books: everybody found or asked for, nothing twice, every wrong row named."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.awards import make_award
from tests.factories.books import grade_years, make_book, put_award
from tests.factories.organisations import make_person
from thidua.common.models import ImportRun, ImportState
from thidua.common.tables import services
from thidua.common.tables.errors import ImportStateError, WorkbookError
from thidua.common.tables.kinds import ImportTarget
from thidua.common.tables.plans import SKIP
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Person
from thidua.publishing.models import PublishedAward
from thidua.records.enums import AwardBasis, Grade, LawCode
from thidua.records.errors import AwardError
from thidua.records.facts import facts_of
from thidua.records.models import RecordBook, UnitAward, YearGrade
from thidua.records.services.imports.awards import TWO
from thidua.records.services.imports.lists import AS_IN_FILE, THE_SAME, find_lists
from thidua.records.services.imports.old_lists import OLD_LISTS
from thidua.records.services.publishing import publish_many

HEAD = ("Họ và tên", "Ngày sinh", "Mã cán bộ", "Đơn vị", "Năm", "Mức xếp loại", "Danh hiệu thi đua",
        "Hình thức khen thưởng", "Loại hình khen thưởng", "Số quyết định", "Ngày quyết định")  # fmt: skip
CUC = "Nguyễn Thị Cúc"


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


def row(name: str = CUC, year: Any = 2021, **cells: Any) -> list[Any]:
    """A row under `HEAD`; what is not said is empty."""
    keys = ("name", "born", "code", "unit", "year", "grade", "title", "honour", "basis", "number", "day")
    told = {"name": name, "year": year, **cells}
    return [told.get(key, "") for key in keys]


def workbook(rows: Sequence[Sequence[Any]], head: Sequence[str] = HEAD) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, cells in enumerate((head, *rows)):
        sheet.write_row(at, 0, cells)
    book.close()
    return file.getvalue()


def preview(
    cast: Cast, now: datetime, *rows: Sequence[Any], name: str = "cu.xlsx", data: bytes | None = None
) -> ImportRun:
    actor = cast.standing.actor()
    lists = find_lists(actor, cast.agency.pk)
    target = ImportTarget(OLD_LISTS, lists)
    return services.preview_import(
        actor=actor, target=target, file_name=name, data=workbook(rows) if data is None else data, now=now
    )


def apply(cast: Cast, run: ImportRun, now: datetime) -> ImportRun:
    return services.apply_import(actor=cast.standing.actor(), run=run, manifest=run.manifest_hash, now=now)


def answer(cast: Cast, run: ImportRun, now: datetime, number: int, key: str, value: str) -> ImportRun:
    return services.answer_import(actor=cast.standing.actor(), run=run, answers={str(number): {key: value}}, now=now)


def said(run: ImportRun) -> list[str]:
    return [finding[1] for plan in run.plans for finding in plan["f"]]


def asked(run: ImportRun) -> list[str]:
    return [plan["q"]["text"] for plan in run.plans if plan["q"]]


def officer(cast: Cast) -> Person:
    assert cast.officer.person is not None
    return cast.officer.person


def test_grades_titles_and_honours_go_into_the_book_and_out_again(cast: Cast, now: datetime) -> None:
    run = preview(
        cast,
        now,
        row(grade="Hoàn thành tốt nhiệm vụ", title="CSTĐCS", number="12/QĐ-BMH", day="20/01/2022"),
        row(
            year=2022,
            grade="HTXSNV",
            honour="Bằng khen cấp Bộ",
            basis="Công trạng",
            number="90/QĐ-BMH",
            day="15/03/2023",
        ),
    )
    assert run.counts == {"NEW": 2}
    applied = apply(cast, run, now)
    facts = facts_of(officer(cast), year=2022, as_of=date(2026, 6, 15))

    assert {year: grade.value for year, grade in (facts.grades or {}).items()} == {2021: "GOOD", 2022: "EXCELLENT"}
    assert (facts.titles or {})[2021] == ("GRASSROOTS_EMULATION_FIGHTER",)
    honour = UnitAward.objects.get(law_code=LawCode.MINISTRY_CERTIFICATE_OF_MERIT)
    assert (honour.person, honour.basis, honour.decided_on, honour.is_told_to_bloc) == (
        officer(cast),
        "MERIT",
        PartialDate(2023, 3, 15),
        False,
    )
    undone = services.undo_import(actor=cast.standing.actor(), run=applied, because="Nhầm tệp", now=now)
    assert undone.state == ImportState.UNDONE
    assert not RecordBook.objects.exists()
    assert not UnitAward.objects.exists()


def test_what_was_published_of_an_import_goes_with_it(cast: Cast, now: datetime) -> None:
    other = make_award(cast)
    applied = apply(cast, preview(cast, now, row(grade="Tốt", title="LĐTT", number="12/QĐ", day="20/01/2022")), now)
    actor, brought_in = cast.standing.actor(), UnitAward.objects.exclude(pk=other.pk).get()
    publish_many(actor=actor, awards=[other, brought_in], now=now)

    services.undo_import(actor=actor, run=applied, because="Nhầm tệp", now=now)

    standing = PublishedAward.objects.filter(withdrawn_at=None)
    assert list(standing.values_list("source", flat=True)) == [other.pk]
    with pytest.raises(AwardError) as gone:
        publish_many(actor=actor, awards=[other, brought_in], now=now)
    assert (gone.value.code, standing.count()) == ("gone", 1)


def test_the_same_list_again_changes_nothing(cast: Cast, now: datetime) -> None:
    rows = [row(grade="Tốt", title="LĐTT", number="12/QĐ", day="20/01/2022")]
    apply(cast, preview(cast, now, *rows), now)
    again = preview(cast, now, *rows)

    assert again.counts == {"SAME": 1}
    with pytest.raises(ImportStateError):
        apply(cast, again, now)


def test_another_grade_is_shown_before_it_is_changed(cast: Cast, now: datetime) -> None:
    grade_years(make_book(officer(cast)), {2021: Grade.SATISFACTORY})
    run = preview(cast, now, row(grade="Hoàn thành tốt nhiệm vụ"))

    assert run.plans[0]["d"] == [["Xếp loại năm 2021", "Hoàn thành nhiệm vụ", "Hoàn thành tốt nhiệm vụ"]]
    apply(cast, run, now)
    assert YearGrade.objects.get().grade == Grade.GOOD


@pytest.mark.parametrize(("choice", "awards"), [(THE_SAME, 1), (TWO, 2), (SKIP, 1)])
def test_the_same_award_by_another_decision_is_put_to_a_person(
    cast: Cast, now: datetime, choice: str, awards: int
) -> None:
    put_award(make_book(officer(cast)), LawCode.COMMENDATION_LETTER, 2021, number="1/QĐ", day=PartialDate(2021, 5, 4))
    run = preview(cast, now, row(honour="Giấy khen", grade="Tốt", number="2/QĐ", day="06/07/2021"))

    assert asked(run) == ["Sổ thành tích đã có “Giấy khen” năm 2021 theo quyết định khác. Là cùng một khen thưởng?"]
    with pytest.raises(ImportStateError):
        apply(cast, run, now)
    run = answer(cast, run, now, 2, "award", choice)
    if choice != SKIP:
        apply(cast, run, now)
    assert UnitAward.objects.count() == awards


def test_a_list_that_knows_the_basis_adds_it_to_what_is_on_record_and_can_be_undone(cast: Cast, now: datetime) -> None:
    """An honour brought in without its basis is left open; the same list with the basis settles it."""
    known = {"honour": "Bằng khen cấp Bộ", "number": "90/QĐ-BMH", "day": "15/03/2023"}
    apply(cast, preview(cast, now, row(year=2022, **known)), now)
    assert UnitAward.objects.get().basis is None

    run = preview(cast, now, row(year=2022, basis="Công trạng", **known))
    assert run.counts == {"CHANGE": 1}
    assert run.plans[0]["d"] == [
        ["Loại hình của “Bằng khen của bộ, ban, ngành, tỉnh” năm 2022", "", "Công trạng"],
    ]
    applied = apply(cast, run, now)
    award = UnitAward.objects.get()
    assert (award.basis, award.version) == ("MERIT", 2)
    assert preview(cast, now, row(year=2022, basis="Công trạng", **known)).counts == {"SAME": 1}
    assert preview(cast, now, row(year=2022, **known)).counts == {"SAME": 1}

    services.undo_import(actor=cast.standing.actor(), run=applied, because="Nhầm tệp", now=now)
    assert UnitAward.objects.get().basis is None


@pytest.mark.parametrize(
    ("choice", "bases"),
    [(THE_SAME, ["MERIT"]), ("the one on record", ["THEMATIC"]), (TWO, ["MERIT", "THEMATIC"]), (SKIP, ["MERIT"])],
)
def test_another_basis_than_on_record_is_put_to_a_person(
    cast: Cast, now: datetime, choice: str, bases: list[str]
) -> None:
    award = put_award(
        make_book(officer(cast)),
        LawCode.MINISTRY_CERTIFICATE_OF_MERIT,
        2021,
        number="1/QĐ",
        day=PartialDate(2021, 5, 4),
        basis=AwardBasis.MERIT,
    )
    given = row(honour="Bằng khen cấp Bộ", grade="Tốt", basis="Theo chuyên đề", number="1/QĐ", day="04/05/2021")
    run = preview(cast, now, given)

    (question,) = asked(run)
    assert question.startswith(
        "Sổ thành tích đã có “Bằng khen của bộ, ban, ngành, tỉnh” năm 2021 (Công trạng), dòng này"
    )
    with pytest.raises(ImportStateError):
        apply(cast, run, now)
    run = answer(cast, run, now, 2, "basis", str(award.pk) if choice == "the one on record" else choice)
    if choice != SKIP:
        apply(cast, run, now)
    assert [each.basis for each in UnitAward.objects.order_by("pk")] == bases


def test_of_two_awards_on_record_a_person_says_which_one_had_the_basis(cast: Cast, now: datetime) -> None:
    book = make_book(officer(cast))
    first, second = (
        put_award(book, LawCode.COMMENDATION_LETTER, 2021, number=number, day=PartialDate(2021, month, 4), basis=None)
        for number, month in (("1/QĐ", 5), ("2/QĐ", 9))
    )
    run = preview(cast, now, row(honour="Giấy khen", basis="Đột xuất"))
    assert "(chưa rõ loại hình; chưa rõ loại hình)" in asked(run)[0]
    apply(cast, answer(cast, run, now, 2, "basis", str(second.pk)), now)
    assert [UnitAward.objects.get(pk=each.pk).basis for each in (first, second)] == [None, "AD_HOC"]


def test_the_same_award_twice_in_one_file_is_named(cast: Cast, now: datetime) -> None:
    same = row(title="LĐTT", number="1/QĐ", day="20/01/2022")
    run = preview(cast, now, same, same)
    assert said(run) == ["“Lao động tiên tiến” năm 2021 đã có ở dòng 2."]


def test_two_birth_days_of_one_name_are_put_to_a_person(cast: Cast, now: datetime) -> None:
    person = officer(cast)
    person.born_on = date(1980, 5, 19)
    person.save()
    run = preview(cast, now, row(born="19/05/1981", grade="Tốt"))

    assert asked(run) == ["Danh mục có Nguyễn Thị Cúc với ngày sinh khác (19/05/1981 trong tệp). Có phải là người này?"]
    run = answer(cast, run, now, 2, "person", str(person.pk))
    apply(cast, run, now)
    assert YearGrade.objects.get().book.person == person


def test_of_two_namesakes_the_unit_or_the_birth_tells(cast: Cast, now: datetime) -> None:
    other = make_person(cast.units[3], CUC)
    other.born_on = date(1990, 1, 2)
    other.save()

    assert asked(preview(cast, now, row(grade="Tốt"))) == ["Có nhiều người tên Nguyễn Thị Cúc. Dòng này là ai?"]
    by_unit = preview(cast, now, row(grade="Tốt", unit=cast.units[3].name))
    apply(cast, by_unit, now)
    assert YearGrade.objects.get().book.person == other
    assert preview(cast, now, row(grade="Tốt", year=2022, born="02/01/1990")).counts == {"NEW": 1}


def test_one_number_with_two_days_is_put_to_a_person(cast: Cast, now: datetime) -> None:
    run = preview(
        cast,
        now,
        row(title="LĐTT", number="12/QĐ", day="20/01/2022"),
        row("Trần Quốc Hùng", title="LĐTT", number="12/qđ", day="21/01/2022"),
    )
    assert asked(run) == [
        "Quyết định số 12/qđ có ngày 20/01/2022 ở dòng 2, dòng này ghi ngày 21/01/2022. Đúng như tệp?"
    ]
    run = answer(cast, run, now, 3, "number", AS_IN_FILE)
    apply(cast, run, now)
    assert UnitAward.objects.count() == 2


def test_numbers_begin_anew_every_year_and_with_every_issuer(cast: Cast, now: datetime) -> None:
    first = row(title="LĐTT", number="12/QĐ", day="20/01/2022")
    of_next_year = row(year=2022, title="LĐTT", number="12/QĐ", day="21/01/2023")
    assert preview(cast, now, first, of_next_year).counts == {"NEW": 2}

    def told(issuer: str, other: str) -> ImportRun:
        rows = [[*first, issuer], [*row(year=2022, title="LĐTT", number="12/QĐ", day="21/01/2022"), other]]
        return preview(cast, now, data=workbook(rows, (*HEAD, "Cấp khen")))

    assert told("Bộ Minh họa", "Tỉnh Minh họa").counts == {"NEW": 2}
    for issuer, other in (("Bộ Minh họa", "bộ minh họa"), ("", "Bộ Minh họa"), ("Bộ Minh họa", "")):
        assert len(asked(told(issuer, other))) == 1


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"year": 2027, "grade": "Tốt"}, "Năm 2027 chưa đến, hoặc trước năm 1948."),
        ({"year": 1900, "grade": "Tốt"}, "Năm 1900 chưa đến, hoặc trước năm 1948."),
        ({"year": "x", "grade": "Tốt"}, "“x” không phải là một năm."),
        ({"grade": "Tuyệt vời"}, "Chưa hiểu “Tuyệt vời”."),
        ({"title": "Tập thể lao động xuất sắc"}, "Chưa hiểu “Tập thể lao động xuất sắc”."),
        ({}, "Dòng này không có xếp loại, danh hiệu hay hình thức khen thưởng nào."),
        ({"title": "LĐTT", "day": "20/01/2027"}, "Ngày quyết định ở phía trước."),
        ({"title": "LĐTT", "day": "20/01/2020"}, "Quyết định ngày 20/01/2020 có trước năm 2021."),
        (
            {"grade": "Tốt", "basis": "Công trạng"},
            "Có loại hình khen thưởng mà không có danh hiệu hay hình thức khen thưởng.",
        ),
        ({"name": "Không Có Ai", "grade": "Tốt"}, "Không thấy người tên “Không Có Ai” trong danh mục."),
        ({"name": "Phạm Văn Thường", "grade": "Tốt"}, "Không ai tự ghi sổ thành tích của mình."),
        ({"year": 2009, "grade": "Tốt"}, "Năm 2009 trước ngày vào làm 01/03/2010 của người này."),
    ],
)
def test_what_cannot_be_is_named_with_its_place(cast: Cast, now: datetime, cells: dict[str, Any], says: str) -> None:
    make_book(officer(cast), employed_since=date(2010, 3, 1))
    run = preview(cast, now, row(**cells))

    assert says in said(run)
    assert run.counts == {"WRONG": 1}
    assert run.plans[0]["n"] == 2


def test_two_grades_of_one_year_in_a_file_are_named(cast: Cast, now: datetime) -> None:
    run = preview(cast, now, row(grade="Tốt"), row(grade="Xuất sắc"))
    assert said(run) == ["Dòng 2 đã ghi mức “Hoàn thành tốt nhiệm vụ” cho năm này."]


def test_each_of_many_wrong_rows_is_named(cast: Cast, now: datetime) -> None:
    rows = [row(year=1950 + at % 70, grade="Tuyệt vời" if at % 10 == 9 else "", honour="Giấy khen", number=str(at))
            for at in range(300)]  # fmt: skip
    run = preview(cast, now, *rows)

    named = [plan["n"] for plan in run.plans if any("Tuyệt vời" in finding[1] for finding in plan["f"])]
    assert named == [at + 2 for at in range(300) if at % 10 == 9]


# --- CSV and hostile files -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "parted_by"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t")], ids=["plain", "Excel", "utf-16"]
)
def test_csv_is_read_too(cast: Cast, now: datetime, encoding: str, parted_by: str) -> None:
    cells = [HEAD, row(grade="Hoàn thành tốt nhiệm vụ", title="LĐTT", day="20/01/2022")]
    text = "\n".join(parted_by.join(f'"{cell}"' for cell in each) for each in cells)
    run = preview(cast, now, name="cu.CSV", data=text.encode(encoding))

    assert run.counts == {"NEW": 1}


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\xff\x00\xfa", "not_csv"),
        ("a.csv", b"a,b\0,c", "not_csv"),
        ("a.csv", b"x," * 400, "too_many_columns"),
        ("a.csv", b"a\n" * 130_000, "too_many_rows"),
        ("a.csv", b"a" * 10_000_001, "too_large"),
        ("a.csv", "Họ và tên,Tuổi\nCúc,3".encode(), "no_header"),
        ("a.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("a.xlsx", "Họ và tên,Năm".encode(), "not_a_workbook"),
    ],
)
def test_hostile_and_broken_files_are_refused(cast: Cast, now: datetime, name: str, data: bytes, code: str) -> None:
    with pytest.raises(WorkbookError) as error:
        preview(cast, now, name=name, data=data)
    assert error.value.code == code


def test_a_formula_is_refused(cast: Cast, now: datetime) -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, row(grade="Tốt"))
    sheet.write_formula(1, 0, '=HYPERLINK("http://x")', None, CUC)
    book.close()
    assert "Ô A2 là công thức." in said(preview(cast, now, data=file.getvalue()))


# --- pages -----------------------------------------------------------------------------------------------------------


def test_the_standing_office_alone_brings_lists_in(cast: Cast, now: datetime, client: Client) -> None:
    address = reverse("import_upload", args=["so-thanh-tich", cast.agency.pk])
    for who in ("officer", "head", "secretary", "stranger"):
        client.force_login(getattr(cast, who).user)
        assert client.get(address).status_code == 404
    client.force_login(cast.standing.user)
    assert client.get(address).status_code == 200
    text = ",".join(HEAD) + f"\n{CUC},,,,2021,HTTNV,,,,,"
    sent = client.post(address, {"file": SimpleUploadedFile("cu.csv", text.encode())})
    assert sent.status_code == 302
    run = ImportRun.objects.get()
    assert client.get(reverse("import_run", args=[run.pk])).status_code == 200
    apply(cast, run, now)
    out = client.get(reverse("export_table", args=["so-thanh-tich", cast.agency.pk]))
    assert out.content.startswith(b"PK")
