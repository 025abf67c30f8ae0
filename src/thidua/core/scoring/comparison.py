"""One table against another, as last year's against this year's: what came, what went, what changed.

Tables are compared as they are written, so that a draft with faults can be compared too and the change of a single
band or quota is told; numbers are compared as numbers: 3.5 and 3.50 are one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from thidua.core.scoring.codes import addresses
from thidua.core.scoring.errors import Path
from thidua.core.scoring.numbers import read_number
from thidua.core.scoring.scheme import ROOT

Document = Mapping[str, Any]

PLACED = frozenset({"code", "children", "rules"})
"""Keys of an item that are not compared as values: its name in the table, items and rules of their own."""
APART = frozenset({"criteria", "rules", "format", "id"})
"""Keys of a table that are compared item by item, or say nothing to its readers."""


class ChangeKind(Enum):
    """What happened to an item."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `what` is the key that changed, `rules.CODE` for a rule, `parent` for an item that moved;
    `before` and `after` are its plain data. Of the whole table the code is empty."""

    kind: ChangeKind
    code: str
    what: str = ""
    before: Any = None
    after: Any = None


def compare_documents(old: Document, new: Document) -> list[Change]:
    """Every difference between two tables: first of the whole, then item by item in the order of the new one, at last
    what went. Items are the same when their codes are (`codes.addresses`)."""
    before, after = _by_code(old), _by_code(new)
    changes = [*_changed(ROOT, old, new, APART), *_rules(ROOT, old, new)]
    for code, (item, parent) in after.items():
        if code not in before:
            changes.append(Change(ChangeKind.ADDED, code, after=item))
            continue
        was, was_under = before[code]
        if was_under != parent:
            changes.append(Change(ChangeKind.MOVED, code, "parent", was_under, parent))
        changes += [*_changed(code, was, item, PLACED), *_rules(code, was, item)]
    changes += [Change(ChangeKind.REMOVED, code, before=was) for code, (was, _p) in before.items() if code not in after]
    return changes


def names_in(document: Document) -> dict[str, str]:
    """Code → name of each item."""
    return {code: str(item.get("name") or "") for code, (item, _parent) in _by_code(document).items()}


def _by_code(document: Document) -> dict[str, tuple[Document, str]]:
    """Code → item and the code of what it stands under; the first of two that share a code."""
    found: dict[str, tuple[Document, str]] = {}
    codes = addresses(document)

    def walk(items: Any, parent: str, path: Path) -> None:
        for at, item in enumerate(items or []):
            code = codes[*path, at]
            found.setdefault(code, (item, parent))
            walk(item.get("children"), code, (*path, at, "children"))

    walk(document.get("criteria"), ROOT, ("criteria",))
    return found


def _changed(code: str, was: Document, item: Document, apart: frozenset[str]) -> Iterator[Change]:
    for key in dict.fromkeys([*was, *item]):
        if key not in apart and _plain(was.get(key)) != _plain(item.get(key)):
            yield Change(ChangeKind.CHANGED, code, key, was.get(key), item.get(key))


def _rules(code: str, was: Document, item: Document) -> Iterator[Change]:
    old, new = _rules_of(code, was), _rules_of(code, item)
    for rule in dict.fromkeys([*new, *old]):
        if _plain(old.get(rule)) != _plain(new.get(rule)):
            yield Change(ChangeKind.CHANGED, code, f"rules.{rule}", old.get(rule), new.get(rule))


def _rules_of(code: str, item: Document) -> dict[str, Document]:
    """Rules by code, by their place where they have none: as the table calls them."""
    rules = enumerate(item.get("rules") or [], start=1)
    return {str(rule.get("code") or (f"{code}.r{at}" if code else f"r{at}")): rule for at, rule in rules}


def _plain(value: Any) -> Any:
    """The value with its numbers as numbers, and nothing as nothing."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items() if _plain(each) is not None}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value] or None
    if value is None or value is False or value == "":
        return None
    try:
        return read_number(str(value).strip())
    except ValueError:
        return value
