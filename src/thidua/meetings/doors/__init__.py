"""What meetings tell the apps around them: references, parents of files, panels, due items, the tab."""

from thidua.meetings.doors import parents, references


def open_doors() -> None:
    """Called once, when the app is ready."""
    references.open_doors()
    parents.open_doors()
