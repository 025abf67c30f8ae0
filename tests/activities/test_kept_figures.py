"""Figures that are kept: what they stand on, and that every change of it has them reckoned again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.cycles import make_cycle
from thidua.activities.enums import ActivityKind, FactKind, PartyRole
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.frozen import changed_among
from thidua.activities.facts.selections import of_activity, of_cycle, stamp_of
from thidua.activities.models import Activity, ActivityFigures, ActivityParty, FieldFact, Participant, ParticipantParty
from thidua.activities.services import (
    ActivityWords,
    Guest,
    Note,
    add_party,
    change_activity,
    credit_activity,
    decline_party,
    freeze_figures,
    list_people,
    note_fact,
    place_activity,
    set_sampling,
    take_off_list,
    withdraw_credit,
)
from thidua.activities.services.figures import keep_figures, reckon_all
from thidua.campaigns.services.movements import MovementWords, launch_movement
from thidua.common.models import Job
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.factors import BAG_MIXED_DRY, shipped_factors
from thidua.core.impact.method import METHOD, method_version
from thidua.core.vietnam.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


def weigh(cast: Cast, activity: Activity, kg: str, now: datetime) -> None:
    note = Note(FactKind.WEIGHING, {"scope": "WHOLE", "gross": kg, "tare": "0", "slip": kg})
    note_fact(actor=cast.standing.actor(), activity=activity, note=note, now=now)


def mass(activity: Activity, now: datetime) -> str | None:
    found = figures_now(of_activity(activity), now)
    assert found is not None
    (figure,) = [each for each in found.said("vi")["figures"] if (each["kind"], each["detail"]) == ("MASS", "")]
    best: str | None = figure["best"]
    return best


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than one fact is left to a job."""
    monkeypatch.setattr("thidua.activities.facts.figures.SMALL", 1)
    monkeypatch.setattr("thidua.activities.services.figures.SMALL", 1)


# --- What they stand on ----------------------------------------------------------------------------------------------


def test_who_comes_for_whom_is_part_of_what_figures_stand_on(cast: Cast, beach: Activity, now: datetime) -> None:
    weigh(cast, beach, "40", now)
    party = beach.parties.get()
    stamps = [stamp_of({beach.pk}, now.date()).text]
    for name in ("Lê Văn Ba", "Trần Thị Tư"):
        list_people(actor=cast.standing.actor(), activity=beach, party=party, guests=[Guest(name)], now=now)
        stamps.append(stamp_of({beach.pk}, now.date()).text)
    take_off_list(actor=cast.standing.actor(), participant=Participant.objects.order_by("pk")[0])
    stamps.append(stamp_of({beach.pk}, now.date()).text)
    assert len(set(stamps)) == 4


def test_a_person_who_comes_for_one_more_party_is_told_at_once(cast: Cast, beach: Activity, now: datetime) -> None:
    actor = cast.standing.actor()
    home = add_party(actor=actor, activity=beach, role=PartyRole.ORGANISER, party=cast.bloc, now=now)
    other = beach.parties.get(unit=cast.other_unit)
    list_people(actor=actor, activity=beach, party=home, people=[cast.officer.person], now=now)
    person = beach.participants.get()
    note_fact(actor=actor, activity=beach, note=Note(FactKind.PRESENCE, {"person": str(person.code)}), now=now)

    def kept() -> str:
        return ActivityFigures.objects.get(of="ACTIVITY", subject=beach.pk).stamp

    before = kept()
    list_people(actor=actor, activity=beach, party=other, people=[cast.officer.person], now=now)
    assert kept() != before
    assert kept() == stamp_of({beach.pk}, now.date()).text


