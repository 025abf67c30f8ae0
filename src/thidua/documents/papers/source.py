"""The source of a paper: one small text file, so that a new paper is one new file.

    ---
    kind: plan                       # its name in the product
    type: KH                         # code of Decree 30/2020/NĐ-CP, annex III; empty for a letter (công văn);
                                     # “-” for a sheet that bears no number
    name: KẾ HOẠCH                   # printed above the subject
    title: Kế hoạch năm              # as lists call it; the name where it is left out
    about: Hoạt động thi đua của {{ bloc }} năm {{ year }}
    signs: KHỐI TRƯỞNG               # post under which somebody signs
    copies: [Các đơn vị thành viên, "Lưu: VT"]
    ---
    @ Căn cứ …;                      legal basis, italic
    # I. MỤC ĐÍCH, YÊU CẦU           heading
    ## 1. Mục đích                   smaller heading
    Một đoạn văn với {{ bloc }}.     paragraph
    - Một ý                          item
    > Một lời dẫn                    centred line
    %for task in tasks               repeat until %end
    %if theme                        only if; %else; %end
    |tasks| TT=4: {{ loop.index }} | Nhiệm vụ=60: {{ row.title }}     table, one row each, widths in per cent

Fields are Jinja expressions over the facts of the paper. A missing fact prints as unknown.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

import yaml


class SourceError(ValueError):
    """A source that cannot be read; the message names the line."""


class LineKind(StrEnum):
    """What a line of a source is."""

    BASIS = "@"
    HEADING = "#"
    SUBHEADING = "##"
    ITEM = "-"
    CENTRED = ">"
    TEXT = ""
    OPEN = "%open"
    ELSE = "%else"
    CLOSE = "%close"
    TABLE = "|"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, width in per cent, the expression of its cell."""

    heading: str
    width: int
    cell: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line. For OPEN and CLOSE `text` is the Jinja statement; for TABLE the list's expression."""

    kind: LineKind
    text: str
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperSource:
    """A paper as it is written down."""

    kind: str
    type_code: str
    is_numbered: bool
    name: str
    title: str
    about: str
    signs: str
    also_signs: str
    addressed_to: str
    copies: tuple[str, ...]
    lines: tuple[Line, ...]


_PREFIXES = (
    ("## ", LineKind.SUBHEADING),
    ("# ", LineKind.HEADING),
    ("@ ", LineKind.BASIS),
    ("- ", LineKind.ITEM),
    ("> ", LineKind.CENTRED),
)
_TABLE = re.compile(r"^\|(?P<rows>[\w.]+)\|(?P<columns>.+)$")
_COLUMN = re.compile(r"^\s*(?P<heading>[^=|]+)=(?P<width>\d+):\s*(?P<cell>.+?)\s*$")


def parse_source(text: str) -> PaperSource:
    """Read a source. Raises `SourceError` with the number of the line."""
    _before, _fence, rest = text.partition("---\n")
    head, fence, body = rest.partition("---\n")
    if not fence:
        raise SourceError("Line 1: the head between two lines of --- is missing.")
    says = yaml.safe_load(head)
    first = head.count("\n") + 3
    return PaperSource(
        kind=says["kind"],
        type_code="" if says.get("type", "") == "-" else says.get("type", ""),
        is_numbered=says.get("type", "") != "-",
        name=says["name"],
        title=says.get("title", says["name"].capitalize()),
        about=says["about"],
        signs=says.get("signs", ""),
        also_signs=says.get("also_signs", ""),
        addressed_to=says.get("addressed_to", ""),
        copies=tuple(says.get("copies", ())),
        lines=tuple(_parse_lines(body, first)),
    )


def _parse_lines(body: str, first: int) -> list[Line]:
    lines: list[Line] = []
    open_blocks: list[str] = []
    for number, raw in enumerate(body.splitlines(), start=first):
        text = raw.strip()
        if not text:
            continue
        if text.startswith("%"):
            lines.append(_statement(text[1:], open_blocks, number))
        elif text.startswith("|"):
            lines.append(_table(text, number))
        else:
            lines.append(_words(text))
    if open_blocks:
        raise SourceError(f"The block %{open_blocks[-1]} is not closed with %end.")
    return lines


def _statement(text: str, open_blocks: list[str], number: int) -> Line:
    word, _space, _rest = text.partition(" ")
    if word in {"for", "if"}:
        open_blocks.append(word)
        return Line(LineKind.OPEN, text)
    if word == "else" and open_blocks:
        return Line(LineKind.ELSE, "else")
    if word == "end" and open_blocks:
        return Line(LineKind.CLOSE, f"end{open_blocks.pop()}")
    raise SourceError(f"Line {number}: “%{text}” is not a statement here.")


def _table(text: str, number: int) -> Line:
    found = _TABLE.match(text)
    columns = [_COLUMN.match(part) for part in found["columns"].split(" | ")] if found else []
    if not found or not all(columns):
        raise SourceError(f"Line {number}: a table is written |rows| Heading=width: {{{{ row.field }}}} | …")
    return Line(
        LineKind.TABLE,
        found["rows"],
        tuple(Column(c["heading"].strip(), int(c["width"]), c["cell"]) for c in columns if c),
    )


def _words(text: str) -> Line:
    for prefix, kind in _PREFIXES:
        if text.startswith(prefix):
            return Line(kind, text.removeprefix(prefix))
    return Line(LineKind.TEXT, text)
