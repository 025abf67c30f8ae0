"""The table a bloc scores with in one year; what members said of its draft; which unit assesses which branches."""

from django.conf import settings
from django.db import models

from thidua.campaigns.models import Cycle, SpokenFor
from thidua.common.model_fields import OrderedJSONField
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Unit
from thidua.scorecards.enums import SchemeState


class Scheme(Versioned):
    """One table for one year. `document` is its plain data, as `core.scoring.reading.build_scheme` reads it.

    A draft may still have faults. `digest` (SHA-256 of the document in canonical form) and `file_digest` (that of the
    file that goes out) are set when scoring opens; from then on the document never changes.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="scheme")
    state = models.CharField(max_length=12, choices=SchemeState.choices, default=SchemeState.DRAFT)
    document = OrderedJSONField(default=dict)
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    has_peers = models.BooleanField(default=False)
    """Whether units score each other before verification."""
    groups = models.JSONField(default=dict, blank=True)
    """Unit id (text) → the group of the table within which it is ranked."""
    digest = models.CharField(max_length=64, blank=True)
    file_digest = models.CharField(max_length=64, blank=True)
    """Empty on tables that were frozen before it was kept."""
    opened_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-cycle__year", "cycle__bloc"]

    def __str__(self) -> str:
        return f"{self.title} ({self.cycle})"

    @property
    def title(self) -> str:
        """The table's own title."""
        return str(self.document.get("title") or "")


class SchemeComment(SpokenFor, Versioned):
    """What a member unit, or the superior, says on a draft table, perhaps on one item, and what it was told."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="comments")
    item = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_by_name = models.CharField(max_length=160)
    made_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by_name = models.CharField(max_length=160, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(SpokenFor.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.text[:60]}"


class Assessor(models.Model):
    """The branches that the table gives to `name` (“Sở Y tế”) are assessed by the officers of `unit`."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="assessors")
    name = models.CharField(max_length=250)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "scheme", "name"], name="assessor_once_per_scheme")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name}: {self.unit}"
