"""Who was chosen to lead the bloc next year: a recorded fact, whatever is known of how."""

from django.db import models

from thidua.meetings.enums import ElectionMethod
from thidua.meetings.models.meetings import Meeting
from thidua.meetings.models.parts import MeetingPart
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import Agency, Bloc, Person, Unit


class ElectionRecord(MeetingPart):
    """One post for one year: the unit that was chosen and, if known, who represents it, how, by how many votes.

    Unknown method and unknown counts are null. Nobody succeeds by himself: without a record there is no head.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="elections")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="elections")
    year = models.PositiveSmallIntegerField()
    """The year for which the unit was chosen."""
    role = models.CharField(max_length=12, choices=LeadRole.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    representative = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    method = models.CharField(max_length=15, choices=ElectionMethod.choices, null=True, blank=True)
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_against = models.PositiveIntegerField(null=True, blank=True)
    votes_blank = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "meeting", "year", "role"], name="post_chosen_once_per_meeting_and_year"
            ),
            models.UniqueConstraint(
                fields=["agency", "meeting", "year", "unit"], name="deputy_is_another_unit_than_head"
            ),
        ]
        indexes = [models.Index(fields=["bloc", "year"])]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.year}: {self.unit}"


class ElectionCandidate(models.Model):
    """A unit that stood for the post; its votes if they were counted."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    election = models.ForeignKey(ElectionRecord, on_delete=models.CASCADE, related_name="candidates")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    votes = models.PositiveIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "election", "unit"], name="candidate_once_per_election")
        ]

    def __str__(self) -> str:
        return str(self.unit)
