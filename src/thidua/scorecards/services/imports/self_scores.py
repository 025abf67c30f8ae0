"""A unit's self-score as a table that follows the tree of the bloc's scheme: out, filled in Excel, and back in.

Every branch and item has its row, in the order of the scheme and set in by its depth: its code, its maximum, the points
it has now and, where it does not apply, why. An item that asks one question has it in the same row; one that asks more
has a row for each below. Columns are the same for every scheme: so they are known when the file comes back.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.language import page_language
from thidua.common.policy import Answer
from thidua.common.tables.errors import ImportStateError
from thidua.common.tables.kinds import ImportKind, Undoing, anyone_who_sees
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger
from thidua.common.tables.parsers import Text
from thidua.common.tables.plans import Action, Difference, Option, PlanRow, Question, Row, RowPlan, ask, change, wrong
from thidua.common.tables.reading import Finding, ReadTable
from thidua.common.tables.workbooks import Workbook
from thidua.core.scoring.answers import Answer as Given
from thidua.core.scoring.answers import AnswerError, InputField, InputKind, read_answer
from thidua.core.scoring.numbers import write_number
from thidua.core.scoring.scheme import ROOT, ScoringScheme
from thidua.core.vietnam.names import fold
from thidua.organisations.policies import IN_UNIT
from thidua.scorecards.enums import ChangeKind, Layer, SchemeState, Stage
from thidua.scorecards.facts.answers import dump_answer, load_answer, write_answer
from thidua.scorecards.facts.history import say_answer
from thidua.scorecards.facts.places import print_points
from thidua.scorecards.facts.sheet import ItemRow, item_rows, points_in
from thidua.scorecards.models import Scorecard, ScoreChange
from thidua.scorecards.policies.cards import cards_visible_to, may_fill_card
from thidua.scorecards.queries.cards import changes_to, lines_of, results_on, written
from thidua.scorecards.queries.questions import asked_items, names_of
from thidua.scorecards.queries.tables import table_of
from thidua.scorecards.services.acting import lock, name_of, user_of
from thidua.scorecards.services.cards import lock_card
from thidua.scorecards.services.imports.own_sheets import as_code, read_own_sheet, says_points
from thidua.scorecards.services.imports.sums import Standing, SumRow, told_sums
from thidua.scorecards.services.recomputing import recompute

LAYOUT = Layout(
    "phieu-tu-cham",
    "PHIẾU TỰ CHẤM ĐIỂM",
    (
        Column("item", "Mục", Text(40), width=9, spellings=("Mã", "TT", "STT"), example="1.1"),
        Column("name", "Nội dung", Text(500), width=52, spellings=("Tiêu chí", "Nội dung và chỉ tiêu")),
        Column("maximum", "Điểm tối đa", Text(20), width=10, spellings=("Điểm chuẩn",)),
        Column(
            "question",
            "Câu hỏi",
            Text(300),
            required=True,
            width=40,
            example="Ví dụ: số hồ sơ đúng hạn",
            hint="Giữ nguyên cột này: hệ thống dựa vào đó để biết số liệu của câu nào.",
        ),
        Column(
            "answer",
            "Tự chấm",
            Text(2000),
            width=16,
            spellings=("Trả lời", "Số liệu", "Điểm tự chấm"),
            example="95",
            hint="Số, điểm, có hoặc không. Để trống là chưa trả lời, không phải là 0.",
        ),
        Column("points", "Điểm hiện có", Text(40), width=11, hint="Hệ thống tính; sửa ở đây không có tác dụng."),
        Column(
            "apart",
            "Lý do không áp dụng",
            Text(500),
            width=30,
            spellings=("Không áp dụng",),
            hint="Chỉ ghi khi mục thật sự không áp dụng cho đơn vị; lý do hiện công khai trong bảng điểm.",
        ),
        Column(
            "claim",
            "Giải trình, minh chứng",
            Text(5000, lines=True),
            width=60,
            spellings=("Giải trình", "Tài liệu minh chứng"),
        ),
    ),
)


BRANCH = "(cộng các mục dưới)"
ASKS_BELOW = "(trả lời từng câu dưới đây)"
ASKS_NOTHING = "(không có câu hỏi)"
MARKS = frozenset({BRANCH, ASKS_BELOW, ASKS_NOTHING})
"""What stands for a question in a row that asks none."""
BELOW = "↳"
"""What stands for a name in the row of a question below its item."""


@dataclass(frozen=True, slots=True)
class SelfScore:
    """A card with who brings its figures in: every change keeps its author."""

    pk: int
    card: Scorecard
    actor: Actor

    def __str__(self) -> str:
        return str(self.card)


def plan_self_score(part: SelfScore, rows: Sequence[Row], today: date) -> PlanRow:
    """Each row answers one question, found by item and words; a missing cell changes nothing."""
    table = table_of(part.card.scheme)
    every = written([part.card.pk], (Stage.SELF,))
    stands = every[ChangeKind.ANSWER].get(part.card.pk, {})
    reasons = every[ChangeKind.NOT_APPLICABLE].get(part.card.pk, {})
    lines = lines_of(part.card.pk)
    asked = {
        (item.code.casefold(), fold(table.inputs[name].label or name)): (item.code, table.inputs[name])
        for item in asked_items(table)
        for name in names_of(table, item)
    }
    by_words: dict[str, list[tuple[str, InputField]]] = {}
    for (_code, words), found in asked.items():
        by_words.setdefault(words, []).append(found)

    by_code = _by_code(table)

    def plan_row(row: Row) -> RowPlan:
        question = row["question"]
        if question is None:
            return plan_by_code(row)
        if question in MARKS:
            return plan_words(row)
        found = asked.get(((row["item"] or "").casefold(), fold(question)))
        alone = by_words.get(fold(question), [])
        if found is None and len(alone) == 1:
            found = alone[0]
        if found is None:
            says = _("Bảng tiêu chí không có câu này ở mục “%(item)s”.") % {"item": row["item"] or ""}
            return wrong(row, question, Finding("Câu hỏi", says))
        return plan_answer(row, *found)

    def plan_words(row: Row) -> RowPlan:
        """The row of a branch or item that asks nothing itself: its words, and why it does not apply."""
        code = row["item"] or ""
        title = f"{code} {_name_of(table, code)}".strip()
        if table.item(code) is None:
            says = _("Bảng tiêu chí không có mục “%(item)s”.") % {"item": code}
            return wrong(row, code, Finding("Mục", says, _("Sửa mã theo bảng tiêu chí, hoặc xóa dòng.")))
        if code not in lines:
            if row["claim"] is None and row["apart"] is None:
                return RowPlan(row.number, title, Action.SAME)
            says = _("Mục “%(item)s” là nhóm tiêu chí.") % {"item": code}
            return wrong(row, title, Finding("Mục", says, _("Ghi lý do, giải trình ở từng mục con.")))
        return plan_line(row, title, code, [])

    def plan_line(row: Row, title: str, code: str, differences: list[Difference], **values: Any) -> RowPlan:
        """What stands in a row beside the answer; `values` are the answer's."""
        line, why = lines[code], reasons.get(code) or ""
        is_apart = row["apart"] is not None and row["apart"] != why
        if is_apart:
            differences.append(Difference(_("Không áp dụng"), why, row["apart"]))
        if row["claim"] is not None and row["claim"] != line.claim:
            differences.append(Difference(_("Giải trình"), line.claim, row["claim"]))
        found = {"is_answered": False, **values, "claim": row["claim"], "apart": row["apart"] if is_apart else None}
        return change(row, title, line.pk, differences, item=code, **found)

    def plan_answer(row: Row, code: str, field: InputField) -> RowPlan:
        title = f"{code} {field.label or field.name}".strip()
        differences: list[Difference] = []
        value: Any = None
        if row["answer"] is not None:
            try:
                answer = read_answer(field, _as_given(field, row["answer"]))
            except AnswerError as error:
                return wrong(row, title, Finding("Tự chấm", error.say(page_language())))
            value = dump_answer(answer)
            if value != stands.get(field.name):
                before = load_answer(field, stands.get(field.name))
                differences.append(
                    Difference(field.label or field.name, say_answer(field, before), say_answer(field, answer))
                )
        return plan_line(
            row,
            title,
            code,
            differences,
            name=field.name,
            value=json.dumps(value),
            is_answered=row["answer"] is not None and value != stands.get(field.name),
        )

    def plan_by_code(row: Row) -> RowPlan:
        """A row of the bloc's own sheet: its code says which item; what its figure is, is asked unless it is plain."""
        code, given = row["item"] or "", row["answer"]
        found = by_code.get(as_code(code))
        if found is None:
            says = _("Bảng tiêu chí không có mục “%(item)s”.") % {"item": code}
            return wrong(row, code, Finding("Mục", says, _("Sửa mã theo bảng tiêu chí, hoặc xóa dòng.")))
        item, fields = found
        if given is None or (len(fields) == 1 and _is_plain(fields[0], given, row["name"])):
            return plan_answer(row, item, fields[0])
        chosen = next((each for each in fields if each.name == row.answers.get("meaning")), None)
        if chosen is not None:
            return plan_answer(row, item, chosen)
        words = {"item": code, "value": given, "heading": row["name"]}
        text = _("Mục %(item)s tính điểm từ số liệu. “%(value)s” ở cột “%(heading)s” là gì?") % words
        options = tuple(Option(each.name, each.label or each.name) for each in fields)
        return ask(row, f"{code} {_name_of(table, item)}".strip(), Question("meaning", text, options))

    return plan_row


