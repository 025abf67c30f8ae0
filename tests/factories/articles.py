"""Articles, photographs and categories of the public site."""

import io
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image
from wagtail.actions.unpublish import UnpublishAction

from tests.cast import Cast, Member
from thidua.organisations.models import Agency, Bloc
from thidua.publishing.enums import Consent
from thidua.publishing.models import Article, Category, Photo


def picture(width: int = 640, height: int = 400, kind: str = "JPEG", **saved: Any) -> bytes:
    """A file with a picture in it."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (30, 120, 160)).save(out, kind, **saved)
    return out.getvalue()


@transaction.atomic
def make_photo(agency: Agency, by: Member, title: str = "Ra quân", **other: Any) -> Photo:
    """A photograph in the library of the agency."""
    given = {
        "description": "Mọi người nhặt rác trên bãi biển",
        "caption": "Quang cảnh buổi ra quân",
        "consent": Consent.EVENT,
        **other,
    }
    file = ContentFile(picture(), "ra-quan.jpg")
    return Photo.objects.create(agency=agency, title=title, file=file, uploaded_by_user=by.user, **given)


def make_category(agency: Agency, name: str = "Phong trào", slug: str = "phong-trao") -> Category:
    """A category of the agency."""
    return Category.objects.create(agency=agency, name=name, slug=slug)


def body_of(*blocks: tuple[str, Any]) -> list[tuple[str, Any]]:
    """A text of these blocks, or of one paragraph."""
    return list(blocks) or [("paragraph", "<p>Các đơn vị cùng ra quân.</p>")]


@transaction.atomic
def write_article(cast: Cast, by: Member, title: str = "Khối ra quân làm sạch bãi biển", **other: Any) -> Article:
    """A draft of somebody, of the first bloc unless told otherwise."""
    given: dict[str, Any] = {
        "agency": cast.agency,
        "bloc": cast.bloc,
        "slug": "ra-quan",
        "summary": "Hơn một trăm người cùng thu gom rác.",
        "told_on": date(2026, 5, 28),
        "body": body_of(),
        **other,
    }
    article = Article.objects.create(title=title, **given)
    article.save_revision(user=by.user, log_action="wagtail.create")
    return article


@transaction.atomic
def rewrite(article: Article, by: Member, **changed: Any) -> None:
    """The next draft of an article."""
    latest = article.get_latest_revision_as_object()
    for name, value in changed.items():
        setattr(latest, name, value)
    latest.save_revision(user=by.user, log_action=True)
    article.refresh_from_db()


@transaction.atomic
def submit(article: Article, by: Member) -> None:
    """Ask for approval of the last draft."""
    article.refresh_from_db()
    article.get_workflow().start(article, by.user)


@transaction.atomic
def decide(article: Article, by: Member, action: str = "approve", **given: Any) -> None:
    """Approve what waits, or send it back."""
    article = Article.objects.get(pk=article.pk)
    state = article.current_workflow_task_state
    state.task.specific.on_action(state, by.user, action, **given)


@transaction.atomic
def take_down(article: Article, by: Member) -> None:
    """Take an article off the site."""
    UnpublishAction(article, user=by.user).execute(skip_permission_checks=True)


def published_article(cast: Cast, **other: Any) -> Article:
    """An article that the secretary wrote and the standing office approved."""
    article = write_article(cast, cast.secretary, **other)
    submit(article, cast.secretary)
    decide(article, cast.standing)
    return Article.objects.get(pk=article.pk)


def other_bloc_article(cast: Cast, bloc: Bloc | None = None) -> Article:
    """A draft of the standing office about the second bloc."""
    return write_article(cast, cast.standing, "Khối II họp", slug="khoi-ii-hop", bloc=bloc or cast.other_bloc)
