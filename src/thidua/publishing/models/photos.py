"""The photographs of articles."""

from io import BytesIO
from typing import Any

from django.core.files import File
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    WagtailImageField,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.search import index

from thidua.documents.models import StoredFile
from thidua.organisations.models import Agency
from thidua.publishing.enums import GROUNDS, Children, Consent

KEY = 20
"""Letters and digits by which a file cannot be guessed."""


CARD = "fill-480x300|format-webp"
"""Of lists."""
SHARED = "fill-1200x630|format-jpeg"
"""For pages elsewhere that lead to the article."""
RENDITIONS = (*(f"width-{width}|format-webp" for width in (480, 960, 1600)), CARD, SHARED)
"""Every size that the public site shows."""


def _drawn_name(filename: str) -> str:
    """A name that nobody guesses, with the ending of the given one."""
    _stem, dot, ending = filename.rpartition(".")
    return get_random_string(KEY).lower() + (f"{dot}{ending.lower()}" if dot else "")


def without_notes(content: bytes) -> bytes:
    """The same picture without Exif, XMP and comments."""
    with Image.open(BytesIO(content)) as image:
        if image.format != "JPEG":
            return content
        out = BytesIO()
        image.save(out, "JPEG", quality="keep", exif=b"", xmp=b"", comment=b"")
    return out.getvalue()


ENDS = (".", "!", "?", "…", ":", ";")


def told_with(caption: str, alt_text: str) -> str:
    """What is told with a photograph below it and for it, each with its end so that it does not run into the next.

    >>> told_with("Ra quân", "Mọi người nhặt rác.")
    'Ra quân. Mọi người nhặt rác.'
    """
    said = [each.strip() for each in dict.fromkeys((caption, alt_text)) if each.strip()]
    return " ".join(each if each.endswith(ENDS) else f"{each}." for each in said)


class Photo(AbstractImage):  # type: ignore[misc]  # the bases of Wagtail carry no types
    """A photograph in the library of an agency. Its original is kept and never served: pages show renditions of it.

    `description` is what stands for it where it is not seen; `consent` the ground on which people may be seen in it.
    Of those who agreed `paper` says where they did so in writing, `children` whether children can be made out, and
    `children_paper` where those who answer for them agreed (Law 91/2025/QH15).
    `of_file` is the file of an album that it is a copy of: once somebody withdraws there, it is withdrawn here, and a
    ground that the album loses is lost here.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("Cơ quan"))
    title = models.CharField(_("Tên ảnh"), max_length=255)
    file = WagtailImageField(_("Tệp ảnh"), upload_to=get_upload_to, width_field="width", height_field="height")
    description = models.CharField(_("Mô tả cho người không nhìn thấy ảnh"), max_length=300)
    caption = models.CharField(_("Chú thích"), max_length=500, blank=True)
    taken_by = models.CharField(_("Người chụp"), max_length=120, blank=True)
    consent = models.CharField(_("Người trong ảnh"), max_length=12, choices=Consent.choices)
    paper = models.CharField(
        _("Giấy đồng ý"),
        max_length=250,
        blank=True,
        help_text=_("Ai ký, ngày nào, giữ ở đâu. Cần khi chọn “Đã đồng ý cho đăng”; người đọc không thấy dòng này."),
    )
    children = models.CharField(
        _("Có nhận ra trẻ em không"),
        max_length=4,
        choices=Children.choices,
        blank=True,
        help_text=_("Cần trả lời khi chọn “Đã đồng ý cho đăng”."),
    )
    children_paper = models.CharField(
        _("Giấy đồng ý cho trẻ em"),
        max_length=250,
        blank=True,
        help_text=_("Của cha mẹ hoặc người giám hộ, và của trẻ từ đủ 7 tuổi. Người đọc không thấy dòng này."),
    )
    of_file = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    admin_form_fields = (
        *("agency", "title", "file", "description", "caption", "taken_by"),
        *("consent", "paper", "children", "children_paper"),
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )

    search_fields = (
        *AbstractImage.search_fields,
        index.SearchField("description"),
        index.SearchField("caption"),
        index.FilterField("agency_id"),
    )

    class Meta(AbstractImage.Meta):  # type: ignore[misc]
        verbose_name = _("ảnh")
        verbose_name_plural = _("ảnh")

    def __str__(self) -> str:
        """Without its title, which may name somebody and has to be able to go: history keeps this."""
        return f"Ảnh số {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Lets go what was cut around another place than the one that is marked now: lists would show it on."""
        super().save(*args, **kwargs)
        for each in self.renditions.exclude(focal_point_key=""):
            if each.focal_point_key != Filter(spec=each.filter_spec).get_cache_key(self):
                each.delete()

    def get_upload_to(self, filename: str) -> str:
        """Below `MEDIA_ROOT`."""
        return f"portal/originals/{_drawn_name(filename)}"

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> File[bytes]:  # noqa: A002  Wagtail's name
        """The photograph drawn in one size, as a file without notes: those of a JPEG may say where it was taken."""
        made = super().generate_rendition_file(filter, source=source)
        made.file.seek(0)
        content = without_notes(made.file.read())
        made.file.close()
        return File(BytesIO(content), name=made.name)

    @property
    def may_be_shown(self) -> bool:
        """Whether there is a ground to show it to anybody."""
        return self.consent in GROUNDS

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is gone for good."""
        return self.consent == Consent.WITHDRAWN

    @property
    def lacks(self) -> tuple[str, ...]:
        """The fields without which what is said of consent has no ground."""
        if self.children == Children.SEEN and self.consent in (Consent.EVENT, Consent.NOBODY):
            return ("consent",)
        if self.consent != Consent.AGREED:
            return ()
        wanted = {"paper": self.paper, "children": self.children}
        if self.children == Children.SEEN:
            wanted["children_paper"] = self.children_paper
        return tuple(name for name, said in wanted.items() if not said)

    @property
    def default_alt_text(self) -> str:
        """What stands for the photograph where it is not seen."""
        return self.description


class Rendition(AbstractRendition):  # type: ignore[misc]
    """A photograph in one size and format, without what a camera writes into its files."""

    FOLDER = "portal/renditions/"

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
        return self.FOLDER + _drawn_name(filename)
