"""The pages of what came of an activity, a bloc's year, a movement and an agency's year, inside and published, of 100
and of 10,000 records: time on the server, and how often they ask. Sums are of 50 activities that all have own pages.

Records as phones send them: bags of a few classes, half of them weighed, people, pieces. Medians of warm requests
through the whole of Django, without a network. The peer is a bare page of the same stack: no record.
"""

import json
import random
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from benchmarks.figures import Figure, at_most, median_ms
from benchmarks.installation import installation

if TYPE_CHECKING:
    from thidua.activities.models import Activity

MANY = 10_000
FEW = 100
SUMMED = 50
"""So many activities hold the records of a sum; of the small one two."""
LIMIT_MS = 150


def measure() -> list[Figure]:
    """Milliseconds of the pages, queries for few and many records, what it takes to reckon and to keep the figures."""
    with installation():
        from django.conf import settings
        from django.test import Client

        from thidua.activities.facts.selections import of_activity
        from thidua.activities.models import ActivityFigures
        from thidua.activities.services.figures import keep_figures
        from thidua.cli.demo.loader import load_demo
        from thidua.common import clock

        settings.ALLOWED_HOSTS = ["*"]
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        now = clock.now()
        load_demo(now)
        client = Client()
        few, many = _activity(FEW, now), _activity(MANY, now)
        client.force_login(_user("thuong-truc"))
        for each in (few, many):
            keep_figures(of_activity(each), now)
        again = median_ms(lambda: keep_figures(of_activity(many), now), times=3)
        bare = median_ms(lambda: client.get("/tro-giup/"))
        pages = {name: _visit(client, path.format(few.pk), path.format(many.pk)) for name, path in PAGES.items()}
        little, much = _sums(2, FEW, now), _sums(SUMMED, MANY, now)
        pages |= {name: _visit(client, little[name], much[name]) for name in much}
        stored = ActivityFigures.objects.get(of="ACTIVITY", subject=many.pk).data
        kept = len(json.dumps(stored, ensure_ascii=False)) / 1000
        peer = f"bare page {bare:.1f} ms"
        figures = [
            at_most(f"{name}, {MANY:,} records", ms, "ms", LIMIT_MS, f"{peer}; {queries} queries")
            for name, (ms, _few, queries) in pages.items()
        ]
        grown = [f"{name} {few_} → {many_}" for name, (_ms_, few_, many_) in pages.items() if few_ != many_]
        of = "; ".join(grown) or f"{len(pages)} pages, {FEW} and {MANY:,} records"
        return [
            *figures,
            at_most("pages whose queries grow with the records", len(grown), "pages", 0, of),
            at_most(f"reckoning {MANY:,} records and keeping the figures, by a job", again / 1000, "s", 5),
            at_most("what is kept of the figures, in both languages", kept, "kB", 500),
        ]


PAGES = {
    "page of results": "/hoat-dong/{}/tac-dong/",
    "page of an activity": "/hoat-dong/{}/",
    "page of its entries": "/hoat-dong/{}/so-lieu/",
}


def _user(name: str) -> Any:
    from thidua.accounts.models import User

    return User.objects.get(username=name)


def _visit(client: Any, few: str, many: str) -> tuple[float, int, int]:
    """Milliseconds with many records, queries with few and with many."""
    return _ms(client, many), _queries(client, few), _queries(client, many)


