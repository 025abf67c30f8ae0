"""Builders of record books: rows as they are, without asking who writes them."""

from datetime import UTC, date, datetime

from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Person, Unit
from thidua.records.enums import AwardBasis, EntryKind, Grade, LawCode, RecipientKind, WorkKind, WorkScope
from thidua.records.models import FullyTold, RecordBook, UnitAward, Work, YearGrade

RECORDED = datetime(2026, 1, 5, 2, tzinfo=UTC)
LISTS = (EntryKind.HONOUR, EntryKind.INITIATIVE, EntryKind.SCIENTIFIC_WORK, EntryKind.DISCIPLINE, EntryKind.HOLD)


def make_book(subject: Person | Unit, **fields: object) -> RecordBook:
    """The book of somebody; the first day of a person's service is 1 March 2012 unless said otherwise."""
    whose = {"person": subject} if isinstance(subject, Person) else {"unit": subject}
    start = {"employed_since": date(2012, 3, 1)} if isinstance(subject, Person) else {}
    return RecordBook.objects.create(agency=subject.agency, **whose, **start | fields)


def tell_in_full(
    book: RecordBook, *kinds: EntryKind, since: int | None = None, until: int = 2026, said_on: date = date(2026, 6, 15)
) -> None:
    """Somebody says that these kinds list everything; of the year that runs, up to the day on which he says it."""
    FullyTold.objects.bulk_create(
        FullyTold(
            agency=book.agency,
            book=book,
            kind=kind,
            from_year=since,
            to_year=until,
            said_by="Phạm Văn Thường",
            said_on=said_on,
        )
        for kind in kinds
    )


def grade_years(book: RecordBook, grades: dict[int, Grade]) -> None:
    """The grade of each year."""
    YearGrade.objects.bulk_create(
        YearGrade(agency=book.agency, book=book, year=year, grade=grade, recorded_at=RECORDED)
        for year, grade in grades.items()
    )


def put_award(
    book: RecordBook,
    code: LawCode,
    year: int,
    *,
    day: PartialDate | None = None,
    basis: AwardBasis | None = AwardBasis.MERIT,
    number: str = "",
) -> UnitAward:
    """A title or an honour in the register, as the book of its holder tells it."""
    return UnitAward.objects.create(
        agency=book.agency,
        person=book.person,
        unit=book.unit,
        recipient_kind=RecipientKind.PERSON if book.person else RecipientKind.UNIT,
        recipient=book.person.full_name if book.person else "",
        year=year,
        law_code=code,
        name=str(code.label),
        basis=basis,
        decision_number=number,
        decided_on=day or PartialDate(),
        is_told_to_bloc=False,
        recorded_at=RECORDED,
    )


def put_work(
    book: RecordBook, year: int, scope: WorkScope = WorkScope.GRASSROOTS, *, recorded_at: datetime = RECORDED
) -> Work:
    """An initiative that was recognised."""
    return Work.objects.create(
        agency=book.agency,
        book=book,
        kind=WorkKind.INITIATIVE,
        title="Rút ngắn thời gian xử lý hồ sơ",
        year=year,
        scope=scope,
        recorded_at=recorded_at,
    )
