"""The handover from the old head of a bloc to the new one."""

from django.db import models

from thidua.campaigns.models import Cycle, Task
from thidua.common.model_fields import PartialDateField
from thidua.common.versions import Versioned
from thidua.decisions.enums import HandoverState, ItemKind, ItemState, Side
from thidua.decisions.models.recognitions import RecognitionDecision
from thidua.organisations.models import Agency, Bloc, Person, Unit


class Handover(Versioned):
    """What the head of the year of `cycle` hands to the next one. Both representatives sign the same list.

    `text` and its SHA-256 `digest` are what both signed, frozen with the second signature.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="handovers")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="handovers")
    decision = models.ForeignKey(
        RecognitionDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="handovers"
    )
    giver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    giver_representative = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    receiver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    receiver_representative = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    held_on = PartialDateField()
    place = models.CharField(max_length=250, blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=HandoverState.choices, default=HandoverState.DRAFT)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-cycle__year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "cycle"], name="one_handover_per_year"),
            models.CheckConstraint(condition=~models.Q(giver=models.F("receiver")), name="giver_is_not_receiver"),
        ]

    def __str__(self) -> str:
        return f"Bàn giao {self.bloc} năm {self.cycle.year}"


class HandoverItem(Versioned):
    """One thing on the list. `amount` is money in đồng; None: not counted."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=ItemKind.choices)
    title = models.CharField(max_length=500)
    amount = models.BigIntegerField(null=True, blank=True)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=12, choices=ItemState.choices, default=ItemState.PENDING)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["handover", "position"])]

    def __str__(self) -> str:
        return self.title


class HandoverSignature(models.Model):
    """One side has signed the list whose digest it is. A change of the list takes the signatures away."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="signatures")
    side = models.CharField(max_length=10, choices=Side.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    user_id = models.BigIntegerField(null=True)
    words = models.CharField(max_length=250)
    signed_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["side"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "handover", "side"], name="each_side_signs_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.words}"
