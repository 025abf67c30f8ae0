"""URLs of organisations."""

from thidua.common.http.routes import action, finds, form, page, sees, signed_in
from thidua.organisations import policies
from thidua.organisations.views import agencies, bloc_deeds, blocs, people, units

_agency = sees(policies.agencies_visible_to)
_keep_agency = sees(policies.agencies_visible_to, policies.may_keep_organisations)
_keep_unit = sees(policies.units_visible_to, policies.may_keep_unit)
_keep_person = sees(policies.people_visible_to, policies.may_keep_person)
_keep_bloc = sees(policies.blocs_visible_to, policies.may_keep_bloc)
_keep_bloc_year = finds(policies.find_bloc_year, policies.may_keep_bloc_year)
_keep_unit_membership = sees(policies.unit_memberships_visible_to, policies.may_keep_unit_membership)
_keep_post = sees(policies.posts_visible_to, policies.may_keep_post)
_write_membership_paper = sees(policies.unit_memberships_visible_to, policies.may_write_membership_paper)
_write_post_paper = sees(policies.posts_visible_to, policies.may_write_post_paper)
_keep_leadership = sees(policies.leaderships_visible_to, policies.may_keep_leadership)

urlpatterns = [
    # agencies
    page("co-quan/", agencies.list_agencies, name="agencies", policy=signed_in()),
    page("co-quan/<int:pk>/", agencies.show_agency, name="agency", policy=_agency),
    form("co-quan/<int:pk>/them/", agencies.add, name="add_agency", policy=_keep_agency),
    form("co-quan/<int:pk>/sua/", agencies.edit, name="edit_agency", policy=_keep_agency),
    form("co-quan/<int:pk>/doi-ten/", agencies.rename, name="rename_agency", policy=_keep_agency),
    form("co-quan/<int:pk>/ten-cu/", agencies.add_past_name, name="add_past_agency_name", policy=_keep_agency),
    form("co-quan/<int:pk>/chuyen/", agencies.move, name="move_agency", policy=_keep_agency),
    form("co-quan/<int:pk>/ket-thuc/", agencies.end, name="end_agency", policy=_keep_agency),
    form("co-quan/<int:pk>/ten-khac/", agencies.add_alias, name="add_agency_alias", policy=_keep_agency),
    action(
        "co-quan/ten-khac/<int:pk>/bo/",
        agencies.remove_alias,
        name="remove_agency_alias",
        policy=sees(policies.agency_aliases_visible_to, policies.may_keep_agency_alias),
    ),
    form("co-quan/<int:pk>/them-don-vi/", units.add, name="add_unit", policy=_keep_agency),
    form("co-quan/<int:pk>/them-khoi/", bloc_deeds.add, name="add_bloc", policy=_keep_agency),
    # units
    page("don-vi/", units.list_units, name="units", policy=signed_in()),
    page("don-vi/<int:pk>/", units.show_unit, name="unit", policy=sees(policies.units_visible_to)),
    form("don-vi/<int:pk>/sua/", units.edit, name="edit_unit", policy=_keep_unit),
    form("don-vi/<int:pk>/doi-ten/", units.rename, name="rename_unit", policy=_keep_unit),
    form("don-vi/<int:pk>/ten-cu/", units.add_past_name, name="add_past_unit_name", policy=_keep_unit),
    form("don-vi/<int:pk>/chuyen/", units.move, name="move_unit", policy=_keep_unit),
    form("don-vi/<int:pk>/sap-nhap/", units.merge, name="merge_unit", policy=_keep_unit),
    form("don-vi/<int:pk>/chia-tach/", units.split, name="split_unit", policy=_keep_unit),
    form("don-vi/<int:pk>/giai-the/", units.dissolve, name="dissolve_unit", policy=_keep_unit),
    form("don-vi/<int:pk>/ten-khac/", units.add_alias, name="add_unit_alias", policy=_keep_unit),
    action(
        "don-vi/ten-khac/<int:pk>/bo/",
        units.remove_alias,
        name="remove_unit_alias",
        policy=sees(policies.aliases_visible_to, policies.may_keep_alias),
    ),
    form("don-vi/<int:pk>/doan-the/", units.add_body, name="add_mass_organisation", policy=_keep_unit),
    form(
        "don-vi/doan-the/<int:pk>/sua/",
        units.edit_body,
        name="edit_mass_organisation",
        policy=sees(policies.mass_organisations_visible_to, policies.may_keep_mass_organisation),
    ),
    form("don-vi/<int:pk>/them-nguoi/", people.add, name="add_person", policy=_keep_unit),
    # people
    page("nguoi/", people.list_people, name="people", policy=signed_in()),
    page("nguoi/<int:pk>/", people.show_person, name="person", policy=sees(policies.people_visible_to)),
    form("nguoi/<int:pk>/sua/", people.edit, name="edit_person", policy=_keep_person),
    form("nguoi/<int:pk>/don-vi/", people.join, name="join_unit", policy=_keep_person),
    form("nguoi/<int:pk>/chuc-vu/", people.add_post, name="add_post", policy=_keep_person),
    form("nguoi/thuoc-don-vi/<int:pk>/roi/", people.leave, name="leave_unit", policy=_keep_unit_membership),
    form("nguoi/thuoc-don-vi/<int:pk>/chuyen/", people.transfer, name="transfer", policy=_keep_unit_membership),
    form(
        "nguoi/thuoc-don-vi/<int:pk>/quyet-dinh/",
        people.membership_paper,
        name="membership_paper",
        policy=_write_membership_paper,
    ),
    form("nguoi/chuc-vu/<int:pk>/thoi/", people.end_post, name="end_post", policy=_keep_post),
    form("nguoi/chuc-vu/<int:pk>/quyet-dinh/", people.post_paper, name="post_paper", policy=_write_post_paper),
    # blocs
    page("khoi/", blocs.list_blocs, name="blocs", policy=signed_in()),
    page("khoi/<int:pk>/", blocs.show_bloc, name="bloc", policy=sees(policies.blocs_visible_to)),
    form("khoi/<int:pk>/sua/", bloc_deeds.edit, name="edit_bloc", policy=_keep_bloc),
    form("khoi/<int:pk>/<int:year>/thanh-vien/", bloc_deeds.set_members, name="set_members", policy=_keep_bloc_year),
    form("khoi/<int:pk>/<int:year>/vao/", bloc_deeds.join, name="join_bloc", policy=_keep_bloc_year),
    action(
        "khoi/<int:pk>/<int:year>/chep/",
        bloc_deeds.carry,
        name="carry_members",
        policy=finds(policies.find_bloc_year, policies.may_carry_bloc_year),
    ),
    form("khoi/<int:pk>/<int:year>/lanh-dao/", bloc_deeds.set_leader, name="set_leader", policy=_keep_bloc_year),
    form("khoi/<int:pk>/<int:year>/roi/", bloc_deeds.leave, name="leave_bloc", policy=_keep_bloc_year),
    form(
        "khoi/<int:pk>/<int:year>/quyet-dinh/", bloc_deeds.members_paper, name="members_paper", policy=_keep_bloc_year
    ),
    form(
        "khoi/thanh-vien/<int:pk>/quyet-dinh/",
        bloc_deeds.member_paper,
        name="bloc_membership_paper",
        policy=sees(policies.bloc_memberships_visible_to, policies.may_keep_bloc_membership),
    ),
    form(
        "khoi/lanh-dao/<int:pk>/dai-dien/",
        bloc_deeds.change_representative,
        name="change_representative",
        policy=sees(policies.leaderships_visible_to, policies.may_change_this_representative),
    ),
    form(
        "khoi/lanh-dao/<int:pk>/sua/", bloc_deeds.correct_leadership, name="correct_leadership", policy=_keep_leadership
    ),
]
