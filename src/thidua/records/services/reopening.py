"""A line written, or moved, into years that were told in full speaks against that word, until it is confirmed anew.

Of shared tellings the lines that came after them are seen from their own moment (`facts.shared_tellings`), so that only
what a correction moved is kept for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.components.texts import short_date
from thidua.common.policy import require
from thidua.common.tables.ledger import Ledger
from thidua.organisations.models import Person, Unit
from thidua.records.enums import EntryKind, RecipientKind
from thidua.records.errors import BookError
from thidua.records.facts.shared_tellings import PlacedLine, SharedSpan, ToldYears, is_told_of, kind_of_award
from thidua.records.models import (
    AwardHold,
    BlocRank,
    BookEntry,
    DisciplinaryMeasure,
    FullyTold,
    ReopenedTelling,
    SharedTelling,
    UnitAward,
    Work,
)
from thidua.records.policies.tellings import may_confirm_telling

Subject = Person | Unit
_OF_BOOK: Final = ("book__person", "book__unit")
_WRITTEN: Final[tuple[tuple[type[UnitAward] | type[BookEntry], str, tuple[str, ...]], ...]] = (
    (UnitAward, "person__record_book", ("person", "unit")),
    (UnitAward, "unit__record_book", ("person", "unit")),
    (Work, "book", _OF_BOOK),
    (DisciplinaryMeasure, "book", _OF_BOOK),
    (AwardHold, "book", _OF_BOOK),
)
"""What lists write, by which way its book is found, and what its words need."""


def place_of(line: UnitAward | BookEntry) -> PlacedLine | None:
    """Where a line stands; None of what no telling speaks of."""
    if isinstance(line, UnitAward):
        return PlacedLine(kind_of_award(line.law_code), line.year, line.decided_on.earliest)
    if isinstance(line, Work):
        return PlacedLine(line.kind, line.year, line.decided_on.earliest)
    if isinstance(line, BlocRank):
        return PlacedLine(EntryKind.RANK, line.year, line.decided_on.earliest)
    if isinstance(line, DisciplinaryMeasure | AwardHold):
        kind = EntryKind.HOLD if isinstance(line, AwardHold) else EntryKind.DISCIPLINE
        return PlacedLine(kind, line.since.year, line.since)
    return None


def subject_of_award(award: UnitAward) -> Subject | None:
    """In whose book an award stands, if in any."""
    return award.person or (award.unit if award.recipient_kind == RecipientKind.UNIT else None)


def reopen_tellings(
    subject: Subject, before: PlacedLine | None, line: UnitAward | BookEntry, *, by: str, reason: str, now: datetime
) -> list[ReopenedTelling]:
    """Within the transaction that writes a line or corrects it (`before`: where it stood in this book): the tellings of
    its book into whose years it comes. What stood in them before was among what was told.
    """
    after = place_of(line)
    if after is None:
        return []
    whose = _whose(subject)
    books = {f"book__{name}": value for name, value in whose.items()}
    against: list[tuple[dict[str, Any], ToldYears]] = [
        ({"fully_told": each}, each) for each in FullyTold.objects.filter(**books, kind=after.kind)
    ]
    told = {f"subjects__{name}": value for name, value in whose.items()}
    for telling in SharedTelling.objects.filter(**told, withdrawn_at=None, said_at__gte=line.recorded_at):
        if after.kind in telling.kinds:
            against.append(({"telling": telling}, _span_of(telling, after.kind)))
    made = []
    for which, span in against:
        if not is_told_of(span, after) or (before is not None and is_told_of(span, before)):
            continue
        if not ReopenedTelling.objects.filter(**which, **whose, kind=after.kind, confirmed_at=None).exists():
            one = _reopened(subject, after.kind, line, now, because=reason[:250], reopened_by=by[:250], **which)
            one.save()
            made.append(one)
    return made


def reopen_by_import(agency: int, ledger: Ledger, now: datetime) -> None:
    """The same for the lines that an import has just written, whose moment is `now`. Kept as rows of a history: whoever
    confirms the word meanwhile does not keep the import from being undone (`forget_reopenings`).
    """
    found: dict[tuple[int, str], ReopenedTelling] = {}
    for model, path, needed in _WRITTEN:
        written = ledger.ids_of(model)
        if not written:
            continue
        lines = model._default_manager.filter(agency=agency, recorded_at=now, **{f"{path}__fully_told__isnull": False})
        ours = [each for each in lines.select_related(*needed).distinct() if each.pk in written]
        told = _told_in({_book_of(each) for each in ours})
        for line in ours:
            subject, after = _book_of(line), place_of(line)
            assert after is not None
            for each in told[subject]:
                if is_told_of(each, after):
                    found.setdefault((each.pk, each.kind), _reopened(subject, after.kind, line, now, fully_told=each))
    open_already = set(
        ReopenedTelling.objects.filter(fully_told__in=[pk for pk, _kind in found], confirmed_at=None).values_list(
            "fully_told", flat=True
        )
    )
    ledger.append([each for (pk, _kind), each in found.items() if pk not in open_already])


def forget_reopenings(agency: int, appended: Collection[int]) -> None:
    """Within the transaction that undoes an import: nothing speaks against the words that its lines reopened."""
    ReopenedTelling.objects.filter(agency=agency, pk__in=appended).delete()


@transaction.atomic
def confirm_telling(*, actor: Actor, reopened: ReopenedTelling, now: datetime) -> ReopenedTelling:
    """Say by name that years lack nothing all the same, the line that came among them included."""
    reopened = (
        ReopenedTelling.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person", "unit", "fully_told", "telling")
        .get(pk=reopened.pk)
    )
    require(may_confirm_telling(actor, reopened))
    if not isinstance(actor, PersonActor):
        raise BookError(_("Việc này phải do một người có tên xác nhận."), code="no_name")
    _settle([reopened], actor.name, now)
    after = {"kind": reopened.kind, "said_by": actor.name, "line": reopened.line}
    audit.record(actor, "book.telling_confirmed", reopened.told, agency=reopened.agency_id, after=after)
    return reopened


def settle_by(told: FullyTold | SharedTelling, subjects: QuerySet[ReopenedTelling], now: datetime) -> None:
    """Within the transaction that tells years in full: what stood open of `subjects` in those years is told anew."""
    kinds = [told.kind] if isinstance(told, FullyTold) else told.kinds
    said = subjects.filter(kind__in=kinds, confirmed_at=None).select_related("fully_told", "telling")
    covered = [
        each
        for each in said
        if (told.from_year or 0) <= (each.told.from_year or 0) and told.to_year >= each.told.to_year
    ]
    _settle(covered, told.said_by, now)


def _settle(rows: Iterable[ReopenedTelling], name: str, now: datetime) -> None:
    for each in rows:
        each.confirmed_by, each.confirmed_at = name, now
        each.save()


def _reopened(subject: Subject, kind: str, line: UnitAward | BookEntry, now: datetime, **said: Any) -> ReopenedTelling:
    return ReopenedTelling(
        agency_id=subject.agency_id,
        **_whose(subject),
        kind=kind,
        line=words_of_line(line)[:500],
        reopened_at=now,
        **said,
    )


def _told_in(subjects: Collection[Subject]) -> dict[Subject, list[FullyTold]]:
    found: dict[Subject, list[FullyTold]] = defaultdict(list)
    people = [each.pk for each in subjects if isinstance(each, Person)]
    units = [each.pk for each in subjects if isinstance(each, Unit)]
    ours = Q(book__person__in=people) | Q(book__unit__in=units)
    for told in FullyTold.objects.filter(ours).select_related("book__person", "book__unit"):
        found[told.book.subject].append(told)
    return found


def _book_of(line: UnitAward | BookEntry) -> Subject:
    found = line.book.subject if isinstance(line, BookEntry) else subject_of_award(line)
    assert found is not None
    return found


def _span_of(telling: SharedTelling, kind: str) -> SharedSpan:
    return SharedSpan(telling.pk, kind, telling.from_year, telling.as_of, telling.said_at, telling.last_post)


def words_of_line(line: UnitAward | BookEntry) -> str:
    """What a line is called: what it is, and when."""
    if isinstance(line, Work):
        return f"{line.title}, {line.year}"
    if isinstance(line, BlocRank):
        return _("hạng %(rank)s, %(year)s") % {"rank": line.rank, "year": line.year}
    if isinstance(line, DisciplinaryMeasure):
        return f"{line.get_measure_display()}, {short_date(line.since)}"
    if isinstance(line, AwardHold):
        return f"{line.get_reason_display()}, {short_date(line.since)}"
    return f"{line.name}, {line.year}" if isinstance(line, UnitAward) else str(line)


def name_of(actor: Actor) -> str:
    """Whose hand it was; empty for nobody in person."""
    return actor.name if isinstance(actor, PersonActor) else ""


def told_of_reopening(reopened: Iterable[ReopenedTelling]) -> dict[str, Any]:
    """What history keeps beside the line: against which words it speaks."""
    words = [f"{each.get_kind_display()}: {each.told.said_by}, {short_date(_day_of(each))}" for each in reopened]
    return {"tellings_reopened": words} if words else {}


def _day_of(reopened: ReopenedTelling) -> date:
    told = reopened.told
    return told.said_on if isinstance(told, FullyTold) else timezone.localtime(told.said_at).date()


def _whose(subject: Subject) -> dict[str, Subject]:
    return {"person": subject} if isinstance(subject, Person) else {"unit": subject}
