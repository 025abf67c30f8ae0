"""Whom somebody without a role may ask."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from thidua.access.models import RoleGrant
from thidua.common.actor import Role
from thidua.core.vietnam.names import sort_key
from thidua.organisations.models import Agency

ASKED = (Role.STANDING_OFFICE, Role.ADMINISTRATOR)


def agencies_around(person: int | None) -> list[int]:
    """The agency that keeps a person's record and those above it; none when nobody knows where he belongs."""
    if person is None:
        return []
    agency = Agency.objects.filter(people=person).first()
    return [] if agency is None else [agency.pk, *agency.get_ancestors().values_list("pk", flat=True)]


def people_to_ask(agencies: Iterable[int], day: date, most: int = 4) -> list[tuple[str, Role]]:
    """Names of those who give roles in `agencies` and what they are, the standing office first."""
    in_force = Q(until__isnull=True) | Q(until__gte=day)
    grants = RoleGrant.objects.filter(
        in_force, since__lte=day, agency__in=list(agencies), unit=None, bloc=None, role__in=ASKED, user__is_active=True
    ).select_related("user__person")
    found = {(grant.user.person.full_name, Role(grant.role)) for grant in grants if hasattr(grant.user, "person")}
    return sorted(found, key=lambda row: (ASKED.index(row[1]), sort_key(row[0])))[:most]
