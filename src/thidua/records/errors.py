"""What cannot be recorded as an award."""

from thidua.common.errors import DomainError


class AwardError(DomainError):
    """The award as described cannot be; `code` says why."""

    code = "award"
