"""The answer of the law put into what a page shows: verdicts, sentences, articles, links to records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.language import page_language
from thidua.core.law.certainty import Certainty, Verdict
from thidua.core.law.citations import say_citations
from thidua.core.law.codes import AwardKind
from thidua.core.law.outcome import CriterionFinding, Outcome, Reason, RouteOutcome
from thidua.core.law.wording import award_names, say_reason, say_words
from thidua.core.law.words import words_of
from thidua.organisations.models import Person, Unit
from thidua.records.facts.rows import BookRows
from thidua.records.views.sections import BookLine, book_url, whose_of
from thidua.records.views.used_lines import GENERAL, used_lines

Subject = Person | Unit

BADGES = {Verdict.MET: "met", Verdict.NOT_MET: "not_met", Verdict.UNKNOWN: "undecided"}
"""Words of the badge vocabulary: each has its colour, its sign and its word."""
OFFICE = "standing_office"
"""The badge of what rests on discipline and holds, for whoever may not see them: the same whatever is on record."""

_PLACES = {
    "xep-loai": ("grade", "no_grade", "year_graded", "need_grade", "leave_counts"),
    "danh-hieu": (
        "title", "no_title", "no_titles_known", "titles_partly", "title_basis_open", "title_no_basis", "given_in",
        "need_title", "need_twice", "of_title",
        "run", "run_none", "year_unknown", "year_without", "need_years", "need_more_years",
        "counted", "counted_none", "counted_nowhere", "counted_perhaps", "need_times",
    ),
    "hinh-thuc": (
        "honour", "no_honour", "no_honours_known", "honours_partly", "honour_basis_open", "honour_no_basis",
        "honours_in", "honours_in_none", "run_starts", "no_honour_before", "honour_undated", "need_honour",
        "need_years_after",
    ),
    "sang-kien": (
        "works", "works_none", "works_not_counted", "works_perhaps", "works_outside", "works_of_year",
        "works_any_year", "no_works_known", "works_partly", "need_works",
    ),
    "xac-nhan": ("attested", "denied", "not_attested", "need_attested"),
    "so-nguoi": (
        "no_people", "people_with", "people_disciplined", "people_disciplined_partly", "people_ungraded", "share",
        "need_people", "need_people_graded",
    ),
    "xep-hang": ("no_rank", "not_ranked", "ranks_partly", "rank", "need_rank"),
    "tam-dung": (
        "no_holds_known", "no_hold", "no_hold_on_record", "holds_partly", "held", "need_conclusion", "need_holds_told",
    ),
    "ky-luat": (
        "no_discipline_known", "no_discipline", "discipline_partly", "disciplined", "discipline_unknown", "restarted",
        "restart_within", "not_counted", "achieved_before_restart", "need_first_year", "need_discipline_told",
    ),
    "thong-tin-chung": (
        "no_employment", "employed", "need_months", "no_founding", "founded", "no_dissolution", "dissolved",
        "dissolves_later", "no_retirement", "retirement", "retirement_later", "higher_age", "sex",
    ),
    "chuc-vu": ("no_posts", "posts_partly", "in_post", "higher_post", "next_class"),
}  # fmt: skip
_PLACE_OF = {kind: place for place, kinds in _PLACES.items() for kind in kinds}
_SENSITIVE = frozenset({"tam-dung", "ky-luat"})
_FULLY_TOLD = {
    "no_titles_known": "TITLE",
    "titles_partly": "TITLE",
    "no_honours_known": "HONOUR",
    "honours_partly": "HONOUR",
    "no_works_known": "",
    "works_partly": "",
    "no_discipline_known": "DISCIPLINE",
    "discipline_unknown": "DISCIPLINE",
    "discipline_partly": "DISCIPLINE",
    "no_holds_known": "HOLD",
    "holds_partly": "HOLD",
    "no_posts": "POST",
    "posts_partly": "POST",
    "no_rank": "RANK",
    "ranks_partly": "RANK",
}
"""What is missing because nobody said that the list is all there is → of which kind; of works the reason names it."""
_ENTRIES = {
    "no_grade": "xep-loai",
    "not_attested": "xac-nhan",
    "no_people": "so-nguoi",
    "no_rank": "xep-hang",
}


@dataclass(frozen=True, slots=True)
class Node:
    """One criterion as it stands."""

    badge: str
    name: str
    because: tuple[str, ...]
    needs: tuple[str, ...]
    ways: tuple[tuple[str, str], ...]
    """Words and address: the records it rests on, and where what is missing is entered."""
    law: str
    certainty: str
    is_certain: bool
    if_confirmed: str
    parts: tuple[Node, ...]
    lang: str = ""
    """The language of the name where it is not that of the page."""


@dataclass(frozen=True, slots=True)
class RouteTree:
    """One way to an award."""

    badge: str
    name: str
    law: str
    certainty: str
    is_considered: bool
    nodes: tuple[Node, ...]
    lang: str = ""
    """As of a node."""


@dataclass(frozen=True, slots=True)
class AwardTree:
    """One award: `badge` is the verdict that stands on top, under the text we hold where `stamp` says so."""

    code: str
    name: str
    kind: AwardKind
    badge: str
    verdict: Verdict
    stamp: str
    regime: str
    routes: tuple[RouteTree, ...]
    notes: tuple[str, ...]
    decided_by: str
    reason: str = ""
    near: str = ""
    own: str = ""
    """The badge under the agency's own rules, where it has some for this award."""
    own_stamp: str = ""
    """As `stamp`, of that badge."""


