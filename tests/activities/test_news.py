"""From the record of an activity to the draft of an article, by one press."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity, make_clean_up
from tests.factories.articles import decide, rewrite, submit
from tests.factories.files import make_jpeg, upload
from tests.pages import words_of
from thidua.activities.enums import ActivityKind, ActivityState, FactKind, PeopleShown
from thidua.activities.models import Activity
from thidua.activities.queries import KIND
from thidua.activities.services import (
    Note,
    PublicPhotoWords,
    choose_public_photo,
    draft_news,
    name_speaker,
    note_fact,
    publish_impact,
)
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import PhotoConsent
from thidua.documents.models import Photo as AlbumPhoto
from thidua.documents.services import add_photo, describe_photo, remove_photo, show_elsewhere, withdraw_photos
from thidua.publishing.enums import Children, Consent, PictureRole
from thidua.publishing.errors import PublishingError
from thidua.publishing.models import Article, Photo
from thidua.publishing.policies import photos_changed_by, ready_to_publish

Ends = Callable[..., AbstractContextManager[Any]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


@pytest.fixture
def beach(cast: Cast) -> Activity:
    """The clean-up of the seed: five parties, a message, no figure that anybody published."""
    return make_clean_up(cast)


def told(article: Article) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [(block.block_type, _words(block)) for block in article.get_latest_revision_as_object().body]


def _words(block: Any) -> str:
    if block.block_type == "picture":
        return str(block.value["photo"].caption)
    if block.block_type == "figures":
        return "; ".join(f"{each['amount']} {each['label']}" for each in block.value)
    return str(block.value["words"] if block.block_type == "quote" else getattr(block.value, "source", block.value))


def add(cast: Cast, activity: Activity, now: datetime, caption: str, consent: PhotoConsent) -> AlbumPhoto:
    colour = ("teal", "red", "navy", "gold")[AlbumPhoto.objects.count()]
    return add_photo(
        actor=cast.secretary.actor(),
        parent=Reference(KIND, activity.pk),
        agency=cast.agency.pk,
        upload=upload(make_jpeg(colour), f"{colour}.jpg"),
        alt_text="Mọi người nhặt rác",
        caption=caption,
        consent=consent,
        now=now,
    )


def test_what_the_record_knows_is_told_and_what_it_does_not_is_asked(
    cast: Cast, beach: Activity, now: datetime
) -> None:
    article = draft_news(actor=cast.secretary.actor(), activity=beach, now=now)

    kinds = told(article)
    assert (article.title, article.place, article.bloc, article.live) == (beach.title, beach.place, cast.bloc, False)
    assert (article.told_on.isoformat(), article.byline) == ("2023-05-28", cast.agency.name)
    opening = article.summary
    wanted = ["Ngày 28/05/2023", *(each.name for each in beach.parties.all() if each.counts), "“Vì một đại dương xanh”"]
    places = [opening.index(each) for each in wanted]
    assert places == sorted(places)
    assert not [text for _kind, text in kinds if opening in text]
    assert ("remark", "Số liệu của hoạt động chưa công bố") in [(kind, text[:34]) for kind, text in kinds]


def test_pressing_twice_leads_to_the_same_draft(cast: Cast, beach: Activity, now: datetime) -> None:
    first = draft_news(actor=cast.secretary.actor(), activity=beach, now=now)
    rewrite(first, cast.secretary, title="Tựa đề đã sửa")

    again = draft_news(actor=cast.standing.actor(), activity=beach, now=now)

    assert (again.pk, Article.objects.count()) == (first.pk, 1)
    assert again.get_latest_revision_as_object().title == "Tựa đề đã sửa"
    assert AuditEntry.objects.filter(action="article.drafted").count() == 1


@pytest.mark.parametrize("who", ["officer", "head", "observer", "council_member", "stranger", "administrator"])
def test_only_those_who_write_begin_an_article(cast: Cast, beach: Activity, now: datetime, who: str) -> None:
    with pytest.raises(RefusedError):
        draft_news(actor=getattr(cast, who).actor(), activity=beach, now=now)
    assert not Article.objects.exists()


@pytest.mark.parametrize("state", [ActivityState.PLANNED, ActivityState.CANCELLED])
def test_of_what_was_not_held_there_is_no_news(cast: Cast, beach: Activity, now: datetime, state: str) -> None:
    Activity.objects.filter(pk=beach.pk).update(state=state)

    with pytest.raises(RefusedError, match="đã tổ chức"):
        draft_news(actor=cast.secretary.actor(), activity=beach, now=now)


def test_an_article_that_was_filed_elsewhere_is_not_opened(cast: Cast, beach: Activity, now: datetime) -> None:
    article = draft_news(actor=cast.standing.actor(), activity=beach, now=now)
    Article.objects.filter(pk=article.pk).update(bloc=None)

    with pytest.raises(PublishingError, match="cơ quan thường trực"):
        draft_news(actor=cast.secretary.actor(), activity=beach, now=now)


def test_figures_are_told_as_they_are_published(cast: Cast, now: datetime) -> None:
    held = PartialDate(2026, 12, 5)
    activity = make_activity(cast, "Ra quân", kind=ActivityKind.CLEAN_UP, held_on=held, now=now)
    note = Note(FactKind.WEIGHING, {"scope": "WHOLE", "gross": "40", "tare": "0", "slip": "1"})
    note_fact(actor=cast.secretary.actor(), activity=activity, note=note, now=now)
    publish_impact(actor=cast.standing.actor(), activity=activity, now=now)

    article = draft_news(actor=cast.secretary.actor(), activity=activity, now=now)

    assert [text for kind, text in told(article) if kind == "figures"] == ["40 kg Rác thu được"]


@pytest.mark.parametrize("said", ["Gọi 0912 345 678 để góp sức.", "Gửi về khoi2@vi-du.vn.", "Gọi +84 24 3733 1234"])
def test_numbers_and_addresses_of_people_stay_in_the_record(
    cast: Cast, beach: Activity, now: datetime, said: str
) -> None:
    name_speaker(actor=cast.secretary.actor(), activity=beach, name="Bà Hoa", post="Khối phó", said=said)

    article = draft_news(actor=cast.secretary.actor(), activity=beach, now=now)

    text = " ".join(words for _kind, words in told(article))
    assert said not in text
    assert "có số điện thoại hoặc thư điện tử" in text


def test_speakers_are_quoted(cast: Cast, beach: Activity, now: datetime) -> None:
    words = "Việc nhỏ, làm đều <b>hằng tháng</b>."
    name_speaker(actor=cast.secretary.actor(), activity=beach, name="Bà Hoa", post="Khối phó & bạn", said=words)

    article = draft_news(actor=cast.secretary.actor(), activity=beach, now=now)

    spoken = ("paragraph", "<p>Bà Hoa, Khối phó &amp; bạn phát biểu tại hoạt động.</p>")
    assert told(article)[-2:] == [spoken, ("quote", words)]


def test_photographs_come_in_their_order_and_consent_is_not_guessed(cast: Cast, beach: Activity, now: datetime) -> None:
    for caption, consent in (
        ("Quang cảnh", PhotoConsent.NOBODY_SHOWN),
        ("Bà Hoa phát biểu", PhotoConsent.WRITTEN),
        ("Mọi người nhặt rác", PhotoConsent.PUBLIC_EVENT),
        ("Chưa hỏi", PhotoConsent.UNKNOWN),
    ):
        add(cast, beach, now, caption, consent)

    article = draft_news(actor=cast.secretary.actor(), activity=beach, now=now)

    captions = [text for kind, text in told(article) if kind == "picture"]
    assert captions == ["Quang cảnh", "Bà Hoa phát biểu", "Mọi người nhặt rác", "Chưa hỏi"]
    known = dict(Photo.objects.values_list("caption", "consent"))
    assert known == dict(zip(captions, ("NOBODY", "UNKNOWN", "UNKNOWN", "UNKNOWN"), strict=True))


def test_what_is_unsaid_hinders_approval_and_not_the_way_back(cast: Cast, beach: Activity, now: datetime) -> None:
    add(cast, beach, now, "Chưa hỏi", PhotoConsent.UNKNOWN)
    article = draft_news(actor=cast.secretary.actor(), activity=beach, now=now)
    submit(article, cast.secretary)
    reason = ready_to_publish(article.get_latest_revision_as_object()).reason
    assert ("Còn 1 chỗ cần viết." in reason, "Chưa hỏi" in reason) == (True, True)

    with pytest.raises(RefusedError, match="chỗ cần viết"):
        decide(article, cast.standing)
    decide(article, cast.standing, "reject", comment="Viết nốt.")

    latest = article.get_latest_revision_as_object()
    rewrite(article, cast.secretary, body=[(b.block_type, b.value) for b in latest.body if b.block_type != "remark"])
    Article.objects.get(pk=article.pk).current_workflow_state.resume(cast.secretary.user)
    with pytest.raises(RefusedError, match="Chưa hỏi"):
        decide(article, cast.standing)

    Photo.objects.update(consent=Consent.EVENT)
    decide(article, cast.standing)
    assert Article.objects.get(pk=article.pk).live


def test_a_photograph_withdrawn_from_the_album_leaves_the_page_at_once(
    cast: Cast, beach: Activity, now: datetime, client: Client, django_capture_on_commit_callbacks: Ends
) -> None:
    photo = add(cast, beach, now, "Bà Hoa phát biểu", PhotoConsent.NOBODY_SHOWN)
    article = draft_news(actor=cast.secretary.actor(), activity=beach, now=now)
    latest = article.get_latest_revision_as_object()
    rewrite(article, cast.secretary, body=[(b.block_type, b.value) for b in latest.body if b.block_type != "remark"])
    submit(article, cast.secretary)
    decide(article, cast.standing)
    copy = Photo.objects.get()
    url = copy.renditions.first().url
    answer = client.get(url)
    answer.close()
    assert answer.status_code == 200
    files = [copy.file, *(each.file for each in copy.renditions.all())]

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_photos(actor=cast.secretary.actor(), photos=[photo], because="Người trong ảnh xin rút", now=now)

    assert client.get(url).status_code == 404
    assert [each for each in files if each.storage.exists(each.name)] == []
    page = client.get(Article.objects.get(pk=article.pk).get_absolute_url()).text
    assert ("Ảnh này đã rút." in page, "Bà Hoa phát biểu" in page) == (True, False)
    assert AuditEntry.objects.filter(action="photo.taken_back").count() == 1


def describe(cast: Cast, photo: AlbumPhoto, now: datetime, **other: Any) -> None:
    """Say something else of a photograph of the album."""
    photo.refresh_from_db()
    given = {"caption": photo.caption, "alt_text": photo.alt_text, "consent": photo.consent, "subjects": []} | other
    given |= {"read": photo.version, "credit": "", "taken_on": photo.taken_on, "now": now}
    describe_photo(actor=cast.secretary.actor(), photo=photo, **given)


def choose_for_page(cast: Cast, photo: AlbumPhoto, activity: Activity, people: PeopleShown, paper: str = "") -> None:
    """Put it on the page of results: who can be made out in it is known then."""
    words = PublicPhotoWords(PictureRole.DURING, people, "Bà Hoa phát biểu", children_paper=paper)
    choose_public_photo(actor=cast.secretary.actor(), photo=photo, activity=activity, words=words)


def publish_of(cast: Cast, activity: Activity, now: datetime, caption: str = "") -> Article:
    """The article of the record, on the site; nothing in it waits to be written. `caption`: of its photograph there."""
    article = draft_news(actor=cast.secretary.actor(), activity=activity, now=now)
    latest = article.get_latest_revision_as_object()
    body = [(b.block_type, b.value) for b in latest.body if b.block_type != "remark"]
    for kind, value in body:
        if kind == "picture":
            value["caption"] = caption
    rewrite(article, cast.secretary, body=body)
    submit(article, cast.secretary)
    decide(article, cast.standing)
    return Article.objects.get(pk=article.pk)


@pytest.mark.parametrize(("people", "paper"), [(PeopleShown.ADULTS, ""), (PeopleShown.CHILDREN, "Giấy của cha mẹ")])
def test_what_was_answered_for_the_page_of_results_goes_along(
    cast: Cast, beach: Activity, now: datetime, people: PeopleShown, paper: str
) -> None:
    choose_for_page(cast, add(cast, beach, now, "Bà Hoa phát biểu", PhotoConsent.WRITTEN), beach, people, paper)

    publish_of(cast, beach, now)

    copy, seen = Photo.objects.get(), Children.SEEN if paper else Children.NONE
    assert (copy.consent, copy.children, copy.children_paper, copy.lacks) == (Consent.AGREED, seen, paper, ())
    assert "bằng văn bản" in copy.paper


@pytest.mark.parametrize("then", [PhotoConsent.UNKNOWN, PhotoConsent.PUBLIC_EVENT])
def test_a_ground_that_the_album_loses_is_lost_on_the_page_at_once(
    cast: Cast, beach: Activity, now: datetime, client: Client, then: PhotoConsent
) -> None:
    photo = add(cast, beach, now, "Bà Hoa phát biểu", PhotoConsent.WRITTEN)
    choose_for_page(cast, photo, beach, PeopleShown.ADULTS)
    article = publish_of(cast, beach, now, "Bà Hoa phát biểu ở bãi")
    url, address = Photo.objects.get().renditions.first().url, article.get_absolute_url()
    assert "Bà Hoa phát biểu" in words_of(client.get(address))
    assert address in client.get(reverse("search_public"), {"tu": "Bà Hoa phát biểu"}).text

    describe(cast, photo, now, consent=then)

    copy = Photo.objects.get()
    assert (copy.consent, copy.paper, copy.children) == (Consent.UNKNOWN, "", "")
    pages = [Client().get(each).text for each in (address, reverse("news"), reverse("news_rss"), reverse("home"))]
    assert "Ảnh này tạm gỡ." in pages[0]
    assert not [each for each in pages if "/anh-tin/" in each or "Bà Hoa" in each.replace("\xa0", " ")]
    assert Client().get(url).status_code == 404
    assert address not in Client().get(reverse("search_public"), {"tu": "Bà Hoa phát biểu"}).text
    entry = AuditEntry.objects.get(action="photo.ground_lost")
    assert json.loads(entry.payload)["before"] == {"consent": "AGREED"}


def test_what_lost_its_ground_is_not_approved_and_comes_back_by_approval_alone(
    cast: Cast, beach: Activity, now: datetime, client: Client
) -> None:
    photo = add(cast, beach, now, "Bà Hoa phát biểu", PhotoConsent.WRITTEN)
    choose_for_page(cast, photo, beach, PeopleShown.ADULTS)
    article = publish_of(cast, beach, now)
    describe(cast, photo, now, consent=PhotoConsent.UNKNOWN)

    rewrite(article, cast.secretary, title="Tựa mới")
    submit(article, cast.secretary)
    with pytest.raises(RefusedError, match="Bà Hoa phát biểu"):
        decide(article, cast.standing)
    describe(cast, photo, now, consent=PhotoConsent.WRITTEN)

    assert not photos_changed_by(cast.secretary.actor()).exists()  # its page would change without approval
    assert "Ảnh này tạm gỡ." in client.get(article.get_absolute_url()).text
    assert Photo.objects.get().consent == Consent.UNKNOWN


def test_naming_somebody_in_the_album_takes_the_ground_from_what_was_faceless(
    cast: Cast, beach: Activity, now: datetime
) -> None:
    photo = add(cast, beach, now, "Mọi người nhặt rác", PhotoConsent.PUBLIC_EVENT)
    choose_for_page(cast, photo, beach, PeopleShown.NO_FACES)
    publish_of(cast, beach, now)
    assert Photo.objects.get().consent == Consent.EVENT

    describe(cast, photo, now, subjects=["Bà Nguyễn Thị Hoa"])

    assert Photo.objects.get().consent == Consent.UNKNOWN


@pytest.mark.parametrize("said", [PhotoConsent.UNKNOWN, PhotoConsent.PUBLIC_EVENT, PhotoConsent.WRITTEN])
def test_other_words_in_the_album_take_nothing_down(
    cast: Cast, beach: Activity, now: datetime, said: PhotoConsent
) -> None:
    photo = add(cast, beach, now, "Bà Hoa phát biểu", said)
    draft_news(actor=cast.secretary.actor(), activity=beach, now=now)
    Photo.objects.update(consent=Consent.AGREED, paper="Giấy ngày 28/05", children=Children.NONE)

    describe(cast, photo, now, caption="Bà Hoa phát biểu sáng nay")

    assert Photo.objects.get().consent == Consent.AGREED


def test_an_album_that_never_gave_the_ground_takes_none_away(cast: Cast, beach: Activity, now: datetime) -> None:
    photo = add(cast, beach, now, "Bà Hoa phát biểu", PhotoConsent.UNKNOWN)
    draft_news(actor=cast.secretary.actor(), activity=beach, now=now)
    Photo.objects.update(consent=Consent.AGREED, paper="Giấy ngày 28/05", children=Children.NONE)

    describe(cast, photo, now, consent=PhotoConsent.PUBLIC_EVENT)

    assert Photo.objects.get().consent == Consent.AGREED


def test_of_two_albums_the_one_that_gave_the_ground_may_take_it(cast: Cast, beach: Activity, now: datetime) -> None:
    photo = add(cast, beach, now, "Bà Hoa phát biểu", PhotoConsent.WRITTEN)
    choose_for_page(cast, photo, beach, PeopleShown.ADULTS)
    draft_news(actor=cast.secretary.actor(), activity=beach, now=now)
    other = Reference(KIND, make_activity(cast, "Hội thảo").pk)
    words = {"alt_text": "Bà Hoa", "consent": PhotoConsent.UNKNOWN}
    show_elsewhere(actor=cast.secretary.actor(), photo=photo, parent=other, now=now, **words)

    remove_photo(actor=cast.secretary.actor(), photo=photo, now=now)

    assert Photo.objects.get().consent == Consent.UNKNOWN


def test_the_page_of_the_record_offers_the_button_then_the_article(
    cast: Cast, beach: Activity, now: datetime, client: Client
) -> None:
    url = reverse("draft_news", args=[beach.pk])
    page = reverse("activity", args=[beach.pk])
    shown = {}
    for who in ("secretary", "officer"):
        client.force_login(getattr(cast, who).user)
        shown[who] = url in client.get(page).text
    assert shown == {"secretary": True, "officer": False}

    client.force_login(cast.secretary.user)
    answer = client.post(url)

    article = Article.objects.get()
    assert answer.headers["Location"] == f"/bien-tap/snippets/publishing/article/edit/{article.pk}/"
    after = client.get(page).text
    assert (url in after, answer.headers["Location"] in after) == (False, True)
    assert client.post(url).headers["Location"] == answer.headers["Location"]
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_reader_of_the_record_pays_nothing_for_the_button(cast: Cast, beach: Activity, client: Client) -> None:
    client.force_login(cast.officer.user)
    client.get(reverse("activity", args=[beach.pk]))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(reverse("activity", args=[beach.pk]))
    assert not [each for each in asked.captured_queries if "publishing_article" in each["sql"]]


def test_the_preview_shows_what_is_to_be_written_and_which_photograph_waits(
    cast: Cast, beach: Activity, now: datetime, client: Client
) -> None:
    add(cast, beach, now, "Chưa hỏi", PhotoConsent.UNKNOWN)
    article = draft_news(actor=cast.secretary.actor(), activity=beach, now=now)
    client.force_login(cast.secretary.user)
    names = "wagtailsnippets_publishing_article:revisions_view"

    page = client.get(reverse(names, args=[article.pk, article.latest_revision_id]))

    assert page.status_code == 200
    for words in ("Chỗ cần viết", "Số liệu của hoạt động chưa công bố", "Chưa rõ: hỏi rồi chọn trước khi đăng"):
        assert words in page.text, words
