"""Reading the source: what the architecture tests share."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import thidua

PACKAGE = Path(thidua.__file__).parent
ROOT = PACKAGE.parents[1]


@cache
def tree_of(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def files(*patterns: str) -> list[Path]:
    """Source files that match one of the patterns, in order; migrations never do."""
    found = {file for pattern in patterns for file in PACKAGE.glob(pattern)}
    return sorted(file for file in found if "migrations" not in file.parts)


def place(file: Path, node: ast.AST | None = None) -> str:
    """`access/services/grants.py:31`."""
    line = f":{node.lineno}" if node is not None and hasattr(node, "lineno") else ""
    return f"{file.relative_to(PACKAGE)}{line}"


def module_of(file: Path) -> str:
    """`thidua.access.services.grants`."""
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """Every call within a node."""
    return (each for each in ast.walk(node) if isinstance(each, ast.Call))


def called_name(call: ast.Call) -> str:
    """The last name of what is called: `save` of `row.save()`, `record` of `audit.record()`."""
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def imported(tree: ast.Module) -> dict[str, str]:
    """Local name → full name, of everything a module imports."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
        elif isinstance(node, ast.Import):
            names.update({alias.asname or alias.name: alias.name for alias in node.names})
    return names
