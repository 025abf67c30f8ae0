"""Comments: sent by anybody, let through or not by the standing office, given out and erased on request.

History names a comment by its number and never holds what the sender wrote, nor what a moderator wrote of it: that has
to be able to go. It holds the reason by its code, and whether something was written beside it.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.accounts.errors import LockedOutError
from thidua.accounts.services.tries import keys_for_comment, require_open, take_try
from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor, SystemActor
from thidua.common.components.texts import clock_time
from thidua.common.jobs import hand_over
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.names import fold, normalise
from thidua.organisations.models import Agency
from thidua.publishing.enums import CommentState, CommentVerdict
from thidua.publishing.errors import CommentError, TooManyCommentsError
from thidua.publishing.facts.contacts import names_a_contact, names_address
from thidua.publishing.models import Article, Comment, CommentSender
from thidua.publishing.policies import may_comment, may_moderate_for
from thidua.publishing.queries import sent_with, settings_of

READER = SystemActor("public-comment")
"""Who is said to have sent a comment: history keeps nothing of the person."""
MOST_WAITING = 500
"""So many comments of one agency wait to be read at most; what comes beyond is asked to come later."""
MOST_UNCONFIRMED = 500
"""So many wait for their letters at most, counted apart; then the oldest makes room, once it has had `ROOM_AFTER`."""
ROOM_AFTER = timedelta(hours=1)
CONFIRM_WITHIN = timedelta(days=3)
"""A comment that its sender does not confirm within this time is forgotten."""
CONFIRM_SALT = "publishing.comment"
"""Seals the number of a comment in a letter."""
CONFIRMATION = "thidua.publishing.jobs.send_confirmation"


@dataclass(frozen=True, slots=True)
class CommentWords:
    """What somebody sends: checked and cleaned by the form."""

    name: str
    email: str
    text: str
    parent: Comment | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """One comment as it is given out to whoever sent it."""

    article: str
    sent_at: datetime
    name: str
    email: str
    text: str
    state: str
    because: str


def key_of(seal: str, words: CommentWords) -> str:
    """What names one sending of one form: its seal together with what was written in it."""
    told = [seal, words.name, words.email.casefold(), words.text, str(words.parent.pk if words.parent else "")]
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


def send_comment(*, article: Article, words: CommentWords, seal: str, address: str, now: datetime) -> Comment:
    """Take a comment from anybody. The same form sent again is the same comment.

    Raises `RefusedError` for an article that takes none, `TooManyCommentsError` after many from one machine or e-mail,
    and while very many wait: then nothing is written.
    """
    require(may_comment(article, now))
    key = key_of(seal, words)
    if (earlier := Comment.objects.filter(key=key).first()) is not None:
        return earlier
    try:
        require_open(keys_for_comment(words.email, address), now=now)
        return _keep(article, words, key, address, now)
    except LockedOutError as error:
        raise TooManyCommentsError(
            _("Đã có nhiều bình luận gửi từ đây trong ít phút. Mời bạn gửi lại từ lúc %(clock)s.")
            % {"clock": clock_time(error.data["until"])}
        ) from error


@transaction.atomic
def _keep(article: Article, words: CommentWords, key: str, address: str, now: datetime) -> Comment:
    Agency.objects.select_for_update(no_key=True).get(pk=article.agency_id)  # two that come at once are counted apart
    if (earlier := Comment.objects.filter(key=key).first()) is not None:
        return earlier
    confirms = settings_of(article.agency_id).confirms_email
    _make_room(article.agency_id, confirms=confirms, now=now)
    take_try(keys_for_comment(words.email, address), now=now)
    comment = Comment.objects.create(
        agency_id=article.agency_id,
        article=article,
        parent=words.parent,
        name=words.name,
        text=words.text,
        state=CommentState.UNCONFIRMED if confirms else CommentState.WAITING,
        key=key,
        sent_at=now,
    )
    CommentSender.objects.create(comment=comment, email=words.email.casefold())
    audit.record(READER, "comment.sent", comment, agency=comment.agency_id, after={"article": article.pk})
    if confirms:
        hand_over(CONFIRMATION, comment.pk)
    return comment


def _make_room(agency: int, *, confirms: bool, now: datetime) -> None:
    """Within the transaction: those that no mailbox has confirmed are counted apart, so that they shut out none that
    one has. Raises `TooManyCommentsError`.
    """
    rows = Comment.objects.filter(agency=agency)
    if rows.filter(state=CommentState.WAITING).count() >= MOST_WAITING:
        raise TooManyCommentsError(_("Đang có rất nhiều bình luận chờ đọc. Mời bạn gửi lại vào ngày mai."))
    unconfirmed = rows.filter(state=CommentState.UNCONFIRMED)
    if not confirms or unconfirmed.count() < MOST_UNCONFIRMED:
        return
    oldest = unconfirmed.filter(sent_at__lt=now - ROOM_AFTER).order_by("sent_at", "pk").first()
    if oldest is None:
        raise TooManyCommentsError(_("Đang có rất nhiều bình luận chờ xác nhận qua thư. Mời bạn gửi lại sau một giờ."))
    oldest.delete()


@transaction.atomic
def confirm_comment(*, comment: Comment, now: datetime) -> Comment:
    """Whoever reads the mailbox says that the comment is his: it waits to be read now. Twice is once.

    Raises `CommentError` once it is too late, or once the article is not read any more.
    """
    rows = Comment.objects.select_for_update(no_key=True, of=("self",)).select_related("article")
    comment = rows.get(pk=comment.pk)
    if comment.state != CommentState.UNCONFIRMED:
        return comment
    if not comment.article.is_read_at(now):
        raise CommentError(_("Bài này không còn đăng nên không nhận bình luận."), code="gone")
    if now - comment.sent_at > CONFIRM_WITHIN:
        raise CommentError(_("Đã quá hạn xác nhận. Mời bạn viết lại bình luận ở bài."), code="late")
    comment.state = CommentState.WAITING
    comment.save(update_fields=["state"])
    audit.record(READER, "comment.confirmed", comment, agency=comment.agency_id)
    return comment


def forget_unconfirmed(now: datetime) -> int:
    """Forget what no mailbox confirmed in time: it was never anybody's. How many there were."""
    late = Comment.objects.filter(state=CommentState.UNCONFIRMED, sent_at__lt=now - CONFIRM_WITHIN)
    number, _by_model = late.delete()
    return number


