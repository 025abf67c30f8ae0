"""Acts of meetings and minutes."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "meeting",
        _("Hội nghị"),
        {
            "meeting.planned": _("Lên lịch hội nghị"),
            "meeting.edited": _("Sửa thông tin hội nghị"),
            "meeting.held": _("Ghi hội nghị đã họp"),
            "meeting.cancelled": _("Hủy hội nghị"),
            "agenda.drafted": _("Soạn chương trình từ mẫu"),
            "agenda_item.added": _("Thêm mục vào chương trình"),
            "agenda_item.edited": _("Sửa mục của chương trình"),
            "agendaitem.moved": _("Đổi thứ tự chương trình"),
            "agendaitem.removed": _("Bỏ mục khỏi chương trình"),
            "attendance.added": _("Ghi người được mời"),
            "attendance.edited": _("Sửa người dự"),
            "attendance.answered": _("Trả lời giấy mời"),
            "attendance.moved": _("Đổi thứ tự người dự"),
            "attendance.removed": _("Bỏ người dự"),
            "roll.marked": _("Điểm danh"),
            "statement.added": _("Ghi ý kiến phát biểu"),
            "statement.edited": _("Sửa ý kiến phát biểu"),
            "statement.moved": _("Đổi thứ tự ý kiến"),
            "statement.removed": _("Bỏ ý kiến phát biểu"),
            "conclusion.added": _("Ghi kết luận"),
            "conclusion.made_task": _("Giao kết luận thành nhiệm vụ"),
            "conclusion.edited": _("Sửa kết luận"),
            "conclusion.moved": _("Đổi thứ tự kết luận"),
            "conclusion.removed": _("Bỏ kết luận"),
            "election.recorded": _("Ghi kết quả bầu Khối trưởng, Khối phó"),
            "electionrecord.removed": _("Bỏ kết quả bầu"),
        },
    ),
    Group(
        "minutes",
        _("Biên bản"),
        {
            "minutes.built": _("Lập biên bản"),
            "minutes.edited": _("Sửa biên bản"),
            "minutes.refreshed": _("Lập lại biên bản từ dữ liệu hội nghị"),
            "minutes.opened": _("Gửi biên bản lấy ý kiến người dự"),
            "minutes.returned": _("Đưa biên bản về soạn tiếp"),
            "minutes.adopted": _("Thông qua biên bản"),
            "minutes.signed": _("Ký biên bản"),
            "amendment.proposed": _("Đề nghị sửa biên bản"),
            "amendment.accepted": _("Nhận đề nghị sửa biên bản"),
            "amendment.rejected": _("Không nhận đề nghị sửa biên bản"),
            "amendment.withdrawn": _("Rút đề nghị sửa biên bản"),
        },
    ),
)
