"""Records that cannot all be right: found, put into words, answered by somebody with a reason."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.books import grade_years, make_book, put_award
from tests.factories.organisations import make_person
from thidua.common.due import due_items
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Person
from thidua.records.enums import AwardCode, DoubtAnswerKind, Grade, LawCode
from thidua.records.errors import BookError
from thidua.records.facts.doubts import DoubtKind, doubts_of
from thidua.records.models import DoubtAnswer, RecordBook, UnitAward, YearGrade
from thidua.records.services import remove_award
from thidua.records.services.doubts import say_as_recorded
from thidua.records.views import doubts

TODAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def person(cast: Cast) -> Person:
    return make_person(cast.unit, "Lương Thị Bích Ngọc")


@pytest.fixture
def book(person: Person) -> RecordBook:
    return make_book(person)


def kinds(subject: Any) -> list[DoubtKind]:
    return [each.kind for each in doubts_of(subject, TODAY)]


def test_a_clean_book_raises_no_doubt(person: Person, book: RecordBook) -> None:
    grade_years(book, {2024: Grade.GOOD, 2025: Grade.EXCELLENT})
    put_award(book, LawCode.ADVANCED_WORKER, 2025, number="9/QĐ", day=PartialDate(2026, 1, 5))
    put_award(book, LawCode.GRASSROOTS_EMULATION_FIGHTER, 2025, number="9/QĐ", day=PartialDate(2026, 1, 5))
    assert kinds(person) == []


def test_the_same_award_twice(person: Person, book: RecordBook) -> None:
    put_award(book, LawCode.ADVANCED_WORKER, 2025)
    put_award(book, LawCode.ADVANCED_WORKER, 2025)
    put_award(book, LawCode.MINISTRY_CERTIFICATE_OF_MERIT, 2020, number="1/QĐ")
    put_award(book, LawCode.MINISTRY_CERTIFICATE_OF_MERIT, 2020, number="2/QĐ")
    assert kinds(person) == [DoubtKind.SAME_AWARD_TWICE]


def test_one_number_of_one_issuer_with_two_days(cast: Cast, person: Person, book: RecordBook) -> None:
    other = make_book(make_person(cast.unit, "Đặng Hoàng Phương Thảo"))
    put_award(book, LawCode.ADVANCED_WORKER, 2025, number="9/QĐ", day=PartialDate(2026, 1, 5))
    clash = put_award(other, LawCode.ADVANCED_WORKER, 2025, number="9/QĐ", day=PartialDate(2026, 1))
    assert kinds(person) == []

    UnitAward.objects.filter(pk=clash.pk).update(decided_on="2026-02-05")
    assert kinds(person) == [DoubtKind.NUMBER_CLASH]
    UnitAward.objects.filter(person=person).update(issuer="Văn phòng Bộ")
    for issuer, found in (
        ("", [DoubtKind.NUMBER_CLASH]),
        ("VĂN PHÒNG BỘ", [DoubtKind.NUMBER_CLASH]),
        ("Bộ Minh họa", []),  # every issuer has numbers of its own
    ):
        UnitAward.objects.filter(pk=clash.pk).update(issuer=issuer)
        assert kinds(person) == found


def test_a_line_without_an_issuer_is_taken_for_the_decision_of_its_day(
    cast: Cast, person: Person, book: RecordBook
) -> None:
    own = put_award(book, LawCode.ADVANCED_WORKER, 2025, number="9/QĐ", day=PartialDate(2026, 1, 5))
    for name, issuer, day in (("Đặng Phương Thảo", "Bộ Minh họa", 5), ("Đặng Phương Nhi", "Văn phòng Bộ", 8)):
        award = put_award(
            make_book(make_person(cast.unit, name)), LawCode.ADVANCED_WORKER, 2025, number="9/QĐ",
            day=PartialDate(2026, 1, day),
        )  # fmt: skip
        UnitAward.objects.filter(pk=award.pk).update(issuer=issuer)
    assert kinds(person) == []

    UnitAward.objects.filter(pk=own.pk).update(decided_on="2026-01-06")
    assert set(kinds(person)) == {DoubtKind.NUMBER_CLASH}


def test_one_person_with_two_births(cast: Cast, person: Person) -> None:
    twin = make_person(cast.unit, "Lương Thị Bích Ngọc")
    Person.objects.filter(pk=person.pk).update(born_on=date(1985, 3, 4))
    person.refresh_from_db()
    assert kinds(person) == []
    Person.objects.filter(pk=twin.pk).update(born_on=date(1985, 4, 3))
    assert kinds(person) == [DoubtKind.TWO_BIRTHS]


def test_a_title_without_the_one_the_law_asks_for(person: Person, book: RecordBook) -> None:
    put_award(book, LawCode.GRASSROOTS_EMULATION_FIGHTER, 2025)
    (doubt,) = doubts_of(person, TODAY)
    assert doubt.kind == DoubtKind.TITLE_ORDER
    assert doubt.said == (
        "Có “Chiến sĩ thi đua cơ sở” năm 2025 nhưng sổ chưa ghi Lao động tiên tiến năm 2025 "
        "(khoản 1 Điều 23 của 06/2022/QH15)."
    )


def test_a_title_that_can_be_read_in_several_ways_names_each_year_once(person: Person, book: RecordBook) -> None:
    put_award(book, LawCode.MINISTERIAL_EMULATION_FIGHTER, 2025)
    (doubt,) = doubts_of(person, TODAY)
    assert doubt.said == (
        "Có “Chiến sĩ thi đua bộ, ban, ngành, tỉnh” năm 2025 nhưng sổ chưa ghi Chiến sĩ thi đua cơ sở năm 2024, "
        "Chiến sĩ thi đua cơ sở năm 2023, Chiến sĩ thi đua cơ sở năm 2022 (khoản 1 Điều 22 của 06/2022/QH15)."
    )


def test_before_the_first_day_and_still_to_come(person: Person, book: RecordBook) -> None:
    put_award(book, LawCode.ADVANCED_WORKER, 2011)
    put_award(book, LawCode.ADVANCED_WORKER, 2027)
    put_award(book, LawCode.MINISTRY_CERTIFICATE_OF_MERIT, 2026, day=PartialDate(2026, 7))
    assert sorted(kinds(person)) == [DoubtKind.BEFORE_START, DoubtKind.IN_FUTURE, DoubtKind.IN_FUTURE]


def test_an_unknown_grade_and_an_award_of_no_law(person: Person, book: RecordBook) -> None:
    grade_years(book, {2025: Grade.GOOD})
    YearGrade.objects.update(grade="LOẠI A")
    award = put_award(book, LawCode.LABOUR_ORDER_THIRD_CLASS, 2019)
    UnitAward.objects.filter(pk=award.pk).update(code=AwardCode.ORDER, law_code=None)
    assert kinds(person) == [DoubtKind.UNKNOWN_CODE, DoubtKind.UNKNOWN_CODE]


def test_the_word_of_somebody_with_a_reason_settles_it_until_the_record_changes(
    cast: Cast, person: Person, book: RecordBook, now: datetime
) -> None:
    award = put_award(book, LawCode.ADVANCED_WORKER, 2011)
    (doubt,) = doubts_of(person, TODAY)
    given: dict[str, Any] = {"actor": cast.officer.actor(), "subject": person, "key": doubt.key, "now": now}
    with pytest.raises(BookError):
        say_as_recorded(reason=" ", **given)
    say_as_recorded(reason="Trước đó làm ở cơ quan khác", **given)
    assert kinds(person) == []
    with pytest.raises(BookError):
        say_as_recorded(reason="Lần nữa", **given)

    UnitAward.objects.filter(pk=award.pk).update(year=2010)
    assert kinds(person) == [DoubtKind.BEFORE_START]


def test_a_removal_answers_the_doubts_that_it_ends(cast: Cast, person: Person, book: RecordBook) -> None:
    put_award(book, LawCode.ADVANCED_WORKER, 2025)
    twice = put_award(book, LawCode.ADVANCED_WORKER, 2025)
    remove_award(actor=cast.officer.actor(), award=twice, version=1, reason="Ghi trùng")

    answer = DoubtAnswer.objects.get()
    assert (answer.kind, answer.answer, answer.reason, answer.answered_by) == (
        "SAME_AWARD_TWICE",
        DoubtAnswerKind.REMOVED,
        "Ghi trùng",
        "Nguyễn Thị Cúc",
    )


def test_doubts_on_the_page(cast: Cast, person: Person, book: RecordBook, sign_in) -> None:
    put_award(book, LawCode.ADVANCED_WORKER, 2011)
    browser: Client = sign_in(cast.officer.user)
    page = reverse("record_book", args=["nguoi", person.pk])
    assert "có trước ngày bắt đầu 01/03/2012" in browser.get(page).text
    (doubt,) = doubts_of(person, TODAY)
    answer = f"{reverse('answer_doubt', args=['nguoi', person.pk])}?dieu={doubt.key}"
    assert browser.post(answer, {"reason": "Chuyển từ nơi khác về"}).status_code == 302
    said = browser.get(page).text
    assert "có trước ngày bắt đầu 01/03/2012" in said
    assert "Chuyển từ nơi khác về" in said
    assert doubts_of(person, TODAY) == []


def test_all_doubts_of_a_unit_in_as_many_queries_for_three_as_for_one(
    cast: Cast, person: Person, book: RecordBook, sign_in, count_queries
) -> None:
    browser: Client = sign_in(cast.officer.user)
    page = reverse("doubts", args=[cast.unit.pk])
    assert "Không có gì cần xem lại" in browser.get(page).text
    put_award(book, LawCode.ADVANCED_WORKER, 2011, number="9/QĐ", day=PartialDate(2012, 1, 5))
    browser.get(page)
    one = count_queries(lambda: browser.get(page))
    for name in ("Đặng Hoàng Phương Thảo", "Lương Thị Bích Ngọc"):
        other = make_book(make_person(cast.unit, name))
        put_award(other, LawCode.ADVANCED_WORKER, 2011, number="9/QĐ", day=PartialDate(2012, 1, 6))

    assert count_queries(lambda: browser.get(page)) == one
    assert browser.get(page).text.count("Cần xem lại") == 6
    assert sign_in(cast.stranger.user).get(page).status_code == 404


# --- the whole agency ------------------------------------------------------------------------------------------------


def test_everything_that_books_ask_by_kind_and_unit(cast: Cast, person: Person, book: RecordBook, sign_in) -> None:
    page = reverse("all_doubts")
    browser: Client = sign_in(cast.standing.user)
    assert "Không có gì cần xem lại" in browser.get(page).text
    put_award(book, LawCode.ADVANCED_WORKER, 2011)
    put_award(book, LawCode.GRASSROOTS_EMULATION_FIGHTER, 2025)
    elsewhere = make_book(make_person(cast.other_unit, "Đặng Hoàng Phương Thảo"))
    put_award(elsewhere, LawCode.ADVANCED_WORKER, 2010)
    own_book = make_book(cast.unit, established_on=date(2015, 1, 1))
    put_award(own_book, LawCode.ADVANCED_LABOUR_COLLECTIVE, 2014)

    def said(user: Any, **asked: Any) -> list[str]:
        """Whose books the page names, in its order."""
        found = sign_in(user).get(page, asked).context["groups"]
        return [f"{group.kind} {each.subject}" for group in found for each in group.shown]

    order, early = DoubtKind.TITLE_ORDER, DoubtKind.BEFORE_START
    ours = [f"{order} {person}", f"{early} {cast.unit}", f"{early} {person}"]
    assert said(cast.standing.user) == [*ours, f"{early} Đặng Hoàng Phương Thảo"]
    assert said(cast.standing.user, **{"don-vi": cast.other_unit.pk}) == [f"{early} Đặng Hoàng Phương Thảo"]
    assert said(cast.standing.user, loai=order) == [f"{order} {person}"]
    assert said(cast.officer.user) == ours
    assert said(cast.officer.user, **{"don-vi": cast.other_unit.pk}) == ours  # not his: not a filter that he has
    text = sign_in(cast.officer.user).get(page).text
    assert f'href="{reverse("record_book", args=["nguoi", person.pk])}#can-xem-lai"' in text
    assert "Không có điều nào loại này" in sign_in(cast.officer.user).get(page, {"loai": "TWO_BIRTHS"}).text
    assert sign_in(cast.reader.user).get(page).status_code == 403


def test_the_page_of_all_takes_as_many_queries_for_three_as_for_one(
    cast: Cast, person: Person, book: RecordBook, sign_in, count_queries
) -> None:
    browser: Client = sign_in(cast.standing.user)
    page = reverse("all_doubts")
    put_award(book, LawCode.ADVANCED_WORKER, 2011, number="9/QĐ", day=PartialDate(2012, 1, 5))
    browser.get(page)
    one = count_queries(lambda: browser.get(page))
    for unit in (cast.unit, cast.other_unit):
        other = make_book(make_person(unit, "Lương Thị Bích Ngọc"))
        put_award(other, LawCode.ADVANCED_WORKER, 2011, number="9/QĐ", day=PartialDate(2012, 1, 6))

    assert count_queries(lambda: browser.get(page)) == one


def test_more_people_than_a_page_reads_choose_a_unit(
    cast: Cast, book: RecordBook, sign_in, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_award(book, LawCode.ADVANCED_WORKER, 2011)
    browser: Client = sign_in(cast.standing.user)
    monkeypatch.setattr(doubts, "MOST_PEOPLE", 3)
    assert "anh/chị chọn một đơn vị" in browser.get(reverse("all_doubts")).text.replace("\xa0", " ")
    here = browser.get(reverse("all_doubts"), {"don-vi": cast.unit.pk}).text
    assert "có trước ngày bắt đầu" in here.replace("\xa0", " ")


def test_home_tells_the_officer_of_the_unit_in_one_line(cast: Cast, book: RecordBook) -> None:
    def told(who: str) -> list[str]:
        caches["pages"].clear()  # a factory leaves no trace in history, which tells that a count is old
        return [each.title for each in due_items(getattr(cast, who).actor(), TODAY) if each.icon == "book"]

    assert told("officer") == []
    put_award(book, LawCode.ADVANCED_WORKER, 2011)
    put_award(book, LawCode.GRASSROOTS_EMULATION_FIGHTER, 2025)
    assert told("officer") == ["Xem lại 2 điều trong sổ thành tích"]
    assert [title for who in ("head", "standing", "other_officer", "reader") for title in told(who)] == []
