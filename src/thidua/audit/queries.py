"""Reading history."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from thidua.audit.chain import GENESIS
from thidua.audit.models import INSTALLATION, REFUSED, AuditEntry, ChainHead
from thidua.core.vietnam.names import fold


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain, as minutes print it."""

    agency: int
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted; what is empty asks for nothing. `actions` None: any act."""

    since: date | None = None
    until: date | None = None
    who: str = ""
    what: str = ""
    actions: tuple[str, ...] | None = None
    kind: str = ""
    thing: int | None = None


ALL_HEADS = f"SELECT COUNT(*), SUM(number) FROM {ChainHead._meta.db_table} WHERE agency_id <> %s"  # noqa: S608


def chain_head(agency: int) -> Head:
    """Where the chain of `agency` stands now."""
    head = ChainHead.objects.filter(pk=agency).first()
    return Head(agency, head.number, head.hash) if head else Head(agency, 0, GENESIS)


def mark_of_all() -> str:
    """What differs after every deed in any agency: signing in and the accounts of the installation aside. One query."""
    with connection.cursor() as cursor:  # asked for each page that is kept: composing the query took longer than it
        cursor.execute(ALL_HEADS, [INSTALLATION])
        chains, numbers = cursor.fetchone()
    return f"{chains}.{numbers or 0}"


def history_of(kind: str, id_: int) -> list[AuditEntry]:
    """Entries about one thing, oldest first. `kind` is its model label, e.g. `campaigns.pledge`."""
    return list(AuditEntry.objects.filter(object_kind=kind, object_id=id_).order_by("pk"))


def latest_of(kind: str, id_: int, most: int) -> list[AuditEntry]:
    """What was last done to one thing, the newest first; what was tried in vain is not done."""
    rows = AuditEntry.objects.filter(object_kind=kind, object_id=id_).exclude(action__endswith=REFUSED)
    return list(rows.order_by("-pk")[:most])


def latest_acts(user: int, most: int) -> list[AuditEntry]:
    """What a user did last, the newest first; signing in and the like, and what he tried in vain, are no work."""
    rows = AuditEntry.objects.filter(user_id=user)
    rows = rows.exclude(action__startswith="account.").exclude(action__endswith=REFUSED)
    return list(rows.order_by("-at", "-pk")[:most])


def narrowed(entries: QuerySet[AuditEntry], wanted: Wanted) -> QuerySet[AuditEntry]:
    """Those of `entries` that are wanted, the newest first. Names are found with accents or without."""
    if wanted.since:
        entries = entries.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        entries = entries.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    for word in fold(wanted.who).split():
        entries = entries.filter(who_key__contains=word)
    for word in fold(wanted.what).split():
        entries = entries.filter(what_key__contains=word)
    if wanted.actions is not None:
        entries = entries.filter(action__in=wanted.actions)
    if wanted.kind:
        entries = entries.filter(object_kind=wanted.kind, object_id=wanted.thing)
    return entries.order_by("-pk")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def first_change_after(agency: int, number: int, acts: tuple[str, ...]) -> datetime | None:
    """When the first act of these beginnings (`award.`) came after entry `number` of a chain; None: none did."""
    rows = AuditEntry.objects.filter(agency_id=agency, number__gt=number).exclude(action__endswith=REFUSED)
    wanted = Q()
    for act in acts:
        wanted |= Q(action__startswith=act)
    return rows.filter(wanted).order_by("number").values_list("at", flat=True).first()
