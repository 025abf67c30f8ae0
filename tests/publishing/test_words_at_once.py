"""Words are written anew while names go, in threads on the real database."""

import threading
from collections.abc import Callable

import pytest
from django.db import connections
from django.utils import timezone

from tests.cast import Cast
from tests.factories.honours import honoured, name_people
from thidua.publishing.models import HonourWord, PublicSettings, PublishedAward
from thidua.publishing.models.honours import note_award_words
from thidua.publishing.services import words
from thidua.publishing.services.settings import Choices, choose_public_settings

LONG = 0.5
"""Seconds: the choice is done in much less, unless it has to wait."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("on_disk")
def test_a_name_that_goes_while_words_are_written_anew_is_not_found_again(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_people(cast)
    honoured(cast)
    row, actor = PublicSettings.objects.get(), cast.standing.actor()
    has_read, may_write = threading.Event(), threading.Event()

    def note_late(awards: list[PublishedAward]) -> None:
        has_read.set()
        may_write.wait(10)
        note_award_words(awards)

    def choose() -> None:
        choices = Choices(row.comment_days, row.confirms_email, names_people=False)
        now = timezone.now()
        choose_public_settings(actor=actor, agency=cast.agency, version=row.version, choices=choices, now=now)

    monkeypatch.setattr(words, "note_award_words", note_late)
    writer, chooser = in_thread(lambda: words.write_all_words(timezone.now())), in_thread(choose)
    writer.start()
    assert has_read.wait(10)
    chooser.start()
    chooser.join(LONG)
    may_write.set()
    writer.join()
    chooser.join()

    assert PublishedAward.objects.get().name == ""
    assert list(HonourWord.objects.values_list("word", flat=True)) == [""]


def in_thread(work: Callable[[], object]) -> threading.Thread:
    """`work`, to be begun, with a connection of its own."""

    def do() -> None:
        try:
            work()
        finally:
            connections.close_all()

    return threading.Thread(target=do)
