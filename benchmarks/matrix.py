"""The matrix of a bloc of fifteen units and two hundred and thirty items: the page, its queries, the workbook.

Every item is compared with the leader; half of the cards were changed by their assessors: two layers stand. Medians of
warm requests through the whole of Django, without a network. The peer is the bare page (a help page); the page of five
units tells how queries and time grow. Filling one item scores the whole bloc again: that is measured too.
"""

import random
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, at_most, median_ms, seconds
from benchmarks.installation import installation

if TYPE_CHECKING:
    from benchmarks.ministry import Ministry
    from thidua.scorecards.models import Scheme

ITEMS = 230


def measure() -> list[Figure]:
    """Page and workbook of 15 units; queries at 5 and 15; one item filled."""
    with installation():
        from django.conf import settings
        from django.test import Client

        from benchmarks.ministry import make_ministry

        settings.ALLOWED_HOSTS = ["*"]
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        small = make_ministry("nam", units=5, years=1, people_per_unit=2, scored=False)
        large = make_ministry("muoi-lam", units=15, years=1, people_per_unit=2, scored=False)
        bare_client = Client()
        bare = median_ms(lambda: bare_client.get("/tro-giup/"))
        few, many = _scored(small), _scored(large)
        page, queries = _page(large, many)
        small_page, small_queries = _page(small, few)
        book = seconds(lambda: _workbook(many))
        card = _card(large, many)
        fill = _fill(many)
        peer = f"bare page {bare:.0f} ms"
        return [
            at_most(f"matrix page, 15 units, {ITEMS} items", page, "ms", 400, f"{peer}; {queries} queries"),
            at_most("three times the units, times the page", page / small_page, "×", 3.2, "5 and 15 units"),
            at_most("queries more with 15 units than with 5", queries - small_queries, "queries", 0, f"{queries}"),
            at_most("the same as a workbook", book, "s", 2, f"{ITEMS} × 15 × 3 layers"),
            at_most("a card's page with a derivation", card, "ms", 400, peer),
            at_most("one item filled, the bloc scored again and stored", fill, "ms", 1000, "15 units, two layers"),
        ]


def _scored(ministry: "Ministry") -> "Scheme":
    """The ministry's latest year with a table, every card answered, half of them changed."""
    from django.db import transaction

    from benchmarks.scoring import ITEMS, document
    from thidua.campaigns.models import Cycle
    from thidua.cli.demo.acting import loader_of
    from thidua.common import clock
    from thidua.scorecards.enums import Stage
    from thidua.scorecards.models import ScoreChange
    from thidua.scorecards.queries.cards import cards_of
    from thidua.scorecards.services.recomputing import recompute
    from thidua.scorecards.services.schemes import open_scoring, start_scheme

    agency = ministry.users["thuong-truc"].grants.first().agency
    cycle = Cycle.objects.filter(agency=agency).select_related("bloc__agency").order_by("-year", "bloc").first()
    assert cycle is not None
    actor, now = loader_of(agency), clock.now()
    scheme = start_scheme(actor=actor, cycle=cycle, title="Bảng đo", document=document(ITEMS))
    scheme = open_scoring(actor=actor, scheme=scheme, version=1, has_peers=False, now=now)
    chance = random.Random(15)
    changes = [
        ScoreChange(
            agency_id=agency.pk,
            scorecard=card,
            stage=stage,
            name=f"{branch}.{item}.{what}",
            value=str(chance.randint(50, 150)),
            reason="đo" if stage == Stage.VERIFICATION else "",
            by_name="đo",
            at=now,
        )
        for place, card in enumerate(cards_of(scheme.pk))
        for stage in ([Stage.SELF, Stage.VERIFICATION] if place % 2 else [Stage.SELF])
        for branch in range(10)
        for item in range(ITEMS // 10)
        for what in (["achieved"] if stage == Stage.VERIFICATION else ["achieved", "target"])
    ]
    with transaction.atomic():
        ScoreChange.objects.bulk_create(changes, batch_size=2000)
        recompute(scheme)
    return scheme


def _page(ministry: "Ministry", scheme: "Scheme") -> tuple[float, int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(ministry.users["thuong-truc"])
    path = f"/cham-diem/bang/{scheme.pk}/bang-diem/"

    def get() -> None:
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.text.count("<td") > ITEMS

    get()
    with CaptureQueriesContext(connection) as captured:
        get()
    queries = len(captured)
    return median_ms(get), queries


def _workbook(scheme: "Scheme") -> None:
    from thidua.scorecards.facts.workbook import write_matrix

    assert write_matrix(scheme).startswith(b"PK")


def _card(ministry: "Ministry", scheme: "Scheme") -> float:
    from django.test import Client

    client = Client()
    client.force_login(ministry.users["thuong-truc"])
    card = scheme.cards.order_by("position").last()
    assert card is not None

    def get() -> None:
        assert client.get(f"/cham-diem/phieu/{card.pk}/?muc=3.7").status_code == 200

    get()
    return median_ms(get)


def _fill(scheme: "Scheme") -> float:
    from fractions import Fraction

    from thidua.cli.demo.acting import officer_of
    from thidua.common import clock
    from thidua.scorecards.models import ScoreLine
    from thidua.scorecards.queries.tables import table_of
    from thidua.scorecards.services.cards import fill_item, seen_version

    line = (
        ScoreLine.objects.select_related("scorecard__unit", "scorecard__scheme")
        .filter(scorecard__scheme=scheme, item="3.7")
        .first()
    )
    assert line is not None
    table = table_of(line.scorecard.scheme)
    given = iter(range(1000, 2000))

    def write() -> None:
        fill_item(
            actor=officer_of(line.scorecard.unit),
            line=line,
            version=seen_version(ScoreLine.objects.get(pk=line.pk), table),
            answers={"3.7.achieved": Fraction(next(given))},
            now=clock.now(),
        )

    return median_ms(write)
