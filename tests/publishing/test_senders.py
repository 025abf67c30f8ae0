"""E-mails of those who sent comments are kept for so long as their agency has chosen, and no day longer."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.articles import published_article
from tests.factories.comments import EMAIL, TEXT, comment_on, shown_comment
from thidua.audit.models import AuditEntry
from thidua.publishing.enums import CommentState, CommentVerdict
from thidua.publishing.models import Article, Comment, CommentSender, PublicSettings
from thidua.publishing.services.comments import give_out, refuse_comment
from thidua.publishing.services.schedule import carry_out_schedule
from thidua.publishing.services.senders import erase_old_emails

pytestmark = [pytest.mark.django_db, pytest.mark.twice]


def kept() -> list[str]:
    return list(CommentSender.objects.order_by("pk").values_list("email", flat=True))


def choose(cast: Cast, **chosen: int) -> None:
    PublicSettings.objects.update_or_create(agency=cast.agency, defaults=chosen)


def article_of(cast: Cast, now: datetime) -> Article:
    """An article that was first published then: Wagtail asks the machine's clock."""
    article = published_article(cast)
    Article.objects.filter(pk=article.pk).update(first_published_at=now)
    return Article.objects.get()


def test_the_e_mail_goes_so_many_days_after_comments_closed_and_nothing_else(cast: Cast, at: Callable) -> None:
    now = at("2026-06-01 09:00")
    choose(cast, comment_days=10, email_days=20)
    comment = shown_comment(cast, article_of(cast, now), now=now)

    assert erase_old_emails(at("2026-07-01 23:59")) == 0
    assert kept() == [EMAIL]
    assert erase_old_emails(at("2026-07-02 00:00")) == 1

    comment.refresh_from_db()
    assert (kept(), comment.text, comment.state) == ([], TEXT, CommentState.SHOWN)
    entry = AuditEntry.objects.get(action="comment.emails_erased")
    assert json.loads(entry.payload)["after"] == {"comments": [comment.pk]}
    assert EMAIL not in entry.payload
    assert erase_old_emails(at("2026-07-03 00:00")) == 0
    assert AuditEntry.objects.filter(action="comment.emails_erased").count() == 1


def test_the_day_of_the_article_counts_where_it_has_one(cast: Cast, at: Callable) -> None:
    now = at("2026-06-01 09:00")
    choose(cast, comment_days=10, email_days=20)
    article = shown_comment(cast, article_of(cast, now), now=now).article
    Article.objects.filter(pk=article.pk).update(comments_until=date(2026, 8, 31))

    assert erase_old_emails(at("2026-09-20 23:59")) == 0
    assert erase_old_emails(at("2026-09-21 00:00")) == 1


def test_after_a_refusal_the_days_count_from_there(cast: Cast, at: Callable) -> None:
    now = at("2026-06-01 09:00")
    choose(cast, comment_days=300, email_days=5)
    comment = comment_on(published_article(cast), now=now)
    other = comment_on(comment.article, text="Chờ đọc", email="khac@thu.example", now=now)
    refuse_comment(
        actor=cast.standing.actor(), comment=comment, version=1, verdict=CommentVerdict.ADVERT, words="", now=now
    )

    assert erase_old_emails(at("2026-06-06 23:59")) == 0
    assert erase_old_emails(at("2026-06-07 00:00")) == 1
    assert (kept(), Comment.objects.get(pk=other.pk).state) == (["khac@thu.example"], CommentState.WAITING)


def test_where_no_comments_are_taken_any_more_the_days_count_from_the_sending(cast: Cast, at: Callable) -> None:
    now = at("2026-06-01 09:00")
    shown_comment(cast, now=now)
    choose(cast, comment_days=0, email_days=5)

    assert (erase_old_emails(at("2026-06-06 23:59")), erase_old_emails(at("2026-06-07 00:00"))) == (0, 1)


def test_what_waits_for_its_letter_keeps_its_e_mail_until_it_is_forgotten(cast: Cast, at: Callable) -> None:
    now = at("2026-06-01 09:00")
    PublicSettings.objects.create(agency=cast.agency, comment_days=0, email_days=0, confirms_email=True)
    article = published_article(cast)
    Article.objects.filter(pk=article.pk).update(comments_until=date(2026, 6, 1))
    comment_on(Article.objects.get(), now=now)

    assert erase_old_emails(now + timedelta(days=2)) == 0
    carry_out_schedule(now + timedelta(days=4))
    assert (Comment.objects.count(), kept()) == (0, [])


def test_the_round_of_publishing_does_it(cast: Cast, at: Callable) -> None:
    now = at("2026-06-01 09:00")
    shown_comment(cast, article_of(cast, now), now=now)

    carry_out_schedule(at("2026-12-01 09:00"))

    assert kept() == []
    assert give_out(actor=cast.standing.actor(), agency=cast.agency, email=EMAIL) == []


def test_the_statement_says_how_long_each_agency_keeps_them(cast: Cast, client: Client) -> None:
    assert "Cơ quan chưa chọn khác thì là 30 ngày." in client.get(reverse("privacy")).text.replace("\xa0", " ")
    article = published_article(cast)
    choose(cast, email_days=12)

    text = client.get(reverse("privacy")).text.replace("\xa0", " ")
    assert f"{cast.agency.name}: 12 ngày" in text
    assert 'id="binh-luan"' in text
    assert f'href="{reverse("privacy")}#binh-luan"' in client.get(article.get_absolute_url()).text
