"""Scans of decisions: what becomes of them when the line they hang on goes."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from tests.cast import YEAR, Cast
from tests.factories.organisations import make_person
from tests.records import test_old_lists as old_lists
from thidua.audit.queries import history_of
from thidua.common.actor import Actor
from thidua.common.references import Reference
from thidua.common.tables import services
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.models import Evidence, EvidenceLink
from thidua.documents.policies import find_evidence
from thidua.documents.services import add_evidence
from thidua.organisations.models import Bloc, BlocMembership, Person, Unit
from thidua.organisations.services import bloc_members, successions
from thidua.records.enums import BookPart
from thidua.records.models import UnitAward
from thidua.records.services import remove_award
from thidua.records.services.books import add_entry, remove_entry


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
