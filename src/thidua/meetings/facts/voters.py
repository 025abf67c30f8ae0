"""What a voter of a meeting is called: the one place that says it, for pages, slips, minutes and sheets.

In a council's session each member has one vote; at a bloc's meeting each unit has one, cast by whom it sends.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.meetings.models import Meeting
from thidua.meetings.queries.seats import counts_people


@dataclass(frozen=True, slots=True)
class VoterWords:
    """`short` beside a number (“4 trong 6 đơn vị”), `full` where the body is named as well."""

    short: str
    full: str
    counts_people: bool


def voter_words(meeting: Meeting) -> VoterWords:
    """The words in the language of who reads."""
    if counts_people(meeting):
        return VoterWords(_("thành viên"), _("thành viên Hội đồng"), counts_people=True)
    return VoterWords(_("đơn vị"), _("đơn vị thành viên"), counts_people=False)


def voter_words_of_papers(meeting: Meeting) -> VoterWords:
    """The words of papers: Vietnamese, whoever reads."""
    with override("vi"):
        return voter_words(meeting)
