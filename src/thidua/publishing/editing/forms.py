"""What is checked when an article, a category, a photograph is written down."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import Textarea
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.forms import TaskStateCommentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from thidua.accounts.models import User
from thidua.common import clock
from thidua.common.actor import Role
from thidua.common.forms.fields import TextField
from thidua.organisations.models import Agency
from thidua.publishing.editing.bridge import actor_of
from thidua.publishing.enums import Children, Consent
from thidua.publishing.models import Article, Photo
from thidua.publishing.models.articles import address_of
from thidua.publishing.policies.articles import (
    agencies_written_for,
    articles_written_by,
    blocs_written_for,
    categories_of,
    is_ahead,
    photos_of,
    ready_to_publish,
)
from thidua.publishing.queries import free_address
from thidua.publishing.wording import WrittenField

DAYS, MOMENTS = {"told_on", "comments_until"}, {"go_live_at", "expire_at"}
FIRST_YEAR = 1945
SAID_OF_PHOTO = ("title", "description", "caption", "taken_by", "paper", "children_paper")
DAY_WRITTEN = ["%d/%m/%Y", "%Y-%m-%d"]
MOMENT_WRITTEN = [f"{day} %H:%M" for day in DAY_WRITTEN]
"""The first is how Wagtail's field for a date writes it; 05/06 is the fifth of June."""


WANTED = {
    "consent": gettext_lazy("Nhận ra trẻ em thì chọn “Đã đồng ý cho đăng” và nêu giấy, hoặc chọn ảnh khác."),
    "paper": gettext_lazy("Nêu giấy đồng ý: ai ký, ngày nào, giữ ở đâu. Chưa có giấy thì chọn “Chưa rõ”."),
    "children": gettext_lazy("Trả lời có nhận ra trẻ em trong ảnh hay không."),
    "children_paper": gettext_lazy("Nêu giấy đồng ý của cha mẹ hoặc người giám hộ, và của trẻ từ đủ 7 tuổi."),
}
"""What is asked where the ground of a photograph lacks something, by the field."""


def _offer(form: Any, agencies: QuerySet[Agency]) -> None:
    """The agencies among which a person chooses; of one there is nothing to choose."""
    form.fields["agency"].queryset = agencies
    if form.instance.pk is None and agencies.count() == 1:
        form.initial["agency"] = agencies.get().pk


