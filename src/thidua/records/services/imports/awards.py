"""Grades, titles and honours by year, of people or of units: held against what is on record and the rows before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.common.tables.kinds import Undoing
from thidua.common.tables.layouts import Column
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.parsers import Choice
from thidua.common.tables.plans import Difference, Option, Question, Row, RowPlan, ask, change, new, wrong
from thidua.common.tables.reading import Finding
from thidua.core.law.codes import HONOUR_CODES, TITLE_CODES
from thidua.records.enums import AwardBasis, Grade, LawCode
from thidua.records.models import UnitAward, YearGrade
from thidua.records.services.imports.books import open_books
from thidua.records.services.imports.lists import (
    PAPER,
    THE_SAME,
    Impossible,
    OldLists,
    code_of,
    folded,
    paper_of,
    say_day,
    stored_paper,
    wrong_days,
    wrong_years,
)
from thidua.records.services.publishing import take_back_without_records

TWO: Final = "hai-khen-thuong"
GRADE, TITLE, HONOUR, BASIS = "Mức xếp loại", "Danh hiệu thi đua", "Hình thức khen thưởng", "Loại hình khen thưởng"
COLUMN_OF: Final = {"title": TITLE, "honour": HONOUR}
NO_PAPER: Final = ("", "", "", "")
COLLECTIVE_TITLES: Final = frozenset({
    "ADVANCED_LABOUR_COLLECTIVE", "EXCELLENT_LABOUR_COLLECTIVE", "MINISTRY_EMULATION_FLAG",
    "GOVERNMENT_EMULATION_FLAG", "REGION_EMULATION_FLAG", "EXEMPLARY_COMMUNE", "CULTURAL_VILLAGE",
})  # fmt: skip
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


def labels_of(codes: Iterable[str]) -> dict[str, Any]:
    """Code → what it is called."""
    return {code: LawCode(code).label for code in codes}


def award_columns(
    titles: Iterable[str], short_titles: Mapping[str, str], title: str, honours: Iterable[str] = HONOUR_CODES
) -> tuple[Column, ...]:
    """Grade, title, honour and its basis; `title` is the example of a title."""
    return (
        Column("grade", GRADE, Choice(dict(Grade.choices), _SHORT_GRADES), width=26, example="GOOD",
               spellings=("Xếp loại", "Mức độ hoàn thành nhiệm vụ", "Kết quả xếp loại")),
        Column("title", TITLE, Choice(labels_of(titles), short_titles), width=26,
               example=title, spellings=("Danh hiệu",),
               hint="Nhập một danh hiệu chưa có nghĩa là đã ghi đủ danh hiệu của năm: "
                    "nhập xong, xác nhận đã ghi đủ ở sổ thành tích"),
        Column("honour", HONOUR, Choice(labels_of(honours), _SHORT_HONOURS), width=26,
               spellings=("Hình thức", "Khen thưởng")),
        Column("basis", BASIS, Choice(dict(AwardBasis.choices)), width=18,
               hint="Của hình thức; dòng chỉ có danh hiệu thì của danh hiệu (Cờ thi đua có thể tặng theo chuyên đề)",
               spellings=("Diện khen", "Phân loại khen thưởng", "Loại khen thưởng")),
    )  # fmt: skip


def impossible(today: date) -> Impossible:
    """What cannot be of a grade or an award, whoever it is about."""

    def look(row: Row) -> Iterable[Finding]:
        yield from wrong_years(row, today)
        if row["grade"] is None and row["title"] is None and row["honour"] is None:
            yield Finding(
                "",
                _("Dòng này không có xếp loại, danh hiệu hay hình thức khen thưởng nào."),
                _("Điền ít nhất một ô, hoặc xóa dòng."),
            )
        yield from wrong_days(row, today, row["year"])
        if row["basis"] is not None and row["honour"] is None and row["title"] is None:
            yield Finding(
                BASIS,
                _("Có loại hình khen thưởng mà không có danh hiệu hay hình thức khen thưởng."),
                _("Điền danh hiệu hoặc hình thức, hoặc xóa ô này."),
            )

    return Impossible(("year", "decided_on", "grade", "title", "honour", "basis"), look)


Award = tuple[int, int, str]
"""Subject, year, code."""
OnRecord = tuple[int, str, str, str | None]
"""Id, number, day (as text) and basis (empty: not known) of an award; None of one of which nobody knows that it is this
one, so that no basis is told of it.
"""


class KnownAwards:
    """Grades and awards on record by subject, year and code, and what earlier rows say."""

    def __init__(self, grades: QuerySet[YearGrade], subject: str, rows: Sequence[Row]) -> None:
        """`grades`: those of all subjects; `subject`: where from a grade its subject's id is found."""
        years = {row["year"] for row in rows}
        self.first, self.last = min(years, default=0), max(years, default=0)
        within = grades.filter(year__gte=self.first, year__lte=self.last).order_by()
        told = within.values_list("pk", subject, "year", "grade")
        self.grades = {(pk, year): (row, grade) for row, pk, year, grade in told.iterator(20_000)}
        self.awards: dict[Award, list[OnRecord]] = defaultdict(list)
        self.grade_rows: dict[tuple[int, int], Row] = {}
        self.award_rows: dict[Award, list[Row]] = defaultdict(list)

    def note(self, awards: QuerySet[UnitAward], subject: str) -> None:
        """Take up the awards on record that the law names."""
        within = awards.filter(year__gte=self.first, year__lte=self.last, law_code__isnull=False).order_by("year", "pk")
        told = within.values_list("pk", subject, "year", "law_code", "decision_number", "decided_on", "basis")
        for row, pk, year, code, number, day, basis in told.iterator(20_000):
            self.awards[pk, year, code].append((row, folded(number), code_of(day), basis or ""))

    def plan(self, row: Row, subject: int, title: str, **whose: Any) -> RowPlan:
        """What the row adds and what it changes. `whose`: what the plan says of the subject."""
        values: dict[str, Any] = {**whose, "year": row["year"], **paper_of(row), "basis": row.values.get("basis")}
        values["basis_of"] = "title" if row["honour"] is None else "honour"
        differences: list[Difference] = []
        is_new = False
        if row["grade"] is not None:
            told = self._plan_grade(row, subject, title)
            if isinstance(told, RowPlan):
                return told
            stored, before = told
            if stored is None and before != row["grade"]:
                values["grade"], is_new = row["grade"], True
            elif stored is not None and before != row["grade"]:
                values |= {"grade_row": stored, "new_grade": row["grade"]}
                label = _("Xếp loại năm %(year)s") % {"year": row["year"]}
                differences.append(Difference(label, str(Grade(before).label), str(Grade(row["grade"]).label)))
        for key in COLUMN_OF:
            if row[key] is not None:
                kept = self._plan_award(row, subject, title, key)
                if isinstance(kept, RowPlan):
                    return kept
                if isinstance(kept, BasisOf):
                    values |= {"basis_row": kept.award, "basis_before": kept.before}
                    differences.append(kept.difference(row, key))
                elif kept:
                    values[key], is_new = row[key], True
        if differences and is_new:
            added = [str(LawCode(values[key]).label) for key in COLUMN_OF if key in values]
            differences += [Difference(_("Ghi thêm"), "", ", ".join(added))] if added else []
        if differences or not is_new:
            return change(row, title, subject, differences, **values)
        return new(row, title, **values)

    def _plan_grade(self, row: Row, subject: int, title: str) -> tuple[int | None, str] | RowPlan:
        """The grade on record (its id, what it says), or what an earlier row of the file says (no id)."""
        place = subject, row["year"]
        first = self.grade_rows.setdefault(place, row)
        if first is not row:
            if first["grade"] == row["grade"]:
                return None, row["grade"]
            says = _("Dòng %(row)s đã ghi mức “%(grade)s” cho năm này.")
            grade = str(Grade(first["grade"]).label)
            finding = Finding(GRADE, says % {"row": first.number, "grade": grade}, _("Giữ một dòng đúng."))
            return wrong(row, title, finding)
        return self.grades.get(place, (None, ""))

    def _plan_award(self, row: Row, subject: int, title: str, key: str) -> bool | BasisOf | RowPlan:
        """Whether the award is to be added, or which one on record gets its basis from the row; a plan where the same
        award may stand there already.
        """
        code = row[key]
        place = subject, row["year"], code
        number, day = folded(row["number"] or ""), code_of(row["decided_on"])
        earlier = self.award_rows[place]
        is_answered = row.answers.get("award") in (THE_SAME, TWO)
        for other in earlier:
            if folded(other["number"] or "") == number and code_of(other["decided_on"]) == day:
                says, name = _("“%(award)s” năm %(year)s đã có ở dòng %(row)s."), str(LawCode(code).label)
                told = {"award": name, "year": row["year"], "row": other.number}
                return wrong(row, title, Finding(COLUMN_OF[key], says % told, _("Giữ lại một dòng.")))
        if earlier and not is_answered:
            return _ask_award(row, title, _("dòng %(row)s") % {"row": earlier[0].number}, key)
        earlier.append(row)
        stored = self.awards.get(place, [])
        if alike := [each for each in stored if _agree(number, day, each[1], each[2])]:
            return self._plan_basis(row, title, key, alike)
        if stored and not is_answered:
            return _ask_award(row, title, _("sổ thành tích"), key)
        return row.answers.get("award") != THE_SAME

    def _plan_basis(self, row: Row, title: str, key: str, alike: Sequence[OnRecord]) -> bool | BasisOf | RowPlan:
        """What the row adds to awards on record that may be its own: the basis, where none of them has it. Another one
        takes its place only where a person says so.
        """
        basis = row.values.get("basis") if key == ("title" if row["honour"] is None else "honour") else None
        alike = [each for each in alike if each[3] is not None]
        if basis is None or not alike or any(each[3] == basis for each in alike):
            return False
        if len(alike) == 1 and not alike[0][3]:
            return BasisOf(alike[0][0], "", basis)
        said = row.answers.get("basis")
        if said in (THE_SAME, TWO):
            return said == TWO
        chosen = next((each for each in alike if str(each[0]) == said), None)
        return BasisOf(chosen[0], chosen[3] or "", basis) if chosen else _ask_basis(row, title, key, alike)


