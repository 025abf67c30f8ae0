"""Who uses and who keeps the templates of plans of an agency."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.activities.models import PlanTemplate, PlanTemplateLine
from thidua.activities.policies.activities import may_record_somewhere
from thidua.activities.queries.shipped import ShippedTemplate, shipped_templates
from thidua.campaigns.policies.cycles import CONTENT_ROLES
from thidua.common.actor import Actor, PersonActor, Role
from thidua.common.policy import YES, Answer, refused


def plan_templates_visible_to(actor: Actor) -> QuerySet[PlanTemplate]:
    """Templates of the agencies in which the actor works with content."""
    agencies = {agency for scope in actor.scopes if scope.role in CONTENT_ROLES for agency in scope.agencies}
    return PlanTemplate.objects.filter(agency__in=agencies).select_related("agency")


def template_lines_visible_to(actor: Actor) -> QuerySet[PlanTemplateLine]:
    """Lines of these templates."""
    templates = plan_templates_visible_to(actor)
    return PlanTemplateLine.objects.filter(template__in=templates).select_related("template__agency")


def find_shipped(actor: Actor, code: str) -> ShippedTemplate | None:
    """A template that comes with the product, for whoever works with content."""
    return shipped_templates().get(code) if actor.holds(*CONTENT_ROLES) else None


def may_keep_template(actor: Actor, template: PlanTemplate) -> Answer:
    """Whether the actor may change the template: whoever made it, or the standing office of its agency."""
    if template.agency_id in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    is_maker = isinstance(actor, PersonActor) and actor.user == template.created_by_id
    if is_maker and may_record_somewhere(actor):
        return YES
    return refused(
        _("Chỉ người lập mẫu và cơ quan thường trực sửa được mẫu này."),
        remedy=_("Đưa mẫu vào kế hoạch, sửa ở đó, rồi lưu thành mẫu khác."),
        who=_("Cơ quan thường trực của %(agency)s") % {"agency": template.agency.name},
    )


def may_keep_template_line(actor: Actor, line: PlanTemplateLine) -> Answer:
    """Whether the actor may change the line's template."""
    return may_keep_template(actor, line.template)
