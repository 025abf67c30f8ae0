"""Comments: taken from anybody, shown once somebody let them through, given out and erased on request."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import published_article, take_down
from tests.factories.comments import EMAIL, TEXT, comment_on, shown_comment
from thidua.accounts.models import Tries
from thidua.accounts.services.tries import LIMITS, Kind
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.publishing.enums import CommentState, CommentVerdict
from thidua.publishing.errors import CommentError, TooManyCommentsError
from thidua.publishing.jobs import send_confirmation
from thidua.publishing.models import Article, Comment, CommentSender, PublicSettings
from thidua.publishing.policies import comments_moderated_by, comments_waiting_for, may_comment, may_moderate
from thidua.publishing.queries import comments_shown
from thidua.publishing.services import comments as service
from thidua.publishing.services.comments import (
    CONFIRM_WITHIN,
    answer_comment,
    confirm_comment,
    erase_comment,
    erase_sent_with,
    forget_unconfirmed,
    give_out,
    let_through,
    refuse_comment,
    refuse_many,
)
from thidua.publishing.services.settings import Choices, choose_public_settings

pytestmark = pytest.mark.django_db


def choose(cast: Cast, *, days: int = 30, confirms: bool = False, names: bool = False) -> PublicSettings:
    row = PublicSettings.objects.filter(agency=cast.agency).first()
    return choose_public_settings(
        actor=cast.standing.actor(),
        agency=cast.agency,
        version=row.version if row else 1,
        choices=Choices(days, confirms, names),
        now=timezone.now(),
    )


def deeds() -> list[str]:
    return list(
        AuditEntry.objects.filter(action__startswith="comment.").order_by("pk").values_list("action", flat=True)
    )


def test_a_comment_is_read_once_the_standing_office_let_it_through(cast: Cast) -> None:
    article = published_article(cast)
    comment = comment_on(article)
    assert list(comments_shown(article)) == []
    assert list(comments_waiting_for(cast.standing.actor())) == [comment]

    let_through(actor=cast.standing.actor(), comment=comment, version=1, now=timezone.now())

    assert [each.text for each in comments_shown(article)] == [TEXT]
    assert deeds() == ["comment.sent", "comment.shown"]


def test_what_holds_the_e_mail_of_its_sender_is_let_through_by_nobody(cast: Cast) -> None:
    """As it may lie there from before the form looked for it."""
    article = published_article(cast)
    own = comment_on(article, text=f"Viết cho tôi: {EMAIL}")
    other = comment_on(article, text="Viết cho tôi: khac@thu.example", seal="trang khác")

    with pytest.raises(CommentError, match="email của chính người gửi"):
        let_through(actor=cast.standing.actor(), comment=own, version=1, now=timezone.now())
    let_through(actor=cast.standing.actor(), comment=other, version=1, now=timezone.now())

    assert list(comments_shown(article)) == [other]


def test_history_holds_nothing_that_the_sender_wrote(cast: Cast) -> None:
    comment = shown_comment(cast)
    refuse_comment(
        actor=cast.standing.actor(),
        comment=comment,
        version=2,
        verdict=CommentVerdict.OFF_TOPIC,
        words="Người gửi ở ngõ 5, con ông Lê Văn Tư",
        now=timezone.now(),
    )

    told = " ".join(AuditEntry.objects.values_list("payload", flat=True))
    assert [words for words in (EMAIL, TEXT, "Bạn Đọc", "ngõ 5", "Văn Tư") if words in told] == []
    entry = json.loads(AuditEntry.objects.get(action="comment.hidden").payload)
    assert entry["after"] == {"state": "HIDDEN", "verdict": "OFF_TOPIC", "verdict_words": True}


def test_what_a_moderator_wrote_goes_with_the_comment(cast: Cast) -> None:
    comment = comment_on(published_article(cast))
    actor, now = cast.standing.actor(), timezone.now()
    written = "Người gửi ở ngõ 5"
    refuse_comment(actor=actor, comment=comment, version=1, verdict=CommentVerdict.OTHER, words=written, now=now)
    assert Comment.objects.get().verdict_words == written

    erase_sent_with(actor=actor, agency=cast.agency, email=EMAIL, because="Đơn đến ngày 30/11", now=now)

    assert Comment.objects.get().verdict_words == ""
    assert written not in " ".join(AuditEntry.objects.values_list("payload", flat=True))


@pytest.mark.parametrize("because", [f"Thư của {EMAIL}", "Bà LÊ THỊ BẠN ĐỌC gọi đến", "Gọi từ 0912 345 678"])
def test_how_the_request_came_names_nobody(cast: Cast, because: str) -> None:
    comment_on(published_article(cast))
    actor, now = cast.standing.actor(), timezone.now()

    with pytest.raises(CommentError, match="ở lại trong lịch sử"):
        erase_sent_with(actor=actor, agency=cast.agency, email=EMAIL, because=because, now=now)

    assert Comment.objects.get().text == TEXT
    assert erase_sent_with(actor=actor, agency=cast.agency, email=EMAIL, because="Gọi ngày 30/11", now=now) == 1


@pytest.mark.parametrize("who", ["secretary", "officer", "head", "observer", "council_member", "reader", "stranger"])
def test_only_the_standing_office_decides(cast: Cast, who: str) -> None:
    comment = comment_on(published_article(cast))
    actor = getattr(cast, who).actor()

    with pytest.raises(RefusedError):
        let_through(actor=actor, comment=comment, version=1, now=timezone.now())

    assert not may_moderate(actor).allowed
    assert not comments_moderated_by(actor).exists()
    assert may_moderate(cast.standing.actor()).allowed


def test_what_is_refused_or_hidden_says_why_and_may_come_back(cast: Cast) -> None:
    article = published_article(cast)
    comment = comment_on(article)
    actor, now = cast.standing.actor(), timezone.now()

    with pytest.raises(CommentError, match="lý do"):
        refuse_comment(actor=actor, comment=comment, version=1, verdict=CommentVerdict.OTHER, words=" ", now=now)
    comment = refuse_comment(
        actor=actor, comment=comment, version=1, verdict=CommentVerdict.ADVERT, words="Bán hàng", now=now
    )
    assert (comment.state, comment.verdict, comment.verdict_words) == ("REFUSED", "ADVERT", "Bán hàng")
    comment = let_through(actor=actor, comment=comment, version=comment.version, now=now)
    assert (comment.state, comment.verdict) == ("SHOWN", "")
    comment = refuse_comment(
        actor=actor, comment=comment, version=comment.version, verdict=CommentVerdict.INSULT, words="", now=now
    )

    assert comment.state == CommentState.HIDDEN
    assert not comments_shown(article).exists()
    assert deeds() == ["comment.sent", "comment.refused", "comment.shown", "comment.hidden"]


def test_the_second_of_two_who_decide_is_told(cast: Cast) -> None:
    comment = comment_on(published_article(cast))
    let_through(actor=cast.standing.actor(), comment=comment, version=1, now=timezone.now())

    with pytest.raises(StaleVersionError):
        refuse_comment(
            actor=cast.standing.actor(),
            comment=comment,
            version=1,
            verdict=CommentVerdict.ADVERT,
            words="",
            now=timezone.now(),
        )


def test_the_office_answers_below_the_comment(cast: Cast) -> None:
    comment = shown_comment(cast)
    reader = comment_on(comment.article, parent=comment, text="Tôi cũng vậy.", seal="khác")
    let_through(actor=cast.standing.actor(), comment=reader, version=1, now=timezone.now())

    answer = answer_comment(
        actor=cast.standing.actor(), comment=reader, text="Cảm ơn bạn.", key="một lần", now=timezone.now()
    )

    assert (answer.parent, answer.by_office, answer.name) == (comment, True, cast.agency.name)
    (shown,) = comments_shown(comment.article)
    assert [each.text for each in shown.answers] == ["Tôi cũng vậy.", "Cảm ơn bạn."]


def test_what_waits_is_not_answered(cast: Cast) -> None:
    comment = comment_on(published_article(cast))

    with pytest.raises(CommentError, match="trước"):
        answer_comment(actor=cast.standing.actor(), comment=comment, text="Vâng.", key="x", now=timezone.now())


def test_the_same_form_twice_is_one_comment(cast: Cast) -> None:
    article = published_article(cast)
    first, again = comment_on(article), comment_on(article)
    other = comment_on(article, text="Ý khác.")

    assert first == again
    assert list(Comment.objects.order_by("pk")) == [first, other]


def test_many_from_one_machine_are_refused_and_nothing_grows(cast: Cast) -> None:
    article, now = published_article(cast), timezone.now()
    most = LIMITS[Kind.COMMENT]
    for number in range(most):
        comment_on(article, now=now, text=f"Lần {number}", email=f"nguoi-{number}@thu.example")
    rows = (Comment.objects.count(), CommentSender.objects.count(), Tries.objects.count(), AuditEntry.objects.count())

    for number in range(1000):
        with pytest.raises(TooManyCommentsError, match="gửi lại từ lúc"):
            comment_on(article, now=now, text=f"Nữa {number}", email=f"them-{number}@thu.example")

    assert rows[0] == most
    assert rows == (
        Comment.objects.count(),
        CommentSender.objects.count(),
        Tries.objects.count(),
        AuditEntry.objects.count(),
    )
    assert comment_on(article, now=now, address="10.9.9.9", email="khac@thu.example").pk
    later = now + timedelta(minutes=16)
    assert comment_on(article, now=later, text="Sau đó", email="sau@thu.example").pk


def test_one_mailbox_is_not_filled_from_many_machines(cast: Cast) -> None:
    article, now = published_article(cast), timezone.now()
    for number in range(LIMITS[Kind.COMMENT_SENDER]):
        comment_on(article, now=now, text=f"Lần {number}", address=f"10.0.1.{number}")

    with pytest.raises(TooManyCommentsError):
        comment_on(article, now=now, text="Nữa", address="10.0.2.1", email=EMAIL.upper())


def test_when_very_many_wait_no_more_are_taken(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    article = published_article(cast)
    monkeypatch.setattr(service, "MOST_WAITING", 1)
    comment = comment_on(article)

    with pytest.raises(TooManyCommentsError, match="rất nhiều"):
        comment_on(article, text="Nữa", address="10.0.0.2")
    let_through(actor=cast.standing.actor(), comment=comment, version=1, now=timezone.now())
    assert comment_on(article, text="Nữa", address="10.0.0.2").state == CommentState.WAITING


def test_those_that_nobody_confirms_shut_out_none_that_somebody_did(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters that are never answered count apart; the oldest makes room once it had its hour."""
    monkeypatch.setattr(service, "MOST_UNCONFIRMED", 2)
    choose(cast, confirms=True)
    article, now = published_article(cast), timezone.now()
    first = comment_on(article, text="Một", now=now)
    second = comment_on(article, text="Hai", address="10.0.0.2", now=now + timedelta(minutes=1))

    with pytest.raises(TooManyCommentsError, match="xác nhận"):
        comment_on(article, text="Ba", address="10.0.0.3", now=now + timedelta(minutes=59))
    confirm_comment(comment=first, now=now)
    third = comment_on(article, text="Ba", address="10.0.0.3", now=now + timedelta(minutes=59))
    fourth = comment_on(article, text="Bốn", address="10.0.0.4", now=now + timedelta(minutes=62))

    assert list(Comment.objects.order_by("pk")) == [first, third, fourth]
    assert not CommentSender.objects.filter(comment=second.pk).exists()
    choose(cast, confirms=False)
    assert comment_on(article, text="Năm", address="10.0.0.5", now=now).state == CommentState.WAITING


