"""Accounts, roles, delegations and staff sessions for the permission crawl; the others lie in another ministry."""

from datetime import UTC, date, datetime

from tests.cast import YEAR
from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.organisations import make_agency, make_person, make_unit
from thidua.access.models import Delegation, RoleGrant, StaffSession
from thidua.accounts.models import User
from thidua.common.actor import Role
from thidua.organisations.models import Agency, Unit

LONG_AGO = datetime(YEAR, 1, 5, 2, tzinfo=UTC)


@own_and_other(Agency)
def agencies(world: World) -> tuple[Agency, Agency]:
    """The cast's ministry, and another one."""
    return world.cast.agency, make_agency("bo-khac", "Bộ Khác", is_illustrative=True)


@own_and_other(User)
def users(world: World) -> tuple[User, User]:
    """The officer, and somebody of the other ministry."""
    unit = make_unit(world.other(Agency), "phong-khac", "Phòng Khác")
    user = User.objects.create_user("khac", "khac@vi-du.vn", None)
    make_person(unit, "Trịnh Văn Khác", user=user)
    return world.cast.officer.user, user


def _nobody_votes_for(world: World) -> tuple[Kwargs, Kwargs]:
    return {"pk": world.cast.reader.user.pk}, {"pk": world.other(User).pk}


@own_and_other("issue_password")
def new_passwords(world: World) -> tuple[Kwargs, Kwargs]:
    """The reader, who is on no roll: of a voter in an open round nobody opens the account."""
    return _nobody_votes_for(world)


@own_and_other("turn_off_second_factor")
def second_factors(world: World) -> tuple[Kwargs, Kwargs]:
    """The same."""
    return _nobody_votes_for(world)


@own_and_other("reactivate_user")
def stopped(world: World) -> tuple[Kwargs, Kwargs]:
    """The same."""
    return _nobody_votes_for(world)


@own_and_other(RoleGrant)
def grants(world: World) -> tuple[RoleGrant, RoleGrant]:
    """The head's, and that of the officer of the other ministry."""
    user, agency = world.other(User), world.other(Agency)
    other = RoleGrant.objects.create(
        agency=agency,
        user=user,
        role=Role.UNIT_HEAD,
        unit=Unit.objects.get(agency=agency),
        since=LONG_AGO.date(),
        granted_at=LONG_AGO,
    )
    return RoleGrant.objects.get(user=world.cast.head.user), other


@own_and_other(Delegation)
def delegations(world: World) -> tuple[Delegation, Delegation]:
    """To begin later, so that it changes nobody's rights today: the head to the officer, and one elsewhere."""

    def make(grant: RoleGrant, to: User) -> Delegation:
        return Delegation.objects.create(
            agency=grant.agency,
            grant=grant,
            delegate=to,
            since=date(YEAR, 7, 1),
            until=date(YEAR, 7, 31),
            reason="Đi công tác",
            made_at=LONG_AGO,
        )

    ours, theirs = world.both(RoleGrant)
    return make(ours, world.cast.officer.user), make(theirs, User.objects.create_user("khac-2", "", None))


@own_and_other(StaffSession)
def staff_sessions(world: World) -> tuple[StaffSession, StaffSession]:
    """Of two more administrators, one in each ministry, who are in a session now."""

    def make(agency: Agency) -> StaffSession:
        return StaffSession.objects.create(
            agency=agency,
            user=User.objects.create_user(f"quan-{agency.code}", "", None),
            reason="Sửa danh sách thành viên giúp thư ký khối",
            started_at=datetime(YEAR, 6, 15, 1, 45, tzinfo=UTC),
            ends_at=datetime(YEAR, 6, 15, 2, 45, tzinfo=UTC),
        )

    ours, theirs = world.both(Agency)
    return make(ours), make(theirs)
