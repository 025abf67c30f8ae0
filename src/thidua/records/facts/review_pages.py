"""What the pages of a review show: rows narrowed by award, verdict, unit and group, cells in words, who meets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.audit.queries import first_change_after
from thidua.common.components.texts import number, short_date
from thidua.common.language import page_language
from thidua.core.law.awards import shipped_awards
from thidua.core.law.certainty import Certainty, Verdict
from thidua.core.law.codes import Subject
from thidua.core.law.general import shipped_rules
from thidua.core.law.near import Lack
from thidua.core.law.quotas import (
    TIE_BREAK,
    QuotaAnswer,
    QuotaRule,
    QuotaScope,
    QuotaStand,
    UnitAnswer,
    answer_quota,
    quotas_of,
)
from thidua.core.law.regimes import regime_on
from thidua.core.law.wording import award_names, say_quota, say_words
from thidua.organisations.models import Unit
from thidua.records.facts.law_library import ShownCitation, shown_citations
from thidua.records.facts.law_words import GRADES, VERDICTS, Sign
from thidua.records.facts.reviewing import OWN, share_of
from thidua.records.models import EligibilityReview, ReviewRow

CHANGES: Final = (
    "book.", "award.", "import.applied", "import.undone", "person.", "unit.", "bloc.member", "reading.",
    "rule_file.signed", "rule_file.withdrawn",
)  # fmt: skip
"""Acts after which a review may be old."""
GROUPS: Final = {"nu": Q(is_woman=True), "lanh-dao": Q(leads=True), "truc-tiep": Q(works_directly=True)}
LEAST_NEAR: Final = 1


@dataclass(frozen=True, slots=True)
class AskedAward:
    """One award of a review: its place among the letters of a row."""

    place: int
    code: str
    name: str
    is_under: bool
    is_own: bool
    is_own_under: bool
    is_before_under: bool
    stamp: str
    """What a verdict under the text we hold is stamped with; empty where every text of the day is held."""
    stamp_before: str
    """The same of the law day that the review is held against."""
    lowered: Sequence[Sequence[Any]]
    url: str
    counts: Mapping[str, int]


def awards_asked(review: EligibilityReview, subject: Subject) -> list[AskedAward]:
    """The awards of persons, or of units, in the order of the letters."""
    counts = review.counts.get(subject.value, {})
    book = shipped_awards()
    stamp, stamp_before = _stamp_of(review.law_on), _stamp_of(review.held_against)
    return [
        AskedAward(
            place,
            each["code"],
            book[each["code"], subject].name,
            each["under"],
            each["own"],
            each.get("own_under", False),
            each.get("before_under", False),
            stamp,
            stamp_before,
            each["lowered"],
            reverse("law_award", args=[each["code"].lower().replace("_", "-"), subject.value])
            + f"?ngay={short_date(review.law_on)}",
            counts.get(each["code"], {}),
        )
        for place, each in enumerate(review.awards.get(subject.value, ()))
    ]


def _stamp_of(day: date | None) -> str:
    regime = None if day is None else regime_on(day)
    return say_words(regime.stamp, page_language()) if regime is not None else ""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which rows are wanted: of persons or units, by award and how it stands, by unit, by group."""

    subject: Subject = Subject.INDIVIDUAL
    award: str = ""
    stands: str = ""
    """MET, NOT_MET, UNKNOWN, CHANGED, or NEAR1 … NEAR3: missed by so many years at most."""
    unit: int | None = None
    group: str = ""


def rows_wanted(review: EligibilityReview, wanted: Narrowed, awards: Sequence[AskedAward]) -> QuerySet[ReviewRow]:
    """The rows, in their order."""
    rows = ReviewRow.objects.filter(review=review, person__isnull=wanted.subject is Subject.COLLECTIVE)
    if wanted.unit is not None:
        rows = rows.filter(unit=wanted.unit)
    if wanted.group in GROUPS:
        rows = rows.filter(GROUPS[wanted.group])
    asked = [each for each in awards if wanted.award in ("", each.code)]
    if wanted.stands:
        found = Q(pk__in=())
        for each in asked:
            condition = _stands(each, wanted.stands)
            if condition is not None:
                name, letters = condition
                alias = f"{name}_{each.place}"
                rows = rows.alias(**{alias: Substr(name, each.place + 1, 1)})
                found |= Q(**{f"{alias}__in": letters})
        rows = rows.filter(found)
    return rows.select_related("person", "unit").order_by("place")


def _stands(award: AskedAward, stands: str) -> tuple[str, list[str]] | None:
    """The column and the letters that are wanted; None where none can be."""
    if stands in Verdict.__members__:
        return "verdicts", [str(int(Verdict[stands]))]
    if stands == "CHANGED":
        return "changed", ["1"]
    most = int(stands.removeprefix("NEAR")) if stands.startswith("NEAR") and stands[4:].isdigit() else 0
    letters = [str(at) for at, (years, *_rest) in enumerate(award.lowered, start=1) if years <= most]
    return ("near", letters) if letters else None


