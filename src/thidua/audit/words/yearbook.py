"""Acts on the papers of a year and on the opening of the next."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "pack",
        _("Bộ hồ sơ của năm"),
        {
            "pack.asked": _("Yêu cầu lập bộ hồ sơ"),
            "paper.numbered": _("Lấy số văn bản"),
            "year.opened_from": _("Mở năm sau từ năm trước"),
            "demo.loaded": _("Nạp dữ liệu dùng thử"),
        },
    ),
)
