"""Parties, speakers and outputs of an activity."""

from fractions import Fraction

from django.conf import settings
from django.db import models

from thidua.activities.enums import COUNTED, PartyRole, PartyState
from thidua.activities.models.activities import Activity
from thidua.campaigns.models.exact import LONGEST, exact_text, read_exact
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Bloc, Person, Unit


class ActivityParty(models.Model):
    """Who held or joined it: a bloc, a unit, an agency on record, or words for whoever is not.

    `name` repeats what was printed at the time; for a partner without a record it is all there is (“Cán bộ, chính
    quyền địa phương phường Trường Sơn”). A party counts once it confirmed itself, or once `paper` says that it took
    part; `answered_*` tell who said so, when, and `reason` why it does not take part.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="parties")
    position = models.PositiveSmallIntegerField(default=0)
    role = models.CharField(max_length=16, choices=PartyRole.choices)
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    partner_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=300)
    note = models.CharField(max_length=250, blank=True)
    state = models.CharField(max_length=10, choices=PartyState.choices, default=PartyState.NAMED)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_by_name = models.CharField(max_length=160, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=250, blank=True)
    paper = models.CharField(max_length=250, blank=True)
    """The paper by which it took part, in words (“Công văn số 12/STNMT-VP ngày 20/5/2023”)."""

    class Meta:
        verbose_name_plural = "activity parties"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="ON_PAPER") ^ models.Q(paper=""), name="party_on_paper_names_the_paper"
            ),
            models.CheckConstraint(
                condition=models.Q(state="NAMED") | models.Q(answered_at__isnull=False), name="party_answer_has_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(bloc__isnull=True, unit__isnull=True)
                | models.Q(bloc__isnull=True, partner_agency__isnull=True)
                | models.Q(unit__isnull=True, partner_agency__isnull=True),
                name="party_is_at_most_one_thing",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="party_has_a_name"),
        ]
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["activity", "state"])]

    def __str__(self) -> str:
        return self.name

    @property
    def counts(self) -> bool:
        """Whether it may be named as one that took part."""
        return self.state in COUNTED

    @property
    def on_record(self) -> Bloc | Unit | Agency | None:
        """What it is in the installation; None for words."""
        return self.bloc or self.unit or self.partner_agency


class ActivitySpeaker(models.Model):
    """Who spoke, with the post as printed, and what was said."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="speakers")
    position = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=250, blank=True)
    said = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}" if self.post else self.name


class ActivityOutput(Versioned):
    """One result: an exact figure stored as text, empty where nobody counted (“chưa có số liệu”, never 0)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="outputs")
    position = models.PositiveSmallIntegerField(default=0)
    indicator = models.CharField(max_length=200)
    value_exact = models.CharField(max_length=LONGEST, blank=True)
    unit_of_measure = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    """How it was counted, or why nobody knows."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "activity", "indicator"], name="output_once_per_activity"),
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.indicator

    @property
    def value(self) -> Fraction | None:
        """The figure; None when nobody knows it."""
        return read_exact(self.value_exact)

    @value.setter
    def value(self, value: Fraction | int | None) -> None:
        self.value_exact = exact_text(value)
