"""Years of old lists into record books: a row is one person in one year, with grade, title and honour as decided.

Nothing is guessed: who is meant, whether an award is the same as one on record, and which of two birth days or decision
days is right are put to a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor, PersonActor, Role
from thidua.common.components.texts import short_date
from thidua.common.policy import YES, Answer, refused
from thidua.common.tables.kinds import ImportKind
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.parsers import Choice, PartialDay, Text, Year
from thidua.common.tables.plans import (
    Difference,
    Option,
    PlanRow,
    Question,
    Row,
    RowPlan,
    ask,
    change,
    new,
    wrong,
)
from thidua.common.tables.reading import Finding
from thidua.core.law.codes import HONOUR_CODES, TITLE_CODES
from thidua.core.vietnam.names import fold
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Agency, Person, UnitMembership
from thidua.organisations.services.imports.finders import describe_person
from thidua.records.enums import AwardBasis, Grade, LawCode, RecipientKind
from thidua.records.models import RecordBook, UnitAward, YearGrade
from thidua.records.services.publishing import take_back_without_records

FIRST_YEAR: Final = 1948
THE_SAME: Final = "cung-mot"
TWO: Final = "hai-khen-thuong"
AS_IN_FILE: Final = "dung-nhu-tep"
MOST_ROWS: Final = 120_000
YEAR_LENGTH: Final = len("2021")

_SHORT_TITLES: Final = {
    "LĐTT": "ADVANCED_WORKER",
    "Lao động tiên tiến": "ADVANCED_WORKER",
    "Chiến sĩ tiên tiến": "ADVANCED_WORKER",
    "CSTĐCS": "GRASSROOTS_EMULATION_FIGHTER",
    "CSTĐ cơ sở": "GRASSROOTS_EMULATION_FIGHTER",
    "CSTĐ cấp Bộ": "MINISTERIAL_EMULATION_FIGHTER",
    "Chiến sĩ thi đua cấp Bộ": "MINISTERIAL_EMULATION_FIGHTER",
    "Chiến sĩ thi đua cấp tỉnh": "MINISTERIAL_EMULATION_FIGHTER",
    "CSTĐTQ": "NATIONAL_EMULATION_FIGHTER",
    "CSTĐ toàn quốc": "NATIONAL_EMULATION_FIGHTER",
}
_SHORT_HONOURS: Final = {
    "Giấy khen": "COMMENDATION_LETTER",
    "Bằng khen cấp Bộ": "MINISTRY_CERTIFICATE_OF_MERIT",
    "Bằng khen của Bộ trưởng": "MINISTRY_CERTIFICATE_OF_MERIT",
    "BKBT": "MINISTRY_CERTIFICATE_OF_MERIT",
    "Bằng khen của Chủ tịch UBND tỉnh": "MINISTRY_CERTIFICATE_OF_MERIT",
    "BKTTg": "PRIME_MINISTER_CERTIFICATE_OF_MERIT",
    "Bằng khen Thủ tướng": "PRIME_MINISTER_CERTIFICATE_OF_MERIT",
    "Bằng khen Thủ tướng Chính phủ": "PRIME_MINISTER_CERTIFICATE_OF_MERIT",
    "HCLĐ hạng Ba": "LABOUR_ORDER_THIRD_CLASS",
    "HCLĐ hạng Nhì": "LABOUR_ORDER_SECOND_CLASS",
    "HCLĐ hạng Nhất": "LABOUR_ORDER_FIRST_CLASS",
}
_SHORT_GRADES: Final = {
    "HTXSNV": "EXCELLENT",
    "Xuất sắc": "EXCELLENT",
    "HTTNV": "GOOD",
    "Tốt": "GOOD",
    "HTNV": "SATISFACTORY",
    "KHTNV": "UNSATISFACTORY",
}
_COLLECTIVE: Final = frozenset({
    "ADVANCED_LABOUR_COLLECTIVE", "EXCELLENT_LABOUR_COLLECTIVE", "MINISTRY_EMULATION_FLAG",
    "GOVERNMENT_EMULATION_FLAG", "REGION_EMULATION_FLAG", "EXEMPLARY_COMMUNE", "CULTURAL_VILLAGE",
})  # fmt: skip


def _labels(codes: Sequence[str]) -> dict[str, Any]:
    return {code: LawCode(code).label for code in codes if code not in _COLLECTIVE}


LAYOUT = Layout(
    "so-thanh-tich",
    "XẾP LOẠI, DANH HIỆU, HÌNH THỨC KHEN THƯỞNG QUA CÁC NĂM",
    (
        Column("name", "Họ và tên", Text(120), required=True, width=28, example="Nguyễn Văn Ví Dụ",
               spellings=("Họ tên", "Họ, tên", "Tên cá nhân")),
        Column("born", "Ngày sinh", PartialDay(), width=14, example=PartialDate(1980, 5, 19),
               spellings=("Năm sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh"),
               hint="Đủ ngày tháng năm, hoặc chỉ năm"),
        Column("staff_code", "Mã cán bộ", Text(40), width=14,
               spellings=("Mã số cán bộ", "Số hiệu công chức", "Mã nhân viên", "Mã CBCC", "Số hiệu")),
        Column("unit", "Đơn vị", Text(250), width=36, example="Vụ Ví dụ",
               spellings=("Tên đơn vị", "Đơn vị công tác", "Cơ quan, đơn vị"),
               hint="Chỉ dùng để phân biệt người cùng tên"),
        Column("year", "Năm", Year(), required=True, width=8, example=2021,
               spellings=("Năm thành tích", "Năm thi đua", "Năm khen thưởng")),
        Column("grade", "Mức xếp loại", Choice(dict(Grade.choices), _SHORT_GRADES), width=26, example="GOOD",
               spellings=("Xếp loại", "Mức độ hoàn thành nhiệm vụ", "Kết quả xếp loại")),
        Column("title", "Danh hiệu thi đua", Choice(_labels(TITLE_CODES), _SHORT_TITLES), width=26,
               example="GRASSROOTS_EMULATION_FIGHTER", spellings=("Danh hiệu",),
               hint="Nhập một danh hiệu chưa có nghĩa là đã ghi đủ danh hiệu của năm: "
                    "nhập xong, xác nhận đã ghi đủ ở sổ thành tích"),
        Column("honour", "Hình thức khen thưởng", Choice(_labels(HONOUR_CODES), _SHORT_HONOURS), width=26,
               spellings=("Hình thức", "Khen thưởng")),
        Column("basis", "Loại hình khen thưởng", Choice(dict(AwardBasis.choices)), width=18,
               spellings=("Diện khen", "Phân loại khen thưởng", "Loại khen thưởng")),
        Column("number", "Số quyết định", Text(80), width=20, example="12/QĐ-BVD",
               spellings=("Số QĐ", "Quyết định số")),
        Column("decided_on", "Ngày quyết định", PartialDay(), width=14, example=PartialDate(2022, 1, 20),
               spellings=("Ngày QĐ", "Ngày ký", "Ngày ban hành")),
        Column("issuer", "Cấp khen", Text(250), width=28,
               spellings=("Cơ quan ban hành", "Cấp quyết định", "Nơi ban hành")),
        Column("note", "Ghi chú", Text(500), width=28),
    ),
)  # fmt: skip
GRADE, TITLE, HONOUR, YEAR, NAME = "Mức xếp loại", "Danh hiệu thi đua", "Hình thức khen thưởng", "Năm", "Họ và tên"


@dataclass(frozen=True, slots=True)
class OldLists:
    """Where the lists go: the books of an agency's people, written by somebody who does not write in his own."""

    agency: Agency
    writer: int | None

    @property
    def pk(self) -> int:
        """The agency's."""
        return self.agency.pk

    def __str__(self) -> str:
        return str(self.agency)


