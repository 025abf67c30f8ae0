import pytest

from thidua.core.vietnam.syllables import is_syllable

GOOD = """
An Ánh nghiêng quyết quý quí qúy giá gì giờ giếng hoà hòa thuý thúy khuỷu khuya ngoằn nghèo rượu uống ướt yên ý ăn ỷ
huỳnh huých tuýp xoong moóc quốc quần quăng quynh nguyễn ĐẶNG Êm
"""


@pytest.mark.parametrize("word", GOOD.split())
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["", "NguyÔn", "Traàn", "Leâ", "seõ", "V¨n", "Zürich", "bcd", "hoàng hà", "oong1", "mộa", "tồc"]
)
def test_no_syllables(word):
    assert not is_syllable(word)
