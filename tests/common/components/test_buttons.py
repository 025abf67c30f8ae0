"""A refused button keeps its focus, says why, and leads to the remedy."""

import pytest

from thidua.common.policy import YES, refused

REFUSAL = refused("Mở được khi đủ 6 bản tự chấm.", remedy="Nhắc hai đơn vị", remedy_url="/nhac/")


def test_an_allowed_button_submits(render):
    html = render('{% button "Ký giao ước" kind="primary" answer=answer %}', answer=YES)
    assert html == '<button type="submit" class="tds-btn tds-btn--primary"><span>Ký giao ước</span></button>'


def test_a_refused_button_says_why_and_what_helps(render):
    html = render('{% button "Ký giao ước" kind="primary" answer=answer %}', answer=REFUSAL)
    assert html == (
        '<span class="tds-refused"><button type="button" class="tds-btn tds-btn--primary" aria-disabled="true" '
        'aria-describedby="tds-why-1"><span>Ký giao ước</span></button><span class="tds-refused__why" id="tds-why-1">'
        'Mở được khi đủ 6 bản tự chấm. <a href="/nhac/">Nhắc hai đơn vị</a></span></span>'
    )


def test_two_refusals_on_a_page_have_two_ids(render):
    html = render('{% button "Ký" answer=answer %}{% button "Nộp" answer=answer %}', answer=REFUSAL)
    assert html.count('id="tds-why-1"') == 1
    assert html.count('id="tds-why-2"') == 1


def test_a_button_with_an_address_is_a_link(render):
    assert render('{% button "Soạn từ mẫu" url="/soan/" %}') == (
        '<a class="tds-btn" href="/soan/"><span>Soạn từ mẫu</span></a>'
    )


def test_a_refused_link_does_not_lead_there(render):
    assert "/soan/" not in render('{% button "Soạn" url="/soan/" answer=answer %}', answer=REFUSAL)


def test_a_posting_button_is_a_form_of_its_own(render):
    html = render('{% post_button "Nhắc" "/nhac/" field_unit="7" %}', csrf_token="dấu")
    assert html == (
        '<form method="post" action="/nhac/" data-tds-form>'
        '<input type="hidden" name="csrfmiddlewaretoken" value="dấu">'
        '<input type="hidden" name="unit" value="7">'
        '<button type="submit" class="tds-btn"><span>Nhắc</span></button></form>'
    )


def test_a_refused_posting_button_posts_nothing(render):
    html = render('{% post_button "Nhắc" "/nhac/" answer=answer %}', answer=REFUSAL)
    assert "<form" not in html
    assert 'aria-disabled="true"' in html


def test_words_are_escaped(render):
    assert "&lt;b&gt;" in render("{% button label %}", label="<b>Ký</b>")


def test_an_unknown_kind_is_a_mistake_of_the_page(render):
    with pytest.raises(ValueError, match="not a kind of button"):
        render('{% button "Ký" kind="green" %}')
