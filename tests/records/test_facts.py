"""What a record book tells the law: the recorded, the known none, and the unknown."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db.models import Q

from tests.cast import Cast
from tests.factories.books import LISTS, RECORDED, grade_years, make_book, put_award, put_work, tell_in_full
from tests.factories.chance_books import make_random_books
from thidua.core.law.awards import shipped_awards
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import (
    CommendationBasis,
    HoldReason,
    LeadingPost,
    Measure,
    Organiser,
    Scope,
    Sex,
    Subject,
    TaskGrade,
)
from thidua.core.law.explain import assess, assess_all
from thidua.core.law.facts import (
    Attestation as AttestedFact,
)
from thidua.core.law.facts import (
    DisciplineRecord,
    Facts,
    HoldRecord,
    HonourRecord,
    PeopleRecord,
    PostRecord,
    RankRecord,
    WorkRecord,
)
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.enums import Gender
from thidua.organisations.models import Person, Post
from thidua.records.enums import (
    AwardBasis,
    AwardCode,
    EntryKind,
    Grade,
    HoldConclusion,
    HoldKind,
    LawCode,
    MeasureKind,
    PostRank,
    RankOrganiser,
)
from thidua.records.facts import facts_of, facts_of_people
from thidua.records.models import (
    Attestation,
    AwardHold,
    BlocRank,
    Clearance,
    DisciplinaryMeasure,
    FullyTold,
    PeopleFigures,
    PostStanding,
    RecordBook,
    UnitAward,
)

ASKED: dict[str, Any] = {"year": 2025, "as_of": date(2026, 6, 15)}


@pytest.fixture
def person(cast: Cast) -> Person:
    assert cast.officer.person is not None
    return cast.officer.person


@pytest.fixture
def book(person: Person) -> RecordBook:
    return make_book(person)


def test_nothing_recorded_is_nothing_known(person: Person, cast: Cast) -> None:
    assert facts_of(person, **ASKED) == Facts(Subject.INDIVIDUAL)
    assert facts_of(cast.unit, **ASKED) == Facts(Subject.COLLECTIVE)


def test_what_is_recorded_and_told_in_full(person: Person, book: RecordBook) -> None:
    person.gender = Gender.FEMALE
    person.save()
    grade_years(book, {2024: Grade.GOOD, 2025: Grade.EXCELLENT})
    put_award(book, LawCode.ADVANCED_WORKER, 2025)
    put_award(book, LawCode.GRASSROOTS_EMULATION_FIGHTER, 2025)
    put_award(book, LawCode.MINISTRY_CERTIFICATE_OF_MERIT, 2020, day=PartialDate(2020, 12, 30), number="88/QĐ-BMH")
    work = put_work(book, 2025)
    work.used_for = ["GRASSROOTS_EMULATION_FIGHTER"]
    work.save()
    tell_in_full(book, *LISTS, EntryKind.POST)
    tell_in_full(book, EntryKind.TITLE, since=2023, until=2024)
    for post in person.posts.all():
        PostStanding.objects.create(agency=book.agency, post=post, rank=PostRank.NONE, recorded_at=RECORDED)

    assert facts_of(person, **ASKED) == Facts(
        Subject.INDIVIDUAL,
        sex=Sex.FEMALE,
        employed_since=date(2012, 3, 1),
        grades={2024: TaskGrade.GOOD, 2025: TaskGrade.EXCELLENT},
        titles={2023: (), 2024: (), 2025: ("ADVANCED_WORKER", "GRASSROOTS_EMULATION_FIGHTER")},
        honours=(
            HonourRecord("MINISTRY_CERTIFICATE_OF_MERIT", date(2020, 12, 30), CommendationBasis.MERIT, "88/QĐ-BMH"),
        ),
        initiatives=(WorkRecord(2025, Scope.GRASSROOTS, ("GRASSROOTS_EMULATION_FIGHTER",)),),
        scientific_works=(),
        discipline=(),
        holds=(),
        posts=(),
        incomplete=frozenset({"titles.2025"}),
        title_bases={
            2025: dict.fromkeys(("ADVANCED_WORKER", "GRASSROOTS_EMULATION_FIGHTER"), CommendationBasis.MERIT),
        },
    )


def test_a_list_that_may_lack_something_is_known_in_part(person: Person, book: RecordBook) -> None:
    put_award(book, LawCode.MINISTRY_CERTIFICATE_OF_MERIT, 2020)
    put_work(book, 2025)

    facts = facts_of(person, **ASKED)
    assert facts.honours == (HonourRecord("MINISTRY_CERTIFICATE_OF_MERIT", None, CommendationBasis.MERIT),)
    assert facts.initiatives == (WorkRecord(2025, Scope.GRASSROOTS),)
    assert (facts.scientific_works, facts.discipline, facts.holds, facts.posts) == (None, None, None, None)
    assert facts.incomplete == {"honours", "initiatives"}

    tell_in_full(book, EntryKind.HONOUR)
    assert facts_of(person, **ASKED) == replace(facts, incomplete=frozenset({"initiatives"}))


def test_a_certificate_on_record_suffices_though_nobody_told_the_list_in_full(person: Person, book: RecordBook) -> None:
    certificate = LawCode.MINISTRY_CERTIFICATE_OF_MERIT
    put_award(book, certificate, 2020, day=PartialDate(2020, 12, 30))

    def held(code: LawCode) -> tuple[Verdict, tuple[str, ...]]:
        award = shipped_awards()[code.value, Subject.INDIVIDUAL]
        outcome = assess(award, facts_of(person, **ASKED), year=2025, law_on=date(2025, 12, 1))
        found = next(
            each
            for route in outcome.routes
            for each in route.findings
            if each.criterion.startswith("Đã được tặng Bằng khen")
        )
        return found.verdict, tuple(each.kind for each in found.because)

    assert held(LawCode.PRIME_MINISTER_CERTIFICATE_OF_MERIT) == (Verdict.MET, ("honour",))
    assert held(LawCode.LABOUR_ORDER_THIRD_CLASS) == (Verdict.UNKNOWN, ("no_honour", "honours_partly"))
    tell_in_full(book, EntryKind.HONOUR)
    assert held(LawCode.PRIME_MINISTER_CERTIFICATE_OF_MERIT) == (Verdict.MET, ("honour",))
    assert held(LawCode.LABOUR_ORDER_THIRD_CLASS) == (Verdict.NOT_MET, ("no_honour",))


@pytest.mark.parametrize("runs_end", ["", "CASE_YEAR", "YEAR_BEFORE"])
def test_that_a_list_is_told_in_full_turns_no_verdict(cast: Cast, runs_end: str) -> None:
    """Only what was open is decided by it, or by a clearance: what was met stays met, what was not met stays so. Where
    no reading is chosen runs end with the year in question once its titles are told, so there these stay told.
    """
    settings = {"RUN_ENDS": runs_end} if runs_end else {}
    make_random_books(cast.unit, 40, 7)
    people = list(Person.objects.filter(record_book__isnull=False))
    law_on = date(2025, 12, 1)

    def verdicts() -> list[Verdict]:
        return [
            each.verdict
            for facts in facts_of_people(people, **ASKED).values()
            for outcome in assess_all(facts, year=2025, law_on=law_on, as_of=ASKED["as_of"], settings=settings)
            for route in outcome.routes
            for each in (*route.findings, route)
        ]

    told = verdicts()
    covering = Q(kind=EntryKind.TITLE, to_year__gte=2025) & (Q(from_year=None) | Q(from_year__lte=2025))
    if not runs_end:
        FullyTold.objects.filter(covering).update(from_year=2025, to_year=2025)
    FullyTold.objects.exclude(covering if not runs_end else Q(pk=None)).delete()
    Clearance.objects.all().delete()
    before = list(zip(verdicts(), told, strict=True))
    assert [each for each in before if each[0] is not Verdict.UNKNOWN and each[0] is not each[1]] == []
    assert {later for early, later in before if early is Verdict.UNKNOWN} == set(Verdict)


@pytest.mark.parametrize(
    ("since", "until", "known"),
    [(None, 2025, True), (2012, 2025, True), (2013, 2025, False), (None, 2024, False), (2012, 2026, True)],
)
def test_from_the_first_year_of_service_to_the_year_in_question(
    person: Person, book: RecordBook, since: int | None, until: int, known: bool
) -> None:
    tell_in_full(book, EntryKind.HONOUR, since=since, until=until)

    assert (facts_of(person, **ASKED).honours == ()) is known


def test_spans_join_and_gaps_do_not(person: Person, book: RecordBook) -> None:
    tell_in_full(book, EntryKind.INITIATIVE, until=2020)
    tell_in_full(book, EntryKind.INITIATIVE, since=2021, until=2025)
    tell_in_full(book, EntryKind.HONOUR, until=2020)
    tell_in_full(book, EntryKind.HONOUR, since=2022, until=2025)

    facts = facts_of(person, **ASKED)
    assert (facts.initiatives, facts.honours) == ((), None)


@pytest.mark.parametrize(
    ("until", "said_on", "as_of", "known"),
    [
        (2026, date(2026, 1, 5), date(2026, 11, 30), False),
        (2026, date(2026, 11, 29), date(2026, 11, 30), False),
        (2026, date(2026, 11, 30), date(2026, 11, 30), True),
        (2026, date(2027, 1, 4), date(2026, 11, 30), True),
        (2025, date(2026, 1, 5), date(2025, 12, 31), True),
        (2025, date(2026, 1, 5), date(2026, 1, 1), False),
        (2025, date(2025, 12, 30), date(2025, 12, 31), False),
    ],
)
def test_what_was_told_in_full_reaches_no_further_than_the_day_it_was_said_on(
    person: Person, book: RecordBook, until: int, said_on: date, as_of: date, known: bool
) -> None:
    tell_in_full(book, EntryKind.HOLD, EntryKind.DISCIPLINE, EntryKind.HONOUR, until=until, said_on=said_on)
    facts = facts_of(person, year=as_of.year, as_of=as_of)

    assert [each == () for each in (facts.holds, facts.discipline, facts.honours)] == [known] * 3


def test_titles_of_the_running_year_are_told_up_to_the_day(person: Person, book: RecordBook) -> None:
    put_award(book, LawCode.ADVANCED_WORKER, 2025)
    tell_in_full(book, EntryKind.TITLE, since=2024, until=2025, said_on=date(2025, 12, 1))
    later, same_day = (facts_of(person, year=2025, as_of=each) for each in (date(2025, 12, 2), date(2025, 12, 1)))

    assert (same_day.titles, same_day.incomplete) == ({2024: (), 2025: ("ADVANCED_WORKER",)}, frozenset())
    assert (later.titles, later.incomplete) == (same_day.titles, {"titles.2025"})


def test_one_title_says_nothing_of_the_others_of_its_year(person: Person, book: RecordBook) -> None:
    """After a list of advanced workers alone nobody knows who was a grassroots fighter too."""
    grade_years(book, dict.fromkeys((2023, 2024, 2025), Grade.EXCELLENT))
    for year in (2023, 2024, 2025):
        put_award(book, LawCode.ADVANCED_WORKER, year)

    def stands() -> tuple[Verdict, tuple[str, ...]]:
        award = shipped_awards()["MINISTERIAL_EMULATION_FIGHTER", Subject.INDIVIDUAL]
        outcome = assess(award, facts_of(person, **ASKED), year=2025, law_on=date(2025, 12, 1))
        group = next(each for each in outcome.routes[0].findings if each.criterion.startswith("03 lần liên tục"))
        (found,) = {part.because for reading in group.parts for part in reading.parts}  # in both readings alike
        return group.verdict, tuple(each.kind for each in found)

    assert facts_of(person, **ASKED).incomplete == {"titles.2023", "titles.2024", "titles.2025"}
    assert stands()[0] is Verdict.UNKNOWN
    assert "titles_partly" in stands()[1]
    tell_in_full(book, EntryKind.TITLE)
    assert stands()[0] is Verdict.NOT_MET


def test_discipline_and_holds_are_told_up_to_the_day_of_judging(person: Person, book: RecordBook) -> None:
    tell_in_full(book, EntryKind.DISCIPLINE, EntryKind.HOLD, until=2025)
    assert (facts_of(person, **ASKED).discipline, facts_of(person, **ASKED).holds) == (None, None)

    as_of = date(2025, 12, 31)
    facts = facts_of(person, year=2025, as_of=as_of)
    assert (facts.discipline, facts.holds) == ((), ())


def test_what_weighs_weighs_even_if_there_may_be_more(person: Person, book: RecordBook) -> None:
    """A hold that lasts is no less one because nobody said that there is no other."""
    hold = AwardHold.objects.create(
        agency=book.agency, book=book, reason=HoldKind.COMPLAINT, since=date(2026, 5, 4), recorded_at=RECORDED
    )
    measure = DisciplinaryMeasure.objects.create(
        agency=book.agency,
        book=book,
        measure=MeasureKind.REPRIMAND,
        since=date(2025, 5, 1),
        until=date(2026, 5, 1),
        recorded_at=RECORDED,
    )

    def general() -> list[Verdict]:
        facts = facts_of(person, **ASKED)
        assert facts.incomplete == {"holds", "discipline"}
        award = shipped_awards()["ADVANCED_WORKER", Subject.INDIVIDUAL]
        outcome = assess(award, facts, law_on=date(2025, 12, 1), **ASKED)
        return [each.verdict for each in outcome.routes[0].findings[:2]]

    facts = facts_of(person, **ASKED)
    assert facts.holds == (HoldRecord(HoldReason.COMPLAINT, date(2026, 5, 4), None),)
    assert facts.discipline == (DisciplineRecord(Measure.REPRIMAND, date(2025, 5, 1), date(2026, 5, 1)),)
    assert general() == [Verdict.NOT_MET, Verdict.NOT_MET]

    hold.conclusion, hold.concluded_on = HoldConclusion.NO_VIOLATION, date(2026, 6, 1)
    hold.save()
    measure.until = date(2024, 5, 1)
    measure.since = date(2023, 5, 1)
    measure.save()
    assert general() == [Verdict.UNKNOWN, Verdict.UNKNOWN]


def test_a_hold_ends_the_day_before_its_conclusion_and_after_a_violation_with_the_measure(
    person: Person, book: RecordBook
) -> None:
    tell_in_full(book, EntryKind.HOLD, EntryKind.DISCIPLINE)
    hold = AwardHold.objects.create(
        agency=book.agency,
        book=book,
        reason=HoldKind.INSPECTION,
        since=date(2025, 2, 1),
        conclusion=HoldConclusion.NO_VIOLATION,
        concluded_on=date(2025, 4, 1),
        recorded_at=RECORDED,
    )

    def until() -> date | None:
        (found,) = facts_of(person, **ASKED).holds or ()
        return found.until

    assert until() == date(2025, 3, 31)
    hold.conclusion = HoldConclusion.VIOLATION
    hold.save()
    assert until() is None
    DisciplinaryMeasure.objects.create(
        agency=book.agency,
        book=book,
        measure=MeasureKind.WARNING,
        since=date(2025, 4, 20),
        until=date(2026, 4, 20),
        recorded_at=RECORDED,
    )
    assert until() == date(2025, 4, 19)


def test_a_day_that_is_half_known_is_not_known(person: Person, book: RecordBook) -> None:
    put_award(book, LawCode.MINISTRY_CERTIFICATE_OF_MERIT, 2020, day=PartialDate(2020, 12), basis=None)
    tell_in_full(book, EntryKind.HONOUR)

    assert facts_of(person, **ASKED).honours == (HonourRecord("MINISTRY_CERTIFICATE_OF_MERIT"),)


def test_an_order_of_unknown_class_leaves_honours_open(person: Person, book: RecordBook) -> None:
    tell_in_full(book, EntryKind.HONOUR)
    award = put_award(book, LawCode.LABOUR_ORDER_THIRD_CLASS, 2019)
    UnitAward.objects.filter(pk=award.pk).update(code=AwardCode.ORDER, law_code=None)
    assert facts_of(person, **ASKED).honours is None

    put_award(book, LawCode.MINISTRY_CERTIFICATE_OF_MERIT, 2020)
    facts = facts_of(person, **ASKED)
    assert [each.code for each in facts.honours or ()] == ["MINISTRY_CERTIFICATE_OF_MERIT"]
    assert facts.incomplete == {"honours"}


def test_posts_are_known_once_each_is_put_beside_those_of_the_law(cast: Cast) -> None:
    person = cast.head.person
    assert person is not None
    book = make_book(person)
    tell_in_full(book, EntryKind.POST)
    assert facts_of(person, **ASKED).posts is None

    (post,) = person.posts.all()
    PostStanding.objects.create(agency=book.agency, post=post, rank=PostRank.DEPARTMENT_HEAD, recorded_at=RECORDED)
    assert facts_of(person, **ASKED).posts == (PostRecord(LeadingPost.DEPARTMENT_HEAD, date(2020, 1, 1), None),)

    Post.objects.create(agency=person.agency, person=person, unit=post.unit, title="Ủy viên")
    other = facts_of(person, **ASKED)
    assert (len(other.posts or ()), other.incomplete) == (1, {"posts"})

    post.since = None
    post.save()
    assert facts_of(person, **ASKED).posts is None


def test_what_people_confirmed(person: Person, book: RecordBook) -> None:
    Attestation.objects.create(
        agency=book.agency,
        book=book,
        criterion="EXEMPLARY_CONDUCT",
        year=2025,
        holds=False,
        said_by="Phạm Văn Thường",
        said_on=date(2026, 1, 5),
        recorded_at=RECORDED,
    )
    assert facts_of(person, **ASKED).attested == (
        AttestedFact("EXEMPLARY_CONDUCT", 2025, "Phạm Văn Thường", date(2026, 1, 5), holds=False),
    )


def test_the_book_of_a_unit(cast: Cast) -> None:
    book = make_book(cast.unit, established_on=date(2010, 7, 1))
    grade_years(book, {2025: Grade.GOOD})
    put_award(book, LawCode.EXCELLENT_LABOUR_COLLECTIVE, 2025)
    tell_in_full(book, EntryKind.RANK)
    PeopleFigures.objects.create(
        agency=book.agency,
        book=book,
        year=2025,
        total=20,
        grades={"GOOD": 20},
        titles={"ADVANCED_WORKER": 14},
        disciplined={},
        recorded_at=RECORDED,
    )
    BlocRank.objects.create(
        agency=book.agency, book=book, year=2025, rank=2, organiser=RankOrganiser.MINISTRY, recorded_at=RECORDED
    )

    assert facts_of(cast.unit, **ASKED) == Facts(
        Subject.COLLECTIVE,
        established_on=date(2010, 7, 1),
        grades={2025: TaskGrade.GOOD},
        titles={2025: ("EXCELLENT_LABOUR_COLLECTIVE",)},
        people={2025: PeopleRecord(20, None, {TaskGrade.GOOD: 20}, {"ADVANCED_WORKER": 14}, {})},
        ranks=(RankRecord(2025, 2, Organiser.MINISTRY),),
        incomplete=frozenset({"titles.2025"}),
        title_bases={2025: {"EXCELLENT_LABOUR_COLLECTIVE": CommendationBasis.MERIT}},
    )


@pytest.mark.parametrize(
    ("bases", "told"),
    [
        ([AwardBasis.THEMATIC], CommendationBasis.THEMATIC),
        ([None], None),
        ([AwardBasis.THEMATIC, AwardBasis.MERIT], CommendationBasis.MERIT),
        ([None, AwardBasis.MERIT], CommendationBasis.MERIT),
        ([None, AwardBasis.THEMATIC], None),
    ],
)
def test_a_flag_stands_once_a_year_with_the_basis_that_counts(
    cast: Cast, bases: list[AwardBasis | None], told: CommendationBasis | None
) -> None:
    book = make_book(cast.unit, established_on=date(2010, 7, 1))
    for each in bases:
        UnitAward.objects.create(
            agency=book.agency, unit=cast.unit, year=2023, law_code=LawCode.MINISTRY_EMULATION_FLAG, basis=each,
            name="Cờ thi đua", recorded_at=RECORDED,
        )  # fmt: skip
    facts = facts_of(cast.unit, **ASKED)

    assert facts.titles == {2023: ("MINISTRY_EMULATION_FLAG",)}
    assert facts.title_basis(2023, "MINISTRY_EMULATION_FLAG") is told


@pytest.mark.parametrize(
    ("disciplined", "is_open"),
    [
        (None, False),  # nothing is known, so there is nothing that may lack some
        ({}, False),
        ({"REPRIMAND": 1}, True),
        ({**dict.fromkeys(MeasureKind.values, 0), "REPRIMAND": 1}, False),
    ],
)
def test_some_disciplined_people_are_not_all(cast: Cast, disciplined: dict[str, int] | None, is_open: bool) -> None:
    book = make_book(cast.unit)
    PeopleFigures.objects.create(
        agency=book.agency, book=book, year=2025, total=20, disciplined=disciplined, recorded_at=RECORDED
    )
    facts = facts_of(cast.unit, **ASKED)

    assert facts.incomplete == ({"people.2025.disciplined"} if is_open else frozenset())
    assert facts.tells_all_disciplined(2025) == (disciplined is not None and not is_open)


@pytest.mark.parametrize("number", [1, 3])
def test_many_are_read_in_as_many_queries_as_one(cast: Cast, django_assert_num_queries, number: int) -> None:
    people = [each.person for each in cast.everyone().values() if each.person is not None][:number]
    for person in people:
        book = make_book(person)
        grade_years(book, {2025: Grade.GOOD})
        tell_in_full(book, *LISTS)

    with django_assert_num_queries(13):
        found = facts_of_people(people, **ASKED)
    assert {each.grades is not None for each in found.values()} == {True}
