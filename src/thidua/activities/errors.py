"""What cannot be recorded of an activity."""

from thidua.common.errors import DomainError


class ActivityError(DomainError):
    """The activity as described cannot be; `code` says why."""

    code = "activity"


class TooMuchError(ActivityError):
    """A team has sent as much as is taken of it on one day: it is sent again the next day."""

    code = "too_much"
    status = 429
