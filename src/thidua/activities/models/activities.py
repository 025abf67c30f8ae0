"""An activity and the years of blocs that it counts for."""

from django.db import models

from thidua.activities.enums import ActivityKind, ActivityState
from thidua.campaigns.models import Cycle, Movement
from thidua.common.model_fields import PartialDateField
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Bloc, Unit


class AtHome(models.Model):
    """What a bloc or a unit keeps: exactly one of `bloc` and `unit` is there."""

    bloc: Bloc | None
    unit: Unit | None

    class Meta:
        abstract = True

    @property
    def home(self) -> Bloc | Unit:
        """Who keeps it."""
        home = self.bloc or self.unit
        assert home is not None
        return home


class ActivitySeries(AtHome):
    """One thing that is done again and again (“dọn biển mỗi tháng”): each time is an activity of its own, and none lies
    in another. Its home is the bloc or the unit that leads it: exactly one.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "activity series"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(bloc__isnull=False, unit__isnull=True)
                | models.Q(bloc__isnull=True, unit__isnull=False),
                name="series_has_one_home",
            ),
            models.UniqueConstraint(fields=["agency", "bloc", "name"], name="series_named_once_in_a_bloc"),
            models.UniqueConstraint(fields=["agency", "unit", "name"], name="series_named_once_in_a_unit"),
        ]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Activity(Versioned, AtHome):
    """One activity, kept once, however many blocs, members and partners held it together.

    Its home is the bloc or the unit that keeps the record: exactly one. `held_on` is the planned day while PLANNED.
    Day, hour and place are unknown where nobody knows them. `message` is what it wanted to say (thông điệp).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    kind = models.CharField(max_length=15, choices=ActivityKind.choices)
    title = models.CharField(max_length=300)
    message = models.CharField(max_length=300, blank=True)
    movement = models.ForeignKey(Movement, on_delete=models.PROTECT, null=True, blank=True, related_name="activities")
    state = models.CharField(max_length=10, choices=ActivityState.choices, default=ActivityState.PLANNED)
    held_on = PartialDateField()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True)
    """What was done, in words."""
    cancelled_because = models.CharField(max_length=250, blank=True)
    has_no_photos = models.BooleanField(default=False)
    """It is known that no photograph was kept: nobody is asked for one."""
    waste_scheme = models.CharField(max_length=12, default="VN-75")
    """By which classes waste is sorted there: a code of `core/impact/classes.yaml`."""
    sample_one_in = models.PositiveSmallIntegerField(null=True, blank=True)
    """One in so many bags is drawn to be weighed; None: no sample."""
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    """The larger activity of which it is a part; its figures lie in those of the parent."""
    series = models.ForeignKey(
        ActivitySeries, on_delete=models.PROTECT, null=True, blank=True, related_name="activities"
    )
    """What it is one time of."""
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    """The record that this report turned out to tell of; taking it away splits them again."""
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(bloc__isnull=False, unit__isnull=True)
                | models.Q(bloc__isnull=True, unit__isnull=False),
                name="activity_has_one_home",
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")) & ~models.Q(merged_into=models.F("id")),
                name="activity_is_not_in_itself",
            ),
        ]
        indexes = [models.Index(fields=["agency", "held_on"])]
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class ActivityCredit(models.Model):
    """The activity counts for a bloc's year; one activity may count for several, and is still one."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="credits")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="activity_credits")
    credited_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "activity", "cycle"], name="credit_once_per_cycle")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.activity} – {self.cycle}"
