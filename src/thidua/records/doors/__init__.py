"""What records tell the apps around them: tab, panels, parents of files."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.actor import Actor
from thidua.common.http.navigation import Tab, register_shared_link
from thidua.common.panels import Panel, register_panel
from thidua.common.parents import ParentFacts, ParentKind, register_parent_kind
from thidua.common.policy import Answer, refused
from thidua.common.tables.kinds import register_import_kind
from thidua.core.law.start import read_everything
from thidua.organisations.models import Person, Post, Unit
from thidua.records.doors import due
from thidua.records.enums import BookPart, RecipientKind
from thidua.records.models import UnitAward
from thidua.records.policies import awards_visible_to, may_correct_award, may_record_somewhere
from thidua.records.policies.pages import (
    MODELS,
    PERSON,
    UNIT,
    entries_visible_to,
    find_entry,
    find_subject,
    may_write_entry,
)
from thidua.records.policies.places import MODELS as PLACES
from thidua.records.policies.places import Place, PlaceRow, find_place, holder_of, may_keep_place, places_visible_to
from thidua.records.policies.reviews import may_review_somewhere
from thidua.records.policies.scans import LINES, written_among
from thidua.records.queries import KIND, awards_of_bloc, awards_of_unit, entry_kind, place_kind
from thidua.records.services.imports.discipline import DISCIPLINE, UNIT_DISCIPLINE
from thidua.records.services.imports.first_days import FIRST_DAYS, FOUNDING_DAYS
from thidua.records.services.imports.holds import HOLDS, UNIT_HOLDS
from thidua.records.services.imports.old_lists import OLD_LISTS
from thidua.records.services.imports.unit_lists import UNIT_LISTS
from thidua.records.services.imports.works import WORKS

LATEST = 8


def open_doors() -> None:
    """Called once, when the app is ready. Raises `LawError` for a fault in a rule file of the law."""
    read_everything()
    for kind in (
        FIRST_DAYS, FOUNDING_DAYS, OLD_LISTS, UNIT_LISTS, WORKS, DISCIPLINE, UNIT_DISCIPLINE, HOLDS, UNIT_HOLDS,
    ):  # fmt: skip
        register_import_kind(kind)
    due.open_doors()
    register_parent_kind(
        ParentKind(
            KIND, visible, may_attach, url_of, describe, model=UnitAward._meta.label_lower, attachable=many_of(KIND)
        )
    )
    register_panel(Panel("unit", 60, "records/_unit_panel.html", of_unit))
    register_panel(Panel("cycle", 70, "records/_cycle_panel.html", of_cycle))
    register_shared_link(Tab(56, "law_library", lambda: _("Thư viện pháp luật"), "report", lambda actor: True))
    register_shared_link(Tab(55, "reviews", lambda: _("Rà soát danh hiệu, hình thức"), "list-check", _reviews))
    for part in BookPart:
        register_parent_kind(entry_parent(part))
    for place in Place:
        register_parent_kind(place_parent(place))
    register_panel(Panel("person", 60, "records/_book_panel.html", book_of_person))
    register_panel(Panel("unit", 61, "records/_book_panel.html", book_of_unit))
    register_shared_link(Tab(53, "record_books", lambda: _("Sổ thành tích"), "book", lambda actor: True))
    register_shared_link(Tab(54, "awards", lambda: _("Khen thưởng đã nhận"), "award", lambda actor: True))


def visible(actor: Actor, ids: set[int]) -> set[int]:
    """Those of these awards that the actor sees."""
    return set(awards_visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def may_attach(actor: Actor, pk: int) -> Answer:
    """Who may correct the award adds its papers."""
    award = UnitAward.objects.select_related("unit", "bloc").filter(pk=pk).first()
    return may_correct_award(actor, award) if award is not None else refused("")


def url_of(pk: int) -> str:
    """The page of the award."""
    return reverse("award", args=[pk])


def describe(ids: set[int]) -> dict[int, ParentFacts]:
    """What was received, by whom, whose record it is."""
    awards = UnitAward.objects.filter(pk__in=ids).select_related("unit", "bloc")
    return {award.pk: ParentFacts(str(award), award.agency_id) for award in awards}


def many_of(kind: str) -> Callable[[Actor, set[int]], set[int]] | None:
    """Who hangs a scan on many lines of the kind at once; None for lines that no decision names."""
    return (lambda actor, ids: written_among(actor, kind, ids)) if kind in LINES else None


def entry_parent(part: BookPart) -> ParentKind:
    """Lines of a part of a book as parents of scans: who sees the line sees them, who corrects it adds them."""

    def seen(actor: Actor, ids: set[int]) -> set[int]:
        return set(entries_visible_to(actor, part).filter(pk__in=ids).values_list("pk", flat=True))

    def may_add(actor: Actor, pk: int) -> Answer:
        entry = find_entry(actor, part.value, pk)
        return may_write_entry(actor, entry) if entry is not None else refused("")

    def address(pk: int) -> str:
        return reverse("book_entry", args=[part.value, pk])

    def told(ids: set[int]) -> dict[int, ParentFacts]:
        rows = MODELS[part]._default_manager.filter(pk__in=ids).select_related("book__person", "book__unit")
        return {row.pk: ParentFacts(str(row), row.agency_id) for row in rows}

    return ParentKind(
        entry_kind(part),
        seen,
        may_add,
        address,
        told,
        model=MODELS[part]._meta.label_lower,
        attachable=many_of(entry_kind(part)),
    )


def place_parent(place: Place) -> ParentKind:
    """Memberships or posts as parents of scans: who sees the book sees them, who keeps units and people adds them."""

    def seen(actor: Actor, ids: set[int]) -> set[int]:
        return set(places_visible_to(actor, place).filter(pk__in=ids).values_list("pk", flat=True))

    def may_add(actor: Actor, pk: int) -> Answer:
        row = find_place(actor, place, pk)
        return may_keep_place(actor, row) if row is not None else refused("")

    def address(pk: int) -> str:
        return reverse("book_place", args=[place, pk])

    def told(ids: set[int]) -> dict[int, ParentFacts]:
        names = ("unit", "bloc") if place is Place.BLOC else ("person", "unit")
        rows = PLACES[place]._default_manager.filter(pk__in=ids).select_related(*names)
        return {row.pk: ParentFacts(_place_words(row), holder_of(row).agency_id) for row in rows}

    return ParentKind(
        place_kind(place),
        seen,
        may_add,
        address,
        told,
        model=PLACES[place]._meta.label_lower,
        attachable=many_of(place_kind(place)),
    )


def _place_words(row: PlaceRow) -> str:
    return f"{row}, {row.person}" if isinstance(row, Post) else str(row)


def book_of_person(actor: Actor, person: Person) -> dict[str, Any] | None:
    """The way to the book of a person, for those who see it."""
    seen = find_subject(actor, PERSON, person.pk)
    return {"whose": PERSON, "subject": person} if seen is not None else None


def book_of_unit(actor: Actor, unit: Unit) -> dict[str, Any] | None:
    """The way to the book of a unit."""
    seen = find_subject(actor, UNIT, unit.pk)
    return {"whose": UNIT, "subject": unit} if seen is not None else None


def of_unit(actor: Actor, unit: Unit) -> dict[str, Any] | None:
    """The latest awards of a unit; nothing while there is none that the actor sees."""
    awards = list(awards_of_unit(unit.pk).filter(pk__in=awards_visible_to(actor).values("pk"))[:LATEST])
    return {"unit": unit, "awards": awards} if awards else None


def of_cycle(actor: Actor, cycle: Any) -> dict[str, Any] | None:
    """What the members of the bloc received for the year, counted by name. `cycle` has `bloc_id` and `year`."""
    awards = list(awards_of_bloc(cycle.bloc_id, cycle.year))
    names = Counter((award.name, str(RecipientKind(award.recipient_kind).label)) for award in awards)
    counts = [(name, kind, number) for (name, kind), number in names.items()]
    return {
        "cycle": cycle,
        "counts": counts,
        "total": len(awards),
        "may_record": may_record_somewhere(actor),
        "list_url": f"{reverse('awards')}?nam={cycle.year}&khoi={cycle.bloc_id}",
        "record_url": f"{reverse('record_award')}?nam={cycle.year}",
        "title": _("Khen thưởng đã nhận cho năm %(year)s") % {"year": cycle.year},
    }


def _reviews(actor: Actor) -> bool:
    return may_review_somewhere(actor).allowed
