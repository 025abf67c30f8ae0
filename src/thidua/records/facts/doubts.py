"""Records that cannot all be right, found and put into words for somebody to decide; nothing is mended by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.common.components.texts import short_date
from thidua.core.law.awards import shipped_awards
from thidua.core.law.codes import TITLE_CODES, Subject
from thidua.core.law.conditions import ConsecutiveTitles, MeetsCriteriaOf
from thidua.core.vietnam.names import fold
from thidua.organisations.models import Person, Unit
from thidua.records.enums import DoubtAnswerKind, Grade, LawCode
from thidua.records.facts.rows import OF_AWARDS, BookRows, rows_for_doubts, rows_of
from thidua.records.models import DoubtAnswer, UnitAward, Work, YearGrade

_TITLES = frozenset(TITLE_CODES)
Dated = UnitAward | YearGrade | Work


class DoubtKind(StrEnum):
    """What cannot be right."""

    SAME_AWARD_TWICE = "SAME_AWARD_TWICE"
    TWO_BIRTHS = "TWO_BIRTHS"
    NUMBER_CLASH = "NUMBER_CLASH"
    TITLE_ORDER = "TITLE_ORDER"
    BEFORE_START = "BEFORE_START"
    IN_FUTURE = "IN_FUTURE"
    UNKNOWN_CODE = "UNKNOWN_CODE"


KINDS: Final[Mapping[DoubtKind, Promise | str]] = {
    DoubtKind.SAME_AWARD_TWICE: gettext_lazy("Một khen thưởng ghi hai lần"),
    DoubtKind.TWO_BIRTHS: gettext_lazy("Một người có hai ngày sinh"),
    DoubtKind.NUMBER_CLASH: gettext_lazy("Một số quyết định của một nơi ban hành có hai ngày"),
    DoubtKind.TITLE_ORDER: gettext_lazy("Có danh hiệu mà chưa ghi danh hiệu làm căn cứ"),
    DoubtKind.BEFORE_START: gettext_lazy("Có trước ngày vào làm, ngày thành lập"),
    DoubtKind.IN_FUTURE: gettext_lazy("Năm hoặc ngày còn ở phía trước"),
    DoubtKind.UNKNOWN_CODE: gettext_lazy("Chưa rõ là mức xếp loại, danh hiệu, hình thức nào"),
}
"""What each kind is called, in the order in which pages show them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A record that a doubt rests on: what it says, and what leads to it (kind of page and its number)."""

    said: str
    kind: str
    pk: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to be looked at: `key` names it together with the values it rests on."""

    kind: DoubtKind
    key: str
    said: str
    lines: tuple[Line, ...]


def doubts_of(subject: Person | Unit, today: date, *, rows: BookRows | None = None) -> list[Doubt]:
    """What is doubtful about one book and was not yet said to be right."""
    if rows is None:
        rows = rows_of(subject)
    return _open_doubts([(subject, rows)], today)[0]


def doubts_of_many(
    people: Sequence[Person], units: Sequence[Unit], today: date
) -> list[tuple[Person | Unit, list[Doubt]]]:
    """The same for many of one agency, units first, those of whom something is doubtful; the number of queries does
    not grow.
    """
    rows = rows_for_doubts([each.pk for each in people], [each.pk for each in units])
    books: list[tuple[Person | Unit, BookRows]] = [
        *((each, rows["unit", each.pk]) for each in units),
        *((each, rows["person", each.pk]) for each in people),
    ]
    found = _open_doubts(books, today)
    return [(subject, doubts) for (subject, _rows), doubts in zip(books, found, strict=True) if doubts]


def _open_doubts(books: Sequence[tuple[Person | Unit, BookRows]], today: date) -> list[list[Doubt]]:
    if not books:
        return []
    agency = books[0][0].agency_id
    numbers = {award.decision_number for _subject, rows in books for award in rows.awards if award.decision_number}
    decided = _decisions(agency, numbers)
    alike = _Alike(_namesakes([subject for subject, _rows in books if isinstance(subject, Person)], agency))
    found = [
        [
            *_of_rows(rows, subject, today),
            *_clashes(rows.awards, decided),
            *(_births(subject, alike) if isinstance(subject, Person) else ()),
        ]
        for subject, rows in books
    ]
    keys = [each.key for doubts in found for each in doubts]
    answers = DoubtAnswer.objects.filter(agency=agency, key__in=keys, answer=DoubtAnswerKind.AS_RECORDED)
    answered = set(answers.values_list("key", flat=True)) if keys else set()
    return [[each for each in doubts if each.key not in answered] for doubts in found]


