"""Pages of the application, as somebody who may open them: axe finds nothing, nothing scrolls sideways.

Every page, wide and narrow, in both languages takes minutes, and the main ones on a phone half of one: both are
drills (`make drill`). In every run of the tests the journeys look at the pages they pass.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

import pytest
from django.urls import reverse

from tests.crawl_objects import all_routes
from tests.journeys.conftest import DESK, PHONE, Walker
from tests.permission_table import Outcome, crawl_settings, make_world, visitants, work_out

MAIN_PAGES = {
    "home",
    "reminders",
    "blocs",
    "bloc",
    "unit",
    "agency",
    "person",
    "cycles",
    "cycle",
    "step",
    "pledge",
    "pledge_unit",
    "report_results",
    "task",
    "tasks",
    "visit",
    "rules",
    "activities",
    "activity",
    "plan",
    "plan_zones",
    "workshop",
    "report_proposal",
    "cycle_proposals",
    "follow_up",
    "take_lessons",
    "evidence",
    "awards",
    "meeting",
    "roll",
    "minutes",
    "handover",
    "papers",
    "scoring",
    "scheme",
    "edit_item",
    "matrix",
    "ranking",
    "scorecard",
    "derivation",
    "fill_item",
    "compare_schemes",
    "conduct",
    "hall",
    "vote",
    "motion",
    "proposals",
    "record_book",
    "eligibility",
    "review",
    "all_doubts",
}
"""What people of the bloc open most, by the name of the URL."""


@dataclass(frozen=True, slots=True)
class Page:
    """A URL that is read, and somebody who may open it."""

    name: str
    path: str
    who: str
    account: object


@pytest.fixture
def _crawl(transactional_db: None) -> Iterator[None]:
    """The day and the folder of the crawl."""
    with crawl_settings():
        yield


def _pages(names: Collection[str] = ()) -> list[Page]:
    """Every URL that is read, or those of these names."""
    routes = [each for each in all_routes() if not names or each.name in names]
    world = make_world(routes)
    accounts = {each.name: each.user for each in visitants(world)}
    found = []
    for visit in work_out(world, routes):
        who = [name for name, outcome in visit.expected.items() if outcome is Outcome.ALLOWED]
        if "GET" in visit.route.methods and who and not visit.is_other:
            name = "officer" if "officer" in who else who[0]
            path = reverse(visit.route.name, kwargs=visit.arguments)
            found.append(Page(visit.route.name, path, name, accounts[name]))
    return found


@pytest.mark.drill
@pytest.mark.usefixtures("_crawl")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(walk_as: Callable[..., Walker], language: str) -> None:
    pages = _pages()

    assert len(pages) > 150
    faults = _faults(pages, walk_as, (DESK, PHONE), language, in_full=True)
    assert not faults, "\n".join(faults)


@pytest.mark.drill
@pytest.mark.usefixtures("_crawl")
def test_axe_finds_nothing_on_the_main_pages_on_a_phone(walk_as: Callable[..., Walker]) -> None:
    pages = _pages(MAIN_PAGES)

    assert {each.name for each in pages} == MAIN_PAGES
    faults = _faults(pages, walk_as, (PHONE,), "vi")
    assert not faults, "\n".join(faults)


def _faults(
    pages: list[Page],
    walk_as: Callable[..., Walker],
    sizes: tuple[dict[str, int], ...],
    language: str,
    *,
    in_full: bool = False,
) -> list[str]:
    walkers: dict[str, Walker] = {}
    faults: list[str] = []
    for each in pages:
        if each.who not in walkers:
            walkers[each.who] = walk_as(each.account)
            cookie = {"name": "django_language", "value": language, "url": walkers[each.who].base}
            walkers[each.who].page.context.add_cookies([cookie])
        faults += _faults_at(walkers[each.who], each.path, sizes, in_full=in_full)
    return faults


def _faults_at(walker: Walker, path: str, sizes: tuple[dict[str, int], ...], *, in_full: bool) -> list[str]:
    page = walker.page
    if _is_file(walker, path):
        return []
    found = []
    for size in sizes:
        page.set_viewport_size(size)
        answer = page.goto(walker.base + path)
        if answer is None or answer.status >= 400:
            return [f"{path}: {answer and answer.status}"]
        found += [f"{path} at {size['width']}: {each}" for each in walker.findings(in_full=in_full)]
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{path} at {size['width']}: scrolls sideways by {over} px"] if over > 0 else []
    found += [f"{path}: {complaint}" for complaint in walker.complaints]
    walker.complaints.clear()
    return found


def _is_file(walker: Walker, path: str) -> bool:
    """Whether the address answers with a file, or with a part of a page: a browser shows neither as a page."""
    answer = walker.page.request.get(walker.base + path)
    return "html" not in answer.headers.get("content-type", "") or "<html" not in answer.text()[:200]
