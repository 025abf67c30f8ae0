"""Titles and honours as data: versions by law day, each a list of routes, each route a plain conjunction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final

from thidua.core.law.certainty import Certainty
from thidua.core.law.citations import Citations
from thidua.core.law.codes import HONOUR_CODES, NO_BASIS, TITLE_CODES, AwardKind, CommendationBasis, Subject
from thidua.core.law.conditions import (
    AllOf,
    AtLeast,
    Attested,
    Condition,
    Criterion,
    MeetsCriteriaOf,
    NotDisciplinedInPost,
    NotHeld,
    Retires,
    TimeInPost,
    criteria_of,
)
from thidua.core.law.errors import LawError
from thidua.core.law.facts_file import code_of
from thidua.core.law.places import Place, shipped
from thidua.core.law.reading import read_condition
from thidua.core.law.regimes import Regime, require_next
from thidua.core.law.texts import begins_with, registered, rests_on


@dataclass(frozen=True, slots=True)
class Route:
    """One way to an award: all of the parts. `basis` MERIT routes are always judged, others when somebody puts them
    forward. `note`: what whoever judges must know of it, as that the wording was read for some people only.
    """

    name: str
    basis: CommendationBasis
    cites: Citations
    grade: Certainty
    parts: tuple[Condition, ...]
    note: str = ""
    of_all: frozenset[str] = frozenset()
    """Attestations that every route to the award asks for: they put none of them forward."""
    criteria: tuple[Criterion, ...] = field(init=False, repr=False, compare=False)
    """Every criterion of the route, in order."""
    attestations: frozenset[str] = field(init=False, repr=False, compare=False)
    """The codes of attestations that the route asks for."""
    put_forward_by: frozenset[str] = field(init=False, repr=False, compare=False)
    """Those that put the route forward."""
    waits: bool = field(init=False, repr=False, compare=False)
    """Whether the route is judged only once somebody puts it forward."""

    def __post_init__(self) -> None:
        asked = tuple(each for part in self.parts for each in criteria_of(part))
        codes = frozenset(each.question.criterion for each in asked if isinstance(each.question, Attested))
        object.__setattr__(self, "criteria", asked)
        object.__setattr__(self, "attestations", codes)
        object.__setattr__(self, "put_forward_by", codes - self.of_all)
        object.__setattr__(self, "waits", self._waits())

    def _waits(self) -> bool:
        asked = [each.question for each in self.criteria]
        if self.basis is CommendationBasis.CONTRIBUTION and any(isinstance(each, NotHeld) for each in asked):
            return True
        if self.attestations and all(isinstance(each, Attested | NotHeld) for each in asked):
            return True
        return all(_is_for_people(part) for part in self.parts)


def _is_for_people(condition: Condition) -> bool:
    """Whether nothing but people's judgement, or time in a post, answers it: such a route waits until it is put
    forward.
    """
    if isinstance(condition, Criterion):
        return isinstance(condition.question, Attested | TimeInPost | NotDisciplinedInPost | Retires)
    parts = (
        [each for _answer, each in condition.options] if not isinstance(condition, AllOf | AtLeast) else condition.parts
    )
    return all(_is_for_people(each) for each in parts)


@dataclass(frozen=True, slots=True)
class AwardVersion:
    """The criteria from `since` to `until` (inclusive; None: open)."""

    since: date
    until: date | None
    cites: Citations
    grade: Certainty
    routes: tuple[Route, ...]
    signed_by: str = ""
    """Of an agency's own rule file: who signed it."""

    def rests_on(self, number: str) -> bool:
        """Whether a text carries it or one of its criteria."""
        criteria = [each.cites for route in self.routes for each in route.criteria]
        return any(rests_on(each, number) for each in (self.cites, *criteria))

    def is_open_under(self, regime: Regime) -> bool:
        """Whether a text in force that we do not hold may have changed it: what rests on the text that was amended, and
        an agency's own rules, whatever they cite, unless they begin on or after the day of that text or cite it. Where
        the text of the general rules is past its announced end own rules are open, whenever they begin.
        """
        if not regime.not_held:
            return False
        if not self.signed_by:
            return self.rests_on(regime.amends)
        if regime.ended:
            return True
        return not begins_with(self.since, self.cites, regime.not_held) and not self.rests_on(regime.not_held)