def refuse(cast: Cast, who: str, comments: list[Comment], words: str = "", verdict: str = "ADVERT") -> int:
    return refuse_many(
        actor=getattr(cast, who).actor(),
        agency=cast.agency,
        comments=[each.pk for each in comments],
        verdict=CommentVerdict(verdict),
        words=words,
        now=timezone.now(),
    )


def test_many_are_refused_in_one_deed(cast: Cast) -> None:
    article = published_article(cast)
    spam = [comment_on(article, text=f"Bán hàng {n}", email=f"{n}@thu.example") for n in range(3)]
    good = comment_on(article)

    assert refuse(cast, "standing", spam, "Bán thuốc ở ngõ 5") == 3

    states = list(Comment.objects.order_by("pk").values_list("state", "verdict", "version"))
    assert states == [("REFUSED", "ADVERT", 2)] * 3 + [("WAITING", "", 1)]
    assert list(comments_waiting_for(cast.standing.actor())) == [good]
    entry = AuditEntry.objects.get(action="comment.refused_together")
    told = {"comments": [each.pk for each in spam], "verdict": "ADVERT", "verdict_words": True}
    assert json.loads(entry.payload)["after"] == told
    assert "ngõ 5" not in entry.payload


def test_of_many_none_is_refused_when_one_was_decided_on_or_for_no_reason(cast: Cast) -> None:
    article = published_article(cast)
    both = [comment_on(article), comment_on(article, text="Hai", email="hai@thu.example")]

    for who in ("secretary", "officer", "stranger"):
        with pytest.raises(RefusedError):
            refuse(cast, who, both)
    for chosen, verdict in ((both, "OTHER"), ([], "ADVERT")):
        with pytest.raises(CommentError):
            refuse(cast, "standing", chosen, verdict=verdict)
    let_through(actor=cast.standing.actor(), comment=both[0], version=1, now=timezone.now())
    with pytest.raises(CommentError, match="người khác"):
        refuse(cast, "standing", both)

    assert sorted(Comment.objects.values_list("state", flat=True)) == ["SHOWN", "WAITING"]
    assert refuse(cast, "standing", both[1:]) == 1


