"""Why an item has its points: the steps in words, what stood before, who changed it and why, what proves it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from thidua.common.language import page_language
from thidua.common.references import Reference
from thidua.core.scoring.derivation import Cell, FaultKind, Finding
from thidua.core.scoring.scheme import ROOT, ScoreItem, ScoringScheme
from thidua.core.scoring.scoring import Result
from thidua.core.scoring.story import steps_to_sum, total_steps
from thidua.core.scoring.wording import say_finding
from thidua.documents.models import Evidence
from thidua.documents.queries.evidence import evidence_of
from thidua.scorecards.enums import Layer, Stage
from thidua.scorecards.facts.days import days_outside
from thidua.scorecards.facts.history import HistoryLine, history_of, later_history, say_answer
from thidua.scorecards.facts.places import counted_total, places_of, print_points
from thidua.scorecards.facts.results import result_of
from thidua.scorecards.facts.saying import say_steps
from thidua.scorecards.facts.sheet import LINE, points_in
from thidua.scorecards.models import LayerResult, PeerScore, Scorecard, ScoreLine
from thidua.scorecards.queries.cards import results_on
from thidua.scorecards.queries.questions import names_of


@dataclass(frozen=True, slots=True)
class Why:
    """Everything about one item of one card in one layer."""

    card: Scorecard
    item: ScoreItem
    layer: Layer
    cell: Cell
    steps: tuple[str, ...]
    places: int | None
    """The decimals to which the table rounds it."""
    parts: tuple[tuple[ScoreItem, Cell, int | None], ...]
    findings: tuple[str, ...]
    layers: tuple[tuple[str, Fraction | None], ...]
    answers: tuple[tuple[str, str], ...]
    history: tuple[HistoryLine, ...]
    line: ScoreLine | None
    evidence: Sequence[Evidence]
    apart: str
    peers: tuple[tuple[str, Fraction], ...]
    """What each unit that scored crosswise gave this item, as far as it was sent."""

    piece = "scorecards/_why.html"

    @property
    def crumb(self) -> str:
        """What the page is called under the card."""
        return self.item.code or _("Tổng điểm")

    @property
    def question(self) -> str:
        """The title of the derivation."""
        if not self.cell.applies:
            return _("Vì sao mục này không áp dụng?")
        if self.cell.points is None:
            return _("Vì sao chưa có điểm?")
        return _("Vì sao %(points)s điểm?") % {"points": print_points(self.cell.points, self.places)}


def why(card: Scorecard, code: str, layer: Layer, names: Mapping[str, str], result: Result | None = None) -> Why | None:
    """The derivation of one item, scored now from what is written; None when the table has no such item.

    `names` are the units that may be named to the reader, by card; `result` is that of the layer, where the page has
    scored it already.
    """
    result = result or result_of(card.scheme, layer)
    results = results_on(card.pk)
    item = result.scheme.item(code)
    if item is None:
        return None
    cell = result.cell(str(card.pk), code)
    language = page_language()
    asked = names_of(result.scheme, item)
    steps = total_steps(result, str(card.pk)) if code == ROOT else steps_to_sum(cell)
    history = later_history if code == ROOT else history_of
    figures = next(each for each in result.cards if each.unit == str(card.pk))
    line = ScoreLine.objects.filter(scorecard=card, item=code).first()
    reference = Reference(LINE, line.pk if line is not None else 0)
    proofs = evidence_of([reference])[reference]
    found = [each for each in result.findings if each.unit == str(card.pk) and each.item == code]
    found += days_outside(card, result.scheme, code, proofs)
    return Why(
        card=card,
        item=item,
        layer=layer,
        cell=cell,
        steps=say_steps(steps, result.scheme, language, names),
        places=places_of(result.scheme, item),
        parts=tuple(
            (part, result.cell(str(card.pk), part.code), places_of(result.scheme, part)) for part in item.parts
        ),
        findings=tuple(say_finding(finding, language) for finding in found),
        layers=tuple((words, _stored(results[each], code, result.scheme)) for each, words in named_layers(card)),
        answers=tuple(
            (field.label or name, say_answer(field, figures.answers.get(name)))
            for name in asked
            if name != code
            for field in [result.scheme.inputs[name]]
        ),
        history=tuple(history(card, result.scheme, {*asked, code})),
        line=line,
        evidence=proofs,
        peers=_peers(card, code),
        apart=figures.not_applicable.get(code, ""),
    )


def findings_of(card: Scorecard, result: Result, days: Iterable[Finding] = ()) -> list[tuple[str, list[str]]]:
    """Everything found on a card, by the paper it was found in; what no paper says comes under no name.

    `days` are the findings on the days of its evidence.
    """
    language = page_language()
    found: dict[str, list[str]] = {}
    for finding in (*result.findings, *days):
        if finding.unit == str(card.pk):
            says = say_finding(finding, language)
            if finding.kind is FaultKind.IMPOSSIBLE_DATE and finding.item != ROOT:
                says = _("Mục %(item)s: %(says)s") % {"item": finding.item, "says": says}
            found.setdefault(finding.paper, []).append(says)
    return list(found.items())


def _peers(card: Scorecard, code: str) -> tuple[tuple[str, Fraction], ...]:
    if not card.scheme.has_peers:
        return ()
    rows = PeerScore.objects.filter(pair__scorecard=card, pair__submitted_at__isnull=False, item=code)
    given = rows.order_by("pair").values_list("pair__scorer__name", "exact")
    return tuple((name, Fraction(points)) for name, points in given)


def _stored(result: LayerResult | None, code: str, table: ScoringScheme) -> Fraction | None:
    return counted_total(table, result) if code == ROOT else points_in(result, code)


def reached_layers(card: Scorecard) -> list[Layer]:
    """The layers the card has come to, first to last."""
    if card.stage in (Stage.SELF, Stage.PEERS):
        return [Layer.SELF]
    if card.stage in (Stage.SUPERIOR, Stage.SETTLED):
        return list(Layer)
    return [Layer.SELF, Layer.VERIFIED]


def layer_words(*, beside_papers: bool) -> dict[Layer, str]:
    """What a card calls its layers. Beside signed papers, which have totals of their own, that it is the table's count
    is said: “Tự chấm” alone would be taken for what the unit signed."""
    if not beside_papers:
        return {layer: str(layer.label) for layer in Layer}
    return {
        Layer.SELF: _("Bảng tính từ số liệu tự chấm"),
        Layer.VERIFIED: _("Bảng tính từ số liệu thẩm định"),
        Layer.FINAL: _("Bảng tính từ số liệu đã chốt"),
    }


def named_layers(card: Scorecard) -> list[tuple[Layer, str]]:
    """The layers the card has come to, each as the card calls it: one query."""
    called = layer_words(beside_papers=card.papers.exists())
    return [(each, called[each]) for each in reached_layers(card)]
