"""Files built on the spot: small, valid ones of every kind taken. Nobody's papers."""

import io
from collections.abc import Callable, Sequence

import pillow_heif
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from PIL import Image
from pypdf import PdfWriter

GPS = {1: "N", 2: (19.0, 44.0, 12.0), 3: "E", 4: (105.0, 54.0, 30.0)}


def make_pdf(text: str = "Báo cáo", *, pages: int = 1) -> bytes:
    """A PDF of empty pages; `text` is its title, so that two texts are two contents."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": text})
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    """The bytes of a PDF."""
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def make_docx(paragraphs: Sequence[str] = ("Báo cáo",), *, author: str = "Nguyễn Thị Cúc") -> bytes:
    """A Word file."""
    document = Document()
    document.core_properties.author = author
    document.core_properties.last_modified_by = author
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def make_xlsx(text: str = "Chỉ tiêu") -> bytes:
    """An Excel file."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet().write(0, 0, text)
    return stream.getvalue()


def make_workbook(fill: Callable[[xlsxwriter.Workbook], object], **options: bool) -> bytes:
    """An Excel file as `fill` writes it."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, options) as book:
        fill(book)
    return stream.getvalue()


def make_jpeg(colour: str = "teal", *, size: tuple[int, int] = (64, 48), orientation: int = 1) -> bytes:
    """A photograph that tells where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "May-anh-cua-Cuc"
    exif.get_ifd(0x8825).update(GPS)
    stream = io.BytesIO()
    Image.new("RGB", size, colour).save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def make_png(colour: str = "teal", *, size: tuple[int, int] = (64, 48)) -> bytes:
    """A picture with transparency."""
    stream = io.BytesIO()
    Image.new("RGBA", size, colour).save(stream, "PNG")
    return stream.getvalue()


def make_heic(colour: str = "teal", *, size: tuple[int, int] = (64, 48)) -> bytes:
    """A photograph as phones make them."""
    stream = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", size, colour)).save(stream, quality=60)
    return stream.getvalue()


def upload(data: bytes, name: str = "bao-cao.pdf") -> SimpleUploadedFile:
    """As a browser sends it; the type it claims is of no account."""
    return SimpleUploadedFile(name, data, content_type="text/plain")
