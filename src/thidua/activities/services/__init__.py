"""What can be done with activities."""

from thidua.activities.services.activities import (
    ActivityWords,
    cancel_activity,
    change_activity,
    hold_activity,
    record_activity,
)
from thidua.activities.services.answers import confirm_party, decline_party, put_party_on_paper
from thidua.activities.services.credits import credit_activity, withdraw_credit
from thidua.activities.services.outputs import OutputWords, add_output, change_output, remove_output
from thidua.activities.services.parties import add_party, name_speaker, remove_party, remove_speaker

__all__ = [
    "ActivityWords",
    "OutputWords",
    "add_output",
    "add_party",
    "cancel_activity",
    "change_activity",
    "change_output",
    "confirm_party",
    "credit_activity",
    "decline_party",
    "hold_activity",
    "name_speaker",
    "put_party_on_paper",
    "record_activity",
    "remove_output",
    "remove_party",
    "remove_speaker",
    "withdraw_credit",
]
