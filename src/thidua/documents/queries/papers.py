"""Reads of issued papers and agencies' templates."""

from collections.abc import Iterable

from thidua.common.references import Reference
from thidua.documents.models import IssuedPaper, PaperTemplate


def issued_for(subject: Reference) -> dict[str, IssuedPaper]:
    """The numbered papers of one thing, by kind of paper."""
    rows = IssuedPaper.objects.filter(subject_kind=subject.kind, subject_id=subject.id)
    return {row.kind: row for row in rows}


def issued_for_each(subject_kind: str, ids: Iterable[int], kind: str) -> dict[int, IssuedPaper]:
    """The numbered papers of one kind of many things, by the thing's id."""
    rows = IssuedPaper.objects.filter(subject_kind=subject_kind, subject_id__in=list(ids), kind=kind)
    return {row.subject_id: row for row in rows}


def templates_of(agency_id: int) -> dict[str, PaperTemplate]:
    """The agency's own templates in use, by kind of paper."""
    return {row.kind: row for row in PaperTemplate.objects.filter(agency_id=agency_id, is_retired=False)}