def test_another_method_makes_kept_figures_old(
    cast: Cast, beach: Activity, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh(cast, beach, "40", now)
    before = stamp_of({beach.pk}, now.date()).text
    assert method_version().startswith(f"{METHOD}-")
    monkeypatch.setattr("thidua.activities.facts.selections.method_version", lambda: "3")
    assert stamp_of({beach.pk}, now.date()).text != before


def test_a_value_that_came_into_force_makes_kept_figures_old(
    cast: Cast, beach: Activity, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten kilograms for a bag from 2027 on: what was kept in 2026 is not shown for 2027."""
    bag = Note(FactKind.BAG, {"litres": "60", "fill": "1", "condition": "DRY"})
    note_fact(actor=cast.standing.actor(), activity=beach, note=bag, now=now)
    shipped = shipped_factors()
    old = shipped[BAG_MIXED_DRY]
    heavier = replace(old.history[-1], since=date(2027, 1, 1), low=Fraction(5), value=Fraction(10), high=Fraction(20))
    factors = {**shipped, BAG_MIXED_DRY: replace(old, history=(*old.history, heavier))}
    monkeypatch.setattr("thidua.core.impact.factors.shipped_factors", lambda: factors)
    monkeypatch.setattr(Knowledge, "value", lambda knowledge, name: factors[name].on(knowledge.on))
    keep_figures(of_activity(beach), now)
    frozen = freeze_figures(actor=cast.secretary.actor(), activity=beach, now=now)
    later = now + timedelta(days=60)
    assert (mass(beach, now), mass(beach, now + timedelta(days=1)), mass(beach, later)) == ("5", "5", "10")
    assert stamp_of({beach.pk}, later.date()).text != stamp_of({beach.pk}, now.date()).text
    assert (changed_among([frozen], now), changed_among([frozen], later)) == (set(), {frozen.pk})


def test_a_day_that_kept_figures_waited_for_makes_them_old(cast: Cast, beach: Activity, now: datetime) -> None:
    note = Note(FactKind.BAG, {"weight": "4", "condition": "DRY"}, noted_at=now + timedelta(days=2))
    note_fact(actor=cast.standing.actor(), activity=beach, note=note, now=now)
    FieldFact.objects.update(noted_at=now + timedelta(days=2))
    kept = keep_figures(of_activity(beach), now)
    assert kept.said("vi")["waits"] is True
    same, later = (figures_now(of_activity(beach), now + timedelta(days=days)) for days in (0, 3))
    assert same is not None
    assert later is not None
    assert (same.reckoned_on, later.reckoned_on) == (now.date(), (now + timedelta(days=3)).date())
    assert later.said("vi")["waits"] is False


# --- Every change has them reckoned ----------------------------------------------------------------------------------


def sample(cast: Cast, beach: Activity, now: datetime) -> None:
    beach.refresh_from_db()
    set_sampling(
        actor=cast.secretary.actor(), activity=beach, version=beach.version, waste_scheme="VN-75", sample_one_in=5
    )


def rename(cast: Cast, beach: Activity, now: datetime) -> None:
    words = ActivityWords("Tên mới", kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 4))
    change_activity(actor=cast.secretary.actor(), activity=beach, version=beach.version, words=words, now=now)


def add(cast: Cast, beach: Activity, now: datetime) -> None:
    add_party(actor=cast.secretary.actor(), activity=beach, role=PartyRole.PARTNER, name="Phường", now=now)


def decline(cast: Cast, beach: Activity, now: datetime) -> None:
    decline_party(actor=cast.stranger.actor(), party=beach.parties.get(), reason="Bận", now=now)


def join(cast: Cast, beach: Activity, now: datetime) -> None:
    people = [Guest("Lê Văn Ba")]
    list_people(actor=cast.stranger.actor(), activity=beach, party=beach.parties.get(), guests=people, now=now)


def credit(cast: Cast, beach: Activity, now: datetime) -> None:
    credit_activity(actor=cast.secretary.actor(), activity=beach, cycle=make_cycle(cast), now=now)


CHANGES = [sample, rename, add, decline, join, credit]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.usefixtures("small")
def test_every_change_of_a_large_record_asks_for_a_reckoning(
    cast: Cast, beach: Activity, now: datetime, change: Callable[[Cast, Activity, datetime], None]
) -> None:
    for kg in ("40", "7"):
        weigh(cast, beach, kg, now)
    keep_figures(of_activity(beach), now)
    Job.objects.all().delete()
    change(cast, beach, now)
    found = figures_now(of_activity(beach), now)
    assert found is not None
    assert (found.is_old, Job.objects.filter(subject_id=beach.pk).count()) == (True, 1)
    reckon_all(Activity.objects.get(pk=beach.pk), now)
    again = figures_now(of_activity(beach), now)
    assert again is not None
    assert again.is_old is False


@pytest.mark.usefixtures("small")
def test_what_an_activity_has_left_is_reckoned_too(cast: Cast, beach: Activity, now: datetime) -> None:
    year = make_cycle(cast)
    parent = make_activity(cast, "Chiến dịch", kind=ActivityKind.CLEAN_UP, cycles=[], now=now)
    credit_activity(actor=cast.secretary.actor(), activity=beach, cycle=year, now=now)
    place_activity(actor=cast.standing.actor(), activity=beach, version=beach.version, parent=parent, now=now)
    for activity, kg in ((beach, "40"), (beach, "7"), (parent, "1"), (parent, "2")):
        weigh(cast, activity, kg, now)
    beach.refresh_from_db()
    reckon_all(beach, now)
    assert mass(parent, now) == "50"
    withdraw_credit(actor=cast.secretary.actor(), activity=beach, cycle=year)
    beach.refresh_from_db()
    place_activity(actor=cast.standing.actor(), activity=beach, version=beach.version, parent=None, now=now)
    beach.refresh_from_db()
    reckon_all(beach, now)
    for selection in (of_activity(parent), of_cycle(year)):
        found = figures_now(selection, now)
        assert found is not None
        assert found.is_old is False
    assert mass(parent, now) == "3"


# --- Looked at once --------------------------------------------------------------------------------------------------


def test_copies_of_one_activity_are_held_against_its_figures_once(cast: Cast, beach: Activity, now: datetime) -> None:
    actor, copies = cast.secretary.actor(), []
    for kg in ("40", "7", "3"):
        weigh(cast, beach, kg, now)
        copies.append(freeze_figures(actor=actor, activity=beach, now=now))
    counts = []
    for some in (copies[:1], copies):
        with CaptureQueriesContext(connection) as asked:
            changed = changed_among(some, now)
        counts.append(len(asked))
    assert changed == {copies[0].pk, copies[1].pk}
    assert counts[0] == counts[1]


def test_the_list_of_people_is_read_only_where_people_were_noted(cast: Cast, beach: Activity, now: datetime) -> None:
    party = beach.parties.get()
    list_people(actor=cast.standing.actor(), activity=beach, party=party, guests=[Guest("Lê Văn Ba")], now=now)

    def reads() -> int:
        with CaptureQueriesContext(connection) as asked:
            keep_figures(of_activity(beach), now)
        return sum('FROM "activities_participant" ' in each["sql"] for each in asked.captured_queries)

    weigh(cast, beach, "40", now)
    assert reads() == 0
    person = str(beach.participants.get().code)
    note_fact(actor=cast.standing.actor(), activity=beach, note=Note(FactKind.PRESENCE, {"person": person}), now=now)
    assert reads() == 1


def test_an_activity_of_more_than_a_thousand_parties_is_reckoned(cast: Cast, beach: Activity, now: datetime) -> None:
    parties = ActivityParty.objects.bulk_create(
        ActivityParty(agency=cast.agency, activity=beach, role=PartyRole.PARTNER, name=f"Tổ dân phố {n}")
        for n in range(1_001)
    )
    people = Participant.objects.bulk_create(
        Participant(agency=cast.agency, activity=beach, name=each.name, state="BOOKED", added_at=now)
        for each in parties
    )
    ParticipantParty.objects.bulk_create(
        ParticipantParty(agency=cast.agency, participant=person, party=party)
        for person, party in zip(people, parties, strict=True)
    )
    came = Note(FactKind.PRESENCE, {"person": str(people[0].code), "minutes": "120"})
    note_fact(actor=cast.standing.actor(), activity=beach, note=came, now=now)

    found = keep_figures(of_activity(beach), now)

    (there,) = [each for each in found.said("vi")["figures"] if (each["kind"], each["detail"]) == ("PEOPLE", "")]
    assert (found.facts, there["best"]) == (1, "1")


def test_a_large_record_that_was_never_reckoned_offers_to_reckon_it(
    cast: Cast, beach: Activity, now: datetime, small: Any
) -> None:
    for kg in ("40", "7"):
        weigh(cast, beach, kg, now)
    ActivityFigures.objects.all().delete()
    client = Client()
    client.force_login(cast.secretary.user)
    url = reverse("activity_impact", args=[beach.pk])
    assert reverse("reckon_again", args=[beach.pk]) in client.get(url).content.decode()
    client.post(reverse("reckon_again", args=[beach.pk]))
    assert "47" in client.get(url).content.decode()


# --- Sums beside other things ----------------------------------------------------------------------------------------


def test_the_page_of_a_year_fetches_its_sums_after_it(
    cast: Cast, beach: Activity, client: Client, now: datetime
) -> None:
    year = make_cycle(cast)
    page, sums = reverse("cycle", args=[year.pk]), reverse("cycle_sums", args=[year.pk])
    client.force_login(cast.secretary.user)
    assert sums not in client.get(page).content.decode()

    credit_activity(actor=cast.secretary.actor(), activity=beach, cycle=year, now=now)
    weigh(cast, beach, "41", now)

    shown = client.get(page).content.decode()
    assert f'hx-get="{sums}"' in shown
    assert reverse("cycle_impact", args=[year.pk]) in shown
    told = client.get(sums).content.decode().replace("\xa0", " ")
    assert "41 kg" in told
    client.force_login(cast.stranger.user)
    assert client.get(sums).status_code == 404


def test_so_does_the_page_of_a_movement(cast: Cast, beach: Activity, client: Client, now: datetime) -> None:
    movement = launch_movement(
        actor=cast.standing.actor(), agency=cast.agency, words=MovementWords("Vì một đại dương xanh")
    )
    Activity.objects.filter(pk=beach.pk).update(movement=movement)
    weigh(cast, beach, "41", now)
    sums = reverse("movement_sums", args=[movement.pk])

    client.force_login(cast.standing.user)
    assert f'hx-get="{sums}"' in client.get(reverse("movement", args=[movement.pk])).content.decode()
    assert "41 kg" in client.get(sums).content.decode().replace("\xa0", " ")
    client.force_login(cast.officer.user)  # sees one unit, and not what all together did
    assert sums not in client.get(reverse("movement", args=[movement.pk])).content.decode()
    assert client.get(sums).status_code == 404
