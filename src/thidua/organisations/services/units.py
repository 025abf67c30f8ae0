"""Units: made, renamed, moved; every name and place keeps its dates."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.names import fold, normalise
from thidua.organisations import policies
from thidua.organisations.enums import UnitKind
from thidua.organisations.errors import NamesakeError, OrganisationError
from thidua.organisations.models import Agency, Alias, Unit, UnitName, UnitPlace
from thidua.organisations.models.dated import LATEST_FIRST, OLDEST_FIRST
from thidua.organisations.models.keys import search_key_of, sort_key_of
from thidua.organisations.services.histories import begin_next, require_free, told
from thidua.organisations.services.rows import free_code, lock, lock_version, require_alive, require_not_future


@transaction.atomic
def create_unit(
    *,
    actor: Actor,
    agency: Agency,
    name: str,
    short_name: str = "",
    kind: UnitKind = UnitKind.STATE_BODY,
    parent: Unit | None = None,
    aliases: list[str] | None = None,
    since: date | None = None,
    basis: str = "",
    code: str = "",
) -> Unit:
    """Make a unit of `agency`. Raises `NamesakeError` when a living unit of the agency bears that name."""
    require(policies.may_keep_organisations(actor, agency))
    agency = lock(agency)
    name, short_name = normalise(name), normalise(short_name)
    require_new_name(agency, name)
    if parent is not None:
        _require_same_agency(agency, parent)
        require_alive(parent.ended_on, since, parent.name, "parent")
    codes = Unit.objects.filter(agency=agency).values_list("code", flat=True)
    unit = build_unit(agency, code or free_code(name, codes, 60), name, short_name, kind, aliases or [])
    unit.parent = parent
    unit.save()
    UnitName.objects.create(agency=agency, unit=unit, name=name, short_name=short_name, since=since, basis=basis)
    UnitPlace.objects.create(agency=agency, unit=unit, parent=parent, since=since, basis=basis)
    Alias.objects.bulk_create(Alias(agency=agency, unit=unit, text=normalise(text)) for text in aliases or [])
    after = {"name": name, "kind": str(kind), "parent": parent.pk if parent else None, "aliases": aliases or []}
    record(actor, "unit.created", unit, agency=agency.pk, after=after)
    return unit


def build_unit(agency: Agency, code: str, name: str, short_name: str, kind: UnitKind, aliases: list[str]) -> Unit:
    """A unit with its keys, not yet saved."""
    return Unit(
        agency=agency,
        code=code,
        kind=kind,
        name=name,
        short_name=short_name,
        search_key=search_key_of([name, short_name, *aliases]),
        sort_key=sort_key_of(name),
    )


@transaction.atomic
def edit_unit(*, actor: Actor, unit: Unit, kind: UnitKind, version: int) -> Unit:
    """Say what kind of unit it is."""
    require(policies.may_keep_unit(actor, unit))
    unit = lock_version(unit, version)
    before = told(unit, "kind")
    unit.kind = kind
    unit.save()
    record(actor, "unit.edited", unit, agency=unit.agency_id, before=before, after=told(unit, "kind"))
    return unit


@transaction.atomic
def rename_unit(
    *,
    actor: Actor,
    unit: Unit,
    name: str,
    short_name: str = "",
    since: date | None,
    basis: str = "",
    version: int,
    now: datetime,
) -> Unit:
    """Give a new name from `since` on; without `since` the name in force is corrected, as a slip of the pen."""
    require(policies.may_keep_unit(actor, unit))
    unit = lock_version(unit, version)
    require_not_future(since, timezone.localtime(now).date())
    name, short_name = normalise(name), normalise(short_name)
    require_new_name(unit.agency, name, besides=unit)
    before = told(unit, "name", "short_name")
    names = list(unit.names.order_by(*OLDEST_FIRST))
    if since is None:
        current = names[-1] if names else UnitName(agency_id=unit.agency_id, unit=unit)
        current.name, current.short_name = name, short_name
        current.basis = basis or current.basis
        current.save()
    else:
        begin_next(names, since)
        for each in names[-1:]:
            each.save()
        UnitName.objects.create(
            agency_id=unit.agency_id, unit=unit, name=name, short_name=short_name, since=since, basis=basis
        )
    unit.name, unit.short_name = name, short_name
    refresh_keys(unit)
    unit.save()
    after = {**told(unit, "name", "short_name"), "since": since and since.isoformat(), "basis": basis}
    record(actor, "unit.renamed", unit, agency=unit.agency_id, before=before, after=after)
    return unit


@transaction.atomic
def add_past_unit_name(
    *,
    actor: Actor,
    unit: Unit,
    name: str,
    short_name: str = "",
    since: date | None,
    until: date,
    basis: str = "",
    version: int,
) -> Unit:
    """Write down a name that it bore before."""
    require(policies.may_keep_unit(actor, unit))
    unit = lock_version(unit, version)
    names = list(unit.names.all()) or [
        UnitName(agency_id=unit.agency_id, unit=unit, name=unit.name, short_name=unit.short_name)
    ]
    for each in names:
        if each.since is None and (each.until is None or each.until > until):
            each.since = date.fromordinal(until.toordinal() + 1)
    require_free(names, since, until)
    for each in names:
        each.save()
    UnitName.objects.create(
        agency_id=unit.agency_id,
        unit=unit,
        name=normalise(name),
        short_name=normalise(short_name),
        since=since,
        until=until,
        basis=basis,
    )
    refresh_keys(unit)
    unit.save()
    after = {"name": name, "since": since and since.isoformat(), "until": until.isoformat()}
    record(actor, "unit.past_name_added", unit, agency=unit.agency_id, after=after)
    return unit


@transaction.atomic
def move_unit(
    *, actor: Actor, unit: Unit, parent: Unit | None, since: date, basis: str = "", version: int, now: datetime
) -> Unit:
    """Put a unit under another unit of its agency, or directly under the agency, from `since` on."""
    require(policies.may_keep_unit(actor, unit))
    unit = lock_version(unit, version)
    require_not_future(since, timezone.localtime(now).date())
    if parent is not None:
        _require_same_agency(unit.agency, parent)
        _require_not_below(unit, parent)
        require_alive(parent.ended_on, since, parent.name, "parent")
    before = {"parent": unit.parent_id}
    places = list(unit.places.order_by(*OLDEST_FIRST))
    begin_next(places, since)
    for each in places[-1:]:
        each.save()
    UnitPlace.objects.create(agency_id=unit.agency_id, unit=unit, parent=parent, since=since, basis=basis)
    unit.parent = parent
    unit.save()
    after = {"parent": unit.parent_id, "since": since.isoformat(), "basis": basis}
    record(actor, "unit.moved", unit, agency=unit.agency_id, before=before, after=after)
    return unit


@transaction.atomic
def add_unit_alias(*, actor: Actor, unit: Unit, text: str) -> Alias:
    """Note another way people write its name."""
    require(policies.may_keep_unit(actor, unit))
    unit = lock(unit)
    text = normalise(text)
    if fold(text) in unit.search_key.split("\n"):
        raise OrganisationError(_("Đã có tên gọi “{text}”.").format(text=text), code="alias_exists", field="text")
    alias = Alias.objects.create(agency_id=unit.agency_id, unit=unit, text=text)
    refresh_keys(unit)
    unit.save()
    record(actor, "unit.alias_added", unit, agency=unit.agency_id, after={"alias": text})
    return alias


@transaction.atomic
def remove_unit_alias(*, actor: Actor, alias: Alias) -> None:
    """Take back another way to write its name."""
    require(policies.may_keep_unit(actor, alias.unit))
    unit = lock(alias.unit)
    text = alias.text
    alias.delete()
    refresh_keys(unit)
    unit.save()
    record(actor, "unit.alias_removed", unit, agency=unit.agency_id, before={"alias": text})


def require_new_name(agency: Agency, name: str, besides: Unit | None = None) -> None:
    """Raise `NamesakeError` when another living unit of the agency bears the name."""
    alike = Unit.objects.filter(agency=agency, ended_on=None, search_key__startswith=fold(name))
    if besides is not None:
        alike = alike.exclude(pk=besides.pk)
    if any(other.casefold() == name.casefold() for other in alike.values_list("name", flat=True)):
        raise NamesakeError(
            _("{agency} đã có đơn vị tên “{name}”.").format(agency=agency.name, name=name), field="name"
        )


def refresh_keys(unit: Unit) -> None:
    """Work out the keys again from all names and aliases; the caller saves."""
    names = [unit.name, unit.short_name, *unit.aliases.order_by("pk").values_list("text", flat=True)]
    for each in unit.names.order_by(*LATEST_FIRST):
        names += [each.name, each.short_name]
    unit.search_key = search_key_of(names)
    unit.sort_key = sort_key_of(unit.name)


def _require_same_agency(agency: Agency, parent: Unit) -> None:
    if parent.agency_id != agency.pk:
        raise OrganisationError(
            _("{parent} không thuộc {agency}.").format(parent=parent.name, agency=agency.name),
            code="other_agency",
            field="parent",
        )


def _require_not_below(unit: Unit, parent: Unit) -> None:
    above: Unit | None = parent
    while above is not None:
        if above.pk == unit.pk:
            raise OrganisationError(
                _("{parent} nằm dưới {unit}; không chuyển vào đó được.").format(parent=parent.name, unit=unit.name),
                code="circle",
                field="parent",
            )
        above = above.parent
