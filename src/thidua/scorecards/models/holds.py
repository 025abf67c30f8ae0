"""A paper against a unit: an inspection, a discipline, a violation list. It stops its card, or marks it."""

from django.db import models

from thidua.campaigns.models import Cycle
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Unit
from thidua.scorecards.enums import HoldEffect


class Hold(Versioned):
    """Stands until it is lifted. A unit that is stopped is neither settled nor ranked meanwhile.

    Nghị định 152/2025/NĐ-CP, Điều 4: no proposal while discipline, inspection or complaint is open (certainty:
    secondary; read from a copy on a news page). `paper` names the paper it rests on; the paper itself hangs on it.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="holds")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    effect = models.CharField(max_length=6, choices=HoldEffect.choices)
    text = models.CharField(max_length=500)
    paper = models.CharField(max_length=250)
    since = models.DateField()
    made_by_name = models.CharField(max_length=160)
    made_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by_name = models.CharField(max_length=160, blank=True)
    lifted_because = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["cycle", "unit"])]
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit}: {self.text[:80]}"
