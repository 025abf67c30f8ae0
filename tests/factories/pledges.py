"""Builders of years, pledges, targets, tasks, visits and practices, through the services wherever they tell a story."""

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from tests.cast import PASSWORD, YEAR, Cast, Member
from tests.factories.organisations import make_person
from thidua.access.models import RoleGrant
from thidua.accounts.models import User
from thidua.campaigns.enums import CycleState, IndicatorKind, PledgeState, TargetScope
from thidua.campaigns.models import CheckVisit, Cycle, Indicator, Pledge, PledgeSignature, Practice, Target, Task
from thidua.campaigns.queries.content import hash_to_sign
from thidua.campaigns.services.monitoring import VisitPlan, plan_visit, record_visit
from thidua.campaigns.services.pledges import draft_pledge, open_signing
from thidua.campaigns.services.practices import PracticeContent, share_practice
from thidua.campaigns.services.signing import sign_pledge
from thidua.campaigns.services.targets import TargetContent, add_target
from thidua.campaigns.services.tasks import TaskContent, add_task
from thidua.common.actor import Actor, Role
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Bloc, Unit

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")


def moment(text: str) -> datetime:
    """`moment("2026-03-10 09:00")`, in Viet Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=VIET_NAM)


MARCH = moment("2026-03-02 09:00")
SIGNING_DAY = moment("2026-03-10 09:00")


def make_year(bloc: Bloc, year: int = YEAR, *, signing_until: date | None = date(YEAR, 3, 15)) -> Cycle:
    """A year that is being lived."""
    return Cycle.objects.create(
        agency=bloc.agency, bloc=bloc, year=year, state=CycleState.OPEN, signing_until=signing_until
    )


def make_pledge(cast: Cast, cycle: Cycle, *, actor: Actor | None = None) -> Pledge:
    """A draft written by the secretary, without targets."""
    return draft_pledge(
        actor=actor or cast.secretary.actor(MARCH),
        cycle=cycle,
        title=f"Giao ước thi đua năm {cycle.year}",
        text="Các đơn vị trong khối cùng thực hiện.\nMỗi đơn vị chịu trách nhiệm phần của mình.",
    )


def make_target(
    cast: Cast,
    pledge: Pledge,
    content: str = "Số sáng kiến được công nhận",
    *,
    unit: Unit | None = None,
    scope: TargetScope | None = None,
    kind: IndicatorKind = IndicatorKind.NUMBER,
    plan: Fraction | int | None = 4,
    actor: Actor | None = None,
    **says: object,
) -> Target:
    """A target of `unit`, or of each unit when none is named."""
    return add_target(
        actor=actor or cast.secretary.actor(MARCH),
        pledge=pledge,
        scope=scope or (TargetScope.OF_UNIT if unit else TargetScope.EACH_UNIT),
        unit=unit,
        says=TargetContent(
            content=content,
            kind=kind,
            plan=Fraction(plan) if plan is not None else None,
            unit_of_measure=str(says.pop("unit_of_measure", "sáng kiến")),
            **says,  # type: ignore[arg-type]
        ),
    )


def open_pledge(cast: Cast, pledge: Pledge, now: datetime = MARCH) -> Pledge:
    """The pledge opened for signing by the secretary."""
    return open_signing(actor=cast.secretary.actor(now), pledge=pledge, version=pledge.version, now=now)


def make_open_pledge(cast: Cast, *, signing_until: date | None = date(YEAR, 3, 15)) -> Pledge:
    """A pledge with a common target and one of the officer's unit, open for signing."""
    pledge = make_pledge(cast, make_year(cast.bloc, signing_until=signing_until))
    make_target(cast, pledge)
    make_target(
        cast,
        pledge,
        "Tỷ lệ hồ sơ giải quyết đúng hạn",
        unit=cast.unit,
        plan=95,
        kind=IndicatorKind.PERCENT,
        unit_of_measure="%",
        is_cumulative=False,
    )
    return open_pledge(cast, pledge)


