"""Take the pictures of docs/user anew, from a running demo.

    make demo                                     # in another terminal
    .venv/bin/python tools/guide_pictures.py      # all
    .venv/bin/python tools/guide_pictures.py home pledge

Each picture is one page as one role of the demo sees it. Saved as PNG of 256 colours: small, and sharp in print.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
os.environ.setdefault("THIDUA_DEMO", "1")

import django  # noqa: E402

django.setup()

from django.apps import apps  # noqa: E402
from django.db.models import Count, QuerySet  # noqa: E402
from django.urls import reverse  # noqa: E402
from PIL import Image  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from shots import launch, sign_in  # noqa: E402

from thidua.access.actors import build_actor  # noqa: E402
from thidua.accounts.models import User  # noqa: E402
from thidua.common import clock  # noqa: E402
from thidua.records.jobs import carry_out  # noqa: E402
from thidua.records.services.reviews import ask_review  # noqa: E402

BASE = os.environ.get("THIDUA_SHOTS", "http://127.0.0.1:8000")
PICTURES = ROOT / "docs" / "user" / "pictures"
WIDE, PHONE = (1240, 900), (390, 760)
BLOC = "khoi-minh-hoa-i"


@dataclass(frozen=True, slots=True)
class Picture:
    """`name` of the file, `who` looks (a user of the demo, "" for a visitor), `where` the path."""

    name: str
    who: str
    where: Callable[[], str]
    size: tuple[int, int] = WIDE
    tall: int = 1100
    """The most that is shown, in pixels from the top."""


def rows(model: str, **where: object) -> QuerySet[Any]:
    """Rows of a model of the demo, newest first; of years the latest."""
    newest = "-year" if model == "campaigns.Cycle" else "-pk"
    return apps.get_model(model).objects.filter(**where).order_by(newest)


def page(name: str, model: str, **where: object) -> Callable[[], str]:
    """The path of URL `name` for the newest such row."""

    def path() -> str:
        row = rows(model, **where).first()
        if row is None:
            raise SystemExit(f"The demo has no {model} with {where}.")
        return reverse(name, args=[row.pk])

    return path


def richest(name: str, model: str, counted: str, **where: object) -> Callable[[], str]:
    """The path of URL `name` for the row with the most `counted`."""
    return lambda: reverse(
        name, args=[rows(model, **where).annotate(how_many=Count(counted)).order_by("-how_many", "-pk")[0].pk]
    )


def of_bloc(field: str = "cycle__bloc__code") -> dict[str, object]:
    """Rows that belong to the fictitious bloc whose people are the demo's users."""
    return {field: BLOC}


YEAR = page("cycle", "campaigns.Cycle", **of_bloc("bloc__code"))


def under_year(name: str) -> Callable[[], str]:
    """The path of a list that hangs on the year in hand."""
    return page(name, "campaigns.Cycle", **of_bloc("bloc__code"))


def sign_path() -> str:
    """The page on which the head of the demo signs for his unit."""
    pledge = rows("campaigns.Pledge", **of_bloc()).first()
    grant = rows("access.RoleGrant", user__username="thu-truong", unit__isnull=False)[0]
    return reverse("sign_pledge", args=[pledge.pk, grant.unit_id])


def results_path() -> str:
    """The form in which the officer of the demo enters results."""
    pledge = rows("campaigns.Pledge", **of_bloc()).first()
    grant = rows("access.RoleGrant", user__username="can-bo", unit__isnull=False)[0]
    return reverse("report_results", args=[pledge.pk, grant.unit_id])


def evidence_path() -> str:
    """The form that adds evidence to a target."""
    return reverse(
        "evidence_add", args=["target", rows("campaigns.Target", **of_bloc("pledge__cycle__bloc__code"))[0].pk]
    )


def workbook_path() -> str:
    """The form that takes a workbook of people."""
    grant = rows("access.RoleGrant", user__username="thuong-truc", agency__isnull=False)[0]
    return reverse("import_upload", args=["nguoi", grant.agency_id])


def report_path() -> str:
    """The year-end report with the records behind each sentence."""
    cycle = rows("campaigns.Cycle", **of_bloc("bloc__code")).first()
    return reverse("report", args=[cycle.pk, "year_report"])


THIS_YEAR = date.today().year  # noqa: DTZ011  the year of the demo's fictitious ministry


def card_path(name: str) -> str:
    """A page of the card of the officer's unit, about the item that was changed."""
    grant = rows("access.RoleGrant", user__username="can-bo", unit__isnull=False)[0]
    card = rows("scorecards.Scorecard", unit=grant.unit_id, scheme__cycle__year=THIS_YEAR)[0]
    return f"{reverse(name, args=[card.pk])}?muc=2.4"


