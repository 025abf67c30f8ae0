"""What a question about eligibility depends on: the year, the day of the law, the day of judging, readings of texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField
from thidua.common.language import page_language
from thidua.core.law.citations import say_citations
from thidua.core.law.settings import shipped_settings
from thidua.core.law.wording import say_words
from thidua.records.forms.books import YearField
from thidua.records.forms.readings import nothing_chosen


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: of which year, under the law of which day, judged on which day, with texts read in which way."""

    year: int
    law_on: date
    as_of: date
    settings: dict[str, str]
    """Readings of texts: those of the agency, and in their place those that the address asks for."""
    received_on: date | None = None
    """When the file was received for appraisal, where it was: before a text in force that nobody holds it stays under
    the older one.
    """


EVERY = "-"
"""The choice of every reading, where the agency chose one."""


class QuestionForm(forms.Form):
    """Year, law day, day of judging, settings; every field may be left out."""

    nam = YearField(label=_("Xét cho năm"), min_value=1948, max_value=2199)
    luat = DateField(label=_("Theo luật của ngày"), required=False)
    xet = DateField(label=_("Xét vào ngày"), required=False)
    nhan = DateField(
        label=_("Hồ sơ nhận ngày"),
        required=False,
        help_text=_("Để trống nếu chưa nhận. Nhận trước ngày luật mới có hiệu lực thì hồ sơ tiếp tục theo luật cũ"),
    )

    def __init__(
        self, data: Any, *, today: date, year: int, readings: Mapping[str, str], is_of_file: bool = True
    ) -> None:
        """`is_of_file`: whether there may be a file, received on a day."""
        self.today = today
        self.year = year
        self.readings = readings
        language = page_language()
        given = {"nam": data.get("nam") or str(year)}
        names = ["luat", "xet", "nhan", *shipped_settings()]
        given.update({name: data.get(name, "") for name in names})
        super().__init__(given)
        if not is_of_file:
            del self.fields["nhan"]
        for code, setting in shipped_settings().items():
            options = {key: say_words(words, language) for key, words in setting.options.items()}
            nothing: Any = nothing_chosen(setting, language)
            choices = [("", nothing), *options.items()]
            if code in readings:
                choices[0] = ("", gettext("Cơ quan đã chọn: {reading}").format(reading=options[readings[code]]))
                if not setting.default:
                    choices.append((EVERY, _("Mọi cách đọc phải cho cùng kết quả")))
            self.fields[code] = forms.ChoiceField(
                label=say_words(setting.question, language),
                required=False,
                choices=choices,
                help_text=say_citations(setting.cites, language),
            )

    def question(self) -> Question:
        """What is asked. The day of the law and the day of judging are today unless said otherwise."""
        data = self.cleaned_data if self.is_valid() else {}
        asked = {code: data[code] for code in shipped_settings() if data.get(code)}
        settings = {code: answer for code, answer in {**self.readings, **asked}.items() if answer != EVERY}
        return Question(
            data.get("nam") or self.year,
            data.get("luat") or self.today,
            data.get("xet") or self.today,
            settings,
            data.get("nhan"),
        )
