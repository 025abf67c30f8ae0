"""Many at once: the same objects as `explain`, asked of columns. A history is a mask of years; k consecutive years
are the low ones of a mask, counts are population counts, and every condition is asked in both worlds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from thidua.core.law.awards import Award, Awards, AwardVersion, Route, leans_on_open, shipped_awards
from thidua.core.law.case import EVER, NEVER
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import CommendationBasis
from thidua.core.law.columns import NO_RANK, UNRECORDED, Columns, Flags, Masks, Numbers
from thidua.core.law.conditions import (
    HISTORY,
    AllOf,
    AtLeast,
    Attested,
    CaseGrade,
    Condition,
    ConsecutiveTitles,
    CountOfYears,
    Criterion,
    DisciplineServed,
    EmployedFor,
    ExistedFor,
    GradeMark,
    HasHigherRetirementAge,
    HonourHeld,
    HonourInRun,
    IsWoman,
    Mark,
    MeetsCriteriaOf,
    NobodyDisciplined,
    NotDisciplinedInPost,
    NotDissolved,
    NotHeld,
    NotOnHold,
    PeopleWithTitle,
    Question,
    RankInBloc,
    Retires,
    Run,
    RunOfYears,
    ShareGraded,
    ShareWithTitle,
    TimeInPost,
    TitleHeld,
    TitleMark,
    WorksRecognised,
)
from thidua.core.law.errors import LawError
from thidua.core.law.figures import shipped_figures
from thidua.core.law.general import General, general_on
from thidua.core.law.quotas import Group, QuotaStand, Tally, share_on
from thidua.core.law.regimes import regime_on
from thidua.core.law.settings import RUN_ENDS, RUN_STARTS, WORKS_WINDOW, Chosen, chosen

Verdicts = NDArray[np.int8]
"""0 NOT_MET, 1 UNKNOWN, 2 MET, as `Verdict`."""

CHUNK: Final = 32_768
"""Rows that are asked at once: their columns stay in the processor's cache."""
SPAN: Final = np.uint64((1 << HISTORY) - 1)
ONE: Final = np.uint64(1)
NO_YEARS: Final = np.uint64(0)


class Worlds(NamedTuple):
    """Where something holds in the certain and in the possible world."""

    certain: Flags
    possible: Flags

    @property
    def verdicts(self) -> Verdicts:
        """As numbers."""
        return self.certain.view(np.int8) + (self.certain | self.possible).view(np.int8)


