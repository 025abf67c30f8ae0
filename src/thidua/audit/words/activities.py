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
        },
    ),
    Group(
        "activity_plan",
        _("Kế hoạch chung của hoạt động"),
        {
            "activity.plan_template_applied": _("Đưa mẫu vào kế hoạch chung"),
            "activity.plan_item_added": _("Thêm việc vào kế hoạch chung"),
            "activity.plan_item_changed": _("Sửa việc trong kế hoạch chung"),
            "activity.plan_item_removed": _("Bỏ việc khỏi kế hoạch chung"),
            "activity.plan_item_done": _("Đánh dấu việc đã xong"),
            "activity.plan_item_reopened": _("Ghi lại việc là chưa xong"),
            "activity.equipment_added": _("Thêm dụng cụ"),
            "activity.equipment_changed": _("Sửa dụng cụ"),
            "activity.equipment_removed": _("Bỏ dụng cụ"),
            "activity.money_added": _("Thêm dòng thu, chi"),
            "activity.money_changed": _("Sửa dòng thu, chi"),
            "activity.money_removed": _("Bỏ dòng thu, chi"),
            "activity.risk_added": _("Thêm rủi ro"),
            "activity.risk_changed": _("Sửa rủi ro"),
            "activity.risk_removed": _("Bỏ rủi ro"),
            "activity.zone_added": _("Thêm khu vực"),
            "activity.zone_changed": _("Sửa khu vực"),
            "activity.zone_removed": _("Bỏ khu vực"),
            "activity.plan_insured": _("Ghi về bảo hiểm"),
            "activity.plan_reserve_set": _("Đặt phần dự phòng và số găng"),
            "plan_template.saved": _("Lưu kế hoạch thành mẫu"),
            "plan_template.changed": _("Sửa tên mẫu kế hoạch"),
            "plan_template.lines_added": _("Thêm việc vào mẫu kế hoạch"),
            "plan_template.line_changed": _("Sửa việc trong mẫu kế hoạch"),
            "plan_template.line_removed": _("Bỏ việc khỏi mẫu kế hoạch"),
            "plan_template.removed": _("Bỏ mẫu kế hoạch"),
        },
    ),
)
