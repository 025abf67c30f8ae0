"""What decisions tell the apps around them: references, parents of files, panels, due items."""

from thidua.decisions.doors import due, panels, parents, references


def open_doors() -> None:
    """Called once, when the app is ready."""
    references.open_doors()
    parents.open_doors()
    panels.open_doors()
    due.open_doors()
