"""PDF: whole, readable, without programs and without files inside."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from thidua.documents.inspection import limits
from thidua.documents.inspection.kinds import require_single
from thidua.documents.inspection.secrecy import marking_in
from thidua.documents.inspection.verdicts import PDF, RefusalError, Verdict

_PROGRAM_KEYS = {"/JS", "/JavaScript", "/XFA"}
_PROGRAM_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
_FILE_KEYS = {"/EF", "/EmbeddedFiles"}
_FILE_VALUES = {"/EmbeddedFile", "/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/GoToE"}
_PROGRAM_BYTES = re.compile(rb"/(JavaScript|Launch|XFA|JS)(?![A-Za-z0-9])")
_FILE_BYTES = re.compile(rb"/(EmbeddedFiles?|RichMedia|EF)(?![A-Za-z0-9])")
_PLAIN_PROGRAM_BYTES = re.compile(rb"/(JavaScript|Launch)(?![A-Za-z0-9])")
_END = b"%%EOF"
_BLANK = b" \t\r\n\x00\x1a"
_EXIF = re.compile(rb"\xff\xe1(..)(Exif\x00\x00|http://ns\.adobe\.com/xap/1\.0/\x00)", re.DOTALL)
_UNREADABLE = (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, AssertionError)
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def inspect_pdf(path: Path, folder: Path) -> Verdict:
    """Check the PDF and write the served copy into `folder`: signed ones as they are."""
    data = path.read_bytes()
    end = data.rfind(_END)
    if end < 0 or b"startxref" not in data:
        raise RefusalError("broken")
    if data[end + len(_END) :].strip(_BLANK):
        raise RefusalError("polyglot")
    require_single(path, after=end)
    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted:
            raise RefusalError("encrypted")
        pages = len(reader.pages)
        is_signed = _require_inert(reader, data)
    except RecursionError as error:
        raise RefusalError("too_heavy") from error
    except _UNREADABLE as error:
        raise RefusalError("broken") from error
    if not pages:
        raise RefusalError("broken")
    if pages > limits.PAGES:
        raise RefusalError("too_many_pages", pages=pages, most=limits.PAGES)
    if marking := marking_in(_first_page(reader)):
        raise RefusalError("secret", marking=marking)
    served = folder / "served.pdf"
    served.write_bytes(data if is_signed else _without_places(data))
    return Verdict(media_type=PDF, served_name=served.name, served_type=PDF, pages=pages)


def _require_inert(reader: PdfReader, data: bytes) -> bool:
    """Look at every object there is; whether one of them is a digital signature."""
    if _PLAIN_PROGRAM_BYTES.search(data):
        raise RefusalError("active_pdf")
    objects = [(number, generation) for generation, table in reader.xref.items() for number in table]
    objects += [(number, 0) for number in reader.xref_objStm]
    if len(objects) > limits.PDF_OBJECTS:
        raise RefusalError("too_heavy")
    is_signed = False
    for number, generation in objects:
        if number == 0:
            continue
        thing = reader.get_object(IndirectObject(number, generation, reader))
        for part in _dictionaries(thing):
            _require_inert_part(part)
            is_signed = is_signed or "/ByteRange" in part
        if isinstance(thing, StreamObject) and thing.get("/Type") == "/ObjStm":
            _require_inert_bytes(thing.get_data())
    return is_signed


def _require_inert_part(part: DictionaryObject) -> None:
    keys = part.keys()
    if keys & _PROGRAM_KEYS or part.get("/S") in _PROGRAM_ACTIONS:
        raise RefusalError("active_pdf")
    if keys & _FILE_KEYS or {part.get("/Type"), part.get("/Subtype"), part.get("/S")} & _FILE_VALUES:
        raise RefusalError("embedded")


def _require_inert_bytes(data: bytes) -> None:
    if _PROGRAM_BYTES.search(data):
        raise RefusalError("active_pdf")
    if _FILE_BYTES.search(data):
        raise RefusalError("embedded")


def _dictionaries(thing: Any) -> Iterator[DictionaryObject]:
    """Every dictionary within one object; what it points at is an object of its own."""
    waiting = [thing]
    while waiting:
        each = waiting.pop()
        if isinstance(each, DictionaryObject):
            yield each
            waiting.extend(value for value in each.values() if not isinstance(value, IndirectObject))
        elif isinstance(each, ArrayObject):
            waiting.extend(value for value in list.__iter__(each) if not isinstance(value, IndirectObject))


def _first_page(reader: PdfReader) -> list[str]:
    """Lines of text on the first page; none when it is a scanned picture or its text cannot be read."""
    try:
        return reader.pages[0].extract_text().splitlines()
    except (*_UNREADABLE, RecursionError, ZeroDivisionError):
        return []


def _without_places(data: bytes) -> bytes:
    """Blank what photographs inside tell about place and camera, byte for byte, so that no offset moves."""
    blanked = bytearray(data)
    for found in _EXIF.finditer(data):
        length = int.from_bytes(found[1], "big")
        start, end = found.end(), found.start() + 2 + length
        if start < end <= len(data):
            blanked[start:end] = b"\x00" * (end - start)
    return bytes(blanked)