def voted(name: str) -> Callable[[], str]:
    """A page of the latest meeting at which a vote was settled."""
    return lambda: reverse(name, args=[rows("meetings.Motion", state="SETTLED")[0].meeting_id])


def told_bloc() -> str:
    """The public page of the bloc whose people are the demo's users."""
    bloc = rows("organisations.Bloc", code=BLOC)[0]
    return reverse("snapshot", args=[rows("publishing.Snapshot", kind="BLOC", subject=bloc.pk)[0].slug])


def waiting_comment() -> str:
    """The comment that waits for the standing office."""
    return reverse("comment", args=[rows("publishing.Comment", state="WAITING")[0].pk])


def book_path(name: str) -> str:
    """A page of the record book of a person, the fullest of the demo."""
    people = rows("organisations.Person", record_book__isnull=False).annotate(how_many=Count("awards"))
    return reverse(name, args=["nguoi", people.order_by("-how_many", "pk")[0].pk])


def year_table_path() -> str:
    """The table in which the officer of the demo writes a year of his unit."""
    grant = rows("access.RoleGrant", user__username="can-bo", unit__isnull=False)[0]
    return reverse("year_table", args=[grant.unit_id, THIS_YEAR - 1])


def attesting_path() -> str:
    """The table in which a criterion is confirmed of the people of the unit whose books are the fullest."""
    grant = rows("access.RoleGrant", user__username="can-bo", unit__isnull=False)[0]
    return reverse("attest_many", args=[grant.unit_id]) + f"?criterion=ADVANCED_WORKER.SPIRIT&year={THIS_YEAR - 1}"


def reviewed_path() -> str:
    """A review of the officer's unit; where there is none yet, one is asked for and carried out."""
    unit = rows("access.RoleGrant", user__username="can-bo", unit__isnull=False)[0].unit
    found = rows("records.EligibilityReview", state="DONE", unit=unit).first()
    if found is None:
        now, day = clock.now(), date(THIS_YEAR - 1, 12, 1)
        actor = build_actor(User.objects.get(username="thuong-truc"), now)
        found = carry_out(ask_review(actor=actor, scope=unit, year=day.year, law_on=day, as_of=day, now=now))
    return reverse("review", args=[found.pk])


def clearing_path() -> str:
    """For whom the standing office would speak, today, of the unit that has books."""
    unit = rows("records.RecordBook", unit__isnull=False).values_list("unit", flat=True).first()
    return f"{reverse('say_clear')}?scope=unit-{unit}&as_of={clock.today():%d/%m/%Y}"


