"""Papers: read from a source, drawn as a template, filled with facts; unknown prints as unknown, faults are named."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from tests.factories.files import make_docx
from thidua.documents.papers.blank import DOTS, ROWS, dotted, draw_blank
from thidua.documents.papers.decree30 import draw_template
from thidua.documents.papers.filling import UNKNOWN, TemplateFaultError, fill_template, unknown_fields
from thidua.documents.papers.letters import convert_letters, office_program
from thidua.documents.papers.source import SourceError, parse_source

HEAD = """---
kind: plan
type: KH
name: KẾ HOẠCH
about: Hoạt động thi đua của {{ bloc }}
signs: KHỐI TRƯỞNG
copies: [Các đơn vị thành viên, "Lưu: VT"]
---
"""
BODY = """# I. CHỦ ĐỀ
Chủ đề: “{{ theme }}”.
%for task in tasks
- {{ task.title }}
%end
%if tasks
Có nhiệm vụ.
%else
Chưa có nhiệm vụ.
%end
|members| TT=8: {{ loop.index }} | Đơn vị=62: {{ row.name }} | Vai trò=30: {{ row.role }}
"""
FACTS = {
    "head": {
        "superior": "BỘ MINH HỌA",
        "issuer": "KHỐI THI ĐUA SỐ I",
        "number": "05/KH-BMH",
        "place_and_date": "Hà Nội, ngày 10 tháng 01 năm 2026",
    },
    "foot": {"signer": "Trần Quốc Hùng", "also_signer": None},
    "bloc": "Khối Thi đua số I",
    "theme": None,
    "tasks": [{"title": "Dọn bãi biển <b> & trồng cây"}],
    "members": [{"name": "Văn phòng Bộ", "role": "Khối trưởng"}, {"name": "Thanh tra Bộ", "role": "Thành viên"}],
}


def words_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_a_paper_opens_in_a_real_reader_with_its_facts() -> None:
    words = words_of(fill_template(draw_template(parse_source(HEAD + BODY)), FACTS))

    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "Số: 05/KH-BMH" in words
    assert "- Dọn bãi biển <b> & trồng cây" in words
    assert "Có nhiệm vụ." in words
    assert "Chưa có nhiệm vụ." not in words
    assert "{" not in words
    assert words.index("Văn phòng Bộ") < words.index("Thanh tra Bộ")


def test_a_blank_form_asks_for_what_a_record_would_tell() -> None:
    """What is said where there is no record, and what only the system knows, is not asked of anybody."""
    kept = "%if paper.hash\nMã băm: {{ paper.hash }}.\n%end\n"
    none = "%if not tasks\nKhông có gì.\n%end\nHết{% if x %} – {{ x }}{% endif %}.\n"
    content = draw_blank(parse_source(HEAD + BODY + kept + none))

    words = words_of(content)
    assert f"Hoạt động thi đua của {DOTS}" in words
    assert f"Chủ đề: “{DOTS}”." in words
    assert words.count(f"- {DOTS}") == 1
    assert "Có nhiệm vụ." in words
    assert f"Hết – {DOTS}." in words
    assert [each for each in ("Chưa có nhiệm vụ.", "Không có gì.", "Mã băm", "{", UNKNOWN) if each in words] == []
    members = next(table for table in Document(io.BytesIO(content)).tables if table.rows[0].cells[0].text == "TT")
    rows = [[cell.text for cell in row.cells] for row in members.rows]
    assert rows == [["TT", "Đơn vị", "Vai trò"], *([str(number), "", ""] for number in range(1, ROWS + 1))]


def test_of_what_depends_a_blank_form_says_what_is_said_where_there_is_something() -> None:
    assert dotted("{% if programme %}4{% else %}3{% endif %}. Phân công") == "4. Phân công"


def test_what_nobody_knows_prints_as_unknown() -> None:
    words = words_of(fill_template(draw_template(parse_source(HEAD + BODY)), FACTS))

    assert f"Chủ đề: “{UNKNOWN}”." in words


def test_equal_facts_make_equal_files() -> None:
    template = draw_template(parse_source(HEAD + BODY))

    assert fill_template(template, FACTS) == fill_template(template, FACTS)


def test_a_paper_tells_no_time_at_which_it_was_made() -> None:
    paper = fill_template(draw_template(parse_source(HEAD + BODY)), FACTS, is_illustrative=True)

    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        assert {file.date_time for file in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        first = archive.infolist()[0].header_offset
    assert paper[first + 10 : first + 14] == b"\x00\x00\x21\x00", "nor in the head of the file itself"


def test_a_foot_that_an_agency_wrote_is_filled_and_then_marked() -> None:
    """And one that is not there is made: each page says that the body is invented."""
    template = Document(io.BytesIO(draw_template(parse_source(HEAD + BODY))))
    template.sections[0].footer.paragraphs[0].text = "{{ bloc }}. "
    stream = io.BytesIO()
    template.save(stream)

    def feet(*, is_illustrative: bool) -> list[str]:
        paper = fill_template(stream.getvalue(), FACTS, is_illustrative=is_illustrative)
        (section,) = Document(io.BytesIO(paper)).sections
        return ["".join(line.text for line in foot.paragraphs) for foot in (section.footer, section.first_page_footer)]

    assert feet(is_illustrative=True) == ["Khối Thi đua số I. Số liệu minh hoạ", "Số liệu minh hoạ"]
    assert feet(is_illustrative=False) == ["Khối Thi đua số I. ", ""]


def test_the_page_is_as_decree_30_says() -> None:
    section = Document(io.BytesIO(draw_template(parse_source(HEAD + BODY)))).sections[0]

    assert [round(length.mm) for length in (section.page_width, section.page_height)] == [210, 297]
    assert [round(length.mm) for length in (section.top_margin, section.bottom_margin)] == [20, 20]
    assert [round(length.mm) for length in (section.left_margin, section.right_margin)] == [30, 20]
    assert section.different_first_page_header_footer, "no page number on the first page"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("%for task in tasks\n- x\n", "not closed"),
        ("%end\n", "Line 9"),
        ("\n%while x\n", "Line 10"),
        ("|members| TT: x\n", "Line 9"),
    ],
)
def test_a_source_that_cannot_be_read_names_its_line(body: str, says: str) -> None:
    with pytest.raises(SourceError, match=says):
        parse_source(HEAD + body)


def test_fields_nobody_knows_are_named() -> None:
    template = draw_template(parse_source(HEAD + "{{ so_diem }} và {{ xep_hang }}"))

    assert unknown_fields(template, FACTS) == ["so_diem", "xep_hang"]
    with pytest.raises(TemplateFaultError, match="so_diem"):
        fill_template(template, FACTS)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ tasks.__class__ }}",
        "{{ tasks.append(1) }}",
        "{{ bloc.format.__globals__ }}",
    ],
)
def test_an_agencys_template_cannot_reach_the_machine(attack: str) -> None:
    template = draw_template(parse_source(HEAD + attack))

    with pytest.raises(TemplateFaultError):
        fill_template(template, FACTS)


def test_a_template_with_a_broken_tag_is_refused_in_words() -> None:
    template = draw_template(parse_source(HEAD + "{{ bloc | }}"))

    with pytest.raises(TemplateFaultError, match="viết sai"):
        fill_template(template, FACTS)


def test_the_file_is_a_plain_package_without_macros() -> None:
    with zipfile.ZipFile(io.BytesIO(draw_template(parse_source(HEAD + BODY)))) as package:
        assert not [name for name in package.namelist() if "vba" in name.lower()]


def test_one_process_of_libreoffice_turns_all_letters_into_pdf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each start costs seconds: a program that stands before LibreOffice notes how often it is called."""
    office, calls = office_program(), tmp_path / "calls"
    assert office is not None
    before = tmp_path / "before" / "soffice"
    before.parent.mkdir()
    before.write_text(f'#!/bin/sh\necho called >> "{calls}"\nexec "{office}" "$@"\n')
    before.chmod(0o700)
    monkeypatch.setenv("PATH", f"{before.parent}{os.pathsep}{os.environ['PATH']}")
    papers = [tmp_path / f"{name}.docx" for name in ("ke-hoach", "giay-moi", "bien-ban")]
    for paper in papers:
        paper.write_bytes(make_docx([paper.stem]))

    made = convert_letters(papers, tmp_path)

    assert made == [paper.with_suffix(".pdf") for paper in papers]
    assert [PdfReader(pdf).pages[0].extract_text().strip() for pdf in made] == [paper.stem for paper in papers]
    assert calls.read_text().splitlines() == ["called"]
