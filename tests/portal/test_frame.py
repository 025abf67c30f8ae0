"""Whoever reads the public site stays in its frame, also where there are figures, and where there is nothing."""

import gzip
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.public_site import make_public_site

pytestmark = pytest.mark.django_db

FACES = [f"{part}-{weight}" for part in ("latin", "vietnamese") for weight in (400, 600)]


@pytest.mark.parametrize(
    ("path", "stays_for_officials"),
    [("/khong-co-trang-nay/", False), ("/tin/khong-co/", True), ("/cong-bo/khong-co/", True), ("/en/khong-co/", True)],
)
def test_a_reader_who_finds_no_page_stays_on_the_site_and_is_led_to_the_search(
    cast: Cast, client: Client, path: str, stays_for_officials: bool
) -> None:
    """So does an official at the addresses of the site; at one that is nobody's he stays where he works."""

    def answered() -> tuple[int, bool, bool]:
        answer = client.get(path)
        search = f'action="{"/en" if path.startswith("/en/") else ""}{reverse("search_public")}"'
        return answer.status_code, search in answer.text, is_framed(answer)

    assert answered() == (404, True, True)
    client.force_login(cast.officer.user)
    assert answered() == (404, stays_for_officials, stays_for_officials)


def test_every_page_of_the_site_has_its_frame_and_no_other(
    cast: Cast, client: Client, at: Callable[[str], datetime]
) -> None:
    """Header, languages and foot of the site; nothing of the kit of the workplace."""
    site = make_public_site(cast, at("2026-12-05 15:30"))

    for code in ("vi", "en"):
        for kind, (path, status) in site.in_language(code).items():
            answer = client.get(path)
            assert (code, kind, answer.status_code, is_framed(answer)) == (code, kind, status, True)


@pytest.mark.parametrize("kind", ["activity", "year", "cycle"])
def test_a_page_of_figures_is_light(cast: Cast, client: Client, at: Callable[[str], datetime], kind: str) -> None:
    """At most 150 kB of page, style sheets and faces, sent compressed, but for photographs and the map."""
    page = client.get(make_public_site(cast, at("2026-12-05 15:30")).pages[kind])

    head = page.text.partition("<body>")[0]
    sheets = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"', head)
    faces = [f"vendor/fonts/be-vietnam-pro-{each}-normal.woff2" for each in FACES]
    files = [Path(str(finders.find(each))).read_bytes() for each in (*sheets, *faces)]
    assert "<script" not in head
    assert "echarts" not in page.text
    assert sum(len(gzip.compress(each)) for each in (page.content, *files)) < 150_000


def is_framed(answer: HttpResponse) -> bool:
    kit = ("bootstrap", "common/css/components.css", "htmx", "tds-body")
    return 'class="tin-band"' in answer.text and not [each for each in kit if each in answer.text]