class Teller:
    """Puts outcomes of one subject into words, without what the reader may not see: an outcome for him is of facts
    without discipline and holds (`without_sensitive`), and what would then stand because there are none is left to the
    standing office.
    """

    def __init__(
        self, subject: Subject, *, sees_sensitive: bool, may_write: bool, rows: BookRows | None = None
    ) -> None:
        """`rows`: the book, where explanations are to lead to its lines."""
        self.subject = subject
        self.rows = rows
        self.sees_sensitive = sees_sensitive
        self.may_write = may_write
        self.whose = whose_of(subject)
        self.language = page_language()

    def award(self, outcome: Outcome) -> AwardTree:
        """An award with its routes; the shortest way to see why comes with it."""
        shown = outcome.verdict if outcome.under_held_text is None else outcome.under_held_text
        routes = tuple(self.route(each) for each in outcome.routes)
        reason, near = self.short(outcome, shown)
        return AwardTree(
            code=outcome.award.code,
            name=self.words(outcome.award.name),
            kind=outcome.award.kind,
            badge=self.badge(shown),
            verdict=shown,
            stamp=self.words(outcome.regime.stamp) if outcome.regime and outcome.under_held_text is not None else "",
            regime=self.words(outcome.regime.name) if outcome.regime else "",
            routes=routes,
            notes=(
                *(self.note(each) for each in outcome.notes if each.kind != "stamp"),
                *(() if self.sees_sensitive else (say_withheld(),)),
            ),
            decided_by=self.words(outcome.award.decided_by.who),
            reason=reason,
            near=near,
        )

    def route(self, outcome: RouteOutcome) -> RouteTree:
        """A route with its criteria."""
        return RouteTree(
            self.badge(outcome.verdict),
            self.words(outcome.route.name),
            say_citations(outcome.route.cites, self.language),
            self.certainty(outcome.route.grade),
            outcome.is_considered,
            tuple(self.node(each) for each in outcome.findings),
            self.lang_of(outcome.route.name),
        )

    def node(self, finding: CriterionFinding) -> Node:
        """A criterion or a group, with what is under it."""
        is_hidden = any(self.hides(each) for each in finding.because)
        rests = not self.sees_sensitive and finding.verdict is Verdict.MET and _rests_on_discipline(finding)
        return Node(
            OFFICE if is_hidden or rests else BADGES[finding.verdict],
            self.words(finding.criterion),
            self.sentences(finding.because),
            tuple(self.need(each) for each in finding.needs if not self.hides(each)),
            self.ways(finding.because),
            say_citations(finding.cites, self.language),
            self.certainty(finding.grade),
            finding.grade in (Certainty.VERIFIED, Certainty.SECONDARY),
            BADGES[finding.if_confirmed] if finding.if_confirmed is not None and not is_hidden else "",
            tuple(self.node(each) for each in finding.parts),
            self.lang_of(finding.criterion),
        )

    def sentences(self, reasons: Iterable[Reason]) -> tuple[str, ...]:
        """Reasons in words; what the reader may not see is one sentence that says so."""
        told = list(reasons)
        found = [self.sentence(each) for each in told if not self.hides(each)]
        if len(found) < len(told):
            found.append(_("Chi tiết kỷ luật, tạm dừng xét chỉ thủ trưởng đơn vị và cơ quan thường trực xem được."))
        return tuple(found)

    def sentence(self, reason: Reason) -> str:
        """One reason in words; criteria of another award that are met but for discipline and holds are not called
        met.
        """
        data = dict(reason.data)
        if reason.kind == "meets" and not self.sees_sensitive and data["verdict"] == Verdict.MET.name:
            name = award_names(self.language).get(str(data["award"]), str(data["award"]))
            return _("%(award)s năm %(year)s: mọi điều khác đủ; kỷ luật, tạm dừng xét do cơ quan thường trực xem.") % {
                "award": name, "year": data["year"],
            }  # fmt: skip
        return say_reason(reason, language=self.language)

    def badge(self, verdict: Verdict) -> str:
        """The badge of a verdict on a whole award or route; all of them rest on discipline and holds."""
        return OFFICE if verdict is Verdict.MET and not self.sees_sensitive else BADGES[verdict]

    def need(self, reason: Reason) -> str:
        """What would make a criterion pass; the criterion itself stands above, its code is nothing to read."""
        if reason.kind == "need_attested":
            return _("Người có trách nhiệm xác nhận tiêu chuẩn này cho năm %(year)s.") % dict(reason.data)
        return say_reason(reason, "needs", self.language)

    def note(self, reason: Reason) -> str:
        """What is to be known beside a verdict."""
        return say_reason(reason, "notes", self.language)

    def words(self, words: str) -> str:
        """Words of the rules in the reader's language."""
        return say_words(words, self.language)

    def lang_of(self, words: str) -> str:
        """“vi” on a page in another language for words that nobody translated: an agency's own rules."""
        return "vi" if self.language != "vi" and self.words(words) == words else ""

    def certainty(self, grade: Certainty) -> str:
        """How sure we are."""
        return str(words_of(self.language)["names"]["certainty"][grade.value])

    def ways(self, reasons: Iterable[Reason]) -> tuple[tuple[str, str], ...]:
        """Each line of the book that the reasons rest on (the part of it, where they speak of what is not on record),
        and each place where something is missing, once.
        """
        told = [each for each in reasons if not self.hides(each)]
        lines = [self.lines(each, told) for each in told]
        with_lines = {_PLACE_OF.get(each.kind) for each, used in zip(told, lines, strict=True) if used}
        found: dict[str, str] = {}
        said: Counter[str] = Counter()
        for each, used in zip(told, lines, strict=True):
            for line in used:
                url = book_url(self.subject, line.anchor)
                if url not in found:
                    said[line.when] += 1
                    label = _("Xem dòng %(when)s") if said[line.when] == 1 else _("Xem dòng %(when)s (%(number)s)")
                    found[url] = label % {"when": line.when, "number": said[line.when]}
            if _PLACE_OF.get(each.kind) not in with_lines and (url := self.url(each)):
                found.setdefault(url, _("Xem trong sổ"))
            if url := self.enter_url(each):
                found.setdefault(url, _("Nhập ở đây"))
        return tuple((label, url) for url, label in found.items())

    def lines(self, reason: Reason, beside: Sequence[Reason]) -> list[BookLine]:
        """The lines that a reason rests on; works that may count are looked up only where none counts for certain."""
        is_spare = reason.kind == "works_perhaps" and any(each.kind == "works" for each in beside)
        return [] if self.rows is None or is_spare else used_lines(reason, self.rows)

    def short(self, outcome: Outcome, shown: Verdict) -> tuple[str, str]:
        """The one reason that decides, and what is lacking where it is little."""
        considered = [each for each in outcome.routes if each.is_considered]
        best = [each for each in considered if each.verdict is shown]
        if not best:
            return next((self.note(each) for each in outcome.notes), ""), ""
        route = min(best, key=lambda each: sum(part.verdict is not Verdict.MET for part in each.findings))
        if shown is Verdict.MET and not self.sees_sensitive:
            others = _("Mọi điều khác đủ theo diện: %(route)s. Kỷ luật, tạm dừng xét do cơ quan thường trực xem.")
            return others % {"route": self.words(route.route.name)}, ""
        if shown is Verdict.MET:
            return _("Đủ theo diện: %(route)s.") % {"route": self.words(route.route.name)}, ""
        open_ = [each for each in route.findings if each.verdict is not Verdict.MET]
        worst = min(open_, key=lambda each: each.verdict)
        leaf = _leaf(worst)
        said = self.sentences(leaf.because[:2])
        needs = [self.need(each) for each in leaf.needs if not self.hides(each)]
        is_near = len(open_) == 1 and shown is Verdict.NOT_MET
        return f"{self.words(leaf.criterion)}: {' '.join(said)}".strip(": "), needs[0] if is_near and needs else ""

    def hides(self, reason: Reason) -> bool:
        """Whether a reason speaks of discipline or holds to somebody who may not see them."""
        return not self.sees_sensitive and _PLACE_OF.get(reason.kind) in _SENSITIVE

    def url(self, reason: Reason) -> str:
        """The part of the book that a reason speaks of; of what is told of the book as a whole, the very fact."""
        place = GENERAL.get(reason.kind) or _PLACE_OF.get(reason.kind, "")
        return book_url(self.subject, place) if place else ""

    def enter_url(self, reason: Reason) -> str:
        """Where what is missing is entered."""
        if not self.may_write:
            return ""
        if (kind := _FULLY_TOLD.get(reason.kind)) is not None:
            kind = kind or str(dict(reason.data)["work"])
            return f"{reverse('tell_in_full', args=[self.whose, self.subject.pk])}?loai={kind}"
        if part := _ENTRIES.get(reason.kind):
            return reverse("add_book_entry", args=[self.whose, self.subject.pk, part])
        if reason.kind in ("no_employment", "no_founding", "no_retirement"):
            return reverse("note_book_subject", args=[self.whose, self.subject.pk])
        return ""


def say_withheld() -> str:
    """What an answer for whoever may not see discipline and holds leaves out."""
    return _("Chưa tính kỷ luật, tạm dừng xét: phần đó do cơ quan thường trực xem.")


def _rests_on_discipline(finding: CriterionFinding) -> bool:
    """Whether discipline or a hold is asked for, here, beneath, or among the criteria of another award."""
    return any(each.kind == "meets" or _PLACE_OF.get(each.kind) in _SENSITIVE for each in finding.because) or any(
        _rests_on_discipline(each) for each in finding.parts
    )


_SEEN_THROUGH = frozenset({"all_parts", "some_parts", "readings_agree", "by_setting", "reading", "meets"})
"""Kinds of reasons behind which the one that decides stands among the parts."""


def _leaf(finding: CriterionFinding) -> CriterionFinding:
    """The criterion under a group that decides it."""
    parts: Sequence[CriterionFinding] = [each for each in finding.parts if each.verdict is not Verdict.MET]
    if finding.because and finding.because[0].kind not in _SEEN_THROUGH:
        return finding
    return _leaf(min(parts, key=lambda each: each.verdict)) if parts else finding
