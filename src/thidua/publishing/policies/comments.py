"""Who answers to an article, and who decides what of it is shown."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role
from thidua.common.components.texts import short_date
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Agency
from thidua.publishing.enums import CommentState
from thidua.publishing.models import Article, Comment
from thidua.publishing.queries import comments_close_on


def may_comment(article: Article, now: datetime) -> Answer:
    """Whether anybody may answer to the article now: while it is published, until its last day for comments."""
    if not article.is_read_at(now):
        return refused(_("Bài này không còn đăng nên không nhận bình luận."))
    last = comments_close_on(article)
    if last is None:
        return refused(_("Bài này không nhận bình luận."))
    if timezone.localtime(now).date() > last:
        return refused(_("Bài này nhận bình luận đến hết ngày %(day)s.") % {"day": short_date(last)})
    return YES


def may_moderate(actor: Actor) -> Answer:
    """Whether the actor decides on comments of any agency: who approves articles, decides on the answers to them."""
    if actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Cơ quan thường trực duyệt bình luận."))


def may_moderate_for(actor: Actor, agency: Agency) -> Answer:
    """Whether the actor decides on comments of this agency, and on what it takes."""
    if agency.pk in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(
        _("Cơ quan thường trực duyệt bình luận."),
        who=_("Cơ quan thường trực của %(agency)s") % {"agency": agency.name},
    )


def agencies_moderated_by(actor: Actor) -> QuerySet[Agency]:
    """The agencies on whose comments the actor decides."""
    return Agency.objects.filter(pk__in=actor.agencies_as(Role.STANDING_OFFICE))


def comments_moderated_by(actor: Actor) -> QuerySet[Comment]:
    """The comments on which the actor decides; not those whose sender has not confirmed them."""
    rows = Comment.objects.filter(agency__in=actor.agencies_as(Role.STANDING_OFFICE))
    return rows.exclude(state=CommentState.UNCONFIRMED).select_related("article", "agency", "parent")


def comments_waiting_for(actor: Actor) -> QuerySet[Comment]:
    """What waits for the actor."""
    rows = Comment.objects.filter(agency__in=actor.agencies_as(Role.STANDING_OFFICE))
    return rows.filter(state=CommentState.WAITING)
