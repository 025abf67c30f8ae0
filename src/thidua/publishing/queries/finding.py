"""Finding public things by words: whole words first, then those that the last word begins; each time what is written
just so before the others, and the latest before the earlier.

Both databases walk along an index in the order in which things are shown and stop where the page is full. Where
several words begin alike, each is walked along by itself and the walks are merged: sorting all that begin so would take
seconds.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Self

from django.db import connection
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from thidua.core.vietnam.names import fold
from thidua.core.vietnam.search_words import forms_begun, forms_in
from thidua.publishing.enums import FoundKind
from thidua.publishing.models import (
    HonouredUnit,
    HonourWord,
    KnownWord,
    PublicSettings,
    PublicWord,
)
from thidua.publishing.models.honours import ALL, pairs_of
from thidua.publishing.models.words import IN_NAMES, SHORTEST_BEGUN

LONGEST_SEARCH = 100
MOST_WORDS = 8
MOST_COUNTED = 1000
"""Further nobody counts, or turns pages."""
COMMON_FROM = 5000
"""A word that so many things have is common; how many more does not matter."""
MOST_UNITS = 100
"""So many units may be called alike."""
MOST_BEGUN = 40
"""So many words may begin alike: syllables that begin with three letters are at most half as many."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What somebody looks for among public things: words folded, each with the bit of how it was typed."""

    words: tuple[str, ...]
    forms: tuple[int, ...]
    with_accents: bool

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what was typed: the first words of it."""
        forms = dict(list(forms_in(text[:LONGEST_SEARCH]).items())[:MOST_WORDS])
        return cls(tuple(forms), tuple(forms.values()), any(each != 1 for each in forms.values()))

    @property
    def begun(self) -> str:
        """The last word, which may be the beginning of one; empty where it is too short to tell."""
        last = self.words[-1] if self.words else ""
        return last if len(last) >= SHORTEST_BEGUN else ""

    def rank_in(self, text: str, among: Collection[str] | None = None) -> int | None:
        """How well a short text answers (to these of the words), as everywhere: whole words (0 written just so, 1
        otherwise) before those that the last word begins (2, 3). None where one of the words does not stand in it, or
        nothing is looked for.

        >>> [Sought.parse("luật thi đua").rank_in(each) for each in ("Luật Thi đua", "Luát thi dua", "Thi đuả luật")]
        [0, 1, 1]
        >>> [Sought.parse("khen thư").rank_in(each) for each in ("Khen thưởng", "Khen thua", "Thưởng")]
        [2, 3, None]
        """
        said, is_exact, is_whole = forms_in(text), True, True
        for word, bit in zip(self.words, self.forms, strict=True):
            if among is not None and word not in among:
                continue
            if word in said:
                is_exact &= bool(said[word] & bit)
                continue
            gone_on = [bits for each, bits in said.items() if word == self.begun and each.startswith(word)]
            if not gone_on:
                return None
            is_whole, is_exact = False, is_exact and any(bits & forms_begun(bit) for bits in gone_on)
        return (0 if is_whole else 2) + (0 if is_exact or not self.with_accents else 1) if self.words else None


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of what was found: numbers of things, the best first; how many there are, counted so far as anybody
    turns pages.
    """

    subjects: list[int]
    total: int

    @property
    def is_more(self) -> bool:
        """Whether there are more than were counted."""
        return self.total > MOST_COUNTED


@dataclass(frozen=True, slots=True)
class HonoursSought:
    """Which awards are asked for; what is None or empty is not asked."""

    name: Sought
    unit: str = ""
    title: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """One of these words has to stand; with one of these bits it is written just so."""

    words: tuple[str, ...]
    bits: int = 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """Words of things of one kind: the rows asked for, latest first; what says that two words stand in one thing; the
    columns of day (or year) and number.
    """

    rows: QuerySet[Any]
    same: dict[str, Any]
    columns: tuple[str, str]

    @property
    def model(self) -> type[Model]:
        """The table of the words."""
        return self.rows.model

    def walk(self, along: Need, needs: Sequence[Need], *, without: str = "") -> "Walk":
        """The things that have the one word of `along`, or the two of a pair, and the others."""
        table = self.model._default_manager
        (word,) = along.words
        held = [(word,)] if " " not in word else [(each,) for each in word.split(" ")]
        stand, exact = [], [] if " " in word else [Q(is_exact__gt=0)]
        for need in needs:
            others = table.filter(word__in=need.words, **self.same)
            if need.words not in held:
                stand.append(Q(Exists(others)))
            exact.append(Q(Exists(others.annotate(is_exact=F("forms").bitand(need.bits)).filter(is_exact__gt=0))))
        if without:
            none = Q(~Exists(table.filter(word=without, **self.same)))
            stand.append(none)
        walked = self.rows.filter(word=word).annotate(is_exact=F("forms").bitand(along.bits))
        all_of_it = walked.filter(*stand)
        return Walk(all_of_it, walked.filter(*exact, *([none] if without else [])), all_of_it.exclude(*exact))


