"""A table from its file or its plain data; every fault is found in one reading, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final

from thidua.core.scoring import formulas, rules
from thidua.core.scoring.answers import InputField, InputKind
from thidua.core.scoring.bands import report_overlaps
from thidua.core.scoring.codes import addresses
from thidua.core.scoring.dates import is_possible_day
from thidua.core.scoring.entries import Entry
from thidua.core.scoring.errors import Path, Problem, SchemeError
from thidua.core.scoring.formulas import Formula
from thidua.core.scoring.formulas.direct import Direct
from thidua.core.scoring.formulas.standard import Standard
from thidua.core.scoring.measures import NAME, Measure
from thidua.core.scoring.numbers import exact_sum, write_number
from thidua.core.scoring.plain import read_plain
from thidua.core.scoring.ranges import Range
from thidua.core.scoring.reading_ranking import read_awards, read_ranking
from thidua.core.scoring.rules import Rule
from thidua.core.scoring.scheme import (
    FORMAT,
    GRADE_ABOVE,
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_WORDS,
    ROOT,
    WOMEN,
    Disqualification,
    Gate,
    Grade,
    LegalBasis,
    NotApplicable,
    Rounding,
    ScoreItem,
    ScoringScheme,
    TieBreakKind,
)

TOP_KEYS = ("penalty_cap", "bonus_cap", "at_least", "at_most")


def read_scheme(text: str) -> ScoringScheme:
    """The table of a YAML file. Raises `SchemeError` with every fault and its line."""
    data, lines, problems = read_plain(text)
    if data is not None:
        scheme, found = build_scheme(data)
        problems += [replace(each, line=lines.of(each.path)) for each in found]
        if not problems and scheme is not None:
            return scheme
    raise SchemeError(tuple(sorted(problems, key=lambda each: each.line or 0)))


SUMS: Final = frozenset({"sum_mismatch", "total_mismatch"})
"""Faults of a table that is not finished but can be tried out: what it states is not what its items add up to."""


def build_scheme(data: Any, tolerated: frozenset[str] = frozenset()) -> tuple[ScoringScheme | None, list[Problem]]:
    """The table of plain data, and what is wrong with it by path; no table when something not `tolerated` is."""
    problems: list[Problem] = []
    entry = Entry.of(data, (), problems)
    version = entry.text("format", required=True)
    if version and version != str(FORMAT):
        entry.problem("unknown_format", "format", known=FORMAT, stated=version)
    reader = _Reader(entry)
    scheme = reader.read()
    entry.finish()
    if all(each.code in tolerated for each in problems):
        reader.check(scheme)
    return (scheme if all(each.code in tolerated for each in problems) else None), problems


@dataclass(slots=True)
class _Reader:
    """Reads one table: what every part of it must know is kept here."""

    entry: Entry
    from_standard: bool = False
    inputs: dict[str, InputField] | None = None
    codes: Mapping[Path, str] = field(default_factory=dict)
    """Where an item stands in the file → what it is called."""

    def read(self) -> ScoringScheme:
        entry = self.entry
        self.from_standard = entry.word("starts_from", {"standard": True, "zero": False}, "zero")
        self.inputs = dict(self._inputs())
        self.codes = addresses(entry.data)
        root = self._root()
        self._collect(root)
        rounding = entry.entry("rounding") if entry.has("rounding") else Entry({}, (), entry.problems)
        read = ScoringScheme(
            id=entry.text("id", required=True),
            title=entry.text("title", required=True),
            root=root,
            inputs=self.inputs,
            issuer=entry.text("issuer"),
            since=self._day("since"),
            until=self._day("until"),
            legal_basis=tuple(self._legal_basis()),
            rounding=Rounding(rounding.whole("items"), rounding.whole("branches"), rounding.whole("total")),
            not_applicable=entry.word(
                "not_applicable", {each.value: each for each in NotApplicable}, NotApplicable.SET_ASIDE.value
            ),
            grades=self._grades(),
            grades_by_share=entry.word("grades_by", {"total": False, "share": True}, "total"),
            disqualifications=tuple(self._disqualifications()),
            groups=tuple(str(each) for each in entry.items("groups")),
            ranking=read_ranking(entry),
            awards=read_awards(entry),
            caveats=tuple(str(each) for each in entry.items("caveats")),
            sources=tuple(str(each) for each in entry.items("sources")),
        )
        rounding.finish()
        self._ask_for(read)
        return read

    def _ask_for(self, scheme: ScoringScheme) -> None:
        """Add what ranking and awards need to know of a unit, unless the table asks it itself."""
        assert self.inputs is not None
        chains = (scheme.ranking.chain, *scheme.ranking.chain_of_group.values())
        if any(step.kind is TieBreakKind.WOMEN for chain in chains for step in chain):
            self.inputs.setdefault(WOMEN, InputField(WOMEN, "Tỷ lệ nữ của tập thể", InputKind.SHARE))
        grades = dict.fromkeys(grade for rule in scheme.awards for grade in rule.quota_of_grade)
        if grades:
            choices = tuple((grade, grade) for grade in grades)
            label = "Xếp loại của cơ quan cấp trên, theo đó có chỉ tiêu khen"
            self.inputs.setdefault(GRADE_ABOVE, InputField(GRADE_ABOVE, label, InputKind.CHOICE, choices))

    def _day(self, key: str) -> str:
        day = self.entry.text(key)
        if day and not is_possible_day(day):
            self.entry.problem("impossible_date", key, day=day)
        return day

    def _root(self) -> ScoreItem:
        entry = self.entry
        root = self._criterion(Entry({key: entry.raw(key) for key in (*TOP_KEYS, "rules")}, (), entry.problems), ROOT)
        parts = tuple(self._criterion(each, None) for each in entry.entries("criteria"))
        if not parts:
            entry.problem("no_criteria", "criteria")
        standard = exact_sum(each.standard for each in parts)
        stated = entry.number("standard")
        if stated is not None and stated != standard and not entry.problems:
            entry.problem("total_mismatch", "standard", stated=write_number(stated), total=write_number(standard))
        return replace(root, parts=parts, maximum=standard, name=entry.text("title"))

    def _criterion(self, entry: Entry, code: str | None) -> ScoreItem:
        is_root = code == ROOT
        own_code = ROOT
        if not is_root:
            entry.text("code", required=True)
            own_code = self.codes.get(entry.path, "")
        maximum = entry.number("max")
        if maximum is not None and maximum < 0:
            entry.problem("negative", "max")
        parts = tuple(self._criterion(each, None) for each in entry.entries("children"))
        formula = None if parts or is_root else self._formula(entry, own_code, maximum)
        if parts and entry.raw("points") is not None:
            entry.problem("branch_with_formula", "points")
        criterion = ScoreItem(
            code=own_code,
            name=entry.text("name"),
            maximum=maximum,
            assessor=entry.text("assessor"),
            parts=parts,
            formula=formula,
            rules=tuple(self._rules(entry, own_code)),
            bonus_cap=entry.number("bonus_cap"),
            penalty_cap=entry.number("penalty_cap"),
            exclusive=tuple(tuple(str(code) for code in group) for group in entry.items("exclusive")),
            bonus_needs_full_standard=entry.flag("bonus_needs_full_standard"),
            gate=self._gate(entry, own_code),
            at_least=entry.number("at_least"),
            at_most=entry.number("at_most"),
            is_bonus=entry.flag("is_bonus"),
            note=entry.text("note"),
        )
        if parts:
            _check_sum(criterion, entry)
        _check_limits(criterion, entry)
        return criterion

    def _formula(self, entry: Entry, code: str, maximum: Fraction | None) -> Formula:
        value = entry.raw("points")
        known = formulas.readers()
        if value is None:
            default: Formula = Standard() if self.from_standard and not entry.flag("is_bonus") else Direct(code)
            if not entry.has("max") and isinstance(default, Standard):
                entry.problem("missing_max")
            return default
        if isinstance(value, str):
            keyword, inner = value, Entry({}, (*entry.path, "points"), entry.problems)
        else:
            inner = entry.entry("points")
            keyword = next((each for each in inner.data if each in known), next(iter(inner.data), ""))
        if keyword not in known:
            inner.problem("unknown_kind", kind=keyword, known=", ".join(sorted(known)))
            return Direct(code)
        if not entry.has("max") and keyword != "direct":
            entry.problem("missing_max")
        inner.known.add(keyword)
        formula = known[keyword](inner.data.get(keyword), code, inner)
        inner.finish()
        most = formula.most(maximum or Fraction(0))
        if maximum is not None and most is not None and most > maximum:
            inner.problem("above_maximum", most=write_number(most), maximum=write_number(maximum))
        return formula

    def _rules(self, entry: Entry, item: str) -> Iterable[Rule]:
        known = rules.readers()
        for number, each in enumerate(entry.entries("rules"), start=1):
            code = each.text("code") or (f"{item}.r{number}" if item else f"r{number}")
            when = each.text("when")
            keyword = next((key for key in each.data if key in known), None)
            cap = each.number("cap")
            only_if = tuple(self._conditions(each))
            exception = each.text("exception")
            each.text("note")
            if cap is not None and cap < 0:
                each.problem("negative_cap", "cap", cap=write_number(cap))
            if keyword is None:
                each.problem("no_adjustment", known=", ".join(sorted(known)))
                each.known |= set(each.data)
                continue
            each.known.add(keyword)
            adjustment = known[keyword](each.data.get(keyword), code, when, each)
            yield Rule(code, when, adjustment, cap, only_if, exception)

    def _conditions(self, entry: Entry) -> Iterable[tuple[Measure, Range]]:
        if not entry.has("only_if"):
            entry.known.add("only_if")
            return
        conditions = entry.entry("only_if")
        for name in list(conditions.data):
            spread = conditions.range(name)
            try:
                measure = Measure.parse(name)
            except ValueError:
                conditions.problem("bad_measure", name, value=name)
                continue
            if spread is not None:
                yield measure, spread

    def _gate(self, entry: Entry, item: str) -> Gate | None:
        if not entry.has("gate"):
            entry.known.add("gate")
            return None
        gate = entry.entry("gate")
        named = gate.text("input")
        zeroes = gate.word("zeroes", {"standard": False, "all": True}, "standard")
        read = Gate(named or f"{item}.gate", gate.text("when", required=True), zeroes, not named)
        gate.finish()
        return read

    def _inputs(self) -> Iterable[tuple[str, InputField]]:
        entry = self.entry
        if not entry.has("inputs"):
            entry.known.add("inputs")
            return
        inputs = entry.entry("inputs")
        for name, value in inputs.data.items():
            inputs.known.add(name)
            if not NAME.fullmatch(name):
                inputs.problem("bad_name", name, name=name)
            if len(name) > LONGEST_NAME:
                inputs.problem("long_words", name, words=name, most=LONGEST_NAME)
            if isinstance(value, dict):
                one = inputs.entry(name)
                kinds = {each.value: each for each in InputKind if each is not InputKind.CHOICE}
                yield name, InputField(name, one.text("label"), one.word("kind", kinds, "number"))
                one.finish()
            else:
                yield name, InputField(name, str(value or ""))

    def _collect(self, root: ScoreItem) -> None:
        """Add what formulas, rules, gates and disqualifications ask for of their own."""
        rules_seen: set[str] = set()
        paths = paths_of(root)
        for item in root.walk():
            path = paths[id(item)]
            asked: list[InputField] = list(item.formula.fields()) if item.formula is not None else []
            for at, rule in enumerate(item.rules):
                if rule.code in rules_seen:
                    self.entry.problem("two_rules_of_one_code", *path, "rules", at, code=rule.code)
                    continue
                rules_seen.add(rule.code)
                asked += rule.adjustment.fields()
            if item.gate is not None and item.gate.is_own:
                asked.append(InputField(item.gate.name, item.gate.when, InputKind.YES_NO))
            for question in asked:
                label = f"{item.name}: {question.aspect}" if question.aspect else item.name
                self._add(question if question.label else replace(question, label=label), path)

    def _add(self, asked: InputField, path: Path) -> None:
        assert self.inputs is not None
        if asked.name in self.inputs:
            self.entry.problem("two_of_one_name", *path, name=asked.name)
        if len(asked.name) > LONGEST_NAME:
            self.entry.problem("long_words", *path, words=asked.name, most=LONGEST_NAME)
        self.inputs[asked.name] = asked

    def _legal_basis(self) -> Iterable[LegalBasis]:
        for at, value in enumerate(self.entry.items("legal_basis")):
            if isinstance(value, dict):
                entry = Entry(value, ("legal_basis", at), self.entry.problems)
                yield LegalBasis(entry.text("text", required=True), entry.text("until"))
                entry.finish()
            else:
                yield LegalBasis(str(value))

    def _grades(self) -> tuple[Grade, ...]:
        grades: list[Grade] = []
        by_share = self.entry.raw("grades_by") == "share"
        for each in self.entry.entries("grades"):
            name, spread = each.text("grade", required=True), each.range("range", required=True)
            if spread is not None:
                grades.append(Grade(name, spread))
                if by_share and "%" not in spread.text:
                    each.problem("grade_no_share", "range", range=spread.text)
        report_overlaps([each.range for each in grades], self.entry, "grades")
        return tuple(grades)

    def _disqualifications(self) -> Iterable[Disqualification]:
        for each in self.entry.entries("disqualifications"):
            read = Disqualification(
                each.text("code", required=True), each.text("when", required=True), each.text("effect", required=True)
            )
            self._add(InputField(read.code, read.when, InputKind.YES_NO, is_case=True), each.path)
            yield read

    def check(self, scheme: ScoringScheme) -> None:
        """What only the whole table can tell: codes written twice, inputs that nobody declares."""
        seen: set[str] = set()
        paths = paths_of(scheme.root)
        for item in scheme.root.walk():
            path = paths[id(item)]
            if item.code in seen and item.code:
                self.entry.problem("two_of_one_code", *path, code=item.code)
            seen.add(item.code)
            if len(item.code) > LONGEST_ADDRESS:
                self.entry.problem("long_address", *path, code=item.code, most=LONGEST_ADDRESS)
            if len(item.assessor) > LONGEST_WORDS:
                self.entry.problem("long_words", *path, "assessor", words=item.assessor, most=LONGEST_WORDS)
            for name in item.names():
                if name not in scheme.inputs:
                    self.entry.problem("unknown_input", *path, name=name)
            codes = {rule.code for rule in item.rules}
            if unknown := {code for group in item.exclusive for code in group} - codes:
                self.entry.problem("unknown_rule", *path, codes=", ".join(sorted(unknown)))
        for at, group in enumerate(scheme.groups):
            if len(group) > LONGEST_NAME:
                self.entry.problem("long_words", "groups", at, words=group, most=LONGEST_NAME)
        grades, groups = {each.name for each in scheme.grades}, set(scheme.groups)
        for at, rule in enumerate(scheme.awards):
            for grade in (each for each in rule.grades if each not in grades):
                self.entry.problem("unknown_grade", "awards", at, grade=grade)
        for group in (each for each in scheme.ranking.chain_of_group if each not in groups):
            self.entry.problem("unknown_group", "ranking", "ties", group, group=group)
        for step in (*scheme.ranking.chain, *(s for chain in scheme.ranking.chain_of_group.values() for s in chain)):
            missing = [name for name in (step.measure.names if step.measure else ()) if name not in scheme.inputs]
            if step.item and scheme.item(step.item) is None:
                missing.append(step.item)
            for name in missing:
                self.entry.problem("unknown_in_ranking", "ranking", name=name)


def paths_of(root: ScoreItem) -> dict[int, Path]:
    """Where each item stands in the file, by its identity: codes may be missing or written twice."""
    found: dict[int, Path] = {id(root): ()}
    for item in root.walk():
        path, key = found[id(item)], "criteria" if item is root else "children"
        found.update({id(part): (*path, key, at) for at, part in enumerate(item.parts)})
    return found


def _check_limits(criterion: ScoreItem, entry: Entry) -> None:
    """Caps are how much may be added or taken, never below zero; the floor does not lie above the ceiling."""
    for key, cap in (("bonus_cap", criterion.bonus_cap), ("penalty_cap", criterion.penalty_cap)):
        if cap is not None and cap < 0:
            entry.problem("negative_cap", key, cap=write_number(cap))
    least, most = criterion.at_least, criterion.at_most
    if least is not None and most is not None and least > most:
        entry.problem("floor_above_ceiling", "at_least", least=write_number(least), most=write_number(most))


def _check_sum(criterion: ScoreItem, entry: Entry) -> None:
    """A branch is worth what its parts are worth."""
    if criterion.maximum is None:
        return
    parts = criterion.parts if criterion.is_bonus else [each for each in criterion.parts if not each.is_bonus]
    maxima = [each.maximum for each in parts if each.maximum is not None]
    if len(maxima) < len(parts):
        return
    total = exact_sum(maxima)
    if total != criterion.maximum:
        stated = write_number(criterion.maximum)
        entry.problem("sum_mismatch", "max", code=criterion.code, stated=stated, total=write_number(total))