@dataclass(frozen=True, slots=True)
class BasisOf:
    """An award on record that gets its basis; `before` is empty where none was known."""

    award: int
    before: str
    after: str

    def difference(self, row: Row, key: str) -> Difference:
        """What the preview shows."""
        label = _("Loại hình của “%(award)s” năm %(year)s") % {
            "award": str(LawCode(row[key]).label),
            "year": row["year"],
        }
        return Difference(label, _basis_words(self.before) if self.before else "", _basis_words(self.after))


def _basis_words(basis: str | None) -> str:
    return str(AwardBasis(basis).label) if basis else _("chưa rõ loại hình")


def _ask_basis(row: Row, title: str, key: str, alike: Sequence[OnRecord]) -> RowPlan:
    """On record the award has another basis, or there is more than one that may be meant."""
    text = _("Sổ thành tích đã có “%(award)s” năm %(year)s (%(bases)s), dòng này ghi “%(basis)s”. Ghi thế nào?") % {
        "award": str(LawCode(row[key]).label),
        "year": row["year"],
        "bases": "; ".join(_basis_words(each[3]) for each in alike),
        "basis": _basis_words(row["basis"]),
    }
    options = [Option(THE_SAME, _("Cùng một khen thưởng: giữ bản đang có"))]
    for pk, number, day, basis in alike:
        paper = ", ".join(part for part in (number, say_day(day)) if part) or _("không rõ quyết định")
        says = _("Sửa loại hình theo tệp: bản đang có (%(paper)s), %(basis)s")
        options.append(Option(str(pk), says % {"paper": paper, "basis": _basis_words(basis).lower()}))
    options.append(Option(TWO, _("Hai lần khen thưởng khác nhau: ghi cả hai")))
    return ask(row, title, Question("basis", text, tuple(options)))


