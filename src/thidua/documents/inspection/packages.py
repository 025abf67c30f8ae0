"""Word and Excel files: ZIP packages of parts, checked part by part and packed anew without their authors."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from thidua.documents.inspection import limits
from thidua.documents.inspection.kinds import UNREADABLE
from thidua.documents.inspection.layouts import without_jpeg_notes
from thidua.documents.inspection.secrecy import marking_in
from thidua.documents.inspection.verdicts import DOCX, XLSX, RefusalError, Verdict
from thidua.documents.inspection.workbooks import first_lines

_MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": XLSX,
}
_TYPES = "[Content_Types].xml"
_MACRO_PARTS = ("vbaproject", "vbadata", "macrosheets/", "intlmacrosheets/", "dialogsheets/")
_ACTIVE_PARTS = ("activex/", "ctrlprops/", "customui/", "webextensions/")
_AUTHORS = re.compile(
    rb"(<(dc:creator|cp:lastModifiedBy|Company|Manager|HyperlinkBase)(?: [^>]*)?>)[^<]*(</\2>)", re.DOTALL
)
_AUTHOR_PARTS = {"docprops/core.xml", "docprops/app.xml"}
_EOCD = b"PK\x05\x06"
_EOCD_SIZE = 22
_REMOTE = re.compile(r"\s*(https?:|ftp:|mhtml:|smb:|\\\\|//|file:(//)?[\\/]{2}[^/\\])", re.IGNORECASE)
_DANGEROUS_RELATIONS = ("attachedtemplate", "oleobject", "frame", "subdocument", "externallinkpath", "aftchunk")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIRST_PAGE = 80
"""Paragraphs looked at when no page break is met."""
_CHUNK = 1024 * 1024


def inspect_package(path: Path, folder: Path) -> Verdict:
    """Check the package and write the served copy into `folder`; a digitally signed one is served as it is."""
    _require_whole(path)
    media_type = _look_into(path.open("rb"), depth=0)
    extension = "docx" if media_type == DOCX else "xlsx"
    served = f"served.{extension}"
    _pack_anew(path, folder / served)
    return Verdict(media_type=media_type, served_name=served, served_type=media_type)


def _require_whole(path: Path) -> None:
    """The archive begins with the file and ends with it: nothing in front, nothing behind."""
    data = path.read_bytes()
    end = data.rfind(_EOCD)
    if end < 0:
        raise RefusalError("broken")
    record = data[end : end + _EOCD_SIZE]
    if len(record) < _EOCD_SIZE:
        raise RefusalError("broken")
    size, offset = int.from_bytes(record[12:16], "little"), int.from_bytes(record[16:20], "little")
    comment = int.from_bytes(record[20:22], "little")
    is_zip64 = 0xFFFFFFFF in {size, offset}
    if end + _EOCD_SIZE + comment != len(data) or comment or (not is_zip64 and size + offset != end):
        raise RefusalError("polyglot")


def _look_into(source: Any, *, depth: int) -> str:
    """Which of the two kinds it is; raises for anything that is not plain content."""
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
            _require_modest(archive, parts)
            media_type = _kind_by_types(archive)
            for part in parts:
                _require_plain_part(archive, part, depth)
            if marking := marking_in(_first_page(archive) if media_type == DOCX else first_lines(archive)):
                raise RefusalError("secret", marking=marking)
            return media_type
    except (*UNREADABLE, KeyError, ParseError) as error:
        raise RefusalError("broken") from error
    except DefusedXmlException as error:
        raise RefusalError("active_package") from error


def _require_modest(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Names, sizes and ratios first; then every part unpacked and counted, since the sizes it states may be lies."""
    names = [part.filename for part in parts]
    if len(parts) > limits.PACKAGE_PARTS:
        raise RefusalError("bomb")
    if len({name.lower() for name in names}) != len(names) or any(_is_outside(name) for name in names):
        raise RefusalError("broken")
    if any(part.flag_bits & 1 for part in parts):
        raise RefusalError("encrypted")
    packed = sum(part.compress_size for part in parts)
    if _is_bomb(sum(part.file_size for part in parts), packed):
        raise RefusalError("bomb")
    unpacked = 0
    for part in parts:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                if _is_bomb(unpacked, packed):
                    raise RefusalError("bomb")


def _is_bomb(unpacked: int, packed: int) -> bool:
    if unpacked > limits.PACKAGE_SIZE:
        return True
    return unpacked > limits.RATIO_FREE and unpacked > limits.PACKAGE_RATIO * packed


def _is_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ".." in name.split("/") or ":" in name


