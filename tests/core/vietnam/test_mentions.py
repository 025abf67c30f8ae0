"""A text that names a person is told from one that has his words."""

import pytest

from thidua.core.vietnam.mentions import is_named_in

HOA = "Nguyễn Văn Hòa"


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn Hòa cứu ba em nhỏ",
        "Cứu ba em nhỏ (NGUYỄN VĂN HOÀ).",
        "ong nguyen  van hoa hien mau 30 lan",
        "Nguyễn-Văn-Hòa",
        "Nguye\u0302\u0303n Va\u0306n Ho\u0300a".replace("o\u0300a", "o\u0300\u200ba"),
        "Sáng kiến của Văn Hòa được áp dụng",
        "Nhờ có Nguyễn Hòa, cả xã có nước sạch",
        "Đồng chí Hòa hiến đất làm đường",
        "Đ/c Hoà hiến đất làm đường",
        "Bà con gọi anh Hòa mỗi khi nước lên",
        "ÔNG HÒA hiến đất",
        "Ông Hòa hiến đất",
        "dong chi Hoa hien dat lam duong",
        "Bác sĩ Hòa trực suốt đợt lũ",
        "ÔNG HÒA CỨU BA EM NHỎ",
        "Năm 2025: ÔNG HÒA CỨU ba em nhỏ",
        "TẬP THỂ VÀ VĂN HÒA CỨU BA EM NHỎ",
    ],
)
@pytest.mark.parametrize(
    "name",
    [
        HOA,
        f"{HOA}, Phó Trưởng phòng",
        f"{HOA} – Giám đốc",
        f"{HOA} (Sở Y tế)",
        f"Ông {HOA}",
        f"Đồng chí {HOA}; Bí thư",
        f"Đ/c {HOA}",
    ],
)
def test_a_text_names_whom_it_names(text: str, name: str) -> None:
    assert is_named_in(text, name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Xây dựng nếp sống văn hóa ở cơ sở",
        "Văn hóa giao tiếp được nâng lên",
        "Hòa giải thành 30 vụ",
        "Bí thư chi bộ xã Hòa Bình",
        "Anh Hòa Bình nhận thay",
        "Nguyễn Văn Hòang",
        "Anh Hóa, chị Hoa nhận thay",
        "Anh hòa mình vào phong trào",
        "Trần Văn Hòe",
        "XÂY DỰNG NẾP SỐNG MỚI Ở CƠ SỞ HÒA GIẢI",
    ],
)
def test_a_text_with_words_of_a_name_names_nobody(text: str) -> None:
    assert not is_named_in(text, HOA)


@pytest.mark.parametrize(
    ("text", "name", "by_given_name", "is_named"),
    [
        ("Hòa đã cứu ba em nhỏ", HOA, True, True),
        ("Hòa đã cứu ba em nhỏ", HOA, False, False),
        ("Nhờ vậy mà Hòa cứu được ba em nhỏ", HOA, True, True),
        ("Ở tỉnh Hòa Bình", HOA, True, False),
        ("Công an xã khen", "Lê Chí Công", True, True),
        ("Công an xã khen", "Lê Chí Công", False, False),
        ("Tham gia hiến máu", "Lê Thị Thắm", True, False),
        ("Chị Anh Thư dạy lớp đêm", "Vũ Thị Anh Thư", False, True),
        ("Mỗi bức thư là một tấm lòng", "Vũ Thị Anh Thư", True, False),
        ("Sùng dạy chữ cho cả bản", "Sùng", False, True),
        ("H'Hen Niê dạy chữ cho cả buôn", "H\u2019Hen Niê", False, True),
        ("Ai cũng biết", "", True, False),
        ("Ai cũng biết", " – ", True, False),
    ],
)
def test_a_given_name_alone_counts_where_that_is_asked(
    text: str, name: str, by_given_name: bool, is_named: bool
) -> None:
    assert is_named_in(text, name, by_given_name=by_given_name) is is_named
