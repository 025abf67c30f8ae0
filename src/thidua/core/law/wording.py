"""Reasons, needs and notes as sentences, on request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from thidua.core.law.awards import shipped_awards
from thidua.core.law.certainty import Verdict
from thidua.core.law.citations import Citation
from thidua.core.law.codes import Subject
from thidua.core.law.outcome import Datum, Reason
from thidua.core.law.path_needs import Need
from thidua.core.law.phrases import phrases_of
from thidua.core.law.quotas import QuotaAnswer, QuotaScope, QuotaStand, UnitAnswer
from thidua.core.law.words import words_of

_NAMED = ("grade", "scope", "work", "measure", "hold", "post", "sex", "given", "verdict", "figure")
"""Data whose values have names of their own."""
_TWO_SPACES = re.compile(r"  +")


@lru_cache(maxsize=4)
def award_names(language: str = "vi") -> Mapping[str, str]:
    """Names of titles and honours by code, those of persons before those of units."""
    names: dict[str, str] = {code: say_words(name, language) for code, name in words_of()["awards"].items()}
    for (code, _subject), award in shipped_awards().items():
        names.setdefault(code, say_words(award.name, language))
    return names


def say_words(words: str, language: str = "vi") -> str:
    """Words of the shipped rules (names of awards, routes, criteria, why something is not held) in a language; as they
    are where nobody translated them: an agency's own.
    """
    return words if language == "vi" else phrases_of(language).get(words, words)


def say_reason(told: Reason, part: str = "because", language: str = "vi") -> str:
    """One sentence of `because`, `needs`, `notes` or `path`."""
    sentence: str = words_of(language)[part][told.kind]
    said = {key: _say(key, value, language) for key, value in told.data}
    return _TWO_SPACES.sub(" ", sentence.format(**said))


def say_all(told: tuple[Reason, ...], part: str = "because", language: str = "vi") -> str:
    """Several sentences."""
    return " ".join(say_reason(each, part, language) for each in told)


def say_need(need: Need, language: str = "vi") -> str:
    """What must be recognised, confirmed or ranked in a year of a path, and what may stand in its place."""
    said = say_reason(need.told(), "path", language)
    if not need.instead:
        return said
    instead = "; ".join(say_words(each, language) for each in need.instead)
    return str(words_of(language)["path"]["instead"]).format(need=said, instead=instead)


def say_quota(answer: QuotaAnswer, language: str = "vi") -> str:
    """How those who meet the conditions stand to a quota; whose the ranking is."""
    words: Mapping[str, str] = words_of(language)["quotas"]
    names = award_names(language)
    least, most = answer.allowed or (0, 0)
    told = {
        "of": names[answer.rule.of],
        "allowed": str(least) if least == most else words["span"].format(least=least, most=most),
        "met": answer.eligible.met,
        "unknown": answer.eligible.unknown,
    }
    said = [words[answer.shown.value].format(**told)]
    if answer.has_two_readings:
        said.append(words["two_scopes"])
    elif answer.rule.per is QuotaScope.UNIT and answer.units:
        stands = [each.stand for each in answer.units]
        many, open_ = (stands.count(each) for each in (QuotaStand.TOO_MANY, QuotaStand.OPEN))
        said.append(words["per_unit"].format(units=len(stands), many=many, open=open_))
    if answer.preferred and answer.shown in (QuotaStand.TOO_MANY, QuotaStand.OPEN):
        kind = "preferred_women" if answer.rule.subject is Subject.INDIVIDUAL else "preferred_units"
        said.append(words[kind].format(number=answer.preferred))
    if answer.stamp:
        said.append(words["stamp"].format(stamp=say_words(answer.stamp, language)))
    return " ".join(said)


def say_unit_quota(answer: UnitAnswer, subject: Subject, language: str = "vi") -> str:
    """How those of one unit stand to a quota; who comes first among equals."""
    words: Mapping[str, str] = words_of(language)["quotas"]
    (met, unknown), (least, most) = answer.group.eligible, answer.allowed
    allowed = str(least) if least == most else words["span"].format(least=least, most=most)
    said = [words[f"unit_{answer.stand.value}"].format(allowed=allowed, met=met, unknown=unknown)]
    if answer.group.preferred and answer.stand is not QuotaStand.FITS:
        kind = "preferred_women" if subject is Subject.INDIVIDUAL else "preferred_units"
        said.append(words[kind].format(number=answer.group.preferred))
    return " ".join(said)


def say_verdict(verdict: Verdict) -> str:
    """Đủ, chưa đủ, chưa kết luận được."""
    return str(words_of()["names"]["verdict"][verdict.name])


def say_day(day: date) -> str:
    """A day as 15/11/2025."""
    return f"{day:%d/%m/%Y}"


def say_share(share: Fraction) -> str:
    """A share in per cent: 70%."""
    return f"{share * 100}%" if (share * 100).denominator == 1 else str(share)


def _say(key: str, value: Datum, language: str) -> str:
    words: Mapping[str, Any] = words_of(language)["names"]
    if value is None:
        return str(words["unknown"])
    if isinstance(value, date):
        return say_day(value)
    if isinstance(value, Fraction):
        return say_share(value)
    if isinstance(value, tuple):
        own = words[key] if key in _NAMED else {}
        names = [str(own.get(each) or _named(each, language)) for each in value if isinstance(each, str)]
        return ", ".join((*names, *_spans(each for each in value if isinstance(each, int)))) or str(words["nothing"])
    if isinstance(value, str):
        if key == "cites":
            return Citation.parse(value).say(language)
        return str(words[key].get(value, value)) if key in _NAMED else _named(value, language)
    return str(value)


def _named(value: str, language: str) -> str:
    """An award by its code, or words of the rules."""
    return award_names(language).get(value) or say_words(value, language)


def _spans(numbers: Iterable[int]) -> list[str]:
    """Years with those that follow one another in one, and how often one is there: 2019 (2), 2021–2025."""
    counts = Counter(numbers)
    spans: list[list[int]] = []
    for each in sorted(counts):
        if spans and each == spans[-1][1] + 1 and counts[each] == counts[spans[-1][1]] == 1:
            spans[-1][1] = each
        else:
            spans.append([each, each])
    said = []
    for first, last in spans:
        if last > first + 1:
            said.append(f"{first}–{last}")
        else:
            said += [str(each) if counts[each] == 1 else f"{each} ({counts[each]})" for each in range(first, last + 1)]
    return said