class _OfAnAgency(WagtailAdminModelForm):  # type: ignore[misc]  # the base of Wagtail carries no types
    """Offers the agencies for which the person writes; if it is one, there is nothing to choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor_of(self.for_user)
        if "agency" in self.fields:
            _offer(self, agencies_written_for(self.actor))
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """An address that nobody typed is made from the title, with a number when another has it."""
        typed: str = self.cleaned_data["slug"]
        if typed:
            return typed
        made = address_of(str(self.data.get("title") or self.data.get("name") or ""))
        return free_address(made, self.instance)


class ArticleForm(_OfAnAgency):
    """An article; a secretary writes of his own blocs."""

    class Meta(WagtailAdminModelForm.Meta):  # type: ignore[misc]
        field_classes = dict.fromkeys(("title", "summary", "byline", "place"), WrittenField)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in DAYS | MOMENTS:
                field.input_formats = DAY_WRITTEN if name in DAYS else MOMENT_WRITTEN
        self.fields["bloc"].queryset = blocs_written_for(self.actor)
        self.fields["category"].queryset = categories_of(self.actor)
        self.fields["other_language"].queryset = articles_written_by(self.actor).exclude(pk=self.instance.pk)

    def clean_told_on(self) -> date:
        """A day that an article may have: 05/11/0024 is a slip of the pen."""
        day: date = self.cleaned_data["told_on"]
        if not FIRST_YEAR <= day.year <= clock.today().year + 1:
            raise ValidationError(_("Xem lại năm của ngày này. Ví dụ 05/11/2024."))
        return day

    def clean(self) -> dict[str, Any]:
        """Agency, bloc and category belong together; whoever serves blocs alone says which."""
        found: dict[str, Any] = super().clean()
        self.check_photos(found.get("body") or ())
        if "action-submit" in self.data:
            self.check_readiness(self.drafted(found))
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

    @staticmethod
    def drafted(found: dict[str, Any]) -> Article:
        """The text as it was sent, of an article that is nowhere."""
        names = ("body", "told_on", "go_live_at")
        return Article(**{name: found[name] for name in names if found.get(name) is not None})

    def check_readiness(self, draft: Article) -> None:
        """What is asked for approval is what may be approved: said at the field where it is mended."""
        still = _("Lưu bản nháp thì vẫn được.")
        if ahead := is_ahead(draft):
            self.add_error("told_on", ValidationError(f"{ahead} {still}"))
        if not (answer := ready_to_publish(Article(pk=self.instance.pk, body=draft.body))).allowed:
            self.add_error("body", ValidationError(f"{answer.reason} {still}"))

    def check_photos(self, body: Any) -> None:
        """Photographs are those of the libraries that the person uses, whatever number was sent."""
        used = {block.value["photo"].pk for block in body if block.block_type == "picture" and block.value["photo"]}
        if used and photos_of(self.actor).filter(pk__in=used).count() < len(used):
            self.add_error("body", ValidationError(_("Có ảnh không thuộc kho ảnh của cơ quan này.")))

    def writes_for_all_of(self, agency: int) -> bool:
        """Whether the person belongs to the standing office, which need not name a bloc."""
        return agency in self.actor.agencies_as(Role.STANDING_OFFICE)


class CategoryForm(_OfAnAgency):
    """A category."""

    class Meta(WagtailAdminModelForm.Meta):  # type: ignore[misc]
        field_classes = {"name": WrittenField}


class PhotoFileField(WagtailImageField):  # type: ignore[misc]  # the base of Wagtail carries no types
    """A file with a photograph in it, whole: one that breaks off or claims too many pixels is refused in words."""

    def to_python(self, data: Any) -> Any:
        """The file as it came."""
        try:
            found = super().to_python(data)
            if found is not None:
                found.seek(0)
                with Image.open(found) as image:
                    image.load()
                found.seek(0)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise ValidationError(_("Tệp này không phải ảnh đọc được, hoặc ảnh quá lớn.")) from error
        return found


class PhotoForm(BaseImageForm):  # type: ignore[misc]  # the base of Wagtail carries no types
    """A photograph, in the library of an agency for which the person writes."""

    file = PhotoFileField(label=gettext_lazy("Tệp ảnh"), widget=BaseImageForm.Meta.widgets["file"])

    class Meta(BaseImageForm.Meta):  # type: ignore[misc]
        field_classes = dict.fromkeys(SAID_OF_PHOTO, WrittenField)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if "agency" in self.fields:
            _offer(self, agencies_written_for(actor_of(user)))
        if "consent" in self.fields:
            chosen = self.fields["consent"].choices
            self.fields["consent"].choices = [each for each in chosen if each[0] != Consent.WITHDRAWN]

    def clean(self) -> dict[str, Any]:
        """Consent comes with its paper, and with an answer about children; where nobody is said to have agreed, no
        paper is kept.
        """
        found: dict[str, Any] = super().clean()
        if "consent" not in found or "children" not in found:
            return found
        told = {name: found.get(name, "") for name in ("consent", "paper", "children", "children_paper")}
        for lacking in Photo(**told).lacks:
            self.add_error(lacking, ValidationError(WANTED[lacking]))
        if found.get("consent") != Consent.AGREED:
            found["paper"] = found["children_paper"] = ""
        if found.get("children") != Children.SEEN:
            found["children_paper"] = ""
        return found


class ReasonForm(TaskStateCommentForm):  # type: ignore[misc]  # the base of Wagtail carries no types
    """Why a draft is sent back."""

    comment = TextField(label=gettext_lazy("Lý do trả lại"), max_length=1000, lines=True, widget=Textarea({"rows": 3}))
