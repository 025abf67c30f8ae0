"""URLs of what the public may read of activities."""

from thidua.activities import policies
from thidua.activities.views import map_pictures, public_photos, public_sums, publishing
from thidua.campaigns.policies.cycles import cycles_visible_to
from thidua.common.http.routes import action, finds, form, page, sees
from thidua.organisations.policies import agencies_visible_to

urlpatterns = [
    action(
        "hoat-dong/<int:pk>/cong-bo/",
        publishing.publish,
        name="publish_impact",
        policy=sees(policies.activities_visible_to, policies.may_publish_impact),
    ),
    action(
        "hoat-dong/<int:pk>/bao-truoc/",
        publishing.announce,
        name="publish_event",
        policy=sees(policies.activities_visible_to, policies.may_publish_event),
    ),
    form(
        "hoat-dong/<int:pk>/thoi-bao-truoc/",
        publishing.withdraw_announcement,
        name="withdraw_event",
        policy=sees(policies.activities_visible_to, policies.may_withdraw_event),
    ),
    action(
        "hoat-dong/<int:pk>/viet-tin/",
        publishing.draft,
        name="draft_news",
        policy=sees(policies.activities_visible_to, policies.may_draft_news),
    ),
    action(
        "hoat-dong/tac-dong/nam-thi-dua/<int:pk>/cong-bo/",
        public_sums.publish_cycle,
        name="publish_cycle",
        policy=sees(cycles_visible_to, policies.may_publish_sum),
    ),
    form(
        "hoat-dong/tac-dong/nam-thi-dua/<int:pk>/thoi-cong-bo/",
        public_sums.withdraw_cycle,
        name="withdraw_cycle",
        policy=sees(cycles_visible_to, policies.may_withdraw_cycle),
    ),
    action(
        "hoat-dong/tac-dong/phong-trao/<int:pk>/cong-bo/",
        public_sums.publish_movement,
        name="publish_movement",
        policy=sees(policies.movements_summed_for, policies.may_publish_sum),
    ),
    form(
        "hoat-dong/tac-dong/phong-trao/<int:pk>/thoi-cong-bo/",
        public_sums.withdraw_movement,
        name="withdraw_movement",
        policy=sees(policies.movements_summed_for, policies.may_withdraw_movement),
    ),
    action(
        "hoat-dong/tac-dong/co-quan/<int:pk>/<int:year>/cong-bo/",
        public_sums.publish_year,
        name="publish_year",
        policy=finds(policies.find_agency_year, policies.may_publish_sum),
    ),
    form(
        "hoat-dong/tac-dong/co-quan/<int:pk>/<int:year>/thoi-cong-bo/",
        public_sums.withdraw_year,
        name="withdraw_year",
        policy=finds(policies.find_agency_year, policies.may_withdraw_year),
    ),
    page(
        "hoat-dong/<int:pk>/anh-cong-bo/",
        public_photos.list_chosen,
        name="public_photos",
        policy=sees(policies.activities_visible_to),
    ),
    form(
        "hoat-dong/anh/<int:pk>/chon-cong-bo/",
        public_photos.choose,
        name="choose_public_photo",
        policy=finds(policies.find_album_photo, policies.may_choose_public_photo),
    ),
    form(
        "hoat-dong/anh-cong-bo/<int:pk>/sua/",
        public_photos.change,
        name="change_public_photo",
        policy=sees(policies.public_photos_visible_to, policies.may_change_public_photo),
    ),
    action(
        "hoat-dong/anh-cong-bo/<int:pk>/chuyen/",
        public_photos.shift,
        name="move_public_photo",
        policy=sees(policies.public_photos_visible_to, policies.may_change_public_photo),
    ),
    action(
        "hoat-dong/anh-cong-bo/<int:pk>/go/",
        public_photos.drop,
        name="drop_public_photo",
        policy=sees(policies.public_photos_visible_to, policies.may_drop_public_photo),
    ),
    form(
        "hoat-dong/anh-nen/co-quan/<int:pk>/",
        map_pictures.list_pictures,
        name="map_pictures",
        policy=sees(agencies_visible_to, policies.may_bring_map_picture),
    ),
    page(
        "hoat-dong/anh-nen/<int:pk>/",
        map_pictures.show,
        name="map_picture",
        policy=sees(policies.map_pictures_visible_to),
    ),
    form(
        "hoat-dong/anh-nen/<int:pk>/ra/",
        map_pictures.review,
        name="review_map_picture",
        policy=sees(policies.map_pictures_visible_to, policies.may_review_map_picture),
    ),
    form(
        "hoat-dong/anh-nen/<int:pk>/thoi-dung/",
        map_pictures.retire,
        name="retire_map_picture",
        policy=sees(policies.map_pictures_visible_to, policies.may_retire_map_picture),
    ),
    form(
        "hoat-dong/<int:pk>/thoi-cong-bo/",
        publishing.withdraw,
        name="withdraw_impact",
        policy=sees(policies.activities_visible_to, policies.may_withdraw_impact),
    ),
]
