"""Evidence by its parents."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.documents.enums import FileState
from thidua.documents.models import Evidence, EvidenceLink, StoredFile


def evidence_of(references: Iterable[Reference]) -> dict[Reference, list[Evidence]]:
    """The evidence of each reference, in the order it was attached; one query for all. Each reference has its list."""
    found: dict[Reference, list[Evidence]] = {reference: [] for reference in references}
    if not found:
        return found
    links = EvidenceLink.objects.filter(_is_parent_in(found)).select_related("evidence__file", "evidence__unit")
    for link in links.order_by("pk"):
        found[link.parent].append(link.evidence)
    return found


class NamedPaper(NamedTuple):
    """What a paper is named by."""

    pk: int
    title: str
    number: str
    issued_on: PartialDate
    issuer: str


def papers_behind(references: Iterable[Reference]) -> dict[Reference, list[NamedPaper]]:
    """`evidence_of`, of each piece only its name: for reports that rest on hundreds."""
    found: dict[Reference, list[NamedPaper]] = {reference: [] for reference in references}
    if not found:
        return found
    links = EvidenceLink.objects.filter(_is_parent_in(found)).order_by("pk")
    name = ("evidence", "evidence__title", "evidence__number", "evidence__issued_on", "evidence__issuer")
    for kind, parent, pk, title, number, issued_on, issuer in links.values_list("parent_kind", "parent_id", *name):
        paper = NamedPaper(pk, title, number, PartialDate.parse(issued_on), issuer)
        found[Reference(kind, parent)].append(paper)
    return found


def links_of(evidence_ids: Collection[int]) -> dict[int, list[Reference]]:
    """The parents each piece of evidence serves, in the order it was attached."""
    parents: dict[int, list[Reference]] = {id_: [] for id_ in evidence_ids}
    for link in EvidenceLink.objects.filter(evidence__in=evidence_ids).order_by("pk"):
        parents[link.evidence_id].append(link.parent)
    return parents


def unit_evidence(units: Collection[int]) -> QuerySet[Evidence]:
    """What those units brought and may use again, newest first; replaced copies and erased files left out."""
    rows = Evidence.objects.filter(unit__in=units, replaced_by=None).exclude(file__state=FileState.ERASED)
    return rows.select_related("file", "unit").order_by("-pk")


def serves_as_evidence(file: StoredFile) -> bool:
    """Whether the file is evidence of something, or the earlier copy of what is."""
    return file.evidence.filter(Q(links__isnull=False) | Q(replaced_by__isnull=False)).exists()


def _is_parent_in(references: Iterable[Reference]) -> Q:
    """Links whose parent is one of `references`: one condition per kind."""
    ids: dict[str, set[int]] = {}
    for reference in references:
        ids.setdefault(reference.kind, set()).add(reference.id)
    condition = Q(pk__in=[])
    for kind, wanted in ids.items():
        condition |= Q(parent_kind=kind, parent_id__in=wanted)
    return condition