@dataclass(frozen=True, slots=True)
class Walk:
    """Things along an index, the latest first: all of them, those written just so (None where there can be none), and
    the others, perhaps with some of those among them.
    """

    all_of_it: QuerySet[Any]
    exact: QuerySet[Any] | None
    others: QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Tier:
    """Things that are as good as one another: walks to be merged."""

    shelf: Shelf
    walks: list[Walk]

    def count(self) -> int:
        """How many things there are, counted so far as anybody turns pages."""
        most = MOST_COUNTED + 1
        if len(self.walks) == 1:
            return self.walks[0].all_of_it.order_by()[:most].count()
        number = self.shelf.columns[1]
        merged, values = self._merged([walk.all_of_it.order_by()[:most] for walk in self.walks])
        (found,) = ask(f"SELECT COUNT(*) FROM (SELECT DISTINCT {number} FROM ({merged}) a LIMIT {most}) c", values)  # noqa: S608  names of our own columns
        return int(found[0])

    def numbers(self, most: int, *, with_accents: bool) -> Iterator[int]:
        """The first things, those written just so before the others."""
        if not with_accents:
            yield from self._first([walk.all_of_it for walk in self.walks], most)
            return
        found = self._first([walk.exact for walk in self.walks if walk.exact is not None], most)
        yield from found
        if len(found) < most:  # else the others need not be walked through
            others = self._first([walk.others for walk in self.walks], most)
            there = set(found)  # what is not written just so along one walk may be so along another
            yield from (each for each in others if each not in there)

    def _first(self, walks: list[QuerySet[Any]], most: int) -> list[int]:
        if not walks:
            return []
        if len(walks) == 1:
            return list(walks[0].values_list(self.shelf.columns[1], flat=True)[:most])
        day, number = self.shelf.columns
        merged, values = self._merged([each[:most] for each in walks])
        best = f"SELECT DISTINCT {day}, {number} FROM ({merged}) a ORDER BY {day} DESC, {number} DESC LIMIT {most}"  # noqa: S608
        return [int(each) for _day, each in ask(best, values)]

    def _merged(self, walks: list[QuerySet[Any]]) -> tuple[str, list[Any]]:
        """Words and values of a query over all of them: SQLite takes no limits in a union but one level further in."""
        parts: list[str] = []
        values: list[Any] = []
        for each in walks:
            words, given = each.values_list(*self.shelf.columns).query.sql_with_params()
            parts.append(f"SELECT * FROM ({words}) w")  # noqa: S608
            values += given
        return " UNION ALL ".join(parts), values


