"""A file as received, and the copy of it that is served."""

from django.conf import settings
from django.db import models

from thidua.documents.enums import FileState, MediaType
from thidua.organisations.models import Agency


class StoredFile(models.Model):
    """One content, stored once per agency. Paths are relative to `MEDIA_ROOT`.

    The original is kept and never served. The served copy has its location and hidden data taken out (see the app's
    README for what is and what is not). A picture also has a small copy for pages.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    """Of the original."""
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100, choices=MediaType.choices)
    original_name = models.CharField(max_length=200)
    original_path = models.CharField(max_length=200)
    served_path = models.CharField(max_length=200)
    served_type = models.CharField(max_length=100, choices=MediaType.choices)
    served_size = models.PositiveBigIntegerField()
    served_sha256 = models.CharField(max_length=64)
    small_path = models.CharField(max_length=200, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=10, choices=FileState.choices, default=FileState.CLEAN)
    reason = models.CharField(max_length=300, blank=True)
    """Why it is REFUSED."""
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "sha256"], name="content_once_per_agency")]

    def __str__(self) -> str:
        return self.original_name

    @property
    def extension(self) -> str:
        """The ending of the served copy: pdf, docx, xlsx, jpg or png."""
        return MediaType(self.served_type).extension

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown as a photograph."""
        return MediaType(self.media_type).is_picture
