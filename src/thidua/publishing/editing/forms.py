"""What is checked when an article, a category, a photograph is written down."""

import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.images.forms import BaseImageForm

from thidua.common.actor import Role
from thidua.core.vietnam.names import fold
from thidua.publishing.editing.bridge import actor_of
from thidua.publishing.models.articles import ADDRESS
from thidua.publishing.policies.articles import (
    agencies_written_for,
    articles_written_by,
    blocs_written_for,
    categories_of,
)


def address_of(title: str) -> str:
    """The part of an address made from a title.

    >>> address_of("Vì một đại dương xanh: Khối II ra quân")
    'vi-mot-dai-duong-xanh-khoi-ii-ra-quan'
    """
    return slugify(fold(title))[:ADDRESS].strip("-")


class _OfAnAgency(WagtailAdminModelForm):  # type: ignore[misc]  # the base of Wagtail carries no types
    """Offers the agencies for which the person writes; if it is one, there is nothing to choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor_of(self.for_user)
        agencies = agencies_written_for(self.actor)
        self.fields["agency"].queryset = agencies
        if (only := agencies.first()) is not None and agencies.count() == 1:
            self.fields["agency"].initial = only.pk
        self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """An address that nobody typed is made from the title."""
        typed: str = self.cleaned_data["slug"]
        return typed or address_of(str(self.data.get("title") or self.data.get("name") or ""))


class ArticleForm(_OfAnAgency):
    """An article. Its texts become NFC; a secretary writes of his own blocs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bloc"].queryset = blocs_written_for(self.actor)
        self.fields["category"].queryset = categories_of(self.actor)
        self.fields["other_language"].queryset = articles_written_by(self.actor).exclude(pk=self.instance.pk)

    def clean(self) -> dict[str, Any]:
        """Agency, bloc and category belong together; whoever serves blocs alone says which."""
        found: dict[str, Any] = super().clean()
        for name in ("title", "summary", "byline", "place"):
            if isinstance(found.get(name), str):
                found[name] = unicodedata.normalize("NFC", found[name]).strip()
        agency, bloc, category = found.get("agency"), found.get("bloc"), found.get("category")
        if agency is None:
            return found
        if bloc is not None and bloc.agency_id != agency.pk:
            self.add_error("bloc", ValidationError(_("Khối này không thuộc cơ quan đã chọn.")))
        if category is not None and category.agency_id != agency.pk:
            self.add_error("category", ValidationError(_("Chuyên mục này không thuộc cơ quan đã chọn.")))
        if bloc is None and not self.writes_for_all_of(agency.pk):
            self.add_error("bloc", ValidationError(_("Chọn khối mà bài này kể về.")))
        return found

    def writes_for_all_of(self, agency: int) -> bool:
        """Whether the person belongs to the standing office, which need not name a bloc."""
        return agency in self.actor.agencies_as(Role.STANDING_OFFICE)


class CategoryForm(_OfAnAgency):
    """A category."""


class PhotoForm(BaseImageForm):  # type: ignore[misc]  # the base of Wagtail carries no types
    """A photograph, in the library of an agency for which the person writes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "agency" in self.fields:
            agencies = agencies_written_for(actor_of(self.user))
            self.fields["agency"].queryset = agencies
            if (only := agencies.first()) is not None and agencies.count() == 1:
                self.fields["agency"].initial = only.pk
