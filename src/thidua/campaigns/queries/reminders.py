"""Reads of reminders."""

from django.db.models import QuerySet

from thidua.campaigns.models import Reminder


def reminders_of(user_id: int) -> QuerySet[Reminder]:
    """What a user was reminded of, the latest first."""
    return Reminder.objects.filter(user_id=user_id)


def unread_count(user_id: int) -> int:
    """How many reminders a user has not opened."""
    return Reminder.objects.filter(user_id=user_id, read_at=None).count()
