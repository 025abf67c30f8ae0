"""One case: every award as a tree of findings with reasons, years, records, sources, and what would make it pass."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from thidua.core.law.awards import Award, Awards, AwardVersion, Route, leans_on_open, shipped_awards
from thidua.core.law.case import NEVER, Case, Pair, months_between
from thidua.core.law.certainty import Verdict, from_worlds, least
from thidua.core.law.codes import CommendationBasis, Scope, Sex, Subject
from thidua.core.law.conditions import (
    HISTORY,
    AllOf,
    AtLeast,
    Attested,
    ByReading,
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
    WorkKind,
    WorksRecognised,
)
from thidua.core.law.errors import LawError
from thidua.core.law.facts import DisciplineRecord, Facts
from thidua.core.law.general import general_on, shipped_rules
from thidua.core.law.outcome import CriterionFinding, Datum, Outcome, Reason, RouteOutcome, reason
from thidua.core.law.reading import MOST_WORKS
from thidua.core.law.regimes import Regime, regime_on
from thidua.core.law.settings import WIDER_SCOPE, WORKS_WINDOW, chosen, shipped_settings
from thidua.core.law.texts import shipped_texts
from thidua.core.law.words import words_of
from thidua.core.law.years_ahead import first_long_enough, good_years, is_yearly


class Answer(NamedTuple):
    """A question answered in both worlds, with reasons and with what would make it pass. `parts`: how the criteria of
    the award stand that it asks for.
    """

    certain: bool
    possible: bool
    because: tuple[Reason, ...]
    needs: tuple[Reason, ...] = ()
    parts: tuple[CriterionFinding, ...] = ()


def assess(
    award: Award,
    facts: Facts,
    *,
    year: int,
    law_on: date,
    as_of: date | None = None,
    received_on: date | None = None,
    settings: Mapping[str, str] | None = None,
    awards: Awards | None = None,
) -> Outcome:
    """How an award stands for a year under the law of a day.

    `as_of`: the day of judging, on which holds and terms of discipline are looked at (the law day if not given).
    `received_on`: when the file was received for appraisal; before a text in force that we do not hold, the file stays
    under the older text, and under the rules of the last day before it. `awards`: the book that criteria of lower
    titles are looked up in.
    Raises `LawError`: other_subject, two_exceptions, unknown_setting, not_a_choice.
    """
    if award.subject is not facts.subject:
        raise LawError("other_subject", {"code": award.code, "subject": facts.subject.value})
    book = awards or shipped_awards()
    judge = _Judge.of(facts, year, law_on, as_of or law_on, settings or {}, book)
    outcome = judge.received(received_on).award(award)
    if strange := _strange_attestations(facts, (award, *book.values())):
        outcome = replace(outcome, notes=(*outcome.notes, reason("strange_attestation", criteria=strange)))
    return outcome


def _strange_attestations(facts: Facts, awards: Iterable[Award]) -> tuple[str, ...]:
    """Codes of attestations that no criterion asks for: mistyped, they would leave a criterion open without a word."""
    given = {each.criterion for each in facts.attested or ()}
    for award in awards:
        if not given:
            break
        for version in award.versions:
            for route in version.routes:
                given -= route.attestations
    return tuple(sorted(given))


def assess_all(
    facts: Facts,
    *,
    year: int,
    law_on: date,
    as_of: date | None = None,
    received_on: date | None = None,
    settings: Mapping[str, str] | None = None,
    awards: Awards | None = None,
) -> tuple[Outcome, ...]:
    """Every award there is for the subject."""
    book = awards or shipped_awards()
    judge = _Judge.of(facts, year, law_on, as_of or law_on, settings or {}, book).received(received_on)
    return tuple(judge.award(each) for each in book.values() if each.subject is facts.subject)


class Judging(NamedTuple):
    """Questions about the awards of one subject in one year."""

    assess: Callable[[Award], Outcome]
    is_met: Callable[[Award], bool]
    """Whether the outcome, under the text that is held, would be MET: found without its reasons."""
    route_met: Callable[[Award], Route | None]
    """The first route that makes it MET."""
    holds: Callable[[Condition], bool]
    """Whether the finding on a condition would be MET."""


def judging(
    facts: Facts,
    *,
    year: int,
    law_on: date,
    as_of: date,
    settings: Mapping[str, str] | None = None,
    awards: Awards | None = None,
) -> Judging:
    """For whoever asks about one award after another: what awards share is looked at once. Attestations that no
    criterion asks for are not looked for.
    """
    judge = _Judge.of(facts, year, law_on, as_of, settings or {}, awards or shipped_awards())
    return Judging(judge.award, judge.is_met, judge.route_met, judge.is_condition_met)


def assess_routes(
    routes: Sequence[Route],
    facts: Facts,
    *,
    year: int,
    law_on: date,
    as_of: date | None = None,
    settings: Mapping[str, str] | None = None,
    awards: Awards | None = None,
) -> list[Verdict]:
    """How each of some routes stands for one subject, behind the general rules, whether it waits or not."""
    judge = _Judge.of(facts, year, law_on, as_of or law_on, settings or {}, awards or shipped_awards())
    return [judge.route(route, is_considered=True).verdict for route in routes]


def _with_notes(outcomes: Iterable[RouteOutcome]) -> Iterator[RouteOutcome]:
    """The routes that count for the verdict and have a note to tell."""
    return (each for each in outcomes if each.is_considered and each.route.note)


def _as_group(route: RouteOutcome, found: tuple[CriterionFinding, ...]) -> CriterionFinding:
    """A route below a criterion, as a group of its findings."""
    met, open_ = (sum(each.verdict is verdict for each in found) for verdict in (Verdict.MET, Verdict.UNKNOWN))
    because = (reason("all_parts", number=len(found), met=met, open=open_, total=len(found)),)
    of = route.route
    return CriterionFinding(of.name, route.verdict, because, of.cites, of.grade, (), None, found)


def _best(outcomes: Iterable[RouteOutcome]) -> Verdict:
    """The verdict of the best route that is considered."""
    return max((each.verdict for each in outcomes if each.is_considered), default=Verdict.UNKNOWN)


@dataclass(slots=True)
class _Judge:
    case: Case
    law_on: date
    regime: Regime | None
    awards: Awards
    general: dict[CommendationBasis, tuple[CriterionFinding, ...]]
    """How the general rules stand, by the basis of a route: the same for every route of it."""
    coming: dict[tuple[int, tuple[Mark, ...]], Facts] = field(default_factory=dict)
    """The facts with good years after a year, that bear some marks."""
    received_on: date | None = None
    """Of a file that stays under the older text: when it was received."""
    is_doubting: bool = False
    """Whether criteria of other awards that a text not held may have changed are open."""

    @classmethod
    def of(
        cls, facts: Facts, year: int, law_on: date, as_of: date, settings: Mapping[str, str], awards: Awards
    ) -> _Judge:
        """A judge of one case."""
        rules = general_on(law_on)
        return cls(Case(facts, year, as_of, rules, chosen(settings)), law_on, regime_on(law_on), awards, {})

    def received(self, day: date | None) -> _Judge:
        """The judge of a file received on a day: before a text in force that we do not hold it stays under the older
        one.
        """
        start = self.start
        return replace(self, received_on=day) if day is not None and start is not None and day < start else self

    @property
    def start(self) -> date | None:
        """The first day of the text in force that we do not hold."""
        return shipped_texts()[self.regime.not_held].since if self.regime and self.regime.not_held else None

    @property
    def text_on(self) -> date:
        """The day whose versions of the awards are asked."""
        start = self.start
        return self.law_on if self.received_on is None or start is None else start - timedelta(days=1)

    # --- awards and routes

    def award(self, award: Award) -> Outcome:
        """An award, with what a text that we do not hold does to its verdict."""
        version = award.on(self.text_on)
        notes: list[Reason] = []
        if version is None or self.regime is None:
            notes.append(reason("no_version", day=self.text_on))
            return Outcome(award, self.case.year, self.law_on, self.regime, Verdict.UNKNOWN, (), None, tuple(notes))
        outcomes = self.routes(version.routes)
        verdict = _best(outcomes)
        if any(not each.is_considered for each in outcomes):
            names = tuple(each.route.name for each in outcomes if not each.is_considered)
            notes.append(reason("not_put_forward", routes=names))
        notes += (reason("route_note", name=each.route.name, why=each.route.note) for each in _with_notes(outcomes))
        notes += self.warnings(award)
        notes += self.special_cases(award, outcomes)
        under: Verdict | None = None
        if version.signed_by:
            notes.append(reason("own_rules", who=version.signed_by))
        is_open = version.is_open_under(self.regime)
        if is_open or leans_on_open(version, award.subject, self.awards, self.text_on, self.regime):
            notes.append(reason("not_held_text", why=self.regime.reason))
            if self.received_on is not None:
                notes.append(reason("received_before", day=self.received_on, text=self.regime.not_held))
            else:
                under = verdict
                verdict = Verdict.UNKNOWN if is_open else _best(replace(self, is_doubting=True).routes(version.routes))
                notes.append(reason("stamp", stamp=self.regime.stamp))
            notes.append(reason("more_favourable"))
        return Outcome(award, self.case.year, self.law_on, self.regime, verdict, outcomes, under, tuple(notes))

    def routes(self, routes: tuple[Route, ...]) -> tuple[RouteOutcome, ...]:
        """All routes; those that only people can judge are considered once put forward, or where there is no other."""
        asked = [self.is_asked(route) for route in routes]
        if not any(asked):
            asked = [True] * len(routes)
        return tuple(self.route(route, is_asked) for route, is_asked in zip(routes, asked, strict=True))

    def is_met(self, award: Award) -> bool:
        """Whether a route that counts for the verdict is met, under the text that we hold."""
        return self.route_met(award) is not None

    def route_met(self, award: Award) -> Route | None:
        """The first such route."""
        version = award.on(self.text_on)
        if version is None or self.regime is None:
            return None
        asked = [route for route in version.routes if self.is_asked(route)] or version.routes
        return next((route for route in asked if self.is_route_met(route)), None)

    def is_route_met(self, route: Route) -> bool:
        """Whether its parts and the general rules before it are met; asked no further than the first that is not."""
        general = self.before(route.basis)
        return all(each.verdict is Verdict.MET for each in general) and all(map(self.is_condition_met, route.parts))

    def is_condition_met(self, condition: Condition) -> bool:
        """Whether the finding on a condition would be MET."""
        if isinstance(condition, AllOf):
            return all(map(self.is_condition_met, condition.parts))
        if isinstance(condition, AtLeast):
            return sum(map(self.is_condition_met, condition.parts)) >= condition.number
        if isinstance(condition, Criterion) and not condition.exceptions:
            decides = condition.grade.decides or condition.is_exclusion
            return decides and self.is_certain(condition.question)
        return self.condition(condition).verdict is Verdict.MET

    def is_certain(self, question: Question) -> bool:
        """Whether the answer to a question is a certain yes; of runs of years found without reasons and needs."""
        if isinstance(question, ConsecutiveTitles) and question.spaced == 1:
            question = RunOfYears(question.run, question.times)
        if isinstance(question, RunOfYears):
            return len(self.case.run(question.run).certain) >= question.years
        return self.question(question).certain

    def is_asked(self, route: Route) -> bool:
        """Whether a route counts for the verdict."""
        if not route.waits or not self.case.attested.keys().isdisjoint(route.put_forward_by):
            return True
        return bool(self.case.facts.posts) and route.basis is CommendationBasis.CONTRIBUTION

    def route(self, route: Route, is_considered: bool) -> RouteOutcome:
        """One route: its own parts behind the general rules."""
        findings = (*self.before(route.basis), *(self.condition(each) for each in route.parts))
        return RouteOutcome(route, min(each.verdict for each in findings), is_considered, findings)

    def before(self, basis: CommendationBasis) -> tuple[CriterionFinding, ...]:
        """How the general rules stand that come before a route."""
        if basis not in self.general:
            asked = self.case.general.before(basis, self.case.facts.subject)
            self.general[basis] = tuple(self.criterion(each) for each in asked)
        return self.general[basis]

    def warnings(self, award: Award) -> Iterator[Reason]:
        """Notes that never change a verdict."""
        facts = self.case.facts
        used = [each for each in (*(facts.initiatives or ()), *(facts.scientific_works or ())) if each.used_for]
        rule = shipped_rules()["G11"].on(self.law_on)
        if used and rule is not None:
            for each in used:
                yield reason("used_once", year=each.year, awards=each.used_for, cites=rule.cites[0].code)
        if any(each.code == award.code for each in facts.honours or ()) and shipped_rules()["G1"].on(self.law_on):
            yield reason("given_before", award=award.code)

    def special_cases(self, award: Award, outcomes: Iterable[RouteOutcome]) -> Iterator[Reason]:
        """What a file of facts has no place for, and whoever judges must look at: study and treatment in the year of an
        advanced worker, a lower post after rotation.
        """
        rules = shipped_rules()
        time = rules["S1"].on(self.law_on)
        if award.code == "ADVANCED_WORKER" and time is not None:
            yield reason("special_time" if time.grade.decides else "special_time_open", cites=time.cites[0].code)
        moved = rules["S9"].on(self.law_on)
        is_of_posts = any(
            each.is_considered and each.route.basis is CommendationBasis.CONTRIBUTION for each in outcomes
        )
        if is_of_posts and self.case.facts.posts and moved is not None:
            yield reason("lower_post", cites=moved.cites[0].code)

    # --- conditions

    def condition(self, condition: Condition) -> CriterionFinding:
        """A criterion or a group."""
        if isinstance(condition, Criterion):
            return self.criterion(condition)
        if isinstance(condition, AllOf):
            return self.group(condition.name, condition.parts, len(condition.parts))
        if isinstance(condition, AtLeast):
            return self.group(condition.name, condition.parts, condition.number)
        return self.by_reading(condition)

    def by_reading(self, condition: ByReading) -> CriterionFinding:
        """The condition under the answer that was chosen, or under every one: what they agree on is concluded."""
        setting = shipped_settings()[condition.setting]
        answer = self.case.settings.get(setting.code)
        parts = []
        for code, each in condition.options:
            if answer in (None, code):
                found = self.condition(each)
                why = (reason("reading", verdict=found.verdict.name),)
                name = setting.options[code]
                parts.append(replace(found, criterion=name, because=why, needs=(), if_confirmed=None, parts=(found,)))
        verdicts = {each.verdict for each in parts}
        verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.UNKNOWN
        kind = "by_setting" if answer else "readings_differ" if verdicts else "readings_agree"
        because = (reason(kind, setting=setting.code, question=setting.question),)
        grade = least(each.grade for each in parts)
        return CriterionFinding(condition.name, verdict, because, setting.cites, grade, (), None, tuple(parts))

    def group(self, name: str, parts: tuple[Condition, ...], number: int) -> CriterionFinding:
        """At least so many of some parts."""
        found = tuple(self.condition(each) for each in parts)
        met = sum(each.verdict is Verdict.MET for each in found)
        open_ = sum(each.verdict is Verdict.UNKNOWN for each in found)
        verdict = from_worlds(certain=met >= number, possible=met + open_ >= number)
        kind = "all_parts" if number == len(parts) else "some_parts"
        because = (reason(kind, number=number, met=met, open=open_, total=len(parts)),)
        cites = tuple(dict.fromkeys(cite for each in found for cite in each.cites))
        said = name or words_of()["groups"][kind]
        return CriterionFinding(said, verdict, because, cites, least(each.grade for each in found), (), None, found)

    def criterion(self, criterion: Criterion) -> CriterionFinding:
        """One criterion, or the exception that takes its place."""
        applying = [(each, self.condition(each.when)) for each in criterion.exceptions]
        certain = [each for each, when in applying if when.verdict is Verdict.MET]
        if len(certain) > 1:
            names = ", ".join(each.name for each in certain)
            raise LawError("two_exceptions", {"criterion": criterion.name, "names": names})
        plain = self.plain(criterion)
        perhaps = [each for each, when in applying if when.verdict is not Verdict.NOT_MET]
        if not perhaps:
            return plain
        instead = tuple(self.condition(each.then) for each in perhaps)
        others = instead if certain and len(perhaps) == 1 else (plain, *instead)
        verdicts = {each.verdict for each in others}
        verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.UNKNOWN
        kind = "exception" if certain else "exception_open"
        because = tuple(reason(kind, name=each.name, cites=each.cites[0].code) for each in perhaps)
        grade = least([criterion.grade, *(each.grade for each in perhaps)])
        return replace(plain, verdict=verdict, because=(*because, *plain.because), grade=grade, parts=instead)

    def plain(self, criterion: Criterion) -> CriterionFinding:
        """A criterion without its exceptions; what nobody has read never decides."""
        answer = self.question(criterion.question)
        verdict = from_worlds(certain=answer.certain, possible=answer.possible)
        needs = answer.needs if verdict is not Verdict.MET else ()
        if criterion.grade.decides or (criterion.is_exclusion and verdict is Verdict.MET):
            return CriterionFinding(
                criterion.name, verdict, answer.because, criterion.cites, criterion.grade, needs, None, answer.parts
            )
        because = (*answer.because, reason(f"grade_{criterion.grade.value}"))
        found = None if isinstance(criterion.question, NotHeld) else verdict
        return CriterionFinding(
            criterion.name, Verdict.UNKNOWN, because, criterion.cites, criterion.grade, needs, found, answer.parts
        )

    # --- questions

    def question(self, question: Question) -> Answer:
        """The answer to one question."""
        match question:
            case CaseGrade():
                return self.case_grade(question)
            case TitleHeld():
                return self.title_held(question.title)
            case MeetsCriteriaOf():
                return self.meets(question.award)
            case RunOfYears():
                return self.run_of_years(question)
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
                return self.attested(question.criterion)
            case NotHeld():
                return Answer(certain=False, possible=True, because=(reason("not_held", why=question.reason),))
            case ShareWithTitle() | ShareGraded() | PeopleWithTitle() | NobodyDisciplined():
                return self.people(question)
            case RankInBloc():
                return self.rank(question)
            case NotOnHold():
                return self.on_hold()
            case NotDissolved():
                return self.dissolved()
            case DisciplineServed():
                return self.discipline_served()
            case EmployedFor():
                return self.employed_for(question.months)
            case ExistedFor():
                return self.existed_for(question.years)
            case TimeInPost():
                return self.time_in_post(question)
            case NotDisciplinedInPost():
                return self.disciplined_in_post()
            case Retires():
                day = self.case.facts.retires_on
                if day is None:
                    return Answer(certain=False, possible=True, because=(reason("no_retirement"),))
                is_retired = day <= self.case.as_of
                kind = "retirement" if is_retired else "retirement_later"
                return Answer(is_retired, possible=True, because=(reason(kind, day=day, end=self.case.as_of),))
            case IsWoman():
                sex = self.case.facts.sex
                is_woman = sex is Sex.FEMALE
                return Answer(is_woman, is_woman or sex is None, (reason("sex", sex=sex.value if sex else None),))
            case HasHigherRetirementAge():
                given = self.case.facts.higher_retirement_age
                says = reason("higher_age", given=None if given is None else str(given))
                return Answer(given is True, given is not False, (says,))

    def case_grade(self, question: CaseGrade) -> Answer:
        year = self.case.year
        certain, possible = self.case.bears(GradeMark(question.least), year)
        needs = (reason("need_grade", year=year, grade=question.least.value),)
        grade = (self.case.facts.grades or {}).get(year)
        because = reason("grade", year=year, grade=grade.value) if grade else reason("no_grade", years=(year,))
        return Answer(certain, possible, (because, *self.leave_counts(year, year)), needs)

    def leave_counts(self, first: int, last: int) -> tuple[Reason, ...]:
        """That maternity leave in these years counts (G8), where there was some and the law of the day says so. It is
        said beside a criterion that looks at the years, and lowers nothing.
        """
        years = tuple(each for each in self.case.facts.maternity_leave or () if first <= each <= last)
        rule = shipped_rules()["G8"].on(self.law_on)
        if not years or rule is None or not rule.grade.decides:
            return ()
        return (reason("leave_counts", years=years, cites=rule.cites[0].code),)

    def title_held(self, title: str) -> Answer:
        year = self.case.year
        certain, possible = self.case.bears(TitleMark(title), year)
        is_open = self.case.is_open(TitleMark(title), year)
        told = self.on_what_basis(TitleMark(title), (year,))
        kind = "title" if certain else "titles_partly" if is_open else "no_title"
        if possible and not is_open and not self.case.is_recorded(TitleMark(title), year):
            kind = "no_titles_known"
        because = told if told and not is_open else [reason(kind, year=year, title=title), *told]
        return Answer(certain, possible, tuple(because), (reason("need_title", year=year, title=title),))

    def meets(self, code: str) -> Answer:
        held = self.title_held(code)
        if held.certain:
            return held
        award = self.awards[code, self.case.facts.subject]
        version = award.on(self.text_on)
        verdict = Verdict.UNKNOWN
        parts: tuple[CriterionFinding, ...] = ()
        if version is not None and not self.doubts(version):
            outcomes = self.routes(version.routes)
            verdict, parts = _best(outcomes), self.beneath(outcomes)
        because = [reason("meets", award=code, verdict=verdict.name, year=self.case.year)]
        needs = (reason("need_title", year=self.case.year, title=code),)
        is_open = self.case.is_open(TitleMark(code), self.case.year)
        if is_open and verdict is not Verdict.MET:
            because.append(reason("titles_partly", year=self.case.year))
        if verdict is not Verdict.MET:
            because += self.on_what_basis(TitleMark(code), (self.case.year,))
        may_hold = is_open or self.case.title_on_record(code, self.case.year).possible
        return Answer(verdict is Verdict.MET, verdict is not Verdict.NOT_MET or may_hold, tuple(because), needs, parts)

    def beneath(self, outcomes: Iterable[RouteOutcome]) -> tuple[CriterionFinding, ...]:
        """The findings on the routes to an award that is asked for, below the name of each where there are several;
        general rules that are met stand above already.
        """
        told = []
        for each in outcomes:
            if each.is_considered:
                general = len(self.before(each.route.basis))
                failed = [rule for rule in each.findings[:general] if rule.verdict is not Verdict.MET]
                told.append((each, (*failed, *each.findings[general:])))
        if len(told) == 1:
            return told[0][1]
        return tuple(_as_group(route, found) for route, found in told)

    def doubts(self, version: AwardVersion) -> bool:
        """Whether nothing is to be concluded from a version that a text not held may have changed."""
        return self.is_doubting and self.regime is not None and version.is_open_under(self.regime)

    def run_of_years(self, question: RunOfYears) -> Answer:
        years = self.case.run(question.run)
        answer = Pair(len(years.certain) >= question.years, len(years.possible) >= question.years)
        kind = "run" if years.certain else "run_none"
        anchor = self.case.anchor(question.run.each)
        marks = tuple(_code_of(each) for each in question.run.each)
        because = [reason(kind, number=len(years.certain), years=years.certain, anchor=anchor, marks=marks)]
        because += self.why_it_ends(question.run, len(years.certain), is_enough=answer.certain)
        because += self.leave_counts(anchor - question.years + 1, anchor)
        needs = () if answer.certain else (self.need_years(question, question.years - len(years.certain)),)
        return Answer(*answer, tuple(because), needs)

    def need_years(self, question: RunOfYears, missing: int) -> Reason:
        """How many years are lacking, and the first year in which none is, where it can be told."""
        run = question.run
        if self.case.first_years_after(run.after)[0] == NEVER:
            return reason("need_years_after", missing=missing, honours=run.after)
        marks = tuple(each for each in run.each if isinstance(each, GradeMark) or self.is_yearly(each.title))
        year = first_long_enough(self.case, self.ahead(run, marks), run, question.years) if marks else None
        if year is None:
            return reason("need_more_years", missing=missing)
        return reason("need_years", missing=missing, year=year)

    def ahead(self, run: Run, marks: tuple[Mark, ...]) -> Facts:
        """The facts with good years after a run: the same for every run that ends with that year."""
        anchor = self.case.anchor(run.each)
        if (anchor, marks) not in self.coming:
            self.coming[anchor, marks] = good_years(self.case, anchor, marks, self.can_bear)
        return self.coming[anchor, marks]

    def is_yearly(self, title: str) -> bool:
        """Whether one good year is enough for a title."""
        award = self.awards.get((title, self.case.facts.subject))
        return award is not None and is_yearly(award.on(self.text_on))

    def can_bear(self, title: str, year: int) -> bool:
        """Whether what is on record of a year leaves its title possible."""
        version = self.awards[title, self.case.facts.subject].on(self.text_on)
        as_of = max(self.case.as_of, date(year, 12, 31))
        judge = _Judge.of(self.case.facts, year, self.law_on, as_of, self.case.settings, self.awards)
        judge = replace(judge, received_on=self.received_on)
        return version is not None and _best(judge.routes(version.routes)) is not Verdict.NOT_MET

    def why_it_ends(self, run: Run, length: int, *, is_enough: bool) -> Iterator[Reason]:
        """Why the year before a certain run is none of it; where it is not long enough, what may be missing too."""
        year = self.case.anchor(run.each) - length
        certain_from, _possible_from = self.case.first_years_after(run.after)
        facts = self.case.facts
        if year < certain_from:
            if facts.honours is None:
                yield reason("no_honours_known")
                return
            if certain_from == NEVER:
                is_some = bool(self.case.honours(run.after)[1])
                yield reason("honour_undated" if is_some else "no_honour_before", honours=run.after)
            else:
                yield reason("run_starts", year=certain_from, honours=run.after)
            if not is_enough and not facts.is_whole("honours"):
                yield reason("honours_partly")
            return
        bears = self.case.bears_any(run.each, year)
        if not bears.certain:
            yield self.mark_missing(run, year, is_known=not bears.possible)
        elif run.counted_once_for and year < self.case.first_years_uncounted(run.counted_once_for)[0]:
            yield self.counted_before(run.counted_once_for, year)
        elif not self.case.counts(year).certain:
            if facts.discipline is None:
                yield reason("discipline_unknown", year=year)
            elif year < self.case.restart_on_record()[0]:
                yield self.shut_out(year)
            else:
                yield reason("discipline_partly")

    def shut_out(self, year: int) -> Reason:
        """How discipline on record stands to a year that does not count for certain."""
        if not self.case.counts(year).possible:
            return reason("not_counted", year=year)
        return reason("restart_within" if self.case.general.restart_decides else "restarted", year=year)

    def counted_before(self, title: str, year: int) -> Reason:
        """Why a year may be counted already for an earlier award of a title."""
        given, perhaps = self.case.last_given(title)
        first = self.case.first_years_uncounted(title)[1]
        if year < first:
            return reason("counted_before", award=title, given_in=given, year=first - 1)
        if perhaps > given:
            return reason("titles_partly", year=perhaps)
        return reason("counted_before_perhaps", award=title, given_in=given)

    def mark_missing(self, run: Run, year: int, *, is_known: bool) -> Reason:
        """What a year lacks."""
        if not is_known:
            is_open = any(self.case.is_open(each, year) for each in run.each)
            if not is_open and (told := self.on_what_bases(run.each, (year,))):
                return told[0]
            return reason("titles_partly" if is_open else "year_unknown", year=year)
        if told := self.on_what_bases(run.each, (year,)):
            return told[0]
        grade = (self.case.facts.grades or {}).get(year)
        if grade is not None and any(isinstance(each, GradeMark) for each in run.each):
            return reason("year_graded", year=year, grade=grade.value)
        return reason("year_without", year=year)

    def consecutive(self, question: ConsecutiveTitles) -> Answer:
        mark = TitleMark(question.title)
        if question.spaced == 1:
            answer = self.run_of_years(RunOfYears(question.run, question.times))
            return answer._replace(because=(*answer.because, reason("of_title", title=question.title)))
        anchor = self.case.anchor((mark,))
        found = []
        for world in (0, 1):
            years = [
                year
                for year in range(anchor, anchor - 2 * question.spaced, -1)
                if self.case.bears(mark, year)[world] and self.case.counts(year)[world]
            ]
            found.append(any(
                anchor - later < question.spaced and 0 < later - earlier <= question.spaced
                for later in years for earlier in years
            ))  # fmt: skip
        given = tuple(
            year for year in range(anchor, anchor - 2 * question.spaced, -1) if self.case.bears(mark, year).certain
        )
        because = [reason("given_in", title=question.title, years=given)]
        if found[1] and not found[0]:
            because += self.partly(mark, range(anchor, anchor - 2 * question.spaced, -1))
        if not found[0]:
            because += self.on_what_basis(mark, range(anchor, anchor - 2 * question.spaced, -1))
        needs = (reason("need_twice", title=question.title, years=question.spaced),)
        return Answer(found[0], found[1], tuple(because), needs)

    def partly(self, mark: Mark, years: Iterable[int]) -> list[Reason]:
        """That the titles of one of some years may lack some: the first of these years."""
        return [reason("titles_partly", year=year) for year in years if self.case.is_open(mark, year)][:1]

    def on_what_bases(self, marks: Iterable[Mark], years: Iterable[int]) -> list[Reason]:
        """The same of several marks."""
        seen = tuple(years)
        return [each for mark in marks for each in self.on_what_basis(mark, seen)]

    def on_what_basis(self, mark: Mark, years: Iterable[int]) -> list[Reason]:
        """That a title on record in some years is no basis, or that this is not known."""
        if not isinstance(mark, TitleMark):
            return []
        held = self.case.facts.titles or {}
        found = [
            (year, self.case.title_on_record(mark.title, year)) for year in years if mark.title in held.get(year, ())
        ]
        open_ = tuple(sorted(year for year, each in found if each.possible and not each.certain))
        none = tuple(sorted(year for year, each in found if not each.possible))
        told = {"title_basis_open": open_, "title_no_basis": none}
        return [reason(kind, years=each, title=mark.title) for kind, each in told.items() if each]

    def count(self, question: CountOfYears) -> Answer:
        years = self.case.run(question.run)
        window = years.possible
        if question.is_window_unstated:
            window = tuple(year for year in self.case.history if self.case.counts(year).possible)
        certain = tuple(year for year in years.certain if self.case.bears(question.mark, year).certain)
        possible = tuple(year for year in window if self.case.bears(question.mark, year).possible)
        kind = "counted" if certain else "counted_none" if years.certain else "counted_nowhere"
        marks = (_code_of(question.mark),)
        because = [reason(kind, number=len(certain), years=certain, window=years.certain, marks=marks)]
        if len(certain) < question.times:
            looked_at = self.case.history if question.is_window_unstated else years.possible
            because += self.on_what_basis(question.mark, looked_at)
        if len(certain) < question.times <= len(possible):
            of_basis = {year for year in years.certain if self.on_what_basis(question.mark, (year,))}
            maybe = tuple(year for year in possible if year not in certain and year not in of_basis)[:SHOWN]
            because += [reason("counted_perhaps", years=maybe)] if maybe else []
            because += self.partly(question.mark, maybe)
        if len(certain) < question.times and question.is_window_unstated:
            bears = (year for year in self.case.history if self.case.bears(question.mark, year).certain)
            because += self.before_restart(bears)
        needs = (reason("need_times", missing=question.times - len(certain)),)
        return Answer(len(certain) >= question.times, len(possible) >= question.times, tuple(because), needs)

    def honour_held(self, codes: tuple[str, ...]) -> Answer:
        needs = (reason("need_honour", honours=codes),)
        if self.case.facts.honours is None:
            return Answer(certain=False, possible=True, because=(reason("no_honours_known"),), needs=needs)
        certain, possible = self.case.honours(codes)
        if certain:
            first = min(certain, key=lambda each: each.decided_on or date.max)
            because = (reason("honour", award=first.code, day=first.decided_on, number=first.number),)
            return Answer(certain=True, possible=True, because=because)
        if possible:
            return Answer(
                certain=False, possible=True, because=(reason("honour_basis_open", honours=codes),), needs=needs
            )
        left_out = any(each.code in codes for each in self.case.facts.honours)
        because = (reason("honour_no_basis" if left_out else "no_honour", honours=codes),)
        if self.case.facts.is_whole("honours"):
            return Answer(certain=False, possible=False, because=because, needs=needs)
        return Answer(certain=False, possible=True, because=(*because, reason("honours_partly")), needs=needs)

    def honour_in_run(self, question: HonourInRun) -> Answer:
        needs = (reason("need_honour", honours=(question.honour,)),)
        if self.case.facts.honours is None:
            return Answer(certain=False, possible=True, because=(reason("no_honours_known"),), needs=needs)
        years = self.case.run(question.run)
        certain, possible = self.case.honours((question.honour,))
        inside = any(each.decided_on is not None and each.decided_on.year in years.certain for each in certain)
        window = years.possible
        if question.is_window_unstated:
            window = tuple(year for year in self.case.history if self.case.counts(year).possible)
        perhaps = any(each.decided_on is None or each.decided_on.year in window for each in possible)
        days = tuple(str(each.decided_on.year) for each in possible if each.decided_on is not None)
        kind = "honours_in" if days else "honours_in_none"
        because = [reason(kind, award=question.honour, years=days, window=years.certain)]
        if not inside and not self.case.facts.is_whole("honours"):
            because.append(reason("honours_partly"))
            perhaps = True
        if not inside and question.is_window_unstated:
            because += self.before_restart(int(year) for year in days)
        return Answer(inside, perhaps, tuple(because), needs)

    def works(self, question: WorksRecognised) -> Answer:
        name = "initiatives" if question.kind is WorkKind.INITIATIVE else "scientific_works"
        records = getattr(self.case.facts, name)
        needs = (reason("need_works", work=question.kind.value, scope=question.scope.value),)
        if records is None:
            return Answer(
                certain=False, possible=True, because=(reason("no_works_known", work=question.kind.value),), needs=needs
            )
        is_wider_enough = self.case.settings[WIDER_SCOPE] == "COUNTS"
        is_of_year = question.run is None and question.years == 1
        is_any_year = is_of_year and self.case.settings[WORKS_WINDOW] == "ANY_YEAR"
        scopes = [
            each for each in Scope if (each.reaches(question.scope) if is_wider_enough else each is question.scope)
        ]
        fitting = [each.year for each in self.case.works(records) if each.scope in scopes]
        capped = [year for year in sorted(set(fitting)) for _ in range(min(fitting.count(year), MOST_WORKS))]
        if question.run is not None:
            run = self.case.run(question.run)
            certain_window, possible_window = set(run.certain), set(run.possible)
        else:
            year = self.case.year
            years = HISTORY if is_any_year else question.years
            certain_window = possible_window = set(range(year - years + 1, year + 1))
        certain = tuple(year for year in capped if year in certain_window and self.case.counts(year).certain)
        possible = tuple(
            year
            for year in capped
            if (question.is_window_unstated or year in possible_window) and self.case.counts(year).possible
        )
        told: dict[str, Datum] = {
            "work": question.kind.value, "scope": question.scope.value, "scopes": tuple(each.value for each in scopes),
        }  # fmt: skip
        left = tuple(year for year in fitting if year not in certain)
        inside = tuple(year for year in left if year in certain_window)  # and discipline stands, or may, in the way
        kind = "works" if certain else "works_not_counted" if inside else "works_none"
        because = [reason(kind, number=len(certain), years=certain or inside, **told)]
        if is_of_year:
            because.append(reason("works_any_year" if is_any_year else "works_of_year", setting=WORKS_WINDOW))
        barred = tuple(
            year
            for year in left
            if (question.is_window_unstated or year in possible_window) and not self.case.counts(year).certain
        )
        outside = tuple(year for year in left if year not in inside)
        if len(possible) < question.times:
            outside = tuple(year for year in outside if year not in barred)
        if outside:
            kind = "works_perhaps" if len(possible) >= question.times else "works_outside"
            because.append(reason(kind, years=outside, **told))
        if len(certain) < question.times:
            because += self.before_restart(barred)
        is_met, is_open = len(certain) >= question.times, not self.case.facts.is_whole(name)
        if is_open and not is_met:
            because.append(reason("works_partly", work=question.kind.value))
        return Answer(is_met, is_open or len(possible) >= question.times, tuple(because), needs)

    def before_restart(self, years: Iterable[int]) -> Iterator[Reason]:
        """That discipline stands between some years and now, where it does or may: achievements count anew after it."""
        discipline = self.case.facts.discipline
        barred = tuple(sorted({year for year in years if not self.case.counts(year).certain}))
        if not barred:
            return
        if discipline is None:
            yield reason("discipline_unknown", year=barred[0])
        elif lost := tuple(year for year in barred if year < self.case.restart_on_record()[0]):
            yield reason("achieved_before_restart", years=lost)
        else:
            yield reason("discipline_partly")

    def attested(self, code: str) -> Answer:
        year = self.case.year
        needs = (reason("need_attested", criterion=code, year=year),)
        said = self.case.attested.get(code, [])
        if not said:
            return Answer(
                certain=False, possible=True, because=(reason("not_attested", criterion=code, year=year),), needs=needs
            )
        because = tuple(
            reason("attested" if each.holds else "denied", by=each.by, day=each.on, criterion=code, year=year)
            for each in said
        )
        holds = all(each.holds for each in said)
        return Answer(holds, holds, because, needs)

    def people(self, question: ShareWithTitle | ShareGraded | PeopleWithTitle | NobodyDisciplined) -> Answer:
        year = self.case.year
        record = (self.case.facts.people or {}).get(year)
        unknown = Answer(certain=False, possible=True, because=(reason("no_people", year=year),))
        if record is None:
            return unknown
        match question:
            case PeopleWithTitle():
                held = record.titles.get(question.title)
                if held is None:
                    return unknown
                holds = held >= question.times
                return Answer(holds, holds, (reason("people_with", number=held, title=question.title, year=year),))
            case NobodyDisciplined():
                if record.disciplined is None:
                    return unknown
                hit = sum(count for each, count in record.disciplined.items() if each.reaches(question.least))
                because = [reason("people_disciplined", number=hit, year=year)]
                is_whole = self.case.facts.tells_all_disciplined(year)
                if not hit and not is_whole:
                    because.append(reason("people_disciplined_partly", year=year))
                return Answer(not hit and is_whole, not hit, tuple(because))
            case ShareWithTitle():
                part, open_ = record.titles.get(question.title), 0
            case ShareGraded():
                part, open_ = record.graded(question.grade), record.ungraded()
        if part is None or record.total is None:
            return unknown
        holds, may = (question.least <= Fraction(each, record.total) for each in (part, part + open_))
        missing = -((part - question.least * record.total) // 1)
        because = [reason("share", part=part, total=record.total, least=question.least, year=year)]
        if may and not holds:
            because.append(reason("people_ungraded", number=open_, year=year))
            return Answer(holds, may, tuple(because), (reason("need_people_graded", number=open_),))
        return Answer(holds, may, tuple(because), (reason("need_people", missing=int(missing)),))

    def rank(self, question: RankInBloc) -> Answer:
        facts, year = self.case.facts, self.case.year
        if facts.ranks is None:
            return Answer(certain=False, possible=True, because=(reason("no_rank", year=year),))
        found = [each.rank for each in facts.ranks if (each.year, each.organiser) == (year, question.organiser)]
        holds, is_open = bool(found) and min(found) <= question.rank, not facts.is_whole("ranks")
        because = [
            reason("rank", rank=min(found), year=year, organiser=question.organiser.value)
            if found
            else reason("not_ranked", year=year)
        ]
        if is_open and not holds:
            because.append(reason("ranks_partly"))
        needs = (reason("need_rank", rank=question.rank),) if found or is_open else ()
        return Answer(holds, holds or is_open, tuple(because), needs)

    def on_hold(self) -> Answer:
        holds = self.case.facts.holds
        if holds is None:
            return Answer(certain=False, possible=True, because=(reason("no_holds_known"),))
        day = self.case.as_of
        active = [each for each in holds if each.lasts_on(day)]
        if not active and not self.case.facts.is_whole("holds"):
            told = (reason("no_hold_on_record", day=day), reason("holds_partly"))
            return Answer(certain=False, possible=True, because=told, needs=(reason("need_holds_told"),))
        if not active:
            return Answer(certain=True, possible=True, because=(reason("no_hold", day=day),))
        because = tuple(reason("held", hold=each.reason.value, day=each.since) for each in active)
        return Answer(certain=False, possible=False, because=because, needs=(reason("need_conclusion"),))

    def dissolved(self) -> Answer:
        day = self.case.facts.dissolved_on
        if day is None:
            return Answer(certain=True, possible=True, because=(reason("no_dissolution"),))
        exists = not self.case.is_dissolved()
        kind = "dissolves_later" if exists else "dissolved"
        return Answer(exists, exists, (reason(kind, day=day, end=self.case.as_of),))

    def discipline_served(self) -> Answer:
        discipline, year = self.case.facts.discipline, self.case.year
        if discipline is None:
            return Answer(certain=False, possible=True, because=(reason("no_discipline_known"),))
        certain, possible = self.case.restart()
        on_record = self.case.restart_on_record()[0]
        active = [each for each in discipline if each.since <= self.case.as_of]
        is_open = year >= possible and not self.case.facts.is_whole("discipline")
        because = _measures(active, is_open=is_open)
        needs = [reason("need_first_year", year=on_record)] if year < on_record < NEVER else []
        if possible <= year < on_record:
            because = (*because, reason("restart_within", year=year))
        if is_open:
            needs.append(reason("need_discipline_told"))
        return Answer(year >= certain, year >= possible, because, tuple(needs))

    def employed_for(self, months: int) -> Answer:
        since, end = self.case.facts.employed_since, date(self.case.year, 12, 31)
        if since is None:
            return Answer(certain=False, possible=True, because=(reason("no_employment"),))
        served = months_between(since, end)
        because = (reason("employed", day=since, months=served, end=end), *self.leave_counts(since.year, end.year))
        return Answer(served >= months, served >= months, because, (reason("need_months", missing=months - served),))

    def existed_for(self, years: int) -> Answer:
        since, end = self.case.facts.established_on, date(self.case.year, 12, 31)
        if since is None:
            return Answer(certain=False, possible=True, because=(reason("no_founding"),))
        holds = months_between(since, end) >= years * 12
        return Answer(holds, holds, (reason("founded", day=since),))

    def time_in_post(self, question: TimeInPost) -> Answer:
        months = self.case.months_in_post(question.post)
        if months is None:
            return Answer(certain=False, possible=True, because=(reason("no_posts"),))
        because = [reason("in_post", months=months, post=question.post.value, day=self.case.as_of)]
        if months >= question.below:
            because.append(reason("next_class", months=question.below))
        needs = (reason("need_months", missing=question.least - months),) if months < question.least else ()
        if not self.case.facts.is_whole("posts"):  # more months may be enough, or be those of the next class
            return Answer(certain=False, possible=True, because=(*because, reason("posts_partly")), needs=needs)
        for post, enough in question.too_short_in:
            if (above := self.case.months_in_post(post) or 0) >= enough:
                because = [reason("higher_post", months=above, post=post.value, least=enough, day=self.case.as_of)]
                return Answer(certain=False, possible=False, because=tuple(because))
        return Answer(question.least <= months < question.below, months >= question.least, tuple(because), needs)

    def disciplined_in_post(self) -> Answer:
        facts = self.case.facts
        if within := facts.disciplined_in_post():
            return Answer(certain=False, possible=False, because=_measures(within, is_open=False))
        if facts.is_clear_in_post():
            return Answer(certain=True, possible=True, because=(reason("no_discipline"),))
        missing = []
        if not facts.is_whole("discipline"):
            missing.append(reason("no_discipline_known" if facts.discipline is None else "discipline_partly"))
        if not facts.is_whole("posts"):
            missing.append(reason("no_posts" if facts.posts is None else "posts_partly"))
        return Answer(certain=False, possible=True, because=tuple(missing))


def _code_of(mark: Mark) -> str:
    """The title that a mark asks for, or the grade."""
    return mark.title if isinstance(mark, TitleMark) else mark.least.value


def _measures(measures: Sequence[DisciplineRecord], *, is_open: bool) -> tuple[Reason, ...]:
    """Measures as reasons; `is_open`: what may be missing could still change the answer."""
    found = [reason("disciplined", measure=each.measure.value, day=each.since, until=each.until) for each in measures]
    if is_open:
        return (*found, reason("discipline_partly"))
    return tuple(found) or (reason("no_discipline"),)


SHOWN = 6


def award_for(code: str, subject: Subject, awards: Awards | None = None) -> Award:
    """The award of a code for a subject. Raises `LawError`: unknown_code, other_subject."""
    book = awards or shipped_awards()
    if (code, subject) in book:
        return book[code, subject]
    if any(each == code for each, _subject in book):
        raise LawError("other_subject", {"code": code, "subject": subject.value})
    raise LawError("unknown_code", {"code": code, "key": "CODE"})
