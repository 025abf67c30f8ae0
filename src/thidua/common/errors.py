"""Errors that are meant for a person: a stable code, a gentle sentence, the data behind it."""

from typing import Any


class DomainError(Exception):
    """Something the rules of the work do not allow.

    `code` is stable and for programs; `message` is Vietnamese (through gettext), says what is wrong and what to do;
    `data` holds the facts behind it. `field` names the form field it belongs to, if it belongs to one.
    """

    code = "domain_error"
    status = 400

    def __init__(self, message: str, *, code: str | None = None, field: str | None = None, **data: Any) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.data = data
        if code is not None:
            self.code = code

    @property
    def remedy(self) -> str:
        """What helps, if the error knows."""
        return str(self.data.get("remedy", ""))


class RefusedError(DomainError):
    """The actor sees the thing but may not do this with it."""

    code = "refused"
    status = 403


class NotVisibleError(DomainError):
    """The thing is not there for this actor: same answer as for something that never existed."""

    code = "not_visible"
    status = 404


class StaleVersionError(DomainError):
    """Someone else saved first. `data` has `row` (as stored now) and `read` (the version the writer had seen)."""

    code = "stale_version"
    status = 409
