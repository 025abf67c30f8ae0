"""URLs of photographs."""

from thidua.common.http.routes import action, finds, form
from thidua.documents import policies
from thidua.documents.views import photos

urlpatterns = [
    form(
        "tep/album/<slug:kind>/<int:parent>/",
        photos.arrange_album,
        name="album",
        policy=finds(policies.find_parent, policies.may_attach_to),
    ),
    form(
        "tep/album/anh/<int:pk>/sua/",
        photos.change_photo,
        name="photo_change",
        policy=finds(policies.find_photo, policies.may_describe_photo),
    ),
    action(
        "tep/album/anh/<int:pk>/chuyen/",
        photos.shift_photo,
        name="photo_move",
        policy=finds(policies.find_photo, policies.may_change_photo),
    ),
    form(
        "tep/album/anh/<int:pk>/bo/",
        photos.drop_photo,
        name="photo_drop",
        policy=finds(policies.find_photo, policies.may_describe_photo),
    ),
    form(
        "tep/album/anh/<int:pk>/rut/",
        photos.withdraw,
        name="photo_withdraw",
        policy=finds(policies.find_photo, policies.may_withdraw_photo),
    ),
]
