"""A public ranking of which the record says otherwise waits for those who decide what is public."""

from datetime import date

from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.due import DueGroup, DueItem, register_due_source
from thidua.common.http.addresses import address_of
from thidua.scorecards.facts.public import differing
from thidua.scorecards.models import Scheme
from thidua.scorecards.policies.publishing import rankings_decided_by


def open_doors() -> None:
    """Register the source."""
    register_due_source(due_rankings, lambda actor, today: rankings_decided_by(actor))


def due_rankings(actor: Actor, today: date) -> list[DueItem]:
    """Those that differ, each with the way to where it is published anew or withdrawn: five queries, one more for the
    ways.
    """
    pages = differing(rankings_decided_by(actor))
    if not pages:
        return []
    schemes = dict(Scheme.objects.filter(cycle__in=[page.subject for page in pages]).values_list("cycle", "pk"))
    return [
        DueItem(
            group=DueGroup.MINE,
            title=_("Xem lại trang công khai khác với hồ sơ: %(page)s") % {"page": page.title},
            url=address_of("ranking", schemes[page.subject]),
            verb=_("Xem lại"),
            deadline=None,
            fact=_("Kết quả trong hồ sơ đã khác. Công bố bản mới, hoặc thôi công bố."),
            agency=page.agency_id,
            icon="world",
        )
        for page in pages
        if page.subject in schemes
    ]
