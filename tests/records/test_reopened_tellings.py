"""A line that comes among years told in full, added or moved there by a correction: the word does not count any more
until it is confirmed, and whoever gave it is asked.
"""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.books import make_book, put_award, put_work, tell_in_full
from tests.factories.organisations import make_person
from tests.pages import words_of
from tests.records.test_other_lists import OF_WORKS, Desk
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Person
from thidua.records.enums import BookPart, EntryKind, LawCode, RecipientKind, WorkScope
from thidua.records.facts import facts_of
from thidua.records.models import FullyTold, ReopenedTelling, Work
from thidua.records.services import AwardWords, correct_award
from thidua.records.services.books import add_entry, correct_entry
from thidua.records.services.books import tell_in_full as say_told
from thidua.records.services.imports.works import WORKS
from thidua.records.services.reopening import confirm_telling

KIND = EntryKind.INITIATIVE


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def person(cast: Cast) -> Person:
    assert cast.officer.person is not None
    return cast.officer.person


def is_whole(person: Person, year: int = 2020) -> bool:
    """Whether the initiatives up to a year are known to be all there are."""
    facts = facts_of(person, year=year, as_of=date(2026, 6, 15))
    return facts.initiatives is not None and "initiatives" not in facts.incomplete


def values(work: Work, year: int) -> dict[str, Any]:
    return {"kind": work.kind, "title": work.title, "year": year, "scope": WorkScope.GRASSROOTS, "used_for": []}


def move(cast: Cast, work: Work, year: int, now: datetime) -> None:
    work.refresh_from_db()
    correct_entry(
        actor=cast.standing.actor(), entry=work, version=work.version, values=values(work, year),
        reason="Ghi nhầm năm", now=now,
    )  # fmt: skip


def test_a_line_moved_into_told_years_reopens_them_until_somebody_confirms(
    cast: Cast, person: Person, now: datetime
) -> None:
    book = make_book(person)
    within, outside = put_work(book, 2018), put_work(book, 2023)
    Work.objects.filter(pk=outside.pk).update(title="Bản đồ số")
    tell_in_full(book, KIND, until=2020)
    assert is_whole(person)

    move(cast, within, 2017, now)  # it was among what was told
    assert is_whole(person)
    move(cast, outside, 2024, now)  # it stays outside
    assert is_whole(person)

    move(cast, outside, 2019, now)
    assert not is_whole(person)
    reopened = ReopenedTelling.objects.get()
    assert (reopened.line, reopened.because, reopened.reopened_by) == (
        "Bản đồ số, 2019", "Ghi nhầm năm", cast.standing.actor().name,
    )  # fmt: skip
    assert "Phạm Văn Thường" in AuditEntry.objects.filter(action="book.entry_corrected").latest("pk").payload
    move(cast, outside, 2018, now)
    assert ReopenedTelling.objects.count() == 1

    with pytest.raises(RefusedError):
        confirm_telling(actor=cast.reader.actor(), reopened=reopened, now=now)
    with pytest.raises(RefusedError):  # nobody speaks of his own book
        confirm_telling(actor=cast.officer.actor(), reopened=reopened, now=now)
    confirm_telling(actor=cast.standing.actor(), reopened=reopened, now=now)
    assert is_whole(person)
    assert AuditEntry.objects.filter(action="book.telling_confirmed").exists()
    with pytest.raises(RefusedError, match="xác nhận lại rồi"):
        confirm_telling(actor=cast.standing.actor(), reopened=reopened, now=now)
    FullyTold.objects.all().delete()
    assert not is_whole(person)


@pytest.mark.parametrize(
    ("told", "is_settled"), [({"to_year": 2020}, True), ({"from_year": 2019, "to_year": 2020}, False)]
)
def test_a_line_added_to_told_years_reopens_them_until_they_are_told_anew(
    cast: Cast, person: Person, now: datetime, told: dict[str, Any], is_settled: bool
) -> None:
    book = make_book(person)
    tell_in_full(book, KIND, until=2020)
    actor = cast.standing.actor()
    work = {"kind": KIND, "title": "Bản đồ số", "scope": WorkScope.GRASSROOTS, "used_for": []}
    add_entry(actor=actor, subject=person, part=BookPart.WORK, values=work | {"year": 2022}, now=now)
    assert is_whole(person)
    add_entry(actor=actor, subject=person, part=BookPart.WORK, values=work | {"year": 2019}, now=now)
    assert not is_whole(person)

    say_told(actor=actor, subject=person, kind=KIND, now=now, **{"from_year": None} | told)
    assert is_whole(person) is is_settled
    assert ReopenedTelling.objects.filter(confirmed_at=None).exists() is not is_settled


