"""Badges: a colour never stands alone."""

import pytest

from thidua.common.components.badges import badge, days_badge


def test_a_word_of_the_vocabulary_brings_tint_sign_and_words():
    assert badge("undecided") == (
        '<span class="tds-badge tds-badge--unknown"><svg class="tds-icon" aria-hidden="true" focusable="false">'
        '<use href="/static/vendor/icons.svg#help-circle"></use></svg><span>Chưa kết luận được</span></span>'
    )


def test_own_words_on_a_known_state():
    assert "<span>Đã nộp 22/11</span>" in badge("submitted", "Đã nộp 22/11")


def test_a_tint_without_words_is_refused():
    with pytest.raises(ValueError, match="never stands alone"):
        badge("ok")


def test_an_unknown_state_is_refused():
    with pytest.raises(ValueError, match="neither a tint nor a word"):
        badge("pending")


@pytest.mark.parametrize(
    ("days", "kind", "words"),
    [
        (14, "plain", "Còn 14 ngày làm việc"),
        (6, "plain", "Còn 6 ngày làm việc"),
        (5, "warn", "Còn 5 ngày làm việc"),
        (2, "warn", "Còn 2 ngày làm việc"),
        (1, "bad", "Còn 1 ngày làm việc"),
        (0, "bad", "Hạn hôm nay"),
        (-3, "bad", "Quá hạn 3 ngày làm việc"),
        (None, "plain", "Chưa đặt hạn"),
    ],
)
def test_days_left(days, kind, words):
    html = days_badge(days)
    assert f"tds-badge--{kind}" in html
    assert f"<span>{words}</span>" in html
