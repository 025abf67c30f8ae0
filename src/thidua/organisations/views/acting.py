"""How a page of this app shows a form, hands it to a service, and what it does with a refusal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from thidua.common.components.pages import Effect
from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save


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
    answer = save(
        request,
        form,
        lambda: deed(form.cleaned_data),
        done=page.done,
        back_url=page.back_url,
        next_url=lambda url: url or page.back_url,
        stored=page.stored,
    )
    return answer or render(request, "organisations/form.html", {"form": form, "page": page})


def posted(request: ActorRequest) -> Any:
    """What was posted, or None when the page is only read."""
    return request.POST if request.method == "POST" else None
