"""Facts noted at an activity: by whoever may, once however often they are sent, never overwritten."""

from collections.abc import Callable
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.activities.phones import DRY, Phone, picture
from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityState, FactKind
from thidua.activities.errors import ActivityError
from thidua.activities.facts.records import facts_of
from thidua.activities.facts.samples import is_drawn
from thidua.activities.models import Activity, FieldFact, FieldPass, FieldPhone, FieldPhoto
from thidua.activities.policies import (
    field_photos_visible_to,
    listed_activities,
    participants_visible_to,
    photographed_activities,
)
from thidua.activities.services import (
    Guest,
    NewPass,
    Note,
    actor_of_pass,
    block_phone,
    cancel_activity,
    decline_party,
    issue_pass,
    list_people,
    note_fact,
    remove_party,
    revoke_pass,
)
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.figure import FigureKind
from thidua.core.impact.register import build_register
from thidua.core.impact.reports import report
from thidua.core.vietnam.partial_dates import PartialDate

pytestmark = [pytest.mark.django_db, pytest.mark.twice]


@pytest.fixture
def team(cast: Cast, beach: Activity, now: datetime) -> NewPass:
    return issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ 1, khu đền", now=now)


@pytest.fixture
def phone(team: NewPass) -> Phone:
    return Phone(team.secret)


def acts() -> list[str]:
    return list(
        AuditEntry.objects.filter(action__startswith="activity.fact").order_by("pk").values_list("action", flat=True)
    )


def kilograms(activity: Activity, now: datetime) -> Any:
    rows = FieldFact.objects.filter(activity=activity)
    register = build_register([facts_of(activity, rows)])
    found = report(register, register.one(str(activity.pk)), Knowledge(on=now.date()))
    return found.figure(FigureKind.MASS).amount


# --- Noted once ------------------------------------------------------------------------------------------------------


def test_a_bag_is_kept_and_its_receipt_is_the_same_however_often_it_comes(
    beach: Activity, phone: Phone, now: datetime
) -> None:
    code = uuid4()
    answers = [phone.put("bag", {**DRY, "weight": "6.4"}, code, noted_at=now.isoformat()) for _time in range(10)]
    assert [each.status_code for each in answers] == [201] + [200] * 9
    assert len({each.json()["receipt"] for each in answers}) == 1
    assert [each.json()["is_repeat"] for each in answers] == [False] + [True] * 9
    assert (FieldFact.objects.count(), acts()) == (1, ["activity.fact_noted"])
    assert kilograms(beach, now).best == Fraction("6.4")


def test_the_same_code_with_other_words_is_kept_as_a_second_version_and_the_first_stands(
    beach: Activity, phone: Phone, now: datetime
) -> None:
    code = uuid4()
    phone.put("bag", {**DRY, "weight": "6.4"}, code)
    other = phone.put("bag", {**DRY, "weight": "9"}, code)
    assert (other.status_code, other.json()["is_other"]) == (201, True)
    assert FieldFact.objects.filter(code=code).count() == 2
    assert kilograms(beach, now).best == Fraction("6.4")


def test_a_correction_stands_in_the_place_of_what_it_corrects_even_when_it_comes_first(
    beach: Activity, phone: Phone, now: datetime
) -> None:
    first, second = uuid4(), uuid4()
    assert phone.put("bag", {**DRY, "weight": "4.6"}, second, supersedes=str(first)).status_code == 201
    assert phone.put("bag", {**DRY, "weight": "46"}, first).status_code == 201
    assert kilograms(beach, now).best == Fraction("4.6")
    taken_back = phone.put("bag", DRY, supersedes=str(second), is_void=True)
    assert taken_back.status_code == 201
    assert acts() == ["activity.fact_noted", "activity.fact_noted", "activity.fact_taken_back"]


def test_the_time_of_the_phone_is_kept_and_set_right_by_how_far_its_clock_was_off(
    beach: Activity, phone: Phone, now: datetime
) -> None:
    fast = timedelta(hours=2)
    noted = now - timedelta(minutes=40) + fast
    phone.put("bag", DRY, noted_at=noted.isoformat(), device_now=(now + fast).isoformat())
    (row,) = FieldFact.objects.all()
    assert (row.noted_at, row.skew, row.received_at) == (noted, 7200, now)
    (fact,) = facts_of(beach, [row]).facts
    assert fact.noted_at == now - timedelta(minutes=40)


