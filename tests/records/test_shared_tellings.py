"""One word for many books: their lists lack nothing up to a day. Of whose, who is left out, and what takes it back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast, Member
from tests.factories.books import make_book, put_work
from tests.factories.organisations import make_agency, make_person
from thidua.audit.models import AuditEntry
from thidua.common.actor import Actor
from thidua.common.errors import RefusedError
from thidua.core.law.codes import Subject
from thidua.core.law.columns import columns_of
from thidua.core.law.general import general_on
from thidua.core.law.settings import chosen
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Agency, Person, Post, Unit, UnitMembership
from thidua.records.enums import EntryKind, ExceptedWhy, LawCode, RecipientKind
from thidua.records.errors import BookError
from thidua.records.facts import facts_of
from thidua.records.facts.clearing import PERSON, UNIT
from thidua.records.facts.rows import rows_of
from thidua.records.facts.shard_columns import columns_of_people
from thidua.records.facts.shards import read_people
from thidua.records.facts.shared_tellings import RecordedLine, SharedSpan, is_reopened_by
from thidua.records.models import ReopenedTelling, SharedTelling, ToldSubject, UnitAward, Work
from thidua.records.services.books import correct_entry
from thidua.records.services.tellings import WhatIsTold, tell_many, withdraw_telling, would_tell

DAY = date(2026, 6, 1)
SOURCE = "Sổ khen thưởng các năm của Vụ Tổ chức cán bộ"
LISTS = frozenset({EntryKind.TITLE, EntryKind.HONOUR, EntryKind.INITIATIVE, EntryKind.SCIENTIFIC_WORK, EntryKind.POST})
SAID_AT = datetime(2026, 6, 1, 8, tzinfo=UTC)
LATER = datetime(2026, 6, 2, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


def person_of(member: Member) -> Person:
    assert member.person is not None
    return member.person


def what(kinds: frozenset[EntryKind] = LISTS, **told: Any) -> WhatIsTold:
    return WhatIsTold(**{"whose": PERSON, "kinds": kinds, "from_year": None, "as_of": DAY, **told})


def say(
    actor: Actor, scope: Unit | Agency, now: datetime, told: WhatIsTold | None = None, **asked: Any
) -> SharedTelling:
    told = told or what()
    given = {"source": SOURCE, "seen": would_tell(actor, scope, told).mark, **asked}
    return tell_many(actor=actor, scope=scope, told=told, now=now, **given)


def lists_of(person: Person, as_of: date = DAY) -> dict[str, bool]:
    """Which lists are a known none; many at once say the same of everything."""
    facts = facts_of(person, year=2026, as_of=as_of)
    unit = person.memberships.get().unit_id
    rows = read_people([unit], as_of)
    asked: dict[str, Any] = {"year": 2026, "as_of": as_of, "general": general_on(as_of), "settings": chosen({})}
    many, at = columns_of_people(rows, **asked), rows.people.tolist().index(person.pk)
    one = columns_of([facts], subject=Subject.INDIVIDUAL, **asked)
    assert bool(many.honour_known[at]) == bool(one.honour_known[0])
    assert int(many.title_known[at]) == int(one.title_known[0])
    for kind, known in one.works_known.items():
        assert bool(many.works_known[kind][at]) == bool(known[0])
    return {
        "titles_2025": (facts.titles or {}).get(2025) == (),
        "titles_2026": (facts.titles or {}).get(2026) == (),
        "honours": facts.honours == (),
        "initiatives": facts.initiatives == (),
        "posts": facts.posts == (),
    }


def known(**but: bool) -> dict[str, bool]:
    lists = ("titles_2025", "titles_2026", "honours", "initiatives", "posts")
    return {**dict.fromkeys(lists, True), **but}


NOTHING = known(titles_2025=False, titles_2026=False, honours=False, initiatives=False, posts=False)


def span(kind: EntryKind = EntryKind.HONOUR, from_year: int | None = None) -> SharedSpan:
    return SharedSpan(1, kind, from_year, DAY, SAID_AT, last_post=7)


@pytest.mark.parametrize(
    ("of", "line", "reopened"),
    [
        (span(), RecordedLine(EntryKind.HONOUR, 2020, date(2021, 1, 20), LATER), True),
        (span(), RecordedLine(EntryKind.HONOUR, 2020, date(2021, 1, 20), SAID_AT), False),
        (span(), RecordedLine(EntryKind.TITLE, 2020, None, LATER), False),
        (span(), RecordedLine(EntryKind.HONOUR, 2026, DAY, LATER), True),
        (span(), RecordedLine(EntryKind.HONOUR, 2026, date(2026, 6, 2), LATER), False),
        (span(), RecordedLine(EntryKind.HONOUR, 2026, None, LATER), True),
        (span(from_year=2020), RecordedLine(EntryKind.HONOUR, 2019, date(2019, 12, 1), LATER), False),
        (span(from_year=2020), RecordedLine(EntryKind.HONOUR, 2019, date(2020, 1, 5), LATER), True),
        (span(EntryKind.TITLE, 2025), RecordedLine(EntryKind.TITLE, 2024, None, LATER), False),
        (span(EntryKind.TITLE, 2025), RecordedLine(EntryKind.TITLE, 2025, date(2026, 6, 10), LATER), True),
        (span(EntryKind.TITLE), RecordedLine(EntryKind.TITLE, 2026, None, LATER), True),
        (span(EntryKind.TITLE), RecordedLine(EntryKind.TITLE, 2026, date(2027, 1, 20), LATER), False),
        (span(EntryKind.POST), RecordedLine(EntryKind.POST, None, date(2019, 1, 1), None, 8), True),
        (span(EntryKind.POST), RecordedLine(EntryKind.POST, None, None, None, 8), True),
        (span(EntryKind.POST), RecordedLine(EntryKind.POST, None, date(2019, 1, 1), None, 7), False),
        (span(EntryKind.POST), RecordedLine(EntryKind.POST, None, date(2026, 6, 2), None, 8), False),
    ],
)
def test_a_line_that_was_missing_takes_the_book_out(of: SharedSpan, line: RecordedLine, reopened: bool) -> None:
    assert is_reopened_by(of, line) is reopened


@pytest.mark.twice
def test_the_lists_of_many_are_complete_up_to_the_day_but_for_those_left_out(cast: Cast, now: datetime, at) -> None:
    free, named, other = (make_person(cast.unit, f"Lý Thị {name}") for name in ("Một", "Hai", "Ba"))
    Person.objects.filter(pk=other.pk).update(staff_code="CB-03")
    office = cast.standing.actor()
    assert lists_of(free) == NOTHING
    telling = say(office, cast.agency, now, left_out=["lý thị hai", "CB-03"])

    assert {(each["person"], *each["why"]) for each in telling.excepted} == {
        (named.pk, ExceptedWhy.NAMED), (other.pk, ExceptedWhy.NAMED), (person_of(cast.standing).pk, ExceptedWhy.OWN),
    }  # fmt: skip
    assert telling.people == ToldSubject.objects.count() == Person.objects.count() - 3
    assert (lists_of(free), lists_of(named), lists_of(other)) == (known(), NOTHING, NOTHING)
    assert lists_of(free, date(2026, 6, 2)) == known(
        titles_2026=False, honours=False, initiatives=False, posts=False
    )  # the year that runs, on a later day
    newcomer = make_person(cast.unit, "Lý Thị Mới")
    assert lists_of(newcomer) == NOTHING
    (entry,) = AuditEntry.objects.filter(action="book.many_told")
    assert (entry.object_id, SOURCE in entry.payload, str(named.pk) in entry.payload) == (telling.pk, True, True)

    at("2026-06-16 09:00")
    put_work(make_book(free), 2019, recorded_at=datetime(2026, 6, 16, 2, tzinfo=UTC))
    Post.objects.create(agency=cast.agency, person=free, unit=cast.unit, title="Chuyên viên", since=date(2015, 1, 1))
    facts = facts_of(free, year=2026, as_of=DAY)
    assert "initiatives" in facts.incomplete
    assert lists_of(free) == known(initiatives=False, posts=False)
    UnitAward.objects.create(
        agency=cast.agency, unit=cast.unit, person=free, recipient_kind=RecipientKind.PERSON, year=2025,
        law_code=LawCode.ADVANCED_WORKER, name="Lao động tiên tiến", is_told_to_bloc=False,
        recorded_at=datetime(2026, 6, 16, 2, tzinfo=UTC), decided_on=PartialDate(2026, 1, 5),
    )  # fmt: skip
    assert "titles.2025" in facts_of(free, year=2026, as_of=DAY).incomplete
    assert lists_of(free)["honours"]

    say(office, cast.unit, at("2026-06-17 09:00"), what(as_of=date(2026, 6, 17)))
    assert lists_of(free) == known(
        titles_2025=False, initiatives=False, posts=False
    )  # lines on record, a post unplaced
    assert "titles.2025" not in facts_of(free, year=2026, as_of=DAY).incomplete
    withdraw_telling(actor=office, telling=SharedTelling.objects.first() or telling, reason="Xem nhầm", now=now)
    withdraw_telling(actor=office, telling=telling, reason="Xem nhầm sổ", now=now)
    assert not lists_of(free)["honours"]
    assert AuditEntry.objects.filter(action="book.many_telling_withdrawn", object_id=telling.pk).exists()
    with pytest.raises(RefusedError):
        withdraw_telling(actor=office, telling=telling, reason="Lần nữa", now=now)


def test_units_have_lists_of_their_own_and_years_may_begin_later(cast: Cast, now: datetime) -> None:
    office = cast.standing.actor()
    told = what(frozenset({EntryKind.TITLE, EntryKind.RANK}), whose=UNIT, from_year=2024)
    telling = say(office, cast.unit, now, told)
    facts = facts_of(cast.unit, year=2025, as_of=DAY)
    assert (telling.people, telling.units, facts.titles) == (0, 1, {2024: (), 2025: (), 2026: ()})
    assert facts.ranks is None  # nothing was said of the years before
    say(office, cast.unit, now, what(frozenset({EntryKind.RANK}), whose=UNIT))
    assert facts_of(cast.unit, year=2025, as_of=DAY).ranks == ()


@pytest.mark.parametrize(
    ("told", "asked", "code"),
    [
        ({}, {"source": " "}, "no_source"),
        ({"as_of": date(2026, 6, 16)}, {}, "in_the_future"),
        ({"kinds": frozenset()}, {}, "no_kind"),
        ({"kinds": frozenset({EntryKind.RANK})}, {}, "other_kind"),
        ({"kinds": frozenset({EntryKind.DISCIPLINE})}, {}, "other_kind"),
        ({"from_year": 2027}, {}, "year"),
        ({}, {"seen": "khác"}, "changed"),
        ({}, {"left_out": ["Người Không Có"]}, "unknown_name"),
        ({}, {"left_out": [f"Tên {number}" for number in range(501)]}, "too_many"),
    ],
)
def test_what_cannot_be_said_is_not(
    cast: Cast, now: datetime, told: dict[str, Any], asked: dict[str, Any], code: str
) -> None:
    with pytest.raises(BookError) as refused:
        say(cast.standing.actor(), cast.unit, now, what(**told), **asked)
    assert (refused.value.code, SharedTelling.objects.count()) == (code, 0)
    say(cast.standing.actor(), cast.unit, now)


def test_an_officer_speaks_for_his_unit_alone_and_for_nobody_who_left_it(cast: Cast, now: datetime) -> None:
    below = cast.units[5]
    below.parent = cast.unit
    below.save()
    own, under, gone = (
        make_person(cast.unit, "Lý Thị Ở"),
        make_person(below, "Lý Thị Dưới"),
        make_person(cast.unit, "Lý Đi"),
    )
    UnitMembership.objects.filter(person=gone).update(until=date(2026, 6, 10))
    officer = cast.officer.actor()
    telling = say(officer, cast.unit, now)
    people = set(ToldSubject.objects.values_list("person", flat=True))
    assert (own.pk in people, under.pk in people, gone.pk in people) == (True, False, False)
    assert person_of(cast.officer).pk not in people
    for member in (cast.head, cast.secretary, cast.council_member, cast.observer, cast.administrator, cast.stranger):
        with pytest.raises(RefusedError):
            say(member.actor(), cast.unit, now)
    for scope in (cast.agency, cast.other_unit):
        with pytest.raises(RefusedError):
            say(officer, scope, now)
    by_office = say(cast.standing.actor(), cast.unit, now)
    with pytest.raises(RefusedError):
        withdraw_telling(actor=officer, telling=by_office, reason="Nhầm", now=now)
    withdraw_telling(actor=officer, telling=telling, reason="Nhầm", now=now)


def test_books_that_another_agency_keeps_are_left_out(cast: Cast, now: datetime) -> None:
    lent = make_person(cast.unit, "Lý Văn Đến")
    lent.agency = make_agency("vien-minh-hoa", "Viện Minh họa")
    lent.save()
    telling = say(cast.standing.actor(), cast.unit, now)
    assert [(each["person"], each["why"]) for each in telling.excepted] == [(lent.pk, [ExceptedWhy.OTHER_AGENCY])]


def test_queries_do_not_grow_with_people(cast: Cast, now: datetime) -> None:
    office = cast.standing.actor()

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            say(office, cast.unit, now)
            read_people([cast.unit.pk], DAY)
        return len(found)

    queries()
    few = queries()
    for number in range(5):
        make_person(cast.unit, f"Lý Thị {number}")
    assert queries() == few


def test_the_office_sees_for_whom_it_speaks_says_it_and_takes_it_back(
    cast: Cast, now: datetime, client: Client
) -> None:
    free = make_person(cast.unit, "Lý Thị Một")
    ask = f"{reverse('tell_many')}?scope=unit-{cast.unit.pk}&as_of=01/06/2026&whose=person&kinds=TITLE&kinds=HONOUR"
    client.force_login(cast.standing.user)
    books = client.get(reverse("record_books")).content.decode()
    assert reverse("tellings") in books
    assert reverse("tell_many") in client.get(reverse("tellings")).content.decode()
    assert "Khi bấm “Xác nhận”" in client.get(ask).content.decode()
    assert "không có danh sách này" in client.get(ask.replace("kinds=TITLE", "kinds=RANK")).content.decode()
    assert "Chỉ xác nhận được đến hôm nay" in client.get(ask.replace("01/06/2026", "16/06/2026")).content.decode()
    assert "chưa chọn danh sách" in client.get(ask.split("&kinds")[0]).content.decode()

    seen = would_tell(cast.standing.actor(), cast.unit, what(frozenset({EntryKind.TITLE, EntryKind.HONOUR}))).mark
    sent = {"source": SOURCE, "left_out": "Người Không Có\nLý Thị Một", "seen": seen}
    page = client.post(ask, sent).content.decode()
    assert ("Không thấy ở đây: Người Không Có" in page, "Lý Thị Một</textarea>" in page, SOURCE in page) == (True,) * 3
    assert "vừa đổi" in client.post(ask, {**sent, "seen": "cũ"}).content.decode()
    assert not SharedTelling.objects.exists()
    answer = client.post(ask, {**sent, "left_out": "Lý Thị Một"})
    telling = SharedTelling.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("telling", args=[telling.pk]))
    page = client.get(answer["Location"]).content.decode()
    assert ("Lý Thị Một" in page, "Được nêu tên để trừ ra" in page) == (True, True)
    assert SOURCE not in client.get(reverse("record_book", args=["nguoi", free.pk])).content.decode()

    book = reverse("record_book", args=["nguoi", person_of(cast.head).pk])
    for member, opens in ((cast.standing, True), (cast.officer, True), (cast.head, False)):
        client.force_login(member.user)
        page = client.get(book).content.decode()
        assert (SOURCE in page, answer["Location"] in page) == (True, opens)
    assert [client.get(each).status_code for each in (reverse("tellings"), ask, answer["Location"])] == [403, 403, 404]
    client.force_login(cast.standing.user)
    back = reverse("withdraw_telling", args=[telling.pk])
    assert "chưa ghi lý do" in client.post(back, {"reason": ""}).content.decode()
    assert client.post(back, {"reason": "Xem nhầm sổ"}).status_code == 302
    assert "Xem nhầm sổ" in client.get(answer["Location"]).content.decode()
    assert client.get(back).status_code == 403
    assert SOURCE not in client.get(book).content.decode()


def test_a_book_says_which_list_a_later_line_has_reopened(cast: Cast, now: datetime, client: Client) -> None:
    free = make_person(cast.unit, "Lý Thị Một")
    say(cast.standing.actor(), cast.unit, now)
    client.force_login(cast.standing.user)
    book = reverse("record_book", args=["nguoi", free.pk])
    assert "Lời này không tính" not in client.get(book).content.decode()
    put_work(make_book(free), 2019, recorded_at=datetime(2026, 6, 16, 2, tzinfo=UTC))
    assert "Sáng kiến: sau lời xác nhận, sổ có thêm dòng" in client.get(book).content.decode()


def test_a_line_moved_into_the_time_told_of_takes_its_book_out_too(cast: Cast, now: datetime, at) -> None:
    """One book and many at once say the same (`lists_of`)."""
    free, other = make_person(cast.unit, "Lý Thị Một"), make_person(cast.unit, "Lý Thị Hai")
    work = put_work(make_book(free), 2026)
    Work.objects.filter(pk=work.pk).update(decided_on=PartialDate(2026, 6, 5))  # after the day of which it speaks
    telling = say(cast.standing.actor(), cast.unit, now)
    assert told_years(free, EntryKind.INITIATIVE)
    moved = {"kind": work.kind, "title": work.title, "year": 2019, "scope": work.scope, "used_for": []}
    later = at("2026-06-16 09:00")
    office = cast.standing.actor()
    correct_entry(actor=office, entry=work, version=work.version, values=moved, reason="Ghi nhầm năm", now=later)

    reopened = ReopenedTelling.objects.get()
    assert (reopened.told, reopened.person) == (telling, free)
    assert not told_years(free, EntryKind.INITIATIVE)
    assert told_years(other, EntryKind.INITIATIVE)
    assert told_years(free, EntryKind.SCIENTIFIC_WORK)
    assert lists_of(free) == known(initiatives=False)
    say(office, cast.unit, at("2026-06-17 09:00"), what(as_of=date(2026, 6, 17)))
    assert told_years(free, EntryKind.INITIATIVE)
    reopened.refresh_from_db()
    assert reopened.confirmed_at is not None
    facts = facts_of(free, year=2026, as_of=DAY)
    assert "initiatives" not in facts.incomplete
    lists_of(free)


def told_years(person: Person, kind: EntryKind) -> bool:
    return any(each.kind == kind for each in rows_of(person).told())
