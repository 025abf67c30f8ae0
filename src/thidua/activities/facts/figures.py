"""Figures of a selection, reckoned from its facts by the core; as they are kept and as pages take them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from thidua.activities.enums import FactKind
from thidua.activities.facts.organisations import key_of, key_of_party
from thidua.activities.facts.records import facts_of
from thidua.activities.facts.selections import Selection, Stamp, chosen_in, stamp_of, with_all_in
from thidua.activities.models import Activity, ActivityFigures, FieldFact, ParticipantParty
from thidua.activities.queries import CREDITS, PARTIES
from thidua.core.impact.amounts import Amount
from thidua.core.impact.desk import Knowledge
from thidua.core.impact.facts import Claim
from thidua.core.impact.figure import FindingKind
from thidua.core.impact.plain import plain_amount, plain_report
from thidua.core.impact.register import Register, build_register
from thidua.core.impact.reports import Report, report
from thidua.core.impact.words import words_of

SMALL = 1_000
"""Up to so many facts are reckoned while a page is made or an entry is saved; more are left to a job."""
MOST_FINDINGS = 200
"""So many are kept in words; how many there are is kept besides."""
PEOPLE = Prefetch("participants__parties", ParticipantParty.objects.select_related("party"))
ROW = ("activity", "code", "kind", "body", "supersedes", "is_void", "noted_at", "skew", "noted_by", "phone")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Figures with what they stand on. `is_old`: facts came since, and these figures do not know them."""

    data: Mapping[str, Any]
    digest: str
    facts: int
    last_fact: int
    reckoned_at: datetime
    reckoned_on: date
    is_old: bool = False
    stamp: str = ""

    def said(self, language: str) -> Mapping[str, Any]:
        """The figures in a language of the pages; Vietnamese where there is no such one."""
        found: Mapping[str, Any] = self.data.get(language) or self.data["vi"]
        return found


def figures_now(selection: Selection, now: datetime, loaded: Activity | None = None) -> Reckoning | None:
    """The figures of a selection as they are now; of a large one those that are kept, which may be old.

    None: a large selection that was never reckoned; a job is about to. `loaded` is the one activity of the selection,
    with its parties and credits, where the caller has it at hand: if no other record hangs on it, it is not read again.
    """
    inside, on = with_all_in(chosen_in(selection)), timezone.localtime(now).date()
    alone = loaded if loaded is not None and inside == {loaded.pk} else None
    stamp = stamp_of(inside, on, alone)
    kept = kept_figures(selection)
    if kept is not None and still_holds(kept, stamp, on):
        return read_kept(kept, is_old=False)
    if stamp.facts <= SMALL:
        return reckon(selection, now, inside=inside, stamp=stamp, activities=[alone] if alone is not None else None)
    return read_kept(kept, is_old=True) if kept is not None else None


def still_holds(kept: ActivityFigures, stamp: Stamp, on: date) -> bool:
    """Whether kept figures are those of the day `on`: they stand on the same, and a day that they waited for has not
    come since.
    """
    return kept.stamp == stamp.text and (kept.reckoned_on == on or not kept.data["vi"].get("waits", False))


def kept_figures(selection: Selection) -> ActivityFigures | None:
    """The figures that were kept last."""
    return ActivityFigures.objects.filter(
        agency=selection.agency, of=selection.of, subject=selection.subject, year=selection.year
    ).first()


def reckon(
    selection: Selection,
    now: datetime,
    *,
    inside: Collection[int] | None = None,
    stamp: Stamp | None = None,
    activities: Sequence[Activity] | None = None,
    noted: Mapping[int, Sequence[FieldFact]] | None = None,
) -> Reckoning:
    """The figures of a selection from its facts. What the caller has at hand is not read again: all activities inside,
    with their parts, and what was `noted` in them.
    """
    chosen = chosen_in(selection)
    inside = with_all_in(chosen) if inside is None else inside
    on = timezone.localtime(now).date()
    stamp = stamp_of(inside, on) if stamp is None else stamp
    activities = activities_with_parts(inside) if activities is None else activities
    if noted is None:
        noted = noted_in(activities) if stamp.facts else {}
    register = build_register(facts_of(each, noted.get(each.pk, ()), inside) for each in activities)
    found = report(register, (str(pk) for pk in chosen), Knowledge(on=on))
    data = {code: _plain(found, register, code, activities) for code, _name in settings.LANGUAGES}
    return Reckoning(data, digest_of(data["vi"]), stamp.facts, stamp.last_fact, now, on, stamp=stamp.text)


