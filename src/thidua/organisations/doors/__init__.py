"""What organisations tell the apps around them."""

from thidua.organisations.doors import search


def open_doors() -> None:
    """Called once, when the app is ready."""
    search.open_doors()
