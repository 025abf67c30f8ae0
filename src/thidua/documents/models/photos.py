"""Photographs in the album of a parent: an activity, a meeting."""

from django.db import models

from thidua.common.model_fields import PartialDateField
from thidua.common.references import Reference
from thidua.common.versions import Versioned
from thidua.documents.enums import PhotoConsent
from thidua.documents.models.files import StoredFile
from thidua.organisations.models import Agency, Person


class Photo(Versioned):
    """A photograph at its place in an album. `alt_text` says what is seen, `caption` what it means and who is shown."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    parent_kind = models.CharField(max_length=40)
    parent_id = models.BigIntegerField()
    position = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="photos")
    caption = models.CharField(max_length=500, blank=True)
    alt_text = models.CharField(max_length=300)
    consent = models.CharField(max_length=12, choices=PhotoConsent.choices, default=PhotoConsent.UNKNOWN)
    credit = models.CharField(max_length=160, blank=True)
    """Who took it, as it is to be printed."""
    taken_on = PartialDateField()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "parent_kind", "parent_id", "file"], name="photo_once_per_album"),
            models.CheckConstraint(condition=~models.Q(alt_text=""), name="photo_has_alt_text"),
        ]
        indexes = [models.Index(fields=["parent_kind", "parent_id", "position"])]
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.caption or self.alt_text

    @property
    def parent(self) -> Reference:
        """Whose album it is in."""
        return Reference(self.parent_kind, self.parent_id)

    @property
    def is_shown(self) -> bool:
        """Whether it may be shown at all."""
        return self.consent != PhotoConsent.WITHDRAWN


class PhotoSubject(models.Model):
    """Somebody shown in a photograph: a person on record, or a name with post as printed."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="subjects")
    position = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
