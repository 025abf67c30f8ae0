"""QR codes, drawn in the page."""

import segno
from django.utils.safestring import SafeString, mark_safe

ANY_MASK = 2


def draw_qr(text: str, *, looks_random: bool = False) -> SafeString:
    """The text, an address of ours or a signed ticket, as an SVG of class `tds-qr`.

    Of eight patterns the one that scans best is laid over it. What looks like chance by itself, as a signature does,
    scans alike under each: there the first at hand is taken, five times as fast.
    """
    code = segno.make(text, error="m", mask=ANY_MASK if looks_random else None)
    drawn = code.svg_inline(border=2, scale=4, svgclass="tds-qr", lineclass=None, omitsize=True)
    return mark_safe(drawn)  # noqa: S308  (drawn here from an address of ours)
