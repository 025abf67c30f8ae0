"""What is said of a photograph on a public page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.activities.enums import PeopleShown
from thidua.activities.models import PublicPhoto
from thidua.activities.services import PublicPhotoWords
from thidua.common.forms.fields import TextField
from thidua.documents.models import Photo
from thidua.publishing.enums import PHOTOGRAPHS, PictureRole


class PublicPhotoForm(forms.Form):
    """Where it stands on the public page, who can be made out in it, and its words for strangers."""

    role = forms.ChoiceField(
        label=_("Ảnh cho thấy lúc nào"),
        choices=[(each.value, each.label) for each in PHOTOGRAPHS],
        widget=forms.RadioSelect,
    )
    people = forms.ChoiceField(
        label=_("Có nhận ra ai trong ảnh không"),
        choices=PeopleShown.choices,
        widget=forms.RadioSelect,
        help_text=_("Phóng to ảnh rồi xem từng góc. Mặt người chỉ đăng khi họ đồng ý bằng văn bản."),
    )
    children_paper = TextField(
        label=_("Giấy đồng ý cho trẻ em"),
        max_length=250,
        required=False,
        help_text=_("Chỉ khi nhận ra trẻ em: giấy của cha mẹ hoặc người giám hộ, và của trẻ từ đủ 7 tuổi."),
    )
    alt_text = TextField(
        label=_("Tả ảnh"),
        max_length=300,
        help_text=_("Một câu cho người không nhìn thấy ảnh. Không ghi tên người."),
        error_messages={"required": _("Anh/chị chưa tả ảnh. Viết một câu cho người không nhìn thấy ảnh.")},
    )
    caption = TextField(
        label=_("Chú thích"), max_length=500, required=False, help_text=_("Dòng dưới ảnh, ai cũng đọc được.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @staticmethod
    def values_of_album(photo: Photo) -> dict[str, Any]:
        """What the album says, to begin with; a caption that names people stays there."""
        return {"alt_text": photo.alt_text, "caption": "" if photo.subjects.exists() else photo.caption}

    @staticmethod
    def values_of(row: PublicPhoto) -> dict[str, Any]:
        """What is stored, by field."""
        fields = ("role", "people", "children_paper", "alt_text", "caption", "version")
        return {name: getattr(row, name) for name in fields}

    def words(self) -> PublicPhotoWords:
        """What was filled in."""
        told = self.cleaned_data
        return PublicPhotoWords(
            PictureRole(told["role"]),
            PeopleShown(told["people"]),
            told["alt_text"],
            told["caption"],
            told["children_paper"],
        )
