"""What was done together in the year, and what was received for it: activities with their results, awards.

A number that is reckoned from what was noted is told from there, with its range and how it is known. What somebody
typed as a result stands beside it only where it is none of these figures.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from thidua.activities.enums import ActivityState, PartyRole
from thidua.activities.facts.telling import Told, figure_meant, told_of
from thidua.activities.models import Activity, ActivityOutput
from thidua.campaigns.models import Cycle
from thidua.common import clock
from thidua.common.components.texts import moment
from thidua.common.references import Reference
from thidua.core.vietnam.partial_dates import Precision
from thidua.records.models import UnitAward
from thidua.records.queries import awards_of_bloc
from thidua.yearbook.facts.proofs import Proofs
from thidua.yearbook.facts.sentences import Sentence, Source, sentence
from thidua.yearbook.facts.wording import figure_words, listing

ORGANISERS = {PartyRole.ORGANISER, PartyRole.CO_ORGANISER, PartyRole.LOCAL_AUTHORITY}


def deed_facts(cycle: Cycle) -> dict[str, Any]:
    """The activities that count for the year and the awards its units received."""
    activities = activities_of(cycle, None)
    told = told_of(activities, clock.now())
    return {
        "activities": [_activity(each, told.get(each.pk, Told())) for each in activities],
        "awards": [_award(each) for each in awards_of_bloc(cycle.bloc_id, cycle.year)],
    }


def activities_of(cycle: Cycle, until: date | None) -> list[Activity]:
    """Activities held in the year, in the order of their days; with `until` only those known to be held by then."""
    held = Activity.objects.filter(credits__cycle=cycle, state=ActivityState.HELD)
    rows = held.select_related("movement").prefetch_related("parties", "outputs").order_by("held_on", "pk")
    if until is None:
        return list(rows)
    return [row for row in rows if (latest := row.held_on.latest) is not None and latest <= until]


def activity_sentences(activities: Sequence[Activity], proofs: Proofs) -> Iterable[Sentence]:
    """One sentence on each activity, then on its figures and its other results; what nobody counted is said to be
    unknown.
    """
    figures = told_of(activities, clock.now())
    for activity in activities:
        source = Source("Hoạt động", activity.title, reverse("activity", args=[activity.pk]))
        proven = [source, *proofs[Reference("activity", activity.pk)]]
        yield sentence(_told(activity), proven)
        if activity.summary:
            yield sentence(activity.summary, [source])
        told = figures.get(activity.pk, Told())
        yield from _figures(activity, told, source)
        outputs = [output for output in activity.outputs.all() if not told.replaces(output)]
        if outputs:
            results = listing(f"{output.indicator}: {_figure(output)}" for output in outputs)
            yield sentence(f"{'Kết quả khác' if told.lines else 'Kết quả'}: {results}.", proven)


def _figures(activity: Activity, told: Told, source: Source) -> Iterable[Sentence]:
    """The chief figures with the entries that they stand on."""
    page = reverse("activity_impact", args=[activity.pk])
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
        source = Source("Khen thưởng", str(award), reverse("award", args=[award.pk]))
        text = f"{receiver} được nhận {award.name} ({number}, {award.decided_on})."
        yield sentence(text, [source, *proofs[Reference("award", award.pk)]])


def _told(activity: Activity) -> str:
    organisers = [
        party.name for party in activity.parties.all() if party.counts and PartyRole(party.role) in ORGANISERS
    ]
    when = f"{_when(activity)}, " if activity.held_on.precision != Precision.UNKNOWN else ""
    who = f"{listing(organisers)} tổ chức" if organisers else "Khối tổ chức"
    where = f" tại {activity.place}" if activity.place else ""
    message = f" với thông điệp “{activity.message}”" if activity.message else ""
    unknown = "" if when else " (chưa rõ ngày)"
    return f"{when}{who} hoạt động “{activity.title}”{where}{message}{unknown}."


def _when(activity: Activity) -> str:
    words = str(activity.held_on)
    return f"Ngày {words}" if activity.held_on.precision == Precision.DAY else words.capitalize()


def _figure(output: ActivityOutput) -> str:
    words = figure_words(output.value, output.unit_of_measure)
    if words is None:
        return "chưa có số liệu"
    return f"{words} (ghi tay, chưa có bản ghi cân, đếm)" if figure_meant(output) else words


def _activity(activity: Activity, told: Told) -> dict[str, Any]:
    return {
        "title": activity.title,
        "when": str(activity.held_on),
        "place": activity.place or None,
        "message": activity.message or None,
        "movement": activity.movement.name if activity.movement else None,
        "parties": listing(party.name for party in activity.parties.all() if party.counts),
        "summary": activity.summary,
        "outputs": [
            *(
                {"indicator": name, "value": value}
                for name, _colon, value in (line.partition(": ") for line in told.lines)
            ),
            *(
                {"indicator": output.indicator, "value": _figure(output) if output.value is not None else None}
                for output in activity.outputs.all()
                if not told.replaces(output)
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
