"""Albums: order by buttons, words for every picture, consent that can be withdrawn."""

from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.files import make_heic, make_jpeg, make_pdf, upload
from thidua.audit.models import AuditEntry
from thidua.common import clock
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import PhotoConsent
from thidua.documents.errors import PhotoError
from thidua.documents.models import Photo
from thidua.documents.policies import find_file
from thidua.documents.queries import photos_of
from thidua.documents.services import add_photo, describe_photo, move_photo, remove_photo, withdraw_photos


@pytest.fixture(autouse=True)
def _clock(at) -> None:
    at("2026-06-15 09:00")


@pytest.fixture
def add(cast: Cast, parent: Reference) -> Callable[..., Photo]:
    """A photograph in bloc I's album."""

    def added(colour: str = "teal", **options: object) -> Photo:
        given = {
            "actor": cast.secretary.actor(),
            "parent": parent,
            "agency": cast.agency.pk,
            "upload": upload(make_jpeg(colour), f"{colour}.jpg"),
            "alt_text": f"Nền {colour}",
            "now": clock.now(),
        } | options
        return add_photo(**given)  # type: ignore[arg-type]

    return added


def album(parent: Reference) -> list[str]:
    """The album's pictures by their words, in order."""
    return [photo.alt_text for photo in photos_of([parent])[parent]]


def test_pictures_stand_in_the_order_of_the_article_not_of_their_names(cast: Cast, add, parent: Reference) -> None:
    for number, colour in (("0167", "red"), ("0178", "green"), ("0191", "blue"), ("0238", "olive"), ("0270", "teal")):
        add(colour, alt_text=number)
    actor = cast.secretary.actor()
    last = Photo.objects.get(alt_text="0270")
    for _ in range(4):
        move_photo(actor=actor, photo=last, by=-1)
    move_photo(actor=actor, photo=Photo.objects.get(alt_text="0167"), by=1)
    move_photo(actor=actor, photo=Photo.objects.get(alt_text="0238"), by=-1)
    move_photo(actor=actor, photo=Photo.objects.get(alt_text="0238"), by=-1)
    move_photo(actor=actor, photo=Photo.objects.get(alt_text="0167"), by=1)
    move_photo(actor=actor, photo=Photo.objects.get(alt_text="0167"), by=-1)

    assert album(parent) == ["0270", "0178", "0238", "0167", "0191"]


def test_at_the_edge_it_stays_and_nothing_is_recorded(cast: Cast, add, parent: Reference) -> None:
    photo = add("red")
    add("green")
    before = AuditEntry.objects.count()
    move_photo(actor=cast.secretary.actor(), photo=photo, by=-1)

    assert album(parent) == ["Nền red", "Nền green"]
    assert AuditEntry.objects.count() == before


def test_the_same_picture_sent_twice_is_one(add, parent: Reference) -> None:
    assert add("red") == add("red", alt_text="khác")
    assert album(parent) == ["Nền red"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"alt_text": "  "}, "no_alt_text"),
        ({"upload": upload(make_pdf(), "anh.jpg")}, "no_picture"),
        ({"taken_on": PartialDate(2026, 12, 1)}, "taken_in_future"),
    ],
)
def test_what_cannot_be_is_refused(add, parent: Reference, options: dict[str, object], code: str) -> None:
    with pytest.raises(PhotoError) as refusal:
        add(**options)

    assert refusal.value.code == code
    assert album(parent) == []


def test_heic_is_shown_as_jpeg(cast: Cast, add) -> None:
    photo = add(upload=upload(make_heic(), "IMG_0270.HEIC"))

    assert photo.file.media_type == "image/heic"
    assert photo.file.served_type == "image/jpeg"


def test_a_withdrawn_picture_is_shown_to_nobody(cast: Cast, add, parent: Reference) -> None:
    photo = add("red", subjects=["Bà Bùi Văn Đọc, chuyên viên"])
    assert find_file(cast.reader.actor(), photo.file_id) == photo.file

    withdraw_photos(actor=cast.secretary.actor(), photos=[photo], because="Có người đề nghị", now=clock.now())

    assert find_file(cast.reader.actor(), photo.file_id) is None
    assert find_file(cast.secretary.actor(), photo.file_id) is None
    shown = Template('{% load documents %}{% photo_album "test-bloc" bloc %}').render(
        Context({"bloc": parent.id, "actor": cast.reader.actor()})
    )
    assert "<img" not in shown
    assert "1 ảnh đã rút" in shown


