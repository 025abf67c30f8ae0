"""What kinds of files are taken, and how a stored file stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MediaType(models.TextChoices):
    """The kinds that are taken; told by what is inside, never by the name."""

    PDF = "application/pdf", "PDF"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"
    HEIC = "image/heic", "HEIC"

    @property
    def extension(self) -> str:
        """The ending of a file of this kind, without the dot."""
        return EXTENSIONS[self]

    @property
    def is_picture(self) -> bool:
        """Whether it can be shown as a photograph."""
        return self in {MediaType.JPEG, MediaType.PNG, MediaType.HEIC}


EXTENSIONS = {
    MediaType.PDF: "pdf",
    MediaType.DOCX: "docx",
    MediaType.XLSX: "xlsx",
    MediaType.JPEG: "jpg",
    MediaType.PNG: "png",
    MediaType.HEIC: "heic",
}


class FileState(models.TextChoices):
    """A file is looked into before its row is written, so it starts CLEAN. One that a later check finds gone or changed
    is REFUSED, says why and is no longer served. Of one that is ERASED only the row is left, so that the same content
    is not taken again."""

    CLEAN = "CLEAN", _("Đã kiểm tra")
    REFUSED = "REFUSED", _("Không nhận")
    ERASED = "ERASED", _("Đã xóa khỏi kho")