@transaction.atomic
def let_through(*, actor: Actor, comment: Comment, version: int, now: datetime) -> Comment:
    """Show a comment that waits, or show again one that was refused or hidden. Raises `CommentError` for one in which
    the sender's own e-mail stands: it was promised that nobody sees that.
    """
    comment = _lock(actor, comment, version)
    _require_held(comment)
    sender = CommentSender.objects.filter(comment=comment).first()
    if sender is not None and names_address(f"{comment.name}\n{comment.text}", sender.email):
        says = _("Trong bình luận có email của chính người gửi, mà trang đã hứa không hiện. Không đăng bình luận này.")
        raise CommentError(says, code="own_address")
    return _decide(actor, comment, CommentState.SHOWN, "shown", now)


@transaction.atomic
def refuse_comment(
    *, actor: Actor, comment: Comment, version: int, verdict: CommentVerdict, words: str, now: datetime
) -> Comment:
    """Do not show a comment, or hide one that is shown, and say why."""
    comment = _lock(actor, comment, version)
    _require_held(comment)
    comment.verdict, comment.verdict_words = verdict, _require_words(verdict, words)
    if comment.state in (CommentState.SHOWN, CommentState.HIDDEN):
        return _decide(actor, comment, CommentState.HIDDEN, "hidden", now)
    return _decide(actor, comment, CommentState.REFUSED, "refused", now)


@transaction.atomic
def refuse_many(
    *, actor: Actor, agency: Agency, comments: Collection[int], verdict: CommentVerdict, words: str, now: datetime
) -> int:
    """Do not show many comments that wait, for one reason: all of them or, where a colleague decided on one meanwhile,
    none. How many.
    """
    require(may_moderate_for(actor, agency))
    waiting = Comment.objects.select_for_update(no_key=True).filter(agency=agency, state=CommentState.WAITING)
    rows = list(waiting.filter(pk__in=comments).order_by("pk"))
    if not rows or len(rows) < len(set(comments)):
        raise CommentError(_("Có bình luận vừa được người khác xử lý. Xem lại danh sách rồi chọn lại."), code="decided")
    words = _require_words(verdict, words)
    for row in rows:
        row.verdict, row.verdict_words, row.state, row.decided_at = verdict, words, CommentState.REFUSED, now
        row.decided_by_name = actor.name if isinstance(actor, PersonActor) else ""
        row.version += 1
    fields = ["verdict", "verdict_words", "state", "decided_at", "decided_by_name", "version"]
    Comment.objects.bulk_update(rows, fields)
    after = {"comments": [row.pk for row in rows], "verdict": verdict, "verdict_words": bool(words)}
    audit.record(actor, "comment.refused_together", None, agency=agency.pk, after=after)
    return len(rows)


@transaction.atomic
def answer_comment(*, actor: Actor, comment: Comment, text: str, key: str, now: datetime) -> Comment:
    """Answer a comment that is shown, in the name of the agency. It is shown at once."""
    comment = Comment.objects.select_related("agency", "article").get(pk=comment.pk)
    require(may_moderate_for(actor, comment.agency))
    if comment.state != CommentState.SHOWN or comment.by_office:
        raise CommentError(_("Duyệt đăng bình luận này trước, rồi trả lời."), code="not_shown")
    answer = Comment.objects.create(
        agency=comment.agency,
        article=comment.article,
        parent_id=comment.parent_id or comment.pk,
        by_office=True,
        name=comment.agency.name[:80],
        text=text,
        state=CommentState.SHOWN,
        key=hashlib.sha256(key.encode()).hexdigest(),
        sent_at=now,
        decided_at=now,
        decided_by_name=actor.name if isinstance(actor, PersonActor) else "",
    )
    audit.record(actor, "comment.answered", answer, agency=answer.agency_id, after={"article": answer.article_id})
    return answer


