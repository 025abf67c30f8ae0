"""A unit's union, youth and Party bodies."""

from datetime import date

from django.db import transaction

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.organisations import policies
from thidua.organisations.enums import MassOrganisationKind
from thidua.organisations.models import MassOrganisation, Unit
from thidua.organisations.services.histories import told
from thidua.organisations.services.rows import lock, lock_version, require_alive, require_order

_FIELDS = ("kind", "name", "since", "until")


@transaction.atomic
def add_mass_organisation(
    *,
    actor: Actor,
    unit: Unit,
    kind: MassOrganisationKind,
    name: str,
    since: date | None = None,
    until: date | None = None,
) -> MassOrganisation:
    """Note a body of the unit."""
    require(policies.may_keep_unit(actor, unit))
    unit = lock(unit)
    require_alive(unit.ended_on, since, unit.name, "since")
    require_order(since, until)
    body = MassOrganisation.objects.create(
        agency_id=unit.agency_id, unit=unit, kind=kind, name=normalise(name), since=since, until=until
    )
    record(actor, "mass_organisation.added", body, agency=unit.agency_id, after=told(body, *_FIELDS))
    return body


@transaction.atomic
def edit_mass_organisation(
    *,
    actor: Actor,
    body: MassOrganisation,
    kind: MassOrganisationKind,
    name: str,
    since: date | None,
    until: date | None,
    version: int,
) -> MassOrganisation:
    """Correct its name and dates; `until` ends it."""
    require(policies.may_keep_unit(actor, body.unit))
    body = lock_version(body, version)
    require_order(since, until)
    before = told(body, *_FIELDS)
    body.kind, body.name, body.since, body.until = kind, normalise(name), since, until
    body.save()
    record(actor, "mass_organisation.edited", body, agency=body.agency_id, before=before, after=told(body, *_FIELDS))
    return body
