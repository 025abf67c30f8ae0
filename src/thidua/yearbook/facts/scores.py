"""What the papers say of scores: the matrix, the ranking, each unit's card; nothing before scoring opens."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from thidua.campaigns.models import Cycle
from thidua.common.references import Reference
from thidua.core.scoring.numbers import write_number
from thidua.core.scoring.scheme import ROOT
from thidua.core.scoring.scoring import Result
from thidua.core.vietnam.dates import format_date
from thidua.documents.queries.evidence import evidence_of
from thidua.scorecards.enums import Layer, SchemeState, Stage
from thidua.scorecards.facts.matrix import Matrix, layer_label, matrix_of
from thidua.scorecards.facts.places import print_points
from thidua.scorecards.facts.ranking import Place, ranking_of
from thidua.scorecards.facts.results import result_of
from thidua.scorecards.facts.saying import say_steps
from thidua.scorecards.facts.sheet import LINE, item_rows
from thidua.scorecards.facts.signing import Signature, signatures_of
from thidua.scorecards.models import Scheme, Scorecard, ScoreLine

UNKNOWN = "chưa có"
APART = "không áp dụng"


def score_facts(cycle: Cycle) -> dict[str, Any] | None:
    """Everything about the year's scores, numbers already in words; None while there are no cards."""
    scheme = (
        Scheme.objects.filter(cycle=cycle, state__in=(SchemeState.SCORING, SchemeState.PUBLISHED))
        .select_related("agency", "cycle__bloc")
        .first()
    )
    if scheme is None:
        return None
    own, final = matrix_of(scheme, Layer.SELF), matrix_of(scheme, Layer.FINAL)
    ranking = ranking_of(scheme, Layer.FINAL)
    return {
        "title": scheme.title,
        "state": _state(scheme),
        "layer": layer_label(Layer.FINAL, scheme),
        "digest": scheme.digest,
        "standard": _said(final.standard),
        "units": [column.card.unit.name for column in final.columns],
        "standards": [_said(column.standard) for column in final.columns] if final.has_own_standards else [],
        "apart": _apart(own, final),
        "rows": _rows(own, final),
        "totals": [
            {
                "own": _said(column.own_total, final.table.rounding.total),
                "points": _said(column.total, final.table.rounding.total),
                "rank": str(column.result.rank) if column.result is not None and column.result.rank else "–",
            }
            for column in final.columns
        ],
        "ranking": [
            {
                "name": group.name,
                "is_provisional": group.is_provisional,
                "places": [_place(place) for place in group.places],
            }
            for group in ranking
        ],
        "order": [
            {
                "unit": place.card.unit.code,
                "rank": place.rank,
                "total": write_number(place.result.total) if place.result.total is not None else None,
            }
            for group in ranking
            for place in group.places
        ],
        "cards": _cards(scheme, own),
    }


def _state(scheme: Scheme) -> str:
    if scheme.published_at is not None:
        return f"Công bố ngày {format_date(scheme.published_at.date())}."
    return "Điểm chưa công bố."


def _said(value: Fraction | None, places: int | None = None) -> str:
    return UNKNOWN if value is None else print_points(value, places)


def _rows(own: Matrix, final: Matrix) -> list[dict[str, Any]]:
    return [
        {
            "code": row.item.code,
            "name": row.item.name,
            "maximum": print_points(row.item.maximum) if row.item.maximum is not None else "",
            "is_branch": row.is_branch,
            "cells": [
                {
                    "own": _said(before.points, row.places) if before.applies else APART,
                    "points": _said(after.points, row.places) if after.applies else APART,
                    "is_changed": after.was_changed,
                }
                for before, after in zip(own.cells[at], final.cells[at], strict=True)
            ],
        }
        for at, row in enumerate(final.rows)
    ]


def _apart(own: Matrix, final: Matrix) -> list[str]:
    """Why items do not apply, a line each; what was so in the self-score alone is told as such."""
    stands = [f"{each.unit}, mục {each.item.code}: {each.reason}" for each in final.apart]
    claimed = [f"{each.unit}, mục {each.item.code}: {each.reason}" for each in own.apart]
    return [*stands, *(f"{each} (chỉ trong bản tự chấm)" for each in claimed if each not in stands)]


