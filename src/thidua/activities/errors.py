"""What cannot be recorded of an activity."""

from thidua.common.errors import DomainError


class ActivityError(DomainError):
    """The activity as described cannot be; `code` says why."""

    code = "activity"
