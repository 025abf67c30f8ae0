"""What cannot be, what is too large, what comes too late, what is meant to harm: told clearly, and nothing is lost."""

import io
import json
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.activities.phones import DRY, Phone, picture
from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.cycles import make_cycle
from tests.factories.files import make_heic, make_jpeg
from tests.factories.follow_up import make_proposal, make_workshop
from tests.pages import words_of
from thidua.activities.enums import ActivityKind
from thidua.activities.facts.figures import reckon
from thidua.activities.facts.selections import of_activity, of_year
from thidua.activities.models import Activity, FieldFact, FieldPhoto
from thidua.activities.services import (
    NewPass,
    Note,
    credit_activity,
    issue_pass,
    merge_activities,
    note_fact,
    revoke_pass,
    split_activity,
)
from thidua.campaigns.enums import CycleState
from thidua.campaigns.models import Cycle
from thidua.common.tables.workbooks import open_workbook
from thidua.core.vietnam.partial_dates import PartialDate

pytestmark = [pytest.mark.django_db, pytest.mark.twice]

HOSTILE = "=cmd|'/c calc'!A1"


@pytest.fixture
def team(cast: Cast, beach: Activity, now: datetime) -> NewPass:
    return issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ 1, khu đền", now=now)


@pytest.fixture
def phone(team: NewPass) -> Phone:
    return Phone(team.secret)


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    client.force_login(cast.secretary.user)
    return client


def mass(activity: Activity, now: datetime) -> dict[str, Any]:
    said = reckon(of_activity(activity), now).said("vi")
    (found,) = [each for each in said["figures"] if (each["kind"], each["detail"]) == ("MASS", "")]
    return dict(found)


def kilograms(activity: Activity, now: datetime) -> Fraction:
    return Fraction(mass(activity, now)["low"])


# --- Numbers that cannot be ------------------------------------------------------------------------------------------


def test_a_negative_weight_is_kept_asked_about_and_taken_as_unknown(
    beach: Activity, phone: Phone, desk: Client, now: datetime
) -> None:
    assert phone.put("bag", {**DRY, "weight": "6.4"}).status_code == 201
    wrong = uuid4()
    assert phone.put("bag", {**DRY, "weight": "-3"}, wrong).status_code == 201
    assert phone.put("weighing", {"scope": "PART", "gross": "-12", "covers": [str(wrong)]}).status_code == 201
    assert kilograms(beach, now) >= Fraction("6.4")
    page = words_of(desk.get(reverse("activity_facts", args=[beach.pk])))
    assert "số −3 không thể có" in page
    assert "số −12 không thể có" in page
    assert phone.put("bag", {**DRY, "weight": "3"}, supersedes=str(wrong)).status_code == 201
    assert kilograms(beach, now) == Fraction("9.4")


# --- Too late --------------------------------------------------------------------------------------------------------


def test_what_comes_for_a_closed_year_is_refused_in_words_and_taken_once_the_year_is_open(
    cast: Cast, beach: Activity, phone: Phone, now: datetime
) -> None:
    cycle = make_cycle(cast)
    credit_activity(actor=cast.secretary.actor(), activity=beach, cycle=cycle, now=now)
    Cycle.objects.filter(pk=cycle.pk).update(state=CycleState.CLOSED)
    code, of_photo = uuid4(), uuid4()
    answers = [phone.put("bag", DRY, code), phone.send(picture(), of_photo)]
    for each in answers:
        assert (each.status_code, each.json()["code"]) == (403, "refused")
        assert "đã khép" in each.json()["says"]
    assert (FieldFact.objects.count(), FieldPhoto.objects.count()) == (0, 0)
    Cycle.objects.filter(pk=cycle.pk).update(state=CycleState.OPEN)
    assert (phone.put("bag", DRY, code).status_code, phone.send(picture(), of_photo).status_code) == (201, 201)


# --- Secrets that were passed on -------------------------------------------------------------------------------------


def test_two_phones_with_one_code_of_a_team_each_count_what_they_note(
    beach: Activity, team: NewPass, phone: Phone, now: datetime
) -> None:
    other = Phone(team.secret, str(uuid4()))
    assert [each.put("bag", {**DRY, "weight": "5"}).status_code for each in (phone, other)] == [201, 201]
    assert kilograms(beach, now) == 10
    same = uuid4()  # a file of the first was taken in by the second, and both send it
    assert [each.put("bag", {**DRY, "weight": "2"}, same).status_code for each in (phone, other)] == [201, 200]
    assert kilograms(beach, now) == 12


