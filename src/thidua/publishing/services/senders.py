"""E-mails of those who sent comments, erased by the clock once nothing asks for them any more."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from thidua.audit import services as audit
from thidua.common.actor import SystemActor
from thidua.publishing.enums import CommentState
from thidua.publishing.models import CommentSender, PublicSettings
from thidua.publishing.queries import settings_of

ROUND = SystemActor("erase_emails")
AT_ONCE = 1000
"""E-mails of one transaction; the next round goes on."""
NOT_SHOWN = (CommentState.REFUSED, CommentState.HIDDEN)


def erase_old_emails(now: datetime) -> int:
    """Erase the e-mails whose time is over: so many days as their agency has chosen after the last day on which the
    article took comments, or after the comment was refused or hidden. Name and text stay. How many; safe to repeat.
    """
    agencies = CommentSender.objects.order_by("comment__agency").values_list("comment__agency", flat=True).distinct()
    return sum(_erase(agency, now) for agency in list(agencies))


@transaction.atomic
def _erase(agency: int, now: datetime) -> int:
    rows = CommentSender.objects.select_for_update(no_key=True, of=("self",)).filter(comment__agency=agency)
    rows = rows.exclude(comment__state=CommentState.UNCONFIRMED).filter(_is_over(settings_of(agency), now))
    old = list(rows.order_by("pk")[:AT_ONCE])
    if not old:
        return 0
    CommentSender.objects.filter(pk__in=[each.pk for each in old]).delete()
    after = {"comments": [each.comment_id for each in old]}
    audit.record(ROUND, "comment.emails_erased", None, agency=agency, after=after)
    return len(old)


def _is_over(chosen: PublicSettings, now: datetime) -> Q:
    """Which senders' time is over, as `comments_close_on` tells the last day of an article."""
    last = timezone.localtime(now).date() - timedelta(days=chosen.email_days)
    without_a_day = Q(comment__article__comments_until=None)
    if chosen.comment_days:
        begun = _midnight(last - timedelta(days=chosen.comment_days))
        closed = without_a_day & Q(comment__article__first_published_at__lt=begun)
    else:
        closed = without_a_day & Q(comment__sent_at__lt=_midnight(last))
    refused = Q(comment__state__in=NOT_SHOWN, comment__decided_at__lt=_midnight(last))
    return closed | Q(comment__article__comments_until__lt=last) | refused


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