def _kind_by_types(archive: zipfile.ZipFile) -> str:
    """By the type that the package declares for its main part."""
    if _TYPES not in archive.namelist():
        raise RefusalError("unknown_kind", found="zip")
    declared = {element.get("ContentType", "") for element in _xml(archive, _TYPES)}
    if any("macroenabled" in each.lower() or "vbaproject" in each.lower() for each in declared):
        raise RefusalError("macro")
    kinds = {_MAIN[each] for each in declared if each in _MAIN}
    if len(kinds) != 1:
        raise RefusalError("unknown_kind", found="zip")
    return kinds.pop()


def _require_plain_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, depth: int) -> None:
    name = part.filename.lower()
    if any(sign in name for sign in _MACRO_PARTS):
        raise RefusalError("macro")
    if any(sign in name for sign in _ACTIVE_PARTS):
        raise RefusalError("active_package")
    if "/embeddings/" in name and not part.is_dir():
        _require_plain_embedding(archive, part, depth)
    elif name.endswith(".rels"):
        _require_local(_xml(archive, part.filename))
    elif name.endswith((".xml", ".vml")):
        _require_plain_xml(archive.read(part))


def _require_plain_embedding(archive: zipfile.ZipFile, part: zipfile.ZipInfo, depth: int) -> None:
    """The table behind a chart is an Excel file inside: it is looked into likewise. Nothing else may be there."""
    if depth or not part.filename.lower().endswith((".xlsx", ".docx")):
        raise RefusalError("embedded")
    _look_into(io.BytesIO(archive.read(part)), depth=depth + 1)


def _require_local(relations: Element) -> None:
    """Links for the reader to click are fine; what the program would fetch by itself from elsewhere is not."""
    for relation in relations:
        kind = relation.get("Type", "").lower()
        if relation.get("TargetMode") != "External" or kind.endswith("/hyperlink"):
            continue
        target = relation.get("Target", "")
        if any(kind.endswith(sign) for sign in _DANGEROUS_RELATIONS) and _REMOTE.match(target):
            raise RefusalError("remote")
        if kind.endswith("/oleobject"):
            raise RefusalError("embedded")


def _require_plain_xml(data: bytes) -> None:
    text = data.replace(b"\x00", b"") if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else data
    if b"<!DOCTYPE" in text[:4096] or b"<!ENTITY" in text:
        raise RefusalError("active_package")
    if b"<ddeLink" in text or re.search(rb"<w:instrText[^>]*>\s*DDE(AUTO)?\s", text):
        raise RefusalError("active_package")


def _first_page(archive: zipfile.ZipFile) -> Iterator[str]:
    """Paragraphs of the headers and of the first page of a Word document, text boxes and tables included."""
    for name in archive.namelist():
        if re.fullmatch(r"word/header\d*\.xml", name):
            yield from _paragraphs(_xml(archive, name))
    yield from _paragraphs(_xml(archive, "word/document.xml"))


def _paragraphs(root: Element) -> Iterator[str]:
    for count, paragraph in enumerate(root.iter(f"{_W}p")):
        yield "".join(_own_text(paragraph))
        if count >= _FIRST_PAGE or _breaks_page(paragraph):
            return


def _own_text(element: Element) -> Iterator[str]:
    """The text of a paragraph without that of paragraphs inside it (text boxes come by themselves)."""
    for child in element:
        if child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in {f"{_W}tab", f"{_W}br"}:
            yield " "
        else:
            yield from _own_text(child)


def _breaks_page(paragraph: Element) -> bool:
    return paragraph.find(f".//{_W}lastRenderedPageBreak") is not None or any(
        each.get(f"{_W}type") == "page" for each in paragraph.iter(f"{_W}br")
    )


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    if archive.getinfo(name).file_size > limits.XML_PART:
        raise RefusalError("too_heavy")
    root: Element = fromstring(archive.read(name), forbid_dtd=True)
    return root


def _pack_anew(source: Path, target: Path) -> None:
    """The same parts without the names of authors and without the notes of photographs."""
    with zipfile.ZipFile(source) as archive:
        parts = archive.infolist()
        if any(part.filename.lower().startswith("_xmlsignatures/") for part in parts):
            target.write_bytes(source.read_bytes())
            return
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
            for part in parts:
                if not part.is_dir():
                    packed.writestr(_fresh(part), _without_authors(part.filename, archive.read(part)))


def _fresh(part: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The part's name alone: no comment, no extra field, no moment of packing."""
    info = zipfile.ZipInfo(part.filename)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _without_authors(name: str, data: bytes) -> bytes:
    lower = name.lower()
    if lower in _AUTHOR_PARTS:
        return _AUTHORS.sub(rb"\1\3", data)
    if lower.endswith((".jpg", ".jpeg")):
        return without_jpeg_notes(data)
    return data
