from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.vietnam.errors import NumberError
from thidua.core.vietnam.numbers import format_money, format_number, in_words, parse_decimal


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0", None, 0),
        ("1.234,5", None, Fraction(2469, 2)),
        ("1,234.5", None, Fraction(2469, 2)),
        ("1.234.567", None, 1234567),
        ("1,234,567", None, 1234567),
        ("1 234 567,5", None, Fraction(2469135, 2)),
        ("1\u00a0234\u202f567", None, 1234567),
        ("9.5", None, Fraction(19, 2)),
        ("9,5", None, Fraction(19, 2)),
        ("9.5", "score", Fraction(19, 2)),
        ("0.125", None, Fraction(1, 8)),
        ("0,125", None, Fraction(1, 8)),
        ("1234.567", None, Fraction(1234567, 1000)),
        ("96,2500", None, Fraction(385, 4)),
        ("\u22121,5", None, Fraction(-3, 2)),
        ("-1,5", None, Fraction(-3, 2)),
        ("\u2212 2", None, -2),
        ("+3", None, 3),
        ("1.500", "money", 1500),
        ("1,500", "money", 1500),
        ("1.500", "score", Fraction(3, 2)),
        ("1,500", "score", Fraction(3, 2)),
        ("2.000.000", "money", 2000000),
        ("2.000.000,00", "money", 2000000),
        ("2,000,000.00", "money", 2000000),
        ("2 000 000", "money", 2000000),
        ("１２", None, 12),
    ],
)
def test_a_number_is_read_exactly(text, kind, value):
    assert parse_decimal(text, kind=kind) == value


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("", None, "empty"),
        ("  ", "money", "empty"),
        ("mười", None, "not_a_number"),
        ("9,5 điểm", None, "not_a_number"),
        ("1e5", None, "not_a_number"),
        ("5,", None, "not_a_number"),
        (",5", None, "not_a_number"),
        ("-", None, "not_a_number"),
        ("--1", None, "not_a_number"),
        ("1 2", None, "not_a_number"),
        ("9" * 41, None, "not_a_number"),
        ("1.23.456", None, "bad_groups"),
        ("1.234,567,8", None, "bad_groups"),
        ("1234.567,8", None, "bad_groups"),
        ("1.2,3.4", None, "bad_groups"),
        ("1.500", None, "ambiguous"),
        ("1,500", None, "ambiguous"),
        ("9.5", "money", "not_whole"),
        ("1.500,5", "money", "not_whole"),
    ],
)
def test_what_is_no_certain_number_is_refused(text, kind, code):
    with pytest.raises(NumberError) as refused:
        parse_decimal(text, kind=kind)
    assert refused.value.code == code
    assert refused.value.message.endswith(".")


def test_an_ambiguous_number_is_named_with_both_readings():
    with pytest.raises(NumberError) as refused:
        parse_decimal("1.500")
    assert refused.value.message == "“1.500” có thể là 1500 hoặc 1,500. Nhập lại 1500 hoặc 1,5."


@given(st.text(max_size=60) | st.text(alphabet="0123456789., -\u2212", max_size=20))
def test_any_text_is_a_number_or_is_refused(text):
    try:
        read = parse_decimal(text)
    except NumberError as refused:
        read = refused.code
    assert isinstance(read, Fraction) or read in {"empty", "not_a_number", "bad_groups", "ambiguous"}


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0, None, "0"),
        (9, 2, "9,00"),
        (1234567, None, "1.234.567"),
        (999, None, "999"),
        (1000, None, "1.000"),
        (-5, None, "\u22125"),
        (Fraction(2469, 2), None, "1.234,5"),
        (Fraction(1, 8), None, "0,125"),
        (Fraction(1, 3), 2, "0,33"),
        (Fraction(2, 3), 2, "0,67"),
        (Fraction(1, 8), 2, "0,13"),
        (Fraction(-1, 8), 2, "\u22120,13"),
        (Fraction(-1, 1000), 2, "0,00"),
        (Fraction(1999, 2), 0, "1.000"),
        (Decimal("96.25"), None, "96,25"),
        (Decimal("96.50"), 1, "96,5"),
    ],
)
def test_a_number_is_printed(value, places, text):
    assert format_number(value, places) == text


def test_a_number_without_an_end_needs_a_rounding():
    with pytest.raises(NumberError) as refused:
        format_number(Fraction(1, 3))
    assert refused.value.code == "endless"


@given(st.integers(min_value=-(10**12), max_value=10**12), st.integers(min_value=0, max_value=4))
def test_a_printed_number_is_read_back(units, places):
    value = Fraction(units, 10**places)
    assert parse_decimal(format_number(value), kind="score" if value.denominator > 1 else "money") == value


def test_money_is_printed():
    assert format_money(2_000_000) == "2.000.000 đồng"
    assert format_money(0) == "0 đồng"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (999, "chín trăm chín mươi chín"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_015, "một nghìn không trăm mười lăm"),
        (2_530_000, "hai triệu năm trăm ba mươi nghìn"),
        (2_000_000, "hai triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_000_000_000, "một tỷ"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (21_000_000_000, "hai mươi mốt tỷ"),
        (1_005_000_000_000, "một nghìn không trăm linh năm tỷ"),
        (-15, "âm mười lăm"),
    ],
)
def test_a_number_is_read_aloud(number, words):
    assert in_words(number) == words


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_words_say_the_number(number):
    assert _understand(in_words(number)) == number


def test_a_number_beyond_words_is_refused():
    with pytest.raises(NumberError) as refused:
        in_words(10**18)
    assert refused.value.code == "too_large"


def _understand(words):
    """A plain reader of number words, the other way round."""
    digits = {"không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
    digits |= {"mốt": 1, "tư": 4, "lăm": 5}
    total = below_billion = group = last = 0
    for word in words.split():
        if word in digits:
            last = digits[word]
            group += last
        elif word == "mười":
            group, last = group + 10, 10
        elif word == "mươi":
            group += last * 9
        elif word == "trăm":
            group += last * 99
        elif word in {"nghìn", "triệu"}:
            below_billion, group = below_billion + group * {"nghìn": 1000, "triệu": 10**6}[word], 0
        elif word == "tỷ":
            total, below_billion, group = (total + below_billion + group) * 10**9, 0, 0
        else:
            assert word == "linh"
    return total + below_billion + group
