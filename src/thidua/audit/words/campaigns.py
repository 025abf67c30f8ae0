"""Acts of a bloc's year."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "cycle",
        _("Năm thi đua"),
        {
            "cycle.prepared": _("Chuẩn bị năm thi đua"),
            "cycle.opened": _("Mở và bắt đầu năm thi đua"),
            "cycle.begun": _("Bắt đầu năm thi đua"),
            "cycle.planned": _("Xếp các bước và hạn của năm"),
            "cycle.closed": _("Khép năm thi đua"),
            "cycle.reopened": _("Mở lại năm thi đua"),
            "cycle.theme_set": _("Đặt chủ đề của năm"),
            "cycle.movement_taken_up": _("Đưa phong trào vào năm"),
            "cycle.movement_dropped": _("Bỏ phong trào khỏi năm"),
        },
    ),
    Group(
        "step",
        _("Bước của năm"),
        {
            "step.started": _("Bắt đầu bước"),
            "step.satisfied": _("Ghi bước đã xong"),
            "step.skipped": _("Ghi bước không tổ chức riêng"),
            "step.reopened": _("Mở lại bước"),
            "step.deadline_set": _("Đặt hạn của bước"),
            "steps.pattern_set": _("Sửa mẫu các bước của năm"),
            "calendar.day_decided": _("Ghi ngày nghỉ, ngày làm bù"),
            "calendar.day_undecided": _("Bỏ ngày nghỉ, ngày làm bù đã ghi"),
            "reminders.made": _("Gửi nhắc việc"),
        },
    ),
    Group(
        "theme",
        _("Chủ đề và phong trào"),
        {
            "theme.added": _("Thêm chủ đề"),
            "theme.changed": _("Sửa chủ đề"),
            "movement.launched": _("Ghi phong trào thi đua"),
            "movement.changed": _("Sửa phong trào thi đua"),
        },
    ),
    Group(
        "rules",
        _("Quy chế và văn bản căn cứ"),
        {
            "rules.drafted": _("Soạn dự thảo quy chế"),
            "rules.changed": _("Sửa dự thảo quy chế"),
            "rules.opened_for_comments": _("Gửi dự thảo lấy góp ý"),
            "rules.taken_back": _("Rút dự thảo về soạn tiếp"),
            "rules.commented": _("Góp ý dự thảo quy chế"),
            "rules.comment_answered": _("Trả lời góp ý"),
            "rules.adopted": _("Ghi quy chế đã thông qua"),
            "legal_text.added": _("Thêm văn bản căn cứ"),
            "legal_text.changed": _("Sửa văn bản căn cứ"),
            "text.cited": _("Dẫn văn bản căn cứ"),
            "text.citation_dropped": _("Bỏ dẫn văn bản căn cứ"),
        },
    ),
    Group(
        "pledge",
        _("Giao ước"),
        {
            "pledge.drafted": _("Soạn giao ước"),
            "pledge.edited": _("Sửa giao ước"),
            "pledge.opened": _("Mở ký giao ước"),
            "pledge.returned_to_draft": _("Đưa giao ước về soạn tiếp"),
            "pledge.signed": _("Ký giao ước"),
            "pledge.paper_signature_recorded": _("Ghi chữ ký giao ước trên giấy"),
            "pledge.signing_closed": _("Khép ký giao ước"),
        },
    ),
    Group(
        "target",
        _("Chỉ tiêu và kết quả"),
        {
            "target.added": _("Thêm chỉ tiêu"),
            "target.edited": _("Sửa chỉ tiêu"),
            "target.removed": _("Bỏ chỉ tiêu"),
            "indicator.added": _("Thêm chỉ số vào thư viện"),
            "indicator.edited": _("Sửa chỉ số của thư viện"),
            "results.reported": _("Báo cáo kết quả chỉ tiêu"),
            "result.corrected": _("Sửa kết quả đã báo cáo"),
        },
    ),
    Group(
        "task",
        _("Nhiệm vụ"),
        {
            "task.added": _("Giao nhiệm vụ"),
            "task.edited": _("Sửa nhiệm vụ"),
            "task.progressed": _("Cập nhật tiến độ nhiệm vụ"),
            "tasks.carried": _("Chuyển nhiệm vụ sang năm sau"),
        },
    ),
    Group(
        "visit",
        _("Kiểm tra, theo dõi"),
        {
            "visit.planned": _("Lên lịch kiểm tra"),
            "visit.edited": _("Sửa lịch kiểm tra"),
            "visit.recorded": _("Ghi kết quả kiểm tra"),
            "visit.called_off": _("Hủy cuộc kiểm tra"),
            "visit.promises_added": _("Ghi việc đơn vị hứa làm sau kiểm tra"),
            "follow_up.reported": _("Báo cáo việc đã hứa sau kiểm tra"),
            "follow_up.sent_back": _("Trả lại báo cáo sau kiểm tra"),
            "follow_up.closed": _("Khép việc theo dõi sau kiểm tra"),
        },
    ),
    Group(
        "practice",
        _("Trao đổi kinh nghiệm"),
        {
            "practice.shared": _("Chia sẻ kinh nghiệm"),
            "practice.edited": _("Sửa bài kinh nghiệm"),
            "practice.adopted": _("Ghi đơn vị học theo kinh nghiệm"),
            "adoption.edited": _("Sửa việc học theo kinh nghiệm"),
        },
    ),
)
