"""Files, the evidence they carry, and photographs."""

from thidua.documents.models.evidence import Evidence, EvidenceLink
from thidua.documents.models.files import StoredFile
from thidua.documents.models.photos import Photo, PhotoSubject

__all__ = ["Evidence", "EvidenceLink", "Photo", "PhotoSubject", "StoredFile"]
