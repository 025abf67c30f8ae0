"""Finds every act that the source records, by reading the source."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import thidua

PACKAGE = Path(thidua.__file__).parent
_ACT = re.compile(r"[a-z_]+\.[a-z_]+")


@dataclass(frozen=True)
class Recorded:
    """One call of `record`: where, and which acts it may write; `pattern` where the code of the act is put together."""

    where: str
    acts: frozenset[str] = frozenset()
    pattern: str = ""


HANDS_ON = {"rewriting"}
"""Functions that record the act they are given, in the same place among their arguments."""


def recorded_acts(package: Path = PACKAGE) -> list[Recorded]:
    """Every call of `record(actor, act, …)` in the package."""
    found = []
    for file in sorted(package.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        handed_on = {
            call
            for made in ast.walk(tree)
            if isinstance(made, ast.FunctionDef) and made.name in HANDS_ON
            for call in ast.walk(made)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node not in handed_on and _is_record(node) and len(node.args) >= 3:
                where = f"{file.relative_to(package)}:{node.lineno}"
                found.append(_recorded(where, node.args[1], tree))
    return found


def _is_record(call: ast.Call) -> bool:
    return (isinstance(call.func, ast.Name) and call.func.id in {"record", *HANDS_ON}) or (
        isinstance(call.func, ast.Attribute) and call.func.attr == "record"
    )


def _recorded(where: str, act: ast.expr, tree: ast.Module) -> Recorded:
    if isinstance(act, ast.JoinedStr):
        parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_]+" for part in act.values]
        return Recorded(where, pattern="".join(parts))
    acts = _literals(act)
    if not acts and isinstance(act, ast.Name):
        # The code of the act lies in a variable or comes in as an argument: every act the module spells out may be it.
        acts = frozenset(text for node in ast.walk(tree) if isinstance(node, ast.Constant) for text in _literals(node))
    return Recorded(where, acts=acts)


def _literals(node: ast.expr) -> frozenset[str]:
    if isinstance(node, ast.IfExp):
        return _literals(node.body) | _literals(node.orelse)
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _ACT.fullmatch(node.value):
        return frozenset({node.value})
    return frozenset()
