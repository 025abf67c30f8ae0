"""The list of proposals as a workbook."""

import io
from collections.abc import Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from thidua.activities.facts.proposals import ProposalLine
from thidua.common.components.texts import short_date

FONT = "Times New Roman"
WIDTHS = (5, 46, 24, 30, 26, 26, 13, 22, 13, 46, 28)
HEAD = 3


def write_proposals(lines: Sequence[ProposalLine], title: str, subtitle: str) -> bytes:
    """An .xlsx file, A4 landscape, the head repeated on every page. What is not known stays empty."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(_("Kiến nghị"))
    text = {"font_name": FONT, "font_size": 11, "valign": "top", "border": 1, "text_wrap": True}
    head = book.add_format({**text, "bold": True, "valign": "vcenter", "align": "center", "bg_color": "#F3EEE6"})
    plain = book.add_format(text)
    late = book.add_format({**text, "bold": True})
    sheet.merge_range(
        0, 0, 0, len(WIDTHS) - 1, title, book.add_format({"font_name": FONT, "font_size": 14, "bold": True})
    )
    sheet.merge_range(1, 0, 1, len(WIDTHS) - 1, subtitle, book.add_format({"font_name": FONT, "font_size": 12}))
    for column, words in enumerate(_head()):
        sheet.write_string(HEAD, column, words, head)
        sheet.set_column(column, column, WIDTHS[column])
    for number, line in enumerate(lines, start=1):
        sheet.write_number(HEAD + number, 0, number, plain)
        for column, words in enumerate(_cells(line), start=1):
            sheet.write_string(HEAD + number, column, words, late if line.is_overdue and column == 7 else plain)
    sheet.freeze_panes(HEAD + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD)
    sheet.set_footer("&L&F&R&P/&N")
    book.close()
    return file.getvalue()


def _head() -> list[str]:
    return [
        _("STT"),
        _("Kiến nghị"),
        _("Người kiến nghị"),
        _("Hội thảo"),
        _("Nơi nhận"),
        _("Ai theo dõi"),
        _("Hạn"),
        _("Trạng thái"),
        _("Gửi ngày"),
        _("Trả lời"),
        _("Văn bản trả lời"),
    ]


def _cells(line: ProposalLine) -> list[str]:
    each = line.proposal
    state = str(each.get_state_display())
    return [
        each.text,
        each.made_by,
        f"{each.activity.title}, {short_date(each.activity.held_on)}",
        each.target_body,
        each.who,
        short_date(each.due_on) if each.due_on else "",
        f"{state}, {_('quá hạn')}" if line.is_overdue else state,
        short_date(each.sent_on) if each.sent_on.code else "",
        each.answer,
        paper_of(each.answer_number, short_date(each.answer_on) if each.answer_on.code else "", each.answer_issuer),
    ]


def paper_of(number: str, day: str, issuer: str) -> str:
    """“12/STNMT-VP, ngày 20/05/2026, Sở …”, as far as it is known."""
    parts = (number, _("ngày %(day)s") % {"day": day} if day else "", issuer)
    return ", ".join(part for part in parts if part)
