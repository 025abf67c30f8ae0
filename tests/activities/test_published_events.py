"""Seventeen published activities enter through the services as they were printed, and no number is invented."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityKind, FactKind, PartyRole
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.selections import of_activity, of_year
from thidua.activities.models import Activity, FieldFact
from thidua.activities.services import Note, add_party, note_fact, place_activity
from thidua.core.impact.facts import ActivityFacts, Claim
from thidua.core.impact.reading import read_activities

pytestmark = pytest.mark.django_db

EVENTS = read_activities((Path(__file__).parents[1] / "core" / "impact" / "cases" / "events.yaml").read_text("utf-8"))
BOTH = {
    "sk02": ("PEOPLE", ("hơn 300", "gần 200")),
    "sk04": ("MASS", ("gần 850 kg", "hàng tấn")),
    "sk08": ("PEOPLE", ("hơn 300", "hơn 200")),
    "sk16": ("PEOPLE", ("1.500", "2.000")),
}
"""The four of which two numbers were printed."""


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


@pytest.fixture
def events(cast: Cast, now: datetime) -> dict[str, Activity]:
    """Each as it was printed: its day as far as it is known, its parties by their words, its numbers as claims."""
    actor = cast.standing.actor(now)
    made = {}
    for event in EVENTS:
        activity = make_activity(
            cast,
            event.title or event.place or event.home,
            kind=ActivityKind(event.kind.value),
            held_on=event.held_on,
            place=event.place,
            now=now,
        )
        for name in dict.fromkeys([event.home, *(each.organisation for each in event.parties)]):
            add_party(actor=actor, activity=activity, role=PartyRole.CO_ORGANISER, name=name, now=now)
        for claim in event.facts:
            note_fact(actor=actor, activity=activity, note=Note(FactKind.CLAIM, body_of(claim)), now=now)
        made[event.code] = activity
    for event in EVENTS:
        if event.parent:
            child = made[event.code]
            place_activity(actor=actor, activity=child, version=child.version, parent=made[event.parent], now=now)
    return made


def body_of(claim: Any) -> dict[str, str]:
    assert isinstance(claim, Claim)
    told = {key: getattr(claim, key) for key in ("figure", "text", "low", "value", "high", "source")}
    return {key: str(value) for key, value in told.items() if value not in (None, "")}


def figures(activity: Activity, now: datetime) -> dict[str, Any]:
    found = figures_now(of_activity(activity), now)
    assert found is not None
    return {each["kind"]: each for each in found.said("vi")["figures"] if not each["detail"]}


def test_all_seventeen_enter_and_what_is_stored_is_what_was_printed(events: dict[str, Activity]) -> None:
    assert len(events) == 17
    numbers = {Fraction(each) for event in EVENTS for each in ends(event)}
    stored = {
        Fraction(row.body[key])
        for row in FieldFact.objects.all()
        for key in ("low", "value", "high")
        if key in row.body
    }
    assert stored == numbers
    assert FieldFact.objects.count() == sum(len(event.facts) for event in EVENTS)


def ends(event: ActivityFacts) -> list[Fraction]:
    claims = [each for each in event.facts if isinstance(each, Claim)]
    return [Fraction(end) for each in claims for end in (each.low, each.value, each.high) if end is not None]


@pytest.mark.parametrize("code", sorted(BOTH))
def test_both_numbers_stand_on_the_page(
    events: dict[str, Activity], cast: Cast, client: Client, now: datetime, code: str
) -> None:
    figure, texts = BOTH[code]
    client.force_login(cast.standing.user)
    page = client.get(reverse("activity_impact", args=[events[code].pk])).content.decode().replace("\xa0", " ")
    for text in texts:
        assert f"“{text}”" in page, text
    assert "Các nguồn ghi khác nhau" in page
    assert figures(events[code], now)[figure]["best"] is None


def test_no_published_figure_stays_no_figure(
    events: dict[str, Activity], cast: Cast, client: Client, now: datetime
) -> None:
    seed = figures(events["sk01"], now)
    assert {(each["low"], each["best"], each["high"]) for each in seed.values() if each["kind"] != "ACTIVITIES"} == {
        (None, None, None)
    }
    assert figures(events["sk10"], now)["VOLUME"]["best"] is None  # “hàng chục khối” is words
    left = figures(events["sk07"], now)
    assert ("LEFT_BEHIND" in left, left["MASS"]["best"]) == (True, None)  # what still lies there was not collected
    client.force_login(cast.standing.user)
    page = client.get(reverse("activity_impact", args=[events["sk01"].pk])).content.decode()
    assert "chưa có số liệu" in page


def test_a_child_is_inside_its_published_parent(events: dict[str, Activity], cast: Cast, now: datetime) -> None:
    parent = figures(events["sk03"], now)
    assert (parent["MASS"]["best"], parent["PEOPLE"]["best"]) == ("4136", "672")
    year = figures_now(of_year(cast.agency, 2024), now)
    assert year is not None
    (mass,) = [each for each in year.said("vi")["figures"] if (each["kind"], each["detail"]) == ("MASS", "")]
    assert mass["best"] == "4136"
