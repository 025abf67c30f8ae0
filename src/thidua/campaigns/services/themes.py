"""Themes are written down, changed, and set over a year."""

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.errors.cycles import AlreadyThereError, DateOutOfYearError, ThemeChangedError
from thidua.campaigns.models import Cycle, CycleTheme, Theme
from thidua.campaigns.policies.cycles import may_plan_cycle
from thidua.campaigns.policies.library import agencies_read_by, may_add_to_library, may_change_theme
from thidua.campaigns.queries.cycles import theme_of
from thidua.campaigns.services.cycles import lock_cycle
from thidua.campaigns.services.reasons import required_line
from thidua.campaigns.services.words import check_lengths, clean
from thidua.common.actor import Actor
from thidua.common.errors import NotVisibleError
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.organisations.models import Agency


@transaction.atomic
def add_theme(
    *,
    actor: Actor,
    agency: Agency,
    text: str,
    since_year: int | None = None,
    until_year: int | None = None,
    launched_by: str = "",
    basis: str = "",
) -> Theme:
    """Write down a theme. Years are None where nobody knows. Raises `AlreadyThereError` for the same words."""
    require(may_add_to_library(actor, agency))
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    theme = Theme(agency=agency, since_year=since_year, until_year=until_year)
    _fill(theme, text, launched_by, basis)
    theme.save()
    record(actor, "theme.added", theme, agency=agency.pk, after=_shown(theme))
    return theme


@transaction.atomic
def change_theme(
    *,
    actor: Actor,
    theme: Theme,
    version: int,
    text: str,
    since_year: int | None,
    until_year: int | None,
    launched_by: str,
    basis: str,
) -> Theme:
    """Correct a theme. Every year under it shows the new words."""
    require(may_change_theme(actor, theme))
    theme = Theme.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=theme.pk)
    require_version(theme, version)
    before = _shown(theme)
    theme.since_year, theme.until_year = since_year, until_year
    _fill(theme, text, launched_by, basis)
    theme.save()
    record(actor, "theme.changed", theme, agency=theme.agency_id, before=before, after=_shown(theme))
    return theme


@transaction.atomic
def set_theme(*, actor: Actor, cycle: Cycle, theme: Theme | None, seen: str | None = None) -> Cycle:
    """Let the year be lived under `theme`, or under none. A theme may serve several years.

    `seen`: the number of the theme that the writer read, empty for none; None where nobody read any. Raises
    `ThemeChangedError` when another has been set since.
    """
    require(may_plan_cycle(actor, cycle))
    cycle = lock_cycle(cycle)
    require(may_plan_cycle(actor, cycle))
    if theme is not None and not agencies_read_by(actor).filter(pk=theme.agency_id).exists():
        raise NotVisibleError(_("Không tìm thấy chủ đề này."))
    before = theme_of(cycle)
    if seen is not None and seen != number_of(before):
        raise ThemeChangedError(
            _("Có người vừa đặt chủ đề của năm này: %(theme)s. Chọn lại rồi lưu.")
            % {"theme": f"“{before}”" if before else _("chưa có chủ đề")},
            field="theme",
        )
    if theme is None:
        CycleTheme.objects.filter(cycle=cycle).delete()
    else:
        CycleTheme.objects.update_or_create(agency=cycle.agency, cycle=cycle, defaults={"theme": theme})
    record(
        actor,
        "cycle.theme_set",
        cycle,
        agency=cycle.agency_id,
        before={"theme": str(before or "")},
        after={"theme": str(theme or "")},
    )
    return cycle


def number_of(theme: Theme | None) -> str:
    """How a form says which theme it showed."""
    return str(theme.pk) if theme is not None else ""


def _fill(theme: Theme, text: str, launched_by: str, basis: str) -> None:
    text = required_line(text, _("Anh/chị chưa nhập chủ đề."), field="text").strip('“”"')
    if theme.since_year is not None and theme.until_year is not None and theme.until_year < theme.since_year:
        raise DateOutOfYearError(_("Năm cuối phải từ năm đầu trở đi."), field="until_year")
    if Theme.objects.filter(agency=theme.agency, text=text).exclude(pk=theme.pk).exists():
        raise AlreadyThereError(_("Chủ đề này đã có trong danh mục."), field="text")
    theme.text, theme.launched_by, theme.basis = text, clean(launched_by), clean(basis)
    check_lengths(theme)


def _shown(theme: Theme) -> dict[str, object]:
    return {
        "text": theme.text,
        "since_year": theme.since_year,
        "until_year": theme.until_year,
        "launched_by": theme.launched_by,
        "basis": theme.basis,
    }
