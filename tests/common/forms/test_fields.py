"""Dates and numbers as people type them; a wrong one names what is wrong and what to do."""

from datetime import date
from fractions import Fraction

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.common.forms.fields import (
    CountField,
    DateField,
    FileField,
    MoneyField,
    NumberField,
    PartialDateField,
    TextField,
)
from thidua.core.vietnam.partial_dates import PartialDate


def refusal(field: forms.Field, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        field.clean(value)
    return caught.value.messages[0]


@pytest.mark.parametrize("text", ["5/11/2024", "05.11.24", "5-11-2024", "thứ Ba, 05/11/2024"])
def test_one_day_may_be_written_many_ways(text):
    assert DateField().clean(text) == date(2024, 11, 5)


def test_a_day_that_cannot_be_names_the_month():
    assert refusal(DateField(), "31/02/2024") == (
        "Tháng 2 năm 2024 chỉ có 29 ngày, không có ngày 31. Ví dụ 05/11/2024."
    )


def test_a_missing_day_is_asked_for_in_words():
    assert refusal(DateField(), "  ") == "Anh/chị chưa nhập ngày."


def test_an_optional_day_may_stay_unknown():
    assert DateField(required=False).clean("") is None


def test_a_day_is_shown_again_with_two_digits_and_its_weekday():
    field = DateField()
    assert field.prepare_value(date(2024, 11, 5)) == "05/11/2024"
    assert field.read_back(date(2024, 11, 5)) == "thứ Ba, 05/11/2024"


def test_writing_a_day_in_another_way_is_no_change():
    assert not DateField().has_changed(date(2024, 11, 5), "5.11.2024")
    assert DateField().has_changed(date(2024, 11, 5), "6.11.2024")


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("28/5/2023", PartialDate(2023, 5, 28), "28/05/2023"),
        ("5/2023", PartialDate(2023, 5), "05/2023"),
        ("2023", PartialDate(2023), "2023"),
        ("", PartialDate(), ""),
    ],
)
def test_a_date_may_be_known_in_part(text, value, shown):
    field = PartialDateField()
    assert field.clean(text) == value
    assert field.prepare_value(value) == shown


def test_a_required_date_needs_at_least_its_year():
    field = PartialDateField(required=True, error_messages={"required": "Anh/chị chưa nhập ngày."})
    assert refusal(field, "") == "Anh/chị chưa nhập ngày."


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("1.234,5", None, Fraction(2469, 2)),
        ("9.5", "score", Fraction(19, 2)),
        ("-0,5", "score", Fraction(-1, 2)),
        ("0", None, Fraction(0)),
    ],
)
def test_numbers_are_exact(text, kind, value):
    assert NumberField(kind=kind).clean(text) == value


@pytest.mark.parametrize(
    ("limits", "text", "sentence"),
    [
        ({"lowest": 0, "highest": 10}, "12", "Số phải từ 0 đến 10. Anh/chị đang nhập 12."),
        ({"lowest": 1}, "0,5", "Số phải từ 1 trở lên. Anh/chị đang nhập 0,5."),
        ({"highest": 100}, "100,25", "Số không được quá 100. Anh/chị đang nhập 100,25."),
    ],
)
def test_a_number_out_of_range_says_the_range_and_what_was_given(limits, text, sentence):
    assert refusal(NumberField(**limits), text) == sentence


@pytest.mark.parametrize("text", ["0", "10"])
def test_both_ends_of_a_range_are_inside(text):
    assert NumberField(lowest=0, highest=10).clean(text) == Fraction(text)


def test_zero_is_a_number_and_nothing_is_not():
    field = NumberField(required=False)
    assert field.clean("0") == 0
    assert field.clean("") is None


def test_money_is_whole_dong():
    assert MoneyField().clean("1.500") == 1500
    assert refusal(MoneyField(), "10,5") == "Số tiền là số nguyên đồng, anh/chị đang nhập 10,5."


def test_a_count_is_whole_and_not_money():
    assert CountField().clean("1.500") == 1500
    assert refusal(CountField(), "10,5") == "Nhập số nguyên, không có phần lẻ."
    assert refusal(CountField(), "-1") == "Số phải từ 0 trở lên. Anh/chị đang nhập \u22121."


def test_text_is_composed_and_lines_are_kept():
    assert TextField().clean("Đa\u0323\u0306ng  Thị\u00a0Hoa ") == "Đặng Thị Hoa"
    assert TextField(lines=True).clean("một\r\nhai") == "một\nhai"


def test_a_file_too_large_says_both_sizes():
    field = FileField(kinds=("pdf",), most=1_000_000)
    file = SimpleUploadedFile("a.pdf", b"x" * 2_400_000)
    assert refusal(field, file) == ("Tệp 2,4\u00a0MB, quá mức 1\u00a0MB. Hãy nén hoặc tách đôi rồi gửi lại.")


def test_a_file_field_says_kinds_and_size_before_choosing():
    field = FileField(kinds=("pdf", "docx"), most=20_000_000)
    assert str(field.help_text) == "Nhận tệp PDF, DOCX; mỗi tệp không quá 20\u00a0MB."
    assert field.widget.attrs["accept"] == ".pdf,.docx"
