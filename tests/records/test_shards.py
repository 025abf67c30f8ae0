"""Many books read at once come to the same as one book after another: column for column, verdict for verdict."""

from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.factories.chance_books import make_random_books
from thidua.core.law.bulk import answer
from thidua.core.law.codes import Subject
from thidua.core.law.columns import NEVER, Columns, columns_of
from thidua.core.law.general import general_on
from thidua.core.law.settings import chosen
from thidua.organisations.models import Person
from thidua.records.facts import facts_of_people, shards
from thidua.records.facts.shard_columns import columns_of_people
from thidua.records.facts.shards import read_people

QUESTIONS = [
    (2025, date(2025, 12, 1), date(2025, 12, 1), {}),
    (2025, date(2026, 11, 1), date(2026, 11, 1), {"RUN_STARTS": "SAME_YEAR", "WIDER_SCOPE": "EXACT"}),
    (2024, date(2025, 6, 30), date(2025, 3, 1), {"RUN_ENDS": "CASE_YEAR"}),
    (2023, date(2023, 12, 31), date(2024, 2, 1), {"TWICE_MINISTERIAL": "SUCCESSIVE_AWARDS"}),
]


def defaults_of(name: str) -> Any:
    """What a column that is not there stands for, where it is not a zero."""
    return {"honour_first": (NEVER, NEVER), "attested": (0, 1)}.get(name)


def assert_same(one: Columns, other: Columns) -> None:
    for each in fields(Columns):
        told, found = getattr(one, each.name), getattr(other, each.name)
        if isinstance(told, dict):
            for key in {*told, *found}:
                assert_equal(each.name, told.get(key), found.get(key), one.size)
        else:
            assert_equal(each.name, told, found, one.size)


def assert_equal(name: str, told: Any, found: Any, size: int) -> None:
    """Arrays, pairs and layers of arrays; what is missing is as if nobody had it."""
    left, right = (each if isinstance(each, tuple) else (each,) for each in (told, found))
    for place in range(max(len(left), len(right))):
        values = [side[place] if place < len(side) else None for side in (left, right)]
        missing = (defaults_of(name) or (0, 0))[min(place, 1)]
        whole = [np.full(size, missing) if value is None else np.asarray(value) for value in values]
        if name.startswith("size") or not isinstance(values[0], np.ndarray | None):
            assert values[0] == values[1], name
        else:
            assert np.array_equal(*[each.astype(np.int64) for each in whole]), (name, place)


@pytest.mark.twice
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("is_asked_by_agency", [False, True], ids=["named", "of the agency"])
def test_many_at_once_are_as_one_after_another(
    cast: Cast, seed: int, is_asked_by_agency: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_asked_by_agency:
        monkeypatch.setattr(shards, "NAMED_AT_MOST", 0)
    make_random_books(cast.other_unit, 5, seed + 100)
    make_random_books(cast.unit, 40, seed)

    for year, law_on, as_of, told in QUESTIONS:
        rows = read_people([cast.unit.pk], as_of)
        people = {each.pk: each for each in Person.objects.filter(pk__in=rows.people.tolist())}
        facts = facts_of_people(people.values(), year=year, as_of=as_of)
        general, settings = general_on(law_on), chosen(told)
        slow = columns_of(
            [facts[pk] for pk in rows.people.tolist()], year=year, as_of=as_of, general=general, settings=settings,
            subject=Subject.INDIVIDUAL,
        )  # fmt: skip
        fast = columns_of_people(rows, year=year, as_of=as_of, general=general, settings=settings)

        assert rows.size >= 40
        assert_same(slow, fast)
        for one, many in zip(
            answer(slow, law_on=law_on, settings=told), answer(fast, law_on=law_on, settings=told), strict=True
        ):
            assert one.verdicts.tolist() == many.verdicts.tolist()


def test_as_many_queries_for_one_as_for_many(cast: Cast) -> None:
    def queries(number: int, seed: int) -> int:
        make_random_books(cast.unit, number, seed)
        with CaptureQueriesContext(
            connection,
        ) as found:
            read_people([cast.unit.pk], date(2025, 12, 1))
        return len(found)

    assert queries(1, 1) == queries(30, 2) == 19


def test_nobody_is_no_fault(cast: Cast) -> None:
    rows = read_people([], date(2025, 12, 1))
    columns = columns_of_people(
        rows, year=2025, as_of=date(2025, 12, 1), general=general_on(date(2025, 12, 1)), settings=chosen({})
    )
    assert (rows.size, columns.size) == (0, 0)
