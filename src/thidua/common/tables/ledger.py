"""Writes the rows of an import and remembers them, so that the whole import can be undone."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from itertools import islice, repeat
from typing import Any, Final

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from thidua.common.tables.errors import ImportStateError
from thidua.common.versions import Versioned
from thidua.core.vietnam.partial_dates import PartialDate

_BATCH: Final = 500
_MOST_NAMED: Final = 5
_PLAIN: Final = frozenset({type(None), str, int, bool})

Effect = list[Any]
"""A row that came: its id and its fingerprint."""


@dataclass(frozen=True, slots=True)
class _New:
    """Rows of one model that came in one go: the rows themselves, or their effects where there are no objects."""

    label: str
    rows: Sequence[models.Model] = ()
    effects: Sequence[Effect] = ()


class Ledger:
    """What `apply` of an import writes with: nothing else writes, so nothing is forgotten."""

    def __init__(self) -> None:
        self._created: list[_New] = []
        self._appended: list[_New] = []
        self._changed: dict[str, dict[int, tuple[models.Model, dict[str, Any]]]] = defaultdict(dict)

    def create(self, rows: Sequence[models.Model]) -> None:
        """Save new rows of one model, in one go; they have their ids afterwards."""
        _save_new(rows, self._created)

    def add(
        self, model: type[models.Model], names: Sequence[str], rows: Sequence[tuple[Any, ...]], **same: Any
    ) -> list[int]:
        """Save many new rows of one model as values, without an object each, and give their ids in order.

        `names` are columns (`person_id`) in the order of each row, `same` those with one value for all; the others
        have the default of their field. As with `create`, nothing of the model's own is called.
        """
        if not rows:
            return []
        ids = _reserve_ids(model, len(rows))
        kept = _Columns(model, names, rows, same)
        kept.write(ids)
        self._created.append(_New(model._meta.label_lower, effects=kept.effects(ids)))
        return ids

    def ids_of(self, model: type[models.Model]) -> frozenset[int]:
        """The rows of a model that are new so far."""
        ours = [new for new in self._created if new.label == model._meta.label_lower]
        return frozenset(
            pk for new in ours for pk in ([each[0] for each in new.effects] or [row.pk for row in new.rows])
        )

    def append(self, rows: Sequence[models.Model]) -> None:
        """Save rows of a history. They stay when the import is undone: the kind then adds their reversal (`undone`)."""
        _save_new(rows, self._appended)

    def change(self, row: models.Model, **values: Any) -> None:
        """Change fields of a row as loaded in this transaction; saved when the import ends."""
        if not values:
            return
        changed = self._changed[row._meta.label_lower]
        before = changed.setdefault(row.pk, (row, {}))[1]
        for name, value in values.items():
            attribute = _field(type(row), name).attname
            before.setdefault(attribute, getattr(row, attribute))
            setattr(row, name, value)

    def save(self) -> dict[str, Any]:
        """Save the changes and give the effects as JSON: rows created, rows changed with what stood before."""
        changed = {label: self._save_changes(label, rows) for label, rows in self._changed.items()}
        created = [
            [new.label, new.effects or [[row.pk, fingerprint(row)] for row in new.rows]] for new in self._created
        ]
        appended = [[new.label, [row.pk for row in new.rows]] for new in self._appended]
        return {"created": created, "changed": changed, "appended": appended}

    def _save_changes(self, label: str, rows: dict[int, tuple[models.Model, dict[str, Any]]]) -> list[list[Any]]:
        model: type[models.Model] = apps.get_model(label)
        stored = {row.pk: row for row in _locked(model, rows)}
        by_fields: dict[tuple[str, ...], list[models.Model]] = defaultdict(list)
        for pk, (row, before) in rows.items():
            if pk not in stored or any(getattr(stored[pk], name) != value for name, value in before.items()):
                raise ImportStateError(_("“{row}” vừa được người khác sửa. Xem lại rồi nhập.").format(row=row))
            if isinstance(row, Versioned):
                row.version += 1
            by_fields[tuple(sorted(before))].append(row)
        for names, group in by_fields.items():
            _update(model, group, names)
        return [[pk, _as_json(before), fingerprint(row)] for pk, (row, before) in rows.items()]


def _save_new(rows: Sequence[models.Model], into: list[_New]) -> None:
    if not rows:
        return
    model = type(rows[0])
    if _is_plain(model, rows):
        for batch in _batches(rows):
            _insert(model, batch)
    else:
        model._default_manager.bulk_create(rows, batch_size=_BATCH)
    into.append(_New(model._meta.label_lower, list(rows)))


def _is_plain(model: type[models.Model], rows: Sequence[models.Model]) -> bool:
    """Whether the rows are of one table that numbers them itself and says the numbers back."""
    numbers = isinstance(model._meta.pk, models.AutoField) and not model._meta.parents
    return numbers and connection.features.can_return_rows_from_bulk_insert and all(row.pk is None for row in rows)


def _insert(model: type[models.Model], rows: list[models.Model]) -> None:
    """As `bulk_create`, without asking each field of each row how it would compile: twice as fast."""
    fields = _fields(model)
    kinds = [(field, field.attname, _own_type(field)) for field in fields]
    values = [_prepared(row, *kind) for row in rows for kind in kinds]
    for row, number in zip(rows, _numbers_of(model, fields, len(rows), values), strict=True):
        row.pk = number
        row._state.adding = False  # noqa: SLF001  (as `bulk_create` leaves it)
        row._state.db = connection.alias  # noqa: SLF001


def _fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    return [field for field in model._meta.concrete_fields if not field.primary_key]


def _numbers_of(
    model: type[models.Model], fields: "Sequence[models.Field[Any, Any]]", count: int, values: Sequence[Any]
) -> list[int]:
    """Insert `count` rows whose values follow one another, and give their ids."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column or "") for field in fields)
    marks = f"({', '.join(['%s'] * len(fields))})"
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column or "")
    sql = f"INSERT INTO {table} ({names}) VALUES {', '.join([marks] * count)} RETURNING {key}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [number for (number,) in cursor.fetchall()]


