"""From the record of a conference to the draft of an article, by one press."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.activities import make_activity
from tests.factories.files import make_jpeg, upload
from tests.factories.meetings import NOW, make_cycle, make_held_meeting, make_meeting
from tests.pages import words_of
from thidua.common.errors import RefusedError
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import PhotoConsent
from thidua.documents.models import Photo as AlbumPhoto
from thidua.documents.services import add_photo, describe_photo, withdraw_photos
from thidua.meetings.enums import MeetingKind, StatementKind
from thidua.meetings.models import Meeting
from thidua.meetings.services.elections import ElectionFacts, record_election
from thidua.meetings.services.meetings import cancel_meeting
from thidua.meetings.services.news import draft_meeting_news, publish_conference
from thidua.meetings.services.shared import VoiceFacts
from thidua.meetings.services.statements import StatementFacts, add_statement
from thidua.organisations.enums import LeadRole
from thidua.publishing.enums import Consent
from thidua.publishing.models import Article, Photo
from thidua.publishing.models.articles import words_of as found_by
from thidua.publishing.policies import ready_to_publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(cast: Cast) -> Meeting:
    """The conference of last year: a report was read, next year's head was chosen by five of six votes."""
    meeting = make_held_meeting(cast)
    actor = cast.secretary.actor()
    voice = VoiceFacts(words="Bà Đặng Minh Thư, Khối phó")
    add_statement(
        actor=actor,
        meeting=meeting,
        kind=StatementKind.REPORT,
        facts=StatementFacts(voice, "Đơn vị xếp thứ nhất được 96,5 điểm", "Báo cáo công tác năm"),
        now=NOW,
    )
    facts = ElectionFacts(year=YEAR, role=LeadRole.LEAD, unit=cast.units[0], votes_for=5, votes_against=1)
    record_election(actor=actor, meeting=meeting, facts=facts)
    return meeting


def told(article: Article) -> list[tuple[str, str]]:
    body = article.get_latest_revision_as_object().body
    return [(b.block_type, str(getattr(b.value, "source", b.value))) for b in body if b.block_type != "picture"]


def test_who_came_read_and_was_chosen_is_told_and_not_by_how_many_votes(cast: Cast, held: Meeting) -> None:
    article = draft_meeting_news(actor=cast.secretary.actor(), meeting=held, now=NOW)

    text = " ".join(words for kind, words in told(article) if kind == "paragraph")
    wanted = (
        f"Sáng 10/01/{YEAR}, tại Hà Nội, {cast.bloc.name} tổ chức hội nghị tổng kết",
        "dự và chỉ đạo hội nghị.",
        f"Năm {YEAR - 1}, {cast.bloc.name} có",
        "Bà Đặng Minh Thư, Khối phó trình bày báo cáo công tác năm tại hội nghị.",
        f"Hội nghị bầu {cast.units[0].name} làm Khối trưởng năm {YEAR}.",
    )
    places = [text.find(each) for each in wanted]
    assert -1 not in places, text
    assert places == sorted(places)
    assert not [each for each in ("96,5", "phiếu", "5/6", "đồng ý", "vắng") if each in text]


def test_a_draft_is_written_in_the_name_of_the_agency_and_says_nothing_twice(cast: Cast, held: Meeting) -> None:
    chosen = draft_meeting_news(actor=cast.secretary.actor(), meeting=held, now=NOW)
    plain = make_held_meeting(cast, title="Hội nghị giao ban")
    article = draft_meeting_news(actor=cast.secretary.actor(), meeting=plain, now=NOW)

    assert {each.byline for each in (chosen, article)} == {cast.agency.name}
    assert chosen.summary.endswith(f"{cast.bloc.name} bầu {cast.units[0].name} làm Khối trưởng năm {YEAR}.")
    assert article.summary.endswith(f"{cast.bloc.name} tổ chức hội nghị giao ban.")
    for each in (chosen, article):
        assert not [text for _kind, text in told(each) if each.summary in text]


def test_what_was_said_is_a_remark_for_the_writer(cast: Cast, held: Meeting) -> None:
    article = draft_meeting_news(actor=cast.secretary.actor(), meeting=held, now=NOW)

    assert [kind for kind, words in told(article) if "96,5 điểm" in words] == ["remark"]
    assert "96" not in found_by(article)


def test_the_year_is_told_with_its_activities(cast: Cast, held: Meeting) -> None:
    day = PartialDate(YEAR - 1, 5, 28)
    make_activity(cast, "Ra quân", held_on=day, message="Vì một đại dương xanh", cycles=[make_cycle(cast.bloc)])

    article = draft_meeting_news(actor=cast.secretary.actor(), meeting=held, now=NOW)

    text = " ".join(words for kind, words in told(article) if kind == "paragraph")
    assert text.index("trình bày báo cáo") < text.index("“Vì một đại dương xanh”") < text.index("Hội nghị bầu")


def add_hall(cast: Cast, held: Meeting, consent: PhotoConsent) -> AlbumPhoto:
    """A photograph of the conference in its album."""
    return add_photo(
        actor=cast.secretary.actor(),
        parent=Reference("meeting", held.pk),
        agency=cast.agency.pk,
        upload=upload(make_jpeg(), "hoi-nghi.jpg"),
        alt_text="Hội trường",
        caption="Quang cảnh Hội nghị",
        consent=consent,
        now=NOW,
    )


