"""Rules of a bloc: drafted, put to the members, answered, adopted."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.enums.rules import CommentOutcome, RuleDeed, RuleKind, RuleState
from thidua.campaigns.errors.cycles import AlreadyThereError, DateOutOfYearError
from thidua.campaigns.errors.pledges import MissingWordsError
from thidua.campaigns.facts.deadlines import due_on
from thidua.campaigns.models import Cycle, RuleComment, RuleVersion, TextCitation
from thidua.campaigns.policies.observers import superior_heard
from thidua.campaigns.policies.rules import (
    may_answer_comment,
    may_change_draft,
    may_comment,
    may_do_with_rules,
    may_draft_rules,
    units_commenting_for,
)
from thidua.campaigns.queries.calendars import calendar_of
from thidua.campaigns.queries.rules import previous_version
from thidua.campaigns.services.cycles import lock_cycle
from thidua.campaigns.services.reasons import required_line
from thidua.campaigns.services.words import check_lengths, clean, clean_lines
from thidua.common.actor import Actor, person_of
from thidua.common.components.texts import short_date
from thidua.common.policy import refused, require
from thidua.common.versions import require_version
from thidua.organisations.models import Bloc, Unit

LONGEST_TEXT = 200_000


@transaction.atomic
def draft_rules(*, actor: Actor, cycle: Cycle, kind: RuleKind, title: str, text: str) -> RuleVersion:
    """Write a new version of one kind of rules. It cites what the version before cites, to be looked over."""
    require(may_draft_rules(actor, cycle))
    cycle = lock_cycle(cycle)
    require(may_draft_rules(actor, cycle))
    bloc = Bloc.objects.select_for_update(of=("self",), no_key=True).get(pk=cycle.bloc_id)
    earlier = RuleVersion.objects.filter(bloc=bloc, kind=kind)
    last = earlier.aggregate(last=Max("number"))["last"] or 0
    rule = RuleVersion(agency=cycle.agency, bloc=cycle.bloc, cycle=cycle, kind=kind, number=last + 1)
    _fill(rule, title, text)
    latest = earlier.order_by("-number").first()
    if latest is not None and latest.state == RuleState.DRAFT and latest.text == rule.text:
        raise AlreadyThereError(_("Bản soạn giống hệt bản đang soạn trước đó."), field="text")
    rule.save()
    before = previous_version(rule)
    if before is not None:
        TextCitation.objects.bulk_create(
            TextCitation(agency=cycle.agency, text_id=each.text_id, rule=rule, place=each.place)
            for each in before.citations.all()
        )
    record(actor, "rules.drafted", rule, agency=rule.agency_id, after=_shown(rule))
    return rule


@transaction.atomic
def change_draft(*, actor: Actor, rule: RuleVersion, version: int, title: str, text: str) -> RuleVersion:
    """Go on writing a draft."""
    require(may_change_draft(actor, rule))
    rule = _lock(rule)
    require_version(rule, version)
    require(may_change_draft(actor, rule))
    before = _shown(rule)
    _fill(rule, title, text)
    rule.save()
    record(actor, "rules.changed", rule, agency=rule.agency_id, before=before, after=_shown(rule))
    return rule


@transaction.atomic
def open_for_comments(*, actor: Actor, rule: RuleVersion, version: int, until: date, now: datetime) -> RuleVersion:
    """Ask the members until a day, or give them more time. A day off moves to the next working day."""
    require(may_do_with_rules(actor, rule, RuleDeed.OPEN_FOR_COMMENTS))
    rule = _lock(rule)
    require_version(rule, version)
    require(may_do_with_rules(actor, rule, RuleDeed.OPEN_FOR_COMMENTS))
    today = timezone.localtime(now).date()
    if until < today:
        raise DateOutOfYearError(
            _("Hạn góp ý phải từ hôm nay, %(day)s, trở đi.") % {"day": short_date(today)}, field="until"
        )
    before = {"state": str(rule.state), "comments_until": str(rule.comments_until or "")}
    rule.state = RuleState.COMMENTING
    rule.comments_since = rule.comments_since or today
    rule.comments_until = due_on(until, calendar_of(rule.agency)).falls_on
    rule.save()
    record(
        actor,
        "rules.opened_for_comments",
        rule,
        agency=rule.agency_id,
        before=before,
        after={"comments_until": str(rule.comments_until), "asked": str(until)},
    )
    return rule


@transaction.atomic
def take_back_draft(*, actor: Actor, rule: RuleVersion, version: int) -> RuleVersion:
    """Take a version back to the desk before anybody has commented."""
    require(may_do_with_rules(actor, rule, RuleDeed.TAKE_BACK))
    rule = _lock(rule)
    require_version(rule, version)
    require(may_do_with_rules(actor, rule, RuleDeed.TAKE_BACK))
    rule.state = RuleState.DRAFT
    rule.comments_since = rule.comments_until = None
    rule.save()
    record(actor, "rules.taken_back", rule, agency=rule.agency_id, before={"state": RuleState.COMMENTING})
    return rule


@transaction.atomic
def comment_on_rules(
    *, actor: Actor, rule: RuleVersion, unit: Unit | None, text: str, now: datetime, place: str = ""
) -> RuleComment:
    """Say something on a draft, until the deadline: for a member unit, or without one for the superior that the actor
    observes for. The same words twice are refused."""
    today = timezone.localtime(now).date()
    require(may_comment(actor, rule, today))
    rule = _lock(rule)
    require(may_comment(actor, rule, today))
    superior = superior_heard(actor, rule.bloc) if unit is None else None
    if unit is None and superior is None:
        require(refused(_("Chọn đơn vị mà anh/chị góp ý thay mặt.")))
    if unit is not None and not units_commenting_for(actor, rule).filter(pk=unit.pk).exists():
        require(refused(_("Anh/chị không góp ý thay cho %(unit)s được.") % {"unit": unit.name}))
    text = clean_lines(text)
    if not text:
        raise MissingWordsError(_("Anh/chị chưa nhập nội dung góp ý."), field="text")
    if RuleComment.objects.filter(rule=rule, unit=unit, superior=superior, text=text, place=clean(place)).exists():
        raise AlreadyThereError(_("Góp ý này đã gửi rồi."), field="text")
    comment = RuleComment(
        agency=rule.agency,
        rule=rule,
        unit=unit,
        superior=superior,
        place=clean(place),
        text=text,
        made_by_id=person_of(actor),
        made_at=now,
    )
    check_lengths(comment)
    comment.save()
    record(
        actor,
        "rules.commented",
        rule,
        agency=rule.agency_id,
        after={**_speaker(comment), "place": comment.place, "text": text},
    )
    return comment


@transaction.atomic
def answer_comment(
    *, actor: Actor, comment: RuleComment, version: int, outcome: CommentOutcome, answer: str, now: datetime
) -> RuleComment:
    """Say what became of a comment. Explaining why nothing changes needs words; an answer may be bettered."""
    require(may_answer_comment(actor, comment))
    rule = _lock(comment.rule)
    comment = (
        RuleComment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "superior")
        .get(pk=comment.pk)
    )
    comment.rule = rule
    require(may_answer_comment(actor, comment))
    answer = clean_lines(answer)
    if outcome != CommentOutcome.ACCEPTED and not answer:
        raise MissingWordsError(_("Ghi rõ phần nào tiếp thu, phần nào giữ nguyên và vì sao."), field="answer")
    require_version(comment, version)
    before = {"outcome": comment.outcome, "answer": comment.answer}
    comment.outcome, comment.answer = outcome, answer
    comment.answered_by_id, comment.answered_at = person_of(actor), now
    comment.save()
    record(
        actor,
        "rules.comment_answered",
        rule,
        agency=rule.agency_id,
        before=before,
        after={**_speaker(comment), "outcome": str(outcome), "answer": answer},
    )
    return comment


@transaction.atomic
def adopt_rules(
    *, actor: Actor, rule: RuleVersion, version: int, now: datetime, adopted_on: date | None = None, paper: str = ""
) -> RuleVersion:
    """Record that the members adopted the version; the one that held until then is superseded.

    `adopted_on` None is a day nobody knows. Comments without an answer stand in the way.
    """
    require(may_do_with_rules(actor, rule, RuleDeed.ADOPT))
    rule = _lock(rule)
    require_version(rule, version)
    require(may_do_with_rules(actor, rule, RuleDeed.ADOPT))
    today = timezone.localtime(now).date()
    if adopted_on is not None and adopted_on > today:
        raise DateOutOfYearError(
            _("Ngày %(day)s chưa đến. Ghi thông qua khi đã thông qua.") % {"day": short_date(adopted_on)},
            field="adopted_on",
        )
    waiting = rule.comments.filter(outcome="").count()
    if waiting:
        raise MissingWordsError(
            _("Còn %(count)s góp ý chưa trả lời. Trả lời rồi hãy ghi thông qua.") % {"count": waiting},
            code="comments_unanswered",
        )
    held = RuleVersion.objects.select_for_update(of=("self",), no_key=True).filter(
        bloc=rule.bloc, kind=rule.kind, state=RuleState.ADOPTED
    )
    for old in held:
        old.state = RuleState.SUPERSEDED
        old.superseded_on = adopted_on
        old.version += 1
        old.save()
    before = {"state": str(rule.state)}
    rule.state = RuleState.ADOPTED
    rule.adopted_on, rule.adopted_by_paper = adopted_on, clean(paper)
    check_lengths(rule)
    rule.save()
    record(
        actor,
        "rules.adopted",
        rule,
        agency=rule.agency_id,
        before=before,
        after={"adopted_on": str(adopted_on or ""), "paper": rule.adopted_by_paper},
    )
    return rule


def _lock(rule: RuleVersion) -> RuleVersion:
    return (
        RuleVersion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency", "bloc", "cycle__bloc")
        .get(pk=rule.pk)
    )


def _fill(rule: RuleVersion, title: str, text: str) -> None:
    rule.title = required_line(title, _("Anh/chị chưa nhập tên bản quy chế."), field="title")
    rule.text = clean_lines(text)
    check_lengths(rule)
    if not rule.text:
        raise MissingWordsError(_("Anh/chị chưa nhập nội dung."), field="text")
    if len(rule.text) > LONGEST_TEXT:
        raise MissingWordsError(
            _("Nội dung dài quá %(count)s chữ cái. Tách phần phụ lục thành văn bản đính kèm.")
            % {"count": LONGEST_TEXT},
            code="text_too_long",
            field="text",
        )


def _speaker(comment: RuleComment) -> dict[str, object]:
    return {"unit": comment.unit.code} if comment.unit is not None else {"superior": comment.superior_id}


def _shown(rule: RuleVersion) -> dict[str, object]:
    return {"kind": str(rule.kind), "number": rule.number, "title": rule.title, "text": rule.text}
