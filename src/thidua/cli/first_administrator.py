"""The first administrator, made from the command line because nobody could yet grant him anything."""

from django.db import transaction

from thidua.access.models import RoleGrant
from thidua.access.services.grants import grant_role
from thidua.access.services.users import NewPassword, create_user
from thidua.common import clock
from thidua.common.actor import Role, SystemActor
from thidua.core.vietnam.names import normalise
from thidua.organisations.models import Agency
from thidua.organisations.services.agencies import create_agency

ACTOR = SystemActor("first administrator")


class FirstAdministratorError(ValueError):
    """There is one already, or the agency's name is missing."""


@transaction.atomic
def make_first_administrator(username: str, agency_name: str) -> NewPassword:
    """Make the account and, where there is no agency yet, the root agency.

    Raises `FirstAdministratorError`, or a `DomainError` when the name cannot be.
    """
    if RoleGrant.objects.filter(role=Role.ADMINISTRATOR).exists():
        raise FirstAdministratorError("There is an administrator already; he makes further accounts in the browser.")
    agency = Agency.objects.order_by("path").first()
    if agency is None:
        if not normalise(agency_name):
            raise FirstAdministratorError("Give the root agency's name: --agency “Bộ …”.")
        agency = create_agency(actor=ACTOR, parent=None, name=agency_name)
    made = create_user(actor=ACTOR, username=username)
    grant_role(
        actor=ACTOR,
        user=made.user,
        role=Role.ADMINISTRATOR,
        agency=agency,
        since=clock.today(),
        now=clock.now(),
    )
    return made
