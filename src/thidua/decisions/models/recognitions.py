"""The superior's decision that recognises a bloc's head and deputy for a year."""

from django.db import models

from thidua.common.model_fields import PartialDateField
from thidua.common.versions import Versioned
from thidua.meetings.models import Meeting
from thidua.organisations.models import Agency, Bloc, Person, Unit


class RecognitionDecision(Versioned):
    """Who was recognised, by which paper. Number and day may be unknown only of a record of a past year.

    `year` is the year of the leadership. `meeting` is the conference that chose; `differs_because` says why the
    decision names others than were chosen.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="recognitions")
    year = models.PositiveSmallIntegerField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="recognitions")
    number = models.CharField(max_length=80, blank=True)
    signed_on = PartialDateField()
    signer = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=160, blank=True)
    issuer = models.CharField(max_length=250, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    """The day from which the units lead, where the decision sets one."""
    is_historical = models.BooleanField(default=False)
    lead = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    lead_representative = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deputy = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    deputy_representative = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    differs_because = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-year", "-signed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deputy__isnull=True) | ~models.Q(deputy=models.F("lead")),
                name="recognised_deputy_is_not_head",
            )
        ]
        indexes = [models.Index(fields=["agency", "bloc", "year"])]

    def __str__(self) -> str:
        return f"Quyết định công nhận {self.bloc} năm {self.year}"
