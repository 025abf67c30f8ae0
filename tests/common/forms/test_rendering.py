"""`{{ form }}`: label, hint, field and error are joined; the summary leads to each field."""

import re

import pytest
from django import forms

from thidua.common.forms.fields import DateField, NumberField


class Sample(forms.Form):
    title = forms.CharField(label="Tên", help_text="Tên ngắn", error_messages={"required": "Anh/chị chưa nhập tên."})
    kind = forms.ChoiceField(
        label="Cách đo",
        widget=forms.RadioSelect,
        choices=[("a", "Bằng số"), ("b", "Định tính")],
        error_messages={"required": "Anh/chị chưa chọn cách đo."},
    )
    day = DateField(label="Hạn", required=False)
    amount = NumberField(label="Kế hoạch", unit="cây", required=False)
    agreed = forms.BooleanField(label="Đồng ý", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("title") == "sai":
            raise forms.ValidationError("Hai mục không khớp nhau.")


def attributes(html: str, name: str) -> str:
    return re.search(rf'<(?:input|select|textarea)[^>]*name="{name}"[^>]*>', html).group()


def test_a_field_is_described_by_its_hint():
    html = str(Sample())
    assert '<p class="tds-hint" id="id_title_helptext">Tên ngắn</p>' in html
    assert 'aria-describedby="id_title_helptext"' in attributes(html, "title")


def test_optional_fields_say_so_and_required_ones_do_not():
    html = str(Sample())
    assert '<label for="id_day">Hạn <span class="tds-optional">(không bắt buộc)</span></label>' in html
    assert '<label for="id_title">Tên</label>' in html


def test_errors_are_joined_to_their_fields_and_listed_on_top():
    html = str(Sample({}))
    assert 'aria-invalid="true"' in attributes(html, "title")
    assert 'aria-describedby="id_title_helptext id_title_error"' in attributes(html, "title")
    assert re.search(r'<div id="id_title_error"><p class="tds-error">.*?Anh/chị chưa nhập tên\.', html, re.S)
    assert '<a href="#id_title">Anh/chị chưa nhập tên.</a>' in html
    assert "Cần sửa 2 chỗ rồi gửi lại" in html


def test_the_summary_leads_to_the_first_choice():
    assert '<a href="#id_kind_0">Anh/chị chưa chọn cách đo.</a>' in str(Sample({}))


def test_choices_are_a_group_with_a_legend_and_whole_rows_as_targets():
    html = str(Sample({}))
    assert "<legend>Cách đo</legend>" in html
    assert 'aria-describedby="id_kind_error"' in html
    assert re.search(r'<label class="tds-choice" for="id_kind_1"><input type="radio"', html)


def test_an_error_of_the_whole_form_stands_in_the_summary():
    html = str(Sample({"title": "sai", "kind": "a"}))
    assert "<li>Hai mục không khớp nhau.</li>" in html


def test_a_unit_stands_behind_its_field():
    assert '<span class="tds-with-unit__unit">cây</span>' in str(Sample())


def test_a_day_is_read_back_with_its_weekday():
    html = str(Sample({"title": "a", "kind": "a", "day": "5/11/2024"}))
    assert 'aria-live="polite">thứ Ba, 05/11/2024</p>' in html


def test_hidden_fields_are_sent_too():
    assert 'type="hidden"' in attributes(str(Sample(initial={"version": 3})), "version")


def test_a_form_without_errors_has_no_summary():
    assert "tds-errors" not in str(Sample())


@pytest.mark.parametrize("draft", ["", "nhiem-vu"])
def test_the_house_form_has_its_verb_and_its_way_back(rf, draft):
    from django.template import Context, Template

    source = '{% load tds %}{% house_form form "Lưu nhiệm vụ" back_url="/lai/" draft=draft %}'
    html = Template(source).render(Context({"request": rf.get("/"), "form": Sample(), "draft": draft}))
    assert "<span>Lưu nhiệm vụ</span></button>" in html
    assert 'href="/lai/"' in html
    assert "novalidate" in html
    assert ('data-tds-draft="nhiem-vu"' in html) is bool(draft)
