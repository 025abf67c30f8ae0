"""Small steps that all services of this app share: locks, codes, days."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.parents import let_go_of
from thidua.common.versions import Versioned, require_version
from thidua.core.vietnam.dates import format_date
from thidua.core.vietnam.names import fold
from thidua.organisations.errors import OrganisationError

Row = TypeVar("Row", bound=models.Model)
VersionedRow = TypeVar("VersionedRow", bound=Versioned)


def lock(row: Row) -> Row:
    """The row as it stands now, held until the end of the transaction."""
    return type(row)._default_manager.select_for_update(no_key=True).get(pk=row.pk)


def lock_all(rows: Iterable[Row]) -> dict[int, Row]:
    """Several rows of one model, in order of id, so that two writers never wait for each other."""
    given = list(rows)
    if not given:
        return {}
    found = (
        type(given[0])
        ._default_manager.select_for_update(no_key=True)
        .filter(pk__in=[row.pk for row in given])
        .order_by("pk")
    )
    return {row.pk: row for row in found}


def lock_version(row: VersionedRow, version: int) -> VersionedRow:
    """The locked row, if it is still the version the writer had seen (`StaleVersionError`); counts it up."""
    locked = lock(row)
    require_version(locked, version)
    return locked


def take_off(actor: Actor, rows: models.QuerySet[Any]) -> list[str]:
    """Delete rows on which scans may hang; these stay with who brought them. Titles of the scans."""
    ids = list(rows.values_list("pk", flat=True))
    scans = let_go_of(actor, rows.model, ids)
    rows.model._default_manager.filter(pk__in=ids).delete()
    return scans


def day_before(day: date) -> date:
    """The last day before `day`."""
    return day - timedelta(days=1)


def free_code(name: str, taken: Iterable[str], longest: int) -> str:
    """A code made of the name (“khoi-thi-dua-so-ii”) that is not in `taken`."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[: longest - 4].strip("-") or "so"
    used = set(taken)
    code, number = base, 1
    while code in used:
        number += 1
        code = f"{base}-{number}"
    return code


def require_order(since: date | None, until: date | None, field: str = "until") -> None:
    """Raise unless the last day is not before the first."""
    if since is not None and until is not None and until < since:
        raise OrganisationError(
            _("Ngày cuối ({until}) sớm hơn ngày đầu ({since}).").format(
                until=format_date(until), since=format_date(since)
            ),
            code="dates_in_order",
            field=field,
        )


def require_not_future(day: date | None, today: date, field: str = "since") -> None:
    """Raise when a name or place would begin after today: the register says what is in force."""
    if day is not None and day > today:
        raise OrganisationError(
            _("Ngày {day} chưa tới. Ghi vào đúng ngày có hiệu lực hoặc sau đó.").format(day=format_date(day)),
            code="future",
            field=field,
        )


def require_alive(ended_on: date | None, day: date | None, name: str, field: str = "") -> None:
    """Raise when an organisation had ended before `day` (with None: when it has ended at all)."""
    if ended_on is not None and (day is None or ended_on < day):
        raise OrganisationError(
            _("{name} đã kết thúc hoạt động ngày {day}.").format(name=name, day=format_date(ended_on)),
            code="ended",
            field=field or None,
        )
