"""Acts on awards that units received."""

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
)
