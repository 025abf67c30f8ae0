"""A sentence of minutes as the records give it."""

from dataclasses import dataclass

from thidua.meetings.enums import MinutesSection


@dataclass(frozen=True, slots=True)
class BuiltLine:
    """A sentence, the record it tells, and its slot: what it is called when it is built again."""

    section: MinutesSection
    text: str
    source_kind: str
    source_id: int
    part: str = ""

    @property
    def slot(self) -> str:
        """`statement.12`; `meeting.time` and `roll.quorum` where one record gives several sentences."""
        return f"{self.source_kind}.{self.part or self.source_id}"