def change_consent(cast: Cast, photo: AlbumPhoto, consent: PhotoConsent) -> None:
    """Say something else of the people in it."""
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
        subjects=[],
        now=NOW,
    )


@pytest.mark.parametrize(
    ("said", "known"),
    [("WRITTEN", "UNKNOWN"), ("PUBLIC_EVENT", "UNKNOWN"), ("UNKNOWN", "UNKNOWN"), ("NOBODY_SHOWN", "NOBODY")],
)
def test_whether_children_are_seen_is_asked_before_a_face_is_shown(
    cast: Cast, held: Meeting, said: str, known: str
) -> None:
    add_hall(cast, held, PhotoConsent(said))

    article = draft_meeting_news(actor=cast.secretary.actor(), meeting=held, now=NOW)

    assert [each.consent for each in Photo.objects.all()] == [known]
    reason = ready_to_publish(article.get_latest_revision_as_object()).reason
    assert ("Quang cảnh Hội nghị" in reason) == (known == "UNKNOWN")


def test_where_the_album_loses_its_ground_the_copy_loses_it_too(cast: Cast, held: Meeting) -> None:
    photo = add_hall(cast, held, PhotoConsent.NOBODY_SHOWN)
    draft_meeting_news(actor=cast.secretary.actor(), meeting=held, now=NOW)

    change_consent(cast, photo, PhotoConsent.PUBLIC_EVENT)

    assert [each.consent for each in Photo.objects.all()] == [Consent.UNKNOWN]


def test_a_photograph_withdrawn_from_the_album_is_withdrawn_here(cast: Cast, held: Meeting) -> None:
    photo = add_hall(cast, held, PhotoConsent.NOBODY_SHOWN)
    draft_meeting_news(actor=cast.secretary.actor(), meeting=held, now=NOW)
    assert [each.consent for each in Photo.objects.all()] == [Consent.NOBODY]

    withdraw_photos(actor=cast.secretary.actor(), photos=[photo], because="Xin rút", now=NOW)

    assert [each.consent for each in Photo.objects.all()] == [Consent.WITHDRAWN]


@pytest.mark.parametrize("who", ["officer", "head", "observer", "council_member", "stranger", "administrator"])
def test_only_those_who_write_begin_an_article(cast: Cast, held: Meeting, who: str) -> None:
    with pytest.raises(RefusedError):
        draft_meeting_news(actor=getattr(cast, who).actor(), meeting=held, now=NOW)


def test_neither_a_council_s_session_nor_what_is_to_come_is_news(cast: Cast, held: Meeting) -> None:
    with pytest.raises(RefusedError, match="đã họp"):
        draft_meeting_news(actor=cast.secretary.actor(), meeting=make_meeting(cast, title="Sắp họp"), now=NOW)
    Meeting.objects.filter(pk=held.pk).update(kind=MeetingKind.COUNCIL_SESSION)
    with pytest.raises(RefusedError, match="Hội đồng"):
        draft_meeting_news(actor=cast.secretary.actor(), meeting=held, now=NOW)


def test_the_page_offers_the_button_then_the_article(cast: Cast, held: Meeting, client: Client) -> None:
    url, page = reverse("draft_meeting_news", args=[held.pk]), reverse("meeting", args=[held.pk])
    client.force_login(cast.secretary.user)
    assert url in client.get(page).text

    there = client.post(url).headers["Location"]

    after = client.get(page).text
    assert (url in after, there in after, client.post(url).headers["Location"]) == (False, True, there)


def test_a_conference_to_come_is_announced_without_its_agenda_and_called_off(cast: Cast, client: Client) -> None:
    meeting = make_meeting(cast, title="Hội nghị sơ kết", held_on=PartialDate(YEAR, 12, 18), starts_at=None)
    page = publish_conference(actor=cast.standing.actor(), meeting=meeting, now=NOW)
    words = words_of(client.get(reverse("snapshot", args=[page.slug])))
    assert ("Sáng, " in words, f"18/12/{YEAR}" in words, cast.head.person.full_name in words) == (True, True, False)

    cancel_meeting(actor=cast.standing.actor(), meeting=meeting, reason="Lùi sang năm sau")

    assert client.get(reverse("snapshot", args=[page.slug])).status_code == 410


@pytest.mark.parametrize("who", ["secretary", "officer", "head", "observer", "stranger", "administrator"])
def test_only_the_standing_office_announces(cast: Cast, who: str) -> None:
    meeting = make_meeting(cast)
    with pytest.raises(RefusedError):
        publish_conference(actor=getattr(cast, who).actor(), meeting=meeting, now=NOW)


def test_what_was_held_or_has_no_day_is_not_announced(cast: Cast, held: Meeting) -> None:
    vague = make_meeting(cast, title="Chưa rõ ngày", held_on=PartialDate(YEAR, 12))
    for meeting, words in ((held, "chưa họp"), (vague, "Chưa rõ ngày")):
        with pytest.raises(RefusedError, match=words):
            publish_conference(actor=cast.standing.actor(), meeting=meeting, now=NOW)


def test_the_page_announces_and_takes_back(cast: Cast, client: Client) -> None:
    meeting = make_meeting(cast)
    url, back = reverse("publish_conference", args=[meeting.pk]), reverse("withdraw_conference", args=[meeting.pk])
    client.force_login(cast.standing.user)
    assert url in client.get(reverse("meeting", args=[meeting.pk])).text

    there = client.post(url).headers["Location"]
    client.post(back, {"because": "Chưa chắc ngày"})

    assert client.get(there).status_code == 410
