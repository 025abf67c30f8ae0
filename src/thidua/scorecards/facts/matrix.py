"""Items × units: what each has, who leads, what verification changed; read from stored results, scoring nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.core.scoring.scheme import ScoreItem, ScoringScheme
from thidua.organisations.queries import leadership_of
from thidua.scorecards.enums import STAGES_OF, ChangeKind, Layer, SchemeState
from thidua.scorecards.facts.peers import PEERS, aside_of, given_by_peers, peer_points
from thidua.scorecards.facts.places import counted_total
from thidua.scorecards.facts.sheet import ItemRow, item_rows, standard_in
from thidua.scorecards.models import Hold, LayerResult, Scheme, Scorecard
from thidua.scorecards.queries.cards import cards_of, results_of, standing_holds, written
from thidua.scorecards.queries.tables import table_of


@dataclass(frozen=True, slots=True)
class Cell:
    """One item of one unit. `points` None: unknown; `applies` False: the item does not apply."""

    points: Fraction | None
    applies: bool = True
    is_highest: bool = False
    was_changed: bool = False
    before: Fraction | None = None
    """Where it was changed: as the unit scored itself; None where that was unknown."""
    apart: str = ""
    """Why it does not apply."""


@dataclass(frozen=True, slots=True)
class Column:
    """One unit, with what stands in the foot."""

    card: Scorecard
    role: str
    result: LayerResult | None
    total: Fraction | None
    own_total: Fraction | None
    standard: Fraction
    """The standard points that apply to this unit: fewer than the table's where weight is set aside."""
    holds: tuple[Hold, ...]


@dataclass(frozen=True, slots=True)
class Apart:
    """An item that does not apply to a unit, and why."""

    unit: str
    item: ScoreItem
    reason: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """All of it. `cells[row][column]`, in the orders of `rows` and `columns`."""

    table: ScoringScheme
    rows: tuple[ItemRow, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]
    standard: Fraction

    @property
    def has_own_standards(self) -> bool:
        """Whether a unit is scored out of other points than the table's."""
        return any(column.standard != self.standard for column in self.columns)

    @property
    def apart(self) -> list[Apart]:
        """Every item that does not apply to a unit, in the order of the table."""
        return [
            Apart(column.card.unit.name, row.item, cell.apart)
            for row, cells in zip(self.rows, self.cells, strict=True)
            for column, cell in zip(self.columns, cells, strict=True)
            if cell.apart
        ]

    @property
    def has_bonus(self) -> bool:
        """Whether a row of bonus or penalty says anything."""
        return any(
            column.result is not None and (column.result.bonus_exact, column.result.penalty_exact) != ("0", "0")
            for column in self.columns
        )


def layer_label(layer: Layer, scheme: Scheme) -> str:
    """What a layer is called on a page of the whole bloc: the last is settled once the scores are published."""
    if layer == Layer.FINAL and scheme.state != SchemeState.PUBLISHED:
        return _("Hiện tại")
    return str(layer.label)


def matrix_of(scheme: Scheme, layer: Layer | str) -> Matrix:
    """The matrix of a layer or of the cross-scores: the same number of queries for any number of units."""
    table = table_of(scheme)
    rows = tuple(item_rows(table))
    cards = cards_of(scheme.pk)
    counted = Layer.SELF if layer == PEERS else Layer(layer)
    results = results_of(scheme.pk, counted)
    own = results_of(scheme.pk, Layer.SELF)
    holds = standing_holds(scheme.cycle_id)
    roles = _roles(scheme)
    reasons = written([card.pk for card in cards], STAGES_OF[counted])[ChangeKind.NOT_APPLICABLE]
    given = _peer_points(scheme, table, reasons) if layer == PEERS else None
    columns = tuple(
        Column(
            card=card,
            role=roles.get(card.unit_id, ""),
            result=result if given is None else None,
            total=given[card.pk].get(table.root.code) if given is not None else counted_total(table, result),
            own_total=counted_total(table, own.get(card.pk)),
            standard=standard_in(table, result),
            holds=tuple(holds.get(card.unit_id, ())),
        )
        for card in cards
        for result in [results.get(card.pk)]
    )
    texts = [
        _items_of_peers(given[card.pk]) if given is not None else _items_of(results.get(card.pk)) for card in cards
    ]
    before = [_items_of(own.get(card.pk)) for card in cards]
    apart: list[Mapping[str, str | None]] = [reasons.get(card.pk, {}) for card in cards]
    cells = tuple(_row(row.item.code, texts, before, apart, marks_changes=layer != Layer.SELF) for row in rows)
    return Matrix(table, rows, columns, cells, table.root.standard)


def _row(
    code: str,
    texts: list[Mapping[str, str | None]],
    before: list[Mapping[str, str | None]],
    apart: list[Mapping[str, str | None]],
    *,
    marks_changes: bool,
) -> tuple[Cell, ...]:
    values = [_read(each.get(code)) for each in texts]
    known = [value for value in values if value is not None]
    highest = max(known) if len(known) > 1 and len(set(known)) > 1 else None
    return tuple(
        Cell(
            points=value,
            applies=not reason,
            is_highest=value is not None and value == highest,
            was_changed=was_changed,
            before=_read(own.get(code)) if was_changed else None,
            apart=reason,
        )
        for value, text, own, why in zip(values, texts, before, apart, strict=True)
        for reason in [why.get(code) or ""]
        for was_changed in [marks_changes and text.get(code) != own.get(code)]
    )


_known_numbers: dict[str, Fraction] = {}


def _read(text: str | None) -> Fraction | None:
    """The number behind a stored text; the same few texts come again and again in a matrix."""
    if text is None:
        return None
    found = _known_numbers.get(text)
    if found is None:
        if len(_known_numbers) > 20_000:
            _known_numbers.clear()
        found = _known_numbers[text] = Fraction(text)
    return found


def _items_of(result: LayerResult | None) -> Mapping[str, str | None]:
    return result.items if result is not None else {}


def _items_of_peers(points: Mapping[str, Fraction]) -> Mapping[str, str | None]:
    return {code: str(value) for code, value in points.items()}


def _roles(scheme: Scheme) -> dict[int, str]:
    leadership = leadership_of(scheme.cycle.bloc_id, scheme.cycle.year)
    return {row.unit_id: str(row.get_role_display()) for row in (leadership.deputy, leadership.lead) if row is not None}


def _peer_points(
    scheme: Scheme, table: ScoringScheme, reasons: Mapping[int, Mapping[str, str | None]]
) -> dict[int, dict[str, Fraction]]:
    """Card id → item → the mean of what its peers gave, exact. `reasons`: card id → item → why it does not apply."""
    aside = {card: [item for item, why in of_card.items() if why] for card, of_card in reasons.items()}
    return {
        card: peer_points(table, given, aside_of(table, aside.get(card, [])))
        for card, given in given_by_peers(scheme).items()
    }
