"""Proposals with their terms, and what became of them: for pages, lists and workbooks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.activities.enums import ProposalState
from thidua.activities.models import Proposal
from thidua.core.vietnam.errors import CalendarError
from thidua.core.vietnam.working_days import Calendar

NEAR = 5
"""So many working days before its term a proposal is said to be near."""
BADGES = {
    ProposalState.NEW: ("unknown", "circle-dashed"),
    ProposalState.SENT: ("warn", "send"),
    ProposalState.ANSWERED: ("warn", "message"),
    ProposalState.TAKEN_UP: ("ok", "circle-check"),
    ProposalState.PARTLY: ("ok", "circle-check"),
    ProposalState.TURNED_DOWN: ("plain", "ban"),
    ProposalState.DROPPED: ("plain", "minus"),
}


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal with its term. `days_left` are working days, negative when late; None where it has no term, cannot be
    told or is answered.
    """

    proposal: Proposal
    days_left: int | None
    is_overdue: bool

    @property
    def is_near(self) -> bool:
        """Whether its term is today or within `NEAR` working days."""
        return not self.is_overdue and self.days_left is not None and self.days_left <= NEAR

    @property
    def tint(self) -> str:
        """The tint of its badge."""
        return BADGES[ProposalState(self.proposal.state)][0]

    @property
    def sign(self) -> str:
        """The icon of its badge."""
        return BADGES[ProposalState(self.proposal.state)][1]


@dataclass(frozen=True, slots=True)
class Half:
    """A half of a year, or all of it (0)."""

    number: int

    def holds(self, proposal: Proposal) -> bool:
        """Whether the workshop was held in it; of an unknown month only the whole year can be said."""
        if not self.number:
            return True
        day = proposal.activity.held_on
        first, last = day.earliest, day.latest
        if first is None or last is None or first.year != last.year:
            return False
        months = range(1, 7) if self.number == 1 else range(7, 13)
        return first.month in months and last.month in months

    @property
    def words(self) -> str:
        """“6 tháng đầu năm”."""
        return {0: _("Cả năm"), 1: _("6 tháng đầu năm"), 2: _("6 tháng cuối năm")}[self.number]


def half_of(asked: int | None) -> Half:
    """The half that was asked for; the whole year for anything else."""
    return Half(asked if asked in (1, 2) else 0)


def line_of(proposal: Proposal, calendar: Calendar, today: date) -> ProposalLine:
    """The proposal with its term."""
    if proposal.due_on is None or not proposal.is_open:
        return ProposalLine(proposal, None, is_overdue=False)
    try:
        left: int | None = calendar.working_days_left(today, proposal.due_on)
    except CalendarError:
        left = None
    return ProposalLine(proposal, left, is_overdue=proposal.due_on < today)


def lines_of(proposals: Iterable[Proposal], calendars: Mapping[int, Calendar], today: date) -> list[ProposalLine]:
    """With their terms: the open ones first, those past their term before the others; then what is answered."""
    lines = [line_of(each, calendars[each.agency_id], today) for each in proposals]
    return sorted(lines, key=lambda line: (not line.proposal.is_open, not line.is_overdue))


def sums_of(lines: Iterable[ProposalLine]) -> list[tuple[str, int]]:
    """How many there are in each state, in the order in which states go; none where there is none."""
    counted = Counter(line.proposal.state for line in lines)
    return [(str(state.label), counted[state]) for state in ProposalState if counted[state]]


def progress_words(lines: Iterable[ProposalLine]) -> str:
    """“3 kiến nghị: 1 đã có kết quả, 1 quá hạn”."""
    given = list(lines)
    settled = sum(not line.proposal.is_open for line in given)
    return count_words(len(given), settled, sum(line.is_overdue for line in given))


def count_words(many: int, settled: int, late: int) -> str:
    """The same from the numbers."""
    if not many:
        return _("Chưa ghi kiến nghị nào")
    words = ngettext("%(count)s kiến nghị", "%(count)s kiến nghị", many) % {"count": many}
    parts = [_("%(count)s đã có kết quả") % {"count": settled}]
    if late:
        parts.append(_("%(count)s quá hạn") % {"count": late})
    return f"{words}: {', '.join(parts)}"
