"""URLs of teams in the field, and of what their phones ask and send."""

from thidua.activities import policies
from thidua.activities.views import field, field_card, field_photos, printed, sorting_guide, teams
from thidua.common.http.routes import action, form, in_field, page, public, put, sees

urlpatterns = [
    form(
        "hoat-dong/<int:pk>/to-hien-truong/",
        teams.show_teams,
        name="field_teams",
        policy=sees(policies.activities_visible_to, policies.may_issue_pass),
    ),
    action(
        "hoat-dong/to-hien-truong/<int:pk>/thu-hoi/",
        teams.revoke,
        name="revoke_pass",
        policy=sees(policies.passes_visible_to, policies.may_revoke_pass),
    ),
    action(
        "hoat-dong/may-hien-truong/<int:pk>/khoa/",
        teams.block,
        name="block_phone",
        policy=sees(policies.phones_visible_to, policies.may_block_phone),
    ),
    page(
        "hoat-dong/<int:pk>/anh-hien-truong/",
        field_photos.list_photos,
        name="field_photos",
        policy=sees(policies.photographed_activities),
    ),
    form(
        "hoat-dong/anh-hien-truong/<int:pk>/vao-album/",
        field_photos.choose,
        name="choose_field_photo",
        policy=sees(policies.field_photos_visible_to, policies.may_choose_photo),
    ),
    form(
        "hoat-dong/<int:pk>/bang-thong-bao/",
        printed.print_notice,
        name="photo_notice",
        policy=sees(policies.listed_activities),
    ),
    form(
        "hoat-dong/<int:pk>/ap-phich/",
        printed.print_poster,
        name="poster",
        policy=sees(policies.listed_activities),
    ),
    page(
        "hoat-dong/<int:pk>/phieu-giay/",
        printed.print_card,
        name="paper_card",
        policy=sees(policies.listed_activities),
    ),
    page("hien-truong/", field_card.show_card, name="field_card", policy=public()),
    page("hien-truong/sw.js", field_card.show_worker, name="field_worker", policy=public()),
    page("hien-truong/manifest.webmanifest", field_card.show_manifest, name="field_manifest", policy=public()),
    page("hien-truong/phan-loai/", sorting_guide.show_guide, name="sorting_guide", policy=public()),
    page(
        "hien-truong/phan-loai/en/",
        sorting_guide.show_english_guide,
        name="sorting_guide_in_english",
        policy=public(),
    ),
    page(
        "hien-truong/nhiem-vu/",
        field.show_assignment,
        name="field_assignment",
        policy=in_field(policies.find_field_activity),
    ),
    put(
        "hien-truong/phieu/<uuid:code>/",
        field.put_fact,
        name="put_fact",
        policy=in_field(policies.find_sending),
    ),
    put(
        "hien-truong/anh/<uuid:code>/",
        field.put_photo,
        name="put_photo",
        policy=in_field(policies.find_sending),
    ),
]
