"""Hostile, broken and huge files, built here; each is refused for its own reason and nothing of it stays.

Every refusal stands beside the same file without the fault, which is taken: so none is refused for another reason.
"""

import io
import shutil
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
from docx import Document
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.actions import JavaScript
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject
from xlsxwriter import Workbook

from tests.factories.files import (
    make_docx,
    make_heic,
    make_jpeg,
    make_pdf,
    make_png,
    make_workbook,
    make_xlsx,
    upload,
    written,
)
from tests.factories.packages import packed_unknown
from thidua.documents import storage
from thidua.documents.errors import SecretPaperError, UploadRefusedError, refusal
from thidua.documents.inspection import gate, limits
from thidua.documents.inspection.gate import inspect
from thidua.documents.inspection.secrecy import marking_in
from thidua.documents.inspection.verdicts import DOCX, HEIC, JPEG, PDF, PNG, XLSX, Verdict
from thidua.documents.services.files import received

Look = Callable[[bytes], Verdict]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the served copies go."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def look(tmp_path: Path, out: Path) -> Look:
    """Look into these bytes as the application does, in a process of its own."""

    def looked(data: bytes) -> Verdict:
        file = tmp_path / "original"
        file.write_bytes(data)
        return inspect(file, out)

    return looked


def repacked(
    data: bytes, *, add: dict[str, bytes] | None = None, change: Callable[[str, bytes], bytes] | None = None
) -> bytes:
    """A Word or Excel file with parts added or changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(name, content) if change else content)
        for name, content in (add or {}).items():
            target.writestr(name, content)
    return stream.getvalue()


def with_types(data: bytes, old: bytes, new: bytes) -> bytes:
    """The same package with another declared type."""
    return repacked(data, change=lambda name, part: part.replace(old, new) if name == "[Content_Types].xml" else part)


def with_relation(data: bytes, kind: str, target: str) -> bytes:
    """The same Word file with one more relation to something outside it."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    extra = f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return repacked(
        data,
        change=lambda name, part: (
            part.replace(b"</Relationships>", extra.encode()) if name == "word/_rels/document.xml.rels" else part
        ),
    )


def pdf_with(change: Callable[[PdfWriter], None]) -> bytes:
    """A PDF of one page, changed."""
    writer = PdfWriter(clone_from=io.BytesIO(make_pdf()))
    change(writer)
    return written(writer)


def with_action(action: str) -> Callable[[PdfWriter], None]:
    """Something the PDF does when it is opened."""

    def change(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject("/S"): NameObject(action), NameObject("/F"): TextStringObject("calc.exe")}
        )

    return change