@dataclass(frozen=True, slots=True)
class DecidedBy:
    """Who decides on the award."""

    who: str
    cites: Citations
    grade: Certainty


@dataclass(frozen=True, slots=True)
class Award:
    """A title or honour for one kind of subject. `fact_base`: its name in the notes it was taken from."""

    code: str
    kind: AwardKind
    subject: Subject
    name: str
    level: str
    fact_base: str
    decided_by: DecidedBy
    versions: tuple[AwardVersion, ...]
    file: str = field(default="", compare=False)
    line: int | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, Subject]:
        """Its place in a book of awards."""
        return self.code, self.subject

    def on(self, day: date) -> AwardVersion | None:
        """The version of a law day; None before the first."""
        return next(
            (each for each in self.versions if each.since <= day and (each.until is None or day <= each.until)), None
        )


Awards = Mapping[tuple[str, Subject], Award]

_AWARD: Final = ("code", "kind", "subject", "name", "level", "fact_base", "decided_by", "versions")
_VERSION: Final = ("until", "routes", "not_held")
_ROUTE: Final = ("name", "basis", "cites", "grade", "all_of")


@lru_cache(maxsize=1)
def titles_given_otherwise() -> frozenset[str]:
    """Titles to which some text that we hold has a way that is no basis (ad hoc or thematic): of one on record it must
    be told on what basis it was given.
    """
    return frozenset(
        award.code
        for award in shipped_awards().values()
        if award.kind is AwardKind.TITLE
        for version in award.versions
        if any(route.basis in NO_BASIS for route in version.routes)
    )


@lru_cache
def known_bases(code: str, subject: Subject) -> tuple[CommendationBasis, ...]:
    """The bases on which the shipped rules, of whatever day, know ways to an award; none for one they do not have."""
    award = shipped_awards().get((code, subject))
    found = {route.basis for version in award.versions for route in version.routes} if award else set()
    return tuple(each for each in CommendationBasis if each in found)


@lru_cache(maxsize=1)
def shipped_awards() -> Awards:
    """The awards of `awards/titles` and `awards/honours`."""
    places = [*shipped("awards", "titles"), *shipped("awards", "honours")]
    return book_of(award for place in places for award in read_awards(place))


def book_of(awards: Iterable[Award]) -> Awards:
    """Awards by code and subject. Raises `LawError`: award_twice, unknown_award, cycle."""
    book: dict[tuple[str, Subject], Award] = {}
    for award in awards:
        _require_once(award, book)
        book[award.key] = award
    for award in book.values():
        _require_no_cycle(award, book, (award.code,))
    return dict(sorted(book.items(), key=lambda each: _place_of(each[1])))


def with_own(own: Iterable[Award]) -> Awards:
    """The shipped awards, from the first day of an agency's own rules with these in their place.

    Raises `LawError` as `book_of` does.
    """
    shipped_ones = shipped_awards()
    mine: dict[tuple[str, Subject], Award] = {}
    for each in own:
        _require_once(each, mine)
        mine[each.key] = _after(shipped_ones.get(each.key), each)
    return book_of({**shipped_ones, **mine}.values())


def _require_once(award: Award, others: Awards) -> None:
    if award.key in others:
        told = {"code": award.code, "subject": award.subject.value}
        raise LawError("award_twice", told, file=award.file, line=award.line)


def _after(before: Award | None, own: Award) -> Award:
    """The own versions, before their first day the shipped ones."""
    if before is None:
        return own
    first = own.versions[0].since
    kept = [each for each in before.versions if each.since < first]
    ended = [
        replace(each, until=first - timedelta(days=1)) if each.until is None or each.until >= first else each
        for each in kept
    ]
    return replace(own, versions=(*ended, *own.versions))


def leans_on_open(version: AwardVersion, subject: Subject, awards: Awards, day: date, regime: Regime) -> bool:
    """Whether a criterion asks for those of another award, which a text that we do not hold may have changed."""
    for route in version.routes:
        for criterion in route.criteria:
            asked = criterion.question
            other = awards[asked.award, subject].on(day) if isinstance(asked, MeetsCriteriaOf) else None
            if other is not None and (
                other.is_open_under(regime) or leans_on_open(other, subject, awards, day, regime)
            ):
                return True
    return False


def _place_of(award: Award) -> tuple[int, int]:
    codes = (*TITLE_CODES, *HONOUR_CODES)
    return codes.index(award.code), list(Subject).index(award.subject)


