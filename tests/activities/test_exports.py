"""Open data: tables that no spreadsheet calculates, without people, with what is unknown left empty."""

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityKind, FactKind, PartyRole
from thidua.activities.facts.exports import as_geojson, rounded_point
from thidua.activities.facts.points import rough
from thidua.activities.facts.zones import WorkedZone
from thidua.activities.models import Activity
from thidua.activities.services import Guest, Note, add_party, list_people, note_fact, place_activity
from thidua.common.tables.open_csv import MARK, harmless
from thidua.core.vietnam.partial_dates import PartialDate

pytestmark = pytest.mark.django_db

HOSTILE = '=HYPERLINK("http://x.vn","Bấm")'


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


@pytest.fixture
def beach(cast: Cast, now: datetime) -> Activity:
    activity = make_activity(
        cast, HOSTILE, kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 5), place="@SUM(A1)", now=now
    )

    def note(kind: FactKind, **body: object) -> None:
        note_fact(actor=cast.standing.actor(), activity=activity, note=Note(kind, body), now=now)

    home = add_party(actor=cast.standing.actor(), activity=activity, role=PartyRole.ORGANISER, party=cast.bloc, now=now)
    list_people(actor=cast.standing.actor(), activity=activity, party=home, guests=[Guest("Nguyễn Văn Kín")], now=now)
    note(FactKind.PRESENCE, person=str(activity.participants.get().code), minutes="60")
    note(FactKind.WEIGHING, scope="WHOLE", gross="12.5", tare="0", witness="Lê Thị Chứng", slip="+7")
    note(FactKind.HANDOVER, receiver="-2+3", destination="RECYCLED")
    note(FactKind.ITEMS, item="CANS", item_list="ICC", version="1", count="31")
    note(FactKind.ITEMS, item="BUTTS", item_list="SHORT", version="1", count="9")
    return activity


@pytest.fixture
def secretary(cast: Cast, client: Client) -> Client:
    client.force_login(cast.secretary.user)
    return client


def table(client: Client, activity: Activity, file: str) -> list[dict[str, str]]:
    answer = client.get(reverse("activity_file", args=[activity.pk, file]))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    text = answer.content.decode()
    assert text.startswith(MARK)
    return list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))


def test_a_hostile_text_is_no_formula_in_any_cell(secretary: Client, beach: Activity) -> None:
    for file in ("so-lieu", "ban-ghi", "icc"):
        for row in table(secretary, beach, file):
            for cell in row.values():
                assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell
    assert table(secretary, beach, "icc")[0]["Cleanup"] == f"'{HOSTILE}"


