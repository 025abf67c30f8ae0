"""Loads `record_books.yaml`: what one invented unit and some of its people have on record, so that eligibility shows
somebody who has enough, somebody who has not, somebody who nearly has, and somebody of whom too little is known.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from thidua.access.actors import build_actor
from thidua.accounts.models import User
from thidua.cli.demo.ministry import Ministry
from thidua.cli.demo.told import read_told
from thidua.common.actor import Actor, person_of
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.enums import Gender
from thidua.organisations.models import Person, Unit
from thidua.organisations.services.people import create_person
from thidua.records.enums import (
    KINDS_OF_PEOPLE,
    KINDS_OF_UNITS,
    SENSITIVE_KINDS,
    AwardBasis,
    BookPart,
    EntryKind,
    LawCode,
    MeasureKind,
    PostRank,
    RankOrganiser,
    WorkKind,
)
from thidua.records.facts.clearing import PERSON, clearing_of
from thidua.records.forms.books import attestable
from thidua.records.models import Clearance, FullyTold, RecordBook
from thidua.records.services import AwardWords
from thidua.records.services.books import SubjectFacts, add_award, add_entry, note_subject, place_post, tell_in_full
from thidua.records.services.clearances import say_clear
from thidua.records.services.tellings import WhatIsTold, tell_many, would_tell

OFFICE = "thuong-truc"
_TITLES = {
    "GRASSROOTS": "Cải tiến cách theo dõi việc đến hạn",
    "MINISTRY": "Mẫu chung cho báo cáo quý của các đơn vị thuộc Bộ",
}
_WORKS = "Danh mục đề tài khoa học và công nghệ của Bộ Minh hoạ"
_SOURCE = "Sổ theo dõi kỷ luật, đơn thư của Bộ Minh hoạ"


def load_record_books(ministry: Ministry, now: datetime) -> None:
    """Write the books, in the name of the standing office's invented officer."""
    told = _read()
    actor = build_actor(User.objects.get(username=OFFICE), now)
    unit = ministry.units[told["unit"]]
    for each in told["people"]:
        _Book(actor, _person(actor, unit, each), told["note"], now).of_person(each)
    _head(actor, ministry.people[told["head"]], now)
    _Book(actor, unit, told["note"], now).of_unit(told["book_of_unit"])
    _clear(actor, unit, told["note"], now)
    _tell_together(actor, unit, told["note"], now)


def _tell_together(actor: Actor, unit: Unit, note: str, now: datetime) -> None:
    """That no scientific work of the unit's people is missing, said of all at once; initiatives stay with each book."""
    kinds = frozenset({EntryKind.SCIENTIFIC_WORK})
    told = WhatIsTold(PERSON, kinds, None, timezone.localtime(now).date())
    seen = would_tell(actor, unit, told).mark
    tell_many(actor=actor, scope=unit, told=told, source=f"{_WORKS} ({note})", seen=seen, now=now)


def _clear(actor: Actor, unit: Unit, note: str, now: datetime) -> None:
    """That nothing stands against anybody of the unit up to today, said of all at once; of those who have a line on
    record, in their own books.
    """
    today = timezone.localtime(now).date()
    clearing = clearing_of(unit, today, person_of(actor))
    say_clear(actor=actor, scope=unit, as_of=today, source=f"{_SOURCE} ({note})", seen=clearing.mark, now=now)
    excepted = [pk for kind, pk in (each.who for each in clearing.excepted) if kind == PERSON]
    for person in Person.objects.filter(pk__in=excepted).order_by("pk"):
        for kind in sorted(SENSITIVE_KINDS):
            _Book(actor, person, note, now).tell(kind)


def tell_again(now: datetime) -> None:
    """Say of the books that nothing has come since: what was told reaches no further than its day, and a demo is looked
    at on many days.
    """
    office = User.objects.filter(username=OFFICE).first()
    if office is None:  # an installation that was filled by its own people
        return
    today, actor = timezone.localtime(now).date(), build_actor(office, now)
    note = _read()["note"]
    told = FullyTold.objects.filter(kind__in=SENSITIVE_KINDS, note=note).order_by("book", "kind")
    latest = list(told.values("book", "kind").annotate(last=Max("said_on")).filter(last__lt=today))
    books = RecordBook.objects.select_related("person", "unit").in_bulk([each["book"] for each in latest])
    for each in latest:
        _Book(actor, books[each["book"]].subject, note, now).tell(EntryKind(each["kind"]))
    standing = Clearance.objects.filter(source__startswith=_SOURCE, withdrawn_at=None).select_related("unit__agency")
    last = standing.order_by("-as_of").first()
    if last is not None and last.unit is not None and last.as_of < today:
        seen = clearing_of(last.unit, today, person_of(actor)).mark
        say_clear(actor=actor, scope=last.unit, as_of=today, source=last.source, seen=seen, now=now)


def _read() -> dict[str, Any]:
    return read_told("record_books.yaml")


