"""Figures as pages show them: chief ones and others, by class, where waste went, what is unknown or was printed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from thidua.activities.enums import COUNTED, ActivityKind, PartyRole
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.labels import figure_names
from thidua.activities.facts.organisations import key_of_party
from thidua.activities.facts.selections import of_activity
from thidua.activities.models import Activity, ActivityParty
from thidua.common.components.charts import Chart, range_chart
from thidua.common.language import page_language
from thidua.core.impact.classes import LAW
from thidua.core.impact.figure import FigureKind, no_data
from thidua.core.impact.plain import plain_figure

USUAL = (FigureKind.PEOPLE, FigureKind.PERSON_HOURS, FigureKind.METRES, FigureKind.MASS)
CHIEF: dict[str, tuple[FigureKind, ...]] = {
    ActivityKind.CLEAN_UP: USUAL,
    ActivityKind.TREE_PLANTING: (
        FigureKind.PEOPLE,
        FigureKind.PERSON_HOURS,
        FigureKind.TREES_PLANTED,
        FigureKind.TREES_ALIVE,
    ),
}
"""The figures that a reader looks for first, by the kind of activity."""
OF_OTHERS = (FigureKind.PEOPLE, FigureKind.PERSON_HOURS)
SUMMED = (FigureKind.ACTIVITIES, FigureKind.ATTENDANCES, FigureKind.PERSON_HOURS, FigureKind.METRES, FigureKind.MASS)
"""Of several activities together."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure in words. `how` says in which way it is known; `steps` how it arose.

    `has_unknown`: something that was noted gives no number; that nothing was noted is said by the amount itself.
    """

    kind: str
    detail: str
    name: str
    amount: str
    how: str
    steps: tuple[str, ...]
    low: str | None
    best: str | None
    high: str | None
    is_unknown: bool
    has_unknown: bool
    has_facts: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as somebody printed it. `why`: a person chose it, and why."""

    text: str
    source: str
    url: str
    published_on: date | None
    why: str
    fact: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Numbers printed elsewhere of one figure, beside our own; `differ`: they do not say the same."""

    name: str
    ours: str
    printed: tuple[Printed, ...]
    differ: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as a page shows it."""

    chief: list[Line]
    others: list[Line]
    classes: list[Line]
    handed: list[Line]
    unknown: list[Line]
    beside: list[Beside]
    chart: Chart | None
    questions: int
    problems: int
    counted: list[str]
    joint: list[str]
    """Activities that several hold together."""

    @property
    def every(self) -> list[Line]:
        """All figures that are no part of another, the chief ones first."""
        return [*self.chief, *self.others]


def chief_of(kind: str) -> tuple[FigureKind, ...]:
    """The figures that a reader of such an activity looks for first."""
    return CHIEF.get(kind, OF_OTHERS)


def show_report(said: Mapping[str, Any], chief: Iterable[FigureKind]) -> Shown:
    """A report as it was kept, for the page of one activity or of many."""
    lines = {(each["kind"], each["detail"]): line_of(each) for each in said["figures"]}
    first = [_one(lines, kind) for kind in chief]
    shown_first = {each.kind for each in first}
    others = [
        each
        for (kind, detail), each in lines.items()
        if not detail and kind not in shown_first and kind != "ACTIVITIES"
    ]
    classes = [each for (kind, detail), each in lines.items() if kind == "MASS" and detail]
    handed = [
        each
        for (kind, detail), each in lines.items()
        if (kind == "HANDED_OVER" and detail) or (kind == "NOT_HANDED_OVER" and not detail)
    ]
    unknown = [each for each in [*first, *others] if each.has_unknown]
    return Shown(
        chief=first,
        others=others,
        classes=classes,
        handed=handed,
        unknown=list({each.kind: each for each in unknown}.values()),
        beside=_beside(said["claims"], lines),
        chart=_chart(classes),
        questions=said["questions"],
        problems=said["problems"],
        counted=said["counted"],
        joint=[each["activity"] for each in said["joint"]],
    )


