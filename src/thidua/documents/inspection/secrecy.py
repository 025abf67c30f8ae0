"""Whether a page carries a marking of secrecy: MẬT, TỐI MẬT or TUYỆT MẬT standing by itself, as a stamp does.

“BÍ MẬT”, “MẬT KHẨU”, “GIẢI MẬT” in running text are no markings.
"""

import re
import unicodedata
from collections.abc import Iterable

_MARKINGS = {"MẬT": "MẬT", "TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}
_LEGACY = {
    "MËT": "MẬT",
    "TèIMËT": "TỐI MẬT",
    "TUYÖTMËT": "TUYỆT MẬT",
    "MAÄT": "MẬT",
    "TOÁIMAÄT": "TỐI MẬT",
    "TUYEÄTMAÄT": "TUYỆT MẬT",
}
"""As old texts write them in the encodings TCVN3 and VNI."""
_BEFORE_NUMBER = re.compile(r"(TUYỆT MẬT|TỐI MẬT|MẬT) (?:Số|SỐ)\b.*")
_LEVEL = re.compile(r"(?:độ mật|mức độ mật)\W+(tuyệt mật|tối mật|mật)", re.IGNORECASE)
_EDGE = " \t[](){}<>|*_-–—.:;,“”\"'«»=~/\\"


def marking_in(lines: Iterable[str]) -> str:
    """The marking found, as it is written on paper; the empty string when there is none."""
    for raw in lines:
        line = " ".join(unicodedata.normalize("NFC", raw).split()).strip(_EDGE)
        joined = line.replace(" ", "")
        found = _MARKINGS.get(joined) or _LEGACY.get(joined)
        if found:
            return found
        if match := _BEFORE_NUMBER.fullmatch(line) or _LEVEL.fullmatch(line):
            return match[1].upper()
    return ""
