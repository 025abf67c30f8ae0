"""Many awards written at once, in the book of one person, or in those of a unit and its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.errors import DomainError
from thidua.organisations.models import Person, Unit
from thidua.records.errors import BookError
from thidua.records.services import AwardWords
from thidua.records.services.books import add_award


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One row: whose book, for what year, which award."""

    subject: Person | Unit
    year: int
    words: AwardWords


class AwardRowsError(BookError):
    """Rows that cannot be saved: nothing was. `rows`: row → what is wrong."""

    code = "award_rows"

    def __init__(self, rows: Mapping[int, str]) -> None:
        super().__init__(_("Chưa lưu gì. Xem lại những dòng có chữ đỏ rồi bấm lưu lần nữa."))
        self.rows = dict(rows)


@transaction.atomic
def add_awards(*, actor: Actor, lines: Mapping[int, AwardLine], now: datetime) -> int:
    """Enter all of them, or none; how many. Each is held against the book and the rows before, as one that is entered
    alone is. Raises `AwardRowsError` with every row that cannot be saved.
    """
    wrong: dict[int, str] = {}
    for row, line in sorted(lines.items(), key=lambda each: (isinstance(each[1].subject, Unit), each[1].subject.pk)):
        try:
            with transaction.atomic():
                add_award(actor=actor, subject=line.subject, year=line.year, words=line.words, now=now)
        except DomainError as error:
            wrong[row] = " ".join(part for part in (error.message, error.remedy) if part)
    if wrong:
        raise AwardRowsError(wrong)
    return len(lines)
