"""What a wrong date or number is called on screen, in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from thidua.common.language import page_language
from thidua.core.vietnam.errors import VietnamError

BY_CODE: dict[str, str | Promise] = {
    "empty": gettext_lazy("Ô này còn trống."),
    "not_a_date": gettext_lazy("Nhập ngày theo mẫu 05/11/2024."),
    "missing_day": gettext_lazy("Còn thiếu ngày. Nhập đủ ngày, tháng, năm. Ví dụ 05/11/2024."),
    "missing_year": gettext_lazy("Còn thiếu năm. Nhập đủ ngày, tháng, năm. Ví dụ 05/11/2024."),
    "bad_year": gettext_lazy("Năm cần bốn chữ số, từ 1800 đến 2199."),
    "bad_month": gettext_lazy("Không có tháng này. Nhập ngày trước, tháng sau. Ví dụ 05/11/2024."),
    "bad_day": gettext_lazy("Tháng này không có ngày ấy. Xem lại ngày."),
    "wrong_weekday": gettext_lazy("Ngày và thứ không khớp nhau. Xem lại ngày hoặc thứ."),
    "not_a_number": gettext_lazy("Nhập một số. Ví dụ 1.234,5."),
    "bad_groups": gettext_lazy("Dấu chấm chia hàng nghìn chưa đúng chỗ. Ví dụ 1.234,5."),
    "ambiguous": gettext_lazy("Số này đọc được theo hai cách. Viết dấu phẩy cho phần lẻ. Ví dụ 1,5."),
    "bad_serial": gettext_lazy("Số này không phải là một ngày của bảng tính. Ví dụ 05/11/2024."),
    "year_outside_calendar": gettext_lazy("Lịch ngày làm việc không có năm này. Chọn một ngày gần hơn."),
    "mixed": gettext_lazy("Có cả chữ Unicode và chữ của bảng mã cũ. Gõ lại phần bị sai chữ."),
    "unsure": gettext_lazy("Chưa biết chữ này theo bảng mã nào (TCVN3 hay VNI). Gõ lại bằng Unicode."),
    "not_whole": gettext_lazy("Nhập số nguyên, không có phần lẻ."),
}


def words_of(error: VietnamError) -> str:
    """The core's own sentence in Vietnamese, which names what was typed; elsewhere the sentence of its code."""
    if page_language() == "vi":
        return error.message
    return str(BY_CODE.get(error.code, error.message))
