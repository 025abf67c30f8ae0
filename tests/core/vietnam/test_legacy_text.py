import unicodedata
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.vietnam.strategies import names, texts
from thidua.core.vietnam.alphabet import ACCENTED
from thidua.core.vietnam.errors import LegacyTextError
from thidua.core.vietnam.legacy_text import TCVN3, VNI, Encoding, detect, to_unicode

SMALL = "".join(sorted(letter for letter in ACCENTED if letter.islower()))
TCVN3_CAPITALS = "ĂÂÊÔƠƯĐ"
TO_TCVN3 = {new: old for old, new in TCVN3.items()}
TO_VNI = {new: old for old, new in reversed(VNI.items())}


def encode(text, table):
    return "".join(table.get(character, character) for character in text)


as_tcvn3 = partial(encode, table=TO_TCVN3)
as_vni = partial(encode, table=TO_VNI)


def test_every_small_letter_and_the_capitals_of_tcvn3_come_back():
    letters = SMALL + TCVN3_CAPITALS
    assert [to_unicode(as_tcvn3(letter), Encoding.TCVN3) for letter in letters] == list(letters)
    assert as_tcvn3(letters).encode("latin-1")


def test_every_letter_of_vni_comes_back():
    letters = sorted(ACCENTED)
    assert [to_unicode(as_vni(letter), Encoding.VNI) for letter in letters] == letters
    assert to_unicode(as_vni("".join(letters)), Encoding.VNI) == "".join(letters)
    assert as_vni("".join(letters)).encode("latin-1")


def test_a_mark_of_vni_after_a_capital_may_be_small():
    assert to_unicode("Aùnh Ñaøo", Encoding.VNI) == to_unicode("AÙnh Ñaøo", Encoding.VNI) == "Ánh Đào"


@pytest.mark.parametrize(
    ("text", "encoding", "unicode"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", Encoding.TCVN3, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", Encoding.TCVN3, "Độc lập - Tự do - Hạnh phúc"),
        ("NguyÔn V¨n An", Encoding.TCVN3, "Nguyễn Văn An"),
        ("NGUYÔN THÞ B×NH", Encoding.TCVN3, "NGUYỄN THỊ BÌNH"),
        ("L­¬ng ThÞ Hµ", Encoding.TCVN3, "Lương Thị Hà"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", Encoding.VNI, "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", Encoding.VNI, "Độc lập - Tự do - Hạnh phúc"),
        ("Nguyeãn Vaên Hoà", Encoding.VNI, "Nguyễn Văn Hồ"),
        ("TRAÀN THÒ YÛ", Encoding.VNI, "TRẦN THỊ Ỷ"),
        ("Nguyễn Văn An", Encoding.UNICODE, "Nguyễn Văn An"),
        ("Hoà", Encoding.UNICODE, "Hoà"),
        ("An", Encoding.UNICODE, "An"),
        ("", Encoding.UNICODE, ""),
        ("Zürich, São Paulo, Malmö, café Noël", Encoding.UNICODE, "Zürich, São Paulo, Malmö, café Noël"),
        ("ma trận m×n, 5 µm, «Xanh»", Encoding.UNICODE, "ma trận m×n, 5 µm, «Xanh»"),
        ("Nguye\u0302\u0303n", Encoding.UNICODE, "Nguyễn"),
    ],
)
def test_an_encoding_is_recognised_and_converted(text, encoding, unicode):
    assert detect(text) is encoding
    assert to_unicode(text) == unicode


@pytest.mark.parametrize(
    ("text", "encoding", "code"),
    [("Đặng V¨n An", Encoding.MIXED, "mixed"), ("NguyÔn Vaên", Encoding.UNSURE, "unsure")],
)
def test_what_cannot_be_told_is_named_for_a_person(text, encoding, code):
    assert detect(text) is encoding
    with pytest.raises(LegacyTextError) as refused:
        to_unicode(text)
    assert refused.value.code == code
    assert text in refused.value.message


def test_a_column_tells_what_a_cell_alone_cannot():
    column = ["Hoà", "Traàn Thò Lan", "An"]
    encoding = detect("\n".join(column))
    assert [to_unicode(cell, encoding) for cell in column] == ["Hồ", "Trần Thị Lan", "An"]


@given(texts)
def test_correct_unicode_is_never_taken_for_another_encoding(text):
    assert detect(text) is Encoding.UNICODE
    assert to_unicode(text) == unicodedata.normalize("NFC", text)


@given(names.map(str.lower))
def test_names_in_tcvn3_come_back_when_recognised(name):
    _comes_back_or_is_like_unicode(name, as_tcvn3(name), Encoding.TCVN3)


@given(names)
def test_names_in_vni_come_back_when_recognised(name):
    _comes_back_or_is_like_unicode(name, as_vni(name), Encoding.VNI)


def _comes_back_or_is_like_unicode(name, encoded, encoding):
    assert to_unicode(encoded, encoding) == name
    if detect(encoded) is encoding:
        assert to_unicode(encoded) == name


@pytest.mark.parametrize("encode_as", [as_tcvn3, as_vni])
def test_the_usual_family_names_are_recognised_by_themselves_or_with_a_middle_name(encode_as):
    families = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
    encoded = [encode_as(f"{family} Văn") for family in families]
    assert [to_unicode(each) for each in encoded] == [f"{family} Văn" for family in families]


@given(st.text())
def test_any_text_has_an_encoding(text):
    assert detect(text) in Encoding
