"""The door of the editing system: below its address nothing answers that is not named here.

Wagtail brings some two hundred addresses of its own. A person who writes for the public site comes to those that
writing takes; everything else is not there (404), for everybody. Rows are looked up in the policies before a view of
Wagtail sees the request, and each POST is one transaction with its entries in history.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch
from django.utils.translation import gettext as _

from thidua.common.actor import Visitor
from thidua.common.errors import NotVisibleError
from thidua.common.http.sign_in import send_to_sign_in
from thidua.publishing import policies
from thidua.publishing.editing.bridge import KEPT

GetResponse = Callable[[HttpRequest], HttpResponseBase]

ADDRESS = "/bien-tap/"
ARTICLES = "wagtailsnippets_publishing_article"
CATEGORIES = "wagtailsnippets_publishing_category"
CHOOSERS = {"wagtailsnippetchoosers_publishing_article", "wagtailsnippetchoosers_publishing_category"}
PHOTOS, PHOTO_CHOOSER = "wagtailimages", "wagtailimages_chooser"
PLAIN = {
    "wagtailadmin_home",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_dismissibles",
}
"""Addresses of no row."""
SHUT_PHOTOS = {"delete", "delete_multiple", "url_generator", "generate_url", "preview", "add_to_collection"}
"""What Wagtail offers for photographs beyond adding and describing them."""


class DoorMiddleware:
    """Stands before `/bien-tap/`. Elsewhere it does nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(ADDRESS):
            return self.get_response(request)
        if request.method != "POST":
            return self.get_response(request)
        with transaction.atomic():
            answer = self.get_response(request)
            if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                transaction.set_rollback(True)
        return answer

    def process_view(self, request: HttpRequest, view: Any, args: Any, named: dict[str, Any]) -> Any:
        """Django calls this when it knows the URL's name; what it returns instead of None is the answer."""
        if not request.path.startswith(ADDRESS):
            return None
        actor = request.actor  # type: ignore[attr-defined]
        if isinstance(actor, Visitor):
            return send_to_sign_in(request)
        match = request.resolver_match
        if match is None or not policies.may_write(actor).allowed or not _is_open(match, actor):
            raise NotVisibleError(_("Không tìm thấy nội dung này. Có thể đường dẫn đã cũ hoặc gõ thiếu."))
        setattr(request.user, KEPT, actor)
        return None


def _is_open(match: ResolverMatch, actor: Any) -> bool:
    namespace, name, named = match.namespace, match.url_name, match.kwargs
    if not namespace:
        return name in PLAIN
    if namespace == ARTICLES:
        return "pk" not in named or policies.articles_written_by(actor).filter(pk=named["pk"]).exists()
    if namespace == CATEGORIES:
        return "pk" not in named or policies.categories_of(actor).filter(pk=named["pk"]).exists()
    if namespace == PHOTOS:
        photo = named.get("image_id")
        return name not in SHUT_PHOTOS and (photo is None or policies.photos_of(actor).filter(pk=photo).exists())
    if namespace == PHOTO_CHOOSER:
        photo = named.get("pk")
        return photo is None or policies.photos_of(actor).filter(pk=photo).exists()
    return namespace in CHOOSERS
