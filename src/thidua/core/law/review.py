"""Everybody × every award: facts of many → columns → answers → a table of verdicts. A pure function of one shard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from thidua.core.law.awards import Awards
from thidua.core.law.bulk import STANDS, Answers, Verdicts, answer, groups_of, meeting, places, preferred
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import Subject
from thidua.core.law.columns import Flags, columns_of
from thidua.core.law.facts import Facts
from thidua.core.law.general import general_on
from thidua.core.law.quotas import (
    NO_UNIT,
    Group,
    QuotaAnswer,
    QuotaRule,
    QuotaScope,
    QuotaStand,
    answer_quota,
    quotas_of,
    share_on,
)
from thidua.core.law.settings import chosen

SHARD = 20_000
"""Facts whose columns are made at once."""


@dataclass(frozen=True, slots=True)
class Review:
    """The answers for each shard of the facts, in their order. `bases`: who holds, or meets the criteria of, what
    quotas are a share of; `prefers`: who comes first among equals; `units`: whose unit is which, by its place among
    `unit_names`; `rules`: those quotas, of the law and of an agency.
    """

    shards: tuple[tuple[int, tuple[Answers, ...]], ...]
    subject: Subject
    law_on: date
    bases: Mapping[str, Verdicts]
    prefers: Flags
    units: NDArray[np.integer]
    unit_names: tuple[str, ...]
    rules: tuple[QuotaRule, ...]

    @property
    def awards(self) -> tuple[str, ...]:
        """Codes of the awards, in the order of the columns of a table."""
        return tuple(each.award.code for each in self.shards[0][1]) if self.shards else ()

    def rows(self) -> Iterator[list[str]]:
        """Verdicts of each subject: the headline, and behind it, where a text in force is not held, the verdict under
        the text we hold.
        """
        for _size, answers in self.shards:
            yield from (list(row) for row in zip(*(_cells(each) for each in answers), strict=True))

    def counts(self) -> dict[str, dict[str, int]]:
        """How many stand how, by award; under the text we hold where another is not held."""
        found: dict[str, dict[str, int]] = {code: {each.name: 0 for each in Verdict} for code in self.awards}
        for _size, answers in self.shards:
            for each in answers:
                shown = each.verdicts if each.under_held_text is None else each.under_held_text
                for verdict in Verdict:
                    found[each.award.code][verdict.name] += int((shown == verdict).sum())
        return found

    def quotas(self) -> tuple[QuotaAnswer, ...]:
        """How many of all who were reviewed, and of each unit, quotas allow: a pass of its own, over the verdicts under
        the text held.
        """
        return tuple(
            answer_quota(each, dict(zip(self.unit_names, self._groups(each), strict=True)), self.law_on)
            for each in self._counted()
        )

    def places(self) -> dict[str, list[str]]:
        """By quota that sets a share (`QUOTA`, `OWN_QUOTA` and its award): how each row stands to it, empty where it
        does not meet the award; PREFERRED: comes first among equals where people must choose. Where what was read does
        not say within what the share is reckoned, only what both scopes come to is told.
        """
        found = {}
        for rule in self._counted():
            share = share_on(rule.figure, self.law_on)
            if share is None:
                continue
            told = self._places(rule, share)
            is_open = np.isin(told, (STANDS.index(QuotaStand.TOO_MANY), STANDS.index(QuotaStand.OPEN)))
            first = is_open & self.prefers
            head = f"{OWN_QUOTA if rule.signed_by else QUOTA}.{rule.award}"
            found[head] = [
                f"{STAND_NAMES[at]} (PREFERRED)" if is_first else STAND_NAMES[at]
                for at, is_first in zip(told.tolist(), first.tolist(), strict=True)
            ]
        return found

    def _counted(self) -> Iterator[QuotaRule]:
        return (each for each in self.rules if each.award in self.awards and each.is_told(self.law_on))

    def _eligible(self, code: str) -> Verdicts:
        """Who meets an award, under the text we hold."""
        at = self.awards.index(code)
        told = [answers[at] for _size, answers in self.shards]
        return np.concatenate(
            [each.verdicts if each.under_held_text is None else each.under_held_text for each in told]
        )

    def _groups(self, rule: QuotaRule) -> Sequence[Group]:
        return groups_of(
            self._eligible(rule.award), self.bases[rule.of], self.units, self.prefers, len(self.unit_names)
        )

    def _places(self, rule: QuotaRule, share: Fraction) -> Verdicts:
        eligible, base = self._eligible(rule.award), self.bases[rule.of]
        of_agency = places(eligible, base, np.zeros_like(self.units), share)
        if rule.per is QuotaScope.AGENCY:
            return of_agency
        of_units = places(eligible, base, self.units, share)
        unsaid = STANDS.index(QuotaStand.OPEN)
        if NO_UNIT in self.unit_names and len(self.unit_names) > 1:
            of_units = np.where(of_units > 0, unsaid, 0).astype(np.int8)
        if rule.per is QuotaScope.UNIT:
            return of_units
        return np.where(of_agency == of_units, of_units, unsaid).astype(np.int8)


QUOTA: Final = "QUOTA"
OWN_QUOTA: Final = "OWN_QUOTA"
STAND_NAMES: Final = tuple("" if each is None else each.value for each in STANDS)
NAMES = np.array([each.name for each in Verdict])
UNDER = np.array([[f"{headline.name} ({each.name})" for each in Verdict] for headline in Verdict])


def _cells(answers: Answers) -> list[str]:
    if answers.under_held_text is None:
        return [str(each) for each in NAMES[answers.verdicts]]
    return [str(each) for each in UNDER[answers.verdicts, answers.under_held_text]]


def review(
    facts: Sequence[Facts],
    *,
    subject: Subject,
    year: int,
    law_on: date,
    as_of: date | None = None,
    settings: Mapping[str, str] | None = None,
    awards: Awards | None = None,
    quotas: Iterable[QuotaRule] = (),
    units: Sequence[str] | None = None,
) -> Review:
    """Every award of many subjects of one kind. `quotas`: an agency's own, beside those of the law; `units`: the unit
    of each, or the unit above it (`NO_UNIT`: not on record). Without them all are of one.
    """
    shards = []
    rules = (*quotas_of(subject), *quotas_of(subject, quotas))
    bases: dict[str, list[Verdicts]] = {each.of: [] for each in rules}
    prefers: list[Flags] = [np.zeros(0, np.bool_)]
    for start in range(0, len(facts), SHARD):
        some = facts[start : start + SHARD]
        columns = columns_of(
            some, year=year, as_of=as_of or law_on, general=general_on(law_on), settings=chosen(settings or {}),
            subject=subject,
        )  # fmt: skip
        answers = answer(columns, law_on=law_on, settings=settings, awards=awards, has_trace=False)
        shards.append((len(some), answers))
        for code, verdicts in meeting(columns, bases, law_on=law_on, settings=settings, awards=awards).items():
            bases[code].append(verdicts)
        prefers.append(preferred(columns, law_on))
    told = [NO_UNIT] * len(facts) if units is None else list(units)
    names = tuple(dict.fromkeys(told))
    at = {name: place for place, name in enumerate(names)}
    return Review(
        tuple(shards),
        subject,
        law_on,
        {code: np.concatenate([np.zeros(0, np.int8), *each]) for code, each in bases.items()},
        np.concatenate(prefers),
        np.array([at[each] for each in told], np.int64),
        names,
        rules,
    )
