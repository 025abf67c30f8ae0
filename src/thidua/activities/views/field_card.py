"""The field card: a page that holds nothing about anybody and works without a network once a phone has opened it."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language_info, override

from thidua.activities.facts.field_words import words_of_card
from thidua.activities.facts.shell import COLOUR, ICONS, READER, TEMPLATE, WORKER, manifest, path_of, shell

NO_CODE = "00000000-0000-0000-0000-000000000000"


def show_card(request: HttpRequest) -> HttpResponse:
    """The page, the same for everybody: phones keep it. The secret of a team stands after the `#` of its address,
    which a browser never sends.
    """
    with override(settings.LANGUAGE_CODE):
        page = {
            "language": settings.LANGUAGE_CODE,
            "tongues": {code: get_language_info(code)["name_local"] for code, _name in settings.LANGUAGES},
            "urls": _addresses(),
            "words": words_of_card(),
            "files": _files(),
        }
        return render(request, TEMPLATE, {"page": page, "theme_colour": COLOUR})


def show_worker(request: HttpRequest) -> HttpResponse:
    """The service worker: what it is to keep, then its own text. Its address gives it the scope of the card."""
    card = reverse("field_card")
    told = {
        "version": shell().version,
        "scope": card,
        "files": _files(),
        "never": [reverse("field_assignment"), *(_place_of(each) for each in ("records", "photos"))],
    }
    text = f"const SHELL = {json.dumps(told)};\n" + path_of(WORKER).read_text(encoding="utf-8")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8")


def show_manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the card on its home screen."""
    return JsonResponse(manifest(), content_type="application/manifest+json")


def _addresses() -> dict[str, Any]:
    return {
        "scope": reverse("field_card"),
        "worker": reverse("field_worker"),
        "assignment": reverse("field_assignment"),
        "records": f"{_place_of('records')}CODE/",
        "photos": f"{_place_of('photos')}CODE/",
        "icons": static(ICONS),
        "reader": static(READER),
        "guide": {"vi": reverse("sorting_guide"), "en": reverse("sorting_guide_in_english")},
        "mark": static("common/img/mark.svg"),
    }


def _files() -> list[str]:
    pages = ("field_manifest", "sorting_guide", "sorting_guide_in_english")
    return [*shell().addresses, *map(reverse, pages)]


def _place_of(what: str) -> str:
    """The address of one thing that is sent, without its code."""
    name = {"records": "put_fact", "photos": "put_photo"}[what]
    return reverse(name, args=[NO_CODE]).removesuffix(f"{NO_CODE}/")
