"""The body of the matrix, drawn in Python: fifteen units by two hundred and thirty items are thousands of cells."""

from fractions import Fraction
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.common.components.escaping import escaped
from thidua.common.components.icons import icon
from thidua.common.components.texts import no_break
from thidua.scorecards.facts.matrix import Cell, Matrix
from thidua.scorecards.facts.places import print_points


def draw_matrix(matrix: Matrix, layer: str) -> SafeString:
    """Rows of the body. Every number is a link to its derivation; leaders and changes are told in words too."""
    star = f'{icon("star-filled")}<span class="tds-hidden-text">{escaped(_("cao nhất"))} </span>'
    changed = escaped(_("khác điểm tự chấm"))
    own = escaped(_("Tự chấm:"))
    unknown = f'<span class="tds-unknown">{escaped(_("chưa có"))}</span>'
    apart = escaped(_("không áp dụng"))
    bases = [escaped(reverse("derivation", args=[column.card.pk])) for column in matrix.columns]
    names = [escaped(column.card.unit.name) for column in matrix.columns]
    written: dict[tuple[Fraction, int | None], str] = {}

    def said(value: Fraction, places: int | None) -> str:
        text = written.get((value, places))
        if text is None:
            text = written[value, places] = print_points(value, places)
        return text

    def points(cell: Cell, places: int | None) -> str:
        if cell.points is None:
            return unknown if cell.applies else f'<span class="tds-muted" title="{escaped(cell.apart)}">{apart}</span>'
        return said(cell.points, places)

    drawn: list[str] = []
    for row, cells in zip(matrix.rows, matrix.cells, strict=True):
        item = row.item
        code = quote(item.code, safe="")
        kind = "tds-branch" if row.is_branch else "tds-leaf"
        most = said(item.maximum, None) if item.maximum is not None else ""
        drawn.append(
            f'<tr class="{kind} tds-depth-{min(row.depth, 5)}"><th scope="row"><span class="tds-item">'
            f'<span class="tds-item__code">{escaped(item.code)}</span>'
            f"<span>{escaped(no_break(item.name))}</span></span></th>"
            f'<td class="tds-r tds-muted">{most}</td>'
        )
        for base, name, cell in zip(bases, names, cells, strict=True):
            inner = points(cell, row.places)
            if cell.was_changed:
                old = said(cell.before, row.places) if cell.before is not None else escaped(_("chưa có"))
                inner = (
                    f'<span class="tds-changed" title="{own} {old}">{inner}</span>'
                    f'<span class="tds-hidden-text"> {changed} {old}</span>'
                )
            inner = f'<a href="{base}?muc={code}&amp;lop={layer}">{inner}</a>'
            marks = f"{star}{inner}" if cell.is_highest else inner
            drawn.append(f'<td class="tds-r" data-label="{name}">{marks}</td>')
        drawn.append("</tr>")
    return mark_safe("".join(drawn))  # noqa: S308  (every text was escaped above)
