"""A criterion that only people can judge, confirmed of a unit's people at once; never of oneself."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast, Member
from tests.factories.books import grade_years, make_book
from tests.factories.organisations import make_person
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.core.law.bulk import answer
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import Subject
from thidua.core.law.general import general_on
from thidua.core.law.settings import chosen
from thidua.organisations.models import Person
from thidua.records.enums import EntryKind, Grade
from thidua.records.errors import BookError
from thidua.records.facts import facts_of
from thidua.records.facts.clearing import PERSON, clearing_of
from thidua.records.facts.shard_columns import columns_of_people
from thidua.records.facts.shards import read_people
from thidua.records.forms.books import attestable_of
from thidua.records.models import Attestation, RecordBook
from thidua.records.services.attesting import (
    DENIED,
    HOLDS,
    NOTHING,
    AttestError,
    AttestRow,
    Criterion,
    attest_many,
    attested_people,
    people_in_year,
)
from thidua.records.services.clearances import say_clear
from thidua.records.services.tellings import WhatIsTold, tell_many, would_tell

DEED = "LABOUR_ORDER_THIRD_CLASS.ACHIEVEMENT"
SPIRIT = Criterion("ADVANCED_WORKER.SPIRIT", 2025)
LAW_ON = date(2025, 12, 1)


@pytest.fixture(autouse=True)
def now(at) -> datetime:
    return at("2026-06-15 09:00")


def person_of(member: Member) -> Person:
    assert member.person is not None
    return member.person


def save(cast: Cast, member: Member, now: datetime, *rows: AttestRow, **told: Any) -> int:
    asked = {"criterion": SPIRIT, "rows": rows, "now": now, **told}
    return attest_many(actor=member.actor(), unit=cast.unit, **asked)


def row(person: Person, shown: str = NOTHING, said: str = HOLDS) -> AttestRow:
    return AttestRow(person.pk, shown, said)


@pytest.mark.twice
def test_whoever_meets_it_is_confirmed_and_may_be_taken_back(cast: Cast, now: datetime) -> None:
    one, two, left = (make_person(cast.unit, f"Lý Thị {name}") for name in ("Một", "Hai", "Ba"))
    make_book(two)
    assert save(cast, cast.head, now, row(one), row(two), row(left, said=NOTHING), note="Họp đơn vị") == 2
    told = {each.book.person_id: each for each in Attestation.objects.select_related("book")}
    assert set(told) == {one.pk, two.pk}
    assert {(each.said_by_person_id, each.said_on, each.holds, each.note) for each in told.values()} == {
        (person_of(cast.head).pk, date(2026, 6, 15), True, "Họp đơn vị")
    }
    assert [each.holds for each in facts_of(one, year=2025, as_of=LAW_ON).attested or ()] == [True]
    (entry,) = AuditEntry.objects.filter(action="book.many_attested")
    assert (entry.object_id, str(one.pk) in entry.payload, SPIRIT.code in entry.payload) == (cast.unit.pk, True, True)
    assert save(cast, cast.head, now, row(one, HOLDS), row(two, HOLDS)) == 0

    with pytest.raises(AttestError) as refused:
        save(cast, cast.head, now, row(one, HOLDS, NOTHING), row(left))
    assert (set(refused.value.rows), Attestation.objects.count()) == ({one.pk}, 2)
    assert save(cast, cast.head, now, row(one, HOLDS, NOTHING), row(left), reason="Nhầm người") == 2
    assert set(Attestation.objects.values_list("book__person", flat=True)) == {two.pk, left.pk}


def test_never_of_oneself_nor_over_what_somebody_wrote_meanwhile(cast: Cast, now: datetime) -> None:
    free, own = make_person(cast.unit, "Lý Thị Một"), person_of(cast.head)
    with pytest.raises(AttestError) as refused:
        save(cast, cast.head, now, row(free), row(own))
    assert (set(refused.value.rows), Attestation.objects.exists()) == ({own.pk}, False)
    assert save(cast, cast.officer, now, row(own)) == 1
    with pytest.raises(AttestError) as changed:
        save(cast, cast.standing, now, row(own), row(free))
    assert set(changed.value.rows) == {own.pk}
    Attestation.objects.update(holds=False)
    assert save(cast, cast.standing, now, row(own, DENIED, DENIED)) == 0  # who was denied is left as he is
    for member in (cast.secretary, cast.council_member, cast.observer, cast.administrator, cast.other_officer):
        with pytest.raises(RefusedError):
            save(cast, member, now, row(free))
    with pytest.raises(BookError) as early:
        save(cast, cast.head, now, row(free), criterion=Criterion(SPIRIT.code, 2027))
    assert early.value.code == "year"
    stranger = make_person(cast.other_unit, "Lý Thị Khác")
    assert save(cast, cast.head, now, row(stranger)) == 0


def test_whoever_does_not_meet_it_is_denied_with_why_under_the_same_guards(cast: Cast, now: datetime) -> None:
    one, two, left = (make_person(cast.unit, f"Lý Thị {name}") for name in ("Một", "Hai", "Ba"))
    own = person_of(cast.head)
    with pytest.raises(AttestError) as silent:
        save(cast, cast.head, now, row(one), row(two, said=DENIED), note="Họp đơn vị")
    assert (set(silent.value.rows), Attestation.objects.exists()) == ({two.pk}, False)
    with pytest.raises(AttestError) as of_himself:
        save(cast, cast.head, now, row(own, said=DENIED), because="Chưa gương mẫu")
    assert set(of_himself.value.rows) == {own.pk}
    with pytest.raises(AttestError, match="Chưa lưu gì"):
        save(cast, cast.head, now, row(one, said="có lẽ"))

    because = "Vắng bốn buổi học chính trị"
    assert save(cast, cast.head, now, row(one), row(two, said=DENIED), note="Họp đơn vị", because=because) == 2
    told = {each.book.person: (each.holds, each.note) for each in Attestation.objects.select_related("book__person")}
    assert told == {one: (True, "Họp đơn vị"), two: (False, because)}
    assert [each.holds for each in facts_of(two, year=2025, as_of=LAW_ON).attested or ()] == [False]
    (entry,) = AuditEntry.objects.filter(action="book.many_attested")
    assert ('"denied_people"' in entry.payload, because in entry.payload) == (True, True)

    with pytest.raises(AttestError) as changed:
        save(cast, cast.head, now, row(one, HOLDS, DENIED), row(left), because=because)
    assert set(changed.value.rows) == {one.pk}
    said = {"because": because, "reason": "Xem lại biên bản họp"}
    assert save(cast, cast.head, now, row(one, HOLDS, DENIED), row(two, DENIED, HOLDS), row(left), **said) == 3
    assert {each.book.person: each.holds for each in Attestation.objects.select_related("book__person")} == {
        one: False, two: True, left: True,
    }  # fmt: skip
    assert save(cast, cast.head, now, row(one, DENIED, NOTHING), reason="Chưa họp") == 1
    assert not Attestation.objects.filter(book__person=one).exists()


def test_queries_do_not_grow_with_people(cast: Cast, now: datetime) -> None:
    def queries(names: str) -> int:
        rows = [row(make_person(cast.unit, f"Lý Thị {name}")) for name in names.split()]
        with CaptureQueriesContext(connection) as found:
            attested_people(cast.head.actor(), people_in_year(cast.unit, SPIRIT, now.date()), SPIRIT)
            save(cast, cast.head, now, *rows)
        return len(found)

    queries("Không")
    assert queries("Một") == queries("Hai Ba Tư Năm")


def test_the_head_unticks_in_a_table_and_what_he_ticked_stays_after_a_fault(
    cast: Cast, now: datetime, client: Client
) -> None:
    one, two = make_person(cast.unit, "Lý Thị Một"), make_person(cast.unit, "Lý Thị Hai")
    own = person_of(cast.head)
    page = reverse("attest_many", args=[cast.unit.pk])
    address = f"{page}?criterion={SPIRIT.code}&year=2025"
    client.force_login(cast.head.user)
    assert page in client.get(f"{reverse('record_books')}?don-vi={cast.unit.pk}").content.decode()
    shown = client.get(address).content.decode()
    assert f'name="dat_{one.pk}" value="1" checked' in shown
    assert f'name="cu_{own.pk}"' not in shown
    deed = client.get(f"{page}?criterion={DEED}&year=2025").content.decode()
    assert f'name="dat_{one.pk}" value="" checked' in deed, "a single deed puts forward whoever did it"
    assert "Năm này chưa đến" in client.get(address.replace("2025", "2027")).content.decode()
    assert "chưa chọn tiêu chuẩn" in client.get(f"{page}?year=2025").content.decode()

    sent = {f"cu_{one.pk}": "", f"cu_{two.pk}": "", f"dat_{one.pk}": "1", f"dat_{two.pk}": "0"}
    sent |= {"note": "Họp đơn vị", "because": "", "reason": ""}
    assert "ghi vì sao ở ô phía trên bảng" in client.post(address, sent).content.decode()
    sent[f"dat_{two.pk}"] = ""
    Attestation.objects.create(
        agency=cast.agency, book=make_book(one), criterion=SPIRIT.code, year=2025, said_by="Cúc",
        said_on=date(2026, 6, 1), recorded_at=now,
    )  # fmt: skip
    fault = client.post(address, sent).content.decode()
    assert "Có người vừa ghi dòng này" in fault
    assert f'name="dat_{two.pk}" value="1" checked' not in fault
    assert "Họp đơn vị" in fault
    answered = client.post(address, {**sent, f"cu_{one.pk}": HOLDS, f"dat_{two.pk}": "1"})
    assert (answered.status_code, answered["Location"]) == (302, address)
    assert Attestation.objects.get(book__person=two).said_by_person == own
    for member, status in ((cast.officer, 200), (cast.standing, 200), (cast.other_officer, 404), (cast.stranger, 404)):
        client.force_login(member.user)
        assert client.get(address).status_code == status


def test_a_review_of_a_whole_unit_comes_to_a_conclusion_without_opening_a_book(cast: Cast, now: datetime) -> None:
    people = [make_person(cast.unit, f"Lý Thị {name}") for name in ("Một", "Hai", "Ba")]

    def verdicts() -> list[Verdict]:
        rows = read_people([cast.unit.pk], LAW_ON)
        columns = columns_of_people(rows, year=2025, as_of=LAW_ON, general=general_on(LAW_ON), settings=chosen({}))
        (found,) = [each for each in answer(columns, law_on=LAW_ON) if each.award.code == "ADVANCED_WORKER"]
        at = [rows.people.tolist().index(each.pk) for each in people]
        return [Verdict(found.verdicts[place]) for place in at]

    for person in people:
        grade_years(make_book(person), {2025: Grade.GOOD})
    assert set(verdicts()) == {Verdict.UNKNOWN}
    office = cast.standing.actor()
    told = WhatIsTold(PERSON, frozenset({EntryKind.TITLE, EntryKind.HONOUR}), None, LAW_ON)
    tell_many(
        actor=office, scope=cast.unit, told=told, source="Sổ khen thưởng", now=now,
        seen=would_tell(office, cast.unit, told).mark,
    )  # fmt: skip
    seen = clearing_of(cast.unit, LAW_ON, person_of(cast.standing).pk).mark
    say_clear(actor=office, scope=cast.unit, as_of=LAW_ON, source="Sổ kỷ luật", seen=seen, now=now)
    for code, _words in attestable_of(Subject.INDIVIDUAL):
        if code.startswith("ADVANCED_WORKER."):
            save(cast, cast.head, now, *map(row, people), criterion=Criterion(code, 2025))
    assert set(verdicts()) == {Verdict.MET}
    assert RecordBook.objects.count() == len(people)


def test_whoever_was_unticked_stays_so_and_a_large_unit_turns_pages(
    cast: Cast, client: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thidua.records.views.attesting.A_PAGE", 2)
    first, second, third = (make_person(cast.unit, f"Lý Thị {name}") for name in ("Ái", "Ảnh", "Ân"))
    save(cast, cast.head, now, row(first))
    client.force_login(cast.head.user)
    address = f"{reverse('attest_many', args=[cast.unit.pk])}?criterion={SPIRIT.code}&year={SPIRIT.year}"

    page = client.get(address)
    rows = {each.known.person: each.said for each in page.context["rows"]}

    assert rows == {first: HOLDS, second: NOTHING}
    assert third.pk not in {each.known.person.pk for each in page.context["rows"]}
    assert "trang=2" in page.text
    assert third in {each.known.person for each in client.get(f"{address}&trang=2").context["rows"]}

    sent = {f"cu_{third.pk}": "", f"dat_{third.pk}": HOLDS, "note": "Họp đơn vị", "because": "", "reason": ""}
    assert client.post(address, sent).status_code == 302, "he stood on the first page when it was opened"
    assert Attestation.objects.filter(book__person=third, holds=True).exists()
