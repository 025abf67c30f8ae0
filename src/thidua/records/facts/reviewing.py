"""Everybody × every award of one shard: columns → verdicts, near misses, verdicts of another day, as short texts a row.

A pure function: it reads no database and no clock, so that shards can be reckoned anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from thidua.core.law.awards import Awards
from thidua.core.law.bulk import Answers, Verdicts, answer, groups_of, meeting, preferred
from thidua.core.law.certainty import Verdict
from thidua.core.law.codes import Subject
from thidua.core.law.columns import Columns, columns_of
from thidua.core.law.facts import Facts
from thidua.core.law.general import general_on
from thidua.core.law.near import NearMisses, near_misses
from thidua.core.law.quotas import Group, QuotaRule, Tally, quotas_of
from thidua.core.law.settings import chosen
from thidua.records.facts.shard_columns import columns_of_people
from thidua.records.facts.shards import PeopleRows

Letters = NDArray[np.uint8]
ZERO: Final = ord("0")
NO_VERDICT: Final = ord("-")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of everybody. `own`: the book with an agency's own rules in it; `own_keys`: awards these judge;
    `own_quotas`: shares that they set.
    """

    year: int
    law_on: date
    as_of: date
    held_against: date | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
    own: Awards | None = None
    own_keys: frozenset[tuple[str, Subject]] = frozenset()
    own_quotas: tuple[QuotaRule, ...] = ()


OWN: Final = "_own"
"""After the kind of subject: under the agency's own rules."""
Shares = dict[str, dict[int, Group]]
"""Award with a quota → unit (of a unit: the one above, 0: none) → who meets it, of how many it is a share."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The answers for some rows: a text a row, a letter an award (see `ReviewRow`). `shares`: how those of each unit
    stand to the law's quotas, `own_shares` to the agency's, under its own rules.
    """

    awards: tuple[dict[str, Any], ...]
    verdicts: list[str]
    own: list[str]
    near: list[str]
    near_open: list[str]
    before: list[str]
    changed: list[str]
    shares: Shares = field(default_factory=dict)
    own_shares: Shares = field(default_factory=dict)


def review_people(rows: PeopleRows, asked: Asked) -> Columns:
    """The columns of everybody, to be asked in parts."""
    return columns_of_people(
        rows, year=asked.year, as_of=asked.as_of, general=general_on(asked.law_on), settings=chosen(asked.settings)
    )


def review_units(facts: Sequence[Facts], asked: Asked) -> Columns:
    """The columns of units: there are few."""
    return columns_of(
        facts, year=asked.year, as_of=asked.as_of, general=general_on(asked.law_on), settings=chosen(asked.settings),
        subject=Subject.COLLECTIVE,
    )  # fmt: skip


def review_columns(
    columns: Columns, asked: Asked, units: Sequence[int], columns_before: Columns | None = None
) -> Reviewed:
    """Every award of every row. `units`: the unit of each, or of a unit the one above (0: none); `columns_before`: the
    same rows as the general rules of the other law day see them.
    """
    settings = asked.settings
    answers = answer(columns, law_on=asked.law_on, settings=settings, has_trace=False)
    near = [near_misses(columns, each, law_on=asked.law_on, settings=settings) for each in answers]
    own = _own(columns, asked, answers)
    before: list[Verdicts] = []
    changed: list[NDArray[np.bool_]] = []
    earlier: Sequence[Answers | None] = [None] * len(answers)
    if asked.held_against is not None and columns_before is not None:
        told = answer(columns_before, law_on=asked.held_against, settings=settings, has_trace=False)
        before = [_stands(each) for each in told]
        changed = [_differs(each, old) for each, old in zip(answers, told, strict=True)]
        earlier = told
    return Reviewed(
        awards=tuple(_award(*each, asked) for each in zip(answers, near, own, earlier, strict=True)),
        verdicts=_texts([_stands(each) for each in answers], columns.size),
        own=_letters(
            [NO_VERDICT if each is None else _stands(each).astype(np.uint8) + ZERO for each in own], columns.size
        ),
        near=_texts([each.which for each in near], columns.size),
        near_open=_texts([each.is_open for each in near], columns.size),
        before=_texts(before, columns.size),
        changed=_texts(changed, columns.size),
        shares=_shares(columns, asked, units, quotas_of(columns.subject), answers),
        own_shares=_shares(
            columns, asked, units, quotas_of(columns.subject, asked.own_quotas),
            [mine or law for law, mine in zip(answers, own, strict=True)], asked.own,
        ),
    )  # fmt: skip


def _shares(
    columns: Columns, asked: Asked, units: Sequence[int], rules: tuple[QuotaRule, ...], answers: Sequence[Answers],
    awards: Awards | None = None,
) -> Shares:  # fmt: skip
    """The core's pass of quotas over these rows: how many of each unit meet an award, are of those it is a share of,
    and come first among equals. `answers`: the verdicts that count; `awards`: the book that titles are asked of.
    """
    if not rules:
        return {}
    found = meeting(columns, {each.of for each in rules}, law_on=asked.law_on, settings=asked.settings, awards=awards)
    told = {each.award.code: _stands(each) for each in answers}
    names, places = np.unique(np.asarray(units, np.int64), return_inverse=True)
    first = preferred(columns, asked.law_on)
    return {
        each.award: dict(
            zip(names.tolist(), groups_of(told[each.award], found[each.of], places, first, len(names)), strict=True)
        )
        for each in rules
    }


