"""URLs of votes: prepared, run, cast, counted, published. Each keeps the tries it refused."""

from thidua.common.http.routes import action, admits, form, page, public, sees
from thidua.meetings.models import Ballot, Meeting, Motion
from thidua.meetings.policies import ballots as policies
from thidua.meetings.policies import meetings
from thidua.meetings.views import conducting, motions, voting

LOOK, CHANGE, OPEN, VOID = "ballot.look", "motion.change", "ballot.open", "ballot.void"
VOTER = admits(policies.find_voter_place, keeps=LOOK, of=Meeting)

urlpatterns = [
    # the voter
    form("bo-phieu/", voting.door, name="vote_door", policy=public()),
    action("bo-phieu/ra/", voting.leave, name="leave_seat", policy=public()),
    page("bo-phieu/<int:pk>/", voting.show, name="vote", policy=VOTER),
    page("bo-phieu/<int:pk>/dien-bien/", voting.show_live, name="vote_live", policy=VOTER),
    form(
        "bo-phieu/vong/<int:pk>/phieu/",
        voting.mark,
        name="cast_vote",
        policy=admits(policies.find_vote_place, keeps="ballot.cast", of=Ballot),
    ),
    # the conductor and the hall
    page(
        "hoi-nghi/<int:pk>/dieu-hanh/",
        conducting.conduct,
        name="conduct",
        policy=sees(meetings.meetings_visible_to, policies.may_conduct, keeps=LOOK),
    ),
    page(
        "hoi-nghi/<int:pk>/dieu-hanh/dien-bien/",
        conducting.conduct_live,
        name="conduct_live",
        policy=sees(meetings.meetings_visible_to, policies.may_conduct, keeps=LOOK),
    ),
    page(
        "hoi-nghi/<int:pk>/man-hinh/",
        conducting.hall,
        name="hall",
        policy=sees(meetings.meetings_visible_to, keeps=LOOK),
    ),
    page(
        "hoi-nghi/<int:pk>/man-hinh/dien-bien/",
        conducting.hall_live,
        name="hall_live",
        policy=sees(meetings.meetings_visible_to, keeps=LOOK),
    ),
    action(
        "hoi-nghi/thanh-phan/<int:pk>/ma/",
        conducting.give_code,
        name="give_door_code",
        policy=sees(meetings.attendances_visible_to, policies.may_issue_code, keeps="door_code.issue"),
    ),
    # questions
    form(
        "hoi-nghi/<int:pk>/bo-phieu/them/",
        motions.add,
        name="add_motion",
        policy=sees(meetings.meetings_visible_to, policies.may_add_motion, keeps=CHANGE),
    ),
    form(
        "bo-phieu/noi-dung/<int:pk>/",
        motions.show,
        name="motion",
        policy=admits(policies.find_motion, keeps=LOOK, of=Motion),
    ),
    form(
        "bo-phieu/noi-dung/<int:pk>/sua/",
        motions.edit,
        name="edit_motion",
        policy=sees(policies.motions_visible_to, policies.may_edit_motion, keeps=CHANGE),
    ),
    form(
        "bo-phieu/noi-dung/<int:pk>/huy/",
        motions.void,
        name="void_motion",
        policy=sees(policies.motions_visible_to, policies.may_void_motion, keeps=VOID),
    ),
    form(
        "bo-phieu/noi-dung/<int:pk>/quyet-dinh/",
        motions.decide,
        name="decide_motion",
        policy=sees(policies.motions_visible_to, policies.may_decide_motion, keeps="motion.decide"),
    ),
    form(
        "bo-phieu/lua-chon/<int:pk>/khong-bieu-quyet/",
        motions.leave_out,
        name="recuse",
        policy=sees(policies.options_visible_to, policies.may_edit_option, keeps=CHANGE),
    ),
    action(
        "bo-phieu/khong-bieu-quyet/<int:pk>/bo/",
        motions.take_part,
        name="end_recusal",
        policy=sees(policies.recusals_visible_to, policies.may_end_recusal, keeps=CHANGE),
    ),
    # rounds
    form(
        "bo-phieu/noi-dung/<int:pk>/mo-vong/",
        conducting.start,
        name="open_round",
        policy=sees(policies.motions_visible_to, policies.may_open_round, keeps=OPEN),
    ),
    form(
        "bo-phieu/noi-dung/<int:pk>/gio-tay/",
        conducting.hands,
        name="record_hands",
        policy=sees(policies.motions_visible_to, policies.may_open_round, keeps=OPEN),
    ),
    form(
        "bo-phieu/vong/<int:pk>/kiem/",
        conducting.close,
        name="close_round",
        policy=sees(policies.ballots_visible_to, policies.may_run_round, keeps="ballot.count"),
    ),
    form(
        "bo-phieu/vong/<int:pk>/huy/",
        conducting.void,
        name="void_round",
        policy=sees(policies.ballots_visible_to, policies.may_run_round, keeps=VOID),
    ),
    form(
        "bo-phieu/vong/<int:pk>/dem/",
        conducting.count_papers,
        name="count_papers",
        policy=sees(policies.ballots_visible_to, policies.may_count, keeps="ballot.sheet"),
    ),
    page(
        "bo-phieu/vong/<int:pk>/phieu-giay/",
        conducting.slips,
        name="ballot_slips",
        policy=sees(policies.ballots_visible_to, policies.may_run_round, keeps=LOOK),
    ),
    page(
        "bo-phieu/vong/<int:pk>/cong-bo.json",
        conducting.publish,
        name="published_round",
        policy=admits(policies.find_ballot, keeps=LOOK, of=Ballot),
    ),
    form(
        "bo-phieu/danh-sach/<int:pk>/phieu-viet/",
        conducting.enter_letter,
        name="enter_written",
        policy=sees(policies.entries_visible_to, policies.may_write_for, keeps="ballot.write"),
    ),
    action(
        "bo-phieu/danh-sach/<int:pk>/phieu-gui/",
        conducting.note_letter_of,
        name="note_letter",
        policy=sees(policies.entries_visible_to, policies.may_note_letter, keeps="ballot.write"),
    ),
    action(
        "bo-phieu/danh-sach/<int:pk>/phieu-gui/bo/",
        conducting.take_back_letter_of,
        name="take_back_letter",
        policy=sees(policies.entries_visible_to, policies.may_take_letter_back, keeps="ballot.write"),
    ),
]
