"""Everybody × every award: facts of many → columns → answers → a table of verdicts. A pure function of one shard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from thidua.core.law.awards import Awards
from thidua.core.law.bulk import Answers, answer, meeting, tally
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import Subject
from thidua.core.law.columns import columns_of
from thidua.core.law.facts import Facts
from thidua.core.law.general import general_on
from thidua.core.law.quotas import QuotaAnswer, QuotaRule, Tally, answer_quotas, quotas_of
from thidua.core.law.settings import chosen

SHARD = 20_000
"""Facts whose columns are made at once."""


@dataclass(frozen=True, slots=True)
class Review:
    """The answers for each shard of the facts, in their order. `bases`: of what quotas are a share, summed up; `rules`:
    those quotas, of the law and of an agency.
    """

    shards: tuple[tuple[int, tuple[Answers, ...]], ...]
    subject: Subject
    law_on: date
    bases: Mapping[str, Tally]
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
        """How many of all who were reviewed quotas allow: a pass of its own, over the verdicts under the text held."""
        eligible = {
            code: Tally(told[Verdict.MET.name], told[Verdict.UNKNOWN.name]) for code, told in self.counts().items()
        }
        return answer_quotas(self.rules, eligible, self.bases, self.law_on)


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
) -> Review:
    """Every award of many subjects of one kind. `quotas`: an agency's own, beside those of the law."""
    shards = []
    rules = (*quotas_of(subject), *quotas_of(subject, quotas))
    bases = {each.of: Tally(0, 0) for each in rules}
    for start in range(0, len(facts), SHARD):
        some = facts[start : start + SHARD]
        columns = columns_of(
            some, year=year, as_of=as_of or law_on, general=general_on(law_on), settings=chosen(settings or {}),
            subject=subject,
        )  # fmt: skip
        answers = answer(columns, law_on=law_on, settings=settings, awards=awards, has_trace=False)
        shards.append((len(some), answers))
        for code, verdicts in meeting(columns, bases, law_on=law_on, settings=settings, awards=awards).items():
            found = tally(verdicts)
            bases[code] = Tally(bases[code].met + found.met, bases[code].unknown + found.unknown)
    return Review(tuple(shards), subject, law_on, bases, rules)
