"""The shared plan of an activity: its checklist, and what holds for the plan as a whole."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from thidua.activities.enums import Insurance, PartyRole, PlanGroup
from thidua.activities.models.activities import Activity
from thidua.activities.models.parts import ActivityParty
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency


class ActivityPlan(Versioned):
    """What is said once for the whole plan; there is no row until somebody says something.

    `reserve_percent` and `gloves_each` (pairs a person) are numbers that people type: nothing is presumed.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="plan")
    insurance = models.CharField(max_length=10, choices=Insurance.choices, default=Insurance.UNKNOWN)
    insurance_reason = models.CharField(max_length=250, blank=True)
    reserve_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    gloves_each = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(insurance="NOT_NEEDED", insurance_reason=""), name="no_insurance_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.activity)


class PlanRow(Versioned):
    """One row of a plan. `TOLD` are the fields that history keeps."""

    TOLD: ClassVar[tuple[str, ...]] = ()

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="%(class)s_rows")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class ByParty(models.Model):
    """Something that a party answers for: one of the activity, in words somebody, both, or nobody yet."""

    party = models.ForeignKey(ActivityParty, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    party_words = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def who(self) -> str:
        """The party and the words; empty when nobody was named."""
        return ", ".join(part for part in (self.party.name if self.party else "", self.party_words) if part)


class PlanItem(PlanRow, ByParty):
    """One line of the checklist: what is to be done, by whom (`party` owns it), until when, and that it is done.

    It is due on `due_on`, or so many working days before (negative) or after the day of the activity (`offset`, 0: on
    the day itself), or no term was set. `usual_role` says who usually does it, as long as nobody was named.
    """

    TOLD = ("text", "group", "party", "party_words", "usual_role", "due_on", "offset", "is_done", "proof")

    text = models.CharField(max_length=300)
    group = models.CharField(max_length=12, choices=PlanGroup.choices, default=PlanGroup.REST)
    usual_role = models.CharField(max_length=16, choices=PartyRole.choices, blank=True)
    due_on = models.DateField(null=True, blank=True)
    offset = models.SmallIntegerField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_by_name = models.CharField(max_length=160, blank=True)
    proof = models.CharField(max_length=300, blank=True)

    class Meta(PlanRow.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["agency", "activity", "text"], name="plan_item_once_per_activity"),
            models.CheckConstraint(
                condition=models.Q(due_on__isnull=True) | models.Q(offset__isnull=True), name="plan_item_has_one_term"
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=False) | models.Q(done_by__isnull=True, proof=""),
                name="plan_item_proof_of_what_is_done",
            ),
        ]
        indexes = [models.Index(fields=["activity", "done_at"])]

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        """Whether somebody ticked it."""
        return self.done_at is not None
