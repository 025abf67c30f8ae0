"""What writers type is kept without what nobody sees, in letters that are what they look like."""

import html
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import decide, make_photo, picture, published_article, submit, write_article
from tests.publishing.test_door import filled
from thidua.common.errors import RefusedError
from thidua.publishing.models import Article, Category, Photo

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_publishing_article:add"
TURNED = "Khối\u202e ra\u200b quân\0 "
CYRILLIC = "Khối В ra quân"
LOOKS_LIKE = "chữ cái của bảng chữ khác"


def paragraph(text: str) -> str:
    """A paragraph as the editor sends it."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


WRITTEN = {"body-0-value": paragraph("Các đơn vị cùng ra quân.")}


def sent(cast: Cast, client: Client, **other: object) -> str:
    """Save as a draft, as the secretary; what the page answers."""
    client.force_login(cast.secretary.user)
    return client.post(reverse(ADD), filled(cast) | other).text


@pytest.mark.parametrize("name", ["title", "summary", "byline", "place"])
def test_what_nobody_sees_does_not_stay_in_a_line(cast: Cast, client: Client, name: str) -> None:
    sent(cast, client, **{name: TURNED})

    assert getattr(Article.objects.get(), name) == "Khối ra quân"


@pytest.mark.parametrize("name", ["title", "summary", "byline", "place"])
def test_letters_that_only_look_like_ours_are_asked_again(cast: Cast, client: Client, name: str) -> None:
    page = sent(cast, client, **{name: CYRILLIC})

    assert LOOKS_LIKE in page
    assert "“В”" in page
    assert not Article.objects.exists()
    sent(cast, client, **{name: "Khối B ra quân"})
    assert getattr(Article.objects.get(), name) == "Khối B ra quân"


@pytest.mark.parametrize("title", ["Bụi mịn còn 35 µg/m³, nhiệt độ 30ºC", "Đọc thơ А. С. Пушкин"])
def test_signs_of_science_and_foreign_names_are_kept(cast: Cast, client: Client, title: str) -> None:
    sent(cast, client, title=title)

    assert Article.objects.get().title == title


def test_a_title_of_what_nobody_sees_is_none(cast: Cast, client: Client) -> None:
    sent(cast, client, title="\u200b\u202e", **WRITTEN, **{"action-submit": "1"})

    assert not Article.objects.exists()


BLOCKS = {
    "heading": lambda text: {"body-0-value": text},
    "paragraph": lambda text: {"body-0-value": paragraph(text)},
    "quote": lambda text: {"body-0-value-words": text, "body-0-value-who": "Ông An"},
    "remark": lambda text: {"body-0-value": text},
}


@pytest.mark.parametrize("kind", BLOCKS)
def test_the_text_is_read_as_closely(cast: Cast, client: Client, kind: str) -> None:
    page = sent(cast, client, **{"body-0-type": kind} | BLOCKS[kind](CYRILLIC))
    assert json.dumps(LOOKS_LIKE)[1:-1] in html.unescape(page)
    assert not Article.objects.exists()

    sent(cast, client, **{"body-0-type": kind} | BLOCKS[kind](TURNED))
    kept = json.dumps(Article.objects.get().body.get_prep_value(), ensure_ascii=False)
    assert "Khối ra quân" in kept
    assert not any(each in kept for each in "\u202e\u200b\0")


def test_a_caption_in_the_text_is_read_as_well(cast: Cast, client: Client) -> None:
    photo = make_photo(cast.agency, cast.secretary)
    client.force_login(cast.secretary.user)
    given = filled(cast, photo.pk)

    client.post(reverse(ADD), given | {"body-0-value-caption": CYRILLIC})
    assert not Article.objects.exists()

    client.post(reverse(ADD), given | {"body-0-value-caption": TURNED})
    assert Article.objects.get().body[0].value["caption"] == "Khối ra quân"


def upload(cast: Cast, client: Client, **other: object) -> str:
    """Put a photograph into the library, as the secretary."""
    client.force_login(cast.secretary.user)
    given = {
        "agency": cast.agency.pk,
        "title": "Ra quân",
        "description": "Mọi người nhặt rác",
        "consent": "EVENT",
        "file": SimpleUploadedFile("anh.jpg", picture(), "image/jpeg"),
    }
    return client.post(reverse("wagtailimages:add"), given | other).text


def test_words_for_those_who_do_not_see_it_are_words(cast: Cast, client: Client) -> None:
    upload(cast, client, description="\u200b")
    assert not Photo.objects.exists()

    upload(cast, client, description=TURNED, caption=TURNED)
    kept = Photo.objects.get()
    assert (kept.description, kept.caption) == ("Khối ra quân", "Khối ra quân")


@pytest.mark.parametrize("name", ["title", "description", "caption", "taken_by"])
def test_of_a_photograph_nothing_is_said_in_letters_that_look_like_ours(cast: Cast, client: Client, name: str) -> None:
    assert LOOKS_LIKE in upload(cast, client, **{name: CYRILLIC})

    assert not Photo.objects.exists()


def test_a_category_is_named_in_our_letters(cast: Cast, client: Client) -> None:
    client.force_login(cast.standing.user)
    url = reverse("wagtailsnippets_publishing_category:add")
    given = {"agency": cast.agency.pk, "slug": "khoi", "position": "1"}

    client.post(url, given | {"name": CYRILLIC})
    assert not Category.objects.exists()
    client.post(url, given | {"name": TURNED})
    assert Category.objects.get().name == "Khối ra quân"


def test_a_day_that_has_not_come_stays_a_draft(cast: Cast, client: Client) -> None:
    ahead = timezone.localdate() + timedelta(days=20)
    given = {"told_on": f"{ahead:%d/%m/%Y}"} | WRITTEN

    page = sent(cast, client, **given, **{"action-submit": "1"})
    assert "mà lên trang trước ngày ấy" in page
    assert not Article.objects.exists()

    sent(cast, client, **given)
    assert Article.objects.get().told_on == ahead


def test_a_day_that_has_come_when_the_article_does_is_told(cast: Cast, client: Client) -> None:
    ahead = timezone.localdate() + timedelta(days=20)
    given = {"told_on": f"{ahead:%d/%m/%Y}", "go_live_at": f"{ahead:%d/%m/%Y} 23:00", "action-submit": "1"}

    sent(cast, client, **given, **WRITTEN)

    assert Article.objects.get().current_workflow_state is not None


def test_nobody_approves_what_is_told_of_a_day_to_come(cast: Cast) -> None:
    article = write_article(cast, cast.secretary, told_on=timezone.localdate() + timedelta(days=1))
    submit(article, cast.secretary)

    with pytest.raises(RefusedError, match="lên trang trước ngày ấy"):
        decide(article, cast.standing)

    assert not Article.objects.filter(live=True).exists()
    assert published_article(cast, slug="hom-nay", told_on=timezone.localdate()).live
