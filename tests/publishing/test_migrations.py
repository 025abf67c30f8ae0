"""What was published before a migration is found after it."""

from importlib import import_module

import pytest
from django.apps import apps

from tests.cast import Cast
from tests.factories.honours import honoured, name_people
from thidua.publishing.enums import HonouredKind
from thidua.publishing.models import HonourWord

PERSONS = import_module("thidua.publishing.migrations.0013_fill_words_of_persons")


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
