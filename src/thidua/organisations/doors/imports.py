"""The tables that come in and go out as workbooks."""

from thidua.common.tables.kinds import register_import_kind
from thidua.organisations.services.imports.bloc_members import BLOC_MEMBERS
from thidua.organisations.services.imports.people import PEOPLE
from thidua.organisations.services.imports.units import UNITS


def open_doors() -> None:
    """Called once, when the app is ready."""
    for kind in (UNITS, PEOPLE, BLOC_MEMBERS):
        register_import_kind(kind)
