"""Words that stand before a sum, “Tổng cộng” or “Cộng mục I”, and not before a row of data, as “Tổng số cây” does."""

import re
from typing import Final

from thidua.core.vietnam.names import fold, normalise

_FIRST: Final = frozenset({"tổng", "cộng", "tong", "cong"})
"""How the words begin; “công” is another word, which only loses its difference with its accents."""
CODE: Final = r"(?:[ivxl]+|[a-z]?[0-9][0-9.]*|[a-z])"
_CODES: Final = rf"{CODE}(?:(?: ?[,;+&-] ?| va | den ){CODE})*"
_PART: Final = r"(?:cac )?(?:muc|phan|nhom|bang|tieu chi|noi dung)"
_WHOSE: Final = (
    r"(?:tu cham|tu danh gia|tham dinh|cham cheo|dat|dat duoc|chuan|toi da|thuong|cong|tru|chung|ca bang|toan bang"
    r"|toan phieu|ca nam|cuoi cung)"
)
_SUM: Final = re.compile(
    r"(?:tong so diem|tong cong diem|tong diem|tong cong|tong so|tong|cong diem|cong)"
    rf"(?: {_PART}(?: {_CODES})?| {_CODES}| {_WHOSE}(?: {_PART}(?: {_CODES})?)?)?"
    r"(?: [0-9][0-9.,]*(?: \w+){0,2})?"
)
_OF: Final = re.compile(rf"(?:muc|phan|nhom|tieu chi|noi dung|cong|tong) ({_CODES})(?!\w)")
_LONGEST: Final = 80


def is_sum(text: object) -> bool:
    """Whether a cell says that its row adds others up; what stands in brackets or after a colon is not looked at.

    >>> is_sum("TỔNG CỘNG (I + II)"), is_sum("Cộng mục II"), is_sum("Tổng số: 15 đơn vị")
    (True, True, True)
    >>> is_sum("Tổng số phong trào đã phát động"), is_sum("Tổng kết năm"), is_sum("Công tác xã hội")
    (False, False, False)
    """
    if not isinstance(text, str) or len(text) > _LONGEST:
        return False
    said = _bare(text)
    first = re.match(r"\w+", said)
    return first is not None and first.group() in _FIRST and _SUM.fullmatch(fold(said)) is not None


def sum_of(text: str) -> str:
    """The one code that a row of a sum names (“Cộng mục II”: “ii”); empty when it names none, or several.

    >>> sum_of("Cộng mục II"), sum_of("Tổng điểm"), sum_of("Tổng cộng mục I, II")
    ('ii', '', '')
    """
    found = _OF.search(fold(_bare(text)))
    return found[1] if found is not None and re.fullmatch(CODE, found[1]) else ""


def _bare(text: str) -> str:
    """Lower case, without what stands in brackets, after a colon, and around the words."""
    said = re.sub(r"\([^)]*\)", " ", normalise(text).casefold()).partition(":")[0]
    return " ".join(said.strip(" .-–+*=").split())
