"""The permission crawl: every URL × everyone of the cast × own and other × reading and an empty form; and no page leads
anyone to a door that is shut to him.

The expectation comes from the declared policies (`tests/permission_table.py`), the reality from the running
application. Whoever adds a URL says in `tests/<app>/crawl.py` which things to visit it with.
"""

import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from http import HTTPStatus
from zlib import crc32

import pytest
from django.core.signals import got_request_exception
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from tests.crawl_objects import World, all_routes
from tests.pages import loose_directives
from tests.permission_table import (
    COMMAND,
    DEVICE,
    DOCUMENT,
    LABELS,
    Outcome,
    Visit,
    render,
    visitants,
    work_out,
)
from thidua.access import middleware
from thidua.access.actors import build_actor
from thidua.accounts.middleware import SEEN
from thidua.accounts.models import User
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.errors import NotVisibleError, RefusedError
from thidua.common.http.routes import ROUTES, declare

pytestmark = pytest.mark.django_db

PASSING = ("django_session", "usersessions_usersession")
"""Tables that a read may touch: when somebody was last here."""

HISTORY = ("audit_auditentry", "audit_chainhead")
"""Tables that a read may touch that is refused, where its policy keeps refused tries."""


IN_FULL = bool(os.environ.get("TEST_EVERYTHING"))
"""In `make drill` everybody opens and sends everything that he may. In `make test` everybody asks at every door, and
who opens what is shared out:

- an empty form is sent by the first who may, and by those who take the `WHOLE_WAY`: a form takes or refuses the same
  from all whom the policy lets in;
- of the two things of a page each opens the first, and asks for the second at the door, unless he comes in only there;
- whoever asked at a door asked at all that declare the same policy, for the same thing;
- those `AT_THE_DOOR` open a page only where nobody else may: another of the walkers holds the same role elsewhere or a
  wider one;
- of those `IN_TURN` one opens a page besides, and which one changes from page to page.
"""

AT_THE_DOOR = () if IN_FULL else ("delegate", "other_officer", "council_member", "reader", "in_session")
IN_TURN = () if IN_FULL else ("officer", "head", "standing", "observer", "administrator")

SHUT = (Outcome.SIGN_IN, Outcome.NO_PASS)

LINK = re.compile(rb'href="(/[^"#?]*)')

EVERYBODY_WALKS = IN_FULL or os.environ.get("TEST_DATABASE", "sqlite") == "sqlite"
WALKERS = list(LABELS) if EVERYBODY_WALKS else []
"""Who walks: everyone on SQLite, and in `make drill`. Who may do what does not hang on the database: on PostgreSQL each
page and each form is opened once, by the first who may."""
OPENERS = ("secretary", "officer", "head", "standing", "administrator", "phone")
"""By whom every page and form can be opened."""

WHOLE_WAY = ("stranger", "phone", "visitor")
"""Who takes every step through all that stands before the URLs. The others do so where they may come in; where they may
not, one step goes straight to what the URL declares, which asks the policy and says no before any page, and before it
looks whether something was sent: what lies before it is the same for every URL and database, and is walked through by
these three on SQLite.
"""


