"""Where the renditions of photographs lie, and at what address."""

from pathlib import PurePosixPath

from django.core.files.storage import FileSystemStorage
from django.urls import reverse


class RenditionStorage(FileSystemStorage):
    """Below `MEDIA_ROOT`, which has no address of its own: a view of the portal asks whether the photograph stands on a
    page that is published.
    """

    def url(self, name: str | None) -> str:
        """The address of a rendition: its name without folders."""
        return reverse("rendition", args=[PurePosixPath(name or "").name])
