"""The tree of an award as an annex of a dossier, in Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from thidua.common.components.badges import VOCABULARY
from thidua.common.components.texts import short_date
from thidua.core.vietnam.dates import document_date
from thidua.documents.papers.decree30 import draw_template
from thidua.documents.papers.filling import fill_template
from thidua.documents.papers.heading import head_of
from thidua.documents.papers.source import PaperSource, parse_source
from thidua.organisations.models import Agency
from thidua.records.facts.readings import ShownReading
from thidua.records.forms.eligibility import Question
from thidua.records.views.trees import AwardTree, Node, RouteTree

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SOURCE = Path(__file__).resolve().parents[1] / "papers" / "eligibility_annex.paper"


def draw_annex(
    tree: AwardTree,
    own: AwardTree | None,
    agency: Agency,
    words: dict[str, str],
    question: Question,
    readings: Sequence[ShownReading],
    today: date,
) -> bytes:
    """The DOCX of one award. `own`: the same under the agency's own rules, where it has some; `words` are subject,
    where (post and unit) and issuer; `readings`: how texts were read.
    """
    head = head_of(agency, words["issuer"], _source(), None)
    day = document_date(today)
    facts: dict[str, Any] = {
        "head": {**head, "place_and_date": f"{agency.place}, {day}" if agency.place else day},
        "foot": {"signer": "", "also_signer": ""},
        "award": tree.name,
        "subject": words["subject"],
        "where": words["where"],
        "year": question.year,
        "law_on": short_date(question.law_on),
        "as_of": short_date(question.as_of),
        "regime": tree.regime or None,
        "stamp": tree.stamp,
        "verdict": _verdict(tree.badge),
        "reason": tree.reason,
        "routes": _routes(tree),
        "notes": list(tree.notes),
        "own": None if own is None else _verdict(own.badge),
        "own_stamp": "" if own is None else own.stamp,
        "own_reason": None if own is None else own.reason,
        "own_routes": [] if own is None else _routes(own),
        "own_notes": [] if own is None else list(own.notes),
        "readings": [_reading(each) for each in readings],
    }
    return fill_template(_template(), facts, unknown="–")


@cache
def _source() -> PaperSource:
    return parse_source(SOURCE.read_text(encoding="utf-8"))


@cache
def _template() -> bytes:
    return draw_template(_source())


def _routes(tree: AwardTree) -> list[dict[str, Any]]:
    return [
        {"name": each.name, "verdict": _verdict(each.badge), "rows": list(_rows(each))}
        for each in tree.routes
        if each.is_considered
    ]


def _rows(route: RouteTree) -> Iterator[dict[str, str]]:
    for node in route.nodes:
        yield from _lines(node, 0, "")


def _lines(node: Node, depth: int, above: str) -> Iterator[dict[str, str]]:
    """A criterion and what is under it, each set in with dashes; an article that stands above is not said again."""
    law = " · ".join(each for each in (node.law, node.certainty) if each)
    needs = _("Cần thêm: %(needs)s") % {"needs": " ".join(node.needs)} if node.needs else ""
    yield {
        "name": f"{'– ' * depth}{node.name}",
        "verdict": _verdict(node.badge),
        "because": " ".join([*node.because, *([needs] if needs else [])]),
        "law": _("như trên") if law == above else law,
    }
    for part in node.parts:
        yield from _lines(part, depth + 1, law)


def _reading(reading: ShownReading) -> str:
    """“Câu hỏi: cách đọc (căn cứ …; lý do)”."""
    said = f"{reading.question} {reading.answer}."
    if reading.row is None:
        return said
    return _("%(reading)s Căn cứ %(basis)s: %(reason)s.") % {
        "reading": said, "basis": reading.row.basis, "reason": reading.row.reason.rstrip("."),
    }  # fmt: skip


def _verdict(badge: str) -> str:
    return str(VOCABULARY[badge].label)
