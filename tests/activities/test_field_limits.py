"""What a team sends on one day is bounded; what is above waits on the phone and comes the next day."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest

from tests.activities.phones import DEVICE, DRY, Phone, picture
from tests.cast import Cast
from thidua.activities.enums import FactKind
from thidua.activities.models import Activity, FieldDay, FieldFact, FieldPhoto
from thidua.activities.services import Note, issue_pass, limits, note_fact

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_team(cast: Cast, beach: Activity, now: datetime) -> Callable[[str], str]:
    """The secret of one more team."""

    def issued(name: str) -> str:
        return issue_pass(actor=cast.secretary.actor(), activity=beach, team=name, now=now).secret

    return issued


def test_facts_above_the_share_of_a_day_are_put_off_until_the_next(
    cast: Cast,
    beach: Activity,
    new_team: Callable[[str], str],
    now: datetime,
    at: Callable[[str], datetime],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "FACTS_A_DAY", 2)
    secret = new_team("Tổ 1")
    one, other = Phone(secret, DEVICE), Phone(secret, str(uuid4()))
    code, late = uuid4(), uuid4()
    assert [one.put("bag", DRY, code).status_code, other.put("bag", DRY).status_code] == [201, 201]
    refused = one.put("bag", DRY, late)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_much")
    assert "Hôm nay tổ này đã gửi nhiều hơn" in refused.json()["says"]
    assert "sang ngày mai tự gửi tiếp" in refused.json()["remedy"]
    assert not FieldFact.objects.filter(code=late).exists()
    assert one.put("bag", DRY, code).json()["is_repeat"] is True
    assert Phone(new_team("Tổ 2")).put("bag", DRY).status_code == 201
    desk = Note(FactKind.HEADCOUNT, {"count": "3"})
    note_fact(actor=cast.secretary.actor(), activity=beach, note=desk, now=now)
    at("2026-12-06 00:01")
    assert one.put("bag", DRY, late).status_code == 201
    told = FieldDay.objects.order_by("pk").values_list("day", "facts")
    assert [(day.day, facts) for day, facts in told] == [(5, 2), (5, 1), (6, 1)]


@pytest.mark.parametrize("limit", [("PHOTOS_A_DAY", 1), ("OCTETS_A_DAY", 1_000)])
def test_photographs_are_bounded_by_number_and_by_bytes(
    new_team: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, limit: tuple[str, int]
) -> None:
    phone, code = Phone(new_team("Tổ 1")), uuid4()
    first = picture()
    assert 500 < len(first) < 1_000
    monkeypatch.setattr(limits, *limit)
    assert [phone.send(first, code).status_code for _time in range(2)] == [201, 200]
    late = phone.send(picture("red"))
    assert (late.status_code, late.json()["code"]) == (429, "too_much")
    assert FieldPhoto.objects.count() == 1
    assert FieldDay.objects.values_list("photos", "octets").get() == (1, len(first))
