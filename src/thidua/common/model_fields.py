"""Model fields that more than one app needs."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from thidua.core.vietnam.partial_dates import PartialDate

if TYPE_CHECKING:
    _TextColumn = models.CharField["PartialDate | str", "PartialDate"]
else:
    _TextColumn = models.CharField


class PartialDateField(_TextColumn):
    """A `PartialDate` in one column of text: 2023-05-28, 2023-05, 2023, or empty when nothing is known.

    The texts sort as the dates do, in either database, what is unknown first. Filter with texts:
    `held_on__startswith="2023"`, `held_on__lt="2023-06-01"`, `held_on=""`. Migrations see a plain CharField.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        options.update(max_length=10, blank=True)
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        """A CharField, so that no migration needs this module."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        """Let the attribute always be a `PartialDate`."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _PartialDateAttribute(name))

    def get_prep_value(self, value: Any) -> str:
        """The text of a date; a text is taken as it is (the beginning of one, in a filter)."""
        return value.code if isinstance(value, PartialDate) else str(value or "")

    def value_to_string(self, obj: models.Model) -> str:
        """For serialisers."""
        return self.get_prep_value(self.value_from_object(obj))

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Length and emptiness are the date's own affair."""
        return value


class _PartialDateAttribute:
    """Reads what the database or a program put there, always gives a `PartialDate`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, row: models.Model | None, owner: type[models.Model] | None = None) -> Any:
        if row is None:
            return self
        if self.name not in row.__dict__:
            row.refresh_from_db(fields=[self.name])
        value: PartialDate = row.__dict__[self.name]
        return value

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.name] = value if isinstance(value, PartialDate) else PartialDate.parse(value or "")


class OrderedJSONField(models.JSONField):
    """JSON whose keys keep their order: `json` on PostgreSQL, where `jsonb` would sort them. Not for DISTINCT."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """The type that keeps the text as it was."""
        return "json" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """The text itself: as `jsonb` on its way it would be sorted before it arrives."""
        if connection.vendor == "postgresql" and isinstance(value, dict | list):
            return json.dumps(value, ensure_ascii=False)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """psycopg has read `json` already; of `jsonb` and of SQLite the text comes."""
        return super().from_db_value(value, expression, connection) if isinstance(value, str) else value
