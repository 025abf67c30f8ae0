"""Once a day: everyone is reminded of what falls due, in the application and by one e-mail each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from thidua.access.actors import build_actor
from thidua.accounts.models import User
from thidua.campaigns.enums.reminders import MailState
from thidua.campaigns.models import Reminder
from thidua.campaigns.queries.calendars import calendar_of
from thidua.campaigns.services.reminders import make_reminders, note_mail, take_waiting_mail
from thidua.common import clock
from thidua.common.actor import SystemActor
from thidua.common.due import due_items
from thidua.organisations.models import Agency

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one round did: people reminded, reminders made, e-mails sent and failed."""

    people: int = 0
    reminders: int = 0
    mails: int = 0
    failed: int = 0


@task()
def remind() -> dict[str, int]:
    """The round as a task of the worker."""
    outcome = remind_everyone(clock.now())
    return {"people": outcome.people, "reminders": outcome.reminders, "mails": outcome.mails, "failed": outcome.failed}


def remind_everyone(now: datetime) -> Outcome:
    """One round over all who hold a role. Running it again on the same day changes nothing."""
    actor = SystemActor(reason="nhắc việc hằng ngày")
    today = timezone.localtime(now).date()
    people = reminders = mails = failed = 0
    with translation.override("vi"):
        for user, agency in _people():
            made = make_reminders(
                actor=actor,
                user=user,
                agency=agency.pk,
                items=due_items(build_actor(user, now), today),
                calendar=calendar_of(agency),
                now=now,
                today=today,
            )
            people += bool(made)
            reminders += len(made)
            state = _mail(user, now)
            mails += state == MailState.SENT
            failed += state == MailState.FAILED
    return Outcome(people, reminders, mails, failed)


def _people() -> Iterator[tuple[User, Agency]]:
    """Everyone who holds a role or acts for someone, with the agency whose working days count for him."""
    agencies = {agency.pk: agency for agency in Agency.objects.all()}
    users = User.objects.filter(Q(grants__isnull=False) | Q(delegations__isnull=False), is_active=True).distinct()
    for user in users.select_related("person").prefetch_related("grants", "delegations").order_by("pk"):
        person = getattr(user, "person", None)
        own = [person.agency_id] if person else [each.agency_id for each in user.grants.all()]
        yield user, agencies[own[0] if own else user.delegations.all()[0].agency_id]


def _mail(user: User, now: datetime) -> MailState | None:
    """One e-mail with all that waits for him; what it comes to is kept with the reminders."""
    waiting = take_waiting_mail(user=user, now=now)
    if not waiting:
        return None
    try:
        send_mail(_subject(len(waiting)), _body(waiting), settings.DEFAULT_FROM_EMAIL, [user.email])
    except OSError as error:
        log.warning("reminder_not_sent", user=user.pk, error=str(error))
        note_mail(reminders=waiting, state=MailState.FAILED, now=now)
        return MailState.FAILED
    note_mail(reminders=waiting, state=MailState.SENT, now=now)
    return MailState.SENT


def _subject(count: int) -> str:
    return ngettext("Thi Đua Số: %(count)s việc đến hạn", "Thi Đua Số: %(count)s việc đến hạn", count) % {
        "count": count
    }


def _body(reminders: list[Reminder]) -> str:
    context = {"reminders": reminders, "site": settings.SITE_URL, "rule": working_day_rule()}
    return render_to_string("campaigns/mail/reminders.txt", context)


def working_day_rule() -> str:
    """How working days are counted, as every page that counts them says."""
    return _("Ngày làm việc không tính thứ Bảy, Chủ nhật và ngày lễ theo lịch nghỉ của Nhà nước.")