def make_frozen_pledge(cast: Cast, pledge: Pledge | None = None) -> Pledge:
    """A pledge that every member has signed."""
    pledge = pledge or make_open_pledge(cast)
    for head in heads_of(cast):
        sign(head, pledge)
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.FROZEN
    return pledge


def heads_of(cast: Cast) -> list[tuple[Unit, Member]]:
    """The head of every member of bloc I; those the cast lacks are made."""
    return [(unit, cast.head if unit == cast.unit else make_head(cast, unit)) for unit in cast.units]


def make_head(cast: Cast, unit: Unit) -> Member:
    """Somebody who signs for `unit`."""
    username = f"thu-truong-{unit.code}"
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User.objects.create_user(username, f"{username}@vi-du.vn", PASSWORD)
        make_person(unit, f"Lê Văn {unit.code[:3].title()}", title="Thủ trưởng", heads_unit=True, user=user)
        RoleGrant.objects.create(
            agency=cast.agency, user=user, role=Role.UNIT_HEAD, unit=unit, since=date(2020, 1, 1), granted_at=MARCH
        )
    return Member(user, user.person)


def sign(head: tuple[Unit, Member], pledge: Pledge, now: datetime = SIGNING_DAY) -> None:
    """One head signs."""
    unit, member = head
    read_and_sign(actor=member.actor(now), pledge=pledge, unit=unit, now=now)


def read_and_sign(*, actor: Actor, pledge: Pledge, unit: Unit, now: datetime) -> PledgeSignature:
    """The actor signs for `unit` the text as it stands."""
    digest = hash_to_sign(Pledge.objects.get(pk=pledge.pk), unit)
    return sign_pledge(actor=actor, pledge=pledge, unit=unit, digest=digest, now=now)


def make_indicator(cast: Cast, name: str = "Số sáng kiến được công nhận", **fields: object) -> Indicator:
    """An indicator of the ministry's library."""
    fields.setdefault("unit_of_measure", "sáng kiến")
    return Indicator.objects.create(agency=cast.agency, name=name, name_key=fold(name), **fields)


def make_task(
    cast: Cast,
    cycle: Cycle,
    title: str = "Kiểm tra phong trào ở các đơn vị",
    *,
    owner: Unit | None = None,
    actor: Actor | None = None,
    **says: object,
) -> Task:
    """A task of `owner`, or of the whole bloc."""
    return add_task(
        actor=actor or cast.secretary.actor(MARCH),
        cycle=cycle,
        says=TaskContent(title=title, owner=owner, **says),  # type: ignore[arg-type]
    )


def make_visit(
    cast: Cast,
    cycle: Cycle,
    *,
    units: Sequence[Unit] | None = None,
    recorded: bool = False,
    actor: Actor | None = None,
    **plan: object,
) -> CheckVisit:
    """A visit to the officer's unit unless `units` says otherwise."""
    actor = actor or cast.secretary.actor(MARCH)
    visit = plan_visit(
        actor=actor,
        cycle=cycle,
        plan=VisitPlan(
            title="Kiểm tra quý I",
            units=units if units is not None else [cast.unit],
            planned_on=date(cycle.year, 4, 10),
            **plan,  # type: ignore[arg-type]
        ),
    )
    if recorded:
        visit = record_visit(
            actor=actor,
            visit=visit,
            version=visit.version,
            held_on=date(cycle.year, 4, 12),
            findings="Có sổ theo dõi; còn thiếu minh chứng của hai chỉ tiêu.",
            now=moment(f"{cycle.year}-04-13 09:00"),
        )
    return visit


def make_practice(cast: Cast, cycle: Cycle, *, unit: Unit | None = None, actor: Actor | None = None) -> Practice:
    """A practice of the officer's unit."""
    return share_practice(
        actor=actor or cast.officer.actor(MARCH),
        cycle=cycle,
        unit=unit or cast.unit,
        says=PracticeContent(
            title="Họp giao ban mười lăm phút", what_worked="Việc trễ hạn giảm hẳn.", how="Đứng họp mỗi sáng thứ Hai."
        ),
        now=MARCH,
    )
