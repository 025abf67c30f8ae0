"""A conference of a bloc, a session of its council, or another meeting; and its agenda."""

from datetime import date
from fractions import Fraction

from django.db import models

from thidua.campaigns.enums import StepKind
from thidua.campaigns.models import Cycle
from thidua.common.model_fields import PartialDateField
from thidua.common.versions import Versioned
from thidua.core.vietnam.partial_dates import Precision
from thidua.meetings.enums import MeetingKind, MeetingState, PartOfDay, QuorumRule
from thidua.meetings.models.parts import MeetingPart, Voice
from thidua.organisations.models import Agency, Bloc, Person


class Meeting(Versioned):
    """A meeting. Of its time perhaps only the month or “morning” is known; unknown is empty, never a guess.

    `step` names the step of the cycle that the meeting satisfies once it was held. `quorum_rule` says which rule asks
    how many members must be present: one with a source, or the body's own with its share and, in `quorum_basis`, its
    words; empty: none was chosen, then the share is null and nothing is judged.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="meetings")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    kind = models.CharField(max_length=20, choices=MeetingKind.choices, default=MeetingKind.CONFERENCE)
    title = models.CharField(max_length=250)
    held_on = PartialDateField()
    """The day for which it is planned, then on which it was held."""
    part_of_day = models.CharField(max_length=10, choices=PartOfDay.choices, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=250, blank=True)
    state = models.CharField(max_length=15, choices=MeetingState.choices, default=MeetingState.PLANNED)
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    secretary = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    chair_words = models.CharField(max_length=250, blank=True)
    """As papers print the chair, with the post of that day; also for one whom the installation does not know."""
    secretary_words = models.CharField(max_length=250, blank=True)
    quorum_rule = models.CharField(max_length=40, choices=QuorumRule.choices, blank=True)
    quorum_numerator = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_denominator = models.PositiveSmallIntegerField(null=True, blank=True)
    quorum_basis = models.CharField(max_length=250, blank=True)
    step = models.CharField(max_length=20, choices=StepKind.choices, blank=True)
    cancelled_because = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(chair=models.F("secretary")), name="chair_is_not_secretary"),
            models.CheckConstraint(
                condition=models.Q(
                    quorum_numerator__gte=1,
                    quorum_denominator__gte=1,
                    quorum_numerator__lte=models.F("quorum_denominator"),
                ),
                name="quorum_is_a_share",
            ),
            models.CheckConstraint(
                condition=models.Q(quorum_rule="", quorum_numerator=None, quorum_denominator=None)
                | (~models.Q(quorum_rule="") & models.Q(quorum_numerator__gte=1, quorum_denominator__gte=1)),
                name="quorum_rule_has_a_share",
            ),
        ]
        indexes = [models.Index(fields=["agency", "bloc", "held_on"]), models.Index(fields=["cycle", "state"])]

    def __str__(self) -> str:
        return self.title

    @property
    def exact_day(self) -> date | None:
        """The day, if the whole of it is known."""
        return self.held_on.earliest if self.held_on.precision == Precision.DAY else None

    @property
    def quorum_share(self) -> Fraction | None:
        """The share of members that must be present; None where no rule was chosen."""
        if self.quorum_numerator is None or self.quorum_denominator is None:
            return None
        return Fraction(self.quorum_numerator, self.quorum_denominator)


class AgendaItem(MeetingPart, Voice):
    """One item of the agenda: who presents it, how long it should take, what came of it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    title = models.CharField(max_length=250)
    planned_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["meeting", "position"])]

    def __str__(self) -> str:
        return self.title
