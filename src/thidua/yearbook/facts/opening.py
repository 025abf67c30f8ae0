"""“Mở năm sau”: what will go over into the next year, what stays, what a person must still say.

The preview and the deed read the same plan; its digest ties them together, so that nobody opens a year other than the
one he was shown.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.enums import FollowUpState, MovementKind, TaskState
from thidua.campaigns.models import Cycle, CycleMovement, CycleTheme, FollowUp, Movement, Pledge, Task, Theme
from thidua.campaigns.queries.content import bloc_part, sha256_of
from thidua.campaigns.queries.cycles import cycle_of
from thidua.campaigns.queries.pledges import targets_of
from thidua.campaigns.queries.rules import rules_in_force
from thidua.campaigns.services.cycles import year_deadlines
from thidua.common.components.texts import long_date
from thidua.core.vietnam.dates import format_date
from thidua.documents.queries.papers import templates_of
from thidua.meetings.models import ElectionRecord
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership, BlocMembership, Person, Unit
from thidua.organisations.models.dated import OLDEST_FIRST
from thidua.yearbook.kinds import every_kind


@dataclass(frozen=True, slots=True)
class Leader:
    """Who leads next year, and what says so."""

    role: LeadRole
    unit: Unit
    representative: Person | None
    basis: str
    is_recorded: bool
    """Whether organisations knows it already (a recognition decision was recorded)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the preview: `carried` goes over by itself, otherwise it says what will have to be done."""

    title: str
    says: str
    carried: bool
    items: tuple[str, ...] = ()


@dataclass(slots=True)
class Opening:
    """The plan of the next year."""

    year: int
    members: list[Unit] = field(default_factory=list)
    leaders: list[Leader] = field(default_factory=list)
    theme: Theme | None = None
    movements: list[Movement] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    pledge: Pledge | None = None
    goes_on: dict[str, object] = field(default_factory=dict)
    """What else the preview shows: deadlines of the steps, rules, templates, promises, the text of the pledge."""
    lines: list[Line] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Changes when anything that would be carried changes."""
        plan = {
            "year": self.year,
            "members": [unit.pk for unit in self.members],
            "leaders": [
                [
                    leader.role,
                    leader.unit.pk,
                    leader.representative.pk if leader.representative else None,
                    leader.basis,
                    leader.is_recorded,
                ]
                for leader in self.leaders
            ],
            "theme": self.theme.pk if self.theme else None,
            "movements": [movement.pk for movement in self.movements],
            "tasks": [[task.pk, task.version] for task in self.tasks],
            "pledge": self.pledge.pk if self.pledge else None,
            "goes_on": self.goes_on,
        }
        return hashlib.sha256(json.dumps(plan).encode()).hexdigest()


def plan_opening(cycle: Cycle) -> Opening:
    """What opening the year after `cycle` would do now. A year that exists already is completed, nothing is doubled."""
    opening = Opening(cycle.year + 1)
    following = cycle_of(cycle.bloc_id, opening.year)
    _plan_members(cycle, opening)
    _plan_leaders(cycle, opening)
    _plan_theme(cycle, opening, following)
    _plan_movements(cycle, opening, following)
    _plan_rules(cycle, opening)
    _plan_templates(cycle, opening)
    _plan_steps(cycle, opening, following)
    _plan_tasks(cycle, opening, following)
    _plan_follow_ups(cycle, opening)
    _plan_pledge(cycle, opening, following)
    return opening


def _plan_members(cycle: Cycle, opening: Opening) -> None:
    rows = BlocMembership.objects.filter(bloc=cycle.bloc_id).select_related("unit")
    already = list(rows.filter(year=opening.year))
    if already:
        opening.members = [row.unit for row in already]
        says = _("Danh sách năm %(year)s đã có %(n)s đơn vị.")
        left: tuple[str, ...] = ()
    else:
        last = list(rows.filter(year=cycle.year))
        first_day = date(opening.year, 1, 1)
        goes = [
            row for row in last if row.left_on is None and (row.unit.ended_on is None or row.unit.ended_on >= first_day)
        ]
        opening.members = [row.unit for row in goes]
        says = _("Chuyển %(n)s đơn vị sang năm %(year)s.")
        left = tuple(_why_not(row) for row in last if row not in goes)
    names = tuple(unit.name for unit in opening.members)
    counted = says % {"n": len(opening.members), "year": opening.year}
    opening.lines.append(Line(_("Thành viên"), counted, carried=True, items=names))
    if left:
        says = _("Đã rời khối hoặc không còn. Thêm đơn vị kế thừa vào danh sách nếu có.")
        opening.lines.append(Line(_("Thành viên"), says, carried=False, items=left))


