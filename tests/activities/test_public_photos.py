"""Photographs on the public page: chosen, with a ground, as copies; and every copy gone once somebody asks."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from tests.activities.phones import Phone, picture
from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.cycles import make_cycle
from tests.factories.files import make_jpeg, make_png, upload
from thidua.activities.enums import ActivityKind, PeopleShown
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, FieldPhoto, PublicPhoto
from thidua.activities.queries import KIND
from thidua.activities.services import (
    PublicPhotoWords,
    change_public_photo,
    choose_photo,
    choose_public_photo,
    drop_public_photo,
    issue_pass,
    move_public_photo,
    publish_impact,
    withdraw_impact,
)
from thidua.activities.services.public_photos import MOST
from thidua.audit.models import AuditEntry
from thidua.campaigns.enums import CycleState
from thidua.campaigns.models import Cycle
from thidua.cli.main import main
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents import storage
from thidua.documents.enums import PhotoConsent
from thidua.documents.errors import PhotoError, UploadRefusedError
from thidua.documents.models import Photo
from thidua.documents.services import add_evidence, add_photo, describe_photo, remove_photo, withdraw_photos
from thidua.documents.services.upkeep import check_files
from thidua.publishing.enums import PictureRole
from thidua.publishing.models import PublishedPicture, Snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.once]

Ends = Callable[..., AbstractContextManager[Any]]
NAMED = "Bà Phạm Thị Sáu, tổ 4"


@pytest.fixture
def beach(cast: Cast, now: datetime) -> Activity:
    """A clean-up of bloc I that was held this morning."""
    return make_activity(
        cast, "Thu gom rác tại bãi biển", kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 5), now=now
    )


@pytest.fixture
def add(cast: Cast, beach: Activity, now: datetime) -> Callable[..., Photo]:
    """A photograph in the album of the clean-up."""

    def added(colour: str = "teal", consent: PhotoConsent = PhotoConsent.WRITTEN, **words: Any) -> Photo:
        given = {"alt_text": f"Bãi biển {colour}", "upload": upload(make_jpeg(colour), f"{colour}.jpg")} | words
        parent = Reference(KIND, beach.pk)
        actor = cast.secretary.actor()
        return add_photo(actor=actor, parent=parent, agency=cast.agency.pk, consent=consent, now=now, **given)

    return added


@pytest.fixture
def choose(cast: Cast, beach: Activity) -> Callable[..., PublicPhoto]:
    """Choose a photograph for the public page."""

    def chosen(photo: Photo, people: PeopleShown = PeopleShown.NO_FACES, **words: Any) -> PublicPhoto:
        given = {"role": PictureRole.AFTER, "alt_text": "Bãi cát sạch", "caption": "Sau hai giờ"} | words
        told = PublicPhotoWords(people=people, **given)
        return choose_public_photo(actor=cast.secretary.actor(), photo=photo, activity=beach, words=told)

    return chosen


@pytest.fixture
def publish(cast: Cast, beach: Activity, now: datetime) -> Callable[[], Snapshot]:
    return lambda: publish_impact(actor=cast.standing.actor(), activity=beach, now=now)


def read(page: Snapshot) -> str:
    return Client().get(reverse("snapshot", args=[page.slug])).content.decode().replace("\xa0", " ")


def search(words: str) -> str:
    """What a reader finds by these words."""
    text = Client().get(reverse("search_public"), {"tu": words}).text.replace("\xa0", " ")
    return text.replace("<mark>", "").replace("</mark>", "")


def addresses(page: Snapshot) -> list[str]:
    """Of every picture that a version ever had, in both sizes."""
    keys = page.pictures.order_by("position").values_list("key", flat=True)
    return [reverse(name, args=[page.slug, key]) for key in keys for name in ("snapshot_picture", "snapshot_small")]


def status(client: Client, url: str) -> int:
    """A file is read to its end, which closes it."""
    answer = client.get(url)
    assert answer.getvalue()
    return answer.status_code


def answers(urls: list[str]) -> list[int]:
    return [status(Client(), url) for url in urls]


def on_disk(colour: str) -> list[str]:
    """The files of the store that show this colour, whatever they are called."""
    wanted, found = Image.new("RGB", (1, 1), colour).getpixel((0, 0)), []
    root = storage.absolute("")
    for path in sorted(each for each in root.rglob("*") if each.is_file()):
        shown = Image.open(io.BytesIO(path.read_bytes())).convert("RGB").getpixel((5, 5))
        if all(abs(a - b) < 12 for a, b in zip(shown, wanted, strict=True)):  # type: ignore[arg-type]
            found.append(path.relative_to(root).parts[0])
    return found


def test_beside_a_link_stands_the_first_picture_of_the_page_and_else_that_of_the_site(
    cast: Cast, add, choose, publish, now: datetime
) -> None:
    rows = [choose(add(colour), alt_text=f"Bãi {colour}") for colour in ("teal", "navy")]
    page = publish()
    pictures = {each.alt_text: each for each in page.pictures.all()}

    for row in rows:
        picture = pictures[row.alt_text]
        url = f"http://127.0.0.1:8000{reverse('snapshot_picture', args=[page.slug, picture.key])}"
        told = read(page)
        assert (told.count('property="og:image"'), told.count(f'property="og:image" content="{url}"')) == (1, 1)
        assert f'property="og:image:width" content="{picture.width}"' in told
        assert f'property="og:image:alt" content="{row.alt_text}"' in told
        drop_public_photo(actor=cast.secretary.actor(), row=row, now=now)
    assert read(page).count('property="og:image" content="http://127.0.0.1:8000/static/portal/shared.png"') == 1


# --- Which may go ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("consent", "people", "is_taken"),
    [
        ("NOBODY_SHOWN", "NO_FACES", True),
        ("PUBLIC_EVENT", "NO_FACES", True),
        ("WRITTEN", "NO_FACES", True),
        ("UNKNOWN", "NO_FACES", False),
        ("PUBLIC_EVENT", "ADULTS", False),
        ("NOBODY_SHOWN", "ADULTS", False),
        ("WRITTEN", "ADULTS", True),
        ("UNKNOWN", "ADULTS", False),
        ("PUBLIC_EVENT", "CHILDREN", False),
        ("WRITTEN", "CHILDREN", True),
    ],
)
def test_a_face_goes_only_with_consent_in_writing(add, choose, publish, consent: str, people: str, is_taken: bool):
    photo = add(consent=PhotoConsent(consent))
    words = {"children_paper": "Giấy đồng ý của phụ huynh lớp 4A ngày 01/12/2026"} if people == "CHILDREN" else {}
    if is_taken:
        choose(photo, PeopleShown(people), **words)
    else:
        with pytest.raises(ActivityError) as caught:
            choose(photo, PeopleShown(people), **words)
        assert (caught.value.code, caught.value.field) == ("no_ground", "people")
    assert publish().pictures.count() == int(is_taken)


def test_children_need_the_paper_of_those_who_answer_for_them(add, choose) -> None:
    photo = add()
    with pytest.raises(ActivityError, match="trẻ em") as caught:
        choose(photo, PeopleShown.CHILDREN)
    assert caught.value.field == "children_paper"
    assert not PublicPhoto.objects.exists()


def test_who_saw_faces_in_the_field_is_believed(cast: Cast, beach: Activity, now: datetime, choose) -> None:
    phone = Phone(issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ 1", now=now).secret)
    assert phone.send(picture("navy"), **{"X-Faces": "yes"}).status_code == 201
    sent = FieldPhoto.objects.get()
    secretary = cast.secretary.actor()
    event, written = PhotoConsent.PUBLIC_EVENT, PhotoConsent.WRITTEN
    photo = choose_photo(actor=secretary, field_photo=sent, alt_text="Hai người", consent=event, now=now)
    with pytest.raises(ActivityError, match="Người chụp ghi là thấy mặt người"):
        choose(photo)
    describe(cast, photo, now, consent=written)
    assert choose(photo, PeopleShown.ADULTS).people == PeopleShown.ADULTS


def test_names_in_the_album_say_that_somebody_can_be_made_out(add, choose) -> None:
    photo = add(consent=PhotoConsent.PUBLIC_EVENT, subjects=[NAMED])
    with pytest.raises(ActivityError, match="Album ghi tên"):
        choose(photo)


def test_only_a_chosen_few(add, choose) -> None:
    for number in range(MOST):
        choose(add(upload=upload(make_jpeg(size=(64 + number, 48)), "bien.jpg")))
    with pytest.raises(ActivityError, match="nhiều nhất 12"):
        choose(add("red"))


def test_without_words_for_those_who_do_not_see_it_stays(add, choose) -> None:
    with pytest.raises(ActivityError) as caught:
        choose(add(), alt_text="  ")
    assert caught.value.field == "alt_text"


@pytest.mark.parametrize("who", ["officer", "reader", "observer", "stranger", "administrator"])
def test_who_does_not_keep_the_record_chooses_nothing(cast: Cast, add, beach: Activity, who: str) -> None:
    words = PublicPhotoWords(PictureRole.BEFORE, PeopleShown.NO_FACES, "Bãi biển")
    with pytest.raises(RefusedError):
        choose_public_photo(actor=getattr(cast, who).actor(), photo=add(), activity=beach, words=words)


# --- On the page -----------------------------------------------------------------------------------------------------


def test_the_page_shows_them_in_their_order_from_copies_without_a_place(
    cast: Cast, add, choose, publish, beach: Activity
) -> None:
    after, before = choose(add("green")), choose(add("brown"), role=PictureRole.BEFORE, alt_text="Bãi đầy rác")
    move_public_photo(actor=cast.secretary.actor(), row=before, by=-1)

    page = publish()

    text = read(page)
    assert 0 < text.index("Bãi đầy rác") < text.index("Bãi cát sạch")
    assert answers(addresses(page)) == [200] * 4
    for url in addresses(page):
        answer = Client().get(url)
        content = answer.getvalue()
        assert not Image.open(io.BytesIO(content)).getexif()
        assert b"May-anh-cua-Cuc" not in content
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["Cache-Control"] == "no-cache"
    assert sorted(on_disk("green")) == ["originals", "published", "published", "served", "served"]
    assert after.photo.file.original_name not in text


def test_a_transparent_picture_keeps_its_kind(cast: Cast, add, choose, publish) -> None:
    choose(add(upload=upload(make_png(), "bien.png")))
    (large, small) = addresses(publish())
    kinds = []
    for url in (large, small):
        answer = Client().get(url)
        assert answer.getvalue()
        kinds.append(answer.headers["Content-Type"])
    assert kinds == ["image/png", "image/jpeg"]


def test_the_same_pictures_are_the_same_version_and_others_a_new_one_with_new_addresses(add, choose, publish) -> None:
    choose(add("green"))
    first = publish()
    assert publish().pk == first.pk
    choose(add("brown"))
    second = publish()
    assert (second.number, second.slug) == (2, first.slug)
    assert (answers(addresses(first)), answers(addresses(second))) == ([410, 410], [200] * 4)


def test_what_was_chosen_waits_for_the_next_version_and_a_changed_word_too(cast: Cast, add, choose, publish) -> None:
    row = choose(add("green"))
    page = publish()
    words = PublicPhotoWords(PictureRole.AFTER, PeopleShown.NO_FACES, "Bãi cát không còn rác")
    change_public_photo(actor=cast.secretary.actor(), row=row, version=1, words=words)
    with pytest.raises(StaleVersionError):
        change_public_photo(actor=cast.secretary.actor(), row=row, version=1, words=words)
    assert "không còn rác" not in read(page)
    assert "không còn rác" in read(publish())


def test_an_address_that_never_was_is_not_found_and_that_of_another_page_neither(add, choose, publish) -> None:
    choose(add())
    page = publish()
    key = page.pictures.get().key
    assert answers([reverse("snapshot_picture", args=[page.slug, "khong-co"])]) == [404]
    assert answers([reverse("snapshot_picture", args=["khac", key])]) == [404]


def test_with_the_page_its_pictures_go(cast: Cast, beach: Activity, add, choose, publish, now, ends: Ends) -> None:
    choose(add("green"))
    page = publish()
    with ends():
        withdraw_impact(actor=cast.standing.actor(), activity=beach, because="Nhầm", now=now)
    assert answers(addresses(page)) == [410, 410]
    assert sorted(on_disk("green")) == ["originals", "served", "served"]


# --- Gone everywhere -------------------------------------------------------------------------------------------------


@pytest.fixture
def ends(django_capture_on_commit_callbacks: Callable[..., Any]) -> Ends:
    """What is to be done once the transaction has ended is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def describe(cast: Cast, photo: Photo, now: datetime, consent: PhotoConsent) -> None:
    photo.refresh_from_db()
    describe_photo(
        actor=cast.secretary.actor(),
        photo=photo,
        read=photo.version,
        caption=photo.caption,
        alt_text=photo.alt_text,
        consent=consent,
        credit="",
        taken_on=photo.taken_on,
        subjects=[each.name for each in photo.subjects.all()],
        now=now,
    )


