"""Reads of pledges, their signatures and targets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.campaigns.enums import TargetScope
from thidua.campaigns.models import Pledge, PledgeSignature, Target, TargetResult
from thidua.campaigns.queries.members import member_units
from thidua.organisations.models import Unit


@dataclass(frozen=True, slots=True)
class Signing:
    """Who has to sign and who has: `units` in the bloc's order, `signatures` by unit."""

    units: list[Unit]
    signatures: dict[int, PledgeSignature]

    @property
    def signed(self) -> list[Unit]:
        """Units that have signed."""
        return [unit for unit in self.units if unit.pk in self.signatures]

    @property
    def missing(self) -> list[Unit]:
        """Units that have not signed yet."""
        return [unit for unit in self.units if unit.pk not in self.signatures]


def standing_signatures(pledge: Pledge) -> dict[int, PledgeSignature]:
    """The signatures in force, by unit."""
    rows = PledgeSignature.objects.filter(pledge=pledge, withdrawn_at=None).select_related("unit")
    return {row.unit_id: row for row in rows}


def signing_of(pledge: Pledge, day: date) -> Signing:
    """Members on `day`, and every unit that has signed: a unit merged since keeps what it signed."""
    signatures = standing_signatures(pledge)
    present = {unit.pk for unit in member_units(pledge.cycle, day)}
    units = [unit for unit in member_units(pledge.cycle) if unit.pk in present or unit.pk in signatures]
    known = {unit.pk for unit in units}
    units += [row.unit for row in signatures.values() if row.unit_id not in known]
    return Signing(units, signatures)


def targets_of(pledge: Pledge) -> list[Target]:
    """The bloc's targets first, then those of the units, each in its own order."""
    rows = list(Target.objects.filter(pledge=pledge).select_related("unit", "indicator").order_by("position", "pk"))
    return sorted(rows, key=lambda target: (target.unit_id is not None, target.unit.sort_key if target.unit else ""))


def newest_results(targets: Iterable[Target]) -> dict[tuple[int, int | None], TargetResult]:
    """The newest report of each target in each unit (unit None: of the whole bloc). One query."""
    newest: dict[tuple[int, int | None], TargetResult] = {}
    for row in TargetResult.objects.filter(target__in=[target.pk for target in targets]).order_by("as_of", "pk"):
        newest[row.target_id, row.unit_id] = row
    return newest


def reporters_of(target: Target, units: Iterable[Unit]) -> list[Unit | None]:
    """Who reports on `target`: its unit, each of `units`, or (None) the secretary for the whole bloc."""
    if target.scope == TargetScope.OF_UNIT:
        return [target.unit]
    if target.scope == TargetScope.EACH_UNIT:
        return list(units)
    return [None]
