"""Forms of a bloc's rules."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.enums import CommentOutcome, RuleKind
from thidua.campaigns.forms.reading import VersionedForm
from thidua.campaigns.forms.voices import SpeakerField
from thidua.common.forms.fields import DateField, TextField
from thidua.organisations.models import Agency, Unit


class DraftForm(VersionedForm):
    """The words of a version; the kind is asked for once, when it is begun."""

    kind = forms.ChoiceField(label=_("Loại"), choices=RuleKind.choices, widget=forms.RadioSelect)
    title = TextField(
        label=_("Tên"), max_length=250, error_messages={"required": _("Anh/chị chưa nhập tên bản quy chế.")}
    )
    text = TextField(
        label=_("Nội dung"),
        lines=True,
        max_length=200_000,
        help_text=_("Mỗi điều, khoản một dòng để hai bản đặt cạnh nhau được."),
        error_messages={"required": _("Anh/chị chưa nhập nội dung.")},
        widget=forms.Textarea(attrs={"rows": 24}),
    )

    def __init__(self, *args: Any, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not is_new:
            del self.fields["kind"]


class OpenCommentsForm(VersionedForm):
    """Until when the members are asked."""

    until = DateField(
        label=_("Góp ý đến hết ngày"),
        help_text=_("Ví dụ 05/11/2024. Rơi vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo."),
        error_messages={"required": _("Anh/chị chưa nhập hạn góp ý.")},
    )


class CommentForm(forms.Form):
    """What a unit, or the superior, says on a draft."""

    unit = SpeakerField(label=_("Góp ý thay mặt"), error_messages={"required": _("Anh/chị chưa chọn đơn vị.")})
    place = TextField(
        label=_("Về điều, khoản nào"), required=False, max_length=120, help_text=_("Ví dụ Điều 4 khoản 2")
    )
    text = TextField(
        label=_("Nội dung góp ý"),
        lines=True,
        max_length=20_000,
        error_messages={"required": _("Anh/chị chưa nhập nội dung góp ý.")},
    )

    def __init__(self, *args: Any, units: Iterable[Unit], superior: Agency | None, **options: Any) -> None:
        super().__init__(*args, **options)
        speaker = self.fields["unit"]
        assert isinstance(speaker, SpeakerField)
        speaker.offer(units, superior)


class AnswerForm(VersionedForm):
    """What became of a comment."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=CommentOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Anh/chị chưa chọn kết quả.")},
    )
    answer = TextField(
        label=_("Trả lời"),
        lines=True,
        required=False,
        max_length=20_000,
        help_text=_("Không tiếp thu hết thì ghi rõ phần nào giữ nguyên và vì sao."),
    )


class AdoptForm(VersionedForm):
    """How and when the version was adopted."""

    adopted_on = DateField(
        label=_("Ngày thông qua"), required=False, help_text=_("Ví dụ 05/11/2024. Chưa rõ thì để trống.")
    )
    paper = TextField(
        label=_("Văn bản thông qua"),
        required=False,
        max_length=250,
        help_text=_("Ví dụ Biên bản họp Khối ngày 05/11/2024"),
    )
