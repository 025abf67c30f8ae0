"""The minutes as a document: sections with their sentences, who finished them, what they were frozen with."""

from dataclasses import dataclass

from thidua.meetings.enums import AmendmentState, MinutesSection
from thidua.meetings.models import Amendment, Minutes, MinutesLine


@dataclass(frozen=True, slots=True)
class SectionOfMinutes:
    """One part with its sentences; those left out are not in it."""

    section: MinutesSection
    lines: list[MinutesLine]


def sections_of(lines: list[MinutesLine], *, with_left_out: bool = False) -> list[SectionOfMinutes]:
    """The parts that say something, in the order of minutes."""
    parts = []
    for section in MinutesSection:
        kept = [line for line in lines if line.section == section and (line.text or with_left_out)]
        if kept:
            parts.append(SectionOfMinutes(section, kept))
    return parts


def lines_of(minutes_id: int) -> list[MinutesLine]:
    """All sentences in order, also those left out."""
    return list(MinutesLine.objects.filter(minutes=minutes_id))


def minutes_of(meeting_id: int) -> Minutes | None:
    """The minutes of a meeting, if they were begun."""
    return (
        Minutes.objects.filter(meeting=meeting_id)
        .select_related("meeting__bloc", "meeting__chair", "signed_by", "adopted_by")
        .first()
    )


def amendments_of(minutes_id: int, *states: AmendmentState) -> list[Amendment]:
    """What attendees proposed, in the order in which they did; of the given states, or all."""
    rows = Amendment.objects.filter(minutes=minutes_id).select_related("line", "unit")
    return list(rows.filter(state__in=states) if states else rows)
