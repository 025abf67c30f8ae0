"""One row of a table ↔ the same keys as a file of facts: a table for many, read with the same care.

Columns: `id` (needed), `name`, `unit`; `grade_2021` …, `titles_2021` …, of units `people_2021` …
(“total=20 women=9 grades.GOOD=20 titles.ADVANCED_WORKER=14 disciplined=-”); and what `SINGLE`, `PARTS`, `LISTS` name.
An empty cell is unknown, “-” a known none. Several records in a cell stand apart by “;”, their parts by spaces, in the
order of `PARTS`; a part with a space or “;” in it stands in “"…"”. “!” before a criterion of `attested`: it was denied.
A title may be followed by “:” and its basis (“MINISTRY_EMULATION_FLAG:THEMATIC”).
`incomplete` names columns that may lack records (“honours titles.2021”, of units also “people.2021.disciplined”).
A table is of one subject.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from thidua.core.law.cells import read_records, write_records
from thidua.core.law.codes import Subject
from thidua.core.law.errors import FactsError, LawError
from thidua.core.law.facts import Facts, HonourRecord
from thidua.core.law.facts_file import may_be_one_issuer, number_key, plain_facts, read_place
from thidua.core.law.places import Place
from thidua.core.plain import Lines
from thidua.core.vietnam.names import fold

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "honours": ("code", "decided_on", "basis", "number", "issuer"),
    "initiatives": ("year", "scope", "used_for"),
    "scientific_works": ("year", "scope", "used_for"),
    "discipline": ("measure", "since", "until"),
    "holds": ("reason", "since", "until"),
    "attested": ("criterion", "year", "on", "by"),
    "posts": ("post", "since", "until"),
    "ranks": ("year", "rank", "organiser"),
}
"""Column of records → the parts of one; the last part takes the rest of the text, “?” is not known."""
SINGLE: Final = (
    "sex", "employed_since", "retires_on", "higher_retirement_age", "established_on", "dissolved_on",
)  # fmt: skip
LISTS: Final = ("maternity_leave", "incomplete")
"""Columns of years or names, apart by spaces or “;”."""
FREE: Final = ("id", "name", "unit")
SPANS: Final = ("discipline", "holds", "posts")
FLAGS: Final = {"true": True, "false": False}
_KNOWN: Final = frozenset({*FREE, *SINGLE, *PARTS, *LISTS})
_OF_YEAR: Final = re.compile(r"(grade|titles|people)_(\d{4})")
NONE: Final = "-"
DENIED: Final = "!"


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
            {"name": "id", "known": ", ".join((*FREE, *SINGLE, *PARTS, *LISTS))},
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
            problems += map(_with_column, error.problems)
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


def _with_column(fault: LawError) -> LawError:
    """The fault, named by its column (`grade_2024`) and not by the key that a file has for it (`grades.2024`); with the
    column where only a part of a record is named.
    """
    key = re.sub(r"^(?:(grade)s|(titles|people))\.(\d{4})", r"\1\2_\3", str(fault.data.get("key", "")))
    told = {**fault.data, "key": key}
    if fault.code == "unknown_key":
        told["name"] = key
    elif fault.code == "missing_key":
        told["name"] = f"{key}.{fault.data['name']}"
    return LawError(fault.code, told, file=fault.file, line=fault.line)


def _read_row(cells: Mapping[str, str], file: str, line: int, subject: Subject, today: date | None) -> Facts:
    plain: dict[str, Any] = {"subject": subject.value}
    for name, cell in cells.items():
        if name in SINGLE:
            plain[name] = FLAGS.get(cell.lower(), cell) if name == "higher_retirement_age" else cell
        elif name in PARTS:
            records = [] if cell == NONE else read_records(cell, len(PARTS[name]))
            plain[name] = [_record(name, each) for each in records]
        elif name in LISTS:
            plain[name] = _listed(cell)
        elif of_year := _OF_YEAR.fullmatch(name):
            kind, year = of_year.groups()
            value: Any = cell
            if kind == "titles":
                value = [_title(each) for each in _listed(cell)]
            if kind == "people":
                value = _people(cell, Place(None, file, Lines({(): line}), ("people", year)))
            plain.setdefault("grades" if kind == "grade" else kind, {})[year] = value
    for key in ("grades", "titles", "people"):
        if key in plain:
            plain[key] = dict(sorted(plain[key].items()))
    return read_place(Place(plain, file, Lines({(): line})), today=today)


def _people(cell: str, place: Place) -> dict[str, Any]:
    """Counts of a unit's people: “total=20 grades.GOOD=20 disciplined=-”. Raises `LawError` (key_twice)."""
    told: dict[str, Any] = {}
    for part in cell.replace(";", " ").split():
        key, _equals, count = part.partition("=")
        group, _dot, kind = key.partition(".")
        before = told.get(group)
        if before is not None and not (kind and before and isinstance(before, dict) and kind not in before):
            raise place.wrong("key_twice", key=f"people_{place.path[-1]} {key}")
        if kind:
            told.setdefault(group, {})[kind] = count
        else:
            told[group] = {} if count == NONE else count
    return told


