"""The table of people of an agency: who they are, to which unit they belong, which post they hold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common import clock
from thidua.common.actor import Actor, person_of
from thidua.common.policy import Answer
from thidua.common.tables.errors import ImportStateError
from thidua.common.tables.kinds import ImportKind
from thidua.common.tables.layouts import Column, Layout
from thidua.common.tables.ledger import Ledger, written_in
from thidua.common.tables.parsers import Choice, Day, Email, PartialDay, Text, YesNo
from thidua.common.tables.plans import (
    Action,
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
from thidua.core.vietnam.dates import format_date
from thidua.core.vietnam.names import fold
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations import policies
from thidua.organisations.enums import Gender
from thidua.organisations.models import Agency, Person, Post, Unit, UnitMembership
from thidua.organisations.models.dated import holding_on
from thidua.organisations.queries import posts_of, units_of_people
from thidua.organisations.services.imports.decisions import DecisionColumns
from thidua.organisations.services.imports.finders import UnitFinder, describe_person
from thidua.organisations.services.imports.units import find_agency
from thidua.organisations.services.papers import PAPER, paper_of
from thidua.organisations.services.people import build_person

ANOTHER = "nguoi-khac"
OF_UNIT = DecisionColumns(
    "unit_",
    "Số quyết định về đơn vị",
    "Ngày quyết định về đơn vị",
    "Nơi ban hành quyết định về đơn vị",
    ("Số QĐ về đơn vị", "Số quyết định điều động", "Số quyết định tiếp nhận", "Số quyết định tuyển dụng"),
    ("Ngày QĐ về đơn vị", "Ngày quyết định điều động", "Ngày quyết định tiếp nhận", "Ngày quyết định tuyển dụng"),
    ("Nơi ban hành QĐ về đơn vị", "Cấp quyết định điều động", "Cấp quyết định tiếp nhận"),
)
OF_POST = DecisionColumns(
    "post_",
    "Số quyết định chức vụ",
    "Ngày quyết định chức vụ",
    "Nơi ban hành quyết định chức vụ",
    ("Số QĐ chức vụ", "Số quyết định bổ nhiệm", "Số QĐ bổ nhiệm", "Quyết định bổ nhiệm số"),
    ("Ngày QĐ chức vụ", "Ngày quyết định bổ nhiệm", "Ngày QĐ bổ nhiệm"),
    ("Nơi ban hành QĐ chức vụ", "Nơi ban hành quyết định bổ nhiệm", "Cấp bổ nhiệm", "Cấp quyết định bổ nhiệm"),
)
LAYOUT = Layout(
    "nguoi",
    "DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC, NGƯỜI LAO ĐỘNG",
    (
        Column(
            "name",
            "Họ và tên",
            Text(120),
            required=True,
            width=28,
            spellings=("Họ tên", "Họ, tên", "Họ và tên cán bộ", "Tên cá nhân"),
            example="Nguyễn Văn Ví Dụ",
        ),
        Column(
            "gender",
            "Giới tính",
            Choice(dict(Gender.choices), {"Gái": "FEMALE", "Trai": "MALE", "F": "FEMALE", "M": "MALE"}),
            width=12,
            spellings=("Phái", "Nam/Nữ"),
            example="MALE",
        ),
        Column(
            "born",
            "Ngày sinh",
            PartialDay(),
            width=16,
            spellings=("Năm sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh", "Sinh ngày"),
            example=PartialDate(1980, 5, 19),
            hint="Đủ ngày tháng năm, hoặc chỉ năm",
        ),
        Column(
            "staff_code",
            "Mã cán bộ",
            Text(40),
            width=16,
            spellings=("Mã số cán bộ", "Số hiệu công chức", "Mã nhân viên", "Mã CBCC", "Số hiệu"),
        ),
        Column("email", "Thư điện tử", Email(), width=28, spellings=("Email", "E-mail", "Hộp thư")),
        Column(
            "unit",
            "Đơn vị",
            Text(250),
            required=True,
            width=50,
            spellings=(
                "Tên đơn vị",
                "Đơn vị công tác",
                "Tên đơn vị/tập thể công tác",
                "Tên tập thể công tác",
                "Cơ quan, đơn vị",
            ),
            example="Vụ Ví dụ",
        ),
        Column(
            "department",
            "Phòng, ban",
            Text(160),
            width=30,
            spellings=("Phòng ban", "Tên phòng ban", "Tên phòng ban/khối tổ công tác", "Bộ phận", "Tổ công tác"),
        ),
        Column("title", "Chức vụ", Text(160), width=24, spellings=("Chức danh", "Chức vụ, chức danh")),
        Column(
            "heads_unit", "Là thủ trưởng", YesNo(), width=14, spellings=("Thủ trưởng",), hint="Có nếu là người đứng đầu"
        ),
        Column(
            "since",
            "Từ ngày",
            Day(),
            width=14,
            spellings=("Ngày nhận nhiệm vụ", "Ngày bổ nhiệm", "Ngày chuyển"),
            hint="Ngày về đơn vị hoặc nhận chức vụ; phải có khi chuyển đơn vị, đổi chức vụ",
        ),
        *OF_UNIT.columns,
        *OF_POST.columns,
    ),
    unique=(("staff_code",), ("name", "born", "unit")),
)


@dataclass(frozen=True, slots=True)
class PeopleTable:
    """Where the table goes: the people of an agency; its writer does not write the decisions on himself."""

    agency: Agency
    writer: int | None

    @property
    def pk(self) -> int:
        """The agency's."""
        return self.agency.pk

    def __str__(self) -> str:
        return str(self.agency)


