"""Whom a bloc proposes for what at the end of a year, and what the superior decided."""

from typing import Any

from django.db import models

from thidua.campaigns.models import Cycle
from thidua.common.model_fields import PartialDateField
from thidua.common.versions import Versioned
from thidua.decisions.enums import ProposalAnswer, ProposalSource, ProposalState
from thidua.meetings.models import Motion
from thidua.organisations.models import Agency, Unit
from thidua.records.enums import AwardBasis, AwardCode
from thidua.records.models import UnitAward


class ProposalList(Versioned):
    """The list of one year. `note` says what the superior should know, also why nobody is proposed for an award.

    Number and day of the letter are those of the bloc; empty while it has none.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    cycle = models.OneToOneField(Cycle, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT)
    letter_number = models.CharField(max_length=80, blank=True)
    letter_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    removed: models.JSONField[Any, Any] = models.JSONField(default=list)
    """What people took off the list, `[unit id, award]`: not put back from votes and ranking."""
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by_user = models.BigIntegerField(null=True)
    sent_by_name = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-cycle__year", "pk"]

    def __str__(self) -> str:
        return f"Đề nghị khen thưởng {self.cycle}"


class ProposalLine(Versioned):
    """One unit for one award. Rank, total and votes are kept as they stood when the line was made; unknown is null.
    `basis`: on what basis it is proposed and, once answered, was given; empty while nobody said.

    `because` says why a unit was put on the list by hand. After the answer: number, day and reason of the decision;
    `award` is the record that approval made. `earlier` keeps the answers that were corrected, the oldest first, each
    with why: `{"answer", "decision_number", "decided_on", "reason", "award_basis", "because", "by"}`; older ones tell
    no basis.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    proposals = models.ForeignKey(ProposalList, on_delete=models.CASCADE, related_name="lines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    award_code = models.CharField(max_length=40, choices=AwardCode.choices, blank=True)
    award_name = models.CharField(max_length=250)
    basis = models.CharField(max_length=12, choices=AwardBasis.choices, blank=True)
    source = models.CharField(max_length=10, choices=ProposalSource.choices)
    motion = models.ForeignKey(Motion, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals")
    rank = models.PositiveSmallIntegerField(null=True, blank=True)
    total = models.CharField(max_length=40, blank=True)
    """The rounded total in words of the table (“118,4”); empty when unknown."""
    votes_for = models.PositiveIntegerField(null=True, blank=True)
    votes_total = models.PositiveIntegerField(null=True, blank=True)
    because = models.CharField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=15, choices=ProposalAnswer.choices, blank=True)
    decision_number = models.CharField(max_length=80, blank=True)
    decided_on = PartialDateField()
    reason = models.CharField(max_length=500, blank=True)
    earlier: models.JSONField[Any, Any] = models.JSONField(default=list)
    award = models.ForeignKey(UnitAward, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "proposals", "unit", "award_name"], name="unit_proposed_once_for_an_award"
            )
        ]

    def __str__(self) -> str:
        return f"{self.award_name}: {self.unit}"