def _of_rows(rows: BookRows, subject: Person | Unit, today: date) -> Iterator[Doubt]:
    yield from _twice(rows.awards)
    yield from _order(rows, subject)
    yield from _before_start(rows)
    yield from _future(rows, today)
    yield from _unknown(rows)


def _twice(awards: Sequence[UnitAward]) -> Iterator[Doubt]:
    """A title of one year twice; an honour twice by one decision, or on one day."""
    for one, other in combinations(awards, 2):
        if not one.law_code or one.law_code != other.law_code:
            continue
        is_same = one.year == other.year if one.law_code in _TITLES else _is_same_honour(one, other)
        if is_same:
            yield _doubt(
                DoubtKind.SAME_AWARD_TWICE,
                _("“%(award)s” được ghi hai lần: có thể là một khen thưởng ghi trùng.") % {"award": one.name},
                (_award_line(one), _award_line(other)),
                one.law_code,
                one.year,
                one.decided_on.code,
                other.decided_on.code,
            )


def _is_same_honour(one: UnitAward, other: UnitAward) -> bool:
    same_number = bool(one.decision_number) and fold(one.decision_number) == fold(other.decision_number)
    same_day = bool(one.decided_on.code) and one.decided_on == other.decided_on
    neither_told = one.year == other.year and not (one.decision_number and other.decision_number)
    return same_number or same_day or neither_told


def _order(rows: BookRows, subject: Person | Unit) -> Iterator[Doubt]:
    """A title whose law asks for other titles, in a year in which these are not on record."""
    kind = Subject.INDIVIDUAL if isinstance(subject, Person) else Subject.COLLECTIVE
    held: dict[int, set[str]] = defaultdict(set)
    for award in rows.awards:
        if award.law_code in _TITLES:
            held[award.year].add(str(award.law_code))
    for award in rows.awards:
        law = shipped_awards().get((award.law_code or "", kind))
        version = law.on(date(award.year, 12, 31)) if law is not None and award.law_code in _TITLES else None
        if version is None:
            continue
        wanted: list[tuple[int, str, str]] = []
        for route in version.routes:
            for criterion in route.criteria:
                cites = "; ".join(str(each) for each in criterion.cites)
                question = criterion.question
                if isinstance(question, MeetsCriteriaOf):
                    wanted.append((award.year, question.award, cites))
                elif isinstance(question, ConsecutiveTitles) and question.spaced == 1 and len(version.routes) == 1:
                    last = award.year if question.title in held[award.year] else award.year - 1
                    wanted += [(last - step, question.title, cites) for step in range(question.times)]
        missing = [each for each in dict.fromkeys(wanted) if each[1] in _TITLES and each[1] not in held[each[0]]]
        if missing:
            titles = ", ".join(
                _("%(title)s năm %(year)s") % {"title": LawCode(code).label, "year": year}
                for year, code, _cites in missing
            )
            yield _doubt(
                DoubtKind.TITLE_ORDER,
                _("Có “%(award)s” năm %(year)s nhưng sổ chưa ghi %(titles)s (%(cites)s).")
                % {"award": award.name, "year": award.year, "titles": titles, "cites": missing[0][2]},
                (_award_line(award),),
                award.law_code,
                award.year,
                *(f"{year}{code}" for year, code, _cites in missing),
            )


def _before_start(rows: BookRows) -> Iterator[Doubt]:
    """What happened before the first day."""
    book = rows.book
    start = (book.employed_since or book.established_on) if book else None
    if start is None:
        return
    for row, year in _dated(rows):
        if year < start.year:
            line = _line_of(row)
            yield _doubt(
                DoubtKind.BEFORE_START,
                _("“%(what)s” có trước ngày bắt đầu %(start)s.") % {"what": line.said, "start": short_date(start)},
                (line,),
                line.kind,
                line.pk,
                year,
                start.isoformat(),
            )