@transaction.atomic
def give_out(*, actor: Actor, agency: Agency, email: str) -> list[Held]:
    """All that is kept of the comments sent with an e-mail, for the person who asks for it."""
    require(may_moderate_for(actor, agency))
    rows = list(sent_with(agency, email).select_related("article").order_by("sent_at", "pk"))
    held = [
        Held(
            row.article.title,
            row.sent_at,
            row.name,
            email.casefold(),
            row.text,
            row.get_state_display(),
            f"{row.get_verdict_display()} {row.verdict_words}".strip(),
        )
        for row in rows
    ]
    after = {"comments": [row.pk for row in rows]}
    audit.record(actor, "comment.given_out", None, agency=agency.pk, after=after)
    return held


@transaction.atomic
def erase_sent_with(*, actor: Actor, agency: Agency, email: str, because: str, now: datetime) -> int:
    """Erase name, e-mail and text of the comments sent with an e-mail; the rows stay to say that there were some."""
    require(may_moderate_for(actor, agency))
    rows = list(sent_with(agency, email).select_for_update(no_key=True, of=("self",)).order_by("pk"))
    for row in rows:
        row.version += 1
    return _erase(actor, agency, rows, because, now)


@transaction.atomic
def erase_comment(*, actor: Actor, comment: Comment, version: int, because: str, now: datetime) -> int:
    """The same of one comment: for a sender whose e-mail was erased before, and who names article and text."""
    row = _lock(actor, comment, version)
    if row.by_office or row.state == CommentState.ERASED:
        raise CommentError(_("Bình luận này không có gì của người đọc để xóa."), code="erased")
    return _erase(actor, row.agency, [row], because, now)


def _erase(actor: Actor, agency: Agency, rows: list[Comment], because: str, now: datetime) -> int:
    because = normalise(because)[:250]
    if not because:
        raise CommentError(_("Anh/chị chưa ghi yêu cầu đến lúc nào, bằng cách nào."), code="no_reason", field="because")
    if names_a_contact(because) or any(_names(because, row.name) for row in rows):
        words = _("Bỏ tên, email, số điện thoại khỏi dòng này: nó ở lại trong lịch sử.")
        raise CommentError(words, code="names_somebody", field="because")
    for row in rows:
        row.name = row.text = row.verdict_words = ""
        row.state, row.erased_at = CommentState.ERASED, now
        row.save(update_fields=["name", "text", "verdict_words", "state", "erased_at", "version"])
    CommentSender.objects.filter(comment__in=[row.pk for row in rows]).delete()
    after = {"comments": [row.pk for row in rows]}
    audit.record(actor, "comment.erased", None, agency=agency.pk, after=after, reason=because)
    return len(rows)


def _lock(actor: Actor, comment: Comment, version: int) -> Comment:
    row = Comment.objects.select_for_update(no_key=True, of=("self",)).select_related("agency").get(pk=comment.pk)
    require(may_moderate_for(actor, row.agency))
    require_version(row, version)
    return row


def _names(text: str, name: str) -> bool:
    """Whether the name stands in the text, however it is accented."""
    return bool(name) and f" {fold(name)} " in f" {fold(text)} "


def _require_words(verdict: CommentVerdict, words: str) -> str:
    words = normalise(words)[:500]
    if verdict == CommentVerdict.OTHER and not words:
        raise CommentError(_("Anh/chị chưa ghi lý do."), code="no_reason", field="words")
    return words


def _require_held(comment: Comment) -> None:
    if comment.state in (CommentState.ERASED, CommentState.UNCONFIRMED):
        raise CommentError(_("Bình luận này đã xóa theo yêu cầu của người gửi."), code="erased")


def _decide(actor: Actor, comment: Comment, state: CommentState, deed: str, now: datetime) -> Comment:
    before = {"state": comment.state}
    if state == CommentState.SHOWN:
        comment.verdict = comment.verdict_words = ""
    comment.state, comment.decided_at = state, now
    comment.decided_by_name = actor.name if isinstance(actor, PersonActor) else ""
    comment.save()
    after: dict[str, object] = {"state": comment.state}
    if comment.verdict:
        after |= {"verdict": comment.verdict, "verdict_words": bool(comment.verdict_words)}
    audit.record(actor, f"comment.{deed}", comment, agency=comment.agency_id, before=before, after=after)
    return comment
