"""What was done together in the year, and what was received for it: activities with their results, awards.

A number that is reckoned from what was noted is told from there, with its range and how it is known. What somebody
typed as a result stands beside it only where it is none of these figures.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from thidua.activities.enums import COUNTED, ActivityState, PartyRole
from thidua.activities.facts.telling import Told, figure_meant, told_of
from thidua.activities.models import Activity, ActivityOutput, ActivityParty
from thidua.campaigns.models import Cycle
from thidua.campaigns.models.exact import read_exact
from thidua.common import clock
from thidua.common.components.texts import moment
from thidua.common.http.addresses import address_of
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import Precision
from thidua.records.models import UnitAward
from thidua.records.queries import awards_of_bloc
from thidua.yearbook.facts.proofs import Proofs
from thidua.yearbook.facts.sentences import Sentence, Source, sentence
from thidua.yearbook.facts.wording import figure_words, listing

ORGANISERS = {PartyRole.ORGANISER, PartyRole.CO_ORGANISER, PartyRole.LOCAL_AUTHORITY}


class Party(NamedTuple):
    """Who took part, as far as a report tells it."""

    activity: int
    pk: int
    state: str
    role: str
    name: str

    @property
    def counts(self) -> bool:
        """Whether it may be named as one that took part."""
        return self.state in COUNTED


class Result(NamedTuple):
    """A result that somebody typed."""

    indicator: str
    value_exact: str
    unit_of_measure: str

    @property
    def value(self) -> Fraction | None:
        """The figure; None when nobody knows it."""
        return read_exact(self.value_exact)


@dataclass(frozen=True, slots=True)
class Deed:
    """An activity with its parties and its typed results: together a large bloc's year has thousands of them."""

    activity: Activity
    parties: list[Party]
    results: list[Result]

    @property
    def pk(self) -> int:
        """The activity's."""
        return self.activity.pk


def deed_facts(cycle: Cycle) -> dict[str, Any]:
    """The activities that count for the year and the awards its units received."""
    activities = activities_of(cycle, None)
    told = _told_of(activities)
    return {
        "activities": [_activity(each, told.get(each.pk, Told())) for each in activities],
        "awards": [_award(each) for each in awards_of_bloc(cycle.bloc_id, cycle.year)],
    }


def activities_of(cycle: Cycle, until: date | None) -> list[Deed]:
    """Activities held in the year, in the order of their days; with `until` only those known to be held by then. Three
    queries.
    """
    held = Activity.objects.filter(credits__cycle=cycle, state=ActivityState.HELD)
    rows: Iterable[Activity] = held.select_related("movement").order_by("held_on", "pk")
    if until is not None:
        rows = [row for row in rows if (latest := row.held_on.latest) is not None and latest <= until]
    activities = {row.pk: row for row in rows}
    parties, results = _parties_of(activities), _results_of(activities)
    return [Deed(row, parties[pk], results[pk]) for pk, row in activities.items()]


def _parties_of(activities: Collection[int]) -> dict[int, list[Party]]:
    found: dict[int, list[Party]] = {pk: [] for pk in activities}
    rows = ActivityParty.objects.filter(activity__in=list(activities)).order_by("position", "pk")
    for row in rows.values_list("activity", "pk", "state", "role", "name"):
        found[row[0]].append(Party(*row))
    return found


def _results_of(activities: Collection[int]) -> dict[int, list[Result]]:
    found: dict[int, list[Result]] = {pk: [] for pk in activities}
    rows = ActivityOutput.objects.filter(activity__in=list(activities)).order_by("position", "pk")
    for activity, *words in rows.values_list("activity", "indicator", "value_exact", "unit_of_measure"):
        found[activity].append(Result(*words))
    return found


def _told_of(deeds: Iterable[Deed]) -> dict[int, Told]:
    of_each = {each.pk: each for each in deeds}
    parties = {
        pk: [(row.activity, row.pk, row.state, row.role) for row in each.parties] for pk, each in of_each.items()
    }
    return told_of([each.activity for each in of_each.values()], clock.now(), parties)


