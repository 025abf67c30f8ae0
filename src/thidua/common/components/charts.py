"""Charts: a few plain kinds drawn by charts.js from JSON, always with a table that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.template import Context
from django.utils.translation import gettext as _

from thidua.common.components.ids import next_id
from thidua.common.components.texts import no_break, number

KINDS = {"dots", "bars", "stacked", "line", "ranges"}
Figure = int | Decimal | Fraction | float | None


@dataclass(frozen=True, slots=True)
class Series:
    """One set of figures, one for each label; None is missing and is said so.

    `tone` names a colour of the palette (red, blue, violet, grey, teal, ochre) or a state (done, doing, missing).
    """

    name: str
    values: Sequence[Figure]
    tone: str = "red"


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: `dots` on a named scale, `bars`, `stacked` bars, a `line` over time, or `ranges`: of three series,
    lowest, best and highest, a bar from the first to the last with a dot at the best.

    `missing` are the words at a label without a figure (“chưa nộp”); `unit_of_one` is the unit of exactly one, where
    that is another word. `note` gives source, day and status.
    """

    title: str
    kind: str
    labels: Sequence[str]
    series: Sequence[Series]
    label_heading: str = ""
    unit: str = ""
    note: str = ""
    missing: str = ""
    lowest: float | None = None
    highest: float | None = None
    highest_name: str = ""
    places: int | None = None
    unit_of_one: str = ""


Ends = tuple[str | None, str | None, str | None]
"""Lowest, best and highest as exact text, each None where it is not known."""


def range_series(ends: Sequence[Ends]) -> list[Series]:
    """The three series of `ranges`, from what is known of each label."""
    values = [[None if text is None else Fraction(text) for text in its] for its in ends]
    lowest, best, highest = ([its[at] for its in values] for at in range(3))
    return [
        Series(_("Ít nhất"), lowest, "blue"),
        Series(_("Khoảng"), best, "red"),
        Series(_("Nhiều nhất"), highest, "blue"),
    ]


def range_note() -> str:
    """How `ranges` are read."""
    return _("Thanh từ số ít nhất đến số nhiều nhất, chấm là số gần đúng nhất; chỉ có ít nhất thì vẽ tam giác.")


def range_chart(
    title: str, rows: Sequence[tuple[str, Ends]], *, heading: str, unit: str, places: int | None = None, least: int = 2
) -> Chart | None:
    """Labels beside each other, each from its least to its most; None where fewer than `least` of them are known."""
    if sum(any(ends) for _label, ends in rows) < least:
        return None
    return Chart(
        title=title,
        kind="ranges",
        labels=[label for label, _ends in rows],
        series=range_series([ends for _label, ends in rows]),
        label_heading=heading,
        unit=unit,
        places=places,
        note=range_note(),
        missing=_("chưa biết"),
    )


def chart_context(context: Context, chart: Chart, *, level: int = 2) -> dict[str, Any]:
    """What `_chart.html` needs: the figures for the script and the same figures as a table."""
    if chart.kind not in KINDS:
        raise ValueError(f"{chart.kind!r} is not a kind of chart: {', '.join(sorted(KINDS))}.")
    for series in chart.series:
        if len(series.values) != len(chart.labels):
            raise ValueError(f"{series.name}: {len(series.values)} figures for {len(chart.labels)} labels.")
    missing = chart.missing or _("chưa có số liệu")
    rows = [
        {
            "label": label,
            "cells": [
                {"text": missing if each is None else number(each, chart.places), "missing": each is None}
                for each in (series.values[place] for series in chart.series)
            ],
        }
        for place, label in enumerate(chart.labels)
    ]
    data = {
        "kind": chart.kind,
        "title": chart.title,
        "labels": [no_break(label) for label in chart.labels],
        "series": [
            {"name": each.name, "tone": each.tone, "values": [_plain(value) for value in each.values]}
            for each in chart.series
        ],
        "missing": missing,
        "unit": chart.unit,
        "lowest": chart.lowest,
        "highest": chart.highest,
        "highestName": chart.highest_name,
        "places": chart.places,
    }
    return {
        "chart": chart,
        "data": data,
        "rows": rows,
        "chart_id": next_id(context, "chart"),
        "level": level,
    }


def _plain(value: Figure) -> float | None:
    # Pixels need no exact fractions; the table beside the drawing prints the exact figure.
    return None if value is None else float(value)
