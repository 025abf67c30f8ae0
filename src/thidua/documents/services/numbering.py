"""Gives papers their numbers. The service that issues a paper calls it: policy and history are that service's."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, PersonActor
from thidua.common.errors import DomainError
from thidua.common.references import Reference
from thidua.core.vietnam.dates import format_date
from thidua.documents.models import DocumentSeries, IssuedPaper
from thidua.organisations.models import Agency


class NumberingError(DomainError):
    """A number that cannot be given."""

    code = "numbering"


@transaction.atomic
def take_number(
    *,
    actor: Actor,
    agency: Agency,
    type_code: str,
    kind: str,
    subject: Reference,
    about: str,
    issued_on: date,
    now: datetime,
) -> IssuedPaper:
    """The next number of the agency's series for the year of `issued_on`; the same paper keeps the one it has.

    Raises `NumberingError` when a later number already bears a later day: numbers and days go the same way.
    """
    series, _created = DocumentSeries.objects.select_for_update(no_key=True).get_or_create(
        agency=agency, year=issued_on.year, type_code="" if agency.one_document_series else type_code
    )
    given = IssuedPaper.objects.filter(
        agency=agency, subject_kind=subject.kind, subject_id=subject.id, kind=kind
    ).first()
    if given is not None:
        return given
    if series.last_issued_on is not None and issued_on < series.last_issued_on:
        raise NumberingError(
            _("Số trước đã cấp ngày %(day)s. Ngày của văn bản mới không được trước ngày đó.")
            % {"day": format_date(series.last_issued_on)},
            field="issued_on",
        )
    series.last_number += 1
    series.last_issued_on = issued_on
    series.save(update_fields=["last_number", "last_issued_on"])
    return IssuedPaper.objects.create(
        agency=agency,
        series=series,
        number=series.last_number,
        symbol=f"{type_code}-{agency.symbol or agency.code.upper()}",
        kind=kind,
        subject_kind=subject.kind,
        subject_id=subject.id,
        about=about,
        issued_on=issued_on,
        issued_by_name=actor.name if isinstance(actor, PersonActor) else "",
        issued_at=now,
    )
