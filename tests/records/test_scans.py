"""Scans of decisions: one for every line of a decision, and what becomes of them when the line they hang on goes."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.books import make_book, put_award
from tests.factories.organisations import make_person
from tests.pages import words_of
from tests.records import test_old_lists as old_lists
from thidua.audit.queries import history_of
from thidua.common.actor import Actor
from thidua.common.errors import RefusedError
from thidua.common.parents import attachable_parents, may_attach
from thidua.common.references import Reference
from thidua.common.tables import services
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.models import Evidence, EvidenceLink
from thidua.documents.policies import find_evidence
from thidua.documents.services import add_evidence, share_evidence
from thidua.organisations.models import Bloc, BlocMembership, Person, Unit
from thidua.organisations.services import bloc_members, successions
from thidua.records.enums import BookPart, Grade, LawCode, MeasureKind
from thidua.records.models import DisciplinaryMeasure, UnitAward, YearGrade
from thidua.records.policies.pages import entries_visible_to, find_entry
from thidua.records.policies.scans import LINES, find_line, lines_written_by
from thidua.records.queries import Line
from thidua.records.services import remove_award
from thidua.records.services.books import add_entry, remove_entry
from thidua.records.services.scans import hang_scan, hang_scan_again


@pytest.fixture
def now(at: Any) -> datetime:
    moment: datetime = at("2026-06-15 09:00")
    return moment


def scan(cast: Cast, actor: Actor, parent: Reference, now: datetime, name: str = "Quyết định 12") -> Evidence:
    url = f"https://luu-tru.example.vn/{name.split()[-1]}"
    return add_evidence(actor=actor, parent=parent, agency=cast.agency.pk, title=name, url=url, now=now)


def last_entry(kind: str, pk: int) -> Any:
    return json.loads(history_of(kind, pk)[-1].payload)


def member(cast: Cast, unit: Unit) -> BlocMembership:
    return BlocMembership.objects.get(bloc=cast.bloc, year=YEAR, unit=unit)


def test_scans_of_a_member_taken_off_the_list_stay_with_who_brought_them_and_in_history(
    cast: Cast, now: datetime
) -> None:
    actor, (first, *others) = cast.standing.actor(), cast.units
    gone, kept = member(cast, others[-1]), member(cast, first)
    name = str(gone)
    scans = [scan(cast, actor, Reference("book-khoi", each.pk), now, f"Quyết định {each.pk}") for each in (gone, kept)]

    bloc_members.set_members(
        actor=actor,
        bloc=cast.bloc,
        year=YEAR,
        units=[first, *others[:-1]],
        version=Bloc.objects.get(pk=cast.bloc.pk).version,
    )

    assert [each.parent_id for each in EvidenceLink.objects.all()] == [kept.pk]
    assert last_entry("organisations.bloc", cast.bloc.pk)["before"]["scans"] == [scans[0].title]
    assert last_entry("documents.evidence", scans[0].pk)["before"] == {"served": [name]}
    assert find_evidence(actor, scans[0].pk) == scans[0]
    assert find_evidence(cast.stranger.actor(), scans[0].pk) is None


def test_scans_of_a_unit_that_is_dissolved_before_its_year_begins_are_let_go(cast: Cast, now: datetime) -> None:
    actor = cast.standing.actor()
    bloc = Bloc.objects.get(pk=cast.bloc.pk)
    units = [cast.units[-1], *cast.units[:-1]]
    bloc_members.set_members(actor=actor, bloc=bloc, year=YEAR + 1, units=units, version=bloc.version)
    row = BlocMembership.objects.get(bloc=bloc, year=YEAR + 1, unit=cast.units[-1])
    found = scan(cast, actor, Reference("book-khoi", row.pk), now)

    successions.dissolve_unit(actor=actor, unit=cast.units[-1], effective_on=date(2026, 6, 1))

    assert not EvidenceLink.objects.exists()
    assert len(last_entry("documents.evidence", found.pk)["before"]["served"]) == 1


@pytest.fixture
def person(cast: Cast) -> Person:
    return make_person(cast.unit, "Lương Thị Bích Ngọc", title="Chuyên viên")


def test_scans_of_lines_and_awards_that_are_removed_are_let_go(cast: Cast, person: Person, now: datetime) -> None:
    actor = cast.officer.actor()
    paper = {"decision_number": "12/QĐ", "decided_on": PartialDate(), "issuer": "", "note": ""}
    values = {"year": 2025, "grade": "GOOD", "has_maternity_leave": False, **paper}
    line = add_entry(actor=actor, subject=person, part=BookPart.GRADE, values=values, now=now)
    run = old_lists.preview(cast, now, old_lists.row(grade=None, title="CSTĐCS"))
    old_lists.apply(cast, run, now)
    award = UnitAward.objects.get()
    of_line = scan(cast, actor, Reference("book-xep-loai", line.pk), now)
    of_award = scan(cast, cast.standing.actor(), Reference("award", award.pk), now, "Quyết định 13")
    pk = line.pk

    remove_entry(actor=actor, entry=line, version=line.version, reason="Ghi nhầm người", now=now)
    remove_award(actor=cast.standing.actor(), award=award, version=award.version, reason="Ghi nhầm người")

    assert not EvidenceLink.objects.exists()
    assert last_entry("records.yeargrade", pk)["before"]["scans"] == [of_line.title]
    assert last_entry("documents.evidence", of_award.pk)["before"]["served"]


def test_an_import_that_is_undone_lets_go_of_the_scans_of_its_lines(cast: Cast, now: datetime) -> None:
    actor = cast.standing.actor()
    run = old_lists.preview(cast, now, old_lists.row(grade="HTTNV", title="CSTĐCS"))
    applied = old_lists.apply(cast, run, now)
    found = scan(cast, actor, Reference("award", UnitAward.objects.get().pk), now)

    services.undo_import(actor=actor, run=applied, because="Nhầm tệp", now=now)

    assert not EvidenceLink.objects.exists()
    assert len(last_entry("documents.evidence", found.pk)["before"]["served"]) == 1


# --- one scan for every line of a decision ---------------------------------------------------------------------------

NUMBER = "12/QĐ-BMH"


@pytest.fixture
def decided(cast: Cast, person: Person, now: datetime) -> list[Reference]:
    """What rests on decision 12: a grade and a title of a person of the unit, the title of another unit's officer; and
    a reprimand of that number, a grade of another day.
    """
    other = cast.other_officer.person
    assert other is not None
    day = PartialDate(2026, 1, 20)
    paper = {"decision_number": NUMBER, "decided_on": day, "issuer": "Bộ Minh họa"}
    same = {"agency": cast.agency, "recorded_at": now, **paper}
    book = make_book(person)
    grade = YearGrade.objects.create(book=book, year=2025, grade=Grade.GOOD, **same)
    YearGrade.objects.create(book=book, year=2024, grade=Grade.GOOD, **{**same, "decided_on": PartialDate(2025, 1, 20)})
    DisciplinaryMeasure.objects.create(book=book, measure=MeasureKind.REPRIMAND, since=date(2025, 5, 1), **same)
    titles = [put_award(each, LawCode.ADVANCED_WORKER, 2025) for each in (book, make_book(other))]
    for title in titles:
        UnitAward.objects.filter(pk=title.pk).update(**paper)
    return [Reference("book-xep-loai", grade.pk), *(Reference("award", each.pk) for each in titles)]


def line_at(actor: Actor, line: Reference) -> Line:
    found = find_line(actor, line.kind, line.id)
    assert found is not None
    return found


def hang(actor: Actor, line: Reference, now: datetime) -> int:
    found = line_at(actor, line)
    return hang_scan(
        actor=actor,
        line=found,
        title="Quyết định 12",
        url="https://luu-tru.example.vn/12",
        marked_secret=False,
        now=now,
    )


def served() -> set[Reference]:
    return {each.parent for each in EvidenceLink.objects.all()}


def test_one_scan_serves_every_line_of_a_decision_and_no_other(
    cast: Cast, decided: list[Reference], now: datetime
) -> None:
    assert hang(cast.standing.actor(), decided[0], now) == 3
    assert served() == set(decided)
    (piece,) = Evidence.objects.all()
    assert (piece.number, piece.issued_on.code, piece.issuer) == (NUMBER, "2026-01-20", "Bộ Minh họa")
    entry = history_of("documents.evidence", piece.pk)[-1]
    assert entry.action == "evidence.linked"
    assert len(json.loads(entry.payload)["after"]["served"]) == 2


def test_an_officer_hangs_it_on_the_lines_he_writes_and_the_office_on_the_rest(
    cast: Cast, decided: list[Reference], now: datetime
) -> None:
    officer, standing = cast.officer.actor(), cast.standing.actor()
    assert hang(officer, decided[0], now) == 2
    assert served() == set(decided[:2])
    (piece,) = Evidence.objects.all()

    assert hang_scan_again(actor=standing, line=line_at(standing, decided[2]), scan=piece.pk, now=now) == 1
    assert hang_scan_again(actor=standing, line=line_at(standing, decided[2]), scan=piece.pk, now=now) == 0
    assert served() == set(decided)


def test_a_scan_of_other_lines_is_not_taken(cast: Cast, decided: list[Reference], now: datetime) -> None:
    actor = cast.standing.actor()
    elsewhere = scan(cast, actor, Reference("book-khoi", member(cast, cast.unit).pk), now)
    assert hang_scan_again(actor=actor, line=line_at(actor, decided[0]), scan=elsewhere.pk, now=now) == 0
    assert len(served()) == 1


def test_nobody_hangs_a_scan_in_his_own_book(cast: Cast, decided: list[Reference], now: datetime) -> None:
    assert cast.other_officer.person is not None
    own = replace(cast.standing.actor(), person=cast.other_officer.person.pk)
    with pytest.raises(RefusedError):
        hang(own, decided[2], now)
    assert hang(own, decided[0], now) == 2
    with pytest.raises(RefusedError):
        share_evidence(actor=own, evidence=Evidence.objects.get(), parents=decided, now=now)
    assert served() == set(decided[:2])


def test_discipline_of_the_same_number_stands_apart(cast: Cast, decided: list[Reference], now: datetime) -> None:
    measure = Reference("book-ky-luat", DisciplinaryMeasure.objects.get().pk)
    assert find_line(cast.officer.actor(), measure.kind, measure.id) is None
    assert hang(cast.standing.actor(), measure, now) == 1
    assert served() == {measure}


def test_many_are_answered_as_each_is(cast: Cast, decided: list[Reference]) -> None:
    lines = [Reference(kind, row.pk) for kind, model in LINES.items() for row in model._default_manager.all()]
    entries = [each for each in lines if each.kind.removeprefix("book-") in list(BookPart)]
    assert len({each.kind for each in lines}) >= 6
    for name, each in cast.everyone().items():
        actor = each.actor()
        assert attachable_parents(actor, set(lines)) == {line for line in lines if may_attach(actor, line)}, name
        for kind in LINES:
            written = {Reference(kind, pk) for pk in lines_written_by(actor, kind).values_list("pk", flat=True)}
            assert written <= {line for line in lines if may_attach(actor, line)}, (name, kind)
        for part in BookPart:
            seen = set(entries_visible_to(actor, part).values_list("pk", flat=True))
            found = {line.id for line in entries if line.kind == f"book-{part.value}"}
            assert seen == {pk for pk in found if find_entry(actor, part.value, pk) is not None}, (name, part)


def test_the_pages_show_decisions_and_take_a_scan_for_all(
    cast: Cast, decided: list[Reference], now: datetime, sign_in: Any
) -> None:
    browser = sign_in(cast.standing.user)
    books = browser.get(reverse("record_books"))
    assert reverse("scans") in books.content.decode()
    said = words_of(browser.get(reverse("scans"), {"tim": "12/qd-bmh"}))
    assert said.count(NUMBER) == 3  # of two days, and the reprimand apart
    assert "Không tìm thấy quyết định nào" in words_of(browser.get(reverse("scans"), {"tim": "99/QĐ"}))

    address = reverse("hang_scan", args=[decided[0].kind, decided[0].id])
    page = words_of(browser.get(address))
    assert "3 dòng chưa có bản chụp nào." in page
    assert "Thêm cho 3 dòng" in page
    nothing = browser.post(address, {"title": "Quyết định 12"})
    assert (nothing.status_code, served()) == (200, set())
    sent = browser.post(address, {"title": "Quyết định 12", "url": "https://luu-tru.example.vn/12"})
    assert (sent.status_code, served()) == (302, set(decided))
    assert "Dòng nào cũng có bản chụp." in words_of(browser.get(address))

    EvidenceLink.objects.filter(parent_kind="award").delete()
    (piece,) = Evidence.objects.all()
    assert "Thêm cho 2 dòng chưa có bản này" in words_of(browser.get(address))
    for wrong in ("x", "0", "9" * 40):
        browser.post(address, {"ban-chup": wrong})
    assert served() == {decided[0]}
    browser.post(address, {"ban-chup": str(piece.pk)})
    assert served() == set(decided)

    line = browser.get(reverse("book_entry", args=["xep-loai", decided[0].id])).content.decode()
    assert address in line
    assert sign_in(cast.head.user).get(address).status_code == 403
    assert sign_in(cast.stranger.user).get(address).status_code == 404
    assert sign_in(cast.reader.user).get(reverse("scans")).status_code == 403


def test_many_lines_take_as_many_queries_as_few(
    cast: Cast, decided: list[Reference], now: datetime, sign_in: Any, count_queries: Any
) -> None:
    browser = sign_in(cast.standing.user)
    address = reverse("hang_scan", args=[decided[0].kind, decided[0].id])
    hang(cast.standing.actor(), decided[0], now)
    pages = [address, reverse("scans"), reverse("evidence", args=[Evidence.objects.get().pk])]
    for page in pages:
        browser.get(page)
    few = [count_queries(lambda page=page: browser.get(page)) for page in pages[:2]]
    for number in range(12):
        more = put_award(make_book(make_person(cast.unit, f"Lê Văn {number}")), LawCode.ADVANCED_WORKER, 2025)
        line = UnitAward.objects.get(pk=decided[1].id)
        UnitAward.objects.filter(pk=more.pk).update(
            decision_number=line.decision_number, decided_on=line.decided_on, issuer=line.issuer
        )
    assert [count_queries(lambda page=page: browser.get(page)) for page in pages[:2]] == few
    assert "dòng chưa có bản chụp nào." in words_of(browser.get(address))
