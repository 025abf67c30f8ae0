"""Migrations that begin many tables."""

from contextlib import suppress
from itertools import groupby

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class NewTables(migrations.Migration):
    """Makes tables that follow one another from the state in which all of them are known.

    Django works out anew, for each table, every model that is related to it, and so in the end almost all of them. The
    tables are the same; an installation is ready in half the time.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """As `Migration.apply`; what `sqlmigrate` prints is collected as ever."""
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        for is_table, following in groupby(self.operations, key=_is_new_table):
            if is_table:
                self._make_tables(list(following), project_state, schema_editor)
            else:
                project_state = self._of(list(following)).apply(project_state, schema_editor)
        return project_state

    def _make_tables(
        self, tables: list[Operation], project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor
    ) -> None:
        before = project_state.clone()
        with suppress(AttributeError):
            del project_state.apps  # models as worked out so far: what is new is not added to them one by one
        for table in tables:
            table.state_forwards(self.app_label, project_state)
        for table in tables:
            table.database_forwards(self.app_label, schema_editor, before, project_state)

    def _of(self, operations: list[Operation]) -> migrations.Migration:
        """A migration that does these alone."""
        alone = type("Migration", (migrations.Migration,), {"operations": operations, "atomic": self.atomic})
        migration: migrations.Migration = alone(self.name, self.app_label)
        return migration


def _is_new_table(operation: Operation) -> bool:
    return isinstance(operation, migrations.CreateModel)
