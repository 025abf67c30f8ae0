"""Kinds and states of files, evidence and photographs."""

from thidua.documents.enums.files import FileState, MediaType
from thidua.documents.enums.photos import PhotoConsent

__all__ = ["FileState", "MediaType", "PhotoConsent"]
