"""The facts of many as arrays: a year is a bit (bit 0: the year in question, bit n: n years before), a fact a column.

Made from `Facts` here, or by whoever reads a table in one pass; then nobody needs a `Facts` a person. A column that
is not there stands for “not recorded of anybody”.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from thidua.core.law.case import EVER, NEVER, Case, months_between
from thidua.core.law.codes import LeadingPost, Measure, Organiser, Scope, Sex, Subject, TaskGrade
from thidua.core.law.conditions import HISTORY, WorkKind
from thidua.core.law.facts import Facts, PeopleRecord
from thidua.core.law.general import General
from thidua.core.law.reading import MOST_WORKS
from thidua.core.law.settings import WIDER_SCOPE, Chosen

Masks = NDArray[np.uint64]
Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]

UNRECORDED: Final = -1
"""A number that is not known."""


@dataclass(slots=True)
class Columns:
    """The facts of `size` persons or units of one kind, seen from one year and one day of judging.

    Masks are uint64; numbers int32 with −1 for not known; of every pair the first is certain, the second possible.
    Lists known in part (`Facts.incomplete`) are not `known`, but what is recorded of them stands in its columns;
    `title_known`: years whose titles are told in full, `title_begun`: years that have some, others may be missing.
    `restart`: first years that count after discipline; `honour_first`: the year of the earliest honour that is a basis,
    `honour_years`: all its years as masks. `work_years[kind, scope]`: mask k has the years with more than k works, of
    that scope or a wider one and of that scope alone. `people_graded`: how many certainly, and how many possibly;
    `people_disciplined` is −1 also where nobody is on record and others may be missing.
    """

    size: int
    subject: Subject
    year: int
    grade_known: Masks | None = None
    grade_reaches: dict[TaskGrade, Masks] = field(default_factory=dict)
    title_known: Masks | None = None
    title_begun: Masks | None = None
    titles: dict[str, Masks] = field(default_factory=dict)
    titles_perhaps: dict[str, Masks] = field(default_factory=dict)
    """Years with a title of which it is not certain that it counts as a basis (G4)."""
    restart: tuple[Numbers, Numbers] | None = None
    honour_known: Flags | None = None
    honour_first: dict[str, tuple[Numbers, Numbers]] = field(default_factory=dict)
    honour_years: dict[str, tuple[Masks, Masks]] = field(default_factory=dict)
    honour_undated: dict[str, Flags] = field(default_factory=dict)
    works_known: dict[WorkKind, Flags] = field(default_factory=dict)
    work_years: dict[tuple[WorkKind, Scope], tuple[Masks, ...]] = field(default_factory=dict)
    not_on_hold: tuple[Flags, Flags] | None = None
    attested: dict[str, tuple[Flags, Flags]] = field(default_factory=dict)
    attested_here: dict[str, Flags] = field(default_factory=dict)
    employed_months: Numbers | None = None
    existed_months: Numbers | None = None
    is_dissolved: Flags | None = None
    """Units that no longer exist on the day of judging. Not there: all exist."""
    is_woman: tuple[Flags, Flags] | None = None
    has_higher_age: tuple[Flags, Flags] | None = None
    retires: Flags | None = None
    """Who has retired on the day of judging, by the day on record."""
    post_months: dict[LeadingPost, Numbers] = field(default_factory=dict)
    has_posts: Flags | None = None
    undisciplined_in_post: tuple[Flags, Flags] | None = None
    people_total: Numbers | None = None
    people_women: Numbers | None = None
    people_graded: dict[TaskGrade, tuple[Numbers, Numbers]] = field(default_factory=dict)
    people_titles: dict[str, Numbers] = field(default_factory=dict)
    people_disciplined: dict[Measure, Numbers] = field(default_factory=dict)
    ranks: dict[Organiser, Numbers] = field(default_factory=dict)
    ranks_known: Flags | None = None

    def part(self, start: int, end: int) -> Columns:
        """The rows from `start` to before `end`, as views."""
        return self._with(slice(start, end), min(end, self.size) - start)

    def taken(self, rows: NDArray[np.integer[Any]]) -> Columns:
        """Some rows, in the order in which they are named; a row may be named several times."""
        return self._with(rows, len(rows))

    def _with(self, rows: slice | NDArray[np.integer[Any]], size: int) -> Columns:
        told = {each.name: _of_rows(getattr(self, each.name), rows) for each in fields(self)}
        return Columns(**{**told, "size": size})


def _of_rows(value: Any, rows: slice | NDArray[np.integer[Any]]) -> Any:
    if isinstance(value, np.ndarray):
        return value[rows]
    if isinstance(value, tuple):
        return tuple(_of_rows(each, rows) for each in value)
    if isinstance(value, dict):
        return {key: _of_rows(each, rows) for key, each in value.items()}
    return value


NO_RANK: Final = 10_000
"""A rank of whoever is not in the list."""


def columns_of(
    facts: Sequence[Facts], *, year: int, as_of: date, general: General, settings: Chosen, subject: Subject
) -> Columns:
    """Columns from facts of one kind of subject, in their order."""
    rows = [_row(Case(each, year, as_of, general, settings)) for each in facts]
    made = Columns(len(rows), subject, year)
    made.grade_known = _masks(row["grade_known"] for row in rows)
    made.grade_reaches = {grade: _masks(row["grade_reaches"][grade] for row in rows) for grade in TaskGrade}
    made.title_known = _masks(row["title_known"] for row in rows)
    if any(row["title_begun"] for row in rows):
        made.title_begun = _masks(row["title_begun"] for row in rows)
    codes = sorted({code for row in rows for code in row["titles"]})
    made.titles = {code: _masks(row["titles"].get(code, 0) for row in rows) for code in codes}
    codes = sorted({code for row in rows for code in row["titles_perhaps"]})
    made.titles_perhaps = {code: _masks(row["titles_perhaps"].get(code, 0) for row in rows) for code in codes}
    made.restart = (_numbers(row["restart"][0] for row in rows), _numbers(row["restart"][1] for row in rows))
    made.honour_known = _flags(row["honour_known"] for row in rows)
    codes = sorted({code for row in rows for code in row["honours"]})
    for code in codes:
        told = [row["honours"].get(code, (NEVER, NEVER, 0, 0, False)) for row in rows]
        made.honour_first[code] = (_numbers(each[0] for each in told), _numbers(each[1] for each in told))
        made.honour_years[code] = (_masks(each[2] for each in told), _masks(each[3] for each in told))
        made.honour_undated[code] = _flags(each[4] for each in told)
    made.not_on_hold = _pair(row["not_on_hold"] for row in rows)
    codes = sorted({code for row in rows for code in row["attested"]})
    made.attested = {code: _pair(row["attested"].get(code, (False, True)) for row in rows) for code in codes}
    made.attested_here = {code: _flags(code in row["attested"] for row in rows) for code in codes}
    if subject is Subject.INDIVIDUAL:
        _add_of_persons(made, rows)
    else:
        _add_of_units(made, rows)
    return made


def _add_of_persons(made: Columns, rows: list[dict[str, Any]]) -> None:
    for kind in WorkKind:
        made.works_known[kind] = _flags(row["works_known"][kind] for row in rows)
    for key in sorted({key for row in rows for key in row["works"]}):
        layers = [row["works"].get(key, ()) for row in rows]
        deepest = max(len(each) for each in layers)
        made.work_years[key] = tuple(
            _masks(each[at] if at < len(each) else 0 for each in layers) for at in range(deepest)
        )
    made.employed_months = _numbers(row["employed_months"] for row in rows)
    made.is_woman = _pair(row["is_woman"] for row in rows)
    made.has_higher_age = _pair(row["has_higher_age"] for row in rows)
    made.retires = _flags(row["retires"] for row in rows)
    made.post_months = {post: _numbers(row["post_months"][post] for row in rows) for post in LeadingPost}
    made.has_posts = _flags(row["has_posts"] for row in rows)
    made.undisciplined_in_post = _pair(row["undisciplined_in_post"] for row in rows)


def _add_of_units(made: Columns, rows: list[dict[str, Any]]) -> None:
    made.is_dissolved = _flags(row["is_dissolved"] for row in rows)
    made.existed_months = _numbers(row["existed_months"] for row in rows)
    made.people_total = _numbers(row["people_total"] for row in rows)
    made.people_women = _numbers(row["people_women"] for row in rows)
    made.people_graded = {
        grade: (
            _numbers(row["people_graded"][grade][0] for row in rows),
            _numbers(row["people_graded"][grade][1] for row in rows),
        )
        for grade in TaskGrade
    }
    codes = sorted({code for row in rows for code in row["people_titles"]})
    made.people_titles = {code: _numbers(row["people_titles"].get(code, UNRECORDED) for row in rows) for code in codes}
    made.people_disciplined = {each: _numbers(row["people_disciplined"][each] for row in rows) for each in Measure}
    made.ranks = {each: _numbers(row["ranks"][each] for row in rows) for each in Organiser}
    made.ranks_known = _flags(row["ranks_known"] for row in rows)


def _masks(values: Iterable[int]) -> Masks:
    return np.array(list(values), dtype=np.uint64)


def _numbers(values: Iterable[int]) -> Numbers:
    return np.array(list(values), dtype=np.int32)


def _flags(values: Iterable[bool]) -> Flags:
    return np.array(list(values), dtype=np.bool_)


def _pair(values: Iterable[tuple[bool, bool]]) -> tuple[Flags, Flags]:
    pairs = list(values)
    return _flags(each[0] for each in pairs), _flags(each[1] for each in pairs)


def _bits(years: Iterable[int], year: int) -> int:
    mask = 0
    for each in years:
        if year - HISTORY < each <= year:
            mask |= 1 << (year - each)
    return mask


def _reached(grades: Mapping[int, TaskGrade], year: int) -> dict[TaskGrade, int]:
    exact = dict.fromkeys(TaskGrade, 0)
    for each, grade in grades.items():
        if year - HISTORY < each <= year:
            exact[grade] |= 1 << (year - each)
    mask, reached = 0, {}
    for grade in TaskGrade:  # the best first
        mask |= exact[grade]
        reached[grade] = mask
    return reached


def _held(case: Case) -> tuple[dict[str, int], dict[str, int]]:
    """Title → its years: those in which it counts, and those in which it may."""
    held: tuple[dict[str, int], dict[str, int]] = {}, {}
    for each, codes in (case.facts.titles or {}).items():
        if case.year - HISTORY < each <= case.year:
            for code in codes:
                certain, possible = case.title_on_record(code, each)
                if possible:
                    where = held[0 if certain else 1]
                    where[code] = where.get(code, 0) | 1 << (case.year - each)
    return held


def _row(case: Case) -> dict[str, Any]:
    """The facts of one, as numbers."""
    facts, year, as_of = case.facts, case.year, case.as_of
    grades, titles = facts.grades or {}, facts.titles or {}
    end = date(year, 12, 31)
    start = facts.employed_since or facts.established_on
    before = range(year - HISTORY + 1, min(start.year, year + 1)) if start else range(0)
    people = (facts.people or {}).get(year)
    begun = facts.open_titles()
    held, perhaps = _held(case)
    return {
        "grade_known": _bits((*grades, *before), year),
        "grade_reaches": _reached(grades, year),
        "title_known": _bits((*(each for each in titles if each not in begun), *before), year),
        "title_begun": _bits((each for each in begun if each not in before), year),
        "titles": held,
        "titles_perhaps": perhaps,
        "restart": case.restart(),
        "honour_known": facts.is_whole("honours"),
        "honours": _honours(case),
        "works_known": {
            WorkKind.INITIATIVE: facts.is_whole("initiatives"),
            WorkKind.SCIENTIFIC_WORK: facts.is_whole("scientific_works"),
        },
        "works": _works(case),
        "not_on_hold": _hold(facts, as_of),
        "attested": _attested(facts, year),
        "employed_months": _months(facts.employed_since, end),
        "is_dissolved": case.is_dissolved(),
        "existed_months": _months(facts.established_on, end),
        "is_woman": (facts.sex is Sex.FEMALE, facts.sex is not Sex.MALE),
        "has_higher_age": (facts.higher_retirement_age is True, facts.higher_retirement_age is not False),
        "retires": facts.retires_on is not None and facts.retires_on <= as_of,
        "post_months": {
            post: UNRECORDED if months is None or not facts.is_whole("posts") else months
            for post in LeadingPost
            for months in (case.months_in_post(post),)
        },
        "has_posts": bool(facts.posts),
        "undisciplined_in_post": _in_post(facts),
        "people_total": UNRECORDED if people is None or people.total is None else people.total,
        "people_women": UNRECORDED if people is None or people.women is None else people.women,
        "people_graded": {least: _graded(people, least) for least in TaskGrade},
        "people_titles": {} if people is None else dict(people.titles),
        "people_disciplined": {least: _disciplined(facts, year, least) for least in Measure},
        "ranks": {
            organiser: min(
                (each.rank for each in facts.ranks or () if (each.year, each.organiser) == (year, organiser)),
                default=NO_RANK,
            )
            for organiser in Organiser
        },
        "ranks_known": facts.is_whole("ranks"),
    }


def _graded(people: PeopleRecord | None, least: TaskGrade) -> tuple[int, int]:
    """How many people have a grade or a better one: certainly, possibly."""
    part = None if people is None else people.graded(least)
    return (UNRECORDED, UNRECORDED) if people is None or part is None else (part, part + people.ungraded())


def _disciplined(facts: Facts, year: int, least: Measure) -> int:
    """How many people were disciplined so; not known where nobody is on record and others may be missing."""
    people = (facts.people or {}).get(year)
    told = () if people is None else (people.disciplined or {}).items()
    hit = sum(count for each, count in told if each.reaches(least))
    return hit if hit or facts.tells_all_disciplined(year) else UNRECORDED


def _months(since: date | None, end: date) -> int:
    return UNRECORDED if since is None else months_between(since, end)


def _honours(case: Case) -> dict[str, tuple[int, int, int, int, bool]]:
    """Code → earliest year, certainly and possibly; years as masks; whether one has no date."""
    found = {}
    for code in {each.code for each in case.facts.honours or ()}:
        certain, possible = case.honours((code,))
        if not possible:
            continue
        dated = [each.decided_on.year for each in certain if each.decided_on is not None]
        perhaps = [EVER if each.decided_on is None else each.decided_on.year for each in possible]
        found[code] = (
            min(dated, default=UNDATED if certain else NEVER),
            min(perhaps, default=NEVER),
            _bits(dated, case.year),
            _bits((each for each in perhaps if each != EVER), case.year),
            EVER in perhaps,
        )
    return found


UNDATED: Final = NEVER - 1
"""Given for certain, on a day that is not known: no run can start after it for certain."""


def _works(case: Case) -> dict[tuple[WorkKind, Scope], tuple[int, ...]]:
    found = {}
    records = {WorkKind.INITIATIVE: case.facts.initiatives, WorkKind.SCIENTIFIC_WORK: case.facts.scientific_works}
    is_wider_enough = case.settings[WIDER_SCOPE] == "COUNTS"
    for kind, given in records.items():
        works = case.works(given or ())
        for scope in Scope:
            years = [
                each.year for each in works if (each.scope.reaches(scope) if is_wider_enough else each.scope is scope)
            ]
            layers = (_bits({each for each in years if years.count(each) > at}, case.year) for at in range(MOST_WORKS))
            if kept := tuple(layer for layer in layers if layer):
                found[kind, scope] = kept
    return found


def _hold(facts: Facts, day: date) -> tuple[bool, bool]:
    if facts.holds is None:
        return False, True
    is_held = any(each.lasts_on(day) for each in facts.holds)
    return not is_held and facts.is_whole("holds"), not is_held


def _attested(facts: Facts, year: int) -> Mapping[str, tuple[bool, bool]]:
    found: dict[str, bool] = {}
    for each in facts.attested or ():
        if each.year == year:
            found[each.criterion] = found.get(each.criterion, True) and each.holds
    return {code: (holds, holds) for code, holds in found.items()}


def _in_post(facts: Facts) -> tuple[bool, bool]:
    return facts.is_clear_in_post(), not facts.disciplined_in_post()
