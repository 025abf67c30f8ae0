"""Steps and findings put in words, on request, in any language that has a file in `words/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from thidua.core.scoring.answers import AnswerError
from thidua.core.scoring.derivation import Datum, Finding, Step
from thidua.core.scoring.measures import NAME
from thidua.core.scoring.scheme import ROOT, ScoringScheme, TieBreak
from thidua.core.scoring.spoken import say_number, say_range, say_share
from thidua.core.scoring.words import words_of

SHARES: Final = {
    "ratio": "measure", "value": "range", "row_value": "row", "column_value": "column", "border": "range",
    "given": "range", "allowed": "range",
}  # fmt: skip
"""Data that may be a share of something → where the step says so: a range in percent, a measure that is a ratio."""

RANGES: Final = frozenset({"range", "row", "column"})
"""Data of a step that hold a range as a table writes it."""


def say_step(step: Step, scheme: ScoringScheme, language: str = "vi", units: Mapping[str, str] | None = None) -> str:
    """One step as a sentence. `units` has the name of each unit that may be named; absent: all, as the cards call them.

    A step that names a unit which may not be named is told without.
    """
    words = words_of(language)
    data = {key: _say(key, value, step.data, language) for key, value in step.data.items() if key != "units"}
    sentences = words["steps"]
    if "units" in step.data:
        named = _names(step.data["units"], units)
        if named:
            data["units"] = named
        else:
            sentences = words["unnamed"]
    if "input" in data:
        field = scheme.inputs.get(str(step.data["input"]))
        data["input"] = field.label if field is not None and field.label else str(step.data["input"])
    if "measure" in data:
        data["measure"] = _in_labels(str(data["measure"]), scheme)
    sentence: str = sentences[step.kind]
    return sentence.format(**data)


def _names(value: Datum, units: Mapping[str, str] | None) -> str:
    """The units of a step in one line; empty when one of them may not be named."""
    assert isinstance(value, tuple)
    found = [str(each) if units is None else units.get(str(each), "") for each in value]
    return ", ".join(found) if all(found) else ""


def _in_labels(measure: str, scheme: ScoringScheme) -> str:
    """A measure with the words of its inputs for their names."""

    def label(name: re.Match[str]) -> str:
        field = scheme.inputs.get(name.group())
        return field.label if field is not None and field.label else name.group()

    return NAME.sub(label, measure)


def say_finding(finding: Finding, language: str = "vi") -> str:
    """One finding as a sentence that names the place."""
    words = words_of(language)
    place = words["places"]["total" if finding.item == ROOT else "item"].format(item=finding.item)
    sentence: str = words["findings"][finding.kind.value]
    return sentence.format(
        place=place,
        unit=finding.unit,
        item=finding.item,
        rule=finding.rule or finding.item,
        given=_say("given", finding.given, {"percent": int(finding.is_share)}, language),
        allowed=_say("allowed", finding.allowed, {"percent": int(finding.is_share)}, language),
        detail=_say_reason(finding, language),
    )


def _say_reason(finding: Finding, language: str) -> str:
    """What is wrong with an answer; the name of the paper for anything else."""
    if not finding.reason:
        return finding.detail
    return AnswerError(finding.reason, str(finding.given), finding.detail).say(language)


def say_tie(step: TieBreak, scheme: ScoringScheme, language: str = "vi") -> str:
    """A step of the chain, as the table calls it, or by the words of what it compares."""
    if step.name:
        return step.name
    words: str = words_of(language)["ties"][step.kind.value]
    return words.format(item=step.item, measure=_in_labels(step.measure.text, scheme) if step.measure else "")


def _say(key: str, value: Datum, data: Mapping[str, Datum], language: str) -> str:
    if isinstance(value, tuple):
        over, under = value
        return say_share(Fraction(int(over), int(under)), language, 2)
    if value is None:
        return "—"
    if isinstance(value, str):
        return say_range(value, language, is_share=_is_share(data, key)) if key in RANGES else value
    if key in SHARES and _is_share(data, SHARES[key]):
        return say_share(value, language)
    return say_number(value, language)


def _is_share(data: Mapping[str, Datum], where: str) -> bool:
    """Whether a step tells shares: where it says so, else where its range is in per cent or its measure a ratio."""
    if "percent" in data:
        return bool(data["percent"])
    return "%" in str(data.get(where, "")) or "/" in str(data.get("measure", ""))
