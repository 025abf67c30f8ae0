"""Who writes articles and who approves them.

The standing office writes for its agency, the secretary of a bloc for his bloc. Approved and taken down is by the
standing office; nobody approves what he wrote on himself.
"""

from datetime import UTC, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Revision, WorkflowState

from thidua.common import clock
from thidua.common.actor import Actor, PersonActor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.core.vietnam.dates import format_date
from thidua.organisations.models import Agency, Bloc
from thidua.publishing.enums import Consent
from thidua.publishing.models import Article, Category, Photo, photos_in

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def may_write(actor: Actor) -> Answer:
    """Whether the actor writes for the public site of any agency or bloc."""
    if actor.agencies_as(Role.STANDING_OFFICE) or actor.blocs_as(Role.BLOC_SECRETARY):
        return YES
    return refused(_("Cơ quan thường trực và thư ký khối viết bài cho trang công khai."))


def may_write_of(actor: Actor, agency: Agency, bloc: Bloc | None) -> Answer:
    """Whether the actor writes of this bloc, or of this agency as a whole."""
    is_own = bloc is not None and bloc.pk in actor.blocs_as(Role.BLOC_SECRETARY)
    if is_own or agency.pk in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(
        _("Cơ quan thường trực và thư ký khối viết bài cho trang công khai."),
        who=_("Cơ quan thường trực của %(agency)s") % {"agency": agency.name},
    )


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


def may_arrange(actor: Actor) -> Answer:
    """Whether the actor names the categories of any agency."""
    if actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Cơ quan thường trực đặt các chuyên mục."))


def categories_arranged_by(actor: Actor) -> QuerySet[Category]:
    """The categories that the actor may name and order."""
    return Category.objects.filter(agency__in=actor.agencies_as(Role.STANDING_OFFICE))


def photos_changed_by(actor: Actor) -> QuerySet[Photo]:
    """The photographs that the actor may describe anew or replace: his own, as standing office those of the agency;
    none that stands on a published page, which would change without anybody's approval, and none that was withdrawn.
    """
    own = Q(agency__in=actor.agencies_as(Role.STANDING_OFFICE))
    if isinstance(actor, PersonActor):
        own |= Q(uploaded_by_user=actor.user)
    return photos_of(actor).filter(own, shown=None).exclude(consent=Consent.WITHDRAWN)


def may_read_papers(actor: Actor, photo: Photo) -> Answer:
    """Whether the actor reads who agreed to be shown in a photograph: those who change it where it stands nowhere."""
    is_own = isinstance(actor, PersonActor) and photo.uploaded_by_user_id == actor.user
    if is_own or photo.agency_id in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(
        _("Cơ quan thường trực và người đưa ảnh vào kho đọc được giấy đồng ý."),
        who=_("Cơ quan thường trực của %(agency)s") % {"agency": photo.agency.name},
    )


def photos_of(actor: Actor) -> QuerySet[Photo]:
    """The photographs that the actor may put into an article, and whose descriptions he reads."""
    found: QuerySet[Photo] = Photo.objects.filter(agency__in=agencies_written_for(actor))
    return found


def may_take_photos_back(actor: Actor) -> Answer:
    """Whether the actor takes photographs of any agency off its pages."""
    if actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Cơ quan thường trực rút ảnh khỏi trang công khai."))


def may_take_photo_back(actor: Actor, photo: Photo) -> Answer:
    """Whether the actor takes this photograph off every page, for good."""
    if photo.agency_id in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(
        _("Cơ quan thường trực rút ảnh khỏi trang công khai."),
        who=_("Cơ quan thường trực của %(agency)s") % {"agency": photo.agency.name},
    )


def photos_taken_back_by(actor: Actor) -> QuerySet[Photo]:
    """The photographs that the actor may take back: `may_take_photo_back` of many, without those that are withdrawn."""
    found: QuerySet[Photo] = Photo.objects.filter(agency__in=actor.agencies_as(Role.STANDING_OFFICE))
    return found.exclude(consent=Consent.WITHDRAWN).select_related("agency")


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


def is_ahead(draft: Article) -> str:
    """What to do about a draft that tells of a day that has not come when readers get it; empty for any other."""
    day, today = getattr(draft, "told_on", None), clock.today()  # a draft that is being sent may lack it
    opens_on = timezone.localdate(draft.go_live_at) if draft.go_live_at is not None else today
    if day is None or day <= max(opens_on, today):
        return ""
    words = _("Bài kể việc ngày %(day)s mà lên trang trước ngày ấy: sửa ngày của bài, hoặc hẹn giờ đăng từ ngày ấy.")
    return words % {"day": format_date(day)}


def ready_to_publish(draft: Article) -> Answer:
    """Whether nothing in a draft waits to be written, its day has come, people in its photographs may be shown, and
    each has a caption. Whoever asks. What stands on a page since before its ground was asked for goes on to stand
    there.
    """
    remarks = sum(block.block_type == "remark" for block in draft.body)
    pictures = [block.value for block in draft.body if block.block_type == "picture" and block.value["photo"]]
    photos = list(dict.fromkeys(photos_in(draft)))
    unknown = [each.title for each in photos if each.consent == Consent.UNKNOWN]
    withdrawn = [each.title for each in photos if each.consent == Consent.WITHDRAWN]
    groundless = [each.title for each in photos if each.lacks and not each.shown.filter(article=draft.pk).exists()]
    untold = [each["photo"] for each in pictures if not (each["caption"] or each["photo"].caption).strip()]
    silent = list(dict.fromkeys(each.title for each in untold if not each.is_withdrawn))
    said = []
    if ahead := is_ahead(draft):
        said.append(ahead)
    if remarks:
        words = ngettext("Còn %(number)s chỗ cần viết.", "Còn %(number)s chỗ cần viết.", remarks)
        said.append(words % {"number": remarks})
    if unknown:
        said.append(_("Chưa chọn “Người trong ảnh” của: %(photos)s.") % {"photos": "; ".join(unknown)})
    if groundless:
        words = _("Chưa nêu giấy đồng ý, hoặc chưa trả lời có nhận ra trẻ em không, ở ảnh: %(photos)s.")
        said.append(words % {"photos": "; ".join(groundless)})
    if silent:
        said.append(_("Chưa có chú thích của ảnh: %(photos)s.") % {"photos": "; ".join(silent)})
    if withdrawn:
        said.append(_("Ảnh đã rút, bỏ khỏi bài: %(photos)s.") % {"photos": "; ".join(withdrawn)})
    if not said:
        return YES
    return refused(" ".join(said), remedy=_("Viết nốt và chọn xong thì duyệt được."))


def articles_to_approve(actor: Actor) -> QuerySet[Article]:
    """What waits for approval and the actor did not write on: `may_approve` of many, in one query."""
    offices = actor.agencies_as(Role.STANDING_OFFICE)
    if not offices:
        return Article.objects.none()
    user = actor.user if isinstance(actor, PersonActor) else None
    here = {
        "base_content_type": ContentType.objects.get_for_model(Article),
        "object_id": Cast(OuterRef("pk"), CharField()),
    }
    since = Coalesce(OuterRef("last_published_at"), Value(LONG_AGO))
    steps = WorkflowState.objects.filter(**here, status=WorkflowState.STATUS_IN_PROGRESS)
    own = Revision.objects.filter(**here, user=user, created_at__gt=since)
    return Article.objects.filter(Exists(steps), ~Exists(own), agency__in=offices)


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
