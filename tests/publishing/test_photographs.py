"""Photographs that are uploaded: told in words, with a ground for showing people, and nothing but pictures."""

import io
import zlib
from struct import pack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.cast import Cast
from tests.factories.articles import picture
from thidua.audit.models import AuditEntry
from thidua.publishing.models import Photo
from thidua.publishing.models.photos import CARD

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def send(cast: Cast, client: Client, content: bytes, name: str = "anh.jpg", **other: object) -> Photo | None:
    """Upload as the secretary; the photograph if it was kept."""
    client.force_login(cast.secretary.user)
    given = {
        "agency": cast.agency.pk,
        "title": "Ra quân",
        "description": "Mọi người nhặt rác",
        "caption": "",
        "taken_by": "",
        "consent": "EVENT",
        "file": SimpleUploadedFile(name, content, "image/jpeg"),
    }
    client.post(reverse("wagtailimages:add"), given | other)
    return Photo.objects.first()


def test_a_photograph_is_kept_under_a_name_that_nobody_guesses(cast: Cast, client: Client) -> None:
    photo = send(cast, client, picture())

    assert photo is not None
    assert (photo.agency, photo.uploaded_by_user) == (cast.agency, cast.secretary.user)
    assert "anh" not in photo.file.name
    assert [each.action for each in AuditEntry.objects.filter(object_kind="publishing.photo")] == ["photo.kept"]


@pytest.mark.parametrize("missing", ["description", "consent", "agency", "title"])
def test_without_words_or_consent_it_is_not_kept(cast: Cast, client: Client, missing: str) -> None:
    assert send(cast, client, picture(), **{missing: ""}) is None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "anh.svg"),
        (SVG, "anh.jpg"),
        (b"<html><script>alert(1)</script></html>", "anh.png"),
        (picture(kind="GIF"), "anh.gif"),
        (picture(kind="GIF"), "anh.jpg"),
        (picture()[:200], "anh.jpg"),
        (b"", "anh.jpg"),
        (picture(kind="PNG"), "anh.html"),
    ],
)
def test_what_is_no_photograph_is_refused(cast: Cast, client: Client, content: bytes, name: str) -> None:
    assert send(cast, client, content, name) is None


def bomb(side: int) -> bytes:
    """A whole PNG of a few kilobytes, `side` pixels each way."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((1 + -(-side // 8)) * side))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [20_000, 7_800], ids=["more than the library opens", "more than we take"])
def test_a_picture_of_too_many_pixels_is_refused_unopened(cast: Cast, client: Client, side: int) -> None:
    assert send(cast, client, bomb(side), "anh.png") is None


def test_a_file_larger_than_a_request_may_be_is_refused(cast: Cast, client: Client) -> None:
    assert send(cast, client, picture() + b"\0" * 40_000_000) is None


def test_what_hangs_behind_a_picture_does_not_reach_readers(cast: Cast, client: Client) -> None:
    """A file that is a picture and something else besides is kept whole; what leaves is drawn anew."""
    photo = send(cast, client, picture() + b"<script>alert(1)</script>")
    assert photo is not None

    assert b"<script>" not in drawn(photo, "width-480|format-webp")


def test_what_a_camera_wrote_into_its_file_does_not_reach_readers(cast: Cast, client: Client) -> None:
    exif = Image.Exif()
    exif[0x010E] = "toa do nha rieng"
    photo = send(cast, client, picture(exif=exif.tobytes()))
    assert photo is not None

    for spec in ("width-480|format-webp", "fill-1200x630|format-jpeg"):
        content = drawn(photo, spec)
        assert b"toa do nha rieng" not in content
        with Image.open(io.BytesIO(content)) as image:
            assert not image.getexif()


def drawn(photo: Photo, spec: str) -> bytes:
    """What readers are sent."""
    with photo.get_rendition(spec).file.open("rb") as file:
        return file.read()


def test_cards_are_cut_around_the_place_that_the_writer_marked(cast: Cast, client: Client) -> None:
    photo = send(cast, client, picture(1600, 400))
    assert photo is not None
    middle = photo.get_rendition(CARD)
    given = {
        "agency": str(cast.agency.pk),
        "title": photo.title,
        "description": photo.description,
        "consent": photo.consent,
        "focal_point_x": "1500",
        "focal_point_y": "200",
        "focal_point_width": "100",
        "focal_point_height": "100",
    }
    client.post(reverse("wagtailimages:edit", args=[photo.pk]), given)

    marked = Photo.objects.get()
    assert marked.get_focal_point().centroid == (1500, 200)
    assert not marked.renditions.filter(filter_spec=CARD).exists()
    assert marked.get_rendition(CARD).file.name != middle.file.name
    assert list(marked.renditions.filter(filter_spec=CARD)) == [marked.get_rendition(CARD)]
    client.post(reverse("wagtailimages:edit", args=[photo.pk]), given | {"focal_point_x": "ở giữa"})
    assert Photo.objects.get().get_focal_point().centroid == (1500, 200)
