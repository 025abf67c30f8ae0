"""How an agency reads a text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import TextField
from thidua.common.language import page_language
from thidua.core.law.settings import Setting
from thidua.core.law.wording import say_words
from thidua.records.models import ChosenReading

NOTHING = "-"
"""The choice of no reading."""


class ReadingForm(forms.Form):
    """One of the readings, or none; the paper and the reason."""

    answer = forms.ChoiceField(
        label=_("Cách đọc"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Anh/chị chưa chọn một cách đọc.")},
    )
    basis = TextField(
        label=_("Căn cứ"),
        max_length=250,
        help_text=_("Số, ngày văn bản hướng dẫn, hoặc kết luận của Hội đồng."),
        error_messages={"required": _("Anh/chị chưa ghi căn cứ.")},
    )
    reason = TextField(
        label=_("Vì sao chọn"), max_length=500, error_messages={"required": _("Anh/chị chưa ghi lý do.")}
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = page_language()
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        options = [(code, say_words(words, language)) for code, words in setting.options.items()]
        field.choices = [(NOTHING, nothing_chosen(setting, language)), *options]

    def answer_chosen(self) -> str:
        """Which of the readings; "" for none."""
        answer: str = self.cleaned_data["answer"]
        return "" if answer == NOTHING else answer

    @staticmethod
    def values_of(row: ChosenReading | None) -> dict[str, Any]:
        """What is stored, by field."""
        if row is None:
            return {"answer": NOTHING, "version": 0}
        return {"answer": row.answer or NOTHING, "basis": row.basis, "reason": row.reason, "version": row.version}


def nothing_chosen(setting: Setting, language: str) -> str:
    """What holds where an agency does not choose."""
    if setting.default:
        words = say_words(setting.options[setting.default], language)
        return gettext("Chưa chọn: {reading}").format(reading=words)
    return gettext("Chưa chọn: mọi cách đọc phải cho cùng kết quả")
