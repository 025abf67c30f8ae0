"""Random histories: whatever a file of facts can say, and what it leaves out."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from thidua.core.law.awards import shipped_awards
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
from thidua.core.law.conditions import Attested
from thidua.core.law.facts import (
    DISCIPLINED,
    PARTIAL,
    PEOPLE_OF,
    TITLES_OF,
    Attestation,
    DisciplineRecord,
    Facts,
    HoldRecord,
    HonourRecord,
    PeopleRecord,
    PostRecord,
    RankRecord,
    WorkRecord,
)
from thidua.core.law.settings import shipped_settings

YEARS = st.integers(2012, 2027)
DAYS = st.dates(date(2012, 1, 1), date(2027, 12, 31))
LAW_DAYS = st.sampled_from([
    date(2016, 5, 1), date(2023, 12, 31), date(2024, 1, 1), date(2024, 4, 15), date(2025, 6, 30), date(2025, 7, 1),
    date(2025, 8, 4), date(2025, 8, 5), date(2026, 9, 30), date(2026, 10, 1), date(2027, 3, 1),
])  # fmt: skip
NAMES = st.text("abcđ ơư", min_size=1, max_size=8).map(str.strip).filter(bool)
ATTESTED = sorted({
    each.question.criterion
    for award in shipped_awards().values()
    for version in award.versions
    for route in version.routes
    for each in route.criteria
    if isinstance(each.question, Attested)
})  # fmt: skip
TITLES = {
    Subject.INDIVIDUAL: [
        "ADVANCED_WORKER", "GRASSROOTS_EMULATION_FIGHTER", "MINISTERIAL_EMULATION_FIGHTER",
        "NATIONAL_EMULATION_FIGHTER",
    ],
    Subject.COLLECTIVE: [
        "ADVANCED_LABOUR_COLLECTIVE", "EXCELLENT_LABOUR_COLLECTIVE", "MINISTRY_EMULATION_FLAG",
        "GOVERNMENT_EMULATION_FLAG",
    ],
    Subject.HOUSEHOLD: ["CULTURAL_VILLAGE"],
}  # fmt: skip
HONOURS = [
    "MINISTRY_CERTIFICATE_OF_MERIT", "PRIME_MINISTER_CERTIFICATE_OF_MERIT", "LABOUR_ORDER_THIRD_CLASS",
    "LABOUR_ORDER_SECOND_CLASS", "LABOUR_ORDER_FIRST_CLASS",
]  # fmt: skip

maybe = st.none


def often(strategy: st.SearchStrategy) -> st.SearchStrategy:
    """Recorded three times of four."""
    return st.one_of(strategy, strategy, strategy, st.none())


def spans() -> st.SearchStrategy[tuple[date, date | None]]:
    pairs = st.tuples(DAYS, st.one_of(DAYS, st.dates(date(2020, 12, 31), date(2020, 12, 31)), st.none()))
    return pairs.filter(lambda pair: pair[1] is None or pair[0] <= pair[1])


def tuples_of(strategy: st.SearchStrategy, most: int = 4) -> st.SearchStrategy:
    return often(st.lists(strategy, max_size=most, unique=True).map(tuple))


def years_of(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return often(st.dictionaries(YEARS, strategy, max_size=12).map(lambda found: dict(sorted(found.items()))))


works = st.builds(WorkRecord, YEARS, st.sampled_from(Scope), st.lists(st.sampled_from(HONOURS), max_size=1).map(tuple))
counts = st.integers(0, 10)
people = st.builds(
    PeopleRecord,
    total=st.one_of(st.none(), st.integers(60, 80)),
    women=st.one_of(st.none(), counts),
    grades=st.one_of(st.none(), st.dictionaries(st.sampled_from(TaskGrade), st.integers(0, 15), max_size=4)),
    titles=st.dictionaries(st.sampled_from(["ADVANCED_WORKER", "GRASSROOTS_EMULATION_FIGHTER"]), st.integers(0, 60)),
    disciplined=st.one_of(st.none(), st.dictionaries(st.sampled_from(Measure), st.integers(0, 2), max_size=2)),
)


honours = st.builds(
    HonourRecord, st.sampled_from(HONOURS), often(DAYS), often(st.sampled_from(CommendationBasis)), st.just("")
)


def code_and_day(honour: HonourRecord) -> tuple[str, date | None]:
    """Two records of it with two bases would contradict one another."""
    return honour.code, honour.decided_on


RECORDS: dict[str, st.SearchStrategy[Any]] = {
    "honours": honours,
    "initiatives": works,
    "scientific_works": works,
    "discipline": st.builds(lambda kind, span: DisciplineRecord(kind, *span), st.sampled_from(Measure), spans()),
    "holds": st.builds(lambda kind, span: HoldRecord(kind, *span), st.sampled_from(HoldReason), spans()),
    "posts": st.builds(lambda kind, span: PostRecord(kind, *span), st.sampled_from(LeadingPost), spans()),
    "ranks": st.builds(RankRecord, YEARS, st.integers(1, 3), st.sampled_from(Organiser)),
}
"""Lists that may be known in part → one of their records."""


@st.composite
def facts(draw: st.DrawFn, subject: Subject | None = None) -> Facts:
    """Facts of a subject, some of their lists known in part; what contradicts its first day is not drawn, the first day
    lies before everything.
    """
    of = draw(st.sampled_from(Subject)) if subject is None else subject
    is_person = of is Subject.INDIVIDUAL
    titles = st.lists(st.sampled_from(TITLES[of]), unique=True, max_size=4).map(tuple)
    grades = st.sampled_from([TaskGrade.EXCELLENT, TaskGrade.EXCELLENT, TaskGrade.GOOD, TaskGrade.GOOD, *TaskGrade])
    attested = st.builds(Attestation, st.sampled_from(ATTESTED), YEARS, NAMES, DAYS, st.booleans())
    drawn = Facts(
        subject=of,
        sex=draw(st.one_of(st.none(), st.sampled_from(Sex))) if is_person else None,
        employed_since=draw(often(st.dates(date(1990, 1, 1), date(2012, 1, 1)))) if is_person else None,
        established_on=draw(often(st.dates(date(1980, 1, 1), date(2012, 1, 1)))) if not is_person else None,
        dissolved_on=draw(st.one_of(st.none(), DAYS)) if of is Subject.COLLECTIVE else None,
        grades=draw(years_of(grades)),
        titles=draw(years_of(titles)),
        honours=draw(
            often(st.lists(honours, max_size=4, unique_by=lambda each: (each.code, each.decided_on)).map(tuple))
        ),
        initiatives=draw(tuples_of(works, 6)) if is_person else None,
        scientific_works=draw(tuples_of(works)) if is_person else None,
        discipline=draw(tuples_of(RECORDS["discipline"], 1)),
        holds=draw(tuples_of(RECORDS["holds"], 1)),
        attested=draw(tuples_of(attested, 8)),
        posts=draw(tuples_of(RECORDS["posts"], 3)) if is_person else None,
        maternity_leave=draw(tuples_of(YEARS)) if is_person else None,
        retires_on=draw(st.one_of(st.none(), DAYS)) if is_person else None,
        higher_retirement_age=draw(st.one_of(st.none(), st.booleans())) if is_person else None,
        people=draw(years_of(people)) if not is_person else None,
        ranks=draw(tuples_of(RECORDS["ranks"])) if not is_person else None,
    )
    drawn = replace(drawn, title_bases=draw(bases_of(drawn.titles or {})))
    names = lists_in(drawn)
    parts = st.one_of(st.just(()), st.just(names), st.lists(st.sampled_from(names))) if names else st.just(())
    return replace(drawn, incomplete=frozenset(draw(parts)))


@st.composite
def bases_of(draw: st.DrawFn, titles: dict[int, tuple[str, ...]]) -> dict[int, dict[str, CommendationBasis]]:
    """On what basis some of the titles were given."""
    basis = st.one_of(
        st.none(), st.sampled_from([CommendationBasis.MERIT, CommendationBasis.THEMATIC, *CommendationBasis])
    )
    drawn = {year: {code: draw(basis) for code in codes} for year, codes in titles.items()}
    told = {year: {code: each for code, each in bases.items() if each is not None} for year, bases in drawn.items()}
    return {year: bases for year, bases in told.items() if bases}


def lists_in(told: Facts) -> list[str]:
    """Names of the lists that facts hold."""
    years = [f"{TITLES_OF}{year}" for year in told.titles or ()]
    years += [
        f"{PEOPLE_OF}{year}{DISCIPLINED}" for year, each in (told.people or {}).items() if each.disciplined is not None
    ]
    return [*(name for name in PARTIAL if getattr(told, name) is not None), *years]


@st.composite
def later_people(draw: st.DrawFn, told: PeopleRecord, *, is_open: bool) -> PeopleRecord:
    """The people of a year with grades that were lacking and, where these may lack some, with more measures."""
    grades, disciplined, left = told.grades, told.disciplined, told.ungraded()
    if grades is not None and left:
        grade, more = draw(st.sampled_from(TaskGrade)), draw(st.integers(0, left))
        grades = {**grades, grade: grades.get(grade, 0) + more}
    if disciplined is not None and is_open:
        measure = draw(st.sampled_from(Measure))
        disciplined = {**disciplined, measure: disciplined.get(measure, 0) + draw(st.integers(0, 2))}
    return replace(told, grades=grades, disciplined=disciplined)


@st.composite
def completions(draw: st.DrawFn, told: Facts) -> Facts:
    """The facts with some lines that their lists may have lacked; some of these lists are then whole, and some people
    of whom no grade was on record are graded. Nobody is put forward by it: where no post is on record, none is added.
    """
    made: dict[str, Any] = {"titles": dict(told.titles) if told.titles is not None else None}
    if told.people is not None:
        made["people"] = {
            year: draw(later_people(each, is_open=f"{PEOPLE_OF}{year}{DISCIPLINED}" in told.incomplete))
            for year, each in told.people.items()
        }
    for name in sorted(told.incomplete):
        if name.startswith(TITLES_OF):
            year = int(name.removeprefix(TITLES_OF))
            more = draw(st.lists(st.sampled_from(TITLES[told.subject]), unique=True, max_size=2))
            made["titles"][year] = tuple(dict.fromkeys((*made["titles"][year], *more)))
        elif not name.startswith(PEOPLE_OF) and (name != "posts" or told.posts):
            made[name] = (*getattr(told, name), *draw(st.lists(RECORDS[name], max_size=3)))
    still = draw(st.frozensets(st.sampled_from(sorted(told.incomplete)))) if told.incomplete else frozenset()
    return replace(told, **made, incomplete=still)


@st.composite
def settings(draw: st.DrawFn) -> dict[str, str]:
    """Some settings answered."""
    return {
        code: answer
        for code, each in shipped_settings().items()
        if (answer := draw(st.one_of(st.none(), st.sampled_from(sorted(each.options))))) is not None
    }