@pytest.mark.parametrize("text", ["=1+1", " =1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_every_beginning_of_a_formula_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_words_and_numbers_stay_as_they_are() -> None:
    assert [harmless(each) for each in ("Lốp xe", "6.4", 12, "1/3")] == ["Lốp xe", "6.4", "12", "1/3"]


def test_figures_have_their_range_and_an_empty_cell_for_the_unknown(secretary: Client, beach: Activity) -> None:
    rows = {(row["kind"], row["detail"]): row for row in table(secretary, beach, "so-lieu")}
    mass, handed = rows["MASS", ""], rows["HANDED_OVER", ""]
    assert (mass["low"], mass["best"], mass["high"], mass["unit"], mass["basis"]) == (
        "12.5",
        "12.5",
        "12.5",
        "kg",
        "MEASURED",
    )
    assert (handed["low"], handed["best"]) == ("", "")


def test_no_file_names_a_person(secretary: Client, beach: Activity) -> None:
    for file in ("so-lieu", "ban-ghi", "ban-do", "icc"):
        text = secretary.get(reverse("activity_file", args=[beach.pk, file])).content.decode()
        for name in ("Nguyễn Văn Kín", "Lê Thị Chứng", "Thường"):
            assert name not in text, (file, name)


def test_pieces_of_the_icc_list_stand_in_its_columns_and_those_of_others_in_none(
    secretary: Client, beach: Activity
) -> None:
    (row,) = table(secretary, beach, "icc")
    assert (row["Beverage Cans"], row["Cigarette Butts"], row["Total Items Collected"], row["Adults"]) == (
        "31",
        "",
        "31",
        "1",
    )
    assert len(row) > 46


def test_a_place_is_rounded_and_null_where_nobody_noted_it(secretary: Client, beach: Activity) -> None:
    answer = secretary.get(reverse("activity_file", args=[beach.pk, "ban-do"]))
    (feature,) = json.loads(answer.content)["features"]
    assert (feature["geometry"], feature["properties"]["held_on"]) == (None, "2026-12-05")
    point = (Fraction("19.741234"), Fraction("105.903999"))
    assert rounded_point(*point) == (105.904, 19.741)
    zones = [WorkedZone(1, "", Fraction(120), rough(point)), WorkedZone(2, "Bãi A", None, None)]
    placed, first, second = json.loads(as_geojson(beach, {"figures": []}, zones=zones))["features"]
    assert [each["geometry"] and each["geometry"]["coordinates"] for each in (placed, first, second)] == [
        [105.904, 19.741],
        [105.904, 19.741],
        None,
    ]
    assert first["properties"] == {"zone": 1, "name": None, "metres": "120"}
    assert second["properties"] == {"zone": 2, "name": "Bãi A", "metres": None}


def test_a_file_that_is_not_there_is_not_found(secretary: Client, beach: Activity) -> None:
    assert secretary.get(reverse("activity_file", args=[beach.pk, "khac"])).status_code == 404


SECRET = "Nhà bà Tám, 0912 345 678"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FactKind.ZONE, {"name": SECRET, "metres": "40"}),
        (FactKind.BULKY, {"name": SECRET, "count": "1", "zone": SECRET, "party": SECRET}),
        (FactKind.BAG, {"class_code": SECRET, "zone": SECRET, "count": "1"}),
        (FactKind.WEIGHING, {"scope": "PART", "gross": "3", "covers": SECRET, "scale": SECRET, "slip": SECRET}),
        (FactKind.HANDOVER, {"receiver": SECRET, "slip": SECRET}),
        (FactKind.MONEY, {"flow": "IN", "amount": "1", "source": SECRET}),
        (FactKind.PLANTING, {"species": SECRET, "count": "1"}),
        (FactKind.HEADCOUNT, {"organisation": SECRET, "count": "1"}),
        (FactKind.ITEMS, {"item": SECRET, "count": "1"}),
        (FactKind.INCIDENT, {"harm": "CUT", "count": "1", "note": SECRET}),
        (FactKind.CLAIM, {"figure": "PEOPLE", "text": SECRET, "source": SECRET, "url": SECRET, "value": "9"}),
    ],
)
def test_what_somebody_typed_stays_out_of_the_files(
    cast: Cast, secretary: Client, beach: Activity, now: datetime, kind: FactKind, body: dict[str, object]
) -> None:
    note_fact(actor=cast.standing.actor(), activity=beach, note=Note(kind, body), now=now)
    rows = table(secretary, beach, "ban-ghi")
    assert len(rows) == 6
    for file in ("so-lieu", "ban-ghi", "ban-do", "icc"):
        text = secretary.get(reverse("activity_file", args=[beach.pk, file])).content.decode()
        assert "bà Tám" not in text, file


def test_what_was_chosen_or_counted_is_in_the_file(secretary: Client, beach: Activity) -> None:
    told = [row["what"] for row in table(secretary, beach, "ban-ghi")]
    assert any("Tái chế" in each for each in told)
    assert any("12,5 kg" in each.replace("\xa0", " ") for each in told)
    assert any("31" in each for each in told)


def test_parts_that_the_reader_does_not_see_are_not_in_his_file(
    cast: Cast, secretary: Client, beach: Activity, now: datetime
) -> None:
    part = make_activity(
        cast, "Phần của khối khác", home=cast.other_unit, kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 5)
    )
    place_activity(actor=cast.standing.actor(), activity=part, version=part.version, parent=beach, now=now)
    note_fact(actor=cast.standing.actor(), activity=part, note=Note(FactKind.BAG, {"weight": "3"}), now=now)
    standing = Client()
    standing.force_login(cast.standing.user)
    seen = [{row["activity"] for row in table(client, beach, "ban-ghi")} for client in (secretary, standing)]
    assert [part.title in each for each in seen] == [False, True]
