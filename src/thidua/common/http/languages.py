"""Vietnamese, unless the person chose otherwise: the language of the browser is not asked.

Whoever works here is spoken to in the language of the cookie that the switch sets. Readers have no cookie: each page of
the public site stands at a second address, below `/en/`, where it is in English, and its links stay there.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import get_script_prefix, is_valid_path, set_script_prefix
from django.utils import translation

ENGLISH = "/en"
"""What stands before the addresses of English pages."""
PUBLIC = (
    "/tin/",
    "/anh-tin/",
    "/tim-kiem/",
    "/vinh-danh/",
    "/dien-hinh/",
    "/lich/",
    "/cong-bo/",
    "/gioi-thieu/",
    "/tiep-can/",
    "/quyen-rieng-tu/",
    "/so-do-trang/",
)
"""Below these, and at `/`, each page has an address in English."""
KNOWN = ("tu", "tim", "loai", "ten", "don-vi", "danh-hieu", "nam", "thang", "trang")
"""What readers ask pages of the public site for; nothing else goes along into the other language."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A page in one language. `path` is its address, `url` the same with what is asked for there."""

    code: str
    path: str
    url: str
    is_current: bool

    @property
    def whole(self) -> str:
        """The address with the name of the site."""
        return f"{settings.SITE_URL}{self.path}"


class LanguageMiddleware:
    """Speaks the language of the address, else that of the cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == ENGLISH:
            return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
        if request.path_info.startswith(f"{ENGLISH}/"):
            return self._in_english(request)
        return self._answer(request, _chosen(request))

    def _in_english(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info.removeprefix(ENGLISH)
        if not is_public(path) and is_valid_path(path):
            return HttpResponseRedirect(request.get_full_path().removeprefix(ENGLISH), preserve_request=True)
        request.path_info = path
        with _below(f"{ENGLISH}/"):
            return self._answer(request, "en")

    def _answer(self, request: HttpRequest, language: str) -> HttpResponse:
        request.tongues = tongues_of(request, language)  # type: ignore[attr-defined]
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


def is_public(path: str) -> bool:
    """Whether the page at `path`, the address without its language, has an address in English too."""
    return path == "/" or path.startswith(PUBLIC)


def is_of_readers(request: HttpRequest) -> bool:
    """Whether the address belongs to the public site: it, or what was asked for below `/en/`."""
    return is_public(request.path_info) or request.path.startswith(f"{ENGLISH}/")


def in_language(address: str, code: str) -> str:
    """The address, as the routes give it now, in the other language."""
    plain = address.removeprefix(get_script_prefix()).removeprefix("/")
    return f"{ENGLISH}/{plain}" if code == "en" else f"/{plain}"


def tongues_of(request: HttpRequest, language: str) -> list[Tongue]:
    """A page of the public site in both languages; none of other pages, and none for whoever has chosen English by the
    cookie: he reads English at every address.
    """
    plain, is_english = request.path_info, request.path != request.path_info
    if not is_public(plain) or (language == "en" and not is_english):
        return []
    asked = request.GET.copy()
    for name in [each for each in asked if each not in KNOWN]:
        del asked[name]
    query = f"?{asked.urlencode()}" if asked else ""
    return [
        Tongue(code, path, path + query, code == language)
        for code, path in (("vi", plain), ("en", f"{ENGLISH}{plain}"))
    ]


@contextmanager
def speaking_as_asked(request: HttpRequest) -> Iterator[str]:
    """Speaks the language of the address, else that of the cookie, whether or not the middleware has been reached: for
    the page of a breakdown, which may come before it. Gives the language.
    """
    is_english = request.path.startswith(f"{ENGLISH}/")
    language = "en" if is_english else _chosen(request)
    with translation.override(language), _below(f"{ENGLISH}/" if is_english else get_script_prefix()):
        yield language


def _chosen(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


@contextmanager
def _below(prefix: str) -> Iterator[None]:
    """Every address that the routes give meanwhile begins with `prefix`."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)
