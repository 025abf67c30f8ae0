"""Letters of the public site, and long work for it."""

from django.conf import settings
from django.core import signing
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from thidua.common.jobs import running
from thidua.organisations.models import Agency
from thidua.publishing.models import CommentSender
from thidua.publishing.services.comments import CONFIRM_SALT
from thidua.publishing.services.unnaming import erase_the_rest


@task()
def send_confirmation(comment: int) -> bool:
    """Ask whoever reads the mailbox whether the comment is his. Nothing of what the sender wrote stands in the letter:
    it goes to an address that anybody may have typed.
    """
    sender = CommentSender.objects.filter(comment=comment).select_related("comment__article").first()
    if sender is None:
        return False
    article = sender.comment.article
    with translation.override(article.language):
        url = reverse("confirm_comment", args=[signing.dumps(comment, salt=CONFIRM_SALT)])
        words = _(
            "Có người vừa gửi bình luận ở bài “%(title)s” và ghi địa chỉ thư này.\n\n"
            "Nếu là bạn, mở đường dẫn dưới đây rồi bấm xác nhận trong vòng 3 ngày:\n%(url)s\n\n"
            "Nếu không phải bạn thì không cần làm gì: bình luận ấy không được đăng."
        ) % {"title": article.title, "url": f"{settings.SITE_URL}{url}"}
        send_mail(_("Xác nhận bình luận của bạn"), words, settings.DEFAULT_FROM_EMAIL, [sender.email])
    return True


@task()
def erase_names(job_id: int) -> None:
    """Erase people's names in the published awards of the job's agency."""
    words = _("Chưa xóa hết tên. Vòng sau của lệnh thidua publish làm tiếp.")
    with translation.override("vi"), running(job_id, lambda error: words) as progress:
        agency = Agency.objects.get(pk=progress.job.agency_id)
        erase_the_rest(agency, progress, says=_("Đang xóa tên cá nhân"))
