"""Tasks of a bloc's year, their owners and their progress."""

from django.db import models

from thidua.campaigns.enums import TaskState
from thidua.campaigns.models.cycles import Cycle
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, MassOrganisation, Unit


class Task(Versioned):
    """One task (nhiệm vụ). `owner` null: the whole bloc's, kept by its secretary.

    `measure` says what shows that it is done; with `is_qualitative` it is judged in words (định tính). `carried_from`
    is the same task in the year before.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=500)
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="owned_tasks")
    co_units = models.ManyToManyField(Unit, related_name="shared_tasks", blank=True)
    co_organisations = models.ManyToManyField(MassOrganisation, related_name="shared_tasks", blank=True)
    due_on = models.DateField(null=True, blank=True)
    is_qualitative = models.BooleanField(default=False)
    measure = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, choices=TaskState.choices, default=TaskState.NOT_STARTED)
    done_on = models.DateField(null=True, blank=True)
    """Null also for a task done on a day that nobody wrote down."""
    dropped_because = models.CharField(max_length=500, blank=True)
    blocked_by = models.CharField(max_length=250, blank=True)
    who_unblocks = models.CharField(max_length=250, blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "cycle", "code"], name="task_code_once_per_cycle"),
            models.CheckConstraint(
                condition=~models.Q(state="DROPPED") | ~models.Q(dropped_because=""), name="dropped_task_says_why"
            ),
        ]
        indexes = [models.Index(fields=["owner", "state"])]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"


class TaskNote(models.Model):
    """A line of progress. It is added, never edited."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="notes")
    state = models.CharField(max_length=12, choices=TaskState.choices)
    """The state of the task after this note."""
    text = models.TextField()
    said_by_name = models.CharField(max_length=120, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["-said_at", "-pk"]

    def __str__(self) -> str:
        return self.text[:60]
