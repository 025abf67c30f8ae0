"""Figures of activities as papers tell them: in Vietnamese, with range and method; which typed results they replace."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Protocol

from django.utils import translation

from thidua.activities.facts.doubts import doubted_figures
from thidua.activities.facts.figures import Reckoning
from thidua.activities.facts.figures_of_each import figures_of_each
from thidua.activities.facts.selections import Rows
from thidua.activities.facts.shown import Line, chief_of, show_report
from thidua.activities.models import Activity
from thidua.core.impact.figure import FigureKind
from thidua.core.vietnam.names import fold

PAPERS = "vi"
MEANT: tuple[tuple[FigureKind, frozenset[str], tuple[str, ...]], ...] = (
    (FigureKind.MASS, frozenset({"kg", "ta", "tan"}), ("rac",)),
    (FigureKind.BAGS, frozenset({"tui", "bao"}), ("rac",)),
    (FigureKind.PEOPLE, frozenset({"nguoi", "luot nguoi"}), ("tham gia", "tham du")),
    (FigureKind.PERSON_HOURS, frozenset({"gio", "gio cong"}), ("gio cong", "ngay cong")),
    (FigureKind.METRES, frozenset({"m", "met", "km"}), ("chieu dai", "doan")),
    (FigureKind.TREES_PLANTED, frozenset({"cay"}), ("trong", "cay trong")),
)
"""Figure → the units and the words, folded, by which a typed result means it."""


class TypedResult(Protocol):
    """A result that somebody typed, or what is read of one."""

    @property
    def indicator(self) -> str: ...
    @property
    def unit_of_measure(self) -> str: ...
    @property
    def value(self) -> Fraction | None: ...


@dataclass(frozen=True, slots=True)
class Told:
    """What the figures of one activity say. `lines` are the chief ones (`told` their kinds), empty where none of them
    is known; `facts` how many entries they stand on; `asks`: something about them is still asked. `old_since`: entries
    came after that moment and are not in them. `is_being_reckoned`: there are none yet.
    """

    lines: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    facts: int = 0
    old_since: datetime | None = None
    asks: bool = False
    is_being_reckoned: bool = False

    def replaces(self, output: TypedResult) -> bool:
        """Whether a typed result means a figure that is known from what was noted, or is said here to be unknown."""
        if not self.known and not self.told:
            return False
        meant = figure_meant(output)
        return meant is not None and (meant.value in self.known or (output.value is None and meant.value in self.told))


def told_of(
    activities: Collection[Activity], now: datetime, parties_of: Mapping[int, Rows] | None = None
) -> dict[int, Told]:
    """Figures by activity, of those in which something was noted. A report that was merged has no lines of its own:
    they are told with the record that it was merged into. `parties_of` as in `stamps_of`.
    """
    figures = figures_of_each(activities, now, parties_of)
    with translation.override(PAPERS):
        return {each.pk: _told(each, figures[each.pk]) for each in activities if each.pk in figures}


def figure_meant(output: TypedResult) -> FigureKind | None:
    """The figure that a typed result is about, by its words and its unit; None where it is none of ours."""
    unit = fold(output.unit_of_measure)
    measured = [(kind, words) for kind, units, words in MEANT if unit in units]
    indicator = f" {fold(output.indicator)} " if measured else ""
    for kind, words in measured:
        if any(f" {each} " in indicator for each in words):
            return kind
    return None


def _told(activity: Activity, found: Reckoning | None) -> Told:
    if found is None:
        return Told(is_being_reckoned=True)
    shown = show_report(found.said(PAPERS), chief_of(activity.kind))
    known = frozenset(each.kind for each in shown.every if not each.is_unknown)
    is_told_here = activity.merged_into_id is None and any(not each.is_unknown for each in shown.chief)
    chief = shown.chief if is_told_here else []
    return Told(
        lines=tuple(_words(each) for each in chief),
        told=frozenset(each.kind for each in chief),
        known=known,
        facts=found.facts,
        old_since=found.reckoned_at if found.is_old else None,
        asks=bool(doubted_figures(found.said(PAPERS)) & {each.kind for each in chief if not each.is_unknown}),
    )


def _words(line: Line) -> str:
    return f"{line.name}: {line.amount}" + (f" ({line.how})" if line.how else "")