@pytest.fixture
def everywhere(cast: Cast, beach: Activity, now: datetime) -> Callable[[], dict[str, str]]:
    """Every place in which something of a photograph can be read, as text, by its name."""

    def looked() -> dict[str, str]:
        secretary, found = Client(), {}
        secretary.force_login(cast.secretary.user)
        pages = ["activity", "activity_impact", "public_photos", "field_photos", "activity_facts"]
        for name in pages:
            found[name] = secretary.get(reverse(name, args=[beach.pk])).content.decode()
        found["album"] = secretary.get(reverse("album", args=[KIND, beach.pk])).content.decode()
        for file in ("so-lieu", "ban-ghi", "ban-do", "icc"):
            found[file] = secretary.get(reverse("activity_file", args=[beach.pk, file])).content.decode()
        for page in Snapshot.objects.all():
            found[f"page {page.number}"] = Client().get(reverse("snapshot", args=[page.slug])).content.decode()
            found[f"csv {page.number}"] = Client().get(reverse("snapshot_figures", args=[page.slug])).content.decode()
            found[f"body {page.number}"] = str(page.body)
        found["list"] = Client().get(reverse("published")).content.decode()
        found["search"] = search("ba sau bao")
        rows = [*PublishedPicture.objects.values(), *PublicPhoto.objects.values(), *Photo.objects.values()]
        found["rows"] = str([rows, *Photo.objects.values_list("subjects__name", flat=True)])
        return found

    return looked


