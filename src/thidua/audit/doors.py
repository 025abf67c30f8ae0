"""What history does for the pages around it: it keeps tries that were refused."""

from thidua.audit.services import keep_refusal
from thidua.common.refusals import register_keeper


def open_doors() -> None:
    """Called once, when the app is ready."""
    register_keeper(keep_refusal)
