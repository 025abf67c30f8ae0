"""Is there a quorum, and by which rule? A bloc's meeting counts member units, a council's session its members."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.voting.quorum import Quorum
from thidua.core.voting.settings import Grade, shipped_settings
from thidua.meetings.enums import QuorumRule
from thidua.meetings.facts.rule_words import Rule, keep_source, rule_in_words
from thidua.meetings.models import Attendance, Meeting
from thidua.meetings.queries.seats import judge_seats, seats_of


@dataclass(frozen=True, slots=True)
class QuorumShown:
    """What the roll says, and the rule it is held against; `rule` None: the meeting has none."""

    judged: Quorum
    rule: Rule | None


def quorum_of(meeting: Meeting, roll: Iterable[Attendance]) -> Quorum:
    """What the roll says of the meeting's own quorum."""
    return judge_seats(seats_of(meeting, roll), meeting.quorum_share)


def quorum_shown(meeting: Meeting, roll: Iterable[Attendance], today: date) -> QuorumShown:
    """The quorum with its rule, judged on the day of the meeting, or today while that is not known."""
    rule = quorum_rule(kept_quorum(meeting), meeting.exact_day or today)
    return QuorumShown(quorum_of(meeting, roll), rule)


def kept_quorum(meeting: Meeting) -> dict[str, Any]:
    """The rule of a meeting as it stands now, in full, for keeping with a vote."""
    share = str(meeting.quorum_share) if meeting.quorum_share is not None else None
    kept: dict[str, Any] = {"code": meeting.quorum_rule, "share": share, "basis": meeting.quorum_basis}
    levels = shipped_settings().present
    if meeting.quorum_rule in levels:
        return kept | keep_source(levels[meeting.quorum_rule].source)
    return kept | {"cites": "", "grade": Grade.DERIVED.value, "reviewed_on": None, "until": None}


def quorum_rule(kept: Mapping[str, Any], day: date) -> Rule | None:
    """A kept rule in words, also one that was kept before rules had codes; None where there is none."""
    if kept["share"] is None:
        return None
    code = kept.get("code") or QuorumRule.OWN
    if code == QuorumRule.OWN:
        says = _("ít nhất %(share)s thành viên") % {"share": kept["share"]}
        return Rule(_label(), says, kept["basis"] or _("chưa ghi căn cứ"), is_sourced=bool(kept["basis"]))
    return rule_in_words(_label(), str(QuorumRule(code).label), kept, "", day)


def no_quorum_rule() -> Rule:
    """What papers say where the meeting set no share."""
    return Rule(_label(), _("cuộc họp chưa ghi mức nào"), _("không xét"), is_sourced=False)


def _label() -> str:
    return _("Đủ người họp")