def _why_not(row: BlocMembership) -> str:
    day = row.left_on or row.unit.ended_on
    return f"{row.unit.name} ({format_date(day)})" if day else row.unit.name


def _plan_leaders(cycle: Cycle, opening: Opening) -> None:
    recorded = {
        row.role: row
        for row in BlocLeadership.objects.filter(bloc=cycle.bloc_id, year=opening.year)
        .select_related("unit", "representative")
        .order_by(*OLDEST_FIRST)
    }
    elected = {
        row.role: row
        for row in ElectionRecord.objects.filter(bloc=cycle.bloc_id, year=opening.year)
        .select_related("unit", "representative", "meeting")
        .order_by("meeting__held_on", "pk")
    }
    for role in LeadRole:
        if role in recorded:
            row = recorded[role]
            opening.leaders.append(Leader(role, row.unit, row.representative, row.basis, is_recorded=True))
            opening.lines.append(Line(str(role.label), row.unit.name, carried=True))
        elif role in elected:
            choice = elected[role]
            basis = _("Bầu tại %(meeting)s") % {"meeting": choice.meeting.title}
            opening.leaders.append(Leader(role, choice.unit, choice.representative, basis[:250], is_recorded=False))
            says = _("%(unit)s, theo kết quả bầu; còn chờ quyết định công nhận.") % {"unit": choice.unit.name}
            opening.lines.append(Line(str(role.label), says, carried=True))
        else:
            says = _("Chưa có kết quả bầu. Không ai tự động kế nhiệm; ghi kết quả bầu rồi mở lại trang này.")
            opening.lines.append(Line(str(role.label), says, carried=False))


def _plan_theme(cycle: Cycle, opening: Opening, following: Cycle | None) -> None:
    if following is not None and CycleTheme.objects.filter(cycle=following).exists():
        return
    link = CycleTheme.objects.filter(cycle=cycle).select_related("theme").first()
    if link is None:
        opening.lines.append(Line(_("Chủ đề"), _("Năm nay chưa gắn chủ đề; năm mới cũng chưa có."), carried=False))
    elif link.theme.until_year is not None and link.theme.until_year < opening.year:
        says = _("Chủ đề “%(theme)s” hết năm %(year)s. Chọn chủ đề mới sau khi mở năm.")
        opening.lines.append(
            Line(_("Chủ đề"), says % {"theme": link.theme.text, "year": link.theme.until_year}, carried=False)
        )
    else:
        opening.theme = link.theme
        opening.lines.append(Line(_("Chủ đề"), f"“{link.theme.text}”", carried=True))


def _plan_movements(cycle: Cycle, opening: Opening, following: Cycle | None) -> None:
    taken = (
        set(CycleMovement.objects.filter(cycle=following).values_list("movement_id", flat=True)) if following else set()
    )
    ended: list[str] = []
    for link in CycleMovement.objects.filter(cycle=cycle).select_related("movement"):
        movement = link.movement
        last = movement.ends_on.latest
        over = last is not None and last.year < opening.year
        if over or (movement.kind == MovementKind.THEMATIC and last is None):
            ended.append(movement.name)
        elif movement.pk not in taken:
            opening.movements.append(movement)
    if opening.movements:
        opening.lines.append(
            Line(
                _("Phong trào"),
                _("Tiếp tục trong năm %(year)s.") % {"year": opening.year},
                carried=True,
                items=tuple(movement.name for movement in opening.movements),
            )
        )
    if ended:
        says = _("Đã kết thúc, hoặc theo chuyên đề chưa ghi ngày kết thúc: không tự chuyển.")
        opening.lines.append(Line(_("Phong trào"), says, carried=False, items=tuple(ended)))