class Browser:
    """Sends each request with the cookie of its first sign-in, whatever earlier answers said.

    Leaner than `Client`, which copies the context of every template. It asks for JSON: what is allowed is the page all
    the same, and a refusal comes without the page around it, which has tests of its own.
    """

    def __init__(self, user: User | None, secret: str = "") -> None:
        client = Client()
        if user is not None:
            client.force_login(user)
            session = client.session
            session[SEEN] = int(clock.machine_time().timestamp())
            session.save()
        headers = {"accept": "application/json", "cookie": client.cookies.output(attrs=[], header="", sep=";").strip()}
        if secret:
            headers |= {"authorization": f"Field {secret}", "x-device": DEVICE}
        self.user = user
        self.factory = RequestFactory(headers=headers)
        self.handler = ClientHandler(enforce_csrf_checks=False)

    def visit(self, method: str, url: str) -> HttpResponse:
        """What the application answers to a read or to an empty form; its exceptions come through."""
        request = self.factory.generic(method, url, content_type="application/x-www-form-urlencoded")
        got_request_exception.connect(_let_through)
        try:
            return self.handler(request.environ)
        finally:
            got_request_exception.disconnect(_let_through)

    def knock(self, method: str, url: str, visit: Visit, actor: Actor) -> HttpResponse:
        """What the door of the URL answers to the actor, without all that stands before it and the page behind it."""
        request = self.factory.generic(method, url, content_type="application/x-www-form-urlencoded")
        request.user, request.actor = self.user, actor  # type: ignore[assignment, attr-defined]
        try:
            return _doors()[visit.route.name](request, **visit.arguments)
        except NotVisibleError:
            return HttpResponse(status=HTTPStatus.NOT_FOUND)
        except RefusedError:
            return HttpResponse(status=HTTPStatus.FORBIDDEN)


@cache
def _doors() -> dict[str, Callable[..., HttpResponse]]:
    """What stands before the view of each URL, by its name; behind it is an empty page."""
    return {
        route.name: declare(route.route, _nothing, route.name, route.policy, route.methods).callback
        for route in all_routes()
    }


def _nothing(request: HttpRequest, *given: object, **url: object) -> HttpResponse:
    return HttpResponse()


def _let_through(**kwargs: object) -> None:
    raise sys.exception()  # type: ignore[misc]


@pytest.fixture(scope="module")
def visits(world: World) -> list[Visit]:
    """Every URL, own and other, with what the policies say; to as many as are needed."""
    return work_out(world, names=LABELS if EVERYBODY_WALKS else OPENERS)


@pytest.mark.once
def test_without_a_role_only_what_is_open_to_all_is_open(visits: list[Visit]) -> None:
    """Deny by default: whoever signs in and holds no role comes in only where the URL says `signed_in` or `public`."""
    open_to_nobody = {visit.route.policy.name for visit in visits if visit.expected["nobody"] == Outcome.ALLOWED}
    open_to_visitors = {visit.route.policy.name for visit in visits if visit.expected["visitor"] not in SHUT}

    assert open_to_nobody == {"signed_in", "public"}
    assert open_to_visitors == {"public"}


@pytest.mark.once
def test_every_url_is_open_to_somebody(visits: list[Visit]) -> None:
    """Of every URL one of the cast may do what it is for with one of the two things: else no walk ever tried its page,
    and nobody would notice that it was shut to all."""
    reached = {visit.route.name for visit in visits if Outcome.ALLOWED in visit.expected.values()}

    assert sorted({visit.route.name for visit in visits} - reached) == []


@pytest.mark.once
def test_the_document_is_fresh(visits: list[Visit]) -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == render(visits), f"Stale: run {COMMAND}"


def test_every_visit_ends_as_the_policies_say(world: World, visits: list[Visit], settings, monkeypatch) -> None:
    """For everyone who walks; and none breaks, and none that reads writes.

    One test, so that the world is made once, by whichever process runs it. Nobody's grants change meanwhile: what
    each may do is read once, not at each of a thousand steps.
    """
    settings.MEDIA_ROOT, settings.VAR = world.files, world.files.parent
    monkeypatch.setattr(middleware, "build_actor", _remembering(build_actor))
    steps = [(visit, method) for visit in visits for method in visit.route.methods if method != "HEAD"]
    assert len(steps) >= len(ROUTES)
    left = _left_over(steps)
    doors = {_url(visit): visit for visit in visits}

    surprises: dict[str, list[str]] = {}
    for visitant in visitants(world):
        taken = _walk(visitant.name, steps) if visitant.name in WALKERS else left.get(visitant.name, [])
        if taken:
            browser, actor = Browser(visitant.user, visitant.secret), visitant.actor()
            answers = [_go(browser, actor, visitant.name, step, doors) for step in taken]
            surprises[visitant.name] = [answer for answer in answers if answer]

    told = "\n".join(f"{name}: {each}" for name, found in surprises.items() for each in found)
    opened = {step.visit.route.name for each in left.values() for step in each}
    assert set(surprises) == {*WALKERS, *left}
    assert WALKERS or opened == set(ROUTES)
    assert not told, told


