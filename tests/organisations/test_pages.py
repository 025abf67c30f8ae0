"""The pages of organisations: what each form does, both texts when two edit, faults beside their field, few queries."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import YEAR, Cast
from tests.factories.organisations import add_members, make_person, make_unit
from tests.pages import words_of
from thidua.organisations.models import (
    Agency,
    Alias,
    Bloc,
    BlocLeadership,
    BlocMembership,
    MassOrganisation,
    Person,
    Post,
    Unit,
)
from thidua.organisations.queries import leadership_of, members_of

pytestmark = pytest.mark.twice

COUNCIL = "Văn phòng Hội đồng Đánh giá trữ lượng khoáng sản quốc gia"


@pytest.fixture
def browser(cast: Cast, sign_in: Any, at: Any) -> Client:
    """The standing office at work."""
    at("2026-06-15 09:00")
    return sign_in(cast.standing.user)


def fresh(row: Model) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def send(browser: Client, name: str, /, *args: object, **data: object) -> HttpResponse:
    return browser.post(reverse(name, args=args), {key: value for key, value in data.items() if value is not None})


def arrived(answer: HttpResponse, name: str, *args: object) -> None:
    assert answer.status_code == 302, words_of(answer)
    assert answer.url.split("?")[0] == reverse(name, args=args)


# --- what each form does ---------------------------------------------------------------------------------------------


def test_agency_forms(cast: Cast, browser: Client) -> None:
    pk = cast.agency.pk
    arrived(send(browser, "edit_agency", pk, symbol="BMH", place="Huế", council_name="", version=1), "agency", pk)
    arrived(send(browser, "rename_agency", pk, name="Bộ Mới", since="01/03/2026", version=2), "agency", pk)
    arrived(send(browser, "add_past_agency_name", pk, name="Bộ Cũ", until="31/12/2000", version=3), "agency", pk)
    arrived(send(browser, "add_agency_alias", pk, text="Bộ MH"), "agency", pk)
    made = send(browser, "add_agency", pk, name="Cục Minh họa", symbol="CMH")
    child = Agency.objects.get(name="Cục Minh họa")
    arrived(made, "agency", child.pk)
    other = cast.agency.add_child(code="tong-cuc", name="Tổng cục", search_key="", sort_key="")
    arrived(send(browser, "move_agency", child.pk, parent=other.pk, since="01/06/2026", version=1), "agency", child.pk)
    end = {"kind": "MERGED", "successors": [other.pk], "effective_on": "15/06/2026", "version": 2}
    arrived(send(browser, "end_agency", child.pk, **end), "agency", child.pk)
    shown = words_of(browser.get(reverse("agency", args=[pk])))

    assert [fresh(cast.agency).name, fresh(cast.agency).place] == ["Bộ Mới", "Huế"]
    assert fresh(child).ended_on == date(2026, 6, 14)
    for words in ("Bộ Mới", "từ 01/03/2026", "Bộ Cũ", "đến 31/12/2000", "Bộ MH"):
        assert words in shown
    arrived(browser.post(reverse("remove_agency_alias", args=[cast.agency.aliases.get().pk])), "agency", pk)
    assert not cast.agency.aliases.exists()


def test_unit_forms(cast: Cast, browser: Client) -> None:
    unit = cast.units[5]
    pk = unit.pk
    arrived(send(browser, "edit_unit", pk, kind="PUBLIC_SERVICE", version=1), "unit", pk)
    arrived(
        send(browser, "rename_unit", pk, name=COUNCIL + " mới", short_name="VPHĐ", since="1/6/2026", version=2),
        "unit",
        pk,
    )
    arrived(send(browser, "add_past_unit_name", pk, name="Hội đồng cũ", until="31/12/2000", version=3), "unit", pk)
    arrived(send(browser, "add_unit_alias", pk, text="Văn phòng Hội đồng"), "unit", pk)
    arrived(send(browser, "move_unit", pk, parent=cast.units[0].pk, since="10/06/2026", version=4), "unit", pk)
    body = {"kind": "TRADE_UNION", "name": "Công đoàn Văn phòng", "since": "", "until": ""}
    arrived(send(browser, "add_mass_organisation", pk, **body), "unit", pk)
    union = MassOrganisation.objects.get()
    changed = body | {"until": "01/06/2026", "version": 1}
    arrived(send(browser, "edit_mass_organisation", union.pk, **changed), "unit", pk)
    shown = words_of(browser.get(reverse("unit", args=[pk])))

    assert (fresh(unit).kind, fresh(unit).parent) == ("PUBLIC_SERVICE", cast.units[0])
    assert fresh(union).until == date(2026, 6, 1)
    for words in (
        COUNCIL + " mới",
        "VPHĐ",
        "Hội đồng cũ",
        "Văn phòng Hội đồng",
        "Công đoàn Văn phòng",
        "Khối Thi đua số I",
    ):
        assert words in shown
    arrived(browser.post(reverse("remove_unit_alias", args=[Alias.objects.get().pk])), "unit", pk)
    assert not Alias.objects.exists()


def test_a_new_unit_by_form(cast: Cast, browser: Client) -> None:
    answer = send(
        browser,
        "add_unit",
        cast.agency.pk,
        name="Công ty TNHH Tài nguyên",
        kind="ENTERPRISE",
        aliases="CTTN;  Công ty  TN ",
    )

    unit = Unit.objects.get(name="Công ty TNHH Tài nguyên")
    arrived(answer, "unit", unit.pk)
    assert [alias.text for alias in unit.aliases.order_by("pk")] == ["CTTN", "Công ty TN"]


@pytest.mark.parametrize("what", ["merge", "split", "dissolve"])
def test_a_unit_ends_by_form_after_saying_what_follows(cast: Cast, browser: Client, what: str) -> None:
    make_unit(cast.agency, "mot", "Vụ Một")
    make_unit(cast.agency, "hai", "Vụ Hai")
    name, data, target = {
        "merge": ("merge_unit", {"into": cast.units[3].pk, "joins_blocs": "on", "moves_people": "on"}, cast.units[3]),
        "split": ("split_unit", {"into": "vu mot\nVỤ HAI\n"}, cast.unit),
        "dissolve": ("dissolve_unit", {}, cast.unit),
    }[what]
    page = words_of(browser.get(reverse(name, args=[cast.unit.pk])))

    assert "Khi bấm" in page
    arrived(send(browser, name, cast.unit.pk, effective_on="01/07/2026", **data), "unit", target.pk)
    assert fresh(cast.unit).ended_on == date(2026, 6, 30)
    assert "kết thúc hoạt động 30/06/2026" in words_of(browser.get(reverse("unit", args=[cast.unit.pk])))


def test_person_forms(cast: Cast, browser: Client) -> None:
    made = send(
        browser,
        "add_person",
        cast.unit.pk,
        decision_number="1/QĐ-BMH",
        decided_on="2023",
        full_name="Đặng Thùy Linh",
        gender="FEMALE",
        born_year="1984",
        title="Chuyên viên",
        since="01/01/2024",
    )
    person = Person.objects.get(full_name="Đặng Thùy Linh")
    pk = person.pk
    arrived(made, "person", pk)
    facts = {"full_name": "Đặng Thùy Linh", "gender": "FEMALE", "born_on": "5/11/1984", "staff_code": "CB 01"}
    arrived(send(browser, "edit_person", pk, **facts, version=1), "person", pk)
    arrived(send(browser, "end_post", person.posts.get().pk, until="31/05/2026"), "person", pk)
    post = {"unit": cast.unit.pk, "title": "Phó Vụ trưởng", "since": "01/06/2026", "decision_number": "2/QĐ-BMH"}
    arrived(send(browser, "add_post", pk, **post), "person", pk)
    arrived(
        send(browser, "join_unit", pk, unit=cast.units[0].pk, since="01/06/2026", issuer="Bộ Minh họa"), "person", pk
    )
    here = person.memberships.get(unit=cast.unit)
    moved = {"to": cast.units[3].pk, "on": "01/10/2026", "title": "Thanh tra viên", "decision_number": "3/QĐ-BMH"}
    arrived(send(browser, "transfer", here.pk, **moved), "person", pk)
    second = person.memberships.get(unit=cast.units[0])
    arrived(send(browser, "leave_unit", second.pk, until="30/09/2026", because="Thôi kiêm nhiệm"), "person", pk)
    shown = words_of(browser.get(reverse("person", args=[pk])))
    for words in ("1/QĐ-BMH, năm 2023", "2/QĐ-BMH", "Bộ Minh họa", "3/QĐ-BMH"):
        assert words in shown

    assert (fresh(person).born_on, fresh(person).staff_code) == (date(1984, 11, 5), "CB 01")
    assert [(post.title, post.until) for post in Post.objects.filter(person=person).order_by("pk")] == [
        ("Chuyên viên", date(2026, 5, 31)),
        ("Phó Vụ trưởng", date(2026, 9, 30)),
        ("Thanh tra viên", None),
    ]
    for words in ("05/11/1984", "CB 01", "từ 01/10/2026", "Thôi kiêm nhiệm", "Chuyển về Thanh tra Bộ"):
        assert words in shown


@pytest.mark.parametrize("name", ["membership_paper", "post_paper"])
def test_the_decision_behind_a_line_by_form(cast: Cast, browser: Client, sign_in: Any, name: str) -> None:
    person = cast.head.person
    row = person.memberships.get() if name == "membership_paper" else person.posts.get()
    page = reverse("person", args=[person.pk])
    address = reverse(name, args=[row.pk])
    assert address in browser.get(page).content.decode()
    paper = {"decision_number": "12/QĐ-BMH", "decided_on": "01/2020", "issuer": "Bộ Minh họa"}

    to_come = send(browser, name, row.pk, **paper | {"decided_on": "2027"}, version=1)
    assert (to_come.status_code, fresh(row).paper_words) == (200, "")
    assert "Ngày quyết định năm 2027 còn ở phía trước. Xem lại ngày." in words_of(to_come)
    arrived(send(browser, name, row.pk, **paper, version=1), "person", person.pk)
    stale = send(browser, name, row.pk, **paper | {"decision_number": "13/QĐ-BMH"}, version=1)
    assert stale.status_code == 409
    assert "Có hai bản khác nhau" in words_of(stale)
    assert "12/QĐ-BMH, tháng 1/2020, Bộ Minh họa" in words_of(browser.get(page))
    assert "01/2020" in browser.get(address).content.decode()

    seen_by_the_head = sign_in(cast.head.user)
    assert "12/QĐ-BMH" in words_of(seen_by_the_head.get(page))
    assert address not in seen_by_the_head.get(page).content.decode()
    shares_a_bloc = sign_in(cast.other_officer.user)
    assert "12/QĐ-BMH" not in words_of(shares_a_bloc.get(page))


def test_the_decision_on_members_by_form(cast: Cast, browser: Client) -> None:
    pk, version = cast.bloc.pk, cast.bloc.version
    page = reverse("bloc", args=[pk]) + f"?nam={YEAR}"
    row = BlocMembership.objects.get(bloc=cast.bloc, year=YEAR, unit=cast.unit)
    paper = {"decision_number": "12/QĐ-BMH", "decided_on": "20/01/2026", "issuer": "Bộ Minh họa"}

    arrived(send(browser, "members_paper", pk, YEAR, **paper, version=version), "bloc", pk)
    assert "12/QĐ-BMH" in browser.get(reverse("members_paper", args=[pk, YEAR])).content.decode()
    assert send(browser, "members_paper", pk, YEAR, **paper, version=version).status_code == 409
    own = {"decision_number": "77/QĐ-BMH"}
    arrived(send(browser, "bloc_membership_paper", row.pk, **own, version=version + 1), "bloc", pk)
    assert send(browser, "bloc_membership_paper", row.pk, **paper, version=version + 1).status_code == 409

    shown = words_of(browser.get(page))
    assert shown.count("12/QĐ-BMH, 20/01/2026, Bộ Minh họa") == len(cast.units) - 1
    assert shown.count("77/QĐ-BMH") == 1
    assert "77/QĐ-BMH" in words_of(browser.get(reverse("unit", args=[cast.unit.pk])))


def test_bloc_forms(cast: Cast, browser: Client) -> None:
    made = send(browser, "add_bloc", cast.agency.pk, kind="CLUSTER", number="VIII", name="Cụm Thi đua số VIII")
    bloc = Bloc.objects.get(kind="CLUSTER")
    arrived(made, "bloc", bloc.pk)
    facts = {"kind": "CLUSTER", "number": "VIII", "name": "Cụm Thi đua số 8", "version": 1}
    arrived(send(browser, "edit_bloc", bloc.pk, **facts), "bloc", bloc.pk)
    names = "trung tam\nTrung tâm Một \n\nTRUNG TÂM HAI"
    centres = [make_unit(cast.agency, name, f"Trung tâm {name}") for name in ("Một", "Hai")]
    make_unit(cast.agency, "tt", "Trung tâm")
    arrived(send(browser, "set_members", bloc.pk, YEAR, units=names, version=2), "bloc", bloc.pk)
    assert [unit.name for unit in members_of(bloc.pk, YEAR)] == ["Trung tâm", "Trung tâm Một", "Trung tâm Hai"]

    chief = make_person(centres[0], "Lưu Thị Minh Hoài")
    other = make_person(centres[0], "Trần An")
    lead = {"role": "LEAD", "unit": centres[0].pk, "representative": "luu thi minh hoai", "version": 3}
    arrived(send(browser, "set_leader", bloc.pk, YEAR, **lead), "bloc", bloc.pk)
    row = leadership_of(bloc.pk, YEAR).lead
    assert row is not None
    assert row.representative == chief
    change = {"representative": other.pk, "since": "01/06/2026", "version": 4}
    arrived(send(browser, "change_representative", row.pk, **change), "bloc", bloc.pk)
    now_held = leadership_of(bloc.pk, YEAR).lead
    fix = {"unit": centres[0].pk, "representative": "", "since": "02/06/2026", "basis": "QĐ 1", "version": 1}
    arrived(send(browser, "correct_leadership", now_held.pk, **fix), "bloc", bloc.pk)
    new = make_unit(cast.agency, "moi", "Vụ Mới")
    version = fresh(bloc).version
    arrived(
        send(browser, "join_bloc", bloc.pk, YEAR, unit=new.pk, joined_on="15/06/2026", version=version), "bloc", bloc.pk
    )
    gone = {"unit": centres[1].pk, "left_on": "30/06/2026", "because": "Chuyển khối", "version": version + 1}
    arrived(send(browser, "leave_bloc", bloc.pk, YEAR, **gone), "bloc", bloc.pk)
    arrived(browser.post(reverse("carry_members", args=[bloc.pk, YEAR + 1])), "bloc", bloc.pk)
    shown = words_of(browser.get(reverse("bloc", args=[bloc.pk]) + f"?nam={YEAR}"))

    assert [unit.name for unit in members_of(bloc.pk, YEAR + 1)] == ["Trung tâm", "Trung tâm Một", "Vụ Mới"]
    for words in (
        "rời 30/06/2026: Chuyển khối",
        "vào từ 15/06/2026",
        "Chưa biết người đại diện",
        "từ 02/06/2026",
        "QĐ 1",
    ):
        assert words in shown


# --- faults ----------------------------------------------------------------------------------------------------------


def test_lines_that_name_no_unit_or_two_are_told_by_line(cast: Cast, browser: Client) -> None:
    for n in (0, 1):
        make_unit(cast.agency, f"phong-{n}", "Phòng Tổng hợp", parent=cast.units[n])
    names = "Thanh tra Bộ\nPhòng Tổng hợp\nKhông Có"
    answer = send(browser, "set_members", cast.bloc.pk, YEAR + 1, units=names, version=1)

    shown = words_of(answer)
    assert "Dòng 2: có nhiều đơn vị gọi là “Phòng Tổng hợp”." in shown
    assert "Dòng 3: không thấy đơn vị “Không Có”." in shown
    assert members_of(cast.bloc.pk, YEAR + 1) == []
    better = "Thanh tra Bộ\nPhòng Tổng hợp, thuộc Văn phòng Bộ"
    arrived(send(browser, "set_members", cast.bloc.pk, YEAR + 1, units=better, version=1), "bloc", cast.bloc.pk)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("rename_unit", {"name": "", "version": 1}, "Anh/chị chưa nhập tên."),
        ("rename_unit", {"name": "Thanh tra Bộ", "version": 1}, "Bộ Minh họa đã có đơn vị tên “Thanh tra Bộ”."),
        ("rename_unit", {"name": "X", "since": "31/02/2026", "version": 1}, "Tháng 2"),
        ("rename_unit", {"name": "X", "since": "16/06/2026", "version": 1}, "Ngày 16/06/2026 chưa tới."),
        ("merge_unit", {"effective_on": "01/07/2026"}, "Anh/chị chưa chọn đơn vị."),
        ("dissolve_unit", {"effective_on": ""}, "Anh/chị chưa nhập ngày."),
        ("add_person", {"full_name": "Trần Quốc Hùng"}, "Nếu là người khác, đánh dấu “Là người khác”."),
        ("add_person", {"full_name": "Lê An", "email": "khong-phai"}, "Địa chỉ thư điện tử chưa đúng."),
        ("add_person", {"full_name": "Lê An", "title": "Vụ trưởng", "heads_unit": "on"}, "đang là thủ trưởng"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_is_saved(
    cast: Cast, browser: Client, name: str, data: dict[str, object], says: str
) -> None:
    people = Person.objects.count()
    answer = send(browser, name, cast.unit.pk, **data)

    assert answer.status_code == 200
    assert says in words_of(answer)
    assert (fresh(cast.unit).name, fresh(cast.unit).ended_on, Person.objects.count()) == (cast.unit.name, None, people)


def test_two_editors_of_a_list_see_both_texts(cast: Cast, browser: Client) -> None:
    url = reverse("set_members", args=[cast.bloc.pk, YEAR + 1])
    browser.post(url, {"units": "Thanh tra Bộ\nVăn phòng Bộ", "version": 1})

    second = browser.post(url, {"units": "Thanh tra Bộ", "version": 1})

    assert second.status_code == 409
    shown = words_of(second)
    assert "Có hai bản khác nhau" in shown
    assert "Thanh tra Bộ Văn phòng Bộ" in shown
    assert len(members_of(cast.bloc.pk, YEAR + 1)) == 2
    kept = browser.post(url, {"units": "Thanh tra Bộ", "version": 2})
    arrived(kept, "bloc", cast.bloc.pk)
    assert len(members_of(cast.bloc.pk, YEAR + 1)) == 1


@pytest.mark.parametrize(
    ("name", "row", "data"),
    [
        ("rename_unit", lambda cast: cast.unit, {"name": "Vụ Khác"}),
        ("edit_person", lambda cast: cast.head.person, {"full_name": "Trần Hùng"}),
        ("edit_bloc", lambda cast: cast.bloc, {"kind": "BLOC", "name": "Khối Khác"}),
        ("edit_agency", lambda cast: cast.agency, {"place": "Huế"}),
    ],
)
def test_a_stale_form_shows_both_texts(
    cast: Cast, browser: Client, name: str, row: Callable[[Cast], Model], data: dict[str, str]
) -> None:
    answer = send(browser, name, row(cast).pk, **data, version=99)

    assert answer.status_code == 409
    assert "Lưu bản của tôi" in words_of(answer)
    assert next(iter(data.values())) not in {str(fresh(row(cast)))}


def test_striking_out_the_head_is_refused_with_what_to_do(cast: Cast, browser: Client) -> None:
    answer = send(browser, "set_members", cast.bloc.pk, YEAR, units="Thanh tra Bộ", version=1)

    assert "Văn phòng Bộ là Khối trưởng năm 2026. Ghi ngày rời Khối, hoặc sửa Khối trưởng trước." in words_of(answer)
    assert members_of(cast.bloc.pk, YEAR) == cast.units


def test_a_representative_of_another_unit_is_not_found(cast: Cast, browser: Client) -> None:
    lead = BlocLeadership.objects.get(bloc=cast.bloc, year=YEAR, role="LEAD")
    fix = {"unit": cast.units[0].pk, "representative": "Trần Quốc Hùng", "version": 1}
    answer = send(browser, "correct_leadership", lead.pk, **fix)

    assert "Văn phòng Bộ không có người tên “Trần Quốc Hùng”. Thêm người này trước." in words_of(answer)
    assert fresh(lead).representative is None


# --- lists -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["dang doan", "Đảng", "đoàn thể", "VPĐ"])
def test_units_are_found_without_accents_on_the_page(cast: Cast, browser: Client, text: str) -> None:
    send(browser, "add_unit_alias", cast.units[1].pk, text="VPĐ–ĐT")
    shown = words_of(browser.get(reverse("units"), {"tim": text}))

    assert "Văn phòng Đảng – Đoàn thể" in shown
    assert "Thanh tra Bộ" not in shown


def test_people_stand_by_given_name_and_are_found(cast: Cast, browser: Client) -> None:
    shown = words_of(browser.get(reverse("people")))
    places = [shown.index(name) for name in ("Nguyễn Thị Cúc", "Bùi Văn Đọc", "Hoàng Văn Giám", "Lê Kiều Oanh")]

    assert places == sorted(places)
    found = words_of(browser.get(reverse("people"), {"tim": "hung tran"}))
    assert "Trần Quốc Hùng" in found
    assert "Nguyễn Thị Cúc" not in found
    assert "Không thấy ai tên “zzz”" in words_of(browser.get(reverse("people"), {"tim": "zzz"}))


def test_people_without_a_unit_are_told_to_who_can_mend_it(cast: Cast, browser: Client) -> None:
    send(browser, "dissolve_unit", cast.unit.pk, effective_on="01/06/2026")
    shown = words_of(browser.get(reverse("people")))

    assert "2 người hôm nay chưa thuộc đơn vị nào." in shown
    only = words_of(browser.get(reverse("people"), {"xem": "chua-co-don-vi"}))
    assert "Trần Quốc Hùng" in only
    assert "Lê Kiều Oanh" not in only


def test_who_only_shares_a_bloc_sees_name_and_post(cast: Cast, sign_in: Any, at: Any) -> None:
    at("2026-06-15 09:00")
    Person.objects.filter(pk=cast.head.person.pk).update(email="hung@vi-du.vn", born_on=date(1970, 1, 2))
    reader = sign_in(cast.other_officer.user)
    shown = words_of(reader.get(reverse("person", args=[cast.head.person.pk])))

    assert "Vụ trưởng" in shown
    assert "hung@vi-du.vn" not in shown
    assert "02/01/1970" not in shown
    assert "Anh/chị chỉ xem được họ tên và chức vụ của người ở đơn vị khác." in shown
    assert "Chỉ cơ quan thường trực" in shown


def test_a_bloc_opens_on_the_latest_year_it_has_when_this_year_has_none(cast: Cast, browser: Client, at: Any) -> None:
    at(f"{YEAR + 3}-01-15 09:00")
    shown = words_of(browser.get(reverse("bloc", args=[cast.bloc.pk])))

    assert f"Thành viên năm {YEAR}" in shown
    empty = words_of(browser.get(reverse("bloc", args=[cast.bloc.pk]), {"nam": YEAR + 1}))
    assert f"Chưa ghi thành viên năm {YEAR + 1}" in empty
    assert f"Chép thành viên từ năm {YEAR}" in empty


# --- figures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["blocs", "bloc", "units", "unit", "people", "person", "agencies", "agency"])
def test_pages_take_as_many_queries_for_6_as_for_38(cast: Cast, browser: Client, count_queries: Any, name: str) -> None:
    args = {
        "bloc": [cast.bloc.pk],
        "unit": [cast.units[0].pk],
        "person": [cast.head.person.pk],
        "agency": [cast.agency.pk],
    }.get(name, [])
    url = reverse(name, args=args)
    browser.get(url)
    few = count_queries(lambda: browser.get(url))

    many = [make_unit(cast.agency, f"u{n}", f"Trung tâm Quan trắc số {n}") for n in range(32)]
    for position, unit in enumerate(many):
        BlocMembership.objects.create(agency=cast.agency, bloc=cast.bloc, year=YEAR, unit=unit, position=position + 9)
        make_person(cast.units[0], f"Lê Văn {position}", title="Chuyên viên")
    for year in (2021, 2022, 2023):
        add_members(cast.bloc, year, cast.units)

    assert count_queries(lambda: browser.get(url)) == few
    assert few <= 30
