"""Photographs that are uploaded: told in words, with a ground for showing people, and nothing but pictures."""

import io
import json
import zlib
from collections.abc import Callable
from struct import pack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from tests.cast import Cast
from tests.factories.articles import decide, make_photo, picture, published_article, submit, write_article
from tests.factories.files import make_pdf
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.publishing.enums import Consent
from thidua.publishing.errors import PublishingError
from thidua.publishing.models import Article, Photo, Rendition, ShownPhoto
from thidua.publishing.models.photos import CARD, RENDITIONS
from thidua.publishing.services.photographs import take_photo_back

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
    photo = send(cast, client, picture(), "anh-hoi-nghi.jpg")

    assert photo is not None
    assert (photo.agency, photo.uploaded_by_user) == (cast.agency, cast.secretary.user)
    assert "hoi-nghi" not in photo.file.name
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


def png_bomb(side: int, notes: int = 0) -> bytes:
    """A whole PNG of a few kilobytes, `side` pixels each way, with as many bytes of notes, packed."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((1 + -(-side // 8)) * side))
    said = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(notes))) if notes else b""
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + said + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def claiming(kind: str, side: int) -> bytes:
    """A small picture whose head says that it has `side` pixels each way."""
    data = bytearray(picture(kind=kind))
    mark, order = {
        "JPEG": (b"\xff\xc0\x00\x11\x08", ">HH"),
        "WEBP": (b"\x9d\x01\x2a", "<HH"),
        "GIF": (b"GIF87a", "<HH"),
    }[kind]
    at = data.index(mark) + len(mark)
    data[at : at + 4] = pack(order, side, side)
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "name"), [(lambda: claiming("JPEG", 640), "anh.jpg"), (lambda: png_bomb(64, notes=100), "anh.png")]
)
def test_a_picture_made_so_that_does_not_swell_is_kept(
    cast: Cast, client: Client, make: Callable[[], bytes], name: str
) -> None:
    """So that those below are refused for what they claim."""
    assert send(cast, client, make(), name) is not None


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")  # a warning refuses nothing
@pytest.mark.parametrize(
    ("make", "name"),
    [
        pytest.param(lambda: png_bomb(20_000), "anh.png", id="png, more than the library opens"),
        pytest.param(lambda: png_bomb(7_800), "anh.png", id="png, more than we take"),
        pytest.param(lambda: png_bomb(64, notes=80_000_000), "anh.png", id="png with notes that swell"),
        pytest.param(lambda: claiming("JPEG", 20_000), "anh.jpg", id="jpeg, more than the library opens"),
        pytest.param(lambda: claiming("JPEG", 7_800), "anh.jpg", id="jpeg, more than we take"),
        pytest.param(lambda: claiming("WEBP", 16_383), "anh.webp", id="webp, the most it can claim"),
        pytest.param(lambda: claiming("GIF", 20_000), "anh.gif", id="gif"),
        pytest.param(lambda: claiming("GIF", 20_000), "anh.jpg", id="gif by another name"),
    ],
)
def test_a_picture_that_swells_is_refused(cast: Cast, client: Client, make: Callable[[], bytes], name: str) -> None:
    content = make()
    assert len(content) < 200_000

    assert send(cast, client, content, name) is None


def test_a_file_larger_than_a_request_may_be_is_refused(cast: Cast, client: Client) -> None:
    assert send(cast, client, picture() + b"\0" * 40_000_000) is None


PAGE = b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize(
    ("content", "name", "mark"),
    [
        (picture() + PAGE, "anh.jpg", b"<script>"),
        (picture(kind="PNG") + PAGE, "anh.png", b"<script>"),
        (picture(kind="WEBP") + PAGE, "anh.webp", b"<script>"),
        (picture(comment=PAGE), "anh.jpg", b"<script>"),
        (picture() + make_pdf(), "anh.jpg", b"%PDF"),
    ],
    ids=["jpeg and page", "png and page", "webp and page", "page within a jpeg", "jpeg and pdf"],
)
def test_what_hangs_on_a_picture_does_not_reach_readers(
    cast: Cast, client: Client, content: bytes, name: str, mark: bytes
) -> None:
    """A file that is a picture and something else besides is kept whole; what leaves is drawn anew."""
    photo = send(cast, client, content, name)
    assert photo is not None
    with photo.file.open("rb") as kept:
        assert mark in kept.read()

    for spec in RENDITIONS:
        assert mark not in drawn(photo, spec)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (make_pdf() + picture(), "anh.jpg"),
        (PAGE + picture(), "anh.jpg"),
        (picture(kind="GIF") + PAGE, "anh.gif"),
        (picture(kind="GIF") + PAGE, "anh.png"),
    ],
    ids=["pdf before a jpeg", "page before a jpeg", "gif and page", "gif and page by another name"],
)
def test_what_is_something_else_first_is_refused(cast: Cast, client: Client, content: bytes, name: str) -> None:
    assert send(cast, client, content, name) is None


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


def shown_photo(cast: Cast) -> tuple[Article, Photo]:
    """A photograph that was uploaded, on the page of an article, with a caption of its own there."""
    photo = make_photo(cast.agency, cast.secretary, "Chị Hoa nhận hoa")
    return published_article(cast, body=[("picture", {"photo": photo, "caption": "Chị Hoa đứng giữa"})]), photo


def status(client: Client, url: str) -> int:
    """What the address of a file answers."""
    answer = client.get(url)
    answer.close()
    return answer.status_code


def test_an_uploaded_photograph_that_is_taken_back_is_nowhere(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: Callable
) -> None:
    article, photo = shown_photo(cast)
    url, files = article.get_absolute_url(), [photo.file, *(each.file for each in photo.renditions.all())]
    addresses = [each.url for each in photo.renditions.all()]
    front = [url, reverse("news"), reverse("news_rss"), reverse("home")]
    assert "Chị Hoa đứng giữa" in Client().get(url).text
    assert [status(client, each) for each in addresses] == [200] * len(addresses)

    with django_capture_on_commit_callbacks(execute=True):
        take_photo_back(actor=cast.standing.actor(), photo=photo, because="Đơn ngày 30/11", now=timezone.now())

    pages = [Client().get(each).text for each in front]
    assert "Ảnh này đã rút." in pages[0]
    assert not any("/anh-tin/" in page or "Chị Hoa" in page for page in pages)
    assert [status(client, each) for each in addresses] == [404] * len(addresses)
    assert [file.storage.exists(file.name) for file in files] == [False] * len(files)
    gone = Photo.objects.get(pk=photo.pk)
    assert (gone.consent, gone.title, gone.description, gone.caption) == ("WITHDRAWN", "Ảnh đã rút", "Ảnh đã rút", "")
    assert (Rendition.objects.count(), ShownPhoto.objects.count()) == (0, 0)
    entry = AuditEntry.objects.get(action="photo.taken_back")
    assert json.loads(entry.payload)["after"] == {"consent": "WITHDRAWN"}
    assert "Đơn ngày 30/11" in entry.payload
    assert "Chị Hoa" not in " ".join(AuditEntry.objects.values_list("payload", flat=True))


def test_what_was_taken_back_comes_back_nowhere(cast: Cast) -> None:
    article, photo = shown_photo(cast)
    take_photo_back(actor=cast.standing.actor(), photo=photo, because="Đơn ngày 30/11", now=timezone.now())

    with pytest.raises(PublishingError, match="đã rút"):
        take_photo_back(actor=cast.standing.actor(), photo=photo, because="Lần nữa", now=timezone.now())
    body = [("picture", {"photo": Photo.objects.get(), "caption": ""})]
    again = write_article(cast, cast.secretary, "Bài khác", slug="bai-khac", body=body)
    submit(again, cast.secretary)
    with pytest.raises(RefusedError, match="Ảnh đã rút"):
        decide(again, cast.standing)
    assert Article.objects.get(pk=article.pk).live


@pytest.mark.parametrize("because", ["", "  ", "Chị Hoa gọi từ 0912 345 678", "Thư của hoa@thu.example"])
def test_without_a_reason_or_with_a_contact_in_it_the_photograph_stays(cast: Cast, because: str) -> None:
    _article, photo = shown_photo(cast)

    with pytest.raises(PublishingError):
        take_photo_back(actor=cast.standing.actor(), photo=photo, because=because, now=timezone.now())

    assert Photo.objects.get().consent == Consent.EVENT
    assert ShownPhoto.objects.exists()


@pytest.mark.parametrize("who", ["secretary", "officer", "head", "administrator", "reader", "stranger"])
def test_only_the_standing_office_takes_photographs_back(cast: Cast, who: str) -> None:
    _article, photo = shown_photo(cast)

    with pytest.raises(RefusedError):
        take_photo_back(actor=getattr(cast, who).actor(), photo=photo, because="Đơn", now=timezone.now())

    assert ShownPhoto.objects.exists()
    take_photo_back(actor=cast.standing.actor(), photo=photo, because="Đơn", now=timezone.now())


def test_the_standing_office_takes_a_photograph_back_from_its_list(
    cast: Cast, client: Client, count_queries: Callable
) -> None:
    article, photo = shown_photo(cast)
    many, page = reverse("published_photos"), reverse("take_photo_back", args=[photo.pk])
    client.force_login(cast.secretary.user)
    assert (client.get(many).status_code, client.get(page).status_code) == (403, 404)

    client.force_login(cast.standing.user)
    text = client.get(many).text.replace("\xa0", " ")
    assert "Chị Hoa nhận hoa" in text
    assert article.get_absolute_url() in text
    assert client.get(page).status_code == 200
    assert Photo.objects.get().consent == Consent.EVENT
    assert client.post(page, {"because": "Đơn ngày 30/11"}).status_code == 200
    assert client.post(page, {"because": "", "is_meant": "on"}).status_code == 200
    assert Photo.objects.get().consent == Consent.EVENT
    one = count_queries(lambda: client.get(many))
    for number in range(3):
        make_photo(cast.agency, cast.secretary, f"Ảnh {number}")
    assert count_queries(lambda: client.get(many)) == one

    assert client.post(page, {"because": "Đơn ngày 30/11", "is_meant": "on"}).status_code == 302
    assert Photo.objects.get(pk=photo.pk).consent == Consent.WITHDRAWN
    assert client.get(page).status_code == 404
