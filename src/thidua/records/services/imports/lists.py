"""What all old lists share: where they go, the columns of a paper, what cannot be, one number of a decision with two
days. A kind of list is a layout, a planner and what it writes; see `old_lists.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, Protocol

from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor, Role, person_of
from thidua.common.policy import YES, Answer, refused
from thidua.common.tables.errors import ImportStateError
from thidua.common.tables.kinds import ImportKind, Undoing
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger, written_in
from thidua.common.tables.parsers import PartialDay, Text, Year
from thidua.common.tables.plans import Option, Planner, Question, Row, RowPlan, ask
from thidua.common.tables.reading import Finding
from thidua.core.vietnam.names import fold
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Agency
from thidua.records.models import AwardHold, DisciplinaryMeasure, RecordBook, UnitAward, Work, YearGrade
from thidua.records.services.reopening import forget_reopenings, reopen_by_import

FIRST_YEAR: Final = 1948
AS_IN_FILE: Final = "dung-nhu-tep"
THE_SAME: Final = "cung-mot"
BOTH: Final = "ca-hai"
MOST_ROWS: Final = 120_000
YEAR_LENGTH: Final = len("2021")
YEAR, DAY = "Năm", "Ngày quyết định"
PAPER: Final = ("decision_number", "decided_on", "issuer", "note")
"""What a decision says, as it is stored; `paper_of` gives it in this order."""
_OWNERS: Final[Mapping[type[Model], str]] = {
    YearGrade: "book__person",
    UnitAward: "person",
    Work: "book__person",
    DisciplinaryMeasure: "book__person",
    AwardHold: "book__person",
    RecordBook: "person",
}
"""What lists write → whose it is."""


@dataclass(frozen=True, slots=True)
class OldLists:
    """Where the lists go: the books of an agency, written by somebody who does not write in his own."""

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
    return None if agency is None else OldLists(agency, person_of(actor))


def lists_of(actor: Actor) -> list[OldLists]:
    """Every agency whose lists the actor may bring in."""
    agencies = Agency.objects.filter(pk__in=actor.agencies_as(Role.STANDING_OFFICE)).order_by("path")
    return [OldLists(agency, person_of(actor)) for agency in agencies]


def may_import_lists(actor: Actor, lists: OldLists) -> Answer:
    """Whether the actor brings lists in, and takes them out: the standing office, which also sees and writes discipline
    and holds.
    """
    if lists.agency.pk in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Chỉ cơ quan thường trực nhập danh sách vào sổ thành tích."), who=_("Cơ quan thường trực"))


def refuse_own_undo(lists: OldLists, effects: Mapping[str, Any]) -> None:
    """Nobody takes lines out of his own book, neither by undoing what somebody else brought in."""
    if lists.writer is None:
        return
    written = written_in(effects)
    for model, whose in _OWNERS.items():
        ids = written.get(model._meta.label_lower, set())
        if ids and not ids.isdisjoint(
            model._default_manager.filter(**{whose: lists.writer}).values_list("pk", flat=True)
        ):
            raise ImportStateError(
                _("Lần nhập này có dòng trong sổ thành tích của chính anh/chị: không ai tự sửa sổ của mình."),
                remedy=_("Nhờ người khác của cơ quan thường trực hoàn tác."),
            )


def list_kind(
    kind: str,
    label: Callable[[], str],
    layout: Layout,
    *,
    planner: Planner,
    apply: Callable[[OldLists, Sequence[RowPlan], Ledger, datetime], None],
    export: Callable[[OldLists], Iterable[Mapping[str, Any]]],
    undone: Callable[[OldLists, Undoing], object] | None = None,
) -> ImportKind:
    """A kind of old list: brought in by the standing office into the books of its agency; the rest as `ImportKind`.
    What comes among years that were told in full speaks against that word.
    """

    def write(lists: OldLists, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
        apply(lists, plans, ledger, now)
        reopen_by_import(lists.agency.pk, ledger, now)

    def reverse_all(lists: OldLists, undoing: Undoing) -> None:
        forget_reopenings(lists.agency.pk, undoing.appended)
        if undone is not None:
            undone(lists, undoing)

    return ImportKind(
        kind=kind,
        label=label,
        layout=layout,
        find=find_lists,
        may=may_import_lists,
        subjects=lists_of,
        agency_of=lambda lists: lists.agency.pk,
        back_url=lambda lists: reverse("record_books"),
        planner=planner,
        apply=write,
        export=export,
        undone=reverse_all,
        refuse_undo=refuse_own_undo,
        record=record,
        most_rows=MOST_ROWS,
        takes_csv=True,
    )


# --- Columns ---------------------------------------------------------------------------------------------------------


def year_column(*spellings: str, header: str = YEAR) -> Column:
    """The year of what a row tells."""
    return Column("year", header, Year(), required=True, width=8, example=2021, spellings=spellings)


def paper_columns(issuer: str) -> tuple[Column, ...]:
    """The decision that a row rests on, as far as it is known, and a note. `issuer`: how its issuer is called."""
    others = ("Cấp khen", "Cơ quan ban hành", "Cấp quyết định", "Nơi ban hành")
    return (
        Column("number", "Số quyết định", Text(80), width=20, example="12/QĐ-BVD",
               spellings=("Số QĐ", "Quyết định số", "Số văn bản")),
        Column("decided_on", DAY, PartialDay(), width=14, example=PartialDate(2022, 1, 20),
               spellings=("Ngày QĐ", "Ngày ký", "Ngày ban hành", "Ngày văn bản")),
        Column("issuer", issuer, Text(250), width=28,
               spellings=tuple(each for each in others if each != issuer)),
        Column("note", "Ghi chú", Text(500), width=28),
    )  # fmt: skip


def paper_of(row: Row) -> dict[str, str]:
    """What the row says of its decision, as a plan holds it."""
    get = row.values.get
    return {
        "number": get("number") or "",
        "decided_on": code_of(get("decided_on")),
        "issuer": get("issuer") or "",
        "note": get("note") or "",
    }


def stored_paper(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The same in the order of `PAPER`."""
    return values["number"], values["decided_on"], values["issuer"], values["note"]


