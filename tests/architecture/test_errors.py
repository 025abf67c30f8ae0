"""Every error meant for a person has a code of its own and a sentence in the reader's language."""

import ast
import importlib
import pkgutil
from collections import Counter

import thidua
from tests.architecture.source import files, imported, module_of, place, tree_of
from thidua.common.errors import DomainError

NOT_IMPORTED = ("thidua.config", "thidua.cli")


def all_errors() -> dict[str, type[DomainError]]:
    """Every kind of `DomainError` in the product by its full name."""
    for module in pkgutil.walk_packages(thidua.__path__, "thidua."):
        if not module.name.startswith(NOT_IMPORTED) and ".migrations" not in module.name:
            importlib.import_module(module.name)
    found: dict[str, type[DomainError]] = {}
    waiting: list[type[DomainError]] = [DomainError]
    while waiting:
        kind = waiting.pop()
        if kind.__module__.startswith("thidua."):
            found[f"{kind.__module__}.{kind.__qualname__}"] = kind
        waiting += kind.__subclasses__()
    return found


def test_every_kind_has_a_code_of_its_own_and_says_what_it_is() -> None:
    kinds = all_errors()
    without = [name for name, kind in kinds.items() if "code" not in vars(kind) or not kind.__doc__]
    twice = [code for code, number in Counter(kind.code for kind in kinds.values()).items() if number > 1]

    assert len(kinds) > 10
    assert without == []
    assert twice == []
    assert [name for name in kinds if not name.endswith("Error")] == []


def test_none_is_raised_without_a_sentence() -> None:
    """The first argument is the sentence; a kind that builds its own says so in `__init__`."""
    kinds = all_errors()
    speechless = []
    for file in files("**/*.py"):
        tree = tree_of(file)
        names = imported(tree) | {
            node.name: f"{module_of(file)}.{node.name}" for node in tree.body if isinstance(node, ast.ClassDef)
        }
        for node in ast.walk(tree):
            kind = kinds.get(names.get(_raised(node), ""))
            if kind is not None and kind.__init__ is DomainError.__init__ and not _says_something(node):
                speechless.append(f"{place(file, node)} {kind.__name__}")

    assert speechless == []


def _raised(node: ast.AST) -> str:
    if not isinstance(node, ast.Raise) or node.exc is None:
        return ""
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return raised.id if isinstance(raised, ast.Name) else ""


def _says_something(node: ast.AST) -> bool:
    assert isinstance(node, ast.Raise)
    if not isinstance(node.exc, ast.Call):
        return False
    arguments = [*node.exc.args, *(each.value for each in node.exc.keywords if each.arg == "message")]
    return bool(arguments) and not (isinstance(arguments[0], ast.Constant) and not arguments[0].value)
