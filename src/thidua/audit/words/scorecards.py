"""Acts on tables of criteria, scorecards and holds."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "scheme",
        _("Bảng tiêu chí"),
        {
            "scheme.started": _("Lập bảng tiêu chí"),
            "scheme.changed": _("Sửa bảng tiêu chí"),
            "scheme.commenting": _("Lấy ý kiến về bảng tiêu chí"),
            "scheme.commented": _("Góp ý bảng tiêu chí"),
            "scheme.comment_answered": _("Trả lời góp ý bảng tiêu chí"),
            "scheme.assessor_named": _("Ghi đơn vị chấm một nhóm tiêu chí"),
            "scheme.assessor_dropped": _("Bỏ đơn vị chấm một nhóm tiêu chí"),
            "scheme.groups_set": _("Chia nhóm xếp hạng"),
            "scheme.frozen": _("Chốt bảng tiêu chí và mở chấm điểm"),
            "scheme.peers_set": _("Phân công chấm chéo"),
            "scheme.published": _("Công bố điểm"),
        },
    ),
    Group(
        "scorecard",
        _("Phiếu chấm điểm"),
        {
            "scorecard.item_filled": _("Ghi số liệu, điểm của một mục"),
            "scorecard.no_more_cases": _("Xác nhận không có trường hợp nào khác"),
            "scorecard.submitted": _("Nộp bản tự chấm"),
            "scorecard.peer_scored": _("Chấm chéo"),
            "scorecard.peers_ended": _("Kết thúc chấm chéo"),
            "scorecard.branches_signed": _("Xác nhận đã thẩm định"),
            "scorecard.returned": _("Trả lại bản tự chấm"),
            "scorecard.explained": _("Giải trình một mục"),
            "scorecard.explanation_sent": _("Gửi giải trình hoặc đồng ý"),
            "scorecard.settled": _("Chốt phiếu chấm điểm"),
            "scorecard.paper_recorded": _("Ghi giấy tờ đã ký để đối chiếu"),
            "scorecard.paper_dropped": _("Bỏ giấy tờ đã ký"),
            "scorecard.things_cited": _("Dùng hồ sơ của năm làm minh chứng"),
            "scorecard.reopened": _("Mở lại phiếu đã chốt"),
        },
    ),
    Group(
        "hold",
        _("Dừng xét, vi phạm"),
        {
            "hold.entered": _("Ghi việc dừng xét hoặc vi phạm"),
            "ranking.tie_voted": _("Ghi phiếu phân định các đơn vị bằng điểm"),
            "hold.lifted": _("Gỡ việc dừng xét hoặc vi phạm"),
        },
    ),
)