@dataclass
class _Known:
    """What the agency knows of its people, looked up once for all rows."""

    finder: UnitFinder
    by_name: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    by_staff_code: dict[str, Person] = field(default_factory=dict)
    units: dict[int, list[UnitMembership]] = field(default_factory=lambda: defaultdict(list))
    posts: dict[int, list[Post]] = field(default_factory=lambda: defaultdict(list))
    heads: dict[int, Person] = field(default_factory=dict)
    first_rows: dict[tuple[str, int], Row] = field(default_factory=dict)
    head_rows: dict[int, int] = field(default_factory=dict)

    def place(self, person: Person) -> str:
        """The units of a person in words."""
        return ", ".join(membership.unit.name for membership in self.units[person.pk])


def plan_people(table: PeopleTable, rows: Sequence[Row], today: date) -> PlanRow:
    """Known people are found by staff code, or by name with birth and unit; where doubt remains, a person is asked."""
    known = _look_up(table.agency, today)

    def plan_row(row: Row) -> RowPlan:
        unit = known.finder.find(row, "Đơn vị", row["unit"], row["name"])
        if isinstance(unit, RowPlan):
            return unit
        person = _known_person(known, row, unit)
        if isinstance(person, RowPlan):
            return person
        if (finding := _decision_finding(row, today) or _head_finding(known, row, unit, person)) is not None:
            return wrong(row, row["name"], finding)
        if person is None:
            return _plan_new(known, row, unit)
        plan = _plan_known(known, row, unit, person)
        if person.pk == table.writer and (own := _own_paper(row, plan)) is not None:
            return wrong(row, person.full_name, own)
        return plan

    return plan_row


def _look_up(agency: Agency, today: date) -> _Known:
    units = Unit.objects.filter(agency__path__startswith=agency.path).select_related("parent")
    known = _Known(UnitFinder(units.order_by("sort_key", "pk")))
    for person in Person.objects.filter(agency=agency).order_by("pk"):
        known.by_name[person.search_key].append(person)
        if person.staff_code:
            known.by_staff_code[fold(person.staff_code)] = person
    memberships = UnitMembership.objects.filter(holding_on(today), person__agency=agency)
    for membership in memberships.select_related("unit").order_by("pk"):
        known.units[membership.person_id].append(membership)
    for post in Post.objects.filter(holding_on(today), unit__agency=agency).select_related("person").order_by("pk"):
        known.posts[post.person_id].append(post)
        if post.heads_unit:
            known.heads[post.unit_id] = post.person
    return known