PICTURES_OF_GUIDE = (
    Picture("sign-in", "", lambda: reverse("account_login"), tall=760),
    Picture("home", "thu-ky", lambda: reverse("home")),
    Picture("unit", "thuong-truc", richest("unit", "organisations.Unit", "memberships", agency__is_illustrative=True)),
    Picture("bloc", "thuong-truc", page("bloc", "organisations.Bloc", code=BLOC)),
    Picture("year", "thu-ky", YEAR),
    Picture("step", "thu-ky", page("step", "campaigns.Step", **of_bloc(), state="NOW")),
    Picture("movement", "thu-ky", page("movement", "campaigns.Movement", agency__is_illustrative=True)),
    Picture("rules", "thu-ky", richest("rule", "campaigns.RuleVersion", "comments", **of_bloc())),
    Picture("pledge", "thu-ky", page("pledge", "campaigns.Pledge", **of_bloc())),
    Picture("sign-phone", "thu-truong", sign_path, PHONE, tall=900),
    Picture("results", "can-bo", results_path),
    Picture("tasks", "thu-ky", under_year("tasks")),
    Picture("evidence", "can-bo", evidence_path),
    Picture(
        "activity",
        "thu-ky",
        richest("activity", "activities.Activity", "parties", agency__is_illustrative=True),
        tall=1500,
    ),
    Picture("visit", "thu-ky", richest("visit", "campaigns.CheckVisit", "follow_ups", **of_bloc())),
    Picture("meeting", "thu-ky", richest("meeting", "meetings.Meeting", "agenda", **of_bloc("bloc__code"))),
    Picture(
        "minutes", "thu-ky", page("minutes", "meetings.Minutes", state="ADOPTED", **of_bloc("meeting__bloc__code"))
    ),
    Picture(
        "vote-conduct",
        "thu-ky",
        page("conduct", "meetings.Meeting", **of_bloc("bloc__code"), state="PLANNED", cycle__year=THIS_YEAR),
        tall=1250,
    ),
    Picture("vote-hall", "thu-ky", voted("hall")),
    Picture("vote-door", "", lambda: reverse("vote_door"), PHONE, tall=700),
    Picture("vote-result", "thu-ky", page("motion", "meetings.Motion", purpose="LEAD", state="SETTLED"), tall=1350),
    Picture("proposals", "thuong-truc", page("proposals", "decisions.ProposalList", state="ANSWERED")),
    Picture("handover", "thu-ky", page("handover", "decisions.Handover")),
    Picture("pack", "thu-ky", under_year("papers")),
    Picture("report", "thu-ky", report_path),
    Picture("next-year", "thuong-truc", under_year("open_next_year")),
    Picture("scheme", "thu-ky", page("scheme", "scorecards.Scheme", **of_bloc(), cycle__year=THIS_YEAR), tall=1200),
    Picture(
        "matrix",
        "cap-tren",
        page("matrix", "scorecards.Scheme", **of_bloc(), cycle__year=THIS_YEAR),
        (1240, 1450),
        tall=1640,
    ),
    Picture("card", "can-bo", lambda: card_path("scorecard"), tall=1250),
    Picture("derivation", "can-bo", lambda: card_path("derivation")),
    Picture(
        "editing",
        "thu-ky",
        page("wagtailsnippets_publishing_article:edit", "publishing.Article", agency__is_illustrative=True),
    ),
    Picture("front", "", lambda: reverse("home"), tall=1500),
    Picture("calendar", "", lambda: reverse("calendar"), PHONE, tall=900),
    Picture("published-bloc", "", told_bloc, tall=1100),
    Picture("comments", "thuong-truc", lambda: reverse("comments"), tall=900),
    Picture("comment", "thuong-truc", waiting_comment, tall=900),
    Picture("honours", "", lambda: reverse("honours"), tall=1100),
    Picture("found", "", lambda: reverse("search_public") + "?tu=phong+tra", tall=1200),
    Picture("book", "thuong-truc", lambda: book_path("record_book"), tall=1300),
    Picture("year-table", "can-bo", year_table_path, tall=1000),
    Picture("award-table", "thuong-truc", lambda: book_path("award_table"), tall=1100),
    Picture("scans", "thuong-truc", lambda: reverse("scans"), tall=900),
    Picture("telling", "thuong-truc", page("telling", "records.SharedTelling"), tall=900),
    Picture("attesting", "can-bo", attesting_path, tall=1750),
    Picture("clearance", "thuong-truc", clearing_path, tall=1300),
    Picture("eligibility", "thuong-truc", lambda: book_path("eligibility"), tall=1300),
    Picture("review", "thuong-truc", reviewed_path, tall=1200),
    Picture("law", "thu-ky", lambda: reverse("law_library"), tall=1100),
    Picture("law-award", "thu-ky", lambda: reverse("law_awards"), tall=1100),
    Picture("excel", "thuong-truc", workbook_path),
    Picture("roles", "quan-tri", page("user", "accounts.User", username="can-bo")),
)


def main(names: list[str]) -> int:
    """Take the named pictures, or all; returns 1 when a page did not answer well."""
    chosen = [picture for picture in PICTURES_OF_GUIDE if not names or picture.name in names]
    paths = {picture.name: picture.where() for picture in chosen}
    PICTURES.mkdir(parents=True, exist_ok=True)
    status = 0
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for picture, shown in _opened(browser, chosen):
            answer = shown.goto(BASE + paths[picture.name])
            if answer is None or answer.status != 200:
                print(f"{picture.name}: {paths[picture.name]} answered {answer and answer.status} to {picture.who}")
                status = 1
                continue
            shown.wait_for_load_state("networkidle")
            shown.evaluate("document.fonts.ready")
            shown.wait_for_timeout(300)
            _save(picture, shown)
        browser.close()
    return status


def _opened(browser: Browser, chosen: list[Picture]) -> Iterator[tuple[Picture, Page]]:
    """Each picture with a page of its size, signed in as its user; one sign-in for each."""
    pages: dict[str, Page] = {}
    for picture in chosen:
        if picture.who not in pages:
            context = browser.new_context(locale="vi-VN", reduced_motion="reduce")
            context.set_default_timeout(60_000)
            pages[picture.who] = context.new_page()
            if picture.who:
                sign_in(pages[picture.who], BASE, picture.who)
        pages[picture.who].set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
        yield picture, pages[picture.who]


def _save(picture: Picture, shown: Page) -> None:
    whole = Image.open(io.BytesIO(shown.screenshot(full_page=True))).convert("RGB")
    cut = whole.crop((0, 0, whole.width, min(whole.height, picture.tall)))
    file = PICTURES / f"{picture.name}.png"
    cut.quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
