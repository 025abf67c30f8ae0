"""Who may visit what: worked out from the declared policies for the cast, and written down in `docs/permissions.md`.

The crawl visits every URL and compares; the document is committed, so that a change of anyone's rights is seen by
whoever reads the change.
"""

import os
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

from django.test import override_settings

from tests.cast import PASSWORD, YEAR, Cast, make_cast
from tests.crawl_objects import Kwargs, World, all_routes, load_builders
from tests.factories.organisations import make_person
from thidua.access.actors import build_actor
from thidua.access.models import RoleGrant
from thidua.access.services.delegations import delegate
from thidua.access.services.staff_sessions import start_staff_session
from thidua.accounts.models import User
from thidua.activities.models import Activity
from thidua.activities.services import actor_of_pass, issue_pass
from thidua.common import clock
from thidua.common.actor import Actor, FieldActor, Role, Visitor
from thidua.common.http.routes import Policy, Route, Visible

DEVICE = "3f0c8a52-5b7e-4a53-9f0e-1c1f6d2f7a10"
"""What the phone of the team drew for itself."""
DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "permissions.md"
COMMAND = "python tools/write_permissions.py"


class Outcome(Enum):
    """What becomes of a visit."""

    ALLOWED = "✓"
    REFUSED = "–"
    HIDDEN = "·"
    SIGN_IN = "→"
    NO_PASS = "◦"


@dataclass(frozen=True, slots=True)
class Visitant:
    """Somebody of the cast who visits; without a user, somebody who has not signed in, or a phone with its `secret`."""

    name: str
    label: str
    user: User | None
    secret: str = ""

    def actor(self) -> Actor:
        """The actor he is now."""
        if self.secret:
            return actor_of_pass(self.secret, DEVICE, clock.now()) or Visitor()
        return build_actor(self.user, clock.now()) if self.user is not None else Visitor()


@dataclass(frozen=True, slots=True)
class Visit:
    """One URL with its arguments, and what the policy says to each visitant, by name."""

    route: Route
    arguments: Kwargs
    is_other: bool
    expected: dict[str, Outcome]


LABELS = {
    "secretary": "Secretary of bloc I",
    "delegate": "Her delegate",
    "officer": "Officer",
    "head": "Head",
    "other_officer": "Officer of another unit",
    "standing": "Standing office",
    "council_member": "Council member",
    "observer": "Observer of bloc I",
    "reader": "Reader of bloc I",
    "stranger": "Officer in bloc II",
    "administrator": "Administrator",
    "in_session": "Administrator in a staff session",
    "nobody": "No role",
    "phone": "Phone of a team in bloc I",
    "visitor": "Not signed in",
}


@contextmanager
def crawl_settings() -> Iterator[Path]:
    """The middle of the cast's year, files in a passing folder (given), cheap password hashes."""
    before = os.environ.get("THIDUA_CLOCK_FILE")
    with tempfile.TemporaryDirectory() as folder:
        clock_file = Path(folder) / "clock"
        clock_file.write_text(f"{YEAR}-06-15T09:00:00+07:00")
        os.environ["THIDUA_CLOCK_FILE"] = str(clock_file)
        files = Path(folder) / "files"
        try:
            with override_settings(
                MEDIA_ROOT=files,
                VAR=Path(folder),
                PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
            ):
                yield files
        finally:
            if before is None:
                del os.environ["THIDUA_CLOCK_FILE"]
            else:
                os.environ["THIDUA_CLOCK_FILE"] = before


def make_world(routes: Sequence[Route] = ()) -> World:
    """The cast, who else walks, and whatever the URLs (all, unless named) need."""
    load_builders()
    cast = make_cast()
    world = World(cast)
    world.others = {
        "delegate": _make_delegate(cast),
        "in_session": _make_administrator_in_session(cast),
        "nobody": User.objects.create_user("khong", "khong@vi-du.vn", PASSWORD),
    }
    for route in routes or all_routes():
        world.arguments(route)
    world.secrets = {"phone": _make_team(world)}
    return world


def _make_team(world: World) -> str:
    """A team at an activity of bloc I; what its phones hold."""
    activity, _theirs = world.both(Activity)
    return issue_pass(actor=world.cast.standing.actor(), activity=activity, team="Tổ 5", now=clock.now()).secret


def _make_delegate(cast: Cast) -> User:
    """Somebody of a member unit, without a role of his own, for whom the secretary is away this week."""
    user = User.objects.create_user("thay", "thay@vi-du.vn", PASSWORD)
    make_person(cast.units[5], "Mai Văn Thay", user=user)
    today = clock.today()
    delegate(
        actor=cast.secretary.actor(),
        grant=RoleGrant.objects.get(user=cast.secretary.user),
        to=user,
        since=today,
        until=today + timedelta(days=6),
        reason="Đi công tác",
        now=clock.now(),
    )
    return user


