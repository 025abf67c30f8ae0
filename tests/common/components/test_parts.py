"""Steps, tasks, lights, facts, files, charts: words before signs, unknown said out."""

import json
import re
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from thidua.common.components.charts import Chart, Series
from thidua.common.components.steps import Step
from thidua.common.components.tasks import TaskCard
from thidua.common.forms.renderer import HouseRenderer
from thidua.common.policy import refused


def test_the_present_step_is_marked_for_readers(render):
    steps = [Step("Giao ước", "done", "Ký 15/03"), Step("Sơ kết", "now"), Step("Hội nghị", "later")]
    html = render("{% step_bar steps %}", steps=steps)
    assert re.findall(r'<li class="tds-step tds-step--(\w+)"( aria-current="step")?', html) == [
        ("done", ""),
        ("now", ' aria-current="step"'),
        ("later", ""),
    ]
    assert 'Giao ước<span class="tds-hidden-text"> (đã xong)</span>' in html


def test_an_unknown_state_of_a_step_is_refused(render):
    with pytest.raises(ValueError, match="not a state of a step"):
        render("{% step_bar steps %}", steps=[Step("Giao ước", "finished")])


def test_a_blocked_task_says_where_and_who(render):
    task = TaskCard("Mở bước Thẩm định", blocked_by="Hai đơn vị chưa nộp", unblocker="Đầu mối của hai đơn vị")
    html = render("{% task_card task %}", task=task)
    assert "<dt>Vướng ở</dt><dd>Hai đơn" in html
    assert "<dt>Người gỡ được</dt><dd>Đầu mối của hai đơn" in html


def test_a_task_that_posts_is_a_form(render):
    task = TaskCard("Nhắc đơn vị", action="Nhắc", action_url="/nhac/", method="post")
    assert '<form method="post" action="/nhac/"' in render("{% task_card task %}", task=task, csrf_token="dấu")


def test_a_refused_task_keeps_its_reason(render):
    task = TaskCard("Mở bước", action="Mở", action_url="/mo/", method="post", answer=refused("Chưa đủ bản tự chấm."))
    html = render("{% task_card task %}", task=task)
    assert "Chưa đủ bản tự chấm." in html
    assert "/mo/" not in html


def test_a_light_says_why(render):
    html = render('{% light "bad" "Hạn đã qua 3 ngày làm việc." %}')
    assert "Chậm" in html
    assert "Hạn đã qua 3 ngày làm việc." in html


def test_facts_say_what_is_not_known(render):
    html = render("{% facts rows %}", rows=[("Số người", None), ("Số đơn vị", 0)])
    assert '<dt>Số người</dt><dd><span class="tds-unknown">chưa biết</span></dd>' in html
    assert "<dt>Số đơn vị</dt><dd>0</dd>" in html


def test_who_and_when(render):
    when = datetime(2024, 11, 22, 7, 20, tzinfo=UTC)
    html = render('{% who_when "Thư" when what="Nộp" %}', when=when)
    assert "Nộp · Thư · " in html
    assert ">14 giờ 20, 22/11/2024</time>" in html


@pytest.mark.parametrize(("state", "is_link"), [("attached", True), ("scanning", False), ("rejected", False)])
def test_a_file_opens_only_when_it_has_passed(render, state, is_link):
    html = render('{% file_chip "Báo cáo" kind="pdf" size=412000 url="/tep/1/" state=state %}', state=state)
    assert ('href="/tep/1/"' in html) is is_link


def test_a_chart_and_its_table_say_the_same(render):
    chart = Chart(
        "Điểm tự chấm",
        "dots",
        ["Văn phòng Bộ", "Thanh tra Bộ"],
        [Series("Điểm", [Fraction(193, 2), None])],
        missing="chưa nộp",
        places=2,
    )
    html = render("{% chart chart %}", chart=chart)
    data = json.loads(re.search(r'<script id="tds-chart-1-data" type="application/json">(.*?)</script>', html).group(1))
    assert data["series"][0]["values"] == [96.5, None]
    assert data["missing"] == "chưa nộp"
    assert '<td class="tds-r">96,50</td>' in html
    assert '<td class="tds-r"><span class="tds-unknown">chưa nộp</span></td>' in html


def test_a_chart_wants_one_figure_for_each_label(render):
    chart = Chart("Điểm", "bars", ["A", "B"], [Series("Điểm", [1])])
    with pytest.raises(ValueError, match="1 figures for 2 labels"):
        render("{% chart chart %}", chart=chart)


def test_asking_for_progress_ends_when_done(render):
    under_way = render('{% progress "/viec/1/" "Đang lập báo cáo" percent=70 %}')
    done = render('{% progress "/viec/1/" "Đã lập xong" done=True done_url="/tai/" done_label="Tải về" %}')
    assert 'data-tds-progress="/viec/1/"' in under_way
    assert 'value="70"' in under_way
    assert "data-tds-progress-done" in done
    assert 'href="/tai/"' in done


def test_a_failed_job_says_so_and_offers_no_file(render):
    html = render('{% progress "/viec/1/" "Chưa lập được" failed="Thiếu mẫu biên bản." done_url="/tai/" %}')
    assert "Thiếu mẫu biên bản." in html
    assert "data-tds-progress-done" in html
    assert "/tai/" not in html


def test_the_options_of_a_select_are_drawn_as_django_draws_them() -> None:
    choices = [("", "Chưa chọn"), ("Nhóm <1>", [("a", "A & B"), ('"q"', "<b>C</b>")]), ("z", "Z")]
    field = forms.ChoiceField(choices=choices, widget=forms.Select(attrs={"disabled": False, "data-x": "y"}))
    ours = field.widget.render("name", "a", attrs={"id": "i"}, renderer=HouseRenderer())
    djangos = field.widget.render("name", "a", attrs={"id": "i"}, renderer=DjangoTemplates())

    assert re.sub(r">\s+<", "><", ours.strip()) == re.sub(r">\s+<", "><", djangos.strip())
    assert "&lt;b&gt;C&lt;/b&gt;" in ours


@pytest.mark.parametrize(
    ("widget", "value"),
    [
        (forms.TextInput(attrs={"required": True, "disabled": False, "maxlength": "9"}), 'a"<b>'),
        (forms.NumberInput(), 0),
        (forms.HiddenInput(), None),
    ],
)
def test_an_input_is_drawn_as_django_draws_it(widget: forms.Widget, value: object) -> None:
    ours = widget.render("name", value, attrs={"id": "i"}, renderer=HouseRenderer())
    assert ours.strip() == widget.render("name", value, attrs={"id": "i"}, renderer=DjangoTemplates()).strip()
