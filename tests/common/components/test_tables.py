"""Tables: a caption, a scroll box one can reach, sorting by address, no page numbers."""


def test_a_table_is_a_region_named_by_its_caption(render):
    html = render('{% data_table "Sáu đơn vị" cards=True %}<tbody><tr><td>1</td></tr></tbody>{% enddata_table %}')
    assert html == (
        '<div class="tds-scroll" role="region" tabindex="0" aria-labelledby="tds-table-1">'
        '<table class="tds-table tds-table--cards"><caption id="tds-table-1">Sáu đơn vị</caption>'
        "<tbody><tr><td>1</td></tr></tbody></table></div>"
    )


def test_values_inside_a_table_are_escaped_once(render):
    html = render('{% data_table "Bảng" %}<td>{{ name }}</td>{% enddata_table %}', name="<Đảng & Đoàn>")
    assert "<td>&lt;Đảng &amp; Đoàn&gt;</td>" in html


def test_sorting_starts_upwards_and_keeps_other_choices(render):
    html = render('{% sort_head "name" "Tên" %}', url="/?q=Bộ")
    assert "aria-sort" not in html
    assert 'href="?q=B%E1%BB%99&amp;sort=name"' in html


def test_sorting_turns_round(render):
    html = render('{% sort_head "name" "Tên" %}', url="/?sort=name")
    assert 'aria-sort="ascending"' in html
    assert 'href="?sort=-name"' in html


def test_sorting_downwards_is_said(render):
    assert 'aria-sort="descending"' in render('{% sort_head "name" "Tên" %}', url="/?sort=-name")


def test_more_says_how_many_are_shown_and_shows_the_rest(render):
    html = render("{% more 6 18 %}", url="/?q=a")
    assert "6 trong 18 mục" in html
    assert "Xem thêm 12 mục" in html
    assert 'href="?q=a&amp;show=18"' in html


def test_more_takes_steps(render):
    html = render("{% more 20 100 %}")
    assert "Xem thêm 20 mục" in html
    assert 'href="?show=40"' in html


def test_all_shown_offers_nothing(render):
    html = render("{% more 18 18 %}")
    assert "Tất cả 18 mục" in html
    assert "<a" not in html
