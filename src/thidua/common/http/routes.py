"""How a URL is declared: with its policy, always. The permission crawl and `docs/permissions.md` read this register.

    page("khoi/<int:pk>/", show_bloc, name="bloc", policy=sees(policies.blocs_visible_to))
    action("giao-uoc/<int:pk>/ky/", sign, name="sign_pledge", policy=sees(pledges_visible_to, may_sign))

`page` answers GET; `form` answers GET and POST; `action` answers POST alone; `put` takes what a program sends. With
`sees`, the thing named by `pk` is fetched among what the actor may see (404 otherwise) and handed to the view; with a
question (`may`), a no is a 403 in the policy's own words. Whoever has not signed in is sent to sign in before anything
is looked up.

Where a refused try matters by itself the policy `keeps` it, under the name of the act: `keeps="ballot.open"` writes
`ballot.open_refused` into history, whether the policy refuses, the thing is not there for the actor, or a service says
no (`common/refusals.py`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, cast
from urllib.parse import urlsplit

from django.db.models import Model, QuerySet
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thidua.common import clock
from thidua.common.actor import Actor, FieldActor, SeatActor, Visitor
from thidua.common.bearers import why_shut
from thidua.common.errors import NotVisibleError, RefusedError
from thidua.common.http.sign_in import send_to_sign_in
from thidua.common.policy import Answer, require
from thidua.common.refusals import RefusedTry, gathering, keep, note


class ActorRequest(HttpRequest):
    """A request whose actor is known (set by `access.middleware`).

    A view that has counted what a tab counts says so in `tab_counts` (by URL name): the tab need not ask again.
    """

    actor: Actor
    tab_counts: dict[str, int]
    thing: Any
    """What the URL names, once its policy has found it."""


View = Callable[..., HttpResponseBase]
Visible = Callable[[Actor], QuerySet[Any]]
Find = Callable[Concatenate[Actor, ...], Any]


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may come here. Built by `sees`, `finds`, `asks`, `signed_in` or `public`."""

    name: str
    visible: Visible | None = None
    find: Find | None = None
    may: Callable[..., Answer] | None = None
    is_public: bool = False
    is_for_seats: bool = False
    """Also for a phone that was let in at the door of a meeting."""
    is_for_field: bool = False
    """For phones that came with the pass of a team in the field, and for nobody else."""
    keeps: str = ""
    """The act of which refused tries are kept in history, as `area.deed`; empty: of none."""
    of: type[Model] | None = None
    """What `pk` names, where `find` gives something else: a refused try is told of that thing."""


@dataclass(frozen=True, slots=True)
class Route:
    """One declared URL."""

    route: str
    name: str
    methods: tuple[str, ...]
    policy: Policy


ROUTES: dict[str, Route] = {}
"""Every declared URL by its name."""
ASK_AGAIN = "no-cache"
"""What pages for readers say: a browser may keep them, and asks each time whether they are still so."""


def sees(visible: Visible, may: Callable[..., Answer] | None = None, *, keeps: str = "") -> Policy:
    """The thing `pk` among `visible(actor)`; then, if given, `may(actor, thing)`."""
    return Policy(_name(visible) + (f" + {_name(may)}" if may else ""), visible=visible, may=may, keeps=keeps)


def finds(find: Find, may: Callable[..., Answer] | None = None) -> Policy:
    """The thing that `find(actor, **url)` gives (None is a 404); for URLs that name it by more than `pk`."""
    return Policy(_name(find) + (f" + {_name(may)}" if may else ""), find=find, may=may)


def admits(
    find: Find, may: Callable[..., Answer] | None = None, *, keeps: str = "", of: type[Model] | None = None
) -> Policy:
    """As `finds`, also for a phone that was let in at the door of a meeting; whoever else has not signed in is sent
    to sign in.
    """
    name = _name(find) + (f" + {_name(may)}" if may else "")
    return Policy(name, find=find, may=may, is_for_seats=True, keeps=keeps, of=of)


def in_field(find: Find, may: Callable[..., Answer] | None = None) -> Policy:
    """As `finds`, for phones that came with the pass of a team in the field; anybody else is told that he needs one."""
    return Policy(_name(find) + (f" + {_name(may)}" if may else ""), find=find, may=may, is_for_field=True)


def asks(may: Callable[[Actor], Answer], *, keeps: str = "") -> Policy:
    """No thing, only the question `may(actor)`."""
    return Policy(_name(may), may=may, keeps=keeps)


def signed_in(find: Find | None = None) -> Policy:
    """Anyone who has signed in: his own home, his own account, what is the same for all (`find` looks it up)."""
    return Policy("signed_in", find=find)


def public() -> Policy:
    """Anyone at all."""
    return Policy("public", is_public=True)


def page(route: str, view: View, *, name: str, policy: Policy) -> URLPattern:
    """A page that is read."""
    return declare(route, view, name, policy, ("GET", "HEAD"))


def paper(route: str, view: View, *, name: str) -> URLPattern:
    """A page or file of the public site, read by anybody. The browser of whoever has not signed in may keep it; it asks
    each time whether it is still so, and going back to it costs nothing.
    """
    return declare(route, view, name, public(), ("GET", "HEAD"), is_kept=True)


def form(route: str, view: View, *, name: str, policy: Policy) -> URLPattern:
    """A page with a form on it."""
    return declare(route, view, name, policy, ("GET", "HEAD", "POST"))


def action(route: str, view: View, *, name: str, policy: Policy) -> URLPattern:
    """A deed without a page of its own."""
    return declare(route, view, name, policy, ("POST",))


def put(route: str, view: View, *, name: str, policy: Policy) -> URLPattern:
    """Something sent by a program with a secret of its own; twice is once."""
    if not policy.is_for_field:
        raise ValueError("What comes without a session needs a secret of its own.")
    pattern = declare(route, view, name, policy, ("PUT",))
    pattern.callback.csrf_exempt = True  # type: ignore[attr-defined]
    return pattern


