"""Acts of recognition and handover."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
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
