"""A fact that somebody decided, with the decision as far as it is known."""

from django.db import models

from thidua.common.components.texts import short_date
from thidua.common.model_fields import PartialDateField


class DecidedModel(models.Model):
    """Number, day and issuer of the decision behind a fact; empty: not known."""

    decision_number = models.CharField(max_length=80, blank=True)
    decided_on = PartialDateField()
    issuer = models.CharField(max_length=250, blank=True)

    class Meta:
        abstract = True

    @property
    def paper_words(self) -> str:
        """“88/QĐ-BMH, 30/12/2020, Bộ Minh hoạ”, as far as it is known."""
        day = short_date(self.decided_on) if self.decided_on.code else ""
        return ", ".join(part for part in (self.decision_number, day, self.issuer) if part)