def _own(columns: Columns, asked: Asked, answers: Sequence[Answers]) -> list[Answers | None]:
    """How awards stand under the agency's own rules; None where it has none."""
    codes = {code for code, subject in asked.own_keys if subject is columns.subject}
    if not codes or asked.own is None:
        return [None] * len(answers)
    told = answer(columns, law_on=asked.law_on, settings=asked.settings, awards=asked.own, codes=codes, has_trace=False)
    by_code = {each.award.code: each for each in told}
    return [by_code.get(each.award.code) for each in answers]


def _stands(answers: Answers) -> Verdicts:
    """The verdict under the text we hold."""
    return answers.verdicts if answers.under_held_text is None else answers.under_held_text


def _differs(answers: Answers, before: Answers) -> NDArray[np.bool_]:
    """Where the verdict under the text we hold differs, or a verdict is no longer certain (or is again) for the text
    that is not held.
    """
    differs: NDArray[np.bool_] = (_stands(answers) != _stands(before)) | (answers.verdicts != before.verdicts)
    return differs


def _award(
    answers: Answers, misses: NearMisses, own: Answers | None, before: Answers | None, asked: Asked
) -> dict[str, Any]:
    """What holds for a whole column. `under`, `own_under`, `before_under`: whether the verdicts, those of own rules,
    those of the other law day are under the text we hold, while another is in force.
    """
    return {
        "code": answers.award.code,
        "under": answers.under_held_text is not None,
        "own": answers.award.key in asked.own_keys,
        "own_under": own is not None and own.under_held_text is not None,
        "before_under": before is not None and before.under_held_text is not None,
        "lowered": [[each.years, each.lack.value, each.criterion] for each in misses.lowered],
    }


def _texts(columns: Sequence[NDArray[Any]], size: int) -> list[str]:
    """A digit for each column, a text for each row."""
    return _letters([each.astype(np.uint8) + ZERO for each in columns], size)


def _letters(columns: Sequence[Letters | int], size: int) -> list[str]:
    if not columns:
        return [""] * size
    table = np.empty((size, len(columns)), np.uint8)
    for at, each in enumerate(columns):
        table[:, at] = each
    found: list[str] = table.view(f"S{len(columns)}").ravel().astype(str).tolist()
    return found


def counts_of(
    reviewed: Reviewed,
    is_woman: Sequence[bool | None],
    leads: Sequence[bool | None],
    direct: Sequence[bool | None],
) -> dict[str, dict[str, int]]:
    """How many stand how, by award, and who those are that meet it. What is not recorded is counted as such."""
    found: dict[str, dict[str, int]] = {}
    women, leading, working = (
        np.array([NO_VERDICT if each is None else int(each) for each in told], np.int64)
        for told in (is_woman, leads, direct)
    )
    verdicts, near, changed = (_digits(each) for each in (reviewed.verdicts, reviewed.near, reviewed.changed))
    for at, award in enumerate(reviewed.awards):
        told = {each.name: int((verdicts[:, at] == each).sum()) for each in Verdict}
        is_met = verdicts[:, at] == Verdict.MET
        told["NEAR"] = int((near[:, at] > 0).sum())
        told["MET_WOMEN"], told["MET_SEX_UNKNOWN"] = _two(is_met, women)
        told["MET_LEADERS"], told["MET_LEADERS_UNKNOWN"] = _two(is_met, leading)
        told["MET_DIRECT"], told["MET_DIRECT_UNKNOWN"] = _two(is_met, working)
        told["CHANGED"] = int(changed[:, at].sum()) if changed.shape[1] else 0
        found[award["code"]] = told
    return found


def _two(is_met: NDArray[np.bool_], about: NDArray[np.int64]) -> tuple[int, int]:
    return int((is_met & (about == 1)).sum()), int((is_met & (about == NO_VERDICT)).sum())


def _digits(texts: Sequence[str]) -> NDArray[np.uint8]:
    width = len(texts[0]) if texts else 0
    if not width:
        return np.zeros((len(texts), 0), np.uint8)
    return np.array(texts, f"S{width}").view(np.uint8).reshape(len(texts), width) - np.uint8(ZERO)


def added_up(parts: Sequence[Mapping[str, Mapping[str, int]]]) -> dict[str, dict[str, int]]:
    """Counts of several shards in one."""
    found: dict[str, dict[str, int]] = {}
    for part in parts:
        for code, told in part.items():
            sums = found.setdefault(code, {})
            for key, number in told.items():
                sums[key] = sums.get(key, 0) + number
    return found


def shares_added_up(parts: Sequence[Shares]) -> dict[str, dict[str, list[int]]]:
    """Those of several shards in one, as they are kept: five numbers a unit (`share_of` reads them). Units of which
    nobody is counted have none.
    """
    found: dict[str, dict[str, list[int]]] = {}
    for part in parts:
        for code, units in part.items():
            sums = found.setdefault(code, {})
            for unit, (eligible, base, preferred_among) in units.items():
                told = (*eligible, *base, preferred_among)
                if any(told):
                    before = sums.get(str(unit), [0] * len(told))
                    sums[str(unit)] = [one + more for one, more in zip(before, told, strict=True)]
    return found


def share_of(kept: Sequence[int]) -> Group:
    """What was kept of a unit."""
    met, unknown, base, base_unknown, preferred_among = kept
    return Group(Tally(met, unknown), Tally(base, base_unknown), preferred_among)
