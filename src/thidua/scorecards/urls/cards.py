"""One unit's card, its items, its way; papers against a unit."""

from thidua.common.http.routes import action, form, page, sees
from thidua.scorecards.policies import cards as policies
from thidua.scorecards.policies.looking import may_assess_something
from thidua.scorecards.views import cards, derivations, holds

P = "cham-diem/phieu/<int:pk>/"
visible = policies.cards_visible_to
lines = policies.lines_visible_to

urlpatterns = [
    page(P, cards.show_card, name="scorecard", policy=sees(visible)),
    page(f"{P}cach-tinh/", derivations.show_derivation, name="derivation", policy=sees(visible)),
    form(
        "cham-diem/muc/<int:pk>/cham/",
        cards.fill,
        name="fill_item",
        policy=sees(lines, policies.may_write_item),
    ),
    form(
        "cham-diem/muc/<int:pk>/giai-trinh/",
        cards.explain,
        name="explain_item",
        policy=sees(lines, policies.may_explain_item),
    ),
    form(
        "cham-diem/muc/<int:pk>/lay-tu-nam/",
        cards.cite,
        name="cite_for_item",
        policy=sees(lines, policies.may_attach_to_item),
    ),
    action(
        f"{P}khong-con-truong-hop/",
        cards.no_more_cases,
        name="no_more_cases",
        policy=sees(visible, policies.may_fill_card),
    ),
    form(f"{P}nop/", cards.submit, name="submit_card", policy=sees(visible, policies.may_submit_card)),
    action(f"{P}xac-nhan/", cards.sign, name="sign_branches", policy=sees(visible, may_assess_something)),
    form(f"{P}tra-lai/", cards.send_back, name="return_card", policy=sees(visible, policies.may_return)),
    action(
        f"{P}gui-giai-trinh/",
        cards.send_explanation,
        name="send_explanation",
        policy=sees(visible, policies.may_explain),
    ),
    form(f"{P}chot/", cards.settle, name="settle_card", policy=sees(visible, policies.may_settle)),
    form(f"{P}mo-lai/", cards.reopen, name="reopen_card", policy=sees(visible, policies.may_reopen)),
    form(f"{P}dung-cham-cheo/", cards.end_peers, name="end_peers", policy=sees(visible, policies.may_end_peers)),
    form(
        "cham-diem/cham-cheo/<int:pk>/",
        cards.peer,
        name="score_peer",
        policy=sees(policies.pairs_visible_to, policies.may_score_peer),
    ),
    form(f"{P}giay-to/", cards.record, name="record_paper", policy=sees(visible, policies.may_record_paper)),
    form(
        "cham-diem/giay-to/<int:pk>/bo/",
        cards.drop,
        name="drop_paper",
        policy=sees(policies.papers_visible_to, policies.may_drop_paper),
    ),
    page("cham-diem/dung-xet/<int:pk>/", holds.show_hold, name="hold", policy=sees(policies.holds_visible_to)),
    form(
        "cham-diem/dung-xet/<int:pk>/go/",
        holds.lift,
        name="lift_hold",
        policy=sees(policies.holds_visible_to, policies.may_lift),
    ),
]
