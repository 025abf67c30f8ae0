"""Doors of pledges, targets, tasks, check visits and practices."""

from thidua.campaigns.doors import (
    pledge_due,
    pledge_panels,
    pledge_parents,
    pledge_references,
    pledge_search,
    pledge_steps,
)


def open_doors() -> None:
    """Called once, when the app is ready."""
    pledge_parents.open_doors()
    pledge_references.open_doors()
    pledge_panels.open_doors()
    pledge_steps.open_doors()
    pledge_due.open_doors()
    pledge_search.open_doors()
