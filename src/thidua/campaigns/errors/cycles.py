"""What the rules of a year refuse."""

from thidua.common.errors import DomainError


class CycleExistsError(DomainError):
    """The bloc has that year already."""

    code = "cycle_exists"
    status = 409


class DateOutOfYearError(DomainError):
    """A day too far from the year to belong to it, or one that has not come yet."""

    code = "date_out_of_year"


class StepNotReadyError(DomainError):
    """Something that belongs to the step is still missing; it may be recorded with a reason."""

    code = "step_not_ready"
    status = 409


class NotACandidateError(DomainError):
    """The thing pointed at is not one of this bloc's year."""

    code = "not_a_candidate"


class AlreadyThereError(DomainError):
    """The same is recorded already."""

    code = "already_there"
    status = 409


class PatternError(DomainError):
    """The pattern of steps cannot be reckoned."""

    code = "pattern_error"


class CalendarYearError(DomainError):
    """No calendar of working days for that year."""

    code = "calendar_year"


class ThemeChangedError(DomainError):
    """Another theme was set since the writer looked."""

    code = "theme_changed"