def test_a_withdrawn_photograph_leaves_every_place_in_which_a_copy_can_be(
    cast: Cast, beach: Activity, now: datetime, add, choose, publish, everywhere, ends: Ends
) -> None:
    phone = Phone(issue_pass(actor=cast.secretary.actor(), activity=beach, team="Tổ 1", now=now).secret)
    assert phone.send(make_jpeg("purple"), **{"X-Faces": "yes"}).status_code == 201
    secretary, sent = cast.secretary.actor(), FieldPhoto.objects.get()
    words = {"alt_text": "Bà Sáu cười", "caption": "Bà Sáu và bao rác", "subjects": [NAMED]}
    photo = choose_photo(actor=secretary, field_photo=sent, consent=PhotoConsent.WRITTEN, now=now, **words)
    other = add("green")
    choose(photo, PeopleShown.ADULTS, alt_text="Bà Sáu cười", caption="Bà Sáu và bao rác")
    choose(other)
    page = publish()
    gone, stays = addresses(page)[:2], addresses(page)[2:]
    inside = [reverse(name, args=[photo.file_id]) for name in ("file", "file_picture", "file_small")]
    keeper = Client()
    keeper.force_login(cast.secretary.user)
    assert answers(gone) == [200, 200]
    assert [status(keeper, url) for url in inside] == [200] * 3
    assert sorted(on_disk("purple")) == ["originals", "published", "published", "served", "served"]
    assert {name for name, text in everywhere().items() if "Bà Sáu" in text} >= {
        *("activity", "album", "page 1", "rows", "search"),
    }
    told = keeper.get(reverse("activity", args=[beach.pk])).content.decode()
    assert inside[2] in told

    with ends():
        assert withdraw_photos(actor=secretary, photos=[photo], because="Có người đề nghị", now=now) == 0

    assert (answers(gone), answers(stays)) == ([410, 410], [200, 200])
    assert [status(keeper, url) for url in inside] == [404] * 3
    assert on_disk("purple") == []
    assert sorted(on_disk("green")) == ["originals", "published", "published", "served", "served"]
    for place, text in everywhere().items():
        assert "Bà Sáu" not in text, place
        assert "Phạm Thị Sáu" not in text, place
        for url in (*gone, *inside):
            assert url not in text, (place, url)
    assert "1 ảnh đã rút" in read(page)
    later = publish()
    assert (later.number, [each.file_id for each in later.pictures.all()]) == (2, [other.file_id])
    assert [Photo.objects.get(pk=photo.pk).is_shown, photo.file.photos.filter(consent="WITHDRAWN").count()] == [
        False,
        2,
    ]
    with pytest.raises(UploadRefusedError, match="không nhận lại"):
        add("purple", upload=upload(make_jpeg("purple"), "lai.jpg"))
    assert on_disk("purple") == []
    assert check_files() == []