class _Columns:
    """Rows to come, column by column: what the database gets, and what their fingerprints are made of.

    A value that repeats is prepared once.
    """

    def __init__(
        self, model: type[models.Model], names: Sequence[str], rows: Sequence[tuple[Any, ...]], same: dict[str, Any]
    ) -> None:
        self.model = model
        self.fields = _fields(model)
        self.count = len(rows)
        told = dict(zip(names, zip(*rows, strict=True), strict=True))
        if unknown := {*told, *same} - {field.attname for field in self.fields}:
            raise TypeError(f"{model.__name__} has no columns {sorted(unknown)}.")
        self.stored: list[Iterable[Any]] = []
        self.printed: list[Iterable[Any]] = []
        for field in self.fields:
            values = told.get(field.attname)
            if values is None:
                one = same[field.attname] if field.attname in same else field.get_default()
                self.stored.append(repeat(_Once(field, _stored).of(one), self.count))
                self.printed.append(repeat(_Once(field, _printed).of(one), self.count))
            else:
                self.stored.append(map(_Once(field, _stored).of, values))
                self.printed.append(map(_Once(field, _printed).of, values))

    def write(self, ids: Sequence[int]) -> None:
        """Insert the rows under these ids, once."""
        meta, quote = self.model._meta, connection.ops.quote_name
        names = ", ".join(quote(column or "") for column in (meta.pk.column, *(field.column for field in self.fields)))
        rows = zip(ids, *self.stored, strict=True)
        with connection.cursor() as cursor, connection.wrap_database_errors:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {quote(meta.db_table)} ({names}) FROM STDIN") as stream:
                    for row in rows:
                        stream.write_row(row)
            else:
                marks = ", ".join(["%s"] * (len(self.fields) + 1))
                sql = f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608  (our own names)
                for batch in _batches(rows):
                    cursor.executemany(sql, batch)

    def effects(self, ids: Sequence[int]) -> list[Effect]:
        """Id and fingerprint of each row, the same as `fingerprint` finds once it is stored."""
        place = next(at for at, field in enumerate(self.model._meta.concrete_fields) if field.primary_key)
        columns = [*self.printed[:place], ids, *self.printed[place:]]
        return [[pk, _hash(values)] for pk, values in zip(ids, zip(*columns, strict=True), strict=True)]


