"""An agency brings its own Word template: what passes the gate is used, what does not is refused and said so."""

import io
import zipfile

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.cast import Cast
from tests.factories.cycles import make_cycle
from tests.factories.files import make_docx, make_pdf, upload
from tests.pages import words_of
from thidua.common.models import Job, JobState
from thidua.documents.models import PaperTemplate
from thidua.documents.papers.filling import TemplateFaultError, fill_template, unknown_fields
from thidua.yearbook.facts.opening import plan_opening
from thidua.yearbook.kinds import every_kind, own_template
from thidua.yearbook.views.packs import _progress

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """The same package with one more part."""
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr(name, data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def plain_zip() -> bytes:
    """A ZIP that is no Word document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("ghi-chu.txt", "không phải văn bản")
    return stream.getvalue()


def bring(client: Client, cast: Cast, content: bytes, name: str = "mau.docx") -> HttpResponse:
    """Send a template for the plan."""
    address = reverse("replace_template", args=[cast.agency.pk, "plan"])
    return client.post(address, {"name": "Mẫu của cơ quan", "file": upload(content, name)}, follow=True)


def test_our_own_template_comes_back_as_the_agencys(cast: Cast, sign_in) -> None:
    client = sign_in(cast.standing.user)

    page = bring(client, cast, own_template("plan"))

    assert "Từ nay văn bản này dùng mẫu của cơ quan." in words_of(page)
    (kept,) = PaperTemplate.objects.all()
    assert (kept.kind, bytes(kept.content)) == ("plan", own_template("plan"))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"x" * 2000, "mau.docx"),
        (make_pdf(), "mau.docx"),
        (make_pdf(), "mau.pdf"),
        (plain_zip(), "mau.docx"),
        (with_part(make_docx(), "word/vbaProject.bin", b"x"), "mau.docx"),
        (with_part(make_docx(), "word/media/bom.bin", b"\0" * 120_000_000), "mau.docx"),
        (make_docx(["{{ khong_co_truong_nay }}"]), "mau.docx"),
        (make_docx(["{% for x in %}"]), "mau.docx"),
    ],
    ids=["junk", "pdf under another name", "pdf", "zip", "macro", "bomb", "unknown field", "broken tag"],
)
def test_what_is_no_template_is_refused_in_words(cast: Cast, sign_in, content: bytes, name: str) -> None:
    page = bring(sign_in(cast.standing.user), cast, content, name)

    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert not PaperTemplate.objects.exists()


@pytest.mark.parametrize("content", [b"x" * 2000, plain_zip(), make_pdf()])
def test_bytes_that_are_no_word_document_are_a_fault_of_the_template(content: bytes) -> None:
    for read in (unknown_fields, fill_template):
        with pytest.raises(TemplateFaultError, match=r"\.docx nguyên vẹn"):
            read(content, {})


def test_the_preview_of_the_next_year_says_that_templates_go_on(cast: Cast, sign_in) -> None:
    cycle = make_cycle(cast)
    assert "Mẫu văn bản" not in {line.title for line in plan_opening(cycle).lines}

    bring(sign_in(cast.standing.user), cast, own_template("plan"))

    (line,) = [each for each in plan_opening(cycle).lines if each.title == "Mẫu văn bản"]
    assert line.items == (every_kind()["plan"].name,)


def test_what_a_pack_says_while_it_is_built_is_said_in_the_readers_language() -> None:
    job = Job(state=JobState.RUNNING, says="Soạn các văn bản", done=1, total=10)
    with override("en"):
        assert _progress(job)["label"] == "Writing the papers"
    with override("vi"):
        assert _progress(job)["label"] == "Soạn các văn bản"
