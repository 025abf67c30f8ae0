"""How facts name organisations: by what they are on record, else by their words, the same in every activity."""

from collections.abc import Iterable

from thidua.activities.models import Activity, ActivityParty
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Agency, Bloc, Unit


def key_of(organisation: Bloc | Unit | Agency) -> str:
    """`bloc:3`, `unit:5`, `agency:2`."""
    return f"{organisation._meta.model_name}:{organisation.pk}"


def key_of_party(party: ActivityParty) -> str:
    """What a party is on record; `name:` and its folded words where it is on no record."""
    for kind, number in (("bloc", party.bloc_id), ("unit", party.unit_id), ("agency", party.partner_agency_id)):
        if number is not None:
            return f"{kind}:{number}"
    return f"name:{fold(party.name)}"


def names_in(activity: Activity, parties: Iterable[ActivityParty]) -> dict[str, str]:
    """Key → name, of whoever keeps the record and of every party, in the order in which they are named."""
    return {key_of(activity.home): str(activity.home)} | {key_of_party(party): party.name for party in parties}
