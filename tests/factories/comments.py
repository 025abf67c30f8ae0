"""Comments of readers."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import published_article
from thidua.publishing.models import Article, Comment
from thidua.publishing.services.comments import CommentWords, let_through, send_comment

EMAIL = "ban.doc@thu-rieng.example"
TEXT = "Tôi đọc bài rất thích, mong Khối làm tiếp ở bãi phía bắc."


def comment_on(article: Article, *, now: datetime | None = None, address: str = "10.0.0.1", **other: Any) -> Comment:
    """A comment that a reader sent."""
    given = {"name": "Lê Thị Bạn Đọc", "email": EMAIL, "text": TEXT, **other}
    seal = str(given.pop("seal", "một trang"))
    return send_comment(
        article=article, words=CommentWords(**given), seal=seal, address=address, now=now or timezone.now()
    )


def shown_comment(cast: Cast, article: Article | None = None, **other: Any) -> Comment:
    """A comment that the standing office let through."""
    comment = comment_on(article or published_article(cast), **other)
    return let_through(actor=cast.standing.actor(), comment=comment, version=1, now=timezone.now())
