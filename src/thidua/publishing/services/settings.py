"""What an agency chooses for its public pages."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.organisations.models import Agency
from thidua.publishing.errors import PublishingError
from thidua.publishing.models import PublicSettings
from thidua.publishing.policies import may_moderate_for
from thidua.publishing.services.unnaming import unname_people

MOST_DAYS = 365


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen."""

    comment_days: int
    confirms_email: bool
    names_people: bool
    email_days: int = PublicSettings._meta.get_field("email_days").default


@transaction.atomic
def choose_public_settings(
    *, actor: Actor, agency: Agency, version: int, choices: Choices, now: datetime
) -> PublicSettings:
    """Write the choices down. They hold from now on, for what is already published too: once people are not to be
    named, nobody reads the names in published awards or finds by them, and they are erased, with the achievements that
    say them (`services/unnaming.py`).
    Naming people later brings none back: the awards are published again.

    Raises `PublishingError` for a number of days out of range, and where people are to be named while names are still
    being erased.
    """
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    require(may_moderate_for(actor, agency))
    if not 0 <= choices.comment_days <= MOST_DAYS:
        raise PublishingError(
            _("Số ngày phải từ 0 đến %(most)s.") % {"most": MOST_DAYS}, code="days", field="comment_days"
        )
    if not 0 <= choices.email_days <= MOST_DAYS:
        raise PublishingError(
            _("Số ngày phải từ 0 đến %(most)s.") % {"most": MOST_DAYS}, code="days", field="email_days"
        )
    row = PublicSettings.objects.filter(agency=agency).first() or PublicSettings(agency=agency)
    require_version(row, version)
    if choices.names_people and row.is_unnaming:
        raise PublishingError(
            _("Tên cá nhân ở các khen thưởng cũ đang được xóa. Chờ xóa xong rồi bật lại."),
            code="unnaming",
            field="names_people",
        )
    before = _facts(row)
    row.comment_days = choices.comment_days
    row.confirms_email = choices.confirms_email
    row.names_people = choices.names_people
    row.email_days = choices.email_days
    row.save()
    after = _facts(row)
    if before["names_people"] and not row.names_people:
        gone = unname_people(actor, row, now)
        after |= {"is_unnaming": True} if gone is None else gone.told
    audit.record(actor, "public_settings.changed", row, agency=agency.pk, before=before, after=after)
    return row


def _facts(row: PublicSettings) -> dict[str, object]:
    return {name: getattr(row, name) for name in ("comment_days", "confirms_email", "email_days", "names_people")}
