"""Staff sessions: an administrator, a reason, an hour at most, and everything he does in it names it."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.organisations import make_agency
from thidua.access.errors import StaffSessionError
from thidua.access.models import RoleGrant, StaffSession
from thidua.access.services.grants import end_grant
from thidua.access.services.staff_sessions import end_staff_session, start_staff_session
from thidua.audit.models import AuditEntry
from thidua.audit.services import record
from thidua.common.actor import Actor, Role, SystemActor
from thidua.common.errors import RefusedError

REASON = "Sửa danh sách thành viên, chị Thư nhờ qua điện thoại"


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-06-15 09:00")


def start(cast: Cast, now: datetime, actor: Actor | None = None, **changes: object) -> StaffSession:
    values = {"agency": cast.agency, "reason": REASON, "minutes": 60, "now": now}
    return start_staff_session(actor=actor or cast.administrator.actor(now), **{**values, **changes})  # type: ignore[arg-type]


def test_within_it_he_sees_content_and_history_names_it(cast: Cast, now: datetime) -> None:
    made = start(cast, now)

    actor = cast.administrator.actor(now)
    assert actor.agencies_as(Role.STANDING_OFFICE) == {cast.agency.pk}
    entry = AuditEntry.objects.get(action="staff_session.started")
    assert (entry.agency_id, json.loads(entry.payload)["reason"]) == (cast.agency.pk, REASON)
    done = record(actor, "bloc.renamed", cast.bloc, agency=cast.agency.pk)
    assert json.loads(done.payload)["actor"]["staff_session"] == made.pk


@pytest.mark.parametrize("name", ["standing", "secretary", "officer", "reader", "council_member"])
def test_nobody_else_starts_one(cast: Cast, now: datetime, name: str) -> None:
    with pytest.raises(RefusedError, match="Chỉ quản trị hệ thống"):
        start(cast, now, cast.everyone()[name].actor(now))


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"minutes": 61}, "minutes"), ({"minutes": 0}, "minutes"), ({"reason": "sửa lỗi"}, "reason")],
)
def test_it_is_short_and_says_why(cast: Cast, now: datetime, changes: dict[str, object], field: str) -> None:
    with pytest.raises(StaffSessionError) as error:
        start(cast, now, **changes)
    assert error.value.field == field
    assert not StaffSession.objects.exists()


def test_only_where_he_administers(cast: Cast, now: datetime) -> None:
    with pytest.raises(StaffSessionError) as error:
        start(cast, now, agency=make_agency("bo-khac", "Bộ Khác"))
    assert error.value.field == "agency"


def test_one_at_a_time_and_the_next_after_its_end(cast: Cast, now: datetime) -> None:
    first = start(cast, now)
    with pytest.raises(StaffSessionError, match="đang trong một phiên"):
        start(cast, now)

    end_staff_session(actor=cast.administrator.actor(now), session=first, now=now + timedelta(minutes=5))
    assert not cast.administrator.actor(now + timedelta(minutes=5)).holds(Role.STANDING_OFFICE)
    assert start(cast, now + timedelta(minutes=6)).pk


def test_it_ends_by_itself(cast: Cast, now: datetime) -> None:
    start(cast, now, minutes=20)

    assert cast.administrator.actor(now + timedelta(minutes=19)).holds(Role.STANDING_OFFICE)
    assert not cast.administrator.actor(now + timedelta(minutes=20)).holds(Role.STANDING_OFFICE)


def test_it_ends_with_the_grant_it_came_from(cast: Cast, now: datetime) -> None:
    """Also for somebody who still administers another ministry."""
    start(cast, now)
    elsewhere = make_agency("bo-khac", "Bộ Khác")
    mine = RoleGrant.objects.get(user=cast.administrator.user)
    for user, agency in ((mine.user, elsewhere), (cast.reader.user, cast.agency)):
        RoleGrant.objects.create(
            agency=agency, user=user, role=Role.ADMINISTRATOR, since=mine.since, granted_at=mine.granted_at
        )
    assert cast.administrator.actor(now).holds(Role.STANDING_OFFICE)

    end_grant(
        actor=SystemActor(reason="bài thử"),
        grant=mine,
        last_day=None,
        reason="Chuyển công tác",
        version=mine.version,
        now=now,
    )

    actor = cast.administrator.actor(now)
    assert actor.agencies_as(Role.ADMINISTRATOR) == {elsewhere.pk}
    assert not actor.holds(Role.STANDING_OFFICE)
    assert actor.staff_session is None


def test_the_standing_office_may_end_it(cast: Cast, now: datetime) -> None:
    made = start(cast, now)
    end_staff_session(actor=cast.standing.actor(now), session=made, now=now)

    assert not cast.administrator.actor(now).holds(Role.STANDING_OFFICE)
    with pytest.raises(RefusedError, match="đã kết thúc"):
        end_staff_session(actor=cast.standing.actor(now), session=StaffSession.objects.get(), now=now)


def test_every_page_says_that_it_is_on(cast: Cast, now: datetime, sign_in: Callable[[object], Client]) -> None:
    client = sign_in(cast.administrator.user)
    bloc = reverse("bloc", args=[cast.bloc.pk])
    assert client.get(bloc).status_code == 404

    opened = client.post(
        reverse("start_staff_session"),
        {"agency": cast.agency.pk, "minutes": "30", "reason": REASON},
        follow=True,
    )
    assert "đến 9 giờ 30" in opened.text
    seen = client.get(bloc)
    assert seen.status_code == 200
    assert 'class="tds-banner"' in seen.text

    ended = client.post(reverse("end_staff_session", args=[StaffSession.objects.get().pk]), follow=True)
    assert "Đã kết thúc phiên quản trị." in ended.text
    assert 'class="tds-banner"' not in ended.text
    assert client.get(bloc).status_code == 404
