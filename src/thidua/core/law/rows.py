"""One row of a table ↔ the same keys as a file of facts: a table for many, read with the same care.

Columns: `id` (needed), `name`, `unit`, `sex`, `employed_since`, `established_on`, `dissolved_on`, `grade_2021` …,
`titles_2021` …, `honours`, `initiatives`, `scientific_works`, `discipline`, `holds`, `attested`; of units also
`ranks`, `people_2021` …
(“total=20 women=9 grades.GOOD=20 titles.ADVANCED_WORKER=14 disciplined=-”). An empty cell is unknown, “-” a known none.
Several records in a cell stand apart by “;”, their parts by spaces, in the order of `PARTS`. `incomplete` names columns
that may lack records (“honours titles.2021”, of units also “people.2021.disciplined”). A table is of one subject.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from thidua.core.law.codes import Subject
from thidua.core.law.errors import FactsError, LawError
from thidua.core.law.facts import Facts, HonourRecord
from thidua.core.law.facts_file import may_be_one_issuer, read_place
from thidua.core.law.places import Place
from thidua.core.plain import Lines
from thidua.core.vietnam.names import fold

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "honours": ("code", "decided_on", "basis", "number", "issuer"),
    "initiatives": ("year", "scope"),
    "scientific_works": ("year", "scope"),
    "discipline": ("measure", "since", "until"),
    "holds": ("reason", "since", "until"),
    "attested": ("criterion", "year", "on", "by"),
    "ranks": ("year", "rank", "organiser"),
}
"""Column of records → the parts of one; the last part takes the rest of the text, “?” is not known."""
SINGLE: Final = ("sex", "employed_since", "established_on", "dissolved_on")
FREE: Final = ("id", "name", "unit")
INCOMPLETE: Final = "incomplete"
_KNOWN: Final = frozenset({*FREE, *SINGLE, *PARTS, INCOMPLETE})
_OF_YEAR: Final = re.compile(r"(grade|titles|people)_(\d{4})")
NONE: Final = "-"


@dataclass(frozen=True, slots=True)
class RowsOfFacts:
    """What a table gave: the rows that could be read, in order, and what is wrong with the others."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    units: tuple[str, ...]
    facts: tuple[Facts, ...]
    problems: tuple[LawError, ...]


def read_rows(
    head: Sequence[str], rows: Sequence[Sequence[str]], file: str, *, subject: Subject, today: date | None = None
) -> RowsOfFacts:
    """The facts of the rows; rows with faults are left out and each fault is named with its line and column.

    Raises `LawError` (missing_column, unknown_column, no_rows, column_twice): of the table as a whole.
    """
    names = [each.strip() for each in head]
    if "id" not in names:
        raise LawError(
            "missing_column",
            {"name": "id", "known": ", ".join((*FREE, *SINGLE, *PARTS, INCOMPLETE))},
            file=file,
            line=1,
        )
    for name in names:
        if name and name not in _KNOWN and not _OF_YEAR.fullmatch(name):
            raise LawError("unknown_column", {"name": name}, file=file, line=1)
        if name and names.count(name) > 1:
            raise LawError("key_twice", {"key": name}, file=file, line=1)
    if not rows:
        raise LawError("no_rows", file=file, line=1)
    found: list[tuple[str, str, str, Facts]] = []
    problems: list[LawError] = []
    decisions: _Decisions = {}
    ids: dict[str, int] = {}
    for at, row in enumerate(rows):
        line = at + 2
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name and cell.strip()}
        if not cells:
            continue
        try:
            facts = _read_row(cells, file, line, subject, today)
            if not cells.get("id"):
                raise LawError("missing_key", {"name": "id"}, file=file, line=line)
            if cells["id"] in ids:
                raise LawError("id_twice", {"id": cells["id"], "other": ids[cells["id"]]}, file=file, line=line)
            _require_own_numbers(facts, decisions, file, line)
        except FactsError as error:
            problems += map(_of_column, error.problems)
            continue
        except LawError as error:
            problems.append(error)
            continue
        ids[cells["id"]] = line
        found.append((cells["id"], cells.get("name", ""), cells.get("unit", ""), facts))
    return RowsOfFacts(
        tuple(each[0] for each in found),
        tuple(each[1] for each in found),
        tuple(each[2] for each in found),
        tuple(each[3] for each in found),
        tuple(problems),
    )


def _of_column(fault: LawError) -> LawError:
    """A fault named by its column, `grade_2024`, not by the key that a file has for it, `grades.2024`."""
    key = re.sub(r"^(?:(grade)s|(titles|people))\.(\d{4})", r"\1\2_\3", str(fault.data.get("key", "")))
    return LawError(fault.code, {**fault.data, "key": key}, file=fault.file, line=fault.line)


def _read_row(cells: Mapping[str, str], file: str, line: int, subject: Subject, today: date | None) -> Facts:
    plain: dict[str, Any] = {"subject": subject.value}
    for name, cell in cells.items():
        if name in SINGLE:
            plain[name] = cell
        elif name in PARTS:
            plain[name] = [] if cell == NONE else [_record(name, each) for each in cell.split(";") if each.strip()]
        elif name == INCOMPLETE:
            plain[name] = [] if cell == NONE else cell.replace(";", " ").split()
        elif of_year := _OF_YEAR.fullmatch(name):
            kind, year = of_year.groups()
            value: Any = cell
            if kind == "titles":
                value = [] if cell == NONE else cell.replace(";", " ").split()
            if kind == "people":
                value = _people(cell)
            plain.setdefault("grades" if kind == "grade" else kind, {})[year] = value
    for key in ("grades", "titles", "people"):
        if key in plain:
            plain[key] = dict(sorted(plain[key].items()))
    return read_place(Place(plain, file, Lines({(): line})), today=today)


def _people(cell: str) -> dict[str, Any]:
    """Counts of a unit's people: “total=20 grades.GOOD=20 disciplined=-”."""
    told: dict[str, Any] = {}
    for part in cell.replace(";", " ").split():
        key, _equals, count = part.partition("=")
        group, _dot, kind = key.partition(".")
        if kind:
            told.setdefault(group, {})[kind] = count
        else:
            told[group] = {} if count == NONE else count
    return told


def _record(name: str, text: str) -> dict[str, Any]:
    parts = PARTS[name]
    words = text.split(maxsplit=len(parts) - 1)
    told: dict[str, Any] = {key: None if word == "?" else word.strip() for key, word in zip(parts, words, strict=False)}
    if name in ("discipline", "holds"):
        told.setdefault("until", None)
    return told


_Decisions = dict[tuple[str, int], dict[tuple[str, date], tuple[HonourRecord, int]]]
"""Number and year → by issuer and day what has it, and the line where it was seen first."""


def _require_own_numbers(facts: Facts, seen: _Decisions, file: str, line: int) -> None:
    """One number of a decision has one day within a year, over all rows; numbers begin anew every year, and with every
    issuer that is told.
    """
    for honour in facts.honours or ():
        if honour.number and (day := honour.decided_on) is not None:
            same = seen.setdefault((honour.number, day.year), {})
            for each, other in same.values():
                if each.decided_on != day and may_be_one_issuer(each, honour):
                    told = {"number": honour.number, "other": other}
                    raise LawError("number_of_other_person", told, file=file, line=line)
            same.setdefault((fold(honour.issuer), day), (honour, line))
