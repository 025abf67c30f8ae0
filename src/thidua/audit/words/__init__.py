"""Words of history: what each act, field and value is called on screen.

A new act needs its words in the table of its app here, a new field its words in `fields.py`; a test fails without.
"""

from django.utils.translation import gettext as _

from thidua.audit.words import (
    accounts,
    activities,
    campaigns,
    decisions,
    documents,
    meetings,
    organisations,
    publishing,
    records,
    scorecards,
    yearbook,
)
from thidua.audit.words.groups import Group

GROUPS: tuple[Group, ...] = (
    *campaigns.GROUPS,
    *activities.GROUPS,
    *scorecards.GROUPS,
    *meetings.GROUPS,
    *decisions.GROUPS,
    *yearbook.GROUPS,
    *records.GROUPS,
    *publishing.GROUPS,
    *documents.GROUPS,
    *organisations.GROUPS,
    *accounts.GROUPS,
)
ACTS = {action: words for group in GROUPS for action, words in group.acts.items()}


def words_of_act(action: str) -> str:
    """What was done, beginning with a verb."""
    return str(ACTS.get(action) or _("Việc khác"))


def acts_chosen(choice: str) -> list[str]:
    """The acts that a choice of the filter stands for: one act, or a group by its slug; none for anything else."""
    if choice in ACTS:
        return [choice]
    return [action for group in GROUPS if group.slug == choice for action in group.acts]
