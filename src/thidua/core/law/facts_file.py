"""A file of facts ↔ `Facts`: a key that is absent is unknown, an empty list is a known none, nothing is guessed.
`incomplete` names lists of which other lines may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import pairwise
from typing import Any, Final, TypeVar

import yaml

from thidua.core.law.codes import (
    HONOUR_CODES,
    TITLE_CODES,
    TITLES_OF_PERSONS,
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
from thidua.core.law.errors import FactsError, LawError
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
from thidua.core.law.places import Place, as_year, open_text
from thidua.core.vietnam.names import fold

Value = TypeVar("Value")

_KEYS: Final = (
    "sex", "employed_since", "established_on", "dissolved_on", "grades", "titles", "honours", "initiatives",
    "scientific_works", "discipline", "holds", "attested", "posts", "maternity_leave", "retires_on",
    "higher_retirement_age", "people", "ranks", "incomplete",
)  # fmt: skip
OF_PERSONS: Final = frozenset({
    "sex", "employed_since", "posts", "maternity_leave", "retires_on", "higher_retirement_age", "initiatives",
    "scientific_works",
})  # fmt: skip
OF_UNITS: Final = frozenset({"established_on", "dissolved_on", "people", "ranks"})


def read_facts(text: str, file: str = "facts", *, today: date | None = None) -> Facts:
    """The facts of a file. `today`, where given: records of later days are refused.

    Raises `FactsError` with every problem: not_yaml, key_twice, unknown_key, missing_key, bad_year, bad_day,
    bad_number,
    not_a_choice, unknown_code, not_of_subject, before_employment, before_founding, end_first, out_of_order,
    number_twice, two_bases, title_of_other, in_the_future, record_twice, incomplete_absent …
    """
    try:
        return read_place(open_text(text, file), today=today)
    except LawError as error:
        raise FactsError((error,)) from None


def read_place(root: Place, *, today: date | None = None) -> Facts:
    """The facts of a mapping that stands somewhere. Raises `FactsError` as `read_facts` does."""
    try:
        entry = root.mapping(_KEYS, ("subject",))
        subject = entry["subject"].choice(Subject)
    except LawError as error:
        raise FactsError((error,)) from None
    reader = _Reader(subject, today)
    facts = reader.facts(entry)
    problems = [*reader.problems, *(reader.order(root, entry, facts) if not reader.problems else ())]
    if problems:
        raise FactsError(tuple(problems))
    return facts


_Titles = tuple[tuple[str, CommendationBasis | None], ...]


class _Reader:
    """Reads one file and keeps what is wrong with it."""

    def __init__(self, subject: Subject, today: date | None) -> None:
        self.subject = subject
        self.today = today
        self.problems: list[LawError] = []

    def facts(self, entry: dict[str, Place]) -> Facts:
        """The facts; what could not be read is a problem and stays unknown."""
        told: dict[str, Any] = {}
        readers: dict[str, Callable[[Place], Any]] = {
            "sex": lambda place: place.choice(Sex),
            "employed_since": self.day,
            "established_on": self.day,
            "dissolved_on": Place.day,
            "retires_on": Place.day,
            "higher_retirement_age": Place.flag,
            "grades": lambda place: self.years(place, self.grade),
            "titles": lambda place: self.years(place, self.titles),
            "people": lambda place: self.years(place, self.people),
            **{key: partial(self.list, read=read) for key, read in {
                "honours": self.honour, "initiatives": self.work, "scientific_works": self.work,
                "discipline": self.discipline, "holds": self.hold, "attested": self.attested,
                "posts": self.post, "ranks": self.rank, "maternity_leave": self.leave,
            }.items()},
            "incomplete": partial(self.incomplete, entry=entry),
        }  # fmt: skip
        for key, place in entry.items():
            if key == "subject" or place.value is None:
                continue
            other = OF_UNITS if self.subject is Subject.INDIVIDUAL else OF_PERSONS
            if key in other:
                self.problems.append(place.wrong("not_of_subject", name=key, subject=self.subject.value))
                continue
            told[key] = self.tried(partial(readers[key], place))
        if told.get("titles") is not None:
            given: dict[int, _Titles] = told["titles"]
            told["titles"] = {year: tuple(code for code, _basis in titles) for year, titles in given.items()}
            bases = {
                year: {code: basis for code, basis in titles if basis is not None} for year, titles in given.items()
            }
            told["title_bases"] = {year: each for year, each in bases.items() if each}
        return Facts(self.subject, **{**told, "incomplete": told.get("incomplete") or frozenset()})

    def tried(self, read: Callable[[], Value]) -> Value | None:
        """What `read` gives; None and a problem where it cannot."""
        try:
            return read()
        except LawError as error:
            self.problems.append(error)
            return None

    def day(self, place: Place) -> date:
        """A day that has come."""
        found = place.day()
        if self.today is not None and found > self.today:
            raise place.wrong("in_the_future", text=place.value)
        return found

    def years(self, place: Place, read: Callable[[Place], Value | None]) -> dict[int, Value]:
        """Year → what is recorded of it; a null is as if the year were absent."""
        found: dict[int, Value] = {}
        for key, entry in place.entries().items():
            year = self.tried(partial(self.year_of, key, entry))
            if year is None or entry.value is None:
                continue
            value = self.tried(partial(read, entry))
            if value is not None:
                found[year] = value
        return dict(sorted(found.items()))

    def year_of(self, key: str, place: Place) -> int:
        """A year as a key."""
        return self.year(as_year(place, key), place)

    def year(self, year: int, place: Place) -> int:
        """A year that has begun."""
        if self.today is not None and year > self.today.year:
            raise place.wrong("in_the_future", text=year)
        return year

    def list(self, place: Place, read: Callable[[Place], Value]) -> tuple[Value, ...]:
        """The records of a list."""
        found = [self.tried(partial(read, entry)) for entry in place.items()]
        return tuple(each for each in found if each is not None)

    def incomplete(self, place: Place, entry: dict[str, Place]) -> frozenset[str]:
        """Names of lists in the file that may lack lines; of titles the year is named, titles.2023, and of a unit's
        people the year with what may lack some of them, people.2023.disciplined.
        """
        names = self.list(place, partial(self.list_name, entry=entry))
        if len(set(names)) < len(names):
            raise place.wrong("record_twice")
        return frozenset(names)

    def list_name(self, place: Place, entry: dict[str, Place]) -> str:
        """The name of a list that is in the file. Raises `LawError` (not_a_choice, bad_year, incomplete_absent)."""
        name = place.text()
        if name.startswith(TITLES_OF):
            given = _of_year(entry, "titles", as_year(place, name.removeprefix(TITLES_OF)))
        elif name.startswith(PEOPLE_OF) and name.endswith(DISCIPLINED):
            people = _of_year(entry, "people", as_year(place, name[len(PEOPLE_OF) : -len(DISCIPLINED)]))
            given = people.get(DISCIPLINED[1:]) if isinstance(people, dict) else None
        elif name in PARTIAL:
            given = entry[name].value if name in entry else None
        else:
            known = ", ".join((*PARTIAL, f"{TITLES_OF}2023", f"{PEOPLE_OF}2023{DISCIPLINED}"))
            raise place.wrong("not_a_choice", text=name, known=known)
        if given is None:
            raise place.wrong("incomplete_absent", name=name)
        return name

    def grade(self, place: Place) -> TaskGrade:
        return place.choice(TaskGrade)

    def titles(self, place: Place) -> _Titles:
        titles = tuple(self.title(each) for each in place.items())
        if len({code for code, _basis in titles}) < len(titles):
            raise place.wrong("record_twice")
        return titles

    def title(self, place: Place) -> tuple[str, CommendationBasis | None]:
        """A code, or a code with its basis."""
        if not isinstance(place.value, dict):
            return self.own_title(place), None
        entry = place.mapping(("basis",), ("code",))
        basis = entry["basis"] if "basis" in entry and entry["basis"].value is not None else None
        return self.own_title(entry["code"]), None if basis is None else basis.choice(CommendationBasis)

    def own_title(self, place: Place) -> str:
        """A title that the subject can have. Raises `LawError` (unknown_code, title_of_other)."""
        code = code_of(place, TITLE_CODES)
        if (code in TITLES_OF_PERSONS) is not (self.subject is Subject.INDIVIDUAL):
            raise place.wrong("title_of_other", code=code, subject=self.subject.value)
        return code

    def honour(self, place: Place) -> HonourRecord:
        entry = place.mapping(("code", "decided_on", "basis", "number", "issuer"), ("code",))
        known = {key: each for key, each in entry.items() if each.value is not None}
        return HonourRecord(
            code_of(entry["code"], HONOUR_CODES),
            self.day(known["decided_on"]) if "decided_on" in known else None,
            known["basis"].choice(CommendationBasis) if "basis" in known else None,
            known["number"].text() if "number" in known else "",
            known["issuer"].text() if "issuer" in known else "",
        )

    def work(self, place: Place) -> WorkRecord:
        entry = place.mapping(("used_for",), ("year", "scope"))
        used = entry["used_for"].items() if "used_for" in entry else ()
        return WorkRecord(
            self.year(entry["year"].year(), entry["year"]),
            entry["scope"].choice(Scope),
            tuple(code_of(each, (*TITLE_CODES, *HONOUR_CODES)) for each in used),
        )

    def span(self, entry: dict[str, Place]) -> tuple[date, date | None]:
        """since, until. Raises `LawError` (end_first)."""
        since, until = self.day(entry["since"]), entry["until"].maybe_day()
        if until is not None and until < since:
            raise entry["until"].wrong("end_first", name=entry["until"].value)
        return since, until

    def discipline(self, place: Place) -> DisciplineRecord:
        entry = place.mapping((), ("measure", "since", "until"))
        return DisciplineRecord(entry["measure"].choice(Measure), *self.span(entry))

    def hold(self, place: Place) -> HoldRecord:
        entry = place.mapping((), ("reason", "since", "until"))
        return HoldRecord(entry["reason"].choice(HoldReason), *self.span(entry))

    def post(self, place: Place) -> PostRecord:
        entry = place.mapping((), ("post", "since", "until"))
        return PostRecord(entry["post"].choice(LeadingPost), *self.span(entry))

    def attested(self, place: Place) -> Attestation:
        entry = place.mapping(("holds",), ("criterion", "year", "by", "on"))
        holds = entry["holds"].flag() if "holds" in entry else True
        year = self.year(entry["year"].year(), entry["year"])
        return Attestation(entry["criterion"].text(), year, entry["by"].text(), self.day(entry["on"]), holds)

    def leave(self, place: Place) -> int:
        return self.year(place.year(), place)

    def rank(self, place: Place) -> RankRecord:
        entry = place.mapping((), ("year", "rank", "organiser"))
        year = self.year(entry["year"].year(), entry["year"])
        return RankRecord(year, entry["rank"].whole(1), entry["organiser"].choice(Organiser))

    def people(self, place: Place) -> PeopleRecord:
        entry = place.mapping(("total", "women", "grades", "titles", "disciplined"))
        known = {key: each for key, each in entry.items() if each.value is not None}
        grades = self.counts(known["grades"], TaskGrade) if "grades" in known else None
        disciplined = self.counts(known["disciplined"], Measure) if "disciplined" in known else None
        titles = {
            _title_of_people(each, key): each.whole()
            for key, each in (known["titles"].entries().items() if "titles" in known else ())
        }
        total = known["total"].whole(1) if "total" in known else None
        women = known["women"].whole() if "women" in known else None
        parts = [women or 0, sum((grades or {}).values()), *titles.values()]
        if total is not None and max(parts) > total:
            raise place.wrong("more_than_all", total=total)
        return PeopleRecord(total, women, grades, titles, disciplined)

    @staticmethod
    def counts(place: Place, kinds: Any) -> dict[Any, int]:
        """How many of each kind."""
        return {
            Place(key, each.file, each.lines, each.path).choice(kinds): each.whole()
            for key, each in place.entries().items()
        }

    def order(self, root: Place, entry: dict[str, Place], facts: Facts) -> Iterator[LawError]:
        """Records that contradict one another."""
        start = facts.employed_since or facts.established_on
        code = "before_employment" if facts.employed_since else "before_founding"
        if start is not None:
            years = [("grades", each) for each in facts.grades or ()]
            years += [("titles", each) for each, held in (facts.titles or {}).items() if held]
            for key, year in years:
                if year < start.year:
                    yield Place(None, root.file, root.lines, (key, str(year))).wrong(code, text=year, start=start)
            for at, honour in enumerate(facts.honours or ()):
                if honour.decided_on is not None and honour.decided_on < start:
                    yield Place(None, root.file, root.lines, ("honours", at)).wrong(
                        code, text=honour.decided_on, start=start
                    )
        if start is not None and facts.dissolved_on is not None and facts.dissolved_on < start:
            yield entry["dissolved_on"].wrong(code, text=facts.dissolved_on, start=start)
        for key in ("grades", "titles"):
            if key in entry and isinstance(entry[key].value, dict):
                for before, after in pairwise(entry[key].value):
                    if after < before:
                        yield Place(None, root.file, root.lines, (key, after)).wrong("out_of_order", day=after)
        told: dict[tuple[str, int], list[HonourRecord]] = {}
        seen: dict[tuple[str, date], list[HonourRecord]] = {}
        for at, honour in enumerate(facts.honours or ()):
            place = Place(None, root.file, root.lines, ("honours", at))
            day = honour.decided_on
            if day is None:
                continue
            before = seen.setdefault((honour.code, day), [])
            if any(_said(each) == _said(honour) for each in before):
                yield place.wrong("record_twice")
            elif any(_have_two_bases(each, honour) for each in before):
                yield place.wrong("two_bases", code=honour.code, day=day)
            elif honour.number:
                same = told.setdefault((number_key(honour.number), day.year), [])  # numbers begin anew every year
                if any(each.decided_on != day and may_be_one_issuer(each, honour) for each in same):
                    yield place.wrong("number_twice", number=honour.number)
                same.append(honour)
            before.append(honour)


def number_key(number: str) -> str:
    """The number of a decision as two ways of writing it are held against each other.

    >>> number_key("12/QĐ-BTN") == number_key("12 / qđ-btn")
    True
    """
    return fold(number).replace(" ", "")


def may_be_one_issuer(one: HonourRecord, other: HonourRecord) -> bool:
    """Whether two decisions can be of one issuer: named alike, or not named."""
    return not one.issuer or not other.issuer or fold(one.issuer) == fold(other.issuer)


def _said(honour: HonourRecord) -> tuple[CommendationBasis | None, str, str]:
    """What a record says beside its code and day, however number and issuer are written."""
    return honour.basis, number_key(honour.number), fold(honour.issuer)


def _have_two_bases(one: HonourRecord, other: HonourRecord) -> bool:
    """Whether two records of one honour and day give it on two bases and can be one decision: no two numbers, no two
    issuers tell them apart.
    """
    numbers = {number_key(each.number) for each in (one, other) if each.number}
    bases = {each.basis for each in (one, other) if each.basis is not None}
    return len(bases) > 1 and len(numbers) < 2 and may_be_one_issuer(one, other)


def _of_year(entry: dict[str, Place], key: str, year: int) -> Any:
    """What the file has under a year of a mapping; None where there is nothing."""
    years = entry[key].value if key in entry else None
    return years.get(str(year)) if isinstance(years, dict) else None


def code_of(place: Place, known: tuple[str, ...], given: str | None = None) -> str:
    """A code of a title or honour. Raises `LawError` (unknown_code)."""
    code = place.value if given is None else given
    if code not in known:
        raise place.wrong("unknown_code", code=code)
    return str(code)


def _title_of_people(place: Place, key: str) -> str:
    """The code of a title of a unit's people. Raises `LawError` (unknown_code, title_of_other)."""
    code = code_of(place, TITLE_CODES, key)
    if code not in TITLES_OF_PERSONS:
        raise place.wrong("title_of_other", code=code, subject=Subject.INDIVIDUAL.value)
    return code