class _Once:
    """What becomes of the values of a field; worked out once for each that is not of the field's own type."""

    def __init__(
        self, field: "models.Field[Any, Any]", work_out: Callable[["models.Field[Any, Any]", Any], Any]
    ) -> None:
        self.field = field
        self.own_type = _own_type(field)
        self.work_out = work_out
        self.known: dict[Any, Any] = {}

    def of(self, value: Any) -> Any:
        """The value made ready."""
        if type(value) is self.own_type:
            return value
        try:
            if value not in self.known:
                self.known[value] = self.work_out(self.field, value)
            return self.known[value]
        except TypeError:  # a list, or another value that has no hash
            return self.work_out(self.field, value)


def _stored(field: "models.Field[Any, Any]", value: Any) -> Any:
    """As the database gets it."""
    return field.get_db_prep_save(value, connection)


def _printed(field: "models.Field[Any, Any]", value: Any) -> Any:
    """As a fingerprint has it."""
    return None if value is None else _stable(field.get_prep_value(value))


def _reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """So many ids of new rows that nobody else gets, in order: of the sequence, or the next ones of a table that only
    this transaction may write (SQLite)."""
    table, key = model._meta.db_table, model._meta.pk.column or ""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence(%s, %s)"
            sql = f"SELECT nextval({sequence}) FROM generate_series(1, %s)"  # noqa: S608  (no value in it)
            cursor.execute(sql, [connection.ops.quote_name(table), key, count])
            return sorted(number for (number,) in cursor.fetchall())
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = cursor.fetchone()
    first = (last[0] if last else 0) + 1
    return list(range(first, first + count))


def _prepared(row: models.Model, field: "models.Field[Any, Any]", name: str, own_type: type | None) -> Any:
    """What the database gets for a field of a new row."""
    value = getattr(row, name)
    if type(value) is own_type:
        return value
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)


def appended_in(effects: dict[str, Any]) -> list[int]:
    """The ids of the rows of a history that the import added, first to last."""
    return [pk for _label, rows in effects.get("appended", []) for pk in rows]


def written_in(effects: Mapping[str, Any]) -> dict[str, set[int]]:
    """The ids of the rows that the import made or changed, by the label of their model."""
    found: dict[str, set[int]] = defaultdict(set)
    for label, rows in [*effects.get("created", []), *effects.get("changed", {}).items()]:
        found[label].update(row[0] for row in rows)
    return found


def created_in(effects: Mapping[str, Any]) -> Iterator[tuple[type[models.Model], list[int]]]:
    """The rows that the import made: model and ids."""
    for label, rows in effects.get("created", []):
        yield apps.get_model(label), [row[0] for row in rows]


def undo(effects: dict[str, Any]) -> None:
    """Delete what was created and put back what was changed; refuse, naming the rows, when either was touched since.

    What was appended to a history stays.
    """
    touched: list[str] = []
    created = [(apps.get_model(label), dict(rows)) for label, rows in effects.get("created", [])]
    changed = [(apps.get_model(label), rows) for label, rows in effects.get("changed", {}).items()]
    rows_created = [_untouched(model, rows, touched) for model, rows in created]
    rows_changed = [_untouched(model, {row[0]: row[2] for row in rows}, touched) for model, rows in changed]
    if touched:
        raise ImportStateError(
            _("Không hoàn tác được vì có dòng đã thay đổi sau lần nhập: {rows}.").format(rows=_some(touched)),
            remedy=_("Sửa từng dòng trên màn hình, hoặc nhập lại tệp đúng."),
        )
    for (model, rows), found in zip(changed, rows_changed, strict=True):
        _put_back(model, {row[0]: row[1] for row in rows}, found)
    _delete_created(rows_created)


def fingerprint(row: models.Model) -> str:
    """A short hash of every field of the row, the same for the row in memory and the row as stored."""
    values = []
    for name, prepare, own_type in _columns(type(row)):
        value = getattr(row, name)
        values.append(value if value is None or type(value) is own_type else _stable(prepare(value)))
    return _hash(values)


def _hash(values: Iterable[Any]) -> str:
    return hashlib.sha256(repr(list(values)).encode()).hexdigest()[:16]


