"""Everyone sees his own reminders and nobody else's."""

from django.db.models import QuerySet

from thidua.campaigns.models import Reminder
from thidua.common.actor import Actor, PersonActor


def reminders_visible_to(actor: Actor) -> QuerySet[Reminder]:
    """The reminders made for this very user."""
    return Reminder.objects.filter(user=actor.user if isinstance(actor, PersonActor) else 0)
