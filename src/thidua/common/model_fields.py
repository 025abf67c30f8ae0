"""Model fields that more than one app needs."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models

from thidua.core.vietnam.partial_dates import PartialDate

if TYPE_CHECKING:
    _TextColumn = models.CharField["PartialDate | str", "PartialDate"]
    _AnyText = models.TextField[Any, Any]
else:
    _TextColumn = models.CharField
    _AnyText = models.TextField


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


class OrderedJSONField(_AnyText):
    """Plain data in one column of text: its keys keep their order, which `jsonb` would change.

    Migrations see a plain TextField.
    """

    if TYPE_CHECKING:
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

    def deconstruct(self) -> Any:
        """As a plain TextField, so that no migration imports this module."""
        name, _path, args, options = super().deconstruct()
        options.pop("default", None)
        return name, "django.db.models.TextField", args, options

    def from_db_value(self, value: str | None, expression: object, connection: object) -> Any:
        """The data of a stored text."""
        return None if value is None else json.loads(value)

    def get_prep_value(self, value: Any) -> str | None:
        """The text of data."""
        return None if value is None else json.dumps(value, ensure_ascii=False)
