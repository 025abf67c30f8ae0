"""Who sees and who adds the photographs and papers of a meeting, and the papers of an item of its agenda."""

from django.urls import reverse

from thidua.common.actor import Actor
from thidua.common.parents import ParentFacts, ParentKind, register_parent_kind
from thidua.common.policy import Answer, refused
from thidua.meetings.models import AgendaItem, Meeting
from thidua.meetings.policies.meetings import agenda_visible_to, may_run_meeting, meetings_visible_to
from thidua.meetings.services.news import photo_has_changed


def open_doors() -> None:
    """Register the kinds."""
    meeting = ("meeting", visible_meetings, may_attach_to_meeting, meeting_url, describe_meetings)
    register_parent_kind(ParentKind(*meeting, photo_has_changed=photo_has_changed))
    register_parent_kind(ParentKind("agenda_item", visible_items, may_attach_to_item, item_url, describe_items))


def visible_meetings(actor: Actor, ids: set[int]) -> set[int]:
    """Those of these meetings that the actor sees."""
    return set(meetings_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def may_attach_to_meeting(actor: Actor, pk: int) -> Answer:
    """Who runs the meeting adds its photographs, also after the minutes were adopted."""
    meeting = Meeting.objects.select_related("bloc").filter(pk=pk).first()
    return may_run_meeting(actor, meeting) if meeting is not None else refused("")


def meeting_url(pk: int) -> str:
    """The page of the meeting."""
    return reverse("meeting", args=[pk])


def describe_meetings(ids: set[int]) -> dict[int, ParentFacts]:
    """Titles and agencies."""
    rows = Meeting.objects.filter(pk__in=ids).values_list("pk", "title", "agency_id")
    return {pk: ParentFacts(title, agency) for pk, title, agency in rows}


def visible_items(actor: Actor, ids: set[int]) -> set[int]:
    """Those of these items whose meeting the actor sees."""
    return set(agenda_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def may_attach_to_item(actor: Actor, pk: int) -> Answer:
    """Who runs the meeting adds papers to an item."""
    item = AgendaItem.objects.select_related("meeting__bloc").filter(pk=pk).first()
    return may_run_meeting(actor, item.meeting) if item is not None else refused("")


def item_url(pk: int) -> str:
    """The page of the meeting, at the item."""
    meeting = AgendaItem.objects.filter(pk=pk).values_list("meeting", flat=True).first()
    return f"{meeting_url(meeting)}#noi-dung-{pk}" if meeting is not None else ""


def describe_items(ids: set[int]) -> dict[int, ParentFacts]:
    """Titles of items with those of their meetings."""
    rows = AgendaItem.objects.filter(pk__in=ids).values_list("pk", "title", "meeting__title", "agency_id")
    return {pk: ParentFacts(f"{title}, {meeting}", agency) for pk, title, meeting, agency in rows}
