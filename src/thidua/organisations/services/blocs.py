"""Blocs and clusters themselves: made, edited, ended."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.organisations import policies
from thidua.organisations.enums import BlocKind
from thidua.organisations.errors import NamesakeError
from thidua.organisations.models import Agency, Bloc
from thidua.organisations.services.histories import told
from thidua.organisations.services.rows import free_code, lock, lock_version, require_order

_FACTS = ("kind", "number", "name", "since", "until")


@transaction.atomic
def create_bloc(
    *,
    actor: Actor,
    agency: Agency,
    kind: BlocKind,
    number: str,
    name: str,
    since: date | None = None,
    code: str = "",
) -> Bloc:
    """Make a bloc or cluster of the agency's council."""
    require(policies.may_keep_organisations(actor, agency))
    agency = lock(agency)
    name = normalise(name)
    _require_new_name(agency, name)
    codes = Bloc.objects.filter(agency=agency).values_list("code", flat=True)
    bloc = Bloc.objects.create(
        agency=agency,
        kind=kind,
        code=code or free_code(name, codes, 60),
        number=normalise(number),
        name=name,
        since=since,
    )
    record(actor, "bloc.created", bloc, agency=agency.pk, after=told(bloc, "code", *_FACTS))
    return bloc


@transaction.atomic
def edit_bloc(
    *,
    actor: Actor,
    bloc: Bloc,
    kind: BlocKind,
    number: str,
    name: str,
    since: date | None,
    until: date | None,
    version: int,
) -> Bloc:
    """Change its name, number and dates; its code stays, for folders and commands know it by that."""
    require(policies.may_keep_bloc(actor, bloc))
    bloc = lock_version(bloc, version)
    require_order(since, until)
    name = normalise(name)
    _require_new_name(bloc.agency, name, besides=bloc)
    before = told(bloc, *_FACTS)
    bloc.kind, bloc.number, bloc.name, bloc.since, bloc.until = kind, normalise(number), name, since, until
    bloc.save()
    record(actor, "bloc.edited", bloc, agency=bloc.agency_id, before=before, after=told(bloc, *_FACTS))
    return bloc


def _require_new_name(agency: Agency, name: str, besides: Bloc | None = None) -> None:
    others = Bloc.objects.filter(agency=agency, until=None)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if any(other.casefold() == name.casefold() for other in others.values_list("name", flat=True)):
        raise NamesakeError(_("{agency} đã có “{name}”.").format(agency=agency.name, name=name), field="name")
