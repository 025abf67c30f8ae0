"""The year of a bloc, its steps, and the pattern that an agency gives to the steps of its blocs."""

from django.db import models

from thidua.campaigns.enums import CycleState, StepKind, StepState
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Bloc


class Cycle(Versioned):
    """One bloc's emulation year (năm thi đua)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="cycles")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=CycleState.choices, default=CycleState.PREPARING)
    signing_until = models.DateField(null=True, blank=True)
    """The last day on which the pledge may be signed."""
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "bloc", "year"], name="one_cycle_per_bloc_and_year")]
        ordering = ["-year", "bloc"]

    def __str__(self) -> str:
        return f"{self.bloc} {self.year}"


class Step(Versioned):
    """One step of a year.

    It is satisfied by any linked thing (`satisfied_by_*`: a meeting, an activity), by a paper described in words, or
    by both. `done_on` None with state DONE: done, on a day nobody knows. A SKIPPED step says why in `note`.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind.choices)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.LATER)
    starts_on = models.DateField(null=True, blank=True)
    deadline = models.DateField(null=True, blank=True)
    deadline_given = models.DateField(null=True, blank=True)
    """The day that was asked for, where it was a day off and the deadline moved to the next working day."""
    done_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=250, blank=True)
    paper = models.CharField(max_length=250, blank=True)
    """The paper that satisfied it, in words (“Kế hoạch số 12/KH-KTĐ ngày 22/01/2024”)."""
    satisfied_by_kind = models.CharField(max_length=40, blank=True)
    satisfied_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "cycle", "kind"], name="step_kind_once_per_cycle")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.cycle}"


class StepPattern(Versioned):
    """How an agency wants one step of every year: its place and when it is due. What is not listed is not a step.

    Due either on a day of the year (`month`, `day`, in the year after when `year_after`), or `working_days` working
    days after (negative: before) the deadline of `counted_from`; neither leaves the deadline open.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=StepKind.choices)
    position = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    year_after = models.BooleanField(default=False)
    counted_from = models.CharField(max_length=20, choices=StepKind.choices, blank=True)
    working_days = models.SmallIntegerField(null=True, blank=True)
    basis = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "kind"], name="step_pattern_once_per_agency")]
        ordering = ["agency", "position"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.agency}"