def test_one_comment_is_erased_when_its_e_mail_is_gone(cast: Cast) -> None:
    comment = shown_comment(cast)
    CommentSender.objects.all().delete()
    actor, now = cast.standing.actor(), timezone.now()
    asked = {"comment": comment, "version": comment.version, "now": now}

    with pytest.raises(RefusedError):
        erase_comment(actor=cast.secretary.actor(), because="Đơn", **asked)
    for because in ("", "Lê Thị Bạn Đọc gọi đến"):
        with pytest.raises(CommentError):
            erase_comment(actor=actor, because=because, **asked)
    assert Comment.objects.get().text == TEXT
    erase_comment(actor=actor, because="Gọi đến ngày 30/11", **asked)

    erased = Comment.objects.get()
    assert (erased.name, erased.text, erased.state, erased.version) == ("", "", CommentState.ERASED, 3)
    with pytest.raises(CommentError):
        erase_comment(actor=actor, comment=erased, version=3, because="Lần nữa", now=now)
    with pytest.raises(StaleVersionError):
        erase_comment(actor=actor, comment=erased, version=2, because="Lần nữa", now=now)


def test_comments_are_taken_so_many_days_or_until_the_day_of_the_article(cast: Cast) -> None:
    article, now = published_article(cast), timezone.now()
    answers = {days: may_comment(article, now + timedelta(days=days)).allowed for days in (0, 30, 31)}
    assert answers == {0: True, 30: True, 31: False}

    Article.objects.filter(pk=article.pk).update(comments_until=timezone.localtime(now).date() - timedelta(days=1))
    with pytest.raises(RefusedError, match="đến hết ngày"):
        comment_on(Article.objects.get(pk=article.pk))

    choose(cast, days=0)
    Article.objects.filter(pk=article.pk).update(comments_until=None)
    assert not may_comment(Article.objects.get(pk=article.pk), now).allowed


