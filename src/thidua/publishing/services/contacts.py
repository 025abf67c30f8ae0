"""Where an agency takes requests about personal data."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.names import normalise
from thidua.organisations.models import Agency
from thidua.publishing.errors import PublishingError
from thidua.publishing.models import DataContact
from thidua.publishing.policies import may_name_contact


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """An office by its name in Vietnamese, in English where it has one, and the ways to it. All empty: none named."""

    office: str = ""
    office_english: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""


@transaction.atomic
def name_contact(*, actor: Actor, agency: Agency, version: int, facts: ContactFacts) -> DataContact:
    """Say where the agency takes requests, from now on. Raises `PublishingError` for an office without a way to it and
    for a way without an office.
    """
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    require(may_name_contact(actor, agency))
    facts = ContactFacts(**{name: normalise(value) for name, value in asdict(facts).items()})
    if facts != ContactFacts() and not facts.office:
        raise PublishingError(_("Anh/chị chưa ghi tên nơi nhận."), code="no_office", field="office")
    if facts.office and not (facts.email or facts.phone or facts.address):
        raise PublishingError(
            _("Ghi ít nhất một cách liên hệ: email, điện thoại hoặc địa chỉ."), code="no_way", field="email"
        )
    row = DataContact.objects.filter(agency=agency).first() or DataContact(agency=agency)
    require_version(row, version)
    before = _told(row)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.save()
    audit.record(actor, "data_contact.changed", row, agency=agency.pk, before=before, after=_told(row))
    return row


def _told(row: DataContact) -> dict[str, str]:
    return {f"contact_{name}": getattr(row, name) for name in ContactFacts.__dataclass_fields__}
