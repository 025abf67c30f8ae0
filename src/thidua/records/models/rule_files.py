"""An agency's own dated rules, entered by one person and signed by another."""

from django.db import models

from thidua.common.versions import Versioned
from thidua.organisations.models import Agency
from thidua.records.enums import RuleFileState


class RuleFile(Versioned):
    """A rule file as `core.law` reads it. It judges once it is signed, until it is withdrawn."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=250)
    file_name = models.CharField(max_length=200)
    text = models.TextField()
    """The YAML, as it came."""
    sha256 = models.CharField(max_length=64)
    awards = models.JSONField(default=list)
    """What it has criteria for: `[[code, subject, since], …]`."""
    state = models.CharField(max_length=10, choices=RuleFileState.choices, default=RuleFileState.ENTERED)
    entered_by = models.CharField(max_length=250)
    entered_by_user = models.BigIntegerField(null=True)
    entered_at = models.DateTimeField()
    signed_by = models.CharField(max_length=250, blank=True)
    signed_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=250, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=250, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "state"])]
        ordering = ["-entered_at", "-pk"]

    def __str__(self) -> str:
        return self.title
