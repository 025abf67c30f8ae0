"""Where people worked and what moved: from the plan into the results, and onto maps, to some 100 m."""

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.activities.phones import Phone
from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityKind, ActivityState, FactKind, Flow
from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.points import point_text, read_point
from thidua.activities.facts.selections import of_activity
from thidua.activities.facts.zones import zones_worked
from thidua.activities.models import Activity, FieldFact, MoneyLine, PlanZone
from thidua.activities.queries import standing_facts, standing_of_kind
from thidua.activities.services import (
    MoneyWords,
    Note,
    ZoneWords,
    add_to_plan,
    change_in_plan,
    issue_pass,
    note_fact,
    note_plan_rows,
    publish_impact,
    remove_from_plan,
)
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.publishing.models import Snapshot

pytestmark = pytest.mark.django_db

NO_DATA = ("chưa có số liệu", "")
EXACT = (Fraction("19.741234"), Fraction("105.903999"))


@pytest.fixture
def beach(cast: Cast, now: datetime) -> Activity:
    return make_activity(
        cast, "Thu gom rác tại bãi biển", kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 5), now=now
    )


@pytest.fixture
def plan(cast: Cast, beach: Activity) -> Callable[..., Any]:
    return lambda words: add_to_plan(actor=cast.secretary.actor(), activity=beach, words=words)


@pytest.fixture
def note(cast: Cast, beach: Activity, now: datetime) -> Callable[..., FieldFact]:
    def noted(kind: FactKind, body: dict[str, Any], **known: Any) -> FieldFact:
        told = Note(kind, body, **known)
        return note_fact(actor=cast.secretary.actor(), activity=beach, note=told, now=now).fact

    return noted


@pytest.fixture
def worked(cast: Cast, beach: Activity, now: datetime) -> Callable[[], int]:
    """Somebody says that the zones of the plan were worked on."""
    return lambda: note_plan_rows(actor=cast.secretary.actor(), activity=beach, kind=PlanZone, now=now)


@pytest.fixture
def figure(beach: Activity, now: datetime) -> Callable[[str], tuple[str, str] | None]:
    """How much, and how it is known."""

    def found(kind: str) -> tuple[str, str] | None:
        reckoned = figures_now(of_activity(beach), now)
        assert reckoned is not None
        rows = {(each["kind"], each["detail"]): each for each in reckoned.said("vi")["figures"]}
        row = rows.get((kind, ""))
        return (row["amount"].replace("\xa0", " "), row["how"]) if row is not None else None

    return found


def change(cast: Cast, row: Any, words: Any) -> Any:
    row.refresh_from_db()
    return change_in_plan(actor=cast.secretary.actor(), row=row, version=row.version, words=words)


# --- Points ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["19.7412, 105.9043", "19.7412,105.9043", "19,7412; 105,9043", " 19.7412   105.9043 ", "19.7412°, 105.9043°"],
)
def test_a_point_is_read_as_maps_give_it(text: str) -> None:
    assert point_text(read_point(text)) == "19.7412, 105.9043"


@pytest.mark.parametrize("text", ["", "19.7", "95, 105", "19, 190", "19,7,105,9", "bãi A", "1e5, 2", "19.7412 N, 105"])
def test_what_is_no_point_is_none(text: str) -> None:
    assert read_point(text) is None


def test_what_is_no_point_is_asked_for_again_on_the_form(cast: Cast, beach: Activity, sign_in) -> None:
    url = reverse("add_zone", args=[beach.pk])
    browser = sign_in(cast.secretary.user)
    answer = browser.post(url, {"name": "Bãi A", "point": "gần đền"})
    assert "19.7412, 105.9043" in answer.context["form"].errors["point"][0]
    assert browser.post(url, {"name": "Bãi A", "point": "19,7412; 105,9043"}).status_code == 302
    assert PlanZone.objects.get().point_text == "19.7412, 105.9043"


