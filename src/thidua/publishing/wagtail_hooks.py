"""Where Wagtail looks for what an application adds: our articles and categories, and nothing beside them."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from thidua.publishing.editing.frame import keep_quiet
from thidua.publishing.editing.home import Drafts, Waiting
from thidua.publishing.editing.pages import ArticlePages, CategoryPages

keep_quiet()
register_snippet(ArticlePages)
register_snippet(CategoryPages)

KEPT_ITEMS = {"articles", "images", "categories"}


@hooks.register("insert_global_admin_css")  # type: ignore[untyped-decorator]
def wear_our_colours() -> SafeString:
    """Faces and colours of the house, on every page of the editing system."""
    sheets = [(static("common/css/fonts.css"),), (static("publishing/editing.css"),)]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def keep_our_menu(request: HttpRequest, items: list[Any]) -> None:
    """Articles, photographs, categories."""
    items[:] = [item for item in items if item.name in KEPT_ITEMS]
    for item in items:
        if item.name == "images":
            item.label = _("Hình ảnh")


@hooks.register("construct_homepage_panels")  # type: ignore[untyped-decorator]
def list_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """What this person may approve, and what he is writing."""
    panels[:] = [Waiting(request.user, 1), Drafts(request.user, 2)]  # type: ignore[arg-type]  # the door let him in
