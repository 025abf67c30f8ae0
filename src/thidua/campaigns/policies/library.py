"""Who sees and who keeps what years share: themes, movements, legal texts, working days, step patterns."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.campaigns.models import CompensatoryDay, CycleMovement, CycleTheme, LegalText, Movement, TextCitation, Theme
from thidua.campaigns.policies.cycles import CONTENT_ROLES, cycles_visible_to, may_plan_cycle, may_run_bloc
from thidua.campaigns.policies.rules import rules_visible_to
from thidua.common.actor import Actor, Role
from thidua.common.policy import YES, Answer, refused
from thidua.organisations.models import Agency


def agencies_read_by(actor: Actor) -> QuerySet[Agency]:
    """The agencies in which the actor works with content, and those above them, whose movements they inherit."""
    own = frozenset(pk for scope in actor.scopes if scope.role in CONTENT_ROLES for pk in scope.agencies)
    paths = Agency.objects.filter(pk__in=own).values_list("path", flat=True)
    above = {path[:end] for path in paths for end in range(Agency.steplen, len(path) + 1, Agency.steplen)}
    return Agency.objects.filter(path__in=above)


def agencies_kept_by(actor: Actor) -> frozenset[int]:
    """Agencies whose library the actor may add to: their standing office and the secretaries of their blocs."""
    return actor.agencies_as(Role.STANDING_OFFICE) | frozenset(
        pk for scope in actor.scopes if scope.role == Role.BLOC_SECRETARY for pk in scope.agencies
    )


def agencies_launching(actor: Actor) -> frozenset[int]:
    """Agencies whose standing office the actor is: he sets what holds for all their blocs."""
    return actor.agencies_as(Role.STANDING_OFFICE)


def patterned_agencies(actor: Actor) -> QuerySet[Agency]:
    """Agencies whose pattern of steps the actor may set."""
    return Agency.objects.filter(pk__in=agencies_launching(actor))


def cycle_movements_visible_to(actor: Actor) -> QuerySet[CycleMovement]:
    """Movements as taken up in the years the actor sees."""
    return CycleMovement.objects.filter(cycle__in=cycles_visible_to(actor)).select_related(
        "cycle__bloc", "cycle__agency", "movement"
    )


def may_drop_movement(actor: Actor, link: CycleMovement) -> Answer:
    """Whether the actor may take the movement out of the year."""
    return may_plan_cycle(actor, link.cycle)


def may_add_to_library(actor: Actor, agency: Agency) -> Answer:
    """Whether the actor may add themes and legal texts to those of `agency`."""
    if agency.pk in agencies_kept_by(actor):
        return YES
    return refused(_("Chỉ thư ký khối và cơ quan thường trực thêm, sửa được danh mục này."), who=_office_of(agency))


def may_add_somewhere(actor: Actor) -> Answer:
    """Whether the actor may add to the library of any agency."""
    if agencies_kept_by(actor):
        return YES
    return refused(_("Chỉ thư ký khối và cơ quan thường trực thêm, sửa được danh mục này."))


def may_keep_agency_rules(actor: Actor, agency: Agency) -> Answer:
    """Whether the actor sets working days, step patterns and movements for the whole of `agency`."""
    if agency.pk in actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Chỉ cơ quan thường trực làm được việc này."), who=_office_of(agency))


def may_keep_some_agency(actor: Actor) -> Answer:
    """Whether the actor is the standing office of any agency."""
    if actor.agencies_as(Role.STANDING_OFFICE):
        return YES
    return refused(_("Chỉ cơ quan thường trực làm được việc này."))


def themes_visible_to(actor: Actor) -> QuerySet[Theme]:
    """Themes of the actor's agencies and of those above."""
    return Theme.objects.filter(agency__in=agencies_read_by(actor)).select_related("agency")


