"""Evidence (minh chứng): a paper, a link or a thing of this system; one piece serves any number of parents."""

from django.conf import settings
from django.db import models

from thidua.common.model_fields import PartialDateField
from thidua.common.references import Reference
from thidua.common.versions import Versioned
from thidua.documents.models.files import StoredFile
from thidua.organisations.models import Agency, Unit


class Evidence(Versioned):
    """One piece of evidence: exactly one of a file, a link, or a thing pointed at (`about`: an activity, a meeting).

    `number`, `issuer` are empty and `issued_on` is unknown where nobody knows them. A newer copy of the same paper is a
    new row; the old one names it in `replaced_by`. There is no level of secrecy: papers marked secret are not taken.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The unit that brought it and may use it again; null for what a bloc or an agency brought."""
    title = models.CharField(max_length=250)
    number = models.CharField(max_length=80, blank=True)
    issued_on = PartialDateField()
    issuer = models.CharField(max_length=250, blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence")
    url = models.URLField(max_length=1000, blank=True)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_by_name = models.CharField(max_length=160)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(file__isnull=False, url="", about_id__isnull=True)
                | (models.Q(file__isnull=True, about_id__isnull=True) & ~models.Q(url=""))
                | models.Q(file__isnull=True, url="", about_id__isnull=False),
                name="evidence_has_one_source",
            ),
        ]
        indexes = [models.Index(fields=["agency", "unit", "-id"])]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> Reference | None:
        """The thing it points at, if it points at one."""
        return Reference(self.about_kind, self.about_id) if self.about_id is not None else None


class EvidenceLink(models.Model):
    """A piece of evidence serves one parent: a target's result, a task, a step, an award."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="links")
    parent_kind = models.CharField(max_length=40)
    parent_id = models.BigIntegerField()
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "parent_kind", "parent_id", "evidence"], name="evidence_once_per_parent"
            )
        ]
        indexes = [models.Index(fields=["parent_kind", "parent_id"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.parent_kind} {self.parent_id}: {self.evidence_id}"

    @property
    def parent(self) -> Reference:
        """What it serves."""
        return Reference(self.parent_kind, self.parent_id)
