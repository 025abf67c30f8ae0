"""Where the renditions of photographs lie, and at what address."""

from pathlib import PurePosixPath

from django.core.files.storage import FileSystemStorage

ADDRESS = "/anh-tin/"
"""Of a view of the portal, which asks whether the photograph stands on a page that is published."""


class RenditionStorage(FileSystemStorage):
    """Below `MEDIA_ROOT`, which has no address of its own."""

    def url(self, name: str | None) -> str:
        """The address of a rendition: its name without folders."""
        return ADDRESS + PurePosixPath(name or "").name
