from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.vietnam.case_files import load_cases
from thidua.core.vietnam.errors import DateError
from thidua.core.vietnam.partial_dates import PartialDate, Precision

CASES = load_cases("dates")
days = st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31))
partial_dates = st.one_of(
    st.just(PartialDate()),
    days.map(PartialDate.of),
    days.map(lambda day: PartialDate(day.year, day.month)),
    days.map(lambda day: PartialDate(day.year)),
)


@pytest.mark.parametrize("case", CASES["partial"], ids=lambda case: case["text"] or "nothing")
def test_what_is_known_of_a_date_is_read_and_put_in_words(case):
    known = PartialDate.parse(case["text"])
    assert str(known) == case["words"]
    assert known.code == case["code"]
    assert known.precision == Precision(case["precision"])
    assert (known.earliest, known.latest) == (case["earliest"], case["latest"])


def test_they_stand_in_order_and_the_unknown_comes_last():
    known = [PartialDate.parse(case["text"]) for case in CASES["partial"]]
    backwards = known[::-1]
    assert sorted(backwards) == known
    assert sorted(backwards, key=lambda each: each.sort_key) == known


@pytest.mark.parametrize("case", CASES["partial_refuse"], ids=lambda case: case["text"])
def test_what_cannot_be_is_refused(case):
    with pytest.raises(DateError) as refused:
        PartialDate.parse(case["text"])
    assert refused.value.code == case["error"]


@given(partial_dates)
def test_words_and_code_are_read_back(known):
    assert PartialDate.parse(str(known)) == known
    assert PartialDate.parse(known.code) == known


@given(partial_dates, partial_dates)
def test_the_order_is_total_and_that_of_the_sort_keys(one, other):
    assert (one < other) + (one == other) + (one > other) == 1
    assert (one < other) == (one.sort_key < other.sort_key)


@given(partial_dates, days)
def test_it_may_be_the_days_between_its_earliest_and_its_latest(known, day):
    within = known.earliest is None or known.earliest <= day <= known.latest
    assert known.may_be(day) == within


@pytest.mark.parametrize("parts", [(None, 5, None), (2024, None, 3), (2023, 2, 29), (2024, 13, None)])
def test_impossible_parts_are_refused(parts):
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(*parts)
