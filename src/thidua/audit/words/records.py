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
)
