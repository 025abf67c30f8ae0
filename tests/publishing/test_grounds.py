"""On what ground people are seen in the photographs of articles: asked when they are uploaded, and lost at once."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import decide, make_photo, picture, published_article, rewrite, submit, write_article
from tests.pages import words_of
from thidua.audit.models import AuditEntry
from thidua.common.errors import RefusedError
from thidua.publishing.enums import Children, Consent
from thidua.publishing.models import Article, Photo
from thidua.publishing.policies import ready_to_publish
from thidua.publishing.services.photographs import take_photo_back

pytestmark = pytest.mark.django_db

PAPER = {"paper": "Giấy ngày 28/05/2026, lưu ở Văn phòng", "children": "NONE", "children_paper": ""}
PARENTS = "Giấy của cha mẹ hai cháu, ngày 27/05/2026"


def send(cast: Cast, client: Client, url: str = "", **other: Any) -> str:
    """Send the form of a photograph as the secretary; what the page answers."""
    client.force_login(cast.secretary.user)
    given = {
        "agency": cast.agency.pk,
        "title": "Ra quân",
        "description": "Mọi người nhặt rác",
        "caption": "Quang cảnh buổi ra quân",
        "consent": "AGREED",
        "file": SimpleUploadedFile("anh.jpg", picture(), "image/jpeg"),
    }
    return client.post(url or reverse("wagtailimages:add"), given | PAPER | other).text


def test_who_agreed_is_told_with_the_paper_and_whether_children_are_seen(cast: Cast, client: Client) -> None:
    send(cast, client)

    kept = Photo.objects.get()
    assert (kept.consent, kept.paper, kept.children) == (Consent.AGREED, PAPER["paper"], Children.NONE)
    assert kept.lacks == ()


def test_all_that_lacks_is_said_at_once(cast: Cast, client: Client) -> None:
    page = send(cast, client, paper="", children="")

    assert [words in page for words in ("Nêu giấy đồng ý", "Trả lời có nhận ra trẻ em")] == [True, True]


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"paper": ""}, "Nêu giấy đồng ý"),
        ({"paper": " \u200b "}, "Nêu giấy đồng ý"),
        ({"children": ""}, "Trả lời có nhận ra trẻ em"),
        ({"children": "SEEN"}, "cha mẹ hoặc người giám hộ"),
        ({"children": "SEEN", "children_paper": "  "}, "cha mẹ hoặc người giám hộ"),
        ({"consent": "EVENT", "children": "SEEN", "children_paper": PARENTS}, "Nhận ra trẻ em thì"),
        ({"consent": "NOBODY", "children": "SEEN", "children_paper": PARENTS}, "Nhận ra trẻ em thì"),
        ({"children": "MAYBE"}, "MAYBE"),
    ],
)
def test_without_its_ground_consent_is_not_taken(cast: Cast, client: Client, given: dict[str, str], says: str) -> None:
    page = send(cast, client, **given)

    assert (says in page, Photo.objects.count()) == (True, 0)


def test_children_are_shown_with_the_paper_of_those_who_answer_for_them(cast: Cast, client: Client) -> None:
    send(cast, client, children="SEEN", children_paper=PARENTS)

    assert Photo.objects.get().children_paper == PARENTS


@pytest.mark.parametrize("consent", ["EVENT", "NOBODY", "UNKNOWN"])
def test_where_nobody_can_be_made_out_no_paper_is_asked_or_kept(cast: Cast, client: Client, consent: str) -> None:
    send(cast, client, consent=consent, children="")

    kept = Photo.objects.get()
    assert (kept.consent, kept.paper) == (consent, "")


def test_neither_by_editing_does_consent_come_without_its_ground(cast: Cast, client: Client) -> None:
    photo = make_photo(cast.agency, cast.secretary, consent=Consent.UNKNOWN)
    url = reverse("wagtailimages:edit", args=[photo.pk])

    assert "Trả lời có nhận ra trẻ em" in send(cast, client, url, children="")
    assert Photo.objects.get().consent == Consent.UNKNOWN
    send(cast, client, url)
    assert Photo.objects.get().consent == Consent.AGREED


def test_a_photograph_uploaded_while_one_is_chosen_is_asked_the_same(cast: Cast, client: Client) -> None:
    url = reverse("wagtailimages_chooser:create")
    client.force_login(cast.secretary.user)
    given = {"agency": cast.agency.pk, "title": "Ra quân", "description": "Mọi người nhặt rác", "consent": "AGREED"}

    def choose(**other: str) -> str:
        file = SimpleUploadedFile("anh.jpg", picture(), "image/jpeg")
        sent = {f"image-chooser-upload-{name}": value for name, value in (given | {"file": file} | other).items()}
        return client.post(url, sent).text

    assert "Trả lời có nhận ra trẻ em" in json.loads(choose(paper=PAPER["paper"]))["htmlFragment"]
    assert not Photo.objects.exists()
    choose(**PAPER)
    assert Photo.objects.get().lacks == ()


def test_who_is_said_to_have_agreed_without_a_word_on_children_is_not_approved(cast: Cast) -> None:
    """As photographs were kept before it was asked."""
    photo = make_photo(cast.agency, cast.secretary, "Chị Hoa nhận hoa", consent=Consent.AGREED)
    article = write_article(cast, cast.secretary, body=[("picture", {"photo": photo, "caption": ""})])
    submit(article, cast.secretary)

    with pytest.raises(RefusedError, match="giấy đồng ý, hoặc"):
        decide(article, cast.standing)

    assert not Article.objects.get().live
    Photo.objects.update(paper=PAPER["paper"], children=Children.NONE)
    decide(article, cast.standing)
    assert Article.objects.get().live


def test_what_stands_on_a_page_since_before_hinders_no_next_draft(cast: Cast) -> None:
    """Such a photograph cannot be changed while it is shown."""
    photo = make_photo(cast.agency, cast.secretary, consent=Consent.EVENT)
    body = [("picture", {"photo": photo, "caption": ""})]
    article = published_article(cast, body=body)
    Photo.objects.update(consent=Consent.AGREED)

    rewrite(article, cast.secretary, summary="Viết lại.")

    assert ready_to_publish(Article.objects.get().get_latest_revision_as_object()).allowed


def test_a_photograph_without_a_caption_is_not_approved(cast: Cast) -> None:
    photo = make_photo(cast.agency, cast.secretary, "Bãi biển", caption="")
    article = write_article(cast, cast.secretary, body=[("picture", {"photo": photo, "caption": ""})])
    submit(article, cast.secretary)

    with pytest.raises(RefusedError, match="Chưa có chú thích của ảnh: Bãi biển"):
        decide(article, cast.standing)

    assert not Article.objects.get().live


@pytest.mark.parametrize("where", ["block", "photograph"])
def test_a_caption_in_the_article_or_of_the_photograph_will_do(cast: Cast, where: str) -> None:
    photo = make_photo(cast.agency, cast.secretary, caption="Sáu đơn vị" if where == "photograph" else "")
    caption = "Sáu đơn vị" if where == "block" else ""

    assert published_article(cast, body=[("picture", {"photo": photo, "caption": caption})]).live


def test_papers_go_with_the_photograph_and_never_stand_in_history(cast: Cast, client: Client) -> None:
    send(cast, client, children="SEEN", children_paper=PARENTS)
    photo = Photo.objects.get()

    take_photo_back(actor=cast.standing.actor(), photo=photo, because="Đơn ngày 30/11", now=timezone.now())

    gone = Photo.objects.get()
    assert (gone.consent, gone.paper, gone.children, gone.children_paper) == (Consent.WITHDRAWN, "", "", "")
    told = " ".join(AuditEntry.objects.values_list("payload", flat=True))
    assert [words for words in (PAPER["paper"], PARENTS) if words in told] == []


def test_readers_are_told_nothing_of_papers(cast: Cast, client: Client) -> None:
    send(cast, client, children="SEEN", children_paper=PARENTS)
    article = published_article(cast, body=[("picture", {"photo": Photo.objects.get(), "caption": ""})])

    pages = [Client().get(url).text for url in (article.get_absolute_url(), reverse("news"), reverse("news_rss"))]

    assert "Quang cảnh buổi ra quân" in pages[0].replace("\xa0", " ")
    assert not [page for page in pages if "lưu ở Văn phòng" in page or "hai cháu" in page]


def test_standing_on_one_page_is_no_ground_for_another(cast: Cast) -> None:
    photo = make_photo(cast.agency, cast.secretary, consent=Consent.EVENT)
    body = [("picture", {"photo": photo, "caption": ""})]
    published_article(cast, body=body)
    Photo.objects.update(consent=Consent.AGREED)
    other = write_article(cast, cast.secretary, title="Bài khác", slug="bai-khac", body=body)
    submit(other, cast.secretary)

    with pytest.raises(RefusedError, match="giấy đồng ý, hoặc"):
        decide(other, cast.standing)


def told_to(cast: Cast, client: Client, who: str, photo: Photo) -> str:
    """What the page of a photograph tells somebody; empty where it is not there."""
    client.force_login(getattr(cast, who).user)
    answer = client.get(reverse("library_photo", args=[photo.pk]))
    return words_of(answer) if answer.status_code == 200 else ""


def test_who_agreed_is_read_while_the_photograph_stands_on_a_page(cast: Cast, client: Client) -> None:
    given = {"consent": Consent.AGREED, "paper": PAPER["paper"], "children": "SEEN", "children_paper": PARENTS}
    photo = make_photo(cast.agency, cast.secretary, **given)
    article = published_article(cast, body=[("picture", {"photo": photo, "caption": ""})])

    for who in ("standing", "secretary"):
        page = told_to(cast, client, who, photo)
        assert [each in page for each in (PAPER["paper"], PARENTS, article.title)] == [True, True, True]
    client.force_login(cast.standing.user)
    taking = words_of(client.get(reverse("take_photo_back", args=[photo.pk])))
    assert [each in taking for each in (PAPER["paper"], PARENTS)] == [True, True]


def test_papers_are_read_by_those_who_may_change_them(cast: Cast, client: Client) -> None:
    given = {"consent": Consent.AGREED, "paper": PAPER["paper"], "children": "NONE"}
    photo = make_photo(cast.agency, cast.standing, **given)

    assert PAPER["paper"] in told_to(cast, client, "standing", photo)
    page = told_to(cast, client, "secretary", photo)
    assert "Đã đồng ý cho đăng" in page
    assert PAPER["paper"] not in page
    assert {told_to(cast, client, who, photo) for who in ("officer", "head", "reader", "stranger")} == {""}


def test_the_page_of_a_photograph_writes_nothing_and_leads_to_what_may_be_done(cast: Cast, client: Client) -> None:
    photo = make_photo(cast.agency, cast.secretary)
    assert "Chưa lên trang nào" in told_to(cast, client, "standing", photo)
    assert photo.renditions.count() == 0
    edit, take = reverse("wagtailimages:edit", args=[photo.pk]), reverse("take_photo_back", args=[photo.pk])
    url = reverse("library_photo", args=[photo.pk])
    assert [each in client.get(url).text for each in (edit, take)] == [True, True]

    published_article(cast, body=[("picture", {"photo": photo, "caption": ""})])

    assert [each in client.get(url).text for each in (edit, take)] == [False, True]
    take_photo_back(actor=cast.standing.actor(), photo=photo, because="Đơn ngày 30/11", now=timezone.now())
    assert [each in client.get(url).text for each in (edit, take)] == [False, False]


def test_an_original_is_linked_from_nowhere(cast: Cast, client: Client) -> None:
    photo = make_photo(cast.agency, cast.secretary)
    client.force_login(cast.secretary.user)

    assert "/portal/originals/" not in client.get(reverse("wagtailimages:edit", args=[photo.pk])).text
