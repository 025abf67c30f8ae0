"""Which unit leads a bloc in a year, who represents it, and since when."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.dates import format_date
from thidua.organisations import policies
from thidua.organisations.enums import LeadRole
from thidua.organisations.errors import OrganisationError
from thidua.organisations.models import Bloc, BlocLeadership, BlocMembership, Person, Unit
from thidua.organisations.models.dated import OLDEST_FIRST
from thidua.organisations.services.histories import begin_next, told
from thidua.organisations.services.rows import lock, lock_version, require_order

_FACTS = ("role", "unit_id", "representative_id", "since", "until", "basis")


@transaction.atomic
def set_leader(
    *,
    actor: Actor,
    bloc: Bloc,
    year: int,
    role: LeadRole,
    unit: Unit,
    representative: Person | None = None,
    since: date | None = None,
    basis: str = "",
    version: int,
) -> BlocLeadership:
    """`unit` holds the role in `year`, from `since` or from its beginning; whoever held it ends the day before."""
    require(policies.may_keep_bloc(actor, bloc))
    bloc = lock_version(bloc, version)
    held = _held(bloc, year, role)
    if held and since is None:
        raise OrganisationError(
            _("Năm {year} đã có {role} là {unit}. Ghi ngày thay đổi, hoặc sửa bản ghi cũ.").format(
                year=year, role=role.label, unit=held[-1].unit.name
            ),
            code="since_needed",
            field="since",
        )
    _require_can_lead(bloc, year, role, unit, representative, since)
    row = _begin(bloc, year, role, unit, representative, since, basis, held)
    bloc.save()
    record(
        actor,
        "bloc.leader_set",
        bloc,
        agency=bloc.agency_id,
        before=told(held[-1], *_FACTS) if held else None,
        after={"year": year, "unit": unit.name, **told(row, *_FACTS)},
    )
    return row


@transaction.atomic
def carry_elected_leader(
    *, actor: Actor, bloc: Bloc, year: int, role: LeadRole, unit: Unit, representative: Person | None, basis: str
) -> BlocLeadership | None:
    """Note who was elected for a year that has nobody in the role yet; a role that is held stays as it is."""
    require(policies.may_carry_members(actor, bloc))
    bloc = lock(bloc)
    if _held(bloc, year, role):
        return None
    _require_can_lead(bloc, year, role, unit, representative, None)
    row = _begin(bloc, year, role, unit, representative, None, basis, [])
    bloc.version += 1
    bloc.save()
    after = {"year": year, "unit": unit.name, **told(row, *_FACTS)}
    record(actor, "bloc.leader_set", bloc, agency=bloc.agency_id, after=after)
    return row


@transaction.atomic
def recognise_leader(
    *,
    actor: Actor,
    bloc: Bloc,
    year: int,
    role: LeadRole,
    unit: Unit,
    representative: Person | None,
    since: date | None,
    basis: str,
) -> BlocLeadership:
    """A decision recognises `unit` in the role: what was noted from the election gets it as its basis.

    Another unit than the one noted follows it from `since`, which must then be known.
    """
    require(policies.may_carry_members(actor, bloc))
    bloc = lock(bloc)
    held = _held(bloc, year, role)
    before = told(held[-1], *_FACTS) if held else None
    if held and held[-1].unit_id != unit.pk and since is None:
        raise OrganisationError(
            _("Năm {year} đang ghi {role} là {unit}. Ghi ngày hiệu lực của quyết định để thay.").format(
                year=year, role=role.label, unit=held[-1].unit.name
            ),
            code="since_needed",
            field="since",
        )
    _require_can_lead(bloc, year, role, unit, representative, since)
    if held and held[-1].unit_id == unit.pk:
        row = held[-1]
        row.basis, row.representative, row.since = basis, representative or row.representative, row.since or since
        row.version += 1
        row.save()
    else:
        row = _begin(bloc, year, role, unit, representative, since, basis, held)
    bloc.version += 1
    bloc.save()
    after = {"year": year, "unit": unit.name, **told(row, *_FACTS)}
    record(actor, "bloc.leader_recognised", bloc, agency=bloc.agency_id, before=before, after=after)
    return row


@transaction.atomic
def change_representative(
    *,
    actor: Actor,
    leadership: BlocLeadership,
    representative: Person | None,
    since: date,
    basis: str = "",
    version: int,
) -> BlocLeadership:
    """Another person represents the leading unit from `since`."""
    require(policies.may_change_representative(actor, leadership.bloc))
    bloc = lock_version(leadership.bloc, version)
    held = _held(bloc, leadership.year, LeadRole(leadership.role))
    if held[-1].pk != leadership.pk:
        raise OrganisationError(_("Người đại diện này đã được thay. Tải lại trang để xem."), code="changed_already")
    _require_can_lead(bloc, leadership.year, LeadRole(leadership.role), leadership.unit, representative, since)
    row = _begin(bloc, leadership.year, LeadRole(leadership.role), leadership.unit, representative, since, basis, held)
    bloc.save()
    record(
        actor,
        "bloc.representative_changed",
        bloc,
        agency=bloc.agency_id,
        before=told(held[-1], *_FACTS),
        after=told(row, *_FACTS),
    )
    return row


@transaction.atomic
def correct_leadership(
    *,
    actor: Actor,
    leadership: BlocLeadership,
    unit: Unit,
    representative: Person | None,
    since: date | None,
    until: date | None,
    basis: str,
    version: int,
) -> BlocLeadership:
    """Correct what was written down wrongly; `version` is the row's own."""
    require(policies.may_keep_bloc(actor, leadership.bloc))
    row = lock_version(leadership, version)
    require_order(since, until)
    _require_can_lead(row.bloc, row.year, LeadRole(row.role), unit, representative, since)
    for other in _held(row.bloc, row.year, LeadRole(row.role)):
        if other.pk != row.pk and other.overlaps(since, until):
            raise OrganisationError(
                _("Thời gian này trùng với {unit}.").format(unit=other.unit.name), code="overlap", field="since"
            )
    before = told(row, *_FACTS)
    row.unit, row.representative, row.since, row.until, row.basis = unit, representative, since, until, basis
    row.save()
    record(actor, "bloc.leader_corrected", row.bloc, agency=row.agency_id, before=before, after=told(row, *_FACTS))
    return row


