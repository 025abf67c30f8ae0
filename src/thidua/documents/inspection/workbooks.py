"""What stands where a stamp would stand in an Excel file: the first rows of each sheet, print headers, text boxes.

Read as a stream: of a large workbook only what is looked at lies in memory.
"""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

_FIRST_ROWS = 50
_SHEETS = "xl/worksheets/"
_DRAWINGS = "xl/drawings/"
_STRINGS = "xl/sharedstrings.xml"
_HEADER = re.compile(r"<(?:\w+:)?(?:odd|even|first)Header\b[^>]*>([^<]*)<")
_PLACE = re.compile(r"&[LCR]")
_LOOK = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d+|[A-Za-z])')
"""Codes of print headers: where a piece stands, and its font, colour, size and fields."""


def first_lines(archive: zipfile.ZipFile) -> Iterator[str]:
    """Lines of text of the workbook's beginning, in no certain order."""
    shared: set[int] = set()
    for name in _parts(archive, _SHEETS):
        yield from _print_headers(archive.read(name))
        for cell in _first_cells(archive, name):
            if cell.get("t") == "s":
                shared.add(int(_text(cell, "v") or -1))
            else:
                yield from _text(cell, "t", "v").splitlines()
    yield from _shared_lines(archive, shared)
    for name in _parts(archive, _DRAWINGS):
        for paragraph in _elements(archive, name, "p"):
            yield _text(paragraph, "t")


def _parts(archive: zipfile.ZipFile, folder: str) -> list[str]:
    """The parts that lie in `folder` itself."""
    names = (part.filename for part in archive.infolist())
    return [name for name in names if re.fullmatch(rf"{folder}[^/]+\.xml", name, re.IGNORECASE)]


def _elements(archive: zipfile.ZipFile, name: str, wanted: str) -> Iterator[Element]:
    """The elements of that name, one after the other; each is emptied after use."""
    with archive.open(name) as stream:
        for _event, element in iterparse(stream, events=("end",), forbid_dtd=True):
            if _local(element) == wanted:
                yield element
                element.clear()


def _first_cells(archive: zipfile.ZipFile, name: str) -> Iterator[Element]:
    for count, row in enumerate(_elements(archive, name, "row"), start=1):
        yield from row
        if count == _FIRST_ROWS:
            return


def _shared_lines(archive: zipfile.ZipFile, numbers: set[int]) -> Iterator[str]:
    """Texts that cells name by number, up to the last one asked for."""
    last = max(numbers, default=-1)
    for name in (each for each in archive.namelist() if each.lower() == _STRINGS):
        for number, text in enumerate(_elements(archive, name, "si")):
            if number in numbers:
                yield from _text(text, "t").splitlines()
            if number >= last:
                return


def _text(element: Element, *names: str) -> str:
    """The text of an element's parts of these names; how East Asian words are said is no text."""
    kept: list[str] = []
    for child in element:
        if _local(child) in names:
            kept.append(child.text or "")
        elif _local(child) != "rPh":
            kept.append(_text(child, *names))
    return "".join(kept)


def _print_headers(sheet: bytes) -> Iterator[str]:
    """They stand behind all rows: looked for as text, without parsing the rows."""
    wide = sheet[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for found in _HEADER.findall(sheet.decode("utf-16" if wide else "utf-8", errors="replace")):
        for piece in _PLACE.split(unescape(found)):
            yield from _LOOK.sub("", piece).splitlines()


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
