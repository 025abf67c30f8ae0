"""A bloc's cards through a table: every cell, every total, grade and rank, and what was found on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import compress

from thidua.core.collecting import collector_held
from thidua.core.scoring.awards import Proposal, propose_awards
from thidua.core.scoring.cards import Given, Scorecard
from thidua.core.scoring.derivation import NOT_APPLICABLE, Cell, Fault, Finding
from thidua.core.scoring.given import find_between, find_in_given
from thidua.core.scoring.items import Made, score_branch, score_leaf
from thidua.core.scoring.numbers import exact_sum
from thidua.core.scoring.ranking import Contender, Standing, rank_units
from thidua.core.scoring.scheme import GRADE_ABOVE, ROOT, WOMEN, NotApplicable, ScoreItem, ScoringScheme

Cells = Mapping[str, Sequence[Cell]]
"""Item code → one cell a unit, in the order of the cards; "" is the whole table."""


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One unit: its total as it counts (rounded where the table says), exact, out of how much; its grade and standing.

    `total` is None while something is unknown. `disqualified` holds the words that take it out of grading.
    """

    unit: str
    group: str
    total: Fraction | None
    exact: Fraction | None
    standard: Fraction
    bonus: Fraction
    penalty: Fraction
    disqualified: str = ""
    grade: str = ""
    standing: Standing | None = None
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """Everything about a bloc's year of scores. `cells` holds the derivations."""

    scheme: ScoringScheme
    cards: Sequence[Scorecard]
    units: tuple[UnitResult, ...]
    cells: Cells
    findings: tuple[Finding, ...]

    def cell(self, unit: str, code: str) -> Cell:
        """One item of one unit. Raises KeyError."""
        return self.cells[code][self.names().index(unit)]

    def names(self) -> list[str]:
        """The units in the order of the cards."""
        return [card.unit for card in self.cards]


@collector_held()
def score(scheme: ScoringScheme, cards: Sequence[Scorecard], findings: Sequence[Finding] = ()) -> Result:
    """Score a bloc. `findings` are those of the reading of its cards; the result adds its own.

    Units of a table that compares them are scored together: a figure that is unknown for one unit leaves unknown for
    the others only what depends on it.
    """
    walk = _Walk(scheme, cards)
    walk.column(scheme.root)
    found = [*findings, *walk.findings]
    items = tuple(scheme.root.walk())
    for at, card in enumerate(cards):
        for paper in card.given:
            found += find_in_given(items, card.unit, paper, _claimed(scheme, cards, at, paper, walk))
        found += find_between(card.unit, card.given)
    units = _results(scheme, cards, walk)
    return Result(scheme, cards, units, walk.cells, tuple(found))


def _claimed(scheme: ScoringScheme, cards: Sequence[Scorecard], at: int, paper: Given, walk: _Walk) -> dict[str, Cell]:
    """A unit's cells as they would be if what a paper claims were so."""
    if paper.answers:
        card = replace(cards[at], answers={**cards[at].answers, **paper.answers})
        walk = _Walk(scheme, [*cards[:at], card, *cards[at + 1 :]])
        walk.column(scheme.root)
    return {code: column[at] for code, column in walk.cells.items()}


class _Walk:
    """The tree, item by item, each for all units."""

    def __init__(self, scheme: ScoringScheme, cards: Sequence[Scorecard]) -> None:
        self.scheme = scheme
        self.cards = cards
        self.cells: dict[str, list[Cell]] = {}
        self.findings: list[Finding] = []
        self.answers = [card.answers for card in cards]
        self.units = [card.unit for card in cards]
        self.has_exceptions = any(card.not_applicable for card in cards)

    def column(self, item: ScoreItem) -> list[Cell]:
        """One item for all units, kept under its code."""
        made = self._leaf(item) if item.formula is not None else self._branch(item)
        cells = [each.cell for each in made]
        for card, each in zip(self.cards, made, strict=True):
            if each.faults:
                self.findings += [_found(fault, card.unit, item.code) for fault in each.faults]
        self.cells[item.code] = cells
        return cells

    def _applies(self, item: ScoreItem) -> list[bool]:
        return [item.code not in card.not_applicable for card in self.cards]

    def _leaf(self, item: ScoreItem) -> list[Made]:
        places = self.scheme.rounding.items
        if not self.has_exceptions:
            return score_leaf(item, self.answers, self.units, places)
        applies = self._applies(item)
        made = iter(
            score_leaf(item, list(compress(self.answers, applies)), list(compress(self.units, applies)), places)
        )
        return [next(made) if does else Made(NOT_APPLICABLE) for does in applies]

    def _branch(self, item: ScoreItem) -> list[Made]:
        columns = [self.column(part) for part in item.parts]
        rounding = self.scheme.rounding
        places = rounding.total if item.code == ROOT else rounding.branches
        made: list[Made] = []
        for at, (card, does) in enumerate(zip(self.cards, self._applies(item), strict=True)):
            if not does:
                made.append(Made(NOT_APPLICABLE))
                continue
            parts = [column[at] for column in columns]
            full = standard_of(item, card, self.scheme) if item.bonus_needs_full_standard else None
            made.append(score_branch(item, parts, card.answers, places, self.scheme.not_applicable, full))
        return made


