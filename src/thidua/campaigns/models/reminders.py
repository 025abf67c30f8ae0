"""What was said to whom ahead of which deadline: once."""

from django.conf import settings
from django.db import models

from thidua.campaigns.enums import MailState
from thidua.organisations.models import Agency


class Reminder(models.Model):
    """One reminder to one user: a notice in the application, and an e-mail if he has an address.

    It repeats a due item of his “Việc cần làm” by `url` and `title`. `days_before` is the number of working days at
    which it was due, 0 for the day itself. A deadline that was moved is reminded of anew.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    url = models.CharField(max_length=250)
    title = models.CharField(max_length=300)
    fact = models.CharField(max_length=500, blank=True)
    deadline = models.DateField()
    days_before = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    mail_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "user", "url", "title", "deadline", "days_before"], name="reminded_once"
            )
        ]
        indexes = [models.Index(fields=["user", "read_at"])]
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.title
