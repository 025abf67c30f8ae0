"""Pieces of a draft table and how one is put in the place of another: pure, on plain data, never touching what it gets.

An item is found by its path: the places of its ancestors and its own, counted from 0, as “0-2-1”.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from thidua.core.scoring.codes import addresses
from thidua.core.scoring.errors import Problem
from thidua.core.scoring.measures import NAME
from thidua.core.vietnam.names import fold

Document = Mapping[str, Any]
Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One item of a draft as it stands, whatever is wrong with it."""

    path: Path
    data: Mapping[str, Any]
    problems: tuple[Problem, ...]
    siblings: int
    code: str
    """What it is called in the whole table: its own code, after those above it where another item has it too."""

    @property
    def at(self) -> str:
        """The path as the address has it."""
        return write_path(self.path)

    @property
    def depth(self) -> int:
        """How deep it stands, counted from 1."""
        return len(self.path)

    @property
    def parts(self) -> list[Any]:
        """The items under it."""
        return list(self.data.get("children") or [])

    @property
    def rules(self) -> list[Any]:
        """Its rules of bonus and penalty."""
        return list(self.data.get("rules") or [])

    @property
    def is_first(self) -> bool:
        """Whether none stands before it."""
        return self.path[-1] == 0

    @property
    def is_last(self) -> bool:
        """Whether none stands after it."""
        return self.path[-1] == self.siblings - 1


def read_path(text: str) -> Path:
    """“0-2-1” → (0, 2, 1); empty is the whole table. Raises ValueError."""
    return tuple(int(each) for each in text.split("-")) if text else ()


def write_path(path: Path) -> str:
    """(0, 2, 1) → “0-2-1”."""
    return "-".join(str(each) for each in path)


def draft_items(document: Document, problems: tuple[Problem, ...] = ()) -> list[DraftItem]:
    """Every item in the order of the table, each with what is wrong in it (not in its parts)."""

    codes = addresses(document)

    def walk(items: list[Any], path: Path, key: tuple[str | int, ...]) -> Iterator[DraftItem]:
        for place, data in enumerate(items):
            here = (*key, place)
            own = tuple(
                each for each in problems if each.path[: len(here)] == here and "children" not in each.path[len(here) :]
            )
            yield DraftItem((*path, place), data, own, len(items), codes.get(here, ""))
            yield from walk(list(data.get("children") or []), (*path, place), (*here, "children"))

    return list(walk(list(document.get("criteria") or []), (), ("criteria",)))


def at_of(path: Sequence[str | int]) -> str:
    """Which item a place in the plain data belongs to, as its address has it; empty for the whole table.

    >>> at_of(("criteria", 0, "children", 2, "rules", 1)), at_of(("grades",))
    ('0-2', '')
    """
    found: list[int] = []
    for key, place in zip(path[::2], path[1::2], strict=False):
        if key not in ("criteria", "children") or not isinstance(place, int):
            break
        found.append(place)
    return write_path(tuple(found))


def item_at(document: Document, path: Path) -> Mapping[str, Any] | None:
    """The item at a path; the document itself for the empty one; None where there is none."""
    found: Any = document
    for depth, place in enumerate(path):
        items = found.get("children" if depth else "criteria") or []
        if place >= len(items):
            return None
        found = items[place]
    return dict(found)


def with_item(document: Document, path: Path, change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """The document with one item changed in place (a copy); the empty path is the whole table."""
    made = deepcopy(dict(document))
    found: dict[str, Any] = made
    for depth, place in enumerate(path):
        found = found["children" if depth else "criteria"][place]
    change(found)
    return made


def with_new_item(document: Document, parent: Path, data: Mapping[str, Any]) -> dict[str, Any]:
    """The document with an item added at the end of a branch; what gave the branch its points so far goes."""

    def add(found: dict[str, Any]) -> None:
        key = "children" if parent else "criteria"
        found[key] = [*(found.get(key) or []), dict(data)]
        if parent:
            found.pop("points", None)

    return with_item(document, parent, add)


def without_item(document: Document, path: Path) -> dict[str, Any]:
    """The document without an item and all under it."""

    def drop(found: dict[str, Any]) -> None:
        key = "children" if len(path) > 1 else "criteria"
        del found[key][path[-1]]
        if not found[key] and len(path) > 1:
            del found[key]

    return with_item(document, path[:-1], drop)


def with_moved_item(document: Document, path: Path, step: int) -> dict[str, Any]:
    """The document with an item one place up (−1) or down (+1) among its siblings."""

    def move(found: dict[str, Any]) -> None:
        items = found["children" if len(path) > 1 else "criteria"]
        to = path[-1] + step
        if 0 <= to < len(items):
            items[path[-1]], items[to] = items[to], items[path[-1]]

    return with_item(document, path[:-1], move)


def with_rule(document: Document, path: Path, place: int | None, data: Mapping[str, Any] | None) -> dict[str, Any]:
    """The document with a rule of an item put in (`place` None adds it), or taken out (`data` None)."""

    def put(found: dict[str, Any]) -> None:
        rules = list(found.get("rules") or [])
        if place is None and data is not None:
            rules.append(dict(data))
        elif place is not None and data is not None:
            rules[place] = dict(data)
        elif place is not None:
            del rules[place]
        if rules:
            found["rules"] = rules
        else:
            found.pop("rules", None)

    return with_item(document, path, put)


def with_key(document: Document, key: str, value: Any) -> dict[str, Any]:
    """The document with one of its own keys set; an empty value takes it away."""
    made = deepcopy(dict(document))
    if value in (None, "", [], {}):
        made.pop(key, None)
    else:
        made[key] = value
    return made


def new_input_name(document: Document, label: str) -> str:
    """A name for a new input, made of its label: short, plain letters, not used yet."""
    words = re.findall(r"[a-z0-9]+", fold(label))
    base = "_".join(words[:4])[:30].strip("_") or "so_lieu"
    if not base[0].isalpha():
        base = f"so_{base}"
    taken = set(document.get("inputs") or {})
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}_{count}"
    return name


def inputs_of(document: Document) -> dict[str, dict[str, Any]]:
    """Input → its label and kind, as declared."""
    found: dict[str, dict[str, Any]] = {}
    for name, value in (document.get("inputs") or {}).items():
        found[name] = dict(value) if isinstance(value, Mapping) else {"label": str(value or "")}
    return found


def say_measure(document: Document, text: str) -> str:
    """A measure as people read it: the words of an input for its name."""
    inputs = inputs_of(document)
    return NAME.sub(lambda found: str(inputs.get(found.group(), {}).get("label") or found.group()), text)


def uses_of(document: Document, name: str) -> list[str]:
    """Codes of the items whose data mention an input: it cannot be dropped while there is one."""
    used: list[str] = []
    for item in draft_items(document):
        own = {key: value for key, value in item.data.items() if key != "children"}
        if name in _names_in(own):
            used.append(item.code)
    if name in _names_in({"ranking": document.get("ranking")}):
        used.append("ranking")
    return used


def _names_in(value: Any) -> set[str]:
    if isinstance(value, Mapping):
        own = {name for key in value for name in _names_in(str(key))}
        return own | {name for each in value.values() for name in _names_in(each)}
    if isinstance(value, list):
        return {name for each in value for name in _names_in(each)}
    return set(re.findall(r"[\w.]+", str(value))) if value is not None else set()
