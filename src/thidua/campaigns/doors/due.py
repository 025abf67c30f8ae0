"""What waits in a year: the secretary's next move, comments to make, comments to answer."""

from datetime import date

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.doors.rules import members_of_cycles
from thidua.campaigns.enums import CycleState, RuleState, StepKind, StepState
from thidua.campaigns.facts.reports import NOTHING_TO_REPORT, StepReport, reports_on
from thidua.campaigns.models import Cycle, RuleVersion, Step
from thidua.campaigns.policies.cycles import secretary_of
from thidua.campaigns.queries.rules import commenting_units
from thidua.common.actor import Actor, Role
from thidua.common.due import DueGroup, DueItem
from thidua.organisations.policies import IN_UNIT


def due_in_cycles(actor: Actor, today: date) -> list[DueItem]:
    """A constant number of queries, whatever the number of blocs and units."""
    return [*_moves(actor, today), *_comments_to_answer(actor), *_comments_to_make(actor, today)]


def _moves(actor: Actor, today: date) -> list[DueItem]:
    """The next step of each year that the actor keeps as secretary."""
    blocs = actor.blocs_as(Role.BLOC_SECRETARY)
    if not blocs:
        return []
    rows = Step.objects.filter(cycle__bloc__in=blocs).exclude(cycle__state=CycleState.CLOSED)
    steps: dict[Cycle, list[Step]] = {}
    for step in rows.select_related("cycle__bloc").order_by("-cycle__year", "cycle__bloc", "position"):
        steps.setdefault(step.cycle, []).append(step)
    reports = reports_on(actor, [step for found in steps.values() for step in found], today)
    return [item for cycle, found in steps.items() if (item := _move(cycle, found, reports)) is not None]


def _move(cycle: Cycle, steps: list[Step], reports: dict[int, StepReport]) -> DueItem | None:
    context = {"year": cycle.year, "bloc": cycle.bloc.name}
    if cycle.state == CycleState.PREPARING:
        return DueItem(
            DueGroup.MINE,
            _("Xem lại các bước và bắt đầu năm %(year)s của %(bloc)s") % context,
            reverse("cycle", args=[cycle.pk]),
            _("Mở trang của năm"),
            None,
            context=cycle.bloc.name,
            agency=cycle.agency_id,
        )
    step = next((step for step in steps if step.state in (StepState.NOW, StepState.LATER)), None)
    if step is None:
        return DueItem(
            DueGroup.MINE,
            _("Khép lại năm %(year)s của %(bloc)s") % context,
            reverse("cycle", args=[cycle.pk]),
            _("Mở trang của năm"),
            None,
            fact=_("Mọi bước của năm %(year)s đã xong.") % context,
            context=cycle.bloc.name,
            agency=cycle.agency_id,
        )
    report = reports.get(step.pk, NOTHING_TO_REPORT)
    words = {**context, "step": StepKind(step.kind).label}
    is_blocked = step.state == StepState.NOW and not report.ready
    verb = _("Xem bước này") if step.state == StepState.NOW else _("Mở trang của năm")
    title = (
        _("Ghi kết quả bước %(step)s năm %(year)s của %(bloc)s")
        if step.state == StepState.NOW
        else _("Bắt đầu bước %(step)s năm %(year)s của %(bloc)s")
    ) % words
    return DueItem(
        DueGroup.BLOCKED if is_blocked else DueGroup.MINE,
        title,
        reverse("step", args=[step.pk]) if step.state == StepState.NOW else reverse("cycle", args=[cycle.pk]),
        verb,
        step.deadline,
        fact=report.note,
        context=cycle.bloc.name,
        agency=cycle.agency_id,
        blocked_by=(report.missing or report.ready.reason) if is_blocked else "",
        who_unblocks=(report.ready.who or _("Cán bộ thi đua của các đơn vị đó")) if is_blocked else "",
    )


def _comments_to_answer(actor: Actor) -> list[DueItem]:
    """Comments that wait for the secretary's answer, a line a version."""
    blocs = actor.blocs_as(Role.BLOC_SECRETARY)
    if not blocs:
        return []
    waiting = Count("comments", filter=Q(comments__outcome=""))
    rules = RuleVersion.objects.filter(bloc__in=blocs, state=RuleState.COMMENTING).annotate(waiting=waiting)
    return [
        DueItem(
            DueGroup.MINE,
            ngettext("Trả lời %(count)s góp ý về %(title)s", "Trả lời %(count)s góp ý về %(title)s", rule.waiting)
            % {"count": rule.waiting, "title": rule.title},
            reverse("rule", args=[rule.pk]),
            _("Trả lời"),
            None,
            context=rule.bloc.name,
            agency=rule.agency_id,
        )
        for rule in rules.filter(waiting__gt=0).select_related("bloc")
    ]


def _comments_to_make(actor: Actor, today: date) -> list[DueItem]:
    """Drafts on which one of the actor's units has not spoken yet, while the time lasts."""
    units = actor.units_as(*IN_UNIT)
    if not units:
        return []
    rules = list(
        RuleVersion.objects.filter(
            state=RuleState.COMMENTING,
            comments_until__gte=today,
            bloc__memberships__unit__in=units,
            bloc__memberships__year=F("cycle__year"),
        )
        .select_related("bloc", "cycle")
        .distinct()
    )
    members = members_of_cycles([rule.cycle for rule in rules], today)
    spoken = commenting_units(rules)
    return [_comment_item(rule) for rule in rules if (units & members[rule.cycle_id]) - spoken[rule.pk]]


def _comment_item(rule: RuleVersion) -> DueItem:
    return DueItem(
        DueGroup.MINE,
        _("Góp ý dự thảo %(title)s") % {"title": rule.title},
        reverse("rule", args=[rule.pk]),
        _("Đọc và góp ý"),
        rule.comments_until,
        fact=_("%(who)s đang lấy ý kiến các đơn vị thành viên.") % {"who": secretary_of(rule.bloc)},
        context=rule.bloc.name,
        agency=rule.agency_id,
    )
