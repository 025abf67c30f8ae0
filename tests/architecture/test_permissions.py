"""The permission crawl: every URL × everyone of the cast × own and other × reading and an empty form.

The expectation comes from the declared policies (`tests/permission_table.py`), the reality from the running
application. Whoever adds a URL says in `tests/<app>/crawl.py` which things to visit it with.
"""

from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from tests.permission_table import (
    COMMAND,
    DOCUMENT,
    LABELS,
    Outcome,
    Visit,
    crawl_settings,
    make_world,
    render,
    visitants,
    work_out,
)
from thidua.common.http.routes import ROUTES

pytestmark = pytest.mark.django_db

PASSING = ("django_session", "usersessions_usersession")
"""Tables that a read may touch: when somebody was last here."""


@dataclass
class Crawl:
    """What happened, in sentences; empty where all is as it should be."""

    visits: list[Visit]
    document: str
    differences: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in LABELS})
    breakdowns: list[str] = field(default_factory=list)
    writes_on_reading: list[str] = field(default_factory=list)
    requests: int = 0


@pytest.fixture(scope="module")
def crawl(django_db_setup: None, django_db_blocker: object) -> Crawl:
    """One world, one walk through it; undone at the end."""
    with django_db_blocker.unblock(), crawl_settings(), transaction.atomic():  # type: ignore[attr-defined]
        world = make_world()
        visits = work_out(world)
        found = Crawl(visits, render(visits))
        for visitant in visitants(world):
            client = Client()
            if visitant.user is not None:
                client.force_login(visitant.user)
            cookies = client.cookies.output()
            for visit in visits:
                for method in _methods(visit):
                    client.cookies.clear()
                    client.cookies.load(cookies.replace("Set-Cookie: ", ""))
                    _go(found, client, visitant.name, visit, method)
        transaction.set_rollback(True)
    return found


def _methods(visit: Visit) -> list[str]:
    return [method for method in visit.route.methods if method != "HEAD"]


def _go(found: Crawl, client: Client, who: str, visit: Visit, method: str) -> None:
    """One request, undone afterwards."""
    url = reverse(visit.route.name, kwargs=visit.arguments)
    found.requests += 1
    written: list[str] = []

    def watch(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        is_write = sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        if is_write and not any(table in sql for table in PASSING):
            written.append(sql[:120])
        return execute(sql, params, many, context)

    step = f"{who}: {method} {url}"
    try:
        with transaction.atomic():
            with connection.execute_wrapper(watch):
                answer = client.get(url) if method == "GET" else client.post(url)
                answer.close()  # a file that is sent stays open until then
            transaction.set_rollback(True)
    except Exception as error:
        found.breakdowns.append(f"{step} broke: {type(error).__name__}: {error}")
        return
    if answer.status_code >= 500 or answer.status_code == 405:
        found.breakdowns.append(f"{step} answered {answer.status_code}")
        return
    if method == "GET" and written:
        found.writes_on_reading.append(f"{step} wrote: {written[0]}")
    expected, seen = visit.expected[who], _outcome(answer, who, visit)
    if seen != expected:
        found.differences[who].append(
            f"{step} ({visit.route.policy.name}): expected {expected.name}, answered {answer.status_code}"
        )


def _outcome(answer: HttpResponse, who: str, visit: Visit) -> Outcome:
    if answer.status_code == 404:
        return Outcome.HIDDEN
    if answer.status_code == 403:
        return Outcome.REFUSED
    if who == "visitor" and not visit.route.policy.is_public:
        to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith(reverse(settings.LOGIN_URL))
        return Outcome.SIGN_IN if to_sign_in else Outcome.ALLOWED
    return Outcome.ALLOWED


@pytest.mark.parametrize("name", LABELS)
def test_every_visit_ends_as_the_policies_say(crawl: Crawl, name: str) -> None:
    assert crawl.differences[name] == []


def test_no_visit_and_no_empty_form_breaks_anything(crawl: Crawl) -> None:
    assert crawl.breakdowns == []


def test_reading_changes_nothing(crawl: Crawl) -> None:
    assert crawl.writes_on_reading == []


def test_the_crawl_went_everywhere(crawl: Crawl) -> None:
    assert {visit.route.name for visit in crawl.visits} == set(ROUTES)
    assert crawl.requests == len(LABELS) * sum(len(_methods(visit)) for visit in crawl.visits)


def test_without_a_role_only_what_is_open_to_all_is_open(crawl: Crawl) -> None:
    """Deny by default: whoever signs in and holds no role comes in only where the URL says `signed_in` or `public`."""
    open_to_nobody = {visit.route.policy.name for visit in crawl.visits if visit.expected["nobody"] == Outcome.ALLOWED}
    open_to_visitors = {
        visit.route.policy.name for visit in crawl.visits if visit.expected["visitor"] != Outcome.SIGN_IN
    }

    assert open_to_nobody == {"signed_in", "public"}
    assert open_to_visitors == {"public"}


def test_the_document_is_fresh(crawl: Crawl) -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == crawl.document, f"Stale: run {COMMAND}"


# --- every URL is declared -------------------------------------------------------------------------------------------

EXPLAINED: dict[str, str] = {}
"""URLs of others that need no policy of ours, with the reason. Static files are served before any URL is looked at."""


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


def test_every_url_declares_its_policy() -> None:
    assert [route for route in undeclared(get_resolver().url_patterns) if route not in EXPLAINED] == []


def test_a_url_that_declares_nothing_is_found() -> None:
    patterns = [path("lau/", lambda request: HttpResponse(), name="smuggled")]

    assert undeclared([*get_resolver().url_patterns, *patterns]) == ["lau/"]
