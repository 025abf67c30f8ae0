"""What a table leaves open: it can be used, but somebody will ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from thidua.core.scoring.bands import gaps_of
from thidua.core.scoring.errors import Path
from thidua.core.scoring.formulas.bands import Bands
from thidua.core.scoring.formulas.matrix import Matrix
from thidua.core.scoring.ranges import gaps
from thidua.core.scoring.reading import paths_of
from thidua.core.scoring.rules.awards import Awards, Takes
from thidua.core.scoring.rules.bands import BandsRule
from thidua.core.scoring.scheme import NotApplicable, ScoreItem, ScoringScheme
from thidua.core.scoring.spoken import say_range
from thidua.core.scoring.words import words_of

RANGES: Final = frozenset({"gap", "range"})
"""Data of a remark that hold a range as a table writes it."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing left open: its code names the sentence in `words/`, its data fill it."""

    code: str
    data: Mapping[str, str] = field(default_factory=dict, hash=False)
    path: Path = ()
    """Where it stands in the plain data of the table, or where what is missing would stand."""
    is_share: bool = False
    """Whether its numbers are shares, also where the table writes them without a percent sign."""

    def say(self, language: str = "vi") -> str:
        """The sentence, which names the place."""
        sentence: str = words_of(language)["remarks"][self.code]
        return sentence.format(
            **{
                key: say_range(value, language, is_share=self.is_share) if key in RANGES else value
                for key, value in self.data.items()
            }
        )


def remarks_on(scheme: ScoringScheme) -> Iterator[Remark]:
    """Each thing left open, in the order of the table."""
    paths = paths_of(scheme.root)
    for item in scheme.root.walk():
        yield from _on_item(item, paths[id(item)])
    if scheme.grades:
        for gap in gaps([each.range for each in scheme.grades]):
            yield Remark("grade_gap", {"gap": gap}, ("grades",))
        if all(each.range.low is not None for each in scheme.grades):
            lowest_grade = min(scheme.grades, key=lambda each: each.range.low or 0)
            yield Remark("below_lowest_grade", {"range": lowest_grade.range.text}, ("grades",))
    if not scheme.ranking.chain and not scheme.ranking.chain_of_group:
        yield Remark("no_ties", {}, ("ranking",))
    if scheme.not_applicable is NotApplicable.SET_ASIDE:
        if not scheme.ranking.by_share:
            yield Remark("set_aside_by_total", {}, ("ranking",))
        if scheme.grades and not scheme.grades_by_share:
            yield Remark("graded_by_total", {}, ("grades",))


def _on_item(item: ScoreItem, path: Path) -> Iterator[Remark]:
    points = (*path, "points")
    if isinstance(item.formula, Bands) and item.formula.otherwise is None:
        for gap in gaps_of(item.formula.bands):
            yield Remark("band_gap", {"item": item.code, "gap": gap}, points, item.formula.is_share)
        if all(band.range.low is not None for band in item.formula.bands):
            lowest = min(item.formula.bands, key=lambda band: band.range.low or 0)
            yield Remark("below_lowest", {"item": item.code, "range": lowest.range.text}, points, item.formula.is_share)
    if isinstance(item.formula, Matrix) and item.formula.otherwise is None:
        for axis in (item.formula.table.rows, item.formula.table.columns):
            for gap in gaps(axis):
                yield Remark("band_gap", {"item": item.code, "gap": gap}, points)
    for at, rule in enumerate(item.rules):
        if isinstance(rule.adjustment, Awards) and rule.adjustment.takes is Takes.UNSTATED:
            yield Remark("awards_unstated", {"rule": rule.code}, (*path, "rules", at))
        if isinstance(rule.adjustment, BandsRule):
            for gap in gaps_of(rule.adjustment.bands):
                yield Remark("rule_gap", {"rule": rule.code, "gap": gap}, (*path, "rules", at))
