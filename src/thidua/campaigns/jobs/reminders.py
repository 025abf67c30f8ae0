"""Once a day: everyone is reminded of what falls due, in the application and by one e-mail each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import ngettext
from django_tasks import task

from thidua.access.actors import build_actor
from thidua.accounts.models import User
from thidua.campaigns.enums.reminders import MailState
from thidua.campaigns.errors.cycles import CalendarYearError
from thidua.campaigns.facts.deadlines import working_days_left
from thidua.campaigns.facts.steps import working_day_rule
from thidua.campaigns.models import Reminder
from thidua.campaigns.queries.calendars import calendar_of
from thidua.campaigns.services.reminders import make_reminders, note_mail, take_waiting_mail
from thidua.common import clock
from thidua.common.actor import SystemActor
from thidua.common.due import DueItem, due_items
from thidua.core.vietnam.working_days import Calendar
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
        agencies = {agency.pk: agency for agency in Agency.objects.all()}
        days_left = _counter(agencies, today)
        for user, agency in _people():
            made = make_reminders(
                actor=actor,
                user=user,
                agency=agency,
                items=due_items(build_actor(user, now), today),
                days_left=days_left,
                now=now,
            )
            people += bool(made)
            reminders += len(made)
            state = _mail(user, now)
            mails += state == MailState.SENT
            failed += state == MailState.FAILED
    return Outcome(people, reminders, mails, failed)


def _counter(agencies: dict[int, Agency], today: date) -> Callable[[DueItem], int | None]:
    """Counts working days by the calendar of an item's agency; each calendar is read once in a round."""
    calendars: dict[int | None, Calendar] = {None: Calendar()}

    def days_left(item: DueItem) -> int | None:
        if item.deadline is None:
            return None
        if item.agency not in calendars:
            calendars[item.agency] = calendar_of(agencies[item.agency or 0])
        try:
            return working_days_left(calendars[item.agency], today, item.deadline)
        except CalendarYearError:
            log.warning("deadline_outside_calendar", title=item.title, deadline=str(item.deadline))
            return None

    return days_left


def _people() -> Iterator[tuple[User, int]]:
    """Everyone who holds a role or acts for someone, with the agency in whose history the reminder stands."""
    users = User.objects.filter(Q(grants__isnull=False) | Q(delegations__isnull=False), is_active=True).distinct()
    for user in users.select_related("person").prefetch_related("grants", "delegations").order_by("pk"):
        person = getattr(user, "person", None)
        own = [person.agency_id] if person else [each.agency_id for each in user.grants.all()]
        yield user, own[0] if own else user.delegations.all()[0].agency_id


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