def huge_png(width: int, height: int) -> bytes:
    """A few bytes that claim to be a huge picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bomb(size: int) -> bytes:
    """A Word file that unpacks to `size` bytes of nothing."""
    return repacked(make_docx(), add={"word/media/nothing.bin": b"\x00" * size})


def liar() -> bytes:
    """A Word file whose head says that a huge part is small."""
    data = bytearray(bomb(limits.PACKAGE_SIZE + 1))
    real = struct.pack("<I", limits.PACKAGE_SIZE + 1)
    while (at := data.find(real)) >= 0:
        data[at : at + 4] = struct.pack("<I", 1000)
    return bytes(data)


def many_parts() -> bytes:
    """A Word file of more parts than any has."""
    return repacked(make_docx(), add={f"word/{number}.txt": b"" for number in range(limits.PACKAGE_PARTS)})


def image_with_zip() -> bytes:
    """A photograph that is an archive too."""
    return make_jpeg() + make_docx()


@pytest.mark.parametrize(
    ("data", "media_type", "served", "small"),
    [
        (make_pdf(), PDF, "served.pdf", ""),
        (make_docx(), DOCX, "served.docx", ""),
        (make_xlsx(), XLSX, "served.xlsx", ""),
        (make_jpeg(), JPEG, "served.jpg", "small.jpg"),
        (make_png(), PNG, "served.png", "small.jpg"),
        (make_heic(), HEIC, "served.jpg", "small.jpg"),
    ],
    ids=["pdf", "docx", "xlsx", "jpeg", "png", "heic"],
)
def test_what_is_taken(look: Look, out: Path, data: bytes, media_type: str, served: str, small: str) -> None:
    verdict = look(data)

    assert (verdict.refused, verdict.media_type) == ("", media_type)
    assert (verdict.served_name, verdict.small_name) == (served, small)
    assert {each.name for each in out.iterdir()} == {name for name in (served, small) if name}


REFUSED: list[tuple[str, bytes | Callable[[], bytes], str]] = [
    ("nothing", b"", "empty"),
    ("text", "Báo cáo".encode(), "unknown_kind"),
    ("program", b"MZ\x90\x00" + b"\x00" * 200, "unknown_kind"),
    ("rar", b"Rar!\x1a\x07\x01\x00" + b"\x00" * 200, "unknown_kind"),
    ("video", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 200, "unknown_kind"),
    ("gif", b"GIF89a" + b"\x00" * 200, "unknown_kind"),
    ("web page", b"\xef\xbb\xbf  <!DOCTYPE html><html></html>", "markup"),
    ("svg", b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "markup"),
    ("svg in utf-16", "<svg onload='alert(1)'/>".encode("utf-16"), "markup"),
    ("old word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000, "old_office"),
    (
        "word with a password",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    (
        "plain zip",
        repacked(make_docx(), change=lambda name, part: b"<Types/>" if "Types" in name else part),
        "unknown_kind",
    ),
    (
        "macro declared",
        with_types(make_docx(), b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"),
        "macro",
    ),
    ("macro hidden", repacked(make_docx(), add={"word/vbaProject.bin": b"x"}), "macro"),
    ("excel 4 macro", repacked(make_xlsx(), add={"xl/macrosheets/sheet1.xml": b"<x/>"}), "macro"),
    ("control", repacked(make_docx(), add={"word/activeX/activeX1.xml": b"<x/>"}), "active_package"),
    ("object inside", repacked(make_docx(), add={"word/embeddings/oleObject1.bin": b"x"}), "embedded"),
    (
        "macro inside a table inside",
        repacked(make_docx(), add={"word/embeddings/t.xlsx": repacked(make_xlsx(), add={"xl/vbaProject.bin": b"x"})}),
        "macro",
    ),
    (
        "entities",
        repacked(make_docx(), add={"word/more.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}),
        "active_package",
    ),
    (
        "entities in the text",
        repacked(
            make_docx(),
            change=lambda name, part: b"<!DOCTYPE x [<!ENTITY a 'b'>]>" + part if name == "word/document.xml" else part,
        ),
        "active_package",
    ),
    ("template from afar", with_relation(make_docx(), "attachedTemplate", "https://vi-du.vn/x.dotm"), "remote"),
    ("template from a neighbour", with_relation(make_docx(), "attachedTemplate", "\\\\may-chu\\x.dotm"), "remote"),
    ("object from afar", with_relation(make_docx(), "oleObject", "mhtml:https://vi-du.vn/x"), "remote"),
    (
        "command field",
        repacked(
            make_docx(),
            change=lambda name, part: part.replace(
                b"<w:body>",
                b'<w:body><w:p><w:r><w:instrText xml:space="preserve"> DDEAUTO cmd </w:instrText></w:r></w:p>',
            ),
        ),
        "active_package",
    ),
    ("path out of the package", repacked(make_docx(), add={"../../evil.txt": b"x"}), "broken"),
    ("packed in an unknown way", packed_unknown(make_docx()), "broken"),
    ("part twice", repacked(make_docx(), add={"WORD/document.xml": b"<x/>"}), "broken"),
    ("bomb by ratio", lambda: bomb(50 * limits.MEGABYTE), "bomb"),
    ("bomb by size", lambda: bomb(limits.PACKAGE_SIZE + 1), "bomb"),
    ("bomb that lies about its size", liar, "broken"),
    ("many parts", many_parts, "bomb"),
    ("word after a picture", image_with_zip(), "polyglot"),
    ("word behind a web page", make_docx() + b"<html>", "polyglot"),
    ("word cut short", make_docx()[:-200], "broken"),
    ("picture with a page behind", make_jpeg() + b"<script>alert(1)</script>", "polyglot"),
    ("picture with a pdf behind", make_jpeg() + make_pdf(), "polyglot"),
    ("png with a pdf behind", make_png() + make_pdf(), "polyglot"),
    ("picture cut short", make_jpeg(size=(640, 480))[:-300], "broken"),
    ("png cut short", make_png(size=(640, 480))[:-40], "broken"),
    ("heic cut short", make_heic(size=(640, 480))[:-100], "broken"),
    ("picture too wide", huge_png(60_000, 10), "too_many_pixels"),
    ("picture too large", huge_png(10_000, 10_000), "too_many_pixels"),
    ("pdf that runs a script", pdf_with(lambda pdf: pdf.add_open_action(JavaScript("app.alert(1)"))), "active_pdf"),
    ("pdf that starts a program", pdf_with(with_action("/Launch")), "active_pdf"),
    ("pdf that sends a form", pdf_with(with_action("/SubmitForm")), "active_pdf"),
    ("pdf with a file inside", pdf_with(lambda pdf: pdf.add_attachment("a.exe", b"MZ")), "embedded"),
    ("pdf with a password", pdf_with(lambda pdf: pdf.encrypt("mở", algorithm="RC4-128")), "encrypted"),
    ("pdf of too many pages", lambda: make_pdf(pages=limits.PAGES + 1), "too_many_pages"),
    ("pdf cut short", make_pdf()[:-60], "broken"),
    ("pdf of nothing", b"%PDF-1.7\nstartxref\n0\n%%EOF", "broken"),
    ("pdf with a page behind", make_pdf() + b"<html><script>alert(1)</script>", "polyglot"),
    ("pdf with an archive behind", make_pdf() + make_docx(), "polyglot"),
    ("pdf behind a web page", b"<html>" + make_pdf(), "markup"),
]


@pytest.mark.parametrize(("data", "code"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_what_is_refused(look: Look, out: Path, data: bytes | Callable[[], bytes], code: str) -> None:
    """What is costly to make is made here, not whenever tests are gathered."""
    verdict = look(data if isinstance(data, bytes) else data())

    assert verdict.refused == code
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("code", sorted({each[2] for each in REFUSED} | {"too_large", "too_heavy", "secret"}))
def test_every_refusal_names_the_file_and_the_remedy(code: str) -> None:
    data = {"size": 24_000_000, "pages": 600, "most": 500, "marking": "MẬT"}
    sentence = refusal(code, "bao-cao.docx", **data).message

    assert "“bao-cao.docx”" in sentence
    assert "{" not in sentence
    assert sentence.count(".") >= 2


def test_place_camera_and_turn_of_a_photograph(look: Look, out: Path, tmp_path: Path) -> None:
    original = make_jpeg(size=(64, 48), orientation=6)
    assert b"Exif" in original
    verdict = look(original)

    for name in (verdict.served_name, verdict.small_name):
        with Image.open(out / name) as picture:
            assert picture.size == (48, 64)
            assert dict(picture.getexif()) == {}
            assert "xmp" not in picture.info
    assert (verdict.width, verdict.height) == (48, 64)
    assert (tmp_path / "original").read_bytes() == original


def test_a_large_picture_is_served_smaller(look: Look, out: Path) -> None:
    verdict = look(make_jpeg(size=(4000, 1000)))

    assert (verdict.width, verdict.height) == (2560, 640)
    with Image.open(out / verdict.small_name) as small:
        assert small.size == (960, 240)


def test_authors_and_places_are_taken_out_of_word(look: Look, out: Path) -> None:
    document = Document()
    document.core_properties.author = "Nguyễn Thị Cúc"
    document.core_properties.title = "Báo cáo quý I"
    document.add_picture(io.BytesIO(make_jpeg()))
    stream = io.BytesIO()
    document.save(stream)
    assert look(stream.getvalue()).refused == ""

    served = Document(str(out / "served.docx"))
    assert (served.core_properties.author, served.core_properties.title) == ("", "Báo cáo quý I")
    with zipfile.ZipFile(out / "served.docx") as parts:
        (picture,) = [name for name in parts.namelist() if name.startswith("word/media/")]
        assert b"Exif" not in parts.read(picture)
        with Image.open(io.BytesIO(parts.read(picture))) as shown:
            assert shown.getpixel((5, 5)) == Image.open(io.BytesIO(make_jpeg())).getpixel((5, 5))


def test_a_signed_word_file_is_served_as_it_is(look: Look, out: Path) -> None:
    signed = repacked(make_docx(), add={"_xmlsignatures/sig1.xml": b"<Signature/>"})
    assert look(signed).refused == ""

    assert (out / "served.docx").read_bytes() == signed


def pdf_with_photograph() -> PdfWriter:
    """A PDF whose page shows a photograph that tells where it was taken."""
    stream = io.BytesIO()
    with Image.open(io.BytesIO(make_jpeg())) as photograph:
        photograph.save(stream, "PDF")
    writer = PdfWriter(clone_from=stream)
    for thing in writer._objects:
        if isinstance(thing, StreamObject) and thing.get("/Subtype") == "/Image":
            thing._data = make_jpeg()
    return writer


def test_places_are_blanked_in_a_pdf_and_nothing_moves(look: Look, out: Path) -> None:
    data = written(pdf_with_photograph())
    assert b"Exif" in data
    assert b"May-anh-cua-Cuc" in data
    assert look(data).refused == ""

    served = (out / "served.pdf").read_bytes()
    assert len(served) == len(data)
    assert b"May-anh-cua-Cuc" not in served
    assert PdfReader(io.BytesIO(served)).pages[0].images[0].image.size == (64, 48)


def test_a_signed_pdf_is_served_as_it_is(look: Look, out: Path) -> None:
    writer = pdf_with_photograph()
    signature = DictionaryObject({NameObject("/Type"): NameObject("/Sig"), NameObject("/ByteRange"): ArrayObject()})
    writer.root_object[NameObject("/Perms")] = writer._add_object(signature)
    data = written(writer)
    assert look(data).refused == ""

    assert (out / "served.pdf").read_bytes() == data


def test_a_table_behind_a_chart_is_no_stowaway(look: Look) -> None:
    assert look(repacked(make_docx(), add={"word/embeddings/chart.xlsx": make_xlsx()})).refused == ""


def test_a_template_on_the_writers_own_disk_is_no_danger(look: Look) -> None:
    assert look(with_relation(make_docx(), "attachedTemplate", "file:///C:/Users/cuc/Mau.dotm")).refused == ""
    assert look(with_relation(make_docx(), "hyperlink", "https://vi-du.vn")).refused == ""


@pytest.mark.parametrize(
    ("lines", "marking"),
    [
        (["BỘ MINH HỌA", "MẬT", "Số: 05/BC-VP"], "MẬT"),
        (["TỐI MẬT"], "TỐI MẬT"),
        (["  [ TUYỆT  MẬT ] "], "TUYỆT MẬT"),
        (["M Ậ T"], "MẬT"),
        (["TỐI MẬT Số: 05/BC-VP"], "TỐI MẬT"),
        (["Độ mật: Tối mật"], "TỐI MẬT"),
        ([unicodedata.normalize("NFD", "MẬT")], "MẬT"),
        (["TèI MËT"], "TỐI MẬT"),
        (["TUYEÄT MAÄT"], "TUYỆT MẬT"),
        (["BÍ MẬT"], ""),
        (["Bí mật nhà nước"], ""),
        (["MẬT KHẨU"], ""),
        (["MẬT ĐỘ DÂN SỐ"], ""),
        (["MẬT ONG"], ""),
        (["Mật"], ""),
        (["GIẢI MẬT"], ""),
        (["Danh mục tài liệu độ Tối mật"], ""),
        (["QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC"], ""),
        (["Hội nghị bảo mật thông tin"], ""),
        ([], ""),
    ],
)
def test_a_marking_stands_by_itself(lines: list[str], marking: str) -> None:
    assert marking_in(lines) == marking


def test_a_word_file_marked_secret_is_refused_and_one_about_secrets_is_not(look: Look) -> None:
    assert look(make_docx(["BỘ MINH HỌA", "Tập huấn bảo vệ bí mật nhà nước"])).refused == ""

    verdict = look(make_docx(["BỘ MINH HỌA", "TỐI MẬT", "BÁO CÁO"]))
    assert (verdict.refused, verdict.data) == ("secret", {"marking": "TỐI MẬT"})


def test_a_stamp_in_a_text_box_or_header_is_seen(look: Look) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent>"
    boxed = repacked(
        make_docx(["Báo cáo"]),
        change=lambda name, part: (
            part.replace(b"<w:body>", f"<w:body><w:p><w:r>{box}</w:r></w:p>".encode())
            if name == "word/document.xml"
            else part
        ),
    )
    document = Document()
    document.sections[0].header.paragraphs[0].text = "MẬT"
    stream = io.BytesIO()
    document.save(stream)

    assert look(boxed).data == {"marking": "MẬT"}
    assert look(stream.getvalue()).data == {"marking": "MẬT"}


def test_only_the_first_page_bears_a_stamp(look: Look) -> None:
    document = Document()
    document.add_paragraph("Phụ lục: mẫu dấu")
    document.add_page_break()
    document.add_paragraph("TỐI MẬT")
    stream = io.BytesIO()
    document.save(stream)

    assert look(stream.getvalue()).refused == ""


def test_a_pdf_marked_secret_is_refused(look: Look) -> None:
    def page(text: str) -> bytes:
        source = (
            f'#set page(width: 210mm, height: 297mm)\n#set text(font: "DejaVu Sans")\nBỘ MINH HỌA\n\n{text}\n\nSố: 12'
        )
        return typst.compile(source.encode(), format="pdf")

    assert look(page("Bí mật kinh doanh")).refused == ""
    assert look(page("TỐI MẬT")).data == {"marking": "TỐI MẬT"}


def marked_after(book: Workbook, row: int, text: str) -> None:
    """A table of so many rows with a text under it."""
    sheet = book.add_worksheet("Bảng")
    for number in range(row):
        sheet.write(number, 0, f"Chỉ tiêu {number}")
    sheet.write(row, 3, text)


STAMPED_WORKBOOKS: dict[str, Callable[[Workbook], object]] = {
    "in a cell": lambda book: marked_after(book, 2, "MẬT"),
    "on a line of a cell": lambda book: marked_after(book, 2, "BỘ MINH HỌA\nMẬT\nSố: 05"),
    "on the second sheet": lambda book: (book.add_worksheet().write(0, 0, "Bìa"), marked_after(book, 0, "MẬT")),
    "as the result of a formula": lambda book: book.add_worksheet().write_formula(0, 0, '="M"&"ẬT"', None, "MẬT"),
    "in letters of two looks": lambda book: book.add_worksheet().write_rich_string(
        0, 0, "M", book.add_format({"bold": True}), "ẬT"
    ),
    "in the print header": lambda book: book.add_worksheet().set_header('&LBỘ&C&"Times New Roman,Bold"&14&KFF0000MẬT'),
    "in a text box": lambda book: book.add_worksheet().insert_textbox(1, 1, "MẬT"),
}


@pytest.mark.parametrize("is_streamed", [False, True], ids=["shared strings", "strings in their cells"])
@pytest.mark.parametrize("place", STAMPED_WORKBOOKS)
def test_an_excel_file_marked_secret_is_refused(look: Look, place: str, is_streamed: bool) -> None:
    verdict = look(make_workbook(STAMPED_WORKBOOKS[place], constant_memory=is_streamed))

    assert (verdict.refused, verdict.data) == ("secret", {"marking": "MẬT"})


@pytest.mark.parametrize(
    "fill",
    [
        lambda book: marked_after(book, 2, "Bảo vệ bí mật nhà nước"),
        lambda book: marked_after(book, 60, "MẬT"),
        lambda book: book.add_worksheet().set_header("&CBí mật kinh doanh"),
    ],
    ids=["about secrets", "far below", "about secrets in the header"],
)
def test_an_excel_file_about_secrets_is_taken(look: Look, fill: Callable[[Workbook], object]) -> None:
    assert look(make_workbook(fill)).refused == ""


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, out: Path) -> None:
    file = tmp_path / "original"
    file.write_bytes(make_pdf())

    assert inspect(file, out).refused == ""
    assert inspect(file, out, seconds=0.01).refused == "too_heavy"


def test_a_file_that_takes_too_much_memory_is_given_up(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for the parsers asks for more than the process may have; gate and bounds are the real ones."""
    source = tmp_path / "src"
    shutil.copytree(Path(gate._SOURCE) / "thidua" / "documents" / "inspection", source / "thidua/documents/inspection")
    for folder in ("thidua", "thidua/documents"):
        (source / folder / "__init__.py").touch()
    monkeypatch.setattr(gate, "_SOURCE", str(source))
    file = tmp_path / "original"
    file.write_bytes(make_pdf())
    assert inspect(file, out).refused == ""

    greedy = "def look_into(path, folder):\n    return bytearray(2_000_000_000)\n"
    (source / "thidua/documents/inspection/dispatch.py").write_text(greedy)
    assert inspect(file, out).refused == "too_heavy"