class Paper(Protocol):
    """What rests on a decision."""

    decision_number: Any
    decided_on: Any
    issuer: Any
    note: Any


def paper_out(entry: Paper) -> dict[str, Any]:
    """The decision of something stored, by column key."""
    return {
        "number": entry.decision_number or None,
        "decided_on": entry.decided_on if entry.decided_on.code else None,
        "issuer": entry.issuer or None,
        "note": entry.note or None,
    }


@lru_cache(maxsize=1 << 14)
def code_of(day: PartialDate | str | None) -> str:
    """The text of a day; a file has few of them."""
    return day.code if isinstance(day, PartialDate) else day or ""


@lru_cache(maxsize=1 << 14)
def folded(number: str) -> str:
    """The number of a decision, or another short text, as it is compared; a file has few of them."""
    return fold(number)


def where_it_stands(row: int) -> str:
    """Where something on record, or told by an earlier row of the file (0: by none), stands: begins a sentence."""
    return _("Dòng %(row)s") % {"row": row} if row else _("Sổ")


def say_day(code: str) -> str:
    """“20/01/2022” for “2022-01-20”."""
    return "/".join(reversed(code.split("-")))


# --- What cannot be --------------------------------------------------------------------------------------------------


def wrong_years(row: Row, today: date) -> Iterator[Finding]:
    """A year that has not come, or lies before the first of all."""
    year: int = row["year"]
    if not FIRST_YEAR <= year <= today.year:
        yield Finding(
            YEAR,
            _("Năm %(year)s chưa đến, hoặc trước năm %(first)s.") % {"year": year, "first": FIRST_YEAR},
            _("Sửa năm trong tệp."),
        )


