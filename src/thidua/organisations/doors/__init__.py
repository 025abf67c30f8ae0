"""What this app brings through the doors of common: its tab, tables that come in, things that search finds."""

from thidua.organisations.doors import imports, pages, search


def open_doors() -> None:
    """Called once, when the app is ready."""
    imports.open_doors()
    pages.open_doors()
    search.open_doors()
