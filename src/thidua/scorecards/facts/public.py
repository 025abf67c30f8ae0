"""What the public may read of a year's ranking: units in their order, at most with their points; nobody's name, no word
of why a unit is not ranked. And whether the record says otherwise since.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from thidua.core.scoring.numbers import round_half_up
from thidua.publishing.models import Snapshot
from thidua.scorecards.enums import Shown
from thidua.scorecards.facts.places import counted_total, print_apart
from thidua.scorecards.models import Scheme
from thidua.scorecards.queries.outcomes import Outcome, names_of_units, outcomes_of, published_schemes
from thidua.scorecards.queries.tables import table_of

PLACES = 4
"""Decimals of the total as it is stored."""


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """One unit in the order of its group. A unit that is not ranked has neither grade nor total here: one that is
    stopped was not settled.
    """

    unit: str
    rank: int | None
    grade: str
    total: Fraction | None
    outcome: Outcome


Groups = list[tuple[str, list[PublicPlace]]]
"""Name of each group with its places, ranked units first."""


def groups_of(scheme: Scheme) -> Groups:
    """The final order of a published table: three queries."""
    outcomes = outcomes_of([scheme.pk]).get(scheme.pk, [])
    names = names_of_units({scheme.pk: _day_of(scheme)}, [each.card.unit_id for each in outcomes])
    return _grouped(scheme.pk, outcomes, names)


def ranking_title(scheme: Scheme) -> str:
    """What its page is called: in Vietnamese, as the names on it are."""
    with translation.override("vi"):
        words = _("Kết quả xếp hạng năm %(year)s: %(bloc)s")
    return (words % {"year": scheme.cycle.year, "bloc": scheme.cycle.bloc.name})[:300]


def ranking_body(scheme: Scheme, groups: Groups, shown: Shown) -> dict[str, Any]:
    """Plain JSON that stands without the record: the table's name and the texts it cites, the day of the publication
    inside the bloc, each group in its order; exact totals only where points are shown.
    """
    bloc = scheme.cycle.bloc
    return {
        "vi": {
            "year": scheme.cycle.year,
            "bloc": bloc.name,
            "bloc_subject": bloc.pk,
            "council": bloc.agency.council_name or bloc.agency.name,
            "scheme": scheme.title,
            "sources": [_words_of(each) for each in scheme.document.get("legal_basis") or []],
            "final_on": _day_of(scheme).isoformat(),
            "shows_points": shown == Shown.POINTS,
            "groups": [
                {"name": name, "places": _told(scheme, places, with_points=shown == Shown.POINTS)}
                for name, places in groups
            ],
        }
    }


def differing(pages: Iterable[Snapshot]) -> list[Snapshot]:
    """Those of these published rankings of which the record says otherwise now, or whose scores are published inside
    their bloc no longer: four queries for all.
    """
    pages = list(pages)
    schemes = published_schemes([page.subject for page in pages])
    outcomes = outcomes_of([scheme.pk for scheme in schemes.values()])
    units = {each.card.unit_id for rows in outcomes.values() for each in rows}
    names = names_of_units({scheme.pk: _day_of(scheme) for scheme in schemes.values()}, units)
    found = []
    for page in pages:
        scheme = schemes.get(page.subject)
        told = page.body["vi"]
        if scheme is None or told["final_on"] != _day_of(scheme).isoformat():
            found.append(page)
            continue
        groups = _grouped(scheme.pk, outcomes.get(scheme.pk, []), names)
        if _marks(groups, with_points=told["shows_points"]) != _marks_told(told):
            found.append(page)
    return found


def is_different(page: Snapshot) -> bool:
    """The same of one version; one that does not stand tells nobody anything."""
    return page.stands and bool(differing([page]))


def _grouped(scheme_id: int, outcomes: Sequence[Outcome], names: Mapping[tuple[int, int], str]) -> Groups:
    groups: dict[str, list[PublicPlace]] = {}
    for each in outcomes:
        rank = each.result.rank if each.result is not None else None
        is_ranked = each.result is not None and rank is not None
        place = PublicPlace(
            unit=names.get((scheme_id, each.card.unit_id), each.card.unit.name),
            rank=rank,
            grade=each.result.grade if is_ranked and each.result is not None else "",
            total=Fraction(each.result.total) if is_ranked and each.result and each.result.total is not None else None,
            outcome=each,
        )
        groups.setdefault(each.card.group, []).append(place)
    return [
        (name, sorted(places, key=lambda place: (place.rank is None, place.rank or 0)))
        for name, places in groups.items()
    ]


def _told(scheme: Scheme, places: Sequence[PublicPlace], *, with_points: bool) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [{"unit": each.unit, "rank": each.rank, "grade": each.grade} for each in places]
    if with_points:
        table = table_of(scheme)
        exact = [counted_total(table, each.outcome.result) if each.rank is not None else None for each in places]
        words = print_apart(exact, table.rounding.total)
        for row, total, text in zip(rows, exact, words, strict=True):
            row |= {"points": text or "", "exact": str(total) if total is not None else ""}
    return rows


Mark = tuple[str, str, int | None, str, Fraction | None]


def _marks(groups: Groups, *, with_points: bool) -> list[Mark]:
    """What may not differ, in order: group, unit, rank, grade, and the total where it is public."""
    return [
        (name, each.unit, each.rank, each.grade, each.total if with_points else None)
        for name, places in groups
        for each in places
    ]


def _marks_told(told: Mapping[str, Any]) -> list[Mark]:
    return [
        (group["name"], each["unit"], each["rank"], each["grade"], _stored(each.get("exact", "")))
        for group in told["groups"]
        for each in group["places"]
    ]


def _stored(exact: str) -> Fraction | None:
    return round_half_up(Fraction(exact), PLACES) if exact else None


def _words_of(cited: Any) -> str:
    return str(cited.get("text") or "") if isinstance(cited, Mapping) else str(cited)


def _day_of(scheme: Scheme) -> date:
    at: datetime | None = scheme.published_at
    assert at is not None
    return timezone.localtime(at).date()
