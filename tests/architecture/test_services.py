"""Writing happens in services, in one transaction, and leaves its entry in history."""

import ast
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.source import called_name, calls, files, imported, module_of, place, tree_of

WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "add_root"}
SERVICES = ("*/services/*.py", "*/services/**/*.py", "*/services.py")

NO_ENTRY = {
    "thidua.audit.services.record": "it is the entry",
    "thidua.activities.services.figures.reckon_again": "figures follow from facts, and noting those is recorded",
    "thidua.accounts.services.tries.take_try": "counts tries; `fail_try` records what came of it",
    "thidua.accounts.services.tries.give_back": "counts tries back; the sign-in that follows is recorded",
    "thidua.accounts.services.sign_in.use_code_once": "a mark against copied codes; the sign-in is recorded",
    "thidua.campaigns.services.reminders.mark_read": "that a person has seen his reminders changes no content",
    "thidua.documents.services.files.keep": "stores within the service that uses the file and records that",
    "thidua.documents.services.numbering.take_number": "numbers within the service that issues the paper",
}
"""Services that write and record nothing themselves, each with its reason."""


@dataclass
class Function:
    """One function of a service module."""

    file: Path
    node: ast.FunctionDef
    writes: bool = False
    records: bool = False
    reaches: set[str] = field(default_factory=set)

    @property
    def is_public(self) -> bool:
        """Whether others may call it."""
        return not self.node.name.startswith("_")


def functions() -> dict[str, Function]:
    """Every top-level function of the services by its full name."""
    found: dict[str, Function] = {}
    for file in files(*SERVICES):
        tree, module = tree_of(file), module_of(file)
        own = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        names = imported(tree) | {name: f"{module}.{name}" for name in own}
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                found[f"{module}.{node.name}"] = _read(file, node, names)
    return found


def _read(file: Path, node: ast.FunctionDef, names: dict[str, str]) -> Function:
    function = Function(file, node)
    for call in calls(node):
        full = _full_name(call, names)
        function.reaches.add(full)
        function.records |= full == "thidua.audit.services.record"
        function.writes |= _writes(call)
    return function


def _full_name(call: ast.Call, names: dict[str, str]) -> str:
    if isinstance(call.func, ast.Name):
        return names.get(call.func.id, call.func.id)
    if isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        return f"{names.get(call.func.value.id, call.func.value.id)}.{call.func.attr}"
    return called_name(call)


def _writes(call: ast.Call) -> bool:
    name = called_name(call)
    if name == "update":  # of a queryset, which takes fields; a dict or a set takes a value
        return bool(call.keywords) and not call.args
    return name in WRITES and isinstance(call.func, ast.Attribute)


def _closure(name: str, known: dict[str, Function], seen: set[str]) -> set[str]:
    if name in seen or name not in known:
        return seen
    seen.add(name)
    for reached in known[name].reaches:
        _closure(reached, known, seen)
    return seen


def test_what_writes_leaves_its_entry() -> None:
    known = functions()
    silent = []
    for name, function in known.items():
        reached = [known[each] for each in _closure(name, known, set())]
        writes, records = any(each.writes for each in reached), any(each.records for each in reached)
        if function.is_public and writes and not records and name not in NO_ENTRY and not _is_part(function):
            silent.append(place(function.file, function.node) + f" {function.node.name}")

    assert len(known) > 50
    assert silent == []


def _is_part(function: Function) -> bool:
    """Whether services share it within their own transaction; a service is told by name who asks (`*, actor`).

    The services of accounts act on one's own account and need no actor.
    """
    named = {argument.arg for argument in function.node.args.kwonlyargs}
    return "actor" not in named and "accounts" not in function.file.parts


def test_the_exceptions_still_exist() -> None:
    assert set(NO_ENTRY) <= set(functions())


def test_what_records_is_one_transaction_and_takes_named_arguments() -> None:
    loose = []
    for name, function in functions().items():
        if not function.is_public or name in NO_ENTRY or (_is_part(function) and not _is_atomic(function)):
            continue
        if function.records and not _is_atomic(function):
            loose.append(f"{place(function.file, function.node)} {function.node.name}: no transaction.atomic")
        if "actor" in {argument.arg for argument in function.node.args.args}:
            loose.append(f"{place(function.file, function.node)} {function.node.name}: actor by position")

    assert loose == []


def _is_atomic(function: Function) -> bool:
    within = [item for node in ast.walk(function.node) if isinstance(node, ast.With) for item in node.items]
    return any("atomic" in ast.unparse(each) for each in [*function.node.decorator_list, *within])


def test_nothing_is_saved_in_a_view_or_a_form() -> None:
    """A view hands a form to a service."""
    saving = [
        f"{place(file, call)} {called_name(call)}"
        for file in files("*/views/*.py", "*/views/**/*.py", "*/forms/*.py", "*/forms/**/*.py", "*/forms.py")
        for call in calls(tree_of(file))
        if isinstance(call.func, ast.Attribute)
        and (call.func.attr in {"save", "bulk_create"} or (_writes(call) and "objects" in ast.unparse(call.func)))
    ]

    assert saving == []


def test_queries_take_no_actor() -> None:
    """Who may see what is a policy's to say."""
    asking = [
        f"{place(file, node)} {node.name}"
        for file in files("*/queries.py", "*/queries/*.py")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef)
        and "actor" in {argument.arg for argument in [*node.args.args, *node.args.kwonlyargs]}
    ]

    assert asking == []


def test_no_signals_of_our_own() -> None:
    """A service calls the next one by name. Listened to is only what has no other hook: allauth's signals, the log of
    Wagtail and its photographs (for history), and the end of a migration (for its one workflow).
    """
    signals = {
        place(file)
        for file in files("**/*.py")
        for call in calls(tree_of(file))
        if called_name(call) in {"Signal", "receiver"} or (called_name(call) == "connect" and call.keywords)
    }

    assert signals == {"accounts/doors.py", "publishing/editing/history.py", "publishing/editing/opening.py"}
