"""The papers and forms of dossiers as anybody reads them."""

from datetime import date

from thidua.publishing.facts.law import listed_dossiers


def test_papers_are_those_of_the_day_with_their_forms_and_how_sure_each_is() -> None:
    rows = {row.awards[0]: row for row in listed_dossiers(date(2026, 11, 30))}
    before = {row.awards[0]: row for row in listed_dossiers(date(2025, 6, 30))}

    fighter = rows["Chiến sĩ thi đua cơ sở"]
    assert fighter.papers[:2] == [
        "Tờ trình, mẫu số 01 (đã đọc lời văn, bản sao)",
        "Báo cáo thành tích, mẫu số 05 (đã đọc lời văn, bản sao)",
    ]
    assert fighter.cites.startswith("khoản 1 Điều 84 của 06/2022/QH15")
    assert before["Chiến sĩ thi đua cơ sở"].papers[:2] == [
        "Tờ trình",
        "Báo cáo thành tích, mẫu số 03 (đọc qua bài lược thuật)",
    ]


def test_awards_with_the_same_papers_stand_together_once() -> None:
    rows = [row.awards for row in listed_dossiers(date(2026, 11, 30))]
    told = [name for names in rows for name in names]
    assert rows[0] == ["Lao động tiên tiến", "Tập thể lao động tiên tiến"]
    assert len(told) == len(set(told))


def test_papers_of_a_sudden_achievement_stand_apart() -> None:
    rows = {row.awards[0]: row for row in listed_dossiers(date(2026, 11, 30))}
    sudden = rows["Bằng khen của Thủ tướng Chính phủ (đột xuất)"]
    assert sudden.papers[1:] == [
        "Báo cáo thành tích, mẫu số 06 (chỉ thấy ở văn bản dẫn lại)",
        "Biên bản họp xét",
        "Giấy tờ xác nhận thành tích, giải thưởng khi tiêu chuẩn đòi hỏi",
    ]
    assert "Huân chương Lao động hạng Ba (quá trình cống hiến)" in rows
    assert "Cờ thi đua của Chính phủ (theo chuyên đề)" in rows


def test_before_any_text_is_held_nothing_is_said() -> None:
    assert listed_dossiers(date(2023, 12, 31)) == []