def _make_administrator_in_session(cast: Cast) -> User:
    """Another administrator of the ministry, who has just said why he acts on content and for how long."""
    user = User.objects.create_user("phien", "phien@vi-du.vn", PASSWORD)
    make_person(cast.other_unit, "Lý Thị Phiên", user=user)
    RoleGrant.objects.create(
        agency=cast.agency, user=user, role=Role.ADMINISTRATOR, since=date(2020, 1, 1), granted_at=clock.now()
    )
    start_staff_session(
        actor=build_actor(user, clock.now()),
        agency=cast.agency,
        reason="Sửa danh sách thành viên giúp thư ký khối",
        minutes=60,
        now=clock.now(),
    )
    return user


def visitants(world: World) -> list[Visitant]:
    """The cast, who walks besides, and somebody who has not signed in."""
    users = {name: member.user for name, member in world.cast.everyone().items()} | world.others
    return [Visitant(name, label, users.get(name), world.secrets.get(name, "")) for name, label in LABELS.items()]


def work_out(world: World, routes: Sequence[Route] = (), *, names: Collection[str] = LABELS) -> list[Visit]:
    """Every URL (or those named), own and other, with what its declared policy says to everyone (or those named)."""
    asked = [
        (route, is_other, arguments)
        for route in routes or all_routes()
        for is_other, arguments in enumerate(world.arguments(route))
    ]
    named: dict[Visible, set[Any]] = defaultdict(set)
    for route, _is_other, arguments in asked:
        if route.policy.visible is not None:
            named[route.policy.visible].add(arguments["pk"])
    sights = {each.name: Sight(each.actor(), named) for each in visitants(world) if each.name in names}
    return [
        Visit(route, arguments, bool(is_other), {name: _ask(route, sight, arguments) for name, sight in sights.items()})
        for route, is_other, arguments in asked
    ]


@dataclass(frozen=True, slots=True)
class Sight:
    """What one actor sees. Nothing changes meanwhile, and dozens of URLs are about the same things: what he may see of
    all that any URL names (`named`) is looked up together, once.
    """

    actor: Actor
    named: Mapping[Visible, Collection[Any]]
    seen: dict[Visible, dict[Any, Any]] = field(default_factory=dict)
    found: dict[object, Any] = field(default_factory=dict)

    def of(self, policy: Policy, arguments: Kwargs) -> Any:
        """What the URL names, as `routes` would fetch it; None if it is not for him."""
        visible, find = policy.visible, policy.find
        if visible is not None:
            if visible not in self.seen:
                self.seen[visible] = {each.pk: each for each in visible(self.actor).filter(pk__in=self.named[visible])}
            return self.seen[visible].get(arguments["pk"])
        assert find is not None
        key = (find, tuple(sorted(arguments.items())))
        if key not in self.found:
            self.found[key] = find(self.actor, **arguments)
        return self.found[key]


def _ask(route: Route, sight: Sight, arguments: Kwargs) -> Outcome:
    policy, actor = route.policy, sight.actor
    if policy.is_public:
        return Outcome.ALLOWED
    if policy.is_for_field and not isinstance(actor, FieldActor):
        return Outcome.NO_PASS
    if isinstance(actor, Visitor) and not policy.is_for_field:
        return Outcome.SIGN_IN
    if policy.visible is None and policy.find is None:
        return Outcome.ALLOWED if policy.may is None or policy.may(actor) else Outcome.REFUSED
    thing = sight.of(policy, arguments)
    if thing is None:
        return Outcome.HIDDEN
    return Outcome.ALLOWED if policy.may is None or policy.may(actor, thing) else Outcome.REFUSED


def render(visits: list[Visit]) -> str:
    """The document."""
    return "\n".join(_lines(visits)) + "\n"


def _lines(visits: list[Visit]) -> Iterator[str]:
    yield "# Permissions"
    yield ""
    yield f"Generated by `{COMMAND}` from the policies that the URLs declare; do not edit."
    yield "A test visits every URL as everyone of the test cast and compares; another says when this file is stale."
    yield "What is not ticked is refused."
    yield ""
    yield "- ✓ may; – sees it but may not (403, with the reason); · it is not there for him (404); → must sign in."
    yield "- ◦ comes with the pass of a team in the field, or not at all (401): only phones have one."
    yield "- Two marks: for a thing of his own side (bloc I and the unit Vụ Kế hoạch), then for one of bloc II."
    yield "- Officer and Head belong to Vụ Kế hoạch, a member of bloc I. Standing office and Council member have the"
    yield "  whole ministry. An administrator acts on content only within a staff session, as its standing office:"
    yield "  one is in such a session, the other is not. The delegate has no role but the secretary's, for a week."
    yield ""
    yield "| URL | name | methods | policy | " + " | ".join(LABELS.values()) + " |"
    yield "| --- | --- | --- | --- |" + " :-: |" * len(LABELS)
    by_route: dict[str, list[Visit]] = {}
    for visit in visits:
        by_route.setdefault(visit.route.name, []).append(visit)
    for name, both in by_route.items():
        route = both[0].route
        methods = " ".join(method for method in route.methods if method != "HEAD")
        marks = (" ".join(visit.expected[who].value for visit in both) for who in LABELS)
        url = f"/{route.route}".replace("<", "‹").replace(">", "›")
        yield f"| `{url}` | {name} | {methods} | {route.policy.name} | " + " | ".join(marks) + " |"
