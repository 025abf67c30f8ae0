"""Observers of the superior besides the cast's."""

from datetime import UTC, date, datetime

from tests.cast import Cast, Member
from tests.factories.organisations import make_person
from thidua.access.models import RoleGrant
from thidua.accounts.models import User
from thidua.common.actor import Role
from thidua.organisations.models import Bloc, Unit


def make_observer(cast: Cast, bloc: Bloc | None, *, unit: Unit | None = None) -> Member:
    """Somebody of `unit` (in the ministry, if none is named) who observes `bloc`, or without one the whole ministry."""
    user = User.objects.create_user("theo-doi", "theo-doi@vi-du.vn", None)
    person = make_person(unit or cast.other_unit, "Tạ Văn Theo", user=user)
    RoleGrant.objects.create(
        agency=cast.agency,
        user=user,
        role=Role.OBSERVER,
        bloc=bloc,
        since=date(2020, 1, 1),
        granted_at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    return Member(user, person)
