"""The tables of the year that come in and go out as workbooks."""

from thidua.campaigns.services.imports.targets import PLEDGE_TARGETS, UNIT_TARGETS
from thidua.campaigns.services.imports.tasks import TASKS
from thidua.common.tables.kinds import register_import_kind


def open_doors() -> None:
    """Called once, when the app is ready."""
    for kind in (PLEDGE_TARGETS, UNIT_TARGETS, TASKS):
        register_import_kind(kind)
