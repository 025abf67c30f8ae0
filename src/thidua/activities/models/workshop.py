"""What a workshop has besides what every activity has: its programme, and the proposals that came out of it."""

from django.db import models

from thidua.activities.enums import OPEN_PROPOSALS, ProposalState
from thidua.activities.models.parts import ActivityParty
from thidua.activities.models.plans import ByParty, PlanRow
from thidua.common.model_fields import PartialDateField
from thidua.organisations.models import Agency


class ProgrammeLine(PlanRow):
    """One entry of the programme: when, what about, who speaks. Hours nobody has set are None."""

    TOLD = ("topic", "starts_at", "ends_at", "speaker")

    topic = models.CharField(max_length=300)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    speaker = models.CharField(max_length=300, blank=True)

    class Meta(PlanRow.Meta):
        abstract = False
        ordering = [models.F("starts_at").asc(nulls_last=True), "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(starts_at__isnull=False, ends_at__gt=models.F("starts_at")),
                name="programme_line_ends_after_its_start",
            )
        ]

    def __str__(self) -> str:
        return self.topic


class Proposal(PlanRow, ByParty):
    """Something that a workshop asks somebody to do: who made it, to whom it goes, who sees to it (`party`, `who`)
    until when, and what became of it.

    `proposer` is the party that wrote it here, `made_by` the unit or person as it was said. The target is an agency on
    record, else words; an empty one is not known yet. What is not known of the answer stays empty.
    """

    TOLD = (
        "text",
        "made_by",
        "target_body",
        "party",
        "party_words",
        "due_on",
        "state",
        "sent_on",
        "answer",
        "answer_number",
        "answer_on",
        "answer_issuer",
    )

    text = models.TextField()
    made_by = models.CharField(max_length=300, blank=True)
    proposer = models.ForeignKey(ActivityParty, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    target_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    target_words = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=ProposalState.choices, default=ProposalState.NEW)
    sent_on = PartialDateField()
    answer = models.TextField(blank=True)
    answer_number = models.CharField(max_length=60, blank=True)
    answer_on = PartialDateField()
    answer_issuer = models.CharField(max_length=250, blank=True)

    class Meta(PlanRow.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="proposal_says_something"),
            models.CheckConstraint(
                condition=~models.Q(state=ProposalState.NEW)
                | models.Q(sent_on="", answer="", answer_number="", answer_on="", answer_issuer=""),
                name="new_proposal_has_no_answer",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"])]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 80 else f"{self.text[:79].rstrip()}…"

    @property
    def target_body(self) -> str:
        """To whom it goes, in words; empty when nobody was named."""
        return self.target_agency.name if self.target_agency is not None else self.target_words

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to say what became of it."""
        return self.state in OPEN_PROPOSALS
