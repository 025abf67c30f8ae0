"""Which tables a back-up holds, and their rows as JSON lines: the same file restores on SQLite and on PostgreSQL."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.models.sql import InsertQuery

LEFT_OUT = frozenset(
    {
        "sessions.session",  # people sign in again
        "contenttypes.contenttype",  # made by migrate
        "auth.permission",
        "auth.group",
        "auth.group_permissions",
        "django_tasks_db.dbtaskresult",  # a queue of the machine that is gone
        "common.sentform",  # presses of the last day, on pages that nobody has open any more
        # what migrate makes for the editing system, and nobody adds to
        "wagtailcore.page",
        "wagtailcore.site",
        "wagtailcore.locale",
        "wagtailcore.collection",
        "wagtailcore.grouppagepermission",
        "wagtailcore.groupcollectionpermission",
        "wagtailcore.groupsitepermission",
        "wagtailcore.workflow",
        "wagtailcore.task",
        "wagtailcore.workflowtask",
        "wagtailcore.workflowcontenttype",
        "wagtailcore.groupapprovaltask",
        "wagtailcore.groupapprovaltask_groups",
        "wagtailcore.workflowpage",
        "publishing.approval",
        # what it makes again from articles and photographs (`manage.py rebuild_references_index`, `update_index`)
        "wagtailcore.referenceindex",
        "wagtailsearch.indexentry",
        "wagtailsearch.sqliteftsindexentry",
        "wagtailadmin.editingsession",
        "wagtailadmin.formstate",
    }
)


NAMED = {"wagtailcore.workflow": "name", "wagtailcore.task": "name", "wagtailcore.collection": "path"}
"""Tables left out at which rows point, and what names their rows: their numbers differ between installations."""


def kept_models() -> list[type[models.Model]]:
    """Every table of a back-up, those that others point at first."""
    everything = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    ]
    return _in_order_of_need(everything)


def _in_order_of_need(everything: list[type[models.Model]]) -> list[type[models.Model]]:
    ordered: list[type[models.Model]] = []
    seen: set[type[models.Model]] = set()

    def visit(model: type[models.Model]) -> None:
        if model in seen or model not in everything:
            return
        seen.add(model)
        for field in model._meta.get_fields():
            if field.many_to_one or field.one_to_one:
                target = field.related_model
                if field.concrete and isinstance(target, type) and target is not model:
                    visit(target)
        ordered.append(model)

    for model in sorted(everything, key=lambda each: each._meta.label_lower):
        visit(model)
    return ordered


def write_rows(model: type[models.Model], stream: IO[bytes]) -> int:
    """Every row of `model` as JSON lines, by primary key; how many."""
    count = 0
    rows = model._default_manager.order_by("pk").iterator(chunk_size=2000)
    for line in _lines(model, rows):
        stream.write(line)
        count += 1
    return count


class _Exact(DjangoJSONEncoder):
    """Django's, but a moment keeps its microseconds."""

    def default(self, o: object) -> object:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _pointing(model: type[models.Model]) -> dict[str, tuple[type[models.Model], str]]:
    """The fields of a table that point at a kind of thing (no name), or at what `NAMED` names."""
    found = {}
    for field in model._meta.concrete_fields:
        target = field.related_model
        if isinstance(target, type) and (target is ContentType or target._meta.label_lower in NAMED):
            found[field.name] = (target, NAMED.get(target._meta.label_lower, ""))
    return found


def _lines(model: type[models.Model], rows: Iterable[models.Model]) -> Iterator[bytes]:
    serializer = serializers.get_serializer("python")()
    pointing = _pointing(model)
    names = {
        field: dict(target._default_manager.values_list("pk", by)) for field, (target, by) in pointing.items() if by
    }
    for row in rows:
        record = serializer.serialize([row])[0]
        for name in pointing:  # by name: the numbers differ between installations
            value = record["fields"][name]
            if value is not None:
                named = names[name][value] if name in names else ContentType.objects.get_for_id(value).natural_key()
                record["fields"][name] = named
        text = json.dumps(record, ensure_ascii=False, cls=_Exact)
        yield text.encode() + b"\n"


def read_rows(model: type[models.Model], stream: IO[bytes]) -> int:
    """Insert rows written by `write_rows`; how many. Foreign keys are checked by the caller at the end."""
    fields = list(model._meta.concrete_fields)
    size = min(2000, connection.ops.bulk_batch_size(fields, [None] * 2000))
    count = 0
    pending: list[models.Model] = []
    for each in serializers.deserialize("python", _records(model, stream)):
        pending.append(each.object)
        if len(pending) >= size:
            count += _insert(model, fields, pending)
            pending = []
    return count + _insert(model, fields, pending)


def _records(model: type[models.Model], stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    """The records, each pointing at what has the name here. Raises `ValueError` where nothing has it."""
    pointing = {name: found for name, found in _pointing(model).items() if found[1]}
    here = {
        name: dict(target._default_manager.values_list(by, "pk").order_by("-pk"))
        for name, (target, by) in pointing.items()
    }
    for line in stream:
        record = json.loads(line)
        for name, known in here.items():
            value = record["fields"][name]
            if isinstance(value, str):  # older back-ups have numbers
                if value not in known:
                    raise ValueError(f"{model._meta.label_lower} names {value!r}, which is not in this installation.")
                record["fields"][name] = known[value]
        yield record


def _insert(model: type[models.Model], fields: list[models.Field[Any, Any]], rows: list[models.Model]) -> int:
    if rows:
        query = InsertQuery(model)
        query.insert_values(fields, rows, raw=True)  # raw: moments stay what they were
        query.get_compiler(connection=connection).execute_sql()
    return len(rows)


def reset_sequences(everything: list[type[models.Model]]) -> None:
    """After rows came in with their keys, let the next key be a new one."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), everything):
            cursor.execute(statement)


def is_empty() -> bool:
    """Whether nothing was ever recorded here."""
    return not any(model._base_manager.exists() for model in kept_models())


def snapshot() -> None:
    """Within a transaction: see the database as it is now until the end of it."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A snapshot lives in a transaction.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
