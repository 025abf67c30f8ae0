"""How an agency reads the texts that can be read in several ways, for those who ask the law and for pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thidua.common.language import page_language
from thidua.core.law.settings import Setting, shipped_settings
from thidua.core.law.wording import say_words
from thidua.records.models import ChosenReading


def readings_of(agency: int) -> dict[str, str]:
    """Code of a question → the agency's answer; one that is not in it has its default or none. One query."""
    settings = shipped_settings()
    rows = ChosenReading.objects.filter(agency=agency).exclude(answer="").values_list("code", "answer")
    return {code: answer for code, answer in rows if code in settings and answer in settings[code].options}


@dataclass(frozen=True, slots=True)
class ShownReading:
    """A question with the answer in words and, where the agency gave it, its row."""

    setting: Setting
    question: str
    answer: str
    """Empty: nobody chose, all readings are tried."""
    row: ChosenReading | None = None


def shown_reading(setting: Setting, row: ChosenReading | None) -> ShownReading:
    """One question as an agency answered it."""
    return _shown(setting, row.answer if row else "", row)


def shown_readings(answers: Mapping[str, str], rows: Iterable[ChosenReading]) -> list[ShownReading]:
    """Those questions that were answered, in their order; the row beside those that stand as it says."""
    by_code = {each.code: each for each in rows}
    found = []
    for code, setting in shipped_settings().items():
        if answers.get(code):
            row = by_code.get(code)
            same = row is not None and row.answer == answers[code]
            found.append(_shown(setting, answers[code], row if same else None))
    return found


def _shown(setting: Setting, answer: str, row: ChosenReading | None) -> ShownReading:
    language = page_language()
    return ShownReading(
        setting, say_words(setting.question, language), say_words(setting.options.get(answer, ""), language), row
    )
