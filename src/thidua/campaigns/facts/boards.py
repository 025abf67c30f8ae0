"""A pledge with all that was reached: each target in each unit with its light, counted and drawn."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thidua.campaigns.enums import Light, TargetScope
from thidua.campaigns.facts.lights import Standing, standing_of
from thidua.campaigns.models import Pledge, PledgeSignature, Target
from thidua.campaigns.queries.pledges import Signing, newest_results, reporters_of, signing_of, targets_of
from thidua.common.components.charts import Chart, Series
from thidua.organisations.models import Unit

SHADES: tuple[tuple[str, frozenset[Light]], ...] = (
    ("done", frozenset({Light.ACHIEVED})),
    ("blue", frozenset({Light.ON_TRACK})),
    ("doing", frozenset({Light.BEHIND, Light.NOT_ACHIEVED})),
    ("missing", frozenset({Light.NO_DATA, Light.NO_PLAN})),
)
"""Four shades of the chart: more than four colours cannot be told apart."""


@dataclass(frozen=True, slots=True)
class Line:
    """One target in one unit (`unit` None: in the whole bloc)."""

    target: Target
    unit: Unit | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class CommonLine:
    """A target of the bloc over all units that report on it."""

    target: Target
    lines: list[Line]

    @property
    def standing(self) -> Standing | None:
        """The one standing of a target that the bloc reaches as a whole."""
        return self.lines[0].standing if self.target.scope == TargetScope.WHOLE_BLOC else None

    @property
    def counts(self) -> list[tuple[Light, int]]:
        """How many units show each light, in the order of the lights."""
        return counted(self.lines)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of the pledge: its signature and its targets, own and common."""

    unit: Unit
    signature: PledgeSignature | None
    lines: list[Line]

    @property
    def counts(self) -> list[tuple[Light, int]]:
        """How many of its targets show each light."""
        return counted(self.lines)

    @property
    def own(self) -> list[Line]:
        """What the unit alone has promised."""
        return [line for line in self.lines if line.target.scope == TargetScope.OF_UNIT]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the page of a pledge shows, from five queries whatever the number of units."""

    pledge: Pledge
    signing: Signing
    lines: list[Line]

    @property
    def common(self) -> list[CommonLine]:
        """The bloc's targets."""
        found: dict[int, CommonLine] = {}
        for line in self.lines:
            if line.target.scope != TargetScope.OF_UNIT:
                found.setdefault(line.target.pk, CommonLine(line.target, [])).lines.append(line)
        return list(found.values())

    @property
    def whole_bloc(self) -> list[Line]:
        """Targets whose result the secretary states for all."""
        return [line for line in self.lines if line.unit is None]

    @property
    def units(self) -> list[UnitRow]:
        """The units in the bloc's order."""
        lines: dict[int, list[Line]] = {}
        for line in self.lines:
            if line.unit is not None:
                lines.setdefault(line.unit.pk, []).append(line)
        signatures = self.signing.signatures
        return [UnitRow(unit, signatures.get(unit.pk), lines.get(unit.pk, [])) for unit in self.signing.units]

    def row_of(self, unit: Unit) -> UnitRow:
        """One unit."""
        lines = [line for line in self.lines if line.unit is not None and line.unit.pk == unit.pk]
        return UnitRow(unit, self.signing.signatures.get(unit.pk), lines)


def board_of(pledge: Pledge, day: date, signing: Signing | None = None) -> Board:
    """The board of `pledge` as it stands on `day`; `signing`, where it is known already, spares two queries."""
    signing = signing or signing_of(pledge, day)
    targets = targets_of(pledge)
    newest = newest_results(targets)
    year = pledge.cycle.year
    lines = [
        Line(target, unit, standing_of(target, newest.get((target.pk, unit.pk if unit else None)), year=year))
        for target in targets
        for unit in reporters_of(target, signing.units)
    ]
    return Board(pledge, signing, lines)


def counted(lines: Iterable[Line]) -> list[tuple[Light, int]]:
    """How many lines show each light; lights that none shows are left out."""
    counts = Counter(line.standing.light for line in lines)
    return [(light, counts[light]) for light in Light if counts[light]]


def chart_of(board: Board) -> Chart | None:
    """Targets by state, a bar for the bloc and one for each unit; None while nobody has reported anything."""
    if all(line.standing.result is None for line in board.lines):
        return None
    rows = [(_("Cả khối tính chung"), board.whole_bloc)] if board.whole_bloc else []
    rows += [(row.unit.name, row.lines) for row in board.units if row.lines]
    names = {
        "done": _("Đã đạt"),
        "blue": _("Đúng tiến độ"),
        "doing": _("Chậm hoặc không đạt"),
        "missing": _("Chưa kết luận được"),
    }
    series = [
        Series(names[tone], [sum(line.standing.light in lights for line in lines) for _name, lines in rows], tone)
        for tone, lights in SHADES
    ]
    return Chart(
        title=_("Chỉ tiêu giao ước: đến đâu rồi"),
        kind="stacked",
        labels=[name for name, _lines in rows],
        series=series,
        label_heading=_("Đơn vị"),
        note=_("Theo kết quả các đơn vị đã báo cáo, chưa thẩm định. Chưa có số liệu thì chưa kết luận."),
    )
