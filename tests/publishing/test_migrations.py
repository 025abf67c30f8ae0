"""What was published before a migration is found after it."""

from importlib import import_module

import pytest
from django.apps import apps

from tests.cast import Cast
from tests.factories.articles import make_photo, published_article
from tests.factories.honours import honoured, name_people
from thidua.publishing.enums import Consent, HonouredKind
from thidua.publishing.models import HonourWord, Photo, ShownPhoto

PERSONS = import_module("thidua.publishing.migrations.0013_fill_words_of_persons")
SHOWN = import_module("thidua.publishing.migrations.0019_shown_as_approved")
EVENTS = import_module("thidua.publishing.migrations.0020_events_asked_again")


@pytest.mark.django_db
def test_words_say_whose_the_person_is_and_of_a_collective_nothing(cast: Cast) -> None:
    name_people(cast)
    person, collective = honoured(cast, "Lê Thị Lụa"), honoured(cast, "Phòng Lụa", kind=HonouredKind.COLLECTIVE)
    told = HonourWord.objects.order_by("award", "word").values_list("award", "word", "person_of")
    written = list(told)
    HonourWord.objects.update(person_of=None)

    PERSONS.fill_persons(apps, None)

    assert list(told.all()) == written
    assert {(award, agency) for award, _word, agency in written} == {
        (person.pk, cast.agency.pk),
        (collective.pk, None),
    }


@pytest.mark.django_db
def test_a_picture_of_an_event_that_stands_nowhere_is_asked_again(cast: Cast) -> None:
    shown, kept, nobody = (
        make_photo(cast.agency, cast.secretary, consent=consent)
        for consent in (Consent.EVENT, Consent.EVENT, Consent.NOBODY)
    )
    published_article(cast, body=[("picture", {"photo": shown, "caption": ""})])

    EVENTS.ask_again(apps, None)

    for photo in (shown, kept, nobody):
        photo.refresh_from_db()
    assert [each.consent for each in (shown, kept, nobody)] == [Consent.EVENT, Consent.UNKNOWN, Consent.NOBODY]


@pytest.mark.django_db
@pytest.mark.twice
def test_photographs_of_drafts_leave_the_pages_and_those_that_were_approved_come_back(cast: Cast) -> None:
    first, second, gone, draft = (make_photo(cast.agency, cast.secretary) for _ in range(4))
    pictures = [("picture", {"photo": each, "caption": ""}) for each in (second, first, second, gone)]
    published_article(cast, body=[("paragraph", "<p>Sáng nay.</p>"), *pictures])
    plain = published_article(cast, slug="khong-anh")
    told = ShownPhoto.objects.order_by("pk").values_list("photo", flat=True)
    Photo.objects.filter(pk=gone.pk).update(consent=Consent.WITHDRAWN)
    ShownPhoto.objects.update(article=plain)
    ShownPhoto.objects.exclude(photo=first).delete()
    ShownPhoto.objects.create(article=plain, photo=draft)

    SHOWN.show_as_approved(apps, None)

    assert list(told.all()) == [second.pk, first.pk]
    assert not plain.shown.exists()


@pytest.mark.django_db
def test_a_picture_of_an_event_that_a_draft_had_displaced_goes_on_to_stand_on_its_page(cast: Cast) -> None:
    shown, draft = (make_photo(cast.agency, cast.secretary, consent=Consent.EVENT) for _ in range(2))
    article = published_article(cast, body=[("picture", {"photo": shown, "caption": ""})])
    ShownPhoto.objects.filter(article=article).delete()
    ShownPhoto.objects.create(article=article, photo=draft)

    for migrate in (SHOWN.show_as_approved, EVENTS.ask_again):
        migrate(apps, None)

    for photo in (shown, draft):
        photo.refresh_from_db()
    assert [each.consent for each in (shown, draft)] == [Consent.EVENT, Consent.UNKNOWN]
