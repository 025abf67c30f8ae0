"""What meetings put into “Việc cần làm”."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.common.actor import Actor, Role, person_of
from thidua.common.due import DueGroup, DueItem, register_due_source
from thidua.meetings.doors.due_votes import due_of_votes, votes_under_way
from thidua.meetings.enums import AmendmentState, AttendanceState, MeetingState, MinutesState
from thidua.meetings.facts.words import when_words
from thidua.meetings.models import AgendaItem, Amendment, Attendance, Meeting, Minutes
from thidua.meetings.policies.people import OF_UNIT, attended_as


def open_doors() -> None:
    """Register the sources: prepare, answer, record, write, amend, sign, adopt, vote: each for whose move it is."""
    register_due_source(_of_who_runs, _run)
    register_due_source(_to_answer, _unanswered)
    register_due_source(_to_read, _unread)
    register_due_source(due_of_votes, votes_under_way)


def _run_by(actor: Actor, prefix: str = "") -> Q:
    return Q(**{f"{prefix}bloc__in": actor.blocs_as(Role.BLOC_SECRETARY)}) | Q(
        **{f"{prefix}agency__in": actor.agencies_as(Role.STANDING_OFFICE)}
    )


def _run(actor: Actor, today: date) -> QuerySet[Meeting]:
    states = (MeetingState.PLANNED, MeetingState.HELD, MeetingState.MINUTES_DRAFT)
    return Meeting.objects.filter(_run_by(actor), state__in=states)


def _of_who_runs(actor: Actor, today: date) -> list[DueItem]:
    """Meetings of who runs them: an agenda before the day, the record after it, then the minutes."""
    agenda = AgendaItem.objects.filter(meeting=OuterRef("pk"))
    proposed = Amendment.objects.filter(minutes__meeting=OuterRef("pk"), state=AmendmentState.PROPOSED)
    waiting = proposed.order_by().values("minutes__meeting").annotate(count=Count("pk")).values("count")
    rows = (
        _run(actor, today)
        .annotate(has_agenda=Exists(agenda), waiting=Coalesce(Subquery(waiting), 0))
        .select_related("bloc", "minutes", "chair")
    )
    found = [_preparing(row, today) if row.state == MeetingState.PLANNED else _writing(row) for row in rows]
    return [item for item in found if item is not None]


def _preparing(meeting: Meeting, today: date) -> DueItem | None:
    url = reverse("meeting", args=[meeting.pk])
    day = meeting.exact_day
    if day is not None and day < today:
        return DueItem(
            DueGroup.MINE,
            _("Ghi nhận %(meeting)s đã họp") % {"meeting": meeting.title},
            url,
            _("Ghi nhận đã họp"),
            None,
            fact=_("Ngày họp dự kiến là %(when)s.") % {"when": when_words(meeting)},
            context=meeting.bloc.name,
            agency=meeting.agency_id,
            action_url=reverse("hold_meeting", args=[meeting.pk]),
        )
    if getattr(meeting, "has_agenda", False):
        return None
    return DueItem(
        DueGroup.MINE,
        _("Soạn chương trình %(meeting)s") % {"meeting": meeting.title},
        f"{url}#chuong-trinh",
        _("Soạn chương trình"),
        day,
        fact=_("Họp %(when)s.") % {"when": when_words(meeting)},
        context=meeting.bloc.name,
        agency=meeting.agency_id,
        icon="list-details",
    )


def _unanswered(actor: Actor, today: date) -> QuerySet[Attendance]:
    mine = Q(unit__in=actor.units_as(*OF_UNIT))
    if (person := person_of(actor)) is not None:
        mine |= Q(person=person)
    return Attendance.objects.filter(
        mine, coming=None, state=AttendanceState.INVITED, meeting__state=MeetingState.PLANNED
    )


def _to_answer(actor: Actor, today: date) -> list[DueItem]:
    """Invitations that the actor's units, or he himself, have not answered."""
    rows = _unanswered(actor, today).select_related("meeting__bloc")
    return [
        DueItem(
            DueGroup.MINE,
            _("Trả lời lời mời họp: %(meeting)s") % {"meeting": line.meeting.title},
            reverse("meeting", args=[line.meeting_id]),
            _("Trả lời lời mời"),
            line.meeting.exact_day,
            fact=_("Mời: %(who)s. Họp %(when)s.") % {"who": line.words, "when": when_words(line.meeting)},
            context=line.meeting.bloc.name,
            agency=line.agency_id,
            action_url=reverse("answer_invitation", args=[line.pk]),
            icon="send",
        )
        for line in rows
        if line.meeting.exact_day is None or line.meeting.exact_day >= today
    ]