def line_of(figure: Mapping[str, Any]) -> Line:
    """A figure as it was kept."""
    ends = {key: figure[key] for key in ("low", "best", "high")}
    return Line(
        kind=figure["kind"],
        detail=figure["detail"],
        name=figure["name"],
        amount=figure["amount"],
        how=figure["how"],
        steps=tuple(each["says"] for each in figure["steps"]),
        is_unknown=not any(ends.values()),
        has_unknown=any(
            each["basis"] == "UNKNOWN" and each["reason"] not in ("part_unknown", "no_data") for each in figure["parts"]
        ),
        has_facts=any(each["what"] not in ("claim", "activity") for each in figure["parts"]),
        **ends,
    )


def _one(lines: Mapping[tuple[str, str], Line], kind: FigureKind) -> Line:
    found = lines.get((kind.value, ""))
    if found is None and kind is FigureKind.ATTENDANCES:
        found = lines.get((FigureKind.PEOPLE.value, ""))
    return found or line_of(plain_figure(no_data(kind), page_language()))


def _beside(claims: Sequence[Mapping[str, Any]], lines: Mapping[tuple[str, str], Line]) -> list[Beside]:
    """The numbers printed elsewhere, figure by figure; ours first where facts were noted."""
    by_figure: defaultdict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for each in claims:
        by_figure[each["activity"], each["figure"]].append(each)
    names, found = figure_names(), []
    for (_activity, figure), its in by_figure.items():
        ours = lines.get((figure, ""))
        told = {(each["low"], each["value"], each["high"]) for each in its}
        found.append(
            Beside(
                name=names.get(figure, figure),
                ours=ours.amount if ours is not None and ours.has_facts else "",
                printed=tuple(_printed(each) for each in its),
                differ=len(told) > 1,
                is_chosen=any(each["why"] for each in its),
            )
        )
    return found


def _printed(claim: Mapping[str, Any]) -> Printed:
    day = claim["published_on"]
    return Printed(
        claim["text"],
        claim["source"],
        claim["url"] if claim["url"].startswith(("https://", "http://")) else "",
        date.fromisoformat(day) if day else None,
        claim["why"],
        claim["fact"],
    )


def _chart(classes: Sequence[Line]) -> Chart | None:
    """Kilograms by class, each from its least to its most; nothing to draw where no number is known."""
    return range_chart(
        _("Rác thu được theo loại"),
        [(_class_of(each), (each.low, each.best, each.high)) for each in classes],
        heading=_("Loại rác"),
        unit="kg",
        places=1,
        least=1,
    )


def _class_of(line: Line) -> str:
    """The class alone: the figure's name stands in the title already."""
    name = line.name.partition(", ")[2] or line.name
    scheme = line.detail.partition(":")[0]
    return name[:1].upper() + name[1:] + ("" if scheme == LAW or "@" in scheme else f" ({scheme})")


def parties_by_role(activities: Iterable[int]) -> list[tuple[str, list[tuple[str, int]]]]:
    """Who took part, role by role: those that count, each with the number of activities."""
    rows = ActivityParty.objects.filter(activity__in=list(activities), state__in=COUNTED).order_by("position", "pk")
    names: dict[tuple[str, str], str] = {}
    where: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for row in rows:
        key = (row.role, key_of_party(row))
        names.setdefault(key, row.name)
        where[key].add(row.activity_id)
    return [
        (str(label), [(names[key], len(where[key])) for key in names if key[0] == role])
        for role, label in PartyRole.choices
        if any(key[0] == role for key in names)
    ]


def titles_of(activities: Iterable[str | int]) -> list[Activity]:
    """Activities by their numbers, the latest first."""
    found = Activity.objects.filter(pk__in={int(each) for each in activities}).select_related("bloc", "unit")
    return list(found.order_by("-held_on", "pk"))


def figures_of(activity: Activity, now: datetime) -> dict[str, Any]:
    """The chief figures of an activity, for a part of its page."""
    found = figures_now(of_activity(activity), now, loaded=activity)
    shown = show_report(found.said(page_language()), chief_of(activity.kind)) if found is not None else None
    return {"found": found, "shown": shown}
