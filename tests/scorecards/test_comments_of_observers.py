"""The superior's observer comments on a draft table, as the superior; he neither edits, scores nor publishes."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, Member
from tests.factories.observers import make_observer
from tests.factories.scorecards import card_of, make_scheme, open_scheme
from tests.pages import words_of
from thidua.audit.models import AuditEntry
from thidua.common import clock
from thidua.common.errors import RefusedError
from thidua.scorecards.doors.due import due_drafts
from thidua.scorecards.errors import SchemeStateError
from thidua.scorecards.models import Scheme, SchemeComment
from thidua.scorecards.policies.cards import may_fill_card
from thidua.scorecards.policies.schemes import (
    may_answer_comment,
    may_comment_on_scheme,
    may_edit_scheme,
    may_publish,
    schemes_visible_to,
)
from thidua.scorecards.services.schemes import collect_comments, comment_on_scheme

SignIn = Callable[[object], Client]
WORDS = "Điểm thưởng còn cao."


@pytest.fixture
def asked(cast: Cast) -> Scheme:
    """A draft of bloc I on which the members are asked."""
    scheme = make_scheme(cast)
    return collect_comments(actor=cast.secretary.actor(), scheme=scheme, version=scheme.version)


def test_the_observer_comments_as_the_superior(cast: Cast, asked: Scheme, sign_in: SignIn) -> None:
    page, form = reverse("scheme", args=[asked.pk]), reverse("comment_on_scheme", args=[asked.pk])
    browser = sign_in(cast.observer.user)
    assert form in browser.get(page).text

    sent = browser.post(form, {"unit": "cap-tren", "item": "2.1", "text": WORDS}, follow=True)

    assert "Đại diện cấp trên, Bộ Minh họa · mục 2.1" in words_of(sent)
    comment = SchemeComment.objects.get()
    assert (comment.unit, comment.superior, comment.made_by) == (None, cast.agency, cast.observer.user)
    reply = reverse("answer_scheme_comment", args=[comment.pk])
    assert "Trả lời góp ý của Đại diện cấp trên, Bộ Minh họa" in words_of(sign_in(cast.secretary.user).get(reply))


def test_the_observer_of_another_bloc_neither_sees_nor_comments(cast: Cast, asked: Scheme) -> None:
    other = make_observer(cast, cast.other_bloc).actor()

    assert not schemes_visible_to(other).exists()
    with pytest.raises(RefusedError, match="đại diện cấp trên góp ý ở đây"):
        comment_on_scheme(actor=other, scheme=asked, unit=None, text=WORDS, now=clock.now())
    assert comment_on_scheme(
        actor=cast.observer.actor(), scheme=asked, unit=None, text=WORDS, now=clock.now()
    ).speaker.startswith("Đại diện cấp trên")


def test_the_observer_speaks_for_no_unit_and_a_member_not_for_the_superior(cast: Cast, asked: Scheme) -> None:
    for member, unit in ((cast.observer, cast.unit), (cast.officer, None)):
        with pytest.raises(SchemeStateError, match="Chọn đơn vị"):
            comment_on_scheme(actor=member.actor(), scheme=asked, unit=unit, text=WORDS, now=clock.now())
    assert not SchemeComment.objects.exists()


def test_the_observer_neither_edits_nor_answers_nor_scores_nor_publishes(cast: Cast, asked: Scheme) -> None:
    observer = cast.observer.actor()
    comment = comment_on_scheme(actor=observer, scheme=asked, unit=None, text=WORDS, now=clock.now())
    assert not may_edit_scheme(observer, asked)
    assert not may_answer_comment(observer, comment)
    assert not may_publish(observer, asked)


def test_the_second_of_two_answers_is_asked(cast: Cast, asked: Scheme, sign_in: SignIn) -> None:
    comment = comment_on_scheme(actor=cast.observer.actor(), scheme=asked, unit=None, text=WORDS, now=clock.now())
    browser, page = sign_in(cast.secretary.user), reverse("answer_scheme_comment", args=[comment.pk])
    assert 'name="version" value="1"' in browser.get(page).text

    browser.post(page, {"answer": "Đã hạ điểm thưởng.", "version": 1})
    both = browser.post(page, {"answer": "Giữ nguyên điểm thưởng.", "version": 1})

    assert both.status_code == 409
    assert ("Đã hạ điểm thưởng." in both.text, "Giữ nguyên điểm thưởng." in both.text) == (True, True)
    comment.refresh_from_db()
    assert comment.answer == "Đã hạ điểm thưởng."
    browser.post(page, {"answer": "Giữ nguyên điểm thưởng.", "version": comment.version})
    comment.refresh_from_db()
    assert (comment.answer, comment.version) == ("Giữ nguyên điểm thưởng.", 3)
    assert AuditEntry.objects.filter(action="scheme.comment_answered").count() == 2


def test_what_the_superior_says_spares_no_member_his_own_word(cast: Cast, asked: Scheme) -> None:
    def titles(member: Member) -> list[str]:
        return [item.title for item in due_drafts(member.actor(), clock.today())]

    comment_on_scheme(actor=cast.observer.actor(), scheme=asked, unit=None, text=WORDS, now=clock.now())
    assert titles(cast.officer) == ["Góp ý bảng tiêu chí"]
    assert titles(cast.secretary) == ["Trả lời 1 góp ý về bảng tiêu chí"]
    assert titles(cast.observer) == []


def test_once_scoring_is_open_nobody_comments(cast: Cast) -> None:
    scheme = open_scheme(cast)
    observer = cast.observer.actor()

    assert may_comment_on_scheme(observer, scheme).reason == "Bảng không ở giai đoạn lấy ý kiến."
    assert not may_fill_card(observer, card_of(scheme, cast.unit))


def test_a_comment_is_of_a_unit_or_of_the_superior(cast: Cast, asked: Scheme) -> None:
    comment = comment_on_scheme(actor=cast.observer.actor(), scheme=asked, unit=None, text=WORDS, now=clock.now())
    for unit, superior in ((cast.unit, cast.agency), (None, None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            SchemeComment.objects.filter(pk=comment.pk).update(unit=unit, superior=superior)
