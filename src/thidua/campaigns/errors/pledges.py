"""Refusals around the pledge and its targets."""

from thidua.common.errors import DomainError


class PledgeNotOpenError(DomainError):
    """The pledge is still a draft: there is nothing to sign yet."""

    code = "pledge_not_open"
    status = 409


class PledgeFrozenError(DomainError):
    """The pledge is frozen: nothing in it changes any more."""

    code = "pledge_frozen"
    status = 409


class SigningDayPassedError(DomainError):
    """The last day of signing is over. `data` has `signing_until`."""

    code = "signing_day_passed"
    status = 409


class AlreadySignedError(DomainError):
    """The unit has signed already. `data` has `signature`."""

    code = "already_signed"
    status = 409


class TextChangedError(DomainError):
    """What would be signed is no longer what the signer read."""

    code = "text_changed"
    status = 409


class NotAMemberError(DomainError):
    """The unit is no member of the bloc on the day."""

    code = "not_a_member"


class ImpossibleDateError(DomainError):
    """A day that cannot be: in the future, or outside the year."""

    code = "impossible_date"


class ImpossibleFigureError(DomainError):
    """A figure that cannot be: below zero where there is none, too long, or of the wrong kind."""

    code = "impossible_figure"


class MissingWordsError(DomainError):
    """A sentence that is asked for is not there: a reason, a note, a name."""

    code = "missing_words"


class TooLongError(DomainError):
    """A text does not fit its place."""

    code = "too_long"


class TwiceError(DomainError):
    """The same thing would be there twice: a result of one day, a task's code, an adoption."""

    code = "twice"


class WrongStateError(DomainError):
    """The thing is not in a state in which this can be done."""

    code = "wrong_state"
    status = 409


class UnfitRowError(DomainError):
    """A row of a workbook that cannot be what the table is of; `field` is its column."""

    code = "unfit_row"