def test_history_tells_who_withdrew_it_and_why_and_nothing_of_who_asked(
    cast: Cast, add, choose, publish, now: datetime
) -> None:
    photo = add(subjects=[NAMED])
    choose(photo)
    publish()
    withdraw_photos(actor=cast.secretary.actor(), photos=[photo], because="Có người đề nghị", now=now)
    written = {entry.action: entry.payload for entry in AuditEntry.objects.order_by("-pk")[:3]}
    assert list(written) == ["snapshot.picture_taken_off", "activity.public_photo_dropped", "photo.withdrawn"]
    assert "Có người đề nghị" in written["photo.withdrawn"]
    assert not any("Phạm Thị Sáu" in payload for payload in written.values())


@pytest.mark.parametrize("deed", ["remove", "unknown", "event", "drop"])
def test_what_loses_its_ground_or_its_album_leaves_the_page_at_once(
    cast: Cast, add, choose, publish, now: datetime, ends: Ends, deed: str
) -> None:
    photo = add("green")
    row = choose(photo, PeopleShown.ADULTS)
    page = publish()
    assert "Sau hai giờ. Bãi cát sạch." in search("cat sach")
    secretary = cast.secretary.actor()
    with ends():
        if deed == "remove":
            remove_photo(actor=secretary, photo=photo, now=now)
        elif deed == "drop":
            drop_public_photo(actor=secretary, row=row, now=now)
        else:
            ground = PhotoConsent.UNKNOWN if deed == "unknown" else PhotoConsent.PUBLIC_EVENT
            describe(cast, photo, now, consent=ground)
    assert answers(addresses(page)) == [410, 410]
    assert page.slug not in search("cat sach")
    assert ("Bãi cát sạch" in read(page), PublicPhoto.objects.count()) == (False, 0)
    assert sorted(on_disk("green")) == ["originals", "served", "served"]


