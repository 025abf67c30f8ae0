"""A button without a form: the deed, then back with a word; what is in the way is said where the button stood."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from thidua.common.errors import DomainError, NotVisibleError, StaleVersionError
from thidua.common.http.routes import ActorRequest


def press(
    request: ActorRequest,
    deed: Callable[[], Any],
    *,
    back_url: str,
    next_url: str = "",
    done: str | Callable[[Any], str] = "",
) -> HttpResponseRedirect:
    """Do `deed`, say `done` (which may be made of what `deed` gave) and go to `back_url`; or, where only what was not
    done is to be told at the top of the page, to `next_url` (a place in it).

    A stale press changes nothing and asks to look again. What the rules refuse is told in their words; only what the
    actor does not see raises.
    """
    try:
        made = deed()
    except StaleVersionError:
        messages.warning(request, _("Nội dung vừa được người khác thay đổi nên chưa làm gì. Xem lại rồi bấm lần nữa."))
    except NotVisibleError:
        raise
    except DomainError as error:
        messages.error(request, f"{error.message} {error.remedy}".strip())
    else:
        if words := done(made) if callable(done) else done:
            messages.success(request, words)
        return redirect(next_url or back_url)
    return redirect(back_url)


def posted_version(request: HttpRequest) -> int:
    """The version that the button showed; 0, which is never current, when none was posted."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
