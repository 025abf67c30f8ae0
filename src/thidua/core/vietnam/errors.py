"""Errors of this package: a code and data for programs, a Vietnamese sentence for people."""

from __future__ import annotations


class VietnamError(ValueError):
    """A text or a day that cannot be understood.

    `code` is stable and made for programs and translations; `data` holds what the sentence names;
    `message` says in Vietnamese what is wrong and what to do.
    """

    def __init__(self, code: str, message: str, **data: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data


class DateError(VietnamError):
    """The text is not a possible date."""


class NumberError(VietnamError):
    """The text is not a number, or may be read in two ways."""


class CalendarError(VietnamError):
    """The calendar does not know this year."""


class LegacyTextError(VietnamError):
    """The text is in an encoding that could not be told with certainty."""
