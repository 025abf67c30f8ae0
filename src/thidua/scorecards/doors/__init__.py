"""What scorecards tell the apps around them: tab, panel, steps, references, parents of files, due items, imports."""

from thidua.common.tables.kinds import register_import_kind
from thidua.scorecards.doors import due, pages, parents, public, steps
from thidua.scorecards.services.imports.self_scores import SELF_SCORES


def open_doors() -> None:
    """Called once, when the app is ready."""
    pages.open_doors()
    parents.open_doors()
    steps.open_doors()
    due.open_doors()
    public.open_doors()
    register_import_kind(SELF_SCORES)
