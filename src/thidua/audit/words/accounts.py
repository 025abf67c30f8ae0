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
        "user",
        _("Quản lý tài khoản"),
        {
            "user.created": _("Mở tài khoản"),
            "user.create_refused": _("Thử mở tài khoản, bị từ chối"),
            "user.linked": _("Ghi chủ tài khoản"),
            "user.open_refused": _("Thử cấp mật khẩu, mở lại hoặc tắt xác thực hai bước của tài khoản, bị từ chối"),
            "user.link_refused": _("Thử ghi chủ tài khoản, bị từ chối"),
            "user.password_issued": _("Cấp mật khẩu dùng một lần"),
            "user.second_factor_removed": _("Tắt xác thực hai bước giúp chủ tài khoản"),
            "user.deactivated": _("Ngừng tài khoản"),
            "user.reactivated": _("Mở lại tài khoản"),
        },
    ),
    Group(
        "role",
        _("Phân quyền"),
        {
            "role.granted": _("Giao vai trò"),
            "role.ended": _("Kết thúc vai trò"),
            "role.delegated": _("Ủy quyền"),
            "role.delegation_ended": _("Kết thúc ủy quyền"),
        },
    ),
    Group(
        "staff_session",
        _("Phiên quản trị"),
        {
            "staff_session.started": _("Mở phiên quản trị"),
            "staff_session.ended": _("Kết thúc phiên quản trị"),
        },
    ),
)