def _known_person(known: _Known, row: Row, unit: Unit) -> Person | RowPlan | None:
    """The person the row is about; None when it is a new one; a plan when somebody must say."""
    if row["staff_code"] and (found := known.by_staff_code.get(fold(row["staff_code"]))):
        return found
    alike = [person for person in known.by_name[fold(row["name"])] if _same_spelling(person, row["name"])]
    if row["staff_code"]:
        alike = [person for person in alike if not person.staff_code]
    here = [person for person in alike if any(each.unit_id == unit.pk for each in known.units[person.pk])]
    sure = [person for person in here if _births_agree(person, row["born"])] or [
        person for person in alike if person.born_on is not None and _is_born(person, row["born"])
    ]
    if len(sure) == 1:
        return sure[0]
    doubtful = sure or here or [person for person in alike if _births_agree(person, row["born"])]
    if not doubtful:
        return None
    answer = row.answers.get("person", "")
    if answer == ANOTHER:
        return None
    for person in doubtful:
        if str(person.pk) == answer:
            return person
    options = [Option(str(person.pk), describe_person(person, known.place(person))) for person in doubtful]
    text = _("Đã có người tên {name}. Dòng này là ai?").format(name=row["name"])
    question = Question("person", text, (*options, Option(ANOTHER, _("Một người khác cùng tên"))))
    return ask(row, row["name"], question)


def _same_spelling(person: Person, name: str) -> bool:
    return person.full_name.casefold() == name.casefold() or name.isascii()


def _births_agree(person: Person, born: PartialDate | None) -> bool:
    """Whether nothing known speaks against the birth in the file."""
    if born is None or born.year is None:
        return True
    if person.born_on is not None:
        return born.may_be(person.born_on)
    return person.born_year is None or person.born_year == born.year


def _is_born(person: Person, born: PartialDate | None) -> bool:
    return born is not None and born.day is not None and person.born_on == born.earliest


def _decision_finding(row: Row, today: date) -> Finding | None:
    if OF_POST.told(row) and not row["title"]:
        return Finding("Chức vụ", _("Quyết định này về chức vụ nào?"), _("Điền ô này, hoặc bỏ quyết định chức vụ."))
    return OF_UNIT.finding(row, today) or OF_POST.finding(row, today)


def _head_finding(known: _Known, row: Row, unit: Unit, person: Person | None) -> Finding | None:
    if not row["heads_unit"]:
        return None
    head = known.heads.get(unit.pk)
    if head is not None and (person is None or head.pk != person.pk):
        return Finding(
            "Là thủ trưởng",
            _("{unit} đang có thủ trưởng là {name}.").format(unit=unit.name, name=head.full_name),
            _("Ghi ngày thôi giữ chức vụ của người đó trên hệ thống trước."),
        )
    first = known.head_rows.setdefault(unit.pk, row.number)
    if first != row.number:
        return Finding("Là thủ trưởng", _("Dòng {row} đã ghi thủ trưởng của đơn vị này.").format(row=first))
    return None


def _own_paper(row: Row, plan: RowPlan) -> Finding | None:
    """The decision on the writer himself that the plan would write."""
    values = plan.values
    for columns, begins, changed in ((OF_UNIT, "joins", "stands"), (OF_POST, "new_post", "held")):
        papers = columns.told(row) if values.get(begins) else values.get(changed, {})
        if any(name in PAPER for name in papers):
            text = _("Không ai tự ghi quyết định về đơn vị, chức vụ của mình.")
            return Finding(columns.number, text, _("Bỏ trống các ô quyết định này; nhờ người khác nhập."))
    return None