def _name_of(table: ScoringScheme, code: str) -> str:
    item = table.item(code)
    return item.name if item is not None else ""


def _by_code(table: ScoringScheme) -> dict[str, tuple[str, list[InputField]]]:
    """Code of an item, or of a rule that asks → the item, and what is asked under that code."""
    found: dict[str, tuple[str, list[InputField]]] = {}
    for item in asked_items(table):
        names = names_of(table, item)
        for name in names:
            found.setdefault(as_code(name), (item.code, [table.inputs[name]]))
        if item.code and item.code not in names:
            found[as_code(item.code)] = (item.code, [table.inputs[name] for name in names])
    return found


def _is_plain(field: InputField, given: str, heading: str) -> bool:
    """Whether a figure can only be the answer: a heading that says points leaves open what it is for other figures."""
    if field.kind is InputKind.POINTS or not says_points(heading):
        return True
    is_number = any(each.isdecimal() for each in given)
    return not is_number or (field.is_case and given.strip() == "0")


def read_own(part: SelfScore, workbook: Workbook, today: date) -> ReadTable | None:
    """The bloc's own sheet, by the codes of its table."""
    table = table_of(part.card.scheme)
    known = _by_code(table)
    branches = [item.code for item in table.root.walk() if item.code and as_code(item.code) not in known]
    addresses = {as_code(item.code): item.code for item in table.root.walk() if item.code}

    def compare(items: Sequence[Standing], sums: Sequence[SumRow]) -> Iterator[str]:
        called = [replace(each, item=addresses[each.item]) for each in items if each.item in addresses]
        return told_sums(table, called, sums)

    return read_own_sheet(workbook, [*known, *branches], branches, today, compare)


