"""Whose account it is stays as it is while an app above needs that: a voter stays the one who was put on the roll.

Accounts are joined to people far below the apps that know why one must not be; such an app registers its answer here.
"""

from collections.abc import Callable

from thidua.common.policy import YES, Answer

Hold = Callable[[int], Answer]
"""Whether the person of this id may be joined to an account, or parted from one, now."""

_holds: list[Hold] = []


def register_account_hold(hold: Hold) -> None:
    """Called once by the app that knows."""
    _holds.append(hold)


def may_relink(person: int) -> Answer:
    """Whether nothing stands against giving the person an account, or taking it from him; else the first reason."""
    return next((answer for hold in _holds if not (answer := hold(person))), YES)
