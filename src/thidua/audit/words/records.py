"""Acts on awards that were received and on record books."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "award",
        _("Khen thưởng đã nhận"),
        {
            "award.recorded": _("Ghi khen thưởng đã nhận"),
            "award.corrected": _("Sửa khen thưởng đã nhận"),
            "award.removed": _("Bỏ khen thưởng ghi nhầm"),
        },
    ),
    Group(
        "review",
        _("Rà soát"),
        {
            "review.asked": _("Giao rà soát"),
            "review.stopped": _("Dừng rà soát"),
            "review.finished": _("Rà soát xong"),
        },
    ),
    Group(
        "rule_file",
        _("Quy định riêng"),
        {
            "rule_file.entered": _("Đưa vào tệp quy định riêng"),
            "rule_file.signed": _("Ký tệp quy định riêng"),
            "rule_file.withdrawn": _("Rút tệp quy định riêng"),
        },
    ),
    Group(
        "reading",
        _("Cách đọc văn bản"),
        {"reading.chosen": _("Chọn cách đọc văn bản")},
    ),
    Group(
        "book",
        _("Sổ thành tích"),
        {
            "book.subject_noted": _("Ghi thông tin chung của sổ thành tích"),
            "book.entry_added": _("Ghi thêm vào sổ thành tích"),
            "book.entry_corrected": _("Sửa sổ thành tích"),
            "book.entry_removed": _("Bỏ dòng ghi nhầm trong sổ thành tích"),
            "book.fully_told": _("Xác nhận đã ghi đủ"),
            "book.telling_confirmed": _("Xác nhận lại đã ghi đủ"),
            "book.telling_taken_back": _("Rút xác nhận đã ghi đủ"),
            "book.cleared": _("Xác nhận chung không kỷ luật, không tạm dừng xét"),
            "book.clearance_withdrawn": _("Rút xác nhận chung không kỷ luật, không tạm dừng xét"),
            "book.many_attested": _("Xác nhận tiêu chuẩn cho nhiều người"),
            "book.many_told": _("Xác nhận chung đã ghi đủ"),
            "book.many_telling_withdrawn": _("Rút xác nhận chung đã ghi đủ"),
            "book.post_placed": _("Ghi chức vụ theo luật"),
            "book.table_saved": _("Ghi bảng xếp loại, danh hiệu của một năm"),
            "book.doubt_answered": _("Trả lời điều cần xem lại"),
        },
    ),
)
