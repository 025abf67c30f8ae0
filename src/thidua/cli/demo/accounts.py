"""The invented accounts of the demo, one for each role, with one password that `thidua demo` makes and prints."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from thidua.access.enums import ROLE_LABELS
from thidua.access.models import RoleGrant
from thidua.accounts.models import User
from thidua.audit.models import INSTALLATION
from thidua.audit.services import record
from thidua.cli.demo.acting import loader_of
from thidua.cli.demo.case import Case
from thidua.cli.demo.ministry import Ministry, read_ministry
from thidua.cli.demo.seed_bloc import Seed
from thidua.common.actor import Role, SystemActor
from thidua.organisations.services.people import create_person

SINCE = date(2023, 1, 1)


@dataclass(frozen=True, slots=True)
class Account:
    """A name to sign in with, and what it may."""

    username: str
    role: str


def known_accounts() -> list[Account]:
    """The accounts of the file, in order."""
    return [Account(each["username"], str(ROLE_LABELS[Role(each["role"])])) for each in read_ministry()["accounts"]]


def make_accounts(seed: Seed, ministry: Ministry, case: Case, password: str, now: datetime) -> None:
    """Make every account with its grants: in the fictitious ministry, and where the file says so in the seed's bloc and
    over the real case.
    """
    hashed = make_password(password)
    for told in read_ministry()["accounts"]:
        user = User(username=told["username"], email=f"{told['username']}@vi-du.vn", is_illustrative=True)
        user.password = hashed
        user.save()
        person = ministry.people.get(told["person"]) or create_person(
            actor=loader_of(ministry.agency),
            agency=ministry.agency,
            full_name=told["person"],
            unit=ministry.units[told["unit"]],
            title="Chuyên viên",
            is_illustrative=True,
        )
        person.user = user
        person.save()
        role, over = Role(told["role"]), told.get("over", "agency")
        _grant(
            user,
            role,
            now,
            agency_id=ministry.agency.pk,
            bloc_id=ministry.blocs[0].pk if over == "bloc" else None,
            unit_id=ministry.units[told["unit"]].pk if over == "unit" else None,
        )
        if told.get("seed"):
            bloc_id = seed.bloc.pk if over == "bloc" else None
            _grant(user, role, now, agency_id=seed.agency.pk, bloc_id=bloc_id)
        if told.get("case"):
            _grant(user, role, now, agency_id=case.agency.pk)
    after = {"accounts": [each.username for each in known_accounts()]}
    record(SystemActor("demo"), "demo.loaded", None, agency=INSTALLATION, after=after)


def _grant(user: User, role: Role, now: datetime, **scope: int | None) -> None:
    RoleGrant.objects.create(user=user, role=role, since=SINCE, granted_at=now, **scope)
