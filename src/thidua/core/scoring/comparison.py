"""One table against another, as last year's against this year's: what came, what went, what changed in an item."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum

from thidua.core.scoring.scheme import ScoreItem, ScoringScheme

NOT_COMPARED = {"parts"}
"""Parts are items of their own."""


class ChangeKind(Enum):
    """What happened to an item."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `what` names the field of `ScoreItem` that changed; `before` and `after` hold its values."""

    kind: ChangeKind
    code: str
    what: str = ""
    before: object = None
    after: object = None


def compare_schemes(old: ScoringScheme, new: ScoringScheme) -> list[Change]:
    """Every difference between the items of two tables, in the order of the new one; what went comes last.

    Items are the same when their codes are. A changed rule is told by its code as `rules.CODE`.
    """
    before, after = _by_code(old.root), _by_code(new.root)
    changes: list[Change] = []
    for code, (item, parent) in after.items():
        if code not in before:
            changes.append(Change(ChangeKind.ADDED, code, after=item))
            continue
        was, was_under = before[code]
        if was_under != parent:
            changes.append(Change(ChangeKind.MOVED, code, "parent", was_under, parent))
        changes += _changed(code, was, item)
    changes += [
        Change(ChangeKind.REMOVED, code, before=item) for code, (item, _p) in before.items() if code not in after
    ]
    return changes


def _by_code(root: ScoreItem) -> dict[str, tuple[ScoreItem, str]]:
    """Code → item and the code of what it stands under."""
    found = {root.code: (root, "")}
    for item in root.walk():
        for part in item.parts:
            found[part.code] = (part, item.code)
    return found


def _changed(code: str, was: ScoreItem, item: ScoreItem) -> list[Change]:
    changes: list[Change] = []
    for name in (each.name for each in fields(ScoreItem)):
        before, after = getattr(was, name), getattr(item, name)
        if name in NOT_COMPARED or before == after:
            continue
        if name != "rules":
            changes.append(Change(ChangeKind.CHANGED, code, name, before, after))
            continue
        old, new = ({rule.code: rule for rule in rules} for rules in (before, after))
        changes += [
            Change(ChangeKind.CHANGED, code, f"rules.{rule}", old.get(rule), new.get(rule))
            for rule in dict.fromkeys([*new, *old])
            if old.get(rule) != new.get(rule)
        ]
    return changes
