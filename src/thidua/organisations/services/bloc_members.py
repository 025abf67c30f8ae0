"""Who belongs to a bloc in a year: the list and its order, joining and leaving within it, the next year's list."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.dates import format_date
from thidua.organisations import policies
from thidua.organisations.errors import OrganisationError
from thidua.organisations.models import Bloc, BlocLeadership, BlocMembership, Unit
from thidua.organisations.services.papers import UNKNOWN_PAPER, Paper, clean_paper, put_paper
from thidua.organisations.services.rows import lock, lock_version, require_alive, take_off


@transaction.atomic
def set_members(*, actor: Actor, bloc: Bloc, year: int, units: Sequence[Unit], version: int) -> Bloc:
    """Make `units`, in that order, the members of `year`. Units that left within the year stay written down."""
    require(policies.may_keep_bloc(actor, bloc))
    bloc = lock_version(bloc, version)
    _refuse_doubles(units)
    rows = _rows_of(bloc, year)
    staying = {row.unit_id: row for row in rows if row.left_on is None}
    gone = {row.unit_id: row for row in rows if row.left_on is not None}
    before: dict[str, Any] = {"year": year, "members": [row.unit.name for row in rows if row.left_on is None]}
    wanted = {unit.pk for unit in units}
    removed = [row for unit_id, row in staying.items() if unit_id not in wanted]
    _refuse_leaders(bloc, year, removed)
    if decisions := [f"{row.unit.name}: {row.paper_words}" for row in removed if row.paper_words]:
        before["decisions"] = decisions
    if scans := take_off(actor, BlocMembership.objects.filter(pk__in=[row.pk for row in removed])):
        before["scans"] = scans
    for position, unit in enumerate(units, start=1):
        row = staying.get(unit.pk)
        if row is None and unit.pk in gone:
            raise OrganisationError(
                _("{unit} đã rời Khối ngày {day}.").format(
                    unit=unit.name, day=format_date(gone[unit.pk].left_on or date(year, 12, 31))
                ),
                code="left",
                field="units",
            )
        if row is None:
            require_may_belong(bloc, year, unit, date(year, 12, 31))
            BlocMembership.objects.create(agency_id=bloc.agency_id, bloc=bloc, year=year, unit=unit, position=position)
        elif row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    bloc.save()
    after = [unit.name for unit in units]
    record(
        actor,
        "bloc.members_set",
        bloc,
        agency=bloc.agency_id,
        before=before,
        after={"year": year, "members": after},
    )
    return bloc


@transaction.atomic
def join_bloc(
    *,
    actor: Actor,
    bloc: Bloc,
    year: int,
    unit: Unit,
    joined_on: date,
    paper: Paper = UNKNOWN_PAPER,
    version: int,
) -> BlocMembership:
    """The unit becomes a member within the year, by the decision `paper`, last in the list."""
    require(policies.may_keep_bloc(actor, bloc))
    bloc = lock_version(bloc, version)
    _require_within(year, joined_on, "joined_on")
    paper = clean_paper(paper)
    rows = _rows_of(bloc, year)
    if any(row.unit_id == unit.pk for row in rows):
        raise OrganisationError(
            _("{unit} đã có trong danh sách năm {year}.").format(unit=unit.name, year=year),
            code="member_already",
            field="unit",
        )
    require_may_belong(bloc, year, unit, joined_on)
    membership = BlocMembership(
        agency_id=bloc.agency_id,
        bloc=bloc,
        year=year,
        unit=unit,
        position=max((row.position for row in rows), default=0) + 1,
        joined_on=joined_on,
    )
    put_paper(membership, paper)
    membership.save()
    bloc.save()
    after = {"year": year, "unit": unit.pk, "unit_name": unit.name, "joined_on": joined_on.isoformat()}
    if paper:
        after |= paper.told()
    record(actor, "bloc.member_joined", bloc, agency=bloc.agency_id, after=after)
    return membership


@transaction.atomic
def leave_bloc(
    *, actor: Actor, membership: BlocMembership, left_on: date, because: str, version: int
) -> BlocMembership:
    """The unit is a member until `left_on`, included; if it leads, that ends the same day."""
    require(policies.may_keep_bloc(actor, membership.bloc))
    bloc = lock_version(membership.bloc, version)
    membership = lock(membership)
    _require_within(membership.year, left_on, "left_on")
    if membership.left_on is not None:
        raise OrganisationError(
            _("Đơn vị đã rời Khối ngày {day}.").format(day=format_date(membership.left_on)), code="left_already"
        )
    if membership.joined_on is not None and left_on < membership.joined_on:
        raise OrganisationError(
            _("Đơn vị vào Khối ngày {day}; ngày rời phải sau ngày đó.").format(day=format_date(membership.joined_on)),
            code="dates_in_order",
            field="left_on",
        )
    membership.left_on, membership.left_because = left_on, because
    membership.save()
    _end_leadership(bloc, membership.year, membership.unit_id, left_on)
    bloc.save()
    after = {"year": membership.year, "unit": membership.unit_id, "left_on": left_on.isoformat()}
    record(actor, "bloc.member_left", bloc, agency=bloc.agency_id, after=after, reason=because)
    return membership


@transaction.atomic
def carry_members(*, actor: Actor, bloc: Bloc, from_year: int, to_year: int) -> list[BlocMembership]:
    """Write the members of one year into another that has none yet, in the same order; those that ended stay out."""
    require(policies.may_carry_members(actor, bloc))
    bloc = lock(bloc)
    if _rows_of(bloc, to_year):
        raise OrganisationError(
            _("{bloc} đã có thành viên năm {year}.").format(bloc=bloc.name, year=to_year), code="has_members"
        )
    first = date(to_year, 1, 1)
    staying = [
        row
        for row in _rows_of(bloc, from_year)
        if row.left_on is None and (row.unit.ended_on is None or row.unit.ended_on >= first)
    ]
    rows = BlocMembership.objects.bulk_create(
        BlocMembership(agency_id=bloc.agency_id, bloc=bloc, year=to_year, unit=row.unit, position=position)
        for position, row in enumerate(staying, start=1)
    )
    bloc.version += 1
    bloc.save()
    after = {"from_year": from_year, "year": to_year, "members": [row.unit.name for row in staying]}
    record(actor, "bloc.members_carried", bloc, agency=bloc.agency_id, after=after)
    return rows


def require_may_belong(bloc: Bloc, year: int, unit: Unit, day: date) -> None:
    """Raise unless the unit is of the bloc's tree of agencies, lives, and is in no other bloc of the agency then."""
    if not unit.agency.is_within(bloc.agency):
        raise OrganisationError(
            _("{unit} không thuộc {agency}.").format(unit=unit.name, agency=bloc.agency.name),
            code="other_agency",
            field="units",
        )
    require_alive(unit.ended_on, date(year, 1, 1), unit.name, "units")
    others = BlocMembership.objects.filter(agency_id=bloc.agency_id, unit=unit, year=year, left_on=None)
    other = others.exclude(bloc=bloc).select_related("bloc").first()
    if other is not None:
        raise OrganisationError(
            _("{unit} đang là thành viên {bloc} năm {year}.").format(unit=unit.name, bloc=other.bloc.name, year=year),
            code="other_bloc",
            field="units",
        )


