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
            "activity.pass_issued": _("Cấp mã vào cho tổ ghi phiếu"),
            "activity.pass_revoked": _("Thu hồi mã vào của tổ ghi phiếu"),
            "activity.phone_blocked": _("Khóa một máy ghi phiếu"),
            "activity.sampling_set": _("Đổi cách phân loại rác, cân mẫu"),
            "activity.placed": _("Ghi hoạt động nằm trong hoạt động nào"),
            "activity.merge_asked": _("Đề nghị gộp hai hồ sơ của một hoạt động"),
            "activity.merge_refused": _("Trả lời hai hồ sơ là hai hoạt động"),
            "activity.merged": _("Gộp hai hồ sơ của một hoạt động"),
            "activity.split": _("Tách hồ sơ đã gộp"),
            "activity.figures_frozen": _("Chốt số liệu hoạt động làm minh chứng"),
        },
    ),
)
