"""The year of a bloc and its steps."""

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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "bloc", "year"], name="one_cycle_per_bloc_and_year")]
        ordering = ["-year", "bloc"]

    def __str__(self) -> str:
        return f"{self.bloc} {self.year}"


class Step(Versioned):
    """One step of a year. `satisfied_by_*` points at whatever satisfied it: a meeting, an activity, a paper."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind.choices)
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=StepState.choices, default=StepState.LATER)
    starts_on = models.DateField(null=True, blank=True)
    deadline = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=250, blank=True)
    satisfied_by_kind = models.CharField(max_length=40, blank=True)
    satisfied_by_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "cycle", "kind"], name="step_kind_once_per_cycle")]
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.cycle}"