def test_new_words_in_the_album_leave_the_page_as_it_is(cast: Cast, add, choose, publish, now: datetime) -> None:
    photo = add()
    choose(photo)
    page = publish()
    describe(cast, photo, now, consent=PhotoConsent.PUBLIC_EVENT)
    assert answers(addresses(page)) == [200, 200]


def test_one_who_asks_is_taken_out_of_all_that_name_him(
    cast: Cast, add, choose, publish, now: datetime, sign_in, ends: Ends
) -> None:
    first, second = add("red", subjects=[NAMED]), add("blue", subjects=[NAMED, "Ông Bảy"])
    third = add("green", subjects=["Ông Bảy"])
    for photo in (first, second, third):
        choose(photo, PeopleShown.ADULTS)
    page = publish()
    browser, url = sign_in(cast.secretary.user), reverse("photo_withdraw", args=[first.pk])
    offered = browser.get(url).context["form"].fields["also"].choices
    assert [key for key, _label in offered] == [str(second.pk)]

    with ends():
        answer = browser.post(url, {"because": "Có người đề nghị", "also": [str(second.pk)]})

    assert answer.status_code == 302
    assert answers(addresses(page)) == [410, 410, 410, 410, 200, 200]
    assert [on_disk(colour) for colour in ("red", "blue")] == [[], []]
    assert browser.get(url).status_code == 403


