"""The cards of a bloc: what each unit answered, what does not apply to it, what people signed for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from thidua.core.scoring.answers import Answer, AnswerError, InputField, InputKind, read_answer
from thidua.core.scoring.dates import lies_outside, read_day
from thidua.core.scoring.derivation import FaultKind, Finding
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.errors import CardsError
from thidua.core.scoring.plain import read_plain
from thidua.core.scoring.scheme import ScoringScheme

_POINTS = InputField("", kind=InputKind.POINTS, is_signed=True)


@dataclass(frozen=True, slots=True)
class Given:
    """Points as people wrote them on one paper: by item code, and in total.

    `answers` holds what this paper claims where it differs from the card.
    """

    by: str
    items: Mapping[str, Fraction] = field(default_factory=dict)
    total: Fraction | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    same_as: str = ""
    """Name of the paper whose total this one repeats; two totals of one thing must agree."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """One unit in one year."""

    unit: str
    answers: Mapping[str, Answer]
    group: str = ""
    not_applicable: Mapping[str, str] = field(default_factory=dict)
    given: tuple[Given, ...] = ()
    grade_above: str = ""
    women_share: Fraction | None = None
    votes: int | None = None
    stopped: str = ""
    """Why the unit is neither graded nor ranked, whatever its answers: an inspection, a discipline under way."""


def read_cards(text: str, scheme: ScoringScheme) -> tuple[list[Scorecard], list[Finding]]:
    """The cards of a YAML or JSON file, and what is wrong with single values (those are unknown then).

    Raises `CardsError` when the file itself cannot be read.
    """
    data, lines, problems = read_plain(text)
    if problems:
        raise CardsError(tuple(problems))
    entry = Entry.of(data, (), problems)
    entry.text("format")
    stated = entry.text("scheme")
    if stated and stated != scheme.id:
        entry.problem("other_scheme", "scheme", stated=stated, scheme=scheme.id)
    roster = [str(each) for each in entry.items("units")]
    reader = _Reader(scheme, roster)
    cards = [reader.card(each) for each in entry.entries("cards")]
    entry.finish()
    if problems:
        raise CardsError(tuple(replace(each, line=lines.of(each.path)) for each in problems))
    reader.check_roster([each.unit for each in cards])
    return reader.without_repeats(cards), reader.findings


@dataclass(slots=True)
class _Reader:
    scheme: ScoringScheme
    roster: list[str]
    findings: list[Finding] = field(default_factory=list)

    def card(self, entry: Entry) -> Scorecard:
        unit = entry.text("unit", required=True)
        answers = self.answers(entry, unit, "answers")
        if entry.word("otherwise", {"unknown": False, "none": True}, "unknown"):
            for name, asked in self.scheme.inputs.items():
                if asked.is_case and name not in answers:
                    answers[name] = asked.none()
        self.check_days(entry, unit)
        not_applicable = entry.entry("not_applicable") if entry.has("not_applicable") else None
        entry.known.add("not_applicable")
        reasons = {code: not_applicable.text(code) for code in not_applicable.data} if not_applicable else {}
        known = {each.code for each in self.scheme.root.walk() if each.code}
        for code, reason in reasons.items():
            if not reason and not_applicable:
                not_applicable.problem("missing_reason", code, item=code)
        for code in [code for code in reasons if code not in known]:
            self.findings.append(Finding(FaultKind.UNKNOWN_ITEM, unit, code))
            del reasons[code]
        votes = entry.whole("votes")
        group = entry.text("group")
        if group and self.scheme.groups and group not in self.scheme.groups:
            entry.problem("unknown_group", "group", group=group)
        return Scorecard(
            unit=unit,
            answers=answers,
            group=group,
            not_applicable=reasons,
            given=tuple(self.given(each, unit, known) for each in entry.entries("given")),
            grade_above=entry.text("grade_above"),
            women_share=entry.number("women_share"),
            votes=votes,
        )

    def answers(self, entry: Entry, unit: str, key: str) -> dict[str, Answer]:
        """The answers under a key; one that cannot be used is a finding, and unknown."""
        read: dict[str, Answer] = {}
        if not entry.has(key):
            entry.known.add(key)
            return read
        under = entry.entry(key)
        for name, value in under.data.items():
            asked = self.scheme.inputs.get(name)
            if asked is None:
                self.findings.append(Finding(FaultKind.UNKNOWN_INPUT, unit, "", name))
                continue
            try:
                answer = read_answer(asked, value)
            except AnswerError as error:
                self.findings.append(_bad_answer(unit, "", name, error))
                continue
            if answer is not None:
                read[name] = answer
        return read

    def given(self, entry: Entry, unit: str, known: set[str]) -> Given:
        by = entry.text("by", required=True)
        items: dict[str, Fraction] = {}
        if entry.has("items"):
            under = entry.entry("items")
            for code, value in under.data.items():
                if code not in known:
                    self.findings.append(Finding(FaultKind.UNKNOWN_ITEM, unit, code, given=str(value), detail=by))
                    continue
                points = self.points(value, unit, code)
                if points is not None:
                    items[code] = points
        entry.known.add("items")
        total = self.points(entry.raw("total"), unit, "")
        claimed = self.answers(entry, unit, "answers")
        return Given(by, items, total, claimed, entry.text("same_as"))

    def points(self, value: Any, unit: str, code: str) -> Fraction | None:
        try:
            answer = read_answer(_POINTS, value)
        except AnswerError as error:
            self.findings.append(_bad_answer(unit, code, "", error))
            return None
        return None if answer is None else Fraction(answer)  # type: ignore[arg-type]

    def check_days(self, entry: Entry, unit: str) -> None:
        """Days of papers: each must exist, and lie in the year of the table."""
        since, until = read_day(self.scheme.since), read_day(self.scheme.until)
        for each in entry.entries("papers"):
            item, name, written = each.text("item"), each.text("name"), each.text("dated")
            day = read_day(written) if written else None
            outside = lies_outside(day, day, since, until)
            if written and (day is None or outside):
                allowed = f"{self.scheme.since} – {self.scheme.until}" if outside else None
                self.findings.append(Finding(FaultKind.IMPOSSIBLE_DATE, unit, item, name, written, allowed))

    def check_roster(self, units: Iterable[str]) -> None:
        """Units the file does not list, and listed units without a card."""
        present = list(units)
        if not self.roster:
            return
        for unit in present:
            if unit not in self.roster:
                self.findings.append(Finding(FaultKind.UNKNOWN_UNIT, unit, ""))
        for unit in self.roster:
            if unit not in present:
                self.findings.append(Finding(FaultKind.NO_CARD, unit, ""))

    def without_repeats(self, cards: list[Scorecard]) -> list[Scorecard]:
        """One card a unit: a second is a finding and does not count; neither does a card of an unknown unit."""
        kept: dict[str, Scorecard] = {}
        for card in cards:
            if card.unit in kept:
                self.findings.append(Finding(FaultKind.TWO_CARDS, card.unit, ""))
            elif not self.roster or card.unit in self.roster:
                kept[card.unit] = card
        for unit in self.roster:
            kept.setdefault(unit, Scorecard(unit, {}))
        return list(kept.values())


def _bad_answer(unit: str, item: str, name: str, error: AnswerError) -> Finding:
    return Finding(FaultKind.BAD_ANSWER, unit, item, name, error.value, None, error.known, error.code)
