"""People: order of names, search, where they belong and which posts they hold, who sees what of them."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.factories.organisations import make_person
from thidua.audit.queries import history_of
from thidua.common.errors import RefusedError, StaleVersionError
from thidua.organisations import policies
from thidua.organisations.enums import Gender
from thidua.organisations.errors import NamesakeError, OrganisationError
from thidua.organisations.models import Person, UnitMembership
from thidua.organisations.queries import people_of_unit, posts_of, search, units_of_people
from thidua.organisations.services import people


def create(cast: Cast, name: str = "Đặng Thùy Linh", **more: object) -> Person:
    return people.create_person(actor=cast.standing.actor(), agency=cast.agency, full_name=name, **more)


def edit(cast: Cast, person: Person, **more: object) -> Person:
    facts = {
        "full_name": person.full_name,
        "gender": None,
        "born_on": None,
        "born_year": None,
        "staff_code": "",
        "email": "",
    }
    return people.edit_person(actor=cast.standing.actor(), person=person, **facts | more)


def test_a_person_is_noted_with_unit_and_post(cast: Cast) -> None:
    person = create(
        cast,
        gender=Gender.FEMALE,
        born_on=date(1984, 11, 5),
        email="Linh@Vi-Du.vn",
        unit=cast.unit,
        since=date(2024, 1, 1),
        title="Chuyên viên",
    )

    assert (person.born_year, person.email) == (1984, "linh@vi-du.vn")
    assert units_of_people([person], date(2026, 1, 1))[person.pk].unit == cast.unit
    assert posts_of([person], date(2026, 1, 1))[person.pk].title == "Chuyên viên"
    assert posts_of([person], date(2023, 1, 1)) == {}
    assert [entry.action for entry in history_of("organisations.person", person.pk)] == ["person.created"]


def test_people_stand_in_order_of_given_name(cast: Cast) -> None:
    names = ["Trần Văn Ân", "Trần Văn An", "Đỗ Thị Đào", "Lê Dung", "Bùi An", "Ngô Em", "Vũ Đảm"]
    made = [make_person(cast.other_unit, name) for name in names]

    ordered = Person.objects.filter(pk__in=[person.pk for person in made])

    assert [person.full_name for person in ordered] == [
        "Bùi An",
        "Trần Văn An",
        "Trần Văn Ân",
        "Lê Dung",
        "Vũ Đảm",
        "Đỗ Thị Đào",
        "Ngô Em",
    ]


@pytest.mark.twice
@pytest.mark.parametrize("text", ["dang", "đặng", "Đặng", "D\u0323a\u0306ng thuy", "linh dang", "  ĐẶNG   thùy linh "])
def test_search_finds_people_without_accents_and_in_either_composition(cast: Cast, text: str) -> None:
    person = create(cast)
    text = text.replace("D\u0323a\u0306ng", "Đa\u0323\u0306ng")

    assert list(search(Person.objects.exclude(user__isnull=False), text)) == [person]


def test_a_namesake_is_refused_until_somebody_says_it_is_another(cast: Cast) -> None:
    create(cast, born_on=date(1984, 11, 5))

    with pytest.raises(NamesakeError) as refusal:
        create(cast, "ĐẶNG Thùy Linh")
    assert "05/11/1984" in refusal.value.message
    with pytest.raises(NamesakeError):
        create(cast, born_year=1984)

    assert create(cast, is_another=True).pk
    assert create(cast, "Đặng Thuỳ Lĩnh").pk


def test_a_namesake_of_another_birth_is_another_person(cast: Cast) -> None:
    create(cast, born_on=date(1984, 11, 5))

    assert create(cast, born_on=date(1985, 11, 5)).pk
    assert create(cast, born_year=1990).pk


def test_a_staff_code_belongs_to_one_person(cast: Cast) -> None:
    create(cast, staff_code="CB 01")

    with pytest.raises(OrganisationError) as refusal:
        create(cast, "Lê An", staff_code="CB 01")

    assert refusal.value.field == "staff_code"


def test_two_editors_of_a_person(cast: Cast) -> None:
    person = create(cast)
    edit(cast, person, full_name="Đặng Thùy Lân", version=1)

    with pytest.raises(StaleVersionError) as conflict:
        edit(cast, person, full_name="Đặng Thùy Lam", version=1)

    assert conflict.value.data["row"].full_name == "Đặng Thùy Lân"
    assert Person.objects.get(pk=person.pk).search_key == "dang thuy lan"


def test_a_transfer_in_october_keeps_both_halves_of_the_year(cast: Cast) -> None:
    person = create(cast, unit=cast.unit, since=date(2020, 1, 1), title="Chuyên viên")
    people.transfer_person(
        actor=cast.standing.actor(),
        membership=person.memberships.get(),
        to=cast.units[3],
        on=date(2026, 10, 1),
        title="Thanh tra viên",
    )

    assert person in people_of_unit(cast.unit.pk, date(2026, 9, 30))
    assert person not in people_of_unit(cast.unit.pk, date(2026, 10, 1))
    assert person in people_of_unit(cast.units[3].pk, date(2026, 10, 1))
    assert posts_of([person], date(2026, 9, 30))[person.pk].title == "Chuyên viên"
    assert posts_of([person], date(2026, 10, 1))[person.pk].title == "Thanh tra viên"
    assert person.memberships.get(unit=cast.unit).left_because == "Chuyển về Thanh tra Bộ"


def test_a_person_may_belong_to_two_units_but_not_twice_to_one(cast: Cast) -> None:
    person = create(cast, unit=cast.unit)
    people.join_unit(actor=cast.standing.actor(), person=person, unit=cast.units[3], since=date(2026, 1, 1))

    with pytest.raises(OrganisationError) as refusal:
        people.join_unit(actor=cast.standing.actor(), person=person, unit=cast.unit, since=date(2026, 1, 1))

    assert refusal.value.code == "member_already"
    assert person.memberships.count() == 2


def test_nobody_leaves_before_he_came_nor_twice(cast: Cast) -> None:
    person = create(cast, unit=cast.unit, since=date(2020, 1, 1))
    leave = {"actor": cast.standing.actor(), "membership": person.memberships.get()}

    with pytest.raises(OrganisationError) as early:
        people.leave_unit(**leave, until=date(2019, 1, 1))
    people.leave_unit(**leave, until=date(2026, 1, 1), because="Nghỉ hưu")
    with pytest.raises(OrganisationError) as twice:
        people.leave_unit(**leave, until=date(2026, 2, 1))

    assert (early.value.code, twice.value.code) == ("dates_in_order", "left_already")
    assert person.memberships.get().until == date(2026, 1, 1)


def test_a_unit_has_one_head_at_a_time(cast: Cast) -> None:
    actor = cast.standing.actor()
    person = create(cast, unit=cast.unit)
    post = {"actor": actor, "person": person, "unit": cast.unit, "title": "Vụ trưởng", "heads_unit": True}

    with pytest.raises(OrganisationError) as refusal:
        people.give_post(**post, since=date(2026, 7, 1))
    assert "Trần Quốc Hùng" in refusal.value.message

    people.end_post(actor=actor, post=cast.head.person.posts.get(), until=date(2026, 6, 30))
    assert people.give_post(**post, since=date(2026, 7, 1)).pk


@pytest.mark.parametrize("again", [date(2026, 5, 31), date(2026, 6, 30), date(2026, 12, 31)])
def test_the_last_day_of_a_post_that_somebody_wrote_stands(cast: Cast, again: date) -> None:
    actor = cast.standing.actor()
    post = cast.head.person.posts.get()
    people.end_post(actor=actor, post=post, until=date(2026, 6, 30))

    with pytest.raises(OrganisationError, match="Đã ghi ngày cuối giữ chức vụ này là 30/06/2026") as refusal:
        people.end_post(actor=actor, post=post, until=again)

    assert refusal.value.code == "ended_already"
    assert cast.head.person.posts.get().until == date(2026, 6, 30)


@pytest.mark.parametrize("name", ["officer", "head", "secretary", "reader", "administrator"])
def test_only_the_standing_office_keeps_people(cast: Cast, name: str) -> None:
    actor = cast.everyone()[name].actor()
    person = cast.officer.person

    with pytest.raises(RefusedError):
        people.create_person(actor=actor, agency=cast.agency, full_name="Lê An")
    with pytest.raises(RefusedError):
        people.leave_unit(actor=actor, membership=person.memberships.get(), until=date(2026, 1, 1))

    assert UnitMembership.objects.get(person=person).until is None


def test_who_sees_whom_and_how_much(cast: Cast) -> None:
    def sees(name: str, person: Person | None) -> str:
        actor = cast.everyone()[name].actor()
        if person is None or not policies.people_visible_to(actor).filter(pk=person.pk).exists():
            return "nothing"
        return "all" if policies.may_see_person_details(actor, person) else "name and post"

    theirs, ours, stranger = cast.other_officer.person, cast.head.person, cast.stranger.person
    assert {name: (sees(name, ours), sees(name, theirs), sees(name, stranger)) for name in cast.everyone()} == {
        "secretary": ("name and post", "name and post", "nothing"),
        "officer": ("all", "name and post", "nothing"),
        "head": ("all", "name and post", "nothing"),
        "other_officer": ("name and post", "all", "nothing"),
        "standing": ("all", "all", "all"),
        "observer": ("name and post", "name and post", "nothing"),
        "council_member": ("all", "all", "all"),
        "reader": ("name and post", "name and post", "nothing"),
        "stranger": ("nothing", "nothing", "all"),
        "administrator": ("nothing", "nothing", "nothing"),
    }


def test_everyone_sees_himself(cast: Cast) -> None:
    person = cast.administrator.person

    assert list(policies.people_visible_to(cast.administrator.actor())) == [person]
    assert policies.may_see_person_details(cast.administrator.actor(), person)
