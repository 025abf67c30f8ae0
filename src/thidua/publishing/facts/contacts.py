"""Ways to reach somebody that stand in a text: e-mail addresses and telephone numbers."""

import re
import unicodedata

MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w")
PHONE = re.compile(r"(?<![\w/.])(?:\+84|0)(?:[ .-]?\d){8,10}(?![\w/])")
AT_WORDS, DOT_WORDS = r"(?:at|a\s*(?:còng|cong|móc|moc))", r"(?:dot|chấm|cham)"
AT = rf"\s*(?:@|[(\[{{<]\s*{AT_WORDS}\s*[)\]}}>]|\b{AT_WORDS}\b)\s*"
"""“@”, also as people write it where they do not want it to be read by programs."""
DOT = rf"\s*(?:\.|[(\[{{<]\s*{DOT_WORDS}\s*[)\]}}>]|\b{DOT_WORDS}\b)\s*"
SPELT = re.compile(rf"(?<![\w.+-])[\w.+-]+{AT}[\w-]+(?:{DOT}[\w-]+)*?{DOT}[^\W\d_]{{2,}}", re.IGNORECASE)
WRITTEN = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
"""A whole address, where `MAIL` is content with its beginning."""
BESIDE = 24
"""Letters on each side of a contact that tell where it stands."""


def names_a_contact(text: str) -> bool:
    """Whether it holds an e-mail address or a telephone number.

    >>> names_a_contact("Gọi 0912 345 678 trước ngày 28/05/2023"), names_a_contact("ngày 28/05/2023, 120 người")
    (True, False)
    """
    return bool(MAIL.search(text) or PHONE.search(text))


def places_of_contacts(text: str) -> list[str]:
    """Each e-mail address, also one whose signs are spelt out, and each telephone number with the words around it, in
    the order of the text.

    >>> places_of_contacts("Ai cần thì gọi 0912 345 678 nhé."), places_of_contacts("Gặp lúc 8 giờ ngày 28/05/2023.")
    (['Ai cần thì gọi 0912 345 678 nhé.'], [])
    >>> places_of_contacts("Thư: hoa.le (at) thu (dot) example")
    ['Thư: hoa.le (at) thu (dot) example']
    """
    text = unicodedata.normalize("NFKC", text)
    spans = sorted({found.span() for kind in (WRITTEN, SPELT, PHONE) for found in kind.finditer(text)})
    told: list[str] = []
    last = 0
    for start, end in spans:
        if end > last:
            told.append(_around(text, start, end))
            last = end
    return told


def names_address(text: str, email: str) -> bool:
    """Whether the text holds this very address: in any case, its “@” and dots perhaps spelt out.

    >>> names_address("Viết cho HOA.LE@thu.example nhé", "hoa.le@thu.example")
    True
    >>> names_address("hoa.le a còng thu chấm example", "hoa.le@thu.example")
    True
    >>> names_address("le@thu.example", "hoa.le@thu.example"), names_address("hoa.le@thu.example.vn", "e@thu.example")
    (False, False)
    """
    local, _at, domain = email.partition("@")
    if not local or not domain:
        return False
    spelt = AT.join(DOT.join(re.escape(each) for each in part.split(".")) for part in (local, domain))
    whole = rf"(?<![\w+-])(?<![\w+-]\.){spelt}(?![\w-])(?!\.[\w-])"
    return re.search(whole, unicodedata.normalize("NFKC", text), re.IGNORECASE) is not None


def _around(text: str, start: int, end: int) -> str:
    first, last = max(0, start - BESIDE), min(len(text), end + BESIDE)
    if first:
        first = text.find(" ", first, start) + 1 or start
    if last < len(text):
        last = max(text.rfind(" ", end, last), end)
    told = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{told}{' …' if last < len(text) else ''}"