def test_without_a_reason_nothing_goes(cast: Cast, add, sign_in, now: datetime) -> None:
    photo = add("green")
    with pytest.raises(PhotoError) as caught:
        withdraw_photos(actor=cast.secretary.actor(), photos=[photo], because=" ", now=now)
    assert caught.value.field == "because"
    answer = sign_in(cast.secretary.user).post(reverse("photo_withdraw", args=[photo.pk]), {"because": ""})
    assert (answer.status_code, sorted(on_disk("green"))) == (200, ["originals", "served", "served"])


def test_a_closed_year_does_not_keep_anybody_in_a_picture(
    cast: Cast, beach: Activity, add, choose, publish, now: datetime, sign_in, ends: Ends
) -> None:
    photo = add("green")
    choose(photo)
    page = publish()
    beach.credits.create(agency=cast.agency, cycle=make_cycle(cast), credited_at=now)
    Cycle.objects.update(state=CycleState.CLOSED)
    browser = sign_in(cast.secretary.user)
    assert browser.get(reverse("photo_change", args=[photo.pk])).status_code == 403
    with ends():
        assert browser.post(reverse("photo_withdraw", args=[photo.pk]), {"because": "Đề nghị"}).status_code == 302
    assert (answers(addresses(page)), on_disk("green")) == ([410, 410], [])


def test_a_picture_that_is_evidence_too_leaves_the_page_and_the_album_and_stays_as_evidence(
    cast: Cast, beach: Activity, add, choose, publish, now: datetime, sign_in, ends: Ends
) -> None:
    photo = add("green")
    choose(photo)
    page = publish()
    proof = add_evidence(
        actor=cast.secretary.actor(),
        parent=Reference(KIND, beach.pk),
        agency=cast.agency.pk,
        title="Ảnh nghiệm thu",
        upload=upload(make_jpeg("green"), "green.jpg"),
        now=now,
    )
    browser = sign_in(cast.secretary.user)
    assert "còn là minh chứng" in browser.get(reverse("photo_withdraw", args=[photo.pk])).content.decode()
    with ends():
        kept = withdraw_photos(actor=cast.secretary.actor(), photos=[photo], because="Đề nghị", now=now)
    assert (kept, proof.file_id, answers(addresses(page))) == (1, photo.file_id, [410, 410])
    assert sorted(on_disk("green")) == ["originals", "served", "served"]


