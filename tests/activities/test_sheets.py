"""Cards on paper are typed in by their number: every row once, all of a sheet or nothing."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.pages import words_of
from thidua.activities.enums import FactKind
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.selections import of_activity
from thidua.activities.facts.sheets import code_of, new_number, read_number
from thidua.activities.models import Activity, FieldFact

pytestmark = pytest.mark.django_db

SHEET = {
    "tui-1-class_code": "TC",
    "tui-1-litres": "60",
    "tui-1-fill_level": "3/4",
    "tui-2-litres": "60",
    "tui-2-weight": "4,5",
    "mon-BUTTS-count": "37",
    "ben-khac-count": "5",
    "doan-1-name": "Từ cổng đền đến kè đá",
    "doan-1-metres": "450",
    "can-1-bags": "1, 2",
    "can-1-gross": "12,5",
    "can-1-tare": "0,5",
    "ban-giao-receiver": "Công ty Môi trường đô thị",
    "ban-giao-weight": "12",
}


@pytest.fixture
def number(beach: Activity) -> str:
    return new_number(beach.pk)


@pytest.fixture
def desk(cast: Cast, sign_in: Any) -> Client:
    browser: Client = sign_in(cast.secretary.user)
    return browser


def address(activity: Activity, number: str) -> str:
    return f"{reverse('enter_sheet', args=[activity.pk])}?so={number}"


def facts(activity: Activity) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in FieldFact.objects.filter(activity=activity).order_by("pk"):
        found.setdefault(row.kind, []).append(row.body)
    return found


def mass(activity: Activity, now: datetime) -> str | None:
    found = figures_now(of_activity(activity), now)
    assert found is not None
    (best,) = [each["best"] for each in found.said("vi")["figures"] if (each["kind"], each["detail"]) == ("MASS", "")]
    return best  # type: ignore[no-any-return]


# --- Numbers ---------------------------------------------------------------------------------------------------------


def test_a_number_is_known_however_it_is_typed_and_only_where_it_was_printed(beach: Activity, number: str) -> None:
    assert read_number(beach.pk, number.lower().replace("-", " ")) == number
    assert read_number(beach.pk + 1, number) is None
    for wrong in ("", "7KX4Q", number[:-1] + ("2" if number[-1] != "2" else "3"), number + "2", "O0O0O-OO"):
        assert read_number(beach.pk, wrong) is None


def test_a_sheet_printed_before_the_key_was_changed_is_still_known(beach: Activity, number: str, settings: Any) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "mới", [settings.SECRET_KEY]
    assert read_number(beach.pk, number) == number
    settings.SECRET_KEY_FALLBACKS = []
    assert read_number(beach.pk, number) is None


def test_the_number_is_asked_and_a_wrong_one_is_told(beach: Activity, number: str, desk: Client) -> None:
    page = reverse("enter_sheet", args=[beach.pk])
    assert "Số tờ" in words_of(desk.get(page))
    assert "Không có tờ số này" in words_of(desk.get(page, {"so": "AAAAA-AA"}))
    assert f"Nhập tờ {number}" in words_of(desk.get(page, {"so": number}))
    assert reverse("enter_sheet", args=[beach.pk]) in desk.get(reverse("activity_facts", args=[beach.pk])).text


# --- Rows ------------------------------------------------------------------------------------------------------------


def test_what_stands_on_the_sheet_becomes_facts(beach: Activity, number: str, desk: Client, now: datetime) -> None:
    answer = desk.post(address(beach, number), SHEET, follow=True)
    assert f"Đã ghi 7 dòng của tờ {number}" in words_of(answer)
    noted = facts(beach)
    one, two = noted[FactKind.BAG]
    assert (one["class_code"], one["fill"], "weight" in one) == ("TC", "3/4", False)
    assert two["weight"] == "4.5"
    bags = [str(code_of(beach.pk, number, f"tui-{place}")) for place in (1, 2)]
    (weighing,) = noted[FactKind.WEIGHING]
    assert (weighing["scope"], weighing["covers"]) == ("PART", bags)
    (items,) = noted[FactKind.ITEMS]
    assert (items["item"], items["count"]) == ("BUTTS", "37")
    (people,) = noted[FactKind.HEADCOUNT]
    assert (people["count"], people["covers"]) == ("5", "WITHOUT_CODE")
    assert noted[FactKind.ZONE][0]["metres"] == "450"
    assert mass(beach, now) == "12"


def test_a_row_is_typed_once_and_the_rest_later(beach: Activity, number: str, desk: Client, now: datetime) -> None:
    desk.post(address(beach, number), SHEET)
    again = desk.post(address(beach, number), SHEET)  # the second press, or the same sheet once more
    assert again.status_code == 200
    assert "Chưa dòng nào được điền" in words_of(again)
    assert sum(map(len, facts(beach).values())) == 7

    page = words_of(desk.get(address(beach, number)))
    assert "7 dòng của tờ này đã nhập" in page
    desk.post(address(beach, number), {"tui-3-litres": "30", "tui-3-weight": "2"})
    assert len(facts(beach)[FactKind.BAG]) == 3
    assert mass(beach, now) == "14"


def test_two_who_type_the_same_sheet_do_not_count_it_twice(
    cast: Cast, beach: Activity, number: str, desk: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.post(address(beach, number), {"tui-1-litres": "60", "tui-1-weight": "4"})
    monkeypatch.setattr("thidua.activities.forms.sheets.codes_on_record", lambda activity, codes: frozenset())
    other = Client()  # has opened the sheet before it was typed in
    other.force_login(cast.standing.user)
    same = other.post(address(beach, number), {"tui-1-litres": "60", "tui-1-weight": "4"}, follow=True)
    assert "Đã ghi 0 dòng" in words_of(same)
    unlike = other.post(address(beach, number), {"tui-1-litres": "60", "tui-1-weight": "5"}, follow=True)
    assert "1 dòng đã có người nhập khác đi trước đó" in words_of(unlike)
    assert mass(beach, now) == "4"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"tui-1-weight": "nặng"}, "Túi 1"),
        ({"can-1-gross": "1", "can-1-tare": "2"}, "Lần cân 1: Bì 2 kg lớn hơn tổng 1 kg"),
        ({"can-1-gross": "5", "can-1-bags": "9"}, "Túi 9 trên tờ này chưa ghi gì"),
        ({"can-1-gross": "5", "can-1-bags": "1, 15"}, "từ 1 đến 14"),
        ({"doan-2-name": "Bãi A"}, "Đoạn 2"),
        ({"mon-BUTTS-count": "-3"}, "Đầu lọc thuốc lá"),
    ],
)
def test_what_cannot_be_is_told_in_its_row_and_nothing_is_kept(
    beach: Activity, number: str, desk: Client, row: dict[str, str], told: str
) -> None:
    answer = desk.post(address(beach, number), {"tui-5-weight": "3", **row})
    assert answer.status_code == 200
    summary = words_of(answer)
    assert told in summary
    assert 'value="3"' in answer.text  # what was typed is still there
    assert facts(beach) == {}


def test_who_notes_no_facts_there_types_no_sheet(cast: Cast, beach: Activity, number: str, sign_in: Any) -> None:
    for user in (cast.reader.user, cast.observer.user):
        assert sign_in(user).post(address(beach, number), SHEET).status_code in (403, 404)
    assert facts(beach) == {}


def test_a_number_of_another_activity_opens_nothing(
    cast: Cast, beach: Activity, number: str, desk: Client, now: datetime
) -> None:
    other = make_activity(cast, "Trồng cây", now=now)
    answer = desk.post(address(other, number), SHEET)
    assert "Không có tờ số này" in words_of(answer)
    assert facts(other) == {}


# --- Pieces on a stretch ---------------------------------------------------------------------------------------------


def test_pieces_of_a_sheet_are_counted_on_its_own_stretch_or_on_one_on_record(
    beach: Activity, number: str, desk: Client
) -> None:
    assert "Đếm trên đoạn nào" in words_of(desk.get(address(beach, number)))
    desk.post(address(beach, number), SHEET | {"mon-zone": "doan-1"})
    noted = facts(beach)
    own = str(code_of(beach.pk, number, "doan-1"))
    assert [each["zone"] for each in noted[FactKind.ITEMS]] == [own]
    assert not any("zone" in each for kind in (FactKind.BAG, FactKind.HEADCOUNT) for each in noted[kind])

    other = new_number(beach.pk)
    page = words_of(desk.get(address(beach, other)))
    assert "Từ cổng đền đến kè đá; 450 m" in page
    desk.post(address(beach, other), {"mon-CAPS-count": "4", "mon-zone": own})
    assert facts(beach)[FactKind.ITEMS][-1]["zone"] == own
    desk.post(address(beach, other), {"mon-BOTTLES-count": "4", "mon-zone": ""})
    assert "zone" not in facts(beach)[FactKind.ITEMS][-1]


@pytest.mark.parametrize("zone", ["doan-2", "doan-9", "bịa"])
def test_a_stretch_of_which_the_sheet_says_nothing_is_asked_about_and_nothing_is_kept(
    beach: Activity, number: str, desk: Client, zone: str
) -> None:
    answer = desk.post(address(beach, number), {"mon-BUTTS-count": "3", "mon-zone": zone})
    assert answer.status_code == 200
    if zone == "doan-2":
        assert "Đoạn 2 của tờ này chưa ghi gì" in words_of(answer)
    assert facts(beach) == {}
