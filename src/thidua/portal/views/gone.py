"""What an address answers where an article is not read any more."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.common.errors import NotVisibleError
from thidua.portal.views.speaking import speaking
from thidua.publishing.models import Article


def no_article() -> NotVisibleError:
    """There is none, as far as readers may know."""
    return NotVisibleError(_("Không có bài này. Có thể đường dẫn gõ thiếu; xem danh sách tin."))


def answer_gone(request: HttpRequest, article: Article) -> HttpResponse:
    """That it was taken down or has expired, and nothing of what it told. Raises for one that nobody ever read."""
    if article.first_published_at is None:
        raise no_article()
    with speaking(request, article):
        return render(request, "portal/article_gone.html", {"article": article}, status=HTTPStatus.GONE)
