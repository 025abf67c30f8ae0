"""What recognition and handover put into “Việc cần làm”."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role, person_of
from thidua.common.due import DueGroup, DueItem, register_due_source
from thidua.decisions.enums import HandoverState, ProposalState, Side
from thidua.decisions.models import Handover, ProposalList, RecognitionDecision
from thidua.decisions.policies.handovers import SLUG_OF_SIDE
from thidua.meetings.enums import MeetingState
from thidua.meetings.models import ElectionRecord
from thidua.meetings.policies.people import user_of
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership


def open_doors() -> None:
    """Register the sources: record the decision, begin the handover, sign it, close it; send lists, answer them."""
    register_due_source(_to_record, _undecided)
    register_due_source(_to_hand_over, _not_handed_over)
    register_due_source(_of_handovers, _handovers)
    register_due_source(_of_proposals, _lists)


def _lists(actor: Actor, today: date) -> QuerySet[ProposalList]:
    mine = Q(cycle__bloc__in=actor.blocs_as(Role.BLOC_SECRETARY)) | Q(
        agency__in=actor.agencies_as(Role.STANDING_OFFICE)
    )
    states = (ProposalState.DRAFT, ProposalState.SENT)
    return ProposalList.objects.filter(mine, state__in=states, cycle__year__gte=today.year - 1)


def _of_proposals(actor: Actor, today: date) -> list[DueItem]:
    """Lists to send, for who runs the bloc; lists to answer, for the superior's office."""
    offices = actor.agencies_as(Role.STANDING_OFFICE)
    waiting = Count("lines", filter=Q(lines__answer=""))
    rows = _lists(actor, today).select_related("cycle__bloc").annotate(waiting=waiting)
    items = []
    for proposals in rows:
        is_sent = proposals.state == ProposalState.SENT
        is_mine = proposals.agency_id in offices and proposals.sent_by_user != user_of(actor)
        if is_sent and not (is_mine and proposals.waiting):
            continue
        verb = _("Ghi trả lời") if is_sent else _("Xem và gửi")
        title = (
            _("Ghi trả lời đề nghị khen thưởng năm %(year)s") if is_sent else _("Gửi đề nghị khen thưởng năm %(year)s")
        )
        url = reverse("proposals", args=[proposals.pk])
        items.append(
            DueItem(
                DueGroup.MINE,
                title % {"year": proposals.cycle.year},
                url,
                verb,
                None,
                fact=str(proposals.get_state_display()),
                context=proposals.cycle.bloc.name,
                agency=proposals.agency_id,
                action_url=url,
                icon="award",
            )
        )
    return items


def _run_by(actor: Actor) -> Q:
    return Q(bloc__in=actor.blocs_as(Role.BLOC_SECRETARY)) | Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE))


def _undecided(actor: Actor, today: date) -> QuerySet[ElectionRecord]:
    decided = RecognitionDecision.objects.filter(bloc=OuterRef("bloc"), year=OuterRef("year"))
    return ElectionRecord.objects.filter(
        ~Exists(decided),
        agency__in=actor.agencies_as(Role.STANDING_OFFICE),
        role=LeadRole.LEAD,
        year__gte=today.year,
        meeting__state__in=_HELD,
    )


def _to_record(actor: Actor, today: date) -> list[DueItem]:
    """A head was chosen for this year or a later one, and no decision is recorded."""
    rows = _undecided(actor, today).select_related("bloc", "unit").order_by("pk")
    return [
        DueItem(
            DueGroup.MINE,
            _("Ghi quyết định công nhận Khối trưởng, Khối phó năm %(year)s") % {"year": election.year},
            reverse("meeting", args=[election.meeting_id]),
            _("Ghi quyết định"),
            None,
            fact=_("Hội nghị đã bầu %(unit)s.") % {"unit": election.unit},
            context=election.bloc.name,
            agency=election.agency_id,
            action_url=reverse("record_decision", args=[election.bloc_id, election.year]),
            icon="certificate",
        )
        for election in rows
    ]


