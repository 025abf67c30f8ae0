"""Acts on what the public reads."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "publishing",
        _("Công bố"),
        {
            "snapshot.published": _("Công bố cho mọi người đọc"),
            "snapshot.withdrawn": _("Thôi công bố"),
            "snapshot.picture_taken_off": _("Gỡ một ảnh khỏi trang công khai"),
            "snapshot.text_taken_off": _("Gỡ một dòng khỏi trang công khai"),
            "snapshot.led_elsewhere": _("Trang công khai dẫn sang hồ sơ đã gộp"),
            "snapshot.led_back": _("Trang công khai trở lại như trước khi gộp"),
        },
    ),
)
