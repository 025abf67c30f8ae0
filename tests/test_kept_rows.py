"""What stands in the database is the same whether it came through the models or was written again."""

import pytest
from django.apps import apps
from django.db import connection, transaction

from tests.cast import Cast, make_cast
from tests.factories.organisations import make_agency
from tests.kept_rows import KeptRows
from thidua.organisations.models import Agency

pytestmark = pytest.mark.django_db


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Table → its rows."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            found[model._meta.db_table] = sorted(cursor.fetchall(), key=repr)
    return found


def built_and_taken_back(kept: KeptRows[Cast]) -> tuple[Cast, dict[str, list[tuple[object, ...]]]]:
    with transaction.atomic():
        made, rows = kept.again(), everything()
        transaction.set_rollback(True)
    return made, rows


def test_rows_and_objects_are_the_same_again_and_nobody_gets_their_keys() -> None:
    kept = KeptRows(make_cast)
    first, rows = built_and_taken_back(kept)
    first.agency.name = "Đổi trong một bài thử"

    second, again = built_and_taken_back(kept)

    assert again == rows
    assert second.agency.name == "Bộ Minh họa"
    assert second.everyone() == first.everyone()
    third = kept.again()
    third.secretary.actor()
    other = make_agency("khac", "Bộ Khác")
    assert other.pk > third.agency.pk


def test_where_somebody_was_before_everything_goes_through_the_models() -> None:
    kept = KeptRows(lambda: make_agency("bo", "Bộ"))
    with transaction.atomic():
        kept.again()
        transaction.set_rollback(True)
    before = make_agency("khac", "Bộ Khác")

    made = kept.again()

    assert set(Agency.objects.all()) == {before, made}
    assert made.path != before.path
