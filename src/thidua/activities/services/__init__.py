"""What can be done with activities."""

from thidua.activities.services.activities import (
    ActivityWords,
    cancel_activity,
    change_activity,
    hold_activity,
    record_activity,
)
from thidua.activities.services.answers import confirm_party, decline_party, put_party_on_paper
from thidua.activities.services.checking import check_code
from thidua.activities.services.claims import choose_claim
from thidua.activities.services.confirmations import Signer, issue_confirmations, withdraw_confirmation
from thidua.activities.services.credits import credit_activity, withdraw_credit
from thidua.activities.services.events import publish_event
from thidua.activities.services.figures import reckon_again
from thidua.activities.services.follow_words import (
    LessonWords,
    ProgrammeWords,
    ProposalReport,
    ProposalWords,
    RevisitWords,
)
from thidua.activities.services.freezing import freeze_figures
from thidua.activities.services.kinship import (
    answer_merge,
    merge_activities,
    place_activity,
    split_activity,
    tell_apart,
)
from thidua.activities.services.lessons import (
    add_lesson,
    change_lesson,
    close_review,
    hold_back_lesson,
    release_lesson,
    remove_lesson,
    reopen_review,
    take_lessons,
)
from thidua.activities.services.map_pictures import bring_map_picture, retire_map_picture, review_map_picture
from thidua.activities.services.news import draft_news
from thidua.activities.services.noting import Kept, Note, note_fact
from thidua.activities.services.outputs import OutputWords, add_output, change_output, remove_output
from thidua.activities.services.parties import add_party, name_speaker, remove_party, remove_speaker
from thidua.activities.services.passes import NewPass, actor_of_pass, block_phone, issue_pass, revoke_pass
from thidua.activities.services.people import Guest, list_people, set_participant_state, take_off_list, tick_off, untick
from thidua.activities.services.photographs import Picture, choose_photo, keep_photo
from thidua.activities.services.plan_facts import note_plan_rows
from thidua.activities.services.plan_items import tick_plan_item, untick_plan_item
from thidua.activities.services.plan_rows import add_to_plan, change_in_plan, remove_from_plan
from thidua.activities.services.plan_settings import say_insurance, set_reserve
from thidua.activities.services.plan_templates import (
    Applied,
    add_to_template,
    apply_template,
    change_template_line,
    lines_of_plan,
    lines_of_template,
    remove_template,
    remove_template_line,
    rename_template,
    save_as_template,
)
from thidua.activities.services.plan_words import EquipmentWords, ItemWords, MoneyWords, RiskWords, RowWords, ZoneWords
from thidua.activities.services.proposals import add_proposal, change_proposal, remove_proposal, report_proposal
from thidua.activities.services.public_photos import (
    PublicPhotoWords,
    change_public_photo,
    choose_public_photo,
    drop_public_photo,
    move_public_photo,
)
from thidua.activities.services.public_sums import publish_sum, withdraw_sum
from thidua.activities.services.publishing import publish_impact, withdraw_impact
from thidua.activities.services.revisits import change_revisit, hold_revisit, plan_revisit, remove_revisit
from thidua.activities.services.sampling import set_sampling
from thidua.activities.services.series import plan_next_time, put_in_series

__all__ = [
    "ActivityWords",
    "Applied",
    "EquipmentWords",
    "Guest",
    "ItemWords",
    "Kept",
    "LessonWords",
    "MoneyWords",
    "NewPass",
    "Note",
    "OutputWords",
    "Picture",
    "ProgrammeWords",
    "ProposalReport",
    "ProposalWords",
    "PublicPhotoWords",
    "RevisitWords",
    "RiskWords",
    "RowWords",
    "Signer",
    "ZoneWords",
    "actor_of_pass",
    "add_lesson",
    "add_output",
    "add_party",
    "add_proposal",
    "add_to_plan",
    "add_to_template",
    "answer_merge",
    "apply_template",
    "block_phone",
    "bring_map_picture",
    "cancel_activity",
    "change_activity",
    "change_in_plan",
    "change_lesson",
    "change_output",
    "change_proposal",
    "change_public_photo",
    "change_revisit",
    "change_template_line",
    "check_code",
    "choose_claim",
    "choose_photo",
    "choose_public_photo",
    "close_review",
    "confirm_party",
    "credit_activity",
    "decline_party",
    "draft_news",
    "drop_public_photo",
    "freeze_figures",
    "hold_activity",
    "hold_back_lesson",
    "hold_revisit",
    "issue_confirmations",
    "issue_pass",
    "keep_photo",
    "lines_of_plan",
    "lines_of_template",
    "list_people",
    "merge_activities",
    "move_public_photo",
    "name_speaker",
    "note_fact",
    "note_plan_rows",
    "place_activity",
    "plan_next_time",
    "plan_revisit",
    "publish_event",
    "publish_impact",
    "publish_sum",
    "put_in_series",
    "put_party_on_paper",
    "reckon_again",
    "record_activity",
    "release_lesson",
    "remove_from_plan",
    "remove_lesson",
    "remove_output",
    "remove_party",
    "remove_proposal",
    "remove_revisit",
    "remove_speaker",
    "remove_template",
    "remove_template_line",
    "rename_template",
    "reopen_review",
    "report_proposal",
    "retire_map_picture",
    "review_map_picture",
    "revoke_pass",
    "save_as_template",
    "say_insurance",
    "set_participant_state",
    "set_reserve",
    "set_sampling",
    "split_activity",
    "take_lessons",
    "take_off_list",
    "tell_apart",
    "tick_off",
    "tick_plan_item",
    "untick",
    "untick_plan_item",
    "withdraw_confirmation",
    "withdraw_credit",
    "withdraw_impact",
    "withdraw_sum",
]
