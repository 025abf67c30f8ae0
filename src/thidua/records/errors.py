"""What cannot be recorded as an award or in a record book."""

from thidua.common.errors import DomainError


class AwardError(DomainError):
    """The award as described cannot be; `code` says why."""

    code = "award"


class BookError(DomainError):
    """What was to be written in a record book cannot be; `code` says why."""

    code = "record_book"