# --- Writing ---------------------------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Plain YAML, without aliases."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def write_facts(facts: Facts) -> str:
    """The file that `read_facts` reads back as the same facts."""
    return yaml.dump(plain_facts(facts), Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=None)


def plain_facts(facts: Facts) -> dict[str, Any]:
    """The facts as YAML holds them; what is unknown has no key."""
    spans = {"discipline": "measure", "holds": "reason", "posts": "post"}
    plain: dict[str, Any] = {"subject": facts.subject.value}
    for key in _KEYS:
        value = getattr(facts, key)
        if value is None or value == frozenset():
            continue
        if key in spans:
            plain[key] = [
                {spans[key]: getattr(each, spans[key]).value, "since": each.since, "until": each.until}
                for each in value
            ]
        elif key == "titles":
            plain[key] = {year: [_plain_title(facts, year, code) for code in codes] for year, codes in value.items()}
        else:
            plain[key] = _plain(key, value)
    return plain


def _plain_title(facts: Facts, year: int, code: str) -> Any:
    basis = facts.title_basis(year, code)
    return code if basis is None else {"code": code, "basis": basis.value}


def _plain(key: str, value: Any) -> Any:
    match key:
        case "sex":
            return value.value
        case "incomplete":
            return sorted(value)
        case "grades":
            return {year: grade.value for year, grade in value.items()}
        case "honours":
            return [
                _known(code=each.code, decided_on=each.decided_on, basis=each.basis and each.basis.value,
                       number=each.number or None, issuer=each.issuer or None)
                for each in value
            ]  # fmt: skip
        case "initiatives" | "scientific_works":
            return [
                _known(year=each.year, scope=each.scope.value, used_for=list(each.used_for) or None) for each in value
            ]
        case "attested":
            return [
                {"criterion": each.criterion, "year": each.year, "by": each.by, "on": each.on, "holds": each.holds}
                for each in value
            ]
        case "maternity_leave":
            return list(value)
        case "people":
            return {year: _plain_people(each) for year, each in value.items()}
        case "ranks":
            return [{"year": each.year, "rank": each.rank, "organiser": each.organiser.value} for each in value]
    return value


def _plain_people(people: PeopleRecord) -> dict[str, Any]:
    return _known(
        total=people.total,
        women=people.women,
        grades=None if people.grades is None else {each.value: count for each, count in people.grades.items()},
        titles=dict(people.titles) or None,
        disciplined=None
        if people.disciplined is None
        else {each.value: count for each, count in people.disciplined.items()},
    )


def _known(**told: Any) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value is not None}
