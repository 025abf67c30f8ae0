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
        operations = self.operations
        try:
            for is_table, following in groupby(operations, key=_is_new_table):
                self.operations = list(following)
                if is_table:
                    self._make_tables(project_state, schema_editor)
                else:
                    project_state = super().apply(project_state, schema_editor)
        finally:
            self.operations = operations
        return project_state

    def _make_tables(self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor) -> None:
        before = project_state.clone()
        with suppress(AttributeError):
            del project_state.apps  # models as worked out so far: what is new is not added to them one by one
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, before, project_state)


def _is_new_table(operation: Operation) -> bool:
    return isinstance(operation, migrations.CreateModel)
