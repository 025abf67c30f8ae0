"""A year in a table: only what changed is written, all or nothing, and nothing typed is lost."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.awards import make_award
from tests.factories.books import grade_years, make_book, put_award, tell_in_full
from tests.factories.organisations import make_person
from tests.pages import words_of
from thidua.audit.models import AuditEntry
from thidua.organisations.models import Person
from thidua.records.enums import AwardCode, EntryKind, Grade, LawCode, RecipientKind
from thidua.records.facts import facts_of
from thidua.records.models import FullyTold, ReopenedTelling, UnitAward, YearGrade
from thidua.records.services.tables import TableError, TablePaper, TableRow, YearCells, save_table

NOTHING = YearCells()


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def people(cast: Cast) -> list[Person]:
    return [make_person(cast.unit, name) for name in ("Lương Thị Bích Ngọc", "Đặng Hoàng Phương Thảo")]


def rows_of(*pairs: tuple[Person, YearCells, YearCells]) -> list[TableRow]:
    return [TableRow(person.pk, shown.code, cells) for person, shown, cells in pairs]


def save(cast: Cast, now: datetime, rows: list[TableRow], **paper: Any) -> int:
    return save_table(
        actor=cast.officer.actor(), unit=cast.unit, year=2025, rows=rows, paper=TablePaper(**paper), now=now
    )


def test_grades_and_titles_of_a_year(cast: Cast, people: list[Person], now: datetime) -> None:
    ngoc, thao = people
    good = YearCells("EXCELLENT", frozenset({"ADVANCED_WORKER", "GRASSROOTS_EMULATION_FIGHTER"}))
    none = YearCells("SATISFACTORY", no_title=True)
    assert save(cast, now, rows_of((ngoc, NOTHING, good), (thao, NOTHING, none)), title_number="9/QĐ-BMH") == 2

    assert {(each.book.person, each.grade) for each in YearGrade.objects.all()} == {
        (ngoc, "EXCELLENT"),
        (thao, "SATISFACTORY"),
    }
    assert {(each.person, each.law_code, each.decision_number, each.unit) for each in UnitAward.objects.all()} == {
        (ngoc, "ADVANCED_WORKER", "9/QĐ-BMH", cast.unit),
        (ngoc, "GRASSROOTS_EMULATION_FIGHTER", "9/QĐ-BMH", cast.unit),
    }
    (told,) = FullyTold.objects.all()
    assert (told.book.person, told.from_year, told.to_year, told.said_by) == (thao, 2025, 2025, "Nguyễn Thị Cúc")
    assert AuditEntry.objects.filter(action="book.table_saved").count() == 1
    assert save(cast, now, rows_of((ngoc, good, good), (thao, none, none))) == 0


def test_titles_in_the_table_are_all_there_are_once_somebody_says_so(
    cast: Cast, people: list[Person], now: datetime
) -> None:
    ngoc, thao = people
    worker, nobody = YearCells("GOOD", frozenset({"ADVANCED_WORKER"})), YearCells("GOOD")
    save(cast, now, rows_of((ngoc, NOTHING, worker), (thao, NOTHING, nobody)))

    def open_years() -> frozenset[int]:
        return facts_of(ngoc, year=2025, as_of=now.date()).open_titles()

    assert (open_years(), FullyTold.objects.count()) == ({2025}, 0)
    stands = rows_of((ngoc, worker, worker), (thao, nobody, nobody))
    assert save(cast, now, stands) == 0
    assert save(cast, now, stands, titles_told=True) == 1
    (told,) = FullyTold.objects.all()
    assert (told.book.person, told.from_year, told.to_year) == (ngoc, 2025, 2025)
    assert open_years() == frozenset()
    assert save(cast, now, stands, titles_told=True) == 0


def test_a_title_in_place_of_none_takes_the_word_back_that_there_was_none(
    cast: Cast, people: list[Person], now: datetime
) -> None:
    none, worker = YearCells("GOOD", no_title=True), YearCells("GOOD", frozenset({"ADVANCED_WORKER"}))
    save(cast, now, rows_of((people[0], NOTHING, none)))
    assert FullyTold.objects.count() == 1
    assert save(cast, now, rows_of((people[0], none, worker))) == 1
    assert not FullyTold.objects.exists()


def test_a_title_that_comes_among_years_told_in_full_reopens_them_and_its_own_year_is_told(
    cast: Cast, people: list[Person], now: datetime
) -> None:
    tell_in_full(make_book(people[0]), EntryKind.TITLE, until=2025)
    wide = FullyTold.objects.get()
    worker = YearCells("GOOD", frozenset({"ADVANCED_WORKER"}))

    none = YearCells(no_title=True)
    assert save(cast, now, rows_of((people[0], none, worker)), titles_told=True) == 1

    assert ReopenedTelling.objects.get(confirmed_at=None).told == wide
    facts = facts_of(people[0], year=2025, as_of=now.date())
    assert facts.titles == {2025: ("ADVANCED_WORKER",)}, "of other years nothing is known until somebody confirms it"
    assert facts.open_titles() == frozenset()
    history = AuditEntry.objects.get(action="book.table_saved")
    assert "tellings_reopened" in history.payload


def test_a_title_that_the_unit_told_by_name_is_not_entered_again(
    cast: Cast, people: list[Person], now: datetime
) -> None:
    told = make_award(
        cast,
        "",
        year=2025,
        code=AwardCode.ADVANCED_WORKER,
        recipient_kind=RecipientKind.PERSON,
        recipient="Lương Thị Bích Ngọc",
    )
    assert save(cast, now, rows_of((people[0], NOTHING, YearCells("GOOD", frozenset({"ADVANCED_WORKER"}))))) == 1
    assert [(each.pk, each.person) for each in UnitAward.objects.all()] == [(told.pk, people[0])]


def test_what_is_on_record_changes_with_a_reason(cast: Cast, people: list[Person], now: datetime) -> None:
    ngoc, thao = people
    book = make_book(ngoc)
    grade_years(book, {2025: Grade.GOOD})
    put_award(book, LawCode.ADVANCED_WORKER, 2025)
    was = YearCells("GOOD", frozenset({"ADVANCED_WORKER"}))
    rows = rows_of((ngoc, was, YearCells("EXCELLENT")), (thao, NOTHING, YearCells("GOOD")))
    with pytest.raises(TableError) as refusal:
        save(cast, now, rows)
    assert set(refusal.value.rows) == {ngoc.pk}
    assert YearGrade.objects.count() == 1

    assert save(cast, now, rows, reason="Đối chiếu lại quyết định") == 2
    assert not UnitAward.objects.exists()
    assert YearGrade.objects.get(book=book).grade == "EXCELLENT"


def test_what_cannot_be_saved_is_named_row_by_row(cast: Cast, people: list[Person], now: datetime) -> None:
    ngoc, thao = people
    assert cast.officer.person is not None
    grade_years(make_book(thao), {2025: Grade.GOOD})
    both = YearCells("GOOD", frozenset({"ADVANCED_WORKER"}), no_title=True)
    rows = rows_of(
        (ngoc, NOTHING, both),
        (thao, NOTHING, YearCells("EXCELLENT")),
        (cast.officer.person, NOTHING, YearCells("EXCELLENT")),
    )
    with pytest.raises(TableError) as refusal:
        save(cast, now, rows)
    assert {pk: said.split(":")[0] for pk, said in refusal.value.rows.items()} == {
        ngoc.pk: "Đã chọn danh hiệu thì bỏ chọn “Không có danh hiệu”.",
        thao.pk: "Có người vừa ghi dòng này",
        cast.officer.person.pk: "Không ai tự ghi sổ của mình. Nhờ cơ quan thường trực ghi dòng này.",
    }
    assert YearGrade.objects.count() == 1


def test_the_table_in_the_browser(cast: Cast, people: list[Person], sign_in) -> None:
    ngoc, thao = people
    browser: Client = sign_in(cast.officer.user)
    page = reverse("year_table", args=[cast.unit.pk, 2025])
    shown = browser.get(page)
    assert "Lương Thị Bích Ngọc" in shown.text
    assert "Sổ của anh/chị do người khác ghi" in shown.text

    empty = NOTHING.code
    sent = {
        f"cu_{ngoc.pk}": empty,
        f"xl_{ngoc.pk}": "GOOD",
        f"dh_{ngoc.pk}": ["ADVANCED_WORKER"],
        f"kdh_{ngoc.pk}": "1",
        f"cu_{thao.pk}": empty,
        f"xl_{thao.pk}": "EXCELLENT",
    }
    wrong = browser.post(page, sent)
    assert "Chưa lưu gì. Xem lại những dòng có chữ đỏ" in words_of(wrong)
    assert f'<a href="#tds-wrong-{ngoc.pk}">{ngoc.full_name}</a>' in wrong.text
    assert wrong.text.count('href="#tds-wrong-') == 1
    assert 'value="EXCELLENT" selected' in wrong.text
    assert not YearGrade.objects.exists()

    del sent[f"kdh_{ngoc.pk}"]
    assert browser.post(page, sent).status_code == 302
    assert YearGrade.objects.count() == 2
    assert "Đã lưu 2 dòng." in words_of(browser.get(page))


@pytest.mark.parametrize(("name", "status"), [("stranger", 404), ("secretary", 404), ("head", 403), ("standing", 200)])
def test_who_writes_the_table(cast: Cast, sign_in, name: str, status: int) -> None:
    browser: Client = sign_in(cast.everyone()[name].user)
    assert browser.get(reverse("year_table", args=[cast.unit.pk, 2025])).status_code == status
    assert browser.get(reverse("year_table", args=[cast.unit.pk, 1900])).status_code == 404
