"""Entries as people read them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from thidua.audit.facts.changes import Change, changes_of
from thidua.audit.facts.values import Names
from thidua.audit.models import AuditEntry
from thidua.audit.words import words_of_act


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One entry: `who` did `act` to the thing called `title`. `user` is None for the installation itself."""

    pk: int
    number: int
    at: datetime
    user: int | None
    who: str
    in_staff_session: bool
    action: str
    act: str
    kind: str
    thing: int | None
    title: str
    reason: str
    changes: tuple[Change, ...]


def read_entries(entries: Iterable[AuditEntry], *, with_changes: bool = True) -> list[ReadEntry]:
    """Put entries into words; names that the changes point at are fetched together, one query per kind of thing."""
    told = [(entry, json.loads(entry.payload)) for entry in entries]
    names = Names()
    if with_changes:
        for entry, said in told:
            names.gather(entry.object_kind, said["before"])
            names.gather(entry.object_kind, said["after"])
        names.look_up()
    return [_read(entry, said, names if with_changes else None) for entry, said in told]


def _read(entry: AuditEntry, said: dict[str, Any], names: Names | None) -> ReadEntry:
    changes = changes_of(entry.object_kind, said["before"], said["after"], names) if names is not None else []
    return ReadEntry(
        pk=entry.pk,
        number=entry.number,
        at=entry.at,
        user=entry.user_id,
        who=_who(said["actor"]),
        in_staff_session="staff_session" in said["actor"],
        action=entry.action,
        act=words_of_act(entry.action),
        kind=entry.object_kind,
        thing=entry.object_id,
        title=said["object"]["title"],
        reason=said["reason"],
        changes=tuple(changes),
    )


def _who(actor: dict[str, Any]) -> str:
    if actor["kind"] == "person":
        return str(actor["name"])
    if actor["kind"] == "seat":
        return _("%(seat)s, vào bằng mã tại cửa") % {"seat": actor["name"]}
    if actor["kind"] == "field":
        return _("Nhóm ngoài hiện trường")
    return _("Hệ thống")
