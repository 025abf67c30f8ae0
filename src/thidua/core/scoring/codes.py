"""What an item is called where its own code is not enough: tables such as I › 1, VIII › 1 use a code again.

An item's address is its own code while no other item has it; else the address of what it stands under, a point, its own
code: “I.1”, “VIII.1”, “VIII.3.a”. Cards, papers, ranking and pages name items by their addresses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from thidua.core.scoring.errors import Path


def addresses(document: Mapping[str, Any]) -> dict[Path, str]:
    """Where an item stands in a table's plain data → its address; whatever is wrong with the data is passed over.

    >>> leaf = {"code": "1"}
    >>> list(addresses({"criteria": [{"code": "I", "children": [leaf]}, {"code": "II", "children": [leaf]}]}).values())
    ['I', 'I.1', 'II', 'II.1']
    """
    items = list(_walk(document.get("criteria"), ("criteria",)))
    counts = Counter(_own(item) for _path, item in items)
    found: dict[Path, str] = {}
    for path, item in items:
        own, above = _own(item), found.get(path[:-2], "")
        found[path] = f"{above}.{own}" if own and above and counts[own] > 1 else own
    return found


def _own(item: Mapping[str, Any]) -> str:
    return str(item.get("code") or "").strip()


def _walk(items: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    for at, item in enumerate(items) if isinstance(items, list) else ():
        if isinstance(item, Mapping):
            yield (*path, at), item
            yield from _walk(item.get("children"), (*path, at, "children"))
