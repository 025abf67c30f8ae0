"""Who sees activities, who keeps their record, and whose year they may count for."""

from thidua.activities.policies.activities import (
    activities_kept_by,
    activities_visible_to,
    homes_of,
    may_cancel_activity,
    may_hold_activity,
    may_keep_activity,
    may_keep_output,
    may_keep_speaker,
    may_record_for,
    may_record_somewhere,
    outputs_visible_to,
    speakers_visible_to,
)
from thidua.activities.policies.credits import (
    Crediting,
    find_crediting,
    may_credit,
    offered_cycles,
)
from thidua.activities.policies.parties import (
    answerer_of,
    may_confirm_party,
    may_decline_party,
    may_put_on_paper,
    may_remove_party,
    parties_visible_to,
    speaks_for,
    waiting_for,
)

__all__ = [
    "Crediting",
    "activities_kept_by",
    "activities_visible_to",
    "answerer_of",
    "find_crediting",
    "homes_of",
    "may_cancel_activity",
    "may_confirm_party",
    "may_credit",
    "may_decline_party",
    "may_hold_activity",
    "may_keep_activity",
    "may_keep_output",
    "may_keep_speaker",
    "may_put_on_paper",
    "may_record_for",
    "may_record_somewhere",
    "may_remove_party",
    "offered_cycles",
    "outputs_visible_to",
    "parties_visible_to",
    "speakers_visible_to",
    "speaks_for",
    "waiting_for",
]
