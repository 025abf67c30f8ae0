"""Who speaks on a draft: a member unit, or the superior of the bloc through its observer."""

from django.db import models
from django.utils.translation import gettext as _

from thidua.organisations.models import Agency, Unit


class SpokenFor(models.Model):
    """Something said for exactly one of two: `unit`, a member; or `superior`, the agency whose observer says it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    superior = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) ^ models.Q(superior__isnull=True),
                name="%(class)s_for_unit_or_superior",
            ),
        ]

    @property
    def speaker(self) -> str:
        """Who speaks, in words."""
        return speaker_words(self.unit, self.superior)


def speaker_words(unit: Unit | None, superior: Agency | None) -> str:
    """The unit's name, or “Đại diện cấp trên, Bộ Minh hoạ”."""
    if unit is not None:
        return unit.name
    return _("Đại diện cấp trên, %(agency)s") % {"agency": superior.name if superior is not None else "?"}
