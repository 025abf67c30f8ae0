"""Reads one workbook in a process of its own: bytes on standard input, lines of JSON on standard output.

Run as a script, without the application: whatever a hostile file does, it does here, within the memory and the time
set below, and with nothing to find. Its answer is one JSON object a line, so that nobody holds a long table twice:
`{"since_1904": …}`, then of each sheet `{"sheet": name, "merges": …, "formulas": …}` and its rows in parts,
`{"rows": […]}`; or, in place of the rest, `{"error": code, …}`.
"""

import gc
import io
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineWorkbook, SheetVisibleEnum

MEMORY = 1536 * 1024 * 1024
SECONDS = 20
MOST_PARTS = 2_000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 300
MOST_CELLS = 1_500_000
MOST_CHARACTERS = 60_000_000
LONGEST_CELL = 4_001
CHUNK = 1 << 16
PART = 2_000
"""Rows of one line of the answer."""
MACRO_PARTS = re.compile(r"(?i)(vbaproject.*\.bin|/macrosheets/|/activex/|\.xlm)")
UNREADABLE = (zipfile.BadZipFile, RuntimeError, EOFError, ValueError, OSError)
"""What `zipfile` raises over a package: `RuntimeError` where a part is locked, or packed in a way it knows not."""
CELL_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class RefusalError(Exception):
    """The file is not taken: a code, and what the sentence will name."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.answer = {"error": code, **data}


def limit_this_process() -> None:
    """Little memory, little time, no files."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes, most_rows: int = MOST_ROWS) -> Iterator[dict[str, Any]]:
    """All visible sheets, as the lines of the answer. Raises `RefusalError`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise RefusalError("damaged") from None
    names = _check_parts(archive)
    sheets, since_1904 = _list_sheets(archive, names)
    scans = {name: _Scan(name, most_rows).over(archive, part) for name, part in sheets.items()}
    yield {"since_1904": since_1904}

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    left = MOST_CHARACTERS
    for about in workbook.sheets_metadata:
        if about.visible != SheetVisibleEnum.Visible or about.name not in scans:
            continue
        sheet = workbook.get_sheet_by_name(about.name)
        merges = sorted(sheet.merged_cell_ranges or [])
        yield {"sheet": about.name, "merges": merges, "formulas": scans[about.name].formulas}
        rows = sheet.to_python(skip_empty_area=False)
        for start in range(0, len(rows), PART):
            part = [_plain_row(row) for row in rows[start : start + PART]]
            left -= sum([len(cell) for row in part for cell in row if type(cell) is str])
            if left < 0:
                raise RefusalError("too_much_text")
            yield {"rows": part}


def _check_parts(archive: zipfile.ZipFile) -> set[str]:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MOST_PARTS or len(names) != len(parts):
        raise RefusalError("damaged")
    if any(part.flag_bits & 0x1 for part in parts):
        raise RefusalError("encrypted")
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RefusalError("too_big_inside", most=MOST_UNPACKED)
    if any(MACRO_PARTS.search(name) for name in names):
        raise RefusalError("macro")
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise RefusalError("not_a_workbook")
    if b"macroEnabled" in _bytes(archive, "[Content_Types].xml"):
        raise RefusalError("macro")
    return names


def _list_sheets(archive: zipfile.ZipFile, names: set[str]) -> tuple[dict[str, str], bool]:
    """Name of each worksheet and where it lies; whether days are counted from 1904."""
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}
    since_1904 = False

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"

    def entry(tag: str, attributes: dict[str, str]) -> None:
        nonlocal since_1904
        if _local(tag) == "sheet":
            reference = next((text for key, text in attributes.items() if key.endswith("}id") or key == "r:id"), "")
            if targets.get(reference) in names:
                sheets[attributes.get("name", "")] = targets[reference]
        elif _local(tag) == "workbookPr":
            since_1904 = attributes.get("date1904", "0") in ("1", "true")

    if "xl/_rels/workbook.xml.rels" not in names:
        raise RefusalError("damaged")
    _parse(archive, "xl/_rels/workbook.xml.rels", relation)
    _parse(archive, "xl/workbook.xml", entry)
    return sheets, since_1904


class _Kinds(dict[str, str]):
    """Names of elements as written (“x:row”) → the name without its prefix if it is one that counts, else nothing."""

    def __missing__(self, tag: str) -> str:
        local = _local(tag)
        self[tag] = kind = local if local in ("row", "c", "v", "is", "f") else ""
        return kind


class _Scan:
    """Looks over one sheet before it is built in memory: how far it reaches, and where formulas are.

    It is called for every cell of the sheet, so it remembers: names of elements, and letters of columns.
    """

    def __init__(self, name: str, most_rows: int) -> None:
        self.name = name
        self.most_rows = most_rows
        self.formulas: list[tuple[int, int]] = []
        self.cells = 0
        self.row = 0
        self.column = -1
        self.kinds = _Kinds()
        self.columns: dict[str, int] = {}
        self.figures = "0"
        """The number of the row as its cells write it."""

    def over(self, archive: zipfile.ZipFile, part: str) -> "_Scan":
        _parse(archive, part, self._start, in_order=True)
        return self

    def _start(self, tag: str, attributes: list[str]) -> None:
        """`attributes` are names and values in turn."""
        kind = self.kinds[tag]
        if kind == "c":
            place = attributes[1] if attributes and attributes[0] == "r" else _value("r", attributes)
            figures = self.figures
            column = self.columns.get(place[: -len(figures)]) if place and place.endswith(figures) else None
            if column is None:
                self._place(place)
            else:
                self.column = column
        elif kind in ("v", "is"):
            self.cells += 1
            if self.row > self.most_rows:
                raise RefusalError("too_many_rows", sheet=self.name, row=self.row, most=self.most_rows)
            if self.column >= MOST_COLUMNS:
                raise RefusalError("too_many_columns", sheet=self.name, column=self.column + 1, most=MOST_COLUMNS)
            if self.cells > MOST_CELLS:
                raise RefusalError("too_many_cells", sheet=self.name, most=MOST_CELLS)
        elif kind == "f":
            self.formulas.append((self.row, self.column))
        elif kind == "row":
            number = _value("r", attributes)
            self.row = int(number) if number is not None else self.row + 1
            self.figures = str(self.row)
            self.column = -1

    def _place(self, place: str | None) -> None:
        """A cell in a column, or a row, that was not met before; or one that does not say where it stands."""
        found = CELL_PLACE.fullmatch(place or "")
        if found is None:
            self.column += 1
            return
        self.column = self.columns[found[1]] = _column(found[1])
        self.row, self.figures = int(found[2]), found[2]


def _value(name: str, attributes: list[str]) -> str | None:
    places = range(0, len(attributes), 2)
    return next((attributes[at + 1] for at in places if attributes[at] == name), None)


def _parse(archive: zipfile.ZipFile, part: str, start: Any, *, in_order: bool = False) -> None:
    """Call `start` with each element's name and its attributes: a dictionary, or with `in_order` a list."""
    parser = expat.ParserCreate()
    parser.ordered_attributes = in_order
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(CHUNK):
                parser.Parse(chunk)
            parser.Parse(b"", True)  # noqa: FBT003  (the library's own signature)
    except (expat.ExpatError, *UNREADABLE):
        raise RefusalError("damaged") from None


