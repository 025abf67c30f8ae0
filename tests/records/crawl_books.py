"""Record books for the permission crawl: of the head of our unit and of the officer of the unit in bloc II."""

from datetime import date

from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.books import grade_years, make_book
from thidua.organisations.models import Person, Unit
from thidua.records.enums import EntryKind, Grade
from thidua.records.models import FullyTold, YearGrade


def subjects(world: World) -> tuple[Person, Person]:
    """The head of our unit, whose book his officer writes, and the officer of the other unit."""
    head, stranger = world.cast.head.person, world.cast.stranger.person
    assert head is not None
    assert stranger is not None
    return head, stranger


def of_both(world: World, **more: object) -> tuple[Kwargs, Kwargs]:
    """The book of each."""
    ours, theirs = subjects(world)
    return {"whose": "nguoi", "pk": ours.pk, **more}, {"whose": "nguoi", "pk": theirs.pk, **more}


@own_and_other("record_book")
@own_and_other("note_book_subject")
@own_and_other("add_book_award")
@own_and_other("award_table")
@own_and_other("tell_in_full")
@own_and_other("answer_doubt")
@own_and_other("eligibility")
@own_and_other("eligibility_path")
def books(world: World) -> tuple[Kwargs, Kwargs]:
    """A book."""
    return of_both(world)


@own_and_other("add_book_entry")
def parts(world: World) -> tuple[Kwargs, Kwargs]:
    """A part of a book."""
    return of_both(world, part="xep-loai")


@own_and_other("eligibility_award")
@own_and_other("eligibility_annex")
def trees(world: World) -> tuple[Kwargs, Kwargs]:
    """An award asked of somebody."""
    return of_both(world, code="ADVANCED_WORKER")


@own_and_other("book_entry")
@own_and_other("correct_book_entry")
@own_and_other("remove_book_entry")
def lines(world: World) -> tuple[Kwargs, Kwargs]:
    """A grade of each."""
    found = []
    for person in subjects(world):
        row = YearGrade.objects.filter(book__person=person).first()
        if row is None:
            grade_years(make_book(person), {2025: Grade.GOOD})
            row = YearGrade.objects.get(book__person=person)
        found.append({"part": "xep-loai", "pk": row.pk})
    return found[0], found[1]


@own_and_other("take_back_telling")
def tellings(world: World) -> tuple[Kwargs, Kwargs]:
    """A kind that is told in full."""
    lines(world)
    found = []
    for person in subjects(world):
        told, _made = FullyTold.objects.get_or_create(
            agency=person.agency,
            book=person.record_book,
            kind=EntryKind.HONOUR,
            defaults={"to_year": 2025, "said_by": "Phạm Văn Thường", "said_on": date(2026, 1, 5)},
        )
        found.append({"pk": told.pk})
    return found[0], found[1]


@own_and_other("place_post")
def posts(world: World) -> tuple[Kwargs, Kwargs]:
    """A post of each."""
    found = []
    for person in subjects(world):
        post = person.posts.first() or person.posts.create(
            agency=person.agency, unit=world.cast.other_unit, title="Chuyên viên"
        )
        found.append({"pk": post.pk})
    return found[0], found[1]


@own_and_other("book_place")
def places(world: World) -> tuple[Kwargs, Kwargs]:
    """Where each belongs."""
    ours, theirs = (person.memberships.get() for person in subjects(world))
    return {"place": "don-vi", "pk": ours.pk}, {"place": "don-vi", "pk": theirs.pk}


@own_and_other("year_table")
def tables(world: World) -> tuple[Kwargs, Kwargs]:
    """A year of each unit."""
    ours: Unit = world.cast.unit
    return {"pk": ours.pk, "year": 2025}, {"pk": world.cast.other_unit.pk, "year": 2025}


@own_and_other("doubts")
def doubtful(world: World) -> tuple[Kwargs, Kwargs]:
    """What is to be looked at in each unit."""
    return {"pk": world.cast.unit.pk}, {"pk": world.cast.other_unit.pk}


@own_and_other("hang_scan")
def decided_lines(world: World) -> tuple[Kwargs, Kwargs]:
    """A grade of each, with its decision."""
    ours, theirs = lines(world)
    YearGrade.objects.filter(pk__in=[ours["pk"], theirs["pk"]]).update(decision_number="12/QĐ-BMH")
    return {"kind": "book-xep-loai", "pk": ours["pk"]}, {"kind": "book-xep-loai", "pk": theirs["pk"]}
