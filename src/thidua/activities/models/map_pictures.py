"""Pictures of an agency's own that lie below its maps."""

from django.conf import settings
from django.db import models

from thidua.documents.models import StoredFile
from thidua.organisations.models import Agency


class MapPicture(models.Model):
    """A picture of a piece of country, north up, with two corners whose coordinates somebody knows.

    `north_west` and `south_east` are “latitude, longitude”. It is used once somebody else than who brought it has
    read its names of seas, islands and borders, and until it is taken off.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    north_west = models.CharField(max_length=60)
    south_east = models.CharField(max_length=60)
    source = models.CharField(max_length=250)
    """Where it comes from, and by what right it is used."""
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_by_name = models.CharField(max_length=160)
    added_at = models.DateTimeField()
    reviewed_by_name = models.CharField(max_length=160, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_note = models.CharField(max_length=250, blank=True)
    """Which seas and islands are on it, and how they are named."""
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_because = models.CharField(max_length=250, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reviewed_at__isnull=True) ^ ~models.Q(reviewed_by_name=""),
                name="map_picture_review_names_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(retired_at__isnull=True) ^ ~models.Q(retired_because=""),
                name="map_picture_retired_for_a_reason",
            ),
        ]
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_used(self) -> bool:
        """Whether it may lie below a map."""
        return self.reviewed_at is not None and self.retired_at is None