def _refuse_doctype(*_names: object) -> None:
    raise RefusalError("damaged")


def _bytes(archive: zipfile.ZipFile, part: str) -> bytes:
    try:
        with archive.open(part) as stream:
            return stream.read(1 << 20)
    except UNREADABLE:
        raise RefusalError("damaged") from None


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _plain_row(row: list[Any]) -> list[Any]:
    """A row as JSON: text, number, yes or no, null; days and moments as `_plain` writes them."""
    return [
        cell[:LONGEST_CELL] or None
        if (kind := type(cell)) is str
        else cell
        if kind is float or kind is int or kind is bool or cell is None
        else _plain(cell)
        for cell in row
    ]


def _plain(cell: object) -> object:
    """A day as {"d": "2024-11-05"}, a moment as {"m": …}; anything else in words."""
    if isinstance(cell, datetime):
        is_day = not (cell.hour or cell.minute or cell.second or cell.microsecond)
        return {"d": cell.date().isoformat()} if is_day else {"m": cell.isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    return str(cell)


def main() -> None:
    """Read standard input, answer on standard output; the one argument is how many rows a sheet may reach."""
    limit_this_process()
    gc.disable()  # all cells live until the end, which is near
    most_rows = int(sys.argv[1]) if len(sys.argv) > 1 else MOST_ROWS
    try:
        for line in read(sys.stdin.buffer.read(), most_rows):
            _say(line)
    except RefusalError as refusal:
        _say(refusal.answer)
    except MemoryError:
        _say({"error": "too_big_inside"})
    except Exception as error:  # whatever the library makes of a broken file
        _say({"error": "encrypted" if type(error).__name__ == "PasswordError" else "damaged"})


def _say(line: dict[str, Any]) -> None:
    text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass") + b"\n")


if __name__ == "__main__":
    main()