def test_the_process_knows_no_secrets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, out: Path) -> None:
    source = tmp_path / "src" / "thidua" / "documents" / "inspection"
    source.mkdir(parents=True)
    (source / "child.py").write_text(
        "import json, os, sys\nprint(json.dumps({'refused': 'seen', 'data': dict(os.environ)}))\n"
    )
    monkeypatch.setattr(gate, "_SOURCE", str(tmp_path / "src"))
    monkeypatch.setenv("SECRET_KEY", "khóa")
    monkeypatch.setenv("DATABASE_URL", "postgresql://…")
    file = tmp_path / "original"
    file.write_bytes(b"x")

    seen = inspect(file, out).data
    assert not {"SECRET_KEY", "DATABASE_URL"} & seen.keys()


def test_of_a_refused_file_nothing_stays(settings) -> None:
    with pytest.raises(UploadRefusedError), received(upload(image_with_zip(), "a.jpg")):
        pytest.fail("A refused file was handed out.")

    assert [each.name for each in settings.MEDIA_ROOT.rglob("*")] == ["staging"]


def test_a_file_too_large_is_refused_whatever_the_browser_says_of_its_size(settings) -> None:
    large = upload(b"%PDF-" + b"0" * limits.FILE_SIZE, "lon.pdf")
    with pytest.raises(UploadRefusedError) as refused, received(large):
        pytest.fail("A refused file was handed out.")
    assert refused.value.code == "too_large"

    large = upload(b"%PDF-" + b"0" * limits.FILE_SIZE, "lon.pdf")
    large.size = 100
    with pytest.raises(UploadRefusedError) as refused, received(large):
        pytest.fail("A refused file was handed out.")
    assert refused.value.code == "too_large"
    assert [each.name for each in settings.MEDIA_ROOT.rglob("*")] == ["staging"]


def test_a_secret_paper_has_an_error_of_its_own() -> None:
    with pytest.raises(SecretPaperError, match="MẬT"), received(upload(make_docx(["MẬT"]), "cong-van.docx")):
        pytest.fail("A refused file was handed out.")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\cuc\\Báo cáo.docx", "Báo cáo.docx"),
        ("bao\u202ecod.exe.pdf", "baocod.exe.pdf"),
        ("a\nb\x00.pdf", "ab.pdf"),
        ("", "tep"),
        (None, "tep"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        (unicodedata.normalize("NFD", "Kế hoạch.pdf"), "Kế hoạch.pdf"),
    ],
)
def test_names_are_made_harmless(given: str | None, kept: str) -> None:
    assert storage.clean_name(given) == kept
