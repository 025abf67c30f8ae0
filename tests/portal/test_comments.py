"""The form below an article, as anybody sends it: no cookie, no script, nothing lost."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories.articles import published_article, take_down
from tests.factories.comments import EMAIL, TEXT, comment_on, shown_comment
from tests.pages import words_of
from tests.portal.test_frame import is_framed
from thidua.common.seals import seal
from thidua.publishing.enums import CommentState
from thidua.publishing.errors import CommentError
from thidua.publishing.jobs import send_confirmation
from thidua.publishing.models import Article, Comment, PublicSettings
from thidua.publishing.services.comments import CONFIRM_SALT, confirm_comment, let_through

pytestmark = pytest.mark.django_db

CYRILLIC_A = "\u0430"
GOOD = {"name": "Lê Thị Bạn Đọc", "email": EMAIL, "text": TEXT, "website": ""}


def sealed(article: Article, age: timedelta = timedelta(minutes=1)) -> str:
    return seal(f"comment {article.pk}", timezone.now() - age)


def send(client: Client, article: Article, headers: dict[str, str] | None = None, **other: Any) -> Any:
    """Send the form of a page that was read a minute ago."""
    given = {**GOOD, "seal": sealed(article), **other}
    return client.post(reverse("send_comment", args=[article.slug]), given, headers=headers or {})


def test_a_comment_is_sent_without_any_cookie(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    article = published_article(cast)

    page = client.get(article.get_absolute_url())
    answer = send(client, article)
    thanks = client.get(answer.headers["Location"])

    assert (page.status_code, answer.status_code, thanks.status_code) == (200, 302, 200)
    assert [list(each.cookies) for each in (page, answer, thanks)] == [[], [], []]
    assert "duyệt" in thanks.text
    assert "ngày làm việc" not in words_of(thanks)  # no setting keeps such a promise
    comment = Comment.objects.get()
    assert (comment.name, comment.text, comment.state) == (GOOD["name"], TEXT, CommentState.WAITING)
    assert comment.sender.email == EMAIL


def test_the_form_says_what_the_seed_says(cast: Cast, client: Client) -> None:
    page = client.get(published_article(cast).get_absolute_url()).text

    assert "Email của bạn sẽ không được hiển thị công khai. Các trường bắt buộc được đánh dấu *" in page
    assert re.search(r"<h2[^>]*>Trả lời</h2>", page)
    assert page.count('<span aria-hidden="true">*</span>') == 3


def test_the_e_mail_is_nowhere_for_readers(cast: Cast, client: Client) -> None:
    comment = shown_comment(cast)
    urls = [
        comment.article.get_absolute_url(),
        f"{comment.article.get_absolute_url()}?tra-loi={comment.pk}",
        reverse("comment_thanks", args=[comment.article.slug]),
        *(reverse(name) for name in ("news", "news_rss", "news_atom")),
    ]

    pages = [client.get(url) for url in urls]
    assert [each.status_code for each in pages] == [200] * len(urls)
    assert TEXT in pages[0].text
    assert [url for url, page in zip(urls, pages, strict=True) if EMAIL in page.text or "thu-rieng" in page.text] == []


def test_nor_for_those_who_moderate(cast: Cast, client: Client) -> None:
    comment = shown_comment(cast)
    client.force_login(cast.standing.user)

    for url in (f"{reverse('comments')}?xem=hien", reverse("comment", args=[comment.pk])):
        page = client.get(url)
        assert page.status_code == 200
        assert GOOD["name"] in page.text.replace("\xa0", " ")
        assert EMAIL not in page.text


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", "", "Bạn chưa nhập tên."),
        ("name", "12345", "Tên phải có chữ."),
        ("name", "\u200b\u2060\x00", "Bạn chưa nhập tên."),
        ("name", "Nguyễn Th" + CYRILLIC_A + "nh", "bảng chữ cái Latinh"),
        ("name", "А" * 5, "bảng chữ cái Latinh"),
        ("name", "𝐀dmin", "bảng chữ cái Latinh"),
        ("name", "Z" + "\u0335\u0336\u0337" * 5, "dấu chồng"),
        ("name", "x" * 81, "Tên dài quá: nhiều nhất 80 ký tự, đang có 81."),
        ("name", "Lê Thị Hoa hoa.le@thu.example", "số điện thoại"),
        ("name", "Lê Thị Hoa 0912 345 678", "số điện thoại"),
        ("name", "Lê Thị\r\nBcc: ai@do.example", "số điện thoại"),
        ("email", "", "Bạn chưa nhập email."),
        ("email", "khong-phai-thu", "ten@noi.vn"),
        ("email", "a@b.example\nBcc: c@d.example", "ten@noi.vn"),
        ("email", "a@b.example,c@d.example", "ten@noi.vn"),
        ("text", "", "Bạn chưa viết bình luận."),
        ("text", "thi đu" + CYRILLIC_A, "hai bảng chữ"),
        ("text", "x" * 3001, "Bình luận dài quá: nhiều nhất 3.000 ký tự, đang có 3001."),
        ("text", "o" + "\u0336\u0337\u0338" * 20, "dấu chồng"),
        ("email", f"{'x' * 250}@a.vn", "Email dài quá: nhiều nhất 254 ký tự, đang có 255."),
        ("website", "https://mua-hang.example", "bấm gửi lần nữa"),
        ("website", "x" * 2001, "bấm gửi lần nữa"),
        ("seal", "", "Xem lại rồi bấm gửi"),
        ("seal", "a:b:c", "Xem lại rồi bấm gửi"),
        ("seal", "x" * 400, "Xem lại rồi bấm gửi"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(
    cast: Cast, client: Client, field: str, value: str, says: str
) -> None:
    article = published_article(cast)

    answer = send(client, article, **{field: value})

    assert (answer.status_code, Comment.objects.count()) == (400, 0)
    assert says in answer.text
    kept = [words for name, words in GOOD.items() if name != field and words not in answer.text]
    assert kept == []
    summary = re.search(r'<div class="tin-errors".*?</div>', answer.text)
    assert summary is not None
    assert summary[0].count("<li>") == 1
    assert 'tabindex="-1" autofocus' in summary[0]  # it has the focus, without a script
    if field in ("name", "email", "text"):
        assert f'<a href="#tin-{field}">' in answer.text
        assert f'aria-describedby="tin-{field}-loi"' in answer.text


@pytest.mark.parametrize(
    "said",
    [
        f"Viết cho tôi: {EMAIL}.",
        f"({EMAIL.upper()})",
        EMAIL.replace("@", " (at) ").replace(".", " [chấm] "),
        EMAIL.replace("@", " a còng ").replace("rieng.", "rieng dot "),
    ],
)
def test_nobody_shows_his_own_e_mail_by_mistake(cast: Cast, client: Client, said: str) -> None:
    article = published_article(cast)

    answer = send(client, article, text=f"{TEXT} {said}")

    assert (answer.status_code, Comment.objects.count()) == (400, 0)
    assert "Email của bạn không hiện công khai: bỏ địa chỉ ấy khỏi ô này rồi gửi." in answer.text
    assert '<a href="#tin-text">' in answer.text
    assert TEXT in answer.text
    assert GOOD["name"] in answer.text
    assert send(client, article, text=f"{TEXT} {said}", email="khac@thu.example").status_code == 302


def test_the_moderator_is_told_where_a_contact_stands(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    text = "Ai muốn đi nhặt rác thì gọi chị Hoa 0912 345 678 hoặc viết hoa.le a còng thu chấm example trước thứ Sáu."
    naming, plain = comment_on(article, text=text), comment_on(article, seal="trang khác")
    client.force_login(cast.standing.user)

    page, other = (words_of(client.get(reverse("comment", args=[each.pk]))) for each in (naming, plain))

    assert "Có cách liên lạc trong bình luận" in page
    assert "“… rác thì gọi chị Hoa 0912 345 678 hoặc viết hoa.le a …”" in page
    assert "“… 0912 345 678 hoặc viết hoa.le a còng thu chấm example trước thứ Sáu.”" in page
    assert "Có cách liên lạc" not in other


def test_a_form_of_another_article_or_of_long_ago_or_of_no_reader_is_asked_again(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    other = published_article(cast, slug="khac", title="Bài khác")
    seals = [sealed(other), sealed(article, timedelta(days=3)), sealed(article, timedelta(0))]

    assert [send(client, article, seal=each).status_code for each in seals] == [400, 400, 400]
    page = send(client, article, seal=seals[1]).text
    fresh = re.search(r'name="seal" value="([^"]+)"', page)
    assert fresh is not None
    assert signing.loads(fresh[1], salt="common.seals")[0] == f"comment {article.pk}"


def test_a_form_that_is_sent_twice_is_one_comment(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    mark = sealed(article)

    assert [send(client, article, seal=mark).status_code for _ in range(3)] == [302, 302, 302]
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("parent", ["abc", "-1", "1.5", "²", "1" * 400, "\x00", "99999999"])
def test_what_names_no_comment_answers_none(cast: Cast, client: Client, parent: str) -> None:
    article = published_article(cast)

    assert send(client, article, parent=parent, text="").status_code == 400
    assert send(client, article, parent=parent).status_code == 302
    assert Comment.objects.get().parent is None


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://khac.example"}]
)
def test_what_another_site_makes_a_browser_send_is_refused(cast: Cast, client: Client, headers: dict[str, str]) -> None:
    article = published_article(cast)

    assert send(client, article, headers=headers).status_code == 403
    assert not Comment.objects.exists()
    assert send(client, article, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302


def test_a_megabyte_of_text_is_refused_plainly(cast: Cast, client: Client) -> None:
    article = published_article(cast)

    answer = send(client, article, text="dài " * 250_000)

    assert (answer.status_code, Comment.objects.count()) == (413, 0)
    assert "Bình luận quá dài" in answer.text
    assert len(answer.content) < 50_000


def test_markup_and_links_are_shown_as_text(cast: Cast, client: Client) -> None:
    nasty = "<script>alert(1)</script>\n[b]https://lua-dao.example/x[/b] <a href='javascript:1'>bấm</a> & \u202egnol"
    comment = shown_comment(cast, name="<b>Ai</b> 'đó'", text=nasty)

    page = client.get(comment.article.get_absolute_url()).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "https://lua-dao.example/x" in page
    assert "<script>alert" not in page
    assert "javascript:1'>" not in page
    assert 'href="https://lua-dao' not in page


def test_invisible_characters_and_line_ends_in_a_name_are_taken_out(cast: Cast, client: Client) -> None:
    article = published_article(cast)

    answer = send(
        client,
        article,
        name="Lê\u200b Thị\r\nBcc: ai\x07 \u202eBạn",
        text="Một\u200bhai\x00\r\n\r\nba\u2066bốn",
    )

    assert answer.status_code == 302
    comment = Comment.objects.get()
    assert comment.name == "Lê Thị Bcc: ai Bạn"
    assert comment.text == "Mộthai\n\nbabốn"


def test_a_name_brings_no_line_into_a_letter(cast: Cast, client: Client) -> None:
    PublicSettings.objects.create(agency=cast.agency, confirms_email=True)
    article = published_article(cast)
    comment = comment_on(article, name="Ai\r\nBcc: khac@do.example")  # as no form lets it through

    send_confirmation.call(comment.pk)

    (letter,) = mail.outbox
    assert letter.recipients() == [EMAIL]
    assert "khac@do.example" not in letter.message().as_string()


def test_the_letter_leads_to_a_button_that_confirms(cast: Cast, client: Client) -> None:
    PublicSettings.objects.create(agency=cast.agency, confirms_email=True)
    comment = comment_on(published_article(cast))
    send_confirmation.call(comment.pk)
    (path,) = re.findall(r"(/tin/binh-luan/xac-nhan/\S+)", mail.outbox[0].body)

    page = client.get(path)
    assert (page.status_code, Comment.objects.get().state) == (200, CommentState.UNCONFIRMED)
    assert client.post(path).status_code == 200
    assert Comment.objects.get().state == CommentState.WAITING
    assert client.get(reverse("confirm_comment", args=["gia:mao:x"])).status_code == 404
    forged = signing.dumps(comment.pk, salt="khac")
    assert client.post(reverse("confirm_comment", args=[forged])).status_code == 404
    assert CONFIRM_SALT != "khac"


def confirming(comment: Comment) -> str:
    """The address in the letter."""
    return reverse("confirm_comment", args=[signing.dumps(comment.pk, salt=CONFIRM_SALT)])


@pytest.mark.parametrize("how", ["taken down", "expired"])
def test_of_an_article_that_is_not_read_any_more_nothing_is_confirmed(cast: Cast, client: Client, how: str) -> None:
    PublicSettings.objects.create(agency=cast.agency, confirms_email=True)
    comment = comment_on(published_article(cast))
    if how == "taken down":
        take_down(comment.article, cast.standing)
    else:
        Article.objects.update(expire_at=timezone.now() - timedelta(minutes=1))

    answers = [client.get(confirming(comment)), client.post(confirming(comment))]

    assert [each.status_code for each in answers] == [410, 410]
    assert not [each for each in answers if comment.article.title in each.text.replace("\xa0", " ")]
    assert Comment.objects.get().state == CommentState.UNCONFIRMED
    with pytest.raises(CommentError, match="không còn đăng"):
        confirm_comment(comment=comment, now=timezone.now())


def test_of_an_article_that_was_never_read_nothing_is_confirmed(cast: Cast, client: Client) -> None:
    PublicSettings.objects.create(agency=cast.agency, confirms_email=True)
    comment = comment_on(published_article(cast))
    Article.objects.update(live=False, first_published_at=None)

    assert [client.get(confirming(comment)).status_code, client.post(confirming(comment)).status_code] == [404, 404]
    assert Comment.objects.get().state == CommentState.UNCONFIRMED


@pytest.mark.parametrize(("language", "words"), [("vi", "gửi lại từ lúc"), ("en", "send yours again after")])
def test_the_eleventh_from_one_machine_is_refused_in_words_with_all_kept(
    cast: Cast, client: Client, language: str, words: str
) -> None:
    """What a person reads who is one too many; that a thousand more leave nothing is tried below the form, in
    `tests/publishing/test_comments.py`.
    """
    article = published_article(cast, language=language)
    for number in range(10):
        assert send(client, article, text=f"Ý {number}", email=f"n{number}@thu.example").status_code == 302

    answer = send(client, article, email="nua@thu.example")

    assert (answer.status_code, Comment.objects.count()) == (429, 10)
    assert (is_framed(answer), f'<html lang="{language}"' in answer.text, words in answer.text) == (True, True, True)
    assert TEXT in answer.text
    elsewhere = client.post(
        reverse("send_comment", args=[article.slug]), {**GOOD, "seal": sealed(article)}, REMOTE_ADDR="10.8.8.8"
    )
    assert elsewhere.status_code == 302


def test_an_answer_stands_below_what_it_answers_and_no_deeper(cast: Cast, client: Client) -> None:
    comment = shown_comment(cast)
    article = comment.article
    page = client.get(f"{article.get_absolute_url()}?tra-loi={comment.pk}").text
    assert f'name="parent" value="{comment.pk}"' in page

    send(client, article, text="Tôi cũng vậy.", parent=str(comment.pk))
    reply = Comment.objects.get(text="Tôi cũng vậy.")
    let_through(actor=cast.standing.actor(), comment=reply, version=1, now=timezone.now())
    assert reply.parent == comment

    send(client, article, text="Sâu hơn.", parent=str(reply.pk))
    send(client, article, text="Không có.", parent="99999999")
    assert set(Comment.objects.filter(text__in=["Sâu hơn.", "Không có."]).values_list("parent", flat=True)) == {None}


def test_a_closed_article_says_so_and_takes_nothing(cast: Cast, client: Client) -> None:
    comment = shown_comment(cast)
    article = comment.article
    Article.objects.filter(pk=article.pk).update(comments_until=timezone.localdate() - timedelta(days=1))

    page = client.get(article.get_absolute_url()).text
    assert TEXT in page
    assert 'name="seal"' not in page
    assert "nhận bình luận đến hết ngày" in page
    assert send(client, article, text="Muộn").status_code == 403
    assert Comment.objects.count() == 1


def test_what_was_taken_down_and_what_never_was_take_nothing(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    take_down(article, cast.standing)

    assert send(client, article).status_code == 404
    assert client.post("/tin/khong-co/binh-luan/", GOOD).status_code == 404
    assert not Comment.objects.exists()


def test_many_comments_ask_no_more_than_one(cast: Cast, client: Client, count_queries: Callable) -> None:
    first = shown_comment(cast)
    url = first.article.get_absolute_url()
    shown_comment(cast, first.article, text="Một lời đáp", parent=first)
    one = count_queries(lambda: client.get(url))
    for number in range(3):
        shown_comment(cast, first.article, text=f"Ý {number}", address=f"10.0.3.{number}", email=f"{number}@x.example")

    assert count_queries(lambda: client.get(url)) == one


@pytest.mark.parametrize("number", ["0", "-1", "9" * 30, "abc", "\0"])
def test_numbers_that_name_nothing_show_the_page(cast: Cast, client: Client, number: str) -> None:
    url = shown_comment(cast).article.get_absolute_url()

    assert client.get(url, {"trang-bl": number, "tra-loi": number}).status_code == 200


def test_the_standing_office_reads_decides_and_answers(cast: Cast, client: Client) -> None:
    comment = comment_on(published_article(cast))
    client.force_login(cast.standing.user)
    page = reverse("comment", args=[comment.pk])
    assert TEXT in client.get(reverse("comments")).text

    client.post(reverse("show_comment", args=[comment.pk]), {"version": "1"})
    client.post(reverse("reply_to_comment", args=[comment.pk]), {"text": "Cảm ơn bạn."})
    assert client.post(reverse("refuse_comment", args=[comment.pk]), {"version": "2"}).status_code == 200
    assert Comment.objects.get(pk=comment.pk).state == CommentState.SHOWN

    client.logout()
    public = client.get(comment.article.get_absolute_url()).text
    assert "Cảm ơn bạn." in public
    assert "Trả lời của cơ quan" in public
    client.force_login(cast.officer.user)
    assert client.get(page).status_code == 404
    assert client.get(reverse("comments")).status_code == 403


def test_on_request_all_of_a_sender_is_given_out_or_erased(cast: Cast, client: Client) -> None:
    comment = shown_comment(cast)
    client.force_login(cast.standing.user)
    found = client.post(reverse("comment_sender"), {"email": EMAIL}).text
    assert "Có 1 bình luận" in found

    file = client.post(reverse("give_out_comments", args=[cast.agency.pk]), {"email": EMAIL})
    assert json.loads(file.content)["binh_luan"][0]["text"] == TEXT
    erased = client.post(
        reverse("erase_comments", args=[cast.agency.pk]), {"email": EMAIL, "because": "Đơn ngày 30/11"}
    )
    assert erased.status_code == 302
    assert Comment.objects.get(pk=comment.pk).text == ""
    assert "Không có bình luận nào" in client.post(reverse("comment_sender"), {"email": EMAIL}).text


def test_an_agency_chooses_how_comments_come(cast: Cast, client: Client) -> None:
    client.force_login(cast.standing.user)
    url = reverse("public_settings", args=[cast.agency.pk])
    assert client.get(url).status_code == 200

    client.post(url, {"comment_days": "14", "confirms_email": "on", "email_days": "7", "version": "1"})

    row = PublicSettings.objects.get(agency=cast.agency)
    assert (row.comment_days, row.confirms_email, row.email_days, row.names_people) == (14, True, 7, False)
    assert client.post(url, {"comment_days": "9999", "email_days": "7", "version": "2"}).status_code == 200
    assert client.post(url, {"comment_days": "14", "email_days": "366", "version": "2"}).status_code == 200
    row.refresh_from_db()
    assert (row.comment_days, row.email_days) == (14, 7)


def test_the_standing_office_refuses_many_from_its_list(cast: Cast, client: Client) -> None:
    article = published_article(cast)
    spam = [comment_on(article, text=f"Bán hàng {n}", email=f"{n}@thu.example") for n in range(2)]
    url = reverse("refuse_comments", args=[cast.agency.pk])
    client.force_login(cast.secretary.user)
    assert client.get(url).status_code == 404
    client.force_login(cast.standing.user)
    assert url in client.get(reverse("comments")).text
    assert "Bán hàng 1" in client.get(url).text

    given = {"comments": [str(each.pk) for each in spam], "verdict": "ADVERT", "words": ""}
    for wrong in ({"comments": []}, {"verdict": ""}, {"verdict": "OTHER"}, {"comments": ["99999999"]}):
        assert client.post(url, given | wrong).status_code == 200
    assert set(Comment.objects.values_list("state", flat=True)) == {CommentState.WAITING}
    assert client.post(url, given).status_code == 302
    assert set(Comment.objects.values_list("state", flat=True)) == {CommentState.REFUSED}
    assert client.get(url).status_code == 200


def test_one_comment_is_erased_from_its_page(cast: Cast, client: Client) -> None:
    comment = shown_comment(cast)
    url = reverse("erase_comment", args=[comment.pk])
    client.force_login(cast.standing.user)
    assert url in client.get(reverse("comment", args=[comment.pk])).text
    assert client.get(url).status_code == 200
    assert Comment.objects.get().text == TEXT

    client.post(url, {"because": "Đơn ngày 30/11", "version": str(comment.version)})

    assert Comment.objects.get().text == ""
    assert url not in client.get(reverse("comment", args=[comment.pk])).text
