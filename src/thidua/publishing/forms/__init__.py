"""What the standing office fills in about comments."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import CountField, TextField
from thidua.publishing.enums import CommentVerdict
from thidua.publishing.models import Comment, PublicSettings
from thidua.publishing.models.comments import LONGEST
from thidua.publishing.services.settings import MOST_DAYS, Choices


class VerdictForm(forms.Form):
    """Why a comment is not shown."""

    verdict = forms.ChoiceField(
        label=_("Vì sao"),
        choices=CommentVerdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Anh/chị chưa chọn lý do.")},
    )
    words = TextField(
        label=_("Ghi thêm"),
        max_length=500,
        required=False,
        lines=True,
        help_text=_("Giữ ở đây cho người duyệt khác; người gửi nhận được khi họ yêu cầu."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class RefuseManyForm(VerdictForm):
    """Which comments are not shown, all for one reason."""

    comments = forms.TypedMultipleChoiceField(
        label=_("Bình luận chờ duyệt"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Anh/chị chưa chọn bình luận nào.")},
    )
    version = None  # type: ignore[assignment]  # all of them still wait, or nothing is done

    field_order = ("comments", "verdict", "words")

    def __init__(self, *args: Any, offered: Sequence[Comment], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["comments"].choices = [  # type: ignore[attr-defined]
            (each.pk, Truncator(f"{each.name}: {each.text}").chars(200)) for each in offered
        ]


class AnswerForm(forms.Form):
    """The answer of the agency."""

    text = TextField(
        label=_("Trả lời"),
        max_length=LONGEST,
        lines=True,
        help_text=_("Hiện ngay dưới bình luận, đứng tên cơ quan."),
        error_messages={"required": _("Anh/chị chưa viết lời trả lời.")},
    )


class SenderForm(forms.Form):
    """Whose comments are asked for."""

    email = forms.EmailField(
        label=_("Email mà người gửi đã dùng"),
        help_text=_("Trước khi tìm, xác minh người yêu cầu đúng là chủ địa chỉ này."),
        error_messages={"required": _("Anh/chị chưa nhập email."), "invalid": _("Nhập email theo mẫu ten@noi.vn.")},
    )


class EraseForm(SenderForm):
    """The same, with how the request came."""

    email = forms.EmailField(widget=forms.HiddenInput)
    because = TextField(
        label=_("Yêu cầu đến lúc nào, bằng cách nào"),
        max_length=250,
        help_text=_("Không ghi tên hay email của người yêu cầu: dòng này ở lại trong lịch sử."),
        error_messages={"required": _("Anh/chị chưa ghi yêu cầu đến lúc nào, bằng cách nào.")},
    )


class EraseOneForm(forms.Form):
    """How the request of the sender of one comment came."""

    because = TextField(
        label=_("Yêu cầu đến lúc nào, bằng cách nào"),
        max_length=250,
        help_text=_("Không ghi tên hay email của người yêu cầu: dòng này ở lại trong lịch sử."),
        error_messages={"required": _("Anh/chị chưa ghi yêu cầu đến lúc nào, bằng cách nào.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class PublicSettingsForm(forms.Form):
    """What an agency chooses for its public pages."""

    comment_days = CountField(
        label=_("Mỗi bài nhận bình luận trong"),
        unit=_("ngày kể từ ngày đăng"),
        highest=MOST_DAYS,
        help_text=_("Số 0 là không nhận. Từng bài có thể ghi ngày riêng khi viết."),
    )
    confirms_email = forms.BooleanField(
        label=_("Người gửi phải xác nhận qua thư"),
        required=False,
        help_text=_("Bình luận chỉ vào hàng chờ duyệt khi người gửi mở đường dẫn trong thư."),
    )
    email_days = CountField(
        label=_("Giữ email người gửi bình luận"),
        unit=_("ngày nữa"),
        highest=MOST_DAYS,
        help_text=_(
            "Tính từ ngày bài hết nhận bình luận, hoặc từ ngày bình luận bị từ chối, bị ẩn. Sau đó email bị xóa."
        ),
    )
    names_people = forms.BooleanField(
        label=_("Công khai tên cá nhân được khen"),
        required=False,
        help_text=_(
            "Bật khi cơ quan đã có căn cứ để đăng tên. Chưa bật thì chỉ đăng tên đơn vị, tập thể. "
            "Tắt thì tên cá nhân đang hiện mất ngay, cùng đoạn thành tích có nhắc tên; bật lại thì phải công bố lại "
            "mới có tên."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(row: PublicSettings) -> dict[str, Any]:
        """What is stored, by field."""
        names = ("comment_days", "confirms_email", "email_days", "names_people", "version")
        return {name: getattr(row, name) for name in names}

    def choices(self) -> Choices:
        """What was chosen."""
        told = self.cleaned_data
        return Choices(told["comment_days"], told["confirms_email"], told["names_people"], told["email_days"])
