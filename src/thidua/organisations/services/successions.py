"""Units that merge, split or end on a day, perhaps in mid-year. What each did stays its own.

From that day the unit is no member of a bloc and leads none; its people, where it is said so, go over to the
successor. Memberships and leaderships that had not begun are taken away.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.organisations import policies
from thidua.organisations.enums import SuccessionKind
from thidua.organisations.errors import OrganisationError
from thidua.organisations.models import BlocLeadership, BlocMembership, Post, Unit, UnitMembership, UnitSuccession
from thidua.organisations.services.rows import day_before, lock_all, require_alive, take_off


@transaction.atomic
def merge_units(
    *,
    actor: Actor,
    units: Sequence[Unit],
    into: Unit,
    effective_on: date,
    basis: str = "",
    joins_blocs: bool = True,
    moves_people: bool = True,
) -> Unit:
    """`units` go over into `into` (new, or one that goes on) from `effective_on`.

    With `joins_blocs` the successor takes the open memberships of the year and after, unless it is in another bloc
    already (refused: whether it changes blocs is decided by hand); who leads is decided anew.
    With `moves_people` their people belong to the successor from that day; their posts end.
    """
    for unit in [*units, into]:
        require(policies.may_keep_unit(actor, unit))
    locked = lock_all([*units, into])
    into = locked[into.pk]
    require_alive(into.ended_on, effective_on, into.name, "into")
    if not units or into.pk in {unit.pk for unit in units}:
        raise OrganisationError(_("Chọn đơn vị kế thừa khác với đơn vị sáp nhập."), code="self", field="into")
    told = []
    for unit in units:
        reason = _("Sáp nhập vào {unit}").format(unit=into.name)
        ended = _end(actor, locked[unit.pk], effective_on, reason)
        _succeed(locked[unit.pk], into, SuccessionKind.MERGED, effective_on, basis)
        if joins_blocs:
            _join_in_place(into, ended, effective_on)
        people = _move_people(actor, locked[unit.pk], into, effective_on, reason) if moves_people else 0
        told.append({"unit": unit.pk, "name": unit.name, "left_blocs": _told(ended), "people_moved": people})
    after = {"merged": told, "effective_on": effective_on.isoformat(), "basis": basis}
    record(actor, "unit.merged", into, agency=into.agency_id, after=after)
    return into


@transaction.atomic
def split_unit(
    *,
    actor: Actor,
    unit: Unit,
    into: Sequence[Unit],
    effective_on: date,
    basis: str = "",
    goes_on: bool,
    joins_blocs: bool = False,
) -> Unit:
    """`unit` is divided into `into` from `effective_on`; with `goes_on` it lives on beside what was split off."""
    for each in [unit, *into]:
        require(policies.may_keep_unit(actor, each))
    locked = lock_all([unit, *into])
    unit = locked[unit.pk]
    require_alive(unit.ended_on, effective_on, unit.name)
    if not into or unit.pk in {each.pk for each in into}:
        raise OrganisationError(_("Chọn đơn vị mới khác với đơn vị bị tách."), code="self", field="into")
    names = ", ".join(each.name for each in into)
    open_memberships = _open_memberships(unit, effective_on)
    if not goes_on:
        open_memberships = _end(actor, unit, effective_on, _("Chia tách thành {units}").format(units=names))
    for each in into:
        require_alive(locked[each.pk].ended_on, effective_on, each.name, "into")
        _succeed(unit, locked[each.pk], SuccessionKind.SPLIT, effective_on, basis)
        if joins_blocs:
            _join_in_place(locked[each.pk], open_memberships, effective_on)
    after = {
        "into": [each.pk for each in into],
        "effective_on": effective_on.isoformat(),
        "goes_on": goes_on,
        "left_blocs": [] if goes_on else _told(open_memberships),
        "basis": basis,
    }
    record(actor, "unit.split", unit, agency=unit.agency_id, after=after)
    return unit


@transaction.atomic
def dissolve_unit(*, actor: Actor, unit: Unit, effective_on: date, basis: str = "") -> Unit:
    """`unit` exists no more from `effective_on`; its people belong to no unit until somebody says to which."""
    require(policies.may_keep_unit(actor, unit))
    unit = lock_all([unit])[unit.pk]
    reason = _("Giải thể")
    ended = _end(actor, unit, effective_on, reason)
    _succeed(unit, None, SuccessionKind.DISSOLVED, effective_on, basis)
    last = day_before(effective_on)
    leaving = UnitMembership.objects.filter(unit=unit, until=None).exclude(since__gt=last)
    count = leaving.update(until=last, left_because=reason)
    _end_posts(actor, unit, effective_on)
    after = {
        "effective_on": effective_on.isoformat(),
        "left_blocs": _told(ended),
        "people_without_unit": count,
        "basis": basis,
    }
    record(actor, "unit.dissolved", unit, agency=unit.agency_id, after=after)
    return unit


def _succeed(unit: Unit, successor: Unit | None, kind: SuccessionKind, effective_on: date, basis: str) -> None:
    UnitSuccession.objects.create(
        agency_id=unit.agency_id,
        predecessor=unit,
        successor=successor,
        kind=kind,
        effective_on=effective_on,
        basis=basis,
    )


def _end(actor: Actor, unit: Unit, effective_on: date, reason: str) -> list[BlocMembership]:
    """End the unit and its part in blocs; the memberships that ended."""
    require_alive(unit.ended_on, None, unit.name)
    children = [child.name for child in unit.children.filter(ended_on=None)]
    if children:
        raise OrganisationError(
            _("{unit} còn đơn vị bên dưới: {children}. Chuyển các đơn vị này trước.").format(
                unit=unit.name, children=", ".join(children[:5])
            ),
            code="has_children",
        )
    last = day_before(effective_on)
    unit.ended_on = last
    unit.version += 1
    unit.save()
    _cut(actor, unit.mass_organisations.all(), last)
    _end_leaderships(unit, effective_on)
    memberships = _open_memberships(unit, effective_on)
    for membership in memberships:
        if _begins(membership) >= effective_on:
            take_off(actor, BlocMembership.objects.filter(pk=membership.pk))
        else:
            membership.left_on = last
            membership.left_because = reason
            membership.save(update_fields=["left_on", "left_because"])
    return memberships


def _open_memberships(unit: Unit, effective_on: date) -> list[BlocMembership]:
    rows = BlocMembership.objects.select_for_update(no_key=True).filter(unit=unit, year__gte=effective_on.year)
    return list(rows.filter(Q(left_on=None) | Q(left_on__gte=effective_on)).order_by("pk"))


def _begins(membership: BlocMembership) -> date:
    return membership.joined_on or date(membership.year, 1, 1)


def _end_leaderships(unit: Unit, effective_on: date) -> None:
    last = day_before(effective_on)
    rows = BlocLeadership.objects.select_for_update(no_key=True).filter(unit=unit, year__gte=effective_on.year)
    for row in rows.filter(Q(until=None) | Q(until__gte=effective_on)):
        if (row.since or date(row.year, 1, 1)) >= effective_on:
            row.delete()
        else:
            row.until = last
            row.version += 1
            row.save()


def _join_in_place(unit: Unit, memberships: list[BlocMembership], effective_on: date) -> None:
    """The unit becomes a member where another left, unless it is one already; in its place of the list."""
    for left in memberships:
        _refuse_second_bloc(unit, left)
        BlocMembership.objects.get_or_create(
            agency_id=left.agency_id,
            bloc_id=left.bloc_id,
            year=left.year,
            unit=unit,
            defaults={
                "position": left.position,
                "joined_on": effective_on if _begins(left) < effective_on else None,
            },
        )


def _refuse_second_bloc(unit: Unit, left: BlocMembership) -> None:
    others = BlocMembership.objects.filter(agency_id=left.agency_id, unit=unit, year=left.year, left_on=None)
    other = others.exclude(bloc=left.bloc_id).select_related("bloc").first()
    if other is not None:
        raise OrganisationError(
            _("{unit} đang là thành viên {bloc} năm {year}.").format(
                unit=unit.name, bloc=other.bloc.name, year=left.year
            ),
            code="other_bloc",
            field="joins_blocs",
            remedy=_("Bỏ chọn ô này; nếu đơn vị đổi khối thì ghi ở trang của hai khối."),
        )


def _move_people(actor: Actor, unit: Unit, into: Unit, effective_on: date, reason: str) -> int:
    """Open memberships end and begin again in the successor; those that had not begun just point there."""
    last = day_before(effective_on)
    rows = list(
        UnitMembership.objects.select_for_update(no_key=True)
        .filter(unit=unit)
        .filter(Q(until=None) | Q(until__gt=last))
    )
    moved = []
    for row in rows:
        if row.since is not None and row.since >= effective_on:
            row.unit, row.agency_id = into, into.agency_id
            continue
        moved.append(
            UnitMembership(
                agency_id=into.agency_id, person_id=row.person_id, unit=into, since=effective_on, until=row.until
            )
        )
        row.until, row.left_because = last, reason
    UnitMembership.objects.bulk_update(rows, ["unit", "agency", "until", "left_because"], batch_size=500)
    UnitMembership.objects.bulk_create(moved, batch_size=500)
    _end_posts(actor, unit, effective_on)
    return len(rows)


def _end_posts(actor: Actor, unit: Unit, effective_on: date) -> None:
    _cut(actor, Post.objects.filter(unit=unit), day_before(effective_on))


def _cut(actor: Actor, rows: models.QuerySet[Any], last: date) -> None:
    """End what is open on `last`; what had not begun is taken away."""
    open_rows = rows.filter(Q(until=None) | Q(until__gt=last))
    take_off(actor, open_rows.filter(since__gt=last))
    open_rows.update(until=last)


def _told(memberships: list[BlocMembership]) -> list[dict[str, Any]]:
    return [
        {"bloc": each.bloc_id, "year": each.year} | ({"decisions": each.paper_words} if each.paper_words else {})
        for each in memberships
    ]
