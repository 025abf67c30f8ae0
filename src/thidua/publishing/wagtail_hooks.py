"""Where Wagtail looks for what an application adds: our articles and categories, and nothing beside them."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from thidua.publishing.editing.pages import ArticlePages, CategoryPages

register_snippet(ArticlePages)
register_snippet(CategoryPages)

KEPT_ITEMS = {"articles", "images", "categories"}


@hooks.register("construct_main_menu")  # type: ignore[untyped-decorator]
def keep_our_menu(request: HttpRequest, items: list[Any]) -> None:
    """Articles, photographs, categories."""
    items[:] = [item for item in items if item.name in KEPT_ITEMS]


@hooks.register("construct_homepage_summary_items")  # type: ignore[untyped-decorator]
def no_sums_at_home(request: HttpRequest, items: list[Any]) -> None:
    """The home of the editing system lists what waits; sums stand elsewhere."""
    items.clear()
