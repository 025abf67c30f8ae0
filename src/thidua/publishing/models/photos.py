"""The photographs of articles."""

from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    WagtailImageField,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)

from thidua.organisations.models import Agency
from thidua.publishing.enums import Consent

KEY = 20
"""Letters and digits by which a file cannot be guessed."""


def _drawn_name(filename: str) -> str:
    """A name that nobody guesses, with the ending of the given one."""
    _stem, dot, ending = filename.rpartition(".")
    return get_random_string(KEY).lower() + (f"{dot}{ending.lower()}" if dot else "")


class Photo(AbstractImage):
    """A photograph in the library of an agency. Its original is kept and never served: pages show renditions of it.

    `description` is what stands for it where it is not seen; `consent` the ground on which people may be seen in it.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    title = models.CharField(_("Tên ảnh"), max_length=255)
    file = WagtailImageField(_("Tệp ảnh"), upload_to=get_upload_to, width_field="width", height_field="height")
    description = models.CharField(_("Mô tả cho người không nhìn thấy ảnh"), max_length=255)
    caption = models.CharField(_("Chú thích"), max_length=500, blank=True)
    taken_by = models.CharField(_("Người chụp"), max_length=120, blank=True)
    consent = models.CharField(_("Người trong ảnh"), max_length=12, choices=Consent.choices)

    admin_form_fields = ("agency", "title", "file", "description", "caption", "taken_by", "consent")

    class Meta(AbstractImage.Meta):
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")

    def get_upload_to(self, filename: str) -> str:
        """Below `MEDIA_ROOT`."""
        return f"portal/originals/{_drawn_name(filename)}"

    @property
    def default_alt_text(self) -> str:
        """What stands for the photograph where it is not seen."""
        return self.description


class Rendition(AbstractRendition):
    """A photograph in one size and format, without what a camera writes into its files."""

    image = models.ForeignKey(Photo, related_name="renditions", on_delete=models.CASCADE)
    file = WagtailImageField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_once_a_size")
        ]

    def get_upload_to(self, filename: str) -> str:
        """Below `MEDIA_ROOT` as well."""
        return f"portal/renditions/{_drawn_name(filename)}"
