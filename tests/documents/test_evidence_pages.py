"""Pages of evidence: what each shows, and how a form ends."""

from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.factories.files import make_docx, make_jpeg, make_pdf, upload
from thidua.common import clock
from thidua.common.references import Reference
from thidua.documents.models import Evidence, EvidenceLink
from thidua.documents.queries import evidence_of
from thidua.documents.services import add_evidence, unlink_evidence


@pytest.fixture(autouse=True)
def _clock(at) -> None:
    at("2026-06-15 09:00")


@pytest.fixture
def add_url(parent: Reference) -> str:
    return reverse("evidence_add", args=[parent.kind, parent.id])


@pytest.fixture
def make(cast: Cast, parent: Reference) -> Callable[..., Evidence]:
    """A piece of evidence of the officer's unit."""

    def made(title: str = "Báo cáo quý I", data: bytes | None = None, name: str = "quy-1.pdf") -> Evidence:
        return add_evidence(
            actor=cast.officer.actor(),
            parent=parent,
            agency=cast.agency.pk,
            title=title,
            upload=upload(data or make_pdf(title), name),
            now=clock.now(),
        )

    return made


def test_a_file_is_added_by_its_form(cast: Cast, sign_in, add_url: str, parent: Reference) -> None:
    answer = sign_in(cast.officer.user).post(
        add_url,
        {
            "title": "Báo cáo quý I",
            "upload": upload(make_docx(), "bao-cao.docx"),
            "number": "12/BC-VP",
            "issued_on": "3/2026",
            "issuer": "Văn phòng Bộ",
        },
    )

    assert answer.status_code == 302
    assert answer.url == f"/khoi/{parent.id}/"
    evidence = Evidence.objects.get()
    assert (evidence.title, evidence.number, str(evidence.issued_on)) == ("Báo cáo quý I", "12/BC-VP", "tháng 3/2026")
    assert evidence_of([parent])[parent] == [evidence]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": "", "url": "https://vi-du.vn"}, "Anh/chị chưa nhập tên minh chứng."),
        ({"title": "Báo cáo"}, "Chọn một tệp, hoặc nhập một đường dẫn."),
        ({"title": "Báo cáo", "url": "https://vi-du.vn", "issued_on": "31/2/2026"}, "31"),
        ({"title": "Báo cáo", "url": "https://vi-du.vn", "issued_on": "01/07/2026"}, "còn ở phía trước"),
        ({"title": "Báo cáo", "url": "javascript:alert(1)"}, "Chép lại đường dẫn"),
    ],
)
def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(
    cast: Cast, sign_in, add_url: str, fields: dict[str, str], words: str
) -> None:
    answer = sign_in(cast.officer.user).post(add_url, fields)

    assert answer.status_code == 200
    assert words in answer.text
    assert Evidence.objects.count() == 0


def test_a_hostile_file_is_refused_on_the_form_in_words(cast: Cast, sign_in, add_url: str) -> None:
    hostile = upload(b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "bieu-do.png")
    answer = sign_in(cast.officer.user).post(add_url, {"title": "Biểu đồ", "upload": hostile})

    assert answer.status_code == 200
    assert "Tệp “bieu-do.png” là trang web hoặc hình vẽ có thể chạy mã. In thành PDF rồi gửi lại." in answer.text
    assert Evidence.objects.count() == 0


def test_a_paper_declared_secret_is_refused_before_it_is_written_down(
    cast: Cast, sign_in, add_url: str, settings
) -> None:
    answer = sign_in(cast.officer.user).post(
        add_url, {"title": "Công văn", "upload": upload(make_pdf()), "marked_secret": "on"}
    )

    assert answer.status_code == 200
    assert "không dùng cho bí mật nhà nước" in answer.text
    assert not settings.MEDIA_ROOT.exists()


def test_what_the_unit_has_is_found_without_accents_and_used_again(
    cast: Cast, sign_in, add_url: str, make, parent: Reference
) -> None:
    evidence = make("Biên bản trồng cây")
    unlink_evidence(actor=cast.officer.actor(), evidence=evidence, parent=parent)
    browser: Client = sign_in(cast.officer.user)

    assert "Biên bản trồng cây" in browser.get(add_url, {"q": "bien ban"}).text
    assert "Biên bản trồng cây" not in browser.get(add_url, {"q": "hội nghị"}).text

    answer = browser.post(reverse("evidence_use", args=[evidence.pk, parent.kind, parent.id]))
    assert answer.status_code == 302
    assert evidence_of([parent])[parent] == [evidence]


