"""Record books as chance has them: whatever a book can say, and what it leaves out."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.factories.organisations import Told, make_people
from thidua.core.law.awards import shipped_awards
from thidua.core.law.conditions import Attested
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.enums import Gender
from thidua.organisations.models import Person, Post, Unit
from thidua.records.enums import (
    SHARED_KINDS_OF_PEOPLE,
    AwardBasis,
    AwardCode,
    EntryKind,
    Grade,
    HoldConclusion,
    HoldKind,
    LawCode,
    MeasureKind,
    PostRank,
    RecipientKind,
    WorkKind,
    WorkScope,
)
from thidua.records.models import (
    Attestation,
    AwardHold,
    Clearance,
    ClearedSubject,
    DisciplinaryMeasure,
    FullyTold,
    PostStanding,
    RecordBook,
    SharedTelling,
    ToldSubject,
    UnitAward,
    Work,
    YearGrade,
)

MOMENT = datetime(2026, 6, 15, 3, tzinfo=UTC)
SAID_ON = [
    date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 1), date(2026, 1, 5), date(2026, 6, 15), date(2026, 11, 1),
]  # fmt: skip
"""Days on which somebody may have told years in full: before, on and after those that tests ask about."""
PERSONAL_TITLES = [
    LawCode.ADVANCED_WORKER,
    LawCode.GRASSROOTS_EMULATION_FIGHTER,
    LawCode.MINISTERIAL_EMULATION_FIGHTER,
    LawCode.NATIONAL_EMULATION_FIGHTER,
]
PERSONAL_HONOURS = [
    LawCode.COMMENDATION_LETTER,
    LawCode.MINISTRY_CERTIFICATE_OF_MERIT,
    LawCode.PRIME_MINISTER_CERTIFICATE_OF_MERIT,
    LawCode.LABOUR_ORDER_THIRD_CLASS,
    LawCode.LABOUR_ORDER_SECOND_CLASS,
]
CRITERIA = sorted({
    each.question.criterion
    for award in shipped_awards().values()
    for version in award.versions
    for route in version.routes
    for each in route.criteria
    if isinstance(each.question, Attested)
})  # fmt: skip


def make_random_books(unit: Unit, number: int, seed: int) -> list[Person]:
    """People of a unit, each with whatever chance writes into the book; some without one."""
    chance = random.Random(seed)
    people = make_people([Told(unit, f"Người Minh Họa {seed} {at}") for at in range(number)])
    for person in people:
        person.gender = chance.choice([None, Gender.FEMALE.value, Gender.MALE.value])
    Person.objects.bulk_update(people, ["gender"])
    for person in people:
        if chance.random() < 0.95:
            _write_book(person, unit, chance)
    _clear_some(people, unit, chance)
    _tell_some(people, unit, chance)
    return people


def _clear_some(people: list[Person], unit: Unit, chance: random.Random) -> None:
    """Clearances as of days before, on and after those that tests ask about, some taken back; each speaks for some,
    whatever their books say.
    """
    for day in SAID_ON:
        withdrawn = chance.choice([None, None, MOMENT])
        clearance = Clearance.objects.create(
            agency_id=unit.agency_id, unit=unit, as_of=day, source="Sổ theo dõi", people=0, units=0,
            said_by="Trần Thị Bình", said_at=MOMENT, withdrawn_at=withdrawn,
            withdrawn_because="Nhầm" if withdrawn else "",
        )  # fmt: skip
        ClearedSubject.objects.bulk_create(
            ClearedSubject(agency_id=unit.agency_id, clearance=clearance, person=person)
            for person in people
            if chance.random() < 0.3
        )


def _tell_some(people: list[Person], unit: Unit, chance: random.Random) -> None:
    """Tellings of many up to days before, on and after those that tests ask about, said before or after the lines of
    the books were recorded, some taken back; each speaks for some, whatever their books say.
    """
    posts = [0, *Post.objects.order_by("pk").values_list("pk", flat=True)]
    for day in SAID_ON:
        withdrawn = chance.choice([None, None, MOMENT])
        telling = SharedTelling.objects.create(
            agency_id=unit.agency_id, unit=unit, as_of=day, source="Sổ khen thưởng", people=0, units=0,
            kinds=chance.sample(SHARED_KINDS_OF_PEOPLE, 3), from_year=chance.choice([None, None, 2015, 2024]),
            last_post=chance.choice(posts), said_by="Trần Thị Bình",
            said_at=MOMENT + chance.choice([-1, 0, 0, 1]) * timedelta(days=1), withdrawn_at=withdrawn,
            withdrawn_because="Nhầm" if withdrawn else "",
        )  # fmt: skip
        ToldSubject.objects.bulk_create(
            ToldSubject(agency_id=unit.agency_id, telling=telling, person=person)
            for person in people
            if chance.random() < 0.3
        )


def _write_book(person: Person, unit: Unit, chance: random.Random) -> None:
    start = chance.choice([None, date(chance.randint(1990, 2027), chance.randint(1, 12), chance.randint(1, 28))])
    book = RecordBook.objects.create(
        agency_id=person.agency_id,
        person=person,
        employed_since=start,
        retires_on=chance.choice([None, date(2026, 9, 1)]),
        higher_retirement_age=chance.choice([None, True, False]),
    )
    whose: dict[str, Any] = {"agency_id": person.agency_id, "book": book, "recorded_at": MOMENT}
    years = range(chance.randint(1960, 2020), 2028)
    YearGrade.objects.bulk_create(
        YearGrade(**whose, year=year, grade=chance.choice(Grade.values)) for year in years if chance.random() < 0.7
    )
    UnitAward.objects.bulk_create(_awards(person, unit, years, chance))
    Work.objects.bulk_create(
        Work(
            **whose,
            kind=chance.choice(WorkKind.values),
            title="Sáng kiến minh họa",
            year=chance.choice(years[-8:]),
            scope=chance.choice(WorkScope.values),
        )
        for _ in range(chance.choice([0, 0, 1, 3, 9]))
    )
    FullyTold.objects.bulk_create(_told(person, book, start, chance))
    Attestation.objects.bulk_create(
        Attestation(
            **whose, criterion=code, year=year, holds=chance.random() < 0.8, said_by="Trần Thị Bình",
            said_on=date(2026, 1, 5),
        )
        for code in chance.sample(CRITERIA, 3)
        for year in (2024, 2025)
    )  # fmt: skip
    for _ in range(chance.choice([0, 0, 0, 1, 2])):
        since, until = _span(chance)
        DisciplinaryMeasure.objects.create(**whose, measure=chance.choice(MeasureKind.values), since=since, until=until)
    for _ in range(chance.choice([0, 0, 0, 1, 2])):
        since, until = _span(chance)
        ended = {} if until is None else {"concluded_on": until, "conclusion": chance.choice(HoldConclusion.values)}
        AwardHold.objects.create(**whose, reason=chance.choice(HoldKind.values), since=since, **ended)
    for _ in range(chance.choice([0, 0, 1, 2])):
        since, until = _span(chance)
        post = Post.objects.create(
            agency_id=person.agency_id, person=person, unit=unit, title="Vụ trưởng",
            since=chance.choice([since, since, None]), until=until,
        )  # fmt: skip
        if chance.random() < 0.8:
            PostStanding.objects.create(
                agency_id=person.agency_id, post=post, rank=chance.choice(PostRank.values), recorded_at=MOMENT
            )


def _awards(person: Person, unit: Unit, years: range, chance: random.Random) -> list[UnitAward]:
    def award(year: int, **told: Any) -> UnitAward:
        return UnitAward(
            agency_id=person.agency_id, unit=unit, person=person, year=year, recipient_kind=RecipientKind.PERSON,
            name="Khen thưởng minh họa", recorded_at=MOMENT, is_told_to_bloc=False, **told,
        )  # fmt: skip

    bases = [None, None, *AwardBasis.values]
    found = [
        award(year, law_code=code, basis=chance.choice(bases))
        for year in years[-20:] for code in PERSONAL_TITLES
        for _ in range(chance.choice([0, 0, 0, 0, 1, 1, 1, 2]))
    ]  # fmt: skip
    for code in PERSONAL_HONOURS:
        for _ in range(chance.choice([0, 0, 1, 2])):
            year = chance.randint(2000, 2026)
            day = chance.choice([PartialDate(year, 6, 1), PartialDate(year, 6), PartialDate(year), PartialDate()])
            found.append(award(year, law_code=code, decided_on=day, basis=chance.choice([None, *AwardBasis.values])))
    if chance.random() < 0.1:
        found.append(award(2020, code=AwardCode.ORDER))
    return found


def _told(person: Person, book: RecordBook, start: date | None, chance: random.Random) -> list[FullyTold]:
    found = []
    for kind in EntryKind.values:
        for _ in range(chance.choice([0, 1, 1, 1, 2, 3])):
            first = chance.choice([None, None, chance.randint(1990, 2025), start.year if start else None])
            last = chance.randint(max(first or 2000, 2000), 2027)
            found.append(
                FullyTold(
                    agency_id=person.agency_id, book=book, kind=kind, from_year=first, to_year=max(last, first or 0),
                    said_by="Trần Thị Bình", said_on=chance.choice(SAID_ON),
                )
            )  # fmt: skip
    return found


def _span(chance: random.Random) -> tuple[date, date | None]:
    since = date(chance.randint(2018, 2026), chance.randint(1, 12), chance.randint(1, 28))
    until = chance.choice([None, date(since.year + 1, 12, 31), date(since.year + 1, 6, 30)])
    return since, until