def _as_given(field: InputField, text: str) -> Any:
    if field.kind is not InputKind.AWARDS:
        return text
    awards = [each.strip() for each in text.replace(";", "\n").splitlines() if each.strip()]
    return [] if [fold(each) for each in awards] == ["khong"] else awards


def apply_self_score(part: SelfScore, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Write the answers as changes of the one who brought them, and score the bloc again."""
    scheme = lock(part.card.scheme_id)
    card = lock_card(part.card, scheme)
    if card.stage != Stage.SELF or scheme.state != SchemeState.SCORING:
        raise ImportStateError(_("Phiếu vừa được nộp nên không nhập được nữa."))
    lines = {line.pk: line for line in lines_of(card.pk).values()}
    changes: dict[tuple[ChangeKind, str], ScoreChange] = {}

    def put(kind: ChangeKind, name: str, value: Any) -> None:
        changes[kind, name] = ScoreChange(
            agency_id=card.agency_id,
            scorecard=card,
            stage=Stage.SELF,
            kind=kind,
            name=name,
            value=value,
            reason=_("Nhập từ Excel"),
            by_id=user_of(part.actor),
            by_name=name_of(part.actor),
            at=now,
        )

    for plan in plans:
        if plan.target is None:
            continue
        values = plan.values
        if values["is_answered"]:
            put(ChangeKind.ANSWER, values["name"], json.loads(values["value"]))
        if values["apart"] is not None:
            put(ChangeKind.NOT_APPLICABLE, values["item"], values["apart"])
        line = lines[plan.target]
        if values["claim"] is not None and values["claim"] != line.claim:
            ledger.change(line, claim=values["claim"])
    ledger.append(list(changes.values()))
    recompute(scheme)


def take_back(part: SelfScore, undoing: Undoing) -> None:
    """Write what stood before the import again: its figures stay in the history, and so does their reversal.

    Raises `ImportStateError` when a figure was changed since.
    """
    scheme = lock(part.card.scheme_id)
    card = lock_card(part.card, scheme)
    if card.stage != Stage.SELF or scheme.state != SchemeState.SCORING:
        raise ImportStateError(_("Phiếu đã nộp nên không hoàn tác được nữa."))
    appended = ScoreChange.objects.filter(scorecard=card, pk__in=undoing.appended)
    imported = {(row.kind, row.name): row for row in appended}
    before: dict[tuple[str, str], Any] = {}
    touched: list[tuple[str, str]] = []
    for row in changes_to(card.pk, {name for _kind, name in imported}):
        ours = imported.get((row.kind, row.name))
        if ours is None:
            continue
        if row.pk > ours.pk:
            touched.append((row.kind, row.name))
        elif row.pk < ours.pk:
            before[row.kind, row.name] = row.value
    if touched:
        names = dict.fromkeys(_called(table_of(scheme), *each) for each in touched)
        raise ImportStateError(
            _("Không hoàn tác được vì có số liệu đã sửa sau lần nhập: %(names)s.") % {"names": "; ".join(names)},
            remedy=_("Sửa từng mục trên phiếu."),
        )
    reason = _("Hoàn tác lần nhập từ Excel: %(why)s") % {"why": undoing.because}
    ScoreChange.objects.bulk_create(
        ScoreChange(
            agency_id=card.agency_id,
            scorecard=card,
            stage=Stage.SELF,
            kind=kind,
            name=name,
            value=before.get((kind, name)),
            reason=reason[:500],
            by_id=user_of(part.actor),
            by_name=name_of(part.actor),
            at=undoing.at,
        )
        for kind, name in imported
    )
    recompute(scheme)


def _called(table: ScoringScheme, kind: str, name: str) -> str:
    """What a change is of, in words: an input, or an item that does not apply."""
    if kind == ChangeKind.NOT_APPLICABLE:
        return _("không áp dụng mục %(item)s") % {"item": name}
    return table.inputs[name].label or name


def export_self_score(part: SelfScore) -> Iterator[Mapping[str, Any]]:
    """Every branch, item and question of the table with what stands; last what is asked of the unit as a whole."""
    table = table_of(part.card.scheme)
    every = written([part.card.pk], (Stage.SELF,))
    stands = every[ChangeKind.ANSWER].get(part.card.pk, {})
    reasons = every[ChangeKind.NOT_APPLICABLE].get(part.card.pk, {})
    lines, result = lines_of(part.card.pk), results_on(part.card.pk)[Layer.SELF]
    for row in [*item_rows(table), ItemRow(table.root, 1)]:
        item, names = row.item, names_of(table, row.item)
        if item.code == ROOT and not names:
            continue
        points = points_in(result, item.code)
        head = {
            "item": item.code or None,
            "name": "    " * (row.depth - 1) + (item.name if item.code else _("Chung cho cả bảng")),
            "maximum": write_number(item.maximum).replace(".", ",") if item.maximum is not None else None,
            "points": print_points(points, row.places) if points is not None else None,
            "apart": reasons.get(item.code) or None,
            "claim": lines[item.code].claim or None if item.code in lines else None,
        }
        asked = [
            {"question": field.label or name, "answer": _as_sent(field, load_answer(field, stands.get(name)))}
            for name in names
            for field in [table.inputs[name]]
        ]
        if len(asked) == 1:
            yield {**head, **asked[0]}
            continue
        yield {**head, "question": ASKS_BELOW if asked else BRANCH if item.parts else ASKS_NOTHING}
        for each in asked:
            yield {"item": item.code or None, "name": "    " * row.depth + BELOW, **each}


def _as_sent(field: InputField, answer: Given) -> str | None:
    if answer is None:
        return None
    is_number = isinstance(answer, int | Fraction) and not isinstance(answer, bool)
    return write_answer(field, answer) if is_number else say_answer(field, answer)


def _find(actor: Actor, pk: int) -> SelfScore | None:
    card = cards_visible_to(actor).filter(pk=pk, scheme__state=SchemeState.SCORING).first()
    return SelfScore(card.pk, card, actor) if card is not None else None


def _may(actor: Actor, part: SelfScore) -> Answer:
    return may_fill_card(actor, part.card)


def _subjects(actor: Actor) -> Iterable[SelfScore]:
    cards = cards_visible_to(actor).filter(
        unit__in=actor.units_as(*IN_UNIT), stage=Stage.SELF, scheme__state=SchemeState.SCORING
    )
    return [SelfScore(card.pk, card, actor) for card in cards]


SELF_SCORES = ImportKind(
    kind="self-score",
    label=lambda: _("phiếu tự chấm"),
    layout=LAYOUT,
    find=_find,
    may=_may,
    may_export=anyone_who_sees,
    subjects=_subjects,
    agency_of=lambda part: part.card.agency_id,
    back_url=lambda part: reverse("scorecard", args=[part.pk]),
    planner=plan_self_score,
    apply=apply_self_score,
    export=export_self_score,
    read_otherwise=read_own,
    reads_also=lambda: _(
        "Dùng luôn được phiếu Excel của khối: chỉ cần một cột mã tiêu chí và một cột điểm hoặc số liệu tự chấm. "
        "Bản xem trước nêu từng cột được hiểu là gì."
    ),
    record=record,
    undone=take_back,
)