def _listed(cell: str) -> list[str]:
    return [] if cell == NONE else cell.replace(";", " ").split()


def _title(part: str) -> Any:
    code, colon, basis = part.partition(":")
    return {"code": code, "basis": basis} if colon else code


def _title_cell(title: Any) -> str:
    return f"{title['code']}:{title['basis']}" if isinstance(title, dict) else str(title)


def _record(name: str, record: Sequence[str | None]) -> dict[str, Any]:
    told: dict[str, Any] = dict(zip(PARTS[name], record, strict=False))
    if name in SPANS:
        told.setdefault("until", None)
    if (codes := told.get("used_for")) is not None:
        told["used_for"] = _listed(codes.replace(",", " "))
    if name == "attested" and (told.get("criterion") or "").startswith(DENIED):
        told |= {"criterion": told["criterion"].removeprefix(DENIED), "holds": False}
    return told


_Decisions = dict[tuple[str, int], dict[tuple[str, date], tuple[HonourRecord, int]]]
"""Number and year → by issuer and day what has it, and the line where it was seen first."""


def _require_own_numbers(facts: Facts, seen: _Decisions, file: str, line: int) -> None:
    """One number of a decision has one day within a year, over all rows; numbers begin anew every year, and with every
    issuer that is told.
    """
    for honour in facts.honours or ():
        if honour.number and (day := honour.decided_on) is not None:
            same = seen.setdefault((number_key(honour.number), day.year), {})
            for each, other in same.values():
                if each.decided_on != day and may_be_one_issuer(each, honour):
                    told = {"number": honour.number, "other": other}
                    raise LawError("number_of_other_person", told, file=file, line=line)
            same.setdefault((fold(honour.issuer), day), (honour, line))


# --- Writing ---------------------------------------------------------------------------------------------------------


def write_row(facts: Facts) -> dict[str, str]:
    """Column → cell: the row that `read_rows` reads back as the same facts; what is unknown has no cell. A mapping of
    years without any year says no more than none.
    """
    row: dict[str, str] = {}
    for key, value in plain_facts(facts).items():
        if key in SINGLE:
            row[key] = str(value).lower() if isinstance(value, bool) else str(value)
        elif key in PARTS:
            row[key] = write_records([_parts(key, each) for each in value], len(PARTS[key])) or NONE
        elif key in LISTS:
            row[key] = " ".join(map(str, value)) or NONE
        elif key == "grades":
            row |= {f"grade_{year}": grade for year, grade in value.items()}
        elif key == "titles":
            row |= {f"titles_{year}": "; ".join(map(_title_cell, codes)) or NONE for year, codes in value.items()}
        elif key == "people":
            row |= {f"people_{year}": _people_cell(each) for year, each in value.items()}
    return row


def _parts(name: str, record: Mapping[str, Any]) -> list[str | None]:
    told = dict(record)
    if told.get("used_for"):
        told["used_for"] = " ".join(told["used_for"])
    if name == "attested" and not told["holds"]:
        told["criterion"] = f"{DENIED}{told['criterion']}"
    return [None if told.get(part) is None else str(told[part]) for part in PARTS[name]]


def _people_cell(people: Mapping[str, Any]) -> str:
    told: list[str] = []
    for key, value in people.items():
        if not isinstance(value, dict):
            told.append(f"{key}={value}")
        elif value:
            told += [f"{key}.{kind}={count}" for kind, count in value.items()]
        else:
            told.append(f"{key}={NONE}")
    return " ".join(told) or f"titles={NONE}"
