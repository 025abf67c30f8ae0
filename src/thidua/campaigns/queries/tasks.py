"""Reads of tasks."""

from thidua.campaigns.enums import TaskState
from thidua.campaigns.models import Cycle, Task


def open_tasks(cycle: Cycle) -> list[Task]:
    """Tasks of the year of which something is still to be done, with their owners and co-owners: what a next year may
    carry over."""
    rows = Task.objects.filter(cycle=cycle, state__in=[state for state in TaskState if state.is_open])
    return list(rows.select_related("owner", "cycle__bloc").prefetch_related("co_units", "co_organisations"))