# --- Cells -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """How a row stands for an award: the badge, what is lacking in words, what another law day or own rules say."""

    badge: str
    near: str
    criterion: str
    is_open: bool
    own: str
    before: str
    is_changed: bool
    url: str
    award: AskedAward

    @property
    def words(self) -> str:
        """For a table that goes out."""
        award = self.award
        told = [_stamped(say_verdict(self.badge), award.stamp if award.is_under else "")]
        if self.near:
            told.append(f"{self.near}: {self.criterion}")
        if self.own:
            said = _stamped(say_verdict(self.own), award.stamp if award.is_own_under else "")
            told.append(_("theo quy định riêng: %(verdict)s") % {"verdict": _lower_first(said)})
        if self.is_changed:
            said = _stamped(say_verdict(self.before), award.stamp_before if award.is_before_under else "")
            told.append(_("trước đó: %(verdict)s") % {"verdict": _lower_first(said)})
        return "; ".join(told)


def _stamped(verdict: str, stamp: str) -> str:
    """“Đủ theo văn bản đang giữ, chưa đối chiếu …”."""
    if not stamp:
        return verdict
    return _("%(verdict)s theo văn bản đang giữ, %(stamp)s") % {"verdict": verdict, "stamp": stamp}


def _lower_first(words: str) -> str:
    return words[:1].lower() + words[1:]


BADGES: Final = {str(int(verdict)): word for verdict, word in VERDICTS.items()}


def say_verdict(badge: str) -> str:
    """The words of a badge."""
    return {"met": _("Đủ"), "not_met": _("Chưa đủ"), "undecided": _("Chưa kết luận được")}[badge]


def say_lack(years: int, lack: str) -> str:
    """“thiếu 1 năm”, “thiếu 1 lần”, “thiếu 1 năm công tác”."""
    if lack == Lack.TIMES:
        return ngettext("thiếu %(number)s lần", "thiếu %(number)s lần", years) % {"number": years}
    if lack == Lack.SERVICE:
        return ngettext("thiếu %(number)s năm công tác", "thiếu %(number)s năm công tác", years) % {"number": years}
    return ngettext("thiếu %(number)s năm", "thiếu %(number)s năm", years) % {"number": years}


def cells_of(review: EligibilityReview, row: ReviewRow, awards: Iterable[AskedAward]) -> list[Cell]:
    """The cells of a row, one for each award."""
    return list(_cells(review, row, awards))


def _cells(review: EligibilityReview, row: ReviewRow, awards: Iterable[AskedAward]) -> Iterator[Cell]:
    for each in awards:
        at = each.place
        near = int(row.near[at])
        years, lack, criterion = each.lowered[near - 1] if near else (0, "", "")
        own = row.own[at]
        yield Cell(
            badge=BADGES[row.verdicts[at]],
            near=say_lack(years, lack) if near else "",
            criterion=criterion,
            is_open=bool(near) and row.near_open[at] == "1",
            own=BADGES.get(own, ""),
            before=BADGES[row.before[at]] if row.before else "",
            is_changed=bool(row.changed) and row.changed[at] == "1",
            url=explanation_of(review, row, each),
            award=each,
        )


def explanation_of(review: EligibilityReview, row: ReviewRow, award: AskedAward) -> str:
    """The page that explains a cell, asked of the same year, law day and day of judging."""
    whose, pk = ("don-vi", row.unit_id) if row.person_id is None else ("nguoi", row.person_id)
    asked = {"nam": review.year, "luat": short_date(review.law_on), "xet": short_date(review.as_of), **review.readings}
    return f"{reverse('eligibility_award', args=[whose, pk, award.code])}?{urlencode(asked)}"


def changed_since(review: EligibilityReview) -> datetime | None:
    """When something that the review rests on was first changed after the books were read; None: never."""
    return first_change_after(review.agency_id, review.chain, CHANGES)


# --- Quotas ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShownQuota:
    """A quota of an agency, or of its units: what a text allows, how many meet the conditions, where it stands, how
    sure we are.
    """

    award: str
    of: str
    share: str
    """“15%”; empty where no text that we hold sets one."""
    base: str
    """Of how many: “20”, or “20 đến 24” while some cannot be concluded."""
    allowed: str
    met: int
    unknown: int
    badge: str
    """Of the badge vocabulary."""
    word: str
    says: str
    cites: tuple[ShownCitation, ...]
    sign: Sign
    note: str
    signed_by: str
    """Of an agency's own quota: who signed it."""
    within: str
    """Within what it is reckoned, in words; empty where no text that we hold sets a share."""
    units: tuple[ShownUnitQuota, ...]
    """The units that have more than is allowed, or of which that is not known."""
    others: int
    """Units beside these: within the share, or too many to be shown."""


@dataclass(frozen=True, slots=True)
class ShownUnitQuota:
    """A quota within one unit; `preferred`: how many of those who meet the conditions come first among equals."""

    name: str
    base: str
    allowed: str
    met: int
    unknown: int
    preferred: int
    badge: str
    word: str
    query: str
    """The rows of the unit; empty where they are those of units below it."""