def activities_with_parts(pks: Collection[int]) -> list[Activity]:
    """Activities with all that facts are made of but the list of people, the first recorded first."""
    rows = Activity.objects.filter(pk__in=pks).select_related("bloc", "unit")
    return list(rows.prefetch_related(PARTIES, CREDITS).order_by("pk"))


def register_of(pks: Collection[int]) -> Register:
    """The register of these activities with their facts."""
    activities = activities_with_parts(pks)
    noted = noted_in(activities)
    inside = {each.pk for each in activities}
    return build_register(facts_of(each, noted.get(each.pk, ()), inside) for each in activities)


def noted_in(activities: Collection[Activity]) -> dict[int, list[FieldFact]]:
    """What was noted, by activity, the oldest first; the lists of people come with the activities that need them."""
    rows: defaultdict[int, list[FieldFact]] = defaultdict(list)
    with_people: set[int] = set()
    for row in FieldFact.objects.filter(activity__in=activities).order_by("pk").only(*ROW):
        rows[row.activity_id].append(row)
        if row.kind == FactKind.PRESENCE:
            with_people.add(row.activity_id)
    listed = [each for each in activities if each.pk in with_people]
    prefetch_related_objects(listed, PEOPLE)  # names are read where people were noted
    return dict(rows)


def digest_of(said: Mapping[str, Any]) -> str:
    """A digest of the figures alone: how much, known in which way. Words, findings and days do not enter it."""
    keys = ("kind", "detail", "low", "best", "high", "parts")
    told = [{key: each[key] for key in keys} for each in said["figures"]]
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def names_of(activities: Iterable[Activity], language: str) -> dict[str, str]:
    """What codes in figures are called: classes and items, organisations, activities."""
    own = words_of(language)["details"]
    names = {code: name for code, name in Knowledge(on=date.max).names().items() if language == "vi" or code not in own}
    for activity in activities:
        names[str(activity.pk)] = activity.title
        names[key_of(activity.home)] = str(activity.home)
        names |= {key_of_party(party): party.name for party in activity.parties.all()}
    return names


def _plain(found: Report, register: Register, language: str, activities: Collection[Activity]) -> dict[str, Any]:
    plain = plain_report(found, language, names_of(activities, language))
    questions = sum(1 for each in found.findings if each.is_question)
    plain["questions"], plain["problems"] = questions, len(found.findings) - questions
    plain["findings"] = plain["findings"][:MOST_FINDINGS]
    plain["waits"] = any(each.kind is FindingKind.IN_THE_FUTURE for each in found.findings)
    inside = [code for root in found.roots for code in register.tree(root)]
    plain["counted"] = inside
    plain["claims"] = [
        _claim(code, fact) for code in inside for fact in register.activities[code].facts if isinstance(fact, Claim)
    ]
    return plain


def _claim(activity: str, claim: Claim) -> dict[str, Any]:
    amounts = {key: _text(getattr(claim, key)) for key in ("low", "value", "high")}
    return {
        "activity": activity,
        "fact": claim.code,
        "figure": claim.figure,
        "text": claim.text,
        "source": claim.source,
        "url": claim.url,
        "published_on": claim.published_on.isoformat() if claim.published_on else None,
        "why": claim.chosen_because,
        **amounts,
    }


def _text(value: Fraction | None) -> str | None:
    """An exact number as the figures write it."""
    if value is None:
        return None
    plain = plain_amount(Amount.exactly(abs(value)))["best"]
    return f"-{plain}" if value < 0 else plain


def read_kept(kept: ActivityFigures, *, is_old: bool) -> Reckoning:
    """Kept figures as pages take them."""
    return Reckoning(
        kept.data,
        kept.digest,
        kept.facts,
        kept.last_fact,
        kept.reckoned_at,
        kept.reckoned_on,
        is_old=is_old,
        stamp=kept.stamp,
    )
