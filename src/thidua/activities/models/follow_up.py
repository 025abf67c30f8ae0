"""What follows an activity: what its parties learned from it, and the visits by which somebody looks again."""

from django.db import models

from thidua.activities.enums import LessonKind
from thidua.activities.models.activities import Activity
from thidua.activities.models.plan_templates import PlanTemplate
from thidua.activities.models.plans import ByParty, PlanRow
from thidua.organisations.models import Agency


class Review(models.Model):
    """The after-action review of an activity is closed; there is no row before, and none once it is open again."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.OneToOneField(Activity, on_delete=models.CASCADE, related_name="review")
    closed_at = models.DateTimeField()
    closed_by_name = models.CharField(max_length=160, blank=True)

    def __str__(self) -> str:
        return str(self.activity)


class Lesson(PlanRow, ByParty):
    """One line of the review, said by a party: what worked, what did not, what to do next time.

    `taken_into` is the template of plans that took the line up; `taken_name` what it was called then. It goes to the
    public page only once whoever keeps the record has released these words (`released_at`).
    """

    TOLD = ("text", "kind", "party", "party_words")

    kind = models.CharField(max_length=10, choices=LessonKind.choices)
    text = models.CharField(max_length=300)
    taken_into = models.ForeignKey(PlanTemplate, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    taken_name = models.CharField(max_length=200, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by_name = models.CharField(max_length=160, blank=True)

    class Meta(PlanRow.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=LessonKind.NEXT_TIME) | models.Q(taken_into__isnull=True, taken_name=""),
                name="only_next_time_is_taken_into_a_template",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Revisit(PlanRow, ByParty):
    """Somebody looks again on `due_on` (`who`): `made` is the record of that visit, with facts of its own.

    That record is no part of the first one, so that both measures stand beside each other and none changes the other.
    """

    TOLD = ("due_on", "party", "party_words")

    due_on = models.DateField()
    made = models.OneToOneField(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="revisit_of")

    class Meta(PlanRow.Meta):
        abstract = False
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "activity", "due_on"], name="revisit_once_a_day"),
            models.CheckConstraint(condition=~models.Q(made=models.F("activity")), name="revisit_is_another_record"),
        ]

    def __str__(self) -> str:
        return f"{self.activity} – {self.due_on:%d/%m/%Y}"
