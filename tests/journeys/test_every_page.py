"""Every page of the application, as somebody who may open it: axe finds nothing, wide and narrow, in both languages.

Long, so it is a drill (`make drill`); the journeys look at the pages they pass.
"""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.journeys.conftest import DESK, PHONE, Walker
from tests.permission_table import Outcome, crawl_settings, make_world, visitants, work_out

pytestmark = pytest.mark.drill

NOT_PAGES = ("tep/", "nhap-excel/", "bo-ho-so/", "mau-van-ban/", "so-viec/")
"""Below these lie files and parts of pages beside the pages; what answers with a file is passed over."""
FILES = ("/excel/", "/tep/", "/tai/")
"""So end the addresses of files elsewhere."""


@pytest.fixture
def pages(transactional_db: None) -> Iterator[list[tuple[str, str, object]]]:
    """For each URL that is read: who may open it (by name), its path, and his account."""
    with crawl_settings():
        world = make_world()
        accounts = {each.name: each.user for each in visitants(world)}
        found = []
        for visit in work_out(world):
            who = [name for name, outcome in visit.expected.items() if outcome is Outcome.ALLOWED]
            if "GET" in visit.route.methods and who and not visit.is_other:
                name = "officer" if "officer" in who else who[0]
                found.append((name, reverse(visit.route.name, kwargs=visit.arguments), accounts[name]))
        yield found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    pages: list[tuple[str, str, object]], walk_as: Callable[..., Walker], language: str
) -> None:
    walkers: dict[str, Walker] = {}
    faults: list[str] = []
    for name, path, account in pages:
        if name not in walkers:
            walkers[name] = walk_as(account)
            cookie = {"name": "django_language", "value": language, "url": walkers[name].base}
            walkers[name].page.context.add_cookies([cookie])
        faults += _faults(walkers[name], path)

    assert len(pages) > 150
    assert faults == []


def _faults(walker: Walker, path: str) -> list[str]:
    page = walker.page
    if _is_file(walker, path):
        return []
    found = []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        answer = page.goto(walker.base + path)
        if answer is None or answer.status >= 400:
            return [f"{path}: {answer and answer.status}"]
        violations = Axe().run(page).response["violations"]
        found += [f"{path} at {size['width']}: {each['id']} {each['nodes'][0]['html'][:120]}" for each in violations]
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        found += [f"{path} at {size['width']}: scrolls sideways by {over} px"] if over > 0 else []
    found += [f"{path}: {complaint}" for complaint in walker.complaints]
    walker.complaints.clear()
    return found


def _is_file(walker: Walker, path: str) -> bool:
    """Whether the address answers with something to save, or with a part of a page."""
    if not path.removeprefix("/").startswith(NOT_PAGES) and not path.endswith(FILES):
        return False
    answer = walker.page.request.get(walker.base + path)
    return "<html" not in answer.text()[:200] if "html" in answer.headers.get("content-type", "") else True