def _not_handed_over(actor: Actor, today: date) -> QuerySet[RecognitionDecision]:
    begun = Handover.objects.filter(cycle=OuterRef("meeting__cycle"))
    led_before = BlocLeadership.objects.filter(
        bloc=OuterRef("bloc"), year=OuterRef("meeting__cycle__year"), role=LeadRole.LEAD, unit=OuterRef("lead")
    )
    return RecognitionDecision.objects.filter(
        _run_by(actor), ~Exists(begun), ~Exists(led_before), year__gte=today.year, meeting__cycle__isnull=False
    )


def _to_hand_over(actor: Actor, today: date) -> list[DueItem]:
    """A decision was recorded after a conference of the year before, and nothing is handed over."""
    rows = _not_handed_over(actor, today).select_related("bloc", "lead", "meeting__cycle")
    return [
        DueItem(
            DueGroup.MINE,
            _("Lập bàn giao cho Khối trưởng năm %(year)s") % {"year": decision.year},
            reverse("decision", args=[decision.pk]),
            _("Lập bàn giao"),
            None,
            fact=_("%(unit)s được công nhận làm Khối trưởng.") % {"unit": decision.lead},
            context=decision.bloc.name,
            agency=decision.agency_id,
            action_url=reverse("start_handover", args=[decision.meeting.cycle_id]) if decision.meeting else "",
            icon="arrow-right",
        )
        for decision in rows
    ]


def _handovers(actor: Actor, today: date) -> QuerySet[Handover]:
    units = actor.units_as(Role.UNIT_HEAD)
    person = person_of(actor)
    mine = Q(giver__in=units) | Q(receiver__in=units)
    if person is not None:
        mine |= Q(giver_representative=person) | Q(receiver_representative=person)
    return Handover.objects.filter(
        (Q(state=HandoverState.DRAFT) & mine) | (Q(state=HandoverState.SIGNED) & _run_by(actor))
    )


def _of_handovers(actor: Actor, today: date) -> list[DueItem]:
    """Handovers to sign, as head of a unit or as its representative; signed ones to close, for who runs the bloc."""
    units = actor.units_as(Role.UNIT_HEAD)
    person = person_of(actor)
    rows = _handovers(actor, today).select_related("bloc", "cycle", "giver", "receiver")
    items = []
    for handover in rows.prefetch_related("signatures"):
        if handover.state == HandoverState.SIGNED:
            items.append(_closing(handover))
            continue
        signed = {signature.side for signature in handover.signatures.all()}
        for side, unit_id, representative in (
            (Side.GIVER, handover.giver_id, handover.giver_representative_id),
            (Side.RECEIVER, handover.receiver_id, handover.receiver_representative_id),
        ):
            is_mine = unit_id in units or (person is not None and representative == person)
            if is_mine and side not in signed:
                items.append(_signing(handover, side))
    return items


def _signing(handover: Handover, side: Side) -> DueItem:
    return DueItem(
        DueGroup.MINE,
        _("Ký bàn giao năm %(year)s") % {"year": handover.cycle.year},
        reverse("handover", args=[handover.pk]),
        _("Đọc và ký"),
        None,
        fact=_("%(giver)s giao, %(receiver)s nhận.") % {"giver": handover.giver, "receiver": handover.receiver},
        context=handover.bloc.name,
        agency=handover.agency_id,
        action_url=reverse("sign_handover", args=[handover.pk, SLUG_OF_SIDE[side]]),
        icon="signature",
    )


def _closing(handover: Handover) -> DueItem:
    return DueItem(
        DueGroup.MINE,
        _("Khép bàn giao năm %(year)s") % {"year": handover.cycle.year},
        reverse("handover", args=[handover.pk]),
        _("Khép bàn giao"),
        None,
        fact=_("Hai bên đã ký."),
        context=handover.bloc.name,
        agency=handover.agency_id,
        action_url=reverse("close_handover", args=[handover.pk]),
        icon="check",
    )


_HELD = (MeetingState.HELD, MeetingState.MINUTES_DRAFT, MeetingState.ADOPTED)