def _plan_new(known: _Known, row: Row, unit: Unit) -> RowPlan:
    first = known.first_rows.setdefault((fold(row["name"]), unit.pk), row)
    if first is not row and row.answers.get("double") != ANOTHER:
        text = _("Trùng họ tên và đơn vị với dòng {row}. Có phải hai người khác nhau?").format(row=first.number)
        return ask(row, row["name"], Question("double", text, (Option(ANOTHER, _("Hai người khác nhau")),)))
    if row["heads_unit"] and not row["title"]:
        return wrong(row, row["name"], Finding("Chức vụ", _("Thủ trưởng cần có tên chức vụ."), _("Điền ô này.")))
    return new(row, row["name"], unit=unit.pk, **_facts(row), **_place(row))


def _facts(row: Row) -> dict[str, Any]:
    born: PartialDate = row["born"] or PartialDate()
    return {
        "full_name": row["name"],
        "gender": row["gender"],
        "born_on": born.earliest if born.day is not None else None,
        "born_year": born.year,
        "staff_code": row["staff_code"] or "",
        "email": row["email"] or "",
    }


def _place(row: Row) -> dict[str, Any]:
    return {
        "department": row["department"] or "",
        "title": row["title"] or "",
        "heads_unit": bool(row["heads_unit"]),
        "since": row["since"],
        "unit_paper": OF_UNIT.told(row),
        "post_paper": OF_POST.told(row),
    }


def _plan_known(known: _Known, row: Row, unit: Unit, person: Person) -> RowPlan:
    """What the file says more or otherwise; an empty cell says nothing."""
    facts = {name: value for name, value in _facts(row).items() if value not in (None, "") and name != "full_name"}
    if "born_on" not in facts and person.born_on is not None and facts.get("born_year") == person.born_on.year:
        facts.pop("born_year", None)
    changed = {name: value for name, value in facts.items() if value != getattr(person, name)}
    differences = list(_fact_differences(person, changed))
    memberships = known.units[person.pk]
    here = next((each for each in memberships if each.unit_id == unit.pk), None)
    values: dict[str, Any] = {"facts": changed, "unit": unit.pk, **_place(row)}
    if here is None and memberships:
        if row["since"] is None:
            finding = Finding(
                "Từ ngày",
                _("{name} đang thuộc {unit}.").format(name=person.full_name, unit=known.place(person)),
                _("Ghi ngày chuyển vào cột Từ ngày, hoặc sửa đơn vị trong tệp."),
            )
            return wrong(row, person.full_name, finding)
        if any(each.since is not None and each.since >= row["since"] for each in memberships):
            finding = Finding("Từ ngày", _("Ngày chuyển sớm hơn ngày về đơn vị hiện nay."), _("Xem lại ngày."))
            return wrong(row, person.full_name, finding)
        moved = _("{unit} từ {day}").format(unit=unit.name, day=format_date(row["since"]))
        differences.append(Difference(_("Đơn vị"), known.place(person), moved))
        values["leaves"] = [each.pk for each in memberships]
    elif here is None:
        differences.append(Difference(_("Đơn vị"), "", unit.name))
    else:
        stands = OF_UNIT.changed(row, here)
        if row["department"] and row["department"] != here.department:
            differences.append(Difference(_("Phòng, ban"), here.department, row["department"]))
            stands["department"] = row["department"]
        differences += OF_UNIT.differences(row, here)
        if stands:
            values["membership"], values["stands"] = here.pk, stands
    values["joins"] = here is None
    post = _post_difference(known, row, unit, person)
    if isinstance(post, RowPlan):
        return post
    if isinstance(post, Difference):
        differences.append(post)
    elif post is not None:
        differences += OF_POST.differences(row, post)
        if changed_paper := OF_POST.changed(row, post):
            values["post"], values["held"] = post.pk, changed_paper
    values["new_post"] = isinstance(post, Difference)
    return change(row, person.full_name, person.pk, differences, **values)


