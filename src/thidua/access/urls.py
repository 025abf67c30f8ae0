"""URLs of access."""

from thidua.access import policies
from thidua.access.views.delegations import delegate, end_delegation, list_delegations
from thidua.access.views.grants import end_grant, grant_role
from thidua.access.views.staff_sessions import end_staff_session, list_staff_sessions, start_staff_session
from thidua.access.views.users import (
    create_user,
    deactivate_user,
    issue_password,
    link_person,
    list_users,
    reactivate_user,
    show_user,
    turn_off_second_factor,
)
from thidua.common.http.routes import action, asks, form, page, sees, signed_in

KEPT = sees(policies.users_visible_to, policies.may_keep_user)
OPENED = sees(policies.users_visible_to, policies.may_open_account, keeps="user.open")
LINKED = sees(policies.users_visible_to, policies.may_keep_user, keeps="user.link")

urlpatterns = [
    page("phan-quyen/", list_users, name="users", policy=asks(policies.may_see_users)),
    form(
        "phan-quyen/mo-tai-khoan/",
        create_user,
        name="create_user",
        policy=asks(policies.may_open_accounts, keeps="user.create"),
    ),
    page("phan-quyen/<int:pk>/", show_user, name="user", policy=sees(policies.users_visible_to)),
    form(
        "phan-quyen/<int:pk>/cap-quyen/",
        grant_role,
        name="grant_role",
        policy=sees(policies.users_visible_to, policies.may_grant_to),
    ),
    form("phan-quyen/<int:pk>/chu-tai-khoan/", link_person, name="link_person", policy=LINKED),
    form("phan-quyen/<int:pk>/mat-khau/", issue_password, name="issue_password", policy=OPENED),
    form("phan-quyen/<int:pk>/ngung/", deactivate_user, name="deactivate_user", policy=KEPT),
    form("phan-quyen/<int:pk>/mo-lai/", reactivate_user, name="reactivate_user", policy=OPENED),
    form("phan-quyen/<int:pk>/tat-hai-buoc/", turn_off_second_factor, name="turn_off_second_factor", policy=OPENED),
    form(
        "phan-quyen/quyen/<int:pk>/ket-thuc/",
        end_grant,
        name="end_grant",
        policy=sees(policies.grants_visible_to, policies.may_end_grant),
    ),
    page("uy-quyen/", list_delegations, name="delegations", policy=signed_in()),
    form(
        "uy-quyen/<int:pk>/moi/",
        delegate,
        name="delegate",
        policy=sees(policies.own_grants_of, policies.may_delegate),
    ),
    form(
        "uy-quyen/<int:pk>/ket-thuc/",
        end_delegation,
        name="end_delegation",
        policy=sees(policies.delegations_visible_to, policies.may_end_delegation),
    ),
    page(
        "phien-quan-tri/",
        list_staff_sessions,
        name="staff_sessions",
        policy=asks(policies.may_see_staff_sessions),
    ),
    form(
        "phien-quan-tri/mo/",
        start_staff_session,
        name="start_staff_session",
        policy=asks(policies.may_start_staff_session),
    ),
    action(
        "phien-quan-tri/<int:pk>/ket-thuc/",
        end_staff_session,
        name="end_staff_session",
        policy=sees(policies.staff_sessions_visible_to, policies.may_end_staff_session),
    ),
]
