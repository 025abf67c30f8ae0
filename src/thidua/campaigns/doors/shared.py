"""What campaigns keeps for all years: the first entries of “Dùng chung cho các năm”."""

from django.utils.translation import gettext as _

from thidua.common.http.navigation import Tab, register_shared_link

ENTRIES = (
    Tab(10, "themes", lambda: _("Chủ đề"), "flag", lambda actor: True),
    Tab(20, "movements", lambda: _("Phong trào thi đua"), "speakerphone", lambda actor: True),
    Tab(30, "rules", lambda: _("Quy chế của khối"), "book", lambda actor: True),
    Tab(40, "legal_texts", lambda: _("Văn bản căn cứ"), "gavel", lambda actor: True),
    Tab(50, "indicators", lambda: _("Danh mục chỉ số"), "target", lambda actor: True),
    Tab(80, "working_days", lambda: _("Lịch làm việc"), "calendar-time", lambda actor: True),
    Tab(90, "reminders", lambda: _("Lời nhắc của tôi"), "bell", lambda actor: True),
)


def open_doors() -> None:
    """Called once, when the app is ready."""
    for entry in ENTRIES:
        register_shared_link(entry)
