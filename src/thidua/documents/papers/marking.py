"""Marks a paper of an invented body in the foot of its pages, so that no print of a demo passes for a real one."""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

WORDS = "Số liệu minh hoạ"


def mark_illustrative(document: Document) -> None:
    """Put the words in the foot of every page."""
    for section in document.sections:
        for foot in (section.footer, section.first_page_footer):
            foot.is_linked_to_previous = False
            line = foot.paragraphs[0] if foot.paragraphs else foot.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = line.add_run(WORDS)
            run.italic = True
            run.font.size = Pt(11)
