"""Facts typed at a desk: a form for each kind, questions after saving, corrections, figures that are kept."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast, Member
from thidua.activities.enums import FactKind
from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.selections import of_activity
from thidua.activities.forms.facts import FORMS
from thidua.activities.models import Activity, ActivityFigures, FieldFact
from thidua.activities.services import Note, choose_claim, note_fact, set_sampling
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError

pytestmark = pytest.mark.django_db

Page = Callable[[Member], Client]


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


@pytest.fixture
def secretary(cast: Cast, client: Client) -> Client:
    client.force_login(cast.secretary.user)
    return client


def send(client: Client, activity: Activity, kind: str, **data: Any) -> Any:
    return client.post(reverse("note_fact_at_desk", args=[activity.pk, kind]), data)


def bodies(activity: Activity) -> list[dict[str, Any]]:
    return [row.body for row in FieldFact.objects.filter(activity=activity).order_by("pk")]


def amount(activity: Activity, now: datetime, kind: str = "MASS") -> tuple[str | None, str | None, str | None]:
    found = figures_now(of_activity(activity), now)
    assert found is not None
    (figure,) = [each for each in found.said("vi")["figures"] if (each["kind"], each["detail"]) == (kind, "")]
    return figure["low"], figure["best"], figure["high"]


# --- The forms -------------------------------------------------------------------------------------------------------


GOOD: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "dem-nguoi",
        {"organisation": "", "covers": "WITHOUT_CODE", "counting": "COUNTED", "count": "1.200", "minutes": "90"},
        {"covers": "WITHOUT_CODE", "counting": "COUNTED", "count": "1200", "minutes": "90"},
    ),
    (
        "dem-nguoi",
        {"organisation": "", "covers": "EVERYONE", "counting": "ESTIMATED", "low": "200", "high": "300"},
        {"covers": "EVERYONE", "counting": "ESTIMATED", "low": "200", "high": "300"},
    ),
    ("doan", {"name": "Từ đền đến bãi A", "metres": "412,5"}, {"name": "Từ đền đến bãi A", "metres": "412.5"}),
    (
        "tui",
        {"count": "3", "class_code": "TC", "litres": "60", "fill_level": "3/4", "condition": "DRY", "weight": "6,4"},
        {
            "count": "3",
            "class_code": "TC",
            "litres": "60",
            "fill": "3/4",
            "condition": "DRY",
            "weight": "6.4",
            "scheme": "VN-75",
        },
    ),
    (
        "can",
        {"scope": "WHOLE", "gross": "1240,5", "tare": "600", "slip": "PC-7", "witness": "Lê Thị Chứng"},
        {
            "scope": "WHOLE",
            "gross": "1240.5",
            "tare": "600",
            "slip": "PC-7",
            "witness": "Lê Thị Chứng",
            "scheme": "VN-75",
        },
    ),
    ("cong-kenh", {"name": "Lốp xe", "count": "4"}, {"name": "Lốp xe", "count": "4"}),
    (
        "mon",
        {"item": "SHORT@1:BUTTS", "counting": "COUNTED", "count": "5.000"},
        {"item": "BUTTS", "item_list": "SHORT", "version": "1", "counting": "COUNTED", "count": "5000"},
    ),
    (
        "ban-giao",
        {"receiver": "Vựa ve chai", "destination": "RECYCLED", "weight": "40", "money": "120.000"},
        {"receiver": "Vựa ve chai", "destination": "RECYCLED", "weight": "40", "money": "120000"},
    ),
    ("tien", {"flow": "OUT", "amount": "2.000.000"}, {"flow": "OUT", "amount": "2000000"}),
    (
        "trong-cay",
        {"species": "Phi lao", "count": "200", "planted_on": "05/12/2026"},
        {"species": "Phi lao", "count": "200", "planted_on": "2026-12-05"},
    ),
    (
        "su-co",
        {"harm": "CUT", "count": "1", "note": "Đạp mảnh kính, băng tại chỗ"},
        {"harm": "CUT", "count": "1", "note": "Đạp mảnh kính, băng tại chỗ"},
    ),
    (
        "cong-bo",
        {
            "figure": "MASS",
            "text": "gần 850 kg",
            "high": "850",
            "source": "Báo tỉnh",
            "published_on": "5/12/2026",
        },
        {
            "figure": "MASS",
            "text": "gần 850 kg",
            "high": "850",
            "source": "Báo tỉnh",
            "published_on": "2026-12-05",
        },
    ),
]


@pytest.mark.parametrize(("kind", "data", "body"), GOOD)
def test_each_kind_has_a_short_form(
    secretary: Client, beach: Activity, kind: str, data: dict[str, Any], body: dict[str, Any]
) -> None:
    shown = secretary.get(reverse("note_fact_at_desk", args=[beach.pk, kind]))
    assert shown.status_code == 200
    answer = send(secretary, beach, kind, **data)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("activity_facts", args=[beach.pk]))
    assert bodies(beach) == [body]
    (row,) = FieldFact.objects.all()
    form = FORMS[kind](activity=beach, initial=FORMS[kind].values_of(row.body))
    again = secretary.post(reverse("correct_fact", args=[row.pk]), data)
    assert (again.status_code, form.initial.keys() >= set()) == (302, True)
    assert bodies(beach) == [body, body]
    listed = secretary.get(reverse("activity_facts", args=[beach.pk])).content.decode()
    assert ("Đang dùng" in listed, "Đã sửa" in listed) == (True, True)


def test_a_count_stays_on_its_stretch_when_either_is_corrected(secretary: Client, beach: Activity) -> None:
    stretch = {"name": "Đoạn mẫu", "metres": "50", "is_fixed": "on", "size_limit_mm": "25"}
    send(secretary, beach, "doan", **stretch)
    zone = FieldFact.objects.get()
    told = {"item": "SHORT@1:BUTTS", "counting": "COUNTED", "count": "40"}
    send(secretary, beach, "mon", **told, zone=str(zone.code))
    count = FieldFact.objects.latest("pk")
    secretary.post(reverse("correct_fact", args=[zone.pk]), stretch | {"metres": "100"})
    longer = FieldFact.objects.latest("pk")

    form = secretary.get(reverse("correct_fact", args=[count.pk])).text
    assert f'<option value="{longer.code}" selected' in form
    assert str(zone.code) not in form
    secretary.post(reverse("correct_fact", args=[count.pk]), told | {"count": "41", "zone": str(longer.code)})
    assert FieldFact.objects.latest("pk").body["zone"] == str(longer.code)
    secretary.post(reverse("correct_fact", args=[FieldFact.objects.latest("pk").pk]), told | {"zone": ""})
    assert "zone" not in FieldFact.objects.latest("pk").body
    other = send(secretary, beach, "mon", **told, zone=str(zone.code))
    assert (other.status_code, "zone" in other.context["form"].errors) == (200, True)


BAD: list[tuple[str, dict[str, Any], str, str]] = [
    ("tui", {"count": "1", "weight": "-4"}, "weight", "từ 0"),
    ("can", {"scope": "WHOLE", "gross": "100", "tare": "120"}, "tare", "Bì 120 kg lớn hơn tổng 100 kg"),
    ("can", {"scope": "PART", "gross": "100", "tare": "0"}, "covers", "chọn những túi"),
    ("trong-cay", {"count": "5", "planted_on": "06/12/2026"}, "planted_on", "chưa tới"),
    ("cong-bo", {"figure": "MASS", "text": "", "source": "Báo"}, "text", "Chép lại chữ đã in"),
    (
        "cong-bo",
        {"figure": "MASS", "text": "x", "source": "Báo", "published_on": "01/01/2027"},
        "published_on",
        "chưa tới",
    ),
    ("cong-bo", {"figure": "MASS_PER_PERSON", "text": "x", "source": "Báo"}, "figure", ""),
    ("dem-nguoi", {"covers": "EVERYONE", "counting": "ESTIMATED", "low": "300"}, "high", "cần cả hai đầu"),
    (
        "dem-nguoi",
        {"covers": "EVERYONE", "counting": "ESTIMATED", "low": "300", "high": "20"},
        "high",
        "nhỏ hơn ít nhất",
    ),
    ("dem-nguoi", {"covers": "EVERYONE", "counting": "COUNTED"}, "count", "chưa nhập số đã đếm"),
]


@pytest.mark.parametrize(("kind", "data", "field", "says"), BAD)
def test_what_cannot_be_is_refused_at_its_field(
    secretary: Client, beach: Activity, kind: str, data: dict[str, Any], field: str, says: str
) -> None:
    answer = send(secretary, beach, kind, **data)
    assert answer.status_code == 200
    (words,) = answer.context["form"].errors[field]
    assert says in words
    assert not FieldFact.objects.exists()


def test_bags_that_stood_on_a_scale_are_chosen_for_its_weighing(
    secretary: Client, beach: Activity, now: datetime
) -> None:
    send(secretary, beach, "tui", count="5", condition="SOAKED")
    (bag,) = FieldFact.objects.all()
    send(secretary, beach, "can", scope="PART", gross="52,5", tare="2,5", covers=[str(bag.code)])
    assert bodies(beach)[1]["covers"] == [str(bag.code)]
    assert amount(beach, now) == ("50", "50", "50")


# --- Asked after, never barred ---------------------------------------------------------------------------------------


def test_a_bag_of_900_kg_is_kept_and_asked_about(secretary: Client, beach: Activity) -> None:
    answer = send(secretary, beach, "tui", count="1", litres="60", fill_level="1", condition="DRY", weight="900")
    page = secretary.get(answer.headers["Location"]).content.decode()
    assert "Xin hỏi lại" in page
    assert "hơn mọi mật độ đã biết" in page
    assert len(bodies(beach)) == 1


@pytest.mark.parametrize(("weight", "is_asked"), [("3", True), ("5", False), ("150", False), ("151", True)])
def test_kilograms_for_each_person_outside_what_is_usual_are_asked_about(
    secretary: Client, beach: Activity, weight: str, is_asked: bool
) -> None:
    send(secretary, beach, "dem-nguoi", covers="EVERYONE", counting="COUNTED", count="10")
    answer = send(secretary, beach, "can", scope="WHOLE", gross=weight, tare="0")
    page = secretary.get(answer.headers["Location"]).content.decode()
    assert ("Cân ở đâu?" in page) is is_asked


def test_the_same_money_without_a_slip_asks_whether_it_is_one_and_stands_meanwhile(
    secretary: Client, beach: Activity
) -> None:
    def said(**money: str) -> str:
        answer = send(secretary, beach, "tien", flow="IN", amount="5.000.000", source="Công ty Minh họa", **money)
        return str(secretary.get(answer.headers["Location"]).content.decode())

    assert "Có phải một khoản?" not in said(slip="PT 12")
    assert "Có phải một khoản?" not in said(slip="PT 13"), "two slips are two sums"
    page = said()
    assert "Có phải một khoản?" in page
    first = FieldFact.objects.filter(kind="money").order_by("pk")[0]
    assert str(first.code)[:4].upper() in page
    assert len(bodies(beach)) == 3


# --- Corrected, taken back, chosen -----------------------------------------------------------------------------------


def test_taking_back_is_two_steps_and_leaves_the_record(secretary: Client, beach: Activity, now: datetime) -> None:
    send(secretary, beach, "can", scope="WHOLE", gross="100", tare="0")
    (row,) = FieldFact.objects.all()
    page = secretary.get(reverse("take_back_fact", args=[row.pk])).content.decode()
    assert "không còn tính bản ghi này" in page
    assert amount(beach, now) == ("100", "100", "100")
    assert secretary.post(reverse("take_back_fact", args=[row.pk])).status_code == 302
    assert amount(beach, now) == (None, None, None)
    listed = secretary.get(reverse("activity_facts", args=[beach.pk])).content.decode()
    assert ("Đã rút bản ghi" in listed, "Lệnh rút lại" in listed) == (True, True)
    assert secretary.post(reverse("take_back_fact", args=[row.pk])).status_code == 403
    assert secretary.get(reverse("correct_fact", args=[row.pk])).status_code == 403


def test_only_who_noted_it_and_who_keeps_the_record_may_correct(cast: Cast, beach: Activity, now: datetime) -> None:
    note = Note(FactKind.HEADCOUNT, {"count": "12"})
    row = note_fact(actor=cast.secretary.actor(), activity=beach, note=note, now=now).fact
    client = Client()
    client.force_login(cast.stranger.user)
    listed = client.get(reverse("activity_facts", args=[beach.pk])).content.decode()
    assert reverse("correct_fact", args=[row.pk]) not in listed
    assert client.get(reverse("correct_fact", args=[row.pk])).status_code == 403
    assert client.get(reverse("note_fact_at_desk", args=[beach.pk, "tui"])).status_code == 200


def test_of_two_printed_numbers_one_is_chosen_with_a_reason_and_both_stay(
    secretary: Client, cast: Cast, beach: Activity, now: datetime
) -> None:
    for text, low, source in (("hơn 300", "300", "kienthuc.net.vn"), ("gần 200", "", "suckhoecongdongonline.vn")):
        ends = {"low": low} if low else {"high": "200"}
        send(secretary, beach, "cong-bo", figure="PEOPLE", text=text, source=source, **ends)
    page = secretary.get(reverse("activity_impact", args=[beach.pk])).content.decode()
    assert ("hơn 300" in page, "gần 200" in page, "Các nguồn ghi khác nhau" in page) == (True, True, True)
    first, second = FieldFact.objects.order_by("pk")
    with pytest.raises(ActivityError, match="chưa nêu lý do"):
        choose_claim(actor=cast.secretary.actor(), fact=first, reason=" ", now=now)
    with pytest.raises(RefusedError):
        choose_claim(actor=cast.stranger.actor(), fact=first, reason="Có danh sách", now=now)
    secretary.post(reverse("choose_claim", args=[first.pk]), {"reason": "Có danh sách ký tên"})
    assert amount(beach, now, "PEOPLE") == ("300", None, None)
    choose_claim(actor=cast.secretary.actor(), fact=second, reason="Báo cáo chính thức", now=now)
    assert amount(beach, now, "PEOPLE") == (None, None, "200")
    page = secretary.get(reverse("activity_impact", args=[beach.pk])).content.decode()
    assert ("hơn 300" in page, "gần 200" in page, "chọn vì Báo cáo chính thức" in page) == (True, True, True)


# --- The list --------------------------------------------------------------------------------------------------------


def test_the_list_is_narrowed_by_kind_and_by_who_noted_it(secretary: Client, beach: Activity) -> None:
    send(secretary, beach, "tui", count="1")
    send(secretary, beach, "doan", metres="100")
    address = reverse("activity_facts", args=[beach.pk])

    def listed(query: str) -> int:
        return len(secretary.get(f"{address}?{query}").context["rows"])

    name = FieldFact.objects.order_by("pk")[0].noted_by_name
    row = FieldFact.objects.order_by("pk")[0]
    assert (listed(""), listed("loai=bag&ai="), listed(f"loai=&ai={name}"), listed("loai=money&ai=")) == (2, 1, 2, 0)
    assert (listed(f"ma={row.code}"), listed("ma=bua")) == (1, 2)


def test_the_list_asks_as_often_for_three_rows_as_for_one(secretary: Client, beach: Activity) -> None:
    counts = []
    for _each in range(2):
        send(secretary, beach, "tui", count="1", weight="4")
        send(secretary, beach, "cong-bo", figure="MASS", text="4 kg", value="4", source="Báo")
        secretary.get(reverse("activity_facts", args=[beach.pk]))
        with CaptureQueriesContext(connection) as asked:
            secretary.get(reverse("activity_facts", args=[beach.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[0] < 40


# --- How bags are weighed --------------------------------------------------------------------------------------------


def test_sampling_is_set_once_by_one_of_two_writers_and_told(cast: Cast, beach: Activity, secretary: Client) -> None:
    version = beach.version
    secretary.post(
        reverse("set_sampling", args=[beach.pk]), {"waste_scheme": "HC-VC", "sample_one_in": "5", "version": version}
    )
    beach.refresh_from_db()
    assert (beach.waste_scheme, beach.sample_one_in) == ("HC-VC", 5)
    assert AuditEntry.objects.filter(action="activity.sampling_set").count() == 1
    with pytest.raises(StaleVersionError):
        set_sampling(
            actor=cast.secretary.actor(), activity=beach, version=version, waste_scheme="VN-75", sample_one_in=None
        )
    with pytest.raises(RefusedError):
        set_sampling(
            actor=cast.stranger.actor(),
            activity=beach,
            version=beach.version,
            waste_scheme="VN-75",
            sample_one_in=None,
        )
    for scheme, one_in, field in (("KHONG", None, "waste_scheme"), ("VN-75", 0, "sample_one_in")):
        with pytest.raises(ActivityError) as caught:
            set_sampling(
                actor=cast.secretary.actor(),
                activity=beach,
                version=beach.version,
                waste_scheme=scheme,
                sample_one_in=one_in,
            )
        assert caught.value.field == field


# --- Figures that are kept -------------------------------------------------------------------------------------------


def test_a_claim_about_what_is_no_figure_is_refused(cast: Cast, beach: Activity, now: datetime) -> None:
    for figure in ("TONNES", "MASS_PER_PERSON"):
        note = Note(FactKind.CLAIM, {"figure": figure, "text": "nhiều"})
        with pytest.raises(ActivityError):
            note_fact(actor=cast.secretary.actor(), activity=beach, note=note, now=now)


def test_figures_are_kept_with_each_desk_entry_and_never_shown_old_without_saying_so(
    secretary: Client, cast: Cast, beach: Activity, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(secretary, beach, "can", scope="WHOLE", gross="100", tare="0")
    (kept,) = ActivityFigures.objects.all()
    assert (kept.facts, kept.data["vi"]["figures"] != kept.data["en"]["figures"]) == (1, True)
    monkeypatch.setattr("thidua.activities.facts.figures.SMALL", 1)
    monkeypatch.setattr("thidua.activities.services.figures.SMALL", 1)
    note = Note(FactKind.WEIGHING, {"scope": "WHOLE", "gross": "7", "tare": "0", "slip": "2"})
    note_fact(actor=cast.secretary.actor(), activity=beach, note=note, now=now)
    found = figures_now(of_activity(beach), now)
    assert found is not None
    assert (found.is_old, found.facts) == (True, 1)
    for name in ("activity", "activity_impact"):
        page = secretary.get(reverse(name, args=[beach.pk])).content.decode()
        assert ("Đã có thay đổi" in page, "tính lúc 15 giờ 30" in page) == (True, True), name
    assert secretary.post(reverse("reckon_again", args=[beach.pk])).status_code == 302
    page = secretary.get(reverse("activity_impact", args=[beach.pk])).content.decode()
    assert ("Đã có thay đổi" in page, "107" in page) == (False, True)


def test_nothing_noted_is_no_figure_and_never_zero(secretary: Client, beach: Activity) -> None:
    for name in ("activity", "activity_impact"):
        page = secretary.get(reverse(name, args=[beach.pk])).content.decode()
        assert "chưa có số liệu" in page
        assert " 0 kg" not in page


def test_a_figure_says_how_it_is_known_and_opens_to_its_steps(secretary: Client, beach: Activity) -> None:
    for condition in ("DRY", "SOAKED"):
        send(secretary, beach, "tui", count="2", litres="60", fill_level="1", condition=condition)
    page = secretary.get(reverse("activity_impact", args=[beach.pk])).content.decode().replace("\xa0", " ")
    for words in ("ít nhất 4 kg", "ước tính", "2 túi chưa rõ", "Cách tính", "mỗi 60 lít", "Điều chưa biết"):
        assert words in page, words
    secretary.cookies["django_language"] = "en"
    page = secretary.get(reverse("activity_impact", args=[beach.pk])).content.decode().replace("\xa0", " ")
    assert "at least 4 kg" in page


def test_joint_activity_says_that_it_is_not_added(secretary: Client, beach: Activity) -> None:
    page = secretary.get(reverse("activity_impact", args=[beach.pk])).content.decode()
    assert "Cùng tổ chức, không cộng" in page
