"""What is corrected is corrected once, and what points at it, or was said of it by chance, follows the correction."""

from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.activities.phones import DRY, Phone
from tests.cast import Cast
from thidua.activities.enums import FactKind
from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.moments import MOST_SKEW
from thidua.activities.facts.records import happened_at
from thidua.activities.facts.samples import is_drawn
from thidua.activities.facts.selections import of_activity
from thidua.activities.forms.facts import WeighingForm
from thidua.activities.models import Activity, FieldFact
from thidua.activities.services import Guest, NewPass, Note, issue_pass, list_people, note_fact, set_sampling

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(cast: Cast, beach: Activity, now: datetime) -> NewPass:
    return issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ 1", now=now)


@pytest.fixture
def phone(team: NewPass) -> Phone:
    return Phone(team.secret)


@pytest.fixture
def note(cast: Cast, beach: Activity, now: datetime) -> Callable[..., FieldFact]:
    """Note a fact at the secretary's desk."""

    def noted(kind: FactKind, *, supersedes: UUID | None = None, is_void: bool = False, **body: Any) -> FieldFact:
        told = Note(kind, body, supersedes=supersedes, is_void=is_void)
        return note_fact(actor=cast.secretary.actor(), activity=beach, note=told, now=now).fact

    return noted


def mass(activity: Activity, now: datetime) -> tuple[str | None, str | None, str | None]:
    found = figures_now(of_activity(activity), now)
    assert found is not None
    (figure,) = [each for each in found.said("vi")["figures"] if (each["kind"], each["detail"]) == ("MASS", "")]
    return figure["low"], figure["best"], figure["high"]


# --- Clocks that are far off -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", ["0001", "1970", "1999", "2101", "9999"])
@pytest.mark.parametrize("key", ["noted_at", "device_now"])
def test_what_a_phone_without_a_clock_noted_is_kept_without_its_time(phone: Phone, year: str, key: str) -> None:
    code = uuid4()
    told = {key: f"{year}-01-01T00:00:00+14:00" if year == "0001" else f"{year}-06-01T00:00:00Z"}
    assert phone.put("bag", DRY, code=code, **told).status_code == 201
    assert phone.put("bag", DRY, code=code, **told).status_code == 200  # sent again it is the same
    (row,) = FieldFact.objects.all()
    if key == "noted_at":
        assert (row.noted_at, happened_at(row)) == (None, None)
    else:
        assert row.skew is None


@pytest.mark.parametrize(("noted_at", "device_now"), [("2000-01-01", "2100-12-31"), ("2100-12-31", "2000-01-01")])
def test_a_clock_that_is_decades_off_is_kept_and_breaks_no_page(
    cast: Cast, beach: Activity, phone: Phone, now: datetime, noted_at: str, device_now: str
) -> None:
    sent = {"noted_at": f"{noted_at}T00:00:00Z", "device_now": f"{device_now}T00:00:00Z"}
    assert phone.put("bag", {**DRY, "weight": "4"}, **sent).status_code == 201
    (row,) = FieldFact.objects.all()
    assert (row.skew is not None and abs(row.skew) > 25 * 365 * 86_400, happened_at(row)) == (True, None)
    assert mass(beach, now)[1] == "4"
    client = Client()
    client.force_login(cast.secretary.user)
    for name, pk in (("activity_facts", beach.pk), ("fact", row.pk), ("activity_impact", beach.pk)):
        assert client.get(reverse(name, args=[pk])).status_code == 200, name
    assert "máy không cho biết giờ" in client.get(reverse("fact", args=[row.pk])).content.decode()


@pytest.mark.parametrize("skew", [MOST_SKEW + 1, -(10**15)])
def test_a_skew_of_long_ago_breaks_no_arithmetic(beach: Activity, phone: Phone, now: datetime, skew: int) -> None:
    phone.put("bag", {**DRY, "weight": "4"}, noted_at=now.isoformat())
    FieldFact.objects.update(skew=skew)
    assert happened_at(FieldFact.objects.get()) is None
    assert mass(beach, now)[1] == "4"


# --- Corrected once --------------------------------------------------------------------------------------------------


def test_of_two_corrections_of_one_fact_the_second_is_refused(beach: Activity, phone: Phone, now: datetime) -> None:
    first, correction = uuid4(), uuid4()
    phone.put("bag", {**DRY, "weight": "46"}, first)
    assert phone.put("bag", {**DRY, "weight": "4.6"}, correction, supersedes=str(first)).status_code == 201
    for known in ({}, {"is_void": True}):
        late = phone.put("bag", {**DRY, "weight": "5"}, supersedes=str(first), **known)
        assert (late.status_code, late.json()["code"]) == (409, "corrected_already")
        assert late.json()["says"]
        assert late.json()["remedy"]
    again = phone.put("bag", {**DRY, "weight": "4.6"}, correction, supersedes=str(first))
    assert (again.status_code, again.json()["is_repeat"]) == (200, True)
    assert phone.put("bag", {**DRY, "weight": "4.8"}, supersedes=str(correction)).status_code == 201
    assert mass(beach, now)[1] == "4.8"


def test_a_second_correction_is_refused_before_the_fact_itself_has_come(phone: Phone) -> None:
    first = uuid4()
    assert phone.put("bag", DRY, supersedes=str(first)).status_code == 201
    assert phone.put("bag", DRY, supersedes=str(first)).status_code == 409


def test_nothing_corrects_itself(phone: Phone) -> None:
    code = uuid4()
    assert phone.put("bag", DRY, code, supersedes=str(code)).json()["code"] == "bad_fact"


