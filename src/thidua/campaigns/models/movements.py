"""Emulation movements: launched above or by the bloc, and taken up year by year."""

from django.db import models

from thidua.campaigns.enums import MovementKind, MovementLevel
from thidua.campaigns.models.cycles import Cycle
from thidua.common.model_fields import PartialDateField
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Bloc


class Movement(Versioned):
    """A movement (phong trào thi đua).

    `parent` is the movement above that it answers. `bloc` is set when a bloc launched it. `launched_on`, `starts_on`
    and `ends_on` are partial dates. The text fields follow Law
    06/2022/QH15, article 17, clause 1.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="movements")
    kind = models.CharField(max_length=10, choices=MovementKind.choices)
    level = models.CharField(max_length=10, choices=MovementLevel.choices)
    name = models.CharField(max_length=300)
    slogan = models.CharField(max_length=300, blank=True)
    launch_number = models.CharField(max_length=60, blank=True)
    launch_issuer = models.CharField(max_length=250, blank=True)
    launched_on = PartialDateField()
    aim = models.TextField(blank=True)
    scope = models.TextField(blank=True)
    content = models.TextField(blank=True)
    criteria = models.TextField(blank=True)
    starts_on = PartialDateField()
    ends_on = PartialDateField()

    class Meta:
        indexes = [models.Index(fields=["agency", "bloc"])]
        ordering = ["level", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class CycleMovement(models.Model):
    """A bloc takes part in a movement in one year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="movement_links")
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, related_name="cycle_links")
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "cycle", "movement"], name="movement_once_per_cycle")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.movement} – {self.cycle}"