def _future(rows: BookRows, today: date) -> Iterator[Doubt]:
    """What has not come yet."""
    for row, year in _dated(rows):
        if year > today.year:
            yield _future_doubt(_line_of(row), str(year))
    for award in rows.awards:
        earliest = award.decided_on.earliest
        if award.year <= today.year and earliest is not None and earliest > today:
            yield _future_doubt(_award_line(award), short_date(award.decided_on))


def _future_doubt(line: Line, when: str) -> Doubt:
    said = _("“%(what)s” có năm hoặc ngày ở phía trước: %(when)s.") % {"what": line.said, "when": when}
    return _doubt(DoubtKind.IN_FUTURE, said, (line,), line.kind, line.pk, when)


def _unknown(rows: BookRows) -> Iterator[Doubt]:
    """A grade that is none of the four, an award that is none of the law's."""
    for row in rows.grades:
        if row.grade not in Grade.values:
            said = _("Mức xếp loại “%(grade)s” năm %(year)s không có trong quy định.") % {
                "grade": row.grade,
                "year": row.year,
            }
            line = Line(said, "xep-loai", row.pk)
            yield _doubt(DoubtKind.UNKNOWN_CODE, said, (line,), "grade", row.pk, row.grade)
    for award in rows.awards:
        if not award.law_code:
            yield _doubt(
                DoubtKind.UNKNOWN_CODE,
                _("Chưa rõ “%(award)s” năm %(year)s là danh hiệu, hình thức nào theo luật.")
                % {"award": award.name, "year": award.year},
                (_award_line(award),),
                "award",
                award.pk,
            )


Decisions = Mapping[str, Mapping[tuple[str, str], UnitAward]]
"""Number → (day, issuer) → an award that says so."""


def _decisions(agency: int, numbers: Collection[str]) -> Decisions:
    """What the register of the agency says of these numbers."""
    told: dict[str, dict[tuple[str, str], UnitAward]] = defaultdict(dict)
    if numbers:
        others = UnitAward.objects.filter(agency=agency, decision_number__in=numbers).exclude(decided_on="", issuer="")
        others = others.only(*OF_AWARDS)
        for other in others.order_by("pk"):
            told[other.decision_number].setdefault((other.decided_on.code, fold(other.issuer)), other)
    return told


def _clashes(awards: Iterable[UnitAward], decided: Decisions) -> Iterator[Doubt]:
    """One number of one issuer with two days of one year, anywhere in the register of the agency. Every issuer counts
    for itself and begins anew each year; where an issuer is not recorded it may be the same one.
    """
    for number, own in {award.decision_number: award for award in awards if award.decision_number}.items():
        kinds = decided.get(number, {})
        for one, other in combinations(sorted(kinds), 2):
            if not _may_clash(one, other, kinds):
                continue
            told = [kinds[one], kinds[other]]
            said = (
                _("Số quyết định %(number)s có hai ngày khác nhau trong sổ khen thưởng, cùng một nơi ban hành.")
                if one[1] == other[1] and one[1]
                else _("Số quyết định %(number)s có hai ngày khác nhau trong sổ; có dòng chưa ghi nơi ban hành.")
            )
            yield _doubt(
                DoubtKind.NUMBER_CLASH,
                said % {"number": number},
                tuple(_award_line(each) for each in told if _is_same_holder(each, own)) or (_award_line(own),),
                number,
                *one,
                *other,
            )


def _may_clash(one: tuple[str, str], other: tuple[str, str], kinds: Collection[tuple[str, str]]) -> bool:
    """Whether two (day, issuer) of one number can be of one issuer and cannot both be right. A line without an issuer
    that has the day of an issuer's decision is taken for that decision.
    """
    if one[0][:4] != other[0][:4] or not _differ(one[0], other[0]):
        return False
    if one[1] and other[1]:
        return one[1] == other[1]
    unsigned = [each for each in (one, other) if not each[1]]
    return not any(issuer and not _differ(day, each[0]) for each in unsigned for day, issuer in kinds)


