"""In whose name the demo is loaded: the installation's own, with the standing office's rights in one agency."""

from thidua.common.actor import Actor, Role, Scope, SystemActor
from thidua.organisations.models import Agency, Unit


def loader_of(agency: Agency) -> Actor:
    """The actor that loads what belongs to `agency`."""
    scope = Scope(Role.STANDING_OFFICE, frozenset({agency.pk}))
    return SystemActor("demo", scopes=frozenset({scope}))


def officer_of(unit: Unit) -> Actor:
    """The actor that reports for `unit`."""
    scope = Scope(Role.UNIT_OFFICER, frozenset({unit.agency_id}), unit=unit.pk)
    return SystemActor("demo", scopes=frozenset({scope}))
