"""What anybody fills in below an article."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.common.forms.fields import TextField
from thidua.common.seals import is_sealed, seal
from thidua.core.vietnam.scripts import foreign_letter, has_heaped_marks, mixed_word
from thidua.publishing.facts.contacts import names_a_contact, names_address
from thidua.publishing.models import Comment
from thidua.publishing.models.comments import LONGEST, NAME
from thidua.publishing.services.comments import CommentWords

QUICKEST, OLDEST = timedelta(seconds=2), timedelta(days=2)
"""How old the page may be from which a comment is sent: nobody reads and writes faster, or leaves it longer."""


class WhichField(forms.Field):
    """The number of the comment that is answered; what is no number is none."""

    def to_python(self, value: Any) -> int | None:
        """Read what stands in the page."""
        text = str(value or "")[:18]
        return int(text) if text.isascii() and text.isdecimal() else None


class CommentForm(forms.Form):
    """Name, e-mail, text; a field that only programs fill in; the seal of the page. Its template writes the fields out:
    drawing them by widgets took a tenth of the page.
    """

    name = TextField(
        label=gettext_lazy("Tên"),
        max_length=NAME,
        error_messages={
            "required": gettext_lazy("Bạn chưa nhập tên."),
            "max_length": gettext_lazy("Tên dài quá: nhiều nhất 80 ký tự, đang có %(show_value)d."),
        },
    )
    email = forms.EmailField(
        label=gettext_lazy("Email"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Bạn chưa nhập email."),
            "invalid": gettext_lazy("Nhập email theo mẫu ten@noi.vn."),
            "max_length": gettext_lazy("Email dài quá: nhiều nhất 254 ký tự, đang có %(show_value)d."),
        },
    )
    text = TextField(
        label=gettext_lazy("Bình luận"),
        max_length=LONGEST,
        lines=True,
        error_messages={
            "required": gettext_lazy("Bạn chưa viết bình luận."),
            "max_length": gettext_lazy(
                "Bình luận dài quá: nhiều nhất 3.000 ký tự, đang có %(show_value)d. Rút ngắn rồi gửi."
            ),
        },
    )
    parent = WhichField(required=False, widget=forms.HiddenInput)
    seal = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    website = forms.Field(required=False)
    """Out of sight: a person leaves it empty, a browser may fill it in. Its page always shows it empty."""

    def __init__(self, data: Any = None, *, about: str, now: datetime, **options: Any) -> None:
        self.about, self.now = about, now
        super().__init__(data, auto_id="tin-%s", **options)

    def clean_name(self) -> str:
        """One line in one alphabet, without an address of anybody: names are shown."""
        name: str = self.cleaned_data["name"]
        if names_a_contact(name):
            raise ValidationError(_("Tên được hiện dưới bài: bỏ số điện thoại, thư điện tử khỏi ô này."))
        if (letter := foreign_letter(name)) or has_heaped_marks(name):
            raise ValidationError(
                _("Tên có chữ “%(letter)s” không thuộc bảng chữ cái Latinh. Nhập lại bằng bàn phím tiếng Việt.")
                % {"letter": letter}
                if letter
                else _("Tên có nhiều dấu chồng lên một chữ. Nhập lại bằng bàn phím tiếng Việt.")
            )
        if not any(each.isalpha() for each in name):
            raise ValidationError(_("Tên phải có chữ."))
        return name

    def clean_text(self) -> str:
        """No word of two alphabets, no heaps of marks."""
        text: str = self.cleaned_data["text"]
        if word := mixed_word(text):
            raise ValidationError(
                _("Từ “%(word)s” có chữ cái của hai bảng chữ trông giống nhau. Nhập lại bằng bàn phím tiếng Việt.")
                % {"word": word[:40]}
            )
        if has_heaped_marks(text):
            raise ValidationError(_("Bình luận có nhiều dấu chồng lên một chữ. Nhập lại bằng bàn phím tiếng Việt."))
        return text

    def clean(self) -> dict[str, Any]:
        """Nobody's own e-mail in what is shown, the seal of this page, and nobody who fills in what nobody sees."""
        found: dict[str, Any] = super().clean() or {}
        for shown in ("name", "text"):
            if names_address(found.get(shown, ""), found.get("email", "")):
                self.add_error(shown, _("Email của bạn không hiện công khai: bỏ địa chỉ ấy khỏi ô này rồi gửi."))
        if found.get("website"):
            raise ValidationError(
                _("Trình duyệt đã tự điền một ô ẩn. Ô ấy nay để trống; bấm gửi lần nữa, chữ đã viết vẫn còn."),
                code="honeypot",
            )
        if not is_sealed(found.get("seal", ""), self.about, self.now, least=QUICKEST, most=OLDEST):
            raise ValidationError(
                _("Trang này mở đã lâu, hoặc gửi quá nhanh. Xem lại rồi bấm gửi lần nữa; chữ đã viết vẫn còn."),
                code="seal",
            )
        return found

    @property
    def fresh_seal(self) -> str:
        """The seal of the page that is being made."""
        return seal(self.about, self.now)

    def words(self, parent: Comment | None) -> CommentWords:
        """What was sent."""
        told = self.cleaned_data
        return CommentWords(told["name"], told["email"], told["text"], parent)
