"""What the pages of the law library show: texts, articles, criteria in plain words, figures, the drawn timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.components.texts import number, short_date
from thidua.common.language import page_language
from thidua.core.law.awards import Award, Route
from thidua.core.law.certainty import Certainty
from thidua.core.law.citations import Citation, Citations
from thidua.core.law.conditions import AllOf, AtLeast, ByReading, Condition, Criterion
from thidua.core.law.figures import LegalFigure, shipped_figures
from thidua.core.law.library import PlacedCriterion, Use, UseKind, slug_of
from thidua.core.law.quotas import QuotaRule, QuotaScope
from thidua.core.law.regimes import shipped_regimes
from thidua.core.law.settings import shipped_settings
from thidua.core.law.texts import RegisteredText, shipped_texts
from thidua.core.law.wording import award_names
from thidua.records.facts.law_words import GRADES, SUBJECTS, Sign, say_span

WIDTH: Final = 1000
"""Units across the drawn timeline."""
LEAD: Final = 365
"""Days drawn after the last day that is known."""


# --- Citations -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """A source in words, and the page of its text; empty for a text that is not in the library (an agency's own)."""

    words: str
    url: str


def shown_citations(cites: Iterable[Citation]) -> tuple[ShownCitation, ...]:
    """Each source with the page of its text."""
    return tuple(ShownCitation(str(each), _page_of(each)) for each in cites)


def _page_of(cite: Citation) -> str:
    if cite.text not in shipped_texts():
        return ""
    return f"{reverse('law_text', args=[slug_of(cite.text)])}{anchor_of(cite)}"


def anchor_of(cite: Citation) -> str:
    """Where on the page of its text an article stands."""
    return f"#dieu-{cite.article}" if cite.article else ""


# --- The timeline ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bar:
    """A span drawn: from `left`, so wide; of `WIDTH`."""

    left: int
    width: int


@dataclass(frozen=True, slots=True)
class DrawnRegime:
    """A set of texts on the timeline: `bar`, the words beside it, the texts with their pages."""

    code: str
    name: str
    span: str
    bar: Bar
    texts: tuple[ShownCitation, ...]
    reason: str
    stamp: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Regimes one above the other over the same years; `today` is where the line of today stands."""

    years: tuple[int, ...]
    ticks: tuple[int, ...]
    regimes: tuple[DrawnRegime, ...]
    today: int | None


def timeline(today: date) -> Timeline:
    """The regimes as they follow one another, drawn from the first year to a year after the last beginning."""
    regimes = shipped_regimes()
    first = date(regimes[0].since.year, 1, 1)
    last = date(max(regimes[-1].since.year, today.year) + 1, 12, 31)
    days = (last - first).days + 1

    def place(day: date) -> int:
        return round((day - first).days * WIDTH / days)

    years = tuple(range(first.year, last.year + 1))
    drawn = tuple(
        DrawnRegime(
            each.code,
            each.name,
            say_span(short_date(each.since), short_date(each.until) if each.until else ""),
            Bar(place(each.since), max(place(each.until or last) - place(each.since), 4)),
            shown_citations(Citation(text) for text in each.texts),
            each.reason,
            each.stamp,
            each.holds(today),
        )
        for each in regimes
    )
    ticks = tuple(place(date(year, 1, 1)) for year in years)
    return Timeline(years, ticks, drawn, place(today) if first <= today <= last else None)


# --- Texts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownText:
    """A text of the register with its neighbours and how much rests on it."""

    text: RegisteredText
    url: str
    span: str
    replaced_by: tuple[ShownCitation, ...]
    amended_by: tuple[ShownCitation, ...]
    replaces: tuple[ShownCitation, ...]
    amends: tuple[ShownCitation, ...]
    uses: int


def shown_text(text: RegisteredText, uses: int = 0) -> ShownText:
    """A text as its page and the list show it."""

    def others(numbers: Iterable[str]) -> tuple[ShownCitation, ...]:
        return shown_citations(Citation(each) for each in numbers)

    texts = shipped_texts().values()
    until = text.until or text.announced_end
    return ShownText(
        text,
        reverse("law_text", args=[slug_of(text.number)]),
        say_span(short_date(text.since) if text.since else "", short_date(until) if until else ""),
        others(text.replaced_by),
        others(text.amended_by),
        others(each.number for each in texts if text.number in each.replaced_by),
        others(each.number for each in texts if text.number in each.amended_by),
        uses,
    )


@dataclass(frozen=True, slots=True)
class ShownUse:
    """Something that rests on an article: what kind, its words, its award or page, from when to when, how sure."""

    kind: str
    name: str
    place: str
    url: str
    span: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article of a text (or the text as a whole) and what rests on it."""

    title: str
    anchor: str
    uses: tuple[ShownUse, ...]


def shown_articles(uses: Sequence[Use]) -> tuple[ShownArticle, ...]:
    """Uses of one text under their articles, clauses and points told with each."""
    shown = []
    for article, group in groupby(uses, key=lambda use: use.cites.article):
        title = _("Điều %(article)s") % {"article": article} if article else _("Cả văn bản")
        rows = dict.fromkeys(_shown_use(each) for each in group)
        shown.append(ShownArticle(title, f"dieu-{article or 0}", tuple(rows)))
    return tuple(shown)


def _shown_use(use: Use) -> ShownUse:
    clause = ", ".join(
        words
        for words in (
            _("khoản %(clause)s") % {"clause": use.cites.clause} if use.cites.clause else "",
            _("điểm %(point)s") % {"point": use.cites.point} if use.cites.point else "",
        )
        if words
    )
    kinds = {
        UseKind.CRITERION: _("Tiêu chuẩn"),
        UseKind.ROUTE: _("Diện xét"),
        UseKind.DECIDED_BY: _("Thẩm quyền"),
        UseKind.RULE: _("Quy tắc chung"),
        UseKind.FIGURE: _("Con số pháp luật"),
        UseKind.SETTING: _("Cách đọc"),
    }
    url, place = "", ""
    if use.award is not None:
        url, place = (
            award_url(use.award),
            _("%(award)s (%(subject)s)")
            % {
                "award": use.award.name,
                "subject": str(SUBJECTS[use.award.subject]).lower(),
            },
        )
    elif use.kind is UseKind.FIGURE:
        url = f"{reverse('law_figures')}#{use.code}"
    elif use.kind in (UseKind.RULE, UseKind.SETTING):
        url, place = f"{reverse('law_rules')}#{use.code}", _("Quy tắc chung và cách đọc")
    span = say_span(short_date(use.since) if use.since else "", short_date(use.until) if use.until else "")
    kind = kinds[use.kind]
    return ShownUse(f"{kind}, {clause}" if clause else kind, use.name, place, url, span, GRADES[use.grade])


# --- Awards ----------------------------------------------------------------------------------------------------------


def award_url(award: Award) -> str:
    """The page of an award."""
    return reverse("law_award", args=[award_slug(award), award.subject.value])


def award_slug(award: Award) -> str:
    """The code of an award as a part of an address."""
    return award.code.lower().replace("_", "-")


@dataclass(frozen=True, slots=True)
class ShownCondition:
    """A criterion, or a group with its parts: `says` how many of them are needed."""

    name: str
    sign: Sign
    cites: tuple[ShownCitation, ...] = ()
    says: str = ""
    exclusion: bool = False
    parts: tuple[ShownCondition, ...] = ()
    exceptions: tuple[ShownCondition, ...] = field(default=())

    @property
    def is_group(self) -> bool:
        """Whether it only holds others together."""
        return bool(self.says)


def shown_condition(condition: Condition) -> ShownCondition:
    """A condition as a tree in plain words."""
    match condition:
        case Criterion():
            exceptions = tuple(
                ShownCondition(
                    each.name, GRADES[each.grade], shown_citations(each.cites),
                    parts=(shown_condition(each.then),),
                )
                for each in condition.exceptions
            )  # fmt: skip
            return ShownCondition(
                condition.name, GRADES[condition.grade], shown_citations(condition.cites),
                exclusion=condition.is_exclusion, exceptions=exceptions,
            )  # fmt: skip
        case AllOf():
            return _group(condition.name, _("Cần đủ tất cả"), condition.parts)
        case AtLeast(number=1):
            return _group(condition.name, _("Cần một trong"), condition.parts)
        case AtLeast():
            says = _("Cần ít nhất %(number)s trong %(total)s")
            told = {"number": condition.number, "total": len(condition.parts)}
            return _group(condition.name, says % told, condition.parts)
        case ByReading():
            setting = shipped_settings()[condition.setting]
            parts = tuple(
                ShownCondition(setting.options[code], GRADES[setting.grade], says=_("Nếu đọc như vậy"),
                               parts=(shown_condition(each),))
                for code, each in condition.options
            )  # fmt: skip
            says = _("Văn bản có nhiều cách đọc; chưa chọn thì chỉ kết luận khi mọi cách cho cùng kết quả")
            return ShownCondition(
                condition.name or setting.question, GRADES[setting.grade], shown_citations(setting.cites), says,
                parts=parts,
            )  # fmt: skip


def _group(name: str, says: str, parts: tuple[Condition, ...]) -> ShownCondition:
    return ShownCondition(name, GRADES[Certainty.VERIFIED], says=says, parts=tuple(map(shown_condition, parts)))


@dataclass(frozen=True, slots=True)
class ShownRoute:
    """One way to an award in plain words."""

    route: Route
    sign: Sign
    cites: tuple[ShownCitation, ...]
    parts: tuple[ShownCondition, ...]


def shown_routes(routes: Iterable[Route]) -> tuple[ShownRoute, ...]:
    """The routes of a version."""
    return tuple(
        ShownRoute(each, GRADES[each.grade], shown_citations(each.cites), tuple(map(shown_condition, each.parts)))
        for each in routes
    )


@dataclass(frozen=True, slots=True)
class ShownPlaced:
    """A criterion of a comparison with the route it stands in."""

    route: str
    name: str
    sign: Sign
    cites: tuple[ShownCitation, ...]


def shown_placed(placed: Iterable[PlacedCriterion]) -> tuple[ShownPlaced, ...]:
    """Criteria of a comparison."""
    return tuple(
        ShownPlaced(
            each.route, each.criterion.name, GRADES[each.criterion.grade], shown_citations(each.criterion.cites)
        )
        for each in placed
    )


# --- Figures ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value from a day on; `words` is empty where no text that we hold sets one."""

    since: date
    words: str
    is_ceiling: bool
    cites: tuple[ShownCitation, ...]
    sign: Sign
    note: str


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure with its history, the newest first; `is_stale`: nobody has read the text for twelve months."""

    figure: LegalFigure
    values: tuple[ShownValue, ...]
    is_stale: bool


def shown_figures(stale: Iterable[LegalFigure]) -> Iterator[ShownFigure]:
    """Every figure in the order of its words."""
    old = {each.name for each in stale}
    for figure in sorted(shipped_figures().values(), key=lambda each: each.description):
        yield ShownFigure(figure, _shown_values(figure), figure.name in old)


def _shown_values(figure: LegalFigure) -> tuple[ShownValue, ...]:
    return tuple(
        ShownValue(
            each.since,
            "" if each.value is None else _say_value(each.value),
            each.is_ceiling,
            shown_citations(each.cites),
            GRADES[each.grade],
            each.note,
        )
        for each in reversed(figure.history)
    )


@dataclass(frozen=True, slots=True)
class ShownOwnQuota:
    """A share that an agency's own rule file sets: of what, of whom, its history."""

    award: str
    of: str
    values: tuple[ShownValue, ...]
    is_of_units: bool


def shown_own_quotas(rules: Iterable[QuotaRule]) -> list[ShownOwnQuota]:
    """The quotas of a file, in its order."""
    names = award_names(page_language())
    return [
        ShownOwnQuota(names[each.award], names[each.of], _shown_values(each.figure), each.per is QuotaScope.UNIT)
        for each in rules
    ]


def _say_value(value: Fraction) -> str:
    return number(value)


def sources_of(cites: Citations) -> tuple[ShownCitation, ...]:
    """Sources with their pages, each once."""
    return shown_citations(dict.fromkeys(cites))
