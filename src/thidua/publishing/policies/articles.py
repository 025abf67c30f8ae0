"""Who writes articles and who approves them.

The standing office writes for its agency, the secretary of a bloc for his bloc. Approved and taken down is by the
standing office; nobody approves what he wrote on himself.
"""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.common.actor import Actor, PersonActor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Agency, Bloc
from thidua.publishing.models import Article, Category, Photo


def may_write(actor: Actor) -> Answer:
    """Whether the actor writes for the public site of any agency or bloc."""
    if actor.agencies_as(Role.STANDING_OFFICE) or actor.blocs_as(Role.BLOC_SECRETARY):
        return YES
    return refused(_("Cơ quan thường trực và thư ký khối viết bài cho trang công khai."))


def articles_written_by(actor: Actor) -> QuerySet[Article]:
    """The articles that the actor may open in the editing system."""
    offices, blocs = actor.agencies_as(Role.STANDING_OFFICE), actor.blocs_as(Role.BLOC_SECRETARY)
    return Article.objects.filter(Q(agency__in=offices) | Q(bloc__in=blocs))


def agencies_written_for(actor: Actor) -> QuerySet[Agency]:
    """The agencies for whose public site the actor writes, or one of whose blocs he serves."""
    offices = actor.agencies_as(Role.STANDING_OFFICE)
    return Agency.objects.filter(Q(pk__in=offices) | Q(pk__in=blocs_written_for(actor).values("agency")))


def blocs_written_for(actor: Actor) -> QuerySet[Bloc]:
    """The blocs of which the actor tells."""
    offices, blocs = actor.agencies_as(Role.STANDING_OFFICE), actor.blocs_as(Role.BLOC_SECRETARY)
    return Bloc.objects.filter(Q(agency__in=offices) | Q(pk__in=blocs))


def categories_of(actor: Actor) -> QuerySet[Category]:
    """The categories under which the actor may file an article."""
    return Category.objects.filter(agency__in=agencies_written_for(actor))


def photos_of(actor: Actor) -> QuerySet[Photo]:
    """The photographs that the actor may put into an article."""
    return Photo.objects.filter(agency__in=agencies_written_for(actor))


def may_approve(actor: Actor, article: Article) -> Answer:
    """Whether the actor lets the last draft of the article onto the public site."""
    answer = may_take_down(actor, article)
    if not answer.allowed:
        return answer
    if isinstance(actor, PersonActor) and actor.user in authors_of(article):
        return refused(
            _("Bạn đã viết bản này nên không tự duyệt."),
            who=_("Người khác của cơ quan thường trực %(agency)s") % {"agency": article.agency.name},
        )
    return YES


def may_take_down(actor: Actor, article: Article) -> Answer:
    """Whether the actor takes a published article off the site."""
    if article.agency_id in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(
        _("Cơ quan thường trực duyệt đăng và gỡ bài."),
        who=_("Cơ quan thường trực của %(agency)s") % {"agency": article.agency.name},
    )


def authors_of(article: Article) -> frozenset[int]:
    """The users who wrote on the article since it was last published."""
    revisions = article.revisions.exclude(user=None)
    if article.last_published_at is not None:
        revisions = revisions.filter(created_at__gt=article.last_published_at)
    return frozenset(revisions.values_list("user", flat=True))
