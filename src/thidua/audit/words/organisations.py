"""Acts on agencies, units, people and blocs, and on workbooks that came in."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "bloc",
        _("Khối, cụm thi đua"),
        {
            "bloc.renamed": _("Đổi tên khối"),
        },
    ),
    Group(
        "import",
        _("Nhập từ Excel"),
        {
            "import.read": _("Đọc tệp Excel để xem trước"),
            "import.answered": _("Trả lời câu hỏi của tệp Excel"),
            "import.applied": _("Nhập dữ liệu từ tệp Excel"),
            "import.undone": _("Hoàn lại cả lần nhập Excel"),
        },
    ),
)
