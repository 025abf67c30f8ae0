"""Answers to articles: read below the article, sent from there, confirmed from a letter."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import get_adapter
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.errors import DomainError, NotVisibleError
from thidua.common.http.asked import asked_number, page_asked
from thidua.portal.views.gone import answer_gone, no_article
from thidua.portal.views.speaking import speaking
from thidua.publishing.forms.readers import CommentForm
from thidua.publishing.models import Article, Comment
from thidua.publishing.policies import may_comment
from thidua.publishing.queries import (
    answerable,
    article_at,
    comments_shown,
    number_shown,
    settings_of,
)
from thidua.publishing.services.comments import CONFIRM_SALT, CONFIRM_WITHIN, confirm_comment, send_comment

A_PAGE = 20
MOST_BYTES = 100_000
"""No form of a comment is larger, whatever it holds."""


class TooLongError(DomainError):
    """Far more text than a comment may have."""

    code = "comment_too_long"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def comments_of(request: HttpRequest, article: Article, form: CommentForm | None = None) -> dict[str, Any]:
    """What the page of an article shows of its comments: a page of them, and the form while it takes some."""
    now = clock.now()
    number = number_shown(article)
    shown = comments_shown(article) if number else Comment.objects.none()
    found = page_asked(request, shown, A_PAGE, parameter="trang-bl")
    wanted = asked_number(request, "tra-loi")
    answers_to = answerable(article, wanted) if wanted is not None else None
    if form is not None and form.is_bound:
        parent = form.fields["parent"].to_python(form.data.get("parent"))
        answers_to = answerable(article, parent) if parent is not None else None
    may = may_comment(article, now)
    return {
        "comments": found,
        "number": number,
        "earlier_url": f"?trang-bl={found.number - 1}#binh-luan",
        "later_url": f"?trang-bl={found.number + 1}#binh-luan",
        "may_comment": may,
        "answers_to": answers_to,
        "form": (form or CommentForm(about=_about(article), now=now)) if may else None,
    }


def take_comment(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Send a comment; what is wrong with it is said beside the form, with all that was written."""
    now, article = clock.now(), article_at(slug)
    if article is None or not article.is_read_at(now):
        raise no_article()
    if request.method != "POST":
        return redirect(article.get_absolute_url())
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        raise TooLongError(_("Bình luận quá dài nên không nhận. Quay lại trang trước, rút ngắn rồi gửi."))
    with speaking(request, article):
        return _take(request, article, CommentForm(request.POST, about=_about(article), now=now), now)


def _take(request: HttpRequest, article: Article, form: CommentForm, now: datetime) -> HttpResponse:
    if form.is_valid():
        told = form.cleaned_data
        parent = answerable(article, told["parent"]) if told["parent"] else None
        address = str(get_adapter().get_client_ip(request))
        try:
            send_comment(article=article, words=form.words(parent), seal=told["seal"], address=address, now=now)
        except DomainError as error:
            form.add_error(None, error.message)
            return _again(request, article, form, error.status)
        return redirect("comment_thanks", article.slug)
    return _again(request, article, form, HTTPStatus.BAD_REQUEST)


def _again(request: HttpRequest, article: Article, form: CommentForm, status: int) -> HttpResponse:
    context = {"article": article, **comments_of(request, article, form)}
    return render(request, "portal/comment_form.html", context, status=status)


def say_thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens with a comment that was sent. It names nobody: anybody may open this page."""
    article = article_at(slug)
    if article is None or not article.is_read_at(clock.now()):
        raise no_article()
    confirms = settings_of(article.agency_id).confirms_email
    with speaking(request, article):
        return render(request, "portal/comment_thanks.html", {"article": article, "confirms": confirms})


def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """From the letter: a button that says that the comment is one's own, while its article is read."""
    now, comment = clock.now(), _named(token)
    if not comment.article.is_read_at(now):
        return answer_gone(request, comment.article)
    with speaking(request, comment.article):
        if request.method != "POST":
            return render(request, "portal/comment_confirm.html", {"article": comment.article})
        confirm_comment(comment=comment, now=now)
        return render(request, "portal/comment_thanks.html", {"article": comment.article, "confirms": False})


def _named(token: str) -> Comment:
    try:
        pk = signing.loads(token, salt=CONFIRM_SALT, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        pk = None
    comment = Comment.objects.filter(pk=pk).select_related("article__agency").first() if pk is not None else None
    if comment is None:
        raise NotVisibleError(_("Đường dẫn này đã hết hạn hoặc chép thiếu. Mời bạn viết lại bình luận ở bài."))
    return comment


def _about(article: Article) -> str:
    return f"comment {article.pk}"