def test_at_a_desk_the_second_is_told_in_plain_words(note: Callable[..., FieldFact]) -> None:
    first = note(FactKind.BAG, weight="46")
    note(FactKind.BAG, weight="4.6", supersedes=first.code)
    with pytest.raises(ActivityError, match="đã được sửa hoặc rút lại rồi") as caught:
        note(FactKind.BAG, weight="5", supersedes=first.code)
    assert caught.value.code == "corrected_already"


# --- What points at a corrected fact ---------------------------------------------------------------------------------


def test_a_weighed_bag_that_is_corrected_stays_weighed(
    beach: Activity, note: Callable[..., FieldFact], now: datetime
) -> None:
    bags = [note(FactKind.BAG, count="1", condition="SOAKED") for _each in range(2)]
    note(FactKind.WEIGHING, scope="PART", gross="30", tare="0", covers=[str(bag.code) for bag in bags])
    assert mass(beach, now) == ("30", "30", "30")
    once = note(FactKind.BAG, count="1", condition="DAMP", supersedes=bags[0].code)
    note(FactKind.BAG, count="1", condition="DRY", litres="60", fill="1", supersedes=once.code)
    assert mass(beach, now) == ("30", "30", "30")


def test_the_form_of_a_weighing_follows_corrections_and_leaves_out_what_another_covers(
    beach: Activity, note: Callable[..., FieldFact]
) -> None:
    covered, free, weighed = (note(FactKind.BAG, count="1", **more) for more in ({}, {}, {"weight": "3"}))
    weighing = note(FactKind.WEIGHING, scope="PART", gross="30", tare="0", covers=[str(covered.code)])
    heir = note(FactKind.BAG, count="1", condition="DAMP", supersedes=covered.code)

    def offered(initial: dict[str, Any]) -> set[str]:
        return {code for code, _words in WeighingForm(activity=beach, initial=initial).fields["covers"].choices}  # type: ignore[attr-defined]

    assert offered({}) == {str(free.code)}
    initial = WeighingForm.values_of(weighing.body)
    assert offered(initial) == {str(free.code), str(heir.code)}
    form = WeighingForm(activity=beach, initial=initial)
    assert form.initial["covers"] == [str(heir.code)]
    assert str(weighed.code) not in offered(initial)


def test_chance_speaks_once_of_a_bag_however_often_it_is_corrected(
    beach: Activity, phone: Phone, now: datetime
) -> None:
    beach.sample_one_in = 3
    beach.save()
    codes = [uuid4() for _each in range(30)]
    for code in codes:
        phone.put("bag", DRY, code)
        phone.put("bag", {**DRY, "weight": "5"}, supersedes=str(code))
    corrected = {
        row.supersedes for row in FieldFact.objects.filter(supersedes__isnull=False) if row.body.get("is_drawn")
    }
    assert corrected == {code for code in codes if is_drawn(code, 3)}


def test_a_correction_stays_with_the_classes_of_what_it_corrects(
    cast: Cast, beach: Activity, note: Callable[..., FieldFact]
) -> None:
    bag = note(FactKind.BAG, scheme="VN-75", class_code="TC", count="1")
    set_sampling(
        actor=cast.secretary.actor(), activity=beach, version=beach.version, waste_scheme="HC-VC", sample_one_in=None
    )
    client = Client()
    client.force_login(cast.secretary.user)
    answer = client.post(reverse("correct_fact", args=[bag.pk]), {"count": "2", "class_code": "TC"})
    assert answer.status_code == 302
    body = FieldFact.objects.get(supersedes=bag.code).body
    assert (body["scheme"], body["class_code"], body["count"]) == ("VN-75", "TC", "2")


def test_trees_counted_again_stay_with_their_corrected_planting(
    beach: Activity, note: Callable[..., FieldFact], now: datetime
) -> None:
    planting = note(FactKind.PLANTING, count="100", planted_on="2026-06-01")
    note(FactKind.TREE_CHECK, planting=str(planting.code), alive="80", checked_on="2026-12-01")
    note(FactKind.PLANTING, count="90", planted_on="2026-06-01", supersedes=planting.code)
    found = figures_now(of_activity(beach), now)
    assert found is not None
    alive = [
        each["best"] for each in found.said("vi")["figures"] if each["kind"] == "TREES_ALIVE" and not each["detail"]
    ]
    assert [Fraction(each) for each in alive] == [80]


def test_a_chosen_number_that_is_corrected_stays_chosen(cast: Cast, note: Callable[..., FieldFact]) -> None:
    claim = note(
        FactKind.CLAIM, figure="PEOPLE", text="hơn 300", low="300", source="Báo", chosen_because="Có danh sách"
    )
    client = Client()
    client.force_login(cast.secretary.user)
    url = reverse("correct_fact", args=[claim.pk])
    sent = {"figure": "PEOPLE", "text": "hơn 320", "low": "320", "source": "Báo"}
    assert client.post(url, {**sent, "text": ""}).status_code == 200
    assert client.post(url, sent).status_code == 302
    assert FieldFact.objects.get(supersedes=claim.code).body["chosen_because"] == "Có danh sách"


# --- Persons ---------------------------------------------------------------------------------------------------------


def test_the_code_of_a_person_is_kept_in_one_writing(cast: Cast, beach: Activity, phone: Phone, now: datetime) -> None:
    party = beach.parties.get()
    list_people(actor=cast.standing.actor(), activity=beach, party=party, guests=[Guest("Lê Văn Ba")], now=now)
    person = beach.participants.get()
    assert phone.put("presence", {"person": person.code.hex.upper()}).status_code == 201
    assert FieldFact.objects.get().body["person"] == str(person.code)