def _require_no_cycle(award: Award, book: Awards, path: tuple[str, ...]) -> None:
    for version in award.versions:
        for route in version.routes:
            for criterion in route.criteria:
                if isinstance(criterion.question, MeetsCriteriaOf):
                    code = criterion.question.award
                    if code in path:
                        told = {"codes": " → ".join((*path, code))}
                        raise LawError("cycle", told, file=award.file, line=award.line)
                    if (code, award.subject) not in book:
                        told = {"code": code, "subject": award.subject.value}
                        raise LawError("unknown_award", told, file=award.file, line=award.line)
                    _require_no_cycle(book[code, award.subject], book, (*path, code))


def read_awards(root: Place) -> tuple[Award, ...]:
    """The awards of a rule file: one, or a list of several. Raises `LawError` with file and line: uncited, unknown_key,
    missing_key, date_gap, unknown_code, not_a_choice, unknown_text …
    """
    places = tuple(root.items()) if isinstance(root.value, list) else (root,)
    awards = tuple(_award(each) for each in places)
    for place, award in zip(places, awards, strict=True):
        for version in award.versions:
            for route in version.routes:
                for criterion in route.criteria:
                    asked = criterion.question
                    if isinstance(asked, MeetsCriteriaOf) and asked.award == award.code:
                        raise place.wrong("cycle", codes=f"{award.code} → {asked.award}")
    return awards


def _award(place: Place) -> Award:
    entry = place.mapping((), _AWARD)
    decided = entry["decided_by"].mapping(("cites",), ("who", "grade"))
    if "cites" not in decided:
        raise entry["decided_by"].wrong("uncited")
    kind = entry["kind"].choice(AwardKind)
    versions = [(each, _version(each)) for each in entry["versions"].items()]
    if not versions:
        raise entry["versions"].wrong("no_parts")
    for (_first, before), (second, after) in pairwise(versions):
        require_next(second, before.until, after.since, is_first=False)
    return Award(
        code=code_of(entry["code"], TITLE_CODES if kind is AwardKind.TITLE else HONOUR_CODES),
        kind=kind,
        subject=entry["subject"].choice(Subject),
        name=entry["name"].text(),
        level=entry["level"].text(),
        fact_base=entry["fact_base"].text(),
        decided_by=DecidedBy(decided["who"].text(), registered(decided["cites"]), decided["grade"].grade()),
        versions=tuple(version for _place, version in versions),
        file=place.file,
        line=place.lines.of(place.path),
    )


def _version(place: Place) -> AwardVersion:
    entry = place.mapping((*_VERSION, "cites"), ("since", "grade"))
    if "cites" not in entry:
        raise place.wrong("uncited")
    cites, grade = registered(entry["cites"]), entry["grade"].grade()
    since = entry["since"].day()
    until = entry["until"].maybe_day() if "until" in entry else None
    if until is not None and until < since:
        raise entry["until"].wrong("end_first", name=until)
    if ("routes" in entry) == ("not_held" in entry):
        raise place.wrong("missing_key", name="routes")
    if "not_held" in entry:
        reason = entry["not_held"].text()
        missing = Criterion("Tiêu chuẩn", cites, Certainty.UNKNOWN, NotHeld(reason))
        routes: tuple[Route, ...] = (Route("Chưa có văn bản", CommendationBasis.MERIT, cites, grade, (missing,)),)
    else:
        routes = tuple(_route(each) for each in entry["routes"].items())
    if len(routes) > 1:
        of_all = frozenset.intersection(*(each.attestations for each in routes))
        routes = tuple(replace(each, of_all=of_all) for each in routes)
    return AwardVersion(since, until, cites, grade, routes)


def _route(place: Place) -> Route:
    entry = place.mapping((*_ROUTE, "note"), ("name", "basis", "grade", "all_of"))
    if "cites" not in entry:
        raise place.wrong("uncited")
    parts = tuple(read_condition(each) for each in entry["all_of"].items())
    if not parts:
        raise entry["all_of"].wrong("no_parts")
    basis = entry["basis"].choice(CommendationBasis)
    note = entry["note"].text() if "note" in entry else ""
    return Route(entry["name"].text(), basis, registered(entry["cites"]), entry["grade"].grade(), parts, note)
