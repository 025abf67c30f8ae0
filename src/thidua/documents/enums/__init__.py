"""Kinds and states of files, evidence and photographs."""

from thidua.documents.enums.files import FileState, MediaType
from thidua.documents.enums.photos import GROUNDS, PhotoConsent

__all__ = ["GROUNDS", "FileState", "MediaType", "PhotoConsent"]
