"""URLs of what the standing office decides about the public site. Articles are written below `/bien-tap/`."""

from thidua.common.http.routes import action, asks, form, page, sees
from thidua.publishing import policies
from thidua.publishing.views import comments, contacts, photographs

urlpatterns = [
    page("binh-luan/", comments.list_comments, name="comments", policy=asks(policies.may_moderate)),
    form("binh-luan/nguoi-gui/", comments.find_sender, name="comment_sender", policy=asks(policies.may_moderate)),
    action(
        "binh-luan/nguoi-gui/<int:pk>/tep/",
        comments.send_held,
        name="give_out_comments",
        policy=sees(policies.agencies_moderated_by),
    ),
    form(
        "binh-luan/nguoi-gui/<int:pk>/xoa/",
        comments.erase_held,
        name="erase_comments",
        policy=sees(policies.agencies_moderated_by),
    ),
    form(
        "binh-luan/khong-dang/<int:pk>/",
        comments.refuse_several,
        name="refuse_comments",
        policy=sees(policies.agencies_moderated_by),
    ),
    page("binh-luan/cai-dat/", comments.list_settings, name="public_sites", policy=asks(policies.may_moderate)),
    form(
        "binh-luan/cai-dat/<int:pk>/",
        comments.choose_settings,
        name="public_settings",
        policy=sees(policies.agencies_moderated_by),
    ),
    page("binh-luan/<int:pk>/", comments.show_comment, name="comment", policy=sees(policies.comments_moderated_by)),
    action(
        "binh-luan/<int:pk>/hien/",
        comments.show_again,
        name="show_comment",
        policy=sees(policies.comments_moderated_by),
    ),
    form(
        "binh-luan/<int:pk>/khong-hien/",
        comments.refuse,
        name="refuse_comment",
        policy=sees(policies.comments_moderated_by),
    ),
    form(
        "binh-luan/<int:pk>/xoa/",
        comments.erase_one,
        name="erase_comment",
        policy=sees(policies.comments_moderated_by),
    ),
    form(
        "binh-luan/<int:pk>/tra-loi/",
        comments.answer_in_name,
        name="reply_to_comment",
        policy=sees(policies.comments_moderated_by),
    ),
    form(
        "co-quan/<int:pk>/noi-nhan-yeu-cau/",
        contacts.choose_contact,
        name="data_contact",
        policy=sees(policies.agencies_naming_contact),
    ),
    page(
        "anh-tin/kho/<int:pk>/",
        photographs.show_photo,
        name="library_photo",
        policy=sees(policies.photos_of),
    ),
    page(
        "anh-tin/rut/",
        photographs.list_photos,
        name="published_photos",
        policy=asks(policies.may_take_photos_back),
    ),
    form(
        "anh-tin/rut/<int:pk>/",
        photographs.take_back,
        name="take_photo_back",
        policy=sees(policies.photos_taken_back_by),
    ),
]
