"""URLs of the proposals of a year."""

from thidua.campaigns.policies import cycles_visible_to
from thidua.common.http.routes import action, form, page, sees
from thidua.decisions.policies import proposals as policies
from thidua.decisions.views import proposals

urlpatterns = [
    action(
        "nam/<int:pk>/de-nghi/lap/",
        proposals.draft,
        name="draft_proposals",
        policy=sees(cycles_visible_to, policies.may_draft_proposals),
    ),
    page("de-nghi/<int:pk>/", proposals.show, name="proposals", policy=sees(policies.proposals_visible_to)),
    action(
        "de-nghi/<int:pk>/bo-sung/",
        proposals.refill,
        name="refill_proposals",
        policy=sees(policies.proposals_visible_to, policies.may_edit_proposals),
    ),
    form(
        "de-nghi/<int:pk>/them/",
        proposals.add,
        name="add_proposal",
        policy=sees(policies.proposals_visible_to, policies.may_edit_proposals),
    ),
    form(
        "de-nghi/<int:pk>/gui/",
        proposals.send,
        name="send_proposals",
        policy=sees(policies.proposals_visible_to, policies.may_edit_proposals),
    ),
    form(
        "de-nghi/<int:pk>/tra-lai/",
        proposals.give_back,
        name="return_proposals",
        policy=sees(policies.proposals_visible_to, policies.may_return_proposals),
    ),
    form(
        "de-nghi/dong/<int:pk>/loai-hinh/",
        proposals.basis,
        name="proposal_basis",
        policy=sees(policies.lines_visible_to, policies.may_edit_line),
    ),
    form(
        "de-nghi/dong/<int:pk>/bo/",
        proposals.remove,
        name="remove_proposal",
        policy=sees(policies.lines_visible_to, policies.may_edit_line),
    ),
    form(
        "de-nghi/dong/<int:pk>/tra-loi/",
        proposals.answer_to,
        name="answer_proposal",
        policy=sees(policies.lines_visible_to, policies.may_answer_line),
    ),
    form(
        "de-nghi/dong/<int:pk>/sua-tra-loi/",
        proposals.correct,
        name="correct_answer",
        policy=sees(policies.lines_visible_to, policies.may_correct_answer),
    ),
]
