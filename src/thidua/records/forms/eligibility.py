"""What a question about eligibility depends on: the year, the day of the law, the day of judging, readings of texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField
from thidua.core.law.citations import say_citations
from thidua.core.law.settings import shipped_settings
from thidua.records.forms.books import YearField


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: of which year, under the law of which day, judged on which day, with texts read in which way."""

    year: int
    law_on: date
    as_of: date
    settings: dict[str, str]


class QuestionForm(forms.Form):
    """Year, law day, day of judging, settings; every field may be left out."""

    nam = YearField(label=_("Xét cho năm"), min_value=1948, max_value=2199)
    luat = DateField(label=_("Theo luật của ngày"), required=False)
    xet = DateField(label=_("Xét vào ngày"), required=False)

    def __init__(self, data: Any, *, today: date, year: int) -> None:
        self.today = today
        self.year = year
        given = {"nam": data.get("nam") or str(year)}
        names = ["luat", "xet", *shipped_settings()]
        given.update({name: data.get(name, "") for name in names})
        super().__init__(given)
        for code, setting in shipped_settings().items():
            chosen = setting.options.get(setting.default, "")
            nothing = chosen or _("Chưa chọn: mọi cách đọc phải cho cùng kết quả")
            self.fields[code] = forms.ChoiceField(
                label=_in_vietnamese(setting.question),
                required=False,
                choices=[("", nothing), *((key, words) for key, words in setting.options.items())],
                help_text=_in_vietnamese(say_citations(setting.cites)),
                widget=forms.Select(attrs={"lang": "vi"}),
            )

    def question(self) -> Question:
        """What is asked. The day of the law and the day of judging are today unless said otherwise."""
        data = self.cleaned_data if self.is_valid() else {}
        settings = {code: data[code] for code in shipped_settings() if data.get(code)}
        return Question(
            data.get("nam") or self.year, data.get("luat") or self.today, data.get("xet") or self.today, settings
        )


def _in_vietnamese(words: str) -> SafeString:
    """The words of a text of law, marked as what they are on a page in another language."""
    return format_html('<span lang="vi">{}</span>', words)
