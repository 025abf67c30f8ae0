"""Who was there, by the facts that stand: people on the list who were seen, organisations whose people were."""

from dataclasses import dataclass, field

from thidua.activities.enums import FactKind
from thidua.activities.facts.organisations import key_of_party
from thidua.activities.models import Activity, ActivityParty, Participant
from thidua.activities.queries import standing_facts


@dataclass(frozen=True, slots=True)
class Attendance:
    """`people` are codes of the list, `organisations` keys as facts have them (`facts/organisations.py`). `minutes` are
    known of those of whom a fact says so.
    """

    people: frozenset[str]
    organisations: frozenset[str]
    minutes: dict[str, int] = field(default_factory=dict)

    def has(self, participant: Participant) -> bool:
        """Whether somebody noted that he was there."""
        return str(participant.code) in self.people

    def has_party(self, party: ActivityParty) -> bool:
        """Whether people of the party were seen or counted."""
        return key_of_party(party) in self.organisations


def attendance_of(activity: Activity) -> Attendance:
    """A constant number of queries."""
    people: set[str] = set()
    organisations: set[str] = set()
    minutes: dict[str, int] = {}
    rows = standing_facts(activity.pk).filter(kind__in=(FactKind.PRESENCE, FactKind.HEADCOUNT))
    for kind, body in rows.values_list("kind", "body"):
        if kind == FactKind.PRESENCE:
            people.add(body["person"])
            if known := _whole(body.get("minutes")):
                minutes[body["person"]] = max(known, minutes.get(body["person"], 0))
        elif body.get("organisation") and _whole(body.get("count")):
            organisations.add(body["organisation"])
    for each in activity.participants.prefetch_related("parties__party"):
        if str(each.code) in people:
            organisations.update(key_of_party(link.party) for link in each.parties.all())
    return Attendance(frozenset(people), frozenset(organisations), minutes)


def _whole(said: object) -> int:
    """A whole number as a fact writes it; 0 for none."""
    text = str(said or "")
    return int(text) if text.isascii() and text.isdigit() else 0
