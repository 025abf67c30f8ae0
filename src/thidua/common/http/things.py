"""Which page shows a thing, found from the declared URLs: the shortest page that `sees` its model by `pk`."""

from functools import cache

from django.urls import get_resolver, reverse

from thidua.common.actor import Actor, Visitor
from thidua.common.http.routes import ROUTES


def thing_url(kind: str, id_: int | None) -> str:
    """The page of the thing of model label `kind` (“campaigns.pledge”), or the empty string if it has none."""
    name = _page_names().get(kind)
    return reverse(name, args=[id_]) if name and id_ is not None else ""


def open_thing_url(actor: Actor, kind: str, id_: int | None) -> str:
    """The page of the thing, or the empty string if it has none or the actor may not see it (any more)."""
    name = _page_names().get(kind)
    if name is None or id_ is None:
        return ""
    visible = ROUTES[name].policy.visible
    return reverse(name, args=[id_]) if visible is not None and visible(actor).filter(pk=id_).exists() else ""


@cache
def _page_names() -> dict[str, str]:
    _ = get_resolver().url_patterns  # the register is filled as the URLs are loaded
    found: dict[str, str] = {}
    for route in sorted(ROUTES.values(), key=lambda each: (-len(each.route), each.route)):
        visible = route.policy.visible
        if visible is not None and "GET" in route.methods and route.route.endswith("<int:pk>/"):
            found[visible(Visitor()).model._meta.label_lower] = route.name
    return found
