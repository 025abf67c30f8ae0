"""How a page of this app shows a form, hands it to a service, and what it does with a refusal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from thidua.common.components.pages import Effect, build_conflict
from thidua.common.errors import DomainError, NotVisibleError, RefusedError, StaleVersionError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.common.views.asking import show_conflict


@dataclass(frozen=True, slots=True)
class FormPage:
    """What stands around a form: title, whose it is, the verb of its button, what will happen, what was done."""

    title: str
    verb: str
    done: str
    back_url: str
    subject: str = ""
    effects: Sequence[str] = ()
    destructive: bool = False
    note: str = ""
    stored: Callable[[Any], Mapping[str, Any]] | None = None
    """The row's values by field name, for the page of two versions."""
    shown_effects: list[Effect] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.shown_effects.extend(Effect(text) for text in self.effects)


def run_form(
    request: ActorRequest, form: Form, page: FormPage, deed: Callable[[dict[str, Any]], str | None]
) -> HttpResponse:
    """Show `form`; posted and valid, do `deed(data)` and go to the address it gives, else back."""
    if request.method == "POST" and form.is_valid():
        try:
            url = deed(form.cleaned_data)
        except StaleVersionError as error:
            if page.stored is None:
                raise
            row = error.data["row"]
            conflict = build_conflict(
                form, page.stored(row), row.version, action=request.get_full_path(), back_url=page.back_url
            )
            return show_conflict(request, conflict)
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, page.done)
            return redirect(url or page.back_url)
    return render(request, "organisations/form.html", {"form": form, "page": page})


def press(request: ActorRequest, deed: Callable[[], object], *, back_url: str, done: str) -> HttpResponse:
    """A button without a form: what is in the way is said on the page that the button stood on."""
    try:
        deed()
    except (RefusedError, NotVisibleError):
        raise
    except StaleVersionError:
        messages.warning(request, _("Nội dung vừa được người khác thay đổi nên chưa làm gì. Xem lại rồi bấm lần nữa."))
    except DomainError as error:
        messages.error(request, f"{error.message} {error.remedy}".strip())
    else:
        messages.success(request, done)
    return redirect(back_url)


def posted(request: ActorRequest) -> Any:
    """What was posted, or None when the page is only read."""
    return request.POST if request.method == "POST" else None


def how_many(request: ActorRequest, first: int) -> int:
    """How many rows of a list to show (`?show=`), `first` unless asked for more."""
    wanted = request.GET.get("show", "")
    return min(int(wanted), 5000) if wanted.isascii() and wanted.isdigit() and len(wanted) < 6 else first
