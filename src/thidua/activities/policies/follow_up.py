"""Who keeps the programme of a workshop, who proposes, who says what became of it; who reviews, who looks again.

Whoever sees the activity sees all of it. What becomes of a proposal, and what a later visit finds, is written down
even after every year of the activity is closed: it is no part of these years.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.activities.enums import OPEN_PROPOSALS, ActivityKind, ActivityState, PartyState, ProposalState
from thidua.activities.models import (
    Activity,
    ActivityParty,
    Lesson,
    ProgrammeLine,
    Proposal,
    Review,
    Revisit,
)
from thidua.activities.policies.activities import (
    activities_kept_by,
    activities_visible_to,
    is_open,
    may_record_for,
)
from thidua.activities.policies.parties import answerer_of, speaks_for, spoken_for_by
from thidua.activities.policies.plans import may_plan
from thidua.common.actor import Actor
from thidua.common.policy import YES, Answer, refused

# --- Workshops -------------------------------------------------------------------------------------------------------


def is_workshop(activity: Activity) -> Answer:
    """Whether it is of the kind that has a programme and proposals."""
    if activity.kind == ActivityKind.WORKSHOP:
        return YES
    return refused(
        _("Chỉ hội thảo, tọa đàm mới có chương trình và kiến nghị."),
        remedy=_("Sửa loại hoạt động nếu đây là hội thảo."),
    )


def may_keep_programme(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may write the programme: whoever keeps the record of a workshop."""
    answer = is_workshop(activity)
    return may_plan(actor, activity) if answer else answer


def may_change_programme(actor: Actor, line: ProgrammeLine) -> Answer:
    """Whether the actor may change or take out this entry."""
    return may_plan(actor, line.activity)


def programme_visible_to(actor: Actor) -> QuerySet[ProgrammeLine]:
    """Entries of the programmes of the activities the actor sees."""
    rows = ProgrammeLine.objects.filter(activity__in=activities_visible_to(actor))
    return rows.select_related("activity__agency", "activity__bloc", "activity__unit")