def test_an_article_that_was_taken_down_takes_none(cast: Cast) -> None:
    article = published_article(cast)
    take_down(article, cast.standing)

    with pytest.raises(RefusedError):
        comment_on(article)
    assert not Comment.objects.exists()


def test_where_the_agency_wants_it_the_mailbox_confirms_first(cast: Cast) -> None:
    choose(cast, confirms=True)
    comment = comment_on(published_article(cast))
    assert (comment.state, list(comments_moderated_by(cast.standing.actor()))) == (CommentState.UNCONFIRMED, [])

    assert send_confirmation.call(comment.pk) is True
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert TEXT not in letter.body
    assert "Bạn Đọc" not in letter.body

    confirm_comment(comment=comment, now=timezone.now())
    confirm_comment(comment=comment, now=timezone.now())
    assert list(comments_waiting_for(cast.standing.actor())) == [comment]
    assert deeds() == ["comment.sent", "comment.confirmed"]


def test_what_no_mailbox_confirms_is_forgotten(cast: Cast) -> None:
    choose(cast, confirms=True)
    comment = comment_on(published_article(cast))
    late = comment.sent_at + CONFIRM_WITHIN + timedelta(seconds=1)

    with pytest.raises(CommentError, match="quá hạn"):
        confirm_comment(comment=comment, now=late)
    assert forget_unconfirmed(comment.sent_at + CONFIRM_WITHIN) == 0
    assert forget_unconfirmed(late) > 0
    assert (Comment.objects.count(), CommentSender.objects.count()) == (0, 0)


