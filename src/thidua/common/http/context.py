"""What every page's template knows without being told by its view."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from thidua.common.actor import Visitor
from thidua.common.help import help_url_for
from thidua.common.http.illustrative import is_marked
from thidua.common.http.navigation import account_links_for, navigation_for
from thidua.common.http.themes import theme_of
from thidua.common.panels import panels_for


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Actor, navigation, banners, colour theme and whether this is a demo installation.

    A view that has counted what a tab counts says so in `request.tab_counts` (by URL name).
    """
    actor = getattr(request, "actor", Visitor())
    return {
        "actor": actor,
        "navigation": navigation_for(actor, request.path_info, getattr(request, "tab_counts", None)),
        "account_links": account_links_for(actor),
        "help_url": help_url_for(request.path_info),
        "theme": theme_of(request),
        "is_demo": settings.DEMO,
        "is_illustrative": is_marked(request),
        "banners": panels_for("banner", actor, None),
    }
