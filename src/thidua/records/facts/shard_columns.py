"""The rows of many books → the columns that `core.law.bulk` asks, without a `Facts` a person. A pure function.

It says the same as `reading.person_facts` and `core.law.columns.columns_of` together; a property test holds them equal.
What few people have (discipline, holds, posts that the law names) goes through those two, one person after another.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np

from thidua.core.law.case import EVER, NEVER, title_counts
from thidua.core.law.codes import (
    HONOUR_CODES,
    TITLE_CODES,
    CommendationBasis,
    HoldReason,
    LeadingPost,
    Measure,
    Scope,
    Subject,
    TaskGrade,
)
from thidua.core.law.columns import UNDATED, UNRECORDED, Columns, Flags, Masks, Numbers, columns_of
from thidua.core.law.conditions import HISTORY, WorkKind
from thidua.core.law.facts import DisciplineRecord, Facts, HoldRecord, PostRecord
from thidua.core.law.general import General
from thidua.core.law.reading import MOST_WORKS
from thidua.core.law.settings import WIDER_SCOPE, Chosen
from thidua.records.enums import SENSITIVE_KINDS, EntryKind
from thidua.records.facts.reading import last_day_of
from thidua.records.facts.shards import BASES, GRADES, KINDS, NONE, SCOPES, WORKS, Ints, PeopleRows

NEVER_TOLD: Final = -(10**6)
"""The year up to which a kind is told, where it is not."""
ONE: Final = np.uint64(1)
BASIS_OF: Final = {place: CommendationBasis(code) if code else None for code, place in BASES.items()}
NO_BASIS: Final = (BASES[CommendationBasis.AD_HOC.value], BASES[CommendationBasis.THEMATIC.value])


def columns_of_people(rows: PeopleRows, *, year: int, as_of: date, general: General, settings: Chosen) -> Columns:
    """The columns of everybody, in the order of the rows."""
    return _Maker(rows, year, as_of, general, settings).columns()


class _Maker:
    def __init__(self, rows: PeopleRows, year: int, as_of: date, general: General, settings: Chosen) -> None:
        self.rows = rows
        self.year = year
        self.as_of = as_of
        self.general = general
        self.settings = settings
        self.size = rows.size
        since = rows.employed_since
        days = (since - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
        self.has_start = since > 0
        months = days.astype("datetime64[M]").astype(np.int64)
        self.start_month = months
        self.start_year = np.where(self.has_start, months // 12 + 1970, 0)
        self.start_day = (days - days.astype("datetime64[M]")).astype(np.int64) + 1
        self.last_told = self._last_told()
        self.told = {kind: self._in_full(kind, self._reach(kind)) for kind in EntryKind}
        cleared = self._cleared()
        for kind in SENSITIVE_KINDS:
            self.told[kind] = self.told[kind] | cleared
        self.unplaced = frozenset(rows.unplaced.tolist())

    def columns(self) -> Columns:
        """Each column in its turn."""
        rows, everybody = self.rows, np.ones(self.size, np.bool_)
        made = Columns(self.size, Subject.INDIVIDUAL, self.year)
        before = self._before_start()
        made.grade_known, made.grade_reaches = self._grades(before)
        made.title_known, made.title_begun = self._add_titles(made, before)
        made.honour_known = self.told[EntryKind.HONOUR].copy()
        made.honour_known[rows.unclear_orders] = False
        self._add_honours(made)
        for kind in WorkKind:
            made.works_known[kind] = self.told[EntryKind(kind.value)]
        self._add_works(made)
        told = self.told[EntryKind.DISCIPLINE]
        made.restart = (
            np.where(told, EVER, NEVER).astype(np.int32),
            np.full(self.size, EVER, np.int32),
        )
        free = self.told[EntryKind.HOLD].copy()
        made.not_on_hold = (free, everybody.copy())
        self._add_attested(made)
        made.employed_months = self._months()
        made.is_woman = (rows.sex == 1, rows.sex != 0)
        made.has_higher_age = (rows.higher_age == 1, rows.higher_age != 0)
        made.retires = rows.retires.copy()
        self._add_posts(made, told)
        self._add_few(made)
        return made

    # --- what is told in full

    def _reach(self, kind: EntryKind) -> Ints:
        """Up to which year a kind is told without a gap from the beginning (see `reading.Told.reaches`)."""
        reach = np.where(self.has_start, self.start_year - 1, NEVER_TOLD)
        table = self.rows.told
        is_kind = table.columns[0] == KINDS[kind.value]
        at, first, last = table.at[is_kind], table.columns[1][is_kind], self.last_told[is_kind]
        order = np.lexsort((first, at))
        at, first, last = at[order], first[order], last[order]
        is_new = np.ones(len(at), np.bool_)
        is_new[1:] = at[1:] != at[:-1]
        place = np.arange(len(at)) - np.maximum.accumulate(np.where(is_new, np.arange(len(at)), 0))
        for each in range(int(place.max(initial=-1)) + 1):
            now = place == each
            who, joins = (
                at[now],
                (first[now] == 0) | ((reach[at[now]] != NEVER_TOLD) & (first[now] <= reach[at[now]] + 1)),
            )
            reach[who] = np.where(joins, np.maximum(last[now], np.maximum(reach[who], 0)), reach[who])
        return reach

    def _last_told(self) -> Ints:
        """The last year that each telling covers (see `reading.last_told`)."""
        _kinds, _first, last, said = self.rows.told.columns
        in_year = _years_of(said)
        covered = np.where(said >= self.as_of.toordinal(), in_year, in_year - 1)
        return np.where(last < in_year, last, covered)

    def _in_full(self, kind: EntryKind, reach: Ints) -> Flags:
        weighs = kind in (EntryKind.DISCIPLINE, EntryKind.HOLD)
        last = self.as_of.year if weighs else min(self.year, self.as_of.year)
        found: Flags = (reach != NEVER_TOLD) & (reach >= last)
        return found

    def _cleared(self) -> Flags:
        """For whom a clearance speaks that reaches the day of judging, with nothing on record against it (see
        `reading.is_cleared`).
        """
        days = self.rows.cleared
        found: Flags = days >= self.as_of.toordinal()
        for at in {*self.rows.measures, *self.rows.holds}:
            begun = (each.since for each in (*self.rows.measures.get(at, ()), *self.rows.holds.get(at, ())))
            found[at] &= min(begun).toordinal() > days[at]
        return found

    # --- years

    def _bits(self, at: Ints, years: Ints) -> Masks:
        """A mask for everybody: the years of each row."""
        found = np.zeros(self.size, np.uint64)
        back = self.year - years
        seen = (back >= 0) & (back < HISTORY)
        np.bitwise_or.at(found, at[seen], ONE << back[seen].astype(np.uint64))
        return found

    def _span(self, first: Ints, last: Ints) -> Masks:
        """Masks of the years from a first to a last one."""
        low = np.clip(self.year - last, 0, HISTORY)
        high = np.clip(self.year - first + 1, 0, HISTORY)
        ones = (ONE << np.maximum(high - low, 0).astype(np.uint64)) - ONE
        made: Masks = ones << np.minimum(low, HISTORY - 1).astype(np.uint64)
        return made

    def _before_start(self) -> Masks:
        """Years before service."""
        masks = self._span(np.full(self.size, self.year - HISTORY + 1), np.minimum(self.start_year - 1, self.year))
        return np.where(self.has_start, masks, np.uint64(0))

    def _grades(self, before: Masks) -> tuple[Masks, dict[TaskGrade, Masks]]:
        table = self.rows.grades
        years, grades = table.columns
        known, reached = before.copy(), {}
        mask = np.zeros(self.size, np.uint64)
        for grade in TaskGrade:  # the best first
            is_it = grades == GRADES[grade.value]
            mask = mask | self._bits(table.at[is_it], years[is_it])
            reached[grade] = mask
        return known | mask, reached

    def _add_titles(self, made: Columns, before: Masks) -> tuple[Masks, Masks]:
        """Years told in full and years that have some; the years of each title, as `columns._held`."""
        table = self.rows.titles
        years, codes, bases = table.columns
        known = before | self._told_titles()
        begun = self._bits(table.at, years)
        for place in np.unique(codes).tolist():
            code = TITLE_CODES[place]
            certain, perhaps = np.zeros(self.size, np.uint64), np.zeros(self.size, np.uint64)
            for basis in np.unique(bases[codes == place]).tolist():
                is_it = (codes == place) & (bases == basis)
                counts = title_counts(code, BASIS_OF[basis], self.general)
                mask = self._bits(table.at[is_it], years[is_it])
                certain |= mask if counts.certain else np.uint64(0)
                perhaps |= mask if counts.possible else np.uint64(0)
            made.titles[code] = certain
            made.titles_perhaps[code] = perhaps & ~certain
        return known, begun & ~known

    def _told_titles(self) -> Masks:
        table = self.rows.told
        is_title = table.columns[0] == KINDS[EntryKind.TITLE.value]
        at, first, last = table.at[is_title], table.columns[1][is_title], self.last_told[is_title]
        first = np.where(first == 0, np.maximum(self.start_year[at], self.year - HISTORY), first)
        found = np.zeros(self.size, np.uint64)
        np.bitwise_or.at(found, at, np.where(last >= first, self._span(first, last), np.uint64(0)))
        return found

    def _months(self) -> Numbers:
        """Whole months of service up to 31 December of the year in question."""
        after = (self.year + 1 - 1970) * 12
        months = after - self.start_month - (self.start_day > 1)
        begun = self.start_year <= self.year
        return np.where(self.has_start, np.where(begun, months, 0), UNRECORDED).astype(np.int32)

    # --- honours, works, attestations

    def _add_honours(self, made: Columns) -> None:
        """As `columns._honours`: what is on record, whether it is told in full or not."""
        table = self.rows.honours
        codes, bases, days = table.columns
        is_none = np.isin(bases, NO_BASIS)
        counts = ~((days > 0) & (days > self.as_of.toordinal()))
        if self.general.basis_decides:
            counts &= ~is_none
        at, codes, bases, days = table.at[counts], codes[counts], bases[counts], days[counts]
        certain = (bases != NONE) & ~is_none[counts]
        years = _years_of(days)
        dated = days > 0
        for place in np.unique(codes).tolist():
            is_it = codes == place
            sure, day = is_it & certain & dated, is_it & dated
            first = np.full(self.size, NEVER, np.int32)
            first[at[is_it & certain]] = UNDATED
            np.minimum.at(first, at[sure], years[sure].astype(np.int32))
            perhaps = np.full(self.size, NEVER, np.int32)
            np.minimum.at(perhaps, at[day], years[day].astype(np.int32))
            undated = np.zeros(self.size, np.bool_)
            undated[at[is_it & ~dated]] = True
            perhaps[undated] = EVER
            code = HONOUR_CODES[place]
            made.honour_first[code] = first, perhaps
            made.honour_years[code] = self._bits(at[sure], years[sure]), self._bits(at[day], years[day])
            made.honour_undated[code] = undated

    def _add_works(self, made: Columns) -> None:
        """As `columns._works`: layer k has the years with more than k works of a scope."""
        table = self.rows.works
        is_wider_enough = self.settings[WIDER_SCOPE] == "COUNTS"
        back = self.year - table.columns[2]
        seen = (back >= 0) & (back < HISTORY)
        for kind in WorkKind:
            ours = seen & (table.columns[0] == WORKS[kind.value])
            for scope in Scope:
                place, scopes = SCOPES[scope.value], table.columns[1]
                fits = ours & ((scopes >= place) if is_wider_enough else (scopes == place))
                keys, counts = np.unique(table.at[fits] * HISTORY + back[fits], return_counts=True)
                layers = []
                for deep in range(min(int(counts.max(initial=0)), MOST_WORKS)):
                    some = keys[counts > deep]
                    layers.append(self._bits(some // HISTORY, self.year - some % HISTORY))
                if layers:
                    made.work_years[kind, scope] = tuple(layers)

    def _add_attested(self, made: Columns) -> None:
        table = self.rows.attested
        is_year = table.columns[1] == self.year
        at, criteria, holds = table.at[is_year], table.columns[0][is_year], table.columns[2][is_year]
        for place in np.unique(criteria).tolist():
            is_it = criteria == place
            here, denied = np.zeros(self.size, np.bool_), np.zeros(self.size, np.bool_)
            here[at[is_it]] = True
            denied[at[is_it & (holds == 0)]] = True
            code = self.rows.criteria[place]
            made.attested[code] = here & ~denied, ~denied
            made.attested_here[code] = here

    # --- posts, and what few have

    def _add_posts(self, made: Columns, is_discipline_told: Flags) -> None:
        """Nobody's post is one of the law's: what there is else is added after."""
        known = self.told[EntryKind.POST].copy()
        known[self.rows.unplaced] = False
        months = np.where(known, 0, UNRECORDED).astype(np.int32)
        made.post_months = {post: months.copy() for post in LeadingPost}
        made.has_posts = np.zeros(self.size, np.bool_)
        made.undisciplined_in_post = is_discipline_told.copy(), np.ones(self.size, np.bool_)

    def _add_few(self, made: Columns) -> None:
        """Whoever has discipline, holds or posts that the law names, through `Facts` and `columns_of`."""
        few = sorted({*self.rows.measures, *self.rows.holds, *self.rows.posts})
        if not few:
            return
        facts = [self._facts(at) for at in few]
        some = columns_of(
            facts, year=self.year, as_of=self.as_of, general=self.general, settings=self.settings,
            subject=Subject.INDIVIDUAL,
        )  # fmt: skip
        places = np.array(few)
        for whole, part in (
            (made.restart, some.restart),
            (made.not_on_hold, some.not_on_hold),
            (made.undisciplined_in_post, some.undisciplined_in_post),
        ):
            assert whole is not None
            assert part is not None
            for column, values in zip(whole, part, strict=True):
                column[places] = values
        for post in LeadingPost:
            made.post_months[post][places] = some.post_months[post]
        assert made.has_posts is not None
        assert some.has_posts is not None
        made.has_posts[places] = some.has_posts

    def _facts(self, at: int) -> Facts:
        posts = self.rows.posts.get(at, ())
        is_open = at in self.unplaced or any(each.since is None for each in posts)
        whole = {
            "discipline": self._is_told(EntryKind.DISCIPLINE, at),
            "holds": self._is_told(EntryKind.HOLD, at),
            "posts": self._is_told(EntryKind.POST, at) and not is_open,
        }
        return Facts(
            Subject.INDIVIDUAL,
            discipline=self._discipline(at),
            holds=self._holds(at),
            posts=tuple(PostRecord(LeadingPost(each.rank), each.since, each.until) for each in posts if each.since),
            incomplete=frozenset(name for name, is_whole in whole.items() if not is_whole),
        )

    def _discipline(self, at: int) -> tuple[DisciplineRecord, ...]:
        return tuple(
            DisciplineRecord(Measure(each.measure), each.since, each.until) for each in self.rows.measures.get(at, ())
        )

    def _holds(self, at: int) -> tuple[HoldRecord, ...]:
        return tuple(
            HoldRecord(HoldReason(each.reason), each.since, until)
            for each in self.rows.holds.get(at, ())
            if (until := last_day_of(each, self.rows.measures.get(at, ()))) is None or until >= each.since
        )

    def _is_told(self, kind: EntryKind, at: int) -> bool:
        return bool(self.told[kind][at])


def _years_of(days: Ints) -> Ints:
    """The year of each day counted from year 1; of day 0 something that nobody looks at."""
    since = (days - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    found: Ints = since.astype("datetime64[Y]").astype(np.int64) + 1970
    return found