def test_what_was_sent_is_given_out_to_the_sender(cast: Cast) -> None:
    comment = shown_comment(cast)
    comment_on(comment.article, email="khac@thu.example", text="Của người khác")

    held = give_out(actor=cast.standing.actor(), agency=cast.agency, email=EMAIL.upper())

    assert [(each.text, each.email, each.article) for each in held] == [(TEXT, EMAIL, comment.article.title)]
    assert deeds()[-1] == "comment.given_out"


def test_erased_on_request_is_all_that_the_sender_wrote(cast: Cast) -> None:
    comment = shown_comment(cast)
    other = shown_comment(cast, comment.article, email="khac@thu.example", text="Của người khác")
    actor, now = cast.standing.actor(), timezone.now()

    with pytest.raises(CommentError, match="chưa ghi"):
        erase_sent_with(actor=actor, agency=cast.agency, email=EMAIL, because="", now=now)
    number = erase_sent_with(actor=actor, agency=cast.agency, email=EMAIL, because="Đơn đến ngày 30/11", now=now)

    erased = Comment.objects.get(pk=comment.pk)
    assert (number, erased.name, erased.text, erased.state) == (1, "", "", CommentState.ERASED)
    assert [each.email for each in CommentSender.objects.all()] == ["khac@thu.example"]
    assert list(comments_shown(comment.article)) == [other]
    entry = AuditEntry.objects.get(action="comment.erased")
    assert json.loads(entry.payload)["after"] == {"comments": [comment.pk]}
    with pytest.raises(CommentError, match="đã xóa"):
        let_through(actor=actor, comment=erased, version=erased.version, now=now)


def test_another_agency_gives_out_and_erases_nothing(cast: Cast) -> None:
    comment = shown_comment(cast)
    actor = cast.secretary.actor()

    with pytest.raises(RefusedError):
        give_out(actor=actor, agency=cast.agency, email=EMAIL)
    with pytest.raises(RefusedError):
        erase_sent_with(actor=actor, agency=cast.agency, email=EMAIL, because="x", now=timezone.now())
    assert Comment.objects.get(pk=comment.pk).text == TEXT
