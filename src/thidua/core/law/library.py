"""What the law inside rests on, turned round: for a text the conditions that stand on each of its articles, for two
days what changed, and the days on which anything may change. Reads what is shipped; judges nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from thidua.core.law.awards import Award, Awards, AwardVersion, Route, shipped_awards
from thidua.core.law.certainty import Certainty
from thidua.core.law.citations import Citation, Citations
from thidua.core.law.conditions import Criterion, Question
from thidua.core.law.figures import Figures, shipped_figures
from thidua.core.law.general import shipped_rules
from thidua.core.law.regimes import shipped_regimes
from thidua.core.law.settings import shipped_settings
from thidua.core.law.texts import RegisteredText, shipped_texts
from thidua.core.vietnam.names import fold

_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")


class UseKind(StrEnum):
    """What rests on an article."""

    CRITERION = "CRITERION"
    ROUTE = "ROUTE"
    DECIDED_BY = "DECIDED_BY"
    RULE = "RULE"
    FIGURE = "FIGURE"
    SETTING = "SETTING"


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that rests on a citation. `award` and `version` are of criteria, routes and who decides; `since` and
    `until` say when it is used (None: always, or without an end).
    """

    kind: UseKind
    cites: Citation
    name: str
    grade: Certainty
    since: date | None = None
    until: date | None = None
    award: Award | None = None
    route: str = ""
    code: str = ""
    """Of a general rule, a figure or a setting."""


def slug_of(number: str) -> str:
    """The number of a text as a part of an address.

    >>> slug_of("152/2025/NĐ-CP")
    '152-2025-nd-cp'
    """
    return _NOT_SLUG.sub("-", fold(number)).strip("-")


def text_named(slug: str) -> RegisteredText | None:
    """The text of that address."""
    return next((each for each in shipped_texts().values() if slug_of(each.number) == slug), None)


def uses_by_text(awards: Awards | None = None) -> Mapping[str, tuple[Use, ...]]:
    """Number of a text → what rests on it, in the order of its articles; texts on which nothing rests are left out."""
    found: dict[str, list[Use]] = defaultdict(list)
    for use in _all_uses(awards or shipped_awards()):
        if use not in found[use.cites.text]:
            found[use.cites.text].append(use)
    return {number: tuple(sorted(uses, key=_article_order)) for number, uses in found.items()}


def _all_uses(awards: Awards) -> Iterator[Use]:
    for award in awards.values():
        decided = award.decided_by
        for cite in decided.cites:
            yield Use(UseKind.DECIDED_BY, cite, decided.who, decided.grade, award=award)
        for version in award.versions:
            for route in version.routes:
                yield from _uses_of_route(award, version, route)
    for rule in shipped_rules().values():
        for at, each in enumerate(rule.versions):
            later = rule.versions[at + 1].since - timedelta(days=1) if at + 1 < len(rule.versions) else None
            for cite in each.cites:
                yield Use(UseKind.RULE, cite, rule.rule, each.grade, each.since, later, code=rule.code)
    for setting in shipped_settings().values():
        for cite in setting.cites:
            yield Use(UseKind.SETTING, cite, setting.question, setting.grade, code=setting.code)
    yield from _uses_of_figures(shipped_figures())


def _uses_of_route(award: Award, version: AwardVersion, route: Route) -> Iterator[Use]:
    span = (version.since, version.until)
    for cite in route.cites:
        yield Use(UseKind.ROUTE, cite, route.name, route.grade, *span, award, route.name)
    for criterion in route.criteria:
        for cite in criterion.cites:
            yield Use(UseKind.CRITERION, cite, criterion.name, criterion.grade, *span, award, route.name)
        for exception in criterion.exceptions:
            for cite in exception.cites:
                yield Use(UseKind.CRITERION, cite, exception.name, exception.grade, *span, award, route.name)


def _uses_of_figures(figures: Figures) -> Iterator[Use]:
    for figure in figures.values():
        for at, each in enumerate(figure.history):
            later = figure.history[at + 1].since - timedelta(days=1) if at + 1 < len(figure.history) else None
            for cite in each.cites:
                yield Use(UseKind.FIGURE, cite, figure.description, each.grade, each.since, later, code=figure.name)


def _article_order(use: Use) -> tuple[tuple[int, str], ...]:
    """Articles by number, those without one first."""
    return tuple(
        (int(re.sub(r"\D", "", part) or 0), part) for part in (use.cites.article, use.cites.clause, use.cites.point)
    )


# --- What changed between two days -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlacedCriterion:
    """A criterion with the route it stands in."""

    route: str
    criterion: Criterion

    @property
    def asked(self) -> tuple[str, str, Question]:
        """What makes it the same on another day: its route, its words, its question."""
        return self.route, self.criterion.name, self.criterion.question


@dataclass(frozen=True, slots=True)
class VersionChange:
    """How an award's criteria differ on two days. `moved`: asked as before, but from another article or less (more)
    surely: before, after.
    """

    before: AwardVersion | None
    after: AwardVersion | None
    gone: tuple[PlacedCriterion, ...]
    new: tuple[PlacedCriterion, ...]
    moved: tuple[tuple[PlacedCriterion, PlacedCriterion], ...]
    kept: tuple[PlacedCriterion, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.gone or self.new or self.moved) and (self.before is None) == (self.after is None)


def change_between(award: Award, before: date, after: date) -> VersionChange:
    """What the criteria of the later day have that those of the earlier day had not, and the other way round."""
    versions = award.on(before), award.on(after)
    old, new = (_placed(each) for each in versions)
    known = {each.asked: each for each in old}
    asked = {each.asked for each in new}
    pairs = [(known[each.asked], each) for each in new if each.asked in known]
    return VersionChange(
        *versions,
        gone=tuple(each for each in old if each.asked not in asked),
        new=tuple(each for each in new if each.asked not in known),
        moved=tuple(pair for pair in pairs if _source(pair[0]) != _source(pair[1])),
        kept=tuple(later for earlier, later in pairs if _source(earlier) == _source(later)),
    )


def _source(placed: PlacedCriterion) -> tuple[Citations, Certainty]:
    return placed.criterion.cites, placed.criterion.grade


def _placed(version: AwardVersion | None) -> tuple[PlacedCriterion, ...]:
    routes = version.routes if version else ()
    return tuple(PlacedCriterion(route.name, each) for route in routes for each in route.criteria)


def turning_days(awards: Awards | None = None) -> tuple[date, ...]:
    """The days on which a regime, or the criteria of an award, begin: on no other day can a verdict change by law."""
    days = {each.since for each in shipped_regimes()}
    days |= {version.since for award in (awards or shipped_awards()).values() for version in award.versions}
    days |= {version.since for rule in shipped_rules().values() for version in rule.versions}
    return tuple(sorted(days))