def may_propose(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may write down a proposal: who keeps the record, and the parties that did not decline."""
    answer = is_workshop(activity)
    if not answer:
        return answer
    if activity.state == ActivityState.CANCELLED:
        return refused(_("Hoạt động này đã hủy."))
    if may_record_for(actor, activity.home) or party_of(actor, activity) is not None:
        return is_open(activity)
    return refused(_("Chỉ bên giữ hồ sơ và các bên của hội thảo ghi được kiến nghị."), who=activity.home.name)


def party_of(actor: Actor, activity: Activity) -> ActivityParty | None:
    """The first party of the activity, not one that declined, for which the actor speaks."""
    parties = (party for party in activity.parties.all() if party.state != PartyState.DECLINED)
    return next((party for party in parties if speaks_for(actor, party)), None)


def may_change_proposal(actor: Actor, proposal: Proposal) -> Answer:
    """Whether the actor may change the words or take the proposal out: who keeps the record; the party that wrote it,
    as long as it was not sent.
    """
    activity = proposal.activity
    if may_record_for(actor, activity.home):
        return is_open(activity)
    if proposal.proposer is None or not speaks_for(actor, proposal.proposer):
        return refused(_("Bên giữ hồ sơ và bên đã ghi kiến nghị sửa được dòng này."), who=activity.home.name)
    if proposal.state != ProposalState.NEW:
        return refused(_("Kiến nghị này đã gửi nên chỉ bên giữ hồ sơ sửa được."), who=activity.home.name)
    return is_open(activity)


def may_report_proposal(actor: Actor, proposal: Proposal) -> Answer:
    """Whether the actor may say what became of it: who sees to it, and who keeps the record."""
    if may_record_for(actor, proposal.activity.home):
        return YES
    if proposal.party is not None and speaks_for(actor, proposal.party):
        return YES
    return refused(
        _("Bên theo dõi kiến nghị và bên giữ hồ sơ ghi được kết quả."),
        who=(answerer_of(proposal.party) if proposal.party is not None else "") or proposal.activity.home.name,
    )


def proposals_visible_to(actor: Actor) -> QuerySet[Proposal]:
    """Proposals of the workshops the actor sees."""
    rows = Proposal.objects.filter(activity__in=activities_visible_to(actor))
    return rows.select_related(
        "activity__agency",
        "activity__bloc",
        "activity__unit",
        "target_agency",
        "proposer",
        "party__bloc",
        "party__unit",
        "party__partner_agency",
    )


def proposals_waiting_for(actor: Actor) -> QuerySet[Proposal]:
    """Open proposals with a term that are the actor's to see to: those of his parties; and, of the records that are
    his to complete, those of nobody and of parties that cannot answer here, or will not.
    """
    his = ActivityParty.objects.filter(spoken_for_by(actor)).exclude(state=PartyState.DECLINED)
    of_nobody = Q(party__bloc=None, party__unit=None, party__partner_agency=None) | Q(party__state=PartyState.DECLINED)
    rows = Proposal.objects.filter(state__in=OPEN_PROPOSALS, due_on__isnull=False)
    rows = rows.exclude(activity__state=ActivityState.CANCELLED)
    return rows.filter(Q(party__in=his) | Q(activity__in=activities_kept_by(actor)) & of_nobody)


# --- The review ------------------------------------------------------------------------------------------------------


def may_add_lesson(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may say what worked and what did not: who keeps the record, and the parties that count."""
    answer = _may_review(activity)
    if not answer:
        return answer
    if may_record_for(actor, activity.home) or counted_party_of(actor, activity) is not None:
        return is_open(activity)
    return refused(_("Chỉ bên giữ hồ sơ và các bên đã xác nhận tham gia góp ý được."), who=activity.home.name)


def counted_party_of(actor: Actor, activity: Activity) -> ActivityParty | None:
    """The first party that counts for which the actor speaks."""
    return next((party for party in activity.parties.all() if party.counts and speaks_for(actor, party)), None)


def may_change_lesson(actor: Actor, lesson: Lesson) -> Answer:
    """Whether the actor may change or take out the line: the party that said it, and who keeps the record."""
    activity = lesson.activity
    answer = _may_review(activity)
    if not answer:
        return answer
    is_own = lesson.party is not None and speaks_for(actor, lesson.party)
    if is_own or may_record_for(actor, activity.home):
        return is_open(activity)
    return refused(_("Bên đã góp ý và bên giữ hồ sơ sửa được dòng này."), who=activity.home.name)


def may_release_lesson(actor: Actor, lesson: Lesson) -> Answer:
    """Whether the actor may let these words go to the public page: who keeps the record, closed years or not."""
    activity = lesson.activity
    if lesson.released_at is not None:
        return refused(_("Dòng này đã cho công bố."))
    if activity.state != ActivityState.HELD:
        return refused(_("Rút kinh nghiệm sau khi hoạt động đã tổ chức."))
    return may_record_for(actor, activity.home)


def may_hold_back_lesson(actor: Actor, lesson: Lesson) -> Answer:
    """Whether the actor may take these words back from the public page: who keeps the record, and who said them."""
    if lesson.released_at is None:
        return refused(_("Dòng này không được công bố."))
    if lesson.party is not None and speaks_for(actor, lesson.party):
        return YES
    return may_record_for(actor, lesson.activity.home)


def lessons_visible_to(actor: Actor) -> QuerySet[Lesson]:
    """Lines of the reviews of the activities the actor sees."""
    rows = Lesson.objects.filter(activity__in=activities_visible_to(actor))
    return rows.select_related(
        "activity__agency",
        "activity__bloc",
        "activity__unit",
        "activity__review",
        "party__bloc",
        "party__unit",
        "party__partner_agency",
    )


def may_close_review(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may close the review: who keeps the record, once it was held."""
    answer = may_plan(actor, activity)
    return _may_review(activity) if answer else answer


def may_reopen_review(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may open it again."""
    if review_of(activity) is None:
        return refused(_("Phần rút kinh nghiệm chưa khép."))
    return may_plan(actor, activity)


def may_take_lessons(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may put “next time” into a template of plans: who keeps the record."""
    return may_record_for(actor, activity.home)


def review_of(activity: Activity) -> Review | None:
    """The review, once it is closed."""
    try:
        found: Review | None = activity.review
    except Review.DoesNotExist:
        return None
    return found


def _may_review(activity: Activity) -> Answer:
    if activity.state != ActivityState.HELD:
        return refused(_("Rút kinh nghiệm sau khi hoạt động đã tổ chức."))
    if review_of(activity) is not None:
        return refused(_("Phần rút kinh nghiệm đã khép."), remedy=_("Bên giữ hồ sơ mở lại được."))
    return YES


# --- Visits afterwards -----------------------------------------------------------------------------------------------


def may_plan_revisit(actor: Actor, activity: Activity) -> Answer:
    """Whether the actor may say when somebody looks again: who keeps the record, of what is no such visit itself."""
    if Revisit.objects.filter(made=activity).exists():
        return refused(_("Đây là lần trở lại của một hoạt động khác."), remedy=_("Hẹn tiếp ở hoạt động đầu."))
    return may_plan(actor, activity)


def may_change_revisit(actor: Actor, revisit: Revisit) -> Answer:
    """Whether the actor may change the day or take it out, while nobody has been there."""
    if revisit.made_id is not None:
        return refused(_("Đã trở lại nên lịch hẹn này giữ nguyên."))
    return may_plan(actor, revisit.activity)


def may_hold_revisit(actor: Actor, revisit: Revisit) -> Answer:
    """Whether the actor may open the record of the visit: who keeps the record of what is looked at again."""
    if revisit.made_id is not None:
        return refused(_("Lần trở lại này đã có hồ sơ."))
    if revisit.activity.state != ActivityState.HELD:
        return refused(_("Hoạt động đầu chưa tổ chức nên chưa có gì để so."))
    return may_record_for(actor, revisit.activity.home)


def revisits_visible_to(actor: Actor) -> QuerySet[Revisit]:
    """Visits planned after the activities the actor sees."""
    rows = Revisit.objects.filter(activity__in=activities_visible_to(actor))
    return rows.select_related("activity__agency", "activity__bloc", "activity__unit", "party", "made")


def revisits_waiting_for(actor: Actor) -> QuerySet[Revisit]:
    """Visits nobody has made of the activities whose record is the actor's to complete."""
    rows = Revisit.objects.filter(activity__in=activities_kept_by(actor), activity__state=ActivityState.HELD, made=None)
    return rows.select_related("activity", "party")


def reviews_waiting_for(actor: Actor) -> QuerySet[Activity]:
    """Activities that were held, whose record is the actor's to complete and whose review is open; visits made
    afterwards need none.
    """
    rows = activities_kept_by(actor).filter(state=ActivityState.HELD, merged_into=None, review=None, revisit_of=None)
    return rows.select_related("bloc", "unit")
