"""In English no page says anything in Vietnamese but what people wrote, and what is marked as Vietnamese.

Every page of the crawl, as somebody who keeps the year sees it. What people wrote is whatever lies in the database: it
is taken out of the page, and in the rest no letter is looked for that only Vietnamese has.
"""

import io
import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import pytest
import yaml
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.test import Client
from django.urls import reverse

from tests.architecture.source import PACKAGE
from tests.crawl_objects import World
from tests.permission_table import Outcome, Visit, work_out
from thidua.accounts.middleware import SEEN
from thidua.campaigns.models import Reminder
from thidua.common import clock
from thidua.core.law.texts import shipped_texts
from thidua.core.scoring.formulas.leader_relative import ASPECTS
from thidua.core.scoring.shipped import EXAMPLES

pytestmark = [pytest.mark.django_db, pytest.mark.once]

VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
SPOKEN = ("aria-label", "alt", "title", "placeholder", "data-label")
UNSPOKEN = {"script", "style", "textarea"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
NAMES = ("Thi Đua Số",)
"""What the product is called in every language."""
SHIPPED = ("activities/plan_templates/*.yaml", "core/impact/classes.yaml")
APART = {
    "catalogue": "parts of pages, shown with invented units and people",
    "scheme": "bands as the table of criteria writes them: the form reads these words back",
}
"""Pages that may say more in Vietnamese, and why."""
NOT_WRITTEN = {Reminder}
"""Rows that the product words itself."""


class Spoken(HTMLParser):
    """Collects what a page says outside elements in Vietnamese."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang")
        is_quiet = language == "vi" if language else self._is_quiet
        if not is_quiet:
            self.said += [given[name] or "" for name in SPOKEN if name in given]
        if tag not in VOID:
            self.open.append((tag, is_quiet or tag in UNSPOKEN))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._is_quiet:
            self.said.append(data)

    @property
    def _is_quiet(self) -> bool:
        return bool(self.open) and self.open[-1][1]


def said_on(page: str) -> list[str]:
    """The texts of a page, each with plain spaces."""
    reader = Spoken()
    reader.feed(page)
    return [" ".join(each.split()) for each in reader.said if each.strip()]


class Data:
    """What people wrote, and what an English sentence quotes in Vietnamese: no finding on a page in English."""

    def __init__(self, pieces: Iterable[str]) -> None:
        known = {" ".join(line.split()) for text in pieces for line in (text, *text.splitlines())}
        self.known = sorted((each for each in known if VIETNAMESE.search(each)), key=len, reverse=True)
        self.rests = dict.fromkeys(self.known, "")

    def without(self, text: str) -> str:
        """The text without what is known, if Vietnamese is left in it; else nothing. Most come again and again."""
        if text not in self.rests:
            rest = text if VIETNAMESE.search(text) else ""
            for piece in self.known if rest else ():
                rest = rest.replace(piece, "")
            self.rests[text] = rest if VIETNAMESE.search(rest) else ""
        return self.rests[text]


def written() -> Iterator[str]:
    """Whatever lies in the database."""
    for model in apps.get_models():
        if model not in NOT_WRITTEN:
            yield from _texts_of(model)


def quoted() -> Iterator[str]:
    """Pieces of English sentences that name something by its Vietnamese name."""
    for file in sorted(PACKAGE.glob("*/locale/en/LC_MESSAGES/django.po")):
        for message in read_po(io.BytesIO(file.read_bytes())):
            for said in [message.string] if isinstance(message.string, str) else message.string:
                yield from re.split(r"%\(\w+\)[sd]|\{\w*\}", said.replace("%%", "%"))


def shipped() -> Iterator[str]:
    """Vietnamese papers that come with the product, numbers of legal texts, and what tables of criteria call bands and
    facts in their cells.
    """
    for file in (file for pattern in SHIPPED for file in PACKAGE.glob(pattern)):
        yield from _strings(yaml.safe_load(file.read_text(encoding="utf-8")))
    yield from shipped_texts()  # numbers of texts, which are names: 152/2025/NĐ-CP
    yield from (each.title for each in EXAMPLES.values())
    yield from ASPECTS.values()


def _texts_of(model: type[models.Model]) -> Iterator[str]:
    names = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
    ]
    for row in model._default_manager.values_list(*names) if names else ():
        for value in row:
            yield from _strings(value)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value
        if value.startswith(("{", "[")):
            yield from _strings(_parsed(value))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None


def left_over(page: str, data: Data) -> list[str]:
    """What is said in Vietnamese beyond what is known."""
    return [rest for text in said_on(page) if (rest := data.without(text))]


@pytest.mark.parametrize(
    ("page", "left"),
    [
        ("<p>Signed on 05/11/2024</p>", []),
        ("<p>Head: Trần Quốc Hùng</p>", []),
        ("<p>Day: chưa rõ ngày</p>", ["Day: chưa rõ ngày"]),
        ('<p>Quote: <q lang="vi">chưa rõ <b>ngày</b></q>, kept</p>', []),
        ('<img alt="chưa rõ ngày"><p>x</p>', ["chưa rõ ngày"]),
        ("<textarea>chưa rõ</textarea><script>'chưa rõ'</script>", []),
        ('<div lang="vi"><p lang="en">chưa rõ</p></div>', ["chưa rõ"]),
    ],
)
def test_vietnamese_on_a_page_is_found(page: str, left: list[str]) -> None:
    assert left_over(page, Data(["Trần Quốc Hùng"])) == left


def test_no_page_in_english_speaks_vietnamese(world: World, settings) -> None:
    settings.MEDIA_ROOT, settings.VAR = world.files, world.files.parent
    data, visits = Data([*written(), *quoted(), *shipped(), *NAMES]), work_out(world, names=("secretary", "standing"))

    found: dict[str, list[str]] = {}
    for who, member in (("secretary", world.cast.secretary), ("standing", world.cast.standing)):
        client = _in_english(member.user)
        for visit in visits:
            if _is_page(visit, who) and visit.route.name not in found:
                found[visit.route.name] = left_over(_page_of(client, visit), data)

    for name in APART:
        assert found.pop(name), f"{name} needs no exception"
    assert len(found) > 200
    assert {name: texts for name, texts in found.items() if texts} == {}


def _is_page(visit: Visit, who: str) -> bool:
    return "GET" in visit.route.methods and not visit.is_other and visit.expected[who] == Outcome.ALLOWED


def _in_english(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    session = client.session
    session[SEEN] = int(clock.machine_time().timestamp())
    session.save()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def _page_of(client: Client, visit: Visit) -> str:
    """The page, and nothing for files; whatever the reading changed is undone."""
    with transaction.atomic():
        answer = client.get(reverse(visit.route.name, kwargs=visit.arguments))
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[attr-defined]
        transaction.set_rollback(True)
    is_page = not answer.streaming and answer.headers["Content-Type"].startswith("text/html")
    return answer.content.decode() if is_page else ""
