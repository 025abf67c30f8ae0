"""Check visits: planned, recorded, and the promises that are followed up until they are closed."""

from django.db import models

from thidua.campaigns.enums import FollowUpState, VisitState
from thidua.campaigns.models.cycles import Cycle
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Unit


class CheckVisit(Versioned):
    """A visit to one or more units to see how the movement goes there (theo dõi, kiểm tra)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="visits")
    title = models.CharField(max_length=250)
    content = models.TextField(blank=True)
    """What is to be looked at."""
    units = models.ManyToManyField(Unit, related_name="check_visits")
    """The visited units."""
    visiting_units = models.ManyToManyField(Unit, related_name="visits_made", blank=True)
    visitors = models.TextField(blank=True)
    """Who goes, in words: people of the bloc, guests of the superior."""
    planned_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    """Null also for a visit whose day nobody wrote down."""
    state = models.CharField(max_length=10, choices=VisitState.choices, default=VisitState.PLANNED)
    findings = models.TextField(blank=True)
    called_off_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="CALLED_OFF") | ~models.Q(called_off_because=""),
                name="called_off_visit_says_why",
            )
        ]
        indexes = [models.Index(fields=["cycle", "state"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class FollowUp(Versioned):
    """A promise made at a visit: what, by whom, until when. The visited unit reports; the visiting side closes.

    It outlives the year: an open promise is shown in the next one.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    visit = models.ForeignKey(CheckVisit, on_delete=models.PROTECT, related_name="follow_ups")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="follow_ups")
    promise = models.CharField(max_length=500)
    person = models.CharField(max_length=160, blank=True)
    """Who promised it for the unit, if it is known."""
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=FollowUpState.choices, default=FollowUpState.OPEN)
    report = models.TextField(blank=True)
    reported_by_name = models.CharField(max_length=120, blank=True)
    reported_at = models.DateTimeField(null=True)
    closing_note = models.TextField(blank=True)
    """How the visiting side saw that it is done."""
    closed_by_name = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "state"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.promise