def wrong_days(row: Row, today: date, year: int | None = None) -> Iterator[Finding]:
    """A decision of a day that has not come, or before the year it is about."""
    day: PartialDate | None = row["decided_on"]
    if day is None or day.earliest is None:
        return
    if day.earliest > today:
        yield Finding(DAY, _("Ngày quyết định ở phía trước."), _("Sửa ngày trong tệp."))
    elif year is not None and day.latest is not None and day.latest < date(year, 1, 1):
        yield Finding(
            DAY,
            _("Quyết định ngày %(day)s có trước năm %(year)s.") % {"day": day, "year": year},
            _("Xem lại ngày và năm."),
        )


def wrong_start(row: Row, column: str, today: date) -> Iterator[Finding]:
    """A first day (`since`) that has not come, or lies before the first year of all."""
    since: date = row["since"]
    if since > today:
        yield Finding(column, _("Ngày bắt đầu còn ở phía trước."), _("Sửa ngày trong tệp."))
    elif since.year < FIRST_YEAR:
        says = _("Ngày bắt đầu trước năm %(first)s.") % {"first": FIRST_YEAR}
        yield Finding(column, says, _("Sửa ngày trong tệp."))


@dataclass(slots=True)
class Impossible:
    """What cannot be, whatever it is about. Rows that say the same in `keys` are looked at once."""

    keys: tuple[str, ...]
    look: Callable[[Row], Iterable[Finding]]
    known: dict[tuple[Any, ...], list[Finding]] = field(default_factory=dict)

    def of(self, row: Row) -> Sequence[Finding]:
        """What is wrong with a row."""
        get = row.values.get
        said = tuple(map(get, self.keys))
        if said not in self.known:
            self.known[said] = list(self.look(row))
        return self.known[said]


# --- One number of a decision with two days ---------------------------------------------------------------------------


class Decisions:
    """Numbers of decisions with their days. Numbers begin anew every year, and with every issuer."""

    def __init__(self, stored: QuerySet[Any], register: str) -> None:
        """`stored`: what rests on decisions on record; `register`: what these are called together."""
        self.register = register
        self.known: dict[tuple[str, str], dict[str, tuple[str, int]]] = defaultdict(dict)
        """Number and year → by issuer (“” where it is not known) the day as text, and the row it was first seen in (0:
        on record).
        """
        papers = stored.exclude(decision_number="").exclude(decided_on="").order_by()
        told = papers.values_list("decision_number", "decided_on", "issuer").distinct()
        for number, day, issuer in told.iterator(20_000):
            found = self.known[folded(number), code_of(day)[:YEAR_LENGTH]]
            found.setdefault(folded(issuer), (code_of(day), 0))

    def clash(self, row: Row, title: str) -> RowPlan | None:
        """A question where a number has two days of one year: a person says whether that is so."""
        get = row.values.get
        number, day = get("number"), code_of(get("decided_on"))
        if not number or not day:
            return None
        by_issuer = self.known[folded(number), day[:YEAR_LENGTH]]
        before, line = _same_decision(by_issuer, folded(get("issuer") or ""), (day, row.number))
        is_one = before == day or before.startswith(day) or day.startswith(before)
        if is_one or row.answers.get("number") == AS_IN_FILE:
            return None
        told = {
            "number": number,
            "one": say_day(before),
            "other": say_day(day),
            "where": _("dòng %(row)s") % {"row": line} if line else self.register,
        }
        text = _("Quyết định số %(number)s có ngày %(one)s ở %(where)s, dòng này ghi ngày %(other)s. Đúng như tệp?")
        option = Option(AS_IN_FILE, _("Đúng như tệp: hai quyết định trùng số"))
        return ask(row, title, Question("number", text % told, (option,)))


def _same_decision(by_issuer: dict[str, tuple[str, int]], issuer: str, here: tuple[str, int]) -> tuple[str, int]:
    """Day and row of what has the same number, as far as issuers do not tell them apart; else this one, kept."""
    found = by_issuer.get(issuer)
    if found is None:
        others = [by_issuer[""]] if "" in by_issuer else [] if issuer else list(by_issuer.values())
        found = next((each for each in others if each[0] == here[0]), others[0] if others else None)
    if found is None or found[0] == here[0]:
        by_issuer.setdefault(issuer, here)
    return found or here
