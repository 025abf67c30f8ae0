"""The first administrator, made from the command line because nobody could yet grant him anything."""

from django.db import transaction

from thidua.access.models import RoleGrant
from thidua.accounts.models import User
from thidua.audit.models import INSTALLATION
from thidua.audit.services import record
from thidua.common import clock
from thidua.common.actor import Role, SystemActor
from thidua.core.vietnam.names import normalise
from thidua.organisations.models import Agency
from thidua.organisations.services.agencies import create_agency


class FirstAdministratorError(ValueError):
    """There is one already, or the name or agency is missing."""


@transaction.atomic
def make_first_administrator(username: str, password: str, agency_name: str) -> User:
    """Make the account and, where there is no agency yet, the root agency. Raises `FirstAdministratorError`."""
    if RoleGrant.objects.filter(role=Role.ADMINISTRATOR).exists():
        raise FirstAdministratorError("There is an administrator already; he makes further accounts in the browser.")
    if User.objects.filter(username=username).exists():
        raise FirstAdministratorError(f"There is an account {username!r} already.")
    actor = SystemActor("first administrator")
    agency = Agency.objects.order_by("path").first()
    if agency is None:
        if not normalise(agency_name):
            raise FirstAdministratorError("Give the root agency's name: --agency “Bộ …”.")
        agency = create_agency(actor=actor, parent=None, name=agency_name)
    user = User.objects.create_user(username, None, password, must_change_password=True)
    grant = RoleGrant.objects.create(
        agency=agency, user=user, role=Role.ADMINISTRATOR, since=clock.today(), granted_at=clock.now()
    )
    record(actor, "role.granted", grant, agency=INSTALLATION, after={"user": username, "role": "ADMINISTRATOR"})
    return user
