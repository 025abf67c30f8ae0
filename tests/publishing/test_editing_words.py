"""The editing system speaks Vietnamese: no text of Wagtail comes out in English on the pages that are open."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.admin.models import EditingSession
from wagtail.models import Revision, TaskState, WorkflowState

from tests.cast import Cast, Member
from tests.factories.articles import (
    decide,
    make_category,
    make_photo,
    published_article,
    rewrite,
    submit,
    write_article,
)
from tests.publishing.test_door import filled
from thidua.audit.models import AuditEntry
from thidua.core.vietnam.syllables import is_syllable
from thidua.publishing.models import Article

pytestmark = pytest.mark.django_db

ARTICLES = "wagtailsnippets_publishing_article:"
DONE = (
    *("created", "written", "reverted", "submitted", "called_back", "sent_back", "submitted_again", "approved"),
    *("scheduled", "unscheduled", "published", "taken_down"),
)
LENDERS = ("wagtail", "django.conf", "django.contrib.humanize", "django_filters")
SAME = frozenset({":", "…", "%s KB", ", "})
"""Written alike in both languages."""
NAMES = {"avif", "dashboard", "esc", "gif", "ii", "javascript", "jpeg", "jpg", "kb", "mb", "png", "wagtail", "webp"}
ACCOUNTS = {"thuong"}
"""Words of no language that pages show."""
SHOWN = ("aria-label", "title", "alt", "placeholder", "data-w-tooltip-content-value")
UNREAD = ("script", "style", "svg", "template")


@cache
def said_in_english() -> frozenset[str]:
    """Every text that Wagtail says, and Django with it."""
    folders = [Path(str(find_spec(each).submodule_search_locations[0])) for each in LENDERS]  # type: ignore[union-attr, index]
    found: set[str] = set()
    for path in (each for folder in folders for each in folder.rglob("locale/en/LC_MESSAGES/django.po")):
        with path.open("rb") as file:
            for message in read_po(file):
                found.update([message.id] if isinstance(message.id, str) else message.id)
    return frozenset(found) - {""}


class Shown(HTMLParser):
    """What a page shows, in texts and in attributes that are read out."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.within: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within += [tag] * (tag in UNREAD)
        given = dict(attrs)
        names = (*SHOWN, *(["value"] if given.get("type") in ("submit", "button") else []))
        self.said += [given[name] or "" for name in names if name in given]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.within:
            self.within.remove(tag)

    def handle_data(self, data: str) -> None:
        self.said += [] if self.within else [data]


def foreign_words(page: str) -> set[str]:
    """What a page shows and no Vietnamese writes: words in plain letters that are no syllables. A window that opens on
    a page is sent as a text of data.
    """
    text = str(json.loads(page).get("html", "")) if page.startswith("{") else page
    words = re.findall(r"(?<![\w./@-])[A-Za-z]{2,}(?![\w/@-])", " ".join(Shown(text).said))
    return {each for each in words if not is_syllable(each) and each.lower() not in NAMES | ACCOUNTS}