def _fact_differences(person: Person, changed: Mapping[str, Any]) -> Iterator[Difference]:
    labels = {"staff_code": _("Mã cán bộ"), "email": _("Thư điện tử"), "gender": _("Giới tính")}
    for name, label in labels.items():
        if name in changed:
            before, after = getattr(person, name) or "", changed[name]
            if name == "gender":
                before = str(Gender(before).label) if before else ""
                after = str(Gender(after).label)
            yield Difference(label, before, after)
    if "born_on" in changed:
        before = format_date(person.born_on) if person.born_on else str(person.born_year or "")
        yield Difference(_("Ngày sinh"), before, format_date(changed["born_on"]))
    elif "born_year" in changed:
        yield Difference(_("Năm sinh"), str(person.born_year or ""), str(changed["born_year"]))


def _post_difference(known: _Known, row: Row, unit: Unit, person: Person) -> Difference | Post | RowPlan | None:
    """The post that begins with the row, or the one of that title that is held already; None where it names none."""
    if not row["title"]:
        return None
    held = [post for post in known.posts[person.pk] if post.unit_id == unit.pk]
    same = next((post for post in held if fold(post.title) == fold(row["title"])), None)
    if same is not None:
        return same
    if held and row["since"] is None:
        finding = Finding(
            "Từ ngày",
            _("{name} đang là {title}.").format(name=person.full_name, title=held[0].title),
            _("Ghi ngày nhận chức vụ mới vào cột Từ ngày."),
        )
        return wrong(row, person.full_name, finding)
    return Difference(_("Chức vụ"), ", ".join(post.title for post in held), row["title"])


def apply_people(table: PeopleTable, plans: Sequence[RowPlan], ledger: Ledger, now: datetime) -> None:
    """Make the new people with their places, change and move the known ones."""
    agency = table.agency
    owners = dict(Unit.objects.filter(agency__path__startswith=agency.path).values_list("pk", "agency_id"))
    fresh = [plan for plan in plans if plan.action == Action.NEW]
    people = [
        build_person(
            agency,
            plan.values["full_name"],
            plan.values["gender"],
            plan.values["born_on"],
            plan.values["born_year"],
            plan.values["staff_code"],
            plan.values["email"],
        )
        for plan in fresh
    ]
    ledger.create(people)
    known = [plan for plan in plans if plan.action == Action.CHANGE]
    stored = Person.objects.select_for_update(no_key=True).in_bulk([plan.target for plan in known if plan.target])
    _change_facts(known, stored, ledger)
    _leave(known, ledger)
    everyone = [*zip(fresh, people, strict=True), *((plan, stored[plan.target or 0]) for plan in known)]
    ledger.create(
        [
            UnitMembership(
                agency_id=owners[plan.values["unit"]],
                person=person,
                unit_id=plan.values["unit"],
                department=plan.values["department"],
                since=plan.values["since"],
                **plan.values["unit_paper"],
            )
            for plan, person in everyone
            if plan.values.get("joins", True)
        ]
    )
    ledger.create(
        [
            Post(
                agency_id=owners[plan.values["unit"]],
                person=person,
                unit_id=plan.values["unit"],
                title=plan.values["title"],
                heads_unit=plan.values["heads_unit"],
                since=plan.values["since"],
                **plan.values["post_paper"],
            )
            for plan, person in everyone
            if plan.values["title"] and plan.values.get("new_post", True)
        ]
    )


def _change_facts(plans: list[RowPlan], stored: Mapping[int, Person], ledger: Ledger) -> None:
    for plan in plans:
        if plan.values["facts"]:
            ledger.change(stored[plan.target or 0], **plan.values["facts"])


