"""What can be done with activities."""

from thidua.activities.services.activities import (
    ActivityWords,
    cancel_activity,
    change_activity,
    hold_activity,
    record_activity,
)
from thidua.activities.services.answers import confirm_party, decline_party, put_party_on_paper
from thidua.activities.services.claims import choose_claim
from thidua.activities.services.credits import credit_activity, withdraw_credit
from thidua.activities.services.figures import reckon_again
from thidua.activities.services.freezing import freeze_figures
from thidua.activities.services.kinship import answer_merge, merge_activities, place_activity, split_activity
from thidua.activities.services.noting import Kept, Note, note_fact
from thidua.activities.services.outputs import OutputWords, add_output, change_output, remove_output
from thidua.activities.services.parties import add_party, name_speaker, remove_party, remove_speaker
from thidua.activities.services.passes import NewPass, actor_of_pass, block_phone, issue_pass, revoke_pass
from thidua.activities.services.sampling import set_sampling

__all__ = [
    "ActivityWords",
    "Kept",
    "NewPass",
    "Note",
    "OutputWords",
    "actor_of_pass",
    "add_output",
    "add_party",
    "answer_merge",
    "block_phone",
    "cancel_activity",
    "change_activity",
    "change_output",
    "choose_claim",
    "confirm_party",
    "credit_activity",
    "decline_party",
    "freeze_figures",
    "hold_activity",
    "issue_pass",
    "merge_activities",
    "name_speaker",
    "note_fact",
    "place_activity",
    "put_party_on_paper",
    "reckon_again",
    "record_activity",
    "remove_output",
    "remove_party",
    "remove_speaker",
    "revoke_pass",
    "set_sampling",
    "split_activity",
    "withdraw_credit",
]