def test_the_page_of_a_piece_names_its_uses_and_hides_those_of_others(
    cast: Cast, sign_in, make, parent: Reference, other_parent: Reference
) -> None:
    evidence = make()
    EvidenceLink.objects.create(
        agency=cast.agency,
        evidence=evidence,
        parent_kind=other_parent.kind,
        parent_id=other_parent.id,
        linked_at=clock.now(),
    )
    page = sign_in(cast.reader.user).get(reverse("evidence", args=[evidence.pk])).text

    assert f'href="/khoi/{parent.id}/"' in page
    assert f'href="/khoi/{other_parent.id}/"' not in page
    assert "Còn 1 mục khác" in page
    assert "Chỉ đơn vị đưa minh chứng này lên mới sửa được." in page


def test_taking_away_asks_first_and_says_what_stays(cast: Cast, sign_in, make, parent: Reference) -> None:
    evidence = make()
    url = reverse("evidence_unlink", args=[evidence.pk, parent.kind, parent.id])
    browser: Client = sign_in(cast.officer.user)

    assert "Tệp gốc vẫn giữ trong kho" in browser.get(url).text
    assert evidence_of([parent])[parent] == [evidence]
    browser.post(url)
    assert evidence_of([parent])[parent] == []
    assert Evidence.objects.get().file is not None


def test_two_editors_and_the_second_sees_both_texts(cast: Cast, sign_in, make) -> None:
    evidence = make()
    url = reverse("evidence_correct", args=[evidence.pk])
    browser: Client = sign_in(cast.officer.user)
    first = {"title": "Báo cáo quý I (bản ký)", "number": "12/BC", "issued_on": "", "issuer": "", "version": "1"}
    assert browser.post(url, first).status_code == 302

    answer = browser.post(url, first | {"title": "Báo cáo quý một"})

    assert answer.status_code == 409
    assert "Báo cáo quý I (bản ký)" in answer.text
    assert "Báo cáo quý một" in answer.text
    assert Evidence.objects.get().title == "Báo cáo quý I (bản ký)"


def test_a_new_file_takes_the_place_of_the_old(cast: Cast, sign_in, make, parent: Reference) -> None:
    old = make()
    answer = sign_in(cast.officer.user).post(
        reverse("evidence_replace", args=[old.pk]), {"upload": upload(make_pdf("mới")), "version": "1"}
    )

    (new,) = evidence_of([parent])[parent]
    assert answer.url == reverse("evidence", args=[new.pk])
    page = sign_in(cast.officer.user).get(reverse("evidence", args=[old.pk])).text
    assert "Mở bản mới hơn" in page


def test_the_served_copy_cannot_run_and_cannot_be_guessed(cast: Cast, sign_in, make) -> None:
    evidence = make("Ảnh", make_jpeg(), "Ảnh buổi lễ.JPG")
    url = reverse("file", args=[evidence.file_id])

    answer = sign_in(cast.reader.user).get(url)
    content = b"".join(answer.streaming_content)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "%E1%BA%A2nh%20bu%E1%BB%95i%20l%E1%BB%85.jpg" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer.headers["Cache-Control"]
    assert b"Exif" not in content

    assert sign_in(cast.stranger.user).get(url).status_code == 404


def test_only_pictures_are_shown_within_a_page(cast: Cast, sign_in, make) -> None:
    paper = make()

    assert sign_in(cast.reader.user).get(reverse("file_picture", args=[paper.file_id])).status_code == 404


def test_a_missing_file_says_whom_to_ask(cast: Cast, sign_in, make, settings) -> None:
    evidence = make()
    (settings.MEDIA_ROOT / evidence.file.served_path).unlink()
    answer = sign_in(cast.reader.user).get(reverse("file", args=[evidence.file_id]))

    assert answer.status_code == 404
    assert "bản sao lưu" in answer.text


def test_the_store_takes_as_many_queries_for_three_as_for_one(cast: Cast, sign_in, make, count_queries) -> None:
    browser: Client = sign_in(cast.officer.user)
    make("một")
    browser.get(reverse("evidence_list"))  # the first visit after signing in is noted
    one = count_queries(lambda: browser.get(reverse("evidence_list")))
    make("hai")
    make("ba")

    assert count_queries(lambda: browser.get(reverse("evidence_list"))) == one


def test_a_list_on_the_page_of_a_parent_shows_files_links_and_why_not(cast: Cast, make, parent: Reference) -> None:
    make("Báo cáo quý I")
    add_evidence(
        actor=cast.officer.actor(),
        parent=parent,
        agency=cast.agency.pk,
        title="Bài báo",
        number="12",
        url="https://vi-du.vn/bai-bao",
        now=clock.now(),
    )
    context = Context({"bloc": parent.id, "actor": cast.reader.actor()})
    shown = Template('{% load documents %}{% evidence_list "test-bloc" bloc %}').render(context)

    for words in ("Báo cáo quý I", "PDF", "Bài báo", "Số 12", "Chỉ thư ký khối thêm được minh chứng."):
        assert words in shown
    context["actor"] = cast.secretary.actor()
    shown = Template('{% load documents %}{% evidence_list "test-bloc" bloc %}').render(context)
    assert reverse("evidence_add", args=[parent.kind, parent.id]) in shown
