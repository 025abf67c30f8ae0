"""Whoever reads the public site is told on it that something was refused or broke, in the language of the address;
whoever works here is told where he works.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client

from tests.cast import Cast
from tests.factories.articles import published_article
from tests.pages import words_of
from tests.portal.test_frame import is_framed

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.portal.breaking_urls")]

REFUSED = "Việc này không mở cho người đọc trang công khai.", "This is not open to readers of the public site."
UNREAD = "Chưa có gì được lưu.", "Nothing was saved."
STALE = "tải lại rồi gửi một lần nữa", "reload the page and send once more"
BROKEN = "Trang này chưa mở được.", "This page could not be opened."
NO_ROOM = "Máy chủ không ghi được lúc này.", "The server cannot write at the moment."
FIELDS = "&".join(f"a{number}=" for number in range(2001))
"""More than a form may have."""


@pytest.fixture
def reader() -> Client:
    """A browser that is told, where a test would be."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def ask(client: Client, path: str, how: str) -> HttpResponse:
    """Open the address; send it a form without the token of ours, or one with too many fields; or name another host."""
    deeds: dict[str, Any] = {
        "open": lambda: client.get(path),
        "send": lambda: client.post(path, {}),
        "heap": lambda: client.post(path, FIELDS, content_type="application/x-www-form-urlencoded"),
        "host": lambda: client.get(path, headers={"Host": "evil.example"}),
    }
    return deeds[how]()


CASES = [
    ("/tin/bai/binh-luan/", "heap", 400, UNREAD),
    ("/tin/", "host", 400, UNREAD),
    ("/", "host", 400, UNREAD),
    ("/tin/tu-choi/", "open", 403, REFUSED),
    ("/tin/", "send", 403, STALE),
    ("/tin/vo/", "open", 500, BROKEN),
    ("/tin/day/", "open", 507, NO_ROOM),
]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("path", "how", "status", "words"), CASES)
def test_a_reader_stays_on_the_site_and_is_told_in_its_language(
    cast: Cast, reader: Client, path: str, how: str, status: int, words: tuple[str, str], language: str
) -> None:
    published_article(cast, slug="bai")
    before = "/en" if language == "en" else ""

    answer = ask(reader, before + path, how)

    assert (answer.status_code, is_framed(answer), answer["Content-Language"]) == (status, True, language)
    assert f'<html lang="{language}"' in answer.text
    assert words[language == "en"] in words_of(answer)
    assert f'href="{before}/"' in answer.text
    assert ("evil.example" in answer.text, list(answer.cookies)) == (False, [])
    assert f'<a class="tin-tongue" href="{path if before else "/en" + path}"' in answer.text


@pytest.mark.parametrize("path", ["/", "/tin/", "/tim-kiem/"])
def test_an_address_that_asks_too_much_is_not_read(reader: Client, path: str) -> None:
    """It is looked at before anything else: the language of the page among it."""
    for language, address in (("vi", path), ("en", f"/en{path}")):
        answer = reader.get(f"{address}?{FIELDS}")

        assert (answer.status_code, is_framed(answer), answer["Content-Language"]) == (400, True, language)
        assert f'<html lang="{language}"' in answer.text
        assert f'href="{address.removesuffix(path)}/tin/"' in answer.text
        assert UNREAD[language == "en"] in words_of(answer)


@pytest.mark.parametrize(
    ("path", "how", "status"),
    [
        ("/viec/tu-choi/", "open", 403),
        ("/tai-khoan/dang-nhap/", "send", 403),
        ("/viec/vo/", "open", 500),
        ("/viec/day/", "open", 507),
        ("/khoi/", "host", 400),
    ],
)
def test_where_people_work_they_are_told_there(cast: Cast, reader: Client, path: str, how: str, status: int) -> None:
    reader.force_login(cast.officer.user)

    answer = ask(reader, path, how)

    assert (answer.status_code, is_framed(answer), "tds-body" in answer.text) == (status, False, True)


def test_at_the_front_page_whoever_works_here_is_told_at_work(cast: Cast, reader: Client) -> None:
    """It is his list of tasks; to readers it is the front of the site."""
    with gone_database():
        assert is_framed(reader.get("/"))
        reader.cookies["sessionid"] = "khong-hoi-duoc"
        at_work = reader.get("/")

    assert (at_work.status_code, is_framed(at_work), "tds-body" in at_work.text) == (500, False, True)


@pytest.mark.parametrize("path", ["/", "/tin/", "/tin/bai/", "/tim-kiem/?tu=bien", "/vinh-danh/", "/cong-bo/"])
def test_without_a_database_readers_are_told_so_in_the_frame_of_the_site(cast: Cast, reader: Client, path: str) -> None:
    """The page asks the database for nothing: it would break again. Of what was kept nothing is shown, since nobody can
    say whether it was taken back.
    """
    published_article(cast, slug="bai", title="Ra quân làm sạch biển")
    for each in (path, f"/en{path}"):
        assert reader.get(each).status_code in (200, 301)
        with gone_database():
            answer = reader.get(each)
        language = "en" if each.startswith("/en/") else "vi"
        assert (answer.status_code, is_framed(answer), answer["Content-Language"]) == (500, True, language)
        assert BROKEN[language == "en"] in words_of(answer)
        assert "Ra quân" not in answer.text
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_without_a_database_a_session_is_not_asked_for_either(cast: Cast, reader: Client) -> None:
    reader.force_login(cast.officer.user)

    with gone_database():
        answers = [reader.get("/tin/"), reader.get("/khoi/")]

    assert [(each.status_code, is_framed(each)) for each in answers] == [(500, True), (500, False)]


def test_what_is_too_large_is_refused_in_the_language_of_the_address(reader: Client) -> None:
    for path, words in (("/tin/", "Mỗi lần gửi không quá 25 MB"), ("/en/tin/", "at most 25 MB")):
        answer = reader.post(path, b"", content_type="text/plain", CONTENT_LENGTH=str(10**12))

        assert (answer.status_code, is_framed(answer)) == (413, True)
        assert words in words_of(answer)


@contextmanager
def gone_database() -> Iterator[None]:
    """Nothing that is asked of it is answered."""

    def refuse(*_asked: Any) -> NoReturn:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        yield
