"""Pages of an article are in the language of the article, whatever else the reader chose."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from thidua.common.http.languages import Tongue, in_language
from thidua.publishing.models import Article

OTHER = {"vi": "en", "en": "vi"}


@contextmanager
def speaking(request: HttpRequest, article: Article, other: Article | None = None) -> Iterator[None]:
    """Everything said meanwhile is in the language of the article. The way to the other language leads to the same
    article there, else to the news. What is raised meanwhile is answered outside, in the language of the address.
    """
    before = request.tongues, request.LANGUAGE_CODE  # type: ignore[attr-defined]
    mine, its = article.language, OTHER[article.language]
    news = in_language(reverse("news"), its)
    here, there = article.get_absolute_url(), other.get_absolute_url() if other is not None else news
    request.tongues = [  # type: ignore[attr-defined]
        Tongue(mine, here, here, is_current=True),
        Tongue(its, there, there, is_current=False),
    ]
    request.LANGUAGE_CODE = mine
    try:
        with translation.override(mine):
            yield
    except Exception:
        request.tongues, request.LANGUAGE_CODE = before  # type: ignore[attr-defined]
        raise
