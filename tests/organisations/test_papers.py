"""The decision behind a membership or a post: taken with it, corrected afterwards, never of a day to come."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from tests.cast import YEAR, Cast
from tests.factories.organisations import make_person
from thidua.audit.queries import history_of
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.errors import OrganisationError
from thidua.organisations.models import Bloc, BlocMembership, Person, Post, UnitMembership
from thidua.organisations.services import bloc_members, papers, people
from thidua.organisations.services.papers import UNKNOWN_PAPER, Paper, paper_of

DECISION = Paper("12/QĐ-BMH", PartialDate(2026, 1, 20), "Bộ Minh họa")
DECISION_WORDS = "12/QĐ-BMH, 20/01/2026, Bộ Minh họa"
TO_COME = Paper("13/QĐ-BMH", PartialDate(2026, 6, 16))


@pytest.fixture(autouse=True)
def now(at: Any) -> datetime:
    return at("2026-06-15 09:00")


@pytest.fixture
def person(cast: Cast) -> Person:
    return make_person(cast.unit, "Lương Thị Bích Ngọc", title="Chuyên viên")


def create(cast: Cast, person: Person, paper: Paper) -> Any:
    made = people.create_person(
        actor=cast.standing.actor(),
        agency=cast.agency,
        full_name="Lê An",
        unit=cast.unit,
        title="Chuyên viên",
        paper=paper,
    )
    return [made.memberships.get(), made.posts.get()]


def join(cast: Cast, person: Person, paper: Paper) -> Any:
    return [people.join_unit(actor=cast.standing.actor(), person=person, unit=cast.units[3], paper=paper)]


def transfer(cast: Cast, person: Person, paper: Paper) -> Any:
    membership = person.memberships.get()
    joined = people.transfer_person(
        actor=cast.standing.actor(),
        membership=membership,
        to=cast.units[3],
        on=date(2026, 6, 1),
        title="Thanh tra viên",
        paper=paper,
    )
    assert not paper_of(UnitMembership.objects.get(pk=membership.pk))
    return [joined, person.posts.get(title="Thanh tra viên")]


def give(cast: Cast, person: Person, paper: Paper) -> Any:
    return [
        people.give_post(actor=cast.standing.actor(), person=person, unit=cast.unit, title="Phó Vụ trưởng", paper=paper)
    ]


def join_bloc(cast: Cast, person: Person, paper: Paper) -> Any:
    bloc = Bloc.objects.get(pk=cast.other_bloc.pk)
    return [
        bloc_members.join_bloc(
            actor=cast.standing.actor(),
            bloc=bloc,
            year=YEAR + 1,
            unit=cast.unit,
            joined_on=date(YEAR + 1, 3, 1),
            paper=paper,
            version=bloc.version,
        )
    ]


@pytest.mark.parametrize("deed", [create, join, transfer, give, join_bloc])
def test_a_deed_takes_its_decision_and_refuses_one_of_a_day_to_come(
    cast: Cast, person: Person, deed: Callable[[Cast, Person, Paper], Any]
) -> None:
    before = (UnitMembership.objects.count(), Post.objects.count(), BlocMembership.objects.count())
    with pytest.raises(OrganisationError) as refusal:
        deed(cast, person, TO_COME)
    assert (refusal.value.code, refusal.value.field) == ("decided_in_future", "decided_on")
    assert (UnitMembership.objects.count(), Post.objects.count(), BlocMembership.objects.count()) == before

    rows = deed(cast, person, Paper("  12/QĐ-BMH ", DECISION.decided_on, "Bộ Minh họa"))

    stored = [type(row)._default_manager.get(pk=row.pk) for row in rows]
    assert [paper_of(row) for row in stored] == [DECISION] * len(rows)
    assert stored[0].paper_words == "12/QĐ-BMH, 20/01/2026, Bộ Minh họa"


def test_without_a_decision_it_is_not_known(cast: Cast, person: Person) -> None:
    (row,) = give(cast, person, UNKNOWN_PAPER)

    assert (paper_of(row), row.paper_words) == (UNKNOWN_PAPER, "")
    assert "decision_number" not in json.loads(history_of("organisations.person", person.pk)[-1].payload)["after"]


@pytest.mark.parametrize("what", ["membership", "post"])
def test_the_decision_of_what_stands_is_written_afterwards(
    cast: Cast, person: Person, now: datetime, what: str
) -> None:
    row: Any = person.memberships.get() if what == "membership" else person.posts.get()

    def correct(name: str = "standing", paper: Paper = DECISION, version: int = 1) -> Any:
        service: Any = papers.correct_membership_paper if what == "membership" else papers.correct_post_paper
        return service(actor=cast.everyone()[name].actor(), **{what: row}, paper=paper, version=version, now=now)

    for name in ("officer", "head", "secretary", "stranger"):
        with pytest.raises(RefusedError):
            correct(name)
    with pytest.raises(OrganisationError) as refusal:
        correct(paper=TO_COME)
    assert (refusal.value.code, refusal.value.field) == ("decided_in_future", "decided_on")
    assert paper_of(type(row)._default_manager.get(pk=row.pk)) == UNKNOWN_PAPER

    correct()
    with pytest.raises(StaleVersionError):
        correct(paper=UNKNOWN_PAPER)
    assert paper_of(type(row)._default_manager.get(pk=row.pk)) == DECISION

    entry = history_of("organisations.person", person.pk)[-1]
    told = json.loads(entry.payload)
    assert entry.action == f"person.{what}_paper_noted"
    assert told["before"]["decision_number"] == ""
    assert (told["after"]["decision_number"], told["after"]["decided_on"]) == ("12/QĐ-BMH", "2026-01-20")

    correct(paper=UNKNOWN_PAPER, version=2)
    assert paper_of(type(row)._default_manager.get(pk=row.pk)) == UNKNOWN_PAPER


def note(cast: Cast, now: datetime, paper: Paper, name: str = "standing", year: int = YEAR) -> list[BlocMembership]:
    return papers.note_members_paper(
        actor=cast.everyone()[name].actor(),
        bloc=cast.bloc,
        year=year,
        paper=paper,
        version=Bloc.objects.get(pk=cast.bloc.pk).version,
        now=now,
    )


def of_year(cast: Cast) -> dict[int, Paper]:
    rows = BlocMembership.objects.filter(bloc=cast.bloc, year=YEAR)
    return {row.unit_id: paper_of(row) for row in rows}


def test_one_decision_names_the_members_of_a_year_and_others_keep_their_own(cast: Cast, now: datetime) -> None:
    first, second, third, *rest = cast.units
    own = Paper("7/QĐ-BMH")
    BlocMembership.objects.filter(bloc=cast.bloc, year=YEAR, unit=second).update(joined_on=date(YEAR, 3, 1))
    row = BlocMembership.objects.get(bloc=cast.bloc, year=YEAR, unit=third)
    papers.correct_bloc_membership_paper(
        actor=cast.standing.actor(), membership=row, paper=own, version=cast.bloc.version, now=now
    )

    note(cast, now, own)
    note(cast, now, DECISION)
    assert of_year(cast) == {first.pk: DECISION, second.pk: UNKNOWN_PAPER} | {
        unit.pk: DECISION for unit in (third, *rest)
    }

    row.refresh_from_db()
    version = Bloc.objects.get(pk=cast.bloc.pk).version
    papers.correct_bloc_membership_paper(
        actor=cast.standing.actor(), membership=row, paper=own, version=version, now=now
    )
    corrected = Paper("12/QĐ-BMH", PartialDate(2026, 1, 21), "Bộ Minh họa")
    named = note(cast, now, corrected)

    assert [each.unit for each in named] == [first, *rest]
    assert of_year(cast) == {first.pk: corrected, second.pk: UNKNOWN_PAPER, third.pk: own} | {
        unit.pk: corrected for unit in rest
    }
    last_year = BlocMembership.objects.filter(bloc=cast.bloc, year=YEAR - 1)
    assert {paper_of(each) for each in last_year} == {UNKNOWN_PAPER}
    actions = [entry.action for entry in history_of("organisations.bloc", cast.bloc.pk)]
    assert actions[-4:] == [
        "bloc.members_paper_noted",
        "bloc.members_paper_noted",
        "bloc.member_paper_noted",
        "bloc.members_paper_noted",
    ]


def test_a_decision_that_one_member_alone_rests_on_is_its_own(cast: Cast, now: datetime) -> None:
    own = Paper("7/QĐ-BMH")
    row = BlocMembership.objects.get(bloc=cast.bloc, year=YEAR, unit=cast.units[2])
    papers.correct_bloc_membership_paper(
        actor=cast.standing.actor(), membership=row, paper=own, version=cast.bloc.version, now=now
    )

    note(cast, now, DECISION)

    assert of_year(cast) == {unit.pk: own if unit == cast.units[2] else DECISION for unit in cast.units}


def test_nobody_writes_the_decision_of_his_own_unit_and_post(cast: Cast, now: datetime) -> None:
    person = cast.standing.person
    assert person is not None
    membership = person.memberships.get()
    post = Post.objects.create(agency=cast.agency, person=person, unit=membership.unit, title="Phó Vụ trưởng")
    said = {"actor": cast.standing.actor(), "paper": DECISION, "now": now}

    with pytest.raises(RefusedError, match="Không ai tự ghi"):
        papers.correct_membership_paper(membership=membership, version=membership.version, **said)
    with pytest.raises(RefusedError, match="Không ai tự ghi"):
        papers.correct_post_paper(post=post, version=post.version, **said)
    deeds: list[Callable[[], object]] = [
        lambda: people.give_post(paper=DECISION, title="Chuyên viên", **own),
        lambda: people.join_unit(paper=DECISION, **own),
        lambda: people.transfer_person(
            actor=said["actor"], membership=membership, to=cast.unit, on=date(2026, 6, 1), paper=DECISION
        ),
    ]
    own: dict[str, Any] = {"actor": said["actor"], "person": person, "unit": cast.unit}
    for deed in deeds:
        with pytest.raises(OrganisationError, match="Không ai tự ghi") as refusal:
            deed()
        assert (refusal.value.code, refusal.value.field) == ("own_paper", "decision_number")
    assert not paper_of(people.give_post(title="Chuyên viên", **own))


def test_the_decision_of_a_member_that_is_taken_off_the_list_stays_in_history(cast: Cast, now: datetime) -> None:
    note(cast, now, DECISION)
    bloc = Bloc.objects.get(pk=cast.bloc.pk)
    first, *others = cast.units

    bloc_members.set_members(
        actor=cast.standing.actor(), bloc=bloc, year=YEAR, units=[first, *others[:-1]], version=bloc.version
    )

    (*_before, entry) = history_of("organisations.bloc", bloc.pk)
    assert json.loads(entry.payload)["before"]["decisions"] == [f"{others[-1].name}: {DECISION_WORDS}"]


def test_the_decision_on_members_is_refused(cast: Cast, now: datetime) -> None:
    for name in ("secretary", "officer", "observer"):
        with pytest.raises(RefusedError):
            note(cast, now, DECISION, name)
    with pytest.raises(OrganisationError) as to_come:
        note(cast, now, TO_COME)
    with pytest.raises(OrganisationError) as empty:
        note(cast, now, DECISION, year=YEAR + 1)
    row = BlocMembership.objects.get(bloc=cast.bloc, year=YEAR, unit=cast.unit)
    with pytest.raises(StaleVersionError):
        papers.correct_bloc_membership_paper(
            actor=cast.standing.actor(), membership=row, paper=DECISION, version=99, now=now
        )
    with pytest.raises(RefusedError):
        papers.correct_bloc_membership_paper(
            actor=cast.officer.actor(), membership=row, paper=DECISION, version=cast.bloc.version, now=now
        )

    assert (to_come.value.field, empty.value.code) == ("decided_on", "no_members")
    assert set(of_year(cast).values()) == {UNKNOWN_PAPER}
    assert len(note(cast, now, DECISION)) == len(cast.units)


def test_a_new_year_begins_without_a_decision(cast: Cast, now: datetime) -> None:
    note(cast, now, DECISION)
    rows = bloc_members.carry_members(actor=cast.standing.actor(), bloc=cast.bloc, from_year=YEAR, to_year=YEAR + 1)

    assert {paper_of(row) for row in rows} == {UNKNOWN_PAPER}
