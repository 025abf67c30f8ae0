"""Errors of roles, delegation and staff sessions."""

from thidua.common.errors import DomainError


class WrongScopeError(DomainError):
    """The role cannot be held over that, or it belongs to another agency."""

    code = "wrong_scope"


class WrongDatesError(DomainError):
    """Dates that cannot be."""

    code = "wrong_dates"


class AlreadyHeldError(DomainError):
    """The same role, or the same delegation, is there already in those days."""

    code = "already_held"


class EndedError(DomainError):
    """It has ended before."""

    code = "ended"


class LastAdministratorError(DomainError):
    """Somebody must remain who can open accounts."""

    code = "last_administrator"


class UserError(DomainError):
    """The account cannot be made or changed so."""

    code = "user"


class DelegationError(DomainError):
    """This role cannot be handed to this person."""

    code = "delegation"


class StaffSessionError(DomainError):
    """A staff session cannot be so."""

    code = "staff_session"