def _rows_of(bloc: Bloc, year: int) -> list[BlocMembership]:
    return list(
        BlocMembership.objects.filter(agency_id=bloc.agency_id, bloc=bloc, year=year)
        .select_related("unit")
        .order_by("position", "pk")
    )


def _refuse_doubles(units: Sequence[Unit]) -> None:
    seen: set[int] = set()
    for unit in units:
        if unit.pk in seen:
            raise OrganisationError(
                _("{unit} có hai lần trong danh sách.").format(unit=unit.name), code="twice", field="units"
            )
        seen.add(unit.pk)


def _refuse_leaders(bloc: Bloc, year: int, removed: list[BlocMembership]) -> None:
    leaders = BlocLeadership.objects.filter(
        agency_id=bloc.agency_id, bloc=bloc, year=year, unit__in=[row.unit_id for row in removed]
    )
    for leader in leaders.select_related("unit").order_by("-role", "pk"):
        raise OrganisationError(
            _("{unit} là {role} năm {year}. Ghi ngày rời Khối, hoặc sửa {role} trước.").format(
                unit=leader.unit.name, role=leader.get_role_display(), year=year
            ),
            code="leads",
            field="units",
        )


def _require_within(year: int, day: date, field: str) -> None:
    if day.year != year:
        raise OrganisationError(_("Ngày phải trong năm {year}.").format(year=year), code="other_year", field=field)


def _end_leadership(bloc: Bloc, year: int, unit_id: int, left_on: date) -> None:
    rows = BlocLeadership.objects.select_for_update(no_key=True).filter(
        agency_id=bloc.agency_id, bloc=bloc, year=year, unit_id=unit_id
    )
    for row in rows:
        if row.since is not None and row.since > left_on:
            row.delete()
        elif row.until is None or row.until > left_on:
            row.until = left_on
            row.version += 1
            row.save()
