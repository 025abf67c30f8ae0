"""What campaigns tells the apps around it: tabs, panels, due items, references, parents of files."""

from thidua.campaigns.doors import cycles, imports, pledges, search, shared


def open_doors() -> None:
    """Called once, when the app is ready."""
    cycles.open_doors()
    imports.open_doors()
    pledges.open_doors()
    search.open_doors()
    shared.open_doors()
