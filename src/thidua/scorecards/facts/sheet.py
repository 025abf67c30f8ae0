"""A card as a page shows it: the tree with each layer's points, what is missing or changed, how much evidence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from thidua.common.references import Reference
from thidua.core.scoring.derivation import Finding
from thidua.core.scoring.scheme import ScoreItem, ScoringScheme
from thidua.documents.queries.evidence import evidence_of
from thidua.scorecards.enums import STAGES_OF, ChangeKind, Layer, Stage
from thidua.scorecards.facts.days import days_outside
from thidua.scorecards.facts.places import counted_total, places_of
from thidua.scorecards.models import LayerResult, Scorecard, ScoreLine
from thidua.scorecards.queries.cards import changed_names, lines_of, results_on, written
from thidua.scorecards.queries.questions import missing_names, names_of
from thidua.scorecards.queries.tables import table_of

LINE = "score_line"
"""The kind of parent under which evidence hangs."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item in the order of the table. `depth` counts from 1."""

    item: ScoreItem
    depth: int
    places: int | None = None
    """The decimals to which the table rounds its points; None where it leaves them exact."""

    @property
    def is_branch(self) -> bool:
        """Whether it has parts."""
        return bool(self.item.parts)


def item_rows(table: ScoringScheme) -> list[ItemRow]:
    """Every item but the whole, each before its parts."""

    def walk(item: ScoreItem, depth: int) -> Iterator[ItemRow]:
        for part in item.parts:
            yield ItemRow(part, depth, places_of(table, part))
            yield from walk(part, depth + 1)

    return list(walk(table.root, 1))


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One item of one card. Points are None while unknown; `apart` is why the item does not apply."""

    row: ItemRow
    line: ScoreLine | None
    points: Mapping[Layer, Fraction | None]
    is_missing: bool
    was_changed: bool
    apart: str
    evidence: int

    @property
    def self_points(self) -> Fraction | None:
        """As the unit scored itself."""
        return self.points[Layer.SELF]

    @property
    def verified_points(self) -> Fraction | None:
        """As verified."""
        return self.points[Layer.VERIFIED]

    @property
    def final_points(self) -> Fraction | None:
        """As settled."""
        return self.points[Layer.FINAL]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole card."""

    table: ScoringScheme
    rows: tuple[SheetRow, ...]
    results: Mapping[Layer, LayerResult | None]
    root_line: ScoreLine | None
    missing: int
    evidence: int
    days: tuple[Finding, ...]
    """Evidence whose day lies outside the year that is scored."""

    def total_in(self, layer: Layer) -> Fraction | None:
        """The total as it counts in a layer; None while unknown."""
        return counted_total(self.table, self.results[layer])

    def standard_in(self, layer: Layer) -> Fraction:
        """The standard points that apply to the unit in a layer."""
        return standard_in(self.table, self.results[layer])


def standard_in(table: ScoringScheme, result: LayerResult | None) -> Fraction:
    """The standard points that apply to a unit, as scored; those of the table while nothing was."""
    return Fraction(result.standard_exact) if result is not None and result.standard_exact else table.root.standard


def points_in(result: LayerResult | None, code: str) -> Fraction | None:
    """The exact points of an item in a stored result; None when unknown or when it does not apply."""
    text = result.items.get(code) if result is not None else None
    return Fraction(text) if text is not None else None


def sheet_of(card: Scorecard) -> Sheet:
    """The card in every layer: a constant number of queries."""
    table = table_of(card.scheme)
    results = results_on(card.pk)
    stands = written([card.pk], STAGES_OF[Layer.FINAL])
    answered = {name for name, value in stands[ChangeKind.ANSWER].get(card.pk, {}).items() if value is not None}
    apart = {item: why for item, why in stands[ChangeKind.NOT_APPLICABLE].get(card.pk, {}).items() if why}
    missing = missing_names(table, answered, apart)
    later = changed_names([card.pk], STAGES_OF[Layer.FINAL] - {Stage.SELF}).get(card.pk, set())
    lines = lines_of(card.pk)
    proofs = evidence_of([Reference(LINE, line.pk) for line in lines.values()])
    counts = {line.item: len(proofs[Reference(LINE, line.pk)]) for line in lines.values()}
    rows = tuple(
        SheetRow(
            row=row,
            line=lines.get(row.item.code),
            points={layer: points_in(result, row.item.code) for layer, result in results.items()},
            is_missing=any(name in missing for name in names_of(table, row.item)) and row.item.code not in apart,
            was_changed=bool(later & {*names_of(table, row.item), row.item.code}),
            apart=apart.get(row.item.code, ""),
            evidence=sum(counts.get(each.code, 0) for each in row.item.walk()),
        )
        for row in item_rows(table)
    )
    days = (
        finding
        for line in lines.values()
        for finding in days_outside(card, table, line.item, proofs[Reference(LINE, line.pk)])
    )
    return Sheet(table, rows, results, lines.get(""), len(missing), sum(counts.values()), tuple(days))
