"""How an agency reads a text that can be read in several ways."""

from django.db import models

from thidua.common.versions import Versioned
from thidua.organisations.models import Agency


class ChosenReading(Versioned):
    """An agency's answer to one question of `core.law.settings`, with its reason and the paper it rests on.

    `answer` empty: the choice was taken back; all readings are tried again.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    answer = models.CharField(max_length=60, blank=True)
    basis = models.CharField(max_length=250)
    reason = models.CharField(max_length=500)
    chosen_by = models.CharField(max_length=250)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="one_reading_a_question")]
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code}, {self.agency}"