def _remembering(build: Callable[[User, datetime], Actor]) -> Callable[[User, datetime], Actor]:
    """`build`, asked once for each user."""
    found: dict[int | None, Actor] = {}

    def remembered(user: User, now: datetime) -> Actor:
        if user.pk not in found:
            found[user.pk] = build(user, now)
        return found[user.pk]

    return remembered


def _url(visit: Visit) -> str:
    return reverse(visit.route.name, kwargs=visit.arguments)


@dataclass(frozen=True, slots=True)
class Step:
    """One request; whoever stays outside only asks at the door."""

    visit: Visit
    method: str
    stays_outside: bool


def _walk(who: str, steps: list[tuple[Visit, str]]) -> list[Step]:
    """Every door, and the page and the form behind it where he opens them."""
    walk: list[Step] = []
    opened: set[Hashable] = set()
    asked: set[Hashable] = set()
    for visit, method in steps:
        page, door = (visit.route.name, method, visit.expected[who] == Outcome.ALLOWED), _door(visit)
        stays_outside = page in opened or _stays_outside(who, visit, method)
        if stays_outside and door in asked:
            continue
        if not IN_FULL:
            asked.add(door) if stays_outside else opened.add(page)
        walk.append(Step(visit, method, stays_outside))
    return walk


def _door(visit: Visit) -> Hashable:
    """What the answer at a door hangs on: `declare` makes it of the policy alone."""
    return visit.route.policy, tuple(sorted(visit.arguments.items()))


def _left_over(steps: list[tuple[Visit, str]]) -> dict[str, list[Step]]:
    """Each page and form that none of those who walk opens, once, by the first who may."""
    opened = {
        (visit.route.name, method)
        for visit, method in steps
        for who in WALKERS
        if visit.expected[who] == Outcome.ALLOWED and not _stays_outside(who, visit, method)
    }
    left: dict[str, list[Step]] = defaultdict(list)
    for visit, method in steps:
        who = _first_who_may(visit, list(visit.expected))
        if who and (visit.route.name, method) not in opened:
            opened.add((visit.route.name, method))
            left[who].append(Step(visit, method, stays_outside=False))
    return left