def _place(place: Place) -> dict[str, str]:
    proposals = ", ".join(
        f"{each.award} (chờ bỏ phiếu hoặc người quyết định)" if each.is_undecided else each.award
        for each in place.proposals
    )
    notes = [place.tie, f"Có thể đề nghị: {proposals}." if proposals else ""]
    return {
        "rank": str(place.rank) if place.rank is not None else "–",
        "unit": place.card.unit.name,
        "total": UNKNOWN if place.total is None else place.total,
        "grade": place.result.grade or "–",
        "note": " ".join(note for note in notes if note) or "–",
    }


def _cards(scheme: Scheme, own: Matrix) -> list[dict[str, Any]]:
    """Each unit's card as it scored itself: two queries for all, and one scoring of the bloc."""
    result = result_of(scheme, Layer.SELF)
    lines: dict[int, dict[str, ScoreLine]] = {}
    for line in ScoreLine.objects.filter(scorecard__scheme=scheme):
        lines.setdefault(line.scorecard_id, {})[line.item] = line
    proofs = evidence_of([Reference(LINE, line.pk) for of_card in lines.values() for line in of_card.values()])
    titles = {
        line.pk: "; ".join(each.title for each in proofs[Reference(LINE, line.pk)])
        for of_card in lines.values()
        for line in of_card.values()
    }
    names = {str(column.card.pk): column.card.unit.name for column in own.columns}
    prefetch_related_objects([column.card for column in own.columns], "signs")
    return [
        _card(column.card, own, at, result, lines.get(column.card.pk, {}), titles, names)
        for at, column in enumerate(own.columns)
    ]


def _score(told: Mapping[str, str]) -> str:
    """What an item got out of its maximum, in words; that it does not apply, where it does not."""
    if told["points"] == APART:
        return APART
    return f"{told['points']}/{told['maximum']} điểm" if told["maximum"] else f"{told['points']} điểm"


def _signature(signature: Signature) -> dict[str, str]:
    """Who signed what on the system, as what and when."""
    when = format_date(timezone.localtime(signature.at).date())
    return {"deed": signature.deed, "said": ", ".join(x for x in (signature.who, signature.capacity, when) if x)}


def _card(
    card: Scorecard,
    own: Matrix,
    at: int,
    result: Result,
    lines: Mapping[str, ScoreLine],
    titles: Mapping[int, str],
    names: Mapping[str, str],
) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    items: list[dict[str, Any]] = []
    for place, row in enumerate(item_rows(own.table)):
        cell = own.cells[place][at]
        line = lines.get(row.item.code)
        evidence = titles.get(line.pk, "") if line is not None else ""
        told = {
            "code": row.item.code,
            "name": row.item.name,
            "maximum": print_points(row.item.maximum) if row.item.maximum is not None else "",
            "points": _said(cell.points, row.places) if cell.applies else APART,
        }
        note = f"Không áp dụng: {cell.apart}" if cell.apart else ""
        rows.append({**told, "note": ". ".join(each for each in (note, evidence) if each)})
        if not row.is_branch or cell.apart:
            steps = result.cell(str(card.pk), row.item.code).steps
            items.append(
                {
                    **told,
                    "apart": cell.apart.rstrip("."),
                    "score": _score(told),
                    "sentences": [f"{says}." for says in say_steps(steps, own.table, "vi", names)],
                    "claim": line.claim if line is not None else "",
                    "explanation": line.explanation if line is not None else "",
                    "reply": line.reply if line is not None else "",
                    "evidence": evidence,
                }
            )
    whole = result.cell(str(card.pk), ROOT)
    return {
        "unit": card.unit.name,
        "code": card.unit.code,
        "standard": _said(result.units[at].standard),
        "total": _said(whole.points, own.table.rounding.total),
        "signer": card.submitted_by_name if card.stage != Stage.SELF else "",
        "signatures": [_signature(each) for each in signatures_of(card)],
        "rows": rows,
        "scored": items,
    }
