"""Whose account it is, and who can get into it, stays as it is while an app above needs that: a voter stays the one who
was put on the roll.

Accounts are kept far below the apps that know why one must not be touched; such an app registers its answer here.
"""

from collections.abc import Callable

from thidua.common.policy import YES, Answer

Hold = Callable[[int], Answer]
"""Whether the person of this id may be joined to an account or parted from one, or his account opened by another's
hand (a new password, the second step turned off), now.
"""

_holds: list[Hold] = []


def register_account_hold(hold: Hold) -> None:
    """Called once by the app that knows."""
    _holds.append(hold)


def may_change_account(person: int) -> Answer:
    """Whether nothing stands against giving the person an account, taking it from him, or opening another way into it;
    else the first reason.
    """
    return next((answer for hold in _holds if not (answer := hold(person))), YES)
