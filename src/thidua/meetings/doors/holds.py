"""While a round is open its voters keep their accounts: see `common.account_holds`."""

from thidua.common.account_holds import register_account_hold
from thidua.meetings.policies.ballots import may_change_account_of


def open_doors() -> None:
    """Called once, when the app is ready."""
    register_account_hold(may_change_account_of)
