"""Acts of recognition and handover."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "proposals",
        _("Đề nghị khen thưởng"),
        {
            "proposals.drafted": _("Lập danh sách đề nghị"),
            "proposals.refilled": _("Bổ sung danh sách từ bỏ phiếu và xếp hạng"),
            "proposals.sent": _("Gửi danh sách đề nghị cho cấp trên"),
            "proposals.returned": _("Trả lại danh sách đề nghị"),
            "proposal.added": _("Thêm đơn vị vào danh sách đề nghị"),
            "proposal.basis_said": _("Ghi loại hình khen thưởng của đề nghị"),
            "proposal.removed": _("Bỏ đơn vị khỏi danh sách đề nghị"),
            "proposal.answered": _("Ghi trả lời của cấp trên"),
            "proposal.corrected": _("Sửa trả lời của cấp trên"),
        },
    ),
    Group(
        "decision",
        _("Quyết định công nhận"),
        {
            "decision.recorded": _("Ghi quyết định công nhận Khối trưởng, Khối phó"),
            "decision.edited": _("Sửa thông tin quyết định công nhận"),
        },
    ),
    Group(
        "handover",
        _("Bàn giao"),
        {
            "handover.started": _("Lập bàn giao"),
            "handover.edited": _("Sửa thông tin bàn giao"),
            "handover.settled": _("Ghi tình trạng các mục bàn giao"),
            "handover.signed": _("Ký bàn giao"),
            "handover.closed": _("Khép bàn giao"),
            "handover_item.added": _("Thêm mục bàn giao"),
            "handover_item.edited": _("Sửa mục bàn giao"),
            "handover_item.removed": _("Bỏ mục bàn giao"),
        },
    ),
)