@cache
def _columns(model: type[models.Model]) -> list[tuple[str, Callable[[Any], Any], type | None]]:
    """Name, how a value is prepared, and the type of values that need none of it."""
    return [(field.attname, field.get_prep_value, _own_type(field)) for field in model._meta.concrete_fields]


def _own_type(field: "models.Field[Any, Any]") -> type | None:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    kinds: tuple[tuple[type[models.Field[Any, Any]], type], ...] = (
        (models.IntegerField, int),
        (models.BooleanField, bool),
        (models.CharField, str),
        (models.TextField, str),
    )
    return next((own for kind, own in kinds if isinstance(target, kind)), None)


def _stable(value: Any) -> Any:
    """The value in the one form that memory and database agree upon."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True)
    return str(value)


def _as_json(values: dict[str, Any]) -> dict[str, Any]:
    told = {name: value.code if isinstance(value, PartialDate) else value for name, value in values.items()}
    result: dict[str, Any] = json.loads(json.dumps(told, cls=DjangoJSONEncoder))
    return result


def _untouched(model: type[models.Model], rows: dict[int, str], touched: list[str]) -> list[models.Model]:
    found = list(_locked(model, rows))
    touched.extend(str(row) for row in found if fingerprint(row) != rows[row.pk])
    if len(found) < len(rows):
        touched.append(_("{count} dòng đã bị xóa").format(count=len(rows) - len(found)))
    return found


def _locked(model: type[models.Model], ids: Iterable[int]) -> Iterator[models.Model]:
    for batch in _batches(sorted(ids)):
        yield from model._default_manager.select_for_update(no_key=True).filter(pk__in=batch).order_by("pk")


def _put_back(model: type[models.Model], before: dict[int, dict[str, Any]], rows: list[models.Model]) -> None:
    by_fields: dict[tuple[str, ...], list[models.Model]] = defaultdict(list)
    for row in rows:
        for name, value in before[row.pk].items():
            setattr(row, name, _field(model, name).to_python(value))
        if isinstance(row, Versioned):
            row.version += 1
        by_fields[tuple(sorted(before[row.pk]))].append(row)
    for names, group in by_fields.items():
        _update(model, group, names)


def _update(model: type[models.Model], rows: list[models.Model], names: Iterable[str]) -> None:
    fields = [*names, "version"] if issubclass(model, Versioned) else list(names)
    model._default_manager.bulk_update(rows, fields, batch_size=_BATCH)


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is not a column of {model.__name__}.")
    return field


def _delete_created(created: list[list[models.Model]]) -> None:
    ours = {(row._meta.label_lower, row.pk) for rows in created for row in rows}
    for rows in reversed(created):
        for batch in _batches(rows):
            _delete_unless_used(batch, ours)


def _delete_unless_used(rows: Sequence[models.Model], ours: set[tuple[str, int]]) -> None:
    """Whatever points at the rows and did not come with the import forbids the undoing."""
    collector = Collector(using=DEFAULT_DB_ALIAS)
    try:
        collector.collect(rows)
    except (ProtectedError, RestrictedError) as error:
        used = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        raise _in_use([str(row) for row in used]) from None
    instances: list[models.Model] = [row for found in collector.data.values() for row in found]
    instances += [row for query in collector.fast_deletes for row in query]
    emptied: Iterable[Iterable[Any]] = collector.field_updates.values()  # lists of lists of rows
    instances += [row for found in emptied for query in found for row in query]
    others = [str(row) for row in instances if (row._meta.label_lower, row.pk) not in ours]
    if others:
        raise _in_use(others)
    collector.delete()


def _in_use(names: list[str]) -> ImportStateError:
    return ImportStateError(
        _("Không hoàn tác được vì dòng đã nhập đang được dùng ở: {rows}.").format(rows=_some(names)),
        remedy=_("Gỡ chỗ đang dùng trước, hoặc sửa từng dòng trên màn hình."),
    )


def _some(names: list[str]) -> str:
    shown = "; ".join(f"“{name}”" for name in names[:_MOST_NAMED])
    rest = len(names) - _MOST_NAMED
    return shown if rest <= 0 else _("{shown} và {rest} dòng khác").format(shown=shown, rest=rest)


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
