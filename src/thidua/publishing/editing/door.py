"""The door of the editing system: below its address nothing answers that is not named here.

Wagtail brings some two hundred addresses of its own. A person who writes for the public site comes to those that
writing takes; everything else is not there (404), for everybody. Rows are looked up in the policies before a view of
Wagtail sees the request, and each POST is one transaction with its entries in history.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import ResolverMatch
from django.utils.translation import gettext as _

from thidua.common.actor import Visitor
from thidua.common.errors import NotVisibleError
from thidua.common.http.errors import answer_of
from thidua.common.http.sign_in import send_to_sign_in
from thidua.publishing import policies
from thidua.publishing.editing.bridge import KEPT

GetResponse = Callable[[HttpRequest], HttpResponseBase]

ADDRESS = "/bien-tap/"
PLAIN = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_phone_link",
    }
)
"""Addresses of no row."""
PREVIEWS = frozenset({"preview_on_add", "preview_on_edit", "revisions_view", "workflow_preview"})
"""Pages of the portal, shown within the editing system."""
LISTED = frozenset({"list", "list_results", "add", "edit", "history", "history_results"})
STEPS = frozenset(
    {
        "revisions_revert",
        "revisions_compare",
        "revisions_unschedule",
        "unpublish",
        "workflow_action",
        "collect_workflow_action_data",
        "confirm_workflow_cancellation",
        "workflow_history",
        "workflow_history_detail",
    }
)
UPLOADS = frozenset(
    {"index", "index_results", "add", "edit", "add_multiple", "edit_multiple", "create_multiple_from_uploaded_image"}
)
CHOOSING = frozenset({"choose", "choose_results", "chosen", "create"})


@dataclass(frozen=True, slots=True)
class Room:
    """What is open of one part of the editing system: its addresses, and among which rows their number is looked up."""

    names: frozenset[str]
    visible: Callable[[Any], QuerySet[Any]]
    number: str = "pk"


ROOMS = {
    "wagtailsnippets_publishing_article": Room(LISTED | STEPS | PREVIEWS, policies.articles_written_by),
    "wagtailsnippets_publishing_category": Room(LISTED, policies.categories_arranged_by),
    "wagtailimages": Room(UPLOADS, policies.photos_of, "image_id"),
    "wagtailadmin_editing_sessions": Room(frozenset({"ping", "release"}), policies.articles_written_by, "object_id"),
    "wagtailimages_chooser": Room(CHOOSING, policies.photos_of),
}
EDITING_POLICY: dict[str, list[str]] = {
    "default-src": [NONE],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
}
"""What the pages of Wagtail may load: its widgets carry scripts and styles within the page. Nothing from outside."""


class DoorMiddleware:
    """Stands before `/bien-tap/`. Elsewhere it does nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(ADDRESS):
            return self.get_response(request)
        if request.method in ("GET", "HEAD"):
            return dressed(request, self.get_response(request))
        with transaction.atomic():
            answer = self.get_response(request)
            if answer.status_code >= HTTPStatus.BAD_REQUEST:
                transaction.set_rollback(True)
        return dressed(request, answer)

    def process_view(self, request: HttpRequest, view: Any, args: Any, named: dict[str, Any]) -> Any:
        """Django calls this when it knows the URL's name; what it returns instead of None is the answer."""
        if not request.path.startswith(ADDRESS):
            return None
        actor = request.actor  # type: ignore[attr-defined]
        if isinstance(actor, Visitor):
            return send_to_sign_in(request)
        match = request.resolver_match
        if match is None or not policies.may_write(actor).allowed or not _is_open(match, actor):
            words = _("Không tìm thấy nội dung này. Có thể đường dẫn đã cũ hoặc gõ thiếu.")
            return answer_of(request, NotVisibleError(words))
        setattr(request.user, KEPT, actor)
        return _read_only(request, match, actor)


def dressed(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """The answer with its content policy. Previews are pages of the portal: they keep the strict one and may be framed
    by the editing system.
    """
    if is_preview(request.resolver_match):
        answer.headers["X-Frame-Options"] = "SAMEORIGIN"
        answer.headers.pop("Content-Security-Policy", None)
        setattr(answer, "_csp_replace", {"frame-ancestors": [SELF]})  # noqa: B010  read by django-csp
    elif answer.status_code != HTTPStatus.NOT_FOUND:
        setattr(answer, "_csp_config", EDITING_POLICY)  # noqa: B010  read by django-csp
    return answer


def is_preview(match: ResolverMatch | None) -> bool:
    """Whether the address shows a page of the portal."""
    return match is not None and match.namespace in ROOMS and match.url_name in PREVIEWS


def _read_only(request: HttpRequest, match: ResolverMatch, actor: Any) -> HttpResponseBase | None:
    """A photograph that nobody changes now, or this person never, is read on a page of ours."""
    if request.method != "GET" or (match.namespace, match.url_name) != ("wagtailimages", "edit"):
        return None
    number = match.kwargs["image_id"]
    if policies.photos_changed_by(actor).filter(pk=number).exists():
        return None
    return redirect("library_photo", number)


def _is_open(match: ResolverMatch, actor: Any) -> bool:
    if not match.namespace:
        return match.url_name in PLAIN
    room = ROOMS.get(match.namespace)
    if room is None or match.url_name not in room.names:
        return False
    if match.kwargs.get("model_name", "article") != "article":
        return False
    number = match.kwargs.get(room.number)
    return number is None or (str(number).isdigit() and room.visible(actor).filter(pk=number).exists())