def find_lists(actor: Actor, pk: int) -> OldLists | None:
    """The books of an agency whose standing office the actor is."""
    agency = Agency.objects.filter(pk=pk, pk__in=actor.agencies_as(Role.STANDING_OFFICE)).first()
    return None if agency is None else OldLists(agency, _person(actor))


def lists_of(actor: Actor) -> list[OldLists]:
    """Every agency whose lists the actor may bring in."""
    agencies = Agency.objects.filter(pk__in=actor.agencies_as(Role.STANDING_OFFICE)).order_by("path")
    return [OldLists(agency, _person(actor)) for agency in agencies]


def may_import_lists(actor: Actor, lists: OldLists) -> Answer:
    """Whether the actor brings lists in: the standing office."""
    if lists.agency.pk in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Chỉ cơ quan thường trực nhập danh sách vào sổ thành tích."), who=_("Cơ quan thường trực"))


def _person(actor: Actor) -> int | None:
    return actor.person if isinstance(actor, PersonActor) else None


# --- Planning --------------------------------------------------------------------------------------------------------

Award = tuple[int, int, str]
"""Person, year, code."""


@dataclass(slots=True)
class _Known:
    """What is on record of the agency's people, looked up once for all rows; and what earlier rows say."""

    writer: int | None
    today: date
    by_name: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    by_staff_code: dict[str, Person] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    unit_ids: dict[int, int] = field(default_factory=dict)
    starts: dict[int, date] = field(default_factory=dict)
    grades: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)
    awards: dict[Award, list[tuple[int, str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Its id, number and day (as text) of each on record."""
    decisions: dict[tuple[str, str], dict[str, tuple[str, int]]] = field(default_factory=lambda: defaultdict(dict))
    """Number and year of a decision → by issuer (“” where it is not known) its day as text, and the row it was first
    seen in (0: on record). Numbers begin anew every year, and with every issuer.
    """
    impossible: dict[tuple[Any, ...], list[Finding]] = field(default_factory=dict)
    """What cannot be, by what the row says."""
    found: dict[tuple[Any, ...], Person] = field(default_factory=dict)
    """Who is meant beyond doubt, by what the row says of him."""
    grade_rows: dict[tuple[int, int], Row] = field(default_factory=dict)
    award_rows: dict[Award, list[Row]] = field(default_factory=lambda: defaultdict(list))


def plan_lists(lists: OldLists, rows: Sequence[Row], today: date) -> PlanRow:
    """People by staff code, or by name with birth and unit; awards held against the book and the rows before."""
    known = _look_up(lists, rows, today)

    def plan_row(row: Row) -> RowPlan:
        findings = _impossible(known, row)
        if findings:
            return wrong(row, row["name"], *findings)
        person = _who(known, row)
        if isinstance(person, RowPlan):
            return person
        findings = list(_contradicts(known, row, person))
        if findings:
            return wrong(row, row["name"], *findings)
        return _number_clash(known, row) or _plan(known, row, person)

    return plan_row


def _look_up(lists: OldLists, rows: Sequence[Row], today: date) -> _Known:
    known = _Known(lists.writer, today)
    people = Person.objects.filter(agency=lists.agency)
    for person in people.order_by("pk"):
        known.by_name[person.search_key].append(person)
        if person.staff_code:
            known.by_staff_code[fold(person.staff_code)] = person
    members = UnitMembership.objects.filter(person__agency=lists.agency).order_by("since", "pk")
    for pk, unit, name in members.values_list("person", "unit", "unit__name"):
        known.units[pk], known.unit_ids[pk] = name, unit
    books = RecordBook.objects.filter(person__agency=lists.agency, employed_since__isnull=False)
    known.starts = {pk: day for pk, day in books.values_list("person", "employed_since") if pk and day}
    years = {row["year"] for row in rows}
    first, last = min(years, default=0), max(years, default=0)
    grades = YearGrade.objects.filter(book__person__agency=lists.agency, year__gte=first, year__lte=last)
    for pk, person_id, year, grade in grades.values_list("pk", "book__person", "year", "grade").iterator(20_000):
        known.grades[person_id, year] = pk, grade
    awards = UnitAward.objects.filter(agency=lists.agency, person__isnull=False, law_code__isnull=False)
    told = awards.filter(year__gte=first, year__lte=last).values_list(
        "pk", "person", "year", "law_code", "decision_number", "decided_on"
    )
    for pk, person_id, year, code, number, day in told.iterator(20_000):
        if code:
            known.awards[person_id, year, code].append((pk, _folded(number), _code(day)))
    numbers = UnitAward.objects.filter(agency=lists.agency).exclude(decision_number="").exclude(decided_on="")
    for number, day, issuer in (
        numbers.values_list("decision_number", "decided_on", "issuer").distinct().iterator(20_000)
    ):
        known.decisions[_folded(number), _code(day)[:YEAR_LENGTH]].setdefault(_folded(issuer), (_code(day), 0))
    return known


@lru_cache(maxsize=1 << 14)
def _code(day: PartialDate | str | None) -> str:
    """The text of a day; a file has few of them."""
    return day.code if isinstance(day, PartialDate) else day or ""


@lru_cache(maxsize=1 << 14)
def _folded(number: str) -> str:
    """The number of a decision as it is compared; a file has few of them."""
    return fold(number)


def _impossible(known: _Known, row: Row) -> Sequence[Finding]:
    """What cannot be, whoever it is about. Rows that say the same are looked at once."""
    get = row.values.get
    said = get("year"), get("decided_on"), get("grade"), get("title"), get("honour"), get("basis")
    if said not in known.impossible:
        known.impossible[said] = list(_look_for_impossible(row, known.today))
    return known.impossible[said]


def _look_for_impossible(row: Row, today: date) -> Iterator[Finding]:
    year: int = row["year"]
    if not FIRST_YEAR <= year <= today.year:
        yield Finding(
            YEAR,
            _("Năm %(year)s chưa đến, hoặc trước năm %(first)s.") % {"year": year, "first": FIRST_YEAR},
            _("Sửa năm trong tệp."),
        )
    if row["grade"] is None and row["title"] is None and row["honour"] is None:
        yield Finding(
            "",
            _("Dòng này không có xếp loại, danh hiệu hay hình thức khen thưởng nào."),
            _("Điền ít nhất một ô, hoặc xóa dòng."),
        )
    day: PartialDate | None = row["decided_on"]
    if day is not None and day.earliest is not None:
        if day.earliest > today:
            yield Finding("Ngày quyết định", _("Ngày quyết định ở phía trước."), _("Sửa ngày trong tệp."))
        elif day.latest is not None and day.latest < date(year, 1, 1):
            yield Finding(
                "Ngày quyết định",
                _("Quyết định ngày %(day)s có trước năm %(year)s.") % {"day": day, "year": year},
                _("Xem lại ngày và năm."),
            )
    if row["basis"] is not None and row["honour"] is None:
        yield Finding(
            "Loại hình khen thưởng",
            _("Có loại hình khen thưởng mà không có hình thức khen thưởng."),
            _("Điền hình thức, hoặc xóa ô này."),
        )


def _who(known: _Known, row: Row) -> Person | RowPlan:
    """The person of a row, or the plan of a row that cannot go on. Somebody found once is found for all his rows."""
    get = row.values.get
    said = get("staff_code"), get("name"), get("born"), get("unit")
    found = known.found.get(said)
    if found is None:
        told = _look_for(known, row)
        if isinstance(told, RowPlan) or row.answers:
            return told
        found = known.found[said] = told
    return found


def _look_for(known: _Known, row: Row) -> Person | RowPlan:
    code = row["staff_code"]
    if code and (by_code := known.by_staff_code.get(fold(code))):
        return _same_person(row, by_code, known)
    alike = known.by_name.get(fold(row["name"]), [])
    exact = [each for each in alike if each.full_name.casefold() == row["name"].casefold()]
    if exact and not row["name"].isascii():
        alike = exact
    if not alike:
        return wrong(
            row,
            row["name"],
            Finding(
                NAME,
                _("Không thấy người tên “%(name)s” trong danh mục.") % {"name": row["name"]},
                _("Sửa tên trong tệp, hoặc nhập người này vào danh mục người trước."),
            ),
        )
    agree = [each for each in alike if _births_agree(each, row["born"])]
    here = [each for each in agree if row["unit"] and fold(row["unit"]) == fold(known.units.get(each.pk, ""))]
    sure = here if len(here) == 1 else agree if len(agree) == 1 and len(alike) == 1 else _born_so(agree, row["born"])
    if len(sure) == 1:
        return sure[0]
    return _ask_who(known, row, here or agree or alike, is_birth_other=not agree)


def _same_person(row: Row, person: Person, known: _Known) -> Person | RowPlan:
    """Who has the code: with another name or birth a person must say."""
    if fold(person.full_name) == fold(row["name"]) and _births_agree(person, row["born"]):
        return person
    return _ask_who(known, row, [person], is_birth_other=fold(person.full_name) == fold(row["name"]))


def _ask_who(known: _Known, row: Row, people: Sequence[Person], *, is_birth_other: bool) -> Person | RowPlan:
    answer = row.answers.get("person", "")
    for person in people:
        if str(person.pk) == answer:
            return person
    told = {"name": row["name"], "born": row["born"] or _("không ghi ngày sinh")}
    if is_birth_other:
        text = _("Danh mục có %(name)s với ngày sinh khác (%(born)s trong tệp). Có phải là người này?") % told
    else:
        text = _("Có nhiều người tên %(name)s. Dòng này là ai?") % told
    options = tuple(Option(str(each.pk), describe_person(each, known.units.get(each.pk, ""))) for each in people[:20])
    return ask(row, row["name"], Question("person", text, options))


def _births_agree(person: Person, born: PartialDate | None) -> bool:
    """Whether nothing known speaks against the birth in the file."""
    if born is None or born.year is None:
        return True
    if person.born_on is not None:
        return born.may_be(person.born_on)
    return person.born_year is None or person.born_year == born.year


def _born_so(people: Sequence[Person], born: PartialDate | None) -> list[Person]:
    """Those born on the very day that the file names."""
    if born is None or born.day is None:
        return []
    return [each for each in people if each.born_on is not None and born.may_be(each.born_on)]


def _contradicts(known: _Known, row: Row, person: Person) -> Iterator[Finding]:
    """What cannot be of this person."""
    if known.writer is not None and person.pk == known.writer:
        yield Finding(
            NAME,
            _("Không ai tự ghi sổ thành tích của mình."),
            _("Bỏ dòng này; nhờ người khác của cơ quan thường trực ghi."),
        )
    start = known.starts.get(person.pk)
    if start is not None and row["year"] < start.year:
        yield Finding(
            YEAR,
            _("Năm %(year)s trước ngày vào làm %(day)s của người này.")
            % {"year": row["year"], "day": short_date(start)},
            _("Sửa năm trong tệp, hoặc sửa ngày vào làm trong sổ."),
        )


def _number_clash(known: _Known, row: Row) -> RowPlan | None:
    """One number of a decision with two days of one year: a person says whether that is so."""
    number, day = row["number"], _code(row["decided_on"])
    if not number or not day:
        return None
    by_issuer = known.decisions[_folded(number), day[:YEAR_LENGTH]]
    before, line = _same_decision(by_issuer, _folded(row["issuer"] or ""), (day, row.number))
    if before == day or row.answers.get("number") == AS_IN_FILE or before.startswith(day) or day.startswith(before):
        return None
    told = {"number": number, "one": _say_day(before), "other": _say_day(day), "row": line}
    where = _("dòng %(row)s") % told if line else _("sổ khen thưởng")
    text = _("Quyết định số %(number)s có ngày %(one)s ở %(where)s, dòng này ghi ngày %(other)s. Đúng như tệp?") % {
        **told,
        "where": where,
    }
    option = Option(AS_IN_FILE, _("Đúng như tệp: hai quyết định trùng số"))
    return ask(row, row["name"], Question("number", text, (option,)))


def _same_decision(by_issuer: dict[str, tuple[str, int]], issuer: str, here: tuple[str, int]) -> tuple[str, int]:
    """Day and row of what has the same number, as far as issuers do not tell them apart; else this one, kept."""
    found = by_issuer.get(issuer)
    if found is None:
        others = [by_issuer[""]] if "" in by_issuer else [] if issuer else list(by_issuer.values())
        found = next((each for each in others if each[0] == here[0]), others[0] if others else None)
    if found is None or found[0] == here[0]:
        by_issuer.setdefault(issuer, here)
    return found or here


def _say_day(code: str) -> str:
    parts = code.split("-")
    return "/".join(reversed(parts))


def _plan(known: _Known, row: Row, person: Person) -> RowPlan:
    """What the row adds and what it changes."""
    get = row.values.get
    values: dict[str, Any] = {
        "person": person.pk,
        "unit": known.unit_ids.get(person.pk),
        "year": row["year"],
        "number": get("number") or "",
        "decided_on": _code(get("decided_on")),
        "issuer": get("issuer") or "",
        "note": get("note") or "",
        "basis": get("basis"),
    }
    differences: list[Difference] = []
    target = person.pk
    is_new = False
    if row["grade"] is not None:
        told = _plan_grade(known, row, person)
        if isinstance(told, RowPlan):
            return told
        stored, before = told
        if stored is None and before != row["grade"]:
            values["grade"], is_new = row["grade"], True
        elif stored is not None and before != row["grade"]:
            values |= {"grade_row": stored, "new_grade": row["grade"]}
            label = _("Xếp loại năm %(year)s") % {"year": row["year"]}
            differences.append(Difference(label, str(Grade(before).label), str(Grade(row["grade"]).label)))
    for key in ("title", "honour"):
        if row[key] is not None:
            kept = _plan_award(known, row, person, key)
            if isinstance(kept, RowPlan):
                return kept
            if kept:
                values[key], is_new = row[key], True
    if differences and is_new:
        added = [str(LawCode(values[key]).label) for key in ("title", "honour") if key in values]
        differences += [Difference(_("Ghi thêm"), "", ", ".join(added))] if added else []
    if differences or not is_new:
        return change(row, person.full_name, target, differences, **values)
    return new(row, person.full_name, **values)


def _plan_grade(known: _Known, row: Row, person: Person) -> tuple[int | None, str] | RowPlan:
    """The grade on record (its id, what it says), or what an earlier row of the file says (no id)."""
    place = person.pk, row["year"]
    first = known.grade_rows.setdefault(place, row)
    if first is not row:
        if first["grade"] == row["grade"]:
            return None, row["grade"]
        says = _("Dòng %(row)s đã ghi mức “%(grade)s” cho năm này.")
        grade = str(Grade(first["grade"]).label)
        finding = Finding(GRADE, says % {"row": first.number, "grade": grade}, _("Giữ một dòng đúng."))
        return wrong(row, person.full_name, finding)
    return known.grades.get(place, (None, ""))


def _plan_award(known: _Known, row: Row, person: Person, key: str) -> bool | RowPlan:
    """Whether the award is to be added; a plan where the same award may stand there already."""
    code = row[key]
    place = person.pk, row["year"], code
    number, day = _folded(row["number"] or ""), _code(row["decided_on"])
    earlier = known.award_rows[place]
    is_answered = row.answers.get("award") in (THE_SAME, TWO)
    for other in earlier:
        if _folded(other["number"] or "") == number and _code(other["decided_on"]) == day:
            says, name = _("“%(award)s” năm %(year)s đã có ở dòng %(row)s."), str(LawCode(code).label)
            finding = Finding(
                TITLE if key == "title" else HONOUR,
                says % {"award": name, "year": row["year"], "row": other.number},
                _("Giữ lại một dòng."),
            )
            return wrong(row, person.full_name, finding)
    if earlier and not is_answered:
        return _ask_award(row, person, _("dòng %(row)s") % {"row": earlier[0].number}, key)
    earlier.append(row)
    stored = known.awards.get(place, [])
    if any(_agree(number, day, one, when) for _pk, one, when in stored):
        return False
    if stored and not is_answered:
        return _ask_award(row, person, _("sổ thành tích"), key)
    return row.answers.get("award") != THE_SAME


def _agree(number: str, day: str, other_number: str, other_day: str) -> bool:
    """Whether two papers may be one: what one of them leaves out speaks against nothing."""
    numbers = not number or not other_number or number == other_number
    days = not day or not other_day or day.startswith(other_day) or other_day.startswith(day)
    return numbers and days


def _ask_award(row: Row, person: Person, where: str, key: str) -> RowPlan:
    text = _("%(where)s đã có “%(award)s” năm %(year)s theo quyết định khác. Là cùng một khen thưởng?") % {
        "where": where[:1].upper() + where[1:],
        "award": str(LawCode(row[key]).label),
        "year": row["year"],
    }
    options = [Option(THE_SAME, _("Cùng một khen thưởng: giữ bản đang có"))]
    options.append(Option(TWO, _("Hai lần khen thưởng khác nhau: ghi cả hai")))
    return ask(row, person.full_name, Question("award", text, tuple(options)))


# --- Writing ---------------------------------------------------------------------------------------------------------


PAPER: Final = ("decision_number", "decided_on", "issuer", "note")
"""What a decision says, as a row is planned and as it is stored."""


def apply_lists(lists: OldLists, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Open the books that are not there yet, then write grades and awards; change grades that the file corrects."""
    agency = lists.agency.pk
    rows = [plan.values for plan in plans]
    wanted = {values["person"] for values in rows}
    books = dict(RecordBook.objects.filter(person__agency=agency).values_list("person", "pk"))
    opened = [(person,) for person in sorted(wanted - books.keys())]
    ids = ledger.add(RecordBook, ("person_id",), opened, agency_id=agency)
    books.update(zip((person for (person,) in opened), ids, strict=True))
    ledger.add(
        YearGrade,
        ("book_id", "year", "grade", *PAPER),
        [
            (books[values["person"]], values["year"], values["grade"], *_paper(values))
            for values in rows
            if "grade" in values
        ],
        agency_id=agency,
        recorded_at=now,
    )
    names = {code.value: str(code.label) for code in LawCode}
    people = dict(Person.objects.filter(agency=agency).values_list("pk", "full_name"))
    ledger.add(
        UnitAward,
        ("person_id", "unit_id", "year", "recipient", "law_code", "name", "basis", *PAPER),
        [
            (
                values["person"],
                values["unit"],
                values["year"],
                people[values["person"]],
                values[key],
                names[values[key]],
                values["basis"] if key == "honour" else None,
                *_decision(values),
            )
            for values in rows
            for key in ("title", "honour")
            if key in values
        ],
        agency_id=agency,
        recipient_kind=RecipientKind.PERSON,
        is_told_to_bloc=False,
        recorded_at=now,
    )
    changed = {values["grade_row"]: values["new_grade"] for values in rows if "grade_row" in values}
    for grade in YearGrade.objects.select_for_update(no_key=True).filter(pk__in=changed).order_by("pk"):
        ledger.change(grade, grade=changed[grade.pk])


def _paper(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The decision is of the award where there is one; else of the grade."""
    return ("", "", "", "") if "title" in values or "honour" in values else _decision(values)


def _decision(values: Mapping[str, Any]) -> tuple[str, ...]:
    return values["number"], values["decided_on"], values["issuer"], values["note"]


def export_lists(lists: OldLists) -> Iterator[Mapping[str, Any]]:
    """Grades, titles and honours on record, a row each."""
    about = {
        person.pk: {
            "name": person.full_name,
            "born": PartialDate.of(person.born_on) if person.born_on else None,
            "staff_code": person.staff_code or None,
        }
        for person in Person.objects.filter(agency=lists.agency)
    }
    grades = YearGrade.objects.filter(book__person__agency=lists.agency).select_related("book")
    for grade in grades.order_by("book__person__sort_key", "year").iterator(2_000):
        yield {**about[grade.book.person_id or 0], "year": grade.year, "grade": grade.grade, **_paper_out(grade)}
    awards = UnitAward.objects.filter(agency=lists.agency, person__isnull=False, law_code__isnull=False)
    for award in awards.order_by("person__sort_key", "year", "pk").iterator(2_000):
        key = "title" if award.law_code in TITLE_CODES else "honour"
        if award.person_id in about:
            yield {**about[award.person_id or 0], "year": award.year, key: award.law_code,
                   "basis": award.basis if key == "honour" else None, **_paper_out(award)}  # fmt: skip


def _paper_out(entry: YearGrade | UnitAward) -> dict[str, Any]:
    return {
        "number": entry.decision_number or None,
        "decided_on": entry.decided_on if entry.decided_on.code else None,
        "issuer": entry.issuer or None,
        "note": entry.note or None,
    }


OLD_LISTS = ImportKind(
    kind="so-thanh-tich",
    label=lambda: _("xếp loại, danh hiệu, khen thưởng qua các năm"),
    layout=LAYOUT,
    find=find_lists,
    may=may_import_lists,
    subjects=lists_of,
    agency_of=lambda lists: lists.agency.pk,
    back_url=lambda lists: reverse("record_books"),
    planner=plan_lists,
    apply=apply_lists,
    export=export_lists,
    undone=lambda lists, undoing: take_back_without_records(lists.agency, undoing.at),
    record=record,
    most_rows=MOST_ROWS,
    takes_csv=True,
)