@dataclass(frozen=True, slots=True)
class RouteAnswers:
    """A route for many: its verdict, whether it is considered, and the verdict of every criterion in order."""

    route: Route
    verdicts: Verdicts
    is_considered: Flags
    criteria: tuple[tuple[str, Verdicts], ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """An award for many. `under_held_text` is None unless a text in force that we do not hold may have changed it."""

    award: Award
    verdicts: Verdicts
    under_held_text: Verdicts | None
    routes: tuple[RouteAnswers, ...] = field(default=())


def answer(
    columns: Columns,
    *,
    law_on: date,
    settings: Mapping[str, str] | None = None,
    awards: Awards | None = None,
    codes: Iterable[str] | None = None,
    has_trace: bool = True,
) -> tuple[Answers, ...]:
    """Every award for the subject of the columns (or those of `codes`), in the order of the book.

    `has_trace`: with the verdict of every criterion. Raises `LawError` (two_exceptions), as `explain` does.
    """
    book = awards or shipped_awards()
    wanted = None if codes is None else set(codes)
    asked = [
        each for each in book.values() if each.subject is columns.subject and (wanted is None or each.code in wanted)
    ]
    parts: list[list[_Told]] = []
    for start in range(0, max(columns.size, 1), CHUNK):
        desk = _Desk(columns.part(start, start + CHUNK), law_on, general_on(law_on), chosen(settings or {}), book)
        parts.append([desk.award(each, has_trace) for each in asked])
    return tuple(_joined(award, law_on, [part[at] for part in parts]) for at, award in enumerate(asked))


def route_verdicts(
    columns: Columns,
    routes: Sequence[Route],
    *,
    law_on: date,
    settings: Mapping[str, str] | None,
    awards: Awards,
) -> list[Verdicts]:
    """How each of some routes stands for everybody, behind the general rules, whether it waits or not."""
    parts: list[list[Verdicts]] = []
    for start in range(0, columns.size, CHUNK):
        desk = _Desk(columns.part(start, start + CHUNK), law_on, general_on(law_on), chosen(settings or {}), awards)
        parts.append([desk.route(route, None) for route in routes])
    return [np.concatenate(same) for same in zip(*parts, strict=True)]


def meeting(
    columns: Columns,
    codes: Iterable[str],
    *,
    law_on: date,
    settings: Mapping[str, str] | None = None,
    awards: Awards | None = None,
) -> dict[str, Verdicts]:
    """Who holds a title in the year in question, or meets its criteria under the text we hold: by title."""
    asked = tuple(codes)
    parts: list[list[Verdicts]] = []
    for start in range(0, max(columns.size, 1), CHUNK):
        part = columns.part(start, start + CHUNK)
        desk = _Desk(part, law_on, general_on(law_on), chosen(settings or {}), awards or shipped_awards())
        parts.append([desk.question(MeetsCriteriaOf(each)).verdicts for each in asked])
    return {code: np.concatenate(same) for code, same in zip(asked, zip(*parts, strict=True), strict=True)}


def tally(verdicts: Verdicts) -> Tally:
    """How many meet it, how many cannot be concluded."""
    return Tally(int((verdicts == Verdict.MET).sum()), int((verdicts == Verdict.UNKNOWN).sum()))


class _Told(NamedTuple):
    verdicts: Verdicts
    routes: tuple[RouteAnswers, ...]
    doubted: Verdicts | None = None
    """The verdicts where criteria of other awards that a text not held may have changed are open; None: there are
    none.
    """


def _joined(award: Award, law_on: date, parts: list[_Told]) -> Answers:
    """The chunks in one, with what a text that we do not hold does to the verdict."""
    verdicts = np.concatenate([each.verdicts for each in parts])
    routes = tuple(
        RouteAnswers(
            same[0].route,
            np.concatenate([each.verdicts for each in same]),
            np.concatenate([each.is_considered for each in same]),
            tuple(
                (name, np.concatenate([each.criteria[at][1] for each in same]))
                for at, (name, _verdicts) in enumerate(same[0].criteria)
            ),
        )
        for same in zip(*(each.routes for each in parts), strict=True)
    )
    regime, version = regime_on(law_on), award.on(law_on)
    if regime is not None and version is not None and version.is_open_under(regime):
        return Answers(award, np.full_like(verdicts, Verdict.UNKNOWN), verdicts, routes)
    doubted = [each.doubted for each in parts if each.doubted is not None]
    if doubted:
        return Answers(award, np.concatenate(doubted), verdicts, routes)
    return Answers(award, verdicts, None, routes)


@dataclass(slots=True)
class _Desk:
    """One chunk of rows and what was already found of them."""

    columns: Columns
    law_on: date
    general: General
    settings: Chosen
    awards: Awards
    is_doubting: bool = False
    """As in `explain`."""
    _runs: dict[Run, tuple[Masks, Masks]] = field(default_factory=dict)
    _questions: dict[Question, Worlds] = field(default_factory=dict)
    _counting: tuple[Masks, Masks] | None = None
    _same: dict[object, Any] = field(default_factory=dict)
    """Arrays of one value, made once and never written to."""

    # --- awards and routes

    def award(self, award: Award, has_trace: bool) -> _Told:
        """An award under its version of the law day."""
        version, regime = award.on(self.law_on), regime_on(self.law_on)
        if version is None or regime is None:
            return _Told(np.full(self.columns.size, Verdict.UNKNOWN, np.int8), ())
        told = self.routes(version.routes, has_trace)
        if version.is_open_under(regime) or not leans_on_open(version, award.subject, self.awards, self.law_on, regime):
            return told
        doubting = replace(self, is_doubting=True, _questions={})
        return told._replace(doubted=doubting.routes(version.routes, has_trace=False).verdicts)

    def routes(self, routes: tuple[Route, ...], has_trace: bool) -> _Told:
        """The best of the routes that are considered."""
        asked = [self.is_asked(route) for route in routes]
        everybody = self.flags(value=True)
        is_open_to_all = any(each is everybody for each in asked)
        nobody = self.flags(value=False) if is_open_to_all else ~np.logical_or.reduce(asked)
        told = []
        best = np.zeros(self.columns.size, np.int8)
        for route, is_asked in zip(routes, asked, strict=True):
            is_considered = is_asked if is_open_to_all else is_asked | nobody
            if not has_trace and is_considered is not everybody and not is_considered.any():
                continue
            trace: list[tuple[str, Verdicts]] | None = [] if has_trace else None
            verdicts = self.route(route, trace)
            counted = verdicts if is_considered is everybody else verdicts * is_considered
            np.maximum(best, counted, out=best)
            if has_trace:
                told.append(RouteAnswers(route, verdicts, is_considered, tuple(trace or ())))
        return _Told(best, tuple(told))

    def is_asked(self, route: Route) -> Flags:
        """Whose verdict the route counts for: see `explain`."""
        if not route.waits:
            return self.flags(value=True)
        found = np.zeros(self.columns.size, np.bool_)
        for code in route.put_forward_by:
            if code in self.columns.attested_here:
                found |= self.columns.attested_here[code]
        if route.basis is CommendationBasis.CONTRIBUTION and self.columns.has_posts is not None:
            found |= self.columns.has_posts
        return found

    def route(self, route: Route, trace: list[tuple[str, Verdicts]] | None) -> Verdicts:
        """All parts behind the general rules."""
        parts = self.general.before(route.basis, self.columns.subject)
        return self.all_of([self.condition(each, trace) for each in (*parts, *route.parts)]).verdicts

    # --- conditions

    @staticmethod
    def all_of(found: list[Worlds]) -> Worlds:
        """Every one of them."""
        if len(found) == 1:
            return found[0]
        return Worlds(
            np.logical_and.reduce([each.certain for each in found]),
            np.logical_and.reduce([each.possible for each in found]),
        )

    def condition(self, condition: Condition, trace: list[tuple[str, Verdicts]] | None) -> Worlds:
        """A criterion or a group."""
        if isinstance(condition, Criterion):
            worlds = self.criterion(condition)
            if trace is not None:
                trace.append((condition.name, worlds.verdicts))
            return worlds
        if isinstance(condition, AllOf):
            return self.all_of([self.condition(each, trace) for each in condition.parts])
        if isinstance(condition, AtLeast):
            found = [self.condition(each, trace) for each in condition.parts]
            if condition.number == 1:
                certain = np.logical_or.reduce([each.certain for each in found])
                return Worlds(certain, np.logical_or.reduce([each.possible for each in found]))
            counts = [np.sum([each[world] for each in found], axis=0) for world in (0, 1)]
            return Worlds(counts[0] >= condition.number, counts[1] >= condition.number)
        chosen_answer = self.settings.get(condition.setting)
        return self.agreed(
            [self.condition(each, trace) for code, each in condition.options if chosen_answer in (None, code)]
        )

    @staticmethod
    def agreed(found: list[Worlds]) -> Worlds:
        """Where all say the same; UNKNOWN elsewhere."""
        if len(found) == 1:
            return found[0]
        return Worlds(
            np.logical_and.reduce([each.certain for each in found]),
            np.logical_or.reduce([each.possible for each in found]),
        )

    def criterion(self, criterion: Criterion) -> Worlds:
        """A criterion, or the exception that takes its place."""
        plain = self.plain(criterion)
        if not criterion.exceptions:
            return plain
        applying = [(self.condition(each.when, None), self.condition(each.then, None)) for each in criterion.exceptions]
        certain = np.sum([when.certain for when, _then in applying], axis=0)
        if (clash := certain > 1).any():
            at_once = zip(criterion.exceptions, applying, strict=True)
            names = ", ".join(each.name for each, (when, _then) in at_once if (when.certain & clash).any())
            raise LawError("two_exceptions", {"criterion": criterion.name, "names": names})
        perhaps = np.sum([when.possible for when, _then in applying], axis=0)
        is_replaced = (certain == 1) & (perhaps == 1)
        is_certain = plain.certain | is_replaced
        is_possible = plain.possible & ~is_replaced
        for when, then in applying:
            is_certain &= then.certain | ~when.possible
            is_possible |= then.possible & when.possible
        return Worlds(is_certain, is_possible)

    def plain(self, criterion: Criterion) -> Worlds:
        """A criterion without exceptions; what nobody has read never decides."""
        worlds = self.question(criterion.question)
        if criterion.grade.decides:
            return worlds
        return Worlds(worlds.certain if criterion.is_exclusion else self.flags(value=False), self.flags(value=True))

    # --- questions

    def question(self, question: Question) -> Worlds:
        """The answer, found once a chunk."""
        found = self._questions.get(question)
        if found is None:
            found = self._questions[question] = self.asked(question)
        return found

    def flags(self, value: bool) -> Flags:
        """The same answer for all."""
        if value not in self._same:
            self._same[value] = np.full(self.columns.size, value)
        return self._same[value]  # type: ignore[no-any-return]

    def masks(self, value: np.uint64) -> Masks:
        """The same years for all."""
        if (key := ("years", int(value))) not in self._same:
            self._same[key] = np.full(self.columns.size, value)
        return self._same[key]  # type: ignore[no-any-return]

    def unknown(self) -> Worlds:
        """Nobody knows."""
        return Worlds(self.flags(value=False), self.flags(value=True))

    def asked(self, question: Question) -> Worlds:
        """The answer to one question."""
        columns = self.columns
        match question:
            case CaseGrade():
                return self.year_bears(GradeMark(question.least))
            case TitleHeld():
                return self.year_bears(TitleMark(question.title))
            case MeetsCriteriaOf():
                return self.meets(question.award)
            case RunOfYears():
                return self.long_enough(self.run(question.run), question.years)
            case ConsecutiveTitles():
                return self.consecutive(question)
            case CountOfYears():
                return self.count(question)
            case HonourHeld():
                return self.honour_held(question.honours)
            case HonourInRun():
                return self.honour_in_run(question)
            case WorksRecognised():
                return self.works(question)
            case Attested():
                found = columns.attested.get(question.criterion)
                return Worlds(*found) if found else self.unknown()
            case NotHeld():
                return self.unknown()
            case ShareWithTitle():
                held = columns.people_titles.get(question.title)
                return self.share(held, held, question.least)
            case ShareGraded():
                part, most = columns.people_graded.get(question.grade, (None, None))
                return self.share(part, most, question.least)
            case PeopleWithTitle():
                return self.number(columns.people_titles.get(question.title), question.times)
            case NobodyDisciplined():
                found_numbers = columns.people_disciplined.get(question.least)
                if found_numbers is None:
                    return self.unknown()
                return Worlds(found_numbers == 0, found_numbers <= 0)
            case RankInBloc():
                return self.rank(question)
            case NotOnHold():
                return Worlds(*columns.not_on_hold) if columns.not_on_hold else self.unknown()
            case NotDissolved():
                exists = self.flags(value=True) if columns.is_dissolved is None else ~columns.is_dissolved
                return Worlds(exists, exists)
            case DisciplineServed():
                if columns.restart is None:
                    return self.unknown()
                return Worlds(columns.restart[0] <= columns.year, columns.restart[1] <= columns.year)
            case EmployedFor():
                return self.number(columns.employed_months, question.months)
            case ExistedFor():
                return self.number(columns.existed_months, question.years * 12)
            case TimeInPost():
                return self.time_in_post(question)
            case NotDisciplinedInPost():
                return Worlds(*columns.undisciplined_in_post) if columns.undisciplined_in_post else self.unknown()
            case Retires():
                if columns.retires is None:
                    return self.unknown()
                return Worlds(columns.retires, self.flags(value=True))
            case IsWoman():
                return Worlds(*columns.is_woman) if columns.is_woman else self.unknown()
            case HasHigherRetirementAge():
                return Worlds(*columns.has_higher_age) if columns.has_higher_age else self.unknown()

    def known(self, mark: Mark) -> Masks:
        """Years of which nothing is missing."""
        found = self.columns.grade_known if isinstance(mark, GradeMark) else self.columns.title_known
        return self.masks(NO_YEARS) if found is None else found

    def bears(self, mark: Mark) -> tuple[Masks, Masks]:
        """Years that bear a mark."""
        if isinstance(mark, GradeMark):
            found = self.columns.grade_reaches.get(mark.least)
        else:
            found = self.columns.titles.get(mark.title)
        certain = self.masks(NO_YEARS) if found is None else found
        possible = certain | (SPAN & ~self.known(mark))
        perhaps = self.columns.titles_perhaps.get(mark.title) if isinstance(mark, TitleMark) else None
        return certain, possible if perhaps is None else possible | perhaps

    def year_bears(self, mark: Mark) -> Worlds:
        """The year in question."""
        certain, possible = self.bears(mark)
        return Worlds((certain & ONE).astype(np.bool_), (possible & ONE).astype(np.bool_))

    def meets(self, code: str) -> Worlds:
        """Given in the year, or met."""
        held = self.year_bears(TitleMark(code))
        version = self.awards[code, self.columns.subject].on(self.law_on)
        if version is None or self.doubts(version):
            return Worlds(held.certain, self.flags(value=True))
        verdicts = self.routes(version.routes, has_trace=False).verdicts
        possible = held.certain | (verdicts != Verdict.NOT_MET)
        if self.columns.title_begun is not None:
            possible = possible | (self.columns.title_begun & ONE).astype(np.bool_)
        if code in self.columns.titles_perhaps:
            possible = possible | (self.columns.titles_perhaps[code] & ONE).astype(np.bool_)
        return Worlds(held.certain | (verdicts == Verdict.MET), possible)

    def doubts(self, version: AwardVersion) -> bool:
        """Whether nothing is to be concluded from a version that a text not held may have changed."""
        regime = regime_on(self.law_on)
        return self.is_doubting and regime is not None and version.is_open_under(regime)

    # --- runs

    def shift(self, marks: tuple[Mark, ...]) -> Masks:
        """How many years before the year in question runs end (setting RUN_ENDS)."""
        match self.settings[RUN_ENDS]:
            case "CASE_YEAR":
                return self.masks(NO_YEARS)
            case "YEAR_BEFORE":
                return self.masks(ONE)
        known = self.known(marks[0])
        for mark in marks[1:]:
            known = known | self.known(mark)
        begun = self.columns.title_begun
        if begun is not None and any(isinstance(mark, TitleMark) for mark in marks):
            known = known | begun
        return (known & ONE) ^ ONE

    def counting(self) -> tuple[Masks, Masks]:
        """Years that count after discipline."""
        if self._counting is None:
            everything = self.masks(SPAN)
            if self.columns.restart is None:
                self._counting = self.masks(NO_YEARS), everything
            else:
                certain, possible = (self.since(each) for each in self.columns.restart)
                self._counting = certain, possible if self.general.restart_decides else everything
        return self._counting

    def since(self, first: Numbers) -> Masks:
        """The years from a first one up to the year in question."""
        length = np.clip(self.columns.year - first + 1, 0, HISTORY).astype(np.uint64)
        return (ONE << length) - ONE

    def run(self, run: Run) -> tuple[Masks, Masks]:
        """The years of a run, in both worlds."""
        found = self._runs.get(run)
        if found is None:
            certain, possible = self.bears(run.each[0])
            for mark in run.each[1:]:
                more = self.bears(mark)
                certain, possible = certain | more[0], possible | more[1]
            counts = self.counting()
            starts = self.starts(run.after)
            if run.counted_once_for:
                uncounted = self.uncounted(run.counted_once_for)
                starts = starts[0] & uncounted[0], starts[1] & uncounted[1]
            shift = self.shift(run.each)
            found = self._runs[run] = (
                _unbroken(certain & counts[0] & starts[0], shift),
                _unbroken(possible & counts[1] & starts[1], shift),
            )
        return found

    def uncounted(self, title: str) -> tuple[Masks, Masks]:
        """The years that no earlier award of a title rests on: see `Case.first_years_uncounted`."""
        certain, possible = self.bears(TitleMark(title))
        ends = self.settings[RUN_ENDS]
        return (
            _since_last(possible & ~ONE, has_it=ends == "YEAR_BEFORE"),
            _since_last(certain & ~ONE, has_it=ends != "CASE_YEAR"),
        )

    def starts(self, codes: tuple[str, ...]) -> tuple[Masks, Masks]:
        """The years after the earliest of some honours."""
        size = self.columns.size
        everything = self.masks(SPAN)
        if not codes:
            return everything, everything
        step = 0 if self.settings[RUN_STARTS] == "SAME_YEAR" else 1
        certain, possible = np.full(size, NEVER, np.int32), np.full(size, NEVER, np.int32)
        for code in codes:
            if code in self.columns.honour_first:
                first = self.columns.honour_first[code]
                certain, possible = np.minimum(certain, first[0]), np.minimum(possible, first[1])
        known = self.columns.honour_known
        after = self.since(possible + np.int32(step))
        after = np.where(possible == EVER, SPAN, after)
        if known is None:
            return self.masks(NO_YEARS), everything
        return self.since(certain + np.int32(step)), np.where(known, after, SPAN)

    @staticmethod
    def long_enough(years: tuple[Masks, Masks], least: int) -> Worlds:
        """At least so many years."""
        return Worlds(np.bitwise_count(years[0]) >= least, np.bitwise_count(years[1]) >= least)

    def consecutive(self, question: ConsecutiveTitles) -> Worlds:
        """So many times running, or twice within some years."""
        mark = TitleMark(question.title)
        if question.spaced == 1:
            return self.long_enough(self.run(question.run), question.times)
        counts, shift = self.counting(), self.shift((mark,))
        found = []
        for world, years in enumerate(self.bears(mark)):
            aligned = (years & counts[world]) >> shift
            earlier = np.zeros_like(aligned)
            for gap in range(1, question.spaced + 1):
                earlier |= aligned >> np.uint64(gap)
            late = np.uint64((1 << question.spaced) - 1)
            found.append((aligned & earlier & late) != 0)
        return Worlds(found[0], found[1])

    def count(self, question: CountOfYears) -> Worlds:
        """Years of a run that bear a mark."""
        certain, possible = self.run(question.run)
        bears = self.bears(question.mark)
        window = self.counting()[1] if question.is_window_unstated else possible
        return self.long_enough((certain & bears[0], window & bears[1]), question.times)

    # --- honours and works

    def honour_held(self, codes: tuple[str, ...]) -> Worlds:
        """One of them was given."""
        columns = self.columns
        if columns.honour_known is None:
            return self.unknown()
        certain, possible = np.zeros(columns.size, np.bool_), ~columns.honour_known
        for code in codes:
            if code in columns.honour_first:
                first = columns.honour_first[code]
                certain, possible = certain | (first[0] < NEVER), possible | (first[1] < NEVER)
        return Worlds(certain, possible)

    def honour_in_run(self, question: HonourInRun) -> Worlds:
        """One was given in a year of the run."""
        columns = self.columns
        if columns.honour_known is None:
            return self.unknown()
        run = self.run(question.run)
        unknown = ~columns.honour_known
        years = columns.honour_years.get(question.honour)
        if years is None:
            return Worlds(self.flags(value=False), unknown)
        window = self.counting()[1] if question.is_window_unstated else run[1]
        perhaps = ((years[1] & window) != 0) | columns.honour_undated[question.honour] | unknown
        return Worlds((years[0] & run[0]) != 0, perhaps)

    def works(self, question: WorksRecognised) -> Worlds:
        """So many of a scope in a window."""
        columns = self.columns
        known = columns.works_known.get(question.kind)
        if known is None:
            return self.unknown()
        layers = columns.work_years.get(
            (question.kind, question.scope),
            (self.masks(NO_YEARS),),
        )
        if question.run is not None:
            certain, possible = self.run(question.run)
        else:
            is_any_year = question.years == 1 and self.settings[WORKS_WINDOW] == "ANY_YEAR"
            certain = possible = self.masks(SPAN if is_any_year else np.uint64((1 << question.years) - 1))
        if question.is_window_unstated:
            possible = self.masks(SPAN)
        certain, possible = (
            window & counts for window, counts in zip((certain, possible), self.counting(), strict=True)
        )
        counts = [
            np.sum([np.bitwise_count(each & window) for each in layers], axis=0, dtype=np.int16)
            for window in (certain, possible)
        ]
        return Worlds(np.asarray(counts[0] >= question.times), (counts[1] >= question.times) | ~known)

    # --- numbers

    def number(self, found: Numbers | None, least: int) -> Worlds:
        """A number that is large enough, or not known."""
        if found is None:
            return self.unknown()
        return Worlds(found >= least, (found >= least) | (found == UNRECORDED))

    def share(self, part: Numbers | None, most: Numbers | None, least: Fraction) -> Worlds:
        """A share of a unit's people that is large enough: of so many certainly, of at most so many."""
        total = self.columns.people_total
        if part is None or most is None or total is None:
            return self.unknown()
        is_known = (part != UNRECORDED) & (total != UNRECORDED)
        wanted = total.astype(np.int64) * least.numerator
        holds, may = (each.astype(np.int64) * least.denominator >= wanted for each in (part, most))
        return Worlds(holds & is_known, may | ~is_known)

    def rank(self, question: RankInBloc) -> Worlds:
        """A place in a bloc."""
        found, known = self.columns.ranks.get(question.organiser), self.columns.ranks_known
        if found is None or known is None:
            return self.unknown()
        holds = (found <= question.rank) & (found < NO_RANK)
        return Worlds(holds, holds | ~known)

    def time_in_post(self, question: TimeInPost) -> Worlds:
        """Months in a post."""
        months = self.columns.post_months.get(question.post)
        if months is None:
            return self.unknown()
        is_long = months >= question.least
        for post, least in question.too_short_in:
            above = self.columns.post_months.get(post)
            if above is not None:
                is_long &= above < least
        return Worlds(is_long & (months < question.below), is_long | (months == UNRECORDED))


def _since_last(years: Masks, *, has_it: bool) -> Masks:
    """The years after the last of some, and that one if `has_it`; every year where there is none."""
    last = years & (~years + ONE)
    after = last - ONE
    return after | last if has_it else after


def _unbroken(years: Masks, shift: Masks) -> Masks:
    """The low ones behind a shift, back in their places."""
    aligned = years >> shift
    return (aligned & ~(aligned + ONE)) << shift


# --- Quotas: a pass of their own, after the conditions ---------------------------------------------------------------


def quota_share(code: str, law_on: date) -> Fraction | None:
    """The largest share that a title may take on a law day; None where no text that we hold sets one."""
    return share_on(shipped_figures().get(f"quota_{code.lower()}"), law_on)


def preferred(columns: Columns, law_on: date) -> Flags:
    """Who comes first among equals: women, and units with at least 70 % women (khoản 6 Điều 4 NĐ 152/2025); before that
    decree, and where it is not recorded, nobody.
    """
    share = shipped_figures()["women_share_tie_break"].entry(law_on)
    nobody = np.zeros(columns.size, np.bool_)
    if share is None or share.value is None:
        return nobody
    if columns.is_woman is not None:
        return columns.is_woman[0]
    women, total = columns.people_women, columns.people_total
    if women is None or total is None:
        return nobody
    is_known = (women != UNRECORDED) & (total != UNRECORDED)
    found: Flags = is_known & (women.astype(np.int64) * 100 >= total.astype(np.int64) * int(share.value))
    return found


WITHIN: Final = 2
UNDECIDED: Final = 1
OVER: Final = 0


def quota(
    eligible: Flags,
    base: Flags,
    units: NDArray[np.integer],
    share: Fraction,
    priority: NDArray[np.integer] | None = None,
    prefers: Flags | None = None,
) -> Verdicts:
    """Of those eligible, how many of each unit fit into a share of its base: floor(share × base), in the order of
    `priority` (the greatest first). Whoever stands equal at the limit, and everybody where there is no priority and too
    little room, is UNDECIDED: people choose. Among equals those of `prefers` come first (see `preferred`). 0 over, 1
    undecided, 2 within; 0 for whoever is not eligible.
    """
    if priority is not None and prefers is not None:
        priority = priority.astype(np.int64) * 2 + prefers
    size = int(units.max(initial=-1)) + 1
    room = np.bincount(units[base], minlength=size) * share.numerator // share.denominator
    rows = np.flatnonzero(eligible)
    result = np.zeros(len(eligible), np.int8)
    wanted = np.bincount(units[rows], minlength=size)
    if priority is None:
        fits = wanted[units[rows]] <= room[units[rows]]
        result[rows] = np.where(fits, WITHIN, np.where(room[units[rows]] > 0, UNDECIDED, OVER))
        return result
    order = np.lexsort((-priority[rows].astype(np.int64), units[rows]))
    ordered = rows[order]
    unit = units[ordered]
    starts = np.concatenate(([0], np.cumsum(wanted)))[unit]
    place = np.arange(len(ordered)) - starts
    ranked = priority[ordered]
    is_new = np.ones(len(ordered), np.bool_)
    is_new[1:] = (unit[1:] != unit[:-1]) | (ranked[1:] != ranked[:-1])
    group = np.cumsum(is_new) - 1
    first = place[is_new][group] if len(ordered) else place
    last = first + np.bincount(group)[group] if len(ordered) else place
    limit = room[unit]
    result[ordered] = np.where(last <= limit, WITHIN, np.where(first >= limit, OVER, UNDECIDED))
    return result


def groups_of(
    eligible: Verdicts, base: Verdicts, units: NDArray[np.integer], prefers: Flags, size: int
) -> tuple[Group, ...]:
    """How many of each unit (0 … size − 1) meet an award, are of those that it is a share of, and are preferred."""
    told = (
        eligible == Verdict.MET, eligible == Verdict.UNKNOWN, base == Verdict.MET, base == Verdict.UNKNOWN,
        (eligible == Verdict.MET) & prefers,
    )  # fmt: skip
    counts = [np.bincount(units[each], minlength=size).tolist() for each in told]
    return tuple(
        Group(Tally(met, unknown), Tally(of, of_unknown), preferred)
        for met, unknown, of, of_unknown, preferred in zip(*counts, strict=True)
    )


STANDS: Final = (None, QuotaStand.FITS, QuotaStand.TOO_MANY, QuotaStand.OPEN)
"""What the numbers of `places` mean."""


def places(eligible: Verdicts, base: Verdicts, units: NDArray[np.integer], share: Fraction) -> Verdicts:
    """How the unit of each who does, or may, meet an award stands to a share of its base (`STANDS`; 0: does not meet
    it): it fits even if all who may do and none of the open base does; more do than fit into the most that the base may
    allow; or it hangs on the open ones. Nobody is chosen of too many.
    """
    may, does = eligible != Verdict.NOT_MET, eligible == Verdict.MET
    fits = quota(may, base == Verdict.MET, units, share) == WITHIN
    left_over = does & (quota(does, base != Verdict.NOT_MET, units, share) != WITHIN)
    is_over = np.zeros(int(units.max(initial=-1)) + 1, np.bool_)
    is_over[units[left_over]] = True
    found = np.where(is_over[units], STANDS.index(QuotaStand.TOO_MANY), STANDS.index(QuotaStand.OPEN))
    stands: Verdicts = (np.where(fits, STANDS.index(QuotaStand.FITS), found) * may).astype(np.int8)
    return stands
