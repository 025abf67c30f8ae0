"""What cannot be recorded as an award or in a record book."""

from thidua.common.errors import DomainError


class AwardError(DomainError):
    """The award as described cannot be; `code` says why."""

    code = "award"


class ReviewError(DomainError):
    """A review cannot be asked for, or was stopped; `code` says why."""

    code = "review"


class ReadingError(DomainError):
    """A reading of a text cannot be chosen so; `code` says why."""

    code = "reading"


class RuleFileError(DomainError):
    """An agency's own rules cannot be taken, signed or withdrawn; `code` says why."""

    code = "rule_file"


class BookError(DomainError):
    """What was to be written in a record book cannot be; `code` says why."""

    code = "record_book"
