"""Tables of years, piece by piece, and what is read of a whole bloc."""

from thidua.campaigns.policies.cycles import cycles_visible_to
from thidua.common.http.routes import action, form, page, sees, signed_in
from thidua.scorecards.policies import publishing as public
from thidua.scorecards.policies import schemes as policies
from thidua.scorecards.policies.cards import may_hold, may_see_matrix
from thidua.scorecards.views import (
    comparing,
    drafts,
    holds,
    matrix,
    members,
    opening,
    publishing,
    schemes,
    scoring,
    starting,
    trials,
)

reads = sees(policies.schemes_visible_to)
edits = sees(policies.schemes_visible_to, policies.may_edit_scheme)
oversees = sees(policies.schemes_visible_to, may_see_matrix)
T = "cham-diem/bang/<int:pk>/"

urlpatterns = [
    page("cham-diem/", scoring.show_scoring, name="scoring", policy=signed_in()),
    form(
        "cham-diem/nam/<int:pk>/lap-bang/",
        starting.start,
        name="start_scheme",
        policy=sees(cycles_visible_to, policies.may_start_scheme),
    ),
    page(T, schemes.show_scheme, name="scheme", policy=reads),
    form(f"{T}thong-tin-chung/", drafts.edit_head, name="edit_scheme_head", policy=edits),
    form(f"{T}xep-loai/", drafts.edit_grades, name="edit_grades", policy=edits),
    form(f"{T}so-lieu/moi/", drafts.add_input, name="add_input", policy=edits),
    form(f"{T}so-lieu/<str:name>/sua/", drafts.edit_input, name="edit_input", policy=edits),
    action(f"{T}so-lieu/<str:name>/bo/", drafts.drop_input, name="drop_input", policy=edits),
    form(f"{T}muc/moi/", drafts.add_item, name="add_item", policy=edits),
    form(f"{T}muc/<str:path>/sua/", drafts.edit_item, name="edit_item", policy=edits),
    form(f"{T}muc/<str:path>/muc-tran/", drafts.edit_limits, name="edit_limits", policy=edits),
    form(f"{T}muc/<str:path>/cach-cham/<str:keyword>/", drafts.edit_way, name="edit_way", policy=edits),
    action(f"{T}muc/<str:path>/bo/", drafts.drop_item, name="drop_item", policy=edits),
    action(f"{T}muc/<str:path>/chuyen/", drafts.move_item, name="move_item", policy=edits),
    page(f"{T}muc/<str:path>/quy-dinh/moi/", drafts.choose_rule, name="choose_rule", policy=edits),
    form(f"{T}muc/<str:path>/quy-dinh/moi/<str:keyword>/", drafts.add_rule, name="add_score_rule", policy=edits),
    form(f"{T}muc/<str:path>/quy-dinh/<int:place>/sua/", drafts.edit_rule, name="edit_score_rule", policy=edits),
    action(f"{T}muc/<str:path>/quy-dinh/<int:place>/bo/", drafts.drop_rule, name="drop_score_rule", policy=edits),
    form(f"{T}bang-diem-nhau/moi/", drafts.add_tie, name="add_tie", policy=edits),
    action(f"{T}bang-diem-nhau/<int:place>/bo/", drafts.drop_tie, name="drop_tie", policy=edits),
    form(f"{T}khen-thuong/moi/", drafts.add_award, name="add_award_rule", policy=edits),
    action(f"{T}khen-thuong/<int:place>/bo/", drafts.drop_award, name="drop_award_rule", policy=edits),
    form(f"{T}nhap-tep/", starting.bring_in, name="bring_in_scheme", policy=edits),
    page(f"{T}tep/", starting.take_out, name="take_out_scheme", policy=reads),
    form(
        f"{T}cham-thu/",
        trials.try_scheme,
        name="try_scheme",
        policy=sees(policies.schemes_visible_to, policies.may_try_scheme),
    ),
    page(f"{T}so-sanh/", comparing.compare, name="compare_schemes", policy=reads),
    action(
        f"{T}lay-y-kien/",
        members.collect,
        name="collect_scheme_comments",
        policy=sees(policies.schemes_visible_to, policies.may_collect_comments),
    ),
    form(
        f"{T}gop-y/",
        members.comment,
        name="comment_on_scheme",
        policy=sees(policies.schemes_visible_to, policies.may_comment_on_scheme),
    ),
    form(
        "cham-diem/gop-y/<int:pk>/tra-loi/",
        members.reply,
        name="answer_scheme_comment",
        policy=sees(policies.comments_visible_to, policies.may_answer_comment),
    ),
    form(
        f"{T}nguoi-cham/",
        members.assess,
        name="name_assessor",
        policy=sees(policies.schemes_visible_to, policies.may_name_assessors),
    ),
    action(
        "cham-diem/nguoi-cham/<int:pk>/bo/",
        members.drop_assessor,
        name="drop_assessor",
        policy=sees(policies.assessors_visible_to, policies.may_drop_assessor),
    ),
    form(f"{T}nhom/", members.group, name="put_in_groups", policy=edits),
    form(
        f"{T}cham-cheo/",
        members.peers,
        name="set_peers",
        policy=sees(policies.schemes_visible_to, policies.may_set_peers),
    ),
    form(
        f"{T}mo-cham/",
        opening.open_scoring,
        name="open_scoring",
        policy=sees(policies.schemes_visible_to, policies.may_open_scoring),
    ),
    form(
        f"{T}cong-bo/",
        opening.publish,
        name="publish_scores",
        policy=sees(policies.schemes_visible_to, policies.may_publish),
    ),
    page(f"{T}bang-diem/", matrix.show_matrix, name="matrix", policy=oversees),
    page(f"{T}bang-diem/excel/", matrix.export_matrix, name="export_matrix", policy=oversees),
    page(f"{T}xep-hang/", matrix.show_ranking, name="ranking", policy=oversees),
    form(
        f"{T}xep-hang/cong-khai/",
        publishing.publish,
        name="publish_ranking",
        policy=sees(policies.schemes_visible_to, public.may_publish_ranking),
    ),
    form(
        f"{T}xep-hang/thoi-cong-khai/",
        publishing.withdraw,
        name="withdraw_ranking",
        policy=sees(policies.schemes_visible_to, public.may_withdraw_ranking),
    ),
    page(f"{T}dau-hieu/", matrix.show_formality, name="formality", policy=oversees),
    form(
        f"{T}dung-xet/",
        holds.enter,
        name="hold_unit",
        policy=sees(policies.schemes_visible_to, may_hold),
    ),
]
