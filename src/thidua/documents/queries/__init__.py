"""Reads of files, evidence and photographs. They take references or plain ids, never an actor."""

from thidua.documents.queries.evidence import evidence_of, links_of, unit_evidence
from thidua.documents.queries.photos import has_photos, photos_of

__all__ = ["evidence_of", "has_photos", "links_of", "photos_of", "unit_evidence"]
