"""How waste is sorted at an activity, and which bags are weighed for the sample."""

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.errors import ActivityError
from thidua.activities.facts.schemes import schemes_offered
from thidua.activities.models import Activity
from thidua.activities.policies import may_keep_activity
from thidua.activities.services.activities import lock
from thidua.activities.services.figures import record_has_changed
from thidua.activities.services.rows import rewriting
from thidua.common.actor import Actor
from thidua.common.policy import require

MOST_IN_SAMPLE = 1_000
"""One bag in more than so many is no sample."""


@transaction.atomic
def set_sampling(
    *, actor: Actor, activity: Activity, version: int, waste_scheme: str, sample_one_in: int | None
) -> Activity:
    """Say by which classes waste is sorted from now on, and that one in so many bags is weighed (None: no sample).

    Bags noted before keep the version that they were sorted by and whether they were drawn.
    """
    activity = lock(activity)
    require(may_keep_activity(actor, activity))
    with rewriting(actor, "activity.sampling_set", activity, activity, version, _told):
        if waste_scheme not in schemes_offered(activity):
            raise ActivityError(_("Chọn một cách phân loại trong danh sách."), code="no_scheme", field="waste_scheme")
        if sample_one_in is not None and not 1 <= sample_one_in <= MOST_IN_SAMPLE:
            raise ActivityError(
                _("Cân mẫu 1 trong bao nhiêu túi: nhập số từ 1 đến %(most)s, hoặc để trống nếu không cân mẫu.")
                % {"most": MOST_IN_SAMPLE},
                code="no_sample",
                field="sample_one_in",
            )
        activity.waste_scheme = waste_scheme
        activity.sample_one_in = sample_one_in
    record_has_changed(actor, activity)
    return activity


def _told(activity: Activity) -> dict[str, object]:
    return {"waste_scheme": activity.waste_scheme, "sample_one_in": activity.sample_one_in}