def activity_sentences(deeds: Sequence[Deed], proofs: Proofs) -> Iterable[Sentence]:
    """One sentence on each activity, then on its figures and its other results; what nobody counted is said to be
    unknown.
    """
    figures = _told_of(deeds)
    for deed in deeds:
        activity = deed.activity
        source = Source("Hoạt động", activity.title, address_of("activity", activity.pk))
        proven = [source, *proofs[Reference("activity", activity.pk)]]
        yield sentence(_told(deed), proven)
        if activity.summary:
            yield sentence(activity.summary, [source])
        told = figures.get(activity.pk, Told())
        yield from _figures(activity, told, source)
        others = [result for result in deed.results if not told.replaces(result)]
        if others:
            results = listing(f"{result.indicator}: {_figure(result)}" for result in others)
            yield sentence(f"{'Kết quả khác' if told.lines else 'Kết quả'}: {results}.", proven)


def _figures(activity: Activity, told: Told, source: Source) -> Iterable[Sentence]:
    """The chief figures with the entries that they stand on."""
    page = address_of("activity_impact", activity.pk)
    if told.is_being_reckoned:
        yield sentence("Số liệu đang tính lại.", [source, Source("Số liệu", activity.title, page)])
    if not told.lines:
        return
    since = f", tính lúc {moment(told.old_since)}, chưa gồm bản ghi sau đó" if told.old_since else ""
    entries = f"{activity.title}, {told.facts} bản ghi{since}"
    asked = "; còn điều cần hỏi lại về số liệu" if told.asks else ""
    yield sentence(f"Số liệu: {listing(told.lines)}{asked}.", [source, Source("Số liệu", entries, page)])


def award_sentences(awards: Iterable[UnitAward], proofs: Proofs) -> Iterable[Sentence]:
    """One sentence on each award; who received it and by which decision may be unknown."""
    for award in awards:
        receiver = f"Một đơn vị của {award.bloc.name}" if award.bloc else award.receiver
        number = f"Quyết định số {award.decision_number}" if award.decision_number else "chưa rõ số quyết định"
        source = Source("Khen thưởng", str(award), address_of("award", award.pk))
        text = f"{receiver} được nhận {award.name} ({number}, {award.decided_on})."
        yield sentence(text, [source, *proofs[Reference("award", award.pk)]])


def _told(deed: Deed) -> str:
    activity = deed.activity
    organisers = [party.name for party in deed.parties if party.role in ORGANISERS and party.counts]
    when = f"{_when(activity)}, " if activity.held_on.precision != Precision.UNKNOWN else ""
    who = f"{listing(organisers)} tổ chức" if organisers else "Khối tổ chức"
    where = f" tại {activity.place}" if activity.place else ""
    message = f" với thông điệp “{activity.message}”" if activity.message else ""
    unknown = "" if when else " (chưa rõ ngày)"
    return f"{when}{who} hoạt động “{activity.title}”{where}{message}{unknown}."


def _when(activity: Activity) -> str:
    words = str(activity.held_on)
    return f"Ngày {words}" if activity.held_on.precision == Precision.DAY else words.capitalize()


def _figure(result: Result) -> str:
    words = figure_words(result.value, result.unit_of_measure)
    if words is None:
        return "chưa có số liệu"
    return f"{words} (ghi tay, chưa có bản ghi cân, đếm)" if figure_meant(result) else words


def _activity(deed: Deed, told: Told) -> dict[str, Any]:
    activity = deed.activity
    return {
        "title": activity.title,
        "when": str(activity.held_on),
        "place": activity.place or None,
        "message": activity.message or None,
        "movement": activity.movement.name if activity.movement else None,
        "parties": listing(party.name for party in deed.parties if party.counts),
        "summary": activity.summary,
        "outputs": [
            *(
                {"indicator": name, "value": value}
                for name, _colon, value in (line.partition(": ") for line in told.lines)
            ),
            *(
                {"indicator": result.indicator, "value": _figure(result) if result.value is not None else None}
                for result in deed.results
                if not told.replaces(result)
            ),
        ],
    }


def _award(award: UnitAward) -> dict[str, Any]:
    return {
        "holder": f"Một đơn vị của {award.bloc.name}" if award.bloc else award.receiver,
        "honour": award.name,
        "number": award.decision_number or None,
        "when": str(award.decided_on),
        "issuer": award.issuer or None,
    }
