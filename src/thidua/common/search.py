"""Door 5: each app's part of “Tìm”. One box searches everything the actor may see, with accents and without.

    register_search_source(SearchSource("person", 20, lambda: _("Người"), search_people))      # in AppConfig.ready

    def search_people(actor: Actor, sought: Sought) -> list[Card]:
        found = people_visible_to(actor).filter(sought.within("search_key"))
        return [card_of(person) for person in sought.best_first(found)[:MOST]]

A source gives at most `MOST` cards in a constant number of queries. Rows that keep a `search_key` (folded names, a
line each) and a `sort_key` are found by the database; short lists without them go through `sought.pick`. Order and
the cut per group are made here.
"""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self, TypeVar

from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When

from thidua.common.actor import Actor
from thidua.common.references import Card
from thidua.core.vietnam.names import fold, normalise, sort_key

MOST = 100
"""A source gives no more cards than this."""
PICKED_FROM = 5000
"""How many rows without a search key are looked at, the newest first."""
SHORTEST = 2
"""Fewer characters than this find too much to be of use."""

_LONGEST = 80
_MOST_WORDS = 8
_BEFORE_A_WORD = " \n-(/&.,“\"'"
_TO_SPACES = str.maketrans(dict.fromkeys(_BEFORE_A_WORD, " "))

Row = TypeVar("Row")
Found = TypeVar("Found", bound=Model)


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for: `text` as typed, `words` folded, `keys` with accents as sort keys hold them."""

    text: str
    words: tuple[str, ...]
    keys: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what was typed; composed and decomposed accents are the same."""
        typed = normalise(text[:_LONGEST])
        parts = typed.split()[:_MOST_WORDS]
        words = [(fold(part), sort_key(part)) for part in parts if any(map(str.isalnum, part))]
        return cls(typed, tuple(word for word, _key in words), tuple(key for _word, key in words))

    @property
    def is_enough(self) -> bool:
        """Whether there is anything to look for."""
        return sum(len(word) for word in self.words) >= SHORTEST

    def within(self, field: str = "search_key") -> Q:
        """The condition that a column of folded text holds every word, each from a word's beginning."""
        condition = Q() if self.words else Q(pk__in=[])
        for word in self.words:
            begins = Q(**{f"{field}__startswith": word})
            for mark in _BEFORE_A_WORD:
                begins |= Q(**{f"{field}__contains": f"{mark}{word}"})
            condition &= begins
        return condition

    def best_first(self, rows: QuerySet[Found], field: str = "sort_key") -> QuerySet[Found]:
        """Rows whose sort key has every word with just these accents come first, then in order of that key."""
        exact = Q(**{f"{field}__isnull": False})
        for key in self.keys:
            exact &= Q(**{f"{field}__contains": key})
        rank = Case(When(exact, then=Value(0)), default=Value(1), output_field=IntegerField())
        return rows.order_by(rank, field, "pk")

    def pick(self, rows: Iterable[Row], text: Callable[[Row], str]) -> list[Row]:
        """Those of `rows` in whose text every word begins a word, the best first; for lists without a search key."""
        fits = [(self.rank(text(row)), place, row) for place, row in enumerate(rows) if self.fits(text(row))]
        return [row for _rank, _place, row in sorted(fits, key=lambda each: each[:2])[:MOST]]

    def pick_rows(self, rows: QuerySet[Found], *fields: str) -> list[Found]:
        """As `pick` among the newest `PICKED_FROM` rows by the text of `fields`; what is picked is loaded whole."""
        texts = rows.order_by("-pk").values_list("pk", *fields)[:PICKED_FROM]
        picked = [row[0] for row in self.pick(texts, lambda row: ". ".join(row[1:]))]
        found = rows.in_bulk(picked) if picked else {}
        return [found[pk] for pk in picked if pk in found]

    def fits(self, text: str) -> bool:
        """Whether every word begins a word of `text`, accents aside."""
        folded = fold(text)
        return all(
            folded.startswith(word) or any(f"{mark}{word}" in folded for mark in _BEFORE_A_WORD) for word in self.words
        )

    def rank(self, text: str) -> tuple[int, int]:
        """How well `text` answers, smaller is better: accents as typed first, then whole words, then beginnings."""
        written = _split(_small(text))
        typed = _split(_small(self.text))
        as_typed = all(any(word.startswith(part) for word in written) for part in typed)
        whole = set(_split(fold(text)))
        return int(not as_typed), sum(word not in whole for word in self.words)


@dataclass(frozen=True, slots=True)
class SearchSource:
    """One group of results: `order` places it, `label` is its heading."""

    kind: str
    order: int
    label: Callable[[], str]
    search: Callable[[Actor, Sought], list[Card]]


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The results of one source, the best first; `total` may be more than is shown."""

    kind: str
    label: str
    cards: list[Card]
    total: int

    @property
    def is_cut(self) -> bool:
        """Whether there is more than is shown."""
        return self.total > len(self.cards)


_sources: dict[str, SearchSource] = {}


def register_search_source(source: SearchSource) -> None:
    """Called once by the owning app's `AppConfig.ready`."""
    _sources[source.kind] = source


def search_all(actor: Actor, sought: Sought, *, only: str = "", most: int = 6) -> list[FoundGroup]:
    """What `actor` may see of what is sought, grouped; groups without a result are left out.

    With `only` the one group of that kind, with all it has. One constant number of queries per source.
    """
    if not sought.is_enough:
        return []
    groups = []
    for source in sorted(_sources.values(), key=lambda each: each.order):
        if only and source.kind != only:
            continue
        cards = sorted(source.search(actor, sought), key=lambda card: sought.rank(card.title))
        if cards:
            groups.append(FoundGroup(source.kind, source.label(), cards if only else cards[:most], len(cards)))
    return groups


def _small(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _split(text: str) -> list[str]:
    return text.translate(_TO_SPACES).split()
