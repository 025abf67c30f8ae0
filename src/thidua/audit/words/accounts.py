"""Acts of sign-in, roles and delegation."""

from django.utils.translation import gettext_lazy as _

from thidua.audit.words.groups import Group

GROUPS = (
    Group(
        "account",
        _("Tài khoản và đăng nhập"),
        {
            "account.signed_in": _("Đăng nhập"),
            "account.password_changed": _("Đổi mật khẩu"),
            "account.sessions_ended": _("Đăng xuất khỏi các máy khác"),
            "account.second_factor_on": _("Bật xác thực hai bước"),
            "account.second_factor_off": _("Tắt xác thực hai bước"),
            "account.second_factor_codes_renewed": _("Lấy mã dự phòng mới"),
            "account.sign_in_failed": _("Nhập sai mật khẩu hoặc mã"),
            "account.locked": _("Tạm khóa đăng nhập vì nhập sai nhiều lần"),
        },
    ),
    Group(
        "role",
        _("Phân quyền"),
        {
            "role.granted": _("Giao vai trò"),
        },
    ),
)
