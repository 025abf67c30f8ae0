"""Forms to add a photograph and to describe it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import FileField, PartialDateField, TextField
from thidua.documents.enums import GROUNDS, PhotoConsent
from thidua.documents.inspection import limits
from thidua.documents.models import Photo


class DescribePhotoForm(forms.Form):
    """What is said of a photograph."""

    alt_text = TextField(
        label=_("Tả ảnh"),
        max_length=300,
        help_text=_("Một câu cho người không nhìn thấy ảnh: trong ảnh có ai, đang làm gì."),
        error_messages={"required": _("Anh/chị chưa tả ảnh. Viết một câu cho người không nhìn thấy ảnh.")},
    )
    caption = TextField(
        label=_("Chú thích"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dòng in dưới ảnh: tên người, chức vụ, việc đang làm."),
    )
    subjects = TextField(
        label=_("Người trong ảnh"),
        required=False,
        max_length=2000,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi người một dòng: họ tên và chức vụ."),
    )
    consent = forms.ChoiceField(
        label=_("Sự đồng ý của người trong ảnh"),
        choices=[(each.value, each.label) for each in GROUNDS],
        initial=PhotoConsent.UNKNOWN,
        help_text=_("Người trong ảnh rút đồng ý thì dùng nút “Rút ảnh”."),
    )
    taken_on = PartialDateField(label=_("Ngày chụp"), required=False)
    credit = TextField(label=_("Người chụp"), max_length=160, required=False)

    def clean_subjects(self) -> list[str]:
        """One name a line."""
        return [line.strip() for line in self.cleaned_data["subjects"].splitlines() if line.strip()]

    def clean_consent(self) -> PhotoConsent:
        """As the enumeration."""
        return PhotoConsent(self.cleaned_data["consent"])


class AddPhotoForm(DescribePhotoForm):
    """A new photograph."""

    upload = FileField(
        label=_("Ảnh"),
        kinds=("jpg", "png", "heic"),
        most=limits.FILE_SIZE,
        error_messages={"required": _("Anh/chị chưa chọn ảnh.")},
    )

    field_order = ["upload"]


class ChangePhotoForm(DescribePhotoForm):
    """The description again, with the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(photo: Photo) -> dict[str, Any]:
        """What is stored, by field."""
        return {
            "alt_text": photo.alt_text,
            "caption": photo.caption,
            "subjects": "\n".join(subject.name for subject in photo.subjects.all()),
            "consent": photo.consent,
            "taken_on": photo.taken_on,
            "credit": photo.credit,
            "version": photo.version,
        }


class WithdrawPhotoForm(forms.Form):
    """Why a photograph goes out of sight, and which others that name the same people go with it."""

    because = TextField(
        label=_("Lý do"),
        max_length=250,
        initial=_("Người trong ảnh rút đồng ý"),
        help_text=_("Ghi trong nhật ký. Không ghi tên người đề nghị."),
    )
    also = forms.MultipleChoiceField(
        label=_("Ảnh khác có tên người này"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chọn những ảnh cùng rút. Người trùng tên thì để trống."),
    )

    def __init__(self, *args: Any, others: Sequence[tuple[Photo, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.others = {str(photo.pk): photo for photo, _where in others}
        if not self.others:
            del self.fields["also"]
            return
        choice = self.fields["also"]
        assert isinstance(choice, forms.MultipleChoiceField)
        choice.choices = [(str(photo.pk), f"{photo} – {where}" if where else str(photo)) for photo, where in others]

    def chosen(self) -> list[Photo]:
        """The other photographs."""
        return [self.others[key] for key in self.cleaned_data.get("also", [])]
