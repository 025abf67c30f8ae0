"""Reminders ahead of deadlines: made once, sent once, opened by whom they are for."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from thidua.accounts.models import User
from thidua.audit.services import record
from thidua.campaigns.enums.reminders import MailState
from thidua.campaigns.models import Reminder
from thidua.common.actor import Actor, SystemActor
from thidua.common.due import DueGroup, DueItem

REMIND_AT = (5, 1, 0)
"""Working days before a deadline at which a person is reminded; 0 also stands for a deadline that has passed."""


def stage_of(days: int) -> int | None:
    """Which reminder is due with so many working days left: the last one reached; None while it is early.

    >>> [stage_of(days) for days in (6, 5, 3, 1, 0, -2)]
    [None, 5, 5, 1, 0, 0]
    """
    return min((stage for stage in REMIND_AT if days <= stage), default=None)


@transaction.atomic
def make_reminders(
    *,
    actor: SystemActor,
    user: User,
    agency: int,
    items: Iterable[DueItem],
    days_left: Callable[[DueItem], int | None],
    now: datetime,
) -> list[Reminder]:
    """Remind `user` of those of his due items whose deadline is near. What he was reminded of already is left out.

    `days_left` counts the working days of an item's own agency; None for what has no deadline.
    """
    near = [
        (item, item.deadline, stage)
        for item in items
        if item.group == DueGroup.MINE
        and item.deadline is not None
        and (days := days_left(item)) is not None
        and (stage := stage_of(days)) is not None
    ]
    if not near:
        return []
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    known = set(
        Reminder.objects.filter(user=user, deadline__in={deadline for _item, deadline, _stage in near}).values_list(
            "url", "title", "deadline", "days_before"
        )
    )
    fresh = {
        key: item
        for item, deadline, stage in near
        if (key := (item.url[:250], item.title[:300], deadline, stage)) not in known
    }
    made = Reminder.objects.bulk_create(
        Reminder(
            agency_id=agency,
            user=user,
            url=url,
            title=title,
            fact=item.fact[:500],
            deadline=deadline,
            days_before=stage,
            made_at=now,
            mail=MailState.WAITING if user.email else MailState.NO_ADDRESS,
        )
        for (url, title, deadline, stage), item in fresh.items()
    )
    if made:
        record(
            actor,
            "reminders.made",
            None,
            agency=agency,
            after={"user": user.pk, "titles": [f"{each.title} ({each.deadline})" for each in made]},
        )
    return made


@transaction.atomic
def take_waiting_mail(*, user: User, now: datetime) -> list[Reminder]:
    """The reminders to put into one e-mail now. They count as under way from here on, so none is sent twice."""
    rows = list(
        Reminder.objects.select_for_update(no_key=True)
        .filter(user=user, mail__in=(MailState.WAITING, MailState.FAILED))
        .order_by("deadline", "pk")
    )
    Reminder.objects.filter(pk__in=[row.pk for row in rows]).update(mail=MailState.SENDING, mail_at=now)
    return rows


@transaction.atomic
def note_mail(*, reminders: Iterable[Reminder], state: MailState, now: datetime) -> None:
    """Write down how the e-mail fared."""
    Reminder.objects.filter(pk__in=[row.pk for row in reminders]).update(mail=state, mail_at=now)


@transaction.atomic
def mark_read(*, actor: Actor, reminders: QuerySet[Reminder], now: datetime) -> int:
    """The person has seen these reminders of his. Nothing of content changes, so history does not speak of it."""
    return reminders.filter(read_at=None).update(read_at=now)
