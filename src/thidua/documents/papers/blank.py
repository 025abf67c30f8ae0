"""A paper as an empty form, to be filled in by hand: the words that are always there, dots where a record would stand.

What depends on a record is asked as if there were one; what is said where there is none is left out, and so is what
only the system can know. Of what repeats, one is there; of a table, a few empty rows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from thidua.documents.papers.decree30 import draw_template
from thidua.documents.papers.filling import fill_template
from thidua.documents.papers.source import Column, Line, LineKind, PaperSource

DOTS = "…………"
ROWS = 5
"""Empty rows of a table."""
_FIELD = re.compile(r"\{\{.*?\}\}")
_EITHER = re.compile(r"\{% if .*?%\}(.*?)(?:\{% else %\}.*?)?\{% endif %\}")
_OF_THE_SYSTEM = re.compile(r"hash|check\.|signature\.|chain_")
"""Fields that nobody fills in by hand: sums over what is kept, codes, what was signed on the system."""
_NUMBER = "{{ loop.index }}"


def draw_blank(source: PaperSource) -> bytes:
    """The paper as an empty Word form."""
    head = {
        "superior": DOTS,
        "issuer": DOTS,
        "number": f"        /{source.type_code}-……" if source.type_code else "        /……",
        "place_and_date": "……, ngày       tháng       năm",
    }
    facts = {"head": head, "foot": {"signer": "", "also_signer": ""}, "empty": [{}] * ROWS}
    return fill_template(draw_template(blank_of(source)), facts)


def blank_of(source: PaperSource) -> PaperSource:
    """The paper with dots in place of its fields, and without statements; `empty` is the list of each table."""
    return replace(
        source,
        about=dotted(source.about),
        signs=dotted(source.signs),
        also_signs=dotted(source.also_signs),
        addressed_to=dotted(source.addressed_to),
        copies=tuple(dotted(each) for each in source.copies),
        lines=tuple(_blank(line) for line in _always(source.lines)),
    )


def dotted(text: str) -> str:
    """The text with dots in place of its fields; of what depends, what is said where there is something.

    >>> dotted("Mời {{ name }}{% if role %} với vai trò: {{ role }}{% endif %}.")
    'Mời ………… với vai trò: ………….'
    """
    return _FIELD.sub(DOTS, _EITHER.sub(r"\1", text))


def _blank(line: Line) -> Line:
    if line.kind != LineKind.TABLE:
        return replace(line, text=dotted(line.text))
    columns = tuple(
        Column(dotted(each.heading), each.width, each.cell if each.cell == _NUMBER else "") for each in line.columns
    )
    return replace(line, text="empty", columns=columns)


def _always(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a paper whose records are there. `%if not …` tells of those that are not."""
    shown: list[bool] = []
    for line in lines:
        if line.kind == LineKind.OPEN:
            shown.append(not line.text.startswith("if not ") and not _OF_THE_SYSTEM.search(line.text))
        elif line.kind == LineKind.ELSE:
            shown[-1] = False
        elif line.kind == LineKind.CLOSE:
            shown.pop()
        elif all(shown) and (line.kind == LineKind.TABLE or not _OF_THE_SYSTEM.search(line.text)):
            yield line
