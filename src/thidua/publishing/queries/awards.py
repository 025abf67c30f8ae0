"""Finding awards by all that is told of them. Those whose names alone hold every word come first; then those of which
name, unit and title hold them together.

Units and titles are few and are read by their names; the awards of those that say the most of the words are walked
through along the indexes of the honours list. What remains has to stand in the name of the award.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice
from operator import add, or_
from typing import Any, Self

from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Value, When

from thidua.core.vietnam.search_words import forms_begun
from thidua.publishing.models import HonouredUnit, HonourTitle, HonourWord, PublishedAward
from thidua.publishing.models.honours import ALL, pairs_of
from thidua.publishing.models.words import IN_NAMES
from thidua.publishing.queries.finding import (
    COMMON_FROM,
    MOST_COUNTED,
    MOST_UNITS,
    Hits,
    HonoursSought,
    Need,
    Shelf,
    Sought,
    Tier,
    Walk,
    agencies_unnaming,
    ask,
    honours_hit,
    how_common,
    needs_of,
    words_begun,
)

MOST_TITLES = 20
"""So many titles may say as much of what is looked for."""
MOST_ALIKE = 2
"""Where titles or units say as much and not the same of the words, so many of these choices are followed."""
EVERY = Need((ALL,), -1)
"""What every award has."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Units, or titles, that say the same of the words: their numbers, and those of them that are written just so."""

    words: frozenset[str]
    numbers: list[int]
    exact: list[int]


@dataclass(frozen=True, slots=True)
class _Told:
    """One way in which the words may be divided: those of a unit, those of a title, and the rest in the name."""

    unit: _Named | None
    title: _Named | None
    rest: tuple[str, ...]


def awards_saying(sought: Sought, start: int, length: int) -> Hits:
    """Published awards in whose name, unit and title together every word stands, the last one perhaps as the beginning
    of another; written just so before the others, then the latest. In a fixed number of queries.
    """
    if not sought.words:
        return Hits([], 0)
    by_name = honours_hit(HonoursSought(sought), start, length)
    ways = _ways(sought) if by_name.total <= MOST_COUNTED else []
    if not ways:
        return by_name
    there = honours_hit(HonoursSought(sought), 0, MOST_COUNTED).subjects if by_name.total else []
    tier = _tier(sought, ways, there)
    more, wanted = tier.count(), start + length - by_name.total
    found = list(by_name.subjects)
    if more and wanted > 0:
        others = tier.numbers(wanted, with_accents=sought.with_accents)
        found += islice(others, max(0, start - by_name.total), wanted)
    return Hits(found, min(by_name.total + more, MOST_COUNTED + 1))


def _ways(sought: Sought) -> list[_Told]:
    """By title, by unit and by both; where several say as much, by each."""
    words = frozenset(sought.words)
    titles, units = _titles(sought, words), _units(sought, words)
    beside = _units(sought, words - titles[0].words) if titles else []
    ways = [_Told(None, title, _rest(sought, title)) for title in titles]
    ways += [_Told(unit, None, _rest(sought, unit)) for unit in units]
    ways += [_Told(unit, titles[0], _rest(sought, titles[0], unit)) for unit in beside]
    return ways


def _rest(sought: Sought, *named: _Named) -> tuple[str, ...]:
    said = frozenset().union(*(each.words for each in named))
    return tuple(word for word in sought.words if word not in said)


def _titles(sought: Sought, words: frozenset[str]) -> list[_Named]:
    return _named(HonourTitle.objects.all(), sought, words, MOST_TITLES)


def _units(sought: Sought, words: frozenset[str]) -> list[_Named]:
    return _named(HonouredUnit.objects.all(), sought, words, MOST_UNITS)


def _named(rows: QuerySet[Any], sought: Sought, words: frozenset[str], most: int) -> list[_Named]:
    """Those that say the most of the words, together where they say the same of them."""
    asked = [word for word in sought.words if word in words]
    if not asked:
        return []
    said = [Q(search_key__contains=f" {word}" if word == sought.begun else f" {word} ") for word in asked]
    ones = [Case(When(each, then=Value(1)), default=Value(0), output_field=IntegerField()) for each in said]
    best = rows.filter(reduce(or_, said)).annotate(many=reduce(add, ones)).order_by("-many", "pk")
    told = list(best.values_list("pk", "name", "search_key", "many")[:most])
    found: dict[frozenset[str], _Named] = {}
    for pk, name, key, many in told:
        if many < told[0][3]:
            break
        held = frozenset(word for word in asked if (f" {word}" if word == sought.begun else f" {word} ") in key)
        one = found.setdefault(held, _Named(held, [], []))
        one.numbers.append(pk)
        if sought.rank_in(name, held) in (0, 2):
            one.exact.append(pk)
    return list(found.values())[:MOST_ALIKE]


