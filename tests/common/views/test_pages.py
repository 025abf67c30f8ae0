"""Frame, errors, appearance, and the pages that ask first."""

import re

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client
from tests.pages import words_of

from thidua.common.components.pages import Confirmation, Effect, build_conflict
from thidua.common.forms.catalogue import SampleForm
from thidua.common.views.asking import show_confirmation, show_conflict


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_the_catalogue_is_for_demo_installations(client: Client, db, demo, settings):
    assert client.get("/danh-muc-giao-dien/").status_code == 200
    settings.DEMO = False
    assert client.get("/danh-muc-giao-dien/").status_code == 404


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_names_its_language_and_ends_its_title_with_the_product(client, db, demo, language):
    client.cookies["django_language"] = language
    html = client.get("/danh-muc-giao-dien/").content.decode()
    assert f'<html lang="{language}"' in html
    assert re.search(r"<title>.+ – Thi Đua Số</title>", html)
    assert len(re.findall("<h1", html)) == 1


def test_no_id_stands_twice_on_the_catalogue(client, db, demo):
    html = client.get("/danh-muc-giao-dien/?state=errors").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert sorted(ids) == sorted(set(ids))


def test_the_first_link_leads_to_the_content(client, db, demo):
    html = client.get("/danh-muc-giao-dien/").content.decode()
    assert re.search(r"<a [^>]*>", html).group() == '<a class="tds-skip" href="#tds-main">'
    assert 'id="tds-main"' in html


def test_an_unknown_page_says_what_to_do(client, db):
    answer = client.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang này" in answer.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "500.html", "507.html"])
def test_error_pages_need_nothing(name):
    from django.template.loader import render_to_string

    assert "tds-stop" in render_to_string(name)


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "507.html"])
def test_error_pages_speak_to_readers_and_officials_alike(name):
    """“Anh/chị” is for whoever works here; a reader of the public site may see any of these pages, too."""
    from django.template.loader import render_to_string

    page = render_to_string(name)
    words = words_of(HttpResponse(page)).casefold()
    heading = page.partition("<h1>")[2].partition("</h1>")[0]
    assert (page.partition("<title>")[2].partition(" – ")[0], "anh/chị" in words) == (heading, False)


@pytest.mark.parametrize(("choice", "name"), [("sang", "tds-light"), ("toi", "tds-dark")])
def test_the_chosen_colours_are_kept_in_a_cookie(client, db, demo, choice, name):
    answer = client.post("/giao-dien/", {"theme": choice, "next": "/danh-muc-giao-dien/"})
    assert answer.headers["Location"] == "/danh-muc-giao-dien/"
    assert f'class="{name}"' in client.get("/danh-muc-giao-dien/").content.decode()


def test_following_the_device_forgets_the_cookie(client, db, demo):
    client.post("/giao-dien/", {"theme": "toi"})
    client.post("/giao-dien/", {"theme": ""})
    assert "tds-dark" not in client.get("/danh-muc-giao-dien/").content.decode()


def test_choosing_colours_never_leads_to_another_site(client, db):
    answer = client.post("/giao-dien/", {"theme": "toi", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"


def test_a_confirmation_says_what_will_happen_and_repeats_the_verb(rf):
    confirmation = Confirmation(
        title="Nộp bản tự chấm",
        verb="Nộp bản tự chấm",
        effects=[Effect("Bản tự chấm khóa lại.", "lock")],
        back_url="/lai/",
        fields={"version": "3"},
    )
    answer = show_confirmation(rf.get("/"), confirmation)
    html = answer.content.decode()
    assert "Khi bấm “Nộp bản tự chấm” Bản tự chấm khóa lại." in words_of(answer)
    assert '<input type="hidden" name="version" value="3">' in html
    assert "<span>Nộp bản tự chấm</span></button>" in html
    assert 'href="/lai/"' in html


def test_a_conflict_shows_both_texts_and_posts_mine_with_the_stored_version(rf):
    posted = QueryDict("title=Của tôi&unit=1&measure=words&day=5/11/2024&version=3&partners=union&partners=youth")
    form = SampleForm(posted)
    assert form.is_valid(), form.errors
    conflict = build_conflict(form, {"title": "Đang lưu"}, 4, action="/luu/", back_url="/lai/")
    answer = show_conflict(rf.get("/"), conflict)
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Đang lưu" in html
    assert '<input type="hidden" name="title" value="Của tôi">' in html
    assert '<input type="hidden" name="version" value="4">' in html
    assert '<input type="hidden" name="version" value="3">' not in html
    assert html.count('name="partners"') == 2
    assert [row.label for row in conflict.rows if row.differs][:1] == ["Tên nhiệm vụ"]