def _is_same_holder(one: UnitAward, other: UnitAward) -> bool:
    """Whether both stand in one book: what others received is named nowhere else."""
    return one.person_id == other.person_id and one.unit_id == other.unit_id


def _differ(one: str, other: str) -> bool:
    """Two days that cannot be the same one."""
    return bool(one and other) and not (one.startswith(other) or other.startswith(one))


def _namesakes(people: Sequence[Person], agency: int) -> list[tuple[Person, frozenset[int]]]:
    """Everybody of the agency with the name or the staff code of one of these, with his units."""
    if not people:
        return []
    alike = Q(search_key__in={each.search_key for each in people})
    if codes := {each.staff_code for each in people if each.staff_code}:
        alike |= Q(staff_code__in=codes)
    found = Person.objects.filter(alike, agency=agency).prefetch_related("memberships").order_by("pk")
    return [(each, frozenset(row.unit_id for row in each.memberships.all())) for each in found]


class _Alike:
    """People by their name and by their staff code."""

    def __init__(self, people: Sequence[tuple[Person, frozenset[int]]]) -> None:
        self.units = {each.pk: units for each, units in people}
        self.by_key: dict[str, list[Person]] = defaultdict(list)
        for each, _units in people:
            for key in {each.search_key, f"code:{each.staff_code}" if each.staff_code else each.search_key}:
                self.by_key[key].append(each)

    def to(self, person: Person) -> list[Person]:
        """Who has his name or his staff code, himself among them."""
        found = [
            *self.by_key[person.search_key],
            *(self.by_key[f"code:{person.staff_code}"] if person.staff_code else ()),
        ]
        return sorted({each.pk: each for each in found}.values(), key=lambda each: each.pk)


def _births(person: Person, alike: _Alike) -> Iterator[Doubt]:
    """Two people of one staff code, or of one name in one unit, of whom the births are not the same."""
    own = alike.units.get(person.pk, frozenset())
    for other in alike.to(person):
        units = alike.units[other.pk]
        one, two = _born(person), _born(other)
        has_same_code = bool(person.staff_code) and person.staff_code == other.staff_code
        is_alike = has_same_code or (person.search_key == other.search_key and bool(own & units))
        if other.pk == person.pk or not is_alike or not one or not two or one == two:
            continue
        first, second = sorted(((person.pk, one), (other.pk, two)))
        yield _doubt(
            DoubtKind.TWO_BIRTHS,
            _("%(name)s có hai bản ghi với ngày sinh khác nhau: %(one)s và %(two)s. Là một người hay hai người?")
            % {"name": person.full_name, "one": one, "two": two},
            (
                Line(f"{person.full_name}, {one}", "person", person.pk),
                Line(f"{other.full_name}, {two}", "person", other.pk),
            ),
            *first,
            *second,
        )


def _born(person: Person) -> str:
    if person.born_on:
        return short_date(person.born_on)
    return str(person.born_year or "")


def _dated(rows: BookRows) -> Iterator[tuple[Dated, int]]:
    """Every record that has a year."""
    dated: list[Dated] = [*rows.awards, *rows.grades, *rows.works]
    for row in dated:
        yield row, row.year


def _line_of(row: Dated) -> Line:
    """What a record says; put into words only where it is doubtful."""
    if isinstance(row, UnitAward):
        return _award_line(row)
    if isinstance(row, YearGrade):
        return Line(_("Xếp loại năm %(year)s") % {"year": row.year}, "xep-loai", row.pk)
    return Line(row.title, "sang-kien", row.pk)


def _award_line(award: UnitAward) -> Line:
    parts = [award.name, str(award.year), award.decision_number]
    if award.decided_on.code:
        parts.append(short_date(award.decided_on))
    return Line(", ".join(part for part in parts if part), "award", award.pk)


def _doubt(kind: DoubtKind, said: str, lines: tuple[Line, ...], *values: object) -> Doubt:
    subjects = ",".join(str(line.pk) for line in sorted(lines, key=lambda line: (line.kind, line.pk)))
    key = ":".join([kind.value, subjects, *(str(value) for value in values)])
    return Doubt(kind, key[:300], said, lines)