def _tier(sought: Sought, ways: Sequence[_Told], there: Sequence[int]) -> Tier:
    rows = HonourWord.objects.order_by("-year", "-award_id")
    if there:
        rows = rows.exclude(award__in=there)
    shelf = Shelf(rows, {"year": OuterRef("year"), "award": OuterRef("award")}, ("year", "award_id"))
    if not any(way.rest for way in ways):
        return Tier(shelf, [walk for way in ways for walk in _walks_of_all(shelf, way)])
    names = _Names.of(sought)
    few = names.few_of([way for way in ways if way.rest])
    walks = [walk for way in ways for walk in (names.walks(shelf, way, few) if way.rest else _walks_of_all(shelf, way))]
    return Tier(shelf, walks)


def _walks_of_all(shelf: Shelf, way: _Told) -> list[Walk]:
    """All awards of these units and titles; where only titles are said, each along an index of its own."""
    if way.unit is None and way.title is not None:
        alone = [_Told(None, _one(way.title, pk), ()) for pk in way.title.numbers]
    else:
        alone = [way]
    return [_told_so(_narrowed(shelf, each).walk(EVERY, []), each) for each in alone]


def _one(title: _Named, pk: int) -> _Named:
    return _Named(title.words, [pk], [pk] if pk in title.exact else [])


def _narrowed(shelf: Shelf, way: _Told) -> Shelf:
    rows = shelf.rows
    if way.title is not None:  # first: there are fewer of them to look through, once for each award on the way
        rows = rows.filter(title__in=way.title.numbers)
    if way.unit is not None:
        rows = rows.filter(unit__in=way.unit.numbers)
    return replace(shelf, rows=rows)


def _told_so(walk: Walk, way: _Told) -> Walk:
    """The walk, where only that is written just so of which unit and title are."""
    exact = walk.exact
    if exact is not None and way.unit is not None:
        exact = exact.filter(unit__in=way.unit.exact) if way.unit.exact else None
    if exact is not None and way.title is not None:
        exact = exact.filter(title__in=way.title.exact) if way.title.exact else None
    return Walk(walk.all_of_it, exact, walk.all_of_it)


@dataclass(frozen=True, slots=True)
class _Names:
    """What of the words may stand in names: the need of each, how many names have it or a pair of them, whose names
    nobody is found by.
    """

    needs: dict[str, Need]
    counts: dict[str, int]
    unnamed: list[int]

    @classmethod
    def of(cls, sought: Sought) -> Self:
        """Asked once for all ways."""
        needs = {need.words[0]: need for need in needs_of(sought)}
        begun = words_begun(IN_NAMES, sought.begun) if sought.begun else []
        if begun:
            last = needs[sought.begun]
            needs[sought.begun] = Need((sought.begun, *begun), forms_begun(last.bits))
        whole = [word for word, need in needs.items() if len(need.words) == 1]
        asked = [*pairs_of(whole), *whole]
        return cls(needs, how_common(asked) if asked else {}, agencies_unnaming())

    def few_of(self, ways: Sequence[_Told]) -> list[_Told]:
        """The ways whose units, or whose titles, have few awards. It is asked in one query whatever the words are, so
        that no search asks more than another, and counted only where it decides: where every word is common.

        Awards are counted by their own indexes: among the words, all of which have `ALL`, a database that knows how
        often a word stands on average alone would read a million to find those of a unit.
        """
        asked: list[_Told] = []
        parts: list[str] = []
        values: list[Any] = []
        for way in (each for each in ways if self._is_common(each)):
            for name, named in (("unit", way.unit), ("title", way.title)):
                if named is not None:
                    rows = PublishedAward.objects.order_by().filter(**{f"{name}__in": named.numbers})
                    words, given = rows.values("pk")[:COMMON_FROM].query.sql_with_params()
                    asked.append(way)
                    parts.append(f"(SELECT COUNT(*) FROM ({words}) c)")  # noqa: S608  names of our own columns
                    values += given
        (counts,) = ask(f"SELECT {', '.join(parts) or '0'}", values)
        return [way for way, number in zip(asked, counts, strict=False) if number < COMMON_FROM]

    def walks(self, shelf: Shelf, way: _Told, few: Sequence[_Told]) -> list[Walk]:
        """Along what the fewest have: a word of the name, a pair of them, or these units and titles."""
        narrowed = _narrowed(shelf, way)
        if self.unnamed:
            narrowed = replace(narrowed, rows=narrowed.rows.exclude(person_of__in=self.unnamed))
        needs = [self.needs[word] for word in way.rest]
        if way in few:
            return [_told_so(narrowed.walk(EVERY, needs), way)]
        if (rarest := self._rarest(way)) is not None:
            along = self.needs.get(rarest, Need((rarest,), -1))
            return [_told_so(narrowed.walk(along, [each for each in needs if each is not along]), way)]
        (several,) = needs
        return [_told_so(narrowed.walk(Need((word,), several.bits), []), way) for word in several.words]

    def _rarest(self, way: _Told) -> str | None:
        """The word, or pair of them, that the fewest names have; None where nothing but a beginning is left."""
        whole = [word for word in way.rest if len(self.needs[word].words) == 1]
        return min([*pairs_of(whole), *whole], key=lambda each: self.counts[each], default=None)

    def _is_common(self, way: _Told) -> bool:
        rarest = self._rarest(way)
        return rarest is None or self.counts[rarest] >= COMMON_FROM
