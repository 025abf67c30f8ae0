"""Acts on files, evidence, photographs and the templates of papers."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "evidence",
        _("Minh chứng"),
        {
            "evidence.added": _("Thêm minh chứng"),
            "evidence.linked": _("Dùng minh chứng cho một mục nữa"),
            "evidence.unlinked": _("Bỏ minh chứng khỏi một mục"),
            "evidence.corrected": _("Sửa thông tin minh chứng"),
            "evidence.replaced": _("Thay minh chứng bằng bản mới"),
        },
    ),
    Group(
        "photo",
        _("Ảnh"),
        {
            "photo.added": _("Thêm ảnh"),
            "photo.described": _("Sửa chú thích ảnh"),
            "photo.moved": _("Đổi thứ tự ảnh"),
            "photo.removed": _("Gỡ ảnh"),
            "photo.withdrawn": _("Rút ảnh theo đề nghị của người trong ảnh"),
        },
    ),
    Group(
        "file",
        _("Tệp"),
        {"file.withheld": _("Ngừng phục vụ tệp đã hỏng hoặc thiếu")},
    ),
    Group(
        "template",
        _("Mẫu văn bản"),
        {
            "template.set": _("Đặt mẫu văn bản của cơ quan"),
            "template.retired": _("Thôi dùng mẫu văn bản của cơ quan"),
        },
    ),
)