def _found(fault: Fault, unit: str, item: str) -> Finding:
    return Finding(fault.kind, unit, item, fault.rule, fault.given, fault.allowed, "", fault.reason, fault.is_share)


def standard_of(item: ScoreItem, card: Scorecard, scheme: ScoringScheme) -> Fraction:
    """The standard points that apply to a unit: all of them where weights are spread."""
    if item.code in card.not_applicable:
        return Fraction(0)
    if scheme.not_applicable is NotApplicable.SPREAD or not card.not_applicable or not item.parts:
        return item.standard
    return exact_sum(standard_of(part, card, scheme) for part in item.parts if not part.is_bonus)


def _results(scheme: ScoringScheme, cards: Sequence[Scorecard], walk: _Walk) -> tuple[UnitResult, ...]:
    roots = walk.cells[ROOT]
    bare: list[UnitResult] = []
    for card, cell in zip(cards, roots, strict=True):
        words, is_known = _disqualified(scheme, card)
        total = cell.points if is_known else None
        exact = (
            None
            if total is None
            else next((step.data["exact"] for step in cell.steps if step.kind == "rounded"), total)
        )
        bare.append(
            UnitResult(
                unit=card.unit,
                group=card.group,
                total=total,
                exact=exact if isinstance(exact, Fraction) else total,
                standard=standard_of(scheme.root, card, scheme),
                bonus=cell.bonus,
                penalty=cell.penalty,
                disqualified=words,
            )
        )
    contenders = [
        _contender(scheme, card, each, walk, at) for at, (card, each) in enumerate(zip(cards, bare, strict=True))
    ]
    standings = rank_units(scheme.ranking, contenders)
    graded = [_graded(scheme, each, standing) for each, standing in zip(bare, standings, strict=True)]
    proposals = propose_awards(
        scheme.awards, graded, [card.grade_above or str(card.answers.get(GRADE_ABOVE) or "") for card in cards]
    )
    return tuple(replace(each, proposals=offered) for each, offered in zip(graded, proposals, strict=True))


def _disqualified(scheme: ScoringScheme, card: Scorecard) -> tuple[str, bool]:
    """The words that take a unit out, and whether every such question was answered."""
    if card.stopped:
        return card.stopped, True
    is_known = True
    for rule in scheme.disqualifications:
        answer = card.answers.get(rule.code)
        if answer:
            return rule.effect, True
        is_known = is_known and answer is not None
    return "", is_known


def _graded(scheme: ScoringScheme, result: UnitResult, standing: Standing) -> UnitResult:
    grade = result.disqualified
    if not grade and result.total is not None:
        value = graded_value(scheme, result)
        grade = next((each.name for each in scheme.grades if value is not None and each.range.holds(value)), "")
    return replace(result, grade=grade, standing=standing)


def graded_value(scheme: ScoringScheme, result: UnitResult) -> Fraction | None:
    """What a unit is graded by: its total, or the share of its own standard points; None when there is none."""
    if result.total is None or not scheme.grades_by_share:
        return result.total
    return result.total / result.standard if result.standard else None


def _contender(scheme: ScoringScheme, card: Scorecard, result: UnitResult, walk: _Walk, at: int) -> Contender:
    value = result.total
    if value is not None and scheme.ranking.by_share:
        value = value / result.standard if result.standard else None
    items = {code: column[at].points for code, column in walk.cells.items()} if scheme.ranking.uses_items() else {}
    return Contender(card.unit, card.group, None if result.disqualified else value, card.answers, items,
                     _women_share(card), card.votes, bool(result.disqualified))  # fmt: skip


def _women_share(card: Scorecard) -> Fraction | None:
    answer = card.answers.get(WOMEN)
    stated = Fraction(answer) if isinstance(answer, int | Fraction) else None
    return card.women_share if card.women_share is not None else stated
