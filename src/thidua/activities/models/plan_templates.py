"""Plans that an agency keeps to begin the next one with."""

from django.conf import settings
from django.db import models

from thidua.activities.enums import PartyRole, PlanGroup
from thidua.common.versions import Versioned
from thidua.organisations.models import Agency


class PlanTemplate(Versioned):
    """A plan of an agency without its activity. Its lines are changed one by one; each change counts its version up."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="plan_template_once_per_agency")]
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class PlanTemplateLine(Versioned):
    """One line of a template: as a line of a plan, whose owner is only a role."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(PlanTemplate, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=300)
    group = models.CharField(max_length=12, choices=PlanGroup.choices, default=PlanGroup.REST)
    offset = models.SmallIntegerField(null=True, blank=True)
    usual_role = models.CharField(max_length=16, choices=PartyRole.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "template", "text"], name="template_line_once_per_template")
        ]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
