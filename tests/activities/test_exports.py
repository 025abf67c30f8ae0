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
from thidua.activities.facts.exports import MARK, as_geojson, harmless, rounded_point
from thidua.activities.models import Activity
from thidua.activities.services import Guest, Note, add_party, list_people, note_fact
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
    (placed,) = json.loads(as_geojson(beach, {"figures": []}, point))["features"]
    assert placed["geometry"]["coordinates"] == [105.904, 19.741]


def test_a_file_that_is_not_there_is_not_found(secretary: Client, beach: Activity) -> None:
    assert secretary.get(reverse("activity_file", args=[beach.pk, "khac"])).status_code == 404
