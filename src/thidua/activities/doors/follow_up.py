"""What pages show of workshops and of what follows activities; and what of it is among the tasks of whom."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.activities.enums import ActivityKind, ActivityState
from thidua.activities.facts.plans import day_of
from thidua.activities.facts.proposals import count_words, line_of
from thidua.activities.models import Activity, ActivityCredit, Proposal, Revisit
from thidua.activities.policies import proposals_waiting_for, reviews_waiting_for, revisits_waiting_for
from thidua.activities.queries import KIND
from thidua.activities.queries.follow_up import summary_of
from thidua.campaigns.enums import CycleState
from thidua.campaigns.queries.calendars import calendars_of
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.due import DueGroup, DueItem, register_due_source
from thidua.common.http.addresses import address_of
from thidua.common.panels import Panel, register_panel

REVIEWED_AFTER = timedelta(days=3)
"""So long after an activity its keeper is asked for the review."""
ASKED_FOR = timedelta(days=60)
"""Of what is longer ago nobody remembers enough: it is not asked for any more, and can still be written."""
REVISIT_NEAR = timedelta(days=7)


def open_doors() -> None:
    """Register the panels and the sources."""
    register_panel(Panel(KIND, 5, "activities/_follow_panel.html", of_activity))
    register_due_source(due_proposals, _open_proposals)
    register_due_source(due_reviews, _unreviewed)
    register_due_source(due_revisits, _near_revisits)


def of_activity(actor: Actor, activity: Activity) -> dict[str, Any] | None:
    """Proposals of a workshop in a sentence; the review and the visits of what was held; one query for all."""
    is_workshop = activity.kind == ActivityKind.WORKSHOP
    follows = activity.state == ActivityState.HELD
    if not is_workshop and not follows:
        return None
    found = summary_of(activity, clock.today())
    return {
        "activity": activity,
        "is_workshop": is_workshop,
        "proposals": count_words(found["proposals"], found["settled"], found["late"]),
        "follows": follows,
        "first": found["first"],
        "first_title": found["first_title"],
        "lessons": _lessons(found["lessons"], is_closed=found["is_closed"]),
        "made": found["made"],
        "next_on": found["next_on"],
    }


def _lessons(many: int, *, is_closed: bool) -> str:
    words = ngettext("%(count)s góp ý rút kinh nghiệm", "%(count)s góp ý rút kinh nghiệm", many) % {"count": many}
    if is_closed:
        return _("%(words)s, đã khép.") % {"words": words}
    return _("%(words)s.") % {"words": words} if many else _("Chưa có góp ý rút kinh nghiệm.")


def _open_proposals(actor: Actor, today: date) -> QuerySet[Proposal]:
    return proposals_waiting_for(actor).filter(due_on__lte=today + timedelta(days=14))


def due_proposals(actor: Actor, today: date) -> list[DueItem]:
    """Open proposals that are late or near; one query, and one for the calendars where there is any."""
    rows = _open_proposals(actor, today)
    proposals = list(rows.select_related("activity__agency", "target_agency").order_by("due_on", "pk"))
    if not proposals:
        return []
    calendars = calendars_of({each.agency_id for each in proposals}, known=[each.activity.agency for each in proposals])
    lines = [line_of(each, calendars[each.agency_id], today) for each in proposals]
    return [_of_proposal(line.proposal) for line in lines if line.is_overdue or line.is_near]


def _of_proposal(proposal: Proposal) -> DueItem:
    where = proposal.target_body
    return DueItem(
        group=DueGroup.MINE,
        title=_("Ghi kết quả kiến nghị “%(text)s”") % {"text": proposal},
        url=f"{address_of('workshop', proposal.activity_id)}#kien-nghi-{proposal.pk}",
        verb=_("Ghi kết quả"),
        deadline=proposal.due_on,
        fact=_("Gửi %(where)s; hiện: %(state)s.") % {"where": where, "state": str(proposal.get_state_display()).lower()}
        if where
        else _("Chưa rõ gửi đến đâu."),
        context=proposal.activity.title,
        agency=proposal.agency_id,
        action_url=address_of("report_proposal", proposal.pk),
        icon="message",
    )


def _unreviewed(actor: Actor, today: date) -> QuerySet[Activity]:
    counted = ActivityCredit.objects.filter(activity=OuterRef("pk"))
    is_open = ~Exists(counted) | Exists(counted.exclude(cycle__state=CycleState.CLOSED))
    return reviews_waiting_for(actor).filter(
        Q(is_open),
        held_on__gte=(today - ASKED_FOR).isoformat(),
        held_on__lte=(today - REVIEWED_AFTER).isoformat(),
    )


def due_reviews(actor: Actor, today: date) -> list[DueItem]:
    """From the third day on: the review of what was held, for whoever keeps the record. One query."""
    rows = _unreviewed(actor, today)
    return [_of_review(activity) for activity in rows.order_by("held_on", "pk") if day_of(activity) is not None]


def _of_review(activity: Activity) -> DueItem:
    return DueItem(
        group=DueGroup.MINE,
        title=_("Rút kinh nghiệm hoạt động “%(title)s”") % {"title": activity.title},
        url=address_of("follow_up", activity.pk),
        verb=_("Xem góp ý, khép lại"),
        deadline=None,
        fact=_("Hỏi các bên: việc gì tốt, việc gì chưa được, lần sau làm khác điều gì."),
        context=activity.home.name,
        agency=activity.agency_id,
        icon="bulb",
    )


OF_REVISIT = ("due_on", "agency", "party_words", "party__name", "activity__title")
"""What is read of a visit."""


def _near_revisits(actor: Actor, today: date) -> QuerySet[Revisit]:
    return revisits_waiting_for(actor).filter(due_on__lte=today + REVISIT_NEAR)


def due_revisits(actor: Actor, today: date) -> list[DueItem]:
    """The first visit of each activity that is near, due or late, with how many there are. One query."""
    near = _near_revisits(actor, today).annotate(
        many=Window(Count("pk"), partition_by="activity"),
        place=Window(RowNumber(), partition_by="activity", order_by=["due_on", "pk"]),
    )
    return [_of_revisit(each, each.many - 1) for each in near.filter(place=1).only(*OF_REVISIT)]


def _of_revisit(revisit: Revisit, others: int) -> DueItem:
    who = revisit.who
    fact = _("Người đi xem lại: %(who)s.") % {"who": who} if who else _("Đếm lại đúng đoạn cũ theo đúng cách cũ.")
    if others:
        more = ngettext("Còn %(number)s lần hẹn nữa.", "Còn %(number)s lần hẹn nữa.", others) % {"number": others}
        fact = f"{fact} {more}"
    return DueItem(
        group=DueGroup.MINE,
        title=_("Trở lại xem “%(title)s”") % {"title": revisit.activity.title},
        url=f"{address_of('follow_up', revisit.activity_id)}#tro-lai",
        verb=_("Lập hồ sơ lần trở lại"),
        deadline=revisit.due_on,
        fact=fact,
        context=revisit.activity.title,
        agency=revisit.agency_id,
        action_url=address_of("hold_revisit", revisit.pk),
        icon="repeat",
    )
