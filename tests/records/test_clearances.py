"""One word for many: nobody had discipline or a hold up to a day. Who is meant, who is excepted, how far it reaches."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast, Member
from tests.factories.books import RECORDED, make_book
from tests.factories.organisations import make_agency, make_person, make_unit
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.core.law.general import general_on
from thidua.core.law.settings import chosen
from thidua.organisations.models import Agency, Person, Unit, UnitMembership
from thidua.records.enums import ExceptedWhy, HoldConclusion, HoldKind, MeasureKind
from thidua.records.errors import BookError
from thidua.records.facts import facts_of
from thidua.records.facts.clearing import PERSON, Clearing, clearing_of
from thidua.records.facts.reading import is_cleared
from thidua.records.facts.shard_columns import columns_of_people
from thidua.records.facts.shards import read_people
from thidua.records.models import AwardHold, Clearance, ClearedSubject, DisciplinaryMeasure
from thidua.records.services.clearances import say_clear, withdraw_clearance

DAY = date(2026, 6, 1)
SOURCE = "Sổ theo dõi kỷ luật năm 2026 của Vụ Tổ chức cán bộ"


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


def person_of(member: Member) -> Person:
    assert member.person is not None
    return member.person


def would(cast: Cast, scope: Unit | Agency, day: date = DAY) -> Clearing:
    """For whom the standing office would speak."""
    return clearing_of(scope, day, person_of(cast.standing).pk)


def say(cast: Cast, now: datetime, scope: Unit | Agency, day: date = DAY, **told: Any) -> Clearance:
    asked = {"actor": cast.standing.actor(), "source": SOURCE, "seen": would(cast, scope, day).mark, **told}
    return say_clear(scope=scope, as_of=day, now=now, **asked)


def known(subject: Person | Unit, as_of: date = DAY) -> tuple[bool, bool]:
    """Whether a known none of discipline and of holds, one explained; of a person many at once say the same."""
    facts = facts_of(subject, year=as_of.year, as_of=as_of)
    found = facts.discipline == (), facts.holds == ()
    if isinstance(subject, Person):
        unit = subject.memberships.get().unit_id
        rows = read_people([unit], as_of)
        columns = columns_of_people(rows, year=as_of.year, as_of=as_of, general=general_on(as_of), settings=chosen({}))
        at = rows.people.tolist().index(subject.pk)
        assert columns.restart is not None
        assert columns.not_on_hold is not None
        assert (columns.restart[0][at] <= as_of.year, bool(columns.not_on_hold[0][at])) == found
    return found


@pytest.mark.parametrize(
    ("days", "begun", "cleared"),
    [
        ([], [], False),
        ([DAY], [], True),
        ([date(2026, 5, 31)], [], False),
        ([date(2026, 6, 2)], [], True),
        ([DAY], [date(2026, 6, 2)], True),
        ([DAY], [DAY], False),
        ([DAY], [date(2012, 1, 1)], False),
        ([date(2026, 6, 20), DAY], [date(2026, 6, 10)], True),
        ([date(2026, 6, 20)], [date(2026, 6, 10)], False),
    ],
)
def test_it_reaches_its_own_day_and_gives_way_to_what_is_on_record(
    days: list[date], begun: list[date], cleared: bool
) -> None:
    assert is_cleared(days, begun, DAY) is cleared


def test_the_whole_agency_is_spoken_for_but_for_those_with_something_on_record(cast: Cast, now: datetime) -> None:
    disciplined, held, free = (person_of(each) for each in (cast.officer, cast.head, cast.other_officer))
    book, other = make_book(disciplined), make_book(held)
    DisciplinaryMeasure.objects.create(
        agency=cast.agency, book=book, measure=MeasureKind.REPRIMAND, since=date(2014, 5, 1), until=date(2015, 4, 30),
        recorded_at=RECORDED,
    )  # fmt: skip
    AwardHold.objects.create(
        agency=cast.agency, book=other, reason=HoldKind.COMPLAINT, since=date(2020, 1, 2), recorded_at=RECORDED,
        conclusion=HoldConclusion.NO_VIOLATION, concluded_on=date(2020, 3, 2),
    )  # fmt: skip
    everybody = Person.objects.filter(agency=cast.agency).count()
    told = would(cast, cast.agency)

    assert (len(told.people), len(told.units), told.already) == (everybody - 3, len(cast.units) + 1, 0)
    assert {each.who: each.why for each in told.excepted} == {
        (PERSON, disciplined.pk): (ExceptedWhy.DISCIPLINE,),
        (PERSON, held.pk): (ExceptedWhy.HOLD,),
        (PERSON, person_of(cast.standing).pk): (ExceptedWhy.OWN,),
    }
    assert (known(free), known(disciplined), known(held)) == ((False, False),) * 3
    clearance = say(cast, now, cast.agency)

    assert (known(free), known(cast.unit)) == ((True, True), (True, True))
    assert (known(disciplined), known(held), known(person_of(cast.standing))) == ((False, False),) * 3
    assert (known(free, date(2026, 5, 31)), known(free, date(2026, 6, 2))) == ((True, True), (False, False))
    newcomer = make_person(cast.unit, "Lý Thị Mới")
    assert known(newcomer) == (False, False)
    entry = AuditEntry.objects.get(action="book.cleared")
    assert (entry.object_id, SOURCE in entry.payload) == (clearance.pk, True)

    again = would(cast, cast.agency)
    assert (again.people, again.units, again.already) == ((newcomer.pk,), (), clearance.people + clearance.units)
    say(cast, now, cast.unit)
    assert known(newcomer) == (True, True)
    with pytest.raises(BookError) as nobody:
        say(cast, now, cast.agency)
    assert nobody.value.code == "nobody"

    DisciplinaryMeasure.objects.create(
        agency=cast.agency, book=make_book(free), measure=MeasureKind.WARNING, since=date(2026, 5, 20),
        recorded_at=RECORDED,
    )  # fmt: skip
    facts = facts_of(free, year=2026, as_of=DAY)
    assert (len(facts.discipline or ()), "discipline" in facts.incomplete, known(free)) == (1, True, (False, False))

    withdraw_clearance(actor=cast.standing.actor(), clearance=clearance, reason="Xem nhầm sổ", now=now)
    assert (known(cast.unit), known(newcomer)) == ((False, False), (True, True))
    assert ClearedSubject.objects.filter(clearance=clearance).exists()
    assert AuditEntry.objects.filter(action="book.clearance_withdrawn", object_id=clearance.pk).exists()
    with pytest.raises(RefusedError):
        withdraw_clearance(actor=cast.standing.actor(), clearance=clearance, reason="Lần nữa", now=now)


def test_only_what_was_shown_is_said_in_one_s_own_name_with_a_source(cast: Cast, now: datetime) -> None:
    shown = would(cast, cast.unit).mark
    for told, code in (
        ({"source": " "}, "no_source"),
        ({"day": date(2026, 6, 16)}, "in_the_future"),
        ({"seen": "khác"}, "changed"),
    ):
        with pytest.raises(BookError) as refused:
            say(cast, now, cast.unit, **told)
        assert refused.value.code == code
    for member in (cast.officer, cast.head, cast.secretary, cast.council_member, cast.administrator):
        with pytest.raises(RefusedError):
            say(cast, now, cast.unit, actor=member.actor())
    make_person(cast.unit, "Lý Thị Mới")
    with pytest.raises(BookError) as changed:
        say(cast, now, cast.unit, seen=shown)
    assert (changed.value.code, Clearance.objects.count()) == ("changed", 0)
    say(cast, now, cast.unit)
    assert Clearance.objects.count() == 1


def test_a_unit_brings_those_under_it_and_queries_do_not_grow(cast: Cast, now: datetime) -> None:
    below = cast.units[5]
    below.parent = cast.unit
    below.save()
    person = make_person(below, "Lý Thị Dưới")

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            would(cast, cast.unit)
        return len(found)

    before = queries()
    assert person.pk in would(cast, cast.unit).people
    assert below.pk in would(cast, cast.unit).units
    assert cast.units[0].pk not in would(cast, cast.unit).units
    for at in range(5):
        make_person(below, f"Lý Thị {at}")
    assert queries() == before
    with CaptureQueriesContext(connection) as found:
        say(cast, now, cast.unit)
    assert len(found) < 25


def test_nobody_speaks_for_books_that_another_agency_keeps_nor_learns_what_they_hold(
    cast: Cast, now: datetime, client: Client
) -> None:
    other = make_agency("vien-minh-hoa", "Viện Minh họa")
    lent, disciplined = make_person(cast.unit, "Lý Thị Biệt Phái"), make_person(cast.unit, "Lý Văn Đến")
    unit = make_unit(other, "phong-minh-hoa", "Phòng Minh họa")
    UnitMembership.objects.filter(person=lent).update(agency=other, unit=unit)
    disciplined.agency = other
    disciplined.save()
    DisciplinaryMeasure.objects.create(
        agency=other, book=make_book(disciplined), measure=MeasureKind.REPRIMAND,
        since=date(2025, 5, 1), recorded_at=RECORDED,
    )  # fmt: skip

    own, there, below = would(cast, cast.agency), clearing_of(other, DAY, None), clearing_of(unit, DAY, None)
    assert lent.pk in own.people  # wherever he works, the agency keeps his book
    assert {each.who: each.why for each in own.excepted}[PERSON, disciplined.pk] == (ExceptedWhy.OTHER_AGENCY,)
    assert (there.people, there.units) == ((), (unit.pk,))
    assert [each.who for each in there.excepted] == [(PERSON, lent.pk), (PERSON, disciplined.pk)]
    assert [(each.who, each.why) for each in below.excepted] == [((PERSON, lent.pk), (ExceptedWhy.OTHER_AGENCY,))]
    client.force_login(cast.standing.user)
    page = client.get(f"{reverse('say_clear')}?scope=unit-{cast.unit.pk}&as_of=01/06/2026").content.decode()
    assert (disciplined.full_name in page, "Sổ do cơ quan khác giữ" in page) == (True, True)
    assert reverse("record_book", args=["nguoi", disciplined.pk]) not in page
    assert "Sổ có dòng kỷ luật" not in page


def test_the_office_sees_for_whom_it_speaks_says_it_and_takes_it_back(
    cast: Cast, now: datetime, client: Client
) -> None:
    disciplined, free = person_of(cast.officer), person_of(cast.head)
    DisciplinaryMeasure.objects.create(
        agency=cast.agency, book=make_book(disciplined), measure=MeasureKind.REPRIMAND, since=date(2025, 5, 1),
        recorded_at=RECORDED,
    )  # fmt: skip
    address = f"{reverse('say_clear')}?scope=unit-{cast.unit.pk}&as_of=01/06/2026"
    client.force_login(cast.standing.user)
    assert reverse("say_clear") in client.get(reverse("clearances")).content.decode()
    page = client.get(address).content.decode()
    assert disciplined.full_name in page
    assert "Sổ có dòng kỷ luật" in page
    assert free.full_name not in page
    assert "Chỉ xác nhận được đến hôm nay" in client.get(address.replace("01/06/2026", "16/06/2026")).content.decode()

    seen = would(cast, cast.unit).mark
    refused = client.post(address, {"source": SOURCE, "seen": "cũ"}).content.decode()
    assert ("vừa đổi" in refused, seen in refused, Clearance.objects.count()) == (True, True, 0)
    assert "chưa ghi đã xem" in client.post(address, {"source": "", "seen": seen}).content.decode()
    sent = client.post(address, {"source": SOURCE, "seen": seen})
    clearance = Clearance.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, reverse("clearance", args=[clearance.pk]))
    assert disciplined.full_name in client.get(sent["Location"]).content.decode()

    book = reverse("record_book", args=["nguoi", free.pk])
    for member, sees, opens in ((cast.standing, True, True), (cast.head, True, False), (cast.officer, False, False)):
        client.force_login(member.user)
        page = client.get(book).content.decode()
        assert (SOURCE in page, sent["Location"] in page) == (sees, opens)
        if not opens:
            pages = [reverse("clearances"), address, sent["Location"]]
            assert [client.get(each).status_code for each in pages] == [403, 403, 404]

    client.force_login(cast.standing.user)
    back = reverse("withdraw_clearance", args=[clearance.pk])
    assert "chưa ghi lý do" in client.post(back, {"reason": ""}).content.decode()
    assert client.post(back, {"reason": "Xem nhầm sổ"}).status_code == 302
    assert "Xem nhầm sổ" in client.get(sent["Location"]).content.decode()
    assert client.get(back).status_code == 403
    assert SOURCE not in client.get(book).content.decode()
    clearance.refresh_from_db()
    assert timezone.localtime(clearance.withdrawn_at).date() == date(2026, 6, 15)
