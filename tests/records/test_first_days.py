"""First days of service and of units: in and out in one table, what cannot be refused, nothing vaguer kept."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast, Member
from tests.factories.books import make_book
from tests.factories.organisations import make_person
from tests.records.test_old_lists import said
from tests.records.test_other_lists import BOARD, Desk
from thidua.audit.models import AuditEntry
from thidua.common.models import ImportState
from thidua.common.tables.errors import ImportStateError
from thidua.organisations.models import Person
from thidua.records.errors import BookError
from thidua.records.facts import facts_of
from thidua.records.models import RecordBook
from thidua.records.services.books import SubjectFacts, note_subject
from thidua.records.services.imports.first_days import FIRST_DAYS, FOUNDING_DAYS

PEOPLE = ("Họ và tên", "Ngày sinh", "Ngày vào làm")
UNITS = ("Đơn vị", "Ngày thành lập")


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


def person_of(member: Member) -> Person:
    assert member.person is not None
    return member.person


@pytest.mark.twice
def test_first_days_go_in_for_many_at_once_and_out_again(cast: Cast, now: datetime) -> None:
    desk = Desk(cast, FIRST_DAYS, PEOPLE, now)
    new, corrected, kept = (person_of(each) for each in (cast.officer, cast.head, cast.other_officer))
    make_book(corrected, employed_since=date(2011, 1, 1))
    make_book(kept, employed_since=date(2009, 9, 1))
    rows = [
        [new.full_name, "", "01/03/2012"],
        [corrected.full_name, "", "01/01/2010"],
        [kept.full_name, "", "01/09/2009"],
    ]
    run = desk.preview(*rows)
    assert run.counts == {"NEW": 1, "CHANGE": 1, "SAME": 1}
    (shown,) = [plan["d"] for plan in run.plans if plan["d"]]
    assert shown == [["Ngày vào làm", "01/01/2011", "01/01/2010"]]
    applied = desk.apply(run)

    def start(person: Person) -> date | None:
        return facts_of(person, year=2025, as_of=date(2026, 6, 15)).employed_since

    assert [start(each) for each in (new, corrected, kept)] == [date(2012, 3, 1), date(2010, 1, 1), date(2009, 9, 1)]
    assert {each["name"]: str(each["since"]) for each in desk.table()} == {
        new.full_name: "01/03/2012", corrected.full_name: "01/01/2010", kept.full_name: "01/09/2009",
    }  # fmt: skip
    assert desk.preview(*rows).counts == {"SAME": 3}
    assert AuditEntry.objects.filter(action="import.applied").count() == 1
    assert desk.undo(applied).state == ImportState.UNDONE
    assert [start(each) for each in (new, corrected, kept)] == [None, date(2011, 1, 1), date(2009, 9, 1)]


def test_a_vaguer_day_and_a_day_that_cannot_be_are_refused_at_their_rows(cast: Cast, now: datetime) -> None:
    desk = Desk(cast, FIRST_DAYS, PEOPLE, now)
    known, young, other = (person_of(each) for each in (cast.officer, cast.head, cast.other_officer))
    make_book(known, employed_since=date(2012, 3, 1))
    young.born_on = date(1990, 5, 19)
    young.save()
    other.born_year = 1985
    other.save()
    run = desk.preview(
        [known.full_name, "", "2012"],
        [known.full_name, "", "2013"],
        [young.full_name, "", "2015"],
        [young.full_name, "", "18/05/1990"],
        [other.full_name, "", "31/12/1984"],
        [other.full_name, "", "16/06/2026"],
        [person_of(cast.standing).full_name, "", "01/03/2012"],
    )
    assert run.counts == {"SAME": 1, "WRONG": 6}
    assert said(run) == [
        "Dòng 2 đã ghi năm 2012.",
        "Chỉ có năm 2015, còn thiếu ngày.",
        "Ngày 18/05/1990 trước ngày sinh của người này.",
        "Ngày 31/12/1984 trước ngày sinh của người này.",
        "Ngày 16/06/2026 còn ở phía trước.",
        "Không ai tự ghi sổ thành tích của mình.",
    ]
    assert said(desk.preview([known.full_name, "", "05/2011"])) == ["Sổ đã ghi 01/03/2012; tệp chỉ có tháng 5/2011."]
    assert RecordBook.objects.get().employed_since == date(2012, 3, 1)


def test_units_get_their_founding_days(cast: Cast, now: datetime) -> None:
    desk = Desk(cast, FOUNDING_DAYS, UNITS, now)
    ended = cast.units[4]
    ended.ended_on = date(2019, 12, 31)
    ended.save()
    run = desk.preview([BOARD, "01/04/2003"], [ended.name, "01/01/2020"], [cast.units[0].name, "01/07/2027"])
    assert run.counts == {"NEW": 1, "WRONG": 2}
    assert said(run)[0] == f"“{ended.name}” đã kết thúc ngày 31/12/2019."
    applied = desk.apply(desk.preview([BOARD, "01/04/2003"]))
    assert facts_of(cast.units[5], year=2025, as_of=date(2026, 6, 15)).established_on == date(2003, 4, 1)
    assert [(each["unit"], str(each["since"])) for each in desk.table()] == [(BOARD, "01/04/2003")]
    desk.undo(applied)
    assert not RecordBook.objects.exists()


def test_nobody_undoes_in_his_own_book_and_only_the_office_comes_near(
    cast: Cast, now: datetime, client: Client
) -> None:
    desk = Desk(cast, FIRST_DAYS, PEOPLE, now)
    applied = desk.apply(desk.preview([person_of(cast.officer).full_name, "", "01/03/2012"]))
    RecordBook.objects.update(person=person_of(cast.standing))
    with pytest.raises(ImportStateError, match="chính anh/chị"):
        desk.undo(applied)
    pages = [
        reverse(name, args=[kind, cast.agency.pk])
        for kind in ("ngay-vao-lam", "ngay-thanh-lap")
        for name in ("import_upload", "export_table")
    ]
    for who in ("officer", "head", "secretary", "council_member", "observer", "stranger", "administrator"):
        client.force_login(getattr(cast, who).user)
        assert {client.get(page).status_code for page in pages} == {404}
    client.force_login(cast.standing.user)
    assert {client.get(page).status_code for page in pages} == {200}


def test_a_longer_file_asks_no_more(cast: Cast, now: datetime) -> None:
    desk = Desk(cast, FIRST_DAYS, PEOPLE, now)

    def queries(names: list[str]) -> int:
        with CaptureQueriesContext(connection) as found:
            desk.apply(desk.preview(*([name, "", "01/03/2012"] for name in names)))
        return len(found)

    people = [make_person(cast.unit, f"Lý Thị Minh Họa {word}").full_name for word in ("An", "Ba", "Cúc", "Dung")]
    queries(people[:1])
    few = queries(people[1:2])
    assert queries(people[2:]) == few


def test_a_day_before_birth_is_not_written_by_hand_either(cast: Cast, now: datetime) -> None:
    person = person_of(cast.officer)
    person.born_on = date(1990, 5, 19)
    person.save()

    def note(day: date) -> RecordBook:
        facts = SubjectFacts(employed_since=day)
        return note_subject(actor=cast.standing.actor(), subject=person, version=0, facts=facts, now=now)

    with pytest.raises(BookError) as refused:
        note(date(1990, 5, 18))
    assert refused.value.code == "before_birth"
    assert note(date(1990, 5, 19)).employed_since == date(1990, 5, 19)
