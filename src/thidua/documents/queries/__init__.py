"""Reads of files, evidence and photographs. They take references or plain ids, never an actor."""

from thidua.documents.queries.evidence import evidence_of, links_of, serves_as_evidence, unit_evidence
from thidua.documents.queries.photos import has_photos, naming_the_same, photos_of

__all__ = [
    "evidence_of",
    "has_photos",
    "links_of",
    "naming_the_same",
    "photos_of",
    "serves_as_evidence",
    "unit_evidence",
]
