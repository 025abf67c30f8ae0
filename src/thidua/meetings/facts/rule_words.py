"""A rule of a vote in words: what it says, what it rests on, how sure that is, whether the text is still in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.common.components.texts import short_date
from thidua.core.voting.settings import Grade, Source


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a vote: what it is about, what it says, what it rests on; `warning` when that is not in force.

    Not `is_sourced`: `source` says that nobody wrote one down.
    """

    label: str
    says: str
    source: str
    warning: str = ""
    is_sourced: bool = True


def keep_source(source: Source) -> dict[str, Any]:
    """Where a level comes from, as it is kept with a vote."""
    return {
        "cites": source.cites,
        "grade": source.grade.value,
        "reviewed_on": source.reviewed_on.isoformat(),
        "until": source.until.isoformat() if source.until else None,
    }


def rule_in_words(label: str, says: str, kept: Mapping[str, Any], own: str, day: date) -> Rule:
    """A kept level as a rule. `own` is the body's own rule in its words, on which a level without a text rests."""
    grades = {
        Grade.VERIFIED: _("đã đọc điều khoản"),
        Grade.LOCAL: _("đã đọc, là quy định riêng của nơi ban hành"),
        Grade.SECONDARY: _("theo nguồn thứ cấp"),
    }
    grade = Grade(kept["grade"])
    if grade is Grade.DERIVED:
        return Rule(label, says, own or _("chưa ghi căn cứ trong quy chế"), is_sourced=bool(own))
    until = date.fromisoformat(kept["until"]) if kept["until"] else None
    warning = ""
    if until is not None and day > until:
        warning = _(
            "Hết hiệu lực sau ngày %(day)s; nghị định thay thế (152/2025/NĐ-CP) chưa có toàn văn để đối chiếu."
        ) % {"day": short_date(until)}
    source = _("%(cites)s (%(grade)s, đối chiếu ngày %(day)s)") % {
        "cites": kept["cites"],
        "grade": grades[grade],
        "day": short_date(date.fromisoformat(kept["reviewed_on"])),
    }
    return Rule(label, says, source, warning)
