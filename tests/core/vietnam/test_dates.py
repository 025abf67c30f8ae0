import unicodedata
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.vietnam.case_files import load_cases
from thidua.core.vietnam.dates import (
    date_from_serial,
    document_date,
    format_date,
    format_month,
    format_time,
    long_date,
    parse_date,
)
from thidua.core.vietnam.errors import DateError

CASES = load_cases("dates")
days = st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31))


@pytest.mark.parametrize("case", CASES["read"], ids=lambda case: case["text"])
def test_a_date_is_read(case):
    assert parse_date(case["text"]) == case["day"]


@pytest.mark.parametrize("case", CASES["two_digit_years"], ids=lambda case: case["text"])
def test_a_year_of_two_digits_lies_near_today(case):
    assert parse_date(case["text"], today=case["today"]) == case["day"]


@pytest.mark.parametrize("case", CASES["refuse"], ids=lambda case: case["text"] or "nothing")
def test_what_is_no_date_is_refused_with_the_reason_and_an_example(case):
    with pytest.raises(DateError) as refused:
        parse_date(case["text"])
    assert (refused.value.code, refused.value.message) == (case["error"], case["says"])
    assert str(refused.value) == case["says"]


@pytest.mark.parametrize("case", CASES["print"], ids=lambda case: case["short"])
def test_a_date_is_printed(case):
    day = case["day"]
    assert format_date(day) == case["short"]
    assert long_date(day) == case["long"]
    assert document_date(day) == case["document"]
    assert format_month(day) == case["month"]


@pytest.mark.parametrize("case", CASES["times"], ids=lambda case: case["words"])
def test_a_time_is_printed(case):
    assert format_time(time.fromisoformat(case["time"])) == case["words"]


@given(days, st.sampled_from([format_date, long_date, document_date, date.isoformat]), st.sampled_from(["NFC", "NFD"]))
def test_every_printed_date_is_read_back(day, form, composition):
    assert parse_date(unicodedata.normalize(composition, form(day))) == day


@given(st.text(max_size=80) | st.from_regex(r"\A[0-9]{1,4}[-/.][0-9]{1,4}[-/.][0-9]{1,6}\Z"))
def test_any_text_is_a_date_or_is_refused_in_vietnamese(text):
    try:
        read = parse_date(text)
    except DateError as refused:
        read = refused
    if isinstance(read, DateError):
        assert read.message.endswith(".")
        assert len(read.message) < 200
    else:
        assert date(1800, 1, 1) <= read <= date(2199, 12, 31)


@pytest.mark.parametrize("case", CASES["serials"], ids=lambda case: str(case["serial"]))
def test_a_number_of_a_workbook_is_a_day(case):
    assert date_from_serial(case["serial"]) == case["day"]


@pytest.mark.parametrize("serial", CASES["bad_serials"])
def test_a_number_that_is_no_day_of_a_workbook_is_refused(serial):
    with pytest.raises(DateError) as refused:
        date_from_serial(serial)
    assert refused.value.code == "bad_serial"
    assert str(serial) in refused.value.message


@given(st.integers(min_value=61, max_value=100_000))
def test_both_counts_of_days_differ_by_1462(serial):
    assert date_from_serial(serial, since_1904=True) == date_from_serial(serial) + timedelta(days=1462)


def test_the_count_since_1904_begins_at_0():
    assert date_from_serial(0, since_1904=True) == date(1904, 1, 1)