def _go(browser: Browser, actor: Actor, who: str, taken: Step, doors: dict[str, Visit]) -> str:
    """One request, undone afterwards. What is wrong with the answer, or nothing."""
    visit, method, stays_outside = taken.visit, taken.method, taken.stays_outside
    url = _url(visit)
    step = f"{method} {url} ({visit.route.policy.name})"
    written: list[str] = []

    def watch(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        is_write = sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        if is_write and not any(table in sql for table in PASSING):
            written.append(sql[:120])
        return execute(sql, params, many, context)

    try:
        with transaction.atomic():
            with connection.execute_wrapper(watch):
                answer = browser.knock(method, url, visit, actor) if stays_outside else browser.visit(method, url)
                if answer.streaming:
                    b"".join(answer.streaming_content)  # a file that is sent stays open until it is read
            transaction.set_rollback(True)
    except Exception as error:
        return f"{step} broke: {type(error).__name__}: {error}"
    if answer.status_code >= 500 or answer.status_code == 405:
        return f"{step} answered {answer.status_code}"
    loose = {} if stays_outside else loose_directives(answer.headers.get("Content-Security-Policy", ""))
    if loose:
        return f"{step} lets in what stands in the page itself: {loose}"
    expected, seen = visit.expected[who], _outcome(answer, who, visit)
    if visit.route.policy.keeps and seen in (Outcome.REFUSED, Outcome.HIDDEN):
        written = [sql for sql in written if not any(table in sql for table in HISTORY)]
    if method == "GET" and written:
        return f"{step} reads and yet wrote: {written[0]}"
    if seen != expected:
        return f"{step} should be {expected.name}, answered {answer.status_code}"
    shut = sorted({link for link in _links(answer) if link in doors and _is_shut(doors[link], who)})
    return f"{step} leads to what is shut: {', '.join(shut)}" if shut else ""


def _stays_outside(who: str, visit: Visit, method: str) -> bool:
    if who not in WHOLE_WAY and _is_shut(visit, who):
        return True
    if who in AT_THE_DOOR:
        return who != _first_who_may(visit, WALKERS)
    if method == "POST":
        return who not in WHOLE_WAY and not IN_FULL and who != _first_who_may(visit, WALKERS)
    return who in IN_TURN and who != _whose_turn(visit)


def _whose_turn(visit: Visit) -> str:
    """Of those who take turns, who opens this page; empty where none of them may."""
    may = [who for who in IN_TURN if who in WALKERS and visit.expected[who] == Outcome.ALLOWED]
    return may[crc32(visit.route.name.encode()) % len(may)] if may else ""


def _first_who_may(visit: Visit, among: list[str]) -> str:
    """Of those who open pages, where one of them may; empty where nobody may."""
    may = [who for who in among if visit.expected[who] == Outcome.ALLOWED]
    return min(may, key=lambda who: who in AT_THE_DOOR, default="")


def _links(answer: HttpResponse) -> list[str]:
    """Where a page leads."""
    if answer.status_code != HTTPStatus.OK or not answer.headers["Content-Type"].startswith("text/html"):
        return []
    return [link.decode() for link in LINK.findall(answer.content)]


def _is_shut(visit: Visit, who: str) -> bool:
    return visit.expected[who] in (Outcome.HIDDEN, Outcome.REFUSED)


def _outcome(answer: HttpResponse, who: str, visit: Visit) -> Outcome:
    if answer.status_code == 404:
        return Outcome.HIDDEN
    if answer.status_code == 403:
        return Outcome.REFUSED
    if answer.status_code == HTTPStatus.UNAUTHORIZED:
        return Outcome.NO_PASS
    if who in ("visitor", "phone") and not visit.route.policy.is_public:
        if visit.route.policy.is_for_field:
            return Outcome.ALLOWED
        to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith(reverse("account_login"))
        return Outcome.SIGN_IN if to_sign_in else Outcome.ALLOWED
    return Outcome.ALLOWED


# --- every URL is declared -------------------------------------------------------------------------------------------

EXPLAINED = {
    "bien-tap/": "Wagtail, behind the door of publishing/editing/door.py; tests/publishing/test_door.py walks it all",
}
"""What URLs of others begin with that need no policy of ours, with the reason. Static files are served before any URL
is looked at.
"""


def undeclared(patterns: list[URLPattern | URLResolver], prefix: str = "") -> list[str]:
    """Patterns that did not come through `page`, `form` or `action`."""
    found = []
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += undeclared(pattern.url_patterns, route)
        elif pattern.name not in ROUTES or ROUTES[pattern.name].route != route:
            found.append(route)
    return found


def unexplained(patterns: list[URLPattern | URLResolver]) -> list[str]:
    """Those of the undeclared that nobody gave a reason for."""
    return [route for route in undeclared(patterns) if not route.startswith(tuple(EXPLAINED))]


def test_every_url_declares_its_policy() -> None:
    assert unexplained(get_resolver().url_patterns) == []


def test_a_url_that_declares_nothing_is_found() -> None:
    patterns = [path("lau/", lambda request: HttpResponse(), name="smuggled")]

    assert unexplained([*get_resolver().url_patterns, *patterns]) == ["lau/"]
