"""Files, the evidence they carry, and photographs."""

from thidua.documents.models.evidence import Evidence, EvidenceLink
from thidua.documents.models.files import StoredFile
from thidua.documents.models.papers import DocumentSeries, IssuedPaper, PaperTemplate
from thidua.documents.models.photos import Photo, PhotoSubject

__all__ = [
    "DocumentSeries",
    "Evidence",
    "EvidenceLink",
    "IssuedPaper",
    "PaperTemplate",
    "Photo",
    "PhotoSubject",
    "StoredFile",
]