def test_to_withdraw_is_a_deed_of_its_own_and_not_a_word_about_the_picture(cast: Cast, add, sign_in) -> None:
    photo = add("red")
    with pytest.raises(PhotoError) as refusal:
        describe_photo(
            actor=cast.secretary.actor(),
            photo=photo,
            read=1,
            caption="",
            alt_text="Nền red",
            consent=PhotoConsent.WITHDRAWN,
            credit="",
            taken_on=PartialDate(),
            subjects=[],
            now=clock.now(),
        )
    assert (refusal.value.code, refusal.value.field) == ("withdrawing", "consent")
    browser = sign_in(cast.secretary.user)
    words = {"alt_text": "Nền red", "consent": "WITHDRAWN", "version": "1"}
    assert "consent" in browser.post(reverse("photo_change", args=[photo.pk]), words).context["form"].errors
    assert find_file(cast.reader.actor(), photo.file_id) == photo.file


def test_a_reader_sees_the_album_and_why_he_may_not_change_it(cast: Cast, add, parent: Reference) -> None:
    photo = add("red", caption="Quang cảnh Hội nghị")
    shown = Template('{% load documents %}{% photo_album "test-bloc" bloc %}').render(
        Context({"bloc": parent.id, "actor": cast.reader.actor()})
    )

    assert 'alt="Nền red"' in shown
    assert "Quang cảnh" in shown
    assert "Chỉ thư ký khối thêm được minh chứng." in shown
    with pytest.raises(RefusedError):
        remove_photo(actor=cast.reader.actor(), photo=photo, now=clock.now())


def test_two_describe_at_once_and_the_second_is_asked(cast: Cast, add) -> None:
    photo = add("red")
    words = {
        "actor": cast.secretary.actor(),
        "photo": photo,
        "read": 1,
        "alt_text": "Nền đỏ",
        "consent": PhotoConsent.PUBLIC_EVENT,
        "credit": "",
        "taken_on": PartialDate(2023, 5, 28),
        "subjects": ["Ông Lại Hồng Thanh"],
        "now": clock.now(),
    }
    describe_photo(caption="một", **words)  # type: ignore[arg-type]
    with pytest.raises(StaleVersionError):
        describe_photo(caption="hai", **words)  # type: ignore[arg-type]

    photo.refresh_from_db()
    assert (photo.caption, photo.taken_on) == ("một", PartialDate(2023, 5, 28))
    assert [subject.name for subject in photo.subjects.all()] == ["Ông Lại Hồng Thanh"]


def test_the_album_page_adds_moves_and_takes_away(cast: Cast, sign_in, parent: Reference) -> None:
    browser: Client = sign_in(cast.secretary.user)
    url = reverse("album", args=[parent.kind, parent.id])
    for colour in ("red", "green"):
        words = {"upload": upload(make_jpeg(colour), "a.jpg"), "alt_text": colour, "consent": "UNKNOWN"}
        assert browser.post(url, words).status_code == 302
    second = Photo.objects.get(alt_text="green")

    browser.post(reverse("photo_move", args=[second.pk]), {"ve": "truoc"})
    assert album(parent) == ["green", "red"]

    answer = browser.post(
        reverse("photo_change", args=[second.pk]),
        {
            "alt_text": "xanh",
            "subjects": "Bà A\n\nÔng B",
            "consent": "PUBLIC_EVENT",
            "taken_on": "5/2023",
            "version": "1",
        },
    )
    assert answer.status_code == 302
    second.refresh_from_db()
    assert [subject.name for subject in second.subjects.all()] == ["Bà A", "Ông B"]

    assert "Tệp gốc vẫn giữ trong kho" in browser.get(reverse("photo_drop", args=[second.pk])).text
    browser.post(reverse("photo_drop", args=[second.pk]))
    assert album(parent) == ["red"]
    assert AuditEntry.objects.filter(object_kind="documents.photo").count() == 5


def test_a_picture_without_words_is_refused_on_the_form(cast: Cast, sign_in, parent: Reference) -> None:
    answer = sign_in(cast.secretary.user).post(
        reverse("album", args=[parent.kind, parent.id]), {"upload": upload(make_jpeg(), "a.jpg"), "consent": "UNKNOWN"}
    )

    assert answer.status_code == 200
    assert "Anh/chị chưa tả ảnh." in answer.text
    assert album(parent) == []