def _agree(number: str, day: str, other_number: str, other_day: str) -> bool:
    """Whether two papers may be one: what one of them leaves out speaks against nothing."""
    numbers = not number or not other_number or number == other_number
    days = not day or not other_day or day.startswith(other_day) or other_day.startswith(day)
    return numbers and days


def _ask_award(row: Row, title: str, where: str, key: str) -> RowPlan:
    text = _("%(where)s đã có “%(award)s” năm %(year)s theo quyết định khác. Là cùng một khen thưởng?") % {
        "where": where[:1].upper() + where[1:],
        "award": str(LawCode(row[key]).label),
        "year": row["year"],
    }
    options = [Option(THE_SAME, _("Cùng một khen thưởng: giữ bản đang có"))]
    options.append(Option(TWO, _("Hai lần khen thưởng khác nhau: ghi cả hai")))
    return ask(row, title, Question("award", text, tuple(options)))


# --- Writing and taking out ------------------------------------------------------------------------------------------


def add_grades(ledger: Ledger, agency: int, rows: Sequence[Mapping[str, Any]], whose: str, now: datetime) -> None:
    """Open the books of each person or unit (`whose`) that are not there yet, and write new grades. The decision is of
    the award where there is one; else of the grade.
    """
    books = open_books(agency, whose, {values[whose] for values in rows}, ledger)
    ledger.add(
        YearGrade,
        ("book_id", "year", "grade", *PAPER),
        [
            (books[values[whose]], values["year"], values["grade"],
             *(NO_PAPER if "title" in values or "honour" in values else stored_paper(values)))
            for values in rows
            if "grade" in values
        ],
        agency_id=agency,
        recorded_at=now,
    )  # fmt: skip


def awards_in(rows: Sequence[Mapping[str, Any]]) -> Iterable[tuple[Mapping[str, Any], str, str | None]]:
    """Each new award: the row's values, its code, its basis (in a row with both that of the honour)."""
    for values in rows:
        for key in COLUMN_OF:
            if key in values:
                yield values, values[key], values["basis"] if key == values["basis_of"] else None


def change_bases(ledger: Ledger, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write on what basis awards on record were given."""
    changed = {values["basis_row"]: values["basis"] for values in rows if "basis_row" in values}
    for award in UnitAward.objects.select_for_update(no_key=True).filter(pk__in=changed).order_by("pk"):
        ledger.change(award, basis=changed[award.pk])


def change_grades(ledger: Ledger, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the grades that the file corrects."""
    changed = {values["grade_row"]: values["new_grade"] for values in rows if "grade_row" in values}
    for grade in YearGrade.objects.select_for_update(no_key=True).filter(pk__in=changed).order_by("pk"):
        ledger.change(grade, grade=changed[grade.pk])


def take_back_published(lists: OldLists, undoing: Undoing) -> None:
    """Nobody reads any more of awards that an undone list had brought in."""
    take_back_without_records(lists.agency, undoing.at)


def award_out(award: UnitAward) -> dict[str, Any]:
    """Year, title or honour, and its basis, by column key."""
    key = "title" if award.law_code in TITLE_CODES else "honour"
    return {"year": award.year, key: award.law_code, "basis": award.basis}