# --- What is no fact -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("bag", {"weight": "nặng"}),
        ("bag", {"colour": "xanh"}),
        ("bag", {"condition": "WARM"}),
        ("bag", {"by": "người khác"}),
        ("bag", {"litres": "60" * 3000}),
        ("bag", {"litres": 60}),
        ("lorry", {}),
        ("weighing", {"gross": "12"}),
        ("incident", {"note": "đau chân"}),
        ("incident", {"harm": "BITE"}),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_reason(phone: Phone, kind: str, body: dict[str, Any]) -> None:
    answer = phone.put(kind, body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_fact")
    assert answer.json()["says"]
    assert not FieldFact.objects.exists()


BROKEN = [b"", b"[]", b"{", b'{"kind":"bag","more":1}', b'{"kind":"bag","noted_at":"hom qua"}', b"\xff", b"[" * 9000]


@pytest.mark.parametrize("sent", BROKEN)
def test_a_broken_sending_is_refused(team: NewPass, sent: bytes) -> None:
    client = Phone(team.secret).client
    answer = client.put(reverse("put_fact", args=[uuid4()]), sent, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_fact")


def test_a_bag_of_900_kg_and_one_from_tomorrow_are_kept_and_asked_about(
    beach: Activity, phone: Phone, now: datetime
) -> None:
    assert phone.put("bag", {**DRY, "weight": "900"}).status_code == 201
    assert phone.put("bag", DRY, noted_at=(now + timedelta(days=1)).isoformat()).status_code == 201
    rows = FieldFact.objects.filter(activity=beach)
    register = build_register([facts_of(beach, rows)])
    found = report(register, register.one(str(beach.pk)), Knowledge(on=now.date()))
    assert {"BAG_TOO_HEAVY", "IN_THE_FUTURE"} <= {each.kind.name for each in found.findings}


def test_whether_a_bag_was_drawn_for_the_sample_is_not_the_phone_to_say(beach: Activity, phone: Phone) -> None:
    beach.sample_one_in = 3
    beach.save()
    codes = [uuid4() for _each in range(12)]
    for code in codes:
        phone.put("bag", {**DRY, "is_drawn": "yes"}, code)
    drawn = {row.code for row in FieldFact.objects.all() if row.body.get("is_drawn") == "yes"}
    assert drawn == {code for code in codes if is_drawn(code, 3)}


# --- Photographs -----------------------------------------------------------------------------------------------------


def test_a_photograph_is_kept_once_and_shown_only_to_those_who_note_facts(
    cast: Cast, beach: Activity, phone: Phone, now: datetime
) -> None:
    code, of_fact = uuid4(), uuid4()
    headers = {"X-Taken-At": now.isoformat(), "X-Point": "19.735,105.902", "X-Fact": str(of_fact)}
    answers = [phone.send(picture(), code, **headers) for _time in range(3)]
    assert [each.status_code for each in answers] == [201, 200, 200]
    assert len({each.json()["receipt"] for each in answers}) == 1
    kept = FieldPhoto.objects.get()
    assert (kept.point, kept.of_fact, kept.has_faces, kept.taken_at) == ("19.735,105.902", of_fact, True, now)
    assert kept.photo is not None
    seen = {}
    for name in ("secretary", "standing", "stranger", "officer", "observer"):
        client = Client()
        client.force_login(getattr(cast, name).user)
        answer = client.get(reverse("file_small", args=[kept.photo.file_id]))
        if answer.streaming:
            b"".join(answer.streaming_content)  # a file that is sent stays open until it is read
        seen[name] = answer.status_code
    assert seen == {"secretary": 200, "standing": 200, "stranger": 200, "officer": 404, "observer": 404}


def test_a_hurt_or_hostile_photograph_is_refused_and_named(phone: Phone) -> None:
    code = uuid4()
    assert phone.send(picture(), code).status_code == 201
    assert phone.send(picture("red"), code).json()["code"] == "other_photo"
    assert phone.send(picture(), **{"X-Sha256": "0" * 64}).json()["code"] == "hurt"
    assert phone.send(picture("green"), **{"X-Point": "19.73512,105.90233"}).json()["code"] == "bad_point"
    assert phone.send(picture("green"), **{"X-Fact": "túi 3"}).json()["code"] == "bad_photo"
    hostile = phone.send(b"<svg onload='alert(1)'>")
    assert (hostile.status_code, bool(hostile.json()["says"])) == (400, True)
    huge = phone.send(b"\xff\xd8" + b"0" * 3_000_000)
    assert (huge.status_code, huge.json()["code"]) == (413, "too_large")
    assert FieldPhoto.objects.count() == 1


# --- Who may ---------------------------------------------------------------------------------------------------------


def test_the_phone_gets_what_it_takes_along_and_sees_nothing_else(beach: Activity, phone: Phone, cast: Cast) -> None:
    assignment = phone.client.get(reverse("field_assignment")).json()
    assert (assignment["activity"]["title"], assignment["team"]["name"]) == (beach.title, "Tổ 1, khu đền")
    assert [each["name"] for each in assignment["parties"]] == [str(cast.bloc), cast.other_unit.name]
    assert [each["code"] for each in assignment["scheme"]["classes"]] == ["TC", "TP", "KH"]
    assert len(assignment["items"]["short"]["items"]) == 13
    for name, args in (("activity", [beach.pk]), ("blocs", []), ("activities", [])):
        page = phone.client.get(reverse(name, args=args))
        assert (page.status_code, page.headers.get("Location", "").split("?")[0]) == (302, reverse("account_login")), (
            name
        )


def test_the_phone_is_told_on_which_stretches_pieces_can_be_counted(beach: Activity, phone: Phone) -> None:
    def told() -> tuple[list[dict[str, object]], list[str]]:
        assignment = phone.client.get(reverse("field_assignment")).json()
        return assignment["zones"], assignment["zones_over"]

    assert told() == ([], [])
    first, second, gone = uuid4(), uuid4(), uuid4()
    body = {"name": "Đoạn mẫu", "metres": "10", "is_fixed": "yes", "size_limit_mm": "25"}
    phone.put("zone", body, code=first)
    phone.put("zone", body | {"metres": "100"}, code=second, supersedes=str(first))
    phone.put("zone", {"metres": "5"}, code=gone)
    phone.put("zone", {"metres": "5"}, supersedes=str(gone), is_void=True)
    zones, over = told()
    assert zones == [{"code": str(second), "name": "Đoạn mẫu", "metres": "100", "is_fixed": True}]
    assert {str(first), str(gone)} <= set(over)
    assert str(second) not in over


def test_a_pass_that_was_typed_is_read_as_it_was_meant(team: NewPass) -> None:
    assert Phone(team.secret.lower().replace("-", " ")).put("bag", DRY).status_code == 201


def test_without_a_pass_nothing_is_taken(
    phone: Phone, team: NewPass, cast: Cast, now: datetime, client: Client
) -> None:
    strangers = [Phone("bịa"), Phone(team.secret, "không phải máy"), Phone("")]
    assert [each.put("bag", DRY).status_code for each in strangers] == [401, 401, 401]
    client.force_login(cast.secretary.user)
    assert client.put(reverse("put_fact", args=[uuid4()]), "{}", content_type="application/json").status_code == 401
    assert "xin người phụ trách mã mới" in strangers[0].put("bag", DRY).json()["says"]
    revoke_pass(actor=cast.secretary.actor(), field_pass=team.field_pass, now=now)
    assert phone.put("bag", DRY).status_code == 401
    assert not FieldFact.objects.exists()


def test_a_pass_ends_a_week_after_the_activity(phone: Phone, team: NewPass, at: Callable[[str], datetime]) -> None:
    at("2026-12-12 23:59")
    assert phone.put("bag", DRY).status_code == 201
    at("2026-12-13 00:01")
    assert phone.put("bag", DRY).status_code == 401


def test_a_phone_that_copied_the_code_is_shut_out_and_the_others_go_on(
    cast: Cast, team: NewPass, phone: Phone, now: datetime
) -> None:
    copied = Phone(team.secret, str(uuid4()))
    assert (phone.put("bag", DRY).status_code, copied.put("bag", DRY).status_code) == (201, 201)
    last = FieldPhone.objects.order_by("pk").last()
    assert last is not None
    block_phone(actor=cast.secretary.actor(), phone=last, now=now)
    assert (phone.put("bag", DRY).status_code, copied.put("bag", DRY).status_code) == (201, 401)


def test_a_phone_that_is_shut_out_hears_why_and_who_gives_a_new_pass(
    cast: Cast, beach: Activity, team: NewPass, phone: Phone, at: Callable[[str], datetime], now: datetime
) -> None:
    phone.put("bag", DRY)

    def hears(one: Phone) -> str:
        answers = [one.put("bag", DRY), one.client.get(reverse("field_assignment"))]
        assert [(each.status_code, each.json()["code"]) for each in answers] == [(401, "no_pass")] * 2
        assert answers[0].json() == answers[1].json()
        said: str = answers[0].json()["says"]
        return said

    block_phone(actor=cast.secretary.actor(), phone=FieldPhone.objects.get(), now=now)
    blocked = hears(phone)
    assert blocked.startswith("Máy này đã bị khóa nên mã của tổ “Tổ 1, khu đền”")
    assert f"xin mã mới ở người giữ hồ sơ: {beach.home.name}." in blocked
    assert "Bản ghi vẫn nằm trên máy" in blocked
    other = Phone(team.secret, str(uuid4()))
    at("2027-01-30 08:00")
    assert "đã hết hạn" in hears(other)
    at("2026-12-05 09:40")
    revoke_pass(actor=cast.secretary.actor(), field_pass=team.field_pass, now=now)
    assert "đã được thu hồi" in hears(other)
    assert beach.home.name not in hears(Phone("không có mã này"))


@pytest.mark.parametrize("leaves", ["declines", "is removed"])
def test_the_teams_of_a_party_that_leaves_are_shut_out(
    cast: Cast, beach: Activity, phone: Phone, now: datetime, leaves: str
) -> None:
    party, actor = beach.parties.get(), cast.stranger.actor()
    theirs = Phone(issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ 2", party=party, now=now).secret)
    code = uuid4()
    assert theirs.put("bag", DRY, code).status_code == 201
    declined = decline_party(actor=actor, party=party, reason="Bận", now=now)
    if leaves == "is removed":
        FieldPass.objects.filter(party=party).update(revoked_at=None)
        remove_party(actor=cast.secretary.actor(), party=declined)
    assert (theirs.put("bag", DRY).status_code, phone.put("bag", DRY).status_code) == (401, 201)
    assert "đã được thu hồi" in theirs.put("bag", DRY).json()["says"]
    assert FieldFact.objects.filter(code=code).exists()
    assert AuditEntry.objects.filter(action="activity.pass_revoked").exists()


def test_a_team_does_not_take_back_what_another_noted(cast: Cast, beach: Activity, phone: Phone, now: datetime) -> None:
    code = uuid4()
    phone.put("bag", DRY, code)
    others = issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ 2", now=now)
    assert Phone(others.secret).put("bag", DRY, supersedes=str(code), is_void=True).status_code == 403
    assert phone.put("bag", DRY, supersedes=str(code), is_void=True).status_code == 201


def test_another_phone_of_the_team_does_not_take_back_what_this_one_noted(
    team: NewPass, phone: Phone, beach: Activity
) -> None:
    code = uuid4()
    phone.put("bag", DRY, code)
    other = Phone(team.secret, str(uuid4()))
    assert [other.put("bag", DRY, supersedes=str(code), is_void=void).status_code for void in (True, False)] == [
        403,
        403,
    ]
    assert phone.put("bag", DRY, supersedes=str(code), is_void=True).status_code == 201


def test_no_phone_lists_people_or_looks_through_photographs(
    cast: Cast, beach: Activity, team: NewPass, now: datetime
) -> None:
    party = beach.parties.get()
    list_people(actor=cast.standing.actor(), activity=beach, party=party, guests=[Guest("Lê Văn Ba")], now=now)
    phone = actor_of_pass(team.secret, str(uuid4()), now)
    assert phone is not None
    visible = (listed_activities, participants_visible_to, photographed_activities, field_photos_visible_to)
    assert [each(phone).exists() for each in visible] == [False] * 4
    assert [each(cast.standing.actor()).exists() for each in visible[:3]] == [True] * 3


def test_whose_record_it_is_and_a_party_that_counts_note_at_their_desks(
    cast: Cast, beach: Activity, now: datetime
) -> None:
    count = Note(FactKind.HEADCOUNT, {"organisation": f"unit:{cast.other_unit.pk}", "count": "12"})
    for member in (cast.secretary, cast.standing, cast.stranger):
        note_fact(actor=member.actor(), activity=beach, note=Note(count.kind, count.body), now=now)
    for member in (cast.officer, cast.observer):
        with pytest.raises(RefusedError):
            note_fact(actor=member.actor(), activity=beach, note=Note(count.kind, count.body), now=now)


def test_a_code_of_another_activity_and_a_cancelled_one_are_refused(
    cast: Cast, beach: Activity, phone: Phone, now: datetime
) -> None:
    code = uuid4()
    phone.put("bag", DRY, code)
    trees = make_activity(cast, state=ActivityState.PLANNED, held_on=PartialDate(2027, 1, 15), now=now)
    with pytest.raises(ActivityError, match="một hoạt động khác"):
        note_fact(actor=cast.secretary.actor(), activity=trees, note=Note(FactKind.BAG, DRY, code), now=now)
    pass_of_trees = issue_pass(actor=cast.secretary.actor(), activity=trees, team="Tổ trồng cây", now=now)
    cancel_activity(actor=cast.secretary.actor(), activity=trees, version=trees.version, reason="Bão")
    answer = Phone(pass_of_trees.secret).put("planting", {"count": "20"})
    assert (answer.status_code, answer.json()["code"]) == (403, "refused")