def test_an_honour_that_is_a_title_after_all_reopens_the_titles(cast: Cast, person: Person, now: datetime) -> None:
    book = make_book(person)
    award = put_award(book, LawCode.COMMENDATION_LETTER, 2021, day=PartialDate(2022, 1, 20))
    tell_in_full(book, EntryKind.TITLE, since=2020, until=2022)
    assert (facts_of(person, year=2022, as_of=date(2026, 6, 15)).titles or {})[2021] == ()

    correct_award(
        actor=cast.standing.actor(), award=award, version=award.version, reason="Đọc nhầm quyết định", now=now,
        words=AwardWords("Lao động tiên tiến", RecipientKind.PERSON, award.recipient, law_code=LawCode.ADVANCED_WORKER),
    )  # fmt: skip
    facts = facts_of(person, year=2022, as_of=date(2026, 6, 15))
    assert facts.titles == {2021: ("ADVANCED_WORKER",)}
    assert facts.incomplete >= {"titles.2021"}


def test_a_list_that_brings_a_line_into_told_years_reopens_them_and_undone_leaves_them_as_told(
    cast: Cast, person: Person, now: datetime
) -> None:
    tell_in_full(make_book(person), KIND, until=2020)
    desk = Desk(cast, WORKS, OF_WORKS, now)
    name = person.full_name
    desk.apply(desk.preview([name, "Sáng kiến", "Bản đồ số", 2022, "Cơ sở", "", ""]))
    assert is_whole(person)
    applied = desk.apply(desk.preview([name, "Sáng kiến", "Số hóa hồ sơ", 2019, "Cơ sở", "", ""]))
    assert not is_whole(person)
    assert ReopenedTelling.objects.get().line == "Số hóa hồ sơ, 2019"
    desk.undo(applied)
    assert is_whole(person)

    applied = desk.apply(desk.preview([name, "Sáng kiến", "Số hóa hồ sơ", 2019, "Cơ sở", "", ""]))
    confirm_telling(actor=cast.standing.actor(), reopened=ReopenedTelling.objects.get(), now=now)
    desk.undo(applied)
    assert is_whole(person)
    assert not ReopenedTelling.objects.exists()


def test_whoever_told_is_asked_and_confirms_in_the_browser(cast: Cast, now: datetime) -> None:
    person = make_person(cast.unit, "Lý Thị Một")
    say_told(actor=cast.officer.actor(), subject=person, kind=KIND, from_year=2015, to_year=2020, now=now)
    officer, standing, reader, stranger = (Client() for _each in range(4))
    for client, member in (
        (officer, cast.officer), (standing, cast.standing), (reader, cast.reader), (stranger, cast.stranger),
    ):  # fmt: skip
        client.force_login(member.user)
    asked = "Xem lại 1 lời xác nhận đã ghi đủ"
    assert asked not in words_of(officer.get("/"))
    work = {"kind": KIND, "title": "Bản đồ số", "scope": WorkScope.GRASSROOTS, "used_for": [], "year": 2019}
    add_entry(actor=cast.standing.actor(), subject=person, part=BookPart.WORK, values=work, now=now)

    reopened = ReopenedTelling.objects.get()
    page, press = reverse("reopened_tellings"), reverse("confirm_telling", args=[reopened.pk])
    book = reverse("record_book", args=["nguoi", person.pk])
    assert asked in words_of(officer.get("/"))
    assert asked not in words_of(standing.get("/"))
    told = words_of(officer.get(page))
    assert "Lý Thị Một" in told
    assert "sổ có thêm dòng “Bản đồ số, 2019”" in told
    assert "Lý Thị Một" in words_of(standing.get(page))
    assert "Cần xem lại Sáng kiến" in words_of(officer.get(book))
    assert (reader.get(page).status_code, stranger.post(press).status_code) == (403, 404)
    assert officer.get(press).status_code == 405

    assert officer.post(press).headers["Location"] == page
    assert "Không có lời nào cần xem lại" in words_of(officer.get(page))
    assert asked not in words_of(officer.get("/"))
    assert "Cần xem lại Sáng kiến" not in words_of(officer.get(book))