def _writing(meeting: Meeting) -> DueItem | None:
    minutes: Minutes | None = getattr(meeting, "minutes", None)
    if minutes is None:
        return _mine(meeting, _("Dựng biên bản %(meeting)s"), reverse("meeting", args=[meeting.pk]), _("Mở cuộc họp"))
    url = reverse("minutes", args=[minutes.pk])
    waiting: int = getattr(meeting, "waiting", 0)
    if minutes.state == MinutesState.DRAFT:
        return _mine(meeting, _("Gửi lấy ý kiến biên bản %(meeting)s"), url, _("Mở biên bản"))
    if minutes.state == MinutesState.OPEN and waiting:
        fact = ngettext("%(count)s đề nghị sửa chờ anh/chị xem.", "%(count)s đề nghị sửa chờ anh/chị xem.", waiting) % {
            "count": waiting
        }
        return _mine(meeting, _("Xem đề nghị sửa biên bản %(meeting)s"), url, _("Xem đề nghị sửa"), fact=fact)
    if minutes.state == MinutesState.OPEN:
        return _mine(meeting, _("Ký biên bản %(meeting)s"), url, _("Mở biên bản"), begins=minutes.amend_until)
    return DueItem(
        DueGroup.WAITING,
        _("Chờ thông qua biên bản %(meeting)s") % {"meeting": meeting.title},
        url,
        _("Mở biên bản"),
        None,
        fact=_("Chủ trì: %(who)s.") % {"who": meeting.chair or _("chưa biết")},
        context=meeting.bloc.name,
        agency=meeting.agency_id,
    )


def _mine(meeting: Meeting, title: str, url: str, verb: str, *, fact: str = "", begins: date | None = None) -> DueItem:
    return DueItem(
        DueGroup.MINE,
        title % {"meeting": meeting.title},
        url,
        verb,
        begins,
        fact=fact or _("Họp %(when)s.") % {"when": when_words(meeting)},
        context=meeting.bloc.name,
        agency=meeting.agency_id,
        begins=begins is not None,
        icon="clipboard-text",
    )


def _unread(actor: Actor, today: date) -> QuerySet[Minutes]:
    person = person_of(actor)
    proposed = Amendment.objects.filter(minutes=OuterRef("pk"), proposed_by=person)
    attended = Q(
        state=MinutesState.OPEN, amend_until__gte=today, meeting__in=attended_as(actor).values("meeting")
    ) & ~_run_by(actor, "meeting__")
    chairs = Q(state=MinutesState.SIGNED, meeting__chair=person) if person is not None else Q(pk__in=())
    return Minutes.objects.filter((attended & ~Exists(proposed)) | chairs)


def _to_read(actor: Actor, today: date) -> list[DueItem]:
    """Drafts sent to the actor because he attended, not to who writes them; signed minutes for their chair."""
    rows = _unread(actor, today).select_related("meeting__bloc", "signed_by")
    return [_amending(minutes) if minutes.state == MinutesState.OPEN else _adopting(minutes) for minutes in rows]


def _amending(minutes: Minutes) -> DueItem:
    return DueItem(
        DueGroup.MINE,
        _("Đọc dự thảo biên bản %(meeting)s") % {"meeting": minutes.meeting.title},
        reverse("minutes", args=[minutes.pk]),
        _("Đọc, đề nghị sửa"),
        minutes.amend_until,
        fact=_("Không có gì cần sửa thì không phải làm gì thêm."),
        context=minutes.meeting.bloc.name,
        agency=minutes.agency_id,
        icon="message",
    )


def _adopting(minutes: Minutes) -> DueItem:
    return DueItem(
        DueGroup.MINE,
        _("Thông qua biên bản %(meeting)s") % {"meeting": minutes.meeting.title},
        reverse("minutes", args=[minutes.pk]),
        _("Đọc và thông qua"),
        None,
        fact=_("%(who)s đã ký phần thư ký.") % {"who": minutes.signed_by or _("Thư ký")},
        context=minutes.meeting.bloc.name,
        agency=minutes.agency_id,
        action_url=reverse("adopt_minutes", args=[minutes.pk]),
        icon="signature",
    )
