"""By which classes waste may be sorted at an activity."""

from django.utils.translation import gettext as _

from thidua.activities.models import Activity
from thidua.core.impact.classes import Schemes, in_use, shipped_schemes


def schemes_offered(activity: Activity, schemes: Schemes | None = None) -> dict[str, str]:
    """The newest version of each way to sort → its name; the version that the activity sorts by stays on offer."""
    schemes = shipped_schemes() if schemes is None else schemes
    offered = {ref: schemes[ref].name for ref in in_use(schemes)}
    own = schemes.get(activity.waste_scheme)
    if own is not None and own.ref not in offered:
        words = {"scheme": own.name, "version": own.version}
        offered[own.ref] = _("%(scheme)s (phiên bản %(version)s, đã có bản mới)") % words
    return offered