def ask(words: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """The rows that a query in our own words gives."""
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        return list(cursor.fetchall())


def hits_of(kind: FoundKind, sought: Sought, start: int, length: int) -> Hits:
    """Public things of a kind in which every word stands, the last one perhaps as the beginning of another; whole words
    first, of them those written just so, then the latest.
    """
    if not sought.words:
        return Hits([], 0)
    shelf = Shelf(
        PublicWord.objects.filter(kind=kind).order_by("-day", "-subject"),
        {"kind": kind, "day": OuterRef("day"), "subject": OuterRef("subject")},
        ("day", "subject"),
    )
    needs = needs_of(sought)
    first = max(needs, key=lambda need: len(need.words[0]))

    def begun(words: list[str]) -> Tier:
        several = Need(tuple(words), forms_begun(sought.forms[-1]))
        if first is not needs[-1]:
            others = [each for each in needs[:-1] if each is not first]
            return Tier(shelf, [shelf.walk(first, [*others, several], without=sought.begun)])
        return Tier(
            shelf,
            [shelf.walk(Need((word,), several.bits), needs[:-1], without=sought.begun) for word in words],
        )

    whole = Tier(shelf, [shelf.walk(first, [each for each in needs if each is not first])])
    return _page(whole, begun, kind, sought, start, length)


def honours_hit(wanted: HonoursSought, start: int, length: int) -> Hits:
    """Published awards as asked for, in the same order."""
    rows = HonourWord.objects.order_by("-year", "-award_id")
    if wanted.year is not None:
        rows = rows.filter(year=wanted.year)
    if wanted.title is not None:
        rows = rows.filter(title=wanted.title)
    if wanted.unit:
        units = units_called(wanted.unit)
        if not units:
            return Hits([], 0)
        rows = rows.filter(unit__in=units)
    shelf = Shelf(rows, {"year": OuterRef("year"), "award": OuterRef("award")}, ("year", "award_id"))
    if wanted.name.words and (going := agencies_unnaming()):
        shelf = replace(shelf, rows=rows.exclude(person_of__in=going))  # told by the index: most names may be theirs
    sought, needs = wanted.name, needs_of(wanted.name)
    counts = how_common([*pairs_of(list(sought.words)), *sought.words] or [ALL])

    def along(candidates: list[str]) -> Need:
        """The word that the fewest have: one of those looked for, or a pair of them."""
        rarest = min(candidates, key=lambda each: counts[each])
        return next((each for each in needs if each.words == (rarest,)), Need((rarest,), -1))

    def begun(words: list[str]) -> Tier:
        several, others = Need(tuple(words), forms_begun(sought.forms[-1])), needs[:-1]
        before = list(sought.words[:-1])
        helpers = [*pairs_of(before), *before]
        if helpers and counts[(rare := along(helpers)).words[0]] < COMMON_FROM:
            beside = [*(each for each in others if each is not rare), several]
            return Tier(shelf, [shelf.walk(rare, beside, without=sought.begun)])
        walks = []
        for word in words:
            itself = Need((word,), several.bits)
            pairs = sorted(set(pairs_of([*before, word])) - set(pairs_of(before)))
            way, beside = (Need((pairs[0],), -1), [*others, itself]) if pairs else (itself, others)
            walks.append(shelf.walk(way, beside, without=sought.begun))
        return Tier(shelf, walks)

    first = along(list(counts))
    whole = Tier(shelf, [shelf.walk(first, [each for each in needs if each is not first])])
    return _page(whole, begun, IN_NAMES, sought, start, length)


def agencies_unnaming() -> list[int]:
    """The agencies whose people's names are being erased: nobody is found by them."""
    return list(PublicSettings.objects.filter(is_unnaming=True).values_list("agency", flat=True))


def needs_of(sought: Sought) -> list[Need]:
    """Each word as a need of its own, in their order."""
    return [Need((word,), bit) for word, bit in zip(sought.words, sought.forms, strict=True)]


def _page(whole: Tier, begun: Callable[[list[str]], Tier], kind: str, sought: Sought, start: int, length: int) -> Hits:
    total, last = whole.count(), start + length
    found = list(whole.numbers(last, with_accents=sought.with_accents))[:last] if total else []
    words = words_begun(kind, sought.begun) if sought.begun and total <= MOST_COUNTED else []
    if words:
        tier = begun(words)
        more = tier.count()
        total = min(total + more, MOST_COUNTED + 1)
        if more and len(found) < last:
            others = tier.numbers(last - len(found), with_accents=sought.with_accents)
            found += islice(others, last - len(found))
    return Hits(found[start:], total)


def words_begun(kind: str, begun: str) -> list[str]:
    """The words of things of a kind that begin so and go on, the shortest first."""
    rows = KnownWord.objects.filter(kind=kind, head=begun[:SHORTEST_BEGUN], word__startswith=begun).exclude(word=begun)
    return list(rows.order_by(Length("word"), "word").values_list("word", flat=True)[:MOST_BEGUN])


def how_common(words: Sequence[str]) -> dict[str, int]:
    """How many awards have each of these words; one query, which stops counting where a word is common, and none for
    a single word.
    """
    if len(words) == 1:
        return {words[0]: COMMON_FROM}
    table = connection.ops.quote_name(HonourWord._meta.db_table)
    part = f"(SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE word = %s LIMIT {COMMON_FROM}) c)"  # noqa: S608
    (counts,) = ask(f"SELECT {', '.join([part] * len(words))}", list(words))
    return dict(zip(words, counts, strict=True))


def units_called(text: str) -> list[int]:
    """Honoured units in whose name every word stands, the last one perhaps as a beginning."""
    rows = HonouredUnit.objects.order_by("pk")
    words = [f" {word} " for word in fold(text[:LONGEST_SEARCH]).split()[:MOST_WORDS]]
    if words and len(words[-1]) >= SHORTEST_BEGUN + len("  "):
        words[-1] = words[-1].rstrip()
    for word in words:
        rows = rows.filter(search_key__contains=word)
    return list(rows.values_list("pk", flat=True)[:MOST_UNITS])
