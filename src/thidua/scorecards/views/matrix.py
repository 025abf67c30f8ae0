"""Items × units, the ranking with its ties, the signs of formality; as pages and as workbooks."""

from fractions import Fraction

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common.components.charts import Chart, Series
from thidua.common.http.routes import ActorRequest
from thidua.common.panels import panels_for
from thidua.core.scoring.formality import formality_of
from thidua.core.scoring.numbers import round_half_up
from thidua.scorecards.enums import Layer, SchemeState
from thidua.scorecards.facts.copied import same_texts
from thidua.scorecards.facts.matrix import Matrix, layer_label, matrix_of
from thidua.scorecards.facts.peers import PEERS
from thidua.scorecards.facts.places import places_for, print_points
from thidua.scorecards.facts.public import is_different
from thidua.scorecards.facts.ranking import RankedGroup, ranking_of, years_of
from thidua.scorecards.facts.results import result_of
from thidua.scorecards.facts.workbook import write_matrix
from thidua.scorecards.models import Scheme
from thidua.scorecards.policies.cards import may_hold, open_holds
from thidua.scorecards.policies.publishing import page_of_ranking
from thidua.scorecards.policies.schemes import may_publish
from thidua.scorecards.queries.cards import cards_of
from thidua.scorecards.queries.tables import table_of
from thidua.scorecards.views.drawing import draw_matrix

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_matrix(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """The whole bloc; `?lop=` chooses whose figures, `?don-vi=` (the id of a unit) the one that a phone shows first."""
    layer = _layer(request, scheme)
    matrix = matrix_of(scheme, layer)
    holds = [hold for column in matrix.columns for hold in column.holds]
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "layer": layer,
        "switch": _switch(scheme),
        "matrix": matrix,
        "drawn": draw_matrix(matrix, layer),
        "chosen": next((c.card.unit_id for c in matrix.columns if str(c.card.unit_id) == request.GET.get("don-vi")), 0),
        "is_published": scheme.state == SchemeState.PUBLISHED,
        "may_publish": may_publish(request.actor, scheme) if scheme.state == SchemeState.SCORING else None,
        "may_hold": may_hold(request.actor, scheme),
        "holds": holds,
        "open_holds": open_holds(request.actor, holds),
        "branches": _branch_charts(matrix),
    }
    return render(request, "scorecards/matrix.html", context)


def export_matrix(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """The matrix as agencies print it: every unit's self-score, verified and settled points side by side."""
    data = write_matrix(scheme)
    answer = HttpResponse(data, content_type=XLSX)
    name = f"bang-diem-{scheme.cycle.bloc.code}-{scheme.cycle.year}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def show_ranking(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """Who stands where, what broke each tie, what the table proposes."""
    layer = _layer(request, scheme)
    layer = Layer.FINAL if layer == PEERS else Layer(layer)
    ranking = ranking_of(scheme, layer)
    page = page_of_ranking(request.actor, scheme)
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "layer": layer,
        "ranking": ranking,
        "is_published": scheme.state == SchemeState.PUBLISHED,
        "totals": _total_chart(ranking, table_of(scheme).rounding.total),
        "years": _year_chart(scheme),
        "panels": panels_for("ranking", request.actor, scheme.cycle),
        "page": page,
        "differs": page is not None and page.published is not None and is_different(page.published),
    }
    return render(request, "scorecards/ranking.html", context)


def show_formality(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """Signs that scores were given for form's sake: shown and explained, never punished."""
    cards = cards_of(scheme.pk)
    result = result_of(scheme, Layer.FINAL, cards)
    found = formality_of(result)
    items = {item.code: item.name for item in result.scheme.root.walk()}
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "formality": found,
        "places": result.scheme.rounding.total,
        "share": round_half_up(Fraction(100 * found.at_maximum, found.scores), 1) if found.scores else None,
        "full": [(code, items[code]) for code in found.all_at_maximum],
        "flat": [(code, items[code]) for code in found.without_difference if code not in found.all_at_maximum],
        "copied": same_texts(scheme),
    }
    return render(request, "scorecards/formality.html", context)


def _layer(request: ActorRequest, scheme: Scheme) -> str:
    text = request.GET.get("lop", "")
    if text == PEERS and scheme.has_peers:
        return PEERS
    return text if text in Layer.values else Layer.FINAL


def _switch(scheme: Scheme) -> list[tuple[str, str]]:
    """What may be chosen: value and words."""
    shown = [(Layer.SELF.value, str(Layer.SELF.label))]
    if scheme.has_peers:
        shown.append((PEERS, _("Chấm chéo")))
    return [*shown, *((each.value, layer_label(each, scheme)) for each in (Layer.VERIFIED, Layer.FINAL))]


def _branch_charts(matrix: Matrix) -> list[Chart]:
    """Bars per branch of the first level: what each unit has of what the branch is worth."""
    charts: list[Chart] = []
    for row, cells in zip(matrix.rows, matrix.cells, strict=True):
        if row.depth != 1 or row.item.maximum is None:
            continue
        charts.append(
            Chart(
                title=f"{row.item.code}. {row.item.name}",
                kind="bars",
                labels=[column.card.unit.name for column in matrix.columns],
                series=[Series(_("Điểm"), [cell.points for cell in cells])],
                label_heading=_("Đơn vị"),
                unit=_("điểm"),
                note=_("Điểm chuẩn của nhóm: %(most)s.") % {"most": print_points(row.item.maximum)},
                missing=_("chưa có"),
                lowest=0,
                places=places_for((cell.points for cell in cells), row.places),
            )
        )
    return charts


def _total_chart(ranking: list[RankedGroup], rounded_to: int | None) -> Chart:
    places = [place for group in ranking for place in group.places]
    return Chart(
        title=_("Tổng điểm các đơn vị"),
        kind="bars",
        labels=[place.card.unit.name for place in places],
        series=[Series(_("Tổng điểm"), [place.result.total for place in places])],
        label_heading=_("Đơn vị"),
        unit=_("điểm"),
        missing=_("chưa có tổng điểm"),
        lowest=0,
        places=places_for((place.result.total for place in places), rounded_to),
    )


def _year_chart(scheme: Scheme) -> Chart | None:
    """Year against year, for the units of this year; nothing with a single year. Four units at most in one chart."""
    years = years_of(scheme)
    if len(years) < 2:
        return None
    cards = cards_of(scheme.pk)
    tones = ("grey", "blue", "red")
    shown = years[-len(tones) :]
    return Chart(
        title=_("Tổng điểm qua các năm"),
        kind="bars",
        labels=[card.unit.name for card in cards],
        series=[
            Series(str(year), [totals.get(card.unit_id) for card in cards], tone)
            for (year, totals), tone in zip(shown, tones[-len(shown) :], strict=True)
        ],
        label_heading=_("Đơn vị"),
        unit=_("điểm"),
        note=_("Bảng tiêu chí có thể khác nhau giữa các năm; so sánh trong cùng một bảng mới chắc chắn."),
        missing=_("chưa có"),
        lowest=0,
        places=places_for((total for _year, totals in shown for total in totals.values()), None),
    )