def _held(bloc: Bloc, year: int, role: LeadRole) -> list[BlocLeadership]:
    rows = BlocLeadership.objects.filter(agency_id=bloc.agency_id, bloc=bloc, year=year, role=role)
    return list(rows.select_related("unit").order_by(*OLDEST_FIRST))


def _begin(
    bloc: Bloc,
    year: int,
    role: LeadRole,
    unit: Unit,
    representative: Person | None,
    since: date | None,
    basis: str,
    held: list[BlocLeadership],
) -> BlocLeadership:
    if held and since is not None:
        begin_next(held, since)
        held[-1].version += 1
        held[-1].save()
    return BlocLeadership.objects.create(
        agency_id=bloc.agency_id,
        bloc=bloc,
        year=year,
        role=role,
        unit=unit,
        representative=representative,
        since=since,
        basis=basis,
    )


def _require_can_lead(
    bloc: Bloc,
    year: int,
    role: LeadRole,
    unit: Unit,
    representative: Person | None,
    since: date | None,
) -> None:
    """A member of the year leads, in one role, through a person who belongs or belonged to it."""
    member = BlocMembership.objects.filter(agency_id=bloc.agency_id, bloc=bloc, year=year, unit=unit).first()
    if member is None:
        raise OrganisationError(
            _("{unit} không phải thành viên năm {year}. Thêm vào danh sách thành viên trước.").format(
                unit=unit.name, year=year
            ),
            code="no_member",
            field="unit",
        )
    if member.left_on is not None and (since is None or since > member.left_on):
        raise OrganisationError(
            _("{unit} đã rời Khối ngày {day}.").format(unit=unit.name, day=format_date(member.left_on)),
            code="left",
            field="unit",
        )
    other_role = BlocLeadership.objects.filter(agency_id=bloc.agency_id, bloc=bloc, year=year, unit=unit)
    for other in other_role.exclude(role=role):
        if other.overlaps(since, None):
            raise OrganisationError(
                _("{unit} đang là {role} năm {year}.").format(unit=unit.name, role=other.get_role_display(), year=year),
                code="two_roles",
                field="unit",
            )
    if representative is not None and not representative.memberships.filter(unit=unit).exists():
        raise OrganisationError(
            _("{name} chưa từng thuộc {unit}. Ghi đơn vị của người này trước.").format(
                name=representative.full_name, unit=unit.name
            ),
            code="not_of_unit",
            field="representative",
        )