def themes_changed_by(actor: Actor) -> QuerySet[Theme]:
    """Themes the actor may change: the standing office all, a secretary those under which no other bloc lives."""
    elsewhere = CycleTheme.objects.filter(theme=OuterRef("pk")).exclude(_of_own_blocs(actor, "cycle__"))
    return Theme.objects.filter(
        Q(agency__in=agencies_launching(actor)) | (Q(agency__in=agencies_kept_by(actor)) & ~Exists(elsewhere))
    )


def may_change_theme(actor: Actor, theme: Theme) -> Answer:
    """Whether the actor may change the theme: what other blocs live under is the standing office's to change."""
    answer = may_add_to_library(actor, theme.agency)
    if not answer or themes_changed_by(actor).filter(pk=theme.pk).exists():
        return answer
    return _used_elsewhere(theme.agency)


def movements_visible_to(actor: Actor) -> QuerySet[Movement]:
    """Movements of agencies the actor reads, of the years he sees, and the blocs' own of those years."""
    cycles = cycles_visible_to(actor)
    return Movement.objects.filter(
        Q(bloc__isnull=True, agency__in=agencies_read_by(actor))
        | Q(bloc__in=cycles.values("bloc"))
        | Q(pk__in=CycleMovement.objects.filter(cycle__in=cycles).values("movement"))
    ).select_related("agency", "bloc", "parent")


def may_change_movement(actor: Actor, movement: Movement) -> Answer:
    """Whether the actor keeps the movement: of a bloc, who keeps the bloc; of an agency, its standing office."""
    if movement.bloc is not None:
        return may_run_bloc(actor, movement.bloc)
    return may_keep_agency_rules(actor, movement.agency)


def legal_texts_visible_to(actor: Actor) -> QuerySet[LegalText]:
    """Texts kept by the actor's agencies and by those above."""
    return LegalText.objects.filter(agency__in=agencies_read_by(actor)).select_related("agency", "replaced_by")


def may_change_legal_text(actor: Actor, text: LegalText) -> Answer:
    """Whether the actor may change the text: what others rest on too is the standing office's to change."""
    answer = may_add_to_library(actor, text.agency)
    elsewhere = text.citations.exclude(_of_own_blocs(actor, "rule__") | _of_own_blocs(actor, "movement__"))
    if not answer or text.agency_id in agencies_launching(actor) or not elsewhere.exists():
        return answer
    return _used_elsewhere(text.agency)


def may_drop_citation(actor: Actor, citation: TextCitation) -> Answer:
    """Whether the actor keeps what cites the text."""
    if citation.rule is not None:
        return may_run_bloc(actor, citation.rule.bloc)
    assert citation.movement is not None
    return may_change_movement(actor, citation.movement)


def citations_visible_to(actor: Actor) -> QuerySet[TextCitation]:
    """What rests on texts, where the actor sees the rules or the movement that does: a text is everybody's, what a bloc
    drafts from it is not."""
    return TextCitation.objects.filter(
        Q(rule__in=rules_visible_to(actor)) | Q(movement__in=movements_visible_to(actor))
    ).select_related("text", "rule__bloc", "rule__agency", "movement__bloc", "movement__agency")


def days_visible_to(actor: Actor) -> QuerySet[CompensatoryDay]:
    """Decided days of the actor's agencies and of those above."""
    return CompensatoryDay.objects.filter(agency__in=agencies_read_by(actor)).select_related("agency")


def may_change_day(actor: Actor, day: CompensatoryDay) -> Answer:
    """Whether the actor decides the days of that agency."""
    return may_keep_agency_rules(actor, day.agency)


def _of_own_blocs(actor: Actor, path: str) -> Q:
    """The condition that what `path` leads to is of a bloc whose secretary the actor is."""
    return Q(**{f"{path}bloc__in": actor.blocs_as(Role.BLOC_SECRETARY)})


def _used_elsewhere(agency: Agency) -> Answer:
    return refused(_("Nơi khác cũng dùng mục này nên chỉ cơ quan thường trực sửa được."), who=_office_of(agency))


def _office_of(agency: Agency) -> str:
    return _("Cơ quan thường trực của %(agency)s") % {"agency": agency.name}
