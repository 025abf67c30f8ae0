"""What saying something of many at once, and taking it back, have in common (`models.spoken`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, PersonActor
from thidua.common.components.texts import short_date
from thidua.core.vietnam.names import normalise
from thidua.organisations.models import Agency, Unit
from thidua.records.errors import BookError
from thidua.records.facts.clearing import PERSON, UNIT, Clearing
from thidua.records.models.spoken import SpokenForMany
from thidua.records.services import FIRST_YEAR

Subjects = Iterator[tuple[int, int, int | None, int | None]]
OF_SUBJECT: Final = ("agency_id", "person_id", "unit_id")
"""The columns of `subjects_of` after that of the word itself."""


def require_named(actor: Actor) -> PersonActor:
    """Raises `BookError` for an actor without a name to stand under what is said."""
    if not isinstance(actor, PersonActor):
        raise BookError(_("Việc này phải do một người có tên xác nhận."), code="no_name")
    return actor


def lock_agency(scope: Unit | Agency) -> Agency:
    """The agency of a scope, locked: two at once do not speak for the same people."""
    pk = scope.pk if isinstance(scope, Agency) else scope.agency_id
    agency: Agency = Agency.objects.select_for_update(no_key=True).get(pk=pk)
    return agency


def require_day(day: date, now: datetime) -> None:
    """Raises `BookError` for a day of which nobody can speak yet, or before all records."""
    if day > timezone.localtime(now).date():
        raise BookError(
            _("Ngày %(day)s còn ở phía trước. Chỉ xác nhận được đến hôm nay.") % {"day": short_date(day)},
            code="in_the_future",
            field="as_of",
        )
    if day.year < FIRST_YEAR:
        raise BookError(_("Năm phải từ %(first)s.") % {"first": FIRST_YEAR}, code="year", field="as_of")


def require_source(source: str) -> str:
    """The list or register that was looked at. Raises `BookError` for none."""
    source = normalise(source)[:500]
    if not source:
        raise BookError(_("Anh/chị chưa ghi đã xem danh sách hay sổ nào."), code="no_source", field="source")
    return source


def require_reason(reason: str) -> str:
    """Why something is taken back. Raises `BookError` for none."""
    reason = normalise(reason)[:250]
    if not reason:
        raise BookError(_("Anh/chị chưa ghi lý do."), code="no_reason", field="reason")
    return reason


def put_scope(said: SpokenForMany, actor: PersonActor, scope: Unit | Agency, speaks: Clearing, now: datetime) -> None:
    """Note on a word not yet saved for whom it speaks, and who says it when."""
    said.unit = scope if isinstance(scope, Unit) else None
    said.people, said.units = len(speaks.people), len(speaks.units)
    said.excepted = [each.dump() for each in speaks.excepted]
    said.said_by, said.said_by_person_id, said.said_at = actor.name, actor.person, now


def take_back(said: SpokenForMany, actor: Actor, reason: str, now: datetime) -> None:
    """Note that a word is withdrawn, and save it."""
    said.withdrawn_at, said.withdrawn_because = now, reason
    said.withdrawn_by = actor.name if isinstance(actor, PersonActor) else ""
    said.save()


def subjects_of(said: SpokenForMany, speaks: Clearing) -> Subjects:
    """The rows of those for whom it speaks: the word, the agency, the person, the unit."""
    for person in speaks.people:
        yield said.pk, said.agency_id, person, None
    for unit in speaks.units:
        yield said.pk, said.agency_id, None, unit


def told_of(said: SpokenForMany, speaks: Clearing | None = None) -> dict[str, Any]:
    """What history keeps: how many, not who; of the excepted who, and a hash of the ids of all others."""
    kept: dict[str, Any] = {
        "scope": str(said.scope),
        "as_of": said.as_of.isoformat(),
        "source": said.source,
        "people_cleared": said.people,
        "units_cleared": said.units,
        "excepted": [each[PERSON] for each in said.excepted if PERSON in each],
        "excepted_units": [each[UNIT] for each in said.excepted if UNIT in each],
    }
    if speaks is not None:
        ids = repr((speaks.people, speaks.units))
        kept["cleared_sha256"] = hashlib.sha256(ids.encode()).hexdigest()
    return kept