STANDS: Final[Mapping[QuotaStand, tuple[str, Promise | str]]] = {
    QuotaStand.FITS: ("ok", gettext_lazy("Trong tỷ lệ")),
    QuotaStand.TOO_MANY: ("warn", gettext_lazy("Nhiều hơn tỷ lệ")),
    QuotaStand.OPEN: ("undecided", gettext_lazy("Chưa kết luận được")),
    QuotaStand.NO_QUOTA: ("plain", gettext_lazy("Không có tỷ lệ chung")),
    QuotaStand.NOT_HELD: ("unknown", gettext_lazy("Chưa có văn bản")),
}


def quotas_shown(review: EligibilityReview, subject: Subject, own: Iterable[QuotaRule] = ()) -> list[ShownQuota]:
    """The quotas of persons, or of units, over everybody of the review, those of the law and the agency's `own`; of a
    part of an agency only those of each unit, of persons; none where it was made before quotas were counted so.
    """
    is_whole = review.unit_id is None and review.bloc_id is None
    kept = review.counts.get("shares", {})
    answers = []
    for rules, key in ((quotas_of(subject), subject.value), (quotas_of(subject, own), f"{subject.value}{OWN}")):
        for each in rules:
            told = kept.get(key, {}).get(each.award)
            is_asked = is_whole or (each.per is QuotaScope.UNIT and subject is Subject.INDIVIDUAL)
            if told is not None and is_asked and each.is_told(review.law_on):
                groups = {unit: share_of(numbers) for unit, numbers in told.items()}
                answers.append(answer_quota(each, groups, review.law_on))
    wanted = {int(unit.unit) for answer in answers for unit in _not_fitting(answer)}
    names = dict(Unit.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
    return [_quota(answer, names) for answer in answers]


MOST_UNITS: Final = 40
"""Units of one quota that are shown."""


def _not_fitting(answer: QuotaAnswer) -> list[UnitAnswer]:
    """Those that people must look at, the ones with too many first."""
    found = [each for each in answer.units if each.stand is not QuotaStand.FITS]
    found.sort(key=lambda each: each.stand is not QuotaStand.TOO_MANY)
    return found[:MOST_UNITS] if len(answer.units) > 1 or answer.rule.per is QuotaScope.UNIT else []


def _unit_quota(answer: UnitAnswer, rule: QuotaRule, names: Mapping[int, str]) -> ShownUnitQuota:
    badge, word = STANDS[answer.stand]
    asked = {"doi_tuong": rule.subject.value, "danh_hieu": rule.award, "don_vi": answer.unit}
    return ShownUnitQuota(
        names.get(int(answer.unit), _("Trực thuộc cơ quan")),
        say_span(answer.group.base.met, answer.group.base.most),
        say_span(*answer.allowed),
        answer.group.eligible.met,
        answer.group.eligible.unknown,
        answer.group.preferred,
        badge,
        str(word),
        urlencode(asked) if rule.subject is Subject.INDIVIDUAL else "",
    )


WITHIN: Final[Mapping[QuotaScope | None, Promise]] = {
    QuotaScope.AGENCY: gettext_lazy("tính trên cả cơ quan"),
    QuotaScope.UNIT: gettext_lazy("tính trong từng đơn vị"),
    None: gettext_lazy("văn bản đã đọc không nói tính trên cả cơ quan hay trong từng đơn vị"),
}


def _quota(answer: QuotaAnswer, unit_names: Mapping[int, str]) -> ShownQuota:
    language = page_language()
    names = award_names(language)
    badge, word = STANDS[answer.shown]
    entry = answer.entry
    units = tuple(_unit_quota(each, answer.rule, unit_names) for each in _not_fitting(answer))
    return ShownQuota(
        names[answer.rule.award],
        names[answer.rule.of],
        "" if entry is None or entry.value is None else f"{number(entry.value)}%",
        say_span(answer.base.met, answer.base.most),
        "" if answer.allowed is None else say_span(*answer.allowed),
        answer.eligible.met,
        answer.eligible.unknown,
        badge,
        str(word),
        say_quota(answer, language),
        () if entry is None else shown_citations(entry.cites),
        GRADES[Certainty.UNKNOWN if entry is None else entry.grade],
        "" if entry is None else entry.note,
        answer.rule.signed_by,
        "" if answer.allowed is None else str(WITHIN[answer.rule.per]),
        units,
        len(answer.units) - len(units),
    )


def say_span(least: int, most: int) -> str:
    """“3”, or “3 đến 5”."""
    if least == most:
        return number(least)
    return _("%(least)s đến %(most)s") % {"least": number(least), "most": number(most)}


@dataclass(frozen=True, slots=True)
class ShownTieBreak:
    """Who comes first among equals."""

    rule: str
    cites: tuple[ShownCitation, ...]
    sign: Sign


def tie_break_shown(law_on: date) -> ShownTieBreak | None:
    """The rule for equals of a law day; None before there was one."""
    rule = shipped_rules()[TIE_BREAK]
    version = rule.on(law_on)
    if version is None:
        return None
    return ShownTieBreak(say_words(rule.rule, page_language()), shown_citations(version.cites), GRADES[version.grade])