def test_a_phone_sends_a_place_and_no_closer_one_is_kept(cast: Cast, beach: Activity, now: datetime) -> None:
    phone = Phone(issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ 1", now=now).secret)
    assert phone.put("zone", {"metres": "120", "point": ["19.741234", "105.903999"]}).status_code == 201
    assert phone.put("zone", {"metres": "120", "point": ["95", "0"]}).status_code == 400
    assert phone.put("zone", {"metres": "120", "point": "đâu đó"}).status_code == 400
    assert FieldFact.objects.get().body["point"] == ["19.741", "105.904"]


def test_a_stretch_is_noted_at_a_desk_with_its_place_and_corrected(cast: Cast, beach: Activity, sign_in) -> None:
    browser = sign_in(cast.secretary.user)
    page = reverse("note_fact_at_desk", args=[beach.pk, "doan"])
    assert browser.post(page, {"metres": "120", "point": "19.741234, 105.903999"}).status_code == 302
    fact = FieldFact.objects.get()
    assert fact.body == {"metres": "120", "point": ["19.741", "105.904"]}
    assert 'value="19.741, 105.904"' in browser.get(reverse("correct_fact", args=[fact.pk])).content.decode()


# --- Zones of the plan -----------------------------------------------------------------------------------------------


def test_zones_enter_the_results_when_somebody_says_that_they_were_worked_on(cast: Cast, plan, worked, figure) -> None:
    plan(ZoneWords("Bãi A", Fraction(400), point=EXACT))
    plan(ZoneWords("Bãi B", Fraction("12.5")))
    plan(ZoneWords("Bãi C"))
    assert figure("METRES") == NO_DATA

    assert worked() == 2

    assert figure("METRES") == ("412,5 m", "đã cân, đếm")
    assert FieldFact.objects.order_by("pk").first().body["point"] == ["19.741", "105.904"]  # type: ignore[union-attr]
    with pytest.raises(ActivityError, match="Không còn dòng nào"):
        worked()
    assert AuditEntry.objects.filter(action="activity.plan_noted").count() == 1


def test_a_zone_that_is_changed_afterwards_is_corrected_and_keeps_what_the_desk_added(
    cast: Cast, plan, worked, figure, note
) -> None:
    row = plan(ZoneWords("Bãi A", Fraction(400)))
    worked()
    first = FieldFact.objects.get()
    note(FactKind.ZONE, {**first.body, "size_limit_mm": "25"}, supersedes=first.code)
    change(cast, row, ZoneWords("Bãi A", Fraction(350)))
    standing = standing_facts(first.activity_id).get()
    assert (standing.body["metres"], standing.body["size_limit_mm"], figure("METRES")[0]) == ("350", "25", "350 m")
    change(cast, row, ZoneWords("Bãi A", Fraction(350), bags=12))
    assert FieldFact.objects.count() == 3


def test_a_zone_of_the_plan_that_nobody_worked_on_yet_stays_a_plan(cast: Cast, plan, figure) -> None:
    row = plan(ZoneWords("Bãi A", Fraction(400)))
    change(cast, row, ZoneWords("Bãi A", Fraction(500)))
    assert (FieldFact.objects.count(), figure("METRES")) == (0, NO_DATA)


def test_what_was_taken_back_at_a_desk_stays_so_until_the_plan_says_something_else(
    cast: Cast, plan, worked, figure, note, beach: Activity, sign_in
) -> None:
    row = plan(ZoneWords("Bãi A", Fraction(400)))
    worked()
    fact = FieldFact.objects.get()
    note(FactKind.ZONE, fact.body, supersedes=fact.code, is_void=True)
    assert figure("METRES") == NO_DATA
    page = sign_in(cast.secretary.user).get(reverse("plan_zones", args=[beach.pk])).content.decode()
    assert "đã rút lại ở bản ghi" in page
    change(cast, row, ZoneWords("Bãi A", Fraction(300)))
    assert figure("METRES") == ("300 m", "đã cân, đếm")


@pytest.mark.parametrize("who", ["officer", "reader", "observer", "administrator"])
def test_only_who_keeps_the_record_says_so(cast: Cast, plan, beach: Activity, now: datetime, who: str) -> None:
    plan(ZoneWords("Bãi A", Fraction(400)))
    with pytest.raises(RefusedError):
        note_plan_rows(actor=getattr(cast, who).actor(), activity=beach, kind=PlanZone, now=now)
    assert not FieldFact.objects.exists()


def test_before_the_day_nothing_of_the_plan_was_done(cast: Cast, plan, worked, beach: Activity) -> None:
    plan(ZoneWords("Bãi A", Fraction(400)))
    Activity.objects.filter(pk=beach.pk).update(state=ActivityState.PLANNED)
    with pytest.raises(ActivityError, match="đã tổ chức trước"):
        worked()


# --- Money of the plan -----------------------------------------------------------------------------------------------


def test_money_that_moved_is_in_the_results_and_what_is_planned_is_not(cast: Cast, plan, figure) -> None:
    plan(MoneyWords("Tài trợ", Flow.IN, planned=5_000_000, real=4_000_000, slip="PT 1"))
    plan(MoneyWords("Mua bao", Flow.OUT, planned=300_000, real=250_000, source="Cửa hàng An", slip="HĐ 12"))
    plan(MoneyWords("Thuê loa", Flow.OUT, planned=900_000))
    assert figure("MONEY_IN") == ("4.000.000 đồng", "đã cân, đếm")
    assert figure("MONEY_OUT") == ("250.000 đồng", "đã cân, đếm")


def test_two_lines_of_one_invoice_are_two_sums_and_the_same_slip_noted_again_is_not(
    cast: Cast, plan, figure, note
) -> None:
    plan(MoneyWords("Mua bao", Flow.OUT, real=250_000, slip="HĐ 12"))
    plan(MoneyWords("Mua găng", Flow.OUT, real=100_000, slip="hđ 12"))
    assert figure("MONEY_OUT")[0] == "350.000 đồng"
    note(FactKind.MONEY, {"flow": "OUT", "amount": "250000", "slip": "HĐ 12"})
    assert figure("MONEY_OUT")[0] == "350.000 đồng"


def test_money_of_the_plan_that_a_desk_noted_too_is_asked_about_on_its_page(
    cast: Cast, beach: Activity, plan, figure, note, sign_in
) -> None:
    page = reverse("plan_money", args=[beach.pk])
    plan(MoneyWords("Tài trợ", Flow.IN, real=4_000_000, source="Công ty Minh họa"))
    assert "Có phải một khoản?" not in sign_in(cast.secretary.user).get(page).text
    note(FactKind.MONEY, {"flow": "IN", "amount": "4000000", "source": "công ty minh hoạ"})
    assert "Có phải một khoản?" in sign_in(cast.secretary.user).get(page).text.replace("\xa0", " ")
    assert figure("MONEY_IN") == ("8.000.000 đồng", "đã cân, đếm")


def test_a_line_that_is_changed_emptied_or_removed_takes_its_fact_along(cast: Cast, plan, figure) -> None:
    row = plan(MoneyWords("Mua bao", Flow.OUT, real=250_000, slip="HĐ 12"))
    other = plan(MoneyWords("Mua găng", Flow.OUT, real=100_000))
    change(cast, row, MoneyWords("Mua bao", Flow.OUT, real=240_000, slip="HĐ 12"))
    assert figure("MONEY_OUT")[0] == "340.000 đồng"
    change(cast, row, MoneyWords("Mua bao", Flow.OUT, planned=300_000))
    assert figure("MONEY_OUT")[0] == "100.000 đồng"
    change(cast, row, MoneyWords("Mua bao", Flow.OUT, real=230_000))
    assert figure("MONEY_OUT")[0] == "330.000 đồng"
    remove_from_plan(actor=cast.secretary.actor(), row=MoneyLine.objects.get(pk=other.pk))
    assert figure("MONEY_OUT")[0] == "230.000 đồng"
    assert standing_facts(row.activity_id).count() == 1


def test_lines_from_before_enter_by_a_button_once(cast: Cast, plan, figure, beach: Activity, sign_in) -> None:
    MoneyLine.objects.create(agency=cast.agency, activity=beach, name="Mua bao", flow=Flow.OUT, real=250_000)
    browser, page = sign_in(cast.secretary.user), reverse("plan_money", args=[beach.pk])
    url = reverse("note_plan_money", args=[beach.pk])
    assert url in browser.get(page).content.decode()
    for _press in range(2):
        assert browser.post(url).headers["Location"] == page
    assert (figure("MONEY_OUT")[0], FieldFact.objects.count()) == ("250.000 đồng", 1)
    assert url not in browser.get(page).content.decode()


# --- On the map ------------------------------------------------------------------------------------------------------


@pytest.fixture
def published(cast: Cast, beach: Activity, now: datetime) -> Callable[[], Snapshot]:
    return lambda: publish_impact(actor=cast.standing.actor(), activity=beach, now=now)


def get(name: str, page: Snapshot) -> str:
    return Client().get(reverse(name, args=[page.slug])).content.decode().replace("\xa0", " ")


def test_the_public_map_rounds_places_and_names_only_what_was_reviewed(
    cast: Cast, plan, worked, note, beach: Activity, published, sign_in
) -> None:
    plan(ZoneWords("Từ cột cờ đến kè đá", Fraction(400), point=EXACT, is_name_public=True))
    plan(ZoneWords("Nhà bà Tám", Fraction(100), point=(Fraction("19.75"), Fraction("105.91"))))
    worked()
    note(FactKind.ZONE, {"name": "Ngõ ông Chín", "metres": "50"})

    page = published()

    text = get("snapshot", page)
    assert all(each in text for each in ("Từ cột cờ đến kè đá", "Đoạn 2", "Đoạn 3", "19,741; 105,904", "400 m"))
    assert "data-tds-map=" in text
    for name in ("snapshot", "snapshot_map", "snapshot_figures", "snapshot_pieces"):
        for typed in ("bà Tám", "ông Chín", "19.741234", "105.903999"):
            assert typed not in get(name, page), (name, typed)
    whole, first, second, third = json.loads(get("snapshot_map", page))["features"]
    assert first["geometry"] == {"type": "Point", "coordinates": [105.904, 19.741]}
    assert [each["properties"]["name"] for each in (first, second, third)] == ["Từ cột cờ đến kè đá", None, None]
    assert (third["geometry"], whole["geometry"]["coordinates"]) == (None, [105.907, 19.746])
    assert {each["kind"] for each in whole["properties"]["figures"]} >= {"METRES"}
    inside = sign_in(cast.secretary.user).get(reverse("activity_impact", args=[beach.pk])).content.decode()
    assert "Nhà bà Tám" in inside.replace("\xa0", " ")
    own = sign_in(cast.secretary.user).get(reverse("activity_file", args=[beach.pk, "ban-do"])).content.decode()
    assert ("bà Tám" in own, "Từ cột cờ" in own) == (False, True)


def test_a_name_that_is_taken_back_is_gone_with_the_next_version(cast: Cast, plan, worked, published) -> None:
    row = plan(ZoneWords("Kè đá", Fraction(400), point=EXACT, is_name_public=True))
    worked()
    assert "Kè đá" in get("snapshot", published())
    change(cast, row, ZoneWords("Kè đá", Fraction(400), point=EXACT))
    assert "Kè đá" not in get("snapshot", published())


def test_where_nobody_noted_a_place_there_is_no_map(plan, worked, published) -> None:
    plan(ZoneWords("Bãi A", Fraction(400)))
    worked()
    page = published()
    assert "tds-map" not in get("snapshot", page)
    assert [each["geometry"] for each in json.loads(get("snapshot_map", page))["features"]] == [None, None]


def test_pieces_of_the_icc_card_are_open_to_everybody(note, published) -> None:
    note(FactKind.ITEMS, {"item": "CANS", "item_list": "ICC", "version": "1", "count": "31"})
    (row,) = csv.DictReader(io.StringIO(get("snapshot_pieces", published()).removeprefix("\ufeff")))
    assert (row["Beverage Cans"], row["Cleanup"]) == ("31", "Thu gom rác tại bãi biển")


def test_zones_that_were_corrected_or_taken_back_stand_once_or_not(note, beach: Activity) -> None:
    first = note(FactKind.ZONE, {"name": "A", "metres": "40", "point": ["19.75", "105.9"]})
    second = note(FactKind.ZONE, {"name": "B", "metres": "50"})
    note(FactKind.ZONE, {"name": "A", "metres": "45", "point": ["19.75", "105.9"]}, supersedes=first.code)
    note(FactKind.ZONE, second.body, supersedes=second.code, is_void=True)
    assert [(each.name, each.metres) for each in zones_worked([beach.pk], for_public=False)] == [("A", Fraction(45))]


def test_facts_of_one_kind_stand_as_among_all(note, plan, worked, beach: Activity, cast: Cast) -> None:
    row = plan(ZoneWords("Bãi A", Fraction(400)))
    worked()
    change(cast, row, ZoneWords("Bãi A", Fraction(300)))
    first = note(FactKind.ZONE, {"metres": "40"})
    second = note(FactKind.ZONE, {"metres": "41"}, code=first.code)
    note(FactKind.ZONE, {"metres": "42"}, supersedes=note(FactKind.ZONE, {"metres": "43"}).code)
    note(FactKind.ZONE, {"metres": "44"}, supersedes=note(FactKind.ZONE, {"metres": "45"}).code, is_void=True)
    note(FactKind.BAG, {"weight": "3"})
    assert second.pk != first.pk
    for kind in (FactKind.ZONE, FactKind.BAG, FactKind.MONEY):
        wanted = list(standing_facts(beach.pk).filter(kind=kind).order_by("pk"))
        assert standing_of_kind(beach.pk, kind) == wanted
    assert [each.body["metres"] for each in standing_of_kind(beach.pk, FactKind.ZONE)] == ["300", "40", "42"]
