"""How long pages take on the server, beside a bare page of the same stack; and how many queries.

Every page that is found by following links, as secretary, standing office, officer, head of a unit and
administrator: on the demo, and on invented ministries of 6 and of 38 units in 5 years, every year scored and voted
on. Medians of 20 warm requests through the whole of Django, without a network. Sign-in, uploads and exports are
apart; nor is a table still being drafted among what they find. The editing system's pages are Wagtail's own: their
time counts with the others, how often they ask stands in a row by itself. Whether queries grow with the units is
counted apart, in a single year of 6 and of 38 units with as many people in each. The bare page is the first help page:
middleware, session, frame and no record.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from benchmarks.figures import Figure, at_most, median_ms
from benchmarks.installation import installation

if TYPE_CHECKING:
    from benchmarks.ministry import Ministry

LIMIT_MS = 100
LIMIT_QUERIES = 30
LIMIT_EDITING = 60
EDITING = "wagtail"
"""So begin the names of the routes that are Wagtail's own."""
ROLES = ("thu-ky", "thuong-truc", "can-bo", "thu-truong", "quan-tri")
SLOWEST = 12
"""Pages that get a row of their own; of the others one row tells."""


def measure() -> list[Figure]:
    """The slowest pages each, then all pages together: time, queries, and whether queries grow with the units."""
    with installation():
        from django.conf import settings
        from django.test import Client

        from benchmarks.ministry import make_ministry

        settings.ALLOWED_HOSTS = ["*"]
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        demo = _visit(_demo())
        small = _visit(make_ministry("nho", units=6, years=5, people_per_unit=3))
        large = _visit(make_ministry("lon", units=38, years=5, people_per_unit=10))
        few, many = (count_queries(make_ministry(f"mot-nam-{units}", units, 1, 3)) for units in (6, 38))
        client = Client()
        bare = median_ms(lambda: client.get("/tro-giup/"))
        return [*_figures(demo, small, large, bare), _growth(few, many)]


Visits = dict[str, tuple[float, int]]
"""For each kind of page: milliseconds and queries."""


def _figures(demo: Visits, small: Visits, large: Visits, bare: float) -> list[Figure]:
    slowest = {name: max(ms for ms, _ in _found(name, demo, small, large)) for name in {*demo, *small, *large}}
    most = {name: max(queries for _, queries in _found(name, demo, small, large)) for name in slowest}
    by_time = sorted(slowest, key=lambda name: slowest[name], reverse=True)
    peer = f"bare page {bare:.1f} ms"
    figures = [
        at_most(f"page {name}", slowest[name], "ms", LIMIT_MS, f"{peer}; {most[name]} queries")
        for name in by_time[:SLOWEST]
    ]
    figures.append(
        at_most(f"the other {len(by_time) - SLOWEST} pages, slowest", slowest[by_time[SLOWEST]], "ms", LIMIT_MS, peer)
    )
    ours = [name for name in most if not name.startswith(EDITING)]
    for title, names, limit in (
        ("queries of a page, most", ours, LIMIT_QUERIES),
        ("queries of a page of the editing system, most", most.keys() - ours, LIMIT_EDITING),
    ):
        hungriest = max(names, key=lambda name: most[name])
        figures.append(at_most(title, most[hungriest], "queries", limit, hungriest))
    return figures


def _growth(few: dict[str, int], many: dict[str, int]) -> Figure:
    """Of one year alone, each role held against itself: another role, and a year that is over, show more of the same
    page, or less.
    """
    compared = sorted(few.keys() & many.keys())
    grown = [f"{each} {few[each]} → {many[each]}" for each in compared if few[each] != many[each]]
    of = f"{len(compared)} pages of {len(ROLES)} roles at 6 and 38 units; {'; '.join(grown) or 'all the same'}"
    return at_most("pages whose queries differ with the units", len(grown), "pages", 0, of)


def _found(name: str, *ministries: Visits) -> list[tuple[float, int]]:
    return [visits[name] for visits in ministries if name in visits]


def _visit(ministry: "Ministry") -> Visits:
    """Measure every page of a ministry once, as the first role that finds it."""
    return {
        name: (median_ms(_getter(client, paths[0])), max(_queries(client, path) for path in paths))
        for name, (client, paths) in _pages(ministry).items()
    }


def count_queries(ministry: "Ministry") -> dict[str, int]:
    """How often each kind of page asks the database, by who opens it and its name."""
    return {
        f"{role} {name}": max(_queries(client, path) for path in paths)
        for (role, name), (client, paths) in _pages_of_roles(ministry).items()
    }


Pages = tuple[Any, list[str]]
"""Who opens a kind of page and where: two things of a kind may differ (a first and a second rule)."""


def _pages(ministry: "Ministry") -> dict[str, Pages]:
    """Each kind of page, for the first role that finds it."""
    pages: dict[str, Pages] = {}
    for (_role, name), found in _pages_of_roles(ministry).items():
        pages.setdefault(name, found)
    return pages


def _pages_of_roles(ministry: "Ministry") -> dict[tuple[str, str], Pages]:
    """Each kind of page for each role that finds it."""
    from django.test import Client

    from benchmarks.site import pages_of

    pages: dict[tuple[str, str], Pages] = {}
    for role in ROLES:
        client = Client()
        client.force_login(ministry.users[role])
        pages |= {(role, name): (client, paths) for name, paths in pages_of(client).items()}
    return pages


def _getter(client: Any, path: str) -> Callable[[], None]:
    def get() -> None:
        if client.get(path).status_code != 200:
            raise AssertionError(path)

    return get


def _queries(client: Any, path: str) -> int:
    """How often a page asks: the smaller of two counts, since a session notes now and then that it was used."""
    from django.db import connection, reset_queries
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(2):
        reset_queries()  # the log is full after 9,000, and a full log counts nothing
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        counts.append(len(captured))
    return min(counts)


def _demo() -> "Ministry":
    """The demo as those who sign in to it see it."""
    from benchmarks.ministry import Ministry
    from thidua.accounts.models import User
    from thidua.cli.demo.loader import load_demo
    from thidua.common import clock

    load_demo(clock.now())
    return Ministry({role: User.objects.get(username=role) for role in ROLES})
