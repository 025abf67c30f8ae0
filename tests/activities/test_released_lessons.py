"""What did not work, for everybody: line by line, by whoever keeps the record, and taken back at once."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.activities import make_activity
from tests.factories.follow_up import make_lesson
from thidua.activities.enums import ActivityKind, LessonKind, PartyRole
from thidua.activities.models import Activity, Lesson
from thidua.activities.services import (
    LessonWords,
    add_lesson,
    add_party,
    change_lesson,
    hold_back_lesson,
    publish_impact,
    release_lesson,
    remove_lesson,
    withdraw_impact,
)
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.publishing.models import PublishedText, Snapshot

pytestmark = pytest.mark.django_db
FAILED = "Thiếu cân treo, túi ướt không cân được"


@pytest.fixture
def now(at: Callable[[str], datetime]) -> datetime:
    return at("2026-12-05 15:30")


@pytest.fixture
def beach(cast: Cast, now: datetime) -> Activity:
    return make_activity(cast, kind=ActivityKind.CLEAN_UP, held_on=PartialDate(2026, 12, 5), now=now)


@pytest.fixture
def lesson(cast: Cast, beach: Activity) -> Lesson:
    return make_lesson(cast, beach, FAILED, LessonKind.FAILED)


def release(cast: Cast, lesson: Lesson, now: datetime, who: str = "secretary") -> Lesson:
    return release_lesson(actor=getattr(cast, who).actor(), lesson=lesson, version=lesson.version, now=now)


def page_of(cast: Cast, activity: Activity, now: datetime) -> Snapshot:
    return publish_impact(actor=cast.standing.actor(), activity=activity, now=now)


def read(client: Client, page: Snapshot) -> str:
    return client.get(reverse("snapshot", args=[page.slug])).content.decode().replace("\xa0", " ")


def finds(client: Client) -> list[bool]:
    """Whether search finds the line, in either language."""
    both = ("/tim-kiem/", "/en/tim-kiem/")
    return ["<mark>treo</mark>" in client.get(url, {"tu": "cân treo"}).text for url in both]


def test_nothing_of_the_review_is_published_unless_it_was_released(
    cast: Cast, beach: Activity, lesson: Lesson, now: datetime, client: Client
) -> None:
    kept = make_lesson(cast, beach, "Chuyện riêng của các bên", LessonKind.FAILED)
    assert FAILED not in read(client, page_of(cast, beach, now))

    release(cast, lesson, now)
    page = page_of(cast, beach, now)

    told = read(client, page)
    assert ("Việc chưa được" in told, FAILED in told, kept.text in told) == (True, True, False)
    assert FAILED not in str(page.body)
    assert page.number == 2
    assert page_of(cast, beach, now) == page


@pytest.mark.parametrize("how", ["held back", "changed", "removed", "withdrawn"])
def test_what_is_taken_back_leaves_the_page_at_once(
    cast: Cast, beach: Activity, lesson: Lesson, now: datetime, client: Client, how: str
) -> None:
    lesson = release(cast, lesson, now)
    assert finds(client) == [False, False]
    page = page_of(cast, beach, now)
    assert finds(client) == [True, True]
    secretary = cast.secretary.actor()
    if how == "held back":
        hold_back_lesson(actor=secretary, lesson=lesson, now=now)
    elif how == "changed":
        words = LessonWords(LessonKind.FAILED, "Thiếu cân")
        changed = change_lesson(actor=secretary, lesson=lesson, version=lesson.version, words=words)
        assert changed.released_at is None
    elif how == "removed":
        remove_lesson(actor=secretary, lesson=lesson)
    else:
        withdraw_impact(actor=cast.standing.actor(), activity=beach, because="Sai", now=now)

    told = read(client, page)
    assert (FAILED in told, "1 dòng đã rút" in told) == (False, how != "withdrawn")
    assert finds(client) == [False, False]
    assert [text.text for text in PublishedText.objects.all()] == [""]
    if how != "withdrawn":
        assert AuditEntry.objects.filter(action="snapshot.text_taken_off").count() == 1
        assert page_of(cast, beach, now).number == 2


def test_a_change_that_leaves_the_words_leaves_them_released(
    cast: Cast, beach: Activity, lesson: Lesson, now: datetime
) -> None:
    lesson = release(cast, lesson, now)
    words = LessonWords(LessonKind.FAILED, FAILED)
    same = change_lesson(actor=cast.secretary.actor(), lesson=lesson, version=lesson.version, words=words)
    assert same.released_at == now


def test_only_whoever_keeps_the_record_releases_and_the_party_that_said_it_takes_it_back(
    cast: Cast, beach: Activity, now: datetime
) -> None:
    party = add_party(
        actor=cast.standing.actor(), activity=beach, role=PartyRole.PARTNER, party=cast.other_unit, now=now
    )
    beach.parties.update(state="CONFIRMED", answered_at=now)
    stranger = cast.stranger.actor()
    beach.refresh_from_db()
    party.refresh_from_db()
    said = add_lesson(actor=stranger, activity=beach, words=LessonWords(LessonKind.FAILED, FAILED, party))
    with pytest.raises(RefusedError):
        release_lesson(actor=stranger, lesson=said, version=said.version, now=now)
    with pytest.raises(RefusedError, match="không được công bố"):
        hold_back_lesson(actor=stranger, lesson=said, now=now)
    with pytest.raises(StaleVersionError):
        release_lesson(actor=cast.secretary.actor(), lesson=said, version=said.version - 1, now=now)
    said = release(cast, said, now)
    with pytest.raises(RefusedError, match="đã cho công bố"):
        release(cast, said, now)
    assert hold_back_lesson(actor=stranger, lesson=said, now=now).released_at is None
    acts = AuditEntry.objects.filter(action__startswith="activity.lesson_").values_list("action", flat=True)
    assert list(acts) == ["activity.lesson_added", "activity.lesson_released", "activity.lesson_held_back"]


def test_the_buttons_of_a_line(cast: Cast, beach: Activity, lesson: Lesson, client: Client) -> None:
    client.force_login(cast.secretary.user)
    page = reverse("follow_up", args=[beach.pk])
    assert "Cho công bố dòng này" in client.get(page).text
    client.post(reverse("release_lesson", args=[lesson.pk]), {"version": lesson.version})
    assert Lesson.objects.get().released_at is not None
    assert "Thôi công bố dòng này" in client.get(page).text
    client.post(reverse("hold_back_lesson", args=[lesson.pk]))
    assert Lesson.objects.get().released_at is None