def _leave(plans: list[RowPlan], ledger: Ledger) -> None:
    """Memberships that a transfer ends, departments and decisions that change, posts that a new post replaces."""
    by_person = {plan.target: plan for plan in plans}
    wanted = [pk for plan in plans for pk in plan.values.get("leaves", ())]
    for membership in UnitMembership.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk"):
        values = by_person[membership.person_id].values
        last = date.fromordinal(values["since"].toordinal() - 1)
        ledger.change(membership, until=last, left_because=_("Chuyển đơn vị"))
    stands = {plan.values["membership"]: plan.values["stands"] for plan in plans if "membership" in plan.values}
    for membership in UnitMembership.objects.select_for_update(no_key=True).filter(pk__in=stands).order_by("pk"):
        ledger.change(membership, **stands[membership.pk])
    held = {plan.values["post"]: plan.values["held"] for plan in plans if "post" in plan.values}
    leaving = {
        plan.target for plan in plans if plan.values["since"] and (plan.values["new_post"] or "leaves" in plan.values)
    }
    posts = Post.objects.select_for_update(no_key=True).filter(Q(pk__in=held) | Q(person__in=leaving, until=None))
    for post in posts.order_by("pk"):
        if post.pk in held:
            ledger.change(post, **held[post.pk])
        if post.person_id not in leaving or post.until is not None:
            continue
        values = by_person[post.person_id].values
        ends = "leaves" in values or post.unit_id == values["unit"]
        if ends and (post.since is None or post.since < values["since"]):
            ledger.change(post, until=date.fromordinal(values["since"].toordinal() - 1))


def export_people(table: PeopleTable) -> Iterator[Mapping[str, Any]]:
    """Everyone of the agency with unit and post of today."""
    today = clock.today()
    people = Person.objects.filter(agency=table.agency).order_by("sort_key", "pk")
    memberships = units_of_people(people, today)
    posts = posts_of(people, today)
    for person in people:
        membership, post = memberships.get(person.pk), posts.get(person.pk)
        if membership is None:
            continue
        born = PartialDate.of(person.born_on) if person.born_on else PartialDate(person.born_year)
        yield {
            "name": person.full_name,
            "gender": person.gender,
            "born": born if born.year is not None else None,
            "staff_code": person.staff_code or None,
            "email": person.email or None,
            "unit": membership.unit.name,
            "department": membership.department or None,
            "title": post.title if post else None,
            "heads_unit": True if post and post.heads_unit else None,
            "since": membership.since,
            **OF_UNIT.out(membership),
            **OF_POST.out(post),
        }


def find_people(actor: Actor, pk: int) -> PeopleTable | None:
    """The people of an agency that the actor sees."""
    agency = find_agency(actor, pk)
    return None if agency is None else PeopleTable(agency, person_of(actor))


def _tables_of(actor: Actor) -> list[PeopleTable]:
    agencies = policies.agencies_visible_to(actor).order_by("path")
    return [PeopleTable(agency, person_of(actor)) for agency in agencies]


def _may_import(actor: Actor, table: PeopleTable) -> Answer:
    return policies.may_keep_organisations(actor, table.agency)


def refuse_own_undo(table: PeopleTable, effects: Mapping[str, Any]) -> None:
    """Nobody takes back a decision on himself, neither by undoing what somebody else brought in."""
    written = written_in(effects)
    changed = effects.get("changed", {})
    for model in (UnitMembership, Post):
        label = model._meta.label_lower
        papers = {row[0]: set(PAPER) & set(row[1]) for row in changed.get(label, [])}
        own = model._default_manager.filter(pk__in=written.get(label, ()), person=table.writer or 0)
        if any(papers[row.pk] if row.pk in papers else paper_of(row) for row in own):
            raise ImportStateError(
                _("Lần nhập này có quyết định về đơn vị, chức vụ của chính anh/chị: không ai tự sửa của mình."),
                remedy=_("Nhờ người khác của cơ quan thường trực hoàn tác."),
            )


PEOPLE = ImportKind(
    kind="nguoi",
    label=lambda: _("danh sách người"),
    layout=LAYOUT,
    find=find_people,
    may=_may_import,
    subjects=_tables_of,
    agency_of=lambda table: table.pk,
    back_url=lambda table: reverse("people"),
    planner=plan_people,
    apply=apply_people,
    export=export_people,
    refuse_undo=refuse_own_undo,
    record=record,
)
