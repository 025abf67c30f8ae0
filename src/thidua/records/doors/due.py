"""What record books put into “Việc cần làm”: one line for the officer of a unit whose books ask something, one for
whoever said that years are told in full and is asked again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.core.cache import caches
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.audit.queries import mark_of_all
from thidua.common.actor import Actor, Role, person_of
from thidua.common.due import DueGroup, DueItem, register_due_source
from thidua.organisations.models import Person, Unit, UnitMembership
from thidua.organisations.models.dated import holding_on
from thidua.records.facts.doubts import KINDS, DoubtKind, doubts_of_many
from thidua.records.models import RecordBook, ReopenedTelling
from thidua.records.policies.tellings import may_tell_somewhere, reopened_visible_to

MOST_PEOPLE = 500
"""People whose books are read for the home page; whose unit has more looks at the page of doubts itself."""
MOST_TELLINGS = 99
"""Tellings that are counted; of more it is said that they are more."""


def open_doors() -> None:
    """Register the sources."""
    register_due_source(due_doubts, _books)
    register_due_source(due_tellings, _reopened)


def _reopened(actor: Actor, today: date) -> QuerySet[ReopenedTelling]:
    """What the actor himself told in full, and what a line speaks against since, while he speaks for somebody."""
    if not may_tell_somewhere(actor):
        return ReopenedTelling.objects.none()
    said = Q(fully_told__said_by_person=person_of(actor) or 0) | Q(telling__said_by_person=person_of(actor) or 0)
    return reopened_visible_to(actor).filter(said, confirmed_at=None)


def due_tellings(actor: Actor, today: date) -> list[DueItem]:
    """Whoever said that years are told in full is asked again, in one line."""
    rows = list(_reopened(actor, today)[: MOST_TELLINGS + 1])
    if not rows:
        return []
    title = ngettext(
        "Xem lại %(number)s lời xác nhận đã ghi đủ", "Xem lại %(number)s lời xác nhận đã ghi đủ", len(rows)
    )
    number = str(len(rows)) if len(rows) <= MOST_TELLINGS else _("hơn %(most)s") % {"most": MOST_TELLINGS}
    url = reverse("reopened_tellings")
    return [
        DueItem(
            DueGroup.MINE,
            title % {"number": number},
            url,
            _("Xem lại"),
            None,
            fact=_("Sổ có thêm dòng vào những năm anh/chị đã nói là đủ"),
            context=str(rows[0].person or rows[0].unit),
            agency=rows[0].agency_id,
            action_url=url,
            icon="list-check",
        )
    ]


def _members(actor: Actor, today: date) -> QuerySet[UnitMembership]:
    return UnitMembership.objects.filter(holding_on(today), unit__in=actor.units_as(Role.UNIT_OFFICER))


def _books(actor: Actor, today: date) -> QuerySet[RecordBook]:
    units = actor.units_as(Role.UNIT_OFFICER)
    if not units:
        return RecordBook.objects.none()
    own = Q(unit__in=units) | Q(person__in=_members(actor, today).values("person"))
    return RecordBook.objects.filter(own)


def _counted(actor: Actor, units: Sequence[Unit], today: date) -> Counter[DoubtKind]:
    """How many doubts of each kind stand open; reckoned anew once anything was done anywhere."""
    key = f"doubts-{sorted(each.pk for each in units)}-{today.isoformat()}-{mark_of_all()}".replace(" ", "")
    found: Counter[DoubtKind] | None = caches["pages"].get(key)
    if found is None:
        found = Counter()
        people = list(Person.objects.filter(pk__in=_members(actor, today).values("person"))[: MOST_PEOPLE + 1])
        for agency in sorted({each.agency_id for each in units}) if len(people) <= MOST_PEOPLE else ():
            own = [each for each in people if each.agency_id == agency]
            for _subject, doubts in doubts_of_many(own, [each for each in units if each.agency_id == agency], today):
                found.update(each.kind for each in doubts)
        caches["pages"].set(key, found)
    return found


def due_doubts(actor: Actor, today: date) -> list[DueItem]:
    """How much there is to look at, in one line; nothing where nothing is doubtful."""
    units = list(Unit.objects.filter(pk__in=actor.units_as(Role.UNIT_OFFICER), ended_on=None).order_by("sort_key"))
    kinds = _counted(actor, units, today)
    number = kinds.total()
    if not number:
        return []
    title = ngettext(
        "Xem lại %(number)s điều trong sổ thành tích", "Xem lại %(number)s điều trong sổ thành tích", number
    )
    url = reverse("all_doubts")
    return [
        DueItem(
            DueGroup.MINE,
            title % {"number": number},
            url,
            _("Xem lại"),
            None,
            fact=str(KINDS[kinds.most_common(1)[0][0]]),
            context=", ".join(each.name for each in units),
            agency=units[0].agency_id,
            action_url=url,
            icon="book",
        )
    ]
