"""Photographs from the field: kept once, looked through at a desk, chosen for the album with a ground to show them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.activities.phones import Phone, picture
from tests.cast import Cast, Member
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, FieldPhoto
from thidua.activities.queries import FIELD, KIND
from thidua.activities.services import choose_photo, issue_pass, photographs
from thidua.common.errors import RefusedError
from thidua.documents.enums import PhotoConsent
from thidua.documents.models import Photo
from thidua.documents.services import withdraw_photos

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(cast: Cast, beach: Activity, now: datetime) -> Phone:
    return Phone(issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ 1", now=now).secret)


@pytest.fixture
def enter(cast: Cast) -> Callable[[str], Client]:
    def signed_in(name: str) -> Client:
        client = Client()
        member: Member = getattr(cast, name)
        client.force_login(member.user)
        return client

    return signed_in


def sent(phone: Phone, faces: str = "yes", colour: str = "navy") -> FieldPhoto:
    assert phone.send(picture(colour), **{"X-Faces": faces}).status_code == 201
    return FieldPhoto.objects.order_by("-pk")[0]


# --- Kept once -------------------------------------------------------------------------------------------------------


def racing(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], Any]) -> None:
    """Let something else be kept after the look whether the picture is there, and before it is kept."""
    keep, met = photographs.add_photo, []

    def adds(**words: Any) -> Photo:
        if not met:
            met.append(True)
            meanwhile()
        return keep(**words)

    monkeypatch.setattr(photographs, "add_photo", adds)


@pytest.mark.parametrize(
    ("taken", "device", "kept"),
    [
        ("2026-12-05T01:00:00Z", "", "2026-12-05T01:00:00+00:00"),
        ("2026-12-06T01:00:00Z", "2026-12-06T02:30:00Z", "2026-12-05T01:00:00+00:00"),
        ("1970-01-01T01:00:00Z", "1970-01-01T02:00:00Z", None),
    ],
    ids=["told no clock", "a day ahead", "lost its clock"],
)
def test_a_picture_is_dated_by_our_clock(phone: Phone, taken: str, device: str, kept: str | None) -> None:
    assert phone.send(picture(), **{"X-Taken-At": taken, "X-Device-Now": device}).status_code == 201
    (row,) = FieldPhoto.objects.all()
    assert (row.taken_at and row.taken_at.astimezone(UTC).isoformat()) == kept


def test_the_same_picture_in_two_requests_at_once_is_one(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    code, others = uuid4(), []
    racing(monkeypatch, lambda: others.append(phone.send(picture(), code)))
    late = phone.send(picture(), code)
    assert (others[0].status_code, late.status_code, late.json()["is_repeat"]) == (201, 200, True)
    assert others[0].json()["receipt"] == late.json()["receipt"]
    assert (FieldPhoto.objects.count(), Photo.objects.count()) == (1, 1)


def test_another_picture_under_the_code_at_once_is_refused(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    code = uuid4()
    racing(monkeypatch, lambda: phone.send(picture("red"), code))
    late = phone.send(picture(), code)
    assert (late.status_code, late.json()["code"]) == (409, "other_photo")


# --- Looked through --------------------------------------------------------------------------------------------------


def test_who_notes_facts_looks_through_them_and_who_keeps_the_record_chooses(
    beach: Activity, phone: Phone, enter: Callable[[str], Client]
) -> None:
    photo = sent(phone)
    url, choose = reverse("field_photos", args=[beach.pk]), reverse("choose_field_photo", args=[photo.pk])
    seen = {name: enter(name).get(url).status_code for name in ("secretary", "standing", "stranger", "officer")}
    assert seen == {"secretary": 200, "standing": 200, "stranger": 200, "officer": 404}
    may = {name: enter(name).get(choose).status_code for name in ("secretary", "standing", "stranger", "officer")}
    assert may == {"secretary": 200, "standing": 200, "stranger": 403, "officer": 404}
    assert choose in enter("secretary").get(url).content.decode()
    assert phone.client.get(url).status_code == 302


def test_a_party_neither_describes_nor_drops_what_phones_sent(phone: Phone, enter: Callable[[str], Client]) -> None:
    photo = sent(phone)
    assert photo.photo is not None
    for name in ("photo_change", "photo_drop"):
        url = reverse(name, args=[photo.photo.pk])
        assert [enter(each).get(url).status_code for each in ("secretary", "stranger")] == [200, 403]


# --- Chosen ----------------------------------------------------------------------------------------------------------


def test_a_chosen_photograph_is_in_the_album_and_seen_by_those_who_see_the_activity(
    beach: Activity, phone: Phone, enter: Callable[[str], Client]
) -> None:
    photo = sent(phone)
    assert photo.photo is not None
    file = reverse("file_small", args=[photo.photo.file_id])
    data = {"alt_text": "Hai người khiêng bao rác", "consent": "WRITTEN", "subjects": "Bà Lê Thị Tư"}
    secretary = enter("secretary")
    for _press in range(2):
        assert secretary.post(reverse("choose_field_photo", args=[photo.pk]), data).status_code == 302
    chosen = Photo.objects.get(parent_kind=KIND, parent_id=beach.pk)
    assert (chosen.consent, chosen.file_id, chosen.subjects.get().name) == (
        PhotoConsent.WRITTEN,
        photo.photo.file_id,
        "Bà Lê Thị Tư",
    )
    assert "Đã trong album" in secretary.get(reverse("field_photos", args=[beach.pk])).content.decode()
    page = secretary.get(reverse("activity", args=[beach.pk])).content.decode()
    assert file in page


@pytest.mark.parametrize(
    ("faces", "consent", "is_taken"),
    [
        ("yes", "UNKNOWN", False),
        ("yes", "NOBODY_SHOWN", False),
        ("yes", "PUBLIC_EVENT", True),
        ("unknown", "UNKNOWN", False),
        ("unknown", "NOBODY_SHOWN", True),
        ("no", "UNKNOWN", False),
        ("no", "WITHDRAWN", False),
        ("no", "NOBODY_SHOWN", True),
    ],
)
def test_without_a_ground_nobody_is_shown(
    cast: Cast, phone: Phone, now: datetime, enter: Callable[[str], Client], faces: str, consent: str, is_taken: bool
) -> None:
    photo = sent(phone, faces)
    words = {"alt_text": "Bãi biển", "consent": PhotoConsent(consent)}
    if is_taken:
        choose_photo(actor=cast.secretary.actor(), field_photo=photo, now=now, **words)  # type: ignore[arg-type]
    else:
        with pytest.raises(ActivityError) as caught:
            choose_photo(actor=cast.secretary.actor(), field_photo=photo, now=now, **words)  # type: ignore[arg-type]
        assert caught.value.field == "consent"
        page = enter("secretary").post(reverse("choose_field_photo", args=[photo.pk]), words)
        assert (page.status_code, "consent" in page.context["form"].errors) == (200, True)
    assert Photo.objects.filter(parent_kind=KIND).count() == int(is_taken)


def test_only_the_keeper_chooses_and_what_was_dropped_is_not_chosen(cast: Cast, phone: Phone, now: datetime) -> None:
    photo = sent(phone, "no")
    words = {"alt_text": "Bãi biển", "consent": PhotoConsent.NOBODY_SHOWN}
    with pytest.raises(RefusedError):
        choose_photo(actor=cast.stranger.actor(), field_photo=photo, now=now, **words)  # type: ignore[arg-type]
    Photo.objects.all().delete()
    gone = FieldPhoto.objects.get()
    with pytest.raises(RefusedError, match="đã được bỏ"):
        choose_photo(actor=cast.secretary.actor(), field_photo=gone, now=now, **words)  # type: ignore[arg-type]


def test_consent_that_is_withdrawn_reaches_the_album_and_the_field(
    cast: Cast, beach: Activity, phone: Phone, now: datetime, enter: Callable[[str], Client]
) -> None:
    photo = sent(phone)
    assert photo.photo is not None
    ground = PhotoConsent.PUBLIC_EVENT
    chosen = choose_photo(
        actor=cast.secretary.actor(), field_photo=photo, alt_text="Hai người", consent=ground, now=now
    )
    withdraw_photos(actor=cast.secretary.actor(), photos=[chosen], because="Có người đề nghị", now=now)
    secretary = enter("secretary")
    assert secretary.get(reverse("file_small", args=[photo.photo.file_id])).status_code == 404
    page = secretary.get(reverse("field_photos", args=[beach.pk])).content.decode()
    assert ("đã rút đồng ý" in page, reverse("file_small", args=[photo.photo.file_id]) in page) == (True, False)
    assert Photo.objects.filter(parent_kind=FIELD).count() == 1


def test_the_page_asks_as_often_for_three_photographs_as_for_one(
    beach: Activity, phone: Phone, enter: Callable[[str], Client]
) -> None:
    client, url = enter("secretary"), reverse("field_photos", args=[beach.pk])
    sent(phone)
    client.get(url)
    counts = []
    for colours in ((), ("red", "green")):
        for colour in colours:
            sent(phone, colour=colour)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]
