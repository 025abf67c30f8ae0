"""Reads of pledges, their signatures and targets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.campaigns.enums import TargetScope
from thidua.campaigns.models import Cycle, Pledge, PledgeSignature, Target, TargetResult
from thidua.campaigns.queries.members import belongs_on, keep_memberships
from thidua.organisations.models import BlocMembership, Unit


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
    """Members on `day`, and every unit that has signed: a unit merged since keeps what it signed. Two queries."""
    return signings_of([pledge], day)[pledge.pk]


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


def pledge_before(cycle: Cycle) -> Pledge | None:
    """The bloc's pledge of the year before, if there is one."""
    return Pledge.objects.filter(cycle__bloc=cycle.bloc_id, cycle__year=cycle.year - 1).first()


def signings_of(pledges: Sequence[Pledge], day: date) -> dict[int, Signing]:
    """Who has to sign and who has, for several pledges at once, by pledge. Two queries."""
    if not pledges:
        return {}
    signed: dict[int, dict[int, PledgeSignature]] = {pledge.pk: {} for pledge in pledges}
    for row in PledgeSignature.objects.filter(pledge__in=pledges, withdrawn_at=None).select_related("unit"):
        signed[row.pledge_id][row.unit_id] = row
    members: dict[tuple[int, int], list[BlocMembership]] = {}
    blocs = {pledge.cycle.bloc_id for pledge in pledges}
    years = {pledge.cycle.year for pledge in pledges}
    rows = BlocMembership.objects.filter(bloc__in=blocs, year__in=years).select_related("unit")
    for membership in rows.order_by("position", "pk"):
        members.setdefault((membership.bloc_id, membership.year), []).append(membership)
    for pledge in pledges:
        keep_memberships(pledge.cycle, members.get((pledge.cycle.bloc_id, pledge.cycle.year), []))
    return {
        pledge.pk: _signing(members.get((pledge.cycle.bloc_id, pledge.cycle.year), []), signed[pledge.pk], day)
        for pledge in pledges
    }


def _signing(members: Iterable[BlocMembership], signatures: dict[int, PledgeSignature], day: date) -> Signing:
    units = [row.unit for row in members if row.unit_id in signatures or belongs_on(row, day)]
    known = {unit.pk for unit in units}
    return Signing(units + [row.unit for row in signatures.values() if row.unit_id not in known], signatures)


@dataclass(frozen=True, slots=True)
class PledgeOfYear:
    """The pledge of a year and who has signed it, as of `day`."""

    pledge: Pledge
    signing: Signing
    day: date


def pledges_in(cycles: Sequence[Cycle], day: date) -> dict[int, PledgeOfYear]:
    """The pledges of these years, by year; a year without one is left out. Three queries for all.

    The answer stays with each year's object, so that the parts of one page ask once.
    """
    asked = [cycle for cycle in cycles if cycle.__dict__.get(_KEPT, (None,))[0] != day]
    if asked:
        by_id = {cycle.pk: cycle for cycle in asked}
        pledges = list(Pledge.objects.filter(cycle__in=list(by_id)).select_related("agency"))
        for pledge in pledges:
            pledge.cycle = by_id[pledge.cycle_id]
        signings = signings_of(pledges, day)
        found = {pledge.cycle_id: PledgeOfYear(pledge, signings[pledge.pk], day) for pledge in pledges}
        for cycle in asked:
            cycle.__dict__[_KEPT] = (day, found.get(cycle.pk))
    kept = {cycle.pk: cycle.__dict__[_KEPT][1] for cycle in cycles}
    return {pk: pledge for pk, pledge in kept.items() if pledge is not None}


_KEPT = "_pledge_of_year"