def open_form(route: str, view: View, *, name: str) -> URLPattern:
    """A page with a form for anybody, behind which stands no session: what is sent gives nobody's rights away, so no
    cookie guards it. What another site makes a browser send is refused; its form brings a seal (`common/seals`).
    """
    pattern = declare(route, refuse_other_sites(view), name, public(), ("GET", "HEAD", "POST"))
    pattern.callback.csrf_exempt = True  # type: ignore[attr-defined]
    return pattern


def open_action(route: str, view: View, *, name: str) -> URLPattern:
    """As `open_form`, a deed without a page of its own: what it changes is a wish kept in the browser."""
    pattern = declare(route, refuse_other_sites(view), name, public(), ("POST",))
    pattern.callback.csrf_exempt = True  # type: ignore[attr-defined]
    return pattern


def refuse_other_sites(view: View) -> View:
    """The view, for what a page of ours sends: browsers say of which site a form is, and a page cannot change that."""

    @wraps(view)
    def guarded(request: HttpRequest, *given: Any, **url: Any) -> HttpResponseBase:
        if request.method == "POST" and _is_of_another_site(request):
            raise RefusedError(_("Mở lại trang này trên trang của chúng tôi rồi gửi."))
        return view(request, *given, **url)

    return guarded


def _is_of_another_site(request: HttpRequest) -> bool:
    site, origin = request.headers.get("Sec-Fetch-Site", ""), request.headers.get("Origin", "")
    if site:
        return site not in {"same-origin", "none"}
    return bool(origin) and urlsplit(origin).netloc != request.get_host()


def declare(
    route: str, view: View, name: str, policy: Policy, methods: tuple[str, ...], *, is_kept: bool = False
) -> URLPattern:
    """The URL with its door: whoever comes through has been asked for by the policy, before the view is called. Nothing
    keeps what it answers, unless `is_kept`.
    """
    if name in ROUTES and ROUTES[name].route != route:
        raise ValueError(f"Two URLs are named {name!r}.")
    ROUTES[name] = Route(route, name, methods, policy)

    def answer(request: HttpRequest, actor: Actor, url: dict[str, Any]) -> HttpResponseBase:
        if policy.visible is not None:
            thing = policy.visible(actor).filter(pk=url.pop("pk")).first()
        elif policy.find is not None:
            thing = policy.find(actor, **url)
            url = {}
        else:
            if policy.may is not None:
                require(policy.may(actor))
            return view(request, **url)
        if thing is None:
            note(_("Không được xem nội dung này."))
            raise NotVisibleError(_("Không tìm thấy nội dung này. Có thể đường dẫn đã cũ hoặc gõ thiếu."))
        cast("ActorRequest", request).thing = thing
        if policy.may is not None:
            require(policy.may(actor, thing))
        return view(request, thing, **url)

    @wraps(view)
    def guarded(request: HttpRequest, **url: Any) -> HttpResponseBase:
        actor = cast("ActorRequest", request).actor
        if policy.is_for_field and not isinstance(actor, FieldActor):
            says = why_shut(request, clock.now()) or _no_pass()
            return JsonResponse({"code": "no_pass", "says": says}, status=HTTPStatus.UNAUTHORIZED)
        is_let_in = policy.is_public or policy.is_for_field or (policy.is_for_seats and isinstance(actor, SeatActor))
        if isinstance(actor, Visitor) and not is_let_in:
            return send_to_sign_in(request)
        if not policy.keeps:
            return answer(request, actor, url)
        named = url.get("pk")
        with gathering() as reasons:
            try:
                return answer(request, actor, url)
            finally:
                _keep(policy, actor, named, reasons, was_sent=request.method == "POST")

    allowed = require_http_methods(methods)(guarded)
    checked: View = _kept_by_readers(allowed) if is_kept else never_cache(allowed)
    checked.is_secret = getattr(view, "is_secret", False)  # type: ignore[attr-defined]
    return path(route, checked, name=name)


def _kept_by_readers(view: View) -> View:
    @wraps(view)
    def answering(request: HttpRequest, **url: Any) -> HttpResponseBase:
        answer = view(request, **url)
        is_kept = answer.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED) and not answer.cookies
        if is_kept and isinstance(cast("ActorRequest", request).actor, Visitor):
            answer["Cache-Control"] = ASK_AGAIN
            patch_vary_headers(answer, ["Cookie"])
        else:
            add_never_cache_headers(answer)
        return answer

    return answering


def _no_pass() -> str:
    return _("Mã vào của tổ đã hết hạn hoặc bị thu hồi. Bản ghi vẫn nằm trên máy; xin người phụ trách mã mới để gửi.")


def _keep(policy: Policy, actor: Actor, named: Any, reasons: Sequence[str], *, was_sent: bool) -> None:
    """Hand what was refused to history. Of a number that names nothing there is nothing to tell."""
    if not reasons:
        return
    model = policy.visible(actor).model if policy.visible is not None else policy.of
    thing = model._default_manager.filter(pk=named).first() if model is not None else None
    if model is not None and thing is None:
        return
    area, _dot, deed = policy.keeps.partition(".")
    for reason in reasons:
        keep(actor, RefusedTry(area, deed, thing, reason, was_sent))


def secret(view: View) -> View:
    """Mark a view to which a voter sends his paper: neither history of presses nor error reports keep what it gets."""
    view.is_secret = True  # type: ignore[attr-defined]
    return view


def _name(function: Callable[..., object]) -> str:
    module = function.__module__.removeprefix("thidua.").split(".policies")[0]
    return f"{module}.{function.__name__}"