def _sums(activities: int, records: int, now: datetime) -> dict[str, str]:
    """A bloc's year and a movement of so many activities that share so many records, kept as the worker keeps them and
    published like each of the activities: page → address.
    """
    from django.urls import reverse

    from thidua.access.actors import build_actor
    from thidua.activities.facts.public_sums import page_of_cycle, page_of_movement, page_of_year
    from thidua.activities.models import Activity, ActivityCredit
    from thidua.activities.services import publish_impact, publish_sum
    from thidua.activities.services.figures import keep_figures
    from thidua.campaigns.enums import MovementKind, MovementLevel
    from thidua.campaigns.models import Cycle, Movement

    made = [_activity(records // activities, now) for _ in range(activities)]
    agency, home = made[0].agency, made[0].bloc
    cycle = Cycle.objects.create(agency=agency, bloc=home, year=2100 + activities)
    told = {"kind": MovementKind.THEMATIC, "level": MovementLevel.SECTOR, "name": f"Phong trào {activities}"}
    movement = Movement.objects.create(agency=agency, **told)
    links = [ActivityCredit(agency=agency, activity=each, cycle=cycle, credited_at=now) for each in made]
    ActivityCredit.objects.bulk_create(links)
    Activity.objects.filter(pk__in=[each.pk for each in made]).update(movement=movement)
    actor = build_actor(_user("thuong-truc"), now)
    for each in made:
        publish_impact(actor=actor, activity=each, now=now)
    found = {}
    for name, page in (
        ("of a bloc's year", page_of_cycle(cycle)),
        ("of a movement", page_of_movement(movement)),
        ("of an agency's year", page_of_year(agency, cycle.year)),
    ):
        keep_figures(page.selection, now)
        snapshot = publish_sum(actor=actor, page=page, now=now)
        found[f"page of results {name}"] = reverse(f"{page.kind.value.lower()}_impact", args=page.keys)
        found[f"public page {name}"] = reverse("snapshot", args=[snapshot.slug])
    found["public page of one of its activities"] = reverse(
        "snapshot", args=[publish_impact(actor=actor, activity=made[0], now=now).slug]
    )
    return found


def _ms(client: Any, path: str) -> float:
    def get() -> None:
        if client.get(path).status_code != 200:
            raise AssertionError(path)

    return median_ms(get)


def _queries(client: Any, path: str) -> int:
    """How often a page asks: the smaller of two counts, since a session notes now and then that it was used."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        counts.append(len(captured))
    return min(counts)


def _activity(records: int, now: datetime) -> "Activity":
    """A clean-up with so many records, written as the service writes them but all at once."""
    from thidua.access.actors import build_actor
    from thidua.activities.enums import ActivityKind, ActivityState
    from thidua.activities.models import FieldFact
    from thidua.activities.services import ActivityWords, record_activity
    from thidua.core.vietnam.partial_dates import PartialDate
    from thidua.organisations.models import Bloc

    actor = build_actor(_user("thuong-truc"), now)
    home = Bloc.objects.filter(agency__in=actor.agencies_as(*_roles())).order_by("pk")[0]
    words = ActivityWords(f"Dọn biển {records}", kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 6, 6))
    activity = record_activity(actor=actor, home=home, words=words, state=ActivityState.HELD, now=now)
    chance = random.Random(activity.pk)
    FieldFact.objects.bulk_create([_row(activity, at, chance, now) for at in range(records)], batch_size=500)
    return activity


def _row(activity: "Activity", at: int, chance: random.Random, now: datetime) -> Any:
    from thidua.activities.models import FieldFact

    kind, body = _told(at, chance)
    code = UUID(int=chance.getrandbits(128))
    return FieldFact(
        agency_id=activity.agency_id,
        activity=activity,
        code=code,
        kind=kind,
        body=body,
        digest=code.hex * 2,
        noted_at=now,
        received_at=now,
        noted_by_name=f"Tổ {at % 5}",
    )


def _told(at: int, chance: random.Random) -> tuple[str, dict[str, str]]:
    if at % 10 < 6:
        body = {
            "scheme": "VN-75",
            "class_code": chance.choice(["", "TC", "KH"]),
            "litres": "60",
            "fill": chance.choice(["1/4", "1/2", "3/4", "1"]),
            "condition": chance.choice(["DRY", "DAMP", "SOAKED", "SANDY"]),
        }
        return "bag", body | ({"weight": f"{chance.randint(10, 120) / 10}"} if at % 2 else {})
    if at % 10 < 8:
        return "presence", {"person": f"p{at}", "minutes": "120"}
    return "items", {"item": chance.choice(["BUTTS", "BOTTLES", "CAPS"]), "count": str(chance.randint(1, 99))}


def _roles() -> Any:
    from thidua.common.actor import Role

    return (Role.STANDING_OFFICE,)