def _person(actor: Actor, unit: Unit, told: dict[str, Any]) -> Person:
    return create_person(
        actor=actor,
        agency=unit.agency,
        full_name=told["name"],
        unit=unit,
        title=told["post"],
        gender=Gender(told["gender"]),
        born_on=told["born_on"],
        is_illustrative=True,
    )


def _head(actor: Actor, head: Person, now: datetime) -> None:
    for post in head.posts.all():
        place_post(actor=actor, post=post, rank=PostRank.DEPARTMENT_HEAD, note="Số liệu minh hoạ", now=now)


class _Book:
    """One book being written."""

    def __init__(self, actor: Actor, subject: Person | Unit, note: str, now: datetime) -> None:
        self.actor = actor
        self.subject = subject
        self.note = note
        self.now = now
        self.year = timezone.localtime(now).year

    def of_person(self, told: dict[str, Any]) -> None:
        """Grades, titles, initiatives, honours, discipline, and what is told in full."""
        if told["employed"] is not None:
            self._subject(SubjectFacts(employed_since=date(self.year + told["employed"], 3, 1)))
        self._years(told)
        for offset in told.get("ministerial", ()):
            self._award("MINISTERIAL_EMULATION_FIGHTER", self.year + offset)
        for scope, number in told["initiatives"].items():
            for back in range(1, number + 1):
                self._put(
                    BookPart.WORK,
                    kind=WorkKind.INITIATIVE,
                    title=f"{_TITLES[scope]}, đợt {back}",
                    year=self.year - back,
                    scope=scope,
                    used_for=[],
                )
        for each in told["honours"]:
            year = self.year + each["year"]
            day = PartialDate(year + 1, each["month"], each["day"])
            self._award(each["code"], year, number=each["number"], day=day, basis=AwardBasis.MERIT)
        if told.get("reprimand"):
            since = date(self.year, 2, 10)
            until = date(self.year + 1, 2, 10)
            if since <= timezone.localtime(self.now).date():
                self._put(BookPart.DISCIPLINE, measure=MeasureKind.REPRIMAND, since=since, until=until)
        if "lonely_title" in told:
            self._award("GRASSROOTS_EMULATION_FIGHTER", self.year + told["lonely_title"])
        if told["fully_told"]:
            for kind in KINDS_OF_PEOPLE:
                if kind not in SENSITIVE_KINDS:
                    self.tell(kind)
            self._attest()
            for post in self.subject.posts.all():
                place_post(actor=self.actor, post=post, rank=PostRank.NONE, note=self.note, now=self.now)

    def of_unit(self, told: dict[str, Any]) -> None:
        """Grades, titles, people and rank."""
        self._subject(SubjectFacts(established_on=date(self.year + told["established"], 7, 1)))
        self._years(told)
        people = told["people"]
        self._put(
            BookPart.PEOPLE,
            year=self.year - 1,
            total=people["total"],
            women=people["women"],
            grades={code: people[code] for code in ("EXCELLENT", "GOOD")},
            titles={code: people[code] for code in ("ADVANCED_WORKER", "GRASSROOTS_EMULATION_FIGHTER")},
            disciplined={},
        )
        self._put(BookPart.RANK, year=self.year - 1, rank=told["rank"], organiser=RankOrganiser.MINISTRY)
        for kind in KINDS_OF_UNITS:
            if kind not in SENSITIVE_KINDS:
                self.tell(kind)
        self._attest()

    def _years(self, told: dict[str, Any]) -> None:
        for back in range(1, told["years"] + 1):
            self._put(BookPart.GRADE, year=self.year - back, grade=told["grade"])
        for code, number in told["titles"].items():
            for back in range(1, number + 1):
                self._award(code, self.year - back)

    def _subject(self, facts: SubjectFacts) -> None:
        note_subject(actor=self.actor, subject=self.subject, version=0, facts=facts, now=self.now)

    def _put(self, part: BookPart, **values: Any) -> None:
        values["note"] = self.note
        add_entry(actor=self.actor, subject=self.subject, part=part, values=values, now=self.now)

    def _award(
        self,
        code: str,
        year: int,
        *,
        number: str = "",
        day: PartialDate | None = None,
        basis: AwardBasis | None = None,
    ) -> None:
        words = AwardWords(
            "",
            law_code=LawCode(code),
            basis=basis,
            decision_number=number,
            decided_on=day or PartialDate(),
            note=self.note,
        )
        add_award(actor=self.actor, subject=self.subject, year=year, words=words, now=self.now)

    def tell(self, kind: EntryKind) -> None:
        """That the years up to this one hold nothing of a kind but what is written."""
        tell_in_full(
            actor=self.actor,
            subject=self.subject,
            kind=kind,
            from_year=None,
            to_year=self.year,
            note=self.note,
            now=self.now,
        )

    def _attest(self) -> None:
        """What people judge of last year's title of advanced workers or collectives."""
        for code, _words in attestable(self.subject):
            if code.startswith(
                ("ADVANCED_WORKER.SPIRIT", "ADVANCED_LABOUR_COLLECTIVE.", "EXCELLENT_LABOUR_COLLECTIVE.")
            ):
                self._put(BookPart.ATTESTATION, criterion=code, year=self.year - 1, holds=True)
