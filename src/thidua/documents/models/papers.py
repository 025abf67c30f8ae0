"""Numbers of papers, and the templates an agency uses instead of ours."""

from django.conf import settings
from django.db import models

from thidua.common.versions import Versioned
from thidua.organisations.models import Agency


class DocumentSeries(models.Model):
    """The running number of an agency's papers in one year (Decree 30/2020/NĐ-CP, article 15).

    `type_code` is empty where the agency keeps one series for all papers (`Agency.one_document_series`).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    type_code = models.CharField(max_length=10, blank=True)
    last_number = models.PositiveIntegerField(default=0)
    last_issued_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "document series"
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "type_code"], name="one_series_per_agency_year_type")
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.year} {self.type_code}"


class IssuedPaper(models.Model):
    """A paper that has its number and day: once given, a number is never given again nor taken back."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(DocumentSeries, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()
    symbol = models.CharField(max_length=60)
    """What follows the number: `BC-BMH`."""
    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    about = models.CharField(max_length=400)
    issued_on = models.DateField()
    issued_by_name = models.CharField(max_length=160)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "series", "number"], name="paper_number_once_per_series"),
            models.UniqueConstraint(
                fields=["agency", "subject_kind", "subject_id", "kind"], name="paper_numbered_once"
            ),
        ]
        ordering = ["series", "number"]

    def __str__(self) -> str:
        return self.notation

    @property
    def notation(self) -> str:
        """05/BC-BMH: numbers below ten with a nought (Decree 30/2020/NĐ-CP, annex I)."""
        return f"{self.number:02d}/{self.symbol}"


class PaperTemplate(Versioned):
    """An agency's own Word template for one kind of paper; the newest that is not retired is used."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    is_retired = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind"], condition=models.Q(is_retired=False), name="one_template_per_agency_and_kind"
            )
        ]
        ordering = ["kind", "-uploaded_at"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"
