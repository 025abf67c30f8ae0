"""Names and places through time: the one in force ends the day before the next begins."""

from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from thidua.core.vietnam.dates import format_date
from thidua.organisations.errors import OrganisationError
from thidua.organisations.models.dated import DatedModel
from thidua.organisations.services.rows import day_before, require_order

Dated = TypeVar("Dated", bound=DatedModel)


def begin_next(rows: list[Dated], since: date) -> None:
    """End the last of `rows` (oldest first) before `since`; the caller saves it. Raises when it began later."""
    if not rows:
        return
    last = rows[-1]
    if last.since is not None and last.since >= since:
        raise OrganisationError(
            _("Đang có bản ghi từ ngày {since}. Chọn ngày sau ngày đó.").format(since=format_date(last.since)),
            code="before_last",
            field="since",
        )
    if last.until is None or last.until >= since:
        last.until = day_before(since)


def require_free(rows: list[Dated], since: date | None, until: date | None) -> None:
    """Raise when a time from `since` to `until` overlaps one of `rows`."""
    require_order(since, until)
    for row in rows:
        if row.overlaps(since, until):
            raise OrganisationError(
                _("Thời gian này trùng với “{other}”.").format(other=row), code="overlap", field="since"
            )


def told(row: Any, *names: str) -> dict[str, Any]:
    """Fields of a row for the audit entry."""
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
