"""What activities tell the apps around them: tab, panels, references, parents of files, due items, search."""

from thidua.activities.doors import (
    due,
    due_day_before,
    due_plans,
    follow_up,
    frozen,
    impact,
    pages,
    parents,
    phones,
    references,
)


def open_doors() -> None:
    """Called once, when the app is ready."""
    references.open_doors()
    parents.open_doors()
    pages.open_doors()
    due.open_doors()
    phones.open_doors()
    due_plans.open_doors()
    due_day_before.open_doors()
    impact.open_doors()
    follow_up.open_doors()
    frozen.open_doors()