def test_withdrawn_is_not_undone_by_describing_or_dropping_it(cast: Cast, add, now: datetime) -> None:
    photo = add()
    withdraw_photos(actor=cast.secretary.actor(), photos=[photo], because="Đề nghị", now=now)
    for deed in (
        lambda: describe(cast, photo, now, consent=PhotoConsent.WRITTEN),
        lambda: remove_photo(actor=cast.secretary.actor(), photo=photo, now=now),
    ):
        with pytest.raises(PhotoError, match="đã rút"):
            deed()
    assert Photo.objects.get().consent == PhotoConsent.WITHDRAWN


def test_a_withdrawal_that_is_broken_off_takes_nothing(cast: Cast, add, choose, publish, now, ends: Ends) -> None:
    photo = add("green")
    choose(photo)
    page = publish()

    @transaction.atomic
    def withdraw_and_die() -> None:
        withdraw_photos(actor=cast.secretary.actor(), photos=[photo], because="Đề nghị", now=now)
        raise KeyboardInterrupt

    with ends(), pytest.raises(KeyboardInterrupt):
        withdraw_and_die()
    assert (answers(addresses(page)), len(on_disk("green"))) == ([200, 200], 5)


def test_what_a_killed_process_left_is_swept(
    cast: Cast, add, choose, publish, now: datetime, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    photo = add("green")
    choose(photo)
    page = publish()
    withdraw_photos(
        actor=cast.secretary.actor(), photos=[photo], because="Đề nghị", now=now
    )  # and dies before it erases
    assert (answers(addresses(page)), len(on_disk("green"))) == ([410, 410], 5)

    main(["files", "sweep", "--older-than", "-100000"])

    assert on_disk("green") == []
    assert "5 files without a record" in capsys.readouterr().out


# --- In the browser --------------------------------------------------------------------------------------------------


def test_the_keeper_chooses_orders_and_drops_in_the_browser(cast: Cast, add, beach: Activity, sign_in) -> None:
    green, brown, unknown = add("green"), add("brown"), add("red", PhotoConsent.UNKNOWN)
    browser, page = sign_in(cast.secretary.user), reverse("public_photos", args=[beach.pk])
    text = browser.get(page).content.decode()
    assert reverse("choose_public_photo", args=[green.pk]) in text
    assert reverse("choose_public_photo", args=[unknown.pk]) not in text
    for photo in (green, brown):
        url = reverse("choose_public_photo", args=[photo.pk])
        assert browser.get(url).status_code == 200
        faces = browser.post(url, {"role": "BEFORE", "people": "CHILDREN", "alt_text": "Bãi biển"})
        assert "children_paper" in faces.context["form"].errors
        assert browser.post(url, {"role": "BEFORE", "people": "NO_FACES", "alt_text": "Bãi biển"}).status_code == 302
        assert browser.get(url).status_code == 403
    first, second = PublicPhoto.objects.all()
    browser.post(reverse("move_public_photo", args=[second.pk]), {"ve": "truoc"})
    assert list(PublicPhoto.objects.values_list("pk", flat=True)) == [second.pk, first.pk]
    words = {"role": "AFTER", "people": "NO_FACES", "alt_text": "Bãi biển", "version": "1"}
    change = reverse("change_public_photo", args=[first.pk])
    assert [browser.post(change, words | {"caption": each}).status_code for each in ("một", "hai")] == [302, 409]
    browser.post(reverse("drop_public_photo", args=[second.pk]))
    assert [row.caption for row in PublicPhoto.objects.all()] == ["một"]


def test_the_page_asks_as_often_for_three_as_for_one(cast: Cast, add, choose, beach: Activity, sign_in) -> None:
    browser, url = sign_in(cast.secretary.user), reverse("public_photos", args=[beach.pk])
    choose(add("red"))
    add("blue")
    browser.get(url)
    counts = []
    for colours in ((), ("green", "brown")):
        for colour in colours:
            choose(add(colour))
            add(f"dark{colour}" if colour == "green" else "gold")
        with CaptureQueriesContext(connection) as asked:
            browser.get(url)
        counts.append(len(asked))
    assert counts[0] == counts[1]