def test_words_of_another_language_are_heard() -> None:
    """So that a page without any has none."""
    assert foreign_words('<p>Gửi đến Duyệt đăng a minute ago</p><a title="Root">x</a>') == {"minute", "ago", "Root"}
    assert foreign_words('<p lang="vi">Kho ảnh, tệp <b>JPG</b></p><script>let english</script>') == set()


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Collects what Wagtail says without a Vietnamese word for it, whether it stands in a text, a label or a title."""
    heard: set[str] = set()

    def listen(name: str) -> None:
        asked: Callable[..., str] = getattr(translation._trans, name)  # type: ignore[attr-defined]

        def said(*texts: object) -> str:
            answer = asked(*texts)
            if translation.get_language() == "vi" and answer in said_in_english() and answer not in SAME:
                heard.add(str(answer))
            return answer

        monkeypatch.setattr(translation._trans, name, said)  # type: ignore[attr-defined]

    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        listen(name)
    return heard


def test_every_open_page_is_in_vietnamese(cast: Cast, client: Client, english: set[str]) -> None:
    photo = make_photo(cast.agency, cast.secretary)
    category = make_category(cast.agency)
    published = published_article(cast, body=[("picture", {"photo": photo, "caption": ""})])
    rewrite(published, cast.secretary, title="Khối ra quân, bản sau")
    draft = write_article(cast, cast.secretary, "Bản nháp", slug="nhap")
    other = make_photo(cast.agency, cast.secretary, "Chưa dùng")
    waiting = write_article(cast, cast.secretary, "Chờ duyệt", slug="cho")
    submit(waiting, cast.secretary)
    a_day = timezone.now() - timedelta(days=1, hours=3)
    for model, name in ((TaskState, "started_at"), (WorkflowState, "created_at"), (Revision, "created_at")):
        model.objects.update(**{name: a_day})  # else pages tell hours of today, without words
    waiting = Article.objects.get(pk=waiting.pk)
    step, state = waiting.current_workflow_task_state, waiting.current_workflow_state
    done = WorkflowState.objects.get(object_id=str(published.pk))
    compared = ["earliest", "latest"]
    pages = {
        "secretary": [
            reverse("wagtailadmin_home"),
            *(reverse(f"{ARTICLES}{name}") for name in ("list", "add")),
            *(
                reverse(f"{ARTICLES}{name}", args=[each.pk])
                for name in ("edit", "history")
                for each in (published, draft, waiting)
            ),
            reverse(f"{ARTICLES}revisions_compare", args=[published.pk, *compared]),
            reverse(f"{ARTICLES}revisions_revert", args=[published.pk, published.revisions.order_by("pk")[0].pk]),
            reverse(f"{ARTICLES}workflow_history", args=[waiting.pk]),
            reverse(f"{ARTICLES}workflow_history_detail", args=[waiting.pk, state.pk]),
            reverse(f"{ARTICLES}workflow_history_detail", args=[published.pk, done.pk]),
            reverse(f"{ARTICLES}confirm_workflow_cancellation", args=[waiting.pk]),
            *(reverse(f"wagtailimages:{name}") for name in ("index", "add", "add_multiple")),
            reverse("wagtailimages:index") + "?layout=list",
            reverse("wagtailimages:index") + "?q=khong",
            reverse(f"{ARTICLES}list") + "?q=khong",
            reverse("wagtailimages:edit", args=[other.pk]),
            reverse("wagtailimages_chooser:choose"),
            reverse("wagtailadmin_choose_page_external_link"),
            reverse("wagtailadmin_choose_page_email_link"),
            reverse("wagtailadmin_choose_page_phone_link"),
        ],
        "standing": [
            reverse("wagtailadmin_home"),
            reverse(f"{ARTICLES}edit", args=[waiting.pk]),
            reverse(f"{ARTICLES}edit", args=[published.pk]),
            reverse(f"{ARTICLES}unpublish", args=[published.pk]),
            *(reverse(f"{ARTICLES}workflow_action", args=[waiting.pk, act, step.pk]) for act in ("approve", "reject")),
            *(reverse(f"wagtailsnippets_publishing_category:{name}") for name in ("list", "add")),
            *(reverse(f"wagtailsnippets_publishing_category:{n}", args=[category.pk]) for n in ("edit", "history")),
        ],
    }
    seen, foreign = {}, {}
    for who, urls in pages.items():
        client.force_login(getattr(cast, who).user)
        for url in urls:
            answer = client.get(url)
            seen[who, url] = answer.status_code
            foreign |= {url: words} if (words := foreign_words(answer.text)) else {}

    assert set(seen.values()) == {200}, seen
    assert english == set()
    assert foreign == {}


def test_two_at_one_article_are_told_of_each_other_in_vietnamese(cast: Cast, client: Client, english: set[str]) -> None:
    article = write_article(cast, cast.secretary)
    of_first = {"revision_id": str(article.latest_revision_id)}

    def look_in(who: Member, session: int, **given: str) -> dict[str, Any]:
        client.force_login(who.user)
        url = reverse("wagtailadmin_editing_sessions:ping", args=["publishing", "article", article.pk, session])
        found: dict[str, Any] = client.post(url, of_first | given).json()
        return found

    theirs = look_in(cast.standing, 0, is_editing="1")["session_id"]
    seen = look_in(cast.secretary, 0, is_editing="1")
    assert "có phần chưa lưu" in seen["html"]
    assert "ở cửa sổ khác" in look_in(cast.secretary, 0)["html"]
    rewrite(article, cast.secretary, title="Bản sau")
    assert "đã lưu bản mới" in look_in(cast.standing, theirs)["html"]
    assert english == set()

    client.force_login(cast.secretary.user)
    for session in (seen["session_id"], theirs):  # a page that is left says so, of itself alone
        client.post(reverse("wagtailadmin_editing_sessions:release", args=[session]))
    left = set(EditingSession.objects.values_list("pk", flat=True))
    assert (theirs in left, seen["session_id"] in left) == (True, False)


def test_every_answer_to_a_deed_is_in_vietnamese(cast: Cast, client: Client, english: set[str]) -> None:
    form = filled(cast, make_photo(cast.agency, cast.secretary).pk)

    def send(to: str, *args: object, **given: object) -> None:
        answer = client.post(reverse(to, args=args), given, follow=True)
        assert answer.status_code == 200, (to, answer.status_code)

    client.force_login(cast.secretary.user)
    send(f"{ARTICLES}add", **form | {"title": "", "told_on": "hôm qua"})
    send(f"{ARTICLES}add", **form | {"title": "a\0b", "slug": "a\0b", "go_live_at": "\0"})
    send(f"{ARTICLES}add", **form)
    pk = Article.objects.get().pk
    send(f"{ARTICLES}edit", pk, **form | {"title": "Tựa khác"})
    first = Article.objects.get().revisions.order_by("pk")[0]
    send(f"{ARTICLES}revisions_revert", pk, first.pk, **form)
    send(f"{ARTICLES}edit", pk, **form, **{"action-submit": "on"})
    send(f"{ARTICLES}edit", pk, **form, **{"action-cancel-workflow": "on"})
    tomorrow = f"{timezone.localtime() + timedelta(days=1):%d/%m/%Y} 08:00"
    form |= {"go_live_at": tomorrow, "action-submit": "on"}
    send(f"{ARTICLES}edit", pk, **form | {"expire_at": "01/01/2020 08:00"})
    send(f"{ARTICLES}edit", pk, **form)
    send("wagtailimages:add", agency=cast.agency.pk, title="Không có tệp")

    def answer(act: str, **given: object) -> None:
        client.force_login(cast.standing.user)
        send(f"{ARTICLES}workflow_action", pk, act, Article.objects.get().current_workflow_task_state.pk, **given)

    answer("reject", comment="")
    answer("reject", comment="Bổ sung số đơn vị")
    client.force_login(cast.secretary.user)
    send(f"{ARTICLES}edit", pk, **form)
    answer("approve")
    for url in (reverse(f"{ARTICLES}edit", args=[pk]), reverse(f"{ARTICLES}history", args=[pk])):
        assert client.get(url).status_code == 200
    send(f"{ARTICLES}revisions_unschedule", pk, Article.objects.get().scheduled_revision.pk)
    article = published_article(cast, slug="da-dang")
    schedule_next(article, cast)
    assert "hẹn lên trang lúc" in client.get(reverse(f"{ARTICLES}history", args=[article.pk])).text
    send(f"{ARTICLES}unpublish", article.pk)
    send("wagtailsnippets_publishing_category:add", agency=cast.agency.pk, name="", slug="", position="x")
    send("wagtailsnippets_publishing_category:add", agency=cast.agency.pk, name="Phong trào", slug="pt", position="1")

    deeds = set(AuditEntry.objects.filter(object_kind="publishing.article").values_list("action", flat=True))
    assert deeds == {f"article.{each}" for each in DONE}
    assert english == set()


def schedule_next(article: Article, cast: Cast) -> None:
    """The next version of a published article is approved for tomorrow."""
    rewrite(article, cast.secretary, title="Bản hẹn ngày", go_live_at=timezone.now() + timedelta(days=1))
    submit(article, cast.secretary)
    decide(article, cast.standing)
