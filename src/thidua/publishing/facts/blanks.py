"""Blank forms that anybody may take along. The app that owns a paper offers it when the program starts: words of the
product alone, nothing of any record, nothing that an agency has brought.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _

from thidua.core.vietnam.names import fold
from thidua.documents.enums import MediaType


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form: its name in Vietnamese, as it is printed; what draws it, a Word document."""

    name: str
    draw: Callable[[], bytes]

    @property
    def slug(self) -> str:
        """Its part of the address: “Bản giao ước thi đua” is `ban-giao-uoc-thi-dua`."""
        return slugify(fold(self.name))

    @property
    def title(self) -> str:
        """Its name in the language of the page."""
        return _(self.name)

    @property
    def words(self) -> str:
        """What it is found by: that it is a form, and its name in either language."""
        return f"{self.name} {self.title} Mẫu trống, biểu mẫu"


MEDIA_TYPE = MediaType.DOCX.value
"""What every form is."""

_forms: list[BlankForm] = []


def register_blank_forms(*forms: BlankForm) -> None:
    """Called once when the program starts, by the app that owns the papers."""
    _forms.extend(forms)


def blank_forms() -> list[BlankForm]:
    """All, in the order in which they were offered."""
    return list(_forms)


def blank_form_at(slug: str) -> BlankForm | None:
    """The form with that address."""
    return next((each for each in _forms if each.slug == slug), None)
