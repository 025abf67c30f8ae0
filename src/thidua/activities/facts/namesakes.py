"""Who on the list of people is called like somebody who is about to be put on it: perhaps it is the same person."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thidua.activities.models import Activity, Participant
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Person

Answers = Mapping[str, int | None]
"""What somebody said to the question of a key: which participant it is; None: somebody else who is called so."""


@dataclass(frozen=True, slots=True)
class Namesake:
    """A question: is `name` one of those on the list who are called so?"""

    key: str
    name: str
    rows: tuple[Participant, ...]


def key_of_name(name: str, post: str = "") -> str:
    """Under which a question about somebody is asked and answered."""
    return f"{fold(name)}|{fold(post)}"


class NamesOnList:
    """Everybody on the list of an activity, by name without accents; two queries."""

    def __init__(self, activity: Activity) -> None:
        self.people: dict[int, Participant] = {}
        self._named: defaultdict[str, list[Participant]] = defaultdict(list)
        for row in activity.participants.prefetch_related("parties__party"):
            self._named[fold(row.name)].append(row)
            if row.person_id is not None:
                self.people[row.person_id] = row

    def about_person(self, person: Person) -> Namesake | None:
        """Whether somebody without a record may be this person; two people on record are two."""
        if person.pk in self.people:
            return None
        rows = [row for row in self._named[fold(person.full_name)] if row.person_id is None]
        return _asked(person.full_name, "", rows)

    def about_guest(self, name: str, post: str, party: int) -> Namesake | None:
        """Whether somebody on the list may be this guest."""
        return None if self.is_listed(name, post, party) else _asked(name, post, self._named[fold(name)])

    def is_listed(self, name: str, post: str, party: int) -> bool:
        """Whether the party has listed just this guest before: the same words twice are one."""
        return any(
            row.person_id is None
            and fold(row.post) == fold(post)
            and party in {link.party_id for link in row.parties.all()}
            for row in self._named[fold(name)]
        )


def words_of_row(row: Participant) -> str:
    """Somebody on the list, with post and parties, as a question names him."""
    told = ", ".join(each for each in (row.name, row.post) if each)
    return f"{told} ({'; '.join(link.party.name for link in row.parties.all())})"


def _asked(name: str, post: str, rows: Iterable[Participant]) -> Namesake | None:
    found = tuple(rows)
    return Namesake(key_of_name(name, post), name, found) if found else None