def test_a_token_that_was_copied_to_another_activity_opens_only_its_own(
    cast: Cast, beach: Activity, team: NewPass, phone: Phone, now: datetime
) -> None:
    trees = make_activity(cast, "Trồng cây", held_on=PartialDate(2026, 12, 5), now=now)
    theirs = issue_pass(actor=cast.secretary.actor(), activity=trees, team="Tổ trồng cây", now=now)
    code = uuid4()
    assert phone.put("bag", DRY, code).status_code == 201
    copied = Phone(theirs.secret)
    assert copied.put("bag", DRY, code).json()["code"] == "other_activity"
    assert copied.put("bag", DRY, supersedes=str(code), is_void=True).json()["code"] == "other_activity"
    assert set(FieldFact.objects.values_list("activity", flat=True)) == {beach.pk}
    revoke_pass(actor=cast.secretary.actor(), field_pass=team.field_pass, now=now)
    assert (phone.put("bag", DRY).status_code, copied.put("bag", DRY).status_code) == (401, 201)


# --- Pictures --------------------------------------------------------------------------------------------------------


def test_a_heic_photograph_becomes_one_that_every_browser_shows(phone: Phone, desk: Client) -> None:
    answer = phone.send(make_heic())
    assert answer.status_code == 201
    kept = FieldPhoto.objects.get()
    assert kept.photo is not None
    shown = desk.get(reverse("file_small", args=[kept.photo.file_id]))
    with Image.open(io.BytesIO(b"".join(shown.streaming_content))) as drawn:  # type: ignore[attr-defined]
        assert (drawn.format, dict(drawn.getexif())) == ("JPEG", {})


@pytest.mark.parametrize("size", [3_000_000, 40_000_000])
def test_a_photograph_that_no_phone_of_ours_sends_is_refused_in_words(phone: Phone, size: int) -> None:
    answer = phone.send(make_jpeg() + b"\0" * size)
    assert answer.status_code == 413
    told = answer.json()
    assert (told["code"], bool(told["says"]), bool(told["remedy"])) == ("too_large", True, True)
    assert not FieldPhoto.objects.exists()


# --- Files that others open ------------------------------------------------------------------------------------------


def test_a_hostile_title_is_plain_text_in_the_map_and_in_the_list_of_proposals(
    cast: Cast, desk: Client, at: Callable[[str], datetime]
) -> None:
    now = at("2026-12-05 15:30")
    cycle = make_cycle(cast)
    workshop = make_workshop(cast, HOSTILE, held_on=PartialDate(2026, 5, 20), cycles=[cycle])
    note_fact(actor=cast.secretary.actor(), activity=workshop, note=Note("headcount", {"count": "12"}), now=now)
    make_proposal(cast, workshop, HOSTILE, target_words="@SUM(1+1)", made_by="+84 900 000 000")

    geo = desk.get(reverse("activity_file", args=[workshop.pk, "ban-do"]))
    (feature,) = json.loads(geo.content)["features"]
    assert feature["properties"]["title"] == HOSTILE
    assert "attachment" in geo.headers["Content-Disposition"]
    assert geo.headers["X-Content-Type-Options"] == "nosniff"

    file = desk.get(reverse("cycle_proposals_file", args=[cycle.pk]), {"ky": 1})
    (sheet,) = open_workbook(file.content).sheets
    assert sheet.formulas == frozenset()
    assert {HOSTILE, "@SUM(1+1)", "+84 900 000 000"} <= {cell for row in sheet.rows for cell in row}


# --- Merged and split again ------------------------------------------------------------------------------------------


def test_phones_of_two_records_that_are_merged_and_split_again_lose_nothing(
    cast: Cast, beach: Activity, phone: Phone, now: datetime
) -> None:
    other = make_activity(
        cast,
        "Ra quân làm sạch biển",
        home=cast.other_unit,
        kind=ActivityKind.CLEAN_UP,
        held_on=PartialDate(2026, 12, 5),
        now=now,
    )
    theirs = Phone(issue_pass(actor=cast.stranger.actor(), activity=other, team="Tổ 9", now=now).secret)

    def bag(one: Phone, kg: int, **known: Any) -> UUID:
        code = uuid4()
        assert one.put("bag", {**DRY, "weight": str(kg)}, code, **known).status_code == 201
        return code

    first, late = bag(phone, 40), uuid4()
    bag(theirs, 7)
    merge_activities(actor=cast.standing.actor(), activity=other, into=beach, now=now)
    assert [kilograms(each, now) for each in (beach, other)] == [47, 47]
    bag(phone, 4, supersedes=str(first))
    assert theirs.put("bag", {**DRY, "weight": "2"}, late).status_code == 201  # noted before, sent only now
    assert [kilograms(each, now) for each in (beach, other)] == [13, 13]
    assert (
        Fraction(
            next(
                each["low"]
                for each in reckon(of_year(cast.agency, 2026), now).said("vi")["figures"]
                if (each["kind"], each["detail"]) == ("MASS", "")
            )
        )
        == 13
    )
    other.refresh_from_db()
    split_activity(actor=cast.standing.actor(), activity=other, now=now)
    assert [
        kilograms(each, now) for each in (Activity.objects.get(pk=beach.pk), Activity.objects.get(pk=other.pk))
    ] == [
        4,
        9,
    ]
    assert theirs.put("bag", {**DRY, "weight": "2"}, late).status_code == 200
    assert FieldFact.objects.count() == 4
