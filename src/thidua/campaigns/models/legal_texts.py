"""The texts that rules and movements rest on, with their days of effect."""

from django.db import models

from thidua.campaigns.enums import Certainty, LegalTextKind
from thidua.campaigns.models.movements import Movement
from thidua.campaigns.models.rules import RuleVersion
from thidua.common.model_fields import PartialDateField
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency


class LegalText(Versioned):
    """A law, decree, circular, resolution or plan. `issued_on` is a partial date; `number` may be unknown.

    In effect from `effective_since` to `effective_until`, both included; None is unknown (since) or no end known.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=LegalTextKind.choices)
    number = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=250, blank=True)
    issued_on = PartialDateField()
    title = models.CharField(max_length=400)
    effective_since = models.DateField(null=True, blank=True)
    effective_until = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")
    certainty = models.CharField(max_length=12, choices=Certainty.choices, default=Certainty.UNVERIFIED)
    source = models.CharField(max_length=400, blank=True)
    """Where the facts about it were read."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "number", "issuer"],
                condition=~models.Q(number=""),
                name="legal_text_number_once_per_issuer",
            ),
            models.CheckConstraint(
                condition=models.Q(effective_since__isnull=True)
                | models.Q(effective_until__isnull=True)
                | models.Q(effective_until__gte=models.F("effective_since")),
                name="legal_text_dates_in_order",
            ),
        ]
        ordering = ["-effective_since", "number", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()


class TextCitation(models.Model):
    """Rules or a movement rest on a text (“Điều 16 khoản 2 điểm c”)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(LegalText, on_delete=models.PROTECT, related_name="citations")
    rule = models.ForeignKey(RuleVersion, on_delete=models.CASCADE, null=True, blank=True, related_name="citations")
    movement = models.ForeignKey(Movement, on_delete=models.CASCADE, null=True, blank=True, related_name="citations")
    place = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rule__isnull=True) ^ models.Q(movement__isnull=True),
                name="citation_by_rule_or_movement",
            ),
            models.UniqueConstraint(
                fields=["agency", "rule", "text", "place"],
                condition=models.Q(rule__isnull=False),
                name="rule_cites_place_once",
            ),
            models.UniqueConstraint(
                fields=["agency", "movement", "text", "place"],
                condition=models.Q(movement__isnull=False),
                name="movement_cites_place_once",
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.text}".strip()
