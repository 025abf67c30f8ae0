"""Acts on joint activities."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "activity",
        _("Hoạt động"),
        {
            "activity.recorded": _("Ghi hoạt động"),
            "activity.changed": _("Sửa hoạt động"),
            "activity.held": _("Ghi hoạt động đã tổ chức"),
            "activity.cancelled": _("Hủy hoạt động"),
            "activity.credited": _("Ghi nhận hoạt động cho năm thi đua"),
            "activity.uncredited": _("Thôi ghi nhận hoạt động cho năm thi đua"),
            "activity.party_added": _("Thêm bên tham gia hoạt động"),
            "activity.party_confirmed": _("Xác nhận tham gia hoạt động"),
            "activity.party_declined": _("Trả lời không tham gia hoạt động"),
            "activity.party_on_paper": _("Ghi giấy tờ cho biết một bên tham gia hoạt động"),
            "activity.party_removed": _("Bỏ bên tham gia hoạt động"),
            "activity.speaker_named": _("Thêm người phát biểu tại hoạt động"),
            "activity.speaker_removed": _("Bỏ người phát biểu tại hoạt động"),
            "activity.output_added": _("Thêm kết quả hoạt động"),
            "activity.output_changed": _("Sửa kết quả hoạt động"),
            "activity.output_removed": _("Bỏ kết quả hoạt động"),
            "activity.fact_noted": _("Ghi số liệu tại hoạt động"),
            "activity.fact_taken_back": _("Rút lại số liệu đã ghi tại hoạt động"),
            "activity.photo_sent": _("Gửi ảnh từ hiện trường"),
            "activity.pass_issued": _("Cấp mã vào cho tổ ghi phiếu"),
            "activity.pass_revoked": _("Thu hồi mã vào của tổ ghi phiếu"),
            "activity.phone_blocked": _("Khóa một máy ghi phiếu"),
            "activity.people_listed": _("Ghi người vào danh sách hoạt động"),
            "activity.participant_set": _("Đổi tình trạng của một người trong danh sách"),
            "activity.participant_removed": _("Bỏ một người khỏi danh sách hoạt động"),
            "activity.sampling_set": _("Đổi cách phân loại rác, cân mẫu"),
        },
    ),
)
