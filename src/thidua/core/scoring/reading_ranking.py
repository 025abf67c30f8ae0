"""Ranking and awards of a table, read."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from thidua.core.scoring.entries import Entry
from thidua.core.scoring.scheme import AwardRule, Ranking, TieBreak, TieBreakKind

WOMEN_SHARE: Final = Fraction(7, 10)
"""A collective with at least 70 % women is preferred among equals (152/2025/NĐ-CP, Điều 4, in force since 2025-07-01).

Certainty: secondary. A copy of the decree on a news page was read (2026-11-23), not the gazette.
"""

WOMEN_CITES: Final = "152/2025/NĐ-CP:4"


def read_ranking(entry: Entry) -> Ranking:
    """`ranking: {by: total | share, ties: [STEP, …]}`; `ties` may hold one list for each group."""
    if not entry.has("ranking"):
        entry.known.add("ranking")
        return Ranking()
    ranking = entry.entry("ranking")
    by_share = ranking.word("by", {"total": False, "share": True}, "total")
    ties = ranking.raw("ties")
    if isinstance(ties, dict):
        groups = ranking.entry("ties")
        chains = {name: _chain(groups, name) for name in ties}
        read = Ranking(by_share, (), chains)
    else:
        read = Ranking(by_share, _chain(ranking, "ties"))
    ranking.finish()
    return read


def _chain(entry: Entry, key: str) -> tuple[TieBreak, ...]:
    chain = [_step(value, entry, key, at) for at, value in enumerate(entry.items(key))]
    steps = [each for each in chain if each is not None]
    kinds = [each.kind for each in steps]
    if TieBreakKind.VOTE in kinds[:-1]:
        entry.problem("vote_not_last", key)
    return tuple(steps)


def _step(value: Any, parent: Entry, key: str, at: int) -> TieBreak | None:
    if value == "vote":
        return TieBreak(TieBreakKind.VOTE)
    if value == "women":
        return TieBreak(TieBreakKind.WOMEN, at_least=WOMEN_SHARE, cites=WOMEN_CITES)
    if not isinstance(value, dict):
        parent.problem("unknown_tie", key, at, value=value)
        return None
    entry = Entry(value, (*parent.path, key, at), parent.problems)
    smaller = entry.word("better", {"larger": False, "smaller": True}, "larger")
    name = entry.text("name")
    if entry.has("item"):
        code = entry.text("item")
        step = TieBreak(TieBreakKind.ITEM, name, item=code, is_smaller_better=smaller)
    else:
        measure = entry.measure("by", required=True)
        step = TieBreak(TieBreakKind.MEASURE, name, measure, "", smaller)
    entry.finish()
    return step


def read_awards(entry: Entry) -> tuple[AwardRule, ...]:
    """`awards: [{award, ranks: 2-3, quota: 10%, grades: […], cites}, …]`."""
    return tuple(_award(each) for each in entry.entries("awards"))


def _award(entry: Entry) -> AwardRule:
    first, last = _ranks(entry)
    quota: Fraction | None = None
    by_grade: dict[str, Fraction] = {}
    if isinstance(entry.raw("quota"), dict):
        quotas = entry.entry("quota")
        by_grade = {grade: quotas.number(grade) or Fraction(0) for grade in list(quotas.data)}
    else:
        quota = entry.number("quota")
    return AwardRule(
        award=entry.text("award", required=True),
        first_rank=first,
        last_rank=last,
        quota=quota,
        quota_of_grade=by_grade,
        grades=tuple(str(each) for each in entry.items("grades")),
        cites=entry.text("cites"),
    )


def _ranks(entry: Entry) -> tuple[int, int | None]:
    text = entry.text("ranks")
    if not text:
        return 1, None
    first, dash, last = text.partition("-")
    if not first.strip().isdecimal() or (dash and last.strip() and not last.strip().isdecimal()):
        entry.problem("bad_ranks", "ranks", value=text)
        return 1, None
    if not dash:
        return int(first), int(first)
    return int(first), int(last) if last.strip() else None
