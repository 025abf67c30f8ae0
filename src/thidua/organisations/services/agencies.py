"""Agencies: made, renamed, moved in the tree, ended; every name and place keeps its dates."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.names import fold, normalise
from thidua.organisations import policies
from thidua.organisations.enums import SuccessionKind
from thidua.organisations.errors import OrganisationError
from thidua.organisations.models import Agency, AgencyAlias, AgencyName, AgencyPlace, AgencySuccession
from thidua.organisations.models.dated import LATEST_FIRST, OLDEST_FIRST
from thidua.organisations.models.keys import search_key_of, sort_key_of
from thidua.organisations.services.histories import begin_next, require_free, told
from thidua.organisations.services.rows import (
    day_before,
    free_code,
    lock,
    lock_version,
    require_alive,
    require_not_future,
)

_FACTS = ("symbol", "place", "council_name", "one_document_series")


@transaction.atomic
def create_agency(
    *,
    actor: Actor,
    parent: Agency | None,
    name: str,
    short_name: str = "",
    symbol: str = "",
    place: str = "",
    council_name: str = "",
    one_document_series: bool = False,
    since: date | None = None,
    basis: str = "",
    code: str = "",
    is_illustrative: bool = False,
) -> Agency:
    """Make an agency under `parent`; the top of the tree is made by the installation itself."""
    require(policies.may_create_agency(actor, parent))
    name, short_name = normalise(name), normalise(short_name)
    agency = Agency(
        code=code or free_code(name, Agency.objects.values_list("code", flat=True), 40),
        name=name,
        short_name=short_name,
        symbol=normalise(symbol),
        place=normalise(place),
        council_name=normalise(council_name),
        one_document_series=one_document_series,
        search_key=search_key_of([name, short_name]),
        sort_key=sort_key_of(name),
        is_illustrative=is_illustrative,
    )
    agency = agency.put_under(lock(parent) if parent is not None else None)
    AgencyName.objects.create(agency=agency, name=name, short_name=short_name, since=since, basis=basis)
    AgencyPlace.objects.create(agency=agency, parent=parent, since=since, basis=basis)
    record(actor, "agency.created", agency, agency=agency.pk, after={"name": name, **told(agency, *_FACTS)})
    return agency


@transaction.atomic
def edit_agency(*, actor: Actor, agency: Agency, version: int, **facts: Any) -> Agency:
    """Change symbol, place, council, kind of document series: what has no history of its own."""
    require(policies.may_keep_organisations(actor, agency))
    agency = lock_version(agency, version)
    before = told(agency, *_FACTS)
    for name in _FACTS:
        if name in facts:
            setattr(agency, name, normalise(facts[name]) if isinstance(facts[name], str) else facts[name])
    agency.save()
    record(actor, "agency.edited", agency, agency=agency.pk, before=before, after=told(agency, *_FACTS))
    return agency


@transaction.atomic
def rename_agency(
    *,
    actor: Actor,
    agency: Agency,
    name: str,
    short_name: str = "",
    since: date | None,
    basis: str = "",
    version: int,
    now: datetime,
) -> Agency:
    """Give a new name from `since` on; without `since` the name in force is corrected, as a slip of the pen."""
    require(policies.may_keep_organisations(actor, agency))
    agency = lock_version(agency, version)
    require_not_future(since, timezone.localtime(now).date())
    name, short_name = normalise(name), normalise(short_name)
    before = told(agency, "name", "short_name")
    names = list(agency.names.order_by(*OLDEST_FIRST))
    if since is None:
        current = names[-1] if names else AgencyName(agency=agency)
        current.name, current.short_name = name, short_name
        current.basis = basis or current.basis
        current.save()
    else:
        begin_next(names, since)
        for each in names[-1:]:
            each.save()
        AgencyName.objects.create(agency=agency, name=name, short_name=short_name, since=since, basis=basis)
    agency.name, agency.short_name = name, short_name
    _refresh_keys(agency)
    agency.save()
    after = {**told(agency, "name", "short_name"), "since": since and since.isoformat(), "basis": basis}
    record(actor, "agency.renamed", agency, agency=agency.pk, before=before, after=after)
    return agency


@transaction.atomic
def add_past_agency_name(
    *,
    actor: Actor,
    agency: Agency,
    name: str,
    short_name: str = "",
    since: date | None,
    until: date,
    basis: str = "",
    version: int,
) -> Agency:
    """Write down a name that it bore before."""
    require(policies.may_keep_organisations(actor, agency))
    agency = lock_version(agency, version)
    names = list(agency.names.all()) or [AgencyName(agency=agency, name=agency.name, short_name=agency.short_name)]
    _end_unknown_beginning(names, until)
    require_free(names, since, until)
    for each in names:
        each.save()
    AgencyName.objects.create(
        agency=agency, name=normalise(name), short_name=normalise(short_name), since=since, until=until, basis=basis
    )
    _refresh_keys(agency)
    agency.save()
    record(actor, "agency.past_name_added", agency, agency=agency.pk, after={"name": name, "until": until.isoformat()})
    return agency


@transaction.atomic
def move_agency(
    *, actor: Actor, agency: Agency, parent: Agency, since: date, basis: str = "", version: int, now: datetime
) -> Agency:
    """Put an agency with all below it under another parent from `since` on."""
    require(policies.may_keep_organisations(actor, agency))
    require(policies.may_keep_organisations(actor, parent))
    agency = lock_version(agency, version)
    require_not_future(since, timezone.localtime(now).date())
    parent = lock(parent)
    if parent.is_within(agency):
        raise OrganisationError(
            _("{parent} nằm dưới {agency}; không chuyển vào đó được.").format(parent=parent, agency=agency),
            code="circle",
            field="parent",
        )
    require_alive(parent.ended_on, since, parent.name, "parent")
    before = agency.above()
    places = list(agency.places.order_by(*OLDEST_FIRST))
    begin_next(places, since)
    for each in places[-1:]:
        each.save()
    AgencyPlace.objects.create(agency=agency, parent=parent, since=since, basis=basis)
    agency.save()
    agency = agency.move_under(parent)
    record(
        actor,
        "agency.moved",
        agency,
        agency=agency.pk,
        before={"parent": before.pk if before else None},
        after={"parent": parent.pk, "since": since.isoformat(), "basis": basis},
    )
    return agency


@transaction.atomic
def end_agency(
    *,
    actor: Actor,
    agency: Agency,
    kind: SuccessionKind,
    successors: list[Agency],
    effective_on: date,
    basis: str = "",
    version: int,
) -> Agency:
    """Merge, split or dissolve an agency from `effective_on` on. Its records stay its own."""
    require(policies.may_keep_organisations(actor, agency))
    agency = lock_version(agency, version)
    require_alive(agency.ended_on, None, agency.name)
    _require_successors(agency, kind, successors)
    agency.ended_on = day_before(effective_on)
    agency.save()
    heirs: list[Agency | None] = [*successors] or [None]
    for successor in heirs:
        AgencySuccession.objects.create(
            predecessor=agency, successor=successor, kind=kind, effective_on=effective_on, basis=basis
        )
    record(
        actor,
        "agency.ended",
        agency,
        agency=agency.pk,
        after={
            "kind": str(kind),
            "effective_on": effective_on.isoformat(),
            "successors": [each.pk for each in successors],
            "basis": basis,
        },
    )
    return agency


@transaction.atomic
def add_agency_alias(*, actor: Actor, agency: Agency, text: str) -> AgencyAlias:
    """Note another way people write its name."""
    require(policies.may_keep_organisations(actor, agency))
    agency = lock(agency)
    text = normalise(text)
    if any(fold(alias.text) == fold(text) for alias in agency.aliases.all()):
        raise OrganisationError(_("Đã có tên gọi “{text}”.").format(text=text), code="alias_exists", field="text")
    alias = AgencyAlias.objects.create(agency=agency, text=text)
    _refresh_keys(agency)
    agency.save()
    record(actor, "agency.alias_added", agency, agency=agency.pk, after={"alias": text})
    return alias


@transaction.atomic
def remove_agency_alias(*, actor: Actor, alias: AgencyAlias) -> None:
    """Take back another way to write its name."""
    require(policies.may_keep_organisations(actor, alias.agency))
    agency = lock(alias.agency)
    text = alias.text
    alias.delete()
    _refresh_keys(agency)
    agency.save()
    record(actor, "agency.alias_removed", agency, agency=agency.pk, before={"alias": text})


def _refresh_keys(agency: Agency) -> None:
    names = [agency.name, agency.short_name, *agency.aliases.values_list("text", flat=True)]
    for each in agency.names.order_by(*LATEST_FIRST):
        names += [each.name, each.short_name]
    agency.search_key = search_key_of(names)
    agency.sort_key = sort_key_of(agency.name)


def _end_unknown_beginning(names: list[AgencyName], until: date) -> None:
    """The name in force, whose beginning nobody had written down, begins after the older one."""
    for each in names:
        if each.since is None and (each.until is None or each.until > until):
            each.since = date.fromordinal(until.toordinal() + 1)


def _require_successors(agency: Agency, kind: SuccessionKind, successors: list[Agency]) -> None:
    if agency in successors:
        raise OrganisationError(_("Cơ quan không thể kế thừa chính mình."), code="self", field="successors")
    if kind == SuccessionKind.DISSOLVED and successors:
        raise OrganisationError(_("Giải thể thì không có cơ quan kế thừa."), code="no_heir", field="successors")
    if kind != SuccessionKind.DISSOLVED and not successors:
        raise OrganisationError(_("Chọn cơ quan kế thừa."), code="heir_needed", field="successors")
