"""URLs of accounts. Those of allauth are listed one by one; what is not listed (sign-up, e-mail) is not there."""

from allauth.account import views as account_views
from allauth.mfa.base import views as code_views

from thidua.accounts.views import second_factor as second
from thidua.accounts.views.account import end_sessions, show_account
from thidua.common.http.routes import action, form, page, public, signed_in

urlpatterns = [
    page("tai-khoan/", show_account, name="account", policy=signed_in()),
    action("tai-khoan/phien-khac/ket-thuc/", end_sessions, name="end_other_sessions", policy=signed_in()),
    form("tai-khoan/dang-nhap/", account_views.login, name="account_login", policy=public()),
    form("tai-khoan/dang-nhap/ma/", code_views.authenticate, name="mfa_authenticate", policy=public()),
    form("tai-khoan/dang-xuat/", account_views.logout, name="account_logout", policy=public()),
    page("tai-khoan/da-ngung/", account_views.account_inactive, name="account_inactive", policy=public()),
    form("tai-khoan/xac-nhan/", account_views.reauthenticate, name="account_reauthenticate", policy=signed_in()),
    form("tai-khoan/xac-nhan/ma/", code_views.reauthenticate, name="mfa_reauthenticate", policy=signed_in()),
    form("tai-khoan/mat-khau/", account_views.password_change, name="account_change_password", policy=signed_in()),
    page("tai-khoan/hai-lop/", code_views.index, name="mfa_index", policy=signed_in()),
    form("tai-khoan/hai-lop/bat/", second.turn_on, name="mfa_activate_totp", policy=signed_in()),
    form("tai-khoan/hai-lop/tat/", second.turn_off, name="mfa_deactivate_totp", policy=signed_in()),
    page("tai-khoan/ma-du-phong/", second.show_codes, name="mfa_view_recovery_codes", policy=signed_in()),
    form("tai-khoan/ma-du-phong/moi/", second.renew_codes, name="mfa_generate_recovery_codes", policy=signed_in()),
    page("tai-khoan/ma-du-phong/tai/", second.download_codes, name="mfa_download_recovery_codes", policy=signed_in()),
]