def _plan_rules(cycle: Cycle, opening: Opening) -> None:
    rules = rules_in_force(cycle.bloc_id)
    opening.goes_on["rules"] = [[rule.pk, rule.version] for rule in rules]
    if rules:
        says = _("Tiếp tục áp dụng đến khi khối thông qua bản mới.")
        opening.lines.append(Line(_("Quy chế"), says, carried=True, items=tuple(str(rule) for rule in rules)))


def _plan_templates(cycle: Cycle, opening: Opening) -> None:
    own = templates_of(cycle.agency_id)
    opening.goes_on["templates"] = sorted(own)
    if own:
        says = _("Văn bản của năm sau dùng tiếp mẫu của cơ quan.")
        names = tuple(every_kind()[kind].name for kind in own if kind in every_kind())
        opening.lines.append(Line(_("Mẫu văn bản"), says, carried=True, items=names))


def _plan_steps(cycle: Cycle, opening: Opening, following: Cycle | None) -> None:
    if following is not None:
        return
    deadlines = year_deadlines(cycle.agency, opening.year)
    opening.goes_on["steps"] = [
        [kind, due.falls_on.isoformat() if due.falls_on else None] for kind, due in deadlines.items()
    ]
    items = tuple(
        f"{kind.label}: {long_date(due.falls_on)}" if due.falls_on else str(kind.label)
        for kind, due in deadlines.items()
    )
    says = _("Lập theo mẫu các bước của cơ quan; thư ký xem lại hạn trước khi bắt đầu năm.")
    opening.lines.append(Line(_("Các bước"), says, carried=True, items=items))


def _plan_tasks(cycle: Cycle, opening: Opening, following: Cycle | None) -> None:
    carried = (
        set(Task.objects.filter(cycle=following).values_list("carried_from_id", flat=True)) if following else set()
    )
    open_tasks = Task.objects.filter(cycle=cycle, state__in=[TaskState.NOT_STARTED, TaskState.DOING])
    opening.tasks = [task for task in open_tasks if task.pk not in carried]
    if opening.tasks:
        says = ngettext("Chuyển %(n)s nhiệm vụ còn mở.", "Chuyển %(n)s nhiệm vụ còn mở.", len(opening.tasks))
        items = tuple(str(task) for task in opening.tasks)
        opening.lines.append(Line(_("Nhiệm vụ"), says % {"n": len(opening.tasks)}, carried=True, items=items))


def _plan_follow_ups(cycle: Cycle, opening: Opening) -> None:
    rows = FollowUp.objects.filter(visit__cycle__bloc=cycle.bloc_id).exclude(state=FollowUpState.CLOSED)
    promises = list(rows.select_related("unit"))
    opening.goes_on["promises"] = [[promise.pk, promise.version] for promise in promises]
    items = tuple(f"{promise.unit.name}: {promise.promise}" for promise in promises)
    if items:
        says = _("Việc sau kiểm tra chưa xong vẫn hiện ở năm mới đến khi được xác nhận.")
        opening.lines.append(Line(_("Sau kiểm tra"), says, carried=True, items=items))


def _plan_pledge(cycle: Cycle, opening: Opening, following: Cycle | None) -> None:
    if following is not None and Pledge.objects.filter(cycle=following).exists():
        return
    pledge = Pledge.objects.filter(cycle=cycle).first()
    if pledge is None:
        opening.lines.append(Line(_("Giao ước"), _("Năm nay không có giao ước để lấy làm mẫu."), carried=False))
        return
    opening.pledge = pledge
    opening.goes_on["pledge"] = sha256_of(bloc_part(pledge, targets_of(pledge)))
    says = _(
        "Soạn sẵn bản nháp từ giao ước năm %(year)s với chỉ tiêu chung; chỉ tiêu từng đơn vị do đơn vị tự đăng ký."
    )
    opening.lines.append(Line(_("Giao ước"), says % {"year": cycle.year}, carried=True))
