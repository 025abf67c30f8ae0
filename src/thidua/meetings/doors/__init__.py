"""What meetings tell the apps around them: references, parents of files, panels, due items, tab, held accounts."""

from thidua.meetings.doors import due, holds, navigation, panels, parents, references


def open_doors() -> None:
    """Called once, when the app is ready."""
    references.open_doors()
    parents.open_doors()
    panels.open_doors()
    due.open_doors()
    navigation.open_doors()
    holds.open_doors()
